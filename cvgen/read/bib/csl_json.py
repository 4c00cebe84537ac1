"""CSL-JSON (schema 1.0.2: Zotero, Mendeley, pandoc, Crossref) -> raw entries, read on as those of a .bib are."""

import re
from collections.abc import Iterator

from cvgen.model.errors import Problems
from cvgen.model.regex import lazy
from cvgen.read.bib import html_tags, plain_fields
from cvgen.read.bib.raw_entry import Entry, Report
from cvgen.read.yaml import json_file
from cvgen.read.yaml.values import Listed, Mapped, Scalar, Value

# CSL's types by the types of entries that say the same, where no kind of ours is called so (appendix III).
_TYPES = {
    "article": "preprint", "article-magazine": "article", "article-newspaper": "article", "speech": "talk",
    "manuscript": "unpublished", "personal_communication": "letter", "webpage": "online", "post": "online",
    "post-weblog": "online", "entry": "inreference", "entry-dictionary": "inreference", "review-book": "review",
    "broadcast": "audio", "musical_score": "music", "performance": "performance", "map": "image", "figure": "image",
    "bill": "legal", "legal_case": "legal", "hearing": "legal", "treaty": "legal", "regulation": "legal",
    "classic": "book",
}  # fmt: skip
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_FIELDS = {
    "title": "title", "title-short": "shorttitle", "shortTitle": "shorttitle", "collection-title": "series",
    "volume": "volume", "issue": "issue", "page": "pages", "publisher-place": "location", "edition": "edition",
    "genre": "type", "event-title": "eventtitle", "event": "eventtitle", "note": "note", "abstract": "abstract",
    "keyword": "keywords", "language": "langid", "version": "version", "status": "pubstate", "ISBN": "isbn",
    "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid", "number-of-pages": "pagetotal", "chapter-number": "chapter",
    "volume-title": "maintitle", "number": "number",
}  # fmt: skip
# What is no text of a page, and keeps its signs.
_AS_IT_IS = {"DOI": "doi", "URL": "url"}
_WITHIN = frozenset(("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"))
_ISSUED_BY = frozenset(("thesis", "report"))
_NAMES = {
    "author": "author", "editor": "editor", "translator": "translator", "container-author": "bookauthor",
    "original-author": "bookauthor",
}  # fmt: skip
_OTHERS = (
    "director", "composer", "performer", "compiler", "illustrator", "interviewer", "collection-editor",
    "editorial-director", "organizer", "producer", "curator", "host", "guest", "narrator", "chair", "contributor",
)  # fmt: skip
_ARXIV = lazy(r"arxiv:\s*(\S+)", re.IGNORECASE)
_ORCID = lazy(r"(\d{4}-){3}\d{3}[\dX]")
_SPAN = lazy(r"<span\b[^<>]*>|</span>", re.IGNORECASE)


def entries(file: str, text: str, report: Report) -> Iterator[Entry]:
    """The items of a list, or of what has them under `items`; what is no item is an error at its place."""
    own = Problems()
    value = json_file.load(file, text, own)
    report.problems.add(own.items)
    found = value.find("items") if isinstance(value, Mapped) else None
    value = found or value
    if value is not None and not isinstance(value, Listed):
        hint = "CSL-JSON begins with [ and has an object for each work"
        report.problems.error("csl-json", "this is no list of works", value.at, hint)
    for each in value.items if isinstance(value, Listed) else ():
        if isinstance(each, Mapped) and (each.find("type") or each.find("title")):
            yield _entry(each, Entry(file, "misc", "", each.at.line), report)
        else:
            report.problems.error("csl-json", "this is no work: it has no type and no title", each.at)


def _entry(item: Mapped, entry: Entry, report: Report) -> Entry:
    """One item with its fields under BibLaTeX's names."""
    said = _words(item.find("type"))
    entry.type = _TYPES.get(said) or plain_fields.TYPES.get(said, "misc")
    entry.key = plain_fields.key(_words(item.find("citation-key")) or _words(item.find("id")))
    if said in _SUBTYPES:
        plain_fields.put(entry, "entrysubtype", _SUBTYPES[said], entry.line)
    for key, value in item.pairs:
        _variable(entry, (key.text, said), value, report)
    if said == "speech" and "poster" in entry.text("type").casefold():
        plain_fields.put(entry, "entrysubtype", "poster", entry.line)
    if arxiv := _ARXIV.match(entry.text("number")):
        plain_fields.put(entry, "eprint", arxiv[1], entry.line)
        plain_fields.put(entry, "eprinttype", "arxiv", entry.line)
        del entry.fields["number"]
    return entry


def _variable(entry: Entry, names: tuple[str, str], value: Value, report: Report) -> None:
    """One variable, in an item of this type, as the fields that it is."""
    (name, kind), line = names, value.at.line
    if name in _NAMES or name in _OTHERS:
        _people(entry, name, value, report)
    elif name in _AS_IT_IS:
        plain_fields.put(entry, _AS_IT_IS[name], _words(value), line)
    elif name in ("issued", "original-date"):
        plain_fields.put(entry, "date" if name == "issued" else "origdate", _date(value), line)
    elif name == "custom" and isinstance(value, Mapped):
        for field, inner in value.pairs:
            plain_fields.put_own(entry, field.text, _words(inner), inner.at.line)
    else:
        plain_fields.put(entry, _field(name, kind), _text(value), line)


def _field(name: str, kind: str) -> str:
    """The field that a variable is, in an item of this type; "" for what nobody prints."""
    if name == "container-title":
        return "booktitle" if kind in _WITHIN else "journaltitle"
    if name == "number" and kind.startswith("article-"):
        return "eid"
    if name == "publisher":
        return "institution" if kind in _ISSUED_BY else "publisher"
    return _FIELDS.get(name, "")


def _words(value: Value | None) -> str:
    return value.text.strip() if isinstance(value, Scalar) and not value.null else ""


def _text(value: Value) -> str:
    """A text in LaTeX: CSL has <i>, <b>, <sup>, <sub> and spans in it."""
    return html_tags.latex(plain_fields.escaped(_SPAN.sub("", _words(value))))


def _people(entry: Entry, role: str, value: Value, report: Report) -> None:
    """The names in a role; what nobody else has a field for is an editor of that kind."""
    names = [each for each in (value.items if isinstance(value, Listed) else ()) if isinstance(each, Mapped)]
    if not isinstance(value, Listed) or len(names) < len(value.items):
        hint = '[{"family": "Moss", "given": "Ada"}]'
        report.problems.error("csl-json", f"{role} is no list of names", value.at, f"write {hint}")
    field = _NAMES.get(role) or next((f"editor{x}" for x in "abc" if f"editor{x}" not in entry.fields), "")
    plain_fields.put(entry, field, " and ".join(filter(None, map(_name, names))), value.at.line)
    if role in _OTHERS and field:
        plain_fields.put(entry, f"{field}type", role, value.at.line)
    orcids = ((place, _ORCID.search(_words(each.find("ORCID")))) for place, each in enumerate(names, 1))
    known = [f"{place}={found[0]}" for place, found in orcids if found]
    if known and role in ("author", "editor"):
        plain_fields.put(entry, f"{role}+an:orcid", "; ".join(known), value.at.line)


def _name(name: Mapped) -> str:
    parts = ("dropping-particle", "non-dropping-particle", "family", "suffix", "given", "literal")
    dropping, particle, family, suffix, given, literal = (_words(name.find(part)) for part in parts)
    if not family:
        return plain_fields.whole(literal or given)
    return plain_fields.name(" ".join(filter(None, (dropping, particle))), family, suffix, given)


def _date(value: Value) -> str:
    """A date in ISO's form: [[2024, 5, 6]] -> "2024-05-06", two of them -> "2024/2025"; or as it is written."""
    if not isinstance(value, Mapped):
        return _words(value)
    found = value.find("date-parts")
    parts = [_numbers(each) for each in found.items] if isinstance(found, Listed) else []
    dates = ["-".join(number.zfill(2) for number in each) for each in parts if each]
    season = _words(value.find("season"))
    if dates and season.isdigit() and "-" not in dates[0]:
        dates[0] += f"-{20 + int(season)}"
    circa = "~" if dates and _words(value.find("circa")) not in ("", "false", "0") else ""
    return "/".join(dates) + circa or _words(value.find("raw")) or _words(value.find("literal"))


def _numbers(value: Value) -> list[str]:
    parts = [_words(each) for each in value.items] if isinstance(value, Listed) else [_words(value)]
    return parts if all(part.isdigit() and len(part) < 5 for part in parts) else []
