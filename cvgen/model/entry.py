"""The entries of a section, by kind; RenderCV's kinds and those of academics."""

from typing import ClassVar, TypeAlias

from cvgen.model.dates import Date
from cvgen.model.errors import Position
from cvgen.model.facts import DateLink, NamedLink
from cvgen.model.forms import Amount, Text, Url
from cvgen.model.query import RecordQuery, RecordRef
from cvgen.model.record import Placed, Record
from cvgen.model.text import Written

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


class Highlight(Record):
    """A line under an entry, with a date of its own where it has one."""

    SCALAR: ClassVar[str] = "text"
    text: Written
    date: tuple[DateLink, ...] = ()


class Dated(Placed):
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
    at: Position | None = None


class EducationEntry(Dated, kw_only=True):
    """A degree."""

    KIND: ClassVar[str] = "education"
    KEYS: ClassVar[tuple[str, ...]] = ("institution",)
    institution: Written
    area: Written = ()
    degree: Written = ()


class ExperienceEntry(Dated, kw_only=True):
    """A position held somewhere."""

    KIND: ClassVar[str] = "experience"
    KEYS: ClassVar[tuple[str, ...]] = ("company", "position")
    company: Written = ()
    position: Written = ()


class AwardEntry(Dated, kw_only=True):
    """An award, written in place or taken from records.yaml."""

    KIND: ClassVar[str] = "award"
    KEYS: ClassVar[tuple[str, ...]] = ("award",)
    award: Written
    organization: Written = ()
    role: Written = ()
    venue: Written = ()
    note: Written = ()
    items: tuple[Written, ...] = ()


class TalkEntry(Dated, kw_only=True):
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


class ServiceEntry(Dated, kw_only=True):
    """Service in one role: reviewer for ICLR'22/23/24, NeurIPS'21."""

    KIND: ClassVar[str] = "service"
    KEYS: ClassVar[tuple[str, ...]] = ("service",)
    service: Written
    for_: tuple[Written, ...] = ()


class PersonEntry(Dated, kw_only=True):
    """A row about somebody: a mentee, a student, a member, with dates and papers."""

    KIND: ClassVar[str] = "person"
    KEYS: ClassVar[tuple[str, ...]] = ("person",)
    person: Written
    role: Written = ()
    position: Written = ()
    affiliation: Text = ""
    degree: Written = ()
    thesis: Written = ()
    note: Written = ()
    papers: tuple[Written, ...] = ()


class CardEntry(PersonEntry, kw_only=True):
    """Somebody with a face, asked for with `cards: true`; it has no keys of its own to be written in place."""

    KIND: ClassVar[str] = "card"
    KEYS: ClassVar[tuple[str, ...]] = ()
    contact: Written = ()
    photo: str = ""
    photo_alt: str = ""
    initials: str = ""


class GrantEntry(Dated, kw_only=True):
    """A grant, written in place or taken from records.yaml."""

    KIND: ClassVar[str] = "grant"
    KEYS: ClassVar[tuple[str, ...]] = ("funder",)
    funder: Written
    title: Written = ()
    kind: str = ""
    role: Written = ()
    amount: Amount = ""
    with_: tuple[Written, ...] = ()


class PublicationEntry(Dated, kw_only=True):
    """RenderCV's publication typed in place; a bibliography serves better."""

    KIND: ClassVar[str] = "publication"
    KEYS: ClassVar[tuple[str, ...]] = ("title", "authors")
    title: Written
    authors: tuple[Written, ...] = ()
    journal: Written = ()
    doi: str = ""


class OneLineEntry(Dated, kw_only=True):
    """A label and what belongs to it: "Scalable ML: zeroth-order optimization, …"."""

    KIND: ClassVar[str] = "one-line"
    KEYS: ClassVar[tuple[str, ...]] = ("label",)
    label: Written
    details: Written


class NormalEntry(Dated, kw_only=True):
    """Anything with a name and dates."""

    KIND: ClassVar[str] = "normal"
    KEYS: ClassVar[tuple[str, ...]] = ("name",)
    name: Written


class BulletEntry(Dated, kw_only=True):
    """A bullet."""

    KIND: ClassVar[str] = "bullet"
    KEYS: ClassVar[tuple[str, ...]] = ("bullet",)
    bullet: Written


class NumberedEntry(Dated, kw_only=True):
    """A numbered line."""

    KIND: ClassVar[str] = "numbered"
    KEYS: ClassVar[tuple[str, ...]] = ("number",)
    number: Written


class ReversedNumberedEntry(Dated, kw_only=True):
    """A line numbered from the end of the list."""

    KIND: ClassVar[str] = "reversed-numbered"
    KEYS: ClassVar[tuple[str, ...]] = ("reversed_number",)
    reversed_number: Written


class TextEntry(Dated, kw_only=True):
    """A paragraph."""

    KIND: ClassVar[str] = "text"
    KEYS: ClassVar[tuple[str, ...]] = ("text",)
    SCALAR: ClassVar[str] = "text"
    text: Written


class NewsEntry(Dated, kw_only=True):
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
