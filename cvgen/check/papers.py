"""Papers -> what is missing or cannot be: no year, no venue, pages that run backwards, an old "under review"."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from cvgen.check.view import CheckedPage, View
from cvgen.cite import pattern
from cvgen.cite.venue import venue_names
from cvgen.identify import Publication
from cvgen.model import dates
from cvgen.model.dates import Date
from cvgen.model.errors import Problems
from cvgen.model.facts import Venue
from cvgen.model.kinds import SPOKEN, Kind
from cvgen.model.reference import Reference
from cvgen.model.text import plain

_IN_SOMETHING = frozenset((Kind.ARTICLE, Kind.PAPER, Kind.CHAPTER))

_WAITING = frozenset(("under review", "submitted", "under revision"))


def complete(view: View, problems: Problems) -> None:
    """Published papers without a year or a venue; what a document has reported already is not said again."""
    said = {problem.at for problem in problems.items if problem.code in ("missing-field", "bad-date")}
    for each in view.publications:
        reference = each.reference
        if reference.status or reference.at in said:
            continue
        if reference.date is None and not any(name == "year" for name, _ in reference.fields):  # "n.d." is said
            problems.warn(
                "missing-year",
                f"{reference.key} has no year",
                reference.at,
                "write year = {…}, or pubstate = {…}",
                reference.key,
            )
        if (
            reference.kind in _IN_SOMETHING
            and reference.type != "inbook"
            and not (reference.venue or reference.venue_id or reference.eprint)
        ):
            field = "journal" if reference.type == "article" else "booktitle"
            hint = f"write {field} = {{…}}, or venueid"
            problems.warn("missing-venue", f"{reference.key} has no {field}", reference.at, hint, reference.key)


def taken_for(view: View, problems: Problems) -> None:
    """Works that are not what the types of their entries say: a preprint typed as an article."""
    found: defaultdict[Kind, list[Reference]] = defaultdict(list)
    for each in view.publications:
        if not each.reference.kind_why.startswith("@"):
            found[each.reference.kind].append(each.reference)
    for kind, several in found.items():
        keys = ", ".join(each.key for each in several[:5]) + (" …" if len(several) > 5 else "")
        message = f"{len(several)} entries are taken for {SPOKEN[kind]} each: {keys}"
        hint = f"cvgen explain FILE {several[0].key} says why; entrysubtype = {{…}} or another type says otherwise"
        problems.note("taken-for", message, several[0].at, hint, *(each.key for each in several))


def pages(view: View, problems: Problems) -> None:
    """Pages that end before they begin; "1234--56" is short for 1234 to 1256."""
    for each in view.publications:
        found = each.reference.pages
        if len(found) == 2 and all(page.isascii() and page.isdigit() for page in found) and _reversed(*found):
            message = f"{each.key}: the pages run backwards, from {found[0]} to {found[1]}"
            problems.warn(
                "pages-reversed", message, each.reference.at, f"write pages = {{{found[1]}--{found[0]}}}", each.key
            )


def _reversed(first: str, last: str) -> bool:
    full = first[: -len(last)] + last if len(last) < len(first) else last
    return int(full) < int(first)


def without_pages(page: CheckedPage, problems: Problems) -> None:
    """Papers without pages in a document that prints pages for most others."""
    series = venue_names(page.view.records.venues)
    listed = [each for each in _paged(page) if _has_pages(each.reference, series)]
    bare = [each for each in listed if not each.reference.pages]
    if len(bare) * 3 > len(listed):
        return
    for each in bare:
        message = f"{each.key} has no pages; {len(listed) - len(bare)} of {len(listed)} papers beside it have"
        hint = "add pages = {first--last}, or say pages: false of a venue that has none"
        problems.note("pages-missing", message, each.reference.at, hint, each.key)


def _paged(page: CheckedPage) -> Iterator[Publication]:
    """The published papers of the document whose reference prints pages."""
    for chosen in page.prepared.chosen:
        word = chosen.group.reference or page.prepared.scene.recipe.reference
        style = page.prepared.citers[word.text].style
        for each in chosen.publications:
            reference = each.reference
            if reference.kind not in _IN_SOMETHING or reference.status or each.key not in page.shown:
                continue
            if _prints(style.pattern(reference.kind, reference.type), "pages"):
                yield each


@lru_cache(64)
def _prints(text: str, field: str) -> bool:
    return any(field in pattern.names(pattern.parsed(line)) for line in text.strip().split("\n"))


def _has_pages(reference: Reference, series: dict[str, Venue]) -> bool:
    venue = series.get(reference.venue_id) or series.get(plain(reference.venue).casefold())
    return venue is None or venue.pages


def waiting(page: CheckedPage, problems: Problems) -> None:
    """Papers that are under review without a date, or have been for too long."""
    as_of, months = page.prepared.scene.as_of, page.view.months
    for each in (p for chosen in page.prepared.chosen for p in chosen.publications):
        reference = each.reference
        if reference.status not in _WAITING or each.key not in page.shown:
            continue
        since = reference.date or _submitted(reference)
        if since is None:
            message = f"{each.key} is {reference.status}, nobody knows since when"
            problems.note(
                "review-undated", message, reference.at, "write date = {2025-02}: when it was submitted", each.key
            )
        elif dates.before(dates.shifted(since, months), as_of):
            message = f"{each.key} is {reference.status} since {since}, on {as_of} for more than {months} months"
            hint = "has it appeared? Then write year and venue, and drop pubstate"
            problems.warn("review-old", message, reference.at, hint, each.key)


def _submitted(reference: Reference) -> Date | None:
    """The month that an arXiv number tells: 2410.07163 -> 2024-10."""
    links = (reference.eprint, reference.url, *(link.url for link in reference.links))
    for text in links:
        number = text.rpartition("/")[2]
        if number[:4].isdigit() and number[4:5] == "." and "01" <= number[2:4] <= "12":
            return dates.parse(f"20{number[:2]}-{number[2:4]}")
    return None
