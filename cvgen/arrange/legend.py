"""The legend of the marks that were really printed, after truncation; so it cannot lie."""

import re
from collections.abc import Iterable, Iterator

from cvgen.arrange.facts import Facts
from cvgen.mark import OWNER
from cvgen.model.choices import Look
from cvgen.model.content import WrittenSection
from cvgen.model.entry import TextEntry
from cvgen.model.locale import Locale
from cvgen.model.recipe import MarkRule, Recipe
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.subject import Subject
from cvgen.model.text import Fact, Inline, Link, Styled, Written, join, plain

# What a typed text says of a sign or a look: "* indicates equal contribution", "authors in bold".
_SIGNS = frozenset("*†‡§¶#♦♠★✝✉⋆∗")
_TYPED = lazy(
    rf"(?:^|[\s(“\"'])([{''.join(sorted(_SIGNS))}]{{1,2}})[”\"']?\s*"
    r"(?:\)|:|=|(?:denotes?|indicates?|marks?|means?|stands? for|for)\b)\s*\w",
)
_TYPED_LOOK = lazy(r"\b(?:in|marked|set|printed) (?:in )?(bold|italic|underline)(?:s|d)?\b", re.IGNORECASE)


def complete(recipe: Recipe, subject: Subject, told: frozenset[str], locale: Locale) -> Recipe:
    """The recipe with words for every mark: those of its role, except where a text has `told` what its sign means."""
    marks = ((mark[0], _worded(mark, subject, told, locale)) for mark in recipe.marks)
    return replace(recipe, marks=tuple(marks))


def _worded(mark: tuple[str, MarkRule], subject: Subject, told: frozenset[str], locale: Locale) -> MarkRule:
    """The mark with its role's words where none are given; one's own name in one's own list needs none."""
    role, rule = mark
    own = role == OWNER and not rule.symbol and subject.person is not None
    signs = {rule.symbol, *rule.look} - {""}
    if rule.legend is not None or own or role in tuple(Look) or not signs or signs & told:
        return rule
    words = subject.name if role == OWNER else locale.find(f"marks.{role}", role.replace("-", " "))
    return replace(rule, legend=(rule.meaning or words,))


def legend(recipe: Recipe, roles: frozenset[str], facts: Facts) -> Inline:
    """The clauses in one run: "* denotes equal contribution; underlined: senior author"."""
    rules = {role: rule for role, rule in recipe.marks if role in roles}
    order = [*recipe.legend_order, *(role for role in rules if role not in recipe.legend_order)]
    clauses = [_clause(rules[role], words, facts) for role in order if role in rules and (words := rules[role].legend)]
    locale = facts.dating.locale
    between = locale["legend.join"] if recipe.legend_join is None else recipe.legend_join
    end = locale["legend.end"] if recipe.legend_end is None else recipe.legend_end
    return (*join(clauses, between), end) if clauses else ()


def _clause(rule: MarkRule, words: Written, facts: Facts) -> Inline:
    """One mark's words: as written where they hold {mark} or name the look, else "† denotes …", "underlined: …"."""
    locale = facts.dating.locale
    looks = locale["legend.and"].join(locale[f"legend.{look}"] for look in rule.look)
    filled = facts.having(mark=rule.symbol or looks).inline(words)
    if _asks(words, "mark"):
        return filled
    if rule.symbol:
        return _framed(locale["legend.sign"], rule.symbol, filled)
    said = plain(filled).lower()
    named = any(look in said or locale[f"legend.{look}"] in said for look in rule.look)
    return filled if not looks or named else _framed(locale["legend.look"], looks, filled)


def _framed(phrase: str, sign: str, words: Inline) -> Inline:
    """A phrase such as "{0} denotes {1}" with a sign and its words."""
    before, _, after = phrase.partition("{1}")
    return tuple(filter(None, (before.replace("{0}", sign), *words, after.replace("{0}", sign))))


def told(texts: Iterable[str]) -> Iterator[str]:
    """Each sign or look that a typed text explains: "*", "bold"."""
    for text in texts:
        if not _SIGNS.isdisjoint(text):
            yield from (hit[1].replace("∗", "*") for hit in _TYPED.finditer(text))
        if "author" in text.lower():
            yield from (hit[1].lower() for hit in _TYPED_LOOK.finditer(text))


def told_by(sections: Iterable[WrittenSection]) -> frozenset[str]:
    """What the texts of these sections explain."""
    return frozenset(told(plain(text) for section in sections for text in _texts(section)))


def meanings(recipe: Recipe, facts: Facts) -> dict[str, str]:
    """What each mark means, in plain words, for those who cannot see it: {"equal": "equal contribution"}."""
    return {role: rule.meaning or _words(rule, facts) for role, rule in recipe.marks if rule.meaning or rule.legend}


def _words(rule: MarkRule, facts: Facts) -> str:
    return plain(facts.having(mark="").inline(rule.legend or ())).strip()


def _asks(written: Written, path: str) -> bool:
    """Whether a text has this fact in it."""
    for node in written:
        if isinstance(node, Fact) and node.path == path:
            return True
        if isinstance(node, Styled | Link) and _asks(node.children, path):
            return True
    return False


def placed(sections: Iterable[WrittenSection]) -> bool:
    """Whether the user has said where the legend goes."""
    return any(_asks(text, "legend") for section in sections for text in _texts(section))


def _texts(section: WrittenSection) -> Iterator[Written]:
    yield from (section.intro, section.outro)
    yield from (group.intro for group in section.publications)
    yield from (group.intro for group in section.groups)
    inner = (entry for group in section.groups for entry in group.entries)
    yield from (entry.text for entry in (*section.entries, *inner) if isinstance(entry, TextEntry))
