"""`author+an = {1=equal; 2=equal,corresponding}` -> roles of writers; `author+an:id = {1=yihua-zhang}` -> their ids."""

import re

from cvgen.model import forms
from cvgen.model.record import replace
from cvgen.model.reference import Writer
from cvgen.model.regex import lazy
from cvgen.model.typed import place, typed
from cvgen.read.bib.raw_entry import Entry, Report

_ITEM = lazy(r"(\d+)\s*(?::\s*\w+\s*)?=\s*(\S.*|)$", re.DOTALL)
_WHOLE_FIELD = lazy(r"=\s*\S")
_VALUE = lazy(r"[^\s,;={}]+(?: [^\s,;={}]+)*$")
_ORCID = lazy(r"(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])$")
_FORM = "write {}+an = {{1=equal; 2=equal}}: the number of the author, =, the role"


def annotated(writers: tuple[Writer, ...], entry: Entry, role: str, report: Report) -> tuple[Writer, ...]:
    """The writers of `author` or `editor` with what their annotations say."""
    if f"{role}+an" not in " ".join(entry.fields):
        return writers
    out, known = list(writers), len(report.problems.items)
    for name in [name for name in entry.fields if name.partition(":")[0] == role + "+an"]:
        kind = name.partition(":")[2]
        for number, values in _items(entry, name, report).items():
            if not 1 <= number <= len(out):
                _out_of_range(entry, name, (number, len(out)), report)
                continue
            out[number - 1] = _with(out[number - 1], kind, values, report)
    if writers and len(report.problems.items) == known:
        _lone(tuple(out), entry, role, report)
    return tuple(out)


def _with(writer: Writer, kind: str, values: list[str], report: Report) -> Writer:
    """What one annotation adds to a writer: a role, an id, an ORCID."""
    if kind == "id":
        return replace(writer, id=values[0])
    if kind == "orcid":
        found = _ORCID.search(values[0])
        if fault := forms.fault("ORCID iD", found[1].upper() if found else values[0]):
            report.problems.error("wrong-value", fault[0], place(values[0], None), fault[1])
        return replace(writer, orcid=found[1].upper()) if found else writer
    return replace(writer, roles=tuple(dict.fromkeys([*values, *writer.roles])))


def _items(entry: Entry, name: str, report: Report) -> dict[int, list[str]]:
    """{1: ["equal"], 2: ["equal", "corresponding"]}; what cannot be read is an error."""
    out: dict[int, list[str]] = {}
    for part in entry.text(name).strip("; ").split(";"):
        item = part.strip()
        found = _ITEM.match(item)
        values = [value.strip().strip('"{} ') for value in found[2].split(",")] if found else []
        if found and ":" not in name and any(map(_ORCID.match, values)):
            message = f"{entry.key}: {name} gives roles, and {item} is an ORCID iD"
            hint = f"write {name}:orcid = {{{found[1]}={values[0]}}}"
            report.warn("annotation-syntax", message, entry.line_of(name), hint, entry.key)
        elif found and all(map(_VALUE.match, values)):
            at = report.at(entry.line_of(name))
            out.setdefault(int(found[1][:9]), []).extend(typed(value, at) for value in values)
        elif item and not _WHOLE_FIELD.match(item):
            message = f"{entry.key}: “{item}” in {name} is no annotation"
            report.error("annotation-syntax", message, entry.line_of(name), _FORM.format(name.partition("+")[0]))
    return out


def _out_of_range(entry: Entry, name: str, counts: tuple[int, int], report: Report) -> None:
    number, count = counts
    role = name.partition("+")[0]
    people = f"{count} {role}{'' if count == 1 else 's'}"
    message = f"{entry.key}: {name} speaks of {role} {number}, but there {'is' if count == 1 else 'are'} {people}"
    hint = f"count the {role}s from 1 to {count}" if count else f"write the field {role}"
    report.error("annotation-range", message, entry.line_of(name), hint)


def _lone(writers: tuple[Writer, ...], entry: Entry, role: str, report: Report) -> None:
    """Nobody contributes equally alone."""
    equal = [i for i, writer in enumerate(writers, 1) if "equal" in writer.roles]
    if len(equal) == 1:
        message = f"{entry.key}: {writers[equal[0] - 1].name} alone is marked as equal"
        hint = f"name the other one: {role}+an = {{{equal[0]}=equal; …=equal}}"
        report.error("lone-equal", message, entry.line_of(role + "+an"), hint)
