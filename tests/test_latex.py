"""LaTeX in a field becomes text and a few styles; nothing of it is left, and nothing hangs."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.model.errors import Problems
from cvgen.model.text import Block, Break, Inline, Link, Style, Styled, walk
from cvgen.read import latex, project
from cvgen.read.bib import bib_writer

PLAIN = [
    # as typed                                   as printed
    ("Plain text", "Plain text"),
    ("  two\n  lines ", "two lines"),
    ("{D}eep {NET}s {{twice}}", "Deep NETs twice"),
    (r"\'e \'{e} {\'e} \'\i{} \'{\i} {\'{\i}}", "é é é í í í"),
    (r"\`a \^o \~n \"u \=e \.z", "à ô ñ ü ē ż"),
    (r"\v{c} \v c \c{c} \c c \H{o} \k{a} \r{a} \u{g} \d{s} \b{d}", "č č ç ç ő ą å ğ ṣ ḏ"),
    (r"\o \O \l \L \ss{} \ae \oe \aa \dh \th \dj \ng", "øØłŁß æœåðþđŋ"),
    (r"Erd\H{o}s, {\L}ukasz, Stra{\ss}e", "Erdős, Łukasz, Straße"),
    (r"\'{\^e} \~{} \^{} \'", "ế ~ ^ ´"),
    ("e\u0301", "é"),
    (r"R\&D 5\% \$3 \#1 a\_b \{x\}", "R&D 5% $3 #1 a_b {x}"),
    (r"A.~B.\,C. dis\-cover shelf\/ful a\ b", "A.\u00a0B.\u00a0C. discover shelfful a b"),
    ("1--2 and---so ``it'' is `so' but don't", "1–2 and—so “it” is ‘so’ but don't"),
    ("?`Que?", "¿Que?"),
    (r"\mbox{one} \text{two} \LaTeX\ \TeX", "one two LaTeX TeX"),
    (r"\textendash\textquoteright\dots\copyright\texttrademark\S\dag\textasteriskcentered", "–’…©™§†*"),
    (r"\mnras{} and \textit{\aap}", "MNRAS and A&A"),
    (r"a\footnote{no} b\thanks{no}\label{x}", "a b"),
    (r"{\Large big} \color{red}red \textcolor{red}{ink}", "big red ink"),
    (r"$\alpha$-divergence, $\ell_p$, $k$-means", "α-divergence, ℓp, k-means"),
    (r"$\sqrt{s}=13$ TeV, $\sqrt[3]{x+1}$", "√s=13 TeV, 3√(x+1)"),
    (r"$n^{1/2}\log^2 n$, $a_i\max b$", "n1/2 log2 n, ai max b"),
    (r"$A\to B$, $x \leq y$, $\mathbb{R}$, $\mathcal{O}(n\log n)$", "A→B, x ≤ y, ℝ, O(n log n)"),
    (r"$\tilde{x}\bar{y}\hat z$, \(\beta\), \ensuremath{\gamma}", "x̃ȳẑ, β, γ"),
    (r"$\frac{1}{2}$, 90$^\circ$, $f'$", "1/2, 90°, f′"),
    (r"$\begin{pmatrix}1&2\\3&4\end{pmatrix}$ a & b", "(1 2; 3 4) a & b"),
    (r"\begin{align} A&=\left[\begin{array}{cc}1 & 2\\ 3 & 4\end{array}\right] \end{align}", "A=[1 2; 3 4]"),
    (r"\begin{equation} x_1 \begin{matrix} \end{equation} a_1 \end{equation} b_1", "x1 a_1 b_1"),
    (r"\begin{itemize} a_b & c \end{itemize}", "a_b & c"),
    ("from $5 to $10", "from $5 to $10"),
    ("<i>not</i> ours", "<i>not</i> ours"),
    (r"\nobodyknows{words} \myname", "words myname"),
    (r"\enquote{a \enquote{b} c} \enquote*{d} \textquote[me]{e} \mkbibquote{f}", "“a ‘b’ c” ‘d’ “e” “f”"),
    (r"\foreignquote{german}{Wort} \hyphenquote{french}{mot}", "„Wort“ «mot»"),
    (r"\autocap{t}he a\hyphen b and\slash or \mkbibparens{x} \mkbibbrackets{y}", "the a-b and/or (x) [y]"),
    (r"$\not\subset \not= \not\in$ Io\textcommabelow{s}if", "⊄≠ ∉ Ioșif"),
    (r"\ce{2 H2 + O2 -> 2 H2O}, \ce{CuSO4.5H2O}, \ce{CH3-CH3}", "2 H2 + O2 → 2 H2O, CuSO4·5H2O, CH3-CH3"),
    (r"\SI{5}{\kilo\metre\per\second}, \qty{-4}{\degreeCelsius}", "5\u00a0km/s, −4\u00a0°C"),
    (r"\qty{20}{\um}, \unit{m/s}, \ang{45}, \SI{3}{kg.m}", "20\u00a0µm, m/s, 45°, 3\u00a0kg\u202fm"),
    ("{{{a", "a"),
    ("a}}}", "a"),
    ("\\", ""),
    (r"\emph", ""),
    ("a\x00b\x07", "ab"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "printed"), PLAIN)
def test_latex_prints(typed: str, printed: str) -> None:
    assert latex.plain_text(typed) == printed


def emph(*nodes: str) -> Styled:
    return Styled(Style.EMPH, nodes)


STYLED: list[tuple[str, Inline]] = [
    (r"a \emph{b} c", ("a ", emph("b"), " c")),
    (r"{\it b} {\bf c}", (emph("b"), " ", Styled(Style.STRONG, ("c",)))),
    (r"\textbf{\emph{b}}", (Styled(Style.STRONG, (emph("b"),)),)),
    (
        r"\texttt{a--b ``c''} d--e {\tt f---g} \texttt{h}--",
        (Styled(Style.CODE, ("a--b ``c''",)), " d–e ", Styled(Style.CODE, ("f---g",)), " ", Styled(Style.CODE, ("h",)), "–"),
    ),
    (r'\verb|"b"--|, \verb{c}\verb', (Styled(Style.CODE, ('"b"--',)), ", ", Styled(Style.CODE, ("c",)))),
    (r"\texttt x {a--b}", (Styled(Style.CODE, ("x",)), " a–b")),
    (r"\glq a\grq{} \flq b\frq", ("‚a‘ ‹b›",)),
    (r"{\sc Nerf} \texttt{x}", (Styled(Style.SMALLCAPS, ("Nerf",)), " ", Styled(Style.CODE, ("x",)))),
    ("x$^2$", ("x", Styled(Style.SUP, ("2",)))),
    ("$x_{ij}$", (Styled(Style.EMPH, ("x",)), Styled(Style.SUB, ("ij",)))),
    ("$10^{-3}$", ("10", Styled(Style.SUP, ("−3",)))),
    (r"5\textsuperscript{th} H\textsubscript{2}O",
     ("5", Styled(Style.SUP, ("th",)), " H", Styled(Style.SUB, ("2",)), "O")),
    (r"\url{https://a.org/~b_c\%20}", (Link("https://a.org/~b_c%20", ("https://a.org/~b_c%20",)),)),
    (r"\href{https://a.org}{\emph{b}}", (Link("https://a.org", (emph("b"),)),)),
    (r"\href{javascript:alert(1)}{b}", ("b",)),
    ("a\\href{https://a.org}{} \\href{https://a.org}{\u200b}b", ("a \u200bb",)),
    (r"\emph{}", ()),
    (r"\enquote{\emph{a \enquote{b}}}", ("“", emph("a ‘b’"), "”")),
    (r"\ce{SO4^2-}", ("SO", Styled(Style.SUB, ("4",)), Styled(Style.SUP, ("2−",)))),
    (r"\ce{^{13}C} \ce{Na+}", (Styled(Style.SUP, ("13",)), "C Na", Styled(Style.SUP, ("+",)))),
    (r"\si{\metre\squared}", ("m", Styled(Style.SUP, ("2",)))),
    (r"\num{1.5e-3}", ("1.5 × 10", Styled(Style.SUP, ("−3",)))),
]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["equation", "equation*", "align", "align*", "gather", "displaymath", "math", "multline"]
)
def test_an_environment_of_math_is_read_as_math(name: str) -> None:
    formula = latex.inline(r"is \[ a^{-1}_{ij} = \frac{a+b}{2} \] and b_c")
    assert latex.inline(rf"is \begin{{{name}}} a^{{-1}}_{{ij}} &= \frac{{a+b}}{{2}} \end{{{name}}} and b_c") == formula
    assert formula[1:3] == (emph("a"), Styled(Style.SUP, ("−1",)))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"Johnson $&$ Johnson, $\mathrm{R&D}$", "Johnson & Johnson, R&D"),
        (r"\begin{equation}f = 1 \text{ if $x>0$}\end{equation} costs", "f = 1 if x>0 costs"),
        (r"We \begin{align} a. That state-of-the-art don't.", "We a. That state-of-the-art don’t."),
    ],
)
def test_signs_of_math_are_read_where_they_stand(typed: str, printed: str) -> None:
    assert latex.plain_text(typed).replace("'", "’") == printed


@pytest.mark.parametrize(("typed", "nodes"), STYLED)
def test_latex_becomes_nodes(typed: str, nodes: Inline) -> None:
    assert latex.inline(typed) == nodes


def test_what_is_not_understood_is_told() -> None:
    assert latex.unknown(r"\foo{a} \emph{b} \bar1 \foo") == ("foo",)
    assert latex.reading(r"\href{data:text/html,x}{y}").refused == ("data:text/html,x",)


HOSTILE = {
    "braces": "{" * 100_000 + "x" + "}" * 100_000,
    "only closing": "}" * 100_000,
    "nested styles": r"\emph{" * 100_000 + "x",
    "declarations": r"\bf " * 100_000 + "x",
    "accents": r"\'{" * 50_000 + "e",
    "dollars": "$x^" * 50_000,
    "links": r"\url{" * 100_000,
    "environments": r"$\begin{matrix}&" * 50_000 + r"\end{matrix}" * 50_000,
    "quotes": r"\enquote{" * 20_000,
    "long": "x" * 1_000_000,
    "long and odd": r"x' \- " * 150_000,
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_text_is_read_in_bounded_time_and_depth(attack: str) -> None:
    start = time.process_time()
    nodes = latex.inline(HOSTILE[attack])
    assert sum(1 for _ in walk(nodes)) < 10_000
    assert time.process_time() - start < 10


SIGNS = [*"ae1 ^_~'`-=[]{}$\\", r"\emph", r"\'", r"\sqrt", r"\url{", r"\bf ", r"\begin{align}", r"\end{align}", "&"]
TEX = st.lists(st.sampled_from(SIGNS), max_size=80).map("".join)


@settings(max_examples=500, deadline=None)
@given(TEX)
def test_no_command_and_no_brace_is_ever_left(text: str) -> None:
    printed = latex.plain_text(text)
    assert not set(printed) & set("\\{}") or any(sign in text for sign in (r"\{", r"\}", "\\\\"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One\nline.", ["One line."]),
        ("One.\n\n Two\n  goes on.\n \t\n\nThree.", ["One.", "Two goes on.", "Three."]),
        (r"One.\par Two. \parbox{x}", ["One.", r"Two. \parbox{x}"]),
        ("\\emph{One.\n\nStill} it.\n\nTwo.", ["\\emph{One. Still} it.", "Two."]),
    ],
)
def test_blank_lines_part_paragraphs_but_not_within_braces(text: str, parts: list[str]) -> None:
    assert latex.paragraphs(text) == parts


def test_an_abstract_keeps_its_paragraphs_and_is_written_with_them(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{a, title={T}, abstract={One.\n\nTwo {B}.}}\n", encoding="utf-8")
    (reference,) = project.references((tmp_path / "a.bib",), Problems())
    abstract = dict(reference.fields)["abstract"]
    assert abstract == ("One.", Break(Block.PARAGRAPH), "Two B.")
    assert bib_writer.latex(abstract) == "One.\n\nTwo B."
