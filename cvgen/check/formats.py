"""Problems -> JSON, SARIF 2.1.0, GitHub's workflow commands: for machines."""

import json
import urllib.parse
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from cvgen import __version__
from cvgen.check import codes
from cvgen.model.errors import Level, Position, Problem

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(problems: Iterable[Problem]) -> str:
    """A list with an object for each problem: code, level, message, and what there is of place, hint and subject."""
    return json.dumps([_plain(each) for each in problems], ensure_ascii=False, indent=2)


def _plain(problem: Problem) -> dict[str, Json]:
    at = problem.at or Position("")
    found: dict[str, Json] = {"code": problem.code, "level": problem.level.value, "message": problem.message}
    found |= {"file": at.file, "line": at.line, "column": at.column, "hint": problem.hint, "reason": problem.reason}
    found["about"] = list(problem.about)
    return {name: value for name, value in found.items() if value}


def as_sarif(problems: Iterable[Problem]) -> str:
    """A log of the Static Analysis Results Interchange Format (OASIS, 2.1.0)."""
    found = list(problems)
    used = list(dict.fromkeys(problem.code for problem in found))
    places = {code: i for i, code in enumerate(used)}
    driver: dict[str, Json] = {"name": "cvgen", "semanticVersion": __version__, "rules": [_rule(code) for code in used]}
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, places[each.code]) for each in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(name: str) -> dict[str, Json]:
    code = codes.catalogue().get(name)
    if code is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.why},
        "help": {"text": code.do},
        "defaultConfiguration": {"level": code.level.value},
    }


def _result(problem: Problem, place: int) -> dict[str, Json]:
    """One result; what is silenced is a suppressed one with its justification."""
    silenced = problem.level is Level.SILENCED
    words = f"{problem.message}\nhint: {problem.hint}" if problem.hint else problem.message
    found: dict[str, Json] = {"ruleId": problem.code, "ruleIndex": place, "message": {"text": words}}
    found["level"] = "note" if silenced else problem.level.value
    if problem.at:
        found["locations"] = [{"physicalLocation": _location(problem.at)}]
    if silenced:
        found["suppressions"] = [{"kind": "inSource", "justification": problem.reason}]
    return found


def _location(at: Position) -> dict[str, Json]:
    uri = urllib.parse.quote(at.file.replace("\\", "/"))
    where: dict[str, Json] = {"artifactLocation": {"uri": f"file://{uri}" if uri.startswith("/") else uri}}
    places: dict[str, Json] = {"startLine": at.line, "startColumn": at.column}
    if at.line:
        where["region"] = {name: number for name, number in places.items() if number}
    return where


_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def as_github(problems: Iterable[Problem]) -> str:
    """A workflow command a line: "::warning file=data/liu.yaml,line=12,col=7,title=namesakes::Y. Zhang …"."""
    return "\n".join(_command(each) for each in problems if each.level in _COMMANDS)


def _command(problem: Problem) -> str:
    at = problem.at or Position("")
    places = {"file": at.file, "line": at.line, "col": at.column, "title": problem.code}
    given = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value)
    words = f"{problem.message}\nhint: {problem.hint}" if problem.hint else problem.message
    return f"::{_COMMANDS[problem.level]} {given}::{_data(words)}"


def _data(text: str) -> str:
    """A message as the runner reads it: % and line ends are escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property, in which colons and commas would end it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {"json": as_json, "sarif": as_sarif, "github": as_github}
