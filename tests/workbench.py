"""A made-up project in a folder, what cvgen makes of it, and records in few words: for tests."""

import contextlib
import inspect
import re
import sys
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cvgen import identify, loading, pipeline
from cvgen.identify import Publication
from cvgen.model import dates, formats, names
from cvgen.model.dates import Date
from cvgen.model.document import Document, Item, Line, Section, flat, items
from cvgen.model.errors import Problems
from cvgen.model.facts import Person, Records, Relation, Roster
from cvgen.model.formats import FORMATS, Format, Medium
from cvgen.model.reference import Reference, Sources, Writer
from cvgen.model.text import AuthorName, Break, Fact, Icon, Inline, Link, Mention, Style, Styled, Written, plain
from cvgen.render.context import Context
from cvgen.theme import Resource

PEOPLE = """\
groups: [{id: lamp-lab, name: Lamp Lab}]
people:
  - id: ada
    name: Example, Ada
    url: https://example.org/ada
    email: ada@example.org
    metrics: {citations: {value: 1234, as_of: 2025-03-01, source: Example Index}}
    relations: [{as: member, of: lamp-lab}]
  - id: wen
    name: Sample, Wen
    relations:
      - {as: student, of: ada, start_date: 2021-09, end_date: 2024-06}
      - {as: member, of: lamp-lab, start_date: 2021-09, end_date: 2024-06}
  - {id: wei, name: "Sample, Wei"}
"""
PAPERS = """\
@article{lanterns,
  title = {How Bright Is a Lantern?},
  author = {Sample, Wen and Roe, Jane and Example, Ada},
  author+an = {1=equal; 2=equal},
  journal = {Journal of Lamps}, year = {2023}, volume = {12}, pages = {1--9}, keywords = {light}
}
@inproceedings{shadows,
  title = {Counting Shadows},
  author = {Example, Ada and Sample, Wei},
  venueid = {comum}, year = {2024}, month = jul, award = {Best Paper}, keywords = {dark}
}
@inproceedings{mirrors,
  title = {Mirrors},
  author = {Roe, Jane and Example, Ada},
  venueid = {comum}, year = {2021}, keywords = {light}
}
"""
RECORDS = """\
venues:
  - {id: comum, short: CoMUM, full: Conference on Made-Up Methods, editions: {2021: 7, 2024: 10}}
awards:
  - {id: best-2024, name: Best Paper Award, venue: comum, dates: 2024, to: ada}
  - {id: lamp-2020, name: Lamp Prize, dates: 2020-05, to: wen}
talks:
  - {id: light-talk, title: Light Without Lamps, event: Lamp Colloquium, date: 2025-03, speakers: ada}
"""
FILE = """\
person: ada
bibliography: publications.bib
cv:
  sections:
    Publications:
      publications: [{select: [lanterns, shadows, mirrors]}]
documents:
  cv:
    as_of: 2025-06
    marks:
      owner: bold
      student: {symbol: †, legend: students of mine}
      equal: {symbol: "*", legend: equal contribution}
"""


# Click 8.1 has to be told that errors go elsewhere than what was asked for.
_APART: Any = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    """A project's folder."""

    folder: Path

    def write(self, name: str, text: str) -> "Desk":
        """Put a file there: desk.write("data/ada.yaml", …)."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return self

    def change(self, name: str, old: str, new: str) -> "Desk":
        """Replace some words of a file, which must be there."""
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        return self.write(name, text.replace(old, new))

    def read(self, name: str) -> str:
        """The text of a file, with spaces of one kind."""
        return spaced((self.folder / name).read_text(encoding="utf-8"))

    def files(self, under: str = "out") -> list[str]:
        """The files in a folder, hidden ones left out."""
        top = self.folder / under
        found = (path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file())
        return sorted(name for name in found if not name.startswith(".") and "/." not in name)

    def run(self, *words: str, env: dict[str, str] | None = None) -> Ran:
        """A command in this folder; what it raises, it raises here."""
        from cvgen import cli

        with contextlib.chdir(self.folder):
            result = CliRunner(**_APART).invoke(cli.main, words, env=env, prog_name="cvgen")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    def document(self, name: str = "", form: formats.Format = formats.HTML, file: str = "data/ada.yaml") -> Document:
        """A document, arranged; its errors fail the test."""
        problems = Problems()
        with contextlib.chdir(self.folder):
            loaded = loading.cv_file(Path(file), problems)
            made = pipeline.document(loaded, pipeline.Request(form, name, today=Date(2025, 6, 15)), problems)
        assert not problems.errors, "\n".join(map(str, problems.errors))
        return made

    def messages(self, *words: str) -> list[str]:
        """The first lines of what `cvgen check` says, or another command."""
        ran = self.run(*(words or ("check", "--quiet")))
        return [line for line in ran.err.splitlines() if not line.startswith("  hint")]


def project(folder: Path, **files: str) -> Desk:
    """The made-up project, with some of its files in other words: project(tmp_path, people="…")."""
    texts = {"people": PEOPLE, "publications": PAPERS, "records": RECORDS, "ada": FILE} | files
    desk = Desk(folder)
    for name, text in texts.items():
        desk.write(f"data/{name}.{'bib' if name == 'publications' else 'yaml'}", text)
    return desk


def said(*runs: Inline | Written) -> str:
    """Inline text in words, with bold in **, emphasis in * and marks behind ^: "**A. Example**^†,*"."""
    return spaced("\n".join("".join(_said(node) for node in nodes) for nodes in runs))


def spaced(text: str) -> str:
    """The text with spaces of one kind; where lines may not end is asked in test_typography.py."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


_SIGNS = {Style.STRONG: "**", Style.EMPH: "*"}


def _said(node: object) -> str:
    match node:
        case Styled(style, children):
            return f"{_SIGNS.get(style, '')}{said(children)}{_SIGNS.get(style, '')}"
        case Link(_, children) | Mention(_, children):
            return said(children)
        case AuthorName():
            sign = "".join(_SIGNS.get(style, "_") for style in node.emphasis)
            symbols = node.separator.join(symbol.glyph for symbol in node.symbols)
            return f"{sign}{node.name}{sign[::-1]}" + (f"^{symbols}" if symbols else "")
        case Icon():
            return node.alternative
        case Break():
            return "/"
        case Fact(path):
            return f"{{{path}}}"
    return str(node)


def lines(part: Document | Section) -> list[str]:
    """Everything below the header, a line each: "# Title", "1. main | side", "- line"."""
    return list(_lines(part.sections, 1) if isinstance(part, Document) else _lines((part,), 1))


def _lines(sections: Iterable[Section], depth: int) -> Iterator[str]:
    for section in sections:
        yield f"{'#' * depth} {said(section.title)}"
        yield from (f"{'- ' * line.bullet}{said(line.main)}" for line in flat(section.intro))
        for listing in section.listings:
            for item in listing.items:
                yield from _item(item)
        yield from _lines(section.sections, depth + 1)
        yield from (f"{'- ' * line.bullet}{said(line.main)}" for line in flat(section.outro))


def _item(item: Item) -> Iterator[str]:
    yield " ".join(filter(None, (said(item.label), said(item.main)))) + _side(item.side)
    yield from _inner(item.lines, "")


def _inner(all_lines: Iterable[Line], inset: str) -> Iterator[str]:
    for line in all_lines:
        sign = (f"{line.number}. " if line.number else "- ") if line.bullet else "  "
        yield inset + sign + said(line.main) + _side(line.side)
        yield from _inner(line.lines, f"{inset}  ")


def _side(nodes: Inline) -> str:
    return f" | {said(nodes)}" if nodes else ""


def day(text: str) -> Date:
    """A date that is one: day("2024-08")."""
    date = dates.parse(text)
    assert date is not None
    return date


def person(id: str, name: str, *relations: Relation, **fields: str) -> Person:  # noqa: A002 - as in people.yaml
    """Somebody on the roster: person("wen", "Sample, Wen", relation("student", "ada", "2021-09"))."""
    aliases = tuple(names.parse(alias) for alias in filter(None, fields.pop("aliases", "").split(";")))
    return Person(id, names.parse(name), relations=relations, aliases=aliases, **fields)


def relation(kind: str, of: str, start: str = "", end: str = "") -> Relation:
    """A relation; "" is an open end."""
    return Relation(kind, of, dates.parse(start), dates.parse(end))


_WRITER = re.compile(r"(?P<name>[^\[<#]+)(?:\[(?P<roles>.*?)\])?(?:<(?P<id>.*?)>)?(?:#(?P<orcid>.*))?")


def writer(text: str) -> Writer:
    """A name with its annotations: "Sample, W. [equal] <wen>", "Sample, W. #0000-…"."""
    found = _WRITER.fullmatch(text)
    assert found
    roles = tuple(filter(None, (found["roles"] or "").split()))
    return Writer(names.parse(found["name"]), roles, found["id"] or "", found["orcid"] or "")


def paper(*authors: str, date: str = "", key: str = "paper", **fields: object) -> Reference:
    """A paper by these authors: paper("Example, Ada", "Sample, W. <wen>", date="2024")."""
    every = {"type": "article", "title": ("Title",), **fields}
    return Reference(key, authors=tuple(map(writer, authors)), date=dates.parse(date), **every)  # type: ignore[arg-type]


def identified(reference: Reference, *people: Person, problems: Problems | None = None) -> Publication:
    """The paper with its authors held against these people."""
    source = Sources(Roster(people=people), Records(), (reference,))
    return identify.publications(source, problems if problems is not None else Problems())[0]


def toy_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that nobody has heard of, "toy": a line for each paper, with a template of the user's in front."""

    def text(document: Document, context: Context) -> str:
        head = context.theme.source(Resource.TEMPLATE, "toy/head.toy")
        return head + "\n".join(plain(item.main) for item in items(document.sections))

    module = types.ModuleType("toy_format")
    module.__dict__.update(text=text, render=lambda *given: text(*given).encode())
    monkeypatch.setitem(sys.modules, "toy_format", module)
    toy = Format("toy", "Make a toy of a document.", "text/toy", Medium.TEXT, "toy", "toy_format")
    monkeypatch.setitem(FORMATS, "toy", toy)
