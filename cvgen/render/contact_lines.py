"""A document -> how the ways to reach somebody stand on paper: in one line, in two alike, or each in its own.

Both engines fill a line before they begin another, and the last contact would stand alone there. What fits is
estimated, so that they agree and no font is read for it.
"""

import itertools
import math
from collections.abc import Sequence

from cvgen.model.document import Document
from cvgen.model.look import HeadForm, Length, PageLook
from cvgen.model.text import plain

# About how wide letters are, in ems: the mean of the fonts that there are packages of, of which one is narrower.
_LETTER = 0.53
_OTHERS = {" .,:;'|!ijlI": 0.27, "frt()-/[]": 0.34, "mwMW@%&": 0.84, "ABCDEFGHKLNOPQRSTUVXYZ": 0.64}
_WIDTHS = {letter: width for letters, width in _OTHERS.items() for letter in letters}
_NARROW, _NARROWER, _WIDER = "Source Sans Pro", 0.96, 1.03
# The gap between two contacts, in ems; how wide paper is, in points.
_APART = 1.4
_SHEETS = {"letter": 612.0, "a4": 595.3}
# What of a sidebar's width is beside its text.
ASIDE = "15mm"
# So many may stand below each other; beside a photo there is room for one more.
_STACKED = 3
# What a banner's ground has beside its text, in ems.
_BANNER = 3.2


def turned(document: Document) -> int:
    """The width, in ems, at which contacts that need several lines turn so that these are about equal; 0 for any.

    Those that need more than two do so if the last would be alone. From right to left WeasyPrint sets what is narrower
    than the page beyond its margin.
    """
    lengths, line = _lengths(document), _line(document)
    lines = _lines(lengths, line)
    if document.locale.right_to_left or len(lines) < 2 or (len(lines) > 2 and lines[-1] > 1):
        return 0
    places = range(len(lengths) + 1)
    widths = {math.ceil(sum(lengths[start:end])) + 1 for start, end in itertools.combinations(places, 2)}
    turns = (each for each in sorted(widths) if each <= line + 1)
    return next((each for each in turns if len(found := _lines(lengths, each)) == len(lines) and min(found) > 1), 0)


def stacked(document: Document) -> bool:
    """Whether each contact has a line of its own: few that need two, in which the last would be alone."""
    lengths = _lengths(document)
    few = 2 < len(lengths) <= _STACKED + bool(document.header.photo)
    return few and sum(lengths) > _line(document) and not turned(document)


def _lengths(document: Document) -> list[float]:
    """How wide each contact is, with the gap beside it; when and where a talk is stands otherwise."""
    contacts, look = document.header.contacts, document.look or PageLook()
    if look.beside or any(each.kind == "date" for each in contacts):
        return []
    words = (plain(each.content) + (f" ({each.label})" if each.label else "") for each in contacts)
    return [width(each, look) + _APART for each in words]


def width(words: str, look: PageLook) -> float:
    """About how wide some words are, in ems."""
    share = _NARROWER if look.font == _NARROW else _WIDER
    return share * sum(_WIDTHS.get(letter, _LETTER) for letter in words)


def _lines(lengths: Sequence[float], width: float) -> list[int]:
    """How many stand in each of the lines that are filled."""
    counts, filled = [0], 0.0
    for each in lengths:
        if counts[-1] and filled + each > width:
            counts, filled = [*counts, 0], 0.0
        counts[-1] += 1
        filled += each
    return counts


def room(document: Document) -> float:
    """About how wide the head is, in ems of its text: a sidebar, or the line of all others."""
    look = document.look or PageLook()
    if not look.beside:
        return _line(document)
    column = points(look.sidebar_width or "62mm", size(look)) - points(ASIDE, 0)
    return column / size(look) - (_BANNER if look.head is HeadForm.BANNER else 0)


def _line(document: Document) -> float:
    """About how wide the line of a head is, in ems: what margins, a banner's ground, and a photo leave of the sheet."""
    look = document.look or PageLook()
    top, *others = (look.margins or "17mm 20mm 18mm").split()
    beside = (others[0] if others else top, others[2] if len(others) > 2 else others[0] if others else top)
    photo = points(look.photo_width or "25mm", size(look)) + points("6mm", 0) if document.header.photo else 0
    left = _SHEETS.get(document.page, _SHEETS["a4"]) - sum(points(each, size(look)) for each in beside) - photo
    return left / size(look) - (_BANNER if look.head is HeadForm.BANNER else 0)


def size(look: PageLook) -> float:
    """The size of the text in the head, in points; in a sidebar it is a little smaller."""
    return points(look.size or "10pt", 12) * (0.95 if look.beside else 1)


def points(said: str, em: float) -> float:
    """A length in points where an em has so many."""
    length = Length(said)
    return length.number * Length.POINTS.get(length.unit, em)
