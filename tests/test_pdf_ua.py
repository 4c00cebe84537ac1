"""What a validator of PDF/UA-1 (ISO 14289-1) finds in each look, on both papers, of both engines: nothing."""

import io
import re
from pathlib import Path

import page
import pypdf
import pytest
import sample

from cvgen import loading, pipeline, theme
from cvgen.loading import looks
from cvgen.model.choices import Layout, PaperSize
from cvgen.model.document import Document, Face, Item, Line, Listing, Photo, Section
from cvgen.model.errors import Problems
from cvgen.model.formats import PDF, TYPST_PDF, Format
from cvgen.model.look import PageLook
from cvgen.model.recipe import Recipe
from cvgen.model.record import replace
from cvgen.model.text import Link, Style, Styled
from cvgen.model.word import Word
from cvgen.render import html, pdf, typst_pdf
from cvgen.render.context import Context
from cvgen.theme import Resource

OURS = theme.open(None)
ENGINES = {"weasyprint": (PDF, pdf), "typst": (TYPST_PDF, typst_pdf)}
SAMPLES = ("liu", "zhang", "optml", "project", "seminar")


def wrong(data: bytes, profile: str = "ua1") -> list[str]:
    return [f"{each.rule_id}: {each.message}" for each in page.validate_pdf_bytes(data, profile=profile).failures]


def test_the_validator_finds_what_is_wrong() -> None:
    made = pypdf.PdfWriter(clone_from=io.BytesIO(pdf.render(sample.document(), Context(OURS, Problems()))))
    del made.root_object["/MarkInfo"]
    made.write(out := io.BytesIO())
    assert wrong(out.getvalue())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", OURS.names(Resource.LOOK))
def test_a_look_is_accessible(name: str, engine: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    look = looks.look(Recipe(style=Word("classic"), look=PageLook(extends=Word(name))), OURS, Problems())
    listed = Section(("Papers",), "papers", listings=(sample.papers(15),))
    whole = sample.document()
    for paper in PaperSize:
        document = replace(whole, look=look, page=paper, sections=(*whole.sections, listed))
        assert wrong(ENGINES[engine][1].render(document, Context(OURS, Problems()))) == []


def arranged(path: Path, form: Format) -> Document:
    problems = Problems()
    return pipeline.document(loading.cv_file(path, problems), pipeline.Request(form), problems)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_accessible(root: Path, name: str, engine: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    form, renderer = ENGINES[engine]
    document = arranged(root / "data" / f"{name}.yaml", form)
    assert wrong(renderer.render(document, Context(theme.open(root), Problems(), root))) == []


@pytest.mark.parametrize("name", OURS.names(Resource.LOOK))
def test_a_character_that_no_font_has_is_accessible_and_read(name: str) -> None:
    nowhere = "\U0010ff00 \U0010ff01"  # for private use, of which a font would be somebody's own
    look = looks.look(Recipe(style=Word("classic"), look=PageLook(extends=Word(name))), OURS, Problems())
    items = (Item((f"a {nowhere}", Styled(Style.STRONG, (nowhere,)), Styled(Style.EMPH, (nowhere,)))),)
    document = sample.document(Section((f"Odd {nowhere}",), "odd", listings=(Listing(items, Layout.BULLETS),)))
    document = replace(document, look=look)
    data = pdf.render(document, Context(OURS, Problems()))
    assert wrong(data) == []
    assert data == pdf.render(document, Context(OURS, Problems()))
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert text.count(nowhere[0]) == text.count(nowhere[-1]) == 4


@pytest.mark.parametrize("engine", ENGINES)
def test_people_on_cards_are_accessible(root: Path, engine: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    photo = Photo("data/portrait.png", "Ada Moss beside a lamp")
    people = (
        Item((Styled(Style.STRONG, ("Ada Moss",)),), lines=(Line(("Lead",)),), face=Face(photo, "AM")),
        Item((Styled(Style.STRONG, ("Tom Reed",)),), lines=(Line(("Student",)),), face=Face(None, "TR")),
    )
    document = sample.document(Section(("Members",), "members", listings=(Listing(people, Layout.CARDS),)))
    made = ENGINES[engine][1].render(document, Context(OURS, Problems(), root))
    assert wrong(made) == []
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    words = "".join(each.extract_text() for each in pages)
    assert all(each in words for each in ("Ada Moss", "Lead", "Tom Reed", "Student"))
    assert "TR" not in words
    fills = re.findall(rb"([\d.]+) [\d.]+ [\d.]+ (?:rg|scn)", b"".join(e.get_contents().get_data() for e in pages))
    assert not [each for each in fills if 0.8 < float(each) < 1]  # no grey ground where there is no photo
    (ada, upper), (tom, lower) = (place(pages[-1], name) for name in ("Ada", "Tom"))
    half = (210 - 27 - 27) / 25.4 * 72 / 2  # of what classic's margins leave of A4
    assert upper == lower
    assert abs(tom - ada - half) < half / 10


@pytest.mark.parametrize("engine", ENGINES)
def test_a_long_address_on_a_card_breaks_before_the_next_card(root: Path, engine: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    mail = "maximilian.mustermann@informatik.uni-freiburg.de"
    photo = Photo("data/portrait.png", "Ada Moss beside a lamp")
    people = (
        Item(("Ada Moss",), lines=(Line((Link(f"mailto:{mail}", (mail,)),)),), face=Face(photo, "AM")),
        Item(("Tom Reed",), face=Face(photo, "TR")),
    )
    document = sample.document(Section(("Members",), "members", listings=(Listing(people, Layout.CARDS),)))
    text = (
        pypdf.PdfReader(io.BytesIO(ENGINES[engine][1].render(document, Context(OURS, Problems(), root))))
        .pages[-1]
        .extract_text()
    )
    assert mail in "".join(text.split())
    assert mail not in text


def test_the_data_of_a_photo_are_no_name_in_capitals() -> None:
    """Else each of their capitals is tried, for minutes."""
    assert not html._CAPITALS.search('<img src="data:image/png;base64,' + "AB/c" * 50_000 + '">')
    assert html._CAPITALS.sub(r"\1[\2]", "<p>at MILCOM, in x</p>") == "<p>at [MILCOM,] in x</p>"


def place(page: pypdf.PageObject, word: str) -> tuple[float, float]:
    """Where a text that begins with this word stands on a page: across and up, in points."""
    found: list[tuple[float, float]] = []

    def look(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.startswith(word):
            across = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            found.append((round(across, 1), round(cm[1] * tm[4] + cm[3] * tm[5] + cm[5], 1)))

    page.extract_text(visitor_text=look)
    return found[0]


@pytest.mark.parametrize("count", [15, 1000])
def test_a_list_of_any_length_is_accessible(count: int) -> None:
    document = sample.document(Section(("Papers",), "papers", listings=(sample.papers(count),)))
    assert wrong(pdf.render(document, Context(OURS, Problems()))) == []
