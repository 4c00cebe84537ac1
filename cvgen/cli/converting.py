"""cvgen convert: another program's CV -> files of cvgen's own."""

from pathlib import Path

import click

from cvgen.cli.common import DATA, OUT, counted, found, reporting


@click.command()
@click.argument("file")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=DATA, help="The folder; data if not said.")
def convert(file: str, output: Path) -> None:
    """Write a RenderCV file or a JSON Resume as cvgen's own files, which build at once."""
    from cvgen import output as disk
    from cvgen.read import convert as words

    with reporting() as problems:
        texts = words.converted(found(file, problems), output, problems)
        for path in (each for each in texts if each.exists() or each.is_symlink()):
            disk.refuse(path, problems)
        problems.checkpoint()
        for path, text in texts.items():
            disk.create(path, text.encode(), problems)
        problems.checkpoint()
        click.echo("\n".join(map(str, texts)))
        cv = list(texts)[1]
        click.echo(f"{counted(len(texts), 'file')} written. Next:\n  cvgen pdf {cv}   (writes {OUT / cv.stem}.pdf)")
