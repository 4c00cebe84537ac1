"""The fields of a date -> when that was: words, seasons, ranges, decades, years of any era; and how it is printed."""

import re
from functools import lru_cache

from cvgen.model import dates
from cvgen.model.dates import Date
from cvgen.model.regex import lazy

_MONTH_STARTS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "ene": 1, "gen": 1, "fév": 2, "fev": 2, "mär": 3, "maa": 3, "abr": 4, "avr": 4, "mai": 5, "mei": 5,
    "mag": 5, "maj": 5, "giu": 6, "juin": 6, "lug": 7, "juil": 7, "ago": 8, "aoû": 8, "set": 9, "okt": 10, "ott": 10,
    "out": 10, "dez": 12, "dic": 12, "déc": 12, "des": 12, "agu": 8, "ağu": 8,
    # Russian, Ukrainian, Greek
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10,
    "ноя": 11, "дек": 12, "січ": 1, "лют": 2, "бер": 3, "кві": 4, "тра": 5, "чер": 6, "лип": 7, "сер": 8, "вер": 9,
    "жов": 10, "лис": 11, "гру": 12, "ιαν": 1, "φεβ": 2, "μαρ": 3, "απρ": 4, "μάι": 5, "μαΐ": 5, "ιουν": 6, "ιούν": 6,
    "ιουλ": 7, "ιούλ": 7, "αυγ": 8, "αύγ": 8, "σεπ": 9, "οκτ": 10, "νοε": 11, "δεκ": 12,
    # Polish, Turkish, Romanian, Hungarian
    "sty": 1, "lut": 2, "kwi": 4, "cze": 6, "lip": 7, "sie": 8, "wrz": 9, "paź": 10, "lis": 11, "gru": 12, "oca": 1,
    "şub": 2, "nis": 4, "haz": 6, "tem": 7, "eyl": 9, "eki": 10, "kas": 11, "ara": 12, "ian": 1, "iun": 6, "iul": 7,
    "noi": 11, "jún": 6, "júl": 7, "sze": 9,
}  # fmt: skip
_SEASON_STARTS = {
    "spri": 1, "summ": 2, "autu": 3, "fall": 3, "wint": 4, "prin": 1, "prim": 1, "früh": 1, "весн": 1, "étés": 2,
    "somm": 2, "vera": 2, "esta": 2, "лето": 2, "auto": 3, "herb": 3, "otoñ": 3, "outo": 3, "осен": 3, "hive": 4,
    "inve": 4, "зима": 4,
}  # fmt: skip
_WORD = lazy(r"[^\W\d_]{3,}")
_EAST_ASIAN_MONTH = lazy(r"(\d{1,2})\s*[月월]")
_DAY = lazy(r"(?<!\d)(\d{1,2})(?!\d)")
_YEAR = lazy(r"(?<!\d)(1[4-9]\d\d|20\d\d|21\d\d)(?!\d)")
_ISO = lazy(r"\s*(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?![\d-])[T\d:Z+]*\s*([~?%]?)")
_GERMAN = lazy(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$")
_NUMBER = lazy(r"\d{1,4}$")
_RANGE = lazy(r"(\d{4})\s*(?:--?|[–—/])\s*(\d{2}|\d{4})$")
_DECADE = lazy(r"(\d{3})(?:[Xxu]|0s)$|(\d\d)(?:XX|xx|uu)$")
# What is printed as it is written: "circa 1890", "[1890?]", "1399 AH", "2020 [1399]", "44 BCE".
_AS_WRITTEN = lazy(
    r"(?:c|ca|circa|about)\b\.?\s*\d|\[[^\[\]]*\d{3,4}[^\[\]]*\]|\d{3,4}\s*\?$|\d{3,4}\s*[/(\[=]\s*\d{3,4}"
    r"|\d\s*(?:AH|AM|AD|A\.D\.|CE|BCE?|B\.C\.|SH|BE|[nv]\.\s*Chr)",
    re.IGNORECASE,
)
_BEFORE_CHRIST = lazy(r"\d\s*(?:BCE?|B\.C\.|v\.\s*Chr)", re.IGNORECASE)
_UNDATED = lazy(r"[\[(]?(?:n\.?\s*d\.?|s\.?\s*[ad]\.?|o\.?\s*J\.?|undated|no date|sans date)[\])]?$", re.IGNORECASE)


def undated(text: str) -> bool:
    """Whether a text says that there is no date: "n.d.", "s.a.", "o. J."."""
    return bool(_UNDATED.match(text.strip('{}" ')))


def impossible(text: str) -> bool:
    """Whether a date in numbers has a month or a day that no year has: "2023-13", "2023-02-30"; 0 is unknown."""
    found = _ISO.fullmatch(text.strip('{}" ')) if text else None
    if not found or not found[2]:
        return False
    number, day = int(found[2]), int(found[3] or 0)
    # 21 to 41 are parts of a year in EDTF.
    return (
        number > 41
        or 12 < number < 21
        or bool(day and not (number and dates.parse(f"{found[1]}-{number:02}-{day:02}")))
    )


def month(text: str) -> int:
    """The month, in whatever form: "jan", "January", "01", "8~August", "Aug.-Sep.", "август" -> 8; 0 if none."""
    for word in _WORD.findall(text.lower()):
        found = _MONTH_STARTS.get(word[:3]) or _MONTH_STARTS.get(word[:4])
        if found:
            return found
    digits = _EAST_ASIAN_MONTH.search(text) or _DAY.match(text.strip(' {}"'))
    number = int(digits[1]) if digits else 0
    return number if number <= 12 else 0


def season(text: str) -> int:
    """The season, from 1 for spring: "Spring", "Herbst" -> 3; 0 if there is none."""
    found = (_SEASON_STARTS.get(word[:4]) for word in _WORD.findall(text.lower()))
    return next((number for number in found if number), 0)


@lru_cache(maxsize=1 << 12)
def date(texts: tuple[str, str, str, str]) -> Date | None:
    """The date that `date`, `year`, `month` and `day` say together; None if none of them says a year."""
    whole, year, month_text, day_text = (text.strip('{}" ') for text in texts)
    if len(year) == 4 and year.isdecimal() and not whole:  # as most are
        return _in_words("", year, month_text, day_text)
    if found := _period(year or whole) or _period(whole):
        return found
    for text in (whole, year):
        iso = _ISO.match(text if _ISO.fullmatch(text) else text.split("/")[0])
        if iso and (iso[2] or text == whole):
            return _valid(int(iso[1]), int(iso[2] or 0), int(iso[3] or 0), bool(iso[4]))
    if german := _GERMAN.match(whole or year):
        return _valid(int(german[3]), int(german[2]), int(german[1]), estimated=False)
    return _in_words(whole, year, month_text, day_text)


def _in_words(whole: str, year: str, month_text: str, day_text: str) -> Date | None:
    """A date of a year, and of words or numbers in `month`, `day` or beside the year: "3 August 2021"."""
    found = _NUMBER.match(year) or _YEAR.search(year) or _NUMBER.match(whole) or _YEAR.search(whole)
    if not found or not int(found[0]):
        return None
    if len(year) == 4 and year == found[0] and not (month_text or day_text or whole):
        return Date(int(year))
    if len(found[0]) < 4:
        return Date(int(found[0]), text=found[0])
    number, rest = int(found[0]), found.string.replace(found[0], " ", 1)
    if (iso := _ISO.match(month_text)) and iso[2]:
        return _valid(number, int(iso[2]), int(iso[3] or 0), estimated=False)
    beside = rest if _WORD.search(rest) or _EAST_ASIAN_MONTH.search(rest) else ""
    named = month(month_text) or month(beside)
    if not named and (part := season(month_text) or season(beside)):
        return Date(number, season=part)
    in_month = month_text if _WORD.search(month_text) else "" if month_text else beside
    days = _DAY.search(day_text) or _DAY.search(_EAST_ASIAN_MONTH.sub(" ", in_month))
    return _valid(number, named, int(days[1]) if days and named else 0, estimated=False)


def _period(text: str) -> Date | None:
    """A year of any era, several years, a decade: what is printed as it is written, with a place in time."""
    if (found := _RANGE.match(text)) and (len(found[2]) == 4 or int(found[2]) > 12):
        last = int(found[2]) if len(found[2]) == 4 else int(found[1][:2] + found[2])
        return Date(int(found[1]), text=f"{found[1]}–{found[2]}") if last > int(found[1]) else None
    if found := _DECADE.match(text):
        first = f"{found[1]}0" if found[1] else f"{found[2]}00"
        return Date(int(first), text=f"{first}s")
    if _AS_WRITTEN.search(text):
        number = _YEAR.search(text) or re.search(r"\d{1,4}", text)
        value = int(number[0]) if number else 0
        return Date(-value if _BEFORE_CHRIST.search(text) else value, text=text) if value else None
    return None


def _valid(year: int, month: int, day: int, estimated: bool) -> Date:
    """The date as far as the calendar has it: 21 to 24 are seasons (EDTF), a 31st of June is left out."""
    part = month - 20 if 21 <= month <= 24 else 0
    month = month if 1 <= month <= 12 else 0
    known = dates.parse(f"{year:04}-{month:02}-{day:02}") if month and day else None
    return Date(year, month, known.day if known else 0, estimated=estimated, season=part)
