"""RECORDS: what you wrote for documents: the header, the sections with their entries, the recipes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias

from cvgen.dates import Date
from cvgen.errors import Position
from cvgen.names import NameForm
from cvgen.source import DateLink, NamedLink, placed
from cvgen.text import Written


class Format(StrEnum):
    """What a document can be made into."""

    PDF = "pdf"
    HTML = "html"
    MD = "md"


class Direction(StrEnum):
    """Which way numbers run."""

    ASCENDING = "ascending"
    DESCENDING = "descending"


class When(StrEnum):
    """When a relation marks an author: from its start on for ever, or only while it held."""

    EVER = "ever"
    THEN = "then"


class DateForm(StrEnum):
    """How a month prints: "Sept. 2016", "Sep. 2016", "September 2016", "2016-09", "09/2016", "2016"; "13 August 2025", "Wed, March 1, 2023"."""

    AP = "ap"
    SHORT = "short"
    LONG = "long"
    ISO = "iso"
    NUMERIC = "numeric"
    YEAR = "year"
    DAY_FIRST = "day-first"
    WEEKDAY = "weekday"


class Page(StrEnum):
    """The paper."""

    A4 = "a4"
    LETTER = "letter"


class Form(StrEnum):
    """Where symbols stand behind a name: raised or on the line."""

    SUPERSCRIPT = "superscript"
    INLINE = "inline"


class Look(StrEnum):
    """How a marked name itself prints."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"


class Order(StrEnum):
    """The order of publications: newest or oldest first, as selected, or by title."""

    NEWEST = "newest"
    OLDEST = "oldest"
    GIVEN = "given"
    TITLE = "title"


class Grouping(StrEnum):
    """What makes headings within publications."""

    YEAR = "year"
    TYPE = "type"
    VENUE = "venue"


@dataclass(frozen=True, slots=True)
class Word:
    """A name of something elsewhere, with the place where it was typed."""

    SCALAR: ClassVar[str] = "text"
    text: str
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach the owner; `only` names the formats or documents that may show it."""

    SCALAR: ClassVar[str] = "value"
    value: str
    label: str = ""
    only: tuple[str, ...] = ()
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class SocialNetwork:
    """RenderCV's: a network's name and the user name there."""

    network: str
    username: str
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class Highlight:
    """A line under an entry, with a date of its own where it has one."""

    SCALAR: ClassVar[str] = "text"
    text: Written
    date: tuple[DateLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """What most entries share."""

    date: tuple[DateLink, ...] = ()
    start_date: Date | None = None
    end_date: Date | None = None
    ongoing: bool = False
    location: Written = ()
    summary: Written = ()
    highlights: tuple[Highlight, ...] = ()
    detail: Written = ()
    url: str = ""
    links: tuple[NamedLink, ...] = ()
    only: tuple[str, ...] = ()
    at: Position | None = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationEntry(Dated):
    """A degree."""

    KIND: ClassVar[str] = "education"
    KEYS: ClassVar[tuple[str, ...]] = ("institution",)
    institution: Written
    area: Written = ()
    degree: Written = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceEntry(Dated):
    """A position held somewhere."""

    KIND: ClassVar[str] = "experience"
    KEYS: ClassVar[tuple[str, ...]] = ("company", "position")
    company: Written = ()
    position: Written = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardEntry(Dated):
    """An award, written in place or taken from records.yaml."""

    KIND: ClassVar[str] = "award"
    KEYS: ClassVar[tuple[str, ...]] = ("award",)
    award: Written
    organization: Written = ()
    role: Written = ()
    venue: Written = ()
    note: Written = ()
    items: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkEntry(Dated):
    """A talk, written in place or taken from records.yaml."""

    KIND: ClassVar[str] = "talk"
    KEYS: ClassVar[tuple[str, ...]] = ("talk", "event")
    talk: Written = ()
    short_title: Written = ()
    kind: str = "Talk"
    event: Written = ()
    short_event: Written = ()
    host: Written = ()
    role: Written = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEntry(Dated):
    """Service in one role: reviewer for ICLR'22/23/24, NeurIPS'21."""

    KIND: ClassVar[str] = "service"
    KEYS: ClassVar[tuple[str, ...]] = ("service",)
    service: Written
    for_: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry(Dated):
    """A row about somebody: a mentee, a student, a member, with dates and papers."""

    KIND: ClassVar[str] = "person"
    KEYS: ClassVar[tuple[str, ...]] = ("person",)
    person: Written
    note: Written = ()
    papers: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantEntry(Dated):
    """A grant, written in place or taken from records.yaml."""

    KIND: ClassVar[str] = "grant"
    KEYS: ClassVar[tuple[str, ...]] = ("funder",)
    funder: Written
    title: Written = ()
    role: Written = ()
    with_: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationEntry(Dated):
    """RenderCV's publication typed in place; a bibliography serves better."""

    KIND: ClassVar[str] = "publication"
    KEYS: ClassVar[tuple[str, ...]] = ("title", "authors")
    title: Written
    authors: tuple[Written, ...]
    journal: Written = ()
    doi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneLineEntry(Dated):
    """A label and what belongs to it: "Scalable ML: zeroth-order optimization, …"."""

    KIND: ClassVar[str] = "one-line"
    KEYS: ClassVar[tuple[str, ...]] = ("label",)
    label: Written
    details: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalEntry(Dated):
    """Anything with a name and dates."""

    KIND: ClassVar[str] = "normal"
    KEYS: ClassVar[tuple[str, ...]] = ("name",)
    name: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletEntry(Dated):
    """A bullet."""

    KIND: ClassVar[str] = "bullet"
    KEYS: ClassVar[tuple[str, ...]] = ("bullet",)
    bullet: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedEntry(Dated):
    """A numbered line."""

    KIND: ClassVar[str] = "numbered"
    KEYS: ClassVar[tuple[str, ...]] = ("number",)
    number: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversedNumberedEntry(Dated):
    """A line numbered from the end of the list."""

    KIND: ClassVar[str] = "reversed-numbered"
    KEYS: ClassVar[tuple[str, ...]] = ("reversed_number",)
    reversed_number: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEntry(Dated):
    """A paragraph."""

    KIND: ClassVar[str] = "text"
    KEYS: ClassVar[tuple[str, ...]] = ("text",)
    SCALAR: ClassVar[str] = "text"
    text: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRef:
    """`{ref: uai-2022-award}`: a record of records.yaml stands here."""

    KEYS: ClassVar[tuple[str, ...]] = ("ref",)
    ref: str
    only: tuple[str, ...] = ()
    at: Position | None = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordQuery:
    """`{awards: mine}`, `{mentees: all}`: the records of that kind that concern the subject, newest first."""

    KEYS: ClassVar[tuple[str, ...]] = ("awards", "talks", "grants", "positions", "relations", "members", "bio", "news", "abstract")
    awards: str = ""
    talks: str = ""
    grants: str = ""
    positions: str = ""
    relations: str = ""
    members: str = ""
    bio: str = ""
    news: str = ""
    abstract: str = ""
    since: Date | None = None
    latest: int = 0
    kind: str = ""
    only: tuple[str, ...] = ()
    at: Position | None = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsEntry(Dated):
    """A news item of records.yaml; it has no keys of its own to be written in place."""

    KIND: ClassVar[str] = "news"
    KEYS: ClassVar[tuple[str, ...]] = ()
    news: Written
    id: str = ""


FullEntry: TypeAlias = (
    EducationEntry
    | ExperienceEntry
    | AwardEntry
    | TalkEntry
    | ServiceEntry
    | PersonEntry
    | GrantEntry
    | PublicationEntry
    | OneLineEntry
    | NormalEntry
    | BulletEntry
    | NumberedEntry
    | ReversedNumberedEntry
    | TextEntry
    | NewsEntry
)
Entry: TypeAlias = FullEntry | RecordRef | RecordQuery


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How dates print: the form of a month, the dash of ranges, the words of open ends. Unset keys are inherited."""

    SCALAR: ClassVar[str] = "form"
    form: DateForm | None = None
    range: str | None = None
    present: str | None = None
    open: str | None = None
    join: str | None = None
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands in front of each item: "R{n}" counting down, "T{n}" counting up; `continue` runs on across groups."""

    SCALAR: ClassVar[str] = "text"
    text: str = ""
    order: Direction = Direction.ASCENDING
    continue_: bool = False
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class Query:
    """Which publications: each key given must hold."""

    keywords: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    first_author: tuple[str, ...] = ()
    since: Date | None = None
    until: Date | None = None
    selected: bool | None = None
    published: bool | None = None
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicationGroup:
    """Publications under one heading: `select` lists keys in this order, or `where` asks for them."""

    title: Written = ()
    intro: Written = ()
    select: tuple[Word, ...] | None = None
    where: Query | None = None
    order: Order | None = None
    group_by: Grouping | None = None
    latest: int = 0
    labels: Labels | None = None
    reference: Word | None = None
    blurbs: tuple[tuple[str, Written], ...] = ()
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries under a heading of their own."""

    title: Written
    entries: tuple[Entry, ...] = ()
    intro: Written = ()
    labels: Labels | None = None
    dates: DateStyle | None = None
    only: tuple[str, ...] = ()
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class Section:
    """A section; a plain list under its title is its entries."""

    SEQUENCE: ClassVar[str] = "entries"
    title: Written = ()
    intro: Written = ()
    entries: tuple[Entry, ...] = ()
    groups: tuple[EntryGroup, ...] = ()
    publications: tuple[PublicationGroup, ...] = ()
    outro: Written = ()
    labels: Labels | None = None
    layout: str = ""
    dates: DateStyle | None = None
    only: tuple[str, ...] = ()
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class Cv:
    """The content: who, how to reach them, and the sections in order. What a person's record says is not repeated."""

    name: str = ""
    headline: Written = ()
    location: str = ""
    email: tuple[Contact, ...] = ()
    phone: tuple[Contact, ...] = ()
    website: tuple[Contact, ...] = ()
    links: tuple[NamedLink, ...] = ()
    social_networks: tuple[SocialNetwork, ...] = ()
    photo: str = ""
    positions: bool = False
    sponsors: tuple[str, ...] = ()
    sections: tuple[tuple[str, Section], ...] = ()
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class MarkRule:
    """How a role prints: a look (bold, italic, underline or a symbol), its words in the legend, and when it holds."""

    SCALAR: ClassVar[str] = "look"
    look: tuple[Look, ...] = ()
    symbol: str = ""
    legend: Written = ()
    meaning: str = ""
    when: When = When.EVER
    grace: str = ""
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class EntryPattern:
    """How an entry of one kind prints: its main text, what stands at the right margin, the lines under it."""

    SCALAR: ClassVar[str] = "main"
    main: str
    side: str = ""
    label: str = ""
    lines: tuple[str, ...] = ()
    line_sides: tuple[str, ...] = ()
    layout: str = "rows"
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class Truncate:
    """Long author lists: more than `over` names are cut to the first ones; the owner stays, with the position."""

    SCALAR: ClassVar[str] = "over"
    over: int = 0
    first: int = 3
    last: int = 0
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class Recipe:
    """A document: which content, seen by whom, in which style. It holds no facts."""

    title: Written = ()
    formats: tuple[Format, ...] = (Format.PDF, Format.HTML, Format.MD)
    style: Word = Word("classic")
    reference: Word = Word("classic")
    entries: Word = Word("classic")
    patterns: tuple[tuple[str, EntryPattern], ...] = ()
    names: NameForm | None = None
    link_authors: bool = False
    authors: Truncate | None = None
    marks: tuple[tuple[str, MarkRule], ...] = ()
    mark_form: Form = Form.SUPERSCRIPT
    mark_separator: str = ","
    legend_order: tuple[str, ...] = ()
    legend_join: str = "; "
    legend_end: str = "."
    dates: DateStyle | None = None
    sections: tuple[Word, ...] | None = None
    page: Page = Page.A4
    max_pages: int = 0
    as_of: Date | None = None
    lang: str = "en"
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a project: a keyword of its papers, shown as a sign with its label for those who cannot see it."""

    id: str
    label: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its teams are groups; a paper is a team's if one of the team's people is among the authors."""

    id: str
    name: str
    teams: tuple[Word, ...] = ()
    topics: tuple[Topic, ...] = ()
    url: str = ""
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class CvFile:
    """A file of a person, a group, a project or an event, whole; `page` is another word for `cv`."""

    person: Word = Word("")
    group: Word = Word("")
    project: Project | None = None
    event: Word = Word("")
    bibliography: tuple[Word, ...] = ()
    cv: Cv = Cv()
    page: Cv | None = None
    documents: tuple[tuple[str, Recipe], ...] = ()
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class AuthorStyle:
    """How author lists are joined."""

    separator: str = ", "
    last: str = ""
    pair: str = ""
    others: str = "et al."


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """How the links of a paper print: "[{label}]" joined by ", ", with DOI and arXiv among them or not."""

    form: str = "\\[{label}\\]"
    separator: str = ", "
    doi: bool = True
    eprint: bool = True


@dataclass(frozen=True, slots=True)
class ReferenceStyle:
    """A reference style as data: how each type of paper prints, once for all formats."""

    patterns: tuple[tuple[str, str], ...]
    names: NameForm = NameForm.INITIALS
    authors: AuthorStyle = AuthorStyle()
    truncate: Truncate = Truncate()
    links: LinkStyle = LinkStyle()
    pages: str = "–"
    at: Position | None = placed()


@dataclass(frozen=True, slots=True)
class EntryStyle:
    """How each kind of entry prints, by kind."""

    patterns: tuple[tuple[str, EntryPattern], ...]
    at: Position | None = placed()
