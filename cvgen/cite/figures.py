"""The dates, editions, pages and places of a reference -> the fields of patterns that print them."""

import re
from collections.abc import Mapping

from cvgen.model.choices import PageRange
from cvgen.model.dates import Date
from cvgen.model.forms import language_tag
from cvgen.model.kinds import Kind
from cvgen.model.locale import Locale
from cvgen.model.reference import Reference
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, plain

# Editions that are spelt out, as BibTeX's manual wants them.
_SPELT = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_SHORT_DAYS = (("date.short", "day-short"), ("date.first", "day-first-short"))
_ONE_PAGE = lazy(r"\w+")
# Pages from one to another, of which none has a hyphen of its own: "12.1-12.9", "xi-xx".
_RANGE = lazy(
    r"(?<![^\s,;])(?:([\w.:]*\d[\w.:]*)[-–]([\w.:]*\d[\w.:]*)|([ivxlcdm]+)[-–]([ivxlcdm]+))(?![^\s,;])", re.IGNORECASE
)
_NEXT_RANGE = lazy(r"([–-]\d+),(?=\d+[–-]\d)")
_WHOLE_RANGE = lazy(r"(\d+)-(\d+)")
_PERIODICAL = (Kind.ARTICLE, Kind.MAGAZINE, Kind.NEWSPAPER, Kind.REVIEW, Kind.PERIODICAL)
_COUNTRY = lazy(r"\bcountry([a-z]{2})\b")
_OF_PLACES = frozenset("location address eventvenue institution organization school series".split())


def dates(date: Date | None, months: str, locale: Locale) -> dict[str, Inline]:
    """The year, the month and the day, and what of a date stands together, as far as the date is known.

    `date.day`, `date.month` and `day.long` are there only where the day or the month is; `first` has the day in front.
    `months` are several in words.
    """
    if not date:
        return {}
    cited = "cited"
    found = {"year": date.year_text, "yy": f"{date.year:04}"[2:], "date": date.year_text}
    if date.month:
        whole = locale.date("month", date)
        found |= {
            "month": locale.short_month(date.month, cited),
            "month.long": locale.row("months.alone")[date.month - 1],
        }
        found |= {"date": locale.date("month-short", date, cited), "date.month": whole}
    elif date.season:
        found |= {
            "month": locale.season(date),
            "date": locale.phrase("times.season", locale.season(date), found["year"]),
        }
    found["date.long"] = found.get("date.month", found["date"])
    if date.day:
        found |= {"day": str(date.day), "date.day": locale.date("day", date)}
        found["date.long"] = found["date.day"]
        found |= {"day.long": locale.date("day-of-month", date), "day.first": locale.date("day-of-month-first", date)}
        found |= {name: locale.date(key, date, cited) for name, key in _SHORT_DAYS}
    if months:
        found["date.long"] = f"{months} {date.year_text}"
    return {name: (text,) for name, text in found.items()}


def edition(fields: Mapping[str, Inline], locale: Locale) -> dict[str, Inline]:
    """The edition by its number: "3rd"; words for a number are translated, other words stay."""
    typed = plain(fields.get("edition", ()))
    number = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
    if not number and not locale.english and typed.casefold() in _SPELT:
        number = _SPELT.index(typed.casefold()) + 1
    return {"edition": (locale.ordinal(number),)} if number else {}


def genre(reference: Reference, fields: Mapping[str, Inline], locale: Locale) -> str:
    """What the work calls itself: "MSc thesis", "Working Paper"; what its type is called where it says nothing."""
    typed = plain(fields.get("type", ()))
    said = locale.genre(typed.casefold()) or typed if typed else ""
    return said or locale.genre(reference.type)


def foreign(reference: Reference, locale: Locale) -> str:
    """The language of a title that is another one than the document's; "" where it is the same, or none is said."""
    tag = language_tag(reference.language) if reference.language else ""
    return tag if tag and tag.partition("-")[0] != locale.tag.partition("-")[0] else ""


def pages(reference: Reference, dash: str, form: PageRange, locale: Locale) -> dict[str, str]:
    """pages, and what they are called: pages.word ("page" or "pages") and pages.abbr ("p." or "pp.")."""
    if not reference.pages:
        return {}
    first, *rest = reference.pages
    several = bool(rest) or not _ONE_PAGE.fullmatch(first)
    text = dash.join([first, *[_short(first, last, form) for last in rest]])
    if not rest and several:  # more than two, or with signs that are no figures
        text = _NEXT_RANGE.sub(r"\1, ", _RANGE.sub(lambda found: _joined(found, dash, form), text))
    short = locale.row("pages.short")[several].rpartition("{0}")[2]
    return {"pages": text, "pages.word": locale.row("pages.long")[several], "pages.abbr": short}


def _joined(found: re.Match[str], dash: str, form: PageRange) -> str:
    """A range with its dash: "115–118"."""
    first, last = filter(None, found.groups())
    return f"{first}{dash}{_short(first, last, form)}"


def spanned(reference: Reference, dash: str) -> dict[str, str]:
    """The volume, and the number of a periodical, with the dash of those that are several: "12–13", but "LXIV-2"."""
    found = {"volume": reference.volume, "number": reference.number}
    for name, text in found.items():
        several = _WHOLE_RANGE.fullmatch(text) if "-" in text else None
        if several and int(several[1]) < int(several[2]) and (name == "volume" or reference.kind in _PERIODICAL):
            found[name] = f"{several[1]}{dash}{several[2]}"
    return found


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


def places(fields: Mapping[str, Inline], reference: Reference, locale: Locale) -> dict[str, Inline]:
    """Places by one name, whichever of BibTeX's and BibLaTeX's fields has them; and a chapter as it is called."""
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
    chapter = fields.get("chapter", ())
    if part and number:
        chapter = (f"{part} ", *chapter)
    elif number[:1].isdigit():
        chapter = (locale.phrase("terms.chapter", number),)
    if (series := plain(fields.get("series", ()))).isdecimal() and reference.kind is Kind.ARTICLE:
        found["series"] = (locale.phrase("terms.series", locale.ordinal(int(series))),)
    found |= {"place": place, "event.place": event, "organization": whole, "chapter.long": chapter}
    return {name: nodes for name, nodes in found.items() if nodes}
