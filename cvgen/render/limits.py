"""A document, and the pages that were made of it -> an error for each of its limits that is broken: where, by how much.

What is counted in words and items is counted in the document, once for all formats; what can be seen only on paper is
measured there, in the pages as they are laid out. Characters are counted with spaces and without the marks of lists.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from cvgen.model.document import Document, Item, Line, Listing, Section, flat
from cvgen.model.errors import Problems
from cvgen.model.limits import Limits
from cvgen.model.regex import lazy
from cvgen.model.text import AuthorName, Inline, Link, plain, walk
from cvgen.render.paper.measure import Measured, Piece

# What a length may be off by: rounding, and a letter that leans out of its box.
_SLACK = 0.5
_INCH = 72
# Baselines that are nearer than this are one line: a bullet, a date at the right margin.
_ONE_LINE = 3
_QUOTED = 40
_MEASURED = ("fonts", "font_size", "margins", "lines_per_inch")
_PRIVATE = "take it out, or let only: say which other documents show it"
_PHONE = lazy(r"(?<![\w.])(?:\+\d[\d\s().-]{7,}\d|\(\d{3}\)[\s.-]{0,2}\d{3}[\s.-]\d{4})(?![\w.])")
_ADDRESS = lazy(
    r"\b\d{1,5} (?:[A-Z]\w+\.? ){1,3}(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Boulevard|Blvd\b|Lane|Drive|Court)"
    r"|\b\w+(?:straße|strasse|gasse|weg) \d{1,4}\b|\bP\.? ?O\.? Box \d+"
)
_METRICS = lazy(
    r"\b[hg]-?\s?index\b|\bi10\b|\bimpact factors?\b|\bCiteScore\b|\bSNIP\b|\bAltmetric\b"
    r"|\bcited (?:\w+ )?[\d,.]+ times\b|(?<![\d,.])\d[\d,.]*\+? citations\b|\bcitations?: ?[\d,.]+|\bCSRanking",
    re.IGNORECASE,
)


def document(made: Document, problems: Problems) -> None:
    """What is counted: words, characters, items; what must not be said."""
    limits = made.limits
    if limits is None:
        return
    breaks = _Breaks(limits, problems)
    every = tuple(_sections(made.sections))
    words = sum(len(plain(text).split()) for _, text in _texts(made))
    breaks.more(limits.words, words, "the document", "words")
    for name, most in limits.characters:
        for section in _named(every, name):
            breaks.more(most, characters(section), f"the section {name}", "characters")
    for name, most in limits.item_characters:
        for place, item in enumerate(_items(_named(every, name)), 1):
            breaks.more(most, _length(_item(item)), f"item {place} of the section {name}", "characters")
    for name, most in limits.items:
        for title, listing in _listings(_named(every, name)):
            breaks.more(most, len(listing.items), f"the list {title}", "items")
    _unwanted(made, breaks)


def _unwanted(made: Document, breaks: "_Breaks") -> None:
    """Links, telephone numbers, addresses and metrics where there must be none."""
    limits = breaks.limits
    if limits.links is False:
        for place, text in _texts(made):
            for url in _links(text):
                breaks.found("a link", f"{place}: {url}", "leave the address out, or print papers without their links")
    wanted: Iterable[tuple[bool | None, str, Callable[[str], Iterator[str]]]] = (
        (limits.phone, "a telephone number", _matches(_PHONE)),
        (limits.address, "an address", _matches(_ADDRESS)),
        (limits.metrics, "a metric", _matches(_METRICS)),
    )
    for allowed, what, search in wanted:
        for place, text in _texts(made) if allowed is False else ():
            for said in search(plain(text)):
                breaks.found(what, f"{place}: {said}", _PRIVATE)
    for contact in made.header.contacts:
        for allowed, kind, what in (
            (limits.phone, "phone", "a telephone number"),
            (limits.address, "location", "an address"),
        ):
            if allowed is False and contact.kind == kind:
                breaks.found(what, f"the head: {plain(contact.content)}", _PRIVATE)


def pages(made: Document, count: int, measured: Measured | None, problems: Problems) -> None:
    """What is measured on paper: pages, fonts and their sizes, margins, lines to the inch, links that lead out.

    Pages of another engine than WeasyPrint are counted alone, and what nobody looks at there is named.
    """
    limits = made.limits
    if limits is None:
        return
    breaks = _Breaks(limits, problems)
    breaks.more(limits.pages, count, "the document", "pages")
    if measured is None:
        if unseen := [name for name in _MEASURED if getattr(limits, name)]:
            message = f"Typst's pages are counted and not measured: nobody looks at {', '.join(unseen)}"
            problems.warn("limits-unmeasured", message, limits.at, "let WeasyPrint make the PDF: engine: weasyprint")
        return
    body = [piece for piece in measured.pieces if not piece.in_margin]
    for _, pieces in groupby(body, attrgetter("page")):
        _margins(list(pieces), breaks)
    if limits.lines_per_inch:
        _lines(body, breaks)
    _fonts(measured.pieces, breaks)
    if limits.links is False:
        known = {url for _, text in _texts(made) for url in _links(text)}
        for page, url in measured.links:
            if url not in known:
                breaks.found("a link", f"page {page}: {url}", "the template makes it: take it out there")


def _margins(pieces: list[Piece], breaks: "_Breaks") -> None:
    """The nearest that anything but a header or a footer comes to each edge of a page."""
    least = breaks.limits.margins
    for side in ("left", "top", "right", "bottom") if least else ():
        nearest = min(pieces, key=attrgetter(side))
        found = getattr(nearest, side)
        if least and found < least.points - _SLACK:
            message = f"{_place(nearest)} is {_inches(found)} from the {side} edge, and at least {least} is wanted"
            breaks.error(message, "look: {margins: …} sets them")


def _lines(body: Iterable[Piece], breaks: "_Breaks") -> None:
    """The place on each page where most lines stand within an inch."""
    most = breaks.limits.lines_per_inch or 0
    for page, pieces in groupby((piece for piece in body if not piece.raised), attrgetter("page")):
        lines: list[Piece] = []
        for piece in sorted(pieces, key=attrgetter("baseline")):
            if not lines or piece.baseline - lines[-1].baseline > _ONE_LINE:
                lines.append(piece)
        within = [
            (sum(0 <= each.baseline - line.baseline < _INCH - _SLACK for each in lines[i : i + 40]), line)
            for i, line in enumerate(lines)
        ]
        count, first = max(within, key=lambda each: each[0], default=(0, None))
        if first and count > most:
            message = f"page {page} has {count} lines within an inch from {_quoted(first.text)} on, and at most {most}"
            breaks.error(f"{message} are wanted", "look: {leading: …} sets lines further apart")


def _fonts(pieces: Iterable[Piece], breaks: "_Breaks") -> None:
    """The smallest text of each size that is too small, and the first of each font that is not allowed."""
    limits, told = breaks.limits, set()
    allowed = {name.casefold(): size for name, size in limits.fonts}
    for piece in (each for each in pieces if not each.raised):
        least = allowed.get(piece.family.casefold())
        if allowed and least is None and piece.family not in told:
            told.add(piece.family)
            names = ", ".join(name for name, _ in limits.fonts)
            hint = "look: {font: …} names one; a font that is not installed is replaced by another"
            breaks.error(f"{_place(piece)} is set in {piece.family}; allowed: {names}", hint)
        smallest = max((each for each in (least, limits.font_size) if each), key=attrgetter("points"), default=None)
        size = f"{piece.size:.4g}"
        if smallest and piece.size < smallest.points - 0.05 and size not in told:
            told.add(size)
            message = f"{_place(piece)} is set in {size}pt, and at least {smallest} is wanted"
            breaks.error(message, "look: {size: …} sets it" if not piece.in_margin else "look: {footer: none}")


class _Breaks:
    """Says what is broken, at the place where the limits were written."""

    def __init__(self, limits: Limits, problems: Problems) -> None:
        """Of these limits."""
        self.limits, self._problems = limits, problems
        self._rules = f" ({', '.join(word.text for word in limits.from_)})" if limits.from_ else ""

    def more(self, most: int | None, found: int, where: str, what: str) -> None:
        """Too many of something."""
        if most is not None and found > most:
            message = f"{where} has {found:,} {what}, and at most {most:,} are allowed: {found - most:,} too many"
            self.error(message, f"leave some out: {what} are what is limited here")

    def found(self, what: str, where: str, hint: str) -> None:
        """Something that must not be there."""
        self.error(f"there must not be {what}, in {where}", hint)

    def error(self, message: str, hint: str) -> None:
        """Any of them."""
        self._problems.error("limit", f"{message}{self._rules}", self.limits.at, hint)


def characters(section: Section) -> int:
    """How long a section's text is, its heading left out: paragraphs count with one sign between them."""
    return _length(_section(section))


def texts(section: Section) -> Iterator[str]:
    """What a section says, its heading left out, paragraph by paragraph."""
    yield from (said for text in _section(section) if (said := " ".join(plain(text).split())))


def _length(texts: Iterable[Inline]) -> int:
    return len("\n".join(" ".join(plain(text).split()) for text in texts if plain(text).strip()))


def _sections(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _named(sections: Iterable[Section], name: str) -> tuple[Section, ...]:
    return tuple(section for section in sections if name in (section.name, plain(section.title)))


def _items(sections: Iterable[Section]) -> Iterator[Item]:
    for _, listing in _listings(sections):
        yield from listing.items


def _listings(sections: Iterable[Section]) -> Iterator[tuple[str, Listing]]:
    """Each list with the heading that it stands under."""
    for section in sections:
        yield from ((plain(section.title), listing) for listing in section.listings)
        yield from _listings(section.sections)


def _section(section: Section) -> Iterator[Inline]:
    """Every text under a section's heading, in the order of reading."""
    yield from _written(section.intro)
    for listing in section.listings:
        for item in listing.items:
            yield from _item(item)
    for part in section.sections:
        yield part.title
        yield from _section(part)
    yield from _written(section.outro)


def _item(item: Item) -> Iterator[Inline]:
    yield item.main
    yield item.side
    yield from _written(item.lines)


def _written(lines: Iterable[Line]) -> Iterator[Inline]:
    for line in flat(lines):
        yield line.main
        yield line.side


def _texts(made: Document) -> Iterator[tuple[str, Inline]]:
    """Every text of a document with the part that it stands in."""
    head = made.header
    yield "the head", (head.name,)
    yield "the head", head.headline
    for place in head.affiliations:
        yield from (("the head", text) for text in (place.title, *place.lines))
    yield from (("the head", contact.content) for contact in head.contacts)
    for section in made.sections:
        title = f"the section {section.name or plain(section.title)}"
        yield title, section.title
        yield from ((title, text) for text in _section(section))


def _links(text: Inline) -> Iterator[str]:
    """The addresses that a text leads to, out of the document."""
    for node in walk(text):
        url = node.url if isinstance(node, (Link, AuthorName)) else ""
        if url and not url.startswith("#"):
            yield url


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterator[str]]:
    return lambda text: (found[0].strip() for found in pattern.finditer(text))


def _place(piece: Piece) -> str:
    return f"page {piece.page}: {_quoted(piece.text)}"


def _quoted(text: str) -> str:
    text = text.replace("\N{WORD JOINER}", "")
    return f"“{text if len(text) <= _QUOTED else f'{text[:_QUOTED].rstrip()}…'}”"


def _inches(points: float) -> str:
    return f"{points / _INCH:.2f}in"
