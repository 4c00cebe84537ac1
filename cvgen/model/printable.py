"""Text from data -> text that a terminal shows and does not obey, and that XML may hold."""

import re

# Controls (ECMA-48), what turns the direction of reading, what is no character, halves of pairs that stand alone.
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
)
_IN_TEXT, _IN_A_LINE = re.compile(f"[{_UNSEEN}]"), re.compile(f"[\t\n{_UNSEEN}]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def line(text: str) -> str:
    r"""One line, what cannot be seen spelt as its number: "a\u001b]0;b"; JSON reads that back as the same."""
    return _IN_A_LINE.sub(_spelt, text)


def lines(text: str) -> str:
    """The same with the ends of lines, and tabs, left as they are."""
    return _IN_TEXT.sub(_spelt, text)


def name(text: str) -> str:
    """Text for an id, without control characters and what is no character."""
    return _CONTROLS.sub("", text)


def xml(text: str) -> str:
    """Text without what XML cannot hold (XML 1.0, section 2.2)."""
    return _NOT_XML.sub("", text)


def _spelt(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
