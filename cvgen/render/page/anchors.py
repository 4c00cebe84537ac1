"""Items -> ids of a page, the same in every build: "pub_KEY" for a paper; headings never have an underscore."""

from functools import lru_cache
from urllib.parse import quote

from cvgen.model import printable, slugs
from cvgen.model.document import Document, Item, changed, items
from cvgen.model.record import Record, field, replace


def anchored(document: Document) -> Document:
    """The document whose items have the ids that they get on a page, each once."""
    names = _Names(frozenset(anchor(item) for item in items(document.sections)))
    return replace(document, sections=changed(document.sections, names.item))


def anchor(item: Item) -> str:
    """The id of an item where it first stands: "pub_liu2025rethinking"; "" if it has none."""
    return _anchor("pub" if item.work else "item", item.anchor) if item.anchor else ""


@lru_cache(maxsize=1 << 12)
def _anchor(kind: str, name: str) -> str:
    return printable.name("_".join((kind, *name.split())))


@lru_cache(maxsize=1 << 12)
def address(name: str) -> str:
    """What leads to an id: "pub_doe:a%b" -> "#pub_doe:a%25b"."""
    return "#" + quote(name, safe=":/!$'()*+,;=@~?")


class _Names(Record):
    """Ids that belong to an item's first place, and those given so far."""

    firsts: frozenset[str]
    used: set[str] = field(default_factory=set)

    def item(self, item: Item) -> Item:
        """The item with its own id."""
        if not item.anchor:
            return item
        name = self._free(anchor(item))
        return Item(item.main, item.side, item.label, item.lines, name, item.work, item.date, item.face)

    def _free(self, name: str) -> str:
        """The name where it is new, else "pub_KEY_2"."""
        found = slugs.unique(name, self.used, self.firsts, separator="_") if name in self.used else name
        self.used.add(found)
        return found
