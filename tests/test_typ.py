"""Typst: every mark of every author, no text that is a command, and a PDF that is the same bytes and PDF/UA."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import page
import pymupdf
import pypdf
import pytest
import sample
from click.testing import CliRunner
from workbench import project

from cvgen import cli, loading, pipeline, theme
from cvgen.loading import looks
from cvgen.model.choices import Engine, Layout
from cvgen.model.document import Document, Item, Line, Listing, Photo, Section, items
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.formats import FORMATS, PDF, TYPST_PDF
from cvgen.model.limits import Limits
from cvgen.model.look import DatePlace, Family, FooterForm, HeadingForm, Length, Margins, PageLook, SidebarSide
from cvgen.model.recipe import Recipe
from cvgen.model.record import replace
from cvgen.model.text import AuthorName, Block, Break, Inline, Link, Style, Styled, plain, walk
from cvgen.model.word import Word
from cvgen.render import families, html, typ, typ_values, typst_pdf
from cvgen.render.context import Context

SAMPLES = ("liu", "zhang", "optml", "project", "seminar")
LOOKS = {Style.STRONG: "strong", Style.EMPH: "emph", Style.UNDERLINE: "underline"}
HOSTILE = '#import "@preview/x:0.1.0" $x$ @x // a --- -1 -?b <label> ~c *d* _e_ `f` [g] {h} \\ \\u{41} http://x.example ... /* i'


@pytest.fixture
def typst() -> None:
    """Typst, without which a test is left out."""
    pytest.importorskip("typst")


def arranged(root: Path, name: str) -> Document:
    problems = Problems()
    loaded = loading.cv_file(root / "data" / f"{name}.yaml", problems)
    return pipeline.document(loaded, pipeline.Request(FORMATS["typ"]), problems)


def line(*nodes: object, layout: Layout = Layout.PLAIN) -> Document:
    return sample.document(Section(("Line",), "line", listings=(Listing((Item(nodes),), layout),)))  # type: ignore[arg-type]


def source(document: Document, problems: Problems | None = None, project: Path | None = None) -> str:
    return typ.text(document, Context(theme.open(project), problems or Problems(), project))


def body(document: Document) -> str:
    return source(document).partition("#head(")[2]


def made(document: Document, problems: Problems | None = None, project: Path | None = None) -> bytes:
    return typst_pdf.render(document, Context(theme.open(project), problems or Problems(), project))


def words(data: bytes) -> str:
    """The text of a PDF, in one line."""
    import pypdf

    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return " ".join(text.split())


def authors(document: Document) -> Iterator[AuthorName]:
    runs: Iterator[Inline] = (
        (*item.main, *(n for each in item.lines for n in each.main)) for item in items(document.sections)
    )
    return (node for run in runs for node in walk(run) if isinstance(node, AuthorName))


def written(author: AuthorName) -> str:
    """An author as Typst's functions print one, but for links."""
    name = author.name.replace(". ", ".~").replace("\xa0", "~").replace(".-", ".\\-")
    for style in reversed(author.emphasis):
        name = f"#{LOOKS[style]}[{name}]"
    signs = author.separator.join(symbol.glyph for symbol in author.symbols).replace("*", "\\*").replace("#", "\\#")
    return name + (f"#mark[{signs}]" if signs and author.raised else signs)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_author_carries_what_the_document_says(root: Path, name: str) -> None:
    document = arranged(root, name)
    text, at = re.sub(r'#address\("[^"]*"\)\[((?:[^\[\]\\]|\\.|#\w+\[[^\]]*\])*)\]', r"\1", body(document)), 0
    for author in (each for each in authors(document) if each.emphasis or each.symbols):
        at = text.index(written(author), at) + 1
    in_html = html.paper(document, Context(theme.open(root), project=root)).count("<sup")
    assert text.count("#mark[") + text.count("#super[") == in_html


def test_the_marks_of_a_thousand_papers_are_html_s() -> None:
    document = sample.document(Section(("Papers",), "papers", listings=(sample.papers(1000),)))
    assert body(document).count("#mark[†,\\*]") == 1000
    assert html.paper(document, Context(theme.open(None))).count(">†,*</sup>") == 1000
    assert body(document).count("#strong[A.~Bell]") == 1000


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('#import "x" $1 @x <y> ~z', '\\#import "x" \\$1 \\@x \\<y> \\~z'),
        ("a--b -1 Bi-level 2019-2020", "a\\-\\-b \\-1 #unbroken[Bi-level] #figures[2019\\-2020]"),
        ("[10.1234/dusk].", "\\[#unbroken[10.1234/dusk]\\]."),
        ("https://x.example /* y */ a/b", "https:\\/\\/x.example \\/\\* y \\*\\/ a/b"),
        ("= a + b", "\\= a \\+ b"),
        ("1. First, see 2.", "1\\. First, see 2\\."),
        ("Wait... .x", "Wait\\.\\.\\. .x"),
        ("(a)", "\\(a)"),
        (";", "\\;"),
        ("a\nb\u2028c\x07", "a b c"),
        ("\\u{41}", "\\\\u{41}"),
    ],
)
def test_text_prints_as_it_is(typed: str, printed: str) -> None:
    assert body(line(typed)).strip().endswith(f"#plain[{printed}]")


def test_a_compound_of_two_nodes_and_a_doi_behind_its_name_stay_on_one_line() -> None:
    k, doi = Styled(Style.EMPH, ("k",)), Link("https://doi.org/10.1234/dusk", ("10.1234/dusk",))
    printed = body(line(k, "-means, non-", k, "-nearest-lamps; ", k, " in doi:", doi))
    assert (
        "#unbroken[#emph[k]\\-means], #unbroken[non\\-#emph[k]\\-nearest-lamps]; #emph[k] in #unbroken[doi:#address("
        in printed
    )


def test_what_follows_a_styled_word_is_no_part_of_its_call() -> None:
    bold = Styled(Style.STRONG, ("a",))
    assert "#strong[a]\\(b)" in body(line(bold, "(b)"))
    assert "#strong[a]\\.at" in body(line(bold, ".at"))
    assert "#strong[a]\\[b\\]" in body(line(bold, "[b]"))


def test_an_address_is_one_string_and_a_script_is_no_link() -> None:
    assert '#address("https://x.example/\\"a\\\\", whole: true)[here]' in body(
        line(Link('https://x.example/"a\\', ("here",)))
    )
    assert "#address" not in source(line(Link("javascript:alert(1)", ("here",)))).partition("== Line")[2]


def test_lists_within_lists_and_broken_lines_are_kept() -> None:
    inner = Line(("Outer",), bullet=True, lines=(Line(("Inner",), number=3, bullet=True),))
    text = body(sample.document(Section(("A",), "a", listings=(Listing((Item(("Taught",), lines=(inner,)),)),))))
    assert re.sub(r"\s+", "", text).endswith(
        "#entries(undated(first:true)[Taught][#points([Outer#numbers(start:3,[Inner],)],)],)"
    )
    assert "a#linebreak()b" in body(line("a", Break(Block.LINE), "b"))


def test_no_level_of_heading_is_left_out() -> None:
    inner = Section(("Inner",), "c", listings=(Listing((Item(("x",)),)),))
    text = body(sample.document(Section((), "a", sections=(Section(("Outer",), "b", sections=(inner,)),))))
    assert re.findall(r"^=+ \w+", text, re.MULTILINE) == ["== Outer", "=== Inner"]


@pytest.mark.usefixtures("typst")
def test_turkish_capitals_keep_their_dots() -> None:
    turkish = replace(
        sample.document(Section(("İlgi ve eğitim",), "a")), lang="tr", look=PageLook(headings=HeadingForm.RULE)
    )
    assert "İLGİ VE EĞİTİM" in words(made(turkish))
    assert "ILGI" in words(made(replace(turkish, lang="en", sections=(Section(("Ilgi",), "a"),))))


@pytest.mark.usefixtures("typst")
def test_a_label_is_not_printed_over_what_it_stands_before() -> None:
    papers = Listing((Item(("Lamps",), label=("[12]",)),), Layout.LABELS)
    look = PageLook(label_width=Length("1em"))
    document = replace(sample.document(Section(("P",), "p", listings=(papers,))), look=look)
    found = {each[4]: each for each in pymupdf.open(stream=made(document))[0].get_text("words")}
    assert found["[12]"][2] < found["Lamps"][0]


def test_the_values_of_the_look_are_in_it() -> None:
    look = PageLook(size=Length("1rem"), gap=Length(".5rem"), margins=Margins("1cm 2cm"), footer=FooterForm.NONE)
    text = source(replace(line("a"), look=look, page="letter", lang="pt-BR"))
    for said in (
        "size: 12pt", "gap: 0.5em", "margins: (top: 1cm, right: 2cm, bottom: 1cm, left: 2cm)", 'footer: "none"',
        'paper: "us-letter"', 'lang: "pt"', 'region: "br"',
    ):  # fmt: skip
        assert f"{said}," in text


def test_a_style_of_the_users_is_named(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "mine.css").write_text("/* extends: classic */\nh2 { color: red }\n", encoding="utf-8")
    problems = Problems()
    source(replace(line("a"), style="mine"), problems, tmp_path)
    assert [each.message for each in problems.items] == ["Typst reads no CSS: the rules of mine.css are left out"]


def test_a_template_of_the_users_is_named(tmp_path: Path) -> None:
    (tmp_path / "templates" / "html").mkdir(parents=True)
    text = '{% extends "cvgen/html/page.html" %}'
    (tmp_path / "templates" / "html" / "page.html").write_text(text, encoding="utf-8")
    problems = Problems()
    source(line("a"), problems, tmp_path)
    said = "Typst uses no template of HTML: what page.html of yours changes is left out"
    assert [each.message for each in problems.items] == [said]


# ---------------------------------------------------------------------------------------------------------------- the PDF


@pytest.mark.usefixtures("typst")
@pytest.mark.parametrize("name", SAMPLES)
def test_all_words_of_a_sample_are_in_its_pdf(root: Path, name: str) -> None:
    document, problems = arranged(root, name), Problems()
    found = re.sub(r"\s|-", "", words(made(document, problems, root)))
    assert not problems.items
    for item in items(document.sections):
        for run in (item.side, *(each.main for each in item.lines)):
            assert re.sub(r"\s|-", "", plain(run)) in found or any(isinstance(n, AuthorName) for n in walk(run))
    names = [re.sub(r"\s|-", "", author.name) for author in authors(document)]
    assert [name for name in names if name not in found] == []


@pytest.mark.usefixtures("typst")
@pytest.mark.parametrize("layout", Layout)
def test_hostile_text_is_text_wherever_it_stands(layout: Layout) -> None:
    item = Item((HOSTILE,), (HOSTILE,), (HOSTILE,), (Line((HOSTILE,), (HOSTILE,)), Line((HOSTILE,), bullet=True)))
    section = Section((HOSTILE,), "a", (Line((HOSTILE,)),), (Listing((item,), layout),), outro=(Line((HOSTILE,)),))
    document = replace(sample.document(section), title=HOSTILE, author=HOSTILE, keywords=(HOSTILE,))
    document = replace(document, look=replace(document.look or PageLook(), footer=FooterForm.NONE, size=Length("6pt")))
    found = re.sub(r"\s", "", words(made(document))).casefold()
    assert found.count(re.sub(r"\s", "", HOSTILE).casefold()) == 9


@pytest.mark.usefixtures("typst")
def test_the_same_document_has_the_same_bytes_and_is_tagged(root: Path) -> None:
    import pypdf

    document = arranged(root, "liu")
    one, two = made(document, project=root), made(document, project=root)
    assert one == two
    assert PDF.mark in one
    read = pypdf.PdfReader(io.BytesIO(one))
    assert read.metadata
    assert read.metadata.title == document.title
    assert "2026-04-21" in str(read.metadata.creation_date)
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in read.trailer["/Root"]["/Metadata"].get_data()


@pytest.mark.usefixtures("typst")
def test_the_photo_is_in_the_file_itself_with_its_words(root: Path) -> None:
    plain_one = line("a")
    document = replace(plain_one, header=replace(plain_one.header, photo=Photo("data/portrait.png", "A face")))
    assert 'alt: "A face"' in source(document, project=root)
    import pypdf

    [page] = pypdf.PdfReader(io.BytesIO(made(document, project=root))).pages
    assert len(page.images) == 1 or page["/Resources"]["/XObject"]


@pytest.mark.usefixtures("typst")
def test_a_look_that_is_to_fit_is_set_tighter_and_one_too_long_is_said() -> None:
    document = sample.document(Section(("Papers",), "papers", listings=(sample.papers(40),)), max_pages=1)
    problems = Problems()
    made(document, problems)
    assert [each.code for each in problems.items] == ["too-many-pages"]
    assert document.look
    problems = Problems()
    made(replace(document, max_pages=0, look=replace(document.look, fit=1)), problems)
    assert "set as tight as can be read, and is to fit on 1" in next(iter(problems.items)).message


@pytest.mark.usefixtures("typst")
def test_its_pages_are_counted_and_what_nobody_measures_is_said() -> None:
    long = sample.document(Section(("Papers",), "papers", listings=(sample.papers(40),)))
    problems = Problems()
    made(replace(long, limits=Limits(pages=1, lines_per_inch=6)), problems)
    assert {(each.code, each.message.partition(":")[0]) for each in problems.items} == {
        ("limit", "the document has 2 pages, and at most 1 are allowed"),
        ("limits-unmeasured", "Typst's pages are counted and not measured"),
    }


@pytest.mark.usefixtures("typst")
def test_what_no_font_has_is_said_and_printed_all_the_same() -> None:
    problems = Problems()
    assert made(line("a \U0001fad8 b"), problems).startswith(b"%PDF")
    assert {"font-fallback"} <= {each.code for each in problems.items}


VALUES = {
    "font": "Source Sans Pro", "size": "9pt", "leading": "1.5", "numerals": "old-style", "accent": "#aa0000",
    "ink": "#112233", "quiet": "#336699", "rule": "#00aa00", "margins": "30mm", "gap": "1em", "entry_gap": "2em", "section_gap": "3em",
    "label_width": "4em", "bullet": "–", "headings": "bar small-caps centred colour plain", "dates": "left inline",
    "head": "left ruled banner", "name_size": "3em", "links": "underlined plain", "footer": "spread number none",
    "photo": "left", "photo_width": "40mm", "sidebar": "left right", "justify": True, "hyphenate": True,
}  # fmt: skip


@pytest.mark.usefixtures("typst")
def test_every_value_of_a_look_changes_the_page(root: Path) -> None:
    title = ("A thoroughly incomprehensible characterisation of representations; ",) * 4
    papers = Listing((Item(title, ("2020",), ("[1]",)),), Layout.LABELS)
    others = sample.document().sections[1].listings
    section = Section(("Papers",), "papers", (Line(title),), listings=(papers, *others))
    document = sample.document(section)
    document = replace(document, header=replace(document.header, photo=Photo("data/portrait.png", "A face")))
    look = document.look or PageLook()
    tried = [
        (name, word)
        for name, said in VALUES.items()
        for word in (said.split() if name in ("headings", "dates", "head", "links", "footer", "sidebar") else [said])
    ]  # type: ignore[attr-defined]
    pages = {("as it is", ""): made(document, project=root)}
    bases = {"date_width": {"dates": DatePlace.LEFT}, "sidebar_width": {"sidebar": SidebarSide.LEFT}}
    for name, word in (*tried, ("date_width", "60mm"), ("sidebar_width", "50mm")):
        base = replace(look, **bases.get(name, {}))
        own = replace(base, **{name: word})
        pages[name, word] = made(replace(document, look=own), project=root)
    same = {}
    for told, data in pages.items():
        same.setdefault(data, []).append(told)
    assert [told for told in same.values() if len(told) > 1] == []
    assert {name for name, _ in pages} - {"as it is"} == {*typ_values.USUAL, "entry_gap"}


@pytest.mark.usefixtures("typst")
def test_a_font_that_is_not_there_is_said() -> None:
    document, problems = line("a"), Problems()
    assert document.look
    made(replace(document, look=replace(document.look, font=Family("Moss Grotesk"))), problems)
    assert [(each.code, each.message.partition(",")[0]) for each in problems.items] == [
        ("font-missing", "there is no font Moss Grotesk")
    ]


@pytest.mark.usefixtures("typst")
@pytest.mark.parametrize("char", ["\ufeff", "\ufdd0", "\U0001fffe"])
def test_what_is_no_character_takes_nothing_from_the_pdf(tmp_path: Path, char: str) -> None:
    desk = project(tmp_path)
    desk.write(
        "data/mark.yaml", f'cv: {{name: "A {char}B", sections: {{"S{char}": ["{char}x {char}", "`{char}`"]}}}}\n'
    )
    ran = desk.run("pdf", "mark.yaml", "--engine", "typst")
    assert (ran.code, ran.err) == (0, "")
    assert not page.validate_pdf_bytes((tmp_path / "out/mark.pdf").read_bytes(), profile="ua1").failures


@pytest.mark.usefixtures("typst")
@pytest.mark.parametrize(("words", "script"), [("שלום", "Hebrew"), ("Ελληνικά ἀρχὴ", "Greek"), ("فانوس", "Arabic")])
def test_a_character_that_the_looks_font_lacks_is_said(words: str, script: str) -> None:
    problems = Problems()
    made(line(words), problems)
    (told,) = problems.items
    assert told.code == "font-fallback"
    assert re.fullmatch(
        rf"Source Serif Pro has no .*{script.upper()}.*: it is set in a font of .* this machine", told.message
    )


@pytest.mark.usefixtures("typst")
@pytest.mark.parametrize("look", ["classic", "modern", "clear"])
def test_what_the_looks_font_lacks_is_set_in_no_typewriters_letters(look: str) -> None:
    text = "فانوس"
    files = families.covering([text], "serif")
    if not files or "Mono" in files[0].name:
        pytest.skip("no other font of this machine has them, or nobody knows")
    document = line(text, Styled(Style.STRONG, (text,)), Styled(Style.EMPH, (text,)))
    asked = looks.look(Recipe(look=PageLook(extends=Word(look))), theme.open(None), Problems())
    document = replace(document, look=asked, header=replace(document.header, name=text))
    (page, *_) = pypdf.PdfReader(io.BytesIO(made(document))).pages
    named = [str(each.get_object()["/BaseFont"]) for each in page["/Resources"]["/Font"].values()]
    assert [each for each in named if "Mono" in each] == []
    assert any(files[0].stem.partition("-")[0] in each.replace("-", "") for each in named), named


@pytest.mark.usefixtures("typst")
def test_another_engine_in_a_recipe_makes_the_pdf_anew_and_only_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = project(tmp_path).change("data/ada.yaml", "    as_of:", "    formats: [html, pdf]\n    as_of:")
    monkeypatch.chdir(tmp_path)
    desk.run("build", "--jobs", "1")
    desk.change("data/ada.yaml", "    formats:", "    engine: typst\n    formats:")
    ran = desk.run("build", "--jobs", "1")
    assert [each for each in ran.out.splitlines() if each.startswith("out/")] == ["out/ada.pdf"]
    assert b"Typst" in (tmp_path / "out" / "ada.pdf").read_bytes()


@pytest.mark.usefixtures("typst")
@pytest.mark.parametrize("look", theme.open(None).names(theme.Resource.LOOK))
def test_every_look_is_set(look: str) -> None:

    problems = Problems()
    value = looks.look(Recipe(look=PageLook(extends=Word(look))), theme.open(None), problems)
    assert made(replace(sample.document(), look=value), problems).startswith(b"%PDF")
    assert not problems.items


@pytest.mark.usefixtures("typst")
def test_the_engine_is_the_command_s_or_the_recipe_s(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)

    def producer(*asked: str) -> bytes:
        path = tmp_path / "made.pdf"
        ran = CliRunner().invoke(cli.main, ["pdf", "liu.yaml", "-o", str(path), *asked])
        assert ran.exit_code == 0, ran.output
        return path.read_bytes()

    assert b"Typst" in producer("--engine", "typst")
    archived = producer("--engine", "typst", "--pdf-standard", "a-2a")
    assert not page.validate_pdf_bytes(archived, profile="2a").failures
    assert b"Typst" not in producer("--engine", "weasyprint")
    refused = CliRunner().invoke(cli.main, ["pdf", "liu.yaml", "--pdf-standard", "a-2a"])
    assert (refused.exit_code, "say --engine typst as well" in refused.output) == (1, True)
    problems = Problems()
    loaded = loading.cv_file(root / "data" / "liu.yaml", problems)
    recipes = tuple((name, replace(recipe, engine=Engine.TYPST)) for name, recipe in loaded.file.documents)
    loaded = replace(loaded, file=replace(loaded.file, documents=recipes))
    assert pipeline.form(loaded, pipeline.Request(PDF), problems) is TYPST_PDF
    assert pipeline.form(loaded, pipeline.Request(PDF, engine=Engine.WEASYPRINT), problems) is PDF
    assert pipeline.form(loaded, pipeline.Request(FORMATS["html"]), problems) is FORMATS["html"]


def test_without_typst_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(CvgenError) as error:
        made(line("a"))
    assert [(each.code, each.hint) for each in error.value.problems] == [
        ("missing-package", "pip install 'cvgen[typst]'")
    ]
