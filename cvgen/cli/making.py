"""cvgen pdf, html, md: one document in one format."""

from typing import Any

import click

from cvgen.cli.common import MAKING, found, reporting, target, today
from cvgen.errors import CvgenError, Level


def make(form: str, file: str, **asked: Any) -> None:
    """Make one document in one format and say where it is."""
    from cvgen import output, pipeline
    from cvgen.recipe import Format

    with reporting(strict=asked["strict"]) as problems:
        path = found(file, problems)
        loaded = pipeline.load(path, problems)
        order = pipeline.Order(Format(form), asked["document"], asked["as_of"], today(), asked["style"])
        name, _ = pipeline.recipe(loaded, order, problems)
        document = pipeline.document(loaded, order, problems)
        problems.checkpoint()
        content = pipeline.render(document, order.format, loaded.theme, problems, pipeline.root(path))
        problems.checkpoint()
        if asked["strict"] and any(p.level is Level.WARNING for p in problems.items):
            raise CvgenError
        goal = asked["output"] or target(path, name, pipeline.first(loaded), form)
        if output.write(goal, content, problems, overwrite=asked["overwrite"]):
            click.echo(goal)


@click.command()
@MAKING
def pdf(file: str, **asked: Any) -> None:
    """Make a document as PDF: tagged, with its fonts embedded."""
    make("pdf", file, **asked)


@click.command()
@MAKING
def html(file: str, **asked: Any) -> None:
    """Make a document as one HTML page that stands alone."""
    make("html", file, **asked)


@click.command()
@MAKING
def md(file: str, **asked: Any) -> None:
    """Make a document as GitHub-flavoured Markdown."""
    make("md", file, **asked)
