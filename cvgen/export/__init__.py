"""Identified publications -> another program's bibliography, a document -> its CV, with roles and ids kept."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from cvgen.cite.venue import venue_names
from cvgen.export import bib, csl_json, json_resume, rendercv, ris
from cvgen.export.paper import Paper
from cvgen.export.resume import Resume
from cvgen.identify import Publication
from cvgen.mark import Marked
from cvgen.model.facts import Records
from cvgen.model.outline import Outline

Writer: TypeAlias = Callable[[Iterable[Paper]], str]
# By their names on the command line: what writes each, and how its files end.
FORMS: dict[str, tuple[Writer, str]] = {
    "bib": (bib.text, "bib"),
    "ris": (ris.text, "ris"),
    "csl-json": (csl_json.text, "csl.json"),
}
CVS: dict[str, tuple[Callable[[Resume], str], str]] = {
    "json-resume": (json_resume.text, "resume.json"),
    "rendercv": (rendercv.text, "rendercv.yaml"),
}


def ending(form: str) -> str:
    """How the files of a form end: "csl.json"."""
    return (FORMS[form] if form in FORMS else CVS[form])[1]


def text(form: str, publications: Iterable[Publication], records: Records) -> str:
    """The publications in this order, their venues named as they are on record."""
    venues = venue_names(records.venues)
    return FORMS[form][0](Paper(each, venues) for each in publications)


def cv(form: str, outline: Outline, marked: Mapping[str, Marked], records: Records) -> str:
    """The document as a file of another program's."""
    return CVS[form][0](Resume(outline, marked, venue_names(records.venues)))


def unsaid(form: str, outline: Outline) -> tuple[str, ...]:
    """The titles of the parts with a text above their entries that has no place in this form."""
    return tuple(part.title for part in outline.parts if part.texts) if form == "json-resume" else ()
