"""A text -> what orders it among others as the dictionaries of a language do.

Where PyICU is installed, by CLDR's order of the language (UTS 10, UTS 35 part 5). Elsewhere, in English, and where
somebody's own file says which letters there are, by an alphabet: by letters, then by accents, then by capitals (UTS 10,
section 1.1). The letters of a language stand in its file in templates/locales as CLDR sorts them, "a b c č d … h ch i":
"y=ü" are one letter with and without a sign, "þ:th" is a letter that stands for two, "가-힣" all from one to another.
Both ways are the same for what stands in alphabets. What does not is told by `beyond`: Chinese characters stand by
how they are read, for which whole dictionaries are needed. Signs between words part them and count for nothing.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from cvgen.model.errors import Problems
from cvgen.model.record import Record
from cvgen.model.regex import lazy

if TYPE_CHECKING:
    import re

    from icu import Collator

Key: TypeAlias = "tuple[tuple[int, ...], str]"
# Other scripts behind a language's own and Latin letters, and other letters among these: CLDR's root order.
_ELSEWHERE = (
    "þ α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ=ς τ υ φ χ ψ ω "
    "а б в г=ѓ=ґ д ђ е=ѐ=ё є ж з ѕ и=ѝ і=ї й ј к=ќ л љ м н њ о п р с т ћ у=ў ф х ц ч џ ш щ ъ ы ь э ю я "
    "א ב ג ד ה ו ז ח ט י כ=ך ל מ=ם נ=ן ס ע פ=ף צ=ץ ק ר ש ת "
    "ء آ أ ؤ إ ئ ا ب پ ة ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ڤ ق ك ک گ ل م ن ه و ى ي ی 가-힣"
).split()
_BEFORE = {"ı": "j", "ŋ": "o"}
_FOR = {
    "ø": "o\u0338", "ł": "l\u0338", "đ": "d\u0338", "ħ": "h\u0338", "ð": "d\u0336", "æ": "a\u0361e", "œ": "o\u0361e",
    "ß": "ss", "ŧ": "t\u0338",
}  # fmt: skip
# Marks above and below letters in their order (DUCET's second weights); others behind, by their code points.
_MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304"
_DIGITS, _LETTERS, _OTHERS, _STEP, _SHOWN = 1, 100, 1_000_000, 10, 40
# Whose dictionaries have Chinese characters, and syllables of kana, by how they are read there.
_READ = ("zh", "ja", "ko")
_SIGNS = lazy(r"[\W_]+")
_BY_SOUND = lazy("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HAN = lazy("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def keys(texts: Sequence[str], letters: str, tag: str, problems: Problems) -> list[Key]:
    """What sorts texts in a language, by its letters alone where no tag is given; an order that is not sure is said."""
    collator = _collator(tag) if tag else None
    if collator:
        return [(tuple(collator.getSortKey(" ".join(_words(text)))), text) for text in texts]
    unsure = next((text for text in texts if beyond(text, letters, tag)), "") if tag and len(texts) > 1 else ""
    if unsure:
        message = f"in dictionaries of {tag} {unsure[:_SHOWN]} may stand elsewhere: PyICU is not installed"
        problems.warn("collation", message, None, "pip install 'cvgen[icu]'", tag)
    return [key(text, letters) for text in texts]


def key(text: str, letters: str) -> Key:
    """What sorts a text by an alphabet: Étude before Zürich; with the letters of Swedish, Åbo after Zürich."""
    alphabet = _alphabet(letters)
    first: list[int] = []
    second: list[int] = []
    third: list[int] = []
    for word in _words(text):
        first.append(0)
        for letter, capitals in alphabet.letters(word):
            places, signs = alphabet.weights(letter)
            first += places
            second += signs
            third.append(capitals)
    return (*first, -1, *second, -1, *third), text


def beyond(text: str, letters: str, tag: str) -> bool:
    """Whether letters alone do not say where a text stands in a language."""
    if text.isascii():
        return False
    alphabet, language = _alphabet(letters), tag.partition("-")[0].lower()
    placed = all(alphabet.has(letter) for word in _words(text) for letter, _ in alphabet.letters(word))
    return not placed or language in _READ and bool(_BY_SOUND.search(text))


@lru_cache(maxsize=8)
def _collator(tag: str) -> "Collator | None":
    """ICU's order of a language; None where PyICU is not installed."""
    try:
        import icu
    except ImportError:
        return None
    found: Collator = icu.Collator.createInstance(icu.Locale.forLanguageTag(tag))
    return found


def _words(text: str) -> list[str]:
    """The words of a text; a mark over a letter parts none."""
    if text.isascii():
        return _SIGNS.sub(" ", text).split()
    whole = unicodedata.normalize("NFKC", text)
    return "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in whole).split()


class _Alphabet(Record):
    """The place of each letter, what stands for another, and what finds those of several characters first."""

    places: dict[str, tuple[int, int]]
    ranges: list[tuple[str, str, int]]
    instead: dict[str, str]
    pattern: "re.Pattern[str]"
    known: dict[str, tuple[tuple[int, ...], tuple[int, ...]]]

    def letters(self, word: str) -> Iterator[tuple[str, int]]:
        """The letters of a word, small, each with how many of its characters are capitals."""
        small, capitals = [], []
        for char in word:
            lower = self._small(char)
            whole = self.instead.get(lower, lower)
            small.append(whole)
            capitals += [2 * (whole != lower) + (char != lower)] * len(whole)
        for found in self.pattern.finditer("".join(small)):
            yield found[0], sum(capitals[found.start() : found.end()])

    def _small(self, char: str) -> str:
        """A small letter; in Turkish that of I has no dot."""
        dotless = "ı" in self.places and self.places["ı"] < self.places["i"]
        return "ı" if char == "I" and dotless else "i" if char == "İ" and dotless else char.lower()

    def weights(self, letter: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The places of a letter, or of what it is made of, and its accents."""
        if letter not in self.known:
            self.known[letter] = self._weighed(letter)
        return self.known[letter]

    def _weighed(self, letter: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        first: list[int] = []
        second: list[int] = []
        for part in self._parts(letter):
            if part not in self.places and unicodedata.combining(part):
                second.append(_MARKS.find(part) + 1 or ord(part))
                continue
            place, sign = self.places.get(part) or (self._within(part) or self._otherwise(part), 0)
            first.append(place)
            second += [0, sign] if sign else [0]
        return tuple(first), tuple(second)

    def _parts(self, letter: str) -> list[str]:
        """Letters that have a place, and the marks that belong to none of them: "ǻ" in Swedish -> "å" and an acute."""
        parts: list[str] = []
        whole = letter in self.places or self._within(letter)
        for char in [letter] if whole else unicodedata.normalize("NFKD", letter):
            joined = unicodedata.normalize("NFC", parts[-1] + char) if parts else ""
            if joined in self.places:
                parts[-1] = joined
            else:
                parts.append(char)
        return parts

    def _within(self, letter: str) -> int:
        """The place of a letter that stands in one of the ranges; 0 for others."""
        found = (at + (ord(letter) - ord(first)) * _STEP for first, last, at in self.ranges if first <= letter <= last)
        return next(found, 0) if len(letter) == 1 else 0

    def _otherwise(self, char: str) -> int:
        return _DIGITS + int(char) if char.isdecimal() else _OTHERS + ord(char)

    def has(self, letter: str) -> bool:
        """Whether all that a letter is made of has a place that is known."""
        return all(place < _OTHERS for place in self.weights(letter)[0]) or bool(_HAN.match(letter))


@lru_cache(maxsize=8)
def _alphabet(letters: str) -> _Alphabet:
    """What the letters of a language's file say; those of other scripts stand behind."""
    import re

    own = letters.split()
    places: dict[str, tuple[int, int]] = {}
    ranges: list[tuple[str, str, int]] = []
    place = _LETTERS
    for token in (*(each for each in own if each[1:2] != ":"), *_ELSEWHERE):
        if token[1:2] == "-":
            ranges.append((token[0], token[2], place))
            place += (ord(token[2]) - ord(token[0])) * _STEP
        for sign, each in enumerate(token.split("=") if token[1:2] != "-" else ()):
            places.setdefault(each, (place, sign))
        place += _STEP
    between = {each: (places[letter][0] - 1, 0) for each, letter in _BEFORE.items() if letter in places}
    places = between | places
    instead = {each: what for each, what in _FOR.items() if each not in places}
    instead |= {each[0]: each[2:] for each in own if each[1:2] == ":"}
    longest = sorted((each for each in places if len(each) > 1), key=len, reverse=True)
    return _Alphabet(places, ranges, instead, re.compile("|".join((*map(re.escape, longest), ".")), re.DOTALL), {})
