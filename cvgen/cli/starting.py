"""cvgen new, schema, show: something to start from."""

import json
from pathlib import Path

import click

from cvgen.cli.common import reporting, say
from cvgen.model.errors import CvgenError, Position, Problems


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--from", "bib", type=click.Path(path_type=Path), help="A .bib to start from, which is copied as it is.")
@click.option("--owner", multiple=True, help="Whose .bib it is: NAME, or NAME=OTHER SPELLING; may be repeated.")
def new(directory: Path, bib: Path | None, owner: tuple[str, ...]) -> None:
    """Make a small folder that builds at once: an example, or what a .bib says."""
    from cvgen import gate, output

    with reporting() as problems:
        if gate.there(directory) and (not directory.is_dir() or any(directory.iterdir())):
            hint = "name a folder that is empty or not there yet"
            problems.error("not-empty", "something is there already", Position(str(directory)), hint)
            raise CvgenError
        if bool(bib) != bool(owner):
            problems.error("owner-of-bib", "--from and --owner go together", None, "--from papers.bib --owner NAME")
            raise CvgenError
        found = _imported(bib, owner, problems) if bib else _example()
        problems.checkpoint()
        for name, content in found.items():
            output.create(directory / name, content, problems)
        problems.checkpoint()
        say(f"{directory} is ready. Next:\n  cd {directory}\n  cvgen build")


def _example() -> dict[str, bytes]:
    paths = sorted(path for path in EXAMPLE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in paths}


def _imported(bib: Path, owners: tuple[str, ...], problems: Problems) -> dict[str, bytes]:
    from cvgen.start import from_bib

    if not bib.is_file():
        problems.error("missing-file", "there is no such file", Position(str(bib)))
        raise CvgenError
    if bib.suffix.lower() not in (".bib", ".bibtex"):
        hint = f"cvgen convert {bib} if it is a RenderCV file or a JSON Resume"
        problems.error("other-command", "--from takes a .bib", Position(str(bib)), hint)
        raise CvgenError
    return from_bib.files(bib, owners, problems)


EXAMPLE = Path(__file__).parent.parent / "example"


@click.command()
@click.argument("kind", type=click.Choice(["person", "people", "records", "reference", "entries"]), default="person")
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file, for editors that complete and check."""
    from cvgen.model.content import CvFile
    from cvgen.model.facts import Records, Roster
    from cvgen.model.recipe import EntryStyle, ReferenceStyle
    from cvgen.read.yaml import json_schema

    records = {
        "person": CvFile,
        "people": Roster,
        "records": Records,
        "reference": ReferenceStyle,
        "entries": EntryStyle,
    }
    say(json.dumps(json_schema.json_schema(records[kind]), indent=2, ensure_ascii=False))


@click.command()
@click.argument("kind", type=click.Choice(["template", "style", "reference", "entries"]), required=False)
@click.argument("name", required=False)
def show(kind: str | None, name: str | None) -> None:
    """List the templates and styles there are, or print one to start your own from."""
    from cvgen import theme

    with reporting():
        themes = theme.open(Path.cwd())
        if kind and name:
            say(themes.source(theme.Resource(kind), name), nl=False)
            return
        for each in [theme.Resource(kind)] if kind else list(theme.Resource):
            for known in themes.names(each):
                say(f"{each.value} {known}")
