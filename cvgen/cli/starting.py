"""cvgen new, schema, show: something to start from."""

import json
from pathlib import Path

import click

from cvgen.cli.common import reporting
from cvgen.errors import CvgenError, Position


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
def new(directory: Path) -> None:
    """Make a small folder with an example that builds at once."""
    with reporting() as problems:
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            hint = "name a folder that is empty or not there yet"
            problems.error("not-empty", "something is there already", Position(str(directory)), hint)
            raise CvgenError
        for source in sorted(path for path in EXAMPLE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            goal = directory / source.relative_to(EXAMPLE)
            goal.parent.mkdir(parents=True, exist_ok=True)
            goal.write_bytes(source.read_bytes())
        click.echo(f"{directory} is ready. Next:\n  cd {directory}\n  cvgen build")


EXAMPLE = Path(__file__).parent.parent / "example"


@click.command()
@click.argument("kind", type=click.Choice(["person", "people", "records", "reference", "entries"]), default="person")
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file, for editors that complete and check."""
    from cvgen.content import CvFile
    from cvgen.read import json_schema
    from cvgen.recipe import EntryStyle, ReferenceStyle
    from cvgen.source import Records, Roster

    records = {"person": CvFile, "people": Roster, "records": Records, "reference": ReferenceStyle, "entries": EntryStyle}
    click.echo(json.dumps(json_schema.json_schema(records[kind]), indent=2, ensure_ascii=False))


@click.command()
@click.argument("kind", type=click.Choice(["template", "style", "reference", "entries"]), required=False)
@click.argument("name", required=False)
def show(kind: str | None, name: str | None) -> None:
    """List the templates and styles there are, or print one to start your own from."""
    from cvgen import theme

    with reporting():
        looks = theme.open(Path.cwd())
        if kind and name:
            click.echo(looks.source(theme.Kind(kind), name), nl=False)
            return
        for each in [theme.Kind(kind)] if kind else list(theme.Kind):
            for known in looks.names(each):
                click.echo(f"{each.value} {known}")
