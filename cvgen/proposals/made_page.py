"""A page that cvgen made earlier -> a Document of its sections and items, as far as HTML says what they were.

The page may be another version's: what is not as cvgen's own template has it is passed over. Signs behind names are
text there, so that two texts are the same where their letters and digits are.
"""

import re
from html.parser import HTMLParser

from cvgen.model.document import Document, Header, Item, Line, Listing, Section, flat, items
from cvgen.model.errors import Position, Problems
from cvgen.model.record import Struct, field, replace
from cvgen.model.text import AuthorName, Icon, Inline, Link, Styled, plain
from cvgen.render.page.anchors import anchor

# What stands in an item and is none of its words.
_BESIDE = frozenset(("label", "visually-hidden", "tail", "bullet"))
_TITLES = frozenset(f"h{level}" for level in range(1, 7))
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def read(text: str, shown: str, problems: Problems) -> Document | None:
    """The document that a page shows, called after its file; None where it has no section, which is reported."""
    parser = _Page()
    parser.feed(text)
    parser.close()
    if not parser.sections:
        hint = "name a page that cvgen html or cvgen build made"
        problems.error("no-page", "this page has no sections as cvgen's pages have them", Position(shown), hint)
        return None
    return Document("", "", Header(""), tuple(parser.sections), as_of=shown)


def aligned(old: Document, new: Document) -> Document:
    """The earlier document, with the later one's items wherever their page says the same, and their names where not."""
    named = {anchor(item): item for item in items(new.sections) if item.anchor}
    texts = {(plain(section.title), _letters(item)): item for section in new.sections for item in items((section,))}
    sections = []
    for section in old.sections:
        found = []
        for item in items((section,)):
            later = named.get(item.anchor) or texts.get((plain(section.title), _letters(item)))
            same = later is not None and _letters(later) == _letters(item)
            found.append(later if later and same else replace(item, anchor=later.anchor if later else item.anchor))
        sections.append(Section(section.title, section.id, listings=(Listing(tuple(found)),)))
    return replace(old, sections=tuple(sections))


def _letters(item: Item) -> str:
    """The letters and digits that a page shows of an item, but its label."""
    parts = (item.main, item.side, *(part for line in flat(item.lines) for part in (line.main, line.side)))
    return "".join(char for char in "".join(map(_seen, parts)).casefold() if char.isalnum())


def _seen(nodes: Inline) -> str:
    """The text as a page has it: with the signs of names, and icons as they look."""
    out = []
    for node in nodes:
        match node:
            case AuthorName():
                out.append(node.name + "".join(symbol.glyph for symbol in node.symbols))
            case Icon():
                out.append(node.glyph)
            case Styled() | Link():
                out.append(_seen(node.children))
            case _:
                out.append(plain((node,)))
    return "".join(out)


class _Entry(Struct):
    """An item while its element is open: its id, what its first line and margin say, its lines."""

    id: str
    depth: int
    main: list[str] = field(default_factory=list)
    side: list[str] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)


class _Page(HTMLParser):
    """Walks a page; `sections` are those that are not within another one."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[Section] = []
        self.open: list[tuple[str, str]] = []  # each element that is open, and its first class
        self.title: list[str] = []
        self.items: list[Item] = []
        self.entry: _Entry | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section, an item, or a line of one."""
        if tag in _VOID:
            return
        given = {name: value or "" for name, value in attrs}
        kind = given.get("class", "").partition(" ")[0]
        if tag == "section" and not self._within("section"):
            self.title, self.items = [], []
        elif self.entry and (tag == "li" or kind == "line"):
            self.entry.lines.append([])
        elif self._within("section") and not self.entry and (tag == "li" or (tag == "div" and kind == "plain")):
            self.entry = _Entry(given.get("id", ""), len(self.open))
        self.open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        """End what ends here; elements that were left open end with it."""
        if not self._within(tag):
            return
        while self.open.pop()[0] != tag:
            pass
        if self.entry and len(self.open) <= self.entry.depth:
            lines = tuple(Line((text,)) for each in self.entry.lines if (text := _words(each)))
            main, side = _words(self.entry.main), _words(self.entry.side)
            self.items.append(Item((main,), (side,) if side else (), lines=lines, anchor=self.entry.id))
            self.entry = None
        if tag == "section" and not self._within("section") and _words(self.title):
            self.sections.append(Section((_words(self.title),), "", listings=(Listing(tuple(self.items)),)))

    def handle_data(self, data: str) -> None:
        """Add words to where they stand."""
        kinds = [kind for _, kind in self.open]
        if self.entry and not _BESIDE.intersection(kinds):
            target = (
                self.entry.lines[-1] if self.entry.lines else self.entry.side if "side" in kinds else self.entry.main
            )
            target.append(data)
        elif not self.entry and [tag for tag, _ in self.open if tag == "section" or tag in _TITLES][1:] == ["h2"]:
            self.title.append(data)

    def _within(self, tag: str) -> bool:
        return any(each == tag for each, _ in self.open)


def _words(parts: list[str]) -> str:
    """The text with its breaks as spaces; a space that holds stays."""
    return re.sub(r"[ \t\n\r\f]+", " ", "".join(parts)).strip()
