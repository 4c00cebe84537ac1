"""cvgen export: the publications of a file -> another program's bibliography, its content -> another program's CV."""

from typing import TYPE_CHECKING, Any

import click

from cvgen.cli.common import AS_OF, OUT, OVERWRITE, STRICT, found, put, reporting, say
from cvgen.model import clock

if TYPE_CHECKING:
    from pathlib import Path

    from cvgen.model.outline import Outline

_FORMS = ("bib", "ris", "csl-json", "json-resume", "rendercv")


def _beside(outline: "Outline", root: "Path", goal: "Path") -> "Outline":
    """The outline with the path of its photo as seen from the file that is written."""
    import os
    from dataclasses import replace

    photo = outline.header.photo
    if not photo:
        return outline
    path = os.path.relpath((root / photo.path).resolve(), goal.parent.resolve())
    return replace(outline, header=replace(outline.header, photo=replace(photo, path=path.replace(os.sep, "/"))))


@click.command()
@click.argument("form", type=click.Choice(_FORMS))
@click.argument("file")
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
    from cvgen import gate, loading, pipeline
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
        papers = loaded.publications
        if form in writing.CVS:
            outline, marked = pipeline.outlined(loaded, request, problems)
            for title in writing.unsaid(form, outline):
                message = f"the text of {title} is left aside: JSON Resume has no place for it"
                problems.warn("left-aside", message, loaded.file.at)
            problems.checkpoint(strict=asked["strict"])
            if output != "-":
                outline = _beside(outline, gate.root(path), goal)
            content = writing.cv(form, outline, marked, loaded.records)
        else:
            if document:
                marked = pipeline.arrange(loaded, request, problems).marked
                papers = tuple(each.publication for each in marked.values())
            problems.checkpoint(strict=asked["strict"])
            content = writing.text(form, papers, loaded.records)
        if output == "-":
            put(content.encode())
            return
        disk.stay_inside(goal.parent, [goal], problems)
        problems.checkpoint()
        disk.write(goal, content.encode(), problems, overwrite=asked["overwrite"])
        problems.checkpoint()
        say(str(goal))
