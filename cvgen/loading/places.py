"""Where a name or the id of a record may stand -> an error for an id that nobody has, so that none reaches a page."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from cvgen.model import names
from cvgen.model.content import CvFile
from cvgen.model.entry import NAMES, PLACES, Dated, Entry
from cvgen.model.errors import Position, Problems, meant, nearest
from cvgen.model.facts import Group, Organization, Person, Venue
from cvgen.model.near import Neighbours, span
from cvgen.model.regex import lazy
from cvgen.model.registry import Registry
from cvgen.model.text import Written, plain
from cvgen.model.typed import place

_ID = lazy(r"[a-z][a-z\d]*(?:-[a-z\d]+)+")
_KEY = lazy(r"[a-z]+\d{4}[a-z]*")
_WORD = lazy(r"[a-z][a-z\d]{2,}")


def tried(file: CvFile, registry: Registry, keys: Iterable[str], problems: Problems) -> None:
    """Each place of a file and of the records that it may print: a name, or an id or a key that something has."""
    if problems.facts_incomplete:
        return
    ids = dict.fromkeys((*registry.by_id, *keys))
    known = _names(registry)
    for text, at in (*_written(file, PLACES), *_recorded(registry)):
        if text in ids or text in known:
            continue
        if _ID.fullmatch(text) or _nearly(text, ids) or _like_an_id(text) in ids:
            hint = meant(text, ids if nearest(text, ids) else registry.by_id, "ids") + ", or write the name"
            problems.error("unknown-id", f"nothing has the id {text}, and it is no name", place(text, at), hint)
        elif near := _slip(text, known):
            message = f"{text} is nearly the name of {known[near]}, {near}, and is printed as it stands"
            problems.warn("nearly-named", message, place(text, at), f"did you mean {known[near]}?", text)
    for text, at in _written(file, NAMES):
        if text not in ids and (near := _nearly(text, ids)):
            hint = f"did you mean {near}? A name begins with a capital letter, or has a space"
            problems.error("unknown-id", f"nothing has the id {text}", place(text, at), hint)
    _bare(file, registry, ids, problems)


def _bare(file: CvFile, registry: Registry, ids: Iterable[str], problems: Problems) -> None:
    """Texts that are an id or a key and nothing else, where none stands for a name: a note, a bullet, a headline."""
    named = {key for entry in _entries(file) for _, key in _alone(entry, (*PLACES, *NAMES))}
    named |= {id(text) for text in _named(registry)}
    for prose in (*file.texts, *registry.roster.texts, *registry.records.texts):
        text = _whole(prose.text)
        certain = bool(_ID.fullmatch(text) or _KEY.fullmatch(text))
        if text in ids and (certain or text in registry.by_id) and id(prose.text) not in named:
            report = problems.error if certain else problems.warn
            message = f"{text} is an id, and would be printed as it stands"
            report("bare-id", message, prose.at, f"write [@{text}] for the name that it stands for", text)


def _named(registry: Registry) -> Iterator[Written]:
    """Texts of records that become a place of an entry."""
    kept = registry.records
    yield from (relation.thesis for person in registry.roster.people for relation in person.relations)
    yield from (text for talk in kept.talks for text in (talk.title, talk.host, talk.event))
    yield from (award.name for award in kept.awards)
    yield from (text for grant in kept.grants for text in (grant.title, *grant.with_))


def _like_an_id(text: str) -> str:
    """A word as an id is written: "Lamp_Lab" -> "lamp-lab"; "" for several words, or one in capitals."""
    return "" if " " in text or text.isalpha() else text.casefold().replace("_", "-")


def _names(registry: Registry) -> dict[str, str]:
    """Every name on record, with the id of what has it."""
    found: dict[str, str] = {}
    for each in registry.all():
        match each:
            case Person(full=full, name=name):
                known: tuple[str, ...] = (full or names.printed(name, names.NameForm.FULL),)
            case Organization(name=name, short=short, formal=formal):
                known = (name, short, formal)
            case Group(name=name, full=full):
                known = (name, full)
            case Venue(full=full, short=short, proceedings=proceedings, aliases=aliases):
                known = (full, short, proceedings, *aliases)
            case _:
                known = ()
        for name in known:
            found.setdefault(name, each.id)
    return found


@lru_cache(4)
def _neighbours(known: tuple[str, ...]) -> Neighbours:
    return Neighbours(known)


def _slip(text: str, known: Mapping[str, str]) -> str:
    """The name on record that differs by a letter, in a word of some length: "Lamp Fuond", no other year or number."""
    for near in _neighbours(tuple(known)).of(text) if len(text) > _SHORT else ():
        start, end = span(text, near)
        until = len(text) - end
        letters = text[start:until] + near[start : len(near) - end]
        word = text[:start].rpartition(" ")[2] + text[start:until] + text[until:].partition(" ")[0]
        if letters.isalpha() and len(word) > _SHORT:
            return near
    return ""


_SHORT = 3


def _nearly(text: str, ids: Iterable[str]) -> str:
    """The id that a word in small letters nearly is: "michigan-stat", "optmal"; "" if there is none."""
    near = nearest(text, ids) if _ID.fullmatch(text) or _WORD.fullmatch(text) else ""
    return near if near and near[0] == text[0] and abs(len(near) - len(text)) < 2 else ""


def _written(file: CvFile, names: Iterable[str]) -> Iterator[tuple[str, Position | None]]:
    if names is PLACES:
        yield from ((each, file.cv.at) for each in file.cv.sponsors)
    at = {id(prose.text): prose.at for prose in file.texts}
    for entry in _entries(file):
        yield from ((text, at.get(key, getattr(entry, "at", None))) for text, key in _alone(entry, names))


def _entries(file: CvFile) -> Iterator[Entry]:
    for _, section in file.cv.sections:
        yield from section.entries
        yield from (entry for group in section.groups for entry in group.entries)


def _alone(entry: Entry, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each text of one piece under these keys, `{person: ada}`, and which it is; one with a mention is no id."""
    for name in names if isinstance(entry, Dated) else ():
        if not (given := getattr(entry, name, ())):
            continue
        several = given if isinstance(given, tuple) and any(isinstance(each, tuple) for each in given) else (given,)
        for each in several:
            parts: tuple[object, ...] = (each,) if isinstance(each, str) else each
            if len(parts) == 1 and isinstance(parts[0], str):
                yield parts[0], id(each)


def _recorded(registry: Registry) -> Iterator[tuple[str, Position | None]]:
    for person in registry.roster.people:
        yield person.affiliation, person.at
        for job in person.positions:
            yield from ((job.organization, job.at), (job.department, job.at))
        for relation in person.relations:
            yield _whole(relation.thesis), relation.at
    for award in registry.records.awards:
        yield from ((award.organization, award.at), (award.venue, award.at))
    for grant in registry.records.grants:
        yield grant.funder, grant.at
        yield from ((_whole(each), grant.at) for each in grant.with_)
    for talk in registry.records.talks:
        yield from ((_whole(talk.host), talk.at), (_whole(talk.event), talk.at))


def _whole(text: Written) -> str:
    """A text in which nothing is mentioned or linked; else ""."""
    return plain(text) if all(isinstance(node, str) for node in text) else ""
