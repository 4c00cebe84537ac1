"""RenderCV's `design:` -> the values of a look of ours and the size of the page; what has no meaning here is said.

The keys are those of RenderCV 2.8's design schema (docs.rendercv.com, "design").
"""

import colorsys
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from cvgen.model.errors import meant, nearly
from cvgen.model.look import Bullet, Colour, Family, Length, PageLook, Ratio, bounds
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
_JUSTIFIED = {
    "justified": "true", "justified-with-no-hyphenation": "true", "left": "false", "left-aligned": "false",
}  # fmt: skip
# The looks whose headings have the colour.
_IN_COLOUR = ("modern", "page-serif", "bar", "dates-left", "book")
_HEADS = {"center": "centred", "left": "left"}
# As CSS writes them, with commas or without, and opaque.
_COMMA, _OPAQUE = r"(?:\s*,\s*|\s+)", r"(?:\s*[,/]\s*(?:1(?:\.0*)?|100%))?"
_TO_255, _TO_100 = r"(\d{1,2}|1\d\d|2[0-4]\d|25[0-5])", r"(\d{1,2}|100)%"
_RGB = lazy(rf"rgba?\(\s*{_TO_255}{_COMMA}{_TO_255}{_COMMA}{_TO_255}{_OPAQUE}\s*\)", re.IGNORECASE)
_HSL = lazy(rf"hsla?\(\s*(\d{{1,3}})(?:deg)?{_COMMA}{_TO_100}{_COMMA}{_TO_100}{_OPAQUE}\s*\)", re.IGNORECASE)
# Typst's space between lines is from the line below to the capitals of the next, which are about so high, in ems.
_CAPITALS = 0.66
_SIDES = ("top_margin", "right_margin", "bottom_margin", "left_margin")


# What makes our value of theirs, or "" of what cannot be said here, and the words that can be, or how they are written.
_Reader: TypeAlias = tuple[Callable[[str], str], Mapping[str, str] | str]


def _fitting(to: type) -> _Reader:
    """What leaves a value as it is where it is one of that type."""
    return lambda text: text if re.fullmatch(to.PATTERN, text) else "", to.HINT  # type: ignore[attr-defined]


def _of(known: Mapping[str, str]) -> _Reader:
    return lambda text: known.get(text, ""), known


def _switch(on: str, off: str) -> _Reader:
    """What YAML calls true and false, in RenderCV's version of it."""
    words = {"true": on, "yes": on, "on": on, "false": off, "no": off, "off": off}
    return lambda text: words.get(text.casefold(), ""), {"true": on, "false": off}


def _length(text: str) -> str:
    """A length as we write it: "20 mm" -> "20mm"."""
    return _fitting(Length)[0](re.sub(r"(?<=\d)\s+(?=[a-z])", "", text))


def _colour(text: str) -> str:
    """A colour in hexadecimal: "rgb(0, 79, 144)" -> "#004f90", "Black" -> "#000000"; "" for what is none."""
    if found := _RGB.fullmatch(text):
        return "#" + "".join(f"{int(each):02x}" for each in found.groups())
    if found := _HSL.fullmatch(text):
        hue, saturation, light = (int(each) for each in found.groups())
        shares = colorsys.hls_to_rgb(hue / 360 % 1, light / 100, saturation / 100)
        return "#" + "".join(f"{round(255 * each):02x}" for each in shares)
    bare = f"#{text}" if text[:1] != "#" else text
    return Colour.named().get(text.casefold()) or _fitting(Colour)[0](bare)


def _leading(spacing: str, size: str = "") -> str:
    """The height of a line, in sizes of the text: "0.7em" between lines is "1.36"; "" for what is no length."""
    if not (spacing := _length(spacing)):
        return ""
    space, text = Length(spacing), Length(size or "10pt")
    sizes = text.number * Length.POINTS.get(text.unit, 10) or 10
    ems = space.number * Length.POINTS[space.unit] / sizes if space.unit in Length.POINTS else space.number
    return _fitting(Ratio)[0](f"{ems + _CAPITALS:.3g}")


_A_LENGTH: _Reader = (_length, Length.HINT)
_A_COLOUR: _Reader = (_colour, 'write "#004f90", rgb(0, 79, 144), hsl(207, 100%, 28%) or a name of CSS: navy')
_SMALL_CAPS = "typography.small_caps.section_titles"
_DATES = "entries.date_and_location_width"
# RenderCV's key, and ours with what reads it; those of `_LAST` are read once all else is known.
_VALUES: dict[str, tuple[str, _Reader]] = {
    "theme": ("extends", _of(_THEMES)),
    "page.size": ("page", _of({"a4": "a4", "us-letter": "letter"})),
    **{f"page.{side}": (side, _A_LENGTH) for side in _SIDES},
    "colors.body": ("ink", _A_COLOUR),
    "colors.section_titles": ("accent", _A_COLOUR),
    "entries.highlights.bullet": ("bullet", _fitting(Bullet)),
    "highlights.bullet": ("bullet", _fitting(Bullet)),
    "typography.font_family": ("font", _fitting(Family)),
    "typography.font_family.body": ("font", _fitting(Family)),
    "typography.font_size.body": ("size", _A_LENGTH),
    "typography.font_size.name": ("name_size", _A_LENGTH),
    "typography.alignment": ("justify", _of(_JUSTIFIED)),
    "section_titles.type": ("headings", _of(_TITLES)),
    "section_titles.space_above": ("section_gap", _A_LENGTH),
    "header.alignment": ("head", _of(_HEADS)),
    "header.photo_width": ("photo_width", _A_LENGTH),
    "header.photo_position": ("photo", _of({"left": "left", "right": "right"})),
    "links.underline": ("links", _switch("underlined", "coloured")),
    "page.show_footer": ("footer", _switch("centred", "none")),
    "sections.space_between_regular_entries": ("entry_gap", _A_LENGTH),
    "sections.space_between_text_based_entries": ("gap", _A_LENGTH),
    _DATES: ("date_width", _A_LENGTH),
    "typography.line_spacing": ("leading", (_leading, Length.HINT)),
    "colors.links": ("accent", _A_COLOUR),
    # As RenderCV 1 had them.
    "page_size": ("page", _of({"a4paper": "a4", "letterpaper": "letter"})),
    "font": ("font", _fitting(Family)),
    "font_size": ("size", _A_LENGTH),
    "color": ("accent", _A_COLOUR),
    "text_alignment": ("justify", _of(_JUSTIFIED)),
    **{f"margins.page.{side.removesuffix('_margin')}": (side, _A_LENGTH) for side in _SIDES},
    _SMALL_CAPS: ("headings", _switch("small-caps", "rule")),
}
_TITLE_COLOUR = "colors.section_titles"
# In this order: titles have their colour by their form, and links that of titles.
_LAST = ("typography.line_spacing", _DATES, _SMALL_CAPS, _TITLE_COLOUR, "colors.links")
_KEYS = "`cvgen schema look` lists what a look can say"


def recipe(design: Mapped, visit: Visit) -> Values:
    """The keys `look` and `page` of a recipe, as far as the design says what they hold."""
    found: Values = {}
    for name, key, value in sorted(_leaves(design, ""), key=_turn):
        if name not in _VALUES:
            near = nearly(name, _VALUES)
            message, hint = f"design: {name} has no meaning here", f"did you mean {near}?" if near else _KEYS
            visit.problems.warn("left-aside", f"{message}, so it is left aside", key.at, hint)
        elif said := _said(name, value, words(found.get("size")), visit):
            if name == "colors.links":
                _links(said, key, found, visit)
            elif name == _TITLE_COLOUR:
                _titles(said, key, found, visit)
            elif name == _DATES and words(found.get("extends")) != _THEMES["moderncv"]:
                message = f"design: {name} is left aside: dates at the right take the room that they need"
                visit.problems.warn(
                    "left-aside", message, key.at, "`look: {dates: left, date_width: …}` gives them a column"
                )
            elif name == _SMALL_CAPS:
                _small_caps(said, key, found, visit)
            else:
                found[_VALUES[name][0]] = Scalar(said, value.at)
    margins = {side: found.pop(side) for side in _SIDES if side in found}
    if margins:
        sides = " ".join(words(margins[side]) if side in margins else "2cm" for side in _SIDES)
        found["margins"] = Scalar(sides, next(iter(margins.values())).at)
    if "extends" in found and "page" not in found:  # as a theme prints there; a document's own paper wins
        found["paper"] = Scalar("letter", found["extends"].at)
    page = {"page": found.pop("page")} if "page" in found else {}
    return page | ({"look": mapped(found, design.at)} if found else {})


def _turn(leaf: tuple[str, Scalar, Value]) -> int:
    """When a value is read."""
    return _LAST.index(leaf[0]) + 1 if leaf[0] in _LAST else 0


def _said(name: str, value: Value, size: str, visit: Visit) -> str:
    """Our value of one of theirs; "", with a warning that says what can be, for one that cannot be used here."""
    text = words(value)
    ours, (read, known) = _VALUES[name]
    said = _leading(text, size) if ours == "leading" else read(text)
    hint = known if isinstance(known, str) else meant(text, known, "what is read")
    if read is _colour and (near := nearly(text.casefold(), Colour.named(), least=3)):
        hint = f"did you mean {near}?"
    limits = bounds(PageLook, "margins" if ours in _SIDES else ours)
    if said and (limits is None or limits.hold(Ratio(said) if ours == "leading" else Length(said))):
        return said
    if said:
        hint = f"{ours} may be {limits}" if ours not in _SIDES else f"it may be {limits}"
    message = f"design: {name} cannot be {text or 'a list'} here, so it is left aside"
    visit.problems.warn("left-aside", message, value.at, hint)
    return ""


def _titles(colour: str, key: Scalar, look: Values, visit: Visit) -> None:
    """The colour of headings, where they are of a form that has one; of others it is said that they have none."""
    form = words(look.get("headings"))
    coloured = form not in ("rule", "plain") if form else words(look.get("extends")) in _IN_COLOUR
    if coloured:
        look["accent"] = Scalar(colour, key.at)
    elif colour != words(look.get("ink")):
        message = f"design: {_TITLE_COLOUR} is left aside: headings of the form {form or 'rule'} have the text's colour"
        visit.problems.warn("left-aside", message, key.at, "`look: {headings: colour, accent: …}` has them in a colour")


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


def _small_caps(form: str, key: Scalar, look: Values, visit: Visit) -> None:
    """Headings have one form: where their lines and their place have said it, small capitals are left aside."""
    if form != "small-caps":
        return
    if said := words(look.get("headings")):
        message = f"design: {_SMALL_CAPS} is left aside: headings are of the form {said}"
        visit.problems.warn("left-aside", message, key.at, _KEYS)
    else:
        look["headings"] = Scalar(form, key.at)


def _leaves(value: Mapped, above: str) -> Iterator[tuple[str, Scalar, Value]]:
    """Each value that is no mapping, with its whole name and its key: "page.size"."""
    for key, inner in value.pairs:
        if isinstance(inner, Mapped):
            yield from _leaves(inner, f"{above}{key.text}.")
        elif filled(inner):
            yield f"{above}{key.text}", key, inner
