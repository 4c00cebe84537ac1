"""A document -> JSON Resume (schema 1.0.0), which has entries of a few kinds: what is of none is a project.

A paper's authors, roles and ids are under names of their own, which the schema allows. Texts above lists have no place.
"""

import json
from collections.abc import Iterator, Mapping

from cvgen.cite.venue import best_url
from cvgen.export import paper, resume
from cvgen.export.resume import Resume
from cvgen.model.dates import Date
from cvgen.model.document import Item, flat
from cvgen.model.outline import Part, Row

Entry = dict[str, "str | list[str]"]
_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
# Where each kind of entry stands, and under which name each of its fields; the first is what it cannot be without.
_SECTIONS = {
    "education": (
        "education", {"institution": "institution", "area": "area", "degree": "studyType", "location": "location"},
    ),
    "experience": ("work", {"company": "name", "position": "position", "location": "location"}),
    "service": ("volunteer", {"for": "organization", "service": "position", "location": "location"}),
    "award": ("awards", {"award": "title", "organization": "awarder"}),
    "grant": ("projects", {"title": "name", "funder": "entity"}),
    "talk": ("projects", {"talk": "name", "event": "entity"}),
    "normal": ("projects", {"name": "name"}),
}  # fmt: skip
_OTHER: tuple[str, dict[str, str]] = ("projects", {})


def text(made: Resume) -> str:
    """The file."""
    found: dict[str, list[Entry]] = {}
    summary: list[str] = []
    for part in made.outline.parts:
        for row in part.rows:
            if row.kind == "text":
                summary += [resume.text(row.item.main), *(resume.text(line.main) for line in flat(row.item.lines))]
            else:
                name, entry = _entry(row, part)
                found.setdefault(name, []).append({key: said for key, said in entry.items() if said})
        for item in part.papers:
            found.setdefault("publications", []).append(_paper(item, made))
    basics = _basics(made) | ({"summary": "\n\n".join(summary)} if summary else {})
    return json.dumps({"$schema": _SCHEMA, "basics": basics, **found}, ensure_ascii=False, indent=2) + "\n"


def _basics(made: Resume) -> dict[str, object]:
    header = made.header
    one = {kind: next(iter(made.contacts(kind)), None) for kind in ("email", "phone", "website")}
    rest = [each for each in header.contacts if each not in one.values() and each.kind != "location"]
    profiles = [{"network": n.network, "username": n.username, "url": n.url} for n in made.outline.networks]
    profiles += [{"network": resume.text(each.content), "url": resume.target(each.content)} for each in rest]
    found: dict[str, object] = {
        "name": header.name, "label": made.headline, "image": header.photo.address if header.photo else "",
        "email": resume.text(one["email"].content) if one["email"] else "",
        "phone": resume.text(one["phone"].content) if one["phone"] else "",
        "url": resume.target(one["website"].content) if one["website"] else "",
        "location": {"address": place} if (place := made.location) else {},
        "profiles": [{name: value for name, value in each.items() if value} for each in profiles],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _entry(row: Row, part: Part) -> tuple[str, Entry]:
    """The section that an entry belongs to, and the entry as that has it."""
    if row.kind == "one-line":
        return "skills", {"name": _field(row, "label"), "keywords": [_field(row, "details")]}
    section, fields = _SECTIONS.get(row.kind, _OTHER)
    head = next(iter(fields), "")
    if not row.fields.get(head):
        section, fields = _OTHER
    entry: Entry = {theirs: _field(row, ours) for ours, theirs in fields.items()}
    if not fields:
        entry = {"name": resume.text(row.item.main)}
    if section == "projects":
        entry["type"] = part.title
    said, bullets = (tuple(resume.text(line.main) for line in each) for each in resume.lines(row.item))
    dates, in_words = _dates(row, "date" if section == "awards" else "endDate")
    more = tuple(_unsaid(row, fields)) if fields else ()
    entry |= dates
    entry["url"] = row.url or resume.target(row.fields.get(head, ()))
    own = "description" if section == "projects" else "summary"
    if section == "awards":
        said, bullets = (*said, *bullets), ()
    entry |= {own: "\n".join((*more, *in_words, *said)), "highlights": list(bullets)}
    return section, entry


def _field(row: Row, name: str) -> str:
    return resume.text(row.fields.get(name, ()))


def _unsaid(row: Row, fields: Mapping[str, str]) -> Iterator[str]:
    """What the entry prints in its first line of fields that have no name here, and no other field says."""
    printed, said = resume.text(row.item.main), [_field(row, name) for name in fields]
    others = [_field(row, name) for name in row.fields if name not in (*fields, "date", "links")]
    for each in others:
        longer = (*said, *(other for other in others if len(other) > len(each)))
        if each in printed and not any(each in other for other in longer):
            said.append(each)
            yield each


def _dates(row: Row, one: str) -> tuple[Entry, tuple[str, ...]]:
    """The dates under their names, and in words where these say more: "Fall 2023", "2022 & 2024"."""
    given = [each.date for each in row.dates if each.date.year]
    first, last = (given[0], given[-1]) if given else (row.start, row.end)
    alone = len(given) == 1 or one == "date"
    found: Entry = {"startDate": "" if alone else _iso(first), one: _iso(last)}
    worded = len(given) > 1 or any(each and not resume.exact(each) for each in (first, last))
    worded = worded or any(each.text for each in row.dates)
    return found, (_field(row, "date"),) if worded else ()


def _iso(date: Date | None) -> str:
    """A date as the schema wants it: a season is its year."""
    return "-".join((f"{date.year:04}", *(f"{n:02}" for n in (date.month, date.day) if n))) if date else ""


def _paper(item: Item, made: Resume) -> Entry:
    each, marked = made.paper(item.anchor), made.marked[item.anchor]
    reference = each.reference
    others = [paper.OTHERS] if reference.others else []
    found: Entry = {
        "name": resume.text(reference.title), "publisher": resume.text(resume.venue(each)),
        "releaseDate": _iso(reference.date),
        "url": best_url(reference), "summary": "\n".join(resume.text(line.main) for line in resume.lines(item)[0]),
        "authors": [*(resume.author(who) for who in resume.authors(marked)), *others], "doi": reference.doi,
        **dict(resume.extras(marked, each)),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}
