"""Dates as people know them: a year, a month, a day, or a minute; compared at the coarser of two precisions."""

import datetime
import re

from cvgen.model.record import Record
from cvgen.model.regex import lazy

MONTHS = "January February March April May June July August September October November December".split()
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
_SEASON = lazy(
    r"(spring|summer|autumn|fall|winter)(?: (?:semester|term|quarter|trimester|session))?(?: of)?,? "
    r"(\d{4})(?:[/–-](\d{2}|\d{4}))?$",
    re.IGNORECASE,
)
# What is printed as it is typed, and stands at its first year: "Early 2024", "Academic year 2023/24", "1990s".
_PERIOD = lazy(
    r"(?:(?:early|mid|late)[ -](?:the )?(\d{4})s?|(academic year |AY )?(\d{4})[/–](\d{2}|\d{4})|(\d{3}0)s)$",
    re.IGNORECASE,
)
_NAMED = lazy(r"(?:(\d{1,2})\.? )?([A-Za-z]{3,9})\.?(?: (\d{1,2}),)?,? (\d{4})$")
_ISO = lazy(r"(~)?(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2}):(\d{2}))?)?)?$")


class Date(Record, order=True):
    """A date as precise as it is known: month and day are 0 where unknown, the minute of the day is -1.

    A season counts from 1 for spring; `text` is printed in place of the year, "1990s", or of the year and its season.
    """

    year: int
    month: int = 0
    day: int = 0
    minute: int = -1
    estimated: bool = False
    season: int = 0
    text: str = ""

    def __str__(self) -> str:
        """ISO 8601 with what is known: "2024-08"; a season as in its second part, "2024-21" (EDTF)."""
        parts = [
            f"{self.year:04}",
            *(f"{n:02}" for n in (self.month or self.season and self.season + 20, self.day) if n),
        ]
        return ("~" if self.estimated else "") + "-".join(parts)

    def key(self) -> tuple[int, int, int]:
        """What orders dates; an unknown month comes before January, a season stands at its first month."""
        return self.year, self.month or 3 * self.season, self.day

    @property
    def year_text(self) -> str:
        """The year as it is printed: "2024", "1990s", "2017–2018"."""
        return self.text if self.text and not self.season else f"{self.year:04}"

    @property
    def season_text(self) -> str:
        """The season as it is printed: "Spring"; "" where none is known."""
        return self.text.partition(" ")[0].rstrip(",") or SEASONS[self.season] if self.season else ""


class Window(Record):
    """A time that ends on a document's date, in months: "5 years" is 60."""

    months: int


_WINDOW = lazy(r"([1-9]\d{0,2}) (year|month)s?$")


def window(text: str) -> Window | None:
    """A Window from "5 years" or "18 months"; None if it is none."""
    found = _WINDOW.match(text.strip())
    return Window(int(found[1]) * (12 if found[2] == "year" else 1)) if found else None


def begun(since: Date | Window | None, as_of: Date) -> Date | None:
    """The date that a list begins with: the one given, or so much before the document's date."""
    return shifted(as_of, -since.months) if isinstance(since, Window) else since


def parse(text: str) -> Date | None:
    """A Date from "2024", "2024-08", "2024-8-9", "~2021-01", "2023-03-01 16:00", "May 2024", "Summer 2023", "2023/24".

    None if it is none.
    """
    found = _ISO.match(text.strip())
    if not found:
        return _in_words(text.strip()) or with_month_named(text)
    year, month, day = (int(n or 0) for n in found.group(2, 3, 4))
    minute = int(found[5]) * 60 + int(found[6]) if found[5] else -1
    if year and 21 <= month <= 24 and not found[4]:
        return Date(year, estimated=bool(found[1]), season=month - 20)
    if not year or found[3] and not 1 <= month <= 12 or found[4] and not 1 <= day <= _days(year, month):
        return None
    if found[5] and not (int(found[5]) < 24 and int(found[6]) < 60):
        return None
    return Date(year, month, day, minute, bool(found[1]))


def _in_words(text: str) -> Date | None:
    """A season, some years, a part of a year: printed as it is typed, with a place in time."""
    if (words := _SEASON.match(text)) and _follows(words[2], words[3]):
        name = "Autumn" if words[1].lower() == "fall" else words[1].capitalize()
        return Date(int(words[2]), season=SEASONS.index(name), text=text)
    period = _PERIOD.match(text)
    # "2011/12" may be a year of a school or December.
    if not period or period[4] and (not _follows(period[3], period[4]) or not period[2] and int(period[4]) <= 12):
        return None
    return Date(int(period[1] or period[3] or period[5]), text=text)


def _follows(year: str, later: str | None) -> bool:
    """Whether a second year, "24" or "2024", is a later one."""
    return not later or int(year[: 4 - len(later)] + later) > int(year)


def with_month_named(text: str) -> Date | None:
    """A Date from "May 2024", "Aug. 2024", "9 August 2024", "August 9, 2024"; None if it is none."""
    found = _NAMED.match(text.strip())
    name = found[2].lower() if found else ""
    month = next(
        (i for i, known in enumerate(MONTHS, 1) if name in (known.lower(), known[:3].lower(), known[:4].lower())), 0
    )
    if not found or not month or found[1] and found[3]:
        return None
    day = int(found[1] or found[3] or 0)
    within = 1 <= day <= _days(int(found[4]), month) if found[1] or found[3] else True
    return Date(int(found[4]), month, day) if within and int(found[4]) else None


def _days(year: int, month: int) -> int:
    """How many days a month has: 29 in February 2024."""
    leap = month == 2 and not year % 4 and (year % 100 or not year % 400)
    return _DAYS[month - 1] + bool(leap)


def before(a: Date, b: Date) -> bool:
    """Whether a is certainly before b, compared at the coarser precision: 2024 is not before 2024-08."""
    if a.year != b.year and a.year and b.year:
        return a.year < b.year
    x, y = a.key(), b.key()
    for left, right in zip(x, y, strict=True):
        if not left or not right:
            return False
        if left != right:
            return left < right
    return False


def shifted(date: Date, months: int) -> Date:
    """The date that many months later; a year alone counts in whole years, rounded up."""
    if not date.month:
        return Date(date.year + -(-months // 12))
    total = date.year * 12 + date.month - 1 + months
    year, month = divmod(total, 12)
    day = min(date.day, _days(year, month + 1)) if date.day else 0
    return Date(year, month + 1, day)


def weekday_number(date: Date) -> int:
    """The day of the week of a day, from 0 for Monday."""
    return datetime.date(date.year, date.month, date.day).weekday()


def last_day(date: Date) -> Date:
    """The last day that a date may be: 2024-02 -> 2024-02-29, 2024 -> 2024-12-31."""
    month = date.month or 12
    return Date(date.year, month, date.day or _days(date.year, month))


def days(start: Date, end: Date) -> int:
    """How many days lie between the last days that two dates may be; fewer than none if the end comes first."""
    first, last = (last_day(each) for each in (start, end))
    return (datetime.date(last.year, last.month, last.day) - datetime.date(first.year, first.month, first.day)).days
