"""An entry -> warnings where it says nearly a word of a closed set: fields, types, stages; a date of no month.

It comes before the entry becomes a Reference, so that a .bib alone is told too. A word like no known one is the user's.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from cvgen.model import dates, errors
from cvgen.read import latex
from cvgen.read.bib import date_values, field_values
from cvgen.read.bib.inheritance import RELATIONS
from cvgen.read.bib.raw_entry import Entry, Report
from cvgen.read.bib.vocabulary import KNOWN, STATUSES
from cvgen.read.bib.work_kind import SUBTYPES, TYPES

# The fields whose words are of a closed set.
_CLOSED = frozenset(("pubstate", "status", "entrysubtype", "relatedtype"))
_FIELDS = 200  # an entry with more of them is no work of hand


def warned(entry: Entry, report: Report) -> None:
    """Each word, said once a file for a field or a type, else at each entry."""
    for code, field, message, hint in _found(entry, report):
        report.warn(code, f"{entry.key}: {message}", entry.line_of(field) if field else entry.line, hint, entry.key)


def _found(entry: Entry, report: Report) -> Iterator[tuple[str, str, str, str]]:
    for name in [name for name in entry.fields if name not in KNOWN][:_FIELDS]:
        if (near := misspelt(name)) and report.first("unknown-field", name):
            yield "unknown-field", name, f"there is no field {name}", f"did you mean {near}?"
    if entry.type not in TYPES and (near := _type(entry.type)) and report.first("unknown-type", entry.type):
        yield "unknown-type", "", f"there is no type @{entry.type}", f"did you mean @{near}?"
    if not _CLOSED.isdisjoint(entry.fields):
        yield from _unknown_words(entry)
    month = entry.text("month").strip('{}" ').casefold() if "month" in entry.fields else ""
    if month.isalpha() and month not in _MONTHS and ("undefined-string", month) not in report.said:
        known = date_values.month(month) or date_values.season(month)
        if not known and (near := _month(month)):
            yield "bad-date", "month", f"{month} is no month", f"did you mean {near}?"
    if "date" in entry.fields and date_values.impossible(date := entry.text("date")):
        hint = "write date = {2024-05}, or {2024-21} for spring"
        yield "bad-date", "date", f"“{date[:40]}” in date is on no calendar; of it the rest is printed", hint


def _unknown_words(entry: Entry) -> Iterator[tuple[str, str, str, str]]:
    stage = entry.text("pubstate", "status")
    if (
        stage
        and not field_values.status(said := latex.plain_text(stage))
        and (near := errors.nearly(said.lower(), STATUSES))
    ):
        yield "unknown-stage", "pubstate", f"there is no stage {said}", f"did you mean {near}?"
    subtype = entry.text("entrysubtype").casefold()
    if subtype and subtype not in SUBTYPES and (near := errors.nearly(subtype, SUBTYPES)):
        yield "unknown-type", "entrysubtype", f"there is no entrysubtype {subtype}", f"did you mean {near}?"
    relation = entry.text("relatedtype").strip()
    if relation and relation.casefold() not in _RELATED and (near := errors.nearly(relation.casefold(), _RELATED)):
        yield "unknown-type", "relatedtype", f"there is no relatedtype {relation}", f"did you mean {near}?"


# BibLaTeX's manual, 2.2.3 and 3.5; what the one paper is of the other.
_RELATED = (*RELATIONS, "multivolume", "bytranslator", "reviewof", "translation", "review", "erratum", "preprint")
_MONTHS = {form.lower(): name for name in dates.MONTHS for form in (name, name[:3])}


@lru_cache(maxsize=1 << 8)
def _month(word: str) -> str:
    """The month that a word nearly is, as BibTeX calls it: "mrach", "augst" -> "mar", "aug"."""
    swapped = (form for form in _MONTHS if sorted(form) == sorted(word))
    near = next(swapped, "") or errors.nearest(word, _MONTHS)
    return _MONTHS[near][:3].lower() if near else ""


@lru_cache(maxsize=1 << 8)
def _type(word: str) -> str:
    return errors.nearly(word, TYPES)


@lru_cache(maxsize=1 << 12)
def misspelt(name: str) -> str:
    """The field that was meant: "jounral" -> "journal", "athor+an" -> "author+an"; "" for a known one, or like none."""
    word, annotated, part = name.partition("+an")
    bare = word.rstrip("0123456789")
    if bare in KNOWN or name.startswith(("url_", "_")):
        return ""
    near = errors.nearly(word, (known for known in KNOWN if len(known) > 3))
    return f"{near}{annotated}{part}" if near else ""


def unrelated(entries: Iterable[Entry], reports: dict[str, Report]) -> None:
    """Works that an entry names as `related` and that no file has."""
    keys = {entry.key.casefold(): entry.key for entry in entries}
    for entry in entries:
        if "related" not in entry.fields:
            continue
        for key in filter(None, (each.strip() for each in entry.text("related").split(","))):
            if key.casefold() not in keys:
                near = errors.nearest(key, keys.values())
                hint = f"did you mean {near}?" if near else "add that entry, or take the field out"
                message = f"{entry.key}: there is no entry {key} that it is related to"
                reports[entry.file].warn("dead-crossref", message, entry.line_of("related"), hint, entry.key)
