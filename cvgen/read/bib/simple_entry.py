"""An entry whose fields are all simple -> Entry, at once: nine in ten. What is not simple is for pybtex."""

from collections.abc import Iterable
from typing import NamedTuple

from cvgen.model.regex import lazy
from cvgen.read.bib.raw_entry import Entry, Field, Macros
from cvgen.read.bib.splitting import Chunk

# {…} with braces at most two deep inside, "…", a number; a word that @string defines.
_BRACED = r"\{(?:[^{}]++|\{[^{}]*+\})*+\}"
VALUE = rf"""\{{((?:[^{{}}]++|{_BRACED})*+)\}}|"([^"{{}}]*+)"|(\d+)"""
_FIELD = lazy(rf"[\s,]*([A-Za-z][\w+:-]*)\s*=\s*(?:{VALUE}|([A-Za-z]\w*+))\s*(,|(?=\}}))")
_HEAD = lazy(r"@\s*[A-Za-z][\w-]*\s*\{\s*([^\s,}]+)(?=\s*[,}])")
_END = lazy(r"[\s,]*\}")


class Parsed(NamedTuple):
    """An entry, where in its chunk it ends, and the bare words in it with their lines."""

    entry: Entry
    end: int
    words: list[tuple[str, int]]


def parsed(chunk: Chunk, macros: Macros) -> Parsed | None:
    """The chunk's entry; None if it is not simple."""
    head = _HEAD.match(chunk.text) if chunk.type not in ("string", "preamble") else None
    if not head:
        return None
    fields: list[tuple[str, str, int]] = []
    words: list[tuple[str, int]] = []
    pos, counted, line, more = head.end(), 0, chunk.line, True
    while more and (found := _FIELD.match(chunk.text, pos)):
        name, braced, quoted, number, word, comma = found.groups()
        start = found.start(1)
        line += chunk.text.count("\n", counted, start)
        value = macros.defined.get(word.lower(), word) if word else braced or quoted or number or ""
        fields.append((name, value, line))
        if word:
            words.append((word, line + chunk.text.count("\n", start, found.start(5))))
        pos, counted, more = found.end(), start, bool(comma)
    end = _END.match(chunk.text, pos)
    return Parsed(entry(chunk, macros, head[1], fields), end.end(), words) if end else None


def entry(chunk: Chunk, macros: Macros, key: str, fields: Iterable[tuple[str, str, int]]) -> Entry:
    """The entry with these fields; of two equal ones the first."""
    made = Entry(macros.report.file, chunk.type, key, chunk.line)
    for name, value, line in fields:
        lower = name.lower()
        if lower in made.fields:
            from cvgen.read.bib import broken_entry

            broken_entry.duplicate(macros, made, lower, line)
        else:
            made.fields[lower] = Field(value, line)
    return made
