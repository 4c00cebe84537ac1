"""cvgen build: every document of every file in data/, in its formats."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli.common import AS_OF, DATA, OUT, OVERWRITE, STRICT, counted, found, reporting, target, today
from cvgen.errors import CvgenError, Problem, Problems

if TYPE_CHECKING:
    from cvgen.pipeline import Loaded, Order


@click.command()
@click.argument("files", nargs=-1)
@click.option("--output", "-o", type=click.Path(path_type=Path), default=OUT, help="The folder to write to.")
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
@AS_OF
@STRICT
@OVERWRITE
def build(files: tuple[str, ...], **asked: Any) -> None:
    """Make every document of every file in data/, in all its formats."""
    from cvgen.read import project

    with reporting(strict=asked["strict"]) as problems:
        paths = [found(name, problems) for name in files] or list(project.cv_files(DATA))
        if not paths:
            problems.error("nothing-to-build", "there is no CV in data/", None, "cvgen new DIR makes an example")
        written = [name for path in paths for name in _file(path, asked, problems)]
        if not asked["quiet"]:
            failed = len(problems.errors)
            click.echo(counted(len(written), "file") + " written" + (f", {counted(failed, 'error')}" if failed else ""))


def _file(path: Path, asked: dict[str, Any], problems: Problems) -> list[Path]:
    """Make the documents of one file; what fails does not stop the others."""
    from cvgen import pipeline

    own = Problems()
    written: list[Path] = []
    try:
        loaded = pipeline.load(path, own)
        read = tuple(own.items)
        for name, recipe in loaded.recipes.items():
            for form in recipe.formats:
                order = pipeline.Order(form, name, asked["as_of"], today())
                found = Problems(dict.fromkeys(read))
                written += _document(loaded, order, asked, found)
                own.add(found.items)
    except CvgenError as error:
        own.add(each for each in error.args if isinstance(each, Problem))
    problems.add(own.items)
    return written


def _document(loaded: "Loaded", order: "Order", asked: dict[str, Any], problems: Problems) -> list[Path]:
    from cvgen import outcome, output, pipeline

    try:
        goal = asked["output"] / target(loaded.path, order.document, pipeline.first(loaded), order.format).name
        made = outcome.files(loaded, order, goal, problems)
        problems.checkpoint(strict=asked["strict"])
        for path, content in made:
            output.write(path, content, problems, overwrite=asked["overwrite"])
        problems.checkpoint()
        if not asked["quiet"]:
            click.echo(goal)
        return [path for path, _ in made]
    except CvgenError as error:
        problems.add(each for each in error.args if isinstance(each, Problem))
    return []
