"""Every date that was written -> a warning for a year that none of them can be: 2205, 204."""

from collections.abc import Iterator

from cvgen.loading import Loaded
from cvgen.model.dates import Date
from cvgen.model.errors import Position, Problems

_AHEAD = 10  # years that a grant, a term of office or an event may lie ahead
_FIRST = 1000


def tried(loaded: Loaded, as_of: Date, problems: Problems) -> None:
    """The dates of a file, of people and records, and of papers, held against the document's date."""
    last = as_of.year + _AHEAD if as_of.year >= _FIRST else 9999
    for date, at, key in _dates(loaded):
        if not _FIRST <= date.year <= last:
            year = str(date.year)
            far = f"more than {_AHEAD} years after {as_of}" if date.year > last else "more than a thousand years ago"
            message = f"{key}: the year {year} is {far}" if key else f"the year {year} is {far}"
            problems.warn("unlikely-year", message, at, "correct the year", key or year)


def _dates(loaded: Loaded) -> Iterator[tuple[Date, Position | None, str]]:
    """Each date with its place, and the key of the paper whose date it is."""
    for kept in (loaded.file, loaded.roster, loaded.records):
        yield from ((date, at, "") for date, at in kept.days)
    for each in (paper.reference for paper in loaded.publications):
        # What is printed as it was written, "ca. 850", is no slip.
        if each.date and (not each.date.text or each.date.text.isdigit()):
            yield each.date, each.at, each.key
