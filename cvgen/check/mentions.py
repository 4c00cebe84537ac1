"""Ids and keys in texts and records -> those that lead nowhere, or to a paper that the document does not list."""

from collections.abc import Iterable, Iterator

from cvgen.check.facts import entries
from cvgen.check.view import CheckedPage, View
from cvgen.model.errors import Position, Problems, meant
from cvgen.model.query import RecordQuery
from cvgen.model.text import Link, Mention, Styled, Written


def records(view: View, problems: Problems) -> None:
    """Ids in records that nothing has."""
    kept, people = view.records, {person.id for person in view.roster.people}
    keys = {key for p in view.publications for key in (p.key, *p.reference.aliases)}
    for award in kept.awards:
        _nobody(f"the award {award.id} is given to", award.to, (people, award.at), problems)
        if award.paper and award.paper not in keys:
            message = f"the award {award.id} is for no paper on record: {award.paper}"
            problems.error("unknown-id", message, award.at, meant(award.paper, keys))
    for talk in kept.talks:
        _nobody(f"the talk {talk.id} is given by", talk.speakers, (people, talk.at), problems)
    for grant in kept.grants:
        _nobody(f"the grant {grant.id} is held by", grant.to, (people, grant.at), problems)


def _nobody(what: str, named: Iterable[str], known: tuple[set[str], Position | None], problems: Problems) -> None:
    people, at = known
    for identity in (each for each in named if each not in people):
        problems.error("unknown-id", f"{what} nobody on record: {identity}", at, meant(identity, people))


def about(view: View, problems: Problems) -> None:
    """What news is about must be on record."""
    kept = view.records
    known = {key for p in view.publications for key in (p.key, *p.reference.aliases)}
    known |= {each.id for listed in (kept.talks, kept.awards, kept.grants, view.roster.people) for each in listed}
    for news in kept.news:
        if news.about and news.about not in known:
            message = f"nothing on record has the id {news.about}"
            problems.warn("news-about", message, news.at, "correct about:, or take it out", news.about)


def unlisted(page: CheckedPage, problems: Problems) -> None:
    """Papers that the document names and does not list."""
    if not page.shown:
        return
    papers = page.prepared.scene.by_key
    for key, at in _named(page):
        paper = papers.get(key)
        if paper and paper.key not in page.shown:
            message = f"{key} is named here, and this document does not list it"
            problems.note("unlisted-paper", message, at, "add it to a list, or name one that is there", key)


def _named(page: CheckedPage) -> Iterator[tuple[str, Position | None]]:
    """Keys in the texts of the file, and in the rows about people that it asks for."""
    for prose in page.file.texts:
        yield from ((each, prose.at) for each in mentioned(prose.text))
    asked = {each.relations for each in entries(page.file.cv.sections) if isinstance(each, RecordQuery)}
    for person in page.view.roster.people if asked - {""} else ():
        for relation in person.relations:
            if relation.as_ in asked and relation.of == page.subject.id:
                yield from ((key, relation.at) for key in relation.papers)


def mentioned(text: Written) -> Iterator[str]:
    """The ids in a text: "[@zhang2022dat] and [words](@ada)"."""
    for node in text:
        if isinstance(node, Mention):
            yield node.id
        if isinstance(node, Mention | Styled | Link):
            yield from mentioned(node.children)
