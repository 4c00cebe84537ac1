"""A text -> what orders it among others as the dictionaries of a language do.

By letters, then by accents and signs (UTS 10, section 1.1). The letters of a language stand in its file in
templates/locales in the order that CLDR sorts them by: "a b c č d … h ch i". An accent that makes no letter of its own
there counts only where all letters are the same. Other scripts come behind, by their code points: what is written in
Chinese characters does not stand by how it is read, for which whole dictionaries would be needed.
"""

import re
import unicodedata
from functools import lru_cache

from cvgen.model.regex import lazy

_NO_LETTERS = lazy(r"[^\w\s]+|_")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Katakana as the hiragana of the same sounds.
_KANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_DIGITS, _LETTERS, _OTHERS = 1, 100, 10_000


def key(text: str, letters: str) -> tuple[tuple[int, ...], str]:
    """What sorts a text: Étude before Zürich; with the letters of Swedish, Åbo after Zürich."""
    places, pattern = _alphabet(letters)
    order: list[int] = []
    for word in _NO_LETTERS.sub(" ", _lowered(text, places)).split():
        order.append(0)
        for letter in pattern.findall(word):
            order.extend([places[letter]] if letter in places else _folded(letter, places))
    return tuple(order), text


@lru_cache(maxsize=8)
def _alphabet(letters: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """The place of each letter, and what finds the letters of a word, those of two characters first."""
    each = letters.split()
    longest = sorted(each, key=len, reverse=True)
    return {letter: _LETTERS + i for i, letter in enumerate(each)}, re.compile(
        "|".join((*map(re.escape, longest), "."))
    )


def _lowered(text: str, places: dict[str, int]) -> str:
    """The text in small letters, each one character; in Turkish the small letter of I has no dot."""
    if "ı" in places:
        text = text.replace("I", "ı").replace("İ", "i")
    return unicodedata.normalize("NFC", text.casefold()).translate(_KANA)


def _folded(char: str, places: dict[str, int]) -> list[int]:
    """The places of a letter without its accents; of figures, in front of all letters; of other letters, behind."""
    plain = unicodedata.normalize("NFKD", char.translate(_UNDECOMPOSED))
    found = [each for each in plain if not unicodedata.combining(each)]
    return [places.get(each) or (_DIGITS + int(each) if each.isdecimal() else _OTHERS + ord(each)) for each in found]
