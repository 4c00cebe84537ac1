"""An item -> about how much room it needs, by which engines keep it whole or beside its neighbours."""

from collections.abc import Iterable

from cvgen.model.document import Item, Line
from cvgen.model.text import Style, Styled, plain

# Letters that go into a line beside a date, at the least.
_LINE = 90


def letters(item: Item) -> int:
    """About how many characters an item prints, its short lines filled up."""

    def of(lines: Iterable[Line]) -> int:
        return sum(max(len(plain(line.main)), 80) + of(line.lines) for line in lines)

    return len(plain(item.main)) + of(item.lines)


def in_one_line(item: Item) -> bool:
    """Whether an item has but one line, which stands alone neither at the foot nor at the head of a page."""
    return not item.lines and len(plain(item.label)) + len(plain(item.main)) <= _LINE


def is_term(item: Item) -> bool:
    """Whether a text is a bold term and what it means, "**Tools:** JAX", of which further lines are set in."""
    first = item.main[0] if item.main and not item.lines else ""
    return isinstance(first, Styled) and first.style is Style.STRONG and plain((first,)).rstrip().endswith((":", "："))
