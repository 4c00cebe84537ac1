"""A text with its breaks -> lines: paragraphs, and the items of lists with what stands in them."""

from collections.abc import Iterator, Sequence

from cvgen.model.document import Line
from cvgen.model.record import replace
from cvgen.model.text import Block, Break, Inline, Link, Styled, blocks

_ITEMS = (Block.BULLET, Block.NUMBER)


def lines(nodes: Inline, base: Line | None = None) -> tuple[Line, ...]:
    """The blocks of a text as lines, the first in the place of `base`; under a bullet all others stand within it."""
    if not (nodes or base):  # as in most
        return ()
    head, found = base or Line(()), list(blocks(nodes))
    if found and found[0][0] is None:
        head = replace(head, main=found.pop(0)[1])
    rest = tuple(_nested(found))
    if head.bullet and (head.main or rest):
        return (replace(head, lines=rest),)
    return (head, *rest) if head.main or head.side else rest


def opened(nodes: Inline) -> tuple[Inline, tuple[Line, ...]]:
    """The first paragraph of a text, and the lines under it; a text that begins with a list has no such paragraph."""
    if not any(isinstance(node, Break | Styled | Link) for node in nodes):
        return nodes, ()
    first, *rest = lines(nodes) or (Line(()),)
    return ((), (first, *rest)) if first.bullet else (first.main, tuple(rest))


def _nested(found: Sequence[tuple[Break | None, Inline]]) -> Iterator[Line]:
    """The blocks as a tree: what is deeper than an item, or goes on with it, stands within it."""
    start = 0
    while start < len(found):
        begins, main = found[start]
        block, depth, number = (begins.block, begins.depth, begins.number) if begins else (Block.PARAGRAPH, 0, 0)
        end = start + 1
        while block in _ITEMS and end < len(found) and _within(found[end][0], depth):
            end += 1
        inner = tuple(_nested(found[start + 1 : end]))
        yield Line(main, bullet=block in _ITEMS, number=number, apart=block is Block.PARAGRAPH, lines=inner)
        start = end


def _within(begins: Break | None, depth: int) -> bool:
    """Whether a block belongs to the item before it, which stands in so many lists."""
    return begins is not None and (begins.depth > depth or (begins.depth == depth and begins.block not in _ITEMS))
