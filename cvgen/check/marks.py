"""Marks and legends -> a symbol that nobody explains, an explanation of a symbol that nobody carries."""

from collections.abc import Iterator

from cvgen.arrange import legend
from cvgen.check.view import CheckedPage, shown
from cvgen.mark import OWNER
from cvgen.model.document import flat
from cvgen.model.errors import Position, Problems
from cvgen.model.recipe import MarkRule
from cvgen.model.text import AuthorName, Style, walk

_LOOKS = {"bold": Style.STRONG, "italic": Style.EMPH, "underline": Style.UNDERLINE}


def legends(page: CheckedPage, problems: Problems) -> None:
    """Every mark that is used is explained, and every mark that is explained is used."""
    recipe, roles = page.prepared.scene.recipe, page.prepared.roles
    typed = {glyph for glyph, _ in _typed(page)}
    for role, rule in recipe.marks:
        if role in roles and rule.legend == () and _needs_words(role, rule, page) and rule.symbol not in typed:
            sign = rule.symbol or " and ".join(rule.look)
            message = f"{sign} is printed for {role} and the legend does not say what it means"
            problems.warn(
                "mark-unexplained", message, rule.at, "write words, or take legend: out for those of the role", role
            )
        if role not in roles and rule.legend and rule.at and page.shown:
            message = f"nobody in this document is marked as {role}, so its legend is not printed"
            problems.note(
                "legend-unused", message, rule.at, "take the mark out, or look why: cvgen explain FILE KEY", role
            )
    _unmarked(page, problems)


def _needs_words(role: str, rule: MarkRule, page: CheckedPage) -> bool:
    """Symbols always, looks where it is not one's own name in one's own list."""
    own = role == OWNER and not rule.symbol and page.person is not None
    return bool(rule.symbol or rule.look) and not own


def _typed(page: CheckedPage) -> Iterator[tuple[str, Position | None]]:
    """Symbols that a typed text explains: "* indicates an equal contribution", outside the recipes' own legends."""
    own = {id(rule.legend) for _, recipe in page.file.documents for _, rule in recipe.marks}
    for prose in page.file.texts:
        if id(prose.text) not in own:
            yield from ((sign, prose.at) for sign in legend.told((shown(prose.text),)))


def _unmarked(page: CheckedPage, problems: Problems) -> None:
    """Typed explanations of marks that no author list prints."""
    if not page.shown:
        return
    parts = (part for item in page.items for part in (item.main, *(line.main for line in flat(item.lines))))
    names = [node for part in parts for node in walk(part) if isinstance(node, AuthorName)]
    printed = {symbol.glyph for name in names for symbol in name.symbols}
    looks = {style for name in names for style in name.emphasis}
    for glyph, at in _typed(page):
        if glyph not in printed and _LOOKS.get(glyph) not in looks:
            message = f"{glyph} is explained here, and no author in this document carries it"
            problems.warn(
                "legend-without-mark", message, at, "write {legend}: it explains the marks that are printed", glyph
            )
