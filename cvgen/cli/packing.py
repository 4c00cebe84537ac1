"""cvgen pack: a folder or a zip with everything that an office wants of a person, measured by the office's rules."""

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli.common import AS_OF, OUT, OVERWRITE, STRICT, counted, found, offering, reporting, say
from cvgen.cli.proposing import earlier, workbook
from cvgen.model.clock import today
from cvgen.model.errors import Problems

if TYPE_CHECKING:
    from cvgen.model.dates import Date

# The first day that a zip can tell: its files have no other, so that the same pack is the same zip.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@click.command()
@click.argument("target", shell_complete=offering("pack"))
@click.argument("file", shell_complete=offering("file"))
@click.option("--template", type=click.Path(path_type=Path), help="NSF's form as you downloaded it; a copy is filled.")
@click.option("--previous", type=click.Path(path_type=Path), help="An earlier list of collaborators.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="A folder, or a file.zip; out/NAME-TARGET if not said."
)
@AS_OF
@STRICT
@OVERWRITE
def pack(
    target: str, file: str, template: Path | None, previous: Path | None, output: Path | None,
    as_of: "Date | None", strict: bool, overwrite: bool,
) -> None:  # fmt: skip
    """Make everything that can be made for a proposal: documents, products, lists, and what is left to do.

    TARGET is nsf, nih, doe, erc, dfg, tenure, or a file of yours in packs/. The manifest names every file, its checksum
    and what it was made from; to-do.txt says what only you can do. Nothing is sent, certified or signed.
    """
    from cvgen import loading
    from cvgen.proposals import packs

    with reporting(strict=strict) as problems:
        path = found(file, problems)
        loaded = loading.cv_file(path, problems)
        problems.checkpoint()
        form = workbook(template, problems) if template else None
        goal = output or OUT / f"{path.stem}-{target}"
        folder = goal.with_suffix("") if goal.suffix == ".zip" else goal
        asked = packs.Asked(target, as_of or today(), folder, form, earlier(previous, problems))
        files = packs.made(loaded, asked, problems)
        problems.checkpoint(strict=strict)
        written = _zipped(goal, files) if goal.suffix == ".zip" else {goal / name: made for name, made in files.items()}
        _write(goal, written, problems, overwrite=overwrite)
        say("\n".join(map(str, written)))
        left = files[packs.TO_DO].decode().count("\n- ")
        say(f"{counted(left, 'thing')} to do by hand: {packs.TO_DO}")


def _zipped(goal: Path, files: dict[str, bytes]) -> dict[Path, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return {goal: out.getvalue()}


def _write(goal: Path, files: dict[Path, bytes], problems: Problems, *, overwrite: bool) -> None:
    from cvgen import output as disk

    if goal not in files:
        disk.is_place(goal, problems)
    disk.stay_inside(goal if goal not in files else goal.parent, files, problems)
    problems.checkpoint()
    for path in files:
        disk.may_go(path, problems, overwrite=overwrite)
    problems.checkpoint()
    for path, content in files.items():
        disk.write(path, content, problems, overwrite=overwrite)
    problems.checkpoint()
