"""Bibliographies -> References. Of a .bib a simple entry is read at once, others that are well formed by pybtex.

What is broken there is repaired. RIS and CSL-JSON become the same raw entries, and all go one way from there.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from cvgen.model.errors import Problems
from cvgen.model.reference import Reference
from cvgen.read.bib import inheritance, simple_entry, spelling, splitting, to_reference
from cvgen.read.bib.raw_entry import Entry, Macros, Report, months_and
from cvgen.read.bib.simple_entry import Parsed
from cvgen.read.bib.splitting import Chunk
from cvgen.read.bib.vocabulary import NOT_PAPERS

# pybtex looks for each sign up to the end of the text: what is longer than this is read here.
_LONG = 200_000


def references(
    file: str, text: str, problems: Problems, macros: Mapping[str, str] | None = None
) -> tuple[Reference, ...]:
    """Every paper in the text of one .bib; `macros` are @strings from elsewhere."""
    return library([(file, text)], problems, macros, named=False)


def library(
    files: Iterable[tuple[str, str]],
    problems: Problems,
    macros: Mapping[str, str] | None = None,
    *,
    named: bool = True,
) -> tuple[Reference, ...]:
    """Every paper in several files, which share their @strings, their keys and their crossrefs.

    Files are `named` after what they hold: a .ris holds RIS, a .json CSL-JSON, all others BibTeX.
    """
    texts = [(file, _clean(text)) for file, text in files]
    reports = {file: Report(file, problems) for file, _ in texts}
    chunks = {file: list(splitting.chunks(text)) for file, text in texts if not (named and _other(file))}
    defined = months_and(macros or {})
    for file, pieces in chunks.items():
        _define(pieces, Macros(defined, reports[file]))
    raw: list[Entry] = []
    for file, text in texts:
        if named and (reader := _other(file)):
            raw.extend(_keyed(reader(file, text, reports[file])))
        else:
            raw.extend(_entries(chunks[file], Macros(defined, reports[file])))
    if preambles := [each.text for pieces in chunks.values() for each in pieces if each.type == "preamble"]:
        from cvgen.read.bib import tex_macros

        tex_macros.expanded(raw, preambles)
    for entry in raw:
        if not entry.key:
            inheritance.keyed(entry, reports[entry.file])
    raw = inheritance.distinct(raw, reports)
    inheritance.inherited(raw, reports)
    inheritance.related(raw)
    spelling.unrelated(raw, reports)
    papers = (entry for entry in raw if entry.type not in NOT_PAPERS)
    return tuple(to_reference.reference(entry, reports[entry.file]) for entry in papers)


def _other(file: str) -> Callable[[str, str, Report], Iterator[Entry]] | None:
    """What reads a file that is no BibTeX, by its name."""
    ending = file.lower().rpartition(".")[2]
    if ending == "ris":
        from cvgen.read.bib import ris

        return ris.entries
    if ending in ("json", "csljson"):
        from cvgen.read.bib import csl_json

        return csl_json.entries
    return None


def _keyed(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, each with a key: in these formats it is no mistake to have none."""
    for entry in entries:
        if not entry.key:
            inheritance.keyed(entry, Report(entry.file, Problems()))
        yield entry


def macros(text: str) -> dict[str, str]:
    """What the @strings of a text define, for other files: {"icml": "International Conference …"}."""
    defined = months_and({})
    before = dict(defined)
    _define(list(splitting.chunks(_clean(text))), Macros(defined, Report("", Problems())))
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
    end = splitting.balanced(chunk.text, opening + 1) if opening >= 0 else 0
    if end and splitting.inside(chunk.text[opening:end], chunk.line):
        report.problems.note("commented-entry", "an entry inside @comment is left out", report.at(chunk.line))
    return end or (chunk.text + "\n").index("\n")


def _behind(chunk: Chunk, end: int, report: Report) -> list[Chunk]:
    """What stands between an entry and the next line that begins one: usually nothing, sometimes another entry."""
    rest = chunk.text[end:]
    if not rest or rest.isspace():
        return []
    line = chunk.line + chunk.text.count("\n", 0, end)
    below = splitting.commented_entry(rest)
    if below >= 0:
        report.problems.note("commented-entry", "an entry behind % is left out", report.at(line + below))
    return splitting.inside(rest, line)


def _parsed(chunk: Chunk, macros: Macros) -> tuple[Entry, int]:
    """The entry, and where in the chunk it ends: read if it is well formed, else repaired."""
    found = _well_formed(chunk, macros) if len(chunk.text) <= _LONG else None
    if found is None:
        from cvgen.read.bib import broken_entry

        return broken_entry.entry(chunk, macros)
    for word, line in found.words:
        macros.value(word, line)
    return found.entry, found.end


def _well_formed(chunk: Chunk, macros: Macros) -> Parsed | None:
    """The chunk's entry, unless a mistake ends it before the last of its fields."""
    found = simple_entry.parsed(chunk, macros)
    if found is None:
        from cvgen.read.bib import pybtex_entry

        found = pybtex_entry.parsed(chunk, macros)
    rest = chunk.text[found.end :] if found else ""
    return None if rest and not rest.isspace() and splitting.goes_on(rest[:2000]) else found
