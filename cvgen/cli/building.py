"""cvgen build: every document of every file in data/, in its formats; only what has changed."""

import functools
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli.common import AS_OF, DATA, OUT, OVERWRITE, STRICT, counted, found, reporting, today
from cvgen.errors import CvgenError, Level, Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvgen.build import Makers, Watcher
    from cvgen.build.task import Outcome, Task
    from cvgen.build.terms import Tally, Terms


@click.command()
@click.argument("files", nargs=-1)
@click.option("--output", "-o", type=click.Path(path_type=Path), default=OUT, help="The folder to write to.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="How many workers; as many as there are cores if not said.")
@click.option("--force", "-f", is_flag=True, help="Make everything, changed or not.")
@click.option("--scheduler", default="", help="Make the documents on a Dask cluster: tcp://HOST:PORT.")
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
@AS_OF
@STRICT
@OVERWRITE
def build(files: tuple[str, ...], **asked: Any) -> None:
    """Make every document of every file in data/, in all its formats."""
    from cvgen import build as building

    started = time.time_ns()
    with reporting(strict=asked["strict"]) as problems:
        paths = sources(files, problems)
        with _telling(quiet=asked["quiet"]) as tell:
            tally = building.build(paths, terms(asked, started), problems, tell, _makers(asked["scheduler"]))
        if not asked["quiet"] and paths:
            click.echo(_summary(tally))
    if tally.failed:
        raise SystemExit(1)


def sources(files: tuple[str, ...], problems: Problems) -> list[Path]:
    """The files that are named, else all that are somebody's in data/."""
    from cvgen.read import files as reading

    paths = list(dict.fromkeys(found(name, problems) for name in files)) if files else list(reading.cv_files(DATA))
    if not paths:
        problems.error("nothing-to-build", "there is no CV in data/", None, "cvgen new DIR makes an example")
    return paths


def terms(asked: dict[str, Any], started: int) -> "Terms":
    """What was asked for."""
    from cvgen.build.terms import Terms, cores

    names = ("as_of", "strict", "overwrite", "force")
    said = {name: asked[name] for name in names if name in asked}
    return Terms(asked["output"], today(), started, jobs=asked.get("jobs") or cores(), **said)


def _makers(scheduler: str) -> "Makers | None":
    """Who makes the documents: a cluster; None for worker processes here."""
    return functools.partial(_clustered, scheduler) if scheduler else None


def _clustered(scheduler: str, tasks: "Sequence[Task]") -> "tuple[int, Iterator[Outcome]]":
    try:
        from cvgen.build import cluster
    except ImportError as error:
        hint = "pip install 'cvgen[cluster]'"
        raise CvgenError(Problem("no-dask", Level.ERROR, f"--scheduler needs dask.distributed: {error}", None, hint)) from error
    return cluster.done(scheduler, tasks)


@contextmanager
def _telling(*, quiet: bool) -> "Iterator[Watcher]":
    """How progress is shown: a bar on a terminal, a line for each page elsewhere, or not at all."""
    if quiet:
        yield lambda new, done, total: None
    elif not sys.stdout.isatty():
        yield lambda new, done, total: click.echo("".join(f"{place}\n" for place in new), nl=False)
    else:
        with click.progressbar(length=1, label="building", show_eta=False) as bar:
            yield functools.partial(_advance, bar)


def _advance(bar: Any, new: list[str], done: int, total: int) -> None:  # noqa: ARG001 - the bar shows how far, not what
    bar.length = total
    bar.update(done - bar.pos)


def _summary(tally: "Tally") -> str:
    """What was done: "nothing has changed: 153 pages are as they were", "2 written, 151 unchanged, 1 failed"."""
    if tally.written or tally.failed:
        return str(tally)
    return f"nothing has changed: {counted(tally.unchanged, 'page')} as before"
