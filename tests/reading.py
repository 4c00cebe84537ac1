"""What a reader of HTML, Markdown or PDF sees: text with bold and raised runs; for tests."""

import html.parser
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pypdf
from markdown_it import MarkdownIt

Run = tuple[str, bool, bool]
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
UNSEEN = frozenset(("script", "style", "head", "template"))


class _Seen(html.parser.HTMLParser):
    """HTML -> runs of text: (text, bold, raised)."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.runs: list[Run] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        hidden = tag in UNSEEN or "visually-hidden" in (given.get("class") or "") or "hidden" in given
        if tag not in VOID:
            self.open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        if not any(hidden for _, hidden in self.open):
            self.runs.append((data, bool(tags & {"strong", "b"}), "sup" in tags))


def html_runs(text: str) -> list[Run]:
    """The runs of a page."""
    reader = _Seen()
    reader.feed(text)
    return reader.runs


def markdown_runs(text: str) -> list[Run]:
    """The runs of a Markdown file, as GitHub would show it."""
    return html_runs(MarkdownIt("commonmark", {"html": True}).render(text))


def pdf_runs(content: bytes) -> list[Run]:
    """The runs of a PDF: bold by its fonts, raised where the type is smaller than most."""
    found: list[tuple[str, str, float]] = []

    def visit(text: str, _cm: object, _tm: object, font: dict[str, str] | None, size: float) -> None:
        if text.strip():
            found.append((text, str((font or {}).get("/BaseFont", "")), size))

    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=visit)
    sizes = Counter[float]()
    for text, _, size in found:
        sizes[size] += len(text)
    usual = max(sizes, key=lambda size: sizes[size])
    return [(text, "Bold" in font, size < 0.85 * usual) for text, font, size in found]


def marked(runs: Iterable[Run], names: Iterable[str]) -> Counter[tuple[str, bool, str]]:
    """The authors that are bold or carry marks, with how often they do: ("S.Liu", True, "†,*").

    Spaces are left out, since line breaks blur them. A longer name is looked for first: "J.S.Liu" is not "S.Liu".
    """
    signs = [(sign, bold, raised) for words, bold, raised in runs for sign in "".join(words.split())]
    plain = "".join(sign for sign, _, _ in signs)
    names = sorted(names, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, names)), plain) if names else ()
    seen = ((match[0], all(bold for _, bold, _ in signs[match.start() : match.end()]), match.end()) for match in found)
    rows = ((name, bold, "".join(_raised(signs[end:]))) for name, bold, end in seen)
    return Counter(row for row in rows if row[1] or row[2])


def _raised(signs: list[tuple[str, bool, bool]]) -> Iterator[str]:
    """The raised signs at the start."""
    return (sign for sign, _, _ in itertools.takewhile(lambda each: each[2], signs[:20]))
