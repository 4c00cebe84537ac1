"""An outline and its marked papers -> what JSON Resume and RenderCV have words for; what both of them share."""

from collections.abc import Iterator, Mapping

from cvgen.export.paper import Paper
from cvgen.mark import OWNER, Mark, Marked, MarkedAuthor
from cvgen.model import names
from cvgen.model.dates import Date
from cvgen.model.document import Affiliation, Contact, Header, Item, Line, flat
from cvgen.model.facts import Venue
from cvgen.model.names import NameForm
from cvgen.model.outline import Outline
from cvgen.model.record import Record
from cvgen.model.text import Inline, Link, plain, walk

_HARD_SPACE = "\N{NO-BREAK SPACE}"


class Resume(Record):
    """A document's outline, and its papers with the marks that they have there."""

    outline: Outline
    marked: Mapping[str, Marked]
    venues: Mapping[str, Venue]

    @property
    def header(self) -> Header:
        """The head of the document."""
        return self.outline.header

    def paper(self, key: str) -> Paper:
        """A paper of the document."""
        return Paper(self.marked[key].publication, self.venues)

    def contacts(self, *kinds: str) -> tuple[Contact, ...]:
        """The ways to reach somebody of these kinds."""
        return tuple(each for each in self.header.contacts if each.kind in kinds)

    @property
    def location(self) -> str:
        """Where the person is."""
        return ", ".join(text(each.content) for each in self.contacts("location"))

    @property
    def headline(self) -> str:
        """What stands under the name: what was written, else the positions."""
        return text(self.header.headline) or "; ".join(map(_position, self.header.affiliations))


def _position(each: Affiliation) -> str:
    return ", ".join(map(text, (each.title, *each.lines)))


def text(nodes: Inline) -> str:
    """Plain words, which another program sets in its own way: no space is hard."""
    return plain(nodes).replace(_HARD_SPACE, " ").strip()


def target(nodes: Inline) -> str:
    """Where a text leads."""
    return next((node.url for node in walk(nodes) if isinstance(node, Link)), "")


def lines(item: Item) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """What stands under an entry: its paragraphs, and its bullets with those within them."""
    every = tuple(each for each in flat(item.lines) if each.main)
    return tuple(each for each in every if not each.bullet), tuple(each for each in every if each.bullet)


def author(marked: MarkedAuthor) -> str:
    """A name in full, as the paper has it."""
    written = marked.author.published or (marked.person.name if marked.person else marked.author.name)
    return names.printed(written, NameForm.FULL, marked.person.full if marked.person else "")


def venue(paper: Paper) -> Inline:
    """Where the paper stands, else who published it."""
    return paper.venue or paper.fields.get("publisher", ())


def authors(marked: Marked) -> tuple[MarkedAuthor, ...]:
    """The authors that the paper names."""
    return tuple(each for each in marked.authors if not each.hidden)


def signs(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks that print a sign, then those that only look: their order is that of the roles in `author+an`."""
    return (*(each for each in marks if each.rule.symbol), *(each for each in marks if not each.rule.symbol))


def extras(marked: Marked, paper: Paper) -> Iterator[tuple[str, str]]:
    """What only a bibliography has words for, under them; who is marked has all roles that the marks stand for."""
    reference = paper.reference
    yield "id", reference.key
    yield from (("volume", reference.volume), ("number", reference.number), ("pages", "--".join(reference.pages)))
    yield from (("pubstate", reference.status), ("award", text(reference.award)), ("note", text(reference.note)))
    roles = [(n, _roles(each)) for n, each in enumerate(authors(marked), 1)]
    yield "author+an", "; ".join(f"{n}={','.join(own)}" for n, own in roles if own)
    yield from ((name, said) for name, said in paper.annotations.items() if name != "author+an")


def _roles(author: MarkedAuthor) -> tuple[str, ...]:
    marked = (each.role for each in signs(author.marks) if each.role != OWNER)
    return tuple(dict.fromkeys((*marked, *author.author.roles)))


def exact(date: Date | None) -> str:
    """A date in ISO 8601: "2016", "2016-09"; "" for a season, an estimate, a decade."""
    if date is None or date.season or date.estimated or date.text or not date.year:
        return ""
    return str(date)
