"""The values of a document's look, and any others, as Typst's code: numbers, words, lengths and colours."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from cvgen.model.document import Document
from cvgen.model.look import PageLook
from cvgen.model.record import replace
from cvgen.render import contact_lines, name_fit
from cvgen.render.look_css import GUTTER, date_width, label_width, on_colour, spacing, tint
from cvgen.render.paper import fonts

_PAPERS = {"a4": "a4", "letter": "us-letter"}
# What a look does not say: as in styles/base.css.
USUAL = {
    "font": "Source Serif Pro", "size": "10pt", "leading": 1.29, "numerals": "lining",
    "accent": "#1b1b1b", "ink": "#1b1b1b", "quiet": "#555555", "rule": "#c4c4c4",
    "margins": "17mm 20mm 18mm", "gap": ".34em", "section_gap": "1.3em", "label_width": "2.2em", "bullet": "•",
    "headings": "rule", "dates": "right", "date_width": "41mm", "head": "centred", "name_size": "2.35em",
    "photo": "right", "photo_width": "25mm", "sidebar": "none", "sidebar_width": "62mm",
    "links": "coloured", "footer": "centred", "justify": False, "hyphenate": False,
}  # fmt: skip
# Typst's own fonts, for what the look's font lacks. Its third one, a typewriter's, has more scripts than these: Typst
# takes it by itself where nothing else has a character.
_FALLBACK = ("Libertinus Serif", "New Computer Modern Math")
_COLOURS = frozenset(("accent", "ink", "quiet", "rule", "on_accent", "tint"))
_LENGTHS = frozenset(
    (
        "size",
        "gutter",
        "spacing",
        "gap",
        "entry_gap",
        "section_gap",
        "label_width",
        "label_room",
        "date_width",
        "name_size",
        "photo_width",
        "sidebar_width",
    )
)
_SIDES = ("top", "right", "bottom", "left")
# The size in which a page is set that says none, from which `rem`, and `em` for the text's own size, are counted.
_ROOT = 12
# All that Typst takes for the end of a line is a space here; what is no character is left out, and the mark that begins
# a file, of which nothing is seen within a text, and which PDF/UA forbids (ISO 14289-1, 7.21.7).
_SPACES = dict.fromkeys((9, 10, 11, 12, 13, 0x85, 0x2028, 0x2029), " ")
_CONTROLS = (*range(32), 127, *range(0x80, 0xA0), *range(0xD800, 0xE000))
_NONE = (*range(0xFDD0, 0xFDF0), *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)))
NO_TEXT = {**dict.fromkeys((*_CONTROLS, *_NONE, 0xFEFF)), **_SPACES}
_Value: TypeAlias = "str | float | bool | tuple[_Value, ...] | Mapping[str, _Value] | None"


def look(document: Document, others: tuple[str, ...] = ()) -> str:
    """The values of the look as a dictionary; other families have what neither its font nor most of Typst's have."""
    own = document.look or PageLook()
    said = {name: getattr(own, name) for name in USUAL}
    said |= {
        "label_width": label_width(document), "date_width": date_width(document),
        "name_size": name_fit.size(document), "photo_width": _photo_width(document),
    }  # fmt: skip
    values = {name: USUAL[name] if value is None else value for name, value in said.items()}
    values |= {"entry_gap": own.entry_gap} if own.entry_gap else {}
    font = str(values["font"])
    asked = (font, fonts.OFFERED.get(font, own.stand_in), *_FALLBACK, *others)
    values |= {
        "font": tuple(dict.fromkeys(filter(None, asked))),
        "marks": fonts.OFFERED[font] if font in fonts.SMALL_DAGGERS else font,
        "on_accent": on_colour(str(values["accent"])),
        "tint": tint(str(values["accent"])),
        "paper": _PAPERS.get(document.page, "a4"),
        "own": own.extends.text if own.extends else "",
        "gutter": GUTTER,
        "label_room": _label_room(str(values["label_width"]), own),
        "spacing": f"{max(fonts.SPACE - spacing(replace(own, font=font)), 0):g}em",
    }
    return f"(\n{arguments({name.replace('_', '-'): _of_look(name, value) for name, value in values.items()})})"


def _label_room(width: str, own: PageLook) -> str:
    """How wide a label is before the gap behind it, at the least as wide as "[12]"."""
    size = contact_lines.size(own)
    return f"{max(contact_lines.points(width, size) / size - 0.23, 1.95):g}em"


def _photo_width(document: Document) -> str | None:
    """How wide the photo is: as the look says, in a sidebar no wider than what stands in it."""
    look = document.look or PageLook()
    if not look.beside:
        return look.photo_width
    room = contact_lines.room(document) * contact_lines.size(look)
    said = look.photo_width or str(USUAL["photo_width"])
    return f"{room:g}pt" if contact_lines.points(said, _ROOT) > room else look.photo_width


def _of_look(name: str, said: object) -> str:
    """One value: a colour, a length, a number or a word."""
    if name in _COLOURS:
        return f"rgb({string(str(said))})"
    if name == "margins":
        top, right, bottom, left = _around([_length(each) for each in str(said).split()])
        return f"(top: {top}, right: {right}, bottom: {bottom}, left: {left})"
    if name == "size":
        return _absolute(str(said))
    if name in _LENGTHS:
        return _length(str(said))
    if name == "leading":
        return str(float(str(said)))
    return value(said)  # type: ignore[arg-type]


def _around(lengths: list[str]) -> tuple[str, str, str, str]:
    """One to four lengths as CSS counts them, from the top clockwise."""
    top, *others = lengths
    right = others[0] if others else top
    bottom = others[1] if len(others) > 1 else top
    return top, right, bottom, others[2] if len(others) > 2 else right


def _length(text: str) -> str:
    """A length of a look as Typst's: ".34em" -> "0.34em"; 1rem is 1em outside of headings, where these values stand."""
    if text == "0":
        return "0pt"
    return re.sub(r"^\.", "0.", text).replace("rem", "em")


def _absolute(text: str) -> str:
    """The size of the text, which stands in nothing that an `em` could be counted from."""
    number, unit = re.fullmatch(r"([\d.]+)([a-z]*)", text).groups()  # type: ignore[union-attr]
    return f"{float(number) * _ROOT:g}pt" if unit in ("em", "rem") else _length(text)


def arguments(values: Mapping[str, str]) -> str:
    """Values by their names, each in a line."""
    return "".join(f"  {name}: {value},\n" for name, value in values.items())


def value(said: _Value) -> str:
    """A word, a yes or no, or several."""
    if isinstance(said, tuple):
        return f"({''.join(f'{value(each)}, ' for each in said).rstrip(' ')})"
    if isinstance(said, bool):
        return str(said).lower()
    return string(str(said))


def string(words: str) -> str:
    r"""Text in quotes: "a \"b\" \\"."""
    return '"' + words.translate(NO_TEXT).replace("\\", "\\\\").replace('"', '\\"') + '"'
