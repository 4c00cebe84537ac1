"""Identified and marked publications, and the roster -> plain records whose fields stay as they are."""

from collections.abc import Iterable

from cvgen import mark
from cvgen.cite.venue import best_url, venue_fields, venue_names
from cvgen.identify import Doubtful
from cvgen.identify import Publication as Identified
from cvgen.mark import Marked, MarkedAuthor
from cvgen.model import names
from cvgen.model.errors import Position
from cvgen.model.facts import Person as OnRoster
from cvgen.model.facts import Records
from cvgen.model.names import NameForm
from cvgen.model.record import Record, field
from cvgen.model.text import plain


class Person(Record):
    """Somebody on the roster: "ada-moss", "Ada Moss"."""

    id: str
    name: str
    orcid: str = ""
    url: str = ""


class Mark(Record):
    """What a document prints at an author: "student", a symbol or looks such as "bold", and why."""

    role: str
    symbol: str
    look: tuple[str, ...]
    why: str


class Author(Record):
    """A name on a paper as it is written there, who that is, on what evidence, and the marks in a document.

    `id` is "" for who is not on the roster, or not known; `candidates` are then the ids of those who it may be. `roles`
    are those that the entry says.
    """

    name: str
    id: str
    why: str
    roles: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    candidates: tuple[str, ...] = ()


class Publication(Record):
    """A paper in plain text. `kind` is what CSL calls it; `why` says what makes it one. `at` is its file and line.

    `contributors` are the others who made it, by their role: "editor", "translator".
    """

    key: str
    title: str
    authors: tuple[Author, ...]
    kind: str
    why: str
    contributors: dict[str, tuple[Author, ...]] = field(default_factory=dict)
    date: str = ""
    venue: str = ""
    status: str = ""
    doi: str = ""
    url: str = ""
    keywords: tuple[str, ...] = ()
    at: Position | None = None


def person(found: OnRoster) -> Person:
    """Somebody as the roster has them."""
    return Person(found.id, names.printed(found.name, NameForm.FULL, found.full), found.orcid, found.url)


class Showing:
    """Publications as records, their venues as they are on record."""

    def __init__(self, on_record: Records) -> None:
        """What is on record."""
        self.venues = venue_names(on_record.venues)

    def identified(self, paper: Identified) -> Publication:
        """A paper that nobody looks at yet: its authors have no marks."""
        unmarked = Marked(
            paper,
            tuple(MarkedAuthor(author, author.person) for author in paper.authors),
            contributors=tuple(
                mark.MarkedRole(made.role, tuple(MarkedAuthor(who, who.person) for who in made.people), made.others)
                for made in paper.contributors
            ),
        )
        return self.marked(unmarked)

    def marked(self, marked: Marked) -> Publication:
        """A paper as a document marks it; who is among its authors though not by name is none of them here."""
        reference = marked.publication.reference
        return Publication(
            reference.key,
            plain(reference.title),
            _authors(each for each in marked.authors if not each.hidden),
            str(reference.kind),
            reference.kind_why,
            {each.role: _authors(each.people) for each in marked.contributors},
            str(reference.date or ""),
            plain(venue_fields(reference, self.venues).get("venue.full", ())),
            reference.status,
            reference.doi,
            best_url(reference),
            reference.keywords,
            reference.at,
        )


def _authors(people: Iterable[MarkedAuthor]) -> tuple[Author, ...]:
    return tuple(map(_author, people))


def _author(marked: MarkedAuthor) -> Author:
    author, identity = marked.author, marked.author.identity
    return Author(
        names.printed(author.name, NameForm.FULL),
        marked.person.id if marked.person else "",
        mark.why(marked),
        author.roles,
        tuple(Mark(each.role, each.rule.symbol, tuple(map(str, each.rule.look)), each.why) for each in marked.marks),
        tuple(each.id for each in identity.candidates) if isinstance(identity, Doubtful) else (),
    )
