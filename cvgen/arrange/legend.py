"""The legend of the marks that were really printed, after truncation; so it cannot lie."""

from collections.abc import Iterable, Iterator

from cvgen.arrange.facts import Facts
from cvgen.model.content import WrittenSection
from cvgen.model.entry import TextEntry
from cvgen.model.recipe import MarkRule, Recipe
from cvgen.model.text import Fact, Inline, Link, Styled, Written, join, plain


def legend(recipe: Recipe, roles: frozenset[str], facts: Facts) -> Inline:
    """The clauses in one run: "* denotes equal contribution; † denotes student authors"."""
    rules = dict(recipe.marks)
    order = [*recipe.legend_order, *(role for role in rules if role not in recipe.legend_order)]
    clauses = [_clause(rules[role], facts) for role in order if role in roles and role in rules and rules[role].legend]
    return (*join(clauses, recipe.legend_join), recipe.legend_end) if clauses else ()


def _clause(rule: MarkRule, facts: Facts) -> Inline:
    """One mark's words: as written where they hold {mark}, else "† denotes …"."""
    words = facts.having(mark=rule.symbol).inline(rule.legend)
    return words if _asks(rule.legend, "mark") or not rule.symbol else (f"{rule.symbol} denotes ", *words)


def meanings(recipe: Recipe, facts: Facts) -> dict[str, str]:
    """What each mark means, in plain words, for those who cannot see it: {"equal": "equal contribution"}."""
    return {role: rule.meaning or _words(rule, facts) for role, rule in recipe.marks if rule.meaning or rule.legend}


def _words(rule: MarkRule, facts: Facts) -> str:
    return plain(facts.having(mark="").inline(rule.legend)).strip()


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
