"""Inline text: what stands inside a line. Written may hold facts and mentions, Inline may not."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Generic, TypeAlias, TypeGuard, TypeVar

from cvgen.model.errors import Position
from cvgen.model.record import Placed, Record, replace
from cvgen.model.regex import lazy

# What goes on with what stands before it: "NeurIPS" "’23, 2024".
_FOLLOWING = lazy(r"[\d\s,.;:'’/–-]+")
_AT_END = lazy(r"\W+\Z")
# Letters of scripts that run from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam and their like.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = lazy(f"[{_RTL}]")
# From a letter of one direction to the last, before letters of the other; figures belong to what stands around them.
_LEFT = lazy(rf"[^\W\d_{_RTL}](?:[^{_RTL}]*[^\W_{_RTL}])?")
_RIGHT = lazy(rf"[{_RTL}](?:[{_RTL}\W\d_]*[{_RTL}])?")


class Style(StrEnum):
    """What a run of text looks like or is.

    One that is isolated has a direction of its own (UAX 9, 2.4), a foreign one a language of its own.
    """

    STRONG = "strong"
    EMPH = "emph"
    UNDERLINE = "underline"
    SMALLCAPS = "smallcaps"
    SUP = "sup"
    SUB = "sub"
    CODE = "code"
    ISOLATED = "isolated"
    FOREIGN = "foreign"


# The signs that Unicode has for what is raised or lowered.
_SHIFTED = {
    Style.SUP: str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    Style.SUB: str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


class Block(StrEnum):
    """What begins within a text: a paragraph, a line of the same paragraph, an item of a list."""

    PARAGRAPH = "paragraph"
    LINE = "line"
    BULLET = "bullet"
    NUMBER = "number"


class Break(Record):
    """Where a block begins; `depth` is how many lists it is in, `number` that of an item of a numbered list.

    Where a text has to stand in one line, a break is a space.
    """

    block: Block
    depth: int = 0
    number: int = 0


N = TypeVar("N", covariant=True)


class Styled(Record, Generic[N]):
    """A run in one style; `lang` is the language of a foreign one."""

    style: Style
    children: tuple[N, ...]
    lang: str = ""


class Link(Record, Generic[N]):
    """A run that leads somewhere: http(s), mailto, tel, or a path or #anchor within the output."""

    url: str
    children: tuple[N, ...]


class Symbol(Record):
    """A mark printed behind a name: "†", with the words that say the same: "student"."""

    glyph: str
    meaning: str = ""


class AuthorName(Record):
    """An author as printed, carrying the marks: "Y. Zhang" in bold with †,*."""

    name: str
    emphasis: tuple[Style, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    raised: bool = True
    separator: str = ","
    url: str = ""
    person: str = ""
    meaning: str = ""
    roles: tuple[str, ...] = ()


class Icon(Record):
    """A picture sign with its text alternative: "♻" "Lifelong Learning"."""

    glyph: str
    alternative: str


WORDS = "words."


class Fact(Placed):
    """A placeholder `{metrics.citations:,}`: path "metrics.citations", format ","."""

    path: str
    format: str = ""
    at: Position | None = None


def said(key: str, about: str = "") -> "Written":
    """What cvgen says by itself, in its document's language, by the key of the words: "headings.about"."""
    return (Fact(f"{WORDS}{key}", about),)


class Mention(Placed):
    """`[words](@id)`, or `[@id]` without words: a person's name or a paper's title goes here."""

    id: str
    children: "tuple[WrittenNode, ...]" = ()
    at: Position | None = None


Node: TypeAlias = "str | Styled[Node] | Link[Node] | AuthorName | Icon | Break"
WrittenNode: TypeAlias = "str | Styled[WrittenNode] | Link[WrittenNode] | Fact | Mention | Break"
PlainNode: TypeAlias = "str | Styled[PlainNode]"
AnyNode: TypeAlias = "Node | WrittenNode"
Inline: TypeAlias = tuple[Node, ...]
Written: TypeAlias = tuple[WrittenNode, ...]


class Prose(Record):
    """A text that was typed, and its place; `lang` is the tag of one that is written in several languages."""

    text: Written
    at: Position
    lang: str = ""


def plain(nodes: Sequence[AnyNode]) -> str:
    """The text alone: "SalUn: Empowering …"."""
    if not nodes:
        return ""
    if len(nodes) == 1 and isinstance(first := nodes[0], str):
        return first
    return "".join([node if isinstance(node, str) else _plain(node) for node in nodes])


def flat(nodes: Sequence[AnyNode]) -> str:
    """The text alone where it has no styles, raised and lowered figures in signs of their own: "10⁻³ K", "H₂O"."""
    if len(nodes) == 1 and isinstance(first := nodes[0], str):
        return first
    return "".join([node if isinstance(node, str) else _flat(node) for node in nodes])


def _flat(node: AnyNode) -> str:
    if not isinstance(node, Styled | Link | Mention):
        return _plain(node)
    text = flat(node.children)
    shifted = _SHIFTED.get(node.style) if isinstance(node, Styled) else None
    return text.translate(shifted) if shifted and all(ord(char) in shifted for char in text) else text


def spaced(nodes: Sequence[AnyNode]) -> str:
    """The text alone with spaces of one kind, for machines and to be compared: "Y. Zhang"."""
    return plain(nodes).replace("\N{NO-BREAK SPACE}", " ")


def _plain(node: AnyNode) -> str:
    match node:
        case Styled() | Link() | Mention():
            return plain(node.children)
        case AuthorName():
            return node.name
        case Icon():
            return node.alternative
        case Fact():
            return "{" + node.path + "}"
        case Break():
            return " "
        case str():
            return node


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node, depth first, parents before children."""
    for node in nodes:
        yield node
        if isinstance(node, (Styled, Link)):
            yield from walk(node.children)


def join(parts: Iterable[Inline], separator: str = ", ", last: str = "") -> Inline:
    """The parts in one run: "A, B and C" with last " and "."""
    out: list[Node] = []
    items = [part for part in parts if part]
    for i, part in enumerate(items):
        if i:
            out.append(last if last and i == len(items) - 1 else separator)
        out.extend(part)
    return tuple(out)


def right_to_left(text: str) -> bool:
    """Whether a letter of a script that runs from right to left is in it."""
    return not text.isascii() and max(text) >= "\u0590" and bool(_RIGHT_TO_LEFT.search(text))


def stretches(words: str, *, reverse: bool) -> Iterator[tuple[str, bool]]:
    """A text cut where its direction changes, each part with whether it runs from right to left.

    With `reverse` it stands in lines from right to left, where what has no letters runs so as well.
    """
    at = 0
    for found in (_LEFT if reverse else _RIGHT).finditer(words):
        end = found.end()
        # A bracket that closes what was opened within the part belongs to it.
        end += words[end : end + 1] == ")" and found[0].count("(") > found[0].count(")")
        if found.start() > at:
            yield words[at : found.start()], reverse
        yield words[found.start() : end], not reverse
        at = end
    if at < len(words):
        yield words[at:], reverse


def isolated(nodes: Inline) -> Inline:
    """The run, kept from mixing with what stands beside it where part of it runs from right to left."""
    if len(nodes) == 1 and isinstance(nodes[0], str) and nodes[0].isascii():
        return nodes
    return (Styled(Style.ISOLATED, nodes),) if right_to_left(plain(nodes)) else nodes


def apart(nodes: Inline) -> Inline:
    """The run, kept from mixing with what stands beside it where part of it runs from left to right.

    "Python, C++, العربية" begins in Latin letters, by which it would run from left to right, and goes with the lines.
    """
    letters = [char for char in plain(nodes) if char.isalpha()]
    mixed = letters and not right_to_left(letters[0]) and _goes_back(letters)
    return nodes if not letters or mixed else (Styled(Style.ISOLATED, nodes),)


def _goes_back(letters: Sequence[str]) -> bool:
    """Whether enough of them run from right to left for the whole to do so."""
    return 3 * sum(map(right_to_left, letters)) > len(letters)


_GROUPS = lazy(r"\s*[+(]*\d[\d\s()./-]*[\s()./-][\d\s()./-]*")


def alone(nodes: Inline) -> Inline:
    """A text among lines from right to left, isolated where it runs the other way.

    A date or a number in words that was filled in does not turn a sentence. Of a text whose parts are isolated already
    those that follow each other are one: "NeurIPS" and "’23". Groups of figures are one number: "+1 202 5550143".
    """
    text = plain(nodes)
    letters = [char for char in text if char.isalpha()]
    if not letters and _GROUPS.fullmatch(text):
        return (Styled(Style.ISOLATED, nodes),)
    if any(map(is_isolated, nodes)):
        return tuple(_in_rows(nodes))
    reverse = not letters or right_to_left(letters[0]) or _goes_back(letters)
    return nodes if reverse else (Styled(Style.ISOLATED, nodes),)


def _in_rows(nodes: Inline) -> Iterator[Node]:
    """Isolated parts from left to right, and the figures and commas that follow them, as one part."""
    row: list[Node] = []
    behind = ""
    for node in (*nodes, ""):
        if is_isolated(node) and not right_to_left(plain((node,))):
            row += ([behind] if behind else []) + list(node.children)
            behind = ""
            continue
        said = _FOLLOWING.match(node) if row and not behind and isinstance(node, str) else None
        if said and said[0] == node:
            behind = said[0]
            continue
        held = _AT_END.sub("", said[0] if said else behind)
        if row:
            yield Styled(Style.ISOLATED, (*row, held) if held else tuple(row))
        rest = node[len(held) :] if said and isinstance(node, str) else node
        yield from filter(None, (behind[len(held) :], rest) if behind else (rest,))
        row, behind = [], ""


def is_isolated(node: Node) -> TypeGuard[Styled[Node]]:
    """Whether a node has a direction of its own."""
    return isinstance(node, Styled) and node.style is Style.ISOLATED


def first_is_right_to_left(text: str) -> bool:
    """Whether the first letter is of a script that runs from right to left (UAX 9, P2)."""
    return right_to_left(next(filter(str.isalpha, text), ""))


def blocks(nodes: Inline) -> Iterator[tuple[Break | None, Inline]]:
    """The blocks of a text with what begins each; a style that goes over several is in each of them."""
    opening: Break | None = None
    block: list[Node] = []
    for begins, node in _cut(nodes):
        if begins:
            if block or opening:
                yield opening, tuple(block)
            opening, block = begins, []
        elif node is not None:
            block.append(node)
    if block or opening:
        yield opening, tuple(block)


def _cut(nodes: Inline) -> "Iterator[tuple[Break | None, Node | None]]":
    """The nodes with every break on the outside."""
    for node in nodes:
        if _begins(node):
            yield node, None
        elif isinstance(node, Styled | Link) and any(map(_begins, walk(node.children))):
            for begins, children in blocks(node.children):
                if begins:
                    yield begins, None
                yield None, replace(node, children=children)
        else:
            yield None, node


def _begins(node: Node) -> TypeGuard[Break]:
    """Whether a new block begins here; another line of the same paragraph does not."""
    return isinstance(node, Break) and node.block is not Block.LINE


def strong(nodes: Inline) -> Inline:
    """The run in bold."""
    return (Styled(Style.STRONG, nodes),) if nodes else ()
