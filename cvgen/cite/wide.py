"""A reference in Chinese or Japanese -> the same with full-width stops and commas behind its own characters.

Behind Latin letters and figures they stay as they are (GB/T 15834, 4; JIS X 4051): "王小明，2020", "A. Moss, 2020".
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, Node, Styled, plain

WIDE: Mapping[str, Mapping[str, str]] = {
    "zh": {",": "，", ".": "。", ":": "：", ";": "；"},
    "ja": {",": "、", ".": "。", ":": "：", ";": "；"},
}
_CHARACTER = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A mark behind a character, or behind what closes around one; the space behind it is within the wide mark.
_MARK = lazy(rf"(?<=[{_CHARACTER}])([”’」』》）]*)([,.:;])(?: |$)")
_LAST = lazy(rf"[{_CHARACTER}][”’」』》）]*\Z")


def widened(nodes: Inline, marks: Mapping[str, str]) -> Inline:
    """The nodes with wide marks; what stands before a text counts, too."""
    out: list[Node] = []
    before = ""
    for node in nodes:
        out.append(_widened(node, before, marks))
        before = plain((node,))[-3:] or before
    return tuple(out)


def _widened(node: Node, before: str, marks: Mapping[str, str]) -> Node:
    def wide(found: re.Match[str]) -> str:
        return found[1] + marks[found[2]]

    if isinstance(node, str):
        kept = before[-3:] if _LAST.search(before) else ""
        return _MARK.sub(wide, kept + node)[len(kept) :]
    if isinstance(node, Styled | Link):
        return replace(node, children=widened(node.children, marks))
    return node
