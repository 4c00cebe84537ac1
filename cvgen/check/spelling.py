"""Texts and titles -> words one letter away from a known one: "recommendataion"."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from cvgen.check.view import Passage, View
from cvgen.check.vocabulary import common, english
from cvgen.model.errors import Problems
from cvgen.model.locale import is_english
from cvgen.model.near import Neighbours, span
from cvgen.model.regex import lazy

_SHORTEST = 8
_WORD = lazy(r"(?<![\w@{./\\-])[^\W\d_]{8,}(?![\w@}/\\-]|\.\w)")
_USUAL = 3
_BEGINS = lazy(r"(?:^|[.:!?]\s+|[“\"(])\Z")


@cache
def _english() -> Neighbours:
    return Neighbours(common())


def words(view: View, problems: Problems) -> None:
    """Words that are nowhere else and one letter away from an English word, or from one that this project uses.

    Texts in other languages are left alone, as no words of these are known.
    """
    counts: Counter[str] = Counter()
    places: dict[str, tuple[Passage, str]] = {}
    for passage in (each for each in view.passages if _in_english(each, view)):
        for typed in _words(passage):
            counts[typed.lower()] += 1
            places.setdefault(typed.lower(), (passage, typed))
    right = {word.casefold() for checks in _checks(view) for word in checks}
    usual = {word for word, count in counts.items() if count >= _USUAL}
    odd = [word for word, count in counts.items() if count < _USUAL and word not in right and word not in english()]
    own = Neighbours(usual - english()) if odd else Neighbours(())
    for word in odd:
        better = next((near for near in (*own.of(word), *_english().of(word)) if _slip(word, near)), "")
        if better and not _inflected(word):
            passage, typed = places[word]
            hint = f"did you mean {better}? If it is right, add it to checks: {{words: [{typed}]}}"
            problems.warn(
                "spelling", passage.say(f"“{typed}” is no known word"), passage.at, hint, typed, *passage.about
            )


def _in_english(passage: Passage, view: View) -> bool:
    """Whether a text is in English, by its own language, else by that of the documents of its file."""
    if passage.lang:
        return is_english(passage.lang)
    return not (passage.at and passage.at.file in view.other_languages)


def _checks(view: View) -> Iterator[tuple[str, ...]]:
    yield from (file.checks.words for file in view.files)
    yield from (view.records.checks.words, view.roster.checks.words)


def _words(passage: Passage) -> Iterator[str]:
    """Plain words: lower case but for the first letter; in typed texts a capital inside a sentence is a name."""
    if not passage.typed and not passage.name.endswith("title"):
        return
    for hit in _WORD.finditer(passage.text):
        typed = hit[0]
        named = passage.typed and typed[0].isupper() and not _BEGINS.search(passage.text, 0, hit.start())
        if typed[1:].islower() and typed.isascii() and not named:
            yield typed


def _slip(word: str, right: str) -> bool:
    """Whether a letter inside the word differs: endings and beginnings make other words, slips happen in between."""
    start, end = span(word, right)
    return start > 1 and end > 1 and len(right) >= _SHORTEST and word.replace("s", "z") != right.replace("s", "z")


_ENDINGS = tuple("s es d ed ing er ers ly ness able al ally ity ize ized izing ization".split())
_BEGINNINGS = tuple("un re pre non multi sub super inter co de dis mis over under semi".split())


def _inflected(word: str) -> bool:
    """Whether it is a known word with a usual ending or beginning: "sparsities", "unlearning"."""
    known = english()
    stems = [word[: -len(tail)] for tail in _ENDINGS if word.endswith(tail)]
    heads = [word[len(head) :] for head in _BEGINNINGS if word.startswith(head)]
    return any(stem + more in known for stem in stems for more in ("", "e", "y")) or any(
        rest in known for rest in heads
    )
