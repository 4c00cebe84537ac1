"""A line in Chinese, Japanese or Arabic -> the same with the script's own stops, commas and brackets.

In Chinese and Japanese a mark is full-width where a character stands before or behind it (GB/T 15834, 4; JIS X 4051):
"王小明，2020，第5页", but "A. Moss, 2020". Brackets are where a character stands within them: "李四（编）". The space
beside a full-width mark is within it. In Arabic a comma is an Arabic one behind a word in Arabic and its numbers, or
before such a word.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from cvgen.model.locale import Locale
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, Node, Styled, join, plain

WIDE: Mapping[str, Mapping[str, str]] = {
    "zh": {",": "，", ".": "。", ":": "：", ";": "；", "(": "（", ")": "）"},
    "ja": {",": "、", ".": "。", ":": "：", ";": "；", "(": "（", ")": "）"},
    "ar": {",": "،", ";": "؛"},
}
_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff"
# A mark behind a character or before one, whatever closes or opens between; a stop before one ends no initial: "A. 王".
_MARK = lazy(
    rf"(?<=[{_HAN}）])(?P<closed>[”’」』》）)]*)(?P<behind>[,.:;])(?P<gap> |(?=[“‘「『《（(]|\Z))"
    rf"|(?P<before>[,:;]|(?<=[\d)\]”’」』》）])\.)(?P<space> )(?=[“‘「『《（(]*[{_HAN}])"
)
_BRACKETS = lazy(rf"( ?)\(([^()]*[{_HAN}][^()]*)\)")
# What stands behind a word in Arabic up to the next word, numbers among it: "عدد 1, 2021,"; or a mark before one.
_ARABIC_RUN = lazy(rf"(?<=[{_ARABIC}])[\W\d_]+|[,;](?= [”“’‘(]*[{_ARABIC}])")
_ARABIC_MARK = lazy(r"[,;](?!\d)")
# A space beside a full-width mark, or between two characters.
_SPACE = lazy(rf"(?<=[（），。、：；]) | (?=（)|(?<=[{_HAN}])(?P<between> )(?=[{_HAN}])")
_OTHER = "\ufffc"


def in_language(nodes: Inline, locale: Locale) -> Inline:
    """The nodes with the marks of the document's language, if it has its own."""
    marks = WIDE.get(locale.tag.partition("-")[0])
    return widened(nodes, marks) if marks else nodes


def joined(parts: Iterable[Inline], locale: Locale) -> Inline:
    """Parts with a comma of the language between each two."""
    return in_language(join(parts), locale)


def words(texts: Iterable[str], locale: Locale) -> str:
    """Texts with a comma of the language between each two: "Lampton, Wales"."""
    return plain(joined(((text,) for text in texts if text), locale))


def comma(before: str, after: str, locale: Locale) -> str:
    """What stands between two texts: ", ", "，"."""
    return words((before[-1:], after[:1]), locale)[1:-1] if before and after else ", "


def widened(nodes: Inline, marks: Mapping[str, str]) -> Inline:
    """The nodes with the script's marks; what stands in other nodes before and behind counts, too."""
    leaves = tuple(_leaves(nodes))
    whole = "".join(leaves)
    ends = frozenset(accumulate(map(len, leaves)))
    text = list(whole)
    for at, mark in _changes(whole, marks, ends):
        text[at] = mark
    return _filled(nodes, iter(text))


def _leaves(nodes: Inline) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Styled | Link):
            yield from _leaves(node.children)
        else:
            yield node if isinstance(node, str) else plain((node,)) or _OTHER


def _changes(text: str, marks: Mapping[str, str], ends: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Which sign becomes which, by its place; a space becomes nothing, one that somebody typed in a text stays."""
    if "(" not in marks:
        for run in _ARABIC_RUN.finditer(text):
            yield from ((found.start(), marks[found[0]]) for found in _ARABIC_MARK.finditer(text, *run.span()))
        return
    for found in _BRACKETS.finditer(text):
        yield from ((at, "") for at in range(*found.span(1)))
        yield found.start(2) - 1, marks["("]
        yield found.end(2), marks[")"]
    for found in _SPACE.finditer(text):
        if not found["between"] or ends & {found.start(), found.end()}:
            yield found.start(), ""
    for found in _MARK.finditer(text):
        mark, gap = ("behind", "gap") if found["behind"] else ("before", "space")
        yield found.start(mark), marks[found[mark]]
        yield from ((at, "") for at in range(*found.span(gap)))


def _filled(nodes: Inline, text: Iterator[str]) -> Inline:
    """The nodes with as many signs of the text as they had."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, Styled | Link):
            out.append(replace(node, children=_filled(node.children, text)))
        elif isinstance(node, str):
            out.append("".join(next(text) for _ in node))
        else:
            out.append(node)
            for _ in plain((node,)) or _OTHER:
                next(text)
    return tuple(out)
