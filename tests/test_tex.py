"""LaTeX: every mark of every author, no text that is a command, nothing that an engine lacks without saying so."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import sample
from workbench import Desk

from cvgen import loading, pipeline, theme
from cvgen.model.choices import Layout
from cvgen.model.document import Affiliation, Document, Header, Item, Line, Listing, Section, items
from cvgen.model.errors import Problems
from cvgen.model.formats import FORMATS
from cvgen.model.record import replace
from cvgen.model.text import AuthorName, Inline, Link, Style, walk
from cvgen.render import tex
from cvgen.render.context import Context

TEX = FORMATS["tex"]
LOOKS = {Style.STRONG: "bold", Style.EMPH: "italic", Style.UNDERLINE: "underline"}
SAMPLES = ("liu", "zhang", "optml", "project", "seminar")
ENGINES = [
    pytest.param(name, marks=pytest.mark.skipif(not shutil.which(name), reason=f"{name} is not installed"))
    for name in ("pdflatex", "xelatex", "lualatex")
]


def document(root: Path, name: str) -> Document:
    problems = Problems()
    return pipeline.document(loading.cv_file(root / "data" / f"{name}.yaml", problems), pipeline.Request(TEX), problems)


def line(*nodes: object, layout: Layout = Layout.PLAIN) -> Document:
    return sample.document(Section(("Line",), "line", listings=(Listing((Item(nodes),), layout),)))  # type: ignore[arg-type]


def body(made: Document, problems: Problems | None = None) -> str:
    return tex.text(made, Context(theme.open(None), problems or Problems(), fragment=True)).partition("\\fi\n")[2]


def authors(made: Document) -> Iterator[AuthorName]:
    runs: Iterator[Inline] = (
        (*item.main, *(n for each in item.lines for n in each.main)) for item in items(made.sections)
    )
    return (node for run in runs for node in walk(run) if isinstance(node, AuthorName))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_author_carries_what_the_document_says(root: Path, name: str) -> None:
    made = document(root, name)
    text, at = body(made), 0
    for author in (each for each in authors(made) if each.emphasis):
        bold = f"\\cv{LOOKS[author.emphasis[-1]]}{{{author.name.replace(chr(0xA0), '~')}}}"
        at = text.index(bold, at) + len(bold)
        if author.symbols and author.raised:
            marks = text[at:].lstrip("}").removeprefix("\\cvmark{").partition("}")[0]
            assert marks == author.separator.join(each.glyph for each in author.symbols)
    assert text.count("\\cvmark{") == sum(bool(author.symbols) and author.raised for author in authors(made))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            r"\input{x} $1 #2 %3 &4 ~5 ^6 _7",
            r"\textbackslash{}input\{x\} \$1 \#2 \%3 \&4 \textasciitilde{}5 \textasciicircum{}6 \_7",
        ),
        ("a--b '' ,, ?` <<", r"a-{}-b '{}' ,{}, ?{}\textasciigrave{} \textless{}\textless{}"),
        ("ṣ ế Ǽ ǎ", r"\d{s} \'{\^{e}} \'{Æ} \v{a}"),
        ("α ≤ ∞ ◆", r"\ensuremath{\alpha} \ensuremath{\leq} \ensuremath{\infty} \ensuremath{\blacklozenge}"),
        ("ﬁ x⁴ H₂O 𝑛", r"fi x\textsuperscript{4} H\textsubscript{2}O n"),
        ("Łukasz – “Żuk” § †", "Łukasz – “Żuk” § †"),
        ("pp.\u00a03", "pp.~3"),
    ],
)
def test_text_prints_as_it_is(typed: str, printed: str) -> None:
    assert body(line(typed)).strip().endswith(f"{printed}\\par")


def test_an_address_is_one_argument_whatever_is_in_it() -> None:
    text = body(line(Link("https://x.example/a%20b?c=d&e=~f#g_{h}", ("here",))))
    assert r"\cvlink{https://x.example/a\%20b?c=d\&e=~f\#g\_\%7Bh\%7D}{here}" in text.replace(r"\%7E", "~")


def test_a_script_is_no_link() -> None:
    assert "cvlink" not in body(line(Link("javascript:alert(1)", ("here",))))


def test_an_item_that_begins_with_a_bracket_or_a_star_is_text() -> None:
    assert "\\item {}[a] b" in body(line("[a] b", layout=Layout.BULLETS))
    assert "\\cvrow{*b}{}" in body(line("*b", layout=Layout.ROWS))


def test_what_pdflatex_cannot_print_is_said_once() -> None:
    problems = Problems()
    assert "Жук 中" in body(line("Жук 中"), problems)
    assert [each.message for each in problems.items] == ["pdfLaTeX cannot print Ж к у 中"]


def test_a_document_is_made_as_latex_only_when_that_is_said() -> None:
    from cvgen.model.recipe import Recipe

    assert TEX not in Recipe().formats


HOSTILE = r"\input{/etc/passwd} \immediate\write18{ls} $x$ #1 %c &a ~b ^c _d {e} \\[1cm] \end{document} ^^5cinput"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["liu", "project", "hostile"])
def test_it_compiles_as_it_is(engine: str, name: str, root: Path, tmp_path: Path) -> None:
    parts = tuple(
        Section(
            (HOSTILE,), f"s{i}", (Line((HOSTILE,)),), (Listing((Item((HOSTILE,), (HOSTILE,), (HOSTILE,)),), layout),)
        )
        for i, layout in enumerate(Layout)
    )
    made = sample.document(*parts) if name == "hostile" else document(root, name)
    (tmp_path / "cv.tex").write_text(tex.text(made, Context(theme.open(None))), encoding="utf-8")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "cv.tex"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=300)
    log = (tmp_path / "cv.log").read_text(encoding="utf-8", errors="replace")
    assert ran.returncode == 0, re.findall(r"^!.*", log, re.MULTILINE)
    assert "Missing character" not in log


PAPERS = """\
@article{a, title={Lamps: a survey = light!}, author={Moss, Ada and Reed, Tom}, journal={Journal of Lamps}, year=2024, doi={10.1000/x=y:z}}
@article{b, title={Über die Donaudampfschifffahrt}, author={Moss, Ada}, journal={Lux}, year=2023, langid={ngerman}}
@article{c, title={Étude : une "histoire"}, author={Moss, Ada}, journal={Lux}, year=2022, langid={french}}
"""
CV = """\
person: ada
bibliography: papers.bib
cv:
  headline: "Light; and [links](https://x.example/a?b=c:d!e)."
  sections:
    Work: {title: {en: Work, de: Arbeit, pt: Trabalho, zh: 工作, ar: العمل, he: עבודה, ru: Работа}, entries: [{bullet: "a = b! c: d; e?"}]}
    Papers: {publications: [{group_by: venue, labels: {text: "{n}."}}]}
"""
BEYOND = ("ar", "he", "ru")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    Desk(tmp_path).write("data/people.yaml", "people: [{id: ada, name: 'Moss, Ada'}]\n")
    return Desk(tmp_path).write("data/papers.bib", PAPERS).write("data/ada.yaml", CV)


def in_language(desk: Desk, lang: str) -> str:
    result = desk.run("tex", "ada.yaml", "--lang", lang, "-o", "cv.tex", "--overwrite")
    assert result.code == 0, result.err
    return desk.read("cv.tex")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("lang", ["en", "de", "fr", "es", "tr", "cs", "pt-BR", *BEYOND])
def test_each_language_compiles_with_what_babel_has_itself(engine: str, lang: str, desk: Desk) -> None:
    text = in_language(desk, lang)
    if lang in BEYOND and (engine == "pdflatex" or not _there("DejaVu Sans") or not _there("DejaVu Serif")):
        pytest.skip("said by a warning, or no font")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "cv.tex"]
    for _ in range(2 if lang in BEYOND else 1):  # what a first run writes for the next is in the document's direction
        ran = subprocess.run(command, cwd=desk.folder, capture_output=True, check=False, timeout=300)
    log = (desk.folder / "cv.log").read_text(encoding="utf-8", errors="replace")
    assert ran.returncode == 0, re.findall(r"^!.*", log, re.MULTILINE)
    assert "Missing character" not in log
    assert r"\cvforeign{french}" in text or lang == "fr"


def _there(family: str) -> bool:
    found = subprocess.run(["fc-list", family], capture_output=True, check=False) if shutil.which("fc-list") else None
    return bool(found and found.stdout)


@pytest.mark.parametrize(
    ("lang", "main", "others"),
    [
        ("en", "{en}{english}", ["{de}{german}", "{fr}{french}"]),
        ("en-GB", "{en-GB}{british}", ["{de}{german}", "{fr}{french}"]),
        ("de-AT", "{de-AT}{austrian}", ["{fr}{french}"]),
        ("nl", "{nl}{dutch}", ["{en}{english}", "{de}{german}", "{fr}{french}"]),
        ("pt-BR", "{pt-BR}{brazilian}", ["{de}{german}", "{fr}{french}"]),
        ("zh-Hans", "{zh-Hans}{chinese}", ["{de}{german}", "{fr}{french}"]),
    ],
)
def test_babel_is_told_the_languages(desk: Desk, lang: str, main: str, others: list[str]) -> None:
    lines = re.findall(r"^\\cvlanguage(.*)$", in_language(desk, lang), re.MULTILINE)
    assert lines == [f"[main, ]{main}", *others]


def test_english_alone_asks_for_no_babel(desk: Desk) -> None:
    desk.write("data/papers.bib", PAPERS.partition("@article{b")[0])
    assert "babel" not in in_language(desk, "en")
    assert "babel" in in_language(desk, "es")


def test_what_runs_from_left_to_right_within_arabic_is_told(desk: Desk) -> None:
    text = in_language(desk, "ar")
    assert r"\section{العمل}" in text
    assert r"\cvltr{Light; and \cvlink{https://x.example/a?b=c:d!e}{links}.}" in text
    assert r"{\LARGE\bfseries \cvltr{Ada Moss}}" in text
    assert "bidi=basic" in text
    assert "cvltr" not in in_language(desk, "de")


def test_full_width_signs_stay_so_where_characters_are_as_wide(desk: Desk) -> None:
    desk.change("data/ada.yaml", "a = b! c", "（a，b）")
    assert "（a，b）" in in_language(desk, "zh")
    problems = desk.run("tex", "ada.yaml", "--lang", "es", "-o", "cv.tex", "--overwrite").err
    assert "(a,b)" in desk.read("cv.tex")
    assert "，" not in problems


def test_a_long_position_has_its_place_in_a_line_of_its_own() -> None:
    def headed(lab: str) -> str:
        lines = ((f"Laboratory of {lab}",), ("University of Gull Rock, Lampton",))
        head = Header("Ada Moss", ("Keeper",), (Affiliation(("Professor",), lines, (", ", ", ")),))
        text = tex.render(replace(sample.document(), header=head), Context(theme.open(None), Problems())).decode()
        return text.partition(r"\LARGE")[2].partition(r"\end{center}")[0]

    assert "\\\\[.35em]{}\nKeeper\\\\{}\n" in headed("Lamps")
    assert "Laboratory of Lamps, University of Gull Rock" in headed("Lamps")
    assert "Laboratory of Lamps, Their Wicks, and All That Burns,\\\\{}\nUniversity of Gull" in headed(
        "Lamps, Their Wicks, and All That Burns"
    )
