"""RenderCV's `design:` -> the values of a look of ours and the size of the page; what has no meaning here is said.

The keys are those of RenderCV 2.8's design schema (docs.rendercv.com, "design").
"""

import colorsys
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from cvgen.model.errors import meant
from cvgen.model.look import Bullet, Colour, Family, Length, Ratio
from cvgen.model.regex import lazy
from cvgen.read.foreign import Values, Visit, filled, mapped, words
from cvgen.read.yaml.values import Mapped, Scalar, Value

# Each of its themes as the look that is nearest to it.
_THEMES = {
    "classic": "classic",
    "ember": "modern",
    "engineeringclassic": "modern",
    "engineeringresumes": "page-serif",
    "harvard": "classic",
    "ink": "bar",
    "moderncv": "dates-left",
    "opal": "modern",
    "sb2nov": "book",
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
_JUSTIFIED = {"justified": "true", "justified-with-no-hyphenation": "true", "left": "false"}
_HEADS = {"center": "centred", "left": "left"}
_RGB = lazy(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)")
_HSL = lazy(r"hsl\(\s*(\d{1,3})(?:deg)?\s*,\s*(\d{1,3})%\s*,\s*(\d{1,3})%\s*\)")
# Typst's space between lines is from the line below to the capitals of the next, which are about so high, in ems.
_CAPITALS = 0.66
_SIZES = {"a4": "a4", "us-letter": "letter"}
_SIDES = ("top_margin", "right_margin", "bottom_margin", "left_margin")


def _fitting(to: type) -> Callable[[str], str]:
    """What leaves a value as it is where it is one of that type, and gives "" for any other."""
    return lambda text: text if re.fullmatch(to.PATTERN, text) else ""  # type: ignore[attr-defined]


def _colour(text: str) -> str:
    """A colour in hexadecimal: "rgb(0, 79, 144)" -> "#004f90", "Black" -> "#000000"; "" for what is none."""
    if found := _RGB.fullmatch(text):
        return "#" + "".join(f"{min(int(each), 255):02x}" for each in found.groups())
    if found := _HSL.fullmatch(text):
        hue, saturation, light = (int(each) for each in found.groups())
        shares = colorsys.hls_to_rgb(hue / 360 % 1, min(light, 100) / 100, min(saturation, 100) / 100)
        return "#" + "".join(f"{round(255 * each):02x}" for each in shares)
    bare = f"#{text}" if text[:1] != "#" else text
    return Colour.named().get(text.casefold()) or _fitting(Colour)(bare)


def _leading(spacing: str, size: str = "") -> str:
    """The height of a line, in sizes of the text: "0.7em" between lines is "1.36"; "" for what is no length."""
    if not re.fullmatch(Length.PATTERN, spacing):
        return ""
    space, text = Length(spacing), Length(size or "10pt")
    sizes = text.number * Length.POINTS.get(text.unit, 10) or 10
    ems = space.number * Length.POINTS[space.unit] / sizes if space.unit in Length.POINTS else space.number
    return _fitting(Ratio)(f"{ems + _CAPITALS:.3g}")


def _of(known: Mapping[str, str]) -> Callable[[str], str]:
    return lambda text: known.get(text, "")


# RenderCV's key, ours, and what makes our value of theirs; "" for what cannot be said here.
_VALUES: dict[str, tuple[str, Callable[[str], str]]] = {
    "theme": ("extends", _of(_THEMES)),
    "colors.body": ("ink", _colour),
    "colors.section_titles": ("accent", _colour),
    "colors.footer": ("quiet", _colour),
    "entries.highlights.bullet": ("bullet", _fitting(Bullet)),
    "highlights.bullet": ("bullet", _fitting(Bullet)),
    "typography.font_family": ("font", _fitting(Family)),
    "typography.font_family.body": ("font", _fitting(Family)),
    "typography.font_size.body": ("size", _fitting(Length)),
    "typography.font_size.name": ("name_size", _fitting(Length)),
    "typography.alignment": (
        "justify",
        _of({"justified": "true", "justified-with-no-hyphenation": "true", "left": "false"}),
    ),
    "section_titles.type": ("headings", _of(_TITLES)),
    "section_titles.space_above": ("section_gap", _fitting(Length)),
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
    leaves = tuple(_leaves(design, ""))
    for name, key, value in leaves:
        where, _, last = name.rpartition(".")
        text = words(value)
        ours, read = _VALUES.get(name, ("", str))
        if name == "page.size" and text in _SIZES:
            made["page"] = Scalar(_SIZES[text], value.at)
        elif where == "page" and last in _SIDES and re.fullmatch(Length.PATTERN, text):
            margins[last] = Scalar(text, value.at)
        elif ours and (said := read(text)):
            look[ours] = Scalar(said, value.at)
        elif name not in _LAST or not _LAST[name](text):
            hint = meant(text, _THEMES, "themes that are read") if name == "theme" else _KEYS
            visit.problems.warn("left-aside", f"design: {name} has no meaning here, so it is left aside", key.at, hint)
    _last(leaves, look, visit)
    if margins:
        sides = " ".join(margins[side].text if side in margins else "2cm" for side in _SIDES)
        look["margins"] = Scalar(sides, next(iter(margins.values())).at)
    return made | ({"look": mapped(look, design.at)} if look else {})


# What is read once all else is known.
_LAST: dict[str, Callable[[str], str]] = {"typography.line_spacing": _leading, "colors.links": _colour}
_KEYS = "`cvgen schema look` lists what a look can say"


def _last(leaves: Iterable[tuple[str, Scalar, Value]], look: Values, visit: Visit) -> None:
    for name, key, value in leaves:
        if name == "typography.line_spacing" and (said := _leading(words(value), words(look.get("size")))):
            look["leading"] = Scalar(said, value.at)
        if name == "colors.links" and (said := _colour(words(value))):
            _links(said, key, look, visit)


def _links(colour: str, key: Scalar, look: Values, visit: Visit) -> None:
    """The colour of links, which is that of headings, or that of the text; any other is said."""
    accent, ink = words(look.get("accent")), words(look.get("ink"))
    if not accent:
        look["accent"] = Scalar(colour, key.at)
    elif colour == ink and "links" not in look:
        look["links"] = Scalar("plain", key.at)
    elif colour not in (accent, ink):
        message = f"design: colors.links is left aside: links have the colour of headings, {accent}"
        visit.problems.warn("left-aside", message, key.at, _KEYS)


def _leaves(value: Mapped, above: str) -> Iterator[tuple[str, Scalar, Value]]:
    """Each value that is no mapping, with its whole name and its key: "page.size"."""
    for key, inner in value.pairs:
        if isinstance(inner, Mapped):
            yield from _leaves(inner, f"{above}{key.text}.")
        elif filled(inner):
            yield f"{above}{key.text}", key, inner
