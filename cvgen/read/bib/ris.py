"""RIS (as publishers, Zotero, EndNote and Scopus write it) -> raw entries, read on as those of a .bib are."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cvgen.model.regex import lazy
from cvgen.read.bib import field_values, plain_fields
from cvgen.read.bib.raw_entry import Entry, Report

_LINE = lazy(r"([A-Z][A-Z0-9])  ?-(?: |$)(.*)")
_TYPES = {
    "JOUR": "article", "ABST": "article", "INPR": "article", "EJOUR": "article", "MGZN": "article", "NEWS": "article",
    "JFULL": "periodical", "CONF": "inproceedings", "CPAPER": "inproceedings", "CHAP": "incollection",
    "ECHAP": "incollection", "ENCYC": "inreference", "DICT": "inreference", "BOOK": "book", "EBOOK": "book",
    "SER": "book", "CLSWK": "book", "ANCIENT": "book", "EDBOOK": "collection", "THES": "thesis", "RPRT": "report",
    "GOVDOC": "report", "STAND": "standard", "DATA": "dataset", "DBASE": "dataset", "AGGR": "dataset",
    "COMP": "software", "PAT": "patent", "UNPB": "unpublished", "MANSCPT": "unpublished", "ELEC": "online",
    "WEB": "online", "BLOG": "online", "SLIDE": "presentation", "VIDEO": "video", "MPCT": "movie", "ADVS": "video",
    "SOUND": "audio", "MUSIC": "music", "ART": "image", "FIGURE": "image", "MAP": "image", "CASE": "legal",
    "BILL": "legal", "STAT": "legal", "HEAR": "legal", "LEGAL": "legal", "PCOMM": "letter", "ICOMM": "letter",
    "PAMP": "booklet",
}  # fmt: skip
_SUBTYPES = {"MGZN": "magazine", "NEWS": "newspaper"}
_WITHIN = frozenset(("inproceedings", "incollection", "inreference"))
_FIELDS = {
    "ST": "shorttitle", "T3": "series", "VL": "volume", "IS": "issue", "CY": "location", "PP": "location",
    "ET": "edition", "M3": "type", "AB": "abstract", "N2": "abstract", "LA": "langid", "C7": "eid",
}  # fmt: skip
_AS_IT_IS = {"DO": "doi", "UR": "url", "L1": "url_pdf", "LK": "url"}
# Whose names they are: a part has editors, a whole has translators and editors of its series.
_PEOPLE = {"AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A3": "editora", "A4": "translator"}
_TITLES = ("TI", "T1", "CT")
_WHOLES = ("T2", "JO", "JF", "JA", "J2", "J1", "BT", "C3")
_DATE = lazy(r"(\d{4})(?:[/-](\d{1,2})?)?(?:[/-](\d{1,2})?)?(?:/(.*))?$")


class _Tagged(NamedTuple):
    """What stands behind a tag, and its line."""

    tag: str
    value: str
    line: int


def entries(file: str, text: str, report: Report) -> Iterator[Entry]:
    """The records from TY to ER; what is no record is an error at its line, an end that is missing a warning."""
    record: list[_Tagged] = []
    for line in _lines(text, report):
        if line.tag == "TY" and record:
            report.warn("ris-end", "this record has no ER before the next one begins", record[0].line, "write ER  -")
            yield _entry(record, file, report)
            record = []
        if line.tag == "ER" and record:
            yield _entry(record, file, report)
            record = []
        elif line.tag == "TY" or record:
            record.append(line)
        elif line.tag != "ER" and report.first("ris-record", file):
            message = f"{line.tag} stands outside of a record"
            report.error("ris-record", message, line.line, "a record begins with TY  - JOUR and ends with ER  -")
    if record:
        report.warn("ris-end", "this record has no ER", record[0].line, "the file may have been cut off")
        yield _entry(record, file, report)


def _lines(text: str, report: Report) -> Iterator[_Tagged]:
    """Tags with their values; a line without a tag goes on with the one before it."""
    last: _Tagged | None = None
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        found = _LINE.match(line.strip())
        if found:
            if last:
                yield last
            last = _Tagged(found[1], found[2].strip(), number)
        elif line.strip() and last and last.tag != "ER":
            last = last._replace(value=f"{last.value} {line.strip()}".strip())
        elif line.strip() and report.first("ris-record", report.file):
            message, hint = "this line is no RIS", "a line is a tag, two spaces, a hyphen and a value: TI  - On Wicks"
            report.error("ris-record", message, number, hint)
    if last:
        yield last


def _entry(record: list[_Tagged], file: str, report: Report) -> Entry:
    """One record with its fields under BibLaTeX's names."""
    first = record[0]
    kind = first.value.upper()
    if kind not in (*_TYPES, "GEN") and report.first("ris-type", kind):
        report.warn("ris-type", f"{first.value[:20]} is no type of RIS; the work is one of no kind", first.line)
    entry = Entry(file, _TYPES.get(kind, "misc"), "", first.line)
    given: dict[str, list[_Tagged]] = {}
    for each in record[1:]:
        given.setdefault(each.tag, []).append(each)
    entry.key = plain_fields.key(next((each.value for each in given.get("ID", ())), ""))
    titles = [*_TITLES, *(("BT", "T2") if entry.type == "book" else ())]
    _first(entry, "title", titles, given)
    whole = "booktitle" if entry.type in _WITHIN else "journaltitle"
    _first(entry, whole, [tag for tag in _WHOLES if entry.type != "book" or tag not in titles], given)
    for role in dict.fromkeys(_PEOPLE.values()):
        people = [each for tag, of in _PEOPLE.items() if of == role for each in given.get(tag, ())]
        _all(entry, role, " and ", [each._replace(value=_name(each.value)) for each in people])
    for tag, field in _FIELDS.items():
        _first(entry, field, [tag], given)
    for tag, field in _AS_IT_IS.items():
        _all(entry, field, " ", given.get(tag, [])[:1])
    _special(entry, given, kind)
    return entry


def _special(entry: Entry, given: dict[str, list[_Tagged]], kind: str) -> None:
    """What is not one field for one tag: dates, pages, keywords, whoever published, numbers, our own roles."""
    _first(entry, "institution" if entry.type in ("thesis", "report") else "publisher", ["PB"], given)
    pages = [given[tag][0].value for tag in ("SP", "EP") if tag in given]
    plain_fields.put(entry, "pages", plain_fields.escaped("–".join(dict.fromkeys(pages))), entry.line)
    dates = [each for tag in ("DA", "PY", "Y1") for each in given.get(tag, ())]
    found = max(dates, key=lambda each: _date(each.value).count("-"), default=None)
    if found:
        plain_fields.put(entry, "date", _date(found.value), found.line)
    words = [each._replace(value=plain_fields.escaped(each.value)) for each in given.get("KW", ())]
    _all(entry, "keywords", ", ", words)
    for each in given.get("SN", ()):
        plain_fields.put(entry, "issn" if re.match(r"\d{4}-\d{3}[\dXx]", each.value) else "isbn", each.value, each.line)
    _first(entry, "eid" if entry.type == "article" else "number", ["M1"], given)
    subtype = "poster" if kind == "SLIDE" and "poster" in entry.text("type").casefold() else _SUBTYPES.get(kind, "")
    plain_fields.put(entry, "entrysubtype", subtype, entry.line)
    plain_fields.put(entry, "pubstate", "inpress" if kind == "INPR" else "", entry.line)
    for each in given.get("N1", ()):
        field = "pubstate" if field_values.status(each.value) else "note"
        plain_fields.put(entry, field, plain_fields.escaped(each.value), each.line)
    for each in given.get("U1", ()):
        field, _, value = each.value.partition(": ")
        plain_fields.put_own(entry, field, value, each.line)


def _first(entry: Entry, field: str, tags: list[str], given: dict[str, list[_Tagged]]) -> None:
    """The field from the first of these tags that says something."""
    found = next((each for tag in tags for each in given.get(tag, ()) if each.value), None)
    if found:
        plain_fields.put(entry, field, plain_fields.escaped(found.value), found.line)


def _all(entry: Entry, field: str, between: str, found: list[_Tagged]) -> None:
    """The field from all of these, at the line of the first."""
    if found:
        plain_fields.put(entry, field, between.join(each.value for each in found if each.value), found[0].line)


def _name(text: str) -> str:
    """A name: "Moss, Ada, Jr." -> "Moss, Jr., Ada"; one without a comma is as our own reader sees it."""
    family, given, suffix = (*(part.strip() for part in text.split(",")), "", "")[:3]
    if "," not in text:
        return plain_fields.whole(text) if " " not in text or " and " in text else plain_fields.escaped(text)
    return plain_fields.name("", family, suffix, given) if given else plain_fields.whole(family)


def _date(text: str) -> str:
    """A date in ISO's form: "2024/05/06/spring" -> "2024-05-06"; what is none as it is written."""
    found = _DATE.match(text.strip())
    if not found:
        return text.strip()
    return "-".join(part.zfill(2) for part in found.groups()[:3] if part) or text
