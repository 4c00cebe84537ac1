"""A paper's item -> its text without its links and its award, which a page shows as buttons and badges behind it."""

import operator
import re
from collections.abc import Iterator
from typing import TypeAlias

from cvgen.model.document import Document, Item, Line, Work, changed
from cvgen.model.kinds import Kind
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, Node, Styled, plain, spaced
from cvgen.render.page.tails import Below

# What joins links to the text before them, and what closes the brackets around them.
_BEFORE, _AFTER = " \u00a0,[", "]"

# (address, label), as the reference style labels them.
_Links: TypeAlias = tuple[tuple[str, str], ...]
_BRACKETED = lazy(r"\([^()]*\)")


def parted(item: Item, work: Work, *, fragment: bool = False) -> tuple[Item, Below | None]:
    """The item without what is shown below it, and that; links and an award within words of the text stay there.

    A page has every link of a paper, PDF and code first, but no DOI or archive that its text leads to. A badge says
    what the text does not. A fragment has the links of its text alone; without any, an award stays in the text.
    """
    lines: tuple[Inline, ...] = (item.main, *[line.main for line in item.lines])
    lines, links = _without_links(lines, dict((*work.links, *work.places)))
    if fragment and not links:
        return item, None
    links = links if fragment else _all_links(lines, work, links)
    venue = award = ""
    if work.award or (work.short and not fragment):
        named = work.award.replace("\u00a0", " ")
        lines, award = _without_award(lines, named) if named else (lines, "")
        text = " ".join(map(spaced, (item.label, *lines)))
        venue = "" if fragment else _venue(text, work)
        award = award or (named if named not in text else "")
    below = venue, award, tuple([(url, label.strip("[]()")) for url, label in links])
    main, *others = lines
    if main is item.main and all(map(operator.is_, others, (line.main for line in item.lines))):
        return item, below
    rest = tuple(replace(line, main=own) for line, own in zip(item.lines, others, strict=True) if _says(line, own))
    return replace(item, main=main, lines=rest), below


def _all_links(lines: tuple[Inline, ...], work: Work, printed: _Links) -> _Links:
    """The links that the entry names, and those to other places that the text does not lead to."""
    if not work.places:
        return work.links
    there = {url for line in lines for url in _addresses(line)}.difference([url for url, _ in printed])
    return (*work.links, *[place for place in work.places if place[0] not in there])


def _addresses(nodes: Inline) -> Iterator[str]:
    """Where the links in a text lead."""
    for node in nodes:
        if isinstance(node, Link):
            yield node.url
        elif isinstance(node, Styled):
            yield from _addresses(node.children)


def _venue(text: str, work: Work) -> str:
    """The venue's short name, of a meeting with its year: "NeurIPS’23"; "" where the text calls the venue so.

    In brackets it stands behind the full name, where nobody looks for it. "Monatsh. Math." says no more than that does.
    """
    if not work.short or "." in work.short:
        return ""
    if work.short in text and re.search(rf"(?<!\w){re.escape(work.short)}(?!\w)", _BRACKETED.sub("", text)):
        return ""
    dated = work.kind is Kind.PAPER and work.year and not work.short[-1].isdigit()
    return f"{work.short}’{work.year[-2:]}" if dated else work.short


def _says(line: Line, own: Inline) -> bool:
    return bool(own or line.side or line.lines)


def _without_links(lines: tuple[Inline, ...], labels: dict[str, str]) -> tuple[tuple[Inline, ...], _Links]:
    """The lines without the run of links that a reference style prints, and those links."""
    for row, line in enumerate(lines):
        places = [
            i
            for i, node in enumerate(line)
            if isinstance(node, Link) and node.url in labels and _words(node) == labels[node.url]
        ]
        if places:
            links = tuple([(node.url, labels[node.url]) for i in places if isinstance(node := line[i], Link)])
            rest = _joined(line[: places[0]], line[places[-1] + 1 :])
            return (*lines[:row], rest, *lines[row + 1 :]), links
    return lines, ()


def _words(node: Node) -> str:
    return spaced((node,))


def _joined(before: Inline, after: Inline) -> Inline:
    """What stood around a run of links, without its brackets and what joined it: `…’22, [` and `].` -> `…’22.`."""
    *start, last = before or ("",)
    first, *end = after or ("",)
    if isinstance(last, str):
        shorter = last.rstrip(_BEFORE)
        if isinstance(first, str) and "[" in last[len(shorter) :]:
            first = first.removeprefix(_AFTER)
        last = shorter
    if isinstance(first, str) and first.startswith(".") and plain((last,))[-1:] in (".", ""):
        first = first[1:]
    return tuple(node for node in (*start, last, first, *end) if node)


def _without_award(lines: tuple[Inline, ...], award: str) -> tuple[tuple[Inline, ...], str]:
    """The lines without `(Best Paper)`, and it; one that stands otherwise stays where it is."""
    for row, line in enumerate(lines):
        for i, node in enumerate(line):
            before, after = line[i - 1] if i else "", line[i + 1] if i + 1 < len(line) else ""
            if isinstance(node, str):
                start, bracketed, end = node.replace("\u00a0", " ").partition(f"({award})")
                pieces = (node[: len(start)].rstrip(" \u00a0"), node[len(node) - len(end) :]) if bracketed else None
                kept = (*line[:i], *pieces, *line[i + 1 :]) if pieces else None
            elif isinstance(before, str) and before.endswith("(") and isinstance(after, str) and after[:1] == ")":
                around = before[:-1].rstrip(" \u00a0"), after[1:]
                kept = (*line[: i - 1], *around, *line[i + 2 :]) if _words(node) == award else None
            else:
                kept = None
            if kept is not None:
                return (*lines[:row], tuple(filter(None, kept)), *lines[row + 1 :]), award
    return lines, ""


def below(page: Document, *, fragment: bool) -> tuple[Document, dict[str, Below]]:
    """The page whose papers are parted, and what is shown below each that has something, by its id."""
    found: dict[str, Below] = {}

    def without(item: Item) -> Item:
        made, own = parted(item, item.work, fragment=fragment) if item.work else (item, None)
        if own:
            found[item.anchor] = own
        return made

    sections = changed(page.sections, without)
    return (replace(page, sections=sections), found) if found else (page, found)
