"""A document in HTML and Markdown: escaped, marked, standing alone; templates that fail say where."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
import sample
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from workbench import project

from cvgen import theme
from cvgen.check import codes
from cvgen.export import csl_json, rendercv
from cvgen.model.choices import Layout
from cvgen.model.content import Cv
from cvgen.model.document import Document, Item, Listing, Photo, Section
from cvgen.model.errors import CvgenError, Problem
from cvgen.model.record import replace
from cvgen.model.text import AuthorName, Inline, Link, Node, Style, Styled, Symbol, plain
from cvgen.read.bib import bib_writer
from cvgen.read.yaml import descriptions, markdown_text
from cvgen.render import docx, html, links, markdown, pixels, tex, typ
from cvgen.render.context import Context

OURS = theme.open(None)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 7, 5) + b"\x08\2\0\0\0" + bytes(8) + b"IEND" + bytes(4)
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])

Char = tuple[str, bool, bool, bool, bool]


class Read(HTMLParser):
    """HTML -> each visible character with the tags it stands in, and the tags in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.chars: list[Char] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "img", "br"}:
            self.open.append("hidden" if "visually-hidden" in (dict(attrs).get("class") or "") else tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if not {"head", "style", "script", "hidden"} & set(self.open):
            self.chars += [(char, *(tag in self.open for tag in ("strong", "em", "a", "sup"))) for char in data.strip()]

    @property
    def text(self) -> str:
        return "".join(char[0] for char in self.chars)


def without_spaces(chars: list[Char]) -> list[Char]:
    return [char for char in chars if not char[0].isspace()]


def wanted(nodes: Inline, inside: frozenset[str] = frozenset()) -> list[Char]:
    """Each character that the nodes print, with the tags it must stand in."""
    out: list[Char] = []
    for node in nodes:
        match node:
            case str():
                out += [(char, *(tag in inside for tag in ("strong", "emph", "a", "sup"))) for char in node]
            case Styled():
                out += wanted(node.children, inside | {str(node.style)})
            case Link():
                out += wanted(node.children, inside | {"a"})
            case AuthorName():
                raised = inside | {"sup"} if node.raised else inside
                out += wanted((node.name,), inside | set(map(str, node.emphasis)))
                out += wanted((node.separator.join(symbol.glyph for symbol in node.symbols),), raised)
    return without_spaces(out)


def page(*nodes: Node) -> Document:
    """A document with this one line."""
    listing = Listing((Item(nodes),), Layout.PLAIN)
    return sample.document(Section(("Line",), "line", listings=(listing,)))


def outputs(document: Document) -> tuple[str, str, str]:
    screen, paper = html.text(document, Context(OURS)), html.paper(document, Context(OURS))
    return screen, paper, markdown.text(document, Context(OURS))


def problem(error: pytest.ExceptionInfo[CvgenError]) -> Problem:
    (found,) = error.value.args
    assert isinstance(found, Problem)
    return found


# What a page is


def test_the_page_is_semantic_and_stands_alone() -> None:
    text = html.text(sample.document(), Context(OURS))
    tags = Read(text).tags
    names = [tag for tag, _ in tags]
    assert names.count("h1") == names.count("header") == names.count("main") == 1
    assert [name for name in names if re.fullmatch(r"h\d", name)] == ["h1", "h2", "h2", "h2", "h3", "h2"]
    ids = {found["id"] for _, found in tags if "id" in found}
    assert {found["aria-labelledby"] for tag, found in tags if tag == "section"} <= ids
    assert not {"link", "img", "iframe"} & set(names)
    assert [found for tag, found in tags if tag == "script"] == [
        {"class": "scheme"},
        {"type": "application/ld+json"},
    ]
    assert not re.search(r"url\((?!data:font/woff2;)|@import|src=", text)
    assert '<html lang="en">' in text
    assert '<meta name="author" content="Anna Bell">' in text
    assert '<meta name="description" content="What Anna Bell did">' in text
    assert 'href="mailto:anna@example.org"' in text
    assert 'href="tel:0000000000"' in text


def test_paper_has_no_hidden_words_metadata_or_ids() -> None:
    text = html.paper(sample.document(), Context(OURS))
    body = text[text.index("<body>") :]
    assert not re.search(r"visually-hidden|aria-| id=|<script|role=", body)
    assert "<meta name" not in text
    assert '<span class="label">R3.</span>' in body


def test_each_format_is_the_same_twice() -> None:
    assert outputs(sample.document()) == outputs(sample.document())


# Marks


def test_marks_on_a_screen_are_words_for_who_cannot_see_them() -> None:
    text = html.text(page(*sample.AUTHORS), Context(OURS))
    assert '<strong>A. Bell</strong><span class="visually-hidden"> (owner)</span>, ' in text
    hidden = '<span class="visually-hidden"> (student; equal contribution)</span>'
    assert f'<span class="nobr">P.-Y.</span> Ode<sup>†,*</sup>{hidden}, C. D. Roe' in text


def test_marks_in_markdown() -> None:
    assert "**A. Bell**, P.-Y. Ode<sup>†,\\*</sup>, C. D. Roe" in markdown.text(page(*sample.AUTHORS), Context(OURS))
    on_the_line = AuthorName("A. Bell", (Style.STRONG,), (sample.EQUAL,), raised=False)
    assert "**A. Bell**\\*, B" in markdown.text(page(on_the_line, ", B"), Context(OURS))


@pytest.mark.parametrize(
    "marked",
    [
        AuthorName("A. Bell", (Style.STRONG,)),
        AuthorName("A. Bell", (Style.EMPH,)),
        AuthorName("A. Bell", (Style.UNDERLINE,)),
        AuthorName("A. Bell", (), (Symbol("*"),)),
        AuthorName("A. Bell", (), (Symbol("†"),), raised=False),
        AuthorName("A. Bell", (), (Symbol("*"), Symbol("†"))),
        AuthorName("A. Bell", (), (Symbol("*"), Symbol("†")), separator=""),
        AuthorName("A. Bell", url="https://example.org"),
    ],
    ids=str,
)
def test_every_mark_changes_every_format(marked: AuthorName) -> None:
    bare = outputs(page(AuthorName("A. Bell")))
    assert all(with_mark != without for with_mark, without in zip(outputs(page(marked)), bare, strict=True))


@pytest.mark.parametrize("style", Style)
def test_every_style_of_text_keeps_its_words(style: Style) -> None:
    for text in outputs(page("a ", Styled(style, ("b",)), " c")):
        assert "abc" in re.sub(r"<[^>]+>|[*\s\u2068\u2069]", "", text)


WRITERS: dict[str, Callable[[Document], str]] = {
    "html": lambda made: html.text(made, Context(OURS)),
    "paper": lambda made: html.paper(made, Context(OURS)),
    "markdown": lambda made: markdown.text(made, Context(OURS)),
    "tex": lambda made: tex.text(made, Context(OURS)),
    "typ": lambda made: typ.text(made, Context(OURS)),
    "docx": lambda made: (
        zipfile.ZipFile(io.BytesIO(docx.render(made, Context(OURS)))).read("word/document.xml").decode()
    ),
    "bib": lambda made: bib_writer.latex(made.sections[0].listings[0].items[0].main),
    "csl-json": lambda made: csl_json._rich(made.sections[0].listings[0].items[0].main),
    "rendercv": lambda made: rendercv.markdown(made.sections[0].listings[0].items[0].main),
}


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("writer", WRITERS)
def test_every_writer_knows_every_style(writer: str, style: Style) -> None:
    """In a name and a title that run from right to left as well."""
    title, name = Styled(style, ("עלים ",)), AuthorName("דוד", (Style.STRONG,))
    made = WRITERS[writer](page(name, ", ", title, Styled(style, ("leaves",))))
    assert all(word in made for word in ("דוד", "עלים", "leaves"))


# Text from data


@pytest.mark.parametrize("paper", [False, True])
def test_text_is_escaped_in_html(*, paper: bool) -> None:
    evil = '</style><script>alert("1")</script>&amp;'
    text = (html.paper if paper else html.text)(page(evil, Link('https://x.org/"><i>', ("x",))), Context(OURS))
    assert "<script>" not in text
    assert "<i>" not in text
    assert "&amp;amp;" in text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "java\nscript:alert(1)", " data:text/html,x", "//x.org", "file:///x"]
)
def test_an_address_that_may_not_be_followed_is_only_words(url: str) -> None:
    for text in outputs(page(Link(url, ("words",)))):
        line = next(line for line in text.splitlines() if "words" in line)
        assert "href" not in line
        assert "](" not in line


def test_an_address_beside_the_page_is_a_link_but_not_in_a_pdf() -> None:
    assert [links.target(url) for url in ("slides.pdf", "#talks", "tel:1")] == ["slides.pdf", "#talks", "tel:1"]
    assert [links.absolute(url) for url in ("slides.pdf", "#talks", "mailto:a@b.c")] == ["", "", "mailto:a@b.c"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("[](https://x.example/a/)", "x.example/a"),
        ("[\u200b](https://x.example/a/)", "x.example/a"),
        ("[ ](mailto:ada@x.example)", "ada@x.example"),
        ("[](slides.pdf)", "slides.pdf"),
        ("[](#talks)", "#talks"),
        ("[words](https://x.example)", "words"),
    ],
)
def test_a_link_without_words_prints_its_address_in_every_format(typed: str, words: str) -> None:
    nodes = markdown_text.written(f"Before {typed} behind")
    assert plain(nodes) == f"Before {words} behind"
    assert all(words.removeprefix("#") in text for text in outputs(page(*nodes)))


_CHARS = st.sampled_from(list("ab1 .,:;!*_[]()<>#+-=~`|\\&\"'“”$†/@é中\n0)"))
_TEXT = st.text(alphabet=_CHARS, min_size=1, max_size=12)
_AUTHOR = st.builds(
    AuthorName,
    st.sampled_from(["Y. Zhang", "S. Liu", "Liu Jr."]),
    st.sampled_from([(), (Style.STRONG,), (Style.STRONG, Style.EMPH)]),
    st.lists(st.sampled_from([Symbol("*"), Symbol("†")]), max_size=2).map(tuple),
    st.booleans(),
)


def _styled(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    styles = [style for style in Style if style not in (Style.SMALLCAPS, Style.ISOLATED)]
    children = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.builds(Styled, st.sampled_from(styles), children)


_WORDS = st.lists(_TEXT | _styled(_TEXT), min_size=1, max_size=2).map(tuple)
_LINK = st.builds(Link, st.just("https://x.org/a_(b)*c"), _WORDS)
_NODE = st.recursive(_TEXT, _styled, max_leaves=6) | _LINK | _AUTHOR


@settings(max_examples=300, deadline=None)
@given(st.lists(_NODE, min_size=1, max_size=5).map(tuple), st.sampled_from(["", "- "]))
@example((" -",), "- ")
@example((" 1) x",), "")
@example(2 * (Styled(Style.FOREIGN, (Styled(Style.STRONG, ("0",)),)),), "")
def test_markdown_reads_back_as_the_same_text_with_the_same_bold(nodes: Inline, start: str) -> None:
    text = start + markdown.inline(nodes)
    assert without_spaces(Read(GITHUB.render(text)).chars) == wanted(nodes), text


@pytest.mark.parametrize(
    "text",
    ["snake_case", "well-known", "2024-08", "x < y", "R&D", "3 > 2", "1.5", "C#", "a + b", "(a) b!", "C:\\x"[:2]],
)
def test_markdown_is_not_escaped_without_need(text: str) -> None:
    assert markdown.inline((text,)) == text


def test_what_runs_from_right_to_left_stands_apart_in_every_format() -> None:
    name, title = AuthorName("דוד כהן", (Style.STRONG,)), Styled(Style.ISOLATED, ("עלים ", Styled(Style.EMPH, ("ב",))))
    assert html._screen((name, ". ", title)) == "<strong><bdi>דוד כהן</bdi></strong>. <bdi>עלים <em>ב</em></bdi>"
    assert html._paper((name, ". ")) == "<strong>\u2068דוד כהן\u2069</strong>. "
    assert markdown.inline((name, ". ", title)) == "**\u2068דוד כהן\u2069**. \u2068עלים *ב*\u2069"
    assert html._screen((AuthorName("Пётр Иванов"),)) == "Пётр Иванов"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("A Bi-level View", ["Bi-level"]),
        ("pp. 181–194, vol. 3", ["181–194"]),
        ("pp.181–194", ["pp.181–194"]),
        ("a state-of-the-art lamp", ["state-of-the-art"]),
        ("by J.-P. Reed & P.-Y.-C. Ode", ["J.-P.", "P.-Y.-C."]),
        ("2019–2021; R&D-lab", ["2019–2021", "D-lab"]),
        ("what is-so-long-that-no-line-may-hold-it ends", []),
        ("2019 – 2021, a -1, well-", []),
        ("[10.1234/lanterns], 10.1234/dusk-1.2.", ["10.1234/lanterns", "10.1234/dusk-1.2"]),
        ("10.1234/that-is-so-long-that-no-line-may-hold-it", []),
        ("10.5/3, and/or, 10.1234/", []),
        ("载于 第14卷 第725–734页 2012年8月 学习", ["第14卷", "第725–734页", "2012年8月"]),
    ],
)
def test_a_page_keeps_compounds_and_ranges_on_one_line_as_paper_does_and_its_text_stays_as_it_is(
    text: str, whole: list[str]
) -> None:
    made = html._screen((text,))
    assert re.findall('<span class="nobr(?: broad)?">(.*?)</span>', made) == whole
    assert unescape(re.sub("<.*?>", "", made)) == text
    kept = re.findall(r"\S*\u2060\S*", html._paper((text,)).replace("&amp;", "&"))
    assert [each.replace("\u2060", "") for each in kept] == [
        each for each in text.split() if any(part in each for part in whole)
    ]
    assert ".nobr { white-space: nowrap }" in html.text(page(text), Context(OURS))


def test_a_line_may_end_in_chinese_words_with_a_hyphen_though_not_at_it() -> None:
    assert html._screen(("基于深度学习的图像-文本检索方法",)) == "基于深度学习的图像-文本检索方法"
    assert html._paper(("基于深度学习的图像-文本检索方法",)) == "基于深度学习的图像-\u2060文本检索方法"


def test_a_page_keeps_a_compound_of_two_nodes_on_one_line() -> None:
    k = Styled(Style.EMPH, ("k",))
    made = html._screen((k, "-means & non-", k, "-nearest-neighbour – ", k, " - 10.1234/that-is-long-so"))
    assert made.startswith(
        '<em>k</em><span class="nobr">-means</span> &amp; <span class="nobr">non-<em>k</em></span><span'
    )
    assert '</span><span class="nobr broad">-nearest-neighbour</span> – <em>k</em> - <span' in made


def test_a_compound_in_the_value_of_an_attribute_has_no_tags() -> None:
    document = replace(with_photo("x.png"), title="A Bi-level Page", author="P.-Y. Ode")
    text = html.text(document, Context(OURS))
    assert "<title>A Bi-level Page</title>" in text
    assert '<meta name="author" content="P.-Y. Ode">' in text


def test_markdown_has_one_blank_line_between_blocks() -> None:
    text = markdown.text(sample.document(), Context(OURS))
    assert "\n\n\n" not in text
    assert text.endswith("Medal\n")
    assert "- **Ph.D.**, Testing, University of Somewhere · Sept. 2016  \n  Advisor: [C. Roe]" in text
    assert "\n  - Wrote a thesis · 2015\n  - Passed\n- **B.S.**" in text
    assert "\n1\\. Not a list\n" in text


def test_all_formats_say_the_same() -> None:
    screen, paper, text = outputs(sample.document())
    read = ["".join(Read(found).text.split()) for found in (screen, paper, GITHUB.render(text))]
    assert read[0].replace(f"Lastupdated{sample.document().as_of}", "") == read[1].replace("•", "").replace(
        "\N{WORD JOINER}", ""
    )
    assert sample.TITLE.replace(" ", "") in read[0]
    assert sample.TITLE.replace(" ", "") in read[2]


# Photos


def with_photo(path: str) -> Document:
    document = sample.document()
    return replace(document, header=replace(document.header, photo=Photo(path, "Anna Bell")))


def test_a_photo_becomes_part_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "me.png").write_bytes(PNG)
    text = html.text(with_photo("me.png"), Context(OURS, project=tmp_path))
    assert '<img class="photo" src="data:image/png;base64,' in text
    assert 'alt="Anna Bell"' in text
    assert "![Anna Bell](me.png)" in markdown.text(with_photo("me.png"), Context(OURS))


@pytest.mark.parametrize("path", ["../me.png", "/etc/passwd", "none.png", "link.png", "text.png"])
def test_a_photo_is_a_picture_inside_the_project(tmp_path: Path, path: str) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "me.png").write_bytes(PNG)
    (project / "link.png").symlink_to(tmp_path / "me.png")
    (project / "text.png").write_text("words", encoding="utf-8")
    with pytest.raises(CvgenError) as error:
        html.text(with_photo(path), Context(OURS, project=project))
    assert problem(error).code == "photo"


def test_what_is_said_of_photos_names_every_kind_that_is_read() -> None:
    said = descriptions.key(Cv, "photo").means, codes.catalogue()["photo"].why
    assert [kind for kind in ("PNG", "JPEG", "GIF", "WebP") for each in said if kind not in each] == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "WEBP lossless", "WEBP exif"])
def test_a_picture_says_its_size_before_it_is_unpacked(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, _, way = kind.partition(" ")
    made = io.BytesIO()
    options: dict[str, Any] = {"lossless": True} if way == "lossless" else {"exif": b"Exif\0\0"} if way else {}
    PIL.Image.new("RGB", (300, 200)).save(made, name, **options)
    assert pixels.refusal(made.getvalue()) == ""
    assert pixels.refusal(made.getvalue()[:9]) == "its file is broken"
    assert pixels.refusal(made.getvalue()[:-9]) == "its file is broken"
    monkeypatch.setattr(pixels, "MOST", 59_999)
    assert pixels.refusal(made.getvalue()).startswith("it has 300 × 200 pixels")


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_huge_photo_is_refused_by_its_first_bytes(tmp_path: Path, form: str) -> None:
    desk = project(tmp_path).change("data/ada.yaml", "  sections:", "  photo: face.png\n  sections:")
    (tmp_path / "data/face.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 13_300, 13_300))
    ran = desk.run(form, "ada.yaml")
    assert (ran.code, desk.files()) == (1, [])
    assert "the photo 'data/face.png' cannot be used: it has 13,300 × 13,300 pixels" in ran.err


def test_a_picture_of_a_style_that_is_huge_or_broken_is_said_and_never_its_data(tmp_path: Path) -> None:
    desk = project(tmp_path).change("data/ada.yaml", "  sections:", "  photo: face.png\n  sections:")
    (tmp_path / "data/face.png").write_bytes(
        PNG[:33] + struct.pack(">I4s", 300_000, b"IDAT") + bytes(300_004) + PNG[33:]
    )
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/huge.png").write_bytes(PNG.replace(struct.pack(">II", 7, 5), struct.pack(">II", 9999, 9999)))
    desk.write("styles/mine.css", "/* extends: classic */ body { background: url(huge.png) }")
    ran = desk.run("pdf", "ada.yaml", "--style", "mine")
    assert (ran.code, "data:" in ran.err, "base64" in ran.err, len(ran.err) < 2000) == (0, False, False, True)
    assert "while making the PDF: Failed to load image at 'data/face.png'" in ran.err
    assert "a picture cannot be used: it has 9,999 × 9,999 pixels" in ran.err


# The user's templates


def template(project: Path, name: str, text: str) -> theme.Theme:
    path = project / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return theme.open(project)


def test_a_users_template_wins_and_can_extend_ours(tmp_path: Path) -> None:
    looks = template(
        tmp_path,
        "html/page.html",
        '{% extends "cvgen/html/page.html" %}'
        '{% block footer %}<footer>{{ "<" }}{{ document.as_of }}</footer>{% endblock %}',
    )
    text = html.text(sample.document(), Context(looks))
    assert "<footer>&lt;2026-04-21</footer>" in text
    assert "<h1>Anna Bell</h1>" in text


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("<p>\n{% if %}</p>", "template-syntax", 2),
        ("<p>\n\n{{ document.nothing }}</p>", "template-error", 3),
        ("{{ 1 / 0 }}", "template-error", 1),
        ('{% extends "cvgen/html/page.html" %}\n{% block foter %}x{% endblock %}', "unknown-block", 2),
        ("{{ ''.__class__.__mro__ }}", "template-error", 1),
        ('\n{% include "html/prats.html" %}', "unknown-template", 2),
    ],
)
def test_a_template_in_error_is_located(tmp_path: Path, source: str, code: str, line: int) -> None:
    with pytest.raises(CvgenError) as error:
        html.text(sample.document(), Context(template(tmp_path, "html/page.html", source)))
    found = problem(error)
    assert (found.code, str(found.at)) == (code, f"{tmp_path / 'templates/html/page.html'}:{line}")
    assert found.hint
