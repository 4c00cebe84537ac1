"""`checks: {silence: […]}` in YAML, the field `silence` of an entry -> what may stand, and why."""

from collections.abc import Iterable, Iterator

from cvgen.model.content import CvFile
from cvgen.model.errors import Silence
from cvgen.model.facts import Records, Roster
from cvgen.model.reference import Reference
from cvgen.model.text import plain

FIELD = "silence"


def silences(file: CvFile, roster: Roster, records: Records, papers: Iterable[Reference]) -> tuple[Silence, ...]:
    """Everything that the files of a document let stand."""
    typed = (*file.checks.silence, *roster.checks.silence, *records.checks.silence)
    return (*typed, *(each for paper in papers for each in _entry(paper)))


def _entry(paper: Reference) -> Iterator[Silence]:
    """`silence = {title-case: as printed; pages-missing: there are none}` in an entry of a .bib."""
    for name, nodes in paper.fields:
        if name == FIELD:
            for part in plain(nodes).split(";"):
                code, _, reason = part.partition(":")
                if code.strip():
                    yield Silence(code.strip(), reason.strip(), paper.key, at=paper.at)
