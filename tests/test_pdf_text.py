"""The text of a PDF as programs read it: every string of a CV with every kind of entry, in each look, of both engines."""

import io
import itertools
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfminer.high_level
import pymupdf
import pypdf
import pytest
from workbench import Desk, project

from cvgen import loading, pipeline, theme
from cvgen.model.document import Document, Line, Section
from cvgen.model.errors import Level, Problems
from cvgen.model.formats import PDF, TYPST_PDF
from cvgen.model.look import PageLook
from cvgen.model.text import AuthorName, Inline, Link, Styled, plain
from cvgen.model.word import Word
from cvgen.render import pdf, typst_pdf
from cvgen.render.context import Context
from cvgen.theme import Resource

LOOKS = theme.open(None).names(Resource.LOOK)
ENGINES = {"weasyprint": (PDF, pdf), "typst": (TYPST_PDF, typst_pdf)}
CV = """\
person: ada
bibliography: publications.bib
cv:
  headline: Maker of lamps, reader of log books
  location: Gull Rock
  email: ada@example.org
  phone: {value: "+1 202-555-0143", label: Mobile}
  links: {Website: "https://ada.example/", Scholar: "https://scholar.example/ada"}
  sections:
    Profile of a Maker:
      - I study how light travels through narrow harbours, and what keepers write about it at night, in all of its extraordinarily circumstantial consequences.
    Education:
      - {institution: University of Gull Rock, area: Optics of Narrow Harbours, degree: Ph.D., date: 2016-09,
         location: Gull Rock, highlights: ["Thesis: *Shade, and Who Keeps It*; advisor: Jane Roe"]}
    Experience:
      - {position: Professor, company: University of Gull Rock, start_date: 2021-07, summary: Head of the lamps.,
         highlights: [{text: Chair of lamps, date: 2023}]}
    Honors:
      - {award: Lantern Medal of the Society for the Study of Dusk and of All That Follows, organization: Dusk, date: 2025, note: for wicks}
    Grants:
      - {funder: Dusk Agency, title: Lamps That Forget, role: PI, amount: 512000 USD, start_date: 2024-01, end_date: 2027-12}
    Publications:
      intro: "{legend}"
      publications:
        - {title: Labelled Papers, select: [lanterns, shadows], labels: "J{n}."}
        - {title: Venues First, reference: venue-first, select: [lanterns, shadows]}
        - {title: As a Résumé Has Them, reference: resume, select: [lanterns, mirrors]}
        - {title: As a Project Has Them, reference: project, select: [lanterns, mirrors]}
        - {title: In Three Lines, reference: group, select: [lanterns, shadows]}
    Typed in Place:
      - {title: Under the Bushel, authors: [Jane Roe, "**Ada Example**"], journal: Dusk, date: 2022-03, doi: 10.1234/bushel_1, summary: A lamp.}
    Talks:
      - {talk: Light Without Lamps, event: Lamp Colloquium, host: Institute of Wicks, date: 2025-03}
    Students:
      - {person: Tom Reed, degree: Ph.D., thesis: Wicks in Strong Winds, start_date: 2021-09, end_date: 2024-06}
    Service:
      - {service: Reviewer, for: [CoMUM, Journal of Lamps and Lanterns, Transactions on Dusk, Harbour Letters, Annals of Shade]}
    Software:
      - {name: wick, date: 2023, summary: A library for narrow harbours., highlights: [Ten thousand a month]}
    Skills:
      - {label: Languages, details: "English, Korean, Dutch"}
    Memberships: [{bullet: Society for Dusk}, {bullet: Guild of Keepers}]
    Patents: [{number: A wick that trims itself}, {number: A shutter}]
    COVID-19 and A–B in Post-War Studies: [A lamp.]
    Panels: [{reversed_number: Panel on moths}, {reversed_number: Panel on dusk}]
documents:
  cv:
    as_of: 2026-06
    marks:
      owner: bold
      student: {symbol: †, legend: students of mine}
      equal: {symbol: "*", legend: equal contribution}
"""


def by_pypdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def by_poppler(how: str) -> Callable[[bytes], str]:
    def read(data: bytes) -> str:
        ran = subprocess.run(["pdftotext", "-nopgbrk", how, "-", "-"], input=data, capture_output=True, check=True)
        return ran.stdout.decode()

    return read


def by_mupdf(data: bytes) -> str:
    with pymupdf.open(stream=data, filetype="pdf") as file:
        return "\n".join(page.get_text() for page in file)


def by_pdfminer(data: bytes) -> str:
    return pdfminer.high_level.extract_text(io.BytesIO(data))


READERS: dict[str, Callable[[bytes], str]] = {"pypdf": by_pypdf, "mupdf": by_mupdf, "pdfminer": by_pdfminer}
if shutil.which("pdftotext"):
    READERS |= {"raw": by_poppler("-raw"), "layout": by_poppler("-layout")}
# These go by where words stand: columns are read side by side.
BY_PLACE = frozenset(("layout", "pdfminer"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Desk:
    made = project(tmp_path_factory.mktemp("text"))
    made.change("data/publications.bib", "volume = {12}", "volume = {12}, doi = {10.1234/lanterns}")
    (made.folder / "data/ada.png").write_bytes((root / "data/portrait.png").read_bytes())
    made.write("data/pictured.yaml", CV.replace("cv:\n", "cv:\n  photo: ada.png\n", 1))
    return made.write("data/full.yaml", CV)


def arranged(desk: Desk, engine: str, look: str, file: str = "full.yaml") -> Document:
    problems = Problems()
    loaded = loading.cv_file(desk.folder / "data" / file, problems)
    asked = pipeline.Request(ENGINES[engine][0], look=PageLook(extends=Word(look)))
    made = pipeline.document(loaded, asked, problems)
    assert not [each for each in problems.items if each.level is Level.ERROR]
    return made


def bare(text: str) -> str:
    """Letters alone: no space, no case, no hyphen, which an engine puts at a line's end in the looks that ask for it."""
    return re.sub(r"[\s\u2060\u00ad-]+", "", unicodedata.normalize("NFKC", text)).casefold()


def typed(nodes: Inline) -> str:
    """The characters of a text, with the marks of its authors."""
    out = []
    for node in nodes:
        if isinstance(node, AuthorName):
            out.append(node.name + node.separator.join(symbol.glyph for symbol in node.symbols))
        else:
            out.append(typed(node.children) if isinstance(node, (Styled, Link)) else plain((node,)))
    return "".join(out)


def every(sections: tuple[Section, ...]) -> Iterator[Section]:
    for part in sections:
        yield part
        yield from every(part.sections)


def lines(some: tuple[Line, ...]) -> Iterator[Inline]:
    for line in some:
        yield from (line.main, line.side)
        yield from lines(line.lines)


def strings(document: Document) -> Iterator[str]:
    """Every string of the document, by lines."""
    head = document.header
    texts: list[Inline] = [(head.name,), head.headline, *(each.content for each in head.contacts)]
    for part in every(document.sections):
        texts += [part.title, *lines(part.intro), *lines(part.outro)]
        for item in (each for listing in part.listings for each in listing.items):
            texts += [item.label, item.main, item.side, *lines(item.lines)]
    return (line for text in texts for line in typed(text).splitlines() if line.strip())


def is_there(string: str, text: str, *, in_columns: bool) -> bool:
    """Whether the string is in the text; where columns stand side by side, its words in their order, others between."""
    if not in_columns or bare(string) in text:
        return bare(string) in text
    return bool(re.search(".{0,250}?".join(re.escape(bare(word)) for word in string.split()), text))


def spaces(data: bytes) -> Iterator[tuple[float, str]]:
    """How wide each space is between two letters of a line, in em, and the words around it."""
    with pymupdf.open(stream=data, filetype="pdf") as file:
        blocks = [block for page in file for block in page.get_text("rawdict")["blocks"]]
    for span in (span for block in blocks for line in block.get("lines", ()) for span in line["spans"]):
        at = [(char["c"], char["origin"][0]) for char in span["chars"]]
        for (char, begin), (_, end) in itertools.pairwise(at):
            if char == " ":
                yield (end - begin) / span["size"], "".join(each for each, _ in at)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("look", LOOKS)
def test_a_space_is_wider_than_programs_ask_of_a_gap_between_words(desk: Desk, look: str, engine: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    context = Context(theme.open(None), Problems(), Path(desk.folder))
    found = list(spaces(ENGINES[engine][1].render(arranged(desk, engine, look), context)))
    assert len(found) > 100
    assert [each for each in found if each[0] < 0.205] == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("look", "file"),
    [*((look, "full.yaml") for look in LOOKS), ("sidebar", "pictured.yaml"), ("banner", "pictured.yaml")],
)
def test_programs_find_every_string_of_a_cv_the_name_first_and_its_sections_in_order(
    desk: Desk, look: str, file: str, engine: str
) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    document = arranged(desk, engine, look, file)
    data = ENGINES[engine][1].render(document, Context(theme.open(None), Problems(), Path(desk.folder)))
    headings = [bare(plain(part.title)) for part in every(document.sections)]
    for reader, read in READERS.items():
        said = read(data)
        text = bare(said)
        assert [each for each in strings(document) if not is_there(each, text, in_columns=reader in BY_PLACE)] == []
        assert text.startswith(bare("Ada Example")), (reader, text[:40])
        assert reader == "layout" or said.splitlines()[0].strip() == "Ada Example", (reader, said[:40])
        assert in_order(headings, text), reader
        assert [word for word in ("covid-19", "a–b", "post-war") if word not in said.casefold()] == [], reader


def in_order(words: list[str], text: str) -> bool:
    at = -1
    return all((at := text.find(word, at + 1)) >= 0 for word in words)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_heading_has_no_hyphen_of_the_engine(desk: Desk, engine: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    long = "Extraordinary Circumstantial Consequences of Internationalization Considerations Notwithstanding Everything"
    desk.write("data/full.yaml", CV.replace("Profile of a Maker", long))
    text = by_pypdf(
        ENGINES[engine][1].render(arranged(desk, engine, "book"), Context(theme.open(None), Problems(), desk.folder))
    )
    desk.write("data/full.yaml", CV)
    assert long.casefold() in " ".join(text.split()).casefold()


def test_a_doi_stands_as_text_on_paper_and_is_a_word_on_a_page(desk: Desk) -> None:
    assert "[10.1234/lanterns]" in " ".join(strings(arranged(desk, "weasyprint", "classic")))
    assert desk.run("html", "full.yaml").code == 0
    assert "[10.1234/lanterns]" not in desk.read("out/full.html")


MUTE = """\
cv:
  name: Ada Moss
  custom_connections: [{placeholder: Homepage, url: "https://moss.example/"}]
  sections:
    Lamps:
      - {name: Shade, links: {Website: "https://shade.example/x", Code: "https://code.example"}}
      - "[Lab Website](https://lab.example), [here](https://here.example/a), [Lab](https://two.example), [Site](https://two.example)"
"""


@pytest.mark.parametrize("links", ["coloured", "underlined", "plain", "printed"])
@pytest.mark.parametrize("engine", ENGINES)
def test_an_address_stands_on_paper_where_a_links_words_say_nothing(desk: Desk, engine: str, links: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    desk.write("data/mute.yaml", MUTE)
    assert desk.run("pdf", "mute.yaml", "--engine", engine, "--set", f"look.links={links}").code == 0
    text = " ".join(by_pypdf((desk.folder / "out/mute.pdf").read_bytes()).split())
    shown = {"Homepage (moss.example)", "[Website] (shade.example/x)", "here (here.example/a)", "Site (two.example)"}
    others = {"[Code] (code.example)", "Lab Website (lab.example)"}
    assert {each for each in shown | others if each in text} == (shown | others if links == "printed" else shown)
    assert desk.run("html", "mute.yaml").code == 0
    assert "(moss.example)" not in desk.read("out/mute.html")
