"""*.bib -> References. The only importer of pybtex: it reads what is well formed, the rest is repaired and said."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError, TokenRequired

from cvgen.errors import Problems
from cvgen.read import bib_inherit, bib_macros, bib_reference, bib_repair, bib_split
from cvgen.read.bib_macros import Macro
from cvgen.read.bib_raw import Entry, Field, Macros, Report, joined, months_and
from cvgen.read.bib_split import Chunk
from cvgen.read.bib_words import NOT_PAPERS
from cvgen.reference import Reference

# pybtex looks for each sign up to the end of the text: what is longer than this is read here.
_LONG = 200_000
# The shapes of nine fields in ten: {…} with at most one more brace inside, "…", a number.
_SIMPLE = re.compile(
    r"""[\s,]*([A-Za-z][\w+:-]*)\s*=\s*(?:\{((?:[^{}]++|\{[^{}]*+\})*+)\}|"([^"{}]*+)"|(\d+))\s*(,|(?=[})]))"""
)
_BEHIND_KEY = re.compile(r"\s*[,})]")


def references(
    file: str, text: str, problems: Problems, macros: Mapping[str, str] | None = None
) -> tuple[Reference, ...]:
    """Every paper in the text of one .bib; `macros` are @strings from elsewhere."""
    return library([(file, text)], problems, macros)


def library(
    files: Iterable[tuple[str, str]], problems: Problems, macros: Mapping[str, str] | None = None
) -> tuple[Reference, ...]:
    """Every paper in several .bib files, which share their @strings, their keys and their crossrefs."""
    texts = [(file, _clean(text)) for file, text in files]
    reports = {file: Report(file, problems) for file, _ in texts}
    chunks = {file: list(bib_split.chunks(text)) for file, text in texts}
    defined = months_and(macros or {})
    for file, pieces in chunks.items():
        _define(pieces, Macros(defined, reports[file]))
    raw = [entry for file, pieces in chunks.items() for entry in _entries(pieces, Macros(defined, reports[file]))]
    bib_macros.expanded(raw, _commands(piece for pieces in chunks.values() for piece in pieces))
    for entry in raw:
        if not entry.key:
            bib_inherit.keyed(entry, reports[entry.file])
    raw = bib_inherit.distinct(raw, reports)
    bib_inherit.inherited(raw, reports)
    papers = (entry for entry in raw if entry.type not in NOT_PAPERS)
    return tuple(bib_reference.reference(entry, reports[entry.file]) for entry in papers)


def _commands(chunks: Iterable[Chunk]) -> dict[str, Macro]:
    """What the @preambles define."""
    found = [bib_macros.defined(chunk.text) for chunk in chunks if chunk.type == "preamble"]
    return {name: macro for each in found for name, macro in each.items()}


def macros(text: str) -> dict[str, str]:
    """What the @strings of a text define, for other files: {"icml": "International Conference …"}."""
    defined = months_and({})
    before = dict(defined)
    _define(list(bib_split.chunks(_clean(text))), Macros(defined, Report("", Problems())))
    return {name: value for name, value in defined.items() if before.get(name) != value}


def _clean(text: str) -> str:
    """One kind of line end, no byte order mark, composed letters."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.lstrip("\ufeff").replace("\x00", "")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _define(chunks: Iterable[Chunk], macros: Macros) -> None:
    """Remember every @string, also where it stands below its use."""
    for chunk in chunks:
        if chunk.type != "string":
            continue
        entry, _ = _parsed(chunk, macros)
        for name, field in entry.fields.items():
            macros.defined[name] = field.value


def _entries(chunks: Iterable[Chunk], macros: Macros) -> Iterable[Entry]:
    """The entries of all chunks, and those that hide behind another one's end."""
    for chunk in chunks:
        waiting = [chunk]
        while waiting:
            current = waiting.pop()
            if current.forgotten:
                hint = f"write @{current.text[1:30].split(',')[0]},"
                macros.report.warn("missing-at", "an entry has lost its @", current.line, hint)
            if current.type == "comment":
                end = _comment_end(current, macros.report)
            elif current.type in ("string", "preamble"):
                end = _parsed(current, Macros(macros.defined, Report("", Problems())))[1]
            else:
                entry, end = _parsed(current, macros)
                yield entry
            waiting += reversed(_behind(current, end, macros.report))


def _comment_end(chunk: Chunk, report: Report) -> int:
    opening = chunk.text.find("{")
    end = bib_split.balanced(chunk.text, opening + 1) if opening >= 0 else 0
    if end and bib_split.inside(chunk.text[opening:end], chunk.line):
        report.problems.note("commented-entry", "an entry inside @comment is left out", report.at(chunk.line))
    return end or (chunk.text + "\n").index("\n")


def _behind(chunk: Chunk, end: int, report: Report) -> list[Chunk]:
    """What stands between an entry and the next line that begins one: usually nothing, sometimes another entry."""
    rest = chunk.text[end:]
    if not rest or rest.isspace():
        return []
    line = chunk.line + chunk.text.count("\n", 0, end)
    below = bib_split.commented_entry(rest)
    if below >= 0:
        report.problems.note("commented-entry", "an entry behind % is left out", report.at(line + below))
    return bib_split.inside(rest, line)


def _parsed(chunk: Chunk, macros: Macros) -> tuple[Entry, int]:
    """The entry, and where in the chunk it ends: by pybtex if it can, else repaired."""
    if len(chunk.text) > _LONG:
        return bib_repair.entry(chunk, macros)
    parser = _Parser(chunk, macros)
    try:
        entry = parser.entry()
    except PybtexSyntaxError:
        return bib_repair.entry(chunk, macros)
    rest = chunk.text[parser.pos :]
    if rest.strip() and bib_split.goes_on(rest[:2000]):
        return bib_repair.entry(chunk, macros)
    for word, line in parser.words:
        macros.value(word, line)
    return entry, parser.pos


class _Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser on one chunk, keeping the line of each field and asking our macros."""

    def __init__(self, chunk: Chunk, macros: Macros) -> None:
        super().__init__(chunk.text)
        self.chunk, self.ours = chunk, macros
        self.lineno, self.pos = chunk.line, 1
        self.lines: list[int] = []
        self.words: list[tuple[str, int]] = []
        self.macros: dict[str, str] = {}

    def entry(self) -> Entry:
        """The whole chunk's entry; of two equal fields the first."""
        _, (key, *rest) = self.parse_command()
        fields = rest[0] if rest else []
        if self.chunk.type == "string":
            fields, self.lines = [(key, fields)], [self.chunk.line]
        elif self.chunk.type == "preamble":
            key = ""
        entry = Entry(self.ours.report.file, self.chunk.type, key or "", self.chunk.line)
        for (name, parts), line in zip(fields, self.lines, strict=True):
            name = name.lower()  # noqa: PLW2901
            if name in entry.fields:
                bib_repair.duplicate(self.ours, entry, name, line)
            else:
                entry.fields[name] = Field(joined(parts), line)
        return entry

    def parse_entry_fields(self) -> None:
        """The simple fields at once, the others as pybtex does it."""
        if not _BEHIND_KEY.match(self.text, self.pos):
            raise TokenRequired("a comma", self)
        while found := _SIMPLE.match(self.text, self.pos):
            start = found.start(1)
            self.lines.append(self.lineno + self.text.count("\n", self.pos, start))
            self.current_fields.append((found[1], (found[2] or found[3] or found[4] or "",)))
            self.pos = found.end()
            self.lineno = self.lines[-1] + self.text.count("\n", start, self.pos)
            if not found[5]:
                return
        super().parse_entry_fields()

    def parse_field(self) -> None:
        """As pybtex does it, remembering the line."""
        name = self.optional([self.NAME])
        if name:
            self.current_field_name = name.value
            self.lines.append(self.lineno)
            self.required([self.EQUALS])
            self.parse_value()

    def substitute_macro(self, name: str) -> str:
        """A bare word's text; whether it is defined is asked when the entry turns out well formed."""
        self.words.append((name, self.lineno))
        return self.ours.defined.get(name.lower(), name)
