"""Inline Markdown, as typed in YAML -> Written. The only importer of markdown_it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from cvgen.model.errors import Position
from cvgen.model.forms import SAFE_URL
from cvgen.model.text import Fact, Link, Mention, Style, Styled, Written, WrittenNode, plain

# Nine texts in ten have none of these and are not given to a parser, which would take ten times as long.
_MARKUP = re.compile(r"[*_`\[\]\\\n]|&[#\w]|<\S|https?:").search
_BLANK_LINES = re.compile(r"\n\s*\n")
# "{{" and "}}" are braces; "{count}" or "{age: 3}" a fact; "[@yihua-zhang]" a mention.
_PLACE = re.compile(r"\{\{|\}\}|\{([A-Za-z_][\w.-]*)(?::([^{}]*))?\}|\[@([\w.:+/-]+)\]")
# What is passed over: code, link targets, escaped signs. What is not: a brace, the beginning of a mention.
_TO_RETYPE = re.compile(r"((?:`+).*?`|\]\([^)]*\)|\\.)|([{}])|(\[@)", re.DOTALL)
_STYLES = {"strong": Style.STRONG, "em": Style.EMPH, "s": Style.UNDERLINE}


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    class Parser(MarkdownIt):
        def validateLink(self, url: str) -> bool:
            return bool(url)

    return Parser("commonmark", {"html": False}).disable(["image", "text_join"])


def written(text: str, at: Position | None = None, literal: bool = False) -> Written:
    """Nodes of a text: "*a* {count} [@yihua-zhang]"; with `literal`, braces and [@…] stay text."""
    if not _MARKUP(text):
        return _merge(iter((text,)) if literal else _places(text, at))
    tokens = _parser().parseInline(_BLANK_LINES.sub("\n", text))[0].children
    return _merge(_nodes(iter(tokens), at, literal))


def retyped(text: str) -> str:
    r"""A literal text as it is typed where braces and [@…] have a meaning: "{x}" -> "{{x}}", "[@a]" -> "\[@a]"."""
    return _TO_RETYPE.sub(lambda found: found[2] * 2 if found[2] else f"\\{found[3]}" if found[3] else found[0], text)


def _nodes(tokens: Iterator[Any], at: Position | None, literal: bool) -> Iterator[WrittenNode]:
    for token in tokens:
        if token.nesting < 0:
            return
        if token.type == "text":
            yield from (token.content,) if literal else _places(token.content, at)
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "code_inline":
            yield Styled(Style.CODE, (token.content,))
        elif token.type == "link_open":
            yield _link(str(token.attrs["href"]), _merge(_nodes(tokens, at, literal)), at, literal)
        elif token.nesting > 0:
            yield Styled(_STYLES[token.tag], _merge(_nodes(tokens, at, literal)))
        else:
            yield token.content


def _link(url: str, children: Written, at: Position | None, literal: bool) -> WrittenNode:
    if url.startswith("@") and not literal:
        return Mention(url[1:], children, at)
    return Link(url, children) if SAFE_URL.match(url) else Styled(Style.CODE, (f"{plain(children)} ({url})",))


def _places(text: str, at: Position | None) -> Iterator[WrittenNode]:
    """Text with its facts and mentions: "{count:Words}", "[@id]"; "{{" is a brace."""
    end = 0
    for found in _PLACE.finditer(text):
        yield text[end : found.start()]
        end = found.end()
        if found[1]:
            yield Fact(found[1], found[2] or "", at)
        elif found[3]:
            yield Mention(found[3], (), at)
        else:
            yield found[0][0]
    yield text[end:]


def _merge(nodes: Iterator[WrittenNode]) -> Written:
    """Neighbouring pieces of text in one."""
    out: list[WrittenNode] = []
    for node in nodes:
        if isinstance(node, str) and out and isinstance(out[-1], str):
            out[-1] += node
        elif node != "":
            out.append(node)
    return tuple(out)
