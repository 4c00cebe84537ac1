"""What you wrote for a document: the header, the sections, the subject."""

from collections.abc import Iterable
from typing import ClassVar

from cvgen.model.choices import Direction, Grouping, SortOrder
from cvgen.model.dates import Date
from cvgen.model.entry import Entry
from cvgen.model.errors import Position
from cvgen.model.facts import Checks, NamedLink
from cvgen.model.forms import Text, Url
from cvgen.model.proposal import Collaborators
from cvgen.model.query import Query
from cvgen.model.recipe import DateStyle, Recipe
from cvgen.model.record import Placed, Record
from cvgen.model.reference import Reference
from cvgen.model.text import Prose, Written, said
from cvgen.model.word import Word

# What the list of a .bib alone is called, and that of everybody.
LISTED, PUBLICATIONS = "Publications", said("headings.publications")


class WrittenContact(Placed):
    """A way to reach the owner; `only` names the formats or documents that may show it."""

    SCALAR: ClassVar[str] = "value"
    value: str
    label: Text = ""
    only: tuple[str, ...] = ()
    at: Position | None = None


class SocialNetwork(Placed):
    """RenderCV's: a network's name and the user name there."""

    network: str
    username: str
    at: Position | None = None


class CustomConnection(Placed):
    """RenderCV's: any other way to reach the owner, in words that may lead somewhere."""

    SCALAR: ClassVar[str] = "placeholder"
    placeholder: str
    url: Url = ""
    at: Position | None = None


class Labels(Placed):
    """What stands in front of each item: "R{n}" counting down, "T{n}" counting up; `continue` runs on across groups."""

    SCALAR: ClassVar[str] = "text"
    text: str = ""
    order: Direction = Direction.ASCENDING
    continue_: bool = False
    at: Position | None = None


class PublicationGroup(Placed):
    """Publications under one heading: `select` lists keys in this order, or `where` asks for them."""

    title: Written = ()
    intro: Written = ()
    select: tuple[Word, ...] | None = None
    where: Query | None = None
    order: SortOrder | None = None
    group_by: Grouping | None = None
    latest: int = 0
    labels: Labels | None = None
    reference: Word | None = None
    blurbs: tuple[tuple[str, Written], ...] = ()
    at: Position | None = None


class EntryGroup(Placed):
    """Entries under a heading of their own."""

    title: Written
    entries: tuple[Entry, ...] = ()
    intro: Written = ()
    labels: Labels | None = None
    dates: DateStyle | None = None
    only: tuple[str, ...] = ()
    at: Position | None = None


class WrittenSection(Placed):
    """A section; a plain list under its title is its entries. One set `aside` is shown where it is named."""

    SEQUENCE: ClassVar[str] = "entries"
    title: Written = ()
    intro: Written = ()
    entries: tuple[Entry, ...] = ()
    groups: tuple[EntryGroup, ...] = ()
    publications: tuple[PublicationGroup, ...] = ()
    outro: Written = ()
    labels: Labels | None = None
    dates: DateStyle | None = None
    only: tuple[str, ...] = ()
    aside: bool = False
    at: Position | None = None


class Cv(Placed):
    """The content: who, how to reach them, and the sections in order. What a person's record says is not repeated."""

    name: str = ""
    headline: Written = ()
    location: Text = ""
    email: tuple[WrittenContact, ...] = ()
    phone: tuple[WrittenContact, ...] = ()
    website: tuple[WrittenContact, ...] = ()
    links: tuple[NamedLink, ...] = ()
    social_networks: tuple[SocialNetwork, ...] = ()
    custom_connections: tuple[CustomConnection, ...] = ()
    photo: str = ""
    photo_alt: Text = ""
    positions: bool = False
    sponsors: tuple[str, ...] = ()
    sections: tuple[tuple[str, WrittenSection], ...] = ()
    at: Position | None = None


def shown(cv: Cv, recipe: Recipe) -> tuple[str, ...]:
    """The names of the sections that a document has, in its order, whether there is anything in them or not."""
    if recipe.sections is not None:
        known = dict(cv.sections)
        return tuple(dict.fromkeys(word.text for word in called(cv, recipe.sections) if word.text in known))
    return tuple(name for name, section in cv.sections if not section.aside)


def called(cv: Cv, words: Iterable[Word]) -> tuple[Word, ...]:
    """The names of the sections that are meant: RenderCV prints what stands under "work_and_life" as Work and Life."""
    known = {name.casefold(): name for name, _ in cv.sections} | {name: name for name, _ in cv.sections}
    folded = ((word, word.text.replace("_", " ").casefold()) for word in words)
    return tuple(Word(known.get(word.text) or known.get(name, word.text), word.at) for word, name in folded)


class Topic(Record):
    """A topic of a project: a keyword of its papers, shown as a sign with its label for those who cannot see it."""

    id: str
    label: Text
    icon: str = ""


class Project(Placed):
    """A project: its teams are groups; a paper is a team's if one of the team's people is among the authors."""

    id: str
    name: Text
    teams: tuple[Word, ...] = ()
    topics: tuple[Topic, ...] = ()
    url: Url = ""
    at: Position | None = None


class Private(Placed):
    """In which formats and documents what is private may show, where what is written says nothing itself."""

    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    website: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    photo: tuple[str, ...] = ()
    at: Position | None = None


class CvFile(Placed):
    """A file of a person, a group, a project or an event, whole; `page` is another word for `cv`.

    `typed` are the papers that another program's file lists in place, and `own_words` what it says in its language.
    """

    person: Word = Word("")
    group: Word = Word("")
    project: Project | None = None
    event: Word = Word("")
    bibliography: tuple[Word, ...] = ()
    cv: Cv = Cv()
    page: Cv | None = None
    documents: tuple[tuple[str, Recipe], ...] = ()
    private: Private = Private()
    coa: Collaborators = Collaborators()
    checks: Checks = Checks()
    texts: tuple[Prose, ...] = ()
    days: tuple[tuple[Date, Position], ...] = ()
    typed: tuple[Reference, ...] = ()
    own_words: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    at: Position | None = None


class SharedFile(Recipe):
    """cvgen.yaml: what all files of a folder share. Its keys of a document hold for every document of every file."""

    documents: tuple[tuple[str, Recipe], ...] = ()
    private: Private = Private()
    bibliography: tuple[Word, ...] = ()
    texts: tuple[Prose, ...] = ()
    days: tuple[tuple[Date, Position], ...] = ()
