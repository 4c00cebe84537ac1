"""Venues -> names that nobody has: AAI'20 is AAAI'20, the 42nd that was the 41st."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from cvgen.check import vocabulary
from cvgen.check.view import View
from cvgen.model.errors import Level, Position, Problem, Problems
from cvgen.model.facts import Venue
from cvgen.model.near import Neighbours, span
from cvgen.model.regex import lazy
from cvgen.model.text import plain

_DATED = lazy(r"(?<![\w-])([A-Z][A-Za-z]*(?:-[A-Z]{2,})?)(?:\s?[’'‘]\d\d|\s(?:19|20)\d\d)(?!\d)")


def acronyms(view: View, problems: Problems) -> None:
    """Acronyms of venues, in texts and in `abbr`, that are like a known one and are none."""
    own = (name for venue in view.records.venues for name in (venue.short, *venue.aliases) if " " not in name)
    known = {_folded(name): name for name in (*vocabulary.VENUES, *filter(None, own))}
    near = Neighbours(known)
    for typed, at, name in _typed_acronyms(view):
        if right := _meant(typed, known, near):
            message = f"{name}no venue is called {typed}"
            problems.warn("unknown-venue", message, at, f"did you mean {right}?", typed)


def _typed_acronyms(view: View) -> Iterator[tuple[str, Position | None, str]]:
    for prose in view.passages:
        if prose.typed:
            for hit in _DATED.finditer(prose.text):
                if sum(letter.isupper() for letter in hit[1]) > 1:
                    yield hit[1], prose.at, ""
    for each in view.publications:
        if each.reference.abbr.isascii() and each.reference.abbr.isalpha():
            yield each.reference.abbr, each.reference.at, f"{each.key}: "


@lru_cache(4096)
def _folded(acronym: str) -> str:
    return acronym.replace("-", "").upper()


def _meant(typed: str, known: dict[str, str], near: Neighbours) -> str:
    """The acronym that was meant: AAI -> AAAI, AIS-TATS -> AISTATS; "" for a known one and for one like none."""
    folded = _folded(typed)
    if folded in known:
        return known[folded] if "-" in typed and "-" not in known[folded] else ""
    if folded.endswith("W") and folded[:-1] in known or len(folded) < 3:
        return ""
    return next((known[found] for found in near.of(folded) if _slip(folded, found)), "")


def _slip(typed: str, right: str) -> bool:
    """Whether it is a slip of the pen: between short acronyms a changed letter makes another one, AMIA is not AAIA."""
    return len(typed) != len(right) and min(len(typed), len(right)) > 2 or len(typed) > 5


def spelling(view: View, problems: Problems) -> None:
    """Names of venues one letter away from one that is used more: "Conference on Machine Learnin"."""
    first: dict[str, tuple[str, Position | None]] = {}
    counts: Counter[str] = Counter()
    for each in view.publications:
        name = plain(each.reference.venue)
        if len(name) > 11:
            counts[name] += 1
            first.setdefault(name, (each.key, each.reference.at))
    declared = {name for venue in view.records.venues for name in (venue.full, venue.proceedings, *venue.aliases)}
    usual = {name for name, count in counts.items() if count > 2}
    near = Neighbours(usual | {name for name in declared if len(name) > 11})
    for name, (key, at) in first.items() if near.known else ():
        better = (n for n in near.of(name) if n in declared or counts[n] > 2 * counts[name])
        if name not in declared and (right := next((n for n in better if _typo(name, n)), "")):
            message = f"{key}: the venue “{name}” is one letter away from “{right}”"
            problems.warn("venue-spelling", message, at, f"if it is the same, write {right}", key, name)


def _typo(name: str, right: str) -> bool:
    """Whether letters inside a word differ: "Part A" and "Part B", volumes and capitals are no typing errors."""
    start, end = span(name, right)
    odd = name[start : len(name) - end] + right[start : len(right) - end]
    word = re.search(r"\w*$", right[:start])[0] + re.match(r"\w*", right[start:])[0]  # type: ignore[index]
    return odd.isalpha() and name.casefold() != right.casefold() and len(word) > 4


_ORDINAL = lazy(r"\b(\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE)
_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def editions(view: View, problems: Problems) -> None:
    """Ordinals that do not fit the year, in papers, awards and texts; tables of editions that do not rise."""
    for venue in view.records.venues:
        problems.add(_falling(venue))
    known = [venue for venue in view.records.venues if venue.editions]
    if known:
        problems.add(_wrong(known, _ordinals(view)))


def _falling(venue: Venue) -> Iterator[Problem]:
    rows = sorted((int(year), number) for year, number in venue.editions if year.isdigit())
    for (before, low), (year, high) in pairwise(rows):
        if high <= low:
            message = f"{venue.id}: {before} was edition {low}, {year} is said to be {high}"
            yield Problem(
                "edition", Level.WARNING, message, venue.at, "correct the table of editions", about=(venue.id,)
            )


def _ordinals(view: View) -> Iterator[tuple[str, str, int, Position | None]]:
    """What to say first, a text with an ordinal in it, the year, the place."""
    for each in view.publications:
        text = plain(each.reference.venue)
        if each.reference.date and _ORDINAL.search(text):
            yield f"{each.key}: ", text, each.reference.date.year, each.reference.at
    for award in view.records.awards:
        if award.dates and _ORDINAL.search(award.venue):
            yield f"{award.id}: ", award.venue, award.dates[0].date.year, award.at
    for passage in (each for each in view.passages if each.typed):
        for hit in _ORDINAL.finditer(passage.text):
            rest = passage.text[hit.start() : hit.end() + 160]
            if year := _YEAR.search(rest):
                yield "", rest[: year.end()], int(year[0]), passage.at


def _wrong(venues: list[Venue], texts: Iterable[tuple[str, str, int, Position | None]]) -> Iterator[Problem]:
    for name, text, year, at in texts:
        said = _ORDINAL.search(text)
        venue = next((each for each in venues if _named(each, text)), None)
        right = _edition(venue, year) if venue else 0
        if venue and said and right and int(said[1]) != right:
            message = f"{name}{venue.short or venue.full} {year} was edition {right}, not the {said[0]}"
            hint = "correct the number or the year, or the table of editions"
            yield Problem("edition", Level.WARNING, message, at, hint, about=(name.removesuffix(": "), venue.id))


def _named(venue: Venue, text: str) -> bool:
    return venue.full in text or bool(venue.short and re.search(rf"\b{re.escape(venue.short)}\b", text))


def _edition(venue: Venue, year: int) -> int:
    """The edition of a year: from the table, or counted on where a venue meets every year; 0 if nobody knows."""
    table = {int(each): number for each, number in venue.editions if each.isdigit()}
    offsets = {number - each for each, number in table.items()}
    return table.get(year) or (year + offsets.pop() if len(table) > 1 and len(offsets) == 1 else 0)
