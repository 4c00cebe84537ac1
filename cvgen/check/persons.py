"""People on papers and in texts -> who may be taken for somebody else."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from cvgen import identify
from cvgen.check.view import CheckedPage, View, shown
from cvgen.identify import Evidence, Known, Publication
from cvgen.model import dates
from cvgen.model.document import flat
from cvgen.model.errors import Problems
from cvgen.model.facts import News, Person
from cvgen.model.names import Name
from cvgen.model.text import AuthorName, walk


def identities(publications: Iterable[Publication], problems: Problems) -> None:
    """A note for each author who is known by initials alone."""
    for publication in publications:
        for place, author in enumerate(publication.authors, 1):
            identity = author.identity
            if isinstance(identity, Known) and identity.evidence in (Evidence.INITIALS, Evidence.DIVIDED):
                who = f"{author.name} is taken for {identity.person.name} ({identity.person.id}) by {identity.evidence}"
                hint = f"if so, write the full name, or author+an:id = {{{place}={identity.person.id}}}"
                problems.note(
                    "by-initials",
                    f"{publication.key}: {who}",
                    publication.reference.at,
                    hint,
                    publication.key,
                    identity.person.id,
                )


def misspelt(view: View, problems: Problems) -> None:
    """People on the roster who are on no paper, and are nearly somebody who is."""
    for person, name in identify.misspelt(view.roster.people, view.publications):
        message = f"{person.name} ({person.id}) is on no paper, and {name} is"
        hint = f"did you mean {name}? Correct the name, or add the other to the aliases of {person.id}"
        problems.warn("misspelt-name", message, person.at, hint, person.id)


def namesakes(page: CheckedPage, problems: Problems) -> None:
    """A note for each paper on which two different authors print alike."""
    listed = (item for item in page.items if item.work)
    printed = {item.anchor: (*item.main, *(n for line in flat(item.lines) for n in line.main)) for item in listed}
    for key, marked in page.prepared.marked.items():
        found = [node.name for node in walk(printed.get(key, ())) if isinstance(node, AuthorName)]
        for name in [name for name, count in Counter(found).items() if count > 1]:
            said = name.replace("\N{NO-BREAK SPACE}", " ")
            message = f"{key}: {said} stands there for two people"
            problems.note(
                "namesakes", message, marked.publication.reference.at, "names: full tells them apart", key, name
            )


def given_names(view: View, problems: Problems) -> None:
    """Given names in the news that fit more than one person on record."""
    if not view.records.news:
        return
    by_given = _by_given(view)
    by_id = {person.id: person for person in view.roster.people}
    for news in view.records.news:
        for word in dict.fromkeys(_named(news, by_given, by_id)):
            people = " or ".join(sorted(str(name) for name in by_given[word])[:4])
            message = f"“{word}” may be {people}"
            problems.note("given-name", message, news.at, "write {people:full}, or [@id] for the full name", word)


def _by_given(view: View) -> dict[str, set[Name]]:
    """Everybody on record by each of their given names: {"Yuhao": {Yuhao Sun, Chris Yuhao Liu}}."""
    found: defaultdict[str, set[Name]] = defaultdict(set)
    strangers = (a.name for p in view.publications for a in p.everybody if a.person is None)
    for name in (*(person.name for person in view.roster.people), *strangers):
        for part in name.given.split():
            if len(part) > 2 and part[0].isupper() and "." not in part:
                found[part].add(name)
    return found


def _named(news: News, by_given: Mapping[str, set[Name]], by_id: Mapping[str, Person]) -> Iterator[str]:
    """The ambiguous given names that stand alone in the text, typed or filled in."""
    text = shown(news.text)
    for hit in re.finditer(r"(?<![\w@-])[^\W\d_]+(?![\w-])", text):
        others = by_given.get(hit[0], set())
        around = {*re.findall(r"\w+", text[: hit.start()])[-1:], *re.findall(r"\w+", text[hit.end() :])[:1]}
        if len(others) > 1 and not around & {name.family for name in others}:
            yield hit[0]
    if "{people}" in text:
        every = (by_id[each].name.given.split() for each in news.people if each in by_id)
        roster = Counter(part for person in by_id.values() for part in person.name.given.split())
        first = (given[0] for given in every if given)
        yield from (name for name in first if len(by_given.get(name, ())) > 1 and roster[name] == 1)


_NOW = r"\b(?:is|currently|now)\b(?:\s+currently)?\s+(?:an?|the)?\s*{}\b"


def bios(page: CheckedPage, problems: Problems) -> None:
    """Texts of the owner that say "is an Assistant Professor" when that has ended."""
    if page.person is None:
        return
    person, as_of = page.person, page.prepared.scene.as_of
    ended = [job for job in person.positions if job.end_date and dates.before(job.end_date, as_of)]
    held = {job.position.casefold() for job in page.prepared.scene.jobs()}
    for name, bio in person.bios:
        for job in ended:
            said = re.search(_NOW.format(re.escape(job.position)), shown(bio), re.IGNORECASE)
            if said and job.position.casefold() not in held:
                message = f"{person.id}: the bio {name} says “{said[0]}”, which ended {job.end_date}"
                at = page.places.get(id(bio), person.at)
                problems.warn("bio-outdated", message, at, "write {position} or {positions}", person.id)
