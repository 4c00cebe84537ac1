"""cvgen survey: what becomes of every .bib of a folder, a line a file."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli.common import counted, reporting, say
from cvgen.model.clock import today
from cvgen.model.errors import CvgenError, Position, Problems
from cvgen.model.formats import BIBTEX

if TYPE_CHECKING:
    from cvgen.survey import Row

COLUMNS = ("entries", "papers", "merged", "lost", "recovered", "TeX", "U+FFFD", "owner", "seconds")
Owners = dict[str, tuple[str, ...]]


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--owner", multiple=True, help="Whose lists they all are: NAME, or NAME=OTHER SPELLING; may be repeated.")
@click.option("--owners", "table", type=click.Path(path_type=Path), help="A YAML file: a line `papers.bib: NAME` each.")
@click.option(
    "--verbose",
    "-v",
    is_flag=True,
    help="Say for each file which problems there were, how often, and what was merged and why.",
)
def survey(folder: Path, owner: tuple[str, ...], table: Path | None, verbose: bool) -> None:
    """Compile every .bib of a folder and count: entries in, papers out, what was recovered, the owner found.

    Ends with 1 if a file cannot be compiled, or if an entry is neither printed nor merged.
    """
    with reporting() as problems:
        owners = _owners(table, problems) if table else {}
        rows = list(_rows(_bibliographies(folder, problems), owners, owner, verbose))
        say(_line(f"total, {counted(len(rows), 'file')}", _sums([numbers for _, numbers in rows])))
    if any(not fine for fine, _ in rows):
        raise SystemExit(1)


def _bibliographies(folder: Path, problems: Problems) -> list[Path]:
    """The .bib files of a folder, or one alone."""
    paths = [folder] if not folder.is_dir() else sorted(p for p in folder.rglob("*") if p.suffix in BIBTEX)
    if not paths:
        problems.error("missing-file", "there is no .bib in this folder", Position(str(folder)))
        raise CvgenError
    return paths


def _owners(table: Path, problems: Problems) -> Owners:
    """Whose each file is, by its name."""
    from cvgen.read import project
    from cvgen.read.yaml.values import Listed, Scalar

    value = project.top(table, problems)
    problems.checkpoint()
    named = value.pairs if value else ()
    listed = ((key.text, each.items if isinstance(each, Listed) else (each,)) for key, each in named)
    return {key: tuple(one.text for one in each if isinstance(one, Scalar)) for key, each in listed}


def _rows(
    paths: list[Path], owners: Owners, usual: tuple[str, ...], verbose: bool
) -> Iterator[tuple[bool, tuple[float, ...]]]:
    """Each file's line, printed as it is known: whether all is well, and its numbers."""
    from cvgen import survey as counting

    width = max(len(str(path)) for path in paths)
    say(_line("file".ljust(width), COLUMNS))
    for path in paths:
        start, own = time.perf_counter(), owners.get(path.name) or usual
        try:
            row = counting.row(path, own, today())
        except Exception as error:  # noqa: BLE001 - a survey goes on, and says which file it was
            say(f"{str(path).ljust(width)}  cannot be compiled: {_why(error)}"[:300])
            yield False, (0,) * len(COLUMNS)
            continue
        numbers = (*_numbers(row), time.perf_counter() - start)
        say(_line(str(path).ljust(width), numbers) + (_said(row) if verbose else ""))
        yield not row.lost, numbers


def _why(error: Exception) -> str:
    """What a file stumbled over: "papers.bib is a folder", else the kind of error."""
    said = [each.message for each in error.problems] if isinstance(error, CvgenError) else []
    return said[0] if said else f"{type(error).__name__} {error}"


def _numbers(row: "Row") -> tuple[int, ...]:
    return row.entries, row.papers, row.merged, row.lost, row.recovered, row.tex, row.replaced, row.owner


def _said(row: "Row") -> str:
    """Which problems a file had, and each merge with its reason: "  duplicate-field 7", "  merged 1"."""
    counts = "".join(f"\n    {code} {count}" for code, count in row.said)
    return counts + "".join(f"\n      {message}" for message in row.merges)


def _line(name: str, cells: tuple[object, ...]) -> str:
    shown = (f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells)
    return name + "".join(f" {cell:>{len(head)}}" for cell, head in zip(shown, COLUMNS, strict=True))


def _sums(rows: list[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))
