"""Roster and publications -> questions for `check`: two people who may be one, one name that may be two people."""

from collections import defaultdict

from cvgen import identify
from cvgen.identify import Evidence, Known, Publication
from cvgen.model.errors import Problems
from cvgen.model.facts import Person, Roster

YEARS_APART = 15


def alike(roster: Roster, problems: Problems) -> None:
    """A note for each two people on the roster whose names fit each other, each pair once."""
    for person, other in identify.namesakes(roster.people):
        if not (person.orcid and other.orcid and person.orcid != other.orcid):
            message = f"{person.id} and {other.id} may be one person: {person.name}, {other.name}"
            hint = "if so, keep one and make the other name an alias; if not, give both an ORCID"
            problems.note("same-person", message, other.at, hint, person.id, other.id)


def apart(publications: tuple[Publication, ...], problems: Problems) -> None:
    """A note for each person known by name alone whose papers fall into two distant times with no subject in common."""
    papers: defaultdict[str, list[Publication]] = defaultdict(list)
    known: dict[str, Person] = {}
    for publication in publications:
        for author in publication.authors:
            if isinstance(author.identity, Known) and author.identity.evidence in (
                Evidence.NAME,
                Evidence.INITIALS,
                Evidence.DIVIDED,
            ):
                papers[author.identity.person.id].append(publication)
                known[author.identity.person.id] = author.identity.person
    for who, own in papers.items():
        if split := _split(own):
            early, late = split
            message = f"{known[who].name} ({who}) may be two people: {_span(early)} and {_span(late)}"
            hint = "papers of the other one take author+an:id = {N=-}, or an id of their own on the roster"
            problems.note("two-people", message, late[0].reference.at, hint, who)


def _split(papers: list[Publication]) -> tuple[list[Publication], list[Publication]] | None:
    """The papers before and after a long silence, where their keywords have nothing in common."""
    dated = sorted((p for p in papers if p.reference.date), key=_year)
    for i in range(1, len(dated)):
        if _year(dated[i]) - _year(dated[i - 1]) >= YEARS_APART:
            early, late = dated[:i], dated[i:]
            before, after = _subjects(early), _subjects(late)
            return (early, late) if before and after and not before & after else None
    return None


def _subjects(papers: list[Publication]) -> set[str]:
    return {word.casefold() for paper in papers for word in paper.reference.keywords}


def _year(publication: Publication) -> int:
    return publication.reference.date.year if publication.reference.date else 0


def _span(papers: list[Publication]) -> str:
    first, last = _year(papers[0]), _year(papers[-1])
    years = str(first) if first == last else f"{first}–{last}"
    return f"{years} on {', '.join(sorted(_subjects(papers))[:3])}"
