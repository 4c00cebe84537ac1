"""Entries of a section -> Items: their patterns filled with their fields."""

from collections.abc import Iterable, Iterator

from cvgen.arrange import blocks, record_entries
from cvgen.arrange.dating import Dating
from cvgen.arrange.facts import Facts
from cvgen.arrange.scene import Scene
from cvgen.cite import pattern
from cvgen.cite.pattern import Filler
from cvgen.model import variants, wide
from cvgen.model.choices import Layout
from cvgen.model.content import Labels
from cvgen.model.dates import Date
from cvgen.model.document import Face, Item, Line, Listing, Photo
from cvgen.model.entry import NAMES, PLACES, CardEntry, Dated, Entry, FullEntry, Highlight, NewsEntry
from cvgen.model.facts import DateLink, NamedLink
from cvgen.model.query import RecordQuery, RecordRef
from cvgen.model.recipe import EntryPattern
from cvgen.model.record import Record, replace
from cvgen.model.text import Inline, Link, apart, join, plain

# Characters of what stands beside an entry. Longer are words, or one term after another: they stand below its name, as
# they would leave the name no room. "14 de septiembre de 2022 – 17 de diciembre de 2023" stands beside it.
_LONGEST_SIDE = 52


class Maker(Record):
    """Makes the items of one list: in this scene, with these facts, in this date style."""

    scene: Scene
    facts: Facts
    dating: Dating

    def listings(self, entries: Iterable[Entry], labels: Labels | None) -> tuple[Listing, ...]:
        """The entries as lists, a new one where the layout changes."""
        full = list(self.full(entries))
        runs: list[tuple[Layout, list[Item]]] = []
        for i, (entry, number) in enumerate(zip(full, _numbers(full), strict=True)):
            label = self._label(labels, i, len(full)) or number
            layout, item = self._item(entry, label)
            if not runs or runs[-1][0] is not layout:
                runs.append((layout, []))
            runs[-1][1].append(item)
        return tuple(Listing(_faced(items, layout), layout) for layout, items in runs)

    def full(self, entries: Iterable[Entry]) -> Iterator[FullEntry]:
        """The entries that the document shows, records in the places where they are asked for."""
        return (each for entry in entries if self.scene.shows(entry.only) for each in self._full(entry))

    def _full(self, entry: Entry) -> Iterator[FullEntry]:
        match entry:
            case RecordRef(ref=ref):
                yield from record_entries.referred(ref, entry.at, self.scene)
            case RecordQuery():
                yield from record_entries.asked(entry, self.scene)
            case _:
                yield entry

    def _label(self, labels: Labels | None, index: int, total: int) -> Inline:
        return numbered(labels.text, index, total, labels) if labels and labels.text else ()

    def _item(self, entry: FullEntry, label: Inline) -> tuple[Layout, Item]:
        shape = self.shape(entry)
        filler = Filler(self.fields(entry), _apart) if self.scene.locale.right_to_left else Filler(self.fields(entry))
        main, side = pattern.headed(self._filled(shape.main, filler)), filler.fill(pattern.parsed(shape.side))
        main, more = blocks.opened(main)
        lines = (*more, *self._lines(entry, shape, filler))
        if len(plain(side)) > _LONGEST_SIDE:
            side, lines = (), (Line(side), *lines)
        if not plain(main).strip():
            self._nothing(entry, shape)
        own = filler.fill(pattern.parsed(shape.label)) if shape.label else ()
        layout = Layout.LABELS if label or own else shape.layout
        if isinstance(entry, NewsEntry):
            return layout, Item(main, side, label or own, lines, entry.id, date=str(entry.date[0].date))
        face = _face(entry) if isinstance(entry, CardEntry) else None
        return layout, Item(main, side, label or own, lines, face=face)

    def _nothing(self, entry: FullEntry, shape: EntryPattern) -> None:
        """Say that an entry has none of what its kind prints: a talk without a title, an event and a host."""
        own = {name.rstrip("_"): getattr(entry, name) for name in entry.__struct_fields__}
        asked = sorted(pattern.names(pattern.parsed(shape.main)) & own.keys())
        if not any(own[name] for name in asked):  # else what was written there is wrong, which has been said
            hint = f"its pattern prints {', '.join(asked)}" if asked else "write its pattern's main:"
            self.scene.problems.error("empty-entry", f"this {entry.KIND} entry prints as nothing", entry.at, hint)

    def shape(self, entry: FullEntry) -> EntryPattern:
        """The pattern of this kind of entry: the document's own, else the entry style's."""
        return self.scene.patterns[entry.KIND]

    def _lines(self, entry: FullEntry, shape: EntryPattern, filler: Filler) -> Iterator[Line]:
        sides = (*shape.line_sides, *("" for _ in shape.lines))
        for text, side in zip(shape.lines, sides, strict=False):
            yield from blocks.lines(self._filled(text, filler), Line((), filler.fill(pattern.parsed(side))))
        for highlight in entry.highlights:
            yield from blocks.lines(
                self.facts.inline(highlight.text), Line((), self.dates(highlight.date), bullet=True)
            )

    def _filled(self, text: str, filler: Filler) -> Inline:
        return wide.in_language(filler.fill(pattern.parsed(text)), self.scene.locale)

    def fields(self, entry: Dated) -> dict[str, Inline]:
        """Every field of the entry as inline text, with `date` as the date or range that prints."""
        found = {name.rstrip("_"): self._inline(getattr(entry, name)) for name in entry.__struct_fields__}
        for name in (*PLACES, *NAMES):
            if (given := getattr(entry, name, ())) and (named := self._names(name, given)):
                found[name.rstrip("_")] = named
        found["date"] = self.dates(entry.date) or self._span(entry)
        if amount := getattr(entry, "amount", ""):
            found["amount"] = (self.dating.locale.money(amount),)
        if entry.url:
            found["url"] = (Link(entry.url, (entry.url,)),)
        return {name: nodes for name, nodes in found.items() if nodes}

    def _names(self, key: str, given: object) -> Inline:
        """What stands for the ids under a key, one or several; () where there is none among them."""
        several = given if isinstance(given, tuple) and any(isinstance(each, tuple) for each in given) else ()
        named = [self._named(key, each) for each in several]
        if not any(named):
            return self._named(key, given) if not several else ()
        return join((found or self.facts.inline(each) for found, each in zip(named, several, strict=True)), ", ")

    def _named(self, key: str, given: object) -> Inline:
        """The name of what has this id, with its link; () for a text that is no id. Papers in a row are short."""
        text = given[0] if isinstance(given, tuple) and len(given) == 1 else given
        if not isinstance(text, str) or not text:
            return ()
        if key == "papers" and (short := record_entries.cited(text, self.scene)):
            return short
        found = self.scene.named(text)
        if not found:
            return ()
        return (Link(found[1], found[0]),) if found[1] else found[0]

    def _inline(self, value: object) -> Inline:
        match value:
            case str():
                return variants.inline(value)
            case Date():
                return (self.dating.printed(value),)
            case (NamedLink(), *_):
                return links(each for each in value if isinstance(each, NamedLink))
            case (tuple(), *_) if isinstance(value, tuple):
                return join((self.facts.inline(each) for each in value), ", ")
            case (DateLink() | Highlight(), *_):
                return ()
            case tuple():
                return self.facts.inline(value)
            case _:
                return ()

    def _span(self, entry: Dated) -> Inline:
        text = self.dating.spanned(entry.start_date, entry.end_date, entry.ongoing)
        return (text,) if text else ()

    def dates(self, given: tuple[DateLink, ...]) -> Inline:
        """Dates in one run: "2022 & 2023"; one that leads somewhere stands in brackets."""
        return join((self._dated(each) for each in given), self.dating.join)

    def _dated(self, given: DateLink) -> Inline:
        text = given.text or self.dating.printed(given.date)
        return (Link(given.url, (f"[{text}]",)),) if given.url else (text,)


def _face(entry: CardEntry) -> Face:
    return Face(Photo(entry.photo, entry.photo_alt or plain(entry.person)) if entry.photo else None, entry.initials)


def _faced(items: list[Item], layout: Layout) -> tuple[Item, ...]:
    """The items of a list; where nobody has a photo, nothing stands in for one."""
    if layout is Layout.CARDS and not any(item.face and item.face.photo for item in items):
        return tuple(replace(item, face=None) for item in items)
    return tuple(items)


def _apart(_name: str, _form: str, value: Inline) -> Inline:
    return apart(value)


def links(given: Iterable[NamedLink]) -> Inline:
    """Links in brackets: "[Certificate], [Website]"."""
    return join(((Link(each.url, (f"[{each.label}]",)),) for each in given), ", ")


def numbered(text: str, index: int, total: int, labels: Labels) -> Inline:
    """The label of one item: "T{n}." -> "T1."."""
    number = total - index if labels.order == "descending" else index + 1
    return Filler({"n": (str(number),)}).fill(pattern.label(text))


def _numbers(entries: list[FullEntry]) -> Iterator[Inline]:
    """Numbers of numbered and reversed-numbered entries, counted among their own kind; nothing for others."""
    up = 0
    down = sum(entry.KIND == "reversed-numbered" for entry in entries)
    for entry in entries:
        if entry.KIND == "numbered":
            up += 1
            yield (f"{up}.",)
        elif entry.KIND == "reversed-numbered":
            yield (f"{down}.",)
            down -= 1
        else:
            yield ()
