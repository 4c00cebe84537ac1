"""Where a name or the id of a record may stand -> an error for an id that nobody has, so that none reaches a page."""

import re
from collections.abc import Iterator

from cvgen.model.content import CvFile
from cvgen.model.entry import PLACES, Dated
from cvgen.model.errors import Position, Problems, meant, nearest
from cvgen.model.registry import Registry
from cvgen.model.text import plain
from cvgen.model.typed import place

_ID = re.compile(r"[a-z][a-z\d]*(?:-[a-z\d]+)+")
_WORD = re.compile(r"[a-z][a-z\d]{3,}")


def tried(file: CvFile, registry: Registry, problems: Problems) -> None:
    """Each place of a file and of the records that it may print: a name, or an id that somebody has."""
    if problems.facts_incomplete:
        return
    for text, at in (*_written(file), *_recorded(registry)):
        if text not in registry.by_id and _like_an_id(text, registry):
            hint = meant(text, registry.by_id, "ids") + ", or write the name"
            problems.error("unknown-id", f"nothing has the id {text}, and it is no name", place(text, at), hint)


def _like_an_id(text: str, registry: Registry) -> bool:
    """Small letters with a hyphen, or one small word that is nearly an id: "michigan-stat", "optmal"."""
    if _ID.fullmatch(text):
        return True
    near = nearest(text, registry.by_id) if _WORD.fullmatch(text) else ""
    return bool(near) and near[0] == text[0] and abs(len(near) - len(text)) < 2


def _written(file: CvFile) -> Iterator[tuple[str, Position | None]]:
    yield from ((each, file.cv.at) for each in file.cv.sponsors)
    at = {id(prose.text): prose.at for prose in file.texts}
    for _, section in file.cv.sections:
        for entry in (*section.entries, *(each for group in section.groups for each in group.entries)):
            for name in PLACES if isinstance(entry, Dated) else ():
                given = getattr(entry, name, ())
                # A text of one piece: `{person: ada}`; one with a link or a mention is no id.
                parts: tuple[object, ...] = (given,) if isinstance(given, str) else given
                if len(parts) == 1 and isinstance(parts[0], str):
                    yield parts[0], at.get(id(given), entry.at)


def _recorded(registry: Registry) -> Iterator[tuple[str, Position | None]]:
    for person in registry.roster.people:
        yield person.affiliation, person.at
        for job in person.positions:
            yield from ((job.organization, job.at), (job.department, job.at))
    for award in registry.records.awards:
        yield from ((award.organization, award.at), (award.venue, award.at))
    for grant in registry.records.grants:
        yield grant.funder, grant.at
    for talk in registry.records.talks:
        yield plain(talk.host) if all(isinstance(node, str) for node in talk.host) else "", talk.at
