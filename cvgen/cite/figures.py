"""The dates, pages and places of a reference -> the fields of patterns that print them."""

from collections.abc import Mapping

from cvgen.cite.venue import ordinal
from cvgen.model.choices import PageRange
from cvgen.model.dates import MONTHS
from cvgen.model.kinds import Kind
from cvgen.model.reference import Reference
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, plain

_MONTHS = ("", "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_ONE_PAGE = lazy(r"\w+")
_COUNTRY = lazy(r"\bcountry([a-z]{2})\b")
_OF_PLACES = frozenset("location address eventvenue institution organization school series".split())


def dates(reference: Reference, fields: Mapping[str, Inline]) -> dict[str, Inline]:
    """year, yy, month, month.long, day, date and date.long, as far as the date is known."""
    if not reference.date:
        return {}
    date = reference.date
    year, month = date.year_text, _MONTHS[date.month] or date.season_text
    found: dict[str, Inline] = {"year": (year,), "yy": (f"{date.year:04}"[2:],)}
    found |= {"month": (month,), "date": (f"{month} {year}",)} if month else {"date": (year,)}
    if months := plain(fields.get("months", ())):
        return found | {"date.long": (f"{months} {year}",)}
    if not date.month:
        return found | {"date.long": found["date"]}
    long, day = MONTHS[date.month - 1], f" {date.day}," if date.day else ""
    found |= {"day": (str(date.day),)} if date.day else {}
    return found | {"date.long": (f"{long}{day} {year}",), "month.long": (long,)}


def pages(reference: Reference, dash: str, form: PageRange) -> dict[str, str]:
    """pages, and what they are called: pages.word ("page" or "pages") and pages.abbr ("p." or "pp.")."""
    if not reference.pages:
        return {}
    first, *rest = reference.pages
    several = rest or not _ONE_PAGE.fullmatch(first)
    text = dash.join((first, *(_short(first, last, form) for last in rest)))
    return {"pages": text, "pages.word": "pages" if several else "page", "pages.abbr": "pp." if several else "p."}


def _short(first: str, last: str, form: PageRange) -> str:
    """The last page without the digits that it shares with the first (Chicago's manual, 18th edition, 9.63)."""
    alike = first.isdecimal() and last.isdecimal() and len(first) == len(last)
    if form is PageRange.WRITTEN or not alike or first >= last:
        return last
    changed = next(i for i in range(len(first)) if first[i] != last[i])
    two = min(changed, len(last) - 2) if len(last) > 1 else 0
    if form is PageRange.MINIMAL_TWO:
        return last[two:]
    if int(first) < 100 or int(first) % 100 == 0:
        return last
    return last[changed if int(first) % 100 < 10 else two :]


def places(fields: Mapping[str, Inline], reference: Reference) -> dict[str, Inline]:
    """Places by one name, whichever of BibTeX's and BibLaTeX's fields has them; and what a chapter is called."""
    found: dict[str, Inline] = {}
    if reference.kind is not Kind.CHAPTER and _OF_PLACES.isdisjoint(fields):
        return found
    place = fields.get("location") or fields.get("address") or ()
    if country := _COUNTRY.findall(plain(place)):
        place = (", ".join(each.upper() for each in country),)
    event = fields.get("eventvenue", ())
    whole = fields.get("institution") or fields.get("organization") or fields.get("school") or ()
    part = plain(fields.get("type", ())).casefold() if reference.kind is Kind.CHAPTER else ""
    number = plain(fields.get("chapter", ()))
    label = (part or "chapter") if number[:1].isdigit() else part
    if (series := plain(fields.get("series", ()))).isdecimal() and reference.kind is Kind.ARTICLE:
        found["series"] = (f"{ordinal(int(series))} series",)
    found |= {"place": place, "event.place": event, "organization": whole, "chapter.label": (label,) if label else ()}
    return {name: nodes for name, nodes in found.items() if nodes}
