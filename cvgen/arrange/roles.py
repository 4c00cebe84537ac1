"""Who is or was what in a group, on a document's date, and since when: what stands beside a member's name is true."""

from collections.abc import Callable

from cvgen.arrange.scene import Scene
from cvgen.model.dates import Date, before
from cvgen.model.facts import LEAD, MEMBER, Person, Relation, head
from cvgen.model.record import replace


def begun(relation: Relation, scene: Scene) -> bool:
    """Whether it had begun on the document's date."""
    return not relation.start_date or not before(scene.as_of, relation.start_date)


def ended(relation: Relation, scene: Scene) -> Date | None:
    """When it ended, as far as the document's date knows."""
    return relation.end_date if relation.end_date and not before(scene.as_of, relation.end_date) else None


def word(said: str) -> str:
    """What a role is called: "pi" for "Principal Investigator", others as they are typed."""
    return head(said) or said


def asked(said: str, scene: Scene) -> Callable[[Relation], bool]:
    """Whether a relation is what a list asks for by this word.

    Those who lead a group are told apart by what they are called where the group has both; a word for it that nobody
    there has means whoever leads.
    """
    own = (each for person in scene.roster.people for each in person.relations if each.of == scene.subject.id)
    if head(said) and not any(head(each.as_) == head(said) for each in own):
        return lambda relation: relation.kind == LEAD
    return lambda relation: word(relation.as_) == word(said)


def within(scene: Scene) -> frozenset[str]:
    """The group, and those who lead or led it: what somebody is to them, they are in the group."""
    people = scene.roster.people
    leading = (each.id for each in people if any(r.of == scene.subject.id and r.kind == LEAD for r in each.relations))
    return frozenset((scene.subject.id, *leading))


def held(person: Person, membership: Relation, of: frozenset[str], scene: Scene) -> list[Relation]:
    """What a member is besides on the document's date, or was last before they left; who leads, as that first."""
    among = of - {person.id}
    known = [each for each in person.relations if each.of in among and each.as_ != MEMBER and begun(each, scene)]
    left = ended(membership, scene)
    found = _last(known, membership, left) if left else [each for each in known if not ended(each, scene)]
    return sorted(found, key=lambda each: each.kind != LEAD)


def _last(known: list[Relation], membership: Relation, left: Date) -> list[Relation]:
    """Those of a membership's time that ended last; one that began as it ended only if there is no other."""
    since = membership.start_date
    met = [each for each in known if not (since and each.end_date and before(each.end_date, since))]
    met = [each for each in met if not (each.start_date and before(left, each.start_date))]
    met = [each for each in met if not each.start_date or before(each.start_date, left)] or met
    ends = [each.end_date if each.end_date and before(each.end_date, left) else left for each in met]
    return [each for each, end in zip(met, ends, strict=True) if not any(before(end, other) for other in ends)]


def dated(membership: Relation, role: Relation | None, scene: Scene) -> Relation:
    """The membership with the years of a role; what the role has no date for is as long as the membership."""
    if not role or not (role.start_date or role.end_date):
        return membership
    end = ended(role, scene) or membership.end_date
    return replace(membership, start_date=role.start_date or membership.start_date, end_date=end)


def described(membership: Relation, role: Relation | None) -> Relation:
    """The membership with what is said of a role, as a student's degree is, wherever nothing is said of itself."""
    if not role:
        return membership
    return replace(
        membership, degree=membership.degree or role.degree, thesis=membership.thesis or role.thesis,
        note=membership.note or role.note, papers=membership.papers or role.papers,
    )  # fmt: skip
