"""What a document may be at most, and the dated rules of offices that say so."""

from enum import StrEnum
from typing import ClassVar, Self

from cvgen.model.dates import Date
from cvgen.model.errors import Position
from cvgen.model.record import Placed, replace
from cvgen.model.word import Word


class Distance(str):
    """A length on paper: "11pt"."""

    __slots__ = ()
    PATTERN: ClassVar = r"[0-9]{1,3}(?:\.[0-9]{1,3})?(?:pt|mm|cm|in)"
    HINT: ClassVar = "write a number and one of pt, mm, cm, in: 11pt"

    @property
    def points(self) -> float:
        """In points, of which an inch has 72."""
        number = self.rstrip("ptmcin")
        return float(number) * {"pt": 1, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72}[self.removeprefix(number)]


class PageCount(int):
    """So many pages: 2, also typed "2 pages"."""

    PATTERN: ClassVar = r"[0-9]{1,4}(?: +pages?)?"
    HINT: ClassVar = "write 2, or 2 pages"

    def __new__(cls, typed: str | int) -> Self:
        """The number of a text that fits."""
        return super().__new__(cls, str(typed).partition(" ")[0])

    @property
    def amounts(self) -> tuple[float, ...]:
        """How many, for what has bounds."""
        return (self,)


class Limits(Placed):
    """What a document may be at most; what is not said is not limited. Tables go by the names of sections.

    `from_` names rules of offices, over which what stands here wins.
    """

    SCALAR: ClassVar[str] = "from"
    SEQUENCE: ClassVar[str] = "from"
    from_: tuple[Word, ...] = ()
    pages: PageCount | None = None
    words: int | None = None
    characters: tuple[tuple[str, int], ...] = ()
    item_characters: tuple[tuple[str, int], ...] = ()
    items: tuple[tuple[str, int], ...] = ()
    font_size: Distance | None = None
    fonts: tuple[tuple[str, Distance], ...] = ()
    margins: Distance | None = None
    lines_per_inch: int | None = None
    links: bool | None = None
    phone: bool | None = None
    address: bool | None = None
    metrics: bool | None = None
    at: Position | None = None

    @property
    def on_paper(self) -> bool:
        """Whether any of them can be seen only in the pages as they are laid out."""
        sizes = (self.font_size, self.fonts, self.margins, self.lines_per_inch)
        return self.pages is not None or self.links is False or any(sizes)

    def over(self, base: "Limits") -> "Limits":
        """These, with what they do not say from others; a table of sections is laid on theirs."""
        said = {name: value for name in self.__struct_fields__ if (value := getattr(self, name)) not in (None, ())}
        for table in ("characters", "item_characters", "items"):
            said[table] = tuple((dict(getattr(base, table)) | dict(getattr(self, table))).items())
        return replace(base, **said)


class Sureness(StrEnum):
    """How well a rule is known: read on the office's own page, reported by others, or remembered."""

    READ = "read"
    REPORTED = "reported"
    REMEMBERED = "remembered"


class Rule(Placed):
    """Limits of an office: `of` a document of its, or of all; where that is said, when somebody looked, how sure."""

    limits: Limits
    source: str
    date: Date
    sure: Sureness
    of: str = ""
    at: Position | None = None
