"""crossref, xdata and equal keys: what an entry takes from another one, and which of two entries keeps the key."""

from collections.abc import Iterator, Mapping

from cvgen.model import names
from cvgen.model.errors import nearest
from cvgen.read.bib.raw_entry import Entry, Field, Report

# Facts about the parent alone.
_OWN = frozenset(
    "abbr abstract archiveprefix award code crossref doi entryset eprint eprinttype file "
    "html ids "
    "keywords label note options pages pdf primaryclass pubstate related relatedtype selected shorthand "
    "shorttitle status "
    "subtitle title titleaddon url urldate xdata xref".split()
)
_VOLUME = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_SEVERAL_VOLUMES = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_PERIODICAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_SAME = {name: name for name in _VOLUME}
_VOLUMES = frozenset(("book", "collection", "proceedings", "conference", "reference", "inbook", "booklet"))
_ONLY_WITH_BOOK = frozenset(("inbook", "bookinbook", "suppbook"))
_DEEPEST = 10


def inherited(entries: list[Entry], reports: Mapping[str, Report]) -> None:
    """Give every entry what its `crossref` and `xdata` point to."""
    by_key = {entry.key.casefold(): entry for entry in reversed(entries)}
    by_key |= {entry.key: entry for entry in reversed(entries)}
    for entry in entries:
        if "crossref" in entry.fields or "xdata" in entry.fields:
            for how, parent in _parents(entry, by_key, reports[entry.file]):
                _take(entry, parent, how)


def _parents(entry: Entry, by_key: Mapping[str, Entry], report: Report) -> Iterator[tuple[str, Entry]]:
    """Those that the entry points to, and those they point to; a circle ends where it began."""
    seen, queue = {entry.key}, [(how, key, entry) for how, key in _pointers(entry)]
    while queue and len(seen) <= _DEEPEST:
        how, key, child = queue.pop(0)
        parent = by_key.get(key) or by_key.get(key.casefold())  # BibTeX compares keys without regard to case
        if parent is None:
            near = nearest(key, by_key)
            hint = f"did you mean {near}?" if near else "add that entry, or take the field out"
            if report.first("dead-crossref", f"{child.key} {key}"):
                message = f"{child.key}: there is no entry {key} to take fields from"
                report.warn("dead-crossref", message, child.line_of(how), hint, child.key)
        elif parent.key not in seen:
            seen.add(parent.key)
            yield how, parent
            queue += [(h, k, parent) for h, k in _pointers(parent)]


def _pointers(entry: Entry) -> list[tuple[str, str]]:
    keys = [("xdata", key.strip()) for key in entry.text("xdata").split(",")]
    return [(how, key) for how, key in [*keys, ("crossref", entry.text("crossref"))] if key]


def _take(entry: Entry, parent: Entry, how: str) -> None:
    """Fill in what the entry does not say itself: a paper's booktitle is its proceedings' title."""
    renamed = _titles(entry.type, parent.type)
    own = {name for name in ("author", "editor") if name in entry.fields}
    for name, field in parent.fields.items():
        if name.partition("+an")[0] in own:  # the parent's annotations count the parent's names
            continue
        if how == "xdata":
            entry.fields.setdefault(name, field)
            continue
        target = renamed.get(name, "" if name in _OWN else name)
        if target and not (target == "booktitle" and "journal" in entry.fields):
            entry.fields.setdefault(target, field)
        if name == "author" and entry.type in _ONLY_WITH_BOOK:
            entry.fields.setdefault("bookauthor", field)


def _titles(child: str, parent: str) -> Mapping[str, str]:
    """What a parent's titles are called in the child (BibLaTeX manual, appendix B): its own in one of its type."""
    if child == parent:
        return _SAME
    if parent == "periodical":
        return _PERIODICAL
    if parent.startswith("mv"):
        return _SEVERAL_VOLUMES
    return _VOLUME if parent in _VOLUMES else {}


def distinct(entries: list[Entry], reports: Mapping[str, Report]) -> list[Entry]:
    """No key twice: an identical entry is dropped, a different one becomes key-2, and both are said."""
    same: dict[str, list[Entry]] = {}
    for entry in entries:
        same.setdefault(entry.key, []).append(entry)
    dropped: set[int] = set()
    for group in [group for group in same.values() if len(group) > 1]:
        dropped |= _told_apart(group, set(same), reports)
    return [entry for entry in entries if id(entry) not in dropped]


def _told_apart(group: list[Entry], taken: set[str], reports: Mapping[str, Report]) -> set[int]:
    """Give every further paper under one key its own; the ids of those that are no further papers."""
    first, key, number, dropped = group[0], group[0].key, 2, set()
    seen = {_content(first)}
    for entry in group[1:]:
        where = f"line {first.line}" if first.file == entry.file else f"{first.file}, line {first.line}"
        report = reports[entry.file]
        if _content(entry) in seen:
            report.warn(
                "duplicate-entry", f"{key} stands twice, word for word (see {where})", entry.line, "take one out", key
            )
            dropped.add(id(entry))
            continue
        seen.add(_content(entry))
        while f"{key}-{number}" in taken:
            number += 1
        entry.key = f"{key}-{number}"
        number += 1
        message = f"{key} is the key of two papers (see {where}); this one is now {entry.key}"
        report.warn("duplicate-key", message, entry.line, "give it a key of its own", key)
    return dropped


def _content(entry: Entry) -> tuple[str, frozenset[tuple[str, str]]]:
    return entry.type, frozenset((name, " ".join(field.value.split())) for name, field in entry.fields.items())


def keyed(entry: Entry, report: Report) -> None:
    """A key for an entry without one, from the names, the year and the title: "hoogeveen2022many"."""
    from cvgen.read.bib import bib_writer

    author = entry.text("author", "editor").replace("{", "").split(" and ")[0]
    family = author.split(",")[0] if "," in author else (author.split() or [""])[-1]
    made = bib_writer.key(family, entry.text("year", "date")[:4], entry.text("title").replace("{", ""))
    entry.key = made or f"{entry.type}-{entry.line}"
    hint = f"write @{entry.type}{{{entry.key},"
    report.warn("missing-key", f"an entry has no key; it is called {entry.key}", entry.line, hint, entry.key)


# How one work is another's (BibLaTeX's manual, 2.2.3): what stands before the other in a reference.
RELATIONS = {
    "reprintof": "Reprint of", "reprintas": "Reprinted as", "reprintfrom": "Reprinted from",
    "translationof": "Translation of", "translatedas": "Translated as", "translationas": "Translated as",
    "origpubin": "Originally published in", "origpubas": "Originally published as", "excerptin": "Excerpt in",
}  # fmt: skip
_TOLD = tuple("booktitle journaltitle journal volume number publisher location address year date pages".split())


def related(entries: list[Entry]) -> None:
    """Give an entry that names `related` works what a reader needs of them, as the field `relation`."""
    by_key = {entry.key: entry for entry in reversed(entries)}
    for entry in (each for each in entries if "related" in each.fields):
        others = [by_key[key.strip()] for key in entry.text("related").split(",") if key.strip() in by_key]
        said = entry.text("relatedstring") or RELATIONS.get(entry.text("relatedtype").casefold(), "")
        if others and (said or entry.text("relatedtype").casefold() == "multivolume"):
            text = "; ".join(_told(other, entry) for other in others if other is not entry)
            entry.fields["relation"] = Field(f"{said} {text}".strip(), entry.line_of("related"))


def _told(other: Entry, entry: Entry) -> str:
    """A work in short: "Roger Matuz, ed., Contemporary Literary Criticism, 61, Gale, Detroit, 1990, 204–208"."""
    role = next((name for name in ("author", "editor") if other.text(name)), "author")
    made = " and ".join(str(names.parse(each)) for each in other.text(role).split(" and ") if each.strip())
    made = "" if other.text(role) == entry.text("author") else f"{made} (ed.)" if role == "editor" else made
    parts = [made, other.text("title"), *(other.text(name).replace("-", "--") for name in _TOLD)]
    return ", ".join(part.strip() for part in parts if part.strip())
