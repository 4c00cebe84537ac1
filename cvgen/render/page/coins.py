"""Work -> ContextObject in a span (COinS, OpenURL 1.0 KEV), by which Zotero and others see a paper."""

import functools
from collections.abc import Iterator
from urllib.parse import quote

from cvgen.model.document import Work
from cvgen.model.kinds import Kind

# The metadata format of each kind, the genre, where the title goes, where what contains it goes.
_ARTICLE = ("journal", "article", "atitle", "jtitle")
_CHAPTER = ("book", "bookitem", "atitle", "btitle")
_REPORT = ("book", "report", "btitle", "series")
_FORMS: dict[Kind, tuple[str, str, str, str]] = {
    **dict.fromkeys((Kind.ARTICLE, Kind.MAGAZINE, Kind.NEWSPAPER, Kind.REVIEW), _ARTICLE),
    **dict.fromkeys((Kind.CHAPTER, Kind.ENTRY), _CHAPTER),
    **dict.fromkeys((Kind.BOOK, Kind.PAMPHLET), ("book", "book", "btitle", "")),
    **dict.fromkeys((Kind.REPORT, Kind.STANDARD), _REPORT),
    Kind.PAPER: ("book", "proceeding", "atitle", "btitle"),
    Kind.COLLECTION: ("book", "conference", "btitle", ""),
    Kind.THESIS: ("dissertation", "", "title", "inst"),
    Kind.PATENT: ("patent", "", "title", ""),
    Kind.PREPRINT: ("journal", "preprint", "atitle", "jtitle"),
}
_OTHER = ("journal", "unknown", "atitle", "jtitle")
FIRST = 100  # a paper of two thousand authors would weigh more than the rest of the page


def context(work: Work) -> str:
    """The span's title: "ctx_ver=Z39.88-2004&rft_val_fmt=…&rft.atitle=…"."""
    return "&".join([f"{name}={_quoted(value)}" for name, value in _pairs(work) if value])


_ESCAPES = [quote(chr(code), safe=":/") for code in range(128)]


@functools.lru_cache(maxsize=10_000)
def _quoted(value: str) -> str:
    """A value of OpenURL, as `quote` writes it; by a table where it has letters without accents alone, as most."""
    if (words := value.replace(" ", "").replace(".", "").replace("-", "")).isalnum() and words.isascii():
        return value.replace(" ", "%20")
    return value.translate(_ESCAPES) if value.isascii() else quote(value, safe=":/")


def _pairs(work: Work) -> Iterator[tuple[str, str]]:
    form, genre, title, container = _FORMS.get(work.kind, _OTHER)
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"
    yield "rft.genre", genre
    yield f"rft.{title}", work.title
    if container:
        yield f"rft.{container}", work.container
    yield from _authors(work)
    yield "rft.date", f"{work.year}-{work.month:02}" if work.year and work.month else work.year
    yield "rft.volume", work.volume
    yield "rft.issue", work.number
    yield from _pages(work.pages)
    yield "rft.pub", work.publisher
    yield "rft_id", f"info:doi/{work.doi}" if work.doi else ""
    yield "rft_id", f"info:arxiv/{work.eprint}" if work.eprint else ""
    yield "rft_id", work.url


def _authors(work: Work) -> Iterator[tuple[str, str]]:
    """The first author in parts, then everybody, or the first of very many."""
    for family, given in work.authors[:1]:
        yield "rft.aulast", family
        yield "rft.aufirst", given
    for family, given in work.authors[:FIRST]:
        yield "rft.au", f"{given} {family}".strip()


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    """Pages in one piece and in two: "181-194", "181", "194"."""
    yield "rft.pages", pages
    first, _, last = pages.partition("-")
    if last:
        yield "rft.spage", first
        yield "rft.epage", last
