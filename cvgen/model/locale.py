"""A language's words -> dates, lists, numbers and phrases in it. Every word that cvgen says by itself comes from here.

The words of a language are in templates/locales; those of American English, which need not be read, in `english.py`.
Patterns of dates are CLDR's (UTS 35, part 4, section 8): "d. MMMM y".
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias, TypeVar

from cvgen.model import collation
from cvgen.model.dates import SEASONS, Date, weekday_number
from cvgen.model.english import WORDS
from cvgen.model.errors import Problems
from cvgen.model.record import Record, field
from cvgen.model.regex import lazy

T = TypeVar("T")
Words: TypeAlias = Mapping[str, "str | tuple[str, ...]"]
_FIRST = lazy(r"\b1\b")
_PATENTS = lazy(r"(patent|patreq)(us|eu|de|fr|uk)")
_FIELDS = lazy(r"'([^']*)'|(y+|M+|L+|d+|E+|h+|H+|m+|a+)|([^'yMLdEhHma]+)")


class Locale(Record):
    """A language by its tag ("pt-BR"), and its words by their keys: "terms.et-al".

    `letters_given` says that somebody's own file has the alphabet.
    """

    tag: str = "en-US"
    words: Words = field(default_factory=lambda: WORDS)
    letters_given: bool = False

    def __getitem__(self, key: str) -> str:
        """A word or a phrase."""
        found = self.words[key]
        return found if isinstance(found, str) else "".join(found)

    def row(self, key: str) -> tuple[str, ...]:
        """Words in a row: the months, one and several."""
        found = self.words.get(key, ())
        return (found,) if isinstance(found, str) else found

    def find(self, key: str, otherwise: str) -> str:
        """A word; the other one where the language has none under this key, such as somebody's own role."""
        return self[key] if key in self.words else otherwise

    def group(self, name: str, of: tuple[str, ...] = ()) -> dict[str, str]:
        """The words under a key by what follows it there, of these alone where some are named."""
        known = ((key.removeprefix(f"{name}."), key) for key in self.words if key.startswith(f"{name}."))
        return {short: self[key] for short, key in known if not of or short.partition(".")[0] in of}

    def phrase(self, key: str, *about: str) -> str:
        """A phrase with what it is about: "Portrait of Ada Moss"."""
        return filled(self[key], *about)

    def date(self, key: str, date: Date, months: str = "") -> str:
        """A date in one of the language's patterns: "dates.day"; short months are those of this list."""
        pattern = self[f"dates.{key}"]
        made = "".join(self._part(letters, literal, date, months) for letters, literal in _parsed(pattern))
        # "1er mars", and "01/03": a day in digits is no ordinal.
        first = self["times.first-day"] if date.day == 1 and "MMM" in pattern else "1"
        return made if first == "1" else _FIRST.sub(first, made, count=1)

    def _part(self, letters: str, literal: str, date: Date, months: str) -> str:
        match letters:
            case "":
                return literal
            case "y":
                return f"{date.year:04}"
            case "d" | "dd":
                return f"{date.day:0{len(letters)}}"
            case "M" | "MM":
                return f"{date.month:0{len(letters)}}"
            case "MMMM" | "LLLL":
                return self.row("months.long" if letters[0] == "M" else "months.alone")[date.month - 1]
            case "MMM":
                return self.short_month(date.month, months)
            case "LLL":
                return (self.row(f"months.{months}") or self.row("months.short-alone"))[date.month - 1]
        if letters[0] == "E":
            return self.row("days")[weekday_number(date)]
        return self._time(letters, date.minute)

    def _time(self, letters: str, minute: int) -> str:
        hour, rest = divmod(minute, 60)
        match letters[0]:
            case "h":
                return f"{(hour - 1) % 12 + 1:0{len(letters)}}"
            case "H":
                return f"{hour:0{len(letters)}}"
            case "m":
                return f"{rest:02}"
        return self["dates.am" if hour < 12 else "dates.pm"]

    def short_month(self, month: int, months: str = "") -> str:
        """A month in short, as in one of the lists where the language has it: "ap", "cited"."""
        return (self.row(f"months.{months}") or self.row("months.short"))[month - 1]

    def season(self, date: Date) -> str:
        """The season of a date: "Spring"; as it was typed where it says more than that."""
        said = date.season_text
        return self.row("seasons")[date.season - 1] if said in SEASONS and date.season else said

    def season_year(self, date: Date) -> str:
        """A season and its year: "Spring 2024"; as typed where it says more."""
        plain = f"{date.season_text} {date.year:04}"
        if date.text and (date.text != plain or date.season_text not in SEASONS):
            return date.text
        return self.phrase("times.season", self.season(date), f"{date.year:04}")

    def number(self, number: int) -> str:
        """A whole number with its separators: "1,108"."""
        if len(str(number)) < int(self["counting.least"]):
            return str(number)
        return f"{number:,}".replace(",", self["numbers.group"])

    def ordinal(self, number: int, of: str = "ordinals") -> str:
        """36 -> "36th", 41 -> "41st"; of an edition, or of `places` or `meetings` where these are of another gender."""
        row = of if f"counting.{of}.other" in self.words else "ordinals"
        kinds = (f"={number}", number % 100, number % 10, "other")
        found = next(key for kind in kinds if (key := f"counting.{row}.{kind}") in self.words)
        return filled(self[found], self.number(number))

    def spelt(self, number: int) -> str:
        """Up to twenty in words: 5 -> "five"; more in digits."""
        words = self.row("counting.words")
        return words[number] if 0 <= number < len(words) else self.number(number)

    def money(self, amount: str) -> str:
        """An amount as it is printed: "120000 EUR" -> "EUR 120,000"."""
        number, _, code = amount.partition(" ")
        return self.phrase("counting.money", self.number(int(number.replace(",", ""))), code) if code else amount

    def listed(self, words: Iterable[str]) -> str:
        """Words in a row: "A", "A and B", "A, B, and C"."""
        all_words = tuple(words)
        if len(all_words) < 3:
            return self["lists.pair"].join(all_words)
        return f"{self['lists.separator'].join(all_words[:-1])}{self['lists.last']}{all_words[-1]}"

    def ordered(self, items: Iterable[T], text: Callable[[T], str], problems: Problems) -> tuple[T, ...]:
        """Items by a text of each, as dictionaries of the language have them; where that is not sure, it is said."""
        rows = tuple(items)
        # English letters stand as CLDR has them, and ICU need not be imported for that.
        tag = "" if self.english or self.letters_given else self.tag
        keys = collation.keys([text(each) for each in rows], self["alphabet"], tag, problems)
        return tuple(rows[place] for place in sorted(range(len(rows)), key=keys.__getitem__))

    def genre(self, key: str) -> str:
        """What a work is called by BibLaTeX's key for it: "phdthesis"; a patent of a country by the country's code."""
        found = self.find(f"genres.{key}", "")
        whose = _PATENTS.match(key) if not found and key.startswith("pat") else None
        return f"{self[f'genres.{whose[1]}']} ({whose[2].upper()})" if whose else found

    @property
    def right_to_left(self) -> bool:
        """Whether its lines begin at the right."""
        return self["language.direction"] == "rtl"

    @property
    def english(self) -> bool:
        """Whether its words are English."""
        return is_english(self.tag)

    @property
    def american(self) -> bool:
        """Whether stops and commas stand within quotation marks, as they do in the United States."""
        return self.tag == "en-US"


def is_english(tag: str) -> bool:
    """Whether a tag is one of English: "en-GB"."""
    return tag.partition("-")[0].lower() == "en"


def capital(text: str, tag: str = "") -> str:
    """The text with its first letter as a capital, as the language has it: a Turkish i keeps its dot."""
    dotted = text[:1] == "i" and tag.partition("-")[0] in ("tr", "az")
    return ("İ" if dotted else text[:1].upper()) + text[1:]


def filled(phrase: str, *about: str) -> str:
    """A phrase with what stands for {0} and {1}; what is in these is not looked at."""
    return re.sub(r"\{(\d)\}", lambda found: about[int(found[1])] if int(found[1]) < len(about) else "", phrase)


@lru_cache(256)
def _parsed(pattern: str) -> tuple[tuple[str, str], ...]:
    """The parts of a date's pattern: letters that stand for something, or what prints as it is."""
    return tuple((found[2] or "", found[1] or found[3] or "") for found in _FIELDS.finditer(pattern))
