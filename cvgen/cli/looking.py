"""cvgen check and explain: what is wrong, and why it is so; nothing is written."""

from pathlib import Path
from typing import Any

import click

from cvgen.cli.common import AS_OF, DATA, STRICT, counted, found, reporting, today
from cvgen.errors import CvgenError, Level, Problem, Problems


@click.command()
@click.argument("files", nargs=-1)
@click.option("--quiet", "-q", is_flag=True, help="Errors and warnings only, no notes.")
@AS_OF
@STRICT
def check(files: tuple[str, ...], **asked: Any) -> None:
    """Report every problem of the files, or of all files in data/, at once."""
    from cvgen.read import project

    with reporting(strict=asked["strict"], notes=not asked["quiet"]) as problems:
        for path in [found(name, problems) for name in files] or project.cv_files(DATA):
            problems.add(_checked(path, asked).items)
        levels = [p.level for p in problems.items]
        click.echo(", ".join(counted(levels.count(level), level.value) for level in Level))


def _checked(path: Path, asked: dict[str, Any]) -> Problems:
    """The problems of one file: of its sources, and of each of its documents in each format."""
    from cvgen import check as rules
    from cvgen import outcome, pipeline

    problems = Problems()
    try:
        loaded = pipeline.load(path, problems)
        rules.identities(loaded.publications, problems)
        rules.roster(loaded.roster, problems)
        keys = frozenset(key for p in loaded.publications for key in (p.key, *p.reference.aliases))
        rules.records(loaded.records, loaded.roster, keys, problems)
        for name, recipe in loaded.recipes.items():
            for form in recipe.formats:
                outcome.checked(loaded, pipeline.Order(form, name, asked["as_of"], today()), problems)
    except CvgenError as error:
        problems.add(each for each in error.args if isinstance(each, Problem))
    return problems


@click.command()
@click.argument("file")
@click.argument("key")
@click.option("--document", "-d", default="", help="Which of the file's documents; the first if not said.")
@AS_OF
def explain(file: str, key: str, document: str, as_of: Any) -> None:
    """Say for each author of a paper who it is, on what evidence, and which rule gave which mark."""
    from cvgen import explain as words
    from cvgen import pipeline
    from cvgen.choices import Format

    with reporting() as problems:
        loaded = pipeline.load(found(file, problems), problems)
        order = pipeline.Order(Format.HTML, document, as_of, today())
        marked, name = pipeline.explained(loaded, order, key, problems)
        click.echo("\n".join(words.lines(marked, name)))
