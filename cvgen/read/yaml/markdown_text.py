"""Markdown, as typed in YAML -> Written. The only importer of markdown_it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from cvgen.model.errors import Position
from cvgen.model.forms import SAFE_URL
from cvgen.model.printable import blank
from cvgen.model.regex import lazy
from cvgen.model.text import Block, Break, Fact, Link, Mention, Style, Styled, Written, WrittenNode, plain
from cvgen.read import latex

# Nine texts in ten have none of these and are not given to a parser, which would take ten times as long.
_MARKUP = lazy(r"[*_`\[\]\\\n]|&[#\w]|<\S|https?:|\$\S").search
# What stands between dollars and is no price (pandoc's rule, and more): "$k$", "$2^n$", "$$x$$", "$1/2$", "$3$-free";
# never "$5M and US$".
_MATH = lazy(
    r"(\$\$?)(?![\s\d$])([^$\n]*[^\s$\\])\1(?!\d)|(\$)(?=\d[^$\n]*[\\^_=]|\d+/\d+\$|\d+\$-[a-z])([^$\n]*[^\s$\\])\$(?!\d)"
)
# "{{" and "}}" are braces; "{count}" or "{age: 3}" a fact; "[@yihua-zhang]" a mention.
_PLACE = lazy(r"\{\{|\}\}|\{([A-Za-z_][\w.-]*)(?::([^{}]*))?\}|\[@([\w.:+/-]+)\]")
# What is passed over: code, link targets, escaped signs. What is not: a brace, the beginning of a mention.
_TO_RETYPE = lazy(r"((?:`+).*?`|\]\([^)]*\)|\\.)|([{}])|(\[@)", re.DOTALL)
# What a text of a document may ask for by these names, behind what is passed over; braces behind a command or in a
# formula are LaTeX's, double ones are braces, and "[@ada](https://…)" is a link.
_ASKED = lazy(
    r"(?:`+).*?`|\]\([^)]*\)|\\.|((?<![\w\\^_{}\]])\{(?:legend|count|name|name\.family|year|as_of|title|sponsors|topics"
    r"|positions?|organization|department|publications\.\w+|metrics\.[\w.]+)(?::[^{}]*)?\}|\[@[\w.:+/-]+\](?!\())",
    re.DOTALL,
)
_SCHEME = lazy(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_STYLES = {"strong": Style.STRONG, "em": Style.EMPH, "s": Style.UNDERLINE}


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    class Parser(MarkdownIt):
        def validateLink(self, url: str) -> bool:
            return bool(url)

    parser = Parser("commonmark", {"html": False}).disable(["image", "text_join"])
    parser.inline.ruler.before("escape", "math", _math)
    return parser


def _math(state: Any, silent: bool) -> bool:
    """The rule that finds math before anything within it is taken for Markdown; a command unknown here leaves it."""
    found = _MATH.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    read = latex.reading(f"${found[2] or found[4]}$") if found else None
    if found is None or read is None or read.unknown or not read.nodes:
        return False
    if not silent:
        state.push("math", "", 0).meta = {"nodes": read.nodes}
    state.pos = found.end()
    return True


def written(text: str, at: Position | None = None, literal: bool = False) -> Written:
    """Nodes of a text: "*a* {count} [@yihua-zhang]"; with `literal`, braces and [@…] stay text.

    Several lines may hold paragraphs and lists (CommonMark 0.31, section 3); one line never does: "2019. Best paper".
    """
    if not _MARKUP(text):
        return _merge(iter((text,)) if literal else _places(text, at))
    text = text.strip("\n")
    if "\n" in text:
        return _merge(_blocks(_parser().parse(text), at, literal))
    return _merge(_nodes(iter(_parser().parseInline(text)[0].children), at, literal))


def retyped(text: str) -> str:
    r"""A literal text as it is typed where braces and [@…] have a meaning: "{x}" -> "{{x}}", "[@a]" -> "\[@a]"."""
    return _TO_RETYPE.sub(lambda found: found[2] * 2 if found[2] else f"\\{found[3]}" if found[3] else found[0], text)


def asked(text: str) -> tuple[str, ...]:
    """What a literal text seems to ask for, each once: "{legend}", "[@a]"."""
    found = _ASKED.finditer(text) if "{" in text or "[@" in text else ()
    return tuple(dict.fromkeys(each[1] for each in found if each[1]))


def _blocks(tokens: list[Any], at: Position | None, literal: bool) -> Iterator[WrittenNode]:
    """Nodes of the blocks, each after the first behind the break that begins it; a heading is a paragraph in bold."""
    numbers: list[int] = []
    opening: Break | None = None
    heading = first = True
    for token in tokens:
        if token.type.endswith("list_open"):
            numbers.append(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else 0)
        elif token.type.endswith("list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            opening = Break(Block.NUMBER if numbers[-1] else Block.BULLET, len(numbers), numbers[-1])
            numbers[-1] += bool(numbers[-1])
        elif token.type in ("heading_open", "paragraph_open"):
            heading = token.type == "heading_open"
        elif token.content:
            if opening or not first:
                yield opening or Break(Block.PARAGRAPH, len(numbers))
            opening, first = None, False
            yield from _block(token, heading, at, literal)


def _block(token: Any, heading: bool, at: Position | None, literal: bool) -> Iterator[WrittenNode]:
    """Nodes of one block; the lines of code keep their indentation."""
    if token.type != "inline":
        for i, line in enumerate(token.content.rstrip("\n").split("\n")):
            yield from (Break(Block.LINE),) if i else ()
            inset = len(line) - len(line.lstrip(" "))
            yield Styled(Style.CODE, ("\N{NO-BREAK SPACE}" * inset + line[inset:],))
        return
    nodes = _merge(_nodes(iter(token.children), at, literal))
    yield from (Styled(Style.STRONG, nodes),) if heading else nodes


def _nodes(tokens: Iterator[Any], at: Position | None, literal: bool) -> Iterator[WrittenNode]:
    for token in tokens:
        if token.nesting < 0:
            return
        if token.type == "text":
            yield from (token.content,) if literal else _places(token.content, at)
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak":
            yield Break(Block.LINE)
        elif token.type == "math":
            yield from token.meta["nodes"]
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
    if not SAFE_URL.match(url):
        return Styled(Style.CODE, (f"{plain(children)} ({url})",))
    if blank(plain(children)):
        children = (_SCHEME.sub("", url).rstrip("/") or url,)  # without words nobody would see it, nor hear what it is
    return Link(url, children)


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
