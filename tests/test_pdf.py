"""The PDF: the same bytes for the same document, tagged, described, and made from nothing outside the project."""

import hashlib
import io
import itertools
import logging
import marshal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pymupdf
import pypdf
import pytest
import sample
import uharfbuzz
from workbench import project

from cvgen import theme
from cvgen.model.choices import Layout
from cvgen.model.document import Document, Item, Listing, Section
from cvgen.model.errors import CvgenError, Position, Problem, Problems
from cvgen.model.record import replace
from cvgen.model.text import Style, Styled
from cvgen.model.typed import typed
from cvgen.render import html, pdf
from cvgen.render.context import Context
from cvgen.render.paper import engine, fonts

OURS = theme.open(None)
HASH = """
import hashlib, sys
{first}
sys.path.insert(0, {tests!r})
import sample
from workbench import project
from cvgen import theme
from cvgen.model.errors import Problems
from cvgen.render import pdf
from cvgen.render.context import Context
print(hashlib.sha256(pdf.render(sample.document(), Context(theme.open(None), Problems()))).hexdigest())
"""


def made(document: Document, project: Path | None = None) -> tuple[pypdf.PdfReader, list[Problem]]:
    problems = Problems()
    data = pdf.render(document, Context(theme.open(project), problems, project))
    return pypdf.PdfReader(io.BytesIO(data)), list(problems.items)


def line(*nodes: object) -> Document:
    listing = Listing((Item(nodes),), Layout.PLAIN)  # type: ignore[arg-type]
    return sample.document(Section(("Line",), "line", listings=(listing,)))


def text(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("first", ["", "import weasyprint", "import weasyprint, fontTools.subset"])
def test_the_bytes_are_the_same_in_every_run_and_however_the_engine_was_imported(first: str) -> None:
    code = HASH.format(first=first, tests=str(Path(__file__).parent))
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    here = hashlib.sha256(pdf.render(sample.document(), Context(OURS, Problems()))).hexdigest()
    assert ran.stdout.split() == [here]
    assert not ran.stderr


@pytest.mark.parametrize("style", ["classic", "modern"])
def test_both_styles_are_made_without_a_complaint(style: str) -> None:
    reader, problems = made(sample.document(style=style))
    assert problems == []
    assert len(reader.pages) == 1
    names = {str(font["/BaseFont"]).split("+")[1] for font in _fonts(reader)}
    family = "Source-Serif-Pro" if style == "classic" else "Source-Sans-Pro"
    assert all(name.startswith(family) for name in names), names


def _fonts(reader: pypdf.PdfReader) -> list[pypdf.generic.DictionaryObject]:
    return [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]


def test_the_file_is_tagged_and_says_what_it_is() -> None:
    reader, _ = made(sample.document())
    root, info = reader.trailer["/Root"], reader.metadata
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "en"  # type: ignore[index]
    assert info is not None
    assert (info.title, info.author, info.subject) == ("Anna Bell: CV", "Anna Bell", "What Anna Bell did")
    assert info["/Keywords"] == "tests, more tests"
    assert str(info["/CreationDate"]).startswith("D:20260421")
    assert "/ModDate" not in info
    assert [item["/Title"] for item in reader.outline if not isinstance(item, list)] == ["Anna Bell"]


def test_the_table_of_contents_holds_words_as_they_are_searched_for() -> None:
    listing = Listing((Item(("A",)),), Layout.PLAIN)
    reader, _ = made(sample.document(Section(("Well-known lamps",), "lamps", listings=(listing,))))
    titles = [item["/Title"] for part in reader.outline for item in (part if isinstance(part, list) else [part])]
    assert titles == ["Anna Bell", "Well-known lamps"]


def test_text_comes_in_reading_order_with_dates_apart_and_marks_behind_their_names() -> None:
    words = text(made(sample.document())[0])
    assert "Ph.D., Testing, University of Somewhere Sept. 2016 Advisor: C. Roe" in words
    assert "• Wrote a thesis 2015 • Passed" in words
    assert "R3. A. Bell, P.-Y. Ode†,*, C. D. Roe, “" in words
    assert words.endswith("Anna Bell · page 1 of 1")


def test_links_lead_out_of_the_file_and_never_to_this_machine(tmp_path: Path) -> None:
    reader, problems = made(sample.document(), tmp_path)
    found = [annotation.get_object()["/A"]["/URI"] for page in reader.pages for annotation in page.get("/Annots", ())]
    assert "mailto:anna@example.org" in found
    assert "https://example.org/a_(b)" in found
    assert not any(url.startswith("file") for url in found)
    assert problems == []


def test_a_character_that_the_fonts_lack_is_named() -> None:
    _, problems = made(line("中 and ▷ and é"))
    assert [(problem.code, "中 (U+4E2D CJK UNIFIED IDEOGRAPH-4E2D)" in problem.message) for problem in problems] == [
        ("font-fallback", True)
    ]


def test_many_characters_of_one_script_are_one_warning() -> None:
    _, problems = made(line("東京都渋谷区 and 東京 and 𓀀𓀁"))
    *cjk, egyptian = [problem.message for problem in problems]
    assert len(cjk) in (1, 2)  # a machine's fonts may have some of them, and others not
    assert sorted(char for message in cjk for char in message if char in "東京都渋谷区") == sorted("東京都渋谷区")
    assert "nor 1 more of Egyptian: 𓀁" in egyptian


def test_a_character_that_no_font_has_leaves_the_text_as_it_is() -> None:
    reader, _ = made(line("A fern, 𐀀𐀁 of the first kind, ", Styled(Style.STRONG, ("in bold 𒀀",)), " and on"))
    text = " ".join(reader.pages[0].extract_text().split())
    assert "A fern, 𐀀𐀁 of the first kind, in bold 𒀀 and on" in text


def test_both_families_are_found_with_all_faces() -> None:
    css = fonts.faces(("Source Serif Pro", "Source Sans Pro"))
    paths = [Path(part.split('"')[0]) for part in css.split('url("file://')[1:]]
    assert len(paths) == 14
    assert all(path.is_file() for path in paths)
    assert fonts.lacking("*†‡▷–…é", ("Source Serif Pro",)) == ""


@pytest.mark.parametrize("family", fonts.FAMILIES)
def test_a_narrow_space_is_widened_and_what_is_no_font_is_left_as_it_is(family: str) -> None:
    for path in fonts.files(family):
        data = path.read_bytes()
        made = uharfbuzz.Font(uharfbuzz.Face(fonts.spaced(data)))
        assert {made.get_glyph_h_advance(made.get_nominal_glyph(ord(char))) for char in " \xa0"} == {250}
        assert fonts.spaced(fonts.spaced(data)) == fonts.spaced(data) != data
        for broken in (b"", b"abc", *(data[:size] for size in range(0, 4000, 100)), b"\x00\x01\x00\x00" + b"\xff" * 90):
            assert len(fonts.spaced(broken)) == len(broken)


def test_too_many_pages_is_a_warning() -> None:
    long = Section(("Papers",), "papers", listings=(sample.papers(60),))
    _, problems = made(sample.document(long, max_pages=1))
    assert [problem.code for problem in problems] == ["too-many-pages"]


def test_text_that_is_lost_at_the_edge_of_the_sheet_is_told() -> None:
    word = "Donaudampfschifffahrt" * 9
    listing = Listing((Item(("A lamp",)), Item((f"{word} and more",))), Layout.PLAIN)
    _, problems = made(sample.document(Section(("Words",), "words", listings=(listing,))))
    assert [(each.code, each.message) for each in problems] == [
        ("cut-text", f"page 1: {word[:60]} reaches beyond the edge of the sheet")
    ]


def test_what_the_engine_says_becomes_a_problem(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "odd.css").write_text("/* extends: classic */ p { colour: red }", encoding="utf-8")
    _, problems = made(sample.document(style="odd"), tmp_path)
    assert [problem.code for problem in problems] == ["pdf-engine"]
    assert "colour: red" in problems[0].message
    assert not caplog.records
    assert logging.getLogger("weasyprint").propagate


@pytest.mark.parametrize(
    "source",
    ["http://127.0.0.1:9/x.png", "https://x.org/x.png", "file:///etc/passwd", "../../secret.svg",
     "%2e%2e/%2e%2e/secret.svg", "../link.svg", "file://host/etc/passwd", "ftp://127.0.0.1/x"],
)  # fmt: skip
def test_nothing_outside_the_project_is_read(tmp_path: Path, source: str) -> None:
    project, secret = tmp_path / "project", tmp_path / "secret.svg"
    (project / "styles").mkdir(parents=True)
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', encoding="utf-8")
    (project / "link.svg").symlink_to(secret)
    style = project / "styles" / "odd.css"
    style.write_text(f"/* extends: classic */ h1 {{ background: url({source}) }}", encoding="utf-8")
    _, problems = made(sample.document(style="odd"), project)
    assert [problem.code for problem in problems] == ["pdf-engine"]
    assert "only files of the project can be used" in problems[0].message


def test_a_picture_of_the_project_is_used(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', encoding="utf-8")
    style = "/* extends: modern */ h1 { background: url(../a.svg) }"
    (tmp_path / "styles" / "odd.css").write_text(style, encoding="utf-8")
    assert made(sample.document(style="odd"), tmp_path)[1] == []


def test_without_pango_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(engine, "load", fail)
    with pytest.raises(CvgenError) as error:
        pdf.render(sample.document(), Context(OURS, Problems()))
    assert error.value.args[0].code == "no-pdf-engine"
    assert "install Pango" in error.value.args[0].hint


def _paragraphs(box: Any) -> list[Any]:
    """The boxes of a laid-out page that hold lines."""
    children = list(getattr(box, "children", ()))
    if children and all(type(child).__name__ == "LineBox" for child in children):
        return [box]
    return [block for child in children for block in _paragraphs(child)]


def _words(box: Any) -> list[Any]:
    own = [box] if hasattr(box, "text") else []
    return own + [word for child in getattr(box, "children", ()) for word in _words(child)]


def _broken_early(document: Document) -> list[str]:
    """Lines that end although the next word would have fitted."""
    weasyprint = engine.load()
    configuration = weasyprint.text.fonts.FontConfiguration()
    faces = weasyprint.CSS(string=fonts.faces(("Source Serif Pro",)), font_config=configuration)
    source = weasyprint.HTML(string=html.paper(document, Context(OURS)))
    pages = source.render(font_config=configuration, stylesheets=[faces]).pages
    early = []
    for block in [block for page in pages for block in _paragraphs(page._page_box)]:
        for this, following in itertools.pairwise(block.children):
            line, first = _words(this), _words(following)[0].text.split(" ")[0]
            free = block.content_box_x() + block.width - max(word.position_x + word.width for word in line)
            if free > 9 * len(first) + 20:
                early.append("".join(word.text for word in line))
    return early


def test_no_line_ends_early_before_an_element() -> None:
    run = "Olga P. Škoda. Consensus Diffusion Sparse Benchmark Sparse Verification Manipulation Causal"
    ends = [f"{'i' * wide}{'.' * narrow}" for wide in range(40) for narrow in range(3)]
    items = tuple(Item((f"{run} {end}. ", *sample.bold("Transactions of the Association"))) for end in ends)
    section = Section(("Lines",), "lines", listings=(Listing(items, Layout.LABELS),))
    assert _broken_early(sample.document(section)) == []


PARTED = (" ", Styled(Style.EMPH, ("k",)), "-means and non-", Styled(Style.EMPH, ("k",)), "-convex lamps ")


def test_no_line_ends_within_a_compound_a_name_a_page_range_or_a_short_doi() -> None:
    items = [
        Item(
            (
                f"{'i' * n}",
                " Bi-level",
                " of ",
                sample.BOTH,
                ", pp.\u00a0181–194, 10.1234/dusk and more" * 4,
                *PARTED * 4,
            )
        )
        for n in range(40)
    ]
    reader, _ = made(sample.document(Section(("Lines",), "lines", listings=(Listing(tuple(items)),))))
    ends = [line.rstrip() for page in reader.pages for line in page.extract_text().splitlines()]
    assert not [end for end in ends if end.endswith(("-", "–", "/", "pp.", "P.-Y."))]


def test_what_the_file_says_of_itself_can_be_handed_to_another_process() -> None:
    made = replace(sample.document(), title=typed("Lamps", Position("a.yaml")), author=typed("Ada", Position("a.yaml")))
    assert marshal.loads(marshal.dumps(pdf._facts(made)))["title"] == "Lamps"  # noqa: S302


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_too_little_memory_is_said_and_the_other_documents_are_made(tmp_path: Path) -> None:
    project(tmp_path)
    command = f"ulimit -v 125000; exec {sys.executable} -m cvgen build --jobs 2"
    ran = subprocess.run(
        ["/bin/sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, "data/ada.yaml: there is not enough memory for this" in ran.stderr) == (1, True)
    assert {"ada.html", "ada.md"} <= {path.name for path in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize("layout", [Layout.PLAIN, Layout.ROWS])
def test_no_entry_of_one_line_stands_alone_on_a_page(layout: Layout) -> None:
    for count in range(33, 40):
        items = tuple(Item((f"Lamp number {n}",)) for n in range(count))
        reader, _ = made(sample.document(Section(("Lamps",), "lamps", listings=(Listing(items, layout),))))
        found = [each.extract_text().count("Lamp number") for each in reader.pages]
        assert 1 not in found, (count, found)


@pytest.mark.parametrize("layout", [Layout.BULLETS, Layout.ROWS])
def test_three_entries_of_many_lines_do_not_go_to_the_next_page_together(layout: Layout) -> None:
    long = "Lamps of glass and of oil in the houses of the poor, and what they cost before there was any gas, " * 5
    entries = Listing(tuple(Item((f"Number {n}: {long}",)) for n in range(3)), layout)
    found = set()
    for count in range(20, 40, 2):
        before = Listing(tuple(Item((f"Line {n}",)) for n in range(count)), Layout.BULLETS)
        sections = Section(("Lines",), "a", listings=(before,)), Section(("Lamps",), "b", listings=(entries,))
        reader, _ = made(sample.document(*sections))
        found.add(reader.pages[0].extract_text().count("Number"))
    assert {1, 2} <= found


def test_entries_of_several_kinds_stand_as_far_from_each_other_as_those_of_one() -> None:
    kinds = (Layout.LABELS, Layout.BULLETS, Layout.ROWS, Layout.PLAIN, Layout.BULLETS)
    listings = tuple(Listing((Item(("Lamps",)), Item(("Oil",))), kind) for kind in kinds)
    data = pdf.render(sample.document(Section(("S",), "s", listings=listings)), Context(theme.open(None), Problems()))
    words = pymupdf.open(stream=data)[0].get_text("words")
    places = sorted(each[3] for each in words if each[4] in ("Lamps", "Oil"))
    steps = [after - before for before, after in itertools.pairwise(places)]
    assert len(steps) == 9
    assert max(steps) - min(steps) < 1
