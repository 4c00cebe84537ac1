"""What was read, and each document -> problems that only the whole shows, for `cvgen check`."""

from collections.abc import Callable

from cvgen.check import (
    contact,
    doubts,
    facts,
    groups,
    labels,
    marks,
    mentions,
    papers,
    persons,
    prose,
    silencing,
    spelling,
    titles,
    unseen,
    venues,
)
from cvgen.check.view import CheckedPage, View
from cvgen.model.errors import Problems

__all__ = ["CheckedPage", "View", "document", "sources"]

_SOURCES: tuple[Callable[[View, Problems], None], ...] = (
    lambda view, problems: persons.identities(view.publications, problems),
    persons.misspelt,
    lambda view, problems: doubts.alike(view.roster, problems),
    lambda view, problems: doubts.apart(view.publications, problems),
    lambda view, problems: facts.roster(view.roster, problems),
    mentions.records,
    mentions.about,
    titles.case,
    titles.variants,
    prose.signs,
    spelling.words,
    papers.complete,
    papers.pages,
    papers.taken_for,
    unseen.alike,
    venues.acronyms,
    venues.spelling,
    venues.editions,
    facts.typed_metrics,
    facts.degrees,
    facts.ranges,
    facts.open_ends,
    facts.positions,
    persons.given_names,
)
_DOCUMENT: tuple[Callable[[CheckedPage, Problems], None], ...] = (
    persons.namesakes,
    persons.bios,
    marks.legends,
    mentions.unlisted,
    unseen.papers,
    unseen.roles,
    unseen.fields,
    unseen.facts,
    papers.without_pages,
    papers.waiting,
    facts.metrics,
    facts.undated,
    facts.counts,
    groups.funders,
    groups.teams,
    contact.text_layer,
    labels.gaps,
)


def sources(view: View, problems: Problems) -> None:
    """What can be told without a document."""
    silencing.sound(view.silences, problems)
    for rule in _SOURCES:
        rule(view, problems)


def document(page: CheckedPage, problems: Problems) -> None:
    """What shows in a document."""
    for rule in _DOCUMENT:
        rule(page, problems)
