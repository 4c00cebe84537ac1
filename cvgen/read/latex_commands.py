r"""What each LaTeX command does to the text around it: \emph, \'e, \href. An unknown one prints its arguments."""

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from cvgen.read import latex_symbols as symbols
from cvgen.read.latex_nodes import Nodes, styled
from cvgen.text import Link, Style, plain

if TYPE_CHECKING:
    from cvgen.read.latex_reader import Reader

_ENCODED = re.compile(r'[\x00-\x20"<>^`|\x7f]')
_IN_ADDRESS = re.compile(r'[\x00-\x20"<>^`|\x7f\\{}]')
_SAFE = re.compile(r"https?://[^/]|mailto:.", re.IGNORECASE)
STYLES = {
    "textbf": Style.STRONG, "mathbf": Style.STRONG, "boldsymbol": Style.STRONG, "bm": Style.STRONG,
    "mkbibbold": Style.STRONG, "emph": Style.EMPH, "textit": Style.EMPH, "textsl": Style.EMPH,
    "mkbibemph": Style.EMPH, "mkbibitalic": Style.EMPH, "textsc": Style.SMALLCAPS, "texttt": Style.CODE,
    "mathtt": Style.CODE, "underline": Style.UNDERLINE, "uline": Style.UNDERLINE,
    "textsuperscript": Style.SUP, "textsubscript": Style.SUB, "sp": Style.SUP, "sb": Style.SUB,
}  # fmt: skip
DECLARATIONS = {
    "bf": Style.STRONG, "bfseries": Style.STRONG, "it": Style.EMPH, "em": Style.EMPH, "sl": Style.EMPH,
    "itshape": Style.EMPH, "slshape": Style.EMPH, "sc": Style.SMALLCAPS, "scshape": Style.SMALLCAPS,
    "tt": Style.CODE, "ttfamily": Style.CODE,
}  # fmt: skip


def run(reader: "Reader", name: str, spaced: bool) -> None:
    """Do what the command says; `spaced`: white space stood behind it."""
    _COMMANDS.get(name, _unknown)(reader, name, spaced)


def address(raw: str) -> str:
    r"""A link as typed in LaTeX, made plain: "\url{https://x.org/\~{}me\_1}" -> "https://x.org/~me_1"."""
    text = re.sub(r"\\(?:url|path|nolinkurl)\b|\\-", "", raw.strip()) if "\\" in raw else raw.strip()
    if "\\" in text:
        text = re.sub(r"\\(?:textasciitilde|string|sim)\b\s*(?:\{\})?~?|\\~(?:\{\})?|\$\\sim\$", "~", text)
    if not _IN_ADDRESS.search(text):
        return text
    text = "".join(part.strip() for part in re.split(r"[\n\t]", text))
    text = re.sub(r"[\\{}]", "", text).strip("<> ")
    return _ENCODED.sub(lambda found: f"%{ord(found[0]):02X}", text)


def safe(url: str) -> bool:
    """Whether a link may be printed: http, https or mailto, and nothing else."""
    return bool(_SAFE.match(url))


def _accented(mark: str, nodes: Nodes) -> Nodes:
    """The accent on the first letter: "e" -> "é"; a dotless i was written for this."""
    head = nodes[0] if nodes else ""
    if not isinstance(head, str) or not head:
        return nodes
    base = {"ı": "i", "ȷ": "j"}.get(head[0], head[0])
    return [unicodedata.normalize("NFC", base + mark) + head[1:], *nodes[1:]]


def _bracketed(nodes: Nodes) -> Nodes:
    text = plain(nodes)
    return nodes if len(text) < 2 or text.isalnum() else ["(", *nodes, ")"]


def _double_struck(text: str) -> str:
    return "".join(symbols.DOUBLE_STRUCK.get(c) or (chr(ord(c) + 0x1D4F7) if "A" <= c <= "Z" else c) for c in text)


def _symbol(reader: "Reader", name: str, _spaced: bool) -> None:
    reader.feed([_PRINTED[name]])


def _accent(reader: "Reader", name: str, _spaced: bool) -> None:
    mark, bare = symbols.ACCENTS[name], symbols.SPACING.get(name, "")
    reader.expect(lambda args: _accented(mark, args[0]) if plain(args[0]).strip() else [bare])


def _math_accent(reader: "Reader", name: str, _spaced: bool) -> None:
    mark = symbols.MATH_ACCENTS[name]
    reader.expect(lambda args: _accented(mark, args[0]))


def _style(reader: "Reader", name: str, _spaced: bool) -> None:
    reader.expect(lambda args: styled(STYLES[name], args[0]))


def _declaration(reader: "Reader", name: str, _spaced: bool) -> None:
    reader.declare(DECLARATIONS[name])


def _operator(reader: "Reader", name: str, spaced: bool) -> None:
    r"""An operator keeps the spaces typed around it: "x \leq 5", but "A\to B"."""
    last = reader.out[-1] if reader.out else ""
    after = " " if spaced and isinstance(last, str) and last.endswith(" ") else ""
    reader.feed([symbols.OPERATORS[name] + after])


def _function(reader: "Reader", name: str, spaced: bool) -> None:
    last = reader.out[-1] if reader.out else ""
    before = " " if isinstance(last, str) and last[-1:].isalnum() and not reader.waiting else ""
    reader.feed([before + name + (" " if spaced and reader.ahead().isalnum() else "")])


def _transparent(reader: "Reader", name: str, _spaced: bool) -> None:
    reader.option()
    reader.group_math = name == "ensuremath"


def _silent(_reader: "Reader", _name: str, _spaced: bool) -> None:
    """Nothing is printed."""


def _dropped(reader: "Reader", _name: str, _spaced: bool) -> None:
    reader.option()
    reader.raw()


def _url(reader: "Reader", _name: str, _spaced: bool) -> None:
    url = address(reader.raw())
    if url:
        reader.feed(_linked(reader, url, [url]))


def _href(reader: "Reader", _name: str, _spaced: bool) -> None:
    url = address(reader.raw())
    reader.expect(lambda args: _linked(reader, url, args[0]))


def _linked(reader: "Reader", url: str, words: Nodes) -> Nodes:
    if safe(url):
        return [Link(url, tuple(words))] if words else []
    if re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]*:", url):
        reader.refused.append(url)
    return words


def _root(reader: "Reader", _name: str, _spaced: bool) -> None:
    degree = reader.option()
    before = styled(Style.SUP, type(reader)(f"${degree}$").nodes()) if degree else []
    reader.expect(lambda args: [*before, "√", *_bracketed(args[0])])


def _unknown(reader: "Reader", name: str, spaced: bool) -> None:
    """A macro of one's own says something by its name, unless it has arguments or only sets the type."""
    reader.unknown.append(name)
    reader.option()
    ahead = reader.ahead()
    if ahead == "{" and not reader.text.startswith("{}", reader.pos):
        return
    if reader.math or not spaced or ahead in ("", "}"):
        reader.feed([name + (" " if spaced else "")])


_PRINTED = symbols.MATH | symbols.SYMBOLS | symbols.LETTERS

Command: TypeAlias = Callable[["Reader", str, bool], None]


def _taking(arity: int, take: Callable[[list[Nodes]], Nodes]) -> Command:
    return lambda reader, _name, _spaced: reader.expect(take, arity)


_COMMANDS: dict[str, Command] = {
    **dict.fromkeys(symbols.SILENT, _silent),
    **dict.fromkeys(symbols.DROPPED, _dropped),
    **dict.fromkeys(symbols.TRANSPARENT, _transparent),
    **dict.fromkeys(symbols.FUNCTIONS, _function),
    **dict.fromkeys(_PRINTED, _symbol),
    **dict.fromkeys(symbols.OPERATORS, _operator),
    **dict.fromkeys(symbols.MATH_ACCENTS, _math_accent),
    **dict.fromkeys(symbols.ACCENTS, _accent),
    **dict.fromkeys(STYLES, _style),
    **dict.fromkeys(DECLARATIONS, _declaration),
    "url": _url,
    "href": _href,
    "sqrt": _root,
    **dict.fromkeys(("textcolor", "colorbox", "hyperlink", "texorpdfstring", "raisebox"), _dropped),
    "frac": _taking(2, lambda args: [*_bracketed(args[0]), "/", *_bracketed(args[1])]),
    "binom": _taking(2, lambda args: ["(", *args[0], " choose ", *args[1], ")"]),
    "mathbb": _taking(1, lambda args: [_double_struck(plain(args[0]))]),
    "stackrel": _taking(2, lambda args: args[1]),
}
for _alias, _same in {"tfrac": "frac", "dfrac": "frac", "nicefrac": "frac", "sfrac": "frac", "tbinom": "binom",
                      "overset": "stackrel", "underset": "stackrel",
                      "mathds": "mathbb", "mathbbm": "mathbb"}.items():  # fmt: skip
    _COMMANDS[_alias] = _COMMANDS[_same]
