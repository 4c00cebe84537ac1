"""The registry of ids -> problems: one id for two things, relations of nobody, or of something that has none such."""

from collections.abc import Iterable

from cvgen.model import dates
from cvgen.model.errors import Position, Problems, meant
from cvgen.model.facts import (
    HEADS,
    LEAD,
    MEMBER,
    Award,
    Grant,
    Group,
    Organization,
    Person,
    Relation,
    Talk,
    Venue,
    head,
)
from cvgen.model.reference import Reference
from cvgen.model.registry import Registry
from cvgen.model.typed import place

KINDS = ("student", "postdoc", "mentee", "intern", "visitor", MEMBER, *HEADS)
# What one is to a group, and to nobody else.
_IN_A_GROUP = frozenset((MEMBER, LEAD))
_SPOKEN: dict[type, tuple[str, str]] = {
    Person: ("a person", "people"),
    Group: ("a group", "groups"),
    Organization: ("an organization", "organizations"),
    Venue: ("a venue", "venues"),
    Talk: ("a talk", "talks"),
    Award: ("an award", "awards"),
    Grant: ("a grant", "grants"),
}


def check(registry: Registry, papers: Iterable[Reference], problems: Problems) -> None:
    """Report what is wrong with the ids of these sources and with the relations between them."""
    for record in registry.all():
        first = registry.by_id[record.id]
        if first is not record:
            _clash(record.id, (_SPOKEN[type(first)], first.at), (_SPOKEN[type(record)], record.at), problems)
    for paper in papers:
        for key in (paper.key, *paper.aliases):
            taken(key, ("a paper", paper.at), registry, problems)
    for person in registry.roster.people:
        for relation in person.relations:
            _relation(relation, registry, problems)
    _people(registry, problems)


def taken(identity: str, what: tuple[str, Position | None], registry: Registry, problems: Problems) -> None:
    """Report an id that something else, ("a project", its place), has besides a record."""
    if record := registry.by_id.get(identity):
        spoken, at = what
        _clash(identity, (_SPOKEN[type(record)], record.at), ((spoken, ""), at), problems)


_Named = tuple[tuple[str, str], Position | None]


def _clash(identity: str, first: _Named, second: _Named, problems: Problems) -> None:
    (one, _), there = first
    (another, several), here = second
    what = f"two {several} have the id {identity}" if one == another else f"{identity} names {one} and {another}"
    hint = f"the other is at {there}; give one of them another id" if there else "give one of them another id"
    problems.error("duplicate-id", what, here, hint)


def _people(registry: Registry, problems: Problems) -> None:
    """Whoever records name must be on the roster."""
    kept, known = registry.records, registry.people.keys() | registry.groups.keys()
    named: list[tuple[str, tuple[str, ...], Position | None]] = []
    named += ((f"the award {each.id} is given to", each.to, each.at) for each in kept.awards)
    named += ((f"the talk {each.id} is given by", each.speakers, each.at) for each in kept.talks)
    named += ((f"the grant {each.id} is held by", each.to, each.at) for each in kept.grants)
    named += (("the news is about", each.people, each.at) for each in kept.news)
    named += (("the news is of", (each.of,), each.at) for each in kept.news if each.of)
    for what, people, at in named:
        for who in people:
            if who not in known and not problems.facts_incomplete:
                message = f"{what} nobody on record: {who}"
                problems.error("unknown-id", message, place(who, at), meant(who, known))


def _relation(relation: Relation, registry: Registry, problems: Problems) -> None:
    """Who a relation is of, and what kind it is, must be on record, and it cannot end before it starts."""
    groups = {group.id for group in registry.roster.groups}
    known = groups.union(registry.people)
    kinds = (*KINDS, *registry.roster.kinds)
    if relation.of not in known:
        problems.error(
            "unknown-id", f"nobody has the id {relation.of}", place(relation.of, relation.at), meant(relation.of, known)
        )
    elif relation.kind in _IN_A_GROUP and relation.of not in groups and relation.as_ not in registry.roster.kinds:
        message = f"{relation.of} is a person, and one is {relation.as_} of a group"
        hint = meant(relation.of, groups, "groups") or "declare the group under groups: in people.yaml"
        problems.error("wrong-relation", message, relation.at, hint)
    if relation.as_ not in kinds and not head(relation.as_):
        hint = meant(relation.as_, kinds) + " (others are declared under kinds:)"
        problems.error(
            "unknown-kind", f"{relation.as_} is not a kind of relation", place(relation.as_, relation.at), hint
        )
    if relation.start_date and relation.end_date and dates.before(relation.end_date, relation.start_date):
        message = f"the relation ends ({relation.end_date}) before it starts ({relation.start_date})"
        problems.error("date-range", message, relation.at, "swap the two dates")
