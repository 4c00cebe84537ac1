"""What the bibliography and entries have -> what a document shows nowhere: papers, roles, fields; works alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cvgen.check.view import CheckedPage, View
from cvgen.cite import pattern
from cvgen.identify import Publication, duplicates
from cvgen.mark import glyphs
from cvgen.model.entry import FullEntry
from cvgen.model.errors import Position, Problems
from cvgen.model.kinds import SPOKEN
from cvgen.model.recipe import ReferenceStyle
from cvgen.model.text import plain
from cvgen.model.typed import place

_SHOWN = 8
# What a reference never prints: what programs note, what search asks for, what other fields say already.
_NEVER = frozenset(
    "abstract annote annotation issn isbn language langid urldate comment comments copyright keyword keywords "
    "author_keywords coden document_type mrclass mrnumber mrreviewer zblnumber pmid pmcid pmc numpages pagetotal "
    "month numpages arxivid citedby citation label shorthand library review bibtex fjournal eprinttype related "
    "relatedtype relatedstring sortname sorttitle sortyear sortkey presort gender indextitle langidopts crossref xref "
    "preview booktitleaddon affiliation affiliations references funding file urlyear silence".split()
)
# Fields of an entry that a pattern prints under another name.
_PRINTED_AS = {
    "publisher": ("publisher",),
    "editor": ("editors",),
    "school": ("venue",),
    "institution": ("venue",),
    "address": ("place",),
    "location": ("place",),
}


def alike(view: View, problems: Problems) -> None:
    """Works with one title and an author in common that were not merged."""
    for a, b in duplicates.alike(each.reference for each in view.publications):
        left, right = SPOKEN[a.kind], SPOKEN[b.kind]
        what = f"{left} and {right}" if left != right else f"each as {left}"
        message = f"{a.key} and {b.key} have one title, and both are printed: {what}"
        hint = "if they are one work, give both the same DOI, or take one out; else say relatedtype = {…} in one"
        problems.note("alike", message, b.at, hint, b.key, a.key)


def papers(page: CheckedPage, problems: Problems) -> None:
    """Papers that stand in no list of a document whose lists ask for all there are."""
    groups = [each.group for each in page.prepared.chosen]
    whole = [each for each in groups if each.select is None and not each.latest and not _chooses(each.where)]
    if not whole or not page.shown:
        return
    missing = [each for each in page.view.publications if each.key not in page.shown and _belongs(each, page)]
    if missing:
        one = len(missing) == 1
        some = "1 paper is" if one else f"{len(missing)} papers are"
        message = f"{some} in no list of {page.named}: {_few(p.key for p in missing)}"
        hint = "widen a list's where:, add a list, or name them under exclude:"
        problems.note("in-no-list", message, whole[0].at or missing[0].reference.at, hint, *(p.key for p in missing))


def _chooses(where: object) -> bool:
    """Whether a list is a selection by its nature: of selected papers, of some authors, from some time on."""
    names = ("selected", "since", "until", "author", "first_author", "keywords", "exclude", "venue")
    return any(getattr(where, name, None) for name in names)


def _belongs(paper: Publication, page: CheckedPage) -> bool:
    """Whether one of those whose document it is wrote the paper."""
    owners = page.subject.owners
    return not owners or any(author.person and author.person.id in owners for author in paper.everybody)


def roles(page: CheckedPage, problems: Problems) -> None:
    """Roles that entries give to authors and no mark of the document shows."""
    recipe = page.prepared.scene.recipe
    shown = {role for role, _ in recipe.marks}
    lost: defaultdict[str, list[str]] = defaultdict(list)
    for paper in _listed(page):
        told = glyphs.roles(paper, dict(recipe.glyphs), Problems())
        for role in {role for roles in told for role in roles} - shown:
            lost[role].append(paper.key)
    for role, keys in sorted(lost.items()):
        message = f"no mark of this document shows the role {role}, which entries give: {_few(keys)}"
        hint = f"add it to the document: marks: {{{role}: {{symbol: '*', legend: …}}}}"
        problems.note("role-unshown", message, page.at, hint, role)


def fields(page: CheckedPage, problems: Problems) -> None:
    """Fields with content that the reference style leaves out, each once with the papers that have it."""
    lost: defaultdict[str, list[str]] = defaultdict(list)
    for chosen in page.prepared.chosen:
        word = chosen.group.reference or page.prepared.scene.recipe.reference
        style = page.prepared.citers[word.text].style
        for paper in (each for each in chosen.publications if each.key in page.shown):
            for name in _unprinted(paper, style):
                lost[name].append(paper.key)
    for name, keys in sorted(lost.items()):
        found = tuple(dict.fromkeys(keys))
        message = f"the reference style leaves out {name}, which stands in {_few(found)}"
        hint = f"add [ {{{name}}}] to the pattern of the style, if a reader needs it"
        problems.note("unprinted-field", message, page.at, hint, name)


def _unprinted(paper: Publication, style: ReferenceStyle) -> Iterator[str]:
    """The fields of an entry that its pattern does not name."""
    reference = paper.reference
    lines = style.pattern(reference.kind, reference.type).strip().split("\n")
    named = {name.partition(".")[0] for line in lines for name in pattern.names(pattern.parsed(line))}
    own: dict[str, object] = {name: plain(nodes) for name, nodes in reference.fields if name not in _NEVER}
    own |= {"note": reference.note, "volume": reference.volume, "number": reference.number, "pages": reference.pages}
    for name, value in own.items():
        if value and not named.intersection((name, *_PRINTED_AS.get(name, ()))):
            yield name


# Of each pair a pattern prints one.
_SHORT = {"short_title": "talk", "talk": "short_title", "short_event": "event", "event": "short_event"}
# What a card shows is no text, and what says nothing by itself.
_UNSAID = frozenset("only highlights at id ongoing photo photo_alt initials".split())
_DATES = frozenset(("date", "start_date", "end_date"))


def facts(page: CheckedPage, problems: Problems) -> None:
    """Keys of entries with content that no pattern of the document prints, each kind and key once."""
    lost: defaultdict[tuple[str, str], list[Position | None]] = defaultdict(list)
    for entry, shape in page.prepared.entries():
        texts = (shape.main, shape.side, shape.label, *shape.lines, *shape.line_sides)
        named = frozenset[str]().union(*(pattern.names(pattern.parsed(text)) for text in texts))
        for key, value in _written(entry):
            if key not in named and _SHORT.get(key) not in named:
                lost[entry.KIND, key].append(_place(value, entry, page))
    for (kind, key), places in sorted(lost.items()):
        more = f", here and in {len(places) - 1} more" if len(places) > 1 else ""
        message = f"no pattern of this document prints the {key} of {kind} entries{more}"
        hint = f"write {{{key}}} into the pattern under patterns: {kind}: (the ready one: cvgen show entries classic)"
        problems.note("unprinted-fact", message, places[0], hint, key, kind)


def _written(entry: FullEntry) -> Iterator[tuple[str, object]]:
    """The keys of an entry that say something; its dates, however they are given, are its date."""
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if value and name not in (*_UNSAID, *_DATES):
            yield name.rstrip("_"), value
    if entry.date or entry.start_date or entry.end_date:
        yield "date", entry.date


def _place(value: object, entry: FullEntry, page: CheckedPage) -> Position | None:
    """Where a value was typed, as far as that is known; else where its entry stands."""
    first = value[0] if isinstance(value, tuple) and value else value
    return page.places.get(id(value)) or place(first if isinstance(first, str) else "", entry.at)


def _listed(page: CheckedPage) -> Iterator[Publication]:
    there = {paper.key: paper for chosen in page.prepared.chosen for paper in chosen.publications}
    return (paper for key, paper in there.items() if key in page.shown)


def _few(keys: Iterable[str]) -> str:
    listed = list(keys)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return ", ".join(listed[:_SHOWN]) + more
