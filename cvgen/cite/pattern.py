"""A pattern and fields -> inline text: "*{venue.full}[ ({venue.short})]*, {year}". Written once for all formats."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from cvgen.model.record import Record, Struct, field, replace
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, Node, Style, Styled, plain

Fields: TypeAlias = Mapping[str, Inline]


FORMS = frozenset(("", "link", "title", "upper", "lower", "sentence"))


class PatternError(Exception):
    """The pattern is not well formed; the message says where."""


class Field(Record):
    """`{year}`, with an optional format: `{title:link}`."""

    name: str
    format: str = ""


class Choice(Record):
    """`[a|b]`: the first alternative whose fields are all there, or nothing."""

    alternatives: "tuple[Pattern, ...]"


class Emphasis(Record):
    """`*…*` or `**…**`."""

    style: Style
    inner: "Pattern"


Part: TypeAlias = "str | Field | Choice | Emphasis"
Pattern: TypeAlias = tuple[Part, ...]

# An escaped sign; emphasis; brackets and bars; a field; a brace without its other half, which is an error; all else.
_TOKEN = lazy(r"\\(.)|(\*\*)|(\*)|(\[)|(\])|(\|)|\{([^{}]*)\}|([{}])|([^\\*\[\]|{}]+)", re.DOTALL)


@lru_cache(4096)
def parsed(text: str) -> Pattern:
    """The parts of a pattern, parsed once."""
    scanner = _Scanner(list(_TOKEN.finditer(text)), text)
    parts = scanner.parts(frozenset())
    if scanner.index < len(scanner.tokens):
        raise PatternError(f"{scanner.tokens[scanner.index][0]!r} stands alone in the pattern {text!r}")
    return parts


@lru_cache(256)
def labelled(text: str) -> Pattern:
    """The parts of a label, in which brackets without a bar are brackets: "[{n}]" prints "[60]"."""
    return tuple(_bracketed(parsed(text)))


def _bracketed(parts: Pattern) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, Choice) and len(part.alternatives) == 1:
            yield from ("[", *_bracketed(part.alternatives[0]), "]")
        else:
            yield part


def label(text: str) -> Pattern:
    """The parts of a label, or the text as it stands where it is not well formed, which `styles` has reported."""
    try:
        return labelled(text)
    except PatternError:
        return (text,)


class _Scanner(Struct):
    tokens: list[re.Match[str]]
    text: str
    index: int = 0

    def parts(self, stops: frozenset[str]) -> Pattern:
        out: list[Part] = []
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            if token[0] in stops or token[0] in ("]", "|") and not token[1]:
                break
            self.index += 1
            out.append(self._part(token))
        return tuple(out)

    def _part(self, token: re.Match[str]) -> Part:
        if token[1] or token[9]:
            return token[1] or token[9]
        if token[2] or token[3]:
            style = Style.STRONG if token[2] else Style.EMPH
            return Emphasis(style, self._closed(token[0], self.parts(frozenset({token[0]}))))
        if token[4]:
            return self._choice()
        if token[7]:
            name, _, form = token[7].partition(":")
            if form.strip() not in FORMS:
                raise PatternError(f"there is no form {form.strip()!r} for a field in the pattern {self.text!r}")
            return Field(name.strip(), form.strip())
        raise PatternError(
            f"{token[0]!r} stands alone in the pattern {self.text!r}; a plain one is written \\{token[0]}"
        )

    def _closed(self, mark: str, parts: Pattern) -> Pattern:
        if self.index >= len(self.tokens) or self.tokens[self.index][0] != mark:
            opened = "[" if mark == "]" else mark
            raise PatternError(f"{opened!r} is opened and not closed in the pattern {self.text!r}")
        self.index += 1
        return parts

    def _choice(self) -> Choice:
        alternatives = [self.parts(frozenset())]
        while self.index < len(self.tokens) and self.tokens[self.index][0] == "|":
            self.index += 1
            alternatives.append(self.parts(frozenset()))
        self._closed("]", ())
        return Choice(tuple(alternatives))


Formatter: TypeAlias = Callable[[str, str, Inline], Inline]


def _unformatted(_name: str, _form: str, value: Inline) -> Inline:
    return value


class Filler(Struct):
    """Fills patterns from fields; what is missing outside brackets is remembered in `missing`.

    The quotation marks of a field become `inner` ones where it stands in others, else `outer` ones.
    """

    fields: Fields
    formatter: Formatter = _unformatted
    missing: list[str] = field(default_factory=list)
    inner: tuple[str, str] = ("‘", "’")
    outer: tuple[str, str] = ("“", "”")

    def fill(self, pattern: Pattern) -> Inline:
        """The pattern with its fields, adjacent text in one, no stop after a stop."""
        out: list[Node] = []
        self._add(pattern, out)
        return tidied(out)

    def _add(self, pattern: Pattern, out: list[Node]) -> None:
        """Put what the parts say behind what is there."""
        for part in pattern:
            if isinstance(part, str):
                out.append(part)
            elif isinstance(part, Field):
                value = self._field(part)
                quoted = out and isinstance(out[-1], str) and out[-1].rstrip("\u00a0")[-1:] in _OPENING
                marks = self.inner if quoted else self.outer
                out += turned(value, marks) if marks != ("“", "”") else value
            elif isinstance(part, Emphasis):
                if nodes := self.fill(part.inner):
                    out.append(Styled(part.style, nodes))
            else:
                there = [name for name in names((part,)) if self.fields.get(name)]
                self._add(settled((part,), frozenset(there)), out)

    def _field(self, part: Field) -> Inline:
        value = self.fields.get(part.name, ())
        if not value:
            self.missing.append(part.name)
            return value
        return self.formatter(part.name, part.format, value)


def settled(pattern: Pattern, there: frozenset[str]) -> Pattern:
    """The pattern for an entry with these fields: each choice made, so that the next such entry need not make it."""
    return tuple(_settled(pattern, there))


def _settled(pattern: Pattern, there: frozenset[str]) -> Iterator[Part]:
    for part in pattern:
        match part:
            case Choice(alternatives):
                yield from _settled(next((each for each in alternatives if _complete(each, there)), ()), there)
            case Emphasis(style, inner):
                yield Emphasis(style, settled(inner, there))
            case _:
                yield part


def _complete(pattern: Pattern, there: Collection[str]) -> bool:
    """Whether every field outside inner brackets is there."""
    for part in pattern:
        if isinstance(part, Field) and part.name not in there:
            return False
        if isinstance(part, Emphasis) and not _complete(part.inner, there):
            return False
    return True


def names(pattern: Pattern) -> frozenset[str]:
    """The fields a pattern asks for."""
    found: set[str] = set()
    for part in pattern:
        match part:
            case Field(name):
                found.add(name)
            case Emphasis(_, inner):
                found |= names(inner)
            case Choice(alternatives):
                found.update(*(names(each) for each in alternatives))
    return frozenset(found)


def headed(nodes: Inline) -> Inline:
    """The text without the comma that would have parted its first field from one that is not there."""
    first = nodes[0] if nodes else ""
    return (first.lstrip(",;: "), *nodes[1:]) if isinstance(first, str) and first[:1] in tuple(",;: ") else nodes


_OPENING, _CLOSING = frozenset("“„«「《"), ("”", "“", "»", "\u00a0»", "」", "》")


def turned(nodes: Inline, marks: tuple[str, str] = ("‘", "’")) -> Inline:
    """The text with these for its own quotation marks."""
    return tuple([_turned(node, marks) for node in nodes])


def _swapped(text: str, marks: tuple[str, str]) -> str:
    """The text with these for its outer marks; where they are inner ones of English, those within become outer ones."""
    if marks[0] == "‘" and "‘" in text:
        return _QUOTED.sub(lambda found: f"‘{_WITHIN.sub(_OUTER, found[1])}’", text)
    return text.replace("“", marks[0]).replace("”", marks[1])


_QUOTED, _WITHIN, _OUTER = lazy("“([^“”]*)”"), lazy(r"‘([^‘’]*)’(?!\w)"), r"“\1”"
# What stands in low marks, as German and Polish have them, is quoted already.
_LOW = lazy("(„[^„“”]*[“”])")


def _turned(node: Node, marks: tuple[str, str]) -> Node:
    if isinstance(node, str):
        if "“" not in node and "”" not in node:
            return node
        parts = _LOW.split(node) if "„" in node else [node]
        parts[::2] = [_swapped(part, marks) for part in parts[::2]]
        return "".join(parts)
    if not isinstance(node, Styled | Link):
        return node
    children = turned(node.children, marks)
    return replace(node, children=children) if children != node.children else node


def tidied(nodes: list[Node]) -> Inline:
    """Adjacent text joined; a stop after ?, ! or ., and a comma after ? or ! within quotation marks, dropped."""
    out: list[Node] = [""]
    for node in nodes:
        before = out[-1]
        if not isinstance(node, str):
            out.append(node)
        elif isinstance(before, str):
            closed = node[:1] in _CLOSED and not before[-1:].isalnum()
            out[-1] = before + (_without_stop(before, node) if closed else node)
        elif node[:2] == ", " or node[:1] not in _CLOSED:
            out.append(node)
        elif text := _without_stop(before, node):
            out.append(text)
    return tuple(filter(None, out))


_CLOSED = ".,”“»」》\u00a0"


def _without_stop(before: Node, text: str) -> str:
    """The text that begins with a stop or comma, without it where one stands before it."""
    last = _last(before)
    if last not in "?!.…":  # as in most places
        return text
    stop = "," if text.startswith(",”") and last in "?!" else "."
    doubled = text.startswith((stop, *(f"{mark}{stop}" for mark in _CLOSING))) and not text.startswith("..")
    return text.replace(stop, "", 1) if doubled else text


def _last(node: Node) -> str:
    """The last character of what a node prints, quotation marks and spaces left out; " " where there is none."""
    inner = node
    while not isinstance(inner, str) and (children := getattr(inner, "children", ())):
        inner = children[-1]
    text = inner if isinstance(inner, str) else plain((inner,))
    return text.rstrip(_BEHIND)[-1:] or plain((node,)).rstrip(_BEHIND)[-1:] or " "


_BEHIND = "”“»」》\"'’ \u00a0"
