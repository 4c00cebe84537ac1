"""Pieces of a field, as they are read -> tidy inline nodes."""

import re
import unicodedata
from typing import TypeAlias

from cvgen.model.text import Inline, Node, Style, Styled, plain

Nodes: TypeAlias = list[Node]

_UNEVEN = re.compile(r"[\t\n\r\f\v]|  ").search
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_SINGLE_QUOTES = re.compile(r"‘([^‘']*)'(?!\w)")


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
