"""How documents are made and look: recipes, marks, dates, patterns, styles."""

from typing import ClassVar

from cvgen.model.choices import DateForm, Engine, Layout, Look, MarkForm, PageRange, PaperSize, When
from cvgen.model.dates import Date
from cvgen.model.errors import Position
from cvgen.model.formats import FORMATS, Format
from cvgen.model.forms import Language, Text
from cvgen.model.kinds import LIKE, Kind
from cvgen.model.limits import Limits, PageCount
from cvgen.model.look import PageLook
from cvgen.model.names import Initials, NameForm
from cvgen.model.query import Query
from cvgen.model.record import Placed, Record, replace
from cvgen.model.text import Written
from cvgen.model.word import Word


class MarkRule(Placed):
    """How a role prints: a look (bold, italic, underline or a symbol), its words in the legend, and when it holds."""

    SCALAR: ClassVar[str] = "look"
    look: tuple[Look, ...] = ()
    symbol: str = ""
    legend: Written | None = None
    meaning: Text = ""
    when: When = When.EVER
    grace: str = ""
    at: Position | None = None


class DateStyle(Placed):
    """How dates print: the form of a month, the dash of ranges, the words of open ends. Unset keys are inherited."""

    SCALAR: ClassVar[str] = "form"
    form: DateForm | None = None
    range: str | None = None
    present: str | None = None
    open: str | None = None
    join: str | None = None
    at: Position | None = None


class EntryPattern(Placed):
    """How an entry of one kind prints: its main text, what stands at the right margin, the lines under it."""

    SCALAR: ClassVar[str] = "main"
    main: str
    side: str = ""
    label: str = ""
    lines: tuple[str, ...] = ()
    line_sides: tuple[str, ...] = ()
    layout: Layout = Layout.ROWS
    at: Position | None = None


class Truncate(Placed):
    """Long author lists: more than `over` names are cut to the first ones; the owner stays, with the position."""

    SCALAR: ClassVar[str] = "over"
    over: int = 0
    first: int = 3
    last: int = 0
    at: Position | None = None


class Recipe(Placed):
    """A document: which content, seen by whom, in which style. It holds no facts."""

    title: Written = ()
    formats: tuple[Format, ...] = tuple(each for each in FORMATS.values() if each.usual)
    style: Word = Word("classic")
    look: PageLook | None = None
    reference: Word = Word("classic")
    entries: Word = Word("classic")
    patterns: tuple[tuple[str, EntryPattern], ...] = ()
    names: NameForm | None = None
    link_authors: bool = False
    authors: Truncate | None = None
    marks: tuple[tuple[str, MarkRule], ...] = ()
    glyphs: tuple[tuple[str, str], ...] = ()
    mark_form: MarkForm = MarkForm.SUPERSCRIPT
    mark_separator: str = ","
    legend_order: tuple[str, ...] = ()
    legend_join: str | None = None
    legend_end: str | None = None
    dates: DateStyle | None = None
    sections: tuple[Word, ...] | None = None
    where: Query | None = None
    photo: str = ""
    page: PaperSize | None = None
    max_pages: PageCount = PageCount(0)
    limits: Limits | None = None
    engine: Engine = Engine.WEASYPRINT
    as_of: Date | None = None
    lang: Language = "en"
    at: Position | None = None

    @property
    def paper(self) -> PaperSize:
        """The paper: the document's own, else its look's, else A4."""
        return self.page or (self.look and self.look.paper) or PaperSize.A4


class AuthorStyle(Record):
    """How lists of people are joined, and their names written; the `first` name may have another form."""

    separator: str = ", "
    last: str = ""
    pair: str = ""
    others: str = ""
    names: NameForm | None = None
    first: NameForm | None = None
    initials: Initials = Initials.SPACED


class LinkStyle(Record):
    """How the links of a paper print: "[{label}]" joined by ", ", with DOI, arXiv and the address among them or not."""

    form: str = "\\[{label}\\]"
    separator: str = ", "
    doi: bool = True
    eprint: bool = True
    url: bool = True


class ReferenceStyle(Placed):
    """A reference style as data: how each kind of work prints, once for all formats.

    A pattern is found by a work's kind or by its entry's type. `parts` are pieces of patterns: {+lead} stands for one.
    What a style does not say is as in the one that it `extends`. `behind` is for people who do not stand in front.
    """

    patterns: tuple[tuple[str, str], ...] = ()
    extends: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    names: NameForm = NameForm.INITIALS
    authors: AuthorStyle = AuthorStyle()
    behind: AuthorStyle | None = None
    truncate: Truncate = Truncate()
    links: LinkStyle = LinkStyle()
    pages: str = "–"
    page_range: PageRange = PageRange.WRITTEN
    at: Position | None = None

    def with_names(self, form: NameForm | None) -> "ReferenceStyle":
        """The style with all names in this form, if one is asked for."""
        if form is None:
            return self
        authors, behind = (
            replace(each, names=form, first=None) for each in (self.authors, self.behind or self.authors)
        )
        return replace(self, names=form, authors=authors, behind=behind)

    def pattern(self, kind: Kind, entry_type: str) -> str:
        """How a work prints: by what it is, else by its entry's type, else like the next kind, else as all others."""
        patterns = dict(self.patterns)
        found = patterns.get(kind) or patterns.get(entry_type)
        while not found and kind in LIKE:
            kind = LIKE[kind]
            found = patterns.get(kind)
        return found or patterns["default"]


class EntryStyle(Placed):
    """How each kind of entry prints, by kind."""

    patterns: tuple[tuple[str, EntryPattern], ...]
    at: Position | None = None
