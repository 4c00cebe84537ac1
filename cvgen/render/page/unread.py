"""HTML of a part of a page -> the same, in which whoever makes the page around it finds nothing of his own to read.

Markdown of Pandoc and Quarto reads what stands between tags: `*` and `_` would be emphasis, `@ada` a citation, "1." the
start of a list. Liquid, Jinja and Hugo read `{{` wherever it stands. Written by their numbers, signs are only signs.
"""

import re

from cvgen.model.regex import lazy

_PIECES = lazy(r"(<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>)", re.DOTALL)
_SIGN = lazy(r"[*_~^$`\\\[\]|]|(?<!\w)@|(?<!\w):(?=[\w+-]+:)|-(?=-)|\.(?=\.\.)|\{(?=[{%#])")
# What a list, a heading, a definition would begin with.
_START = lazy(r"(?m)^(\s*)(?:(#{1,6}|#\.|:{3,}|[-+:])|(\(?\w{1,9})([.)]))(?=\s)")
_OPENING = lazy(r"\{(?=[{%#])")


def unread(html: str) -> str:
    """The same page for a browser: `{{a*b}}` -> `&#123;{a&#42;b}}`."""
    pieces = _PIECES.split(html)
    pieces[::2] = map(_text, pieces[::2])
    return "".join([_tag(piece) if "{" in piece and piece[0] == "<" else piece for piece in pieces])


def _text(text: str) -> str:
    """What stands between tags."""
    if not text or text.isspace():
        return text
    return _START.sub(_begun, _SIGN.sub(lambda found: _number(found[0]), text))


def _tag(tag: str) -> str:
    """A tag, data for a script, which JSON has its own spelling for, or a style; our script has no such signs."""
    if tag.startswith("<script>"):
        return tag
    if tag.startswith("<style"):
        return _OPENING.sub("{ ", tag)
    return _OPENING.sub(r"\\u007b" if tag.startswith("<script") else "&#123;", tag)


def _begun(found: re.Match[str]) -> str:
    space, sign, word, end = found.groups()
    return f"{space}{''.join(map(_number, sign))}" if sign else f"{space}{word}{_number(end)}"


def _number(sign: str) -> str:
    return f"&#{ord(sign)};"
