"""Which words stay on one line, and which labels need no measuring: the same for pages and both engines of paper."""

import re

from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, Node, Styled

# "Bi-level", "3–9", "J.-P.": short ones stay on one line. An engine may drop the sign itself where a line ends, and
# then the text in the PDF is not what was typed: who searches or copies it finds "Bilevel". So does a short DOI.
_COUNTERS = "卷期页頁巻号章版回年月日"  # behind figures: of volumes, issues, pages, of dates
COMPOUND = lazy(
    rf"(?P<counted>(?<![\d–-])(?:第?\d[\d–-]*[{_COUNTERS}])+)"
    r"|(?:\bpp?\.)?(?<![\w–-])(?=[\w–-]{3,28}(?![\w–-]))\w+(?:[–-]\w+)+|\b\w{1,4}(?:\.-\w+)+\.?"
    r"|(?<![\w./-])(?=[\w./-]{9,28}(?![\w./()-]))10\.\d{4,9}/[\w./-]*\w"
)
# A compound whose beginning is in the node before: "-means" after an italic k.
BEGUN = lazy(r"\A(?=[\w–-]{2,28}(?![\w–-]))(?:[–-]\w+)+")


# Behind these signs a long address may be broken, where it has no space; in a sidebar shorter ones, too.
_LONG_ADDRESS, _ADDRESS = lazy(r"\S{25,}"), lazy(r"\S{16,}")
_LONG, _END, _LONGEST_END = 20, 11, 30  # letters of an address, of its last line at least and at most
_WIDE = lazy(r"[^\W_]{25,}")
_JOINT = lazy(r"(?<=[^\W_])([@/]+|[.?&=_-])(?=\w)")


def addresses(nodes: Inline, *, narrow: bool = False) -> Inline:
    """A way to reach somebody whose long address may be broken: engines print it over what stands beside it."""

    def parted(node: Node) -> Node:
        if isinstance(node, Link | Styled):
            return replace(node, children=tuple(map(parted, node.children)))
        return breakable(node, narrow=narrow) if isinstance(node, str) else node

    return tuple(map(parted, nodes))


def breakable(text: str, *, narrow: bool = False) -> str:
    """The text with a zero width space before the @ and behind other signs of each long address in it.

    What is then still wider than a sidebar may be broken anywhere there.
    """

    def parted(found: re.Match[str]) -> str:
        made = _JOINT.sub(lambda sign: "\u200b@" if sign[0] == "@" else f"{sign[0]}\u200b", found[0])
        return _WIDE.sub(lambda wide: "\u200b".join(wide[0]), made) if narrow else made

    return (_ADDRESS if narrow else _LONG_ADDRESS).sub(parted, text) if len(text) >= 16 else text


def parted(nodes: Inline) -> tuple[str, str]:
    """An address that is a link's words, and its end that stays together: no scrap of it stands alone in a line.

    Both are empty for other words.
    """
    text = nodes[0] if len(nodes) == 1 and isinstance(nodes[0], str) else ""
    if len(text) < _LONG or " " in text or not text.isascii():
        return "", ""
    start = max(text.rfind(sign, 0, len(text) - _END) for sign in "/.?=&_-") + 1
    return (text[:start], text[start:]) if len(text) - start <= _LONGEST_END else ("", "")


def compounds(text: str) -> bool:
    """Whether a text may have any; most have no sign of one."""
    return "-" in text or "–" in text or "10." in text or counted(text)


def counted(text: str) -> bool:
    """Whether figures stand between signs that count: "第12页", "2012年8月"."""
    return not text.isascii() and ("第" in text or "年" in text)


# Labels that are surely no wider than a look says: "12", "[12]", "123.".
NARROW_LABEL = r"(?:[\[(]?\d{1,2}[\])]?|\d{3})\.?"
# Labels that are surely wider than two ems: "[123]".
WIDE_LABEL = r"[\[(]\d{3,4}[\])]\.?"
