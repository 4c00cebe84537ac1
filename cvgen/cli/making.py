"""cvgen pdf, html, md …: one document in one format; a command for each format that there is."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli.common import DATA, EVERY, MAKING, OUT, found, reporting, today
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.formats import FORMATS, Format

if TYPE_CHECKING:
    from cvgen.load import Loaded


_FRAGMENT = click.option(
    "--fragment", is_flag=True, help="A part for another page, as out/NAME.fragment.html: no <html> around it."
)


def command(form: Format) -> click.Command:
    """The command that makes one document in this format, with what belongs to it, and says where it is."""

    def make(file: str, **asked: Any) -> None:
        with _uncollected():
            _made(form, file, asked)

    decorated = MAKING(_FRAGMENT(make) if form.fragments else make)
    return click.command(form.name, help=form.help)(decorated)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage is collected meanwhile: a single document leaves too little to look for."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _made(form: Format, file: str, asked: dict[str, Any]) -> None:
    from cvgen import load, outcome, output, pipeline

    with reporting(strict=asked["strict"]) as problems:
        loaded = load.trusting(_loaded(file, asked, problems), trusted=asked["trust_templates"])
        request = pipeline.Request(
            form,
            asked["document"],
            asked["as_of"],
            today(),
            asked["style"],
            fragment=asked.get("fragment", False),
        )
        name, _ = pipeline.recipe(loaded, request, problems)
        ending = f"fragment.{form}" if request.fragment else form.name
        other = "" if name == pipeline.first(loaded) else name
        goal = asked["output"] or output.goal(OUT, loaded.path, other, ending)
        if (said := goal.suffix[1:].lower()) != form.name and said in FORMATS:
            hint = f"cvgen {said} makes one that ends in .{said}"
            problems.error("other-command", f"{goal} would hold {form}", None, hint)
            raise CvgenError
        made = outcome.made(loaded, request, goal, problems)
        problems.checkpoint(strict=asked["strict"])
        output.stay_inside(goal.parent, [path for path, _ in made], problems)
        problems.checkpoint()
        for path, content in made:
            output.write(path, content, problems, overwrite=asked["overwrite"])
        problems.checkpoint()
        click.echo(goal)


def _loaded(file: str, asked: dict[str, Any], problems: Problems) -> "Loaded":
    """The file that is meant: a .bib alone, a file as named, or the group's."""
    from cvgen import load

    if file.lower().endswith((".bib", ".bibtex")):
        return _bibliography(found(file, problems), asked, problems)
    group = asked["group"]
    if asked["owner"]:
        problems.error("owner-of-bib", "--owner is for a .bib alone", None, "a YAML file says `person: ID`")
        raise CvgenError
    if not group and not file:
        problems.error("no-file", "no file is named", None, "name one, such as liu.yaml, or say --group")
        raise CvgenError
    if not group:
        return load.cv_file(found(file, problems), problems)
    name = file if group == EVERY else group
    if name:
        return load.cv_file(found(name, problems), problems)
    groups = load.group_files(DATA)
    if len(groups) > 1:
        hint = f"say --group {' or --group '.join(path.stem for path in groups)}"
        problems.error("which-group", "there are several groups in data/", None, hint)
        raise CvgenError
    return load.cv_file(groups[0], problems) if groups else load.everybody(DATA, problems)


def _bibliography(path: Path, asked: dict[str, Any], problems: Problems) -> "Loaded":
    from cvgen import load
    from cvgen.model.choices import Grouping

    return load.bibliography(path, asked["owner"], Grouping(asked["group_by"]), problems)
