"""Which words stay on one line, and which labels need no measuring: the same for pages and both engines of paper."""

import re

from cvgen.model.regex import lazy

# "Bi-level", "3–9", "J.-P.": short ones stay on one line. An engine may drop the sign itself where a line ends, and
# then the text in the PDF is not what was typed: who searches or copies it finds "Bilevel". So does a short DOI.
COMPOUND = lazy(
    r"(?:\bpp?\.)?(?<![\w–-])(?=[\w–-]{3,28}(?![\w–-]))\w+(?:[–-]\w+)+|\b\w{1,4}(?:\.-\w+)+\.?"
    r"|(?<![\w./-])(?=[\w./-]{9,28}(?![\w./()-]))10\.\d{4,9}/[\w./-]*\w"
)
# A compound whose beginning is in the node before: "-means" after an italic k.
BEGUN = lazy(r"\A(?=[\w–-]{2,28}(?![\w–-]))(?:[–-]\w+)+")


# Behind these signs a long address may be broken, where it has no space.
_LONG_ADDRESS = lazy(r"\S{25,}")
_JOINT = lazy(r"(?<=[^\W_])([@/]+|[.?&=_-])(?=\w)")


def breakable(text: str) -> str:
    """The text with a zero width space before the @ and behind other signs of each long address in it."""

    def parted(found: re.Match[str]) -> str:
        return _JOINT.sub(lambda sign: "\u200b@" if sign[0] == "@" else f"{sign[0]}\u200b", found[0])

    return _LONG_ADDRESS.sub(parted, text) if len(text) >= 25 else text


def compounds(text: str) -> bool:
    """Whether a text may have any; most have no sign of one."""
    return "-" in text or "–" in text or "10." in text


# Labels that are surely no wider than a look says: "12", "[12]", "123.".
NARROW_LABEL = r"(?:[\[(]?\d{1,2}[\])]?|\d{3})\.?"
# Labels that are surely wider than two ems: "[123]".
WIDE_LABEL = r"[\[(]\d{3,4}[\])]\.?"
