"""What you wrote about people, papers, talks, awards; each with file, line and column."""

from functools import cache
from typing import ClassVar

from cvgen.model.choices import NamePrinted
from cvgen.model.dates import Date
from cvgen.model.errors import Position, Silence
from cvgen.model.forms import Amount, Email, Orcid, Text, Url
from cvgen.model.names import Name
from cvgen.model.record import Placed, Record
from cvgen.model.text import Prose, Written


class Checks(Placed):
    """What `cvgen check` is told: what may stand and why, words spelt right, the months after which facts are old."""

    silence: tuple[Silence, ...] = ()
    words: tuple[str, ...] = ()
    months: int = 0
    at: Position | None = None


LEAD, MEMBER = "lead", "member"
# What people call those who lead a group, and the word that a language's file has for it.
HEADS = {
    "lead": LEAD, "leader": "leader", "head": "head", "director": "director",
    "pi": "pi", "principal investigator": "pi",
}  # fmt: skip


@cache
def head(word: str) -> str:
    """The word for who leads a group as languages have it: "pi" for "Principal Investigator"; "" for any other."""
    return HEADS.get(word.casefold().replace("-", " ").replace("_", " "), "")


def kind_of(word: str) -> str:
    """The kind of a relation by the word for it: those who lead a group are of one kind, whatever they are called."""
    return LEAD if head(word) else word


class Relation(Placed):
    """What a person was to somebody or in a group: student of sijia-liu, 2022-01 until now."""

    as_: str
    of: str
    start_date: Date | None = None
    end_date: Date | None = None
    degree: Written = ()
    thesis: Written = ()
    note: Written = ()
    papers: tuple[str, ...] = ()
    at: Position | None = None

    @property
    def kind(self) -> str:
        """Its kind: "lead" for a director."""
        return kind_of(self.as_)


class NamedLink(Record):
    """A link with its label: "Certificate" leads to https://…."""

    label: Text
    url: Url


class Job(Placed):
    """A position held: Associate Professor, CSE, Michigan State University, since 2025-07."""

    position: Text
    organization: Text = ""
    department: Text = ""
    location: Text = ""
    start_date: Date | None = None
    end_date: Date | None = None
    ongoing: bool = False
    url: Url = ""
    highlights: tuple[Written, ...] = ()
    at: Position | None = None


class Metric(Placed):
    """A number somebody counted: 15819 citations as of 2026-04-21, Google Scholar."""

    value: int
    as_of: Date | None = None
    source: Text = ""
    url: Url = ""
    at: Position | None = None


class FormerName(Placed):
    """A name that somebody had before: Reed, Ada, until 2019; what it is printed as is for that person to say."""

    SCALAR: ClassVar[str] = "name"
    name: Name = Name("")
    until: Date | None = None
    printed: NamePrinted = NamePrinted.NOW
    at: Position | None = None


class Person(Placed):
    """Somebody who must be told apart, marked or linked."""

    id: str
    name: Name
    full: str = ""
    title: Text = ""
    url: Url = ""
    orcid: Orcid = ""
    email: Email = ""
    aliases: tuple[Name, ...] = ()
    former: tuple[FormerName, ...] = ()
    affiliation: Text = ""
    relations: tuple[Relation, ...] = ()
    positions: tuple[Job, ...] = ()
    bios: tuple[tuple[str, Written], ...] = ()
    metrics: tuple[tuple[str, Metric], ...] = ()
    photo: str = ""
    photo_alt: Text = ""
    links: tuple[NamedLink, ...] = ()
    at: Position | None = None


class Group(Placed):
    """A group or a team, declared so that a typing error in `of` is noticed."""

    id: str
    name: Text
    full: Text = ""
    url: Url = ""
    at: Position | None = None


class Roster(Placed):
    """people.yaml: everybody, the groups, and kinds of relation beyond the usual ones; `imported` if cvgen wrote it."""

    groups: tuple[Group, ...] = ()
    kinds: tuple[str, ...] = ()
    imported: bool = False
    people: tuple[Person, ...] = ()
    checks: Checks = Checks()
    texts: tuple[Prose, ...] = ()
    days: tuple[tuple[Date, Position], ...] = ()


class DateLink(Record):
    """A date that may lead somewhere: the 2023 of an award given in 2023 and 2024; `text` prints in its place."""

    SCALAR: ClassVar[str] = "date"
    date: Date = Date(0)
    url: Url = ""
    text: Text = ""


class Venue(Placed):
    """A series that publishes: a conference, journal or workshop, with its names and its editions by year."""

    id: str
    full: str
    short: str = ""
    proceedings: str = ""
    kind: str = "conference"
    aliases: tuple[str, ...] = ()
    editions: tuple[tuple[str, int], ...] = ()
    pages: bool = True
    at: Position | None = None


class Organization(Placed):
    """A university, a department, a company: the long name and the short one."""

    id: str
    name: Text
    short: Text = ""
    formal: Text = ""
    url: Url = ""
    at: Position | None = None


class Talk(Placed):
    """A talk, tutorial or lecture."""

    id: str
    title: Written = ()
    short_title: Written = ()
    kind: str = ""
    event: Written = ()
    short_event: Written = ()
    host: Written = ()
    role: Text = ""
    series: Written = ()
    room: Text = ""
    location: Text = ""
    date: Date | None = None
    abstract: tuple[Written, ...] = ()
    speakers: tuple[str, ...] = ()
    links: tuple[NamedLink, ...] = ()
    at: Position | None = None


class Award(Placed):
    """An award, once for all documents; `to` names who holds it, `paper` what it was given for."""

    id: str
    name: Written
    detail: Written = ()
    organization: Text = ""
    venue: str = ""
    dates: tuple[DateLink, ...] = ()
    to: tuple[str, ...] = ()
    role: Written = ()
    paper: str = ""
    note: Written = ()
    items: tuple[Written, ...] = ()
    links: tuple[NamedLink, ...] = ()
    at: Position | None = None


class Months(str):
    """Person-months: "0.5"."""

    __slots__ = ()
    PATTERN: ClassVar = r"[0-9]{1,2}(?:\.[0-9]{1,2})?"
    HINT: ClassVar = "write a number such as 1 or 0.5"


class Grant(Placed):
    """A grant or gift: who gives, who holds it in which role, since when.

    What stands from `number` on is asked for in current and pending support, and printed there alone.
    """

    id: str
    funder: Text
    title: Written = ()
    kind: str = ""
    role: Text = ""
    amount: Amount = ""
    to: tuple[str, ...] = ()
    with_: tuple[Written, ...] = ()
    start_date: Date | None = None
    end_date: Date | None = None
    ongoing: bool = False
    url: Url = ""
    number: str = ""
    pending: bool = False
    in_kind: Text = ""
    objectives: Written = ()
    overlap: Written = ()
    place: Text = ""
    months: tuple[tuple[str, Months], ...] = ()
    at: Position | None = None


class News(Placed):
    """A news item: a date, people and records by id, and a text with places for them."""

    date: Date
    text: Written
    people: tuple[str, ...] = ()
    about: str = ""
    url: Url = ""
    of: str = ""
    id: str = ""
    at: Position | None = None


class Records(Placed):
    """records.yaml: what more than one document prints and is not a paper."""

    organizations: tuple[Organization, ...] = ()
    venues: tuple[Venue, ...] = ()
    talks: tuple[Talk, ...] = ()
    awards: tuple[Award, ...] = ()
    grants: tuple[Grant, ...] = ()
    news: tuple[News, ...] = ()
    checks: Checks = Checks()
    texts: tuple[Prose, ...] = ()
    days: tuple[tuple[Date, Position], ...] = ()
