"""cvgen build: every document of every file in data/, in its formats."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli.common import AS_OF, DATA, OUT, OVERWRITE, STRICT, found, reporting, target, today
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
            failed = len({p for p in problems.errors})
            click.echo(f"{len(written)} files written" + (f", {failed} errors" if failed else ""))


def _file(path: Path, asked: dict[str, Any], problems: Problems) -> list[Path]:
    """Make the documents of one file; what fails does not stop the others."""
    from cvgen import pipeline

    own = Problems()
    written: list[Path] = []
    try:
        loaded = pipeline.load(path, own)
        for name, recipe in loaded.recipes.items():
            for form in recipe.formats:
                order = pipeline.Order(form, name, asked["as_of"], today())
                written += _document(loaded, order, asked, own)
    except CvgenError as error:
        own.add(each for each in error.args if isinstance(each, Problem))
    problems.add(own.items)
    return written


def _document(loaded: "Loaded", order: "Order", asked: dict[str, Any], problems: Problems) -> list[Path]:
    from cvgen import output, pipeline

    own = Problems()
    try:
        document = pipeline.document(loaded, order, own)
        own.checkpoint()
        content = pipeline.render(document, order.format, loaded.theme, own, pipeline.root(loaded.path))
        own.checkpoint()
        goal = asked["output"] / target(loaded.path, order.document, pipeline.first(loaded), order.format).name
        if output.write(goal, content, own, overwrite=asked["overwrite"]):
            if not asked["quiet"]:
                click.echo(goal)
            return [goal]
    except CvgenError as error:
        own.add(each for each in error.args if isinstance(each, Problem))
    finally:
        problems.add(own.items)
    return []
