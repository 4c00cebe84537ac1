"""Ids and keys in texts and records -> those that lead nowhere, or to a paper that the document does not list."""

from collections.abc import Iterator

from cvgen.check.facts import entries
from cvgen.check.view import CheckedPage, View
from cvgen.model.errors import Position, Problems, meant
from cvgen.model.facts import kind_of
from cvgen.model.query import RecordQuery
from cvgen.model.text import Link, Mention, Styled, Written
from cvgen.model.typed import place


def records(view: View, problems: Problems) -> None:
    """Papers in records and relations that nobody has."""
    keys = {key for p in view.publications for key in (p.key, *p.reference.aliases)}
    for award in view.records.awards:
        if award.paper and award.paper not in keys:
            message = f"the award {award.id} is for no paper on record: {award.paper}"
            problems.error("unknown-id", message, place(award.paper, award.at), meant(award.paper, keys))
    for person in view.roster.people:
        for relation in person.relations:
            for key in (key for key in relation.papers if key not in keys):
                message = f"no publication has the key {key}"
                problems.error("unknown-id", message, relation.at, meant(key, keys))


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
    asked = {kind_of(each.relations) for each in entries(page.file.cv.sections) if isinstance(each, RecordQuery)}
    for person in page.view.roster.people if asked - {""} else ():
        for relation in person.relations:
            if relation.kind in asked and relation.of == page.subject.id:
                yield from ((key, relation.at) for key in relation.papers)


def mentioned(text: Written) -> Iterator[str]:
    """The ids in a text: "[@zhang2022dat] and [words](@ada)"."""
    for node in text:
        if isinstance(node, Mention):
            yield node.id
        if isinstance(node, Mention | Styled | Link):
            yield from mentioned(node.children)
