"""Rows of a list of collaborators -> tables for pasting, DOE's columns, a report to check it by, records to fill in."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from cvgen.identify.everybody import finder
from cvgen.model import slugs
from cvgen.model.dates import Date
from cvgen.proposals.collaborators import COLLABORATION, Previous, Row, window

TITLES = {
    1: "Oneself",
    2: "Family and business ties",
    3: "PhD advisors and advisees",
    4: "Co-authors and collaborators",
    5: "Editors and co-editors",
}
_DOE = (
    "PI last name",
    "PI first name",
    "Last name",
    "First name",
    "ORCID",
    "Institution",
    "Relationship",
    "Last active",
)
_RELATIONSHIPS = {
    "A:": "co-author",
    "C:": "collaborator",
    "G:": "advisor",
    "T:": "advisee",
    "B:": "editor",
    "E:": "co-editor",
}


def table(rows: Iterable[Row], number: int) -> str:
    """A table as tab-separated text, in the form's columns, to be pasted into it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for row in (each for each in rows if each.table == number):
        cells = [row.listed, row.affiliation, row.extra, _american(row.last) if number != 3 else ""]
        if number == 1:
            cells = [row.listed, row.affiliation, _american(row.last)]
        writer.writerow([row.letter, *cells] if row.letter else cells)
    return out.getvalue()


def doe(rows: Iterable[Row], owner: Row) -> str:
    """The columns of DOE's template for collaborators, as far as they are known from reports; 48 months, as for NSF."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(_DOE)
    for row in (each for each in rows if each.letter in _RELATIONSHIPS):
        year = str(row.last.year) if row.last else ""
        said = _RELATIONSHIPS[row.letter]
        names = (_family(owner), owner.name.given, _family(row), row.name.given)
        writer.writerow([*names, row.orcid, row.affiliation, said, year])
    return out.getvalue()


def _family(row: Row) -> str:
    return " ".join(part for part in (row.name.particle, row.name.family, row.name.suffix) if part)


def _american(date: Date | None) -> str:
    return f"{date.month or 1:02}/{date.day or 1:02}/{date.year}" if date else ""


def report(rows: Sequence[Row], previous: Previous, as_of: Date) -> str:
    """What stands in the list and why, and what has changed, as Markdown."""
    start = window(as_of, COLLABORATION)
    lines = [f"# Collaborators and other affiliations, {as_of}", "", f"Collaborations from {start} on count.", ""]
    for number, title in TITLES.items():
        own = [row for row in rows if row.table == number]
        lines += [f"## {number}. {title} ({len(own)})", ""]
        lines += [f"- {_line(row)}" for row in own]
        lines += [""] if own else []
    if previous.rows:
        lines += [f"## Changed since {previous.saved or 'the earlier list'}", "", *_changes(rows, previous), ""]
    return "\n".join(lines).rstrip() + "\n"


def _line(row: Row) -> str:
    """A row in words: "A: Moss, Ada; Quay University (roster); last 2025-03-31; because of moss2025leaf"."""
    source = f" ({row.source})" if row.source not in ("", "roster") else ""
    parts = [
        f"{row.letter} {row.listed}".strip(),
        f"{row.affiliation}{source}" if row.affiliation else "**no affiliation**",
        row.extra,
        f"last {row.last}" if row.last else "",
        f"because of {', '.join(row.why)}" if row.why else "",
    ]
    return _escaped("; ".join(part for part in parts if part))


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace("_", r"\_")


def _changes(rows: Sequence[Row], previous: Previous) -> Iterator[str]:
    """Who is new, gone, or elsewhere, in tables 3 to 5; another spelling of a name is the same person."""
    for table in (3, 4, 5):
        then = {row.name: row for row in previous.rows if row.table == table}
        find = finder(then)
        now = {row: find(row.name) for row in rows if row.table == table}
        yield from sorted(f"- new in table {table}: {_escaped(row.listed)}" for row, old in now.items() if old is None)
        gone = (row for name, row in then.items() if name not in now.values())
        yield from sorted(
            f"- gone from table {table}: {_escaped(row.listed)}, last {row.last or 'unknown'}" for row in gone
        )
        yield from sorted(
            f"- elsewhere: {_escaped(row.listed)}, {_escaped(then[old].affiliation or 'nowhere')} before"
            for row, old in now.items()
            if old is not None and row.affiliation != then[old].affiliation
        )


def to_roster(rows: Iterable[Row], taken: Iterable[str]) -> str:
    """YAML for people.yaml: who has no affiliation, each once, with an empty place for it."""
    used = set(taken)
    lines = ["people:"]
    missing = {row.listed: row for row in rows if row.table != 2 and not row.affiliation}
    for row in missing.values():
        if row.person:
            lines.append(f"  # {row.person} is on the roster: add affiliation: there")
            continue
        identity = slugs.unique(slugs.slug(str(row.name), "person"), used)
        used.add(identity)
        lines.append(f'  - {{id: {identity}, name: {_quoted(row.name.typed)}, affiliation: ""}}')
    return "\n".join(lines) + "\n" if missing else ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
