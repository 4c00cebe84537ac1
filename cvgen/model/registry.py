"""Everything on record that has an id, by its id: people, groups, organisations, venues, talks, awards, grants.

One id names one thing. What has it first keeps it; a second one with the same id is an error, which `loading` reports.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TypeAlias, TypeVar

from cvgen.model.facts import Award, Grant, Group, Organization, Person, Records, Roster, Talk, Venue
from cvgen.model.record import Record

Known: TypeAlias = Person | Group | Organization | Venue | Talk | Award | Grant
R = TypeVar("R", bound=Known)


class Registry(Record, dict=True):
    """The roster and the records, to be asked for an id."""

    roster: Roster = Roster()
    records: Records = Records()

    def all(self) -> Iterator[Known]:
        """Every record in the order of the files, also those whose id is taken."""
        kept = self.records
        listed: tuple[tuple[Known, ...], ...] = (
            self.roster.people, self.roster.groups,
            kept.organizations, kept.venues, kept.talks, kept.awards, kept.grants,
        )  # fmt: skip
        return (each for records in listed for each in records)

    @cached_property
    def by_id(self) -> dict[str, Known]:
        """Each record by its id."""
        found: dict[str, Known] = {}
        for record in self.all():
            found.setdefault(record.id, record)
        return found

    def of(self, *kinds: type[R]) -> dict[str, R]:
        """The records of these kinds, each by its id."""
        return {identity: each for identity, each in self.by_id.items() if isinstance(each, kinds)}

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return self.of(Person)

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Groups by id."""
        return self.of(Group)

    @cached_property
    def organizations(self) -> dict[str, Organization]:
        """Organisations by id."""
        return self.of(Organization)
