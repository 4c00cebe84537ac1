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
FIRST = 100  # of very many authors, who would weigh more than the rest of the page


def context(work: Work) -> str:
    """The span's title, which has no word for editors: "ctx_ver=Z39.88-2004&rft_val_fmt=…&rft.atitle=…"."""
    facts = [f"{name}={_quoted(value)}" for name, value in _pairs(work) if value]
    people = [_author(*name) for name in work.authors[:FIRST]]
    return "&".join([_begun(work.kind), *facts, *[_first_author(*name) for name in work.authors[:1]], *people])


_ESCAPES = [quote(chr(code), safe=":/") for code in range(128)]
_SAFE = "".join(char for char in map(chr, range(128)) if _ESCAPES[ord(char)] == char).encode()


def _quoted(value: str) -> str:
    """A value of OpenURL, as `quote` writes it in ten times the time: most have nothing to quote but spaces."""
    if value.isalnum() and value.isascii():
        return value
    odd = value.encode().translate(None, _SAFE)
    if not odd.strip(b" "):
        return value.replace(" ", "%20") if odd else value
    return value.translate(_ESCAPES) if value.isascii() else quote(value, safe=":/")


@functools.cache
def _begun(kind: Kind) -> str:
    """What all works of a kind begin with."""
    form, genre, _, _ = _FORMS.get(kind, _OTHER)
    begun = f"ctx_ver=Z39.88-2004&rft_val_fmt={_quoted(f'info:ofi/fmt:kev:mtx:{form}')}"
    return f"{begun}&rft.genre={genre}" if genre else begun


@functools.lru_cache(maxsize=1 << 12)
def _author(family: str, given: str) -> str:
    """One of the authors, written once for all their papers."""
    return f"rft.au={_quoted(f'{given} {family}'.strip())}"


@functools.lru_cache(maxsize=1 << 12)
def _first_author(family: str, given: str) -> str:
    """The first author in parts."""
    parts = ("rft.aulast", family), ("rft.aufirst", given)
    return "&".join([f"{name}={_quoted(value)}" for name, value in parts if value])


def _pairs(work: Work) -> Iterator[tuple[str, str]]:
    _, _, title, container = _FORMS.get(work.kind, _OTHER)
    yield f"rft.{title}", work.title
    if container:
        yield f"rft.{container}", work.container
    yield "rft.date", f"{work.year}-{work.month:02}" if work.year and work.month else work.year
    yield "rft.volume", work.volume
    yield "rft.issue", work.number
    yield "rft.pages", "-".join(work.pages)
    if len(work.pages) == 2:
        yield "rft.spage", work.pages[0]
        yield "rft.epage", work.pages[1]
    if work.series and container != "series":
        yield "rft.series", work.series
    if work.edition:
        yield "rft.edition", work.edition
    if work.place:
        yield "rft.place", work.place
    yield "rft.pub", work.publisher
    yield "rft_id", f"info:doi/{work.doi}" if work.doi else ""
    yield "rft_id", f"info:arxiv/{work.eprint}" if work.eprint else ""
    yield "rft_id", work.url
