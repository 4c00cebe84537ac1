"""Papers -> BibLaTeX, which reads as the same papers again: identities are ids in `author+an:id`."""

from collections.abc import Iterable

from cvgen.export import paper
from cvgen.export.paper import Paper
from cvgen.identify import Author
from cvgen.model.dates import Date
from cvgen.model.slugs import link_field
from cvgen.read.bib import bib_writer, plain_fields
from cvgen.read.bib.to_reference import CONTRIBUTORS, TYPES_OF_EDITORS

_VENUES = {
    "article": "journal", "phdthesis": "school", "mastersthesis": "school", "thesis": "institution",
    "techreport": "institution", "report": "institution", "misc": "howpublished", "unpublished": "howpublished",
    "online": "howpublished", "patent": "howpublished", "inproceedings": "booktitle", "incollection": "booktitle",
    "inbook": "booktitle", "conference": "booktitle",
}  # fmt: skip
_FIELDS = {role: field for field, role in reversed(CONTRIBUTORS.items())}  # of several fields the first
# What the reader calls otherwise than the field that it comes from.
_READ_FROM = {"months": "month", "eventvenue": "venue"}


def text(papers: Iterable[Paper]) -> str:
    """All entries."""
    return "\n".join(map(_entry, papers))


def _entry(each: Paper) -> str:
    reference = each.reference
    latex = bib_writer.latex
    fields = {"title": latex(reference.title), "shorttitle": latex(reference.short_title)}
    fields["author"] = _names(each.publication.authors, others=reference.others)
    for made in each.publication.contributors:
        field = _FIELDS.get(made.role) or next((name for name in TYPES_OF_EDITORS if name not in fields), "editor")
        fields |= {field: _names(made.people, others=made.others)}
        if made.role not in _FIELDS:
            fields[TYPES_OF_EDITORS[field]] = made.role
    fields |= each.annotations
    usual = _VENUES.get(reference.type, "journaltitle")
    fields["eventtitle" if usual == "howpublished" and "eventvenue" in each.fields else usual] = latex(each.venue)
    texts = {
        "abbr": reference.abbr, "volume": reference.volume, "number": reference.number, "eprint": reference.eprint,
        "eprinttype": reference.eprint_type, "pubstate": reference.status, "langid": reference.language,
    }  # fmt: skip
    fields |= {name: bib_writer.escaped(value) for name, value in texts.items()} | _date(reference.date)
    fields |= {
        "pages": "--".join(map(bib_writer.escaped, reference.pages)), "doi": bib_writer.address(reference.doi),
        "url": bib_writer.address(reference.url), "track": latex(reference.track), "award": latex(reference.award),
        "note": latex(reference.note), "keywords": ", ".join(map(bib_writer.escaped, reference.keywords)),
        "selected": "true" if reference.selected else "", "include-me": "true" if reference.include_me else "",
        "venueid": reference.venue_id, "ids": ", ".join(reference.aliases),
    }  # fmt: skip
    fields |= {link_field(link.label): bib_writer.address(link.url) for link in reference.links}
    rest = {_READ_FROM.get(name, name): latex(nodes) for name, nodes in each.fields.items()}
    return bib_writer.entry(reference.type, reference.key, rest | {n: v for n, v in fields.items() if v})


def _names(people: Iterable[Author], *, others: bool = False) -> str:
    names = map(paper.name, people)
    found = [
        plain_fields.whole(n.family) if paper.alone(n) else plain_fields.name(n.particle, n.family, n.suffix, n.given)
        for n in names
    ]
    return " and ".join([*found, *(["others"] if others else [])])


def _date(date: Date | None) -> dict[str, str]:
    """Year, month and day, which every program reads; a season or an estimate as BibLaTeX writes it."""
    if date is None:
        return {}
    if date.text:
        return {"year": bib_writer.escaped(date.text)}
    if date.season or date.estimated:
        return {"date": str(date).lstrip("~") + "~" * date.estimated}
    parts = {"year": f"{date.year:04}", "month": str(date.month or ""), "day": str(date.day or "")}
    return {name: value for name, value in parts.items() if value}
