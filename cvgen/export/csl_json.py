"""Papers -> CSL-JSON (csl-data.json 1.0.2). Roles, ids and awards are under `custom`: CSL has no words for them."""

import json
from collections.abc import Iterable
from typing import TypeAlias

from cvgen.cite.venue import eprint_url
from cvgen.export import paper
from cvgen.export.paper import Paper
from cvgen.identify import Author
from cvgen.model import kinds
from cvgen.model.dates import Date
from cvgen.model.kinds import Kind
from cvgen.model.names import Name
from cvgen.model.text import Inline, Style, Styled, plain

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"
_TAGS = {Style.STRONG: "b", Style.EMPH: "i", Style.SUP: "sup", Style.SUB: "sub"}
# CSL's name variables; who has another role has contributed.
_ROLES = frozenset(
    "editor translator container-author director composer performer compiler illustrator interviewer collection-editor "
    "editorial-director organizer producer curator chair".split()
)
_FIELDS = {
    "series": "collection-title", "publisher": "publisher", "location": "publisher-place", "address": "publisher-place",
    "edition": "edition", "type": "genre", "abstract": "abstract", "version": "version", "isbn": "ISBN",
    "issn": "ISSN", "pmid": "PMID", "eventtitle": "event", "eventvenue": "event-place", "chapter": "chapter-number",
    "pagetotal": "number-of-pages", "langid": "language", "eid": "number",
}  # fmt: skip


def text(papers: Iterable[Paper]) -> str:
    """The list of items."""
    return json.dumps([_item(each) for each in papers], ensure_ascii=False, indent=1) + "\n"


def _item(each: Paper) -> dict[str, Json]:
    reference = each.reference
    serial = reference.kind.startswith("article-") or reference.kind in (Kind.REVIEW, Kind.PERIODICAL)
    found: dict[str, Json] = {
        "id": reference.key, "type": kinds.csl(reference.kind), "title": _rich(reference.title),
        "title-short": _rich(reference.short_title), **_people(each), "issued": _date(reference.date),
        "container-title": _container(each),
        "volume": reference.volume, "issue": reference.number if serial else "",
        "number": "" if serial else reference.number, "page": "-".join(reference.pages),
        "DOI": reference.doi, "URL": reference.url or eprint_url(reference), "status": reference.status,
        "language": reference.language,
        "keyword": ", ".join(reference.keywords), "note": plain(reference.note),
    }  # fmt: skip
    if reference.kind in (Kind.THESIS, Kind.REPORT):
        found["publisher"] = plain(each.venue)
    if reference.eprint_type == "arXiv":
        found |= {"number": f"arXiv:{reference.eprint}"}
    for name, nodes in each.fields.items():
        if name in _FIELDS and not found.get(_FIELDS[name]):
            found[_FIELDS[name]] = plain(nodes)
    if reference.kind is Kind.POSTER:
        found.setdefault("genre", "Poster")
    found["custom"] = dict(each.own)
    return {name: value for name, value in found.items() if value}


def _container(each: Paper) -> str:
    """What it stands in: nothing, for a thesis, and for a patent, of which a text has the number there."""
    where = plain(each.venue)
    return "" if each.reference.kind is Kind.THESIS or where == each.reference.number else where


def _people(each: Paper) -> "dict[str, list[Json]]":
    """The names in each role."""
    found = {"author": _names(each.publication.authors, others=each.reference.others)}
    for made in each.publication.contributors:
        role = made.role if made.role in _ROLES else "contributor"
        found[role] = [*found.get(role, ()), *_names(made.people, others=made.others)]
    return found


def _names(people: tuple[Author, ...], *, others: bool) -> "list[Json]":
    """Names, and a word for the rest of a list that has any."""
    names: list[Json] = [_name(paper.name(author)) for author in people]
    return [*names, {"literal": paper.OTHERS}] if others and names else names


def _name(name: Name) -> dict[str, Json]:
    if paper.alone(name):
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def _date(date: Date | None) -> dict[str, Json]:
    """The parts that are known; a decade or another era as it is written."""
    if date is None:
        return {}
    if date.text and not date.season:
        return {"literal": date.text}
    found: dict[str, Json] = {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
    return found | ({"season": date.season} if date.season else {}) | ({"circa": True} if date.estimated else {})


def _rich(nodes: Inline) -> str:
    """A title with the tags that CSL's processors know."""
    return "".join(
        f"<{_TAGS[node.style]}>{_rich(node.children)}</{_TAGS[node.style]}>"
        if isinstance(node, Styled) and node.style in _TAGS
        else plain((node,))
        for node in nodes
    )
