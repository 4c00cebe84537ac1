"""A look as values: fonts, sizes, colours, gaps, and the form of headings, dates and head, for any engine that prints.

A file of styles/looks/ and the key `look:` of a recipe hold the same record; what one does not say it takes from the
look that it extends. render/look_css.py makes CSS of it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from cvgen.model.choices import PaperSize
from cvgen.model.errors import Position
from cvgen.model.limits import PageCount
from cvgen.model.record import Placed, Record, replace
from cvgen.model.typed import Typed
from cvgen.model.word import Word


class Colour(Typed):
    """A colour as CSS writes it in hexadecimal, "#7a1f2b"; its name in CSS may be typed."""

    __slots__ = ()
    PATTERN: ClassVar = r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})"
    HINT: ClassVar = 'write it as "#7a1f2b", in quotes, since # begins a comment, or as CSS calls it: navy'

    @staticmethod
    def named() -> Mapping[str, str]:
        """The values that have a name: {"navy": "#000080"}."""
        from cvgen.model.colours import NAMES

        return NAMES


class Length(str):
    """A length with its unit: "10pt"."""

    __slots__ = ()
    PATTERN: ClassVar = r"(?:[0-9]{1,3}(?:\.[0-9]{1,3})?|\.[0-9]{1,3})(?:pt|mm|cm|in|em|rem)|0"
    HINT: ClassVar = "write a number and one of pt, mm, cm, in, em, rem: 10pt"
    POINTS: ClassVar = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}

    @property
    def unit(self) -> str:
        """Its unit; "" for 0."""
        return self.lstrip("0123456789.")

    @property
    def number(self) -> float:
        """How many of its unit it is."""
        return float(self.removesuffix(self.unit))

    @property
    def amounts(self) -> tuple[float, ...]:
        """In points, for what has bounds; an em is then that of text of 12pt, which a browser's is."""
        return (self.number * self.POINTS.get(self.unit, 12),)


class Margins(str):
    """One to four lengths, from the top clockwise: "17mm 20mm 18mm"."""

    __slots__ = ()
    PATTERN: ClassVar = rf"(?:{Length.PATTERN})(?: +(?:{Length.PATTERN})){{0,3}}"
    HINT: ClassVar = "write one to four lengths, from the top clockwise: 17mm 20mm 18mm"

    @property
    def amounts(self) -> tuple[float, ...]:
        """Each in points."""
        return tuple(amount for each in self.split() for amount in Length(each).amounts)


class Ratio(str):
    """A plain number: "1.29"."""

    __slots__ = ()
    PATTERN: ClassVar = r"[0-9](?:\.[0-9]{1,3})?|\.[0-9]{1,3}"
    HINT: ClassVar = "write a number such as 1.3"

    @property
    def amounts(self) -> tuple[float, ...]:
        """The number."""
        return (float(self),)


class Family(Typed):
    """The name of a font family: "Source Serif Pro"."""

    __slots__ = ()
    PATTERN: ClassVar = r"[^\W_][\w .-]{0,60}"
    HINT: ClassVar = "write one name, such as Source Sans Pro"


class Bullet(str):
    """The sign before points: "•"."""

    __slots__ = ()
    # Neither space nor what is not seen: controls, joiners, marks of direction, halves of characters.
    PATTERN: ClassVar = (
        r"[^\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff]{1,2}"
    )
    HINT: ClassVar = "write one or two characters: •, –, ›"


class HeadingForm(StrEnum):
    """How the headings of sections stand out."""

    RULE = "rule"
    SMALL_CAPS = "small-caps"
    BAR = "bar"
    CENTRED = "centred"
    COLOUR = "colour"
    PLAIN = "plain"


class DatePlace(StrEnum):
    """Where the dates of entries stand on paper."""

    RIGHT = "right"
    LEFT = "left"
    INLINE = "inline"


class HeadForm(StrEnum):
    """How the head of the first page stands."""

    CENTRED = "centred"
    LEFT = "left"
    RULED = "ruled"
    BANNER = "banner"


class LinkForm(StrEnum):
    """How links look on paper; printed, their addresses stand behind their words."""

    COLOURED = "coloured"
    UNDERLINED = "underlined"
    PLAIN = "plain"
    PRINTED = "printed"


class FooterForm(StrEnum):
    """What stands at the foot of a page."""

    CENTRED = "centred"
    SPREAD = "spread"
    NUMBER = "number"
    NONE = "none"


class PhotoSide(StrEnum):
    """At which side of the head the photo stands."""

    RIGHT = "right"
    LEFT = "left"


class SidebarSide(StrEnum):
    """At which side of the paper the head and the sections of one's choice stand, beside all others."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"


class Density(StrEnum):
    """How closely all is set: compact is as tight as a step of `fit`."""

    NORMAL = "normal"
    COMPACT = "compact"


class Numerals(StrEnum):
    """The figures of running text; those of dates and labels are lining and tabular in any case."""

    LINING = "lining"
    OLD_STYLE = "old-style"


class Bounds(Record):
    """The least and the most that a value may be: beyond them no page can be read, or no line is left on the paper."""

    least: Length | Ratio | PageCount
    most: Length | Ratio | PageCount

    def __str__(self) -> str:
        """In words: "from 6pt to 20pt"."""
        return f"from {self.least} to {self.most}"

    def hold(self, value: Length | Margins | Ratio | PageCount) -> bool:
        """Whether a value is within them; of margins, each."""
        (least,), (most,) = self.least.amounts, self.most.amounts
        return all(least <= each <= most for each in value.amounts)


def bounds(cls: type, name: str) -> Bounds | None:
    """The bounds of a field's value; None where it has none."""
    found: Mapping[str, Bounds] = getattr(cls, "BOUNDS", {})
    return found.get(name)


class PageLook(Placed):
    """What a document looks like. What is not said is as in the look that it extends.

    With `fit`, the PDF is set tighter, within limits, until it has at most so many pages. `paper` holds where the
    document does not say its own. `stand_in` is the font of the look that it extends, for one that is not there, and
    `coloured` says whether the accent is the user's choice.
    """

    SCALAR: ClassVar[str] = "extends"
    # Within what a value must be; of margins, each.
    BOUNDS: ClassVar[Mapping[str, Bounds]] = {
        "size": Bounds(Length("6pt"), Length("20pt")),
        "leading": Bounds(Ratio("0.9"), Ratio("3")),
        "margins": Bounds(Length("0mm"), Length("65mm")),
        "measure": Bounds(Length("20rem"), Length("120rem")),
        "gap": Bounds(Length("0em"), Length("6em")),
        "entry_gap": Bounds(Length("0em"), Length("10em")),
        "section_gap": Bounds(Length("0em"), Length("10em")),
        "label_width": Bounds(Length("1em"), Length("14em")),
        "date_width": Bounds(Length("10mm"), Length("60mm")),
        "name_size": Bounds(Length("8pt"), Length("72pt")),
        "photo_width": Bounds(Length("10mm"), Length("80mm")),
        "sidebar_width": Bounds(Length("30mm"), Length("90mm")),
        "fit": Bounds(PageCount(1), PageCount(999)),
    }
    extends: Word | None = None
    font: Family | None = None
    size: Length | None = None
    density: Density | None = None
    leading: Ratio | None = None
    numerals: Numerals | None = None
    accent: Colour | None = None
    ink: Colour | None = None
    quiet: Colour | None = None
    rule: Colour | None = None
    paper: PaperSize | None = None
    margins: Margins | None = None
    measure: Length | None = None
    gap: Length | None = None
    entry_gap: Length | None = None
    section_gap: Length | None = None
    label_width: Length | None = None
    bullet: Bullet | None = None
    headings: HeadingForm | None = None
    dates: DatePlace | None = None
    date_width: Length | None = None
    head: HeadForm | None = None
    name_size: Length | None = None
    photo: PhotoSide | None = None
    photo_width: Length | None = None
    sidebar: SidebarSide | None = None
    sidebar_width: Length | None = None
    sidebar_sections: tuple[Word, ...] | None = None
    links: LinkForm | None = None
    footer: FooterForm | None = None
    justify: bool | None = None
    hyphenate: bool | None = None
    webfonts: bool | None = None
    fit: PageCount | None = None
    stand_in: Family | None = None
    coloured: bool | None = None
    at: Position | None = None

    @property
    def beside(self) -> bool:
        """Whether there is a sidebar."""
        return self.sidebar in (SidebarSide.LEFT, SidebarSide.RIGHT)

    def over(self, other: "PageLook") -> "PageLook":
        """This look with what it does not say taken from another one."""
        said = {name: value for name in self.__struct_fields__ if (value := getattr(self, name)) is not None}
        return replace(other, **said)

    def instead_of(self, other: "PageLook") -> "PageLook":
        """This look over another one, of which only what is no matter of looks holds where this one extends its own."""
        kept = PageLook(
            paper=other.paper, sidebar_sections=other.sidebar_sections, webfonts=other.webfonts, at=other.at
        )
        return self.over(kept if self.extends else other)

    def tighter(self, share: float) -> "PageLook":
        """The look with this share of the text's size; gaps shrink three times as much, what is between lines half."""
        loss = 1 - share
        return replace(
            self,
            size=_scaled(self.size or Length("10pt"), share, _SMALLEST),
            leading=Ratio(f"{max(_CLOSEST, float(self.leading or 1.29) * (1 - loss / 2)):.3f}"),
            gap=_scaled(self.gap or Length(".34em"), 1 - 3 * loss),
            entry_gap=_scaled(self.entry_gap, 1 - 3 * loss) if self.entry_gap else None,
            section_gap=_scaled(self.section_gap or Length("1.3em"), 1 - 3 * loss),
        )

    def dense(self) -> "PageLook":
        """The look as closely set as its density asks for."""
        return self.tighter(_COMPACT) if self.density is Density.COMPACT else self


# The share of the text's size that a compact look keeps.
_COMPACT = 0.9
# Below this, in points, no printed text is comfortable to read, and lines that are closer, in sizes of the text.
_SMALLEST, _CLOSEST = 8.0, 1.12


def _scaled(length: Length, share: float, least: float = 0) -> Length:
    """A length times a share; one on paper that is more than `least`, in points, is not made less."""
    bound = min(length.number, least / Length.POINTS[length.unit]) if length.unit in Length.POINTS else 0
    return Length(f"{max(length.number * share, bound):.3f}{length.unit or 'em'}")
