"""cvgen new, schema, show: something to start from."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli.common import OUT, found, offering, reporting, say
from cvgen.model.clock import today
from cvgen.model.errors import CvgenError, Position, Problems
from cvgen.model.formats import BIBTEX

if TYPE_CHECKING:
    from cvgen.theme import Theme


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
        found = {".gitignore": GITIGNORE} | (_imported(bib, owner, problems) if bib else _example())
        problems.checkpoint()
        for name, content in found.items():
            output.create(directory / name, content, problems)
        problems.checkpoint()
        _written(directory, problems)
        problems.checkpoint()
        say(f"{directory} is ready. Next:\n  cd {directory}\n  cvgen build")


def _example() -> dict[str, bytes]:
    paths = sorted(path for path in EXAMPLE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in paths}


GITIGNORE = b"# what cvgen makes, and what it notes of it\n/out/\n.cvgen/\n"


def _imported(bib: Path, owners: tuple[str, ...], problems: Problems) -> dict[str, bytes]:
    from cvgen.start import from_bib

    if not bib.is_file():
        problems.error("missing-file", "there is no such file", Position(str(bib)))
        raise CvgenError
    if bib.suffix.lower() not in BIBTEX:
        hint = f"cvgen convert {bib} if it is a RenderCV file or a JSON Resume"
        problems.error("other-command", "--from takes a .bib", Position(str(bib)), hint)
        raise CvgenError
    return from_bib.files(bib, owners, problems)


EXAMPLE = Path(__file__).parent.parent / "example"


KINDS = ("person", "people", "records", "shared", "reference", "entries", "look", "pack")
SCHEMAS = ".schema"


@click.command()
@click.argument("kind", type=click.Choice(KINDS), default="person")
@click.option("--write", is_flag=True, help="Write all of them to .schema/ instead, where the files of `new` look.")
def schema(kind: str, write: bool) -> None:
    """Print the JSON Schema of a kind of file, for editors that complete and check."""
    with reporting() as problems:
        if write:
            _written(Path.cwd(), problems)
            problems.checkpoint()
            say("\n".join(f"{SCHEMAS}/{each}.json" for each in KINDS))
        else:
            say(_schemas(Path.cwd(), kind)[kind].rstrip("\n"))


def _written(folder: Path, problems: Problems) -> None:
    """Write the schema of each kind of file, with the names that the project knows, to .schema/ in its folder."""
    from cvgen import output

    for kind, text in _schemas(folder, *KINDS).items():
        output.write(folder / SCHEMAS / f"{kind}.json", text.encode(), problems)


def _schemas(folder: Path, *kinds: str) -> dict[str, str]:
    """The JSON Schemas of these kinds of files."""
    from cvgen.model.content import CvFile, SharedFile
    from cvgen.model.facts import Records, Roster
    from cvgen.model.look import PageLook
    from cvgen.model.pack import Pack
    from cvgen.model.recipe import EntryStyle, ReferenceStyle
    from cvgen.read.yaml import json_schema
    from cvgen.start import known_names

    classes = (CvFile, Roster, Records, SharedFile, ReferenceStyle, EntryStyle, PageLook, Pack)
    records = dict(zip(KINDS, classes, strict=True))
    known = known_names.known(folder)
    made = {kind: json_schema.json_schema(records[kind], known) for kind in kinds}
    return {kind: json.dumps(each, indent=2, ensure_ascii=False) + "\n" for kind, each in made.items()}


SHOWN = ("template", "style", "reference", "references", "entries", "look", "looks", "pack", "locale")


@click.command()
@click.argument("kind", type=click.Choice(SHOWN), required=False)
@click.argument("name", required=False, shell_complete=offering("shown"))
def show(kind: str | None, name: str | None) -> None:
    """List the templates and styles there are, or print one to start your own from.

    `cvgen show looks` makes out/looks.html, a page with the example in every look; `cvgen show looks FILE` with yours.
    `cvgen show references` prints one work of each kind in every reference style; `cvgen show references apa` in one.
    """
    from cvgen import theme

    with reporting() as problems:
        if kind == "looks":
            _gallery(found(name, problems) if name else EXAMPLE / "data" / "ada.yaml", problems)
            return
        themes = theme.open(Path.cwd())
        if kind == "references":
            _specimens([name] if name else themes.names(theme.Resource.REFERENCE), themes, problems)
            return
        if kind and name:
            say(themes.source(theme.Resource(kind), name), nl=False)
            return
        for each in [theme.Resource(kind)] if kind else list(theme.Resource):
            for known in themes.names(each):
                say(f"{each.value} {known}")


def _specimens(names: Iterable[str], themes: "Theme", problems: Problems) -> None:
    """Print one work of each kind in each of these reference styles."""
    from cvgen.builds import specimens

    for name in names:
        said = [f"{kind}: {text}" for kind, text in specimens.printed(name, themes, problems)]
        say("\n".join((f"# {name}", "", *said, "")))


def _gallery(path: Path, problems: Problems) -> None:
    """Write the page with a file's first document in every look."""
    from cvgen import loading, output
    from cvgen.builds import gallery

    page = gallery.page(loading.cv_file(path, problems), today(), problems)
    problems.checkpoint()
    goal = OUT / "looks.html"
    output.write(goal, page, problems)
    problems.checkpoint()
    say(str(goal))
