"""RenderCV's `design:` -> the values of a look of ours and the size of the page; what has no meaning here is said.

The keys are those of RenderCV 2.8's design schema (docs.rendercv.com, "design").
"""

import re
from collections.abc import Callable, Iterator, Mapping

from cvgen.model.look import Colour, Family, Length
from cvgen.model.regex import lazy
from cvgen.read.foreign import Values, Visit, filled, mapped, words
from cvgen.read.yaml.values import Mapped, Scalar, Value

_THEMES = {
    "classic": "classic",
    "sb2nov": "book",
    "moderncv": "dates-left",
    "engineeringclassic": "modern",
    "engineeringresumes": "page-serif",
}
_TITLES = {
    "with_full_line": "rule",
    "with_partial_line": "rule",
    "without_line": "plain",
    "moderncv": "bar",
    "centered_without_line": "centred",
    "centered_with_partial_line": "centred",
    "centered_with_centered_partial_line": "centred",
    "centered_with_full_line": "centred",
}
_HEADS = {"center": "centred", "left": "left"}
_RGB = lazy(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)")
_SIZES = {"a4": "a4", "us-letter": "letter"}
_SIDES = ("top_margin", "right_margin", "bottom_margin", "left_margin")


def _fitting(to: type) -> Callable[[str], str]:
    """What leaves a value as it is where it is one of that type, and gives "" for any other."""
    return lambda text: text if re.fullmatch(to.PATTERN, text) else ""  # type: ignore[attr-defined]


def _colour(text: str) -> str:
    """A colour in hexadecimal: "rgb(0, 79, 144)" -> "#004f90"; "" for one by a name."""
    if found := _RGB.fullmatch(text):
        return "#" + "".join(f"{min(int(each), 255):02x}" for each in found.groups())
    return _fitting(Colour)(text)


def _of(known: Mapping[str, str]) -> Callable[[str], str]:
    return lambda text: known.get(text, "")


# RenderCV's key, ours, and what makes our value of theirs; "" for what cannot be said here.
_VALUES: dict[str, tuple[str, Callable[[str], str]]] = {
    "theme": ("extends", _of(_THEMES)),
    "colors.body": ("ink", _colour),
    "colors.section_titles": ("accent", _colour),
    "colors.footer": ("quiet", _colour),
    "typography.font_family": ("font", _fitting(Family)),
    "typography.font_family.body": ("font", _fitting(Family)),
    "typography.font_size.body": ("size", _fitting(Length)),
    "typography.font_size.name": ("name_size", _fitting(Length)),
    "typography.alignment": ("justify", _of({"justified": "true", "left": "false"})),
    "section_titles.type": ("headings", _of(_TITLES)),
    "header.alignment": ("head", _of(_HEADS)),
    "header.photo_width": ("photo_width", _fitting(Length)),
    "header.photo_position": ("photo", _of({"left": "left", "right": "right"})),
    "links.underline": ("links", _of({"true": "underlined", "false": "coloured"})),
    "page.show_footer": ("footer", _of({"true": "centred", "false": "none"})),
    "entries.date_and_location_width": ("date_width", _fitting(Length)),
}


def recipe(design: Value, visit: Visit) -> Values:
    """The keys `look` and `page` of a recipe, as far as the design says what they hold."""
    if not isinstance(design, Mapped):
        return {}
    look: Values = {}
    margins: dict[str, Scalar] = {}
    made: Values = {}
    for name, key, value in _leaves(design, ""):
        where, _, last = name.rpartition(".")
        text = words(value)
        if name == "page.size" and text in _SIZES:
            made["page"] = Scalar(_SIZES[text], value.at)
        elif where == "page" and last in _SIDES and re.fullmatch(Length.PATTERN, text):
            margins[last] = Scalar(text, value.at)
        elif name in _VALUES and (said := _VALUES[name][1](text)):
            look[_VALUES[name][0]] = Scalar(said, value.at)
        else:
            message = f"design: {name} has no meaning here, so it is left aside"
            visit.problems.warn("left-aside", message, key.at, "`cvgen schema look` lists what a look can say")
    if margins:
        sides = " ".join(margins[side].text if side in margins else "2cm" for side in _SIDES)
        look["margins"] = Scalar(sides, next(iter(margins.values())).at)
    return made | ({"look": mapped(look, design.at)} if look else {})


def _leaves(value: Mapped, above: str) -> Iterator[tuple[str, Scalar, Value]]:
    """Each value that is no mapping, with its whole name and its key: "page.size"."""
    for key, inner in value.pairs:
        if isinstance(inner, Mapped):
            yield from _leaves(inner, f"{above}{key.text}.")
        elif filled(inner):
            yield f"{above}{key.text}", key, inner
