"""Identified publications -> the bibliography of another program: BibTeX, RIS, CSL-JSON, with roles and ids kept."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from cvgen.cite.venue import venue_names
from cvgen.export import bib, csl_json, ris
from cvgen.export.paper import Paper
from cvgen.identify import Publication
from cvgen.model.facts import Records

Writer: TypeAlias = Callable[[Iterable[Paper]], str]
# By their names on the command line: what writes each, and how its files end.
FORMS: dict[str, tuple[Writer, str]] = {
    "bib": (bib.text, "bib"),
    "ris": (ris.text, "ris"),
    "csl-json": (csl_json.text, "csl.json"),
}


def text(form: str, publications: Iterable[Publication], records: Records) -> str:
    """The publications in this order, their venues named as they are on record."""
    venues = venue_names(records.venues)
    return FORMS[form][0](Paper(each, venues) for each in publications)
