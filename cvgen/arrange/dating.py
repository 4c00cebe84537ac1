"""Dates and ranges -> text, in the document's date style."""

from cvgen.model.choices import DateForm
from cvgen.model.dataclass import dataclass
from cvgen.model.dates import MONTHS, Date, weekday
from cvgen.model.recipe import DateStyle

_AP = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()


@dataclass(frozen=True, slots=True)
class Dating:
    """A date style with nothing left open."""

    form: DateForm = DateForm.AP
    range: str = " – "
    present: str = "present"
    open: str = ""
    join: str = " & "

    def over(self, style: DateStyle | None) -> "Dating":
        """This style with what another one sets."""
        if style is None:
            return self
        names = ("form", "range", "present", "open", "join")
        return Dating(*(getattr(self, n) if getattr(style, n) is None else getattr(style, n) for n in names))

    def printed(self, date: Date) -> str:
        """A date: "Sept. 2016", "April 21, 2026", "2021-01", "07/2025"; a year alone is a year in every form."""
        if date.season and self.form not in (DateForm.YEAR, DateForm.ISO):
            return date.text or f"{date.season_text} {date.year:04}"
        if not date.month and not date.season or self.form is DateForm.YEAR:
            return date.year_text
        if self.form is DateForm.ISO or (self.form is DateForm.NUMERIC and date.day):
            return str(date).lstrip("~")
        if self.form is DateForm.NUMERIC:
            return f"{date.month:02}/{date.year:04}"
        if date.day and self.form in (DateForm.DAY_FIRST, DateForm.WEEKDAY):
            return self._day(date)
        month = self._month(date.month)
        if self.form is DateForm.MONTH:
            return f"{month} {date.year:04}"
        return f"{month} {date.day}, {date.year:04}" if date.day else f"{month} {date.year:04}"

    def _day(self, date: Date) -> str:
        """A day in words: "13 August 2025", or "Wed, March 1, 2023"."""
        month = MONTHS[date.month - 1]
        if self.form is DateForm.DAY_FIRST:
            return f"{date.day} {month} {date.year:04}"
        return f"{weekday(date)[:3]}, {month} {date.day}, {date.year:04}"

    def _month(self, month: int) -> str:
        if self.form in (DateForm.LONG, DateForm.DAY_FIRST, DateForm.WEEKDAY):
            return MONTHS[month - 1]
        return (
            _AP[month - 1] if self.form in (DateForm.AP, DateForm.MONTH) or month == 5 else f"{MONTHS[month - 1][:3]}."
        )

    def spanned(self, start: Date | None, end: Date | None, ongoing: bool) -> str:
        """A range: "Jan. 2021 – June 2025", "Oct. 2021 – present", "July 2025 –"; one date if they print alike."""
        if not start:
            return self.printed(end) if end else self.present if ongoing else ""
        first = self.printed(start)
        last = self.printed(end) if end else self.present if ongoing else self.open
        return first if first == last else f"{first}{self.range}{last}".strip()


def clock(minute: int) -> str:
    """The time of day: 960 -> "4:00 PM"."""
    hour, rest = divmod(minute, 60)
    return f"{(hour - 1) % 12 + 1}:{rest:02} {'AM' if hour < 12 else 'PM'}"
