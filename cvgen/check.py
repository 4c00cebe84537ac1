"""What only the whole can tell: notes about everything on record, for `cvgen check`."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cvgen.document import Document, Item, Section
from cvgen.errors import Problems
from cvgen.identify import Evidence, Known, Publication
from cvgen.mark import Marked
from cvgen.recipe import Recipe
from cvgen.source import Records, Roster
from cvgen.text import AuthorName, walk


def identities(publications: Iterable[Publication], problems: Problems) -> None:
    """A note for each author who is known by initials alone."""
    for publication in publications:
        for place, author in enumerate(publication.authors, 1):
            identity = author.identity
            if isinstance(identity, Known) and identity.evidence is Evidence.INITIALS:
                who = f"{author.name} is taken for {identity.person.name} ({identity.person.id}) by initials alone"
                hint = f"if so, write the full name, or author+an:id = {{{place}={identity.person.id}}}"
                problems.note("by-initials", f"{publication.key}: {who}", publication.reference.at, hint)


def roster(people: Roster, problems: Problems) -> None:
    """Notes on estimated dates and warnings on metrics without a date."""
    for person in people.people:
        for relation in person.relations:
            if any(date and date.estimated for date in (relation.start_date, relation.end_date)):
                message = f"{person.id}: the dates of {relation.as_} of {relation.of} are estimated"
                problems.note("estimated-date", message, relation.at, "find out the month and drop the ~")
        for name, metric in person.metrics:
            if metric.as_of is None:
                message = f"{person.id}: the metric {name} has no date"
                problems.warn("metric-undated", message, metric.at, "add as_of: the day it was read")


def records(kept: Records, people: Roster, keys: frozenset[str], problems: Problems) -> None:
    """Ids in records that nothing has."""
    known = {person.id for person in people.people}
    for award in kept.awards:
        for identity in award.to:
            if identity not in known:
                problems.error("unknown-id", f"the award {award.id} is given to nobody on record: {identity}", award.at)
        if award.paper and award.paper not in keys:
            problems.error("unknown-id", f"the award {award.id} is for no paper on record: {award.paper}", award.at)
    for talk in kept.talks:
        for identity in talk.speakers:
            if identity not in known:
                problems.error("unknown-id", f"the talk {talk.id} is given by nobody on record: {identity}", talk.at)


def namesakes(marked: Iterable[Marked], document: Document, problems: Problems) -> None:
    """A note for each paper on which two different authors print alike."""
    printed = {item.anchor: (*item.main, *(n for line in item.lines for n in line.main)) for item in _items(document.sections) if item.anchor}
    for each in marked:
        found = [n for n in walk(printed.get(each.publication.key, ())) if isinstance(n, AuthorName)]
        alike = [name for name, count in Counter(node.name for node in found).items() if count > 1]
        for name in alike:
            message = f"{each.publication.key}: {name} stands there for two people"
            hint = "names: full tells them apart"
            problems.note("namesakes", message, each.publication.reference.at, hint)


def _items(sections: Iterable[Section]) -> Iterator[Item]:
    for section in sections:
        for listing in section.listings:
            yield from listing.items
        yield from _items(section.sections)


def legend(recipe: Recipe, roles: frozenset[str], problems: Problems) -> None:
    """Symbols that are printed and nowhere explained."""
    for role, rule in recipe.marks:
        if role in roles and rule.symbol and not rule.legend:
            message = f"{rule.symbol} is printed for {role} and the legend does not say what it means"
            problems.warn("mark-unexplained", message, rule.at, "add legend: …")
