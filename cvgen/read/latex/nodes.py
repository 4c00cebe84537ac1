"""Pieces of a field, as they are read -> tidy inline nodes."""

import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, Node, Style, Styled, plain

Nodes: TypeAlias = list[Node]

_UNEVEN = lazy(r"[\t\n\r\f\v]|  ").search
_BLANKS = lazy(r"[ \t\n\r\f\v]+")
_SINGLE_QUOTES = lazy(r"‘([^‘']*)'(?!\w)")
# A letter that stands alone in math; several are a function ("log"), or a word that was typed in math ("th", "max").
_VARIABLE = lazy(r"(?<![^\W\d_])([A-Za-zÀ-ÖØ-öø-žα-ωϑϕϵḀ-ỹ][\u0300-\u036f]*)(?![^\W\d_])")


class Upright(str):
    r"""Text of math that is upright: the H of \mathrm{H}; once it is tidy it is text like all other."""

    __slots__ = ()


def variables(nodes: Nodes) -> Nodes:
    """The nodes of math with its variables in italics, as TeX sets them: "n log n" -> *n* log *n*."""
    out: Nodes = []
    for node in (each for typed in nodes for each in _variables(typed) if each):
        last = out[-1] if out else ""
        if isinstance(node, Styled) and isinstance(last, Styled) and node.style is last.style is Style.EMPH:
            out[-1] = replace(last, children=merged([*last.children, *node.children]))
        else:
            out.append(node)
    return out


def _variables(node: Node) -> Iterator[Node]:
    if isinstance(node, Styled | Link):
        # Bold and typed letters are upright in TeX; those in italics already are.
        known = isinstance(node, Styled) and node.style not in (Style.SUP, Style.SUB)
        yield node if known else replace(node, children=merged(variables(list(node.children))))
    elif isinstance(node, str) and not isinstance(node, Upright):
        for i, text in enumerate(_VARIABLE.split(node)):
            yield Styled(Style.EMPH, (text,)) if i % 2 else text
    else:
        yield node


def tidy(text: str) -> str:
    """White space in single spaces, quotation marks in pairs, accents composed."""
    if "‘" in text:
        text = _SINGLE_QUOTES.sub(r"‘\1’", text)
    if _UNEVEN(text):
        text = _BLANKS.sub(" ", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def merged(nodes: Nodes) -> Inline:
    """Neighbouring strings in one, white space in single spaces."""
    out: Nodes = []
    run: list[str] = []
    for node in [*nodes, None]:
        if isinstance(node, str):
            run.append(node)
            continue
        if text := tidy("".join(run)):
            out.append(text)
        run.clear()
        if node is not None:
            out.append(node)
    return tuple(out)


def edged(nodes: Nodes) -> Inline:
    """The nodes of a whole field, without spaces at its ends."""
    out = list(merged(nodes))
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        if out and isinstance(out[end], str):
            out[end] = strip(str(out[end]), " ")
    return tuple(node for node in out if node)


def styled(style: Style, nodes: Nodes) -> Nodes:
    """The nodes in a style; nothing where there are none."""
    children = merged(nodes)
    return [Styled(style, children)] if plain(children).strip() else list(children)


def accented(mark: str, nodes: Nodes) -> Nodes:
    """The accent on the first letter: "e" -> "é"; a dotless i was written for this."""
    head = nodes[0] if nodes else ""
    if not isinstance(head, str) or not head:
        return nodes
    base = {"ı": "i", "ȷ": "j"}.get(head[0], head[0])
    return [unicodedata.normalize("NFC", base + mark) + head[1:], *nodes[1:]]


def bracketed(nodes: Nodes) -> Nodes:
    """The nodes in brackets, unless they are one word: "n", "(n+1)"."""
    text = plain(nodes)
    return nodes if len(text) < 2 or text.isalnum() else ["(", *nodes, ")"]
