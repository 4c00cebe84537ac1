"""Word: every mark of every author in runs that Word knows, in named styles, on the user's own template, the same bytes."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import PIL.Image
import pytest
import sample
from docx.shared import Pt
from docx.text.hyperlink import Hyperlink

from cvgen import loading, pipeline, theme
from cvgen.loading import locales
from cvgen.model.choices import Layout
from cvgen.model.document import Document, Item, Line, Listing, Photo, Section, items
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.formats import FORMATS
from cvgen.model.look import Family, PageLook
from cvgen.model.record import replace
from cvgen.model.text import AuthorName, Link, Style, Styled, walk
from cvgen.render import docx as writer
from cvgen.render.context import Context

SAMPLES = ("liu", "zhang", "optml", "project", "seminar")


def arranged(root: Path, name: str) -> Document:
    problems = Problems()
    loaded = loading.cv_file(root / "data" / f"{name}.yaml", problems)
    return pipeline.document(loaded, pipeline.Request(FORMATS["docx"]), problems)


def made(document: Document, project: Path | None = None) -> docx.document.Document:
    return docx.Document(io.BytesIO(writer.render(document, Context(theme.open(project), project=project))))


def line(*nodes: object, layout: Layout = Layout.PLAIN) -> Document:
    return sample.document(Section(("Line",), "line", listings=(Listing((Item(nodes),), layout),)))  # type: ignore[arg-type]


def runs(word: docx.document.Document) -> Iterator[tuple[str, bool, bool, bool, bool]]:
    """Each run: its words, bold, italic, underlined, raised; those of links included."""
    for paragraph in word.paragraphs:
        for part in paragraph.iter_inner_content():
            for run in part.runs if isinstance(part, Hyperlink) else (part,):
                yield run.text, bool(run.bold), bool(run.italic), bool(run.underline), bool(run.font.superscript)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_author_carries_what_the_document_says(root: Path, name: str) -> None:
    document = arranged(root, name)
    found = list(runs(made(document)))
    parts = [(*item.main, *(n for each in item.lines for n in each.main)) for item in items(document.sections)]
    authors = [node for part in parts for node in walk(part) if isinstance(node, AuthorName)]
    at = 0
    for author in authors:
        wanted = (author.name, *(style in author.emphasis for style in (Style.STRONG, Style.EMPH, Style.UNDERLINE)))
        at = next(place for place in range(at, len(found)) if found[place][:4] == wanted) + 1
        if author.symbols:
            assert (found[at][0], found[at][4]) == (
                author.separator.join(s.glyph for s in author.symbols),
                author.raised,
            )
    assert sum(raised for *_, raised in found) >= sum(bool(author.symbols) and author.raised for author in authors)


def test_the_styles_have_names_and_headings_are_words_own(root: Path) -> None:
    word = made(arranged(root, "liu"))
    used = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert {"CV Name", "CV Contact", "CV Row", "CV Reference", "CV Bullet", "Heading 1", "Heading 2"} <= used
    assert word.core_properties.title == "Sijia Liu – Curriculum Vitae"
    assert str(word.core_properties.modified).startswith("2026-04-21")
    assert word.sections[0].footer.paragraphs[0].text.startswith("Sijia Liu, page ")


def test_dates_stand_behind_a_tab_and_labels_before_one() -> None:
    row = Item(("Professor",), ("2020",), lines=(Line(("Taught",), bullet=True),))
    labelled = Item(("On moss",), label=("[1]",))
    word = made(sample.document(Section(("A",), "a", listings=(Listing((row,)), Listing((labelled,), Layout.LABELS)))))
    assert [each.text for each in word.paragraphs][-3:] == ["Professor\t2020", "Taught", "[1]\tOn moss"]


HOSTILE = '<w:p/> &amp; "quotes" \x07\x1b[31m ]]> \ud7ff\uffff {{ x }}'


def test_text_is_text_whatever_is_in_it() -> None:
    word = made(line(HOSTILE, Styled(Style.CODE, (HOSTILE,)), layout=Layout.BULLETS))
    plain = '<w:p/> &amp; "quotes" [31m ]]> \ud7ff {{ x }}'
    assert word.paragraphs[-1].text == plain * 2


def test_links_lead_out_and_never_to_a_script() -> None:
    good, bad = Link("https://x.example/?a=1&b=2", ("here",)), Link("javascript:alert(1)", ("there",))
    word = made(line(good, bad, Link("https://y.example", (Link("https://z.example", ("inner",)),))))
    found = [part for part in word.paragraphs[-1].iter_inner_content() if isinstance(part, Hyperlink)]
    assert [each.address for each in found] == ["https://x.example/?a=1&b=2", "https://y.example"]
    assert word.paragraphs[-1].text == "herethereinner"


def test_the_same_document_has_the_same_bytes(root: Path) -> None:
    document = arranged(root, "liu")
    one, two = (writer.render(document, Context(theme.open(None))) for _ in range(2))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_template_of_the_users_keeps_its_styles_and_page(tmp_path: Path) -> None:
    own = docx.Document()
    own.styles["Normal"].font.name = "Georgia"
    own.styles.add_style("CV Row", 1).font.size = Pt(17)
    own.sections[0].left_margin = Pt(99)
    (tmp_path / "templates" / "docx").mkdir(parents=True)
    own.save(str(tmp_path / "templates" / "docx" / "document.docx"))
    word = made(line("a", layout=Layout.ROWS), tmp_path)
    assert word.styles["Normal"].font.name == "Georgia"
    assert word.styles["CV Row"].font.size == Pt(17)
    assert word.sections[0].left_margin == Pt(99)
    assert word.paragraphs[-1].style.name == "CV Row"


@pytest.mark.parametrize(("chosen", "named"), [("Spectral", "Spectral"), ("Source Sans Pro", "Times New Roman")])
def test_a_family_that_an_office_may_have_is_named(chosen: str, named: str) -> None:
    document = replace(line("a"), look=PageLook(font=Family(chosen)))
    word = docx.Document(io.BytesIO(writer.render(document, Context(theme.open(None)))))
    assert {word.styles[name].font.name for name in ("Normal", "Heading 1")} == {named}


def test_a_template_that_is_no_word_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "templates" / "docx").mkdir(parents=True)
    (tmp_path / "templates" / "docx" / "document.docx").write_bytes(b"no zip")
    with pytest.raises(CvgenError) as error:
        made(line("a"), tmp_path)
    assert [problem.code for problem in error.value.problems] == ["wrong-template"]


def test_the_photo_has_words_for_who_cannot_see_it(root: Path) -> None:
    plain = line("a")
    document = replace(plain, header=replace(plain.header, photo=Photo("data/portrait.png", "A face")))
    content = writer.render(document, Context(theme.open(root), project=root))
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert 'descr="A face"' in xml


@pytest.mark.parametrize(
    ("form", "mode", "kind"), [("WEBP", "RGB", "png"), ("JPEG", "CMYK", "jpg"), ("JPEG", "RGB", "jpg")]
)
def test_a_photo_of_any_kind_is_one_that_word_shows(tmp_path: Path, form: str, mode: str, kind: str) -> None:
    PIL.Image.new(mode, (30, 20)).save(tmp_path / "face", form)
    document = replace(line("a"), header=replace(line("a").header, photo=Photo("face", "A face")))
    content = writer.render(document, Context(theme.open(None), project=tmp_path))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        (name,) = (each for each in file.namelist() if each.startswith("word/media/"))
        with PIL.Image.open(io.BytesIO(file.read(name))) as shown:
            assert (name.endswith(kind), shown.size, shown.mode[:3]) == (True, (30, 20), "RGB")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_sees_its_headings(root: Path, tmp_path: Path) -> None:
    (tmp_path / "liu.docx").write_bytes(writer.render(arranged(root, "liu"), Context(theme.open(None))))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "html",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "liu.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "liu.html").read_text(encoding="utf-8")
    assert re.search(r"<h1[^>]*>(?:<[^>]*>)*\s*Education", text)


@pytest.mark.parametrize(
    ("lang", "nodes", "wanted"),
    [
        ("en", (Styled(Style.FOREIGN, ("Über",), "de"),), [("Über", 'w:val="de"', False)]),
        ("en", (Styled(Style.FOREIGN, ("灯",), "ja"), " x"), [("灯", 'w:eastAsia="ja"', False), (" x", "", False)]),
        ("en", (Styled(Style.FOREIGN, ("نور",), "ar"),), [("نور", 'w:bidi="ar"', True)]),
        ("en", ("On נר and אור, 2020",), [("On ", "", False), ("נר", "", True), (" and ", "", False), ("אור", "", True), (", 2020", "", False)]),
        ("ar", ("في Lux (Ina Vale)، 2020",), [("في ", "", True), ("Lux (Ina Vale)", "", False), ("، 2020", "", True)]),
        ("ar", (Styled(Style.FOREIGN, ("On light",), "en"), ", "), [("On light", 'w:val="en"', False), (", ", "", True)]),
    ],
)  # fmt: skip
def test_a_run_has_its_language_and_one_direction(lang: str, nodes: tuple[object, ...], wanted: list[object]) -> None:
    document = replace(line(*nodes), lang=lang, locale=locales.locale(lang, theme.open(None), Problems()))
    xml = made(document).paragraphs[-1]._p.xml
    found = re.findall(r"<w:r>(.*?)<w:t[^>]*>(.*?)</w:t>", xml, re.DOTALL)
    tagged = [(words, "".join(re.findall(r"<w:lang (.*?)/>", looks)), "<w:rtl/>" in looks) for looks, words in found]
    assert tagged == wanted


@pytest.mark.parametrize(("lang", "attribute"), [("de", "val"), ("zh-Hans", "eastAsia"), ("he", "bidi")])
def test_the_documents_language_is_that_of_its_letters(lang: str, attribute: str) -> None:
    document = replace(line("x"), lang=lang, locale=locales.locale(lang, theme.open(None), Problems()))
    assert f'w:{attribute}="{lang}"' in made(document).styles["Normal"].element.xml
