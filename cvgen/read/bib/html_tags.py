r"""HTML tags and entities in a field -> LaTeX: "<i>E. coli</i> &amp; us" -> "\emph{E. coli} \& us"."""

import html
import re
from collections.abc import Iterator

from cvgen.model.regex import lazy

_STYLES = {
    "b": "textbf", "strong": "textbf", "bold": "textbf", "i": "emph", "em": "emph", "italic": "emph", "u": "underline",
    "sub": "textsubscript", "inf": "textsubscript", "sup": "textsuperscript", "sc": "textsc", "scp": "textsc",
    "tt": "texttt", "code": "texttt",
}  # fmt: skip
_EMPTY = frozenset("p br span font div title sec small big a roman mrow mi mo mn msub msup math none".split())
_TAG = lazy(r"<(/?)(?:jats:|mml:)?([A-Za-z]+)(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>")
_SPACED_TAG = lazy(r"<\s*(/?)\s*([A-Za-z]{2,6})\s*>")
_ENTITY = lazy(r"(?:\{\\&\}|\\?&)(#\d{1,7}|#x[\da-fA-F]{1,6}|[A-Za-z]{2,10});")
_TWICE = 2  # some programs escape what another one has escaped
_LATEX = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"} | {"\\": r"\textbackslash{}", "\u00a0": "~"})
_END = r"(?:\{\}|\s|(?![A-Za-z]))"  # of a command's name
_LESS, _MORE = (
    rf"(?:\{{\s*\\text{name}\s*\}}|\\text{name}{_END}|\{{?\$(?:{sign}|\\text{name}|\\{short})\$\}}?"
    rf"|\\ensuremath\{{{sign}\}}|\\\({sign}\\\))"
    for name, sign, short in (("less", "<", "lt"), ("greater", ">", "gt"))
)
_ESCAPED_TAG = lazy(rf"{_LESS}\s*(/?)\s*((?:jats:|mml:)?[A-Za-z]+)\s*(/?){_MORE}")
_MATH_BRACE = lazy(r"\$\\[{}]\$")
_BACKSLASH = lazy(rf"\{{\s*\\textbackslash\s*\}}|\\textbackslash{_END}|\$\\backslash\$")
_ESCAPED_COMMAND = lazy(rf"(?:{_BACKSLASH.pattern})(?:[A-Za-z]+|[\"'^~=.`])\s*(?:\{{\\\{{\}}|\\\{{|\{{)")
_DOLLAR = lazy(rf"\{{\s*\\textdollar\s*\}}|\\textdollar{_END}|\{{\\\$\}}|\\\$")
_ESCAPED_SIGN = lazy(r"\{\\([{}$_^&%#])(?:\{\})?\}|\\([{}$_^])(?:\{\})?|\{?\\textasciicircum\s?(?:\{\})?\}?")
_ESCAPED_TWICE = lazy(
    r"\\text(?:less|backslash|dollar)\b|\$<\$|ensuremath\{<|\\\(<|\$\\(?:[{}]|backslash|lt)\$|\\\$"
).search


def escaped_once(text: str) -> str:
    r"""LaTeX or HTML that a second program escaped, as it was before: "{\textless}i{\textgreater}" -> "<i>".

    So are "$<$sub$>$", "{\textbackslash}emph{\{}x{\}}" and "$\{$x$\}$"; a "<" that begins no tag stays.
    """
    if not _ESCAPED_TWICE(text):
        return text
    text = _MATH_BRACE.sub("", _ESCAPED_TAG.sub(r"<\1\2\3>", text))
    mathematical = _mathematical(text)
    if not mathematical and not _ESCAPED_COMMAND.search(text):
        return text
    text = _BACKSLASH.sub(r"\\", _DOLLAR.sub("$", text) if mathematical else text)
    return _ESCAPED_SIGN.sub(lambda found: found[1] or found[2] or "^", text)


def _mathematical(text: str) -> bool:
    """Whether escaped dollars stand around something that only math has; prices do not."""
    parts = _DOLLAR.split(text)
    return len(parts) > 2 and any(re.search(r"[\\^_]", part) for part in parts[1::2])


def latex(text: str) -> str:
    """The field with its tags as commands; a tag without its partner is left out."""
    for _ in range(_TWICE if "&" in text else 0):
        text = _ENTITY.sub(_unescaped, text)
    if "<" not in text:
        return text
    text = _SPACED_TAG.sub(lambda tag: f"<{tag[1]}{tag[2]}>" if tag[2].lower() in _STYLES else tag[0], text)
    found = [tag for tag in _TAG.finditer(text) if tag[2].lower() in _STYLES or tag[2].lower() in _EMPTY]
    pairs = dict(_pairs(found))
    out, end = [], 0
    for tag in found:
        out += [text[end : tag.start()], pairs.get(tag.start(), "")]
        end = tag.end()
    return "".join((*out, text[end:]))


def _unescaped(found: re.Match[str]) -> str:
    r"""The character that an entity names: "&eacute;" -> "é", "&amp;" -> "\&", "&lt;" -> "<"."""
    sign = html.unescape(f"&{found[1]};")
    return found[0] if sign.endswith(";") and len(sign) > 1 else sign.translate(_LATEX)


def _pairs(tags: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """What each tag with a partner becomes, by its place."""
    open_: list[re.Match[str]] = []
    for tag in tags:
        name = tag[2].lower()
        if not tag[1]:
            open_.append(tag)
        elif open_ and open_[-1][2].lower() == name:
            start = open_.pop()
            if name in _STYLES:
                yield start.start(), f"\\{_STYLES[name]}{{"
                yield tag.start(), "}"
