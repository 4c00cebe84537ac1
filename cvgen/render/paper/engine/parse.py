"""The text of a page -> its tree, by expat where that reads the same as HTML: forty times as fast as tinyhtml5.

Replaced: `tinyhtml5.parse`, as WeasyPrint 70.0 calls it. A page is read by expat if it is well-formed, as ours are, and
has nothing in it that HTML reads otherwise: only elements of which none is opened or closed by what comes next, links
and words that hold no blocks, no references by name but the five of XML, no line break within an attribute (HTML Living
Standard, 13.2). Every other page, such as one by a template of the user's, is left to tinyhtml5.

Gain: 6 % of `cvgen pdf` at 60 papers. It still holds if the pages of tests/test_engine.py have the same bytes with and
without it, and if both read the same tree in tests/test_engine.py.
"""

import importlib
import io
import re
from typing import Any
from xml.etree import ElementTree as ET

from cvgen.model.regex import lazy
from cvgen.render.paper.engine import patch

NAME = "pages read by expat"
_STYLE = lazy(r"(<style>)(.*?)(?=</style>)", re.DOTALL)
_VOID = lazy(r"<((?:meta|img)\b[^>]*|br)>")
# Other references, a line break in an attribute, what XML alone knows or reads otherwise: <b/>.
_OTHERWISE = lazy(r"&(?!amp;|lt;|gt;|quot;|#x27;|#39;|#34;)|=\"[^\"<>]*[\n\t]|='|<[!?]|/>|\r")
_WORDS = frozenset(
    ("a", "abbr", "b", "bdi", "br", "code", "em", "i", "img", "q", "small", "span", "strong", "sub", "sup", "u")
)
_HOLDS_WORDS = _WORDS | {"p", "h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = frozenset(("header", "main", "section", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "footer"))
_HEAD = frozenset(("meta", "title", "style"))
_START = "<!DOCTYPE html>"


def apply() -> None:
    """Put this in the place of tinyhtml5's own."""
    html = importlib.import_module("weasyprint").tinyhtml5
    patch.member(html, "parse", _read(html.parse))


def _read(plain: patch.Function) -> patch.Function:
    def parse(document: Any, **options: Any) -> Any:
        if not isinstance(document, io.StringIO) or options != {"namespace_html_elements": False}:
            return plain(document, **options)
        at = document.tell()
        tree = read(document.read())
        if tree is None:
            document.seek(at)
            return plain(document, **options)
        return tree

    return parse


def read(page: str) -> ET.Element | None:
    """The tree of a page that means the same as XML; None for another."""
    css: list[str] = []

    def aside(found: re.Match[str]) -> str:
        css.append(found[2])
        return found[1]

    bare = _STYLE.sub(aside, page)
    if not bare.startswith(_START):
        return None
    bare = bare[len(_START) :]
    if _OTHERWISE.search(bare):
        return None
    try:
        tree = ET.fromstring(_VOID.sub(r"<\1/>", bare))  # noqa: S314 - no reference of its own gets here
    except ET.ParseError:
        return None
    styles = list(tree.iter("style"))
    if len(styles) != len(css) or not _plain(tree):
        return None
    for style, text in zip(styles, css, strict=True):
        style.text = text
    tree.text = None
    return tree


def _plain(tree: ET.Element) -> bool:
    """Whether HTML, too, has each element within the one in which it is written."""
    if tree.tag != "html" or [each.tag for each in tree] != ["head", "body"]:
        return False
    head, body = tree
    return all(each.tag in _HEAD and not len(each) for each in head) and _nested(body, links=0)


def _nested(outer: ET.Element, links: int) -> bool:
    tag = outer.tag
    links += tag == "a"
    if links > 1:
        return False
    allowed = _WORDS if tag in _HOLDS_WORDS else frozenset(("li",)) if tag in {"ul", "ol"} else _BLOCKS | _WORDS
    return all(each.tag in allowed and _nested(each, links) for each in outer)
