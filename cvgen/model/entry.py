"""The entries of a section, by kind; RenderCV's kinds and those of academics."""

from typing import ClassVar, TypeAlias

from cvgen.model.dataclass import dataclass
from cvgen.model.dates import Date
from cvgen.model.errors import Position
from cvgen.model.facts import DateLink, NamedLink
from cvgen.model.forms import Amount, Text, Url
from cvgen.model.query import RecordQuery, RecordRef
from cvgen.model.text import Written
from cvgen.model.word import placed

# The keys of entries under which a name stands, or the id of what has that name.
PLACES = (
    "institution",
    "company",
    "organization",
    "venue",
    "funder",
    "host",
    "person",
    "affiliation",
    "event",
    "thesis",
    "with_",
    "authors",
    "papers",
)
# Those under which an id stands for its name, and any other text for itself: names of software look like ids.
NAMES = ("award", "talk", "name", "title", "journal", "for_")


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
    url: Url = ""
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
    kind: str = ""
    event: Written = ()
    short_event: Written = ()
    host: Written = ()
    role: Written = ()
    series: Written = ()
    room: Written = ()


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
    position: Written = ()
    affiliation: Text = ""
    degree: Written = ()
    thesis: Written = ()
    note: Written = ()
    papers: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEntry(PersonEntry):
    """Somebody with a face, asked for with `cards: true`; it has no keys of its own to be written in place."""

    KIND: ClassVar[str] = "card"
    KEYS: ClassVar[tuple[str, ...]] = ()
    role: Written = ()
    contact: Written = ()
    photo: str = ""
    photo_alt: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantEntry(Dated):
    """A grant, written in place or taken from records.yaml."""

    KIND: ClassVar[str] = "grant"
    KEYS: ClassVar[tuple[str, ...]] = ("funder",)
    funder: Written
    title: Written = ()
    kind: str = ""
    role: Written = ()
    amount: Amount = ""
    with_: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationEntry(Dated):
    """RenderCV's publication typed in place; a bibliography serves better."""

    KIND: ClassVar[str] = "publication"
    KEYS: ClassVar[tuple[str, ...]] = ("title", "authors")
    title: Written
    authors: tuple[Written, ...] = ()
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
    | CardEntry
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
