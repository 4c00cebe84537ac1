"""Dates and ranges -> text, in the document's date style and language."""

from cvgen.model.choices import DateForm
from cvgen.model.dates import Date
from cvgen.model.locale import Locale
from cvgen.model.recipe import DateStyle
from cvgen.model.record import Record, field, replace

_LONG = (DateForm.LONG, DateForm.DAY_FIRST, DateForm.WEEKDAY)


class Dating(Record):
    """A date style with nothing left open."""

    form: DateForm = DateForm.AP
    range: str = " – "
    present: str = "present"
    open: str = ""
    join: str = " & "
    locale: Locale = field(default_factory=Locale)

    @classmethod
    def of(cls, locale: Locale) -> "Dating":
        """The usual style of a language."""
        return cls(range=locale["dates.range"], present=locale["times.present"], locale=locale)

    def over(self, style: DateStyle | None) -> "Dating":
        """This style with what another one sets."""
        if style is None:
            return self
        names = ("form", "range", "present", "open", "join")
        return replace(self, **{n: getattr(style, n) for n in names if getattr(style, n) is not None})

    def printed(self, date: Date) -> str:
        """A date: "Sept. 2016", "April 21, 2026", "2021-01", "07/2025"; a year alone is a year in every form."""
        if date.season and self.form not in (DateForm.YEAR, DateForm.ISO):
            return self.locale.season_year(date)
        if not date.month and not date.season or self.form is DateForm.YEAR:
            return date.year_text
        if self.form is DateForm.ISO:
            return str(date).lstrip("~")
        months = "" if self.form is DateForm.SHORT else "ap"
        return self.locale.date(self._pattern(day=bool(date.day)), date, months)

    def _pattern(self, *, day: bool) -> str:
        """The pattern of the form, for a date with a day or without."""
        match self.form:
            case DateForm.NUMERIC:
                return "numeric-day" if day else "numeric-month"
            case DateForm.DAY_FIRST | DateForm.WEEKDAY if day:
                return self.form.value
            case DateForm.MONTH:
                return "month-short"
        unit = "day" if day else "month"
        return unit if self.form in _LONG else f"{unit}-short"

    def spanned(self, start: Date | None, end: Date | None, ongoing: bool) -> str:
        """A range: "Jan. 2021 – June 2025", "Oct. 2021 – present", "July 2025 –"; one date if they print alike."""
        if not start:
            return self.printed(end) if end else self.present if ongoing else ""
        first = self.printed(start)
        last = self.printed(end) if end else self.present if ongoing else self.open
        return first if first == last else f"{first}{self.range}{last}".strip()
