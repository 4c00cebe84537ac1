"""A page that is XML but for its void elements -> the tree that WeasyPrint's HTML parser makes of it. For version 70.0.

Only pages of the plainest kind: where a browser would move, close or add an element, or where that is not certain, the
parser of WeasyPrint does it. The rules are those of the HTML standard, section 13.2.6.
"""

import importlib
import re
import types
from typing import Any
from xml.etree import ElementTree as ET

from cvgen.render.engine import patch

_HEAD = frozenset(("meta", "title", "style"))
_PHRASES = frozenset("a b br code em i img span strong sub sup u".split())
_BLOCKS = frozenset("article aside div footer header main nav section h1 h2 h3 h4 h5 h6 p ul ol".split())
_VOID = re.compile(r"<(meta|br|img)\b([^<>]*?)/?>")
_START = re.compile(r"\s*<!DOCTYPE html>\s*(?=<html)")
_STYLE = re.compile(r"<style>[^<&]*</style>")
# What XML reads in another way, or only the parser knows: other entities, comments, tags that are not whole, elements
# that end where they begin, control characters.
_OTHER = re.compile(
    r"&(?!(?:amp|lt|gt|quot|#x27);)|<[!?]|\]\]>|<[^<>]*(?:[\t\n]|xml:)|<(?!(?:meta|br|img)\b)[^<>]*/>"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]"
)


def apply() -> None:
    """Put this in the place of the parser that WeasyPrint calls."""
    weasyprint: Any = importlib.import_module("weasyprint")
    plain = weasyprint.tinyhtml5
    if isinstance(plain, types.ModuleType):
        weasyprint.tinyhtml5 = types.SimpleNamespace(parse=_parsed(plain.parse))


def _parsed(plain: patch.Function) -> patch.Function:
    def parse(document: Any, **options: Any) -> Any:
        text = document.getvalue() if hasattr(document, "getvalue") else ""
        if options == {"namespace_html_elements": False} and isinstance(text, str):
            found = tree(text)
            if found is not None:
                return found
        return plain(document, **options)

    return parse


def tree(text: str) -> ET.Element | None:
    """The tree of a plain page, None for any other."""
    start = _START.match(text)
    if not start or _OTHER.search(text, start.end()) or text.count("<style") != len(_STYLE.findall(text)):
        return None
    try:
        html = ET.fromstring(_VOID.sub(r"<\1\2/>", text[start.end() :]))  # noqa: S314 - it has no DTD
        plain = text.endswith("</html>") and html.tag == "html" and _plain(html)
    except (ET.ParseError, ValueError, RecursionError):
        return None
    return _arranged(html) if plain else None


def _plain(html: ET.Element) -> bool:
    """Whether a browser would make the same tree of it, but for the space between its parts."""
    if [each.tag for each in html] != ["head", "body"] or not _blank(html):
        return False
    head, body = html
    in_order = all(each.tag in _HEAD and not len(each) for each in head)
    return in_order and _blank(head) and _as_it_stands(body)


def _blank(parent: ET.Element) -> bool:
    """Whether there is nothing but space between its children."""
    return not any(text and text.strip(" \n") for text in (parent.text, *(each.tail for each in parent)))


def _as_it_stands(element: ET.Element, within: str = "") -> bool:
    """Whether no rule closes or moves an element; `within` is the one around that holds only phrases."""
    for child in element:
        tag = child.tag
        if tag == "li":
            if element.tag not in {"ul", "ol"}:
                return False
        elif tag in _BLOCKS:
            if within:
                return False
        elif tag not in _PHRASES or (tag == "a" and within.endswith("a")):
            return False
        holds = "pa" if tag == "a" else "p" if tag in {"p", "h1", "h2", "h3", "h4", "h5", "h6"} else within
        if (tag in {"br", "img"} and (child.text or len(child))) or not _as_it_stands(child, holds):
            return False
    return True


def _arranged(html: ET.Element) -> ET.Element:
    """Space as the parser has it: none before the head, that after the body at the body's end."""
    body = html[1]
    html.text, after, body.tail = None, body.tail or "", None
    if len(body):
        body[-1].tail = (body[-1].tail or "") + after or None
    else:
        body.text = (body.text or "") + after or None
    return html
