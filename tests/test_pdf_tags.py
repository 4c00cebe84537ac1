"""The tags by which a PDF is read aloud: what each part is called, in which order, and how signs are read."""

import io
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest
import sample

from cvgen import theme
from cvgen.model.choices import Layout
from cvgen.model.document import Document, Item, Listing, Photo, Section, Work
from cvgen.model.errors import Problems
from cvgen.model.record import replace
from cvgen.model.text import Style, Styled
from cvgen.render import pdf, typst_pdf
from cvgen.render.context import Context
from cvgen.render.paper import engine, printing
from cvgen.render.paper.engine import tags
from cvgen.render.paper.sheet import Sheet

pytestmark = pytest.mark.skipif(bool(engine.ways()[tags.NAME]), reason="another WeasyPrint tags by itself")
HTML = '<html lang="en"><head><title>A</title></head><body>{}</body></html>'


def made(document: Document, project: Path | None = None) -> bytes:
    return pdf.render(document, Context(theme.open(None), Problems(), project))


def made_by_typst(*sections: Section) -> bytes:
    pytest.importorskip("typst")
    return typst_pdf.render(sample.document(*sections), Context(theme.open(None), Problems()))


def of_page(body: str, style: str = "") -> bytes:
    return printing.printed(Sheet(HTML.format(f"<style>{style}</style>{body}"), None, (("title", "A"),))).data


def outline(data: bytes) -> list[str]:
    """The tags, each with its depth and what it says besides: ". . L Decimal"."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    document: Any = reader.root_object["/StructTreeRoot"]["/K"][0].get_object()  # type: ignore[index]
    return [f"{'. ' * depth}{words}" for depth, words in _tags(document, 0)]


def _tags(tag: Any, depth: int) -> Iterator[tuple[int, str]]:
    said = [str(tag[key]) for key in ("/E", "/Lang", "/Alt") if key in tag]
    owned = tag.get("/A", {})
    for each in owned if isinstance(owned, list) else (owned,):
        said += [str(each[key])[1:] for key in ("/ListNumbering", "/Scope") if key in each]
    yield depth, " ".join((str(tag["/S"])[1:], *said))
    for kid in tag.get("/K", ()):
        found = kid.get_object()
        if isinstance(found, pypdf.generic.DictionaryObject) and "/S" in found:
            yield from _tags(found, depth + 1)


def read_aloud(data: bytes) -> list[str]:
    """The words in the order of their tags, as poppler finds them."""
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo is not installed")
    ran = subprocess.run(["pdfinfo", "-struct-text", "-"], input=data, capture_output=True, check=True)
    lines = ran.stdout.decode("utf-8", "replace").splitlines()
    return [words for line in lines if (words := line.strip()).startswith('"') and words != '""']


def test_a_cv_is_headings_paragraphs_and_lists_with_labels() -> None:
    found = outline(made(sample.document()))
    assert not [line for line in found if line.endswith("Div")]
    at = found.index(". . H2", found.index(". . H2") + 1)
    assert found[at : at + 15] == [
        ". . H2", ". . L", ". . . LI", ". . . . LBody", ". . . . . P", ". . . . . . Link", ". . . . . L Disc",
        ". . . . . . LI", ". . . . . . . Lbl", ". . . . . . . LBody", ". . . . . . LI", ". . . . . . . Lbl",
        ". . . . . . . LBody", ". . . LI", ". . . . LBody",
    ]  # fmt: skip
    papers = found.index(". . . L Decimal")
    paper = [". . . . LI", ". . . . . Lbl", ". . . . . LBody", ". . . . . . Span student; equal contribution"]
    assert found[papers + 1 : papers + 13] == paper * 3
    assert ". . . . . Span Law" in found


@pytest.mark.parametrize("layout", [Layout.PLAIN, Layout.LABELS, Layout.BULLETS, Layout.ROWS])
def test_papers_are_items_of_a_list_in_every_layout(layout: Layout) -> None:
    items = tuple(replace(item, work=Work("a", "article", "A title")) for item in sample.papers().items)
    found = outline(made(sample.document(Section(("Papers",), "papers", listings=(Listing(items, layout),)))))
    assert [line.split()[-1] for line in found if line.startswith(". . . ")].count("LI") == 3


def test_a_list_over_several_pages_is_one() -> None:
    data = made(sample.document(Section(("Papers",), "papers", listings=(sample.papers(90),))))
    found = [line.replace(". ", "").split()[0] for line in outline(data)]
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) > 2
    assert (found.count("L") - 2, found.count("Sect"), found.count("Lbl")) == (1, 1, 90)
    words = read_aloud(data)
    assert [each for each in words if each.startswith('"R')] == [f'"R{n}."' for n in range(90, 0, -1)]


def test_what_style_adds_is_not_read_and_nothing_else_is_lost() -> None:
    style = """p::before { content: "· " } li::after { content: " | " } b::after { content: "(new)" }
    @page { @bottom-center { content: "page " counter(page) } @top-left { content: element(r) } }
    .r { position: running(r) }"""
    body = '<p class="r">runs</p><p>One <b>two</b></p><ul><li>three</li><li>four</li></ul>'
    words = read_aloud(of_page(body, style))
    assert words == ['"One "', '"two"', '"(new)"', '"• "', '"three"', '"• "', '"four"']


def test_a_link_is_called_by_its_words_wherever_it_breaks() -> None:
    words = "Word " * 60
    data = of_page(f'<p>See <a href="https://a.example/b">{words}</a> and <a href="https://c.example">  c </a></p>')
    annotations: Any = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Annots"]
    found = Counter(each.get_object()["/Contents"] for each in annotations)
    assert found.keys() == {words.strip(), "c"}
    assert found[words.strip()] > 1
    assert outline(data).count(". . Link") == 2


@pytest.mark.parametrize("words", ["a <em>k</em>-means <strong>x <code>y</code></strong>", f"<em>{'word ' * 50}</em>"])
def test_a_link_with_words_in_italics_is_one(words: str) -> None:
    data = of_page(f'<p>See <a href="https://a.example">{words}</a></p>')
    assert outline(data).count(". . Link") == 1
    places: Any = [each.get_object()["/Rect"] for each in pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert len({float(each[1]) for each in places}) == len(places)
    assert not page.validate_pdf_bytes(data, profile="ua1").failures


def test_languages_pictures_and_tables_are_told() -> None:
    photo = Photo("data/portrait.png", "Ada Moss beside a lamp")
    root = Path(__file__).parent.parent
    whole = sample.document(Section(("S",), "s", intro=()))
    foreign = Listing((Item(("An ", Styled(Style.FOREIGN, ("Ode an",), lang="de"))),), Layout.PLAIN)
    found = outline(
        made(
            replace(
                whole,
                header=replace(whole.header, photo=photo),
                sections=(Section(("S",), "s", listings=(foreign,)),),
            ),
            root,
        )
    )
    assert ". Figure Ada Moss beside a lamp" in found
    assert ". . . Span de" in found
    table = (
        "<table><caption>C</caption><thead><tr><th>A</th></tr></thead><tr><th scope=row>1</th><td>2</td></tr></table>"
    )
    roles = [line.replace(". ", "") for line in outline(of_page(table))]
    assert sorted(roles) == sorted(
        ["Document", "Table", "Caption", "THead", "TR", "TH Column", "TBody", "TR", "TH Row", "TD"]
    )


def test_in_typst_s_pdf_what_the_head_lists_entries_and_papers_are_lists() -> None:
    found = outline(made_by_typst())
    item = [". . LI", ". . . Lbl", ". . . LBody"]
    heads = [at for at, line in enumerate(found) if line in (". H1", ". H2", ". H3")]
    head, _, education, _, papers, _ = (found[at:to] for at, to in zip(heads, [*heads[1:], None], strict=True))
    assert head == [
        ". H1", ". P", ". L None", *[*item, ". . . . Strong"] * 2, ". L None", *[*item, ". . . . Link"] * 3,
    ]  # fmt: skip
    assert [line for line in education if line.startswith((". L", ". . L"))] == [
        ". L None", ". . LI", ". . L Circle", ". . LI",
    ]  # fmt: skip
    # A label is not in bold type, as a term of Typst's is.
    assert papers[2:] == [". L None", *[*item, ". . . . Strong", ". . . . Span", ". . . . Em"] * 3, ". P"]


@pytest.mark.parametrize("layout", [Layout.PLAIN, Layout.LABELS, Layout.BULLETS, Layout.ROWS])
@pytest.mark.parametrize("side", [(), ("2024",)])
def test_in_typst_s_pdf_papers_are_items_in_every_layout(layout: Layout, side: tuple[str, ...]) -> None:
    items = (replace(item, work=Work("a", "article", "A title"), side=side) for item in sample.papers().items)
    data = made_by_typst(Section(("Papers",), "papers", listings=(Listing(tuple(items), layout),)))
    found = outline(data)
    papers = [line for line in found[found.index(". H2") :] if line.startswith(". ")]
    assert [line for line in papers if line.startswith((". L ", ". . LI"))][1:] == [". . LI"] * 3
    assert not page.validate_pdf_bytes(data, profile="ua1").failures


def test_in_typst_s_pdf_a_list_over_several_pages_is_one_and_its_labels_are_labels() -> None:
    data = made_by_typst(Section(("Papers",), "papers", listings=(sample.papers(90),)))
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) > 2
    found = outline(data)
    papers = found[found.index(". H2") :]
    assert [papers.count(each) for each in (". L None", ". . LI", ". . . Lbl", ". . . LBody")] == [1, 90, 90, 90]
    words = read_aloud(data)
    assert [each for each in words if each.startswith('"R')] == [f'"R{n}."' for n in range(90, 0, -1)]


def test_without_ours_the_engine_tags_by_itself() -> None:
    code = (
        "import sys; from cvgen.render.paper import engine; engine._READ['pydyf'] = '0';"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r}); import test_pdf_tags as t, sample;"
        "print('Div' in str(t.outline(t.made(sample.document()))))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "True", ran.stderr[-800:]
