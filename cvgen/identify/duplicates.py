"""References -> references, one a paper: a preprint and its publication become one that answers to both keys."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import TypeVar

from cvgen.identify import people
from cvgen.model.errors import Problems
from cvgen.model.reference import Reference, Writer
from cvgen.model.text import plain

PREPRINTS = frozenset(("misc", "unpublished", "online", "preprint", "techreport", "report"))
APART = ("relatedtype", "related")
KEPT = frozenset(
    ("key", "type", "title", "authors", "others", "aliases", "links", "keywords", "fields", "status", "date")
)
ENOUGH = 12
T = TypeVar("T")


def merged(references: tuple[Reference, ...], problems: Problems) -> tuple[Reference, ...]:
    """Each paper once, in the order of first mention; what was merged is said."""
    leaders: dict[int, int] = {}
    for bucket in _buckets(references).values():
        for i, j in _pairs(bucket, references):
            leaders[_top(j, leaders)] = _top(i, leaders)
    clusters: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(len(references)):
        clusters[_top(i, leaders)].append(i)
    found = sorted(clusters.values(), key=min)
    return tuple(_one([references[i] for i in sorted(cluster)], problems) for cluster in found)


def _top(i: int, leaders: dict[int, int]) -> int:
    while i in leaders and leaders[i] != i:
        i = leaders[i]
    return i


def _buckets(references: tuple[Reference, ...]) -> dict[tuple[str, str], list[int]]:
    """Places of references by what could make two of them one paper, so that all are not compared with all."""
    buckets: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, reference in enumerate(references):
        for mark in _signs(reference):
            buckets[mark].append(i)
    return {mark: places for mark, places in buckets.items() if len(places) > 1}


def _signs(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.doi:
        yield "doi", reference.doi.casefold()
    if reference.eprint:
        yield "eprint", reference.eprint.casefold().split("v")[0]
    title = people.folded(plain(reference.title))
    if len(title) >= ENOUGH:
        yield "title", title


def _pairs(places: list[int], references: tuple[Reference, ...]) -> Iterator[tuple[int, int]]:
    """Pairs that are one paper; each is held against the first of its kind only."""
    firsts: list[int] = []
    for place in places:
        found = next((first for first in firsts[:8] if same(references[first], references[place])), None)
        if found is None:
            firsts.append(place)
        else:
            yield found, place


def same(a: Reference, b: Reference) -> bool:
    """Whether two entries are one paper: alike in title and authors, and not both published apart."""
    if any(name in dict(each.fields) for name in APART for each in (a, b)):
        return False
    if people.folded(plain(a.title)) != people.folded(plain(b.title)) and not _continued(a, b):
        return False
    if a.doi and b.doi and a.doi.casefold() != b.doi.casefold() and published(a) and published(b):
        return False
    same_id = a.doi and a.doi.casefold() == b.doi.casefold()
    byline = people.same_byline([w.name for w in a.authors], [w.name for w in b.authors], a.others or b.others)
    return byline and (bool(same_id) or not (published(a) and published(b)))


def _continued(a: Reference, b: Reference) -> bool:
    """A title and the same title with a subtitle, where DOI or preprint number are the same."""
    short, long = sorted((people.folded(plain(a.title)), people.folded(plain(b.title))), key=len)
    shared = (a.doi and a.doi.casefold() == b.doi.casefold()) or (a.eprint and a.eprint == b.eprint)
    return bool(shared) and len(short) >= ENOUGH and long.startswith(short)


def published(reference: Reference) -> bool:
    """Whether it came out in a venue, as far as the entry says."""
    return reference.type not in PREPRINTS and not reference.status and "arxiv" not in plain(reference.venue).casefold()


def _one(cluster: list[Reference], problems: Problems) -> Reference:
    if len(cluster) == 1:
        return cluster[0]
    best = max(cluster, key=lambda each: (published(each), -cluster.index(each)))
    others = [each for each in cluster if each is not best]
    for other in others:
        message = f"{other.key} is the same paper as {best.key} and was merged with it"
        hint = "if they are two papers, say so: relatedtype = {translation}, or whatever the one is of the other"
        problems.warn("merged", message, other.at, hint, other.key, best.key)
    return _filled(best, others)


def _filled(best: Reference, others: list[Reference]) -> Reference:
    """The best entry with what only the others have: links, identifiers, keywords, roles."""
    gaps = [f.name for f in fields(Reference) if f.name not in KEPT and not getattr(best, f.name)]
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
