"""cvgen convert: another program's CV -> files of cvgen's own."""

from pathlib import Path

import click

from cvgen.cli.common import DATA, OUT, counted, found, offering, reporting, say
from cvgen.model.errors import CvgenError, Position


@click.command()
@click.argument("file", shell_complete=offering("file"))
@click.option("--output", "-o", type=click.Path(path_type=Path), default=DATA, help="The folder; data if not said.")
def convert(file: str, output: Path) -> None:
    """Write a RenderCV file or a JSON Resume as cvgen's own files, which build at once."""
    from cvgen import output as disk
    from cvgen.read import files
    from cvgen.start import convert as words

    with reporting() as problems:
        path = found(file, problems)
        if files.is_bibliography(path):
            hint = f"cvgen new DIR --from {path} --owner NAME starts from a .bib"
            problems.error("other-command", "this is a bibliography, not a CV", Position(str(path)), hint)
            raise CvgenError
        texts = words.converted(path, output, problems)
        for each in texts:
            if each.exists() or each.is_symlink():
                disk.refuse(each, problems)
        problems.checkpoint()
        for goal, text in texts.items():
            disk.create(goal, text.encode(), problems)
        problems.checkpoint()
        say("\n".join(map(str, texts)))
        cv = list(texts)[1]
        say(f"{counted(len(texts), 'file')} written. Next:\n  cvgen pdf {cv}   (writes {OUT / cv.stem}.pdf)")
