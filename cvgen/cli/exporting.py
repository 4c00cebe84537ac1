"""cvgen export: the publications of a file -> another program's bibliography, its content -> another program's CV."""

from typing import Any

import click

from cvgen.cli.common import AS_OF, OUT, OVERWRITE, STRICT, found, offering, put, reporting, say
from cvgen.model import clock

_FORMS = ("bib", "ris", "csl-json", "json-resume", "rendercv")


@click.command()
@click.argument("form", type=click.Choice(_FORMS))
@click.argument("file", shell_complete=offering("file"))
@click.option("--document", "-d", default="", help="What this document shows; all if not said.")
@click.option("--owner", multiple=True, metavar="NAME", help="Whose list it is, for a .bib alone.")
@click.option("--output", "-o", help="A file, or - for standard output; out/NAME.ENDING if not said.")
@AS_OF
@STRICT
@OVERWRITE
def export(form: str, file: str, document: str, owner: tuple[str, ...], output: str | None, **asked: Any) -> None:
    """Write the publications of a file, or its CV, for another program.

    FORM is bib (BibLaTeX), ris or csl-json for the publications, json-resume or rendercv for a CV. Authors keep their
    roles and their ids from people.yaml, each in the format's own way.
    """
    from pathlib import Path

    from cvgen import export as writing
    from cvgen import loading, outcome, pipeline
    from cvgen import output as disk
    from cvgen.model.formats import HTML
    from cvgen.read import files

    with reporting(strict=asked["strict"]) as problems:
        path = found(file, problems)
        bare = files.is_bibliography(path)
        loaded = loading.among(path, owner, problems) if bare else loading.cv_file(path, problems)
        name = f"{loaded.path.stem}{f'-{document}' if document else ''}.{writing.ending(form)}"
        goal = Path(output) if output else OUT / name
        request = pipeline.Request(HTML, document, asked["as_of"], clock.today())
        content = outcome.exported(form, loaded, request, problems, goal.parent if output != "-" else None)
        problems.checkpoint(strict=asked["strict"])
        if output == "-":
            put(content.encode())
            return
        disk.stay_inside(goal.parent, [goal], problems)
        problems.checkpoint()
        disk.write(goal, content.encode(), problems, overwrite=asked["overwrite"])
        problems.checkpoint()
        say(str(goal))
