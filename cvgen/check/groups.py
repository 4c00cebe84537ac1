"""Pages of groups and projects -> a funder that is not thanked, a team that is not the paper's."""

import re
from collections.abc import Iterator

from cvgen.arrange import works
from cvgen.check.view import CheckedPage, shown
from cvgen.model import dates
from cvgen.model.document import Section, flat
from cvgen.model.errors import Position, Problems
from cvgen.model.regex import lazy
from cvgen.model.text import plain

_THANKS = lazy(r"\b(?:sponsor|fund|support|acknowledg|grant)", re.IGNORECASE)
_GIVEN = lazy(
    r"\b(?:grants?|gifts?|gift awards?|funding|funded|supported)\s+(?:award\s+)?(?:from|by)\s+(?:the\s+)?"
    r"([A-Z][\w&’'.-]*(?:\s+(?:(?:for|of|and|the|on|in)\s+)*[A-Z][\w&’'.-]*)*(?:\s*\([A-Z]{2,}\))?)"
)


def funders(page: CheckedPage, problems: Problems) -> None:
    """Who gives money, by a grant or by the news, must stand where the page thanks for it."""
    thanked = " ".join(_thanks(page.document.sections)).casefold()
    if not thanked:
        return
    _twice(page, thanked, problems)
    for funder, at in _funders(page):
        if not any(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", thanked) for name in _names(funder)):
            message = f"{funder} gives money, and the page does not thank it"
            problems.warn("funder-missing", message, at, "add it to sponsors:, and print {sponsors}", funder)


def _twice(page: CheckedPage, thanked: str, problems: Problems) -> None:
    """One funder under two names: "NSF" and "National Science Foundation (NSF)"."""
    seen: dict[str, str] = {}
    for funder in page.prepared.scene.sponsors():
        others = [seen[name] for name in map(str.casefold, _names(funder)) if name in seen]
        if others and funder.casefold() in thanked:
            message = f"{others[0]} and {funder} are one, and both are thanked"
            hint = f"write {max(others[0], funder, key=len)} in both places"
            problems.warn("funder-twice", message, page.file.cv.at, hint, funder, others[0])
        seen.update((name.casefold(), funder) for name in _names(funder))


def _thanks(sections: tuple[Section, ...]) -> Iterator[str]:
    """The text of the sections that thank: "Sponsors", "Funding"."""
    for section in sections:
        if _THANKS.search(plain(section.title)):
            yield from _all((section,))
        else:
            yield from _thanks(section.sections)


def _all(sections: tuple[Section, ...]) -> Iterator[str]:
    """Everything that stands under these headings."""
    for section in sections:
        items = (item for listing in section.listings for item in listing.items)
        lines = (part for item in items for part in (item.main, item.side, *(line.main for line in flat(item.lines))))
        around = (line.main for line in flat((*section.intro, *section.outro)))
        yield from map(plain, (*around, *lines))
        yield from _all(section.sections)


def _funders(page: CheckedPage) -> Iterator[tuple[str, Position | None]]:
    """Funders of the subject's grants that have begun, and those that its news speak of."""
    scene, members = page.prepared.scene, page.subject.members
    for grant in page.view.records.grants:
        if (
            members & set(grant.to)
            and not grant.pending
            and not (grant.start_date and dates.before(scene.as_of, grant.start_date))
        ):
            yield scene.long_name(grant.funder), grant.at
    for news in page.view.records.news:
        ours = news.of == page.subject.id or members & set(news.people)
        for hit in _GIVEN.finditer(shown(news.text)) if ours and not dates.before(scene.as_of, news.date) else ():
            yield hit[1].rstrip("."), news.at


def _names(funder: str) -> tuple[str, ...]:
    """What a funder is called: "Center for AI Safety (CAIS)" also "Center for AI Safety" and "CAIS"."""
    short = re.search(r"\(([^)]+)\)", funder)
    return (funder, re.sub(r"\s*\([^)]*\)", "", funder), *((short[1],) if short else ()))


# A word is taken whole: "AandBandC" could else be divided in as many ways as there are subsets of its "and".
_TEAM = lazy(r"\b[Tt]he\s+([A-Z]\w*+(?:\s?(?:[-–/&+]|\band\b)\s?[A-Z]\w*+)*+)\s+team\b")


def teams(page: CheckedPage, problems: Problems) -> None:
    """Texts under a paper that name another team than its tag."""
    scene = page.prepared.scene
    groups = scene.registry.groups
    for chosen in page.prepared.chosen if page.subject.project else ():
        for key, blurb in chosen.group.blurbs:
            tag = works.team(page.prepared.marked[key], groups) if key in page.prepared.marked else ""
            for hit in _TEAM.finditer(shown(blurb)):
                if tag and _parts(hit[1]) != _parts(tag):
                    message = f"{key}: the text says “{hit[0]}”, the paper’s tag is {tag}"
                    problems.warn(
                        "team-mismatch", message, page.places.get(id(blurb), chosen.group.at), "write {team}", key
                    )


def _parts(team: str) -> frozenset[str]:
    return frozenset(re.split(r"\s?(?:[-–/&+]|\band\b)\s?", team))
