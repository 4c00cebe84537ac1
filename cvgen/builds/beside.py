"""A page, and the files that are built beside its own -> links to the pages of the same person, group and project.

Who belongs together is known to the roster and to a project's teams; a page is led to where the build makes one.
"""

import functools
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from cvgen import gate, pipeline
from cvgen.builds.task import Beside
from cvgen.loading import Loaded, locales, subjects
from cvgen.model import slugs
from cvgen.model.content import CvFile
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.facts import Roster
from cvgen.model.formats import HTML
from cvgen.model.recipe import Recipe
from cvgen.model.text import Inline, Link
from cvgen.read import files, project, shared

PERSON, GROUP, PROJECT = "person", "group", "project"


def links(loaded: Loaded, goal: Path, others: Sequence[Beside]) -> Inline:
    """Links from a page to the group's and the project's, the CVs of a project's people, and a member's own CV.

    A member's page stands beside the CV of the same name, which it calls a CV as that page does, in its language.
    """
    found = ((each, name) for each, name in _related(loaded, others) if _made(each.path))
    places = (
        (os.path.relpath(each.page, goal.parent).replace(os.sep, "/"), _titled(loaded, each, name))
        for each, name in found
    )
    return tuple(Link(slugs.beside(place), (title,)) for place, title in places)


def _titled(loaded: Loaded, each: Beside, name: str) -> str:
    if each.kind != PERSON or not loaded.back:
        return name
    first = _first(each.path)
    return locales.locale(first.lang if first else Recipe().lang, loaded.theme, Problems()).phrase("titles.cv", name)


def people(loaded: Loaded, goal: Path, others: Sequence[Beside]) -> tuple[tuple[str, str], ...]:
    """Ids of the members of groups that are built beside a person's page, and their pages as it reaches them."""
    if loaded.subject.team or loaded.subject.talk:
        return ()
    found: dict[str, str] = {}
    groups, roster = files.groups(loaded.path.parent), loaded.registry.roster
    for each in others:
        if each.kind != GROUP or each.id not in loaded.registry.groups or not _made(each.path):
            continue
        before = [group for path, group in groups.items() if path.name < each.path.name]
        taken = {who for group in before for who in subjects.members(group, roster)}
        for who in subjects.members(each.id, roster) - {loaded.subject.id}:
            folder = each.page.with_suffix("") / pipeline.PAGES if who in taken else each.page.parent / pipeline.PAGES
            place = os.path.relpath(folder / f"{who}.html", goal.parent).replace(os.sep, "/")
            found.setdefault(who, place)
    return tuple(sorted(found.items()))


def read(loaded: Loaded, others: Sequence[Beside]) -> tuple[Path, ...]:
    """The files that such links hang on."""
    if not loaded.subject.team:
        members: frozenset[str] = frozenset()
    else:
        members = loaded.subject.members
    named = (each.path for each, _ in _related(loaded, others))
    own = (each.path for each in others if each.kind == PROJECT or (each.kind == PERSON and each.id in members))
    groups = (each.path for each in others if each.kind == GROUP and not loaded.subject.team)
    return tuple(dict.fromkeys((*named, *own, *groups)))


def _related(loaded: Loaded, others: Sequence[Beside]) -> Iterator[tuple[Beside, str]]:
    """The files about whoever and whatever belongs to a page's subject, groups first, with their names."""
    subject, registry = loaded.subject, loaded.registry
    own = frozenset((subject.person.id,)) if subject.person else subject.members
    for kind in (GROUP, PROJECT, PERSON):
        for each in others:
            if each.kind != kind or each.path == loaded.path or subject.talk:
                continue
            if kind == GROUP and not subject.team and each.id in registry.groups:
                if own & subjects.members(each.id, registry.roster):
                    yield each, registry.groups[each.id].name
            elif kind == PROJECT and not subject.project:
                file = _read(each.path)
                if file and file.project and own & _people(file, registry.roster):
                    yield each, file.project.name
            elif kind == PERSON and each.id in registry.people and each.id in own and (subject.project or loaded.back):
                yield each, str(registry.people[each.id].name)


def _people(file: CvFile, roster: Roster) -> frozenset[str]:
    """All members of a project's teams."""
    teams = file.project.teams if file.project else ()
    return frozenset(who for team in teams for who in subjects.members(team.text, roster))


def _made(path: Path) -> bool:
    """Whether the first document of a file is a page among others."""
    first = _first(path)
    return first is not None and HTML in first.formats


def _first(path: Path) -> Recipe | None:
    """The first document of a file, whose page others lead to; None where the file cannot be read."""
    file = _read(path)
    documents = dict(file.documents) if file else {}
    return documents.get("cv") or next(iter(documents.values()), Recipe()) if file else None


def _read(path: Path) -> CvFile | None:
    """A file with what it shares, read anew where either has changed."""
    return _file(path, tuple(map(gate.version, (path, *shared.paths(path)))))


@functools.lru_cache(maxsize=1 << 8)
def _file(path: Path, versions: object) -> CvFile | None:  # noqa: ARG001 - once for each version
    """A file as it was written; what is wrong with it is said where it is made."""
    with suppress(CvgenError, OSError):
        return project.cv_file(path, Problems())
    return None
