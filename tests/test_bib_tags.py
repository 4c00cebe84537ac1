"""What exporters and macros put into fields is read as what it means."""

import time

import pytest

from cvgen.model.errors import Problems
from cvgen.model.text import plain
from cvgen.read.bib import bibtex, html_tags, tex_macros

TAGGED = [
    ("<i>E. coli</i>", r"\emph{E. coli}"),
    ("<B>a</B><sub>2</sub><sup class='x'>3</sup>", r"\textbf{a}\textsubscript{2}\textsuperscript{3}"),
    ("<jats:italic>a</jats:italic> <scp>b</scp>", r"\emph{a} \textsc{b}"),
    ("<p>a<br/>b</p>", "ab"),
    ("<i>a <b>b</b> c</i>", r"\emph{a \textbf{b} c}"),
    ("<i>a", "a"),
    ("a</i>", "a"),
    ("<i>a<b>b</i>c</b>", r"a\textbf{bc}"),
    ("a<b and c>d", "a<b and c>d"),
    ("a < b > c", "a < b > c"),
    ("CO< sub>2</ sub>", r"CO\textsubscript{2}"),
    ("<mml:math><mml:mi>x</mml:mi></mml:math>", "x"),
    ("R&amp;D {\\&}amp; \\&amp;", r"R\&D \& \&"),
    ("&lt;i&gt;a&lt;/i&gt;", r"\emph{a}"),
    ("&eacute;&#233;&#xe9;", "ééé"),
    ("&amp;amp;", r"\&"),
    ("AT&T; B&nosuch;", "AT&T; B&nosuch;"),
    ("100&nbsp;%", "100~%"),
]


ESCAPED = [
    (r"{\textless}i{\textgreater}a{\textless}/i{\textgreater}", "<i>a</i>"),
    (r"CO\textless sub\textgreater 2\textless /sub\textgreater", "CO<sub>2</sub>"),
    ("$<$sup$>$3$<$/sup$>$ {$<$}i{$>$}", "<sup>3</sup> <i>"),
    (r"\ensuremath{<}i\ensuremath{>} $\textless$b$\textgreater$ $\lt$u$\gt$", "<i> <b> <u>"),
    (r"{\textless}jats:italic{\textgreater}", "<jats:italic>"),
    (r"$\{$FernFlow$\}$", "FernFlow"),
    (r"{\textbackslash}emph{\{}a{\}} {\textbackslash}'{\{}e{\}}", r"\emph{a} \'{e}"),
    (r"{\textdollar}{\textbackslash}alpha{\textdollar}, {\textdollar}x{\_}2{\textdollar}", r"$\alpha$, $x_2$"),
    (r"\$\alpha\$", r"$\alpha$"),
    (
        r"from {\textdollar}5 to {\textdollar}10, or \$5 to \$10",
        r"from {\textdollar}5 to {\textdollar}10, or \$5 to \$10",
    ),
    (r"x $<$ 7 and {\textless} 5{\%}", r"x $<$ 7 and {\textless} 5{\%}"),
    (r"C:{\textbackslash}ferns", r"C:{\textbackslash}ferns"),
]


@pytest.mark.parametrize(("field", "read"), ESCAPED)
def test_what_a_second_program_escaped_is_read_as_the_first_one_wrote_it(field: str, read: str) -> None:
    assert html_tags.escaped_once(field) == read


def test_escaped_markup_is_said_once_for_an_entry() -> None:
    problems = Problems()
    title = r"A {\textless}i{\textgreater}Salix{\textless}/i{\textgreater} with CO$<$sub$>$2$<$/sub$>$"
    (paper,) = bibtex.references("a.bib", f"@misc{{k, title = {{{title}}}, year = 2020}}", problems)
    assert plain(paper.title) == "A Salix with CO2"
    assert [problem.code for problem in problems.items] == ["escaped-twice"]


@pytest.mark.parametrize(("field", "read"), TAGGED)
def test_html_is_read_as_latex(field: str, read: str) -> None:
    assert html_tags.latex(field) == read


@pytest.mark.parametrize(
    "field",
    [
        "<b>" * 50_000,
        "<" * 100_000,
        "&" * 100_000,
        "&amp;" * 50_000,
        "<i " * 50_000,
        "{\\textless}i" * 20_000,
        "\\$" * 50_000,
    ],
)
def test_very_much_html_takes_no_time(field: str) -> None:
    start = time.process_time()
    html_tags.latex(html_tags.escaped_once(field))
    assert time.process_time() - start < 3


PREAMBLE = r"""@preamble{ "\newcommand{\noopsort}[1]{} " # "\providecommand\me{Lamp, Ada} \def\co#1#2{#1--#2} \def\x{\x\x}" }
"""
WRITTEN = [
    (r"{\noopsort{b}}Title", "Title"),
    (r"\co{a}{b} \co12", "a–b 1–2"),
    (r"by {\me}", "by Lamp, Ada"),
    (r"\mean value", "value"),
]


@pytest.mark.parametrize(("field", "read"), WRITTEN)
def test_what_a_preamble_defines_is_written_out(field: str, read: str) -> None:
    (paper,) = bibtex.references("a.bib", f"{PREAMBLE}@misc{{k, title = {{{field}}}}}", Problems())
    assert plain(paper.title) == read


def test_the_owner_may_be_a_macro() -> None:
    (paper,) = bibtex.references(
        "a.bib", PREAMBLE + r"@misc{k, title={T}, author = {\me and {\me} and Moth, Bo}}", Problems()
    )
    assert [str(writer.name) for writer in paper.authors] == ["Ada Lamp", "Ada Lamp", "Bo Moth"]


def test_a_macro_of_itself_ends() -> None:
    entry = f"{PREAMBLE}@misc{{k, title = {{{chr(92)}x{{}} T}}}}"
    start = time.process_time()
    (paper,) = bibtex.references("a.bib", entry, Problems())
    assert time.process_time() - start < 3
    assert plain(paper.title).endswith("T")


def test_commands_are_defined_in_any_of_the_usual_ways() -> None:
    found = tex_macros.defined(r"\newcommand*\a{x} \renewcommand{\b}[2]{#2#1} \def\c#1{#1} \newcommand{\open")
    assert {name: (macro.body, macro.arity) for name, macro in found.items()} == {
        "a": ("x", 0),
        "b": ("#2#1", 2),
        "c": ("#1", 1),
    }
