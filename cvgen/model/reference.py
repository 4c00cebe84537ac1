"""An entry of a bibliography as it was read, and all that the documents of one set of files share."""

from cvgen.model.dates import Date
from cvgen.model.errors import Position
from cvgen.model.facts import NamedLink, Records, Roster
from cvgen.model.kinds import Kind
from cvgen.model.names import Name
from cvgen.model.record import Placed, Record
from cvgen.model.text import Inline


class Writer(Record):
    """A name on a paper as the bibliography has it, with the roles annotated and the id, if one was typed."""

    name: Name
    roles: tuple[str, ...] = ()
    id: str = ""
    orcid: str = ""


class Contributors(Record):
    """Who made a work besides its authors, in one role: "editor", "translator", "director"; `others` are not named."""

    role: str
    writers: tuple[Writer, ...]
    others: bool = False


class Reference(Placed):
    """An entry of a bibliography: nobody in it is identified yet. `kind_why` says what makes it that kind of work."""

    key: str
    type: str
    title: Inline
    authors: tuple[Writer, ...] = ()
    others: bool = False
    contributors: tuple[Contributors, ...] = ()
    kind: Kind = Kind.OTHER
    kind_why: str = ""
    short_title: Inline = ()
    date: Date | None = None
    venue: Inline = ()
    venue_id: str = ""
    abbr: str = ""
    track: Inline = ()
    award: Inline = ()
    status: str = ""
    volume: str = ""
    number: str = ""
    pages: tuple[str, ...] = ()
    doi: str = ""
    eprint: str = ""
    eprint_type: str = ""
    url: str = ""
    links: tuple[NamedLink, ...] = ()
    keywords: tuple[str, ...] = ()
    selected: bool = False
    include_me: bool = False
    note: Inline = ()
    fields: tuple[tuple[str, Inline], ...] = ()
    aliases: tuple[str, ...] = ()
    language: str = ""
    at: Position | None = None

    @property
    def editors(self) -> tuple[Writer, ...]:
        """Those who edited it."""
        return next((each.writers for each in self.contributors if each.role == "editor"), ())


class Sources(Record):
    """All that is shared by the documents of one set of files."""

    roster: Roster = Roster()
    records: Records = Records()
    references: tuple[Reference, ...] = ()
