"""A .bib -> what became of it: entries of the raw text, papers printed, what was recovered, what is lost."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cvgen import loading, pipeline
from cvgen.model.choices import Grouping
from cvgen.model.dates import Date
from cvgen.model.document import Section, flat, items
from cvgen.model.errors import CvgenError, Level, Problems
from cvgen.model.formats import MD
from cvgen.model.record import Record
from cvgen.model.regex import lazy
from cvgen.model.text import AuthorName, Inline, Style, plain, walk
from cvgen.pipeline import Request
from cvgen.read import files

# The raw text is counted without the reader, by the plainest rules there are.
_ENTRY = lazy(r"@\s*+([^\s@{}(),=\"#%\\]++)\s*+[{(]")
# An @ in the middle of a word is mostly an address; an entry has a key and a field.
_WORD = lazy(r"[\w.]")
_FIELD = lazy(r"\s*+[^\s,{}]++\s*+,\s*+[^\s,={}]++\s*+=")
_NO_PAPERS = frozenset(("string", "preamble", "xdata", "set", "control", "ieeetranbstctl"))
_AS_VALUE = lazy(r"=\s*[{\"]+\s*$")
_BRACE = lazy(r"[{}]")
_TEX = lazy(r"\\|[{}]|\$[^$\s][^$]*\$")
_ONE_PAPER = frozenset(("merged", "duplicate-entry"))


class Row(Record):
    """One file: counts, the problems that were said, which entries were merged and why.

    `lost` are entries that are neither printed nor merged.
    """

    file: str
    entries: int = 0
    papers: int = 0
    merged: int = 0
    recovered: int = 0
    tex: int = 0
    replaced: int = 0
    owner: int = 0
    said: tuple[tuple[str, int], ...] = ()
    merges: tuple[str, ...] = ()

    @property
    def lost(self) -> int:
        """Entries of the raw text that nobody answers for."""
        return max(0, self.entries - self.papers - self.merged)


def row(path: Path, owners: tuple[str, ...], today: Date) -> Row:
    """A file, compiled to a document as `cvgen html` would, and counted."""
    problems = Problems()
    raw = files.text(path, problems)
    if raw is None:
        raise CvgenError(*problems.errors)
    loaded = loading.bibliography(path, owners, Grouping.YEAR, problems)
    warned = Counter(each.code for each in problems.items if each.level is not Level.NOTE)
    merged = sum(warned[code] for code in _ONE_PAPER)
    page = pipeline.document(loaded, Request(MD, today=today), problems)
    lines = list(_lines(page.sections))
    text = "\n".join(map(plain, lines))
    papers = [(each.main, *(line.main for line in flat(each.lines))) for each in items(page.sections) if each.work]
    said = Counter(each.code for each in problems.items if each.level is not Level.NOTE)
    return Row(
        files.shown(path), entries(raw), len(papers), merged, warned.total() - merged,
        len(_TEX.findall(text)), text.count("\ufffd"), sum(map(_owned, papers)), tuple(said.most_common()),
        tuple(each.message for each in problems.items if each.code in _ONE_PAPER),
    )  # fmt: skip


def entries(text: str) -> int:
    """How many papers a .bib speaks of: what begins with @ and a brace, comments and quoted entries left out."""
    ends = _ends(text)
    count, skip, opened, depth, before, commented = 0, 0, 0, 0, 0, False
    for found in _ENTRY.finditer(text):
        at, kind = found.start(), found[1].lower()
        between = text[before:at]
        line = between.rpartition("\n")
        commented = "%" in line[2] or (commented and not line[1])
        depth += between.count("{") - between.count("}")
        before = at
        if at < skip or commented or _AS_VALUE.search(text, max(0, at - 80), at):
            continue
        if _WORD.match(text[at - 1 : at]) and not _FIELD.match(text, found.end()):
            continue
        if opened and depth > 0 and ends.get(opened - 1, 0) > at:
            continue
        opened = before = found.end()
        depth = 0
        if kind == "comment":
            skip = ends.get(opened - 1, 0)
        elif kind not in _NO_PAPERS:
            count += 1
    return count


def _ends(text: str) -> dict[int, int]:
    """Where each brace is closed; one that nobody closes is left out."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            waiting.append(brace.start())
        elif waiting:
            found[waiting.pop()] = brace.end()
    return found


def _lines(sections: tuple[Section, ...]) -> Iterator[Inline]:
    """Every line of a document below its header."""
    for section in sections:
        yield from (section.title, *(line.main for line in flat((*section.intro, *section.outro))))
        for item in (item for listing in section.listings for item in listing.items):
            yield from (item.label, item.main, item.side, *(line.main for line in flat(item.lines)))
        yield from _lines(section.sections)


def _owned(lines: tuple[Inline, ...]) -> bool:
    """Whether an author of the paper is bold."""
    names = (node for line in lines for node in walk(line) if isinstance(node, AuthorName))
    return any(Style.STRONG in name.emphasis for name in names)
