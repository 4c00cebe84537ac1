"""cvgen build: every document of every file in data/, in its formats; only what has changed."""

import functools
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli import progress
from cvgen.cli.common import AS_OF, DATA, OUT, OVERWRITE, STRICT, TRUST, counted, found, offering, reporting, say
from cvgen.model.clock import today
from cvgen.model.errors import CvgenError, Level, Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvgen.builds import Makers
    from cvgen.builds.options import Options, Tally
    from cvgen.builds.task import Outcomes, Task


@click.command()
@click.argument("files", nargs=-1, shell_complete=offering("file"))
@click.option("--output", "-o", type=click.Path(path_type=Path), default=OUT, help="The folder to write to.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="How many workers; as many as there are cores if not said.")
@click.option("--force", "-f", is_flag=True, help="Make everything, changed or not.")
@click.option("--scheduler", default="", help="Make the documents on a Dask cluster: tcp://HOST:PORT.")
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
@AS_OF
@STRICT
@TRUST
@OVERWRITE
def build(files: tuple[str, ...], **asked: Any) -> None:
    """Make every document of every file in data/, in all its formats."""
    from cvgen import builds as building

    started = time.time_ns()
    with reporting(strict=asked["strict"]) as problems:
        paths = sources(files, problems)
        with progress.shown(quiet=asked["quiet"]) as tell:
            callbacks = building.Callbacks(tell, _makers(asked["scheduler"]))
            tally = building.build(paths, build_options(asked, started), callbacks, problems)
        if not asked["quiet"] and paths:
            say(_summary(tally))
    if tally.failed:
        raise SystemExit(1)


def sources(files: tuple[str, ...], problems: Problems) -> list[Path]:
    """The files that are named, else all that are somebody's in data/."""
    from cvgen.read import files as reading

    paths = list(dict.fromkeys(found(name, problems) for name in files)) if files else list(reading.cv_files(DATA))
    if not paths:
        problems.error("nothing-to-build", "there is no CV in data/", None, "cvgen new DIR makes an example")
    return paths


def build_options(asked: dict[str, Any], started: int) -> "Options":
    """What was asked for."""
    from cvgen.builds.options import Options, cores

    names = ("as_of", "strict", "overwrite", "force", "trust_templates")
    said = {name: asked[name] for name in names if name in asked}
    return Options(asked["output"], today(), started, jobs=asked.get("jobs") or cores(), **said)


def _makers(scheduler: str) -> "Makers | None":
    """Who makes the documents: a cluster; None for worker processes here."""
    return functools.partial(_clustered, scheduler) if scheduler else None


def _clustered(scheduler: str, tasks: "Sequence[Task]") -> "tuple[int, Outcomes]":
    try:
        from cvgen.builds import cluster
    except ImportError as error:
        message, hint = f"--scheduler needs dask.distributed: {error}", "pip install 'cvgen[cluster]'"
        raise CvgenError(Problem("no-dask", Level.ERROR, message, None, hint)) from error
    return cluster.done(scheduler, tasks)


def _summary(tally: "Tally") -> str:
    """What was done: "nothing has changed: 153 pages are as they were", "2 written, 151 unchanged, 1 failed"."""
    if tally.written or tally.failed or tally.removed:
        return str(tally)
    return f"nothing has changed: {counted(tally.unchanged, 'page')} as before"
