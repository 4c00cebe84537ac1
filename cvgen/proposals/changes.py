"""Two documents -> a third that says what is new, gone or changed, or the later one with what is new marked.

It says so in the language of the later one.

An item is the same in both where it has the same anchor (a paper's key), else where it has the same text in the same
section; of what is left, the most alike of a section are taken for one that was changed.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from cvgen.model.choices import Layout
from cvgen.model.dates import parse
from cvgen.model.document import Document, Item, Line, Listing, Section, flat
from cvgen.model.locale import Locale
from cvgen.model.record import Record, replace
from cvgen.model.text import Inline, Style, Styled, plain, strong

# How alike two texts must be to be one that was changed; below it one is gone and the other is new.
_ALIKE = 0.75


class State(StrEnum):
    """What became of an item, by the key of its words in a language."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class Change(Record):
    """An item that is not as it was: as it is now, or was if it is gone; `before` is what it said."""

    state: State
    item: Item
    before: Item | None = None


def changes(old: Document, new: Document) -> dict[str, tuple[Change, ...]]:
    """The changes in each section of either, by the section's title, in the order of the later document."""
    earlier, later = _by_section(old), _by_section(new)
    titles = [*later, *(title for title in earlier if title not in later)]
    moved = {item.anchor for items in earlier.values() for item in items if item.anchor}
    kept = {item.anchor for items in later.values() for item in items if item.anchor}
    found = {title: tuple(_compared(earlier.get(title, ()), later.get(title, ()), moved, kept)) for title in titles}
    return {title: each for title, each in found.items() if each}


def report(old: Document, new: Document) -> Document:
    """A document of the changes alone, in the look of the later one."""
    sections = tuple(
        Section((title,), f"changes-{place}", listings=tuple(_listings(found, new.locale)))
        for place, (title, found) in enumerate(changes(old, new).items(), 1)
    )
    locale, day = new.locale, parse(old.as_of)
    since = locale.date("numeric-day", day) if day and day.day else old.as_of
    numbers = _numbers(old, new, locale)
    said = locale.phrase("changes.told", numbers, since) if sections else locale.phrase("changes.nothing", since)
    first = Section((locale.phrase("changes.since", since),), "changes", (Line((said,)),))
    return replace(new, sections=(first, *sections), max_pages=0, limits=None, event=None, people=())


def marked(old: Document, new: Document) -> Document:
    """The later document, what is new or changed in it marked."""
    states = {
        id(change.item): change.state
        for each in changes(old, new).values()
        for change in each
        if change.state is not State.GONE
    }
    words = {at: new.locale[f"changes.{state}"] for at, state in states.items()}
    return replace(new, sections=tuple(_marked(section, words) for section in new.sections))


def _marked(section: Section, words: Mapping[int, str]) -> Section:
    listings = tuple(
        replace(listing, items=tuple(_labelled(item, words) for item in listing.items)) for listing in section.listings
    )
    return replace(section, listings=listings, sections=tuple(_marked(each, words) for each in section.sections))


def _labelled(item: Item, words: Mapping[int, str]) -> Item:
    said = words.get(id(item))
    return replace(item, main=(*strong((f"[{said}]",)), " ", *item.main)) if said else item


def _by_section(document: Document) -> dict[str, tuple[Item, ...]]:
    """The items of each section, those of its parts included, by its title."""
    found: dict[str, tuple[Item, ...]] = {}
    for section in document.sections:
        title = plain(section.title)
        found[title] = (*found.get(title, ()), *_items(section))
    return found


def _items(section: Section) -> Iterator[Item]:
    for listing in section.listings:
        yield from listing.items
    for part in section.sections:
        yield from _items(part)


def _compared(old: Sequence[Item], new: Sequence[Item], moved: set[str], kept: set[str]) -> Iterator[Change]:
    """The changes of a section; what has only moved to another section is none."""
    by_name = {_name(item): item for item in old}
    texts = {_text(item) for item in old}
    fresh = [item for item in new if _name(item) not in by_name and not (item.anchor and item.anchor in moved)]
    present = {_name(item) for item in new}
    gone = [item for item in old if _name(item) not in present and not (item.anchor and item.anchor in kept)]
    for item in new:
        before = by_name.get(_name(item))
        if before and _text(before) != _text(item) and _text(item) not in texts:
            yield Change(State.CHANGED, item, before)
    for item in fresh:
        match = _most_alike(item, gone)
        if match is None:
            yield Change(State.NEW, item)
        else:
            gone.remove(match)
            yield Change(State.CHANGED, item, match)
    yield from (Change(State.GONE, item) for item in gone)


def _name(item: Item) -> str:
    return item.anchor or _text(item)


def _text(item: Item) -> str:
    """All that an item says but its label, which counts and so changes with every new item."""
    return " ".join(plain(part) for part in (item.main, item.side, *(line.main for line in flat(item.lines)))).strip()


def _most_alike(item: Item, others: Iterable[Item]) -> Item | None:
    """The item without an anchor that says nearly the same."""
    if item.anchor:
        return None
    texts = {_text(other): other for other in others if not other.anchor}
    found = difflib.get_close_matches(_text(item), texts, n=1, cutoff=_ALIKE)
    return texts[found[0]] if found else None


def _listings(found: Iterable[Change], locale: Locale) -> Iterator[Listing]:
    yield Listing(tuple(_told(change, locale) for change in found), Layout.BULLETS)


def _told(change: Change, locale: Locale) -> Item:
    """A change as an item: what became of it, what it says, and what it said before."""
    before: tuple[Line, ...] = ()
    if change.before:
        before = (Line((Styled(Style.EMPH, (_label("before", locale),)), *_inline(change.before))),)
    return Item((*strong((_label(change.state, locale),)), *_inline(change.item)), lines=before)


def _label(of: str, locale: Locale) -> str:
    return locale.phrase("changes.label", locale[f"changes.{of}"])


def _inline(item: Item) -> Inline:
    return (*item.main, ", ", *item.side) if item.side else item.main


def _numbers(old: Document, new: Document, locale: Locale) -> str:
    """How many of each: "3 new, 1 gone"."""
    states = [change.state for each in changes(old, new).values() for change in each]
    counts = ((states.count(state), state) for state in State)
    told = (locale.phrase(f"changes.count-{state}", locale.number(number)) for number, state in counts if number)
    return locale["lists.separator"].join(told)
