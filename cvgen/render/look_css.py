"""A look's values -> CSS: custom properties for page and paper, and the rules of the forms that were chosen.

The rules stand in templates/html/forms.css, each under a comment that names its form: `/* headings: rule */`.
"""

import bisect
import json
import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import lru_cache
from itertools import chain
from pathlib import Path

from cvgen.model import typed
from cvgen.model.choices import Layout
from cvgen.model.document import Document, listings
from cvgen.model.errors import Problems
from cvgen.model.locale import Locale
from cvgen.model.look import Colour, DatePlace, FooterForm, HeadForm, Length, PageLook
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.text import plain
from cvgen.render import contact_lines, name_fit, wrapping
from cvgen.render.paper import fonts
from cvgen.theme import OURS, Resource, Theme

_WIDE_LABEL = lazy(wrapping.WIDE_LABEL)
# How wide a digit is, and two brackets with a space behind them, in ems: as in the widest of the fonts.
_DIGIT, _BRACKETS = 0.56, 0.9
# The letters of the longest date for which room is made: "September 2016".
_LONGEST_DATE = 14
_FORM = lazy(r"^/\* (\w+): ([\w-]+) \*/$", re.MULTILINE)
# What stands in for a family that a reader's machine lacks, and the width of the family's space (its advance in em).
_FAMILIES = {
    "Source Serif Pro": ('"Source Serif 4", Charter, "Bitstream Charter", Cambria, Georgia, serif', ".233em"),
    "Source Sans Pro": ('"Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif', ".2em"),
    "Spectral": ('"Source Serif Pro", Charter, Georgia, serif', ".25em"),
    "Fira Sans": ('"Source Sans Pro", "Segoe UI", "Helvetica Neue", Arial, sans-serif', ".265em"),
}
_USUAL = ("serif", ".23em")
# Between a sidebar and what stands beside it, and the share of the colour that its ground has.
GUTTER, _TINT = "8mm", 0.08
# The room for a sign before points that is two characters; that of one stands in base.css.
_WIDE_BULLET = "1.6em"
# The longest word that every phone has on one line of a name.
_SHORT_WORD = 12
# A word of as many letters fits into every head on paper; so does one that takes no more than this of its room.
_LONG_WORD, _SURE = 16, 0.9
# The ground of a page in the dark, as base.css has it, and what text on it must reach (WCAG 2.2, 1.4.6 asks for 7 : 1).
_DARK, _READABLE, _TEXT = "#191816", 7.0, 13.0
# What a colour of somebody's choice must reach on the light page.
_LEAST = 4.5


class Place(Enum):
    """Where a document is shown; a browser prints a sidebar elsewhere on a sheet than it stands on paper."""

    PAPER, PAGE, FRAGMENT = range(3)


def sheet(document: Document, theme: Theme, place: Place = Place.PAPER, own: Callable[[str], str] = str) -> str:
    """All CSS of a document: the structure, its look, the look's own rules or the style's, then the user's.

    What a fragment takes from the page around it stands before the user's, of which `own` makes what is sent.
    """
    look = document.look
    sheets = _sheets(theme, document.style, own)
    turned: Callable[[str], str] = str
    if document.locale.right_to_left:
        from cvgen.render import mirroring

        turned = mirroring.css
    (path, structure), *styled = sheets
    base, fragment = path.stem == "base", place is Place.FRAGMENT
    inherited = fragment and not _coloured(look, sheets)
    cards = any(each.layout is Layout.CARDS for each in listings(document.sections))
    first = [
        structure,
        *_sources(theme, {"colours": base and path.is_relative_to(OURS) and not inherited, "cards": cards}),
    ]
    first += _measured(document) if base else ()
    rules = [css for path, css in styled if path.is_relative_to(OURS)]
    theirs = [css for path, css in styled if not path.is_relative_to(OURS)]
    if look and base:
        name = look.extends.text if look.extends else ""
        extended = sheets
        if name != document.style:
            extended = _sheets(theme, name, own) if theme.has(Resource.STYLE, name) else ()
        rules = [css for each, css in extended if each != path and css not in theirs]
        look = replace(
            look, label_width=label_width(document), date_width=date_width(document), name_size=name_fit.size(document)
        )
        named = name_fit.asked(document)
        first += _look(look, theme.source(Resource.TEMPLATE, "html/forms.css"), place, named)
    hosted = _sources(theme, {"fragment": fragment, "fragment_colours": inherited})
    return "\n".join([*map(turned, [*first, *rules, *hosted]), *theirs])


def _sources(theme: Theme, parts: dict[str, bool]) -> list[str]:
    """The sheets of these names that are wanted."""
    return [theme.source(Resource.TEMPLATE, f"html/{name}.css") for name, wanted in parts.items() if wanted]


def _coloured(look: PageLook | None, sheets: tuple[tuple[Path, str], ...]) -> bool:
    """Whether the user asked for the colour of headings and links, by a look or a style sheet."""
    own = any("--accent" in css for path, css in sheets if not path.is_relative_to(OURS))
    return own or bool(look and look.coloured)


def _sheets(theme: Theme, style: str, own: Callable[[str], str]) -> tuple[tuple[Path, str], ...]:
    """The files of a style, what is extended first, with their CSS, which `own` makes ready where it is the user's."""
    return tuple((path, css if path.is_relative_to(OURS) else own(css)) for path, css in theme.sheets(style))


def label_width(document: Document) -> Length | None:
    """The width of labels: the look's, or what "[123]" needs, so that its first line begins where the others do."""
    said = document.look.label_width if document.look else None
    numbered = (each.items for each in listings(document.sections) if each.layout is Layout.LABELS and each.items)
    ends = (plain(items[at].label) for items in numbered for at in (0, -1))  # numbers run up or down
    longest = max((len(label) for label in ends if _WIDE_LABEL.fullmatch(label)), default=0)
    needed = _DIGIT * (longest - len("[]")) + _BRACKETS
    usual = said or Length("2.2em")
    return Length(f"{needed:.2f}em") if longest and usual.unit == "em" and usual.number < needed else said


def date_width(document: Document) -> Length | None:
    """The width of dates at the left: the look's, or what "Sept. 2016" needs, which is never broken."""
    look = document.look or PageLook()
    if look.dates is not DatePlace.LEFT:
        return look.date_width
    sides = (plain(item.side) for each in listings(document.sections) for item in each.items)
    longest = max((len(word) for side in sides for word in side.split(" ")), default=0)
    size = contact_lines.points(look.size or "10pt", 12)
    needed = _DIGIT * min(longest, _LONGEST_DATE) + 1
    narrow = contact_lines.points(look.date_width or "41mm", size) < needed * size
    return Length(f"{needed:.2f}em") if narrow else look.date_width


def _measured(document: Document) -> Iterator[str]:
    """What hangs on a document's words: its foot, and how long a word of its name is that may not fit on a phone.

    On paper a word that may be wider than the head is broken; where none is, the engine does not ask for each letter.
    """
    yield from _foot(document)
    head = document.header
    places = (each for place in head.affiliations for each in (place.title, *place.lines))
    texts = chain(((head.name,), head.headline), places, (each.content for each in head.contacts))
    words = (word for text in texts for word in plain(text).split() if len(word) > _LONG_WORD)
    look, room = document.look or PageLook(), contact_lines.room(document)
    if any(contact_lines.width(word, look) > _SURE * room for word in words):
        yield "@media print { header { overflow-wrap: anywhere } }"
    longest = max(map(len, document.header.name.replace("-", "- ").split()), default=0)
    if longest > _SHORT_WORD:
        yield f"@media screen {{ :root {{ --longest: {longest} }} }}"


def _foot(document: Document) -> Iterator[str]:
    """The words in the foot of a page, where they are others than in the structure."""
    phrase = document.locale["titles.page-of"]
    if phrase != Locale()["titles.page-of"]:
        parts = re.split(r"(\{[01]\})", f" · {phrase}")
        counters = {"{0}": "counter(page)", "{1}": "counter(pages)"}
        words = (counters.get(part) or json.dumps(part, ensure_ascii=False) for part in parts if part)
        yield f"@page {{ @bottom-center {{ content: string(name) {' '.join(words)} }} }}"


def _look(look: PageLook, forms: str, place: Place, named: Length | None) -> Iterator[str]:
    """The chosen forms, then the values; a screen has room of its own for a name of the size that was asked for."""
    known, on = _forms(forms), {True: "on", False: "off", None: ""}
    column = "margin" if place is Place.PAPER else "beside"
    chosen = {
        "headings": look.headings, "dates": look.dates, "head": look.head, "photo": look.photo, "links": look.links,
        column: look.sidebar if look.beside else "", "column": on[look.beside],
        "justify": on[look.justify], "hyphenate": on[look.hyphenate], "numerals": look.numerals,
    }  # fmt: skip
    yield from (known.get((name, value or ""), "") for name, value in chosen.items())
    if look.bullet not in (None, "•"):
        yield f".bullets {{ list-style-type: {_quoted(f'{look.bullet} ')} }}"
    yield ":root {\n" + "".join(f"  {name}: {value};\n" for name, value in _values(look)) + "}"
    yield "@media print {\n" + "".join(_paper(look, browser=place is not Place.PAPER)) + "}"
    asked = {"--accent": (look.accent, _READABLE), "--ink": (look.ink, _TEXT), "--quiet": (look.quiet, _READABLE)}
    either: Callable[[str, str], str] = _by_letters if place is Place.FRAGMENT else "light-dark({}, {})".format
    values = {name: either(value, in_the_dark(value, least)) for name, (value, least) in asked.items() if value}
    if look.accent:
        values["--on-accent"] = either(on_colour(look.accent), on_colour(in_the_dark(look.accent)))
    if look.name_size != named:
        values["--name-size"] = named or name_fit.USUAL
    if look.rule:
        values["--rule"] = f"light-dark({look.rule}, color-mix(in srgb, {look.rule} 28%, {_DARK}))"
    yield "@media screen { :root { " + "; ".join(f"{name}: {value}" for name, value in values.items()) + " } }"
    if place is Place.FRAGMENT and look.head is HeadForm.BANNER and look.accent:
        yield f"header {{ --accent: {look.accent}; --on-accent: {on_colour(look.accent)} }}"


def _by_letters(light: str, dark: str) -> str:
    """The one of two colours that is read beside the letters of the page around, which need not say whether it is dark.

    The dark page's, where these are lighter than mid-grey.
    """
    pairs, dark_around = zip(_channels(light), _channels(dark), strict=True), "clamp(0, r + g + b - 382, 1)"
    return f"rgb(from currentcolor {' '.join(f'calc({a} + {b - a} * {dark_around})' for a, b in pairs)})"


@lru_cache(maxsize=4)
def _forms(css: str) -> dict[tuple[str, str], str]:
    """The rules of each form by its name: ("headings", "bar")."""
    _, *parts = _FORM.split(css)
    return {(parts[i], parts[i + 1]): parts[i + 2].strip() for i in range(0, len(parts), 3)}


def _values(look: PageLook) -> Iterator[tuple[str, str]]:
    named: dict[str, str | None] = {
        "accent": look.accent, "ink": look.ink, "quiet": look.quiet, "rule": look.rule, "gap": look.gap,
        "entry-gap": look.entry_gap,
        "section-gap": look.section_gap, "hang": look.label_width, "name-size": look.name_size,
        "photo-width": look.photo_width, "sidebar-width": look.sidebar_width if look.beside else None,
        "date-width": look.date_width, "measure": look.measure,
        "bullet": _WIDE_BULLET if len(look.bullet or "") > 1 else None,
    }  # fmt: skip
    if look.accent:
        named["on-accent"] = Colour(on_colour(look.accent))
    if look.font:
        others, space = _instead(look)
        named |= {"font": f'"{look.font}", {others}', "space": space}
        named["marks"] = others if look.font in fonts.SMALL_DAGGERS else None
    # In calc() nothing is 0 without its unit (CSS Values, section 10.1).
    yield from ((f"--{name}", "0em" if value == "0" else value) for name, value in named.items() if value)


def _instead(look: PageLook) -> tuple[str, str]:
    """The families that stand in for the look's, where it is not there, and how wide its space is."""
    family = look.font or "Source Serif Pro"
    if family in _FAMILIES or not look.stand_in:
        return _FAMILIES.get(family, _USUAL)
    return f'"{look.stand_in}", {_FAMILIES[look.stand_in][0]}', _USUAL[1]


def spacing(look: PageLook) -> float:
    """How wide the space of a look's font is, in em."""
    return float(_instead(look)[1].removesuffix("em"))


def _quoted(text: str) -> str:
    """A string of CSS; what could end it, or the style sheet's element, is written by its number."""
    return '"' + "".join(f"\\{ord(char):x} " if char in '"\\<&' else char for char in text) + '"'


def _paper(look: PageLook, *, browser: bool) -> Iterator[str]:
    """Sizes and margins; the boxes in the margin inherit nothing, so that their values stand in full."""
    space = max(spacing(look), fonts.SPACE)
    yield f"  :root {{ --tint: {tint(look.accent or '#1b1b1b')}; --space: {space}em }}\n"
    if look.size or look.leading:
        yield f"  html {{ font-size: {look.size or '10pt'}; line-height: {look.leading or '1.29'} }}\n"
    if look.margins:
        yield f"  @page {{ margin: {look.margins} }}\n"
    if look.beside and not browser:
        yield f"  @page {{ {_column(look)} }}\n"
    family = look.font or "Source Serif Pro"
    font = f'font: 8.2pt "{family}", {_instead(look)[0]}'
    place = f"{font}; color: {look.quiet or '#555'}; vertical-align: top; padding-top: 4.5mm"
    match look.footer:
        case FooterForm.SPREAD:
            yield "  @page { @bottom-center { content: none }"
            yield f" @bottom-left {{ content: string(name); {place} }}"
            yield f' @bottom-right {{ content: counter(page) " / " counter(pages); white-space: nowrap; {place} }} }}\n'
        case FooterForm.NUMBER:
            yield f"  @page {{ @bottom-center {{ content: counter(page); {place} }} }}\n"
        case FooterForm.NONE:
            yield "  @page { @bottom-center { content: none } }\n"
        case _:
            yield f"  @page {{ @bottom-center {{ {place} }} }}\n"


def _column(look: PageLook) -> str:
    """The place of the sidebar in the margin, whose three boxes are its ground on all pages; they overlap by a hair."""
    side, width = look.sidebar, look.sidebar_width or "62mm"
    apart = f"0 {GUTTER} 0 0" if side == "left" else f"0 0 0 {GUTTER}"
    fill = f'{{ content: ""; z-index: -1; background: {tint(look.accent or "#1b1b1b")}; margin: {apart}'
    over = "margin-top: -1px; margin-bottom: -1px"
    boxes = f"@top-{side}-corner {fill} }} @{side}-middle {fill}; {over} }} @bottom-{side}-corner {fill} }}"
    return f"margin-{side}: calc({width} + {GUTTER}); {boxes}"


def tint(colour: str) -> str:
    """A colour so light that text on it is read as on white: "#1f3a5f" -> "#edeff2"."""
    return "#" + "".join(f"{round(255 - (255 - each) * _TINT):02x}" for each in _channels(colour))


def in_the_dark(colour: str, least: float = _READABLE) -> str:
    """A colour mixed with white until it can be read on the dark page: "#1f3a5f" -> a light blue."""
    channels, ground = _channels(colour), _channels(_DARK)

    def mixed(share: int) -> tuple[int, ...]:
        return tuple(round(each + (255 - each) * share / 100) for each in channels)

    share = bisect.bisect_left(range(100), least, key=lambda share: contrast(mixed(share), ground))
    return "#" + "".join(f"{each:02x}" for each in mixed(share))


def tried(look: PageLook, problems: Problems) -> None:
    """Warn of each colour of words that cannot be read well on the light page: WCAG 2.2, 1.4.3 asks for 4.5 : 1."""
    ground = tint(look.accent) if look.accent and look.beside else "#ffffff"
    for name in ("accent", "ink", "quiet"):
        colour = getattr(look, name)
        if colour and (found := contrast(_channels(colour), _channels(ground))) < _LEAST:
            where = "its sidebar" if look.beside else "white"
            ratio = f"{int(found * 100) / 100} : 1"
            message = f"{name} {colour} has a contrast of {ratio} on {where}, where text needs {_LEAST} : 1"
            hint = f"{darker(colour, ground)} is of the same hue and can be read; the page has what you chose"
            problems.warn("faint-colour", message, typed.place(colour, look.at), hint, name)


def darker(colour: str, ground: str) -> str:
    """The lightest colour of the same hue that can be read on a light ground: "#ffd400" -> "#826c00"."""
    channels, below = _channels(colour), _channels(ground)

    def shaded(share: int) -> tuple[int, ...]:
        return tuple(each * (255 - share) // 255 for each in channels)

    share = bisect.bisect_left(range(256), _LEAST, key=lambda share: contrast(shaded(share), below))
    return "#" + "".join(f"{each:02x}" for each in shaded(share))


def on_colour(colour: str) -> str:
    """White or black, whichever is read better on a colour."""
    white = contrast(_channels("#fff"), _channels(colour))
    return "#fff" if white > contrast(_channels("#000"), _channels(colour)) else "#000"


def _channels(colour: str) -> tuple[int, ...]:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(2 * each for each in colour[1:])
    return tuple(int(digits[i : i + 2], 16) for i in (0, 2, 4))


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(channels: tuple[int, ...]) -> float:
    shares = (each / 255 for each in channels)
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
