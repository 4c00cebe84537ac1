"""Document -> GitHub-flavoured Markdown that keeps its marks: `**S. Liu**<sup>†</sup>`."""

import unicodedata

from cvgen.model import formats
from cvgen.model.document import Document
from cvgen.model.record import Record, replace
from cvgen.model.regex import lazy
from cvgen.model.text import AuthorName, Block, Break, Icon, Inline, Link, Node, Style, Styled, right_to_left, strong
from cvgen.render import links, templating
from cvgen.render.context import Context

_SIGNS = {Style.STRONG: "**", Style.EMPH: "*"}
_TAGS = {
    Style.STRONG: "strong",
    Style.EMPH: "em",
    Style.UNDERLINE: "ins",
    Style.SUP: "sup",
    Style.SUB: "sub",
    Style.CODE: "code",
}
_SPACES = lazy(r"[ \t\r\n\f\v]+")
# What may mean something inside a line. An underscore between letters never does (GitHub's rule), nor does a "<" that
# begins no tag or an "&" that begins no entity: these stay readable.
_SPECIAL = lazy(r"[\\`*\[\]~|$]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?]|$)|&(?=#?\w+;|$)")
# What would make a heading, a list, a quote, or underline the line before as a heading; only at a line's start.
_STARTS_A_BLOCK = lazy(r"( *\d{0,9})(?=>|[-+](?:\s|$)|#{1,6}(?:\s|$)|=+\s*$|--+\s*$|(?<=\d)[.)](?:\s|$))")
_BLANK_LINES = lazy(r"\n{3,}")
_IN_ADDRESS = {ord(char): f"%{ord(char):02X}" for char in ' ()<>\\[]"`|'}


class _Piece(Record):
    """Escaped text, to be set in one style."""

    text: str
    style: Style | None = None


class _Around(Record):
    """What a run stands in: within an emphasis or a link there is no second one."""

    emphasis: bool = False
    link: bool = False


def render(document: Document, context: Context) -> bytes:
    """The file."""
    return (text(document, context) + formats.MD.mark.decode() + "\n").encode()


def text(document: Document, context: Context) -> str:
    """The text, with one blank line between blocks and one line break at the end."""
    own = {
        "document": document,
        "reachable": links.reachable,
        "strong": strong,
        "address": _trusted_address,
        "spaces": _spaces,
    }
    made = templating.render(context.theme, "markdown/document.md", inline, **own)
    return _BLANK_LINES.sub("\n\n", made).strip("\n") + "\n"


def inline(nodes: Inline) -> str:
    """Nodes as Markdown, safe at the start of a line as well."""
    text = _run(nodes, _Around())
    return _STARTS_A_BLOCK.sub(r"\1\\", text, count=1) if _STARTS_A_BLOCK.match(text) else text


def _run(nodes: Inline, around: _Around) -> str:
    """The pieces in a row; emphasis is in signs where they hold, in tags where they would not."""
    pieces = [piece for node in nodes for piece in _pieces(node, around) if piece.text]
    out = ""
    for piece, following in zip(pieces, [*pieces, _Piece("")][1:], strict=True):
        after = "*" if following.style in _SIGNS else following.text[:1]
        out += _set(piece, out[-1:], after, around) if piece.style else _before_link(piece.text, after)
    return out


def _pieces(node: Node, around: _Around) -> list[_Piece]:
    """What one node prints."""
    match node:
        case str():
            return [_Piece(_escaped(node))]
        case AuthorName():
            return _author(node, around)
        case Link():
            return [_Piece(_link(node, around))]
        case Break():
            return [_Piece("<br>" if node.block is Block.LINE else " ")]
        case Icon():
            return [_Piece(_escaped(node.glyph))]
        case Styled(Style.SMALLCAPS | Style.FOREIGN, children):
            return [piece for child in children for piece in _pieces(child, around)]
        case Styled(Style.ISOLATED, children):
            return [_Piece(_isolated(_run(children, around)))]
        case Styled(style, children):
            return [_Piece(_run(children, replace(around, emphasis=around.emphasis or style in _SIGNS)), style)]


def _author(author: AuthorName, around: _Around) -> list[_Piece]:
    """A name in its styles, linked, and the symbols behind it."""
    styles = author.emphasis or (None,)
    text = _escaped(author.name)
    if right_to_left(author.name):
        text = _isolated(text)
    for style in reversed(styles[1:]):
        text = _set(_Piece(text, style), "", "", _Around(emphasis=True))
    name = _Piece(text, styles[0])
    url = "" if around.link else links.target(author.url)
    if url:
        inner = _set(name, "", "", around) if name.style else text
        name = _Piece(f"[{inner}]({_address(url)})")
    signs = author.separator.join(symbol.glyph for symbol in author.symbols)
    return [name, _Piece(_escaped(signs), Style.SUP if author.raised else None)]


def _isolated(text: str) -> str:
    """First strong isolate: text with a direction of its own."""
    return f"\u2068{text}\u2069"


def _set(piece: _Piece, before: str, after: str, around: _Around) -> str:
    """A piece in its style; spaces at its ends move outside: "**S. Liu**", "<sup>†</sup>"."""
    core = piece.text.strip(" ")
    if not core or piece.style is None:
        return piece.text
    start, end = piece.text.split(core, 1) if core else ("", "")
    sign = _SIGNS.get(piece.style, "")
    if sign and not around.emphasis and _holds(start[-1:] or before, core, end[:1] or after):
        return f"{start}{sign}{core}{sign}{end}"
    tag = _TAGS[piece.style]
    return f"{start}<{tag}>{core}</{tag}>{end}"


def _holds(before: str, core: str, after: str) -> bool:
    """Whether asterisks around these words are read as emphasis (CommonMark 0.31, section 6.2)."""
    if "*" in (before, after):
        return False
    opens = not _is_sign(core[0]) or not before or before.isspace() or _is_sign(before)
    closes = not _is_sign(core[-1]) or not after or after.isspace() or _is_sign(after)
    return opens and closes


def _is_sign(char: str) -> bool:
    """Whether a character is punctuation or a symbol."""
    return unicodedata.category(char)[0] in "PS"


def _link(link: Link[Node], around: _Around) -> str:
    """`[words](address)`, or the words alone."""
    url = "" if around.link else links.target(link.url)
    words = _run(link.children, replace(around, link=True))
    return f"[{words}]({_address(url)})" if url and words else words


def _address(url: str) -> str:
    """An address that ends where it should: "a_(b)" -> "a_%28b%29"."""
    return _SPACES.sub("%20", url).translate(_IN_ADDRESS)


def _trusted_address(path: str) -> str:
    """The address of a picture, for templates."""
    return templating.trusted(_address(links.target(path)))


def _spaces(count: int) -> str:
    """What sets a line in, for templates."""
    return templating.trusted(" " * count)


def _escaped(text: str) -> str:
    """Plain text with a backslash before each character that Markdown would read as its own."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], _SPACES.sub(" ", text))


def _before_link(text: str, after: str) -> str:
    """An exclamation mark before a link would make a picture of it."""
    return f"{text[:-1]}\\!" if after == "[" and text.endswith("!") else text
