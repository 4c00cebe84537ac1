"""What a document shows, part by part, with the facts behind each line: for programs that set it themselves."""

from collections.abc import Mapping

from cvgen.model.dates import Date
from cvgen.model.document import Header, Item, Line
from cvgen.model.facts import DateLink
from cvgen.model.record import Record
from cvgen.model.text import Inline


class Row(Record):
    """An entry: its kind, its fields as text, its dates, and the item that prints it."""

    kind: str
    fields: Mapping[str, Inline]
    item: Item
    dates: tuple[DateLink, ...] = ()
    start: Date | None = None
    end: Date | None = None
    ongoing: bool = False
    url: str = ""


class Part(Record):
    """A section, or a list of one that has a title of its own: its texts, its entries, its papers as they print."""

    title: str
    texts: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    papers: tuple[Item, ...] = ()


class Network(Record):
    """A user name at a network, and where that leads."""

    network: str
    username: str
    url: str = ""


class Outline(Record):
    """A whole document; the networks are not among the contacts of its header."""

    header: Header
    parts: tuple[Part, ...]
    networks: tuple[Network, ...] = ()
