"""A file and the roster -> Subject: who the file's documents are about."""

from collections.abc import Iterable

from cvgen.loading.ids import taken
from cvgen.model.choices import Grouping, Look
from cvgen.model.content import (
    LISTED,
    PUBLICATIONS,
    Cv,
    CvFile,
    Project,
    PublicationGroup,
    WrittenContact,
    WrittenSection,
)
from cvgen.model.errors import Position, Problems, meant
from cvgen.model.facts import MEMBER, Group, Person, Roster, Talk
from cvgen.model.query import Query, RecordQuery
from cvgen.model.recipe import MarkRule, Recipe
from cvgen.model.record import replace
from cvgen.model.registry import Registry
from cvgen.model.subject import Subject, of_person
from cvgen.model.text import said
from cvgen.model.word import Word

UNKNOWN = Subject("", "", frozenset(), known=False)


def subject(file: CvFile, ids: Registry, problems: Problems) -> Subject:
    """The subject that a file names; where its id is on no record, which is then reported, an unknown one."""
    if file.project:
        return _project(file.project, ids, problems)
    if file.group.text:
        group = _group(file.group, ids, problems)
        return _team(group, ids) if group else UNKNOWN
    if file.event.text:
        return _event(file.event, ids, problems)
    if file.person.text not in ids.people:
        _unknown("nobody on the roster", file.person, ids.people, problems)
        return UNKNOWN
    return of_person(ids.people[file.person.text])


def _unknown(who: str, word: Word, known: Iterable[str], problems: Problems) -> None:
    if word.text and not problems.facts_incomplete:
        hint = meant(word.text, known) or "people and groups are written in people.yaml in the file's folder"
        problems.error("unknown-id", f"{who} has the id {word.text}", word.at, hint)


def _group(word: Word, ids: Registry, problems: Problems) -> Group | None:
    if word.text not in ids.groups:
        _unknown("no group", word, ids.groups, problems)
    return ids.groups.get(word.text)


def _team(group: Group, ids: Registry) -> Subject:
    return Subject(group.id, group.full or group.name, members(group.id, ids.roster), group.url, at=group.at)


def members(group: str, roster: Roster) -> frozenset[str]:
    """The ids of all who are or were members of a group."""
    relations = ((person.id, relation) for person in roster.people for relation in person.relations)
    return frozenset(who for who, relation in relations if relation.as_ == MEMBER and relation.of == group)


def _project(project: Project, ids: Registry, problems: Problems) -> Subject:
    taken(project.id, ("a project", project.at), ids, problems)
    teams = [group for word in project.teams if (group := _group(word, ids, problems))]
    every = frozenset(who for team in teams for who in members(team.id, ids.roster))
    return Subject(project.id, project.name, every, project.url, project=project, at=project.at)


def _event(word: Word, ids: Registry, problems: Problems) -> Subject:
    talks = ids.of(Talk)
    talk = talks.get(word.text)
    if talk is None:
        _unknown("no talk", word, talks, problems)
        return UNKNOWN
    speaker = ids.people.get(talk.speakers[0]) if talk.speakers else None
    if speaker is None:
        problems.error("unknown-id", f"the talk {talk.id} has no speaker on the roster", talk.at, "add speakers: [ID]")
        return UNKNOWN
    return replace(of_person(speaker), talk=talk)


SYMBOLS = (("student", "†"), ("mentee", "‡"), ("postdoc", "§"))


def member_file(person: Person, group: Recipe, roster: Roster) -> CvFile:
    """The page of a group's member: bio and papers by year, seen from that person, in the group's look."""
    papers = PublicationGroup(where=Query(author=(person.id,)), group_by=Grouping.YEAR)
    bio = (RecordQuery(bio="short"),) if "short" in dict(person.bios) else ()
    sections = (
        (("About", WrittenSection(title=said("headings.about"), entries=bio)),) if bio else (),
        (("Publications", WrittenSection(title=PUBLICATIONS, publications=(papers,))),),
    )
    rules = dict(group.marks) | {"owner": MarkRule(look=(Look.BOLD,))}
    made = replace(group, marks=tuple((rules | _relations(person, roster)).items()), sections=None, title=())
    site = (WrittenContact(person.url),) if person.url else ()
    cv = Cv(positions=True, website=site, sections=tuple(each for part in sections for each in part))
    return CvFile(Word(person.id), cv=cv, documents=(("page", made),))


def _relations(person: Person, roster: Roster) -> dict[str, MarkRule]:
    """Marks for whoever stands to this person as student, mentee or postdoc."""
    kinds = {r.as_ for each in roster.people for r in each.relations if r.of == person.id}
    return {kind: MarkRule(symbol=sign, legend=said(f"marks.{kind}s")) for kind, sign in SYMBOLS if kind in kinds}


def everybody(files: tuple[CvFile, ...]) -> tuple[CvFile, Subject]:
    """A group made of all person files, with each paper once, for a folder that has no group file."""
    ids = frozenset(file.person.text for file in files)
    section = WrittenSection(title=PUBLICATIONS, publications=(PublicationGroup(group_by=Grouping.YEAR),))
    file = CvFile(cv=Cv(name=LISTED, sections=((LISTED, section),)))
    return file, Subject("", LISTED, ids, at=Position("data"))
