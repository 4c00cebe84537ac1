"""The legend of the marks that were really printed, after truncation; so it cannot lie."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvgen.arrange.facts import Facts
from cvgen.mark import OWNER
from cvgen.model.choices import Look
from cvgen.model.content import WrittenSection
from cvgen.model.entry import TextEntry
from cvgen.model.recipe import MarkRule, Recipe
from cvgen.model.regex import lazy
from cvgen.model.subject import Subject
from cvgen.model.text import Fact, Inline, Link, Styled, Written, join, plain

# What a typed text says of a sign or a look: "* indicates equal contribution", "authors in bold".
_TYPED = lazy(
    r"(?:^|[\s(“\"'])([*†‡§¶#♦♠★✝✉⋆∗]{1,2})[”\"']?\s*"
    r"(?:\)|:|=|(?:denotes?|indicates?|marks?|means?|stands? for|for)\b)\s*\w",
)
_TYPED_LOOK = lazy(r"\b(?:in|marked|set|printed) (?:in )?(bold|italic|underline)(?:s|d)?\b", re.IGNORECASE)
_SPOKEN = {Look.BOLD: "bold", Look.ITALIC: "italic", Look.UNDERLINE: "underlined"}
# What roles on papers are called; another role, and a relation, is called by its own name.
_ROLES = {
    "equal": "equal contribution", "corresponding": "corresponding author", "senior": "senior author",
    "first": "first author", "last": "last author",
}  # fmt: skip


def complete(recipe: Recipe, subject: Subject, told: frozenset[str]) -> Recipe:
    """The recipe with words for every mark: those of its role, except where a text has `told` what its sign means."""
    return replace(recipe, marks=tuple((role, _worded(role, rule, subject, told)) for role, rule in recipe.marks))


def _worded(role: str, rule: MarkRule, subject: Subject, told: frozenset[str]) -> MarkRule:
    """The mark with its role's words where none are given; one's own name in one's own list needs none."""
    own = role == OWNER and not rule.symbol and subject.person is not None
    signs = {rule.symbol, *rule.look} - {""}
    if rule.legend is not None or own or role in tuple(Look) or not signs or signs & told:
        return rule
    words = subject.name if role == OWNER else _ROLES.get(role, role.replace("-", " "))
    return replace(rule, legend=(rule.meaning or words,))


def legend(recipe: Recipe, roles: frozenset[str], facts: Facts) -> Inline:
    """The clauses in one run: "* denotes equal contribution; underlined: senior author"."""
    rules = {role: rule for role, rule in recipe.marks if role in roles}
    order = [*recipe.legend_order, *(role for role in rules if role not in recipe.legend_order)]
    clauses = [_clause(rules[role], words, facts) for role in order if role in rules and (words := rules[role].legend)]
    return (*join(clauses, recipe.legend_join), recipe.legend_end) if clauses else ()


def _clause(rule: MarkRule, words: Written, facts: Facts) -> Inline:
    """One mark's words: as written where they hold {mark} or name the look, else "† denotes …", "underlined: …"."""
    looks = " and ".join(_SPOKEN[look] for look in rule.look)
    filled = facts.having(mark=rule.symbol or looks).inline(words)
    if _asks(words, "mark"):
        return filled
    if rule.symbol:
        return (f"{rule.symbol} denotes ", *filled)
    said = plain(filled).lower()
    return filled if not looks or any(look in said for look in rule.look) else (f"{looks}: ", *filled)


def told(texts: Iterable[str]) -> Iterator[str]:
    """Each sign or look that a typed text explains: "*", "bold"."""
    for text in texts:
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
