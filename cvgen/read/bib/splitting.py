"""The text of a .bib -> chunks, one for each @entry. A missing brace harms its entry, not the rest."""

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from cvgen.model.regex import lazy

# "@article{", "@article(", and "@article key, title =" whose brace was forgotten.
START = lazy(r"""@\s*+(\w[\w.:+-]*+)\s*+(?:[{(]|(?=[^\s{}()@,="]++[ \t]*+,\s*+[\w+:-]++[ \t]*=))""")
# "article{key," at a line's beginning: the @ was lost.
_FORGOTTEN = lazy(
    r"^[ \t]*(article|book|inbook|incollection|inproceedings|mastersthesis|misc|phdthesis|techreport|unpublished)"
    r"\s*\{\s*[^\s,{}]+\s*,",
    re.MULTILINE | re.IGNORECASE,
)
# What begins in the middle of a line, or of a word, is an entry if a field follows its key.
_WHOLE = lazy(r"""@\s*+\w[\w.:+-]*+\s*+[{(]\s*+[^\s{}()@,="]++\s*+,\s*+[A-Za-z][\w+:-]*+\s*+=\s*+["{\w]""")
_BRACE = lazy(r"[{}]")
_EMBEDDED = lazy(r"=\s*[{\"]+\s*$")
_COMMENTED = lazy(r"^[ \t]*+%[^\n@]*+@[ \t]*[A-Za-z]\w*[ \t]*[{(]", re.MULTILINE)
_COMMENT = lazy(r"(?<![^\s{},])%")
_PERCENT_LINE = lazy(r"^[ \t]*%.*$", re.MULTILINE)
_FIELD_LIKE = lazy(r"""\s*,?\s*[A-Za-z][\w+:-]*[ \t]*=\s*["{\w]""")


class Chunk(NamedTuple):
    """A piece of the file that begins with an @entry, up to the next one. Its type is in lower case."""

    type: str
    text: str
    line: int
    forgotten: bool = False


def chunks(text: str) -> Iterator[Chunk]:
    """Each entry that begins a line or cuts another short, and before them what hides above the first."""
    starts = list(_starts(text))
    first = starts[0][0] if starts else len(text)
    yield from inside(text[:first], 1)
    line, before = 1, 0
    ends = [start for start, _ in starts[1:]] + [len(text)]
    for (start, type_), end in zip(starts, ends, strict=False):
        line += text.count("\n", before, start)
        before = start
        yield Chunk(type_, text[start:end], line)


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Where entries begin: at a line's beginning or inside a broken one, not in a comment, not as a field's value."""
    skip, patience, opened = 0, 20, 0
    for found, line in _with_lines(text):
        at = found.start()
        if at < skip:
            continue
        middle = bool(line.strip())
        if middle and (not opened or not patience or _COMMENT.search(line) or not _WHOLE.match(text, at)):
            continue
        if _EMBEDDED.search(text, max(0, at - 80), at) and _is_value(text, found.end()):
            continue
        if opened and patience and (middle or text[max(0, at - 200) : at].rstrip()[-1:] not in ("}", ")", ",")):
            patience -= 1
            if in_field(text, opened, at):
                continue
        opened = found.end()
        type_ = found[1].lower()
        if type_ == "comment" and patience:
            skip = balanced(text, found.end())
            patience -= not skip
        yield at, type_


def _with_lines(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """What may begin an entry, and what stands before it in its line, as far as the one before it."""
    before, commented = 0, ""
    for found in START.finditer(text):
        at = found.start()
        begins = text.rfind("\n", before, at) + 1
        line = text[begins or before : at]
        commented = "%" if (commented and not begins) or _COMMENT.search(line) else ""
        yield found, f"{commented}{line}"
        before = at


def in_field(text: str, opened: int, at: int) -> bool:
    """Whether an entry that begins here is text of a field: the braces of the entry opened before it say so."""
    inside = text[opened:at]
    if 1 + inside.count("{") - inside.count("}") < 2:
        return False
    end = balanced(text, at, at + 20_000)  # of the field, whose brace is the innermost one that is open
    return bool(end) and balanced(text, end, end + 20_000) > 0


def _is_value(text: str, at: int) -> bool:
    """Whether the entry that opens here is a field's value: what closes the field follows it."""
    end = balanced(text, at, at + 5_000)
    return bool(end) and text[end : end + 200].lstrip()[:1] in ("}", '"')


def balanced(text: str, at: int, end: int = sys.maxsize) -> int:
    """The place behind the brace that closes what was opened just before; 0 if none does."""
    depth = 1
    for brace in _BRACE.finditer(text, at, end):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return 0


def inside(text: str, line: int) -> list[Chunk]:
    """The entries that begin in the middle of a line, or without their @; lines with % in front are comments."""
    starts = [found for found, line in _with_lines(text) if _counts(text, found.start(), line)] if "@" in text else []
    lost = None if starts or "{" not in text else _FORGOTTEN.search(text)
    if lost:
        at = lost.start(1)
        return [Chunk(lost[1].lower(), "@" + text[at:], line + text.count("\n", 0, at), forgotten=True)]
    out = []
    before = 0
    for found, end in zip(starts, [found.start() for found in starts[1:]] + [len(text)], strict=False):
        line += text.count("\n", before, found.start())
        before = found.start()
        out.append(Chunk(found[1].lower(), text[before:end], line))
    return out


def _counts(text: str, at: int, line: str) -> bool:
    return not _COMMENT.search(line) and (not text[at - 1 : at].isalnum() or bool(_WHOLE.match(text, at)))


def goes_on(rest: str) -> bool:
    """Whether an entry was closed too early: more fields follow."""
    commented = _COMMENTED.search(rest)
    return bool(_FIELD_LIKE.match(_PERCENT_LINE.sub("", rest[: commented.start()] if commented else rest)))


def commented_entry(rest: str) -> int:
    """How many lines below an entry was commented out; -1 if none was."""
    found = _COMMENTED.search(rest) if "%" in rest else None
    return rest.count("\n", 0, found.end()) if found else -1
