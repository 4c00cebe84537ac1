"""Dates and ranges -> text, in the document's date style."""

import calendar
from dataclasses import dataclass

from cvgen.dates import Date
from cvgen.recipe import DateForm, DateStyle

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
        if not date.month or self.form is DateForm.YEAR:
            return f"{date.year:04}"
        if self.form is DateForm.ISO or (self.form is DateForm.NUMERIC and date.day):
            return str(date).lstrip("~")
        if self.form is DateForm.NUMERIC:
            return f"{date.month:02}/{date.year:04}"
        month = self._month(date.month)
        return f"{month} {date.day}, {date.year:04}" if date.day else f"{month} {date.year:04}"

    def _month(self, month: int) -> str:
        if self.form is DateForm.LONG:
            return calendar.month_name[month]
        return _AP[month - 1] if self.form is DateForm.AP else f"{calendar.month_abbr[month]}."

    def spanned(self, start: Date | None, end: Date | None, ongoing: bool) -> str:
        """A range: "Jan. 2021 – June 2025", "Oct. 2021 – present", "July 2025 –"; one date if there is one."""
        if not start:
            return self.printed(end) if end else self.present if ongoing else ""
        last = self.printed(end) if end else self.present if ongoing else self.open
        return f"{self.printed(start)}{self.range}{last}".strip()
