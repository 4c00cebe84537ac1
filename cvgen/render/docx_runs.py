"""Words and how they look -> runs of WordprocessingML (ECMA-376, part 1, 17.3.2), one for each direction."""

from xml.sax.saxutils import escape, quoteattr

from cvgen.model.record import Record
from cvgen.model.text import Style, stretches

# Run properties in the order in which the schema wants them (CT_RPr): Word refuses others.
_PROPERTIES = {
    Style.CODE: '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>',
    Style.STRONG: "<w:b/><w:bCs/>",
    Style.EMPH: "<w:i/><w:iCs/>",
    Style.SMALLCAPS: "<w:smallCaps/>",
    Style.UNDERLINE: '<w:u w:val="single"/>',
    Style.SUP: '<w:vertAlign w:val="superscript"/>',
    Style.SUB: '<w:vertAlign w:val="subscript"/>',
}
# What XML 1.0 does not allow, and line ends, which are spaces here.
CONTROL = {**dict.fromkeys((*range(32), 0xFFFE, 0xFFFF)), 0x9: " ", 0xA: " ", 0xD: " "}
# Languages whose letters Word counts as complex script, and as East Asian.
_REVERSE, _EAST_ASIAN = frozenset("ar dv fa he iw ps sd ug ur yi".split()), frozenset("ja ko zh".split())
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"


class Look(Record):
    """How a run looks: its styles, a character style of the file, its language where it is not the document's."""

    styles: frozenset[Style] = frozenset()
    character: str = ""
    lang: str = ""


PLAIN = Look()


def runs(words: str, look: Look, style: str, *, reverse: bool) -> str:
    """Words as they look, in a style of the file by its id; `reverse` says that the lines run from right to left."""
    name = f'<w:rStyle w:val="{style}"/>' if style else ""
    looks = name + "".join(xml for each, xml in _PROPERTIES.items() if each in look.styles)
    language = f"<w:lang {attribute(look.lang)}={quoteattr(look.lang)}/>" if look.lang else ""
    # Word looks for no direction in a run.
    parts = stretches(words, reverse=reverse)
    return "".join(_written(part, f"{looks}{'<w:rtl/>' if way else ''}{language}") for part, way in parts)


def _written(words: str, properties: str) -> str:
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(words.translate(CONTROL))}</w:t></w:r>'


def attribute(tag: str) -> str:
    """Which of the three languages of a run a tag is one of (ECMA-376, 17.3.2.20)."""
    language = tag.partition("-")[0].lower()
    return "w:bidi" if language in _REVERSE else "w:eastAsia" if language in _EAST_ASIAN else "w:val"
