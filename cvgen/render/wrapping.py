"""Which words stay on one line, and which labels need no measuring: the same for pages and both engines of paper."""

from cvgen.model.regex import lazy

# "Bi-level", "3–9", "J.-P.": short ones stay on one line. An engine may drop the sign itself where a line ends, and
# then the text in the PDF is not what was typed: who searches or copies it finds "Bilevel". So does a short DOI.
COMPOUND = lazy(
    r"(?:\bpp?\.)?(?<![\w–-])(?=[\w–-]{3,28}(?![\w–-]))\w+(?:[–-]\w+)+|\b\w{1,4}(?:\.-\w+)+\.?"
    r"|(?<![\w./-])(?=[\w./-]{9,28}(?![\w./()-]))10\.\d{4,9}/[\w./-]*\w"
)
# A compound whose beginning is in the node before: "-means" after an italic k.
BEGUN = lazy(r"\A(?=[\w–-]{2,28}(?![\w–-]))(?:[–-]\w+)+")


def compounds(text: str) -> bool:
    """Whether a text may have any; most have no sign of one."""
    return "-" in text or "–" in text or "10." in text


# Labels that are surely no wider than a look says: "12", "[12]", "123.".
NARROW_LABEL = r"(?:[\[(]?\d{1,2}[\])]?|\d{3})\.?"
# Labels that are surely wider than two ems: "[123]".
WIDE_LABEL = r"[\[(]\d{3,4}[\])]\.?"
