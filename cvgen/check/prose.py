"""Texts -> what is wrong with their signs: white space, dashes, quotes, brackets, LaTeX and HTML left over."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from cvgen.check.view import Passage, View, around
from cvgen.model.errors import Level, Problem, Problems
from cvgen.model.regex import lazy

_WORDS = (
    "a an the and or but from in of such which that this these those we it not with for to by as at is are he she they "
    "who where when while so yet namely especially including".split()
)


class Sign(NamedTuple):
    """What a text must not hold: the code, the pattern, what to say and to do; `typed` is for YAML alone."""

    code: str
    pattern: re.Pattern[str]
    message: str
    hint: str
    level: Level = Level.WARNING
    typed: bool = False


SIGNS = (
    Sign("double-space", lazy(r"[ \u00a0]{2,}(?=\S)"), "two spaces follow each other", "take one out"),
    Sign(
        "space-before-comma", lazy(r"(?<=\w) +[,.](?=\s|$)"),
        "a space stands before a comma or a full stop", "take it out",
    ),
    Sign(
        "slash-spacing", lazy(r"(?<=[^\s/:<])(?<!\bw)(?<!\bc)/ (?=\w)|(?<=[\w)]) /(?=\w+(?:[\s,.)]|$))"),
        "a space stands on one side of a slash only", "write it without spaces, or with both",
    ),
    Sign(
        "dash", lazy(rf"(?<=[\w)”’])–(?=(?:{'|'.join(_WORDS)})\b)|\)–(?=[a-z])"),
        "an en dash stands for an em dash", "write — without spaces, or – with spaces on both sides",
    ),
    Sign("dash", lazy(r"(?<=\w) - (?=\w)"), "a hyphen stands for a dash", "write –", Level.NOTE, typed=True),
    Sign("dash", lazy(r"(?<=[\w)]) ?---? ?(?=[\w(])"), "hyphens stand for a dash", "write – or —", typed=True),
    Sign(
        "dash", lazy(r"(?<![\w-])(?:19|20)\d\d-(?:19|20)?\d\d(?![\w-])"), "a hyphen stands for “to”", "write –",
        Level.NOTE, typed=True,
    ),
    Sign(
        "latex-left", lazy(r"\\[A-Za-z]{2,}|``|\$[^$\s][^$]*[\\^_{][^$]*\$"),
        "LaTeX is left over", "write the characters themselves",
    ),
    Sign(
        "html-left", lazy(
            r"&(?:amp|lt|gt|quot|nbsp|#\d+|#x[\da-f]+|[A-Za-z](?:acute|grave|uml|circ|tilde|cedil));|"
            r"</?(?:i|b|em|sub|sup|strong|span|scp?|br)\b[^<>]*>"
        ),
        "HTML is left over", "write the characters themselves",
    ),
)  # fmt: skip
_QUICK = lazy(r"[ \u00a0]{2}| [,.]|/ | /|–|--| - |\d-\d|\\|``|\$|&|<").search


def signs(view: View, problems: Problems) -> None:
    """Every text, held against the table, and its quotes and brackets counted."""
    for passage in view.passages:
        if _QUICK(passage.text):
            problems.add(_found(passage))
        if _PAIRED(passage.text):
            problems.add(_paired(passage))


def _found(passage: Passage) -> Iterator[Problem]:
    for sign in SIGNS:
        if passage.typed or not (sign.typed or sign.code == "slash-spacing" and passage.name.endswith("note")):
            for hit in list(sign.pattern.finditer(passage.text))[:3]:
                message = f"{sign.message}: “{around(passage.text, hit.start(), hit.end())}”"
                yield Problem(sign.code, sign.level, passage.say(message), passage.at, sign.hint, about=passage.about)


_PAIRED = lazy(r"[()\[\]“”\"«»]").search
_INTERVAL = lazy(r"[\[(]\s*[^\s,()\[\]]{1,8}\s*,\s*[^\s,()\[\]]{1,8}\s*[\])]")
_SMILEY = lazy(r"[:;]-?[()]")
_LIST_LETTER = lazy(r"(?:(?<=\s)|^)(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)(?=\s|$)")
_HALF = "add the other half, or take it out"
_CLOSING = {")": "(", "]": "["}


def _paired(passage: Passage) -> Iterator[Problem]:
    text = passage.text
    if odd := _odd_quote(text):
        message = f"the quote {odd} has no other half: “{text[:60]}”"
        yield Problem("unbalanced-quotes", Level.WARNING, passage.say(message), passage.at, _HALF, about=passage.about)
    if odd := _odd_bracket(_SMILEY.sub(" ", _INTERVAL.sub(" ", text))):
        message = f"the bracket {odd} has no other half: “{text[:60]}”"
        yield Problem(
            "unbalanced-brackets", Level.WARNING, passage.say(message), passage.at, _HALF, about=passage.about
        )


def _odd_quote(text: str) -> str:
    """The quote that is alone: “ in "“Visual Prompting."; inches and German quotes are none."""
    if "„" in text or "‟" in text:
        return ""
    if text.count("“") != text.count("”"):
        return "“" if text.count("“") > text.count("”") else "”"
    if text.count("«") != text.count("»"):
        return "«" if text.count("«") > text.count("»") else "»"
    return '"' if len(re.findall(r'(?<!\d)"', text)) % 2 else ""


def _odd_bracket(text: str) -> str:
    """The bracket that is alone: "(" in "UAI (2022"; " b)" may be a list's letter, or end what a bracket began."""
    letters = {found.end() - 1 for found in _LIST_LETTER.finditer(text)}
    return _alone(text, (), letters) and _alone(text, letters, ())


def _alone(text: str, skipped: Collection[int], may_be_alone: Collection[int]) -> str:
    """The bracket that is alone; those at some places are left out, others are where none is open."""
    open_ones: list[str] = []
    for i, sign in enumerate(text):
        if i in skipped or (i in may_be_alone and not open_ones):
            continue
        if sign in "([":
            open_ones.append(sign)
        elif sign in ")]" and (not open_ones or open_ones.pop() != _CLOSING[sign]):
            return sign
    return open_ones[-1] if open_ones else ""
