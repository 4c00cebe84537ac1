"""Text from data -> text that a terminal shows and does not obey, and that XML may hold."""

import functools
import re

# Controls (ECMA-48), what turns the direction of reading, what is no character, halves of pairs that stand alone.
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
)
_CONTROLS = "\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
# What shows nothing, spaces aside: soft hyphens, joiners, marks of direction, fillers, selectors of a variant.
_NO_INK = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u2800\u3164\ufe0e\ufe0f\ufeff\uffa0"
)
_NOT_XML = "^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"


def line(text: str) -> str:
    r"""One line, what cannot be seen spelt as its number: "a\u001b]0;b"; JSON reads that back as the same."""
    return text if text.isprintable() else _any(f"\t\n{_UNSEEN}").sub(_spelt, text)


def lines(text: str) -> str:
    """The same with the ends of lines, and tabs, left as they are."""
    return text if text.replace("\n", "").isprintable() else _any(_UNSEEN).sub(_spelt, text)


def name(text: str) -> str:
    """Text for an id, without control characters and what is no character."""
    return text if text.isprintable() else _any(_CONTROLS).sub("", text)


def xml(text: str) -> str:
    """Text without what XML cannot hold (XML 1.0, section 2.2)."""
    return text if text.isprintable() else _any(_NOT_XML).sub("", text)


def blank(text: str) -> bool:
    """Whether nobody would see any of it: spaces, and what has no width."""
    return not "".join(text.split()).strip(_NO_INK)


@functools.cache
def _any(signs: str) -> re.Pattern[str]:
    """Any of these. What Python calls printable has none of them; most runs compile no pattern."""
    return re.compile(f"[{signs}]")


def _spelt(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
