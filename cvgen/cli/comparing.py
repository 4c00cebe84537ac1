"""cvgen diff: what is new in a document, since a day, a revision, or another file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli.common import AS_OF, OUT, OVERWRITE, found, offering, reporting, say
from cvgen.model.clock import today
from cvgen.model.dates import parse
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.formats import FORMATS
from cvgen.model.record import replace

if TYPE_CHECKING:
    from cvgen.model.dates import Date
    from cvgen.model.document import Document
    from cvgen.pipeline import Request


@click.command()
@click.argument("old", shell_complete=offering("file"))
@click.argument("new", default="", shell_complete=offering("file"))
@click.option(
    "--since",
    default="",
    help="A day, a git revision, or an earlier out/: OLD as it was then is compared with OLD as it is.",
)
@click.option(
    "--format", "form", type=click.Choice([*FORMATS]), default="md", help="Of what is written; md if not said."
)
@click.option(
    "--marked", is_flag=True, help="The whole later document, what is new in it marked, not the changes alone."
)
@click.option("--document", "-d", default="", help="Which of the files' documents; the first if not said.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where to; out/NAME-changes.FORMAT if not said.")
@AS_OF
@OVERWRITE
def diff(
    old: str, new: str, since: str, form: str, marked: bool, document: str, output: Path | None,
    as_of: "Date | None", overwrite: bool,
) -> None:  # fmt: skip
    """Say what is new, gone or changed in a document: between two files, or since a day.

    What was made then serves as well: an earlier out/, or a page of it. For annual reports, and for tenure files that
    ask for what came since the last promotion.
    """
    from cvgen import loading, outcome, pipeline
    from cvgen import output as disk
    from cvgen.proposals import changes

    with reporting() as problems:
        if bool(new) == bool(since):
            problems.error(
                "what-to-compare", "name two files, or one and --since", None, "cvgen diff liu.yaml --since 2025-01-01"
            )
            raise CvgenError
        later = found(new or old, problems)
        request = pipeline.Request(FORMATS[form], document, as_of, today())
        page = _made(Path(since or old))
        if not page:
            with _earlier(old, since, problems) as path:
                before = _as_it_was(path, replace(request, as_of=parse(since) or as_of), problems)
        loaded = loading.cv_file(later, problems)
        now = pipeline.document(loaded, request, problems)
        problems.checkpoint()
        if page:
            first = pipeline.first(loaded)
            name = f"{later.stem}{'' if document in ('', first) else f'-{document}'}.html"
            page = page / name if page.is_dir() else page
            before = _as_shown(page, now, _day(page, later, document or first), problems)
        made = (changes.marked if marked else changes.report)(before, now)
        goal = output or OUT / f"{later.stem}-changes.{form}"
        content = outcome.content(
            made, loaded, replace(request, above=outcome.above(loaded.path, goal.parent)), problems
        )
        disk.write(goal, content, problems, overwrite=overwrite)
        problems.checkpoint()
        say(str(goal))


def _made(there: Path) -> Path | None:
    """A folder of what was made earlier, or one of its pages; None for what is neither."""
    return there if there.is_dir() or there.suffix == ".html" else None


def _day(page: Path, path: Path, document: str) -> str:
    """The day that a page speaks of, if the record beside it says so."""
    from cvgen.builds import manifest

    record = manifest.read(page.parent, path)
    found = record.documents.get(f"{document}.html") if record else None
    return found.day if found else ""


def _as_shown(page: Path, now: "Document", day: str, problems: Problems) -> "Document":
    """The earlier document, as its page shows it."""
    from cvgen.proposals import made_page
    from cvgen.read import files

    text = files.text(page, problems, within=())
    before = made_page.read(text, files.shown(page), problems) if text is not None else None
    if before is None:
        raise CvgenError
    return made_page.aligned(replace(before, as_of=day or before.as_of), now)


@contextmanager
def _earlier(old: str, since: str, problems: Problems) -> Iterator[Path]:
    """The earlier file: as it is, or as it was."""
    from cvgen.proposals import revisions

    path = found(old, problems)
    if not since:
        yield path
        return
    with revisions.as_it_was(path, parse(since) or since, problems) as then:
        yield then


def _as_it_was(path: Path, request: "Request", problems: Problems) -> "Document":
    """The earlier document. Its warnings were for its day; what is an error in it stops us."""
    from cvgen import loading, pipeline

    own = Problems()
    try:
        made = pipeline.document(loading.cv_file(path, own), request, own)
        own.checkpoint()
    except CvgenError as error:
        problems.add(dict.fromkeys((*own.errors, *error.problems)))
        raise
    return made
