"""Dates as people know them: what is read, what comes before what, how they print."""

import pytest
from workbench import day

from cvgen.arrange.dating import Dating
from cvgen.model import dates
from cvgen.model.choices import DateForm
from cvgen.model.dates import Date
from cvgen.model.locale import Locale
from cvgen.model.recipe import DateStyle

READ = [
    ("2024", Date(2024)),
    ("2024-08", Date(2024, 8)),
    ("2024-8-9", Date(2024, 8, 9)),
    ("~2021-01", Date(2021, 1, estimated=True)),
    ("2023-03-01 16:00", Date(2023, 3, 1, 960)),
    ("2023-03-01T00:00", Date(2023, 3, 1, 0)),
    (" 2024 ", Date(2024)),
    ("2024-02-29", Date(2024, 2, 29)),
    ("2023-02-29", None),
    ("2024-13", None),
    ("2024-00", None),
    ("2024-08-00", None),
    ("2024-08-32", None),
    ("2024-08-09 24:00", None),
    ("2024-08-09 12:60", None),
    ("24", None),
    ("2024/08", None),
    ("Aug 2024", Date(2024, 8)),
    ("Sept. 2024", Date(2024, 9)),
    ("9 August 2024", Date(2024, 8, 9)),
    ("August 9, 2024", Date(2024, 8, 9)),
    ("August 32, 2024", None),
    ("Augst 2024", None),
    ("Fall Semester 2023", Date(2023, season=3, text="Fall Semester 2023")),
    ("Winter 2023/24", Date(2023, season=4, text="Winter 2023/24")),
    ("Winter 2023/22", None),
    ("Sumer 2023", None),
    ("2023/24", Date(2023, text="2023/24")),
    ("AY 2011/12", Date(2011, text="AY 2011/12")),
    ("2011/12", None),
    ("Early 2024", Date(2024, text="Early 2024")),
    ("1990s", Date(1990, text="1990s")),
    ("1991s", None),
    ("Summer 2023", Date(2023, season=2, text="Summer 2023")),
    ("fall 2023", Date(2023, season=3, text="fall 2023")),
    ("2023-24", Date(2023, season=4)),
    ("2023-24-01", None),
    ("Summer", None),
    ("0000", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "date"), READ)
def test_dates_are_read_as_typed(text: str, date: Date | None) -> None:
    assert dates.parse(text) == date


@pytest.mark.parametrize("text", ["2024", "2024-08", "2024-08-09", "~2021-01", "2021-21"])
def test_a_date_prints_what_is_known(text: str) -> None:
    assert str(day(text)) == text


BEFORE = [
    ("2021-02", "Spring 2021", True),
    ("Spring 2021", "2021-06", True),
    ("Spring 2021", "Summer 2021", True),
    ("2021-03", "2021-21", False),
    ("2023", "2024", True),
    ("2024", "2023", False),
    ("2024", "2024-08", False),
    ("2024-08", "2024", False),
    ("2024-07", "2024-08", True),
    ("2024-08", "2024-08-31", False),
    ("2024-08-30", "2024-08-31", True),
    ("2023", "2024-01", True),
    ("2023-12", "2024", True),
    ("~2023", "2024", True),
    ("~2024", "2024-08", False),
]


@pytest.mark.parametrize(("a", "b", "expected"), BEFORE)
def test_before_is_said_at_the_coarser_precision(a: str, b: str, expected: bool) -> None:
    assert dates.before(day(a), day(b)) is expected


@pytest.mark.parametrize("a", ["2024", "2024-08", "2024-08-09"])
def test_nothing_is_before_itself(a: str) -> None:
    assert not dates.before(day(a), day(a))


SHIFTED = [
    ("2024-08", 12, "2025-08"),
    ("2024-08", 5, "2025-01"),
    ("2024-12", 1, "2025-01"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2024", 12, "2025"),
    ("2024", 6, "2025"),
    ("2024", 0, "2024"),
]


@pytest.mark.parametrize(("date", "months", "expected"), SHIFTED)
def test_a_date_months_later(date: str, months: int, expected: str) -> None:
    assert str(dates.shifted(day(date), months)) == expected


@pytest.mark.parametrize(("date", "name"), [("2023-03-01", "Wednesday"), ("2026-04-21", "Tuesday")])
def test_the_day_of_the_week(date: str, name: str) -> None:
    assert "Mon Tue Wed Thu Fri Sat Sun".split()[dates.weekday_number(day(date))] == name[:3]


PRINTED = [
    (DateForm.AP, "2016-09", "Sept. 2016"),
    (DateForm.AP, "2016-05", "May 2016"),
    (DateForm.AP, "2016-03-07", "March 7, 2016"),
    (DateForm.SHORT, "2016-09", "Sep. 2016"),
    (DateForm.SHORT, "2016-05", "May 2016"),
    (DateForm.LONG, "2016-09", "September 2016"),
    (DateForm.LONG, "2016-09-01", "September 1, 2016"),
    (DateForm.ISO, "2016-09", "2016-09"),
    (DateForm.ISO, "~2016-09-01", "2016-09-01"),
    (DateForm.NUMERIC, "2016-09", "09/2016"),
    (DateForm.NUMERIC, "2016-09-01", "2016-09-01"),
    (DateForm.YEAR, "2016-09-01", "2016"),
    (DateForm.DAY_FIRST, "2025-08-13", "13 August 2025"),
    (DateForm.DAY_FIRST, "2025-08", "August 2025"),
    (DateForm.WEEKDAY, "2023-03-01", "Wed, March 1, 2023"),
    (DateForm.WEEKDAY, "2023-03", "March 2023"),
    (DateForm.AP, "Summer 2023", "Summer 2023"),
    (DateForm.LONG, "2023-23", "Autumn 2023"),
    (DateForm.ISO, "Fall 2023", "2023-23"),
    (DateForm.YEAR, "Fall 2023", "2023"),
    *((form, "2016", "2016") for form in DateForm),
]


@pytest.mark.parametrize(("form", "date", "text"), PRINTED)
def test_forms_of_dates(form: DateForm, date: str, text: str) -> None:
    assert Dating(form).printed(day(date)) == text


RANGES = [
    ("2021-01", "2025-06", False, "Jan. 2021 – June 2025"),
    ("2021-01", "", True, "Jan. 2021 – present"),
    ("2021-01", "", False, "Jan. 2021 –"),
    ("", "2025-06", False, "June 2025"),
    ("", "", True, "present"),
    ("", "", False, ""),
    ("2021", "2021", False, "2021"),
    ("2021-03", "2021-03", False, "March 2021"),
]


@pytest.mark.parametrize(("start", "end", "ongoing", "text"), RANGES)
def test_ranges(start: str, end: str, ongoing: bool, text: str) -> None:
    assert Dating().spanned(dates.parse(start), dates.parse(end), ongoing) == text


def test_two_dates_that_print_alike_are_one() -> None:
    assert Dating(DateForm.YEAR).spanned(day("2021-03"), day("2021-08"), ongoing=False) == "2021"


@pytest.mark.parametrize(("minute", "text"), [(0, "12:00 AM"), (725, "12:05 PM"), (960, "4:00 PM")])
def test_the_time_of_day(minute: int, text: str) -> None:
    assert Locale().date("time", Date(2026, minute=minute)) == text


def test_an_open_end_has_words_of_its_own() -> None:
    style = DateStyle(range=" to ", present="today", open="now")
    dating = Dating().over(style)
    assert dating.spanned(day("2021"), None, ongoing=True) == "2021 to today"
    assert dating.spanned(day("2021"), None, ongoing=False) == "2021 to now"


def test_a_style_sets_what_it_names_and_leaves_the_rest() -> None:
    outer = Dating().over(DateStyle(form=DateForm.ISO, present="now"))
    inner = outer.over(DateStyle(present=""))
    assert (inner.form, inner.present, inner.range) == (DateForm.ISO, "", " – ")
    assert outer.over(None) == outer
