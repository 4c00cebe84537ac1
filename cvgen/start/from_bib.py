"""A .bib and its owners -> the YAML files of a new project: roster, questions, a CV for each owner."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cvgen.identify import everybody
from cvgen.identify.everybody import Met
from cvgen.model import slugs
from cvgen.model.errors import Position, Problems, nearest
from cvgen.model.facts import Person
from cvgen.model.names import Name
from cvgen.read import bare, project
from cvgen.read.yaml import yaml_file

EDITORS = "# yaml-language-server: $schema=../.schema/{}.json\n"
HEAD = """\
# Everybody met in {bib}, with all their spellings; cvgen wrote this, so what it cannot tell is a warning.
# Take `imported: true` out once the questions are settled: doubts that change a document are errors then.
{questions}"""


def files(path: Path, owners: tuple[str, ...], problems: Problems) -> dict[str, bytes]:
    """Contents by path: data/people.yaml, data/OWNER.yaml and the .bib as it is."""
    met = everybody.everybody(project.references((path,), problems))
    people = tuple(bare.owner(owner) for owner in owners)
    _absent(met, people, path, problems)
    roster = dict(_roster(met, people))
    head = HEAD.format(bib=path.name, questions="".join(_questions(met)))
    listed = yaml_file.dumped({"imported": True, "people": list(roster.values())})
    found = {
        "data/people.yaml": (EDITORS.format("people") + head + listed).encode(),
        f"data/{path.name}": path.read_bytes(),
    }
    return found | {
        f"data/{person.id}.yaml": (EDITORS.format("person") + _cv(person, path.name)).encode() for person in people
    }


def _absent(met: tuple[Met, ...], owners: tuple[Person, ...], path: Path, problems: Problems) -> None:
    """A warning for each owner who is nobody's name in the .bib."""
    for owner in owners:
        if not any(everybody.is_owner(each, owner) for each in met):
            near = nearest(owner.name.typed, (each.name.typed for each in met))
            hint = f"did you mean {near}?" if near else "say the other spelling too: --owner 'NAME=OTHER SPELLING'"
            problems.warn(
                "owner-missing", f"{owner.name} is not among the authors", Position(str(path)), hint, owner.id
            )


def _roster(met: tuple[Met, ...], owners: tuple[Person, ...]) -> Iterator[tuple[Name, dict[str, Any]]]:
    """Entries of people.yaml by name; an owner takes in the spellings that fit."""
    used: set[str] = set()
    claimed = {id(each): owner for owner in owners for each in met if everybody.is_owner(each, owner)}
    for owner in owners:
        own = [each for each in met if claimed.get(id(each)) is owner]
        used.add(owner.id)
        names = [owner.name, *(name for each in own for name in each.spellings)]
        yield owner.name, _person(owner.id, names, [orcid for each in own for orcid in each.orcids])
    for each in met:
        if id(each) not in claimed and each.name.given:
            used.add(identity := slugs.unique(bare.identity(each.name), used))
            yield each.name, _person(identity, [each.name, *each.spellings], each.orcids)


def _person(identity: str, names: list[Name], orcids: Iterable[str]) -> dict[str, Any]:
    written = list(dict.fromkeys(name.typed for name in names))
    entry: dict[str, Any] = {"id": identity, "name": written[0]}
    if len(written) > 1:
        entry["aliases"] = written[1:]
    known = set(orcids)
    if len(known) == 1:
        entry["orcid"] = known.pop()
    return entry


def _questions(met: tuple[Met, ...]) -> Iterator[str]:
    """A comment for each spelling that may be one of several people."""
    asked = [each for each in met if each.doubts]
    if asked:
        yield "# Questions:\n"
    for each in asked:
        others = " or ".join(f"{name}" for name in each.doubts)
        papers = f"{each.papers} paper{'' if each.papers == 1 else 's'}"
        yield f"#   {each.name} ({papers}): the same as {others}? If so, make it an alias there.\n"


def _cv(person: Person, bibliography: str) -> str:
    """A CV that builds at once, with room for the rest."""
    listed = {"intro": "{count} publications. {legend}", "publications": [{"group_by": "year"}]}
    marks = {"owner": "bold", "equal": {"symbol": "*", "legend": "equal contribution"}}
    content = {
        "person": person.id,
        "bibliography": bibliography,
        "cv": {"sections": {"Publications": listed}},
        "documents": {"cv": {"style": "classic", "reference": "classic", "marks": marks}},
    }
    return yaml_file.dumped(content)
