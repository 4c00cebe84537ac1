"""References -> references, one a work: a preprint and its publication become one that answers to both keys.

Two entries of one kind are one work where DOI, ISBN, or venue and pages say so. Entries of two kinds never are, but for
a preprint and the article, chapter or conference paper that it became.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from cvgen.identify import people
from cvgen.model.errors import Problems
from cvgen.model.kinds import SPOKEN, Kind, preprint_doi
from cvgen.model.record import replace
from cvgen.model.reference import Reference, Writer
from cvgen.model.text import plain

APART = ("relatedtype", "related")
KEPT = frozenset(
    (
        "key",
        "type",
        "kind",
        "kind_why",
        "title",
        "authors",
        "others",
        "aliases",
        "links",
        "keywords",
        "fields",
        "status",
        "date",
    )
)
ENOUGH = 12
EARLIER, LATER = 6, 1  # years by which a preprint may come before its publication, or be put online after it
_PUBLICATIONS = frozenset((Kind.ARTICLE, Kind.MAGAZINE, Kind.REVIEW, Kind.PAPER, Kind.CHAPTER, Kind.ENTRY))
T = TypeVar("T")


def merged(references: tuple[Reference, ...], problems: Problems) -> tuple[Reference, ...]:
    """Each work once, in the order of first mention; what was merged is said, and why."""
    clusters = {i: [i] for i in range(len(references))}
    buckets = _buckets(references)
    for bucket in buckets.values():
        for i, j in _pairs(bucket, references):
            _unite(clusters[i], clusters[j], clusters, references)
    found = sorted({min(cluster): cluster for cluster in clusters.values()}.items())
    for (sign, text), bucket in buckets.items():
        if sign == "doi":
            _still_several({id(clusters[i]): references[i] for i in reversed(bucket)}, text, problems)
    return tuple(_one([references[i] for i in sorted(cluster)], problems) for _, cluster in found)


def _unite(a: list[int], b: list[int], clusters: dict[int, list[int]], references: tuple[Reference, ...]) -> None:
    """Make two clusters one, unless that would join two publications that are two works by way of a preprint."""
    if a is b or not all(same(references[x], references[y]) for x in a for y in b if _both_out(x, y, references)):
        return
    a += b
    clusters.update(dict.fromkeys(b, a))


def _both_out(i: int, j: int, references: tuple[Reference, ...]) -> bool:
    return not (early(references[i]) or early(references[j]))


def _buckets(references: tuple[Reference, ...]) -> dict[tuple[str, str], list[int]]:
    """Places of references by what could make two of them one work, so that all are not compared with all."""
    buckets: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, reference in enumerate(references):
        for mark in _signs(reference):
            buckets[mark].append(i)
    return {mark: places for mark, places in buckets.items() if len(places) > 1}


def _signs(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.doi:
        yield "doi", reference.doi.casefold()
    if reference.eprint:
        yield "eprint", _eprint(reference)
    title = _title(reference)
    if len(title) >= ENOUGH:
        yield "title", title


def _pairs(places: list[int], references: tuple[Reference, ...]) -> Iterator[tuple[int, int]]:
    """Pairs that are one work; each is held against the first of its kind only, preprints last."""
    firsts: list[int] = []
    for place in sorted(places, key=lambda i: early(references[i])):
        found = next((first for first in firsts[:8] if same(references[first], references[place])), None)
        if found is None:
            firsts.append(place)
        else:
            yield found, place


def _title(reference: Reference) -> str:
    return people.folded(plain(reference.title))


def _eprint(reference: Reference) -> str:
    return reference.eprint.casefold().split("v")[0]


def same(a: Reference, b: Reference) -> str:
    """Why two entries are one work: "one DOI", "one title and the same authors"; "" if they are two."""
    if any(name in dict(each.fields) for name in APART for each in (a, b)) or not _one_title(a, b):
        return ""
    cut = a.others or b.others
    if not people.same_byline([w.name for w in a.authors], [w.name for w in b.authors], cut) or _two_dois(a, b):
        return ""
    left, right = early(a), early(b)
    if a.kind is b.kind and not (left or right):
        return _published_once(a, b) if _years(a, b) <= 1 else ""
    if Kind.OTHER in (a.kind, b.kind) and _shared_doi(a, b):
        return "one DOI"  # an @misc that does not say what it is
    if not (left or right) or not all(early(each) or each.kind in _PUBLICATIONS for each in (a, b)):
        return ""
    return _preprint_of(a, b) if left else _preprint_of(b, a)


def early(reference: Reference) -> bool:
    """Whether it is a preprint, a paper not out yet, or nothing but who wrote what, as an @misc without a venue."""
    bare = not reference.venue and not reference.doi and reference.kind in (Kind.OTHER, Kind.WEB)
    report = reference.kind is Kind.REPORT and bool(reference.eprint)
    waiting = reference.kind in _PUBLICATIONS and bool(reference.status)
    return bare or report or waiting or reference.kind in (Kind.PREPRINT, Kind.MANUSCRIPT)


def _preprint_of(preprint: Reference, other: Reference) -> str:
    """Why the one is an earlier version of the other, which may be a preprint as well."""
    both = early(other)
    if preprint.eprint and other.eprint and _eprint(preprint) != _eprint(other):
        return ""
    if preprint.eprint and other.eprint:
        return "one number of a preprint"
    if _shared_doi(preprint, other):
        return "one DOI"
    later = other.date.year - preprint.date.year if preprint.date and other.date else 0
    near = -LATER <= later <= EARLIER if not both else abs(later) <= EARLIER
    return "one title and the same authors" if near else ""


def _published_once(a: Reference, b: Reference) -> str:
    """Why two entries of one kind are one published work."""
    if a.doi and b.doi:
        return "one DOI" if _shared_doi(a, b) else ""
    isbn = [plain(dict(each.fields).get("isbn", ())).replace("-", "") for each in (a, b)]
    if a.kind in (Kind.BOOK, Kind.COLLECTION) and all(isbn):
        return "one ISBN" if isbn[0] == isbn[1] else ""
    venues = [people.folded(plain(each.venue) or each.venue_id) for each in (a, b)]
    alike = venues[0] and venues[0] == venues[1] and _years(a, b) == 0
    alike = alike and bool(a.pages) and (a.volume, a.number, a.pages) == (b.volume, b.number, b.pages)
    return "the same title, authors, venue, volume and pages" if alike else ""


def _one_title(a: Reference, b: Reference) -> bool:
    """Whether the titles are the same, or one is continued by a subtitle where DOI or preprint number are the same."""
    short, long = sorted((_title(a), _title(b)), key=len)
    shared = _shared_doi(a, b) or (a.eprint and _eprint(a) == _eprint(b))
    return short == long or bool(shared) and len(short) >= ENOUGH and long.startswith(short)


def _shared_doi(a: Reference, b: Reference) -> bool:
    return bool(a.doi) and a.doi.casefold() == b.doi.casefold()


def _two_dois(a: Reference, b: Reference) -> bool:
    """Whether two publishers registered them; the DOI of a preprint is not its publication's."""
    both = bool(a.doi and b.doi) and not _shared_doi(a, b)
    return both and not (preprint_doi(a.doi) or preprint_doi(b.doi))


def _years(a: Reference, b: Reference) -> int:
    """How many years lie between them, 0 where one has none."""
    return abs(a.date.year - b.date.year) if a.date and b.date else 0


def _still_several(several: dict[int, Reference], doi: str, problems: Problems) -> None:
    """One warning for all entries that share a DOI and a title and are still printed each."""
    titles: defaultdict[str, list[Reference]] = defaultdict(list)
    for each in reversed(several.values()):
        if not any(name in dict(each.fields) for name in APART):
            titles[_title(each)].append(each)
    for alike in titles.values():
        if len(alike) > 1:
            what = ", ".join(f"{each.key} (line {each.at.line if each.at else 0})" for each in alike)
            message = f"{what} have one title and the DOI {doi}, but {_difference(alike)}; each is printed"
            hint = "if they are one work, keep one entry, or make type, year and authors the same"
            problems.warn("same-doi", message, alike[0].at, hint, *(each.key for each in alike))


def _difference(several: list[Reference]) -> str:
    """What keeps entries apart: "they are an article and a dataset"."""
    there = list(dict.fromkeys(SPOKEN[each.kind] for each in several))
    bylines = {tuple(w.name.family.casefold() for w in each.authors) for each in several}
    if len(there) > 1:
        return f"not one kind: {', '.join(there)}"
    return "not the same authors" if len(bylines) > 1 else "not the same year"


def alike(references: Iterable[Reference]) -> Iterator[tuple[Reference, Reference]]:
    """Works that are two and look like one: each pair with one long title and an author in common."""
    titles: defaultdict[str, list[Reference]] = defaultdict(list)
    for each in references:
        if len(title := _title(each)) >= ENOUGH and not any(name in dict(each.fields) for name in APART):
            titles[title].append(each)
    for several in titles.values():
        for a, b in combinations(several[:8], 2):
            if not _shared_doi(a, b) and _families(a) & _families(b):
                yield a, b


def _families(reference: Reference) -> set[str]:
    return {people.folded(writer.name.family) for writer in reference.authors}


def _one(cluster: list[Reference], problems: Problems) -> Reference:
    if len(cluster) == 1:
        return cluster[0]
    best = max(cluster, key=lambda each: (not early(each), -cluster.index(each)))
    others = [each for each in cluster if each is not best]
    for other in others:
        why = same(best, other) or next((why for each in others if (why := same(each, other))), "")
        what = " and ".join(dict.fromkeys((SPOKEN[other.kind], SPOKEN[best.kind])))
        message = f"{other.key} is the same paper as {best.key} and was merged with it ({what}: {why})"
        hint = "if they are two papers, say so: relatedtype = {translation}, or whatever the one is of the other"
        problems.warn("merged", message, other.at, hint, other.key, best.key)
    return _filled(best, others)


def _filled(best: Reference, others: list[Reference]) -> Reference:
    """The best entry with what only the others have: links, identifiers, keywords, roles."""
    gaps = [name for name in Reference.__struct_fields__ if name not in KEPT and not getattr(best, name)]
    values = {name: next((v for each in others if (v := getattr(each, name))), getattr(best, name)) for name in gaps}
    own = dict(best.fields)
    extra = {name: value for each in others for name, value in each.fields if name not in own}
    return replace(
        best,
        **values,
        links=_union(each.links for each in (best, *others)),
        keywords=_union(each.keywords for each in (best, *others)),
        aliases=_union((best.aliases, *((each.key, *each.aliases) for each in others))),
        fields=(*best.fields, *extra.items()),
        authors=_roles(best, others),
    )


def _union(groups: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(each for group in groups for each in group))


def _roles(best: Reference, others: list[Reference]) -> tuple[Writer, ...]:
    """Each author with the roles, ids and ORCIDs that any of the entries gives."""
    out = []
    for i, writer in enumerate(best.authors):
        alike = [each.authors[i] for each in others if len(each.authors) == len(best.authors)]
        given = dict.fromkeys((*writer.roles, *(role for each in alike for role in each.roles)))
        identity = next((each.id for each in (writer, *alike) if each.id), "")
        orcid = next((each.orcid for each in (writer, *alike) if each.orcid), "")
        out.append(replace(writer, roles=tuple(given), id=identity, orcid=orcid))
    return tuple(out)
