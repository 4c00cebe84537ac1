"""cvgen coa: the list of collaborators that a proposal needs, in the office's form."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli.common import AS_OF, OUT, OVERWRITE, STRICT, counted, found, offering, reporting, say
from cvgen.model.clock import today
from cvgen.model.errors import CvgenError, Position, Problems

if TYPE_CHECKING:
    from cvgen.model.dates import Date
    from cvgen.proposals.coa_workbook import Workbook
    from cvgen.proposals.collaborators import Previous, Row


@click.command()
@click.argument("file", shell_complete=offering("file"))
@click.option("--template", type=click.Path(path_type=Path), help="NSF's form as you downloaded it; a copy is filled.")
@click.option("--previous", type=click.Path(path_type=Path), help="An earlier list, for affiliations and changes.")
@click.option("--format", "form", type=click.Choice(["nsf", "doe"]), default="nsf", help="Whose columns.")
@click.option("--to-roster", is_flag=True, help="Print, for people.yaml, everybody whose affiliation is missing.")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=OUT, help="The folder; out if not said.")
@AS_OF
@STRICT
@OVERWRITE
def coa(
    file: str, template: Path | None, previous: Path | None, form: str, to_roster: bool, output: Path,
    as_of: "Date | None", strict: bool, overwrite: bool,
) -> None:  # fmt: skip
    """List everybody whom a proposal to NSF or DOE must name, in their form, each with the reason.

    Writes NAME-coa.md, a report to check the list by, and the filled form, or a table for each part of it to paste.
    """
    from cvgen import loading
    from cvgen import output as disk
    from cvgen.proposals import coa_report, collaborators

    with reporting(strict=strict) as problems:
        path = found(file, problems)
        loaded = loading.cv_file(path, problems)
        problems.checkpoint()
        day = as_of or today()
        before = earlier(previous, problems)
        rows = collaborators.rows(loaded, day, before, problems)
        if to_roster:
            say(coa_report.to_roster(rows, loaded.registry.by_id), nl=False)
            return
        made = {f"{path.stem}-coa.md": coa_report.report(rows, before, day).encode()}
        made |= _doe(path.stem, rows) if form == "doe" else _nsf(path.stem, rows, template, day, problems)
        problems.checkpoint(strict=strict)
        for name, content in made.items():
            disk.write(output / name, content, problems, overwrite=overwrite)
        problems.checkpoint()
        say("\n".join(str(output / name) for name in made))
        listed = [row for row in rows if row.table == 4]
        without = sum(not row.affiliation for row in listed)
        say(f"{counted(len(listed), 'collaborator')}, {without} without an affiliation")


def earlier(path: Path | None, problems: Problems) -> "Previous":
    """The rows of an earlier list; none where none is named."""
    from cvgen.proposals.collaborators import Previous

    if path is None:
        return Previous()
    from cvgen.proposals import coa_workbook

    return coa_workbook.previous(workbook(path, problems), problems)


def _nsf(
    stem: str, rows: "tuple[Row, ...]", template: Path | None, day: "Date", problems: Problems
) -> dict[str, bytes]:
    if template is None:
        from cvgen.proposals import coa_report

        return {f"{stem}-coa-{number}.tsv": coa_report.table(rows, number).encode() for number in coa_report.TITLES}
    from cvgen.proposals import coa_workbook

    return {f"{stem}-coa.xlsx": coa_workbook.filled(workbook(template, problems), rows, day, problems)}


def _doe(stem: str, rows: "tuple[Row, ...]") -> dict[str, bytes]:
    from cvgen.proposals import coa_report

    own = next(row for row in rows if row.table == 1)
    return {f"{stem}-coa-doe.tsv": coa_report.doe(rows, own).encode()}


def workbook(path: Path, problems: Problems) -> "Workbook":
    """A workbook as it is on disk; CvgenError where it cannot be read."""
    from cvgen.proposals.coa_workbook import Workbook

    try:
        return Workbook(path, path.read_bytes())
    except OSError as error:
        message = f"this cannot be read: {error.strerror}"
        problems.error("unreadable-file", message, Position(str(path)), "name the workbook")
        raise CvgenError from None
