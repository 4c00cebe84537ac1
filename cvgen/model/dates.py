"""Dates as people know them: a year, a month, a day, or a minute; compared at the coarser of two precisions."""

import datetime
import re

from cvgen.model.dataclass import dataclass

MONTHS = "January February March April May June July August September October November December".split()
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ISO = re.compile(r"(~)?(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2}):(\d{2}))?)?)?$")


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A date as precise as it is known: month and day are 0 where unknown, the minute of the day is -1."""

    year: int
    month: int = 0
    day: int = 0
    minute: int = -1
    estimated: bool = False

    def __str__(self) -> str:
        """ISO 8601 with what is known: "2024-08"."""
        parts = [f"{self.year:04}", *(f"{n:02}" for n in (self.month, self.day) if n)]
        return ("~" if self.estimated else "") + "-".join(parts)

    def key(self) -> tuple[int, int, int]:
        """What orders dates; an unknown month comes before January."""
        return self.year, self.month, self.day


def parse(text: str) -> Date | None:
    """A Date from "2024", "2024-08", "2024-8-9", "~2021-01" or "2023-03-01 16:00"; None if it is none."""
    found = _ISO.match(text.strip())
    if not found:
        return None
    year, month, day = (int(n or 0) for n in found.group(2, 3, 4))
    minute = int(found[5]) * 60 + int(found[6]) if found[5] else -1
    if not year or found[3] and not 1 <= month <= 12 or found[4] and not 1 <= day <= _days(year, month):
        return None
    if found[5] and not (int(found[5]) < 24 and int(found[6]) < 60):
        return None
    return Date(year, month, day, minute, bool(found[1]))


def _days(year: int, month: int) -> int:
    """How many days a month has: 29 in February 2024."""
    leap = month == 2 and not year % 4 and (year % 100 or not year % 400)
    return _DAYS[month - 1] + bool(leap)


def before(a: Date, b: Date) -> bool:
    """Whether a is certainly before b, compared at the coarser precision: 2024 is not before 2024-08."""
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


def weekday(date: Date) -> str:
    """The day of the week in English: "Wednesday"; "" unless the day is known."""
    return datetime.date(date.year, date.month, date.day).strftime("%A") if date.day else ""
