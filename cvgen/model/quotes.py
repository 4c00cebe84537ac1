"""A text -> the same with a language's quotation marks, straight ones and English ones turned, and apostrophes."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cvgen.model.regex import lazy

_TIE = "\N{NO-BREAK SPACE}"
_APOSTROPHE = "’"

# Quotation marks, outer and inner, as CLDR 46 has them by language ("delimiters"). Those in French are spaced, and its
# inner ones are those that many printers take: CLDR has « » again, which do not show what ends where.
_MARKS = {
    language: tuple(mark.replace("_", _TIE) for mark in marks.split())
    for marks, languages in {
        "“ ” ‘ ’": "en",
        "„ “ ‚ ‘": "de cs sk sl lb mk et is bg ka lt",
        "„ ” « »": "pl ro",
        "„ ” ‚ ’": "hr bs sr",
        "„ ” » «": "hu",
        "” ” ’ ’": "sv fi he",
        "” “ ’ ‘": "ar",
        "「 」 『 』": "ja zh-hant zh-tw zh-hk",
        "« » “ ”": "es it ca gl eu el pt-pt",
        "« » „ “": "ru uk be",
        "« » ‘ ’": "nb nn no",
        "« » ‹ ›": "de-ch fr-ch it-ch fa sq",
        "«_ _» “ ”": "fr",
    }.items()
    for language in languages.split()
}

# Addresses, in which nothing is changed, feet and inches, minutes and seconds; and each mark that may be turned.
_QUOTES = lazy(
    r"""(?:https?://|www\.|doi:|\b10\.\d{4,9}/)[^\s"“”„«»]*[^\s"“”„«»'’]
      |[\d½¼¾]\ ?'\ ?\d[\d.½¼¾]*\ ?"(?!\w)
      |(['"“”„‘’‚«»「」『』])""",
    re.VERBOSE,
)
_STRAIGHT, _ENGLISH, _SINGLE = "'\"", "“‘", "'‘‚"
_OPENS_AFTER = frozenset(" \t\n\u00a0\u202f([{<–—-/“‘„‚«‹「『'\"¿¡")
# Words that begin with a letter left out, and years: ’tis, ’90s.
_ELIDED = lazy(r"['‘](?:tis|twas|em|til|cause|n|\d\ds?)\b(?!\.\d)", re.IGNORECASE)
_CLOSES = {
    "'": lazy(r"(?<=\S)'(?!\w)"),
    '"': lazy(r'(?<=\S)"(?:s\b|(?!\w))'),
    "‘": lazy(r"(?<=\S)’(?!\w)"),
    "“": lazy("”"),
}
# Behind what is quoted a plural may stand: three "B"s.
_PLURAL = lazy(r'"s\b')
# What each that was typed ends where that stands open right before it; and the other halves of those in angles.
_ENDS = {"“": "„", "’": "‘‚", "‘": "‚", "«": "»", "»": "«", "」": "「", "』": "『"}
_DEEPEST = 8


class _Open(NamedTuple):
    """A mark that is open: where its pair stands in a language's row, and whether it stays as it was typed."""

    mark: str
    pair: int
    stays: bool = False


def marks(lang: str, otherwise: Sequence[str]) -> Sequence[str]:
    """The quotation marks of a language, those of a region where they differ; other ones where none are known."""
    language = lang.lower().replace("_", "-")
    return _MARKS.get(language) or _MARKS.get(language.partition("-")[0]) or otherwise


def any_in(text: str, marks: Sequence[str]) -> bool:
    """Whether a text has marks that may be turned; in English those that are typed as they are printed stay."""
    straight = "'" in text or '"' in text
    return straight or (marks[0] != "“" and ("“" in text or "‘" in text or "«" in text))


def quoted(text: str, marks: Sequence[str], *, curly: bool = True) -> Sequence[str]:
    """The characters of a text with its marks turned; what is no quotation mark stays.

    Without `curly` the pair “ ” stays where it is within no other, as somebody's own style has it.
    """
    turner = _Turner(text, marks, curly=curly)
    for found in _QUOTES.finditer(text):
        if mark := found[1]:
            (turner.straight if mark in _STRAIGHT else turner.typed)(mark, found.start())
    return turner.chars


class _Turner:
    """Turns the marks of a text, from the first to the last."""

    def __init__(self, text: str, marks: Sequence[str], *, curly: bool) -> None:
        self.text, self.marks, self.chars = text, marks, list(text)
        self.curly, self.turns = curly, marks[0] != "“"
        self.dense = max(text, default="") >= _FIRST_DENSE
        self.opened: list[_Open] = []
        self.ends = dict.fromkeys(_CLOSES, 0)
        self.closed_at = -2

    def straight(self, mark: str, i: int) -> None:
        """A mark that may open, close, be an apostrophe, or none of these."""
        before, after = self._beside(i)
        behind = mark == "'" and self.closed_at == i - 1  # "O'Hara"'s
        if not behind and self._may_open(mark, before) and not after.isspace() and self._is_closed(mark, i):
            self.chars[i] = self.marks[self._open(mark)]
        elif mark == '"' and before.isnumeric() and self._is_inch(i):
            return
        elif closed := self._closed(self._may_close(mark, before, " " if _PLURAL.match(self.text, i) else after)):
            self.chars[i], self.closed_at = self.marks[closed.pair + 1], i
        elif mark == "'" and not (before.isdigit() and not after.isalpha()):
            self.chars[i] = _APOSTROPHE

    def typed(self, mark: str, i: int) -> None:
        """A mark as it is printed in one language or another."""
        before, after = self._beside(i)
        last = self.opened[-1].mark if self.opened else ""
        if mark in "「『" or self._opens_alike(mark, before, after):
            self._open(mark)
            return
        ends = last and last in _ENDS.get(mark, "") and not (mark in "‘’" and (before.isspace() or after.isalnum()))
        if mark == "”" or ends:
            closed = self._closed('"“„”' if mark == "”" else last)
            if closed and closed.mark in _ENGLISH and not closed.stays:
                self.chars[i] = self.marks[closed.pair + 1]
        elif mark in _ENGLISH:
            outer = self.opened[-1].stays if self.opened else mark == "“" and not self.curly
            stays = not self.turns or outer or not self._is_closed(mark, i)
            pair = self._open(mark, stays=stays)
            self.chars[i] = mark if stays else self.marks[pair]
        elif mark in "„‚" or (mark in "«»" and self.text.find(_ENDS[mark], i, i + 400) > 0):
            self._open(mark)

    def _opens_alike(self, mark: str, before: str, after: str) -> bool:
        """Whether it opens where the language has one sign for both ends, as Swedish has ”."""
        alike = mark == "”" == self.marks[0] and not self._is_open(mark)
        return alike and before in _OPENS_AFTER and not after.isspace()

    def _is_open(self, mark: str) -> bool:
        return any(each.mark == mark for each in self.opened)

    def _beside(self, i: int) -> tuple[str, str]:
        return self.text[i - 1] if i else " ", self.text[i + 1] if i + 1 < len(self.text) else " "

    def _open(self, mark: str, *, stays: bool = False) -> int:
        """Where the marks of this depth stand: outer ones around all, inner ones for single quotes and in others."""
        pair = 2 - self.opened[-1].pair if self.opened else 2 * (mark in _SINGLE)
        self.opened = [*self.opened[1 - _DEEPEST :], _Open(mark, pair, stays)]
        return pair

    def _closed(self, marks: str) -> _Open | None:
        """The last open one of these marks, which is closed now with all within it."""
        at = next((at for at in reversed(range(len(self.opened))) if self.opened[at].mark in marks), -1)
        found = self.opened[at] if at >= 0 else None
        self.opened = self.opened[:at] if found else self.opened
        return found

    def _may_open(self, mark: str, before: str) -> bool:
        """Whether a straight mark behind this character may open, behind a letter of a dense script if none is open."""
        opened = self.opened[-1].mark if self.opened else ""
        if before in _OPENS_AFTER or (before == "”" == opened):
            return True
        return _dense(before) and not self._is_open(mark)

    def _may_close(self, mark: str, before: str, after: str) -> str:
        """What a straight mark between these characters may close: its like, or “ where it is no inch."""
        if before.isspace() or (after.isalnum() and not _dense(after)):
            return ""
        like = mark == "'" or before.isnumeric() or self._is_open(mark)
        return mark if like else "“„"

    def _is_inch(self, i: int) -> bool:
        """Whether a mark behind a figure ends nothing, as the next one can only end what is open: "a 3.5" disk"."""
        after = self.text.find('"', i + 1)
        before = self.text[after - 1 : after] if after > i + 1 else " "
        return self._is_open('"') and not (before in _OPENS_AFTER or before.isnumeric())

    def _before_dense(self, mark: str, start: int, end: int) -> int:
        """Where the next such mark is that may end something before a letter of a dense script, at most at `end`."""
        closing = {"‘": "’", "“": "”"}.get(mark, mark)
        at = self.text.find(closing, start, end)
        while at >= 0 and (self.text[at - 1].isspace() or not _dense(self.text[at + 1 : at + 2])):
            at = self.text.find(closing, at + 1, end)
        return at if at >= 0 else end

    def _is_closed(self, mark: str, i: int) -> bool:
        """Whether another mark ends what this one opens; a word that begins with an apostrophe opens nothing.

        `ends` keeps where the next mark of a kind was found that may end something, so that it is looked for once.
        """
        if _ELIDED.match(self.text, i):
            return False
        if self.ends[mark] < i + 2:
            found = _CLOSES[mark].search(self.text, i + 2)
            self.ends[mark] = found.start() if found else len(self.text)
            if self.dense:
                self.ends[mark] = self._before_dense(mark, i + 2, self.ends[mark])
        return self.ends[mark] < len(self.text)


def _dense(char: str) -> bool:
    """Whether a script has no spaces between words, or writes small words together with the next.

    There a mark may open and close beside a letter. By comparing, since a class of such letters takes milliseconds to
    compile: Arabic, Thai to Myanmar, Hangul, Khmer, Chinese and Japanese with their own signs.
    """
    return char >= _FIRST_DENSE and (
        char >= "\u2e80" or char < "\u0780" or "\u0e00" <= char < "\u10a0" or "\u1100" <= char < "\u1200"
        or "\u1780" <= char < "\u1800"
    )  # fmt: skip


_FIRST_DENSE = "\u0600"
