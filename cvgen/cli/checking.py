"""cvgen check and explain: what is wrong, and why it is so; nothing is written."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli.common import AS_OF, DATA, STRICT, counted, found, in_words, offering, reporting, say
from cvgen.model.clock import today
from cvgen.model.errors import CvgenError, Level, Problem, Problems, nearest

if TYPE_CHECKING:
    from cvgen.loading import Loaded
    from cvgen.loading.cache import Cache


@click.command()
@click.argument("files", nargs=-1, shell_complete=offering("file"))
@click.option("--quiet", "-q", is_flag=True, help="Errors and warnings only, no notes.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", help="For whom."
)
@click.option(
    "--explain", metavar="CODE", default="", shell_complete=offering("code"),
    help="Say what a problem is and what to do about it.",
)  # fmt: skip
@click.option("--codes", is_flag=True, help="List every problem that there can be.")
@AS_OF
@STRICT
def check(files: tuple[str, ...], form: str, **asked: Any) -> None:
    """Report every problem of the files, or of all files in data/, at once.

    What may stand is silenced, with a reason, under checks: in a YAML file.
    """
    if asked["codes"] or asked["explain"]:
        say(_words(asked["explain"]))
        return
    with reporting(strict=asked["strict"], notes=not asked["quiet"], told=lambda said: _say(said, form)) as problems:
        problems.add(_all(files, asked, problems))


def _words(code: str) -> str:
    """One code explained, or all of them listed."""
    from cvgen.check import codes

    if not code:
        return "\n".join(codes.listed())
    known = codes.catalogue()
    if code not in known:
        near = nearest(code, known)
        hint = f"did you mean {near}?" if near else "cvgen check --codes lists them all"
        raise click.BadParameter(f"there is no problem with the code {code}; {hint}", param_hint="--explain")
    return codes.explained(known[code])


def _say(problems: list[Problem], form: str) -> None:
    """Print the problems for people, with their number at the end, or for a machine."""
    from cvgen.check import formats

    if form != "text":
        say(formats.FORMATS[form](problems))
        return
    in_words(problems)
    say(_summary(problems))


def _summary(problems: Iterable[Problem]) -> str:
    """How many there are of each level: "0 errors, 1 warning, 15 notes, 2 silenced"."""
    levels = [problem.level for problem in problems]
    spoken = [counted(levels.count(each), each.value) for each in (Level.ERROR, Level.WARNING, Level.NOTE)]
    silenced = levels.count(Level.SILENCED)
    return ", ".join((*spoken, *([f"{silenced} silenced"] if silenced else ())))


def _all(names: tuple[str, ...], asked: dict[str, Any], problems: Problems) -> list[Problem]:
    """The problems of these files. What several share is read once, and judged when everything was looked at."""
    from cvgen import outcome
    from cvgen.check import silencing
    from cvgen.loading.cache import Cache
    from cvgen.read import files

    paths = [found(name, problems) for name in names] or list(files.cv_files(DATA))
    records = [path for path in paths if path.name in files.COMMON]
    paths = [path for path in paths if path not in records]
    cache = Cache()
    checked: list[Problems] = []
    sharing: dict[int, list[Loaded]] = {}
    for path in paths:
        own = Problems()
        checked.append(own)
        try:
            loaded = _checked(path, asked, cache, own)
        except CvgenError as error:
            own.add(error.problems)
        else:
            sharing.setdefault(id(loaded.publications), []).append(loaded)
    checked += [_recorded(path) for path in records]
    said = dict.fromkeys(problem for each in checked for problem in each.items)
    for files_ in sharing.values():
        shared = Problems()
        shared.add(said)
        shared.silence(silence for each in files_ for silence in each.silences)
        outcome.checked_sources(files_, shared)
        checked.append(shared)
        said = dict.fromkeys(shared.items)
    own_files = {str(path) for path in paths}
    silences = [s for each in checked for row in each.silences.values() for s in row.values()]
    judged = [s for s in silences if not names or s.at and s.at.file in own_files]
    spent = {silence for each in checked for silence in each.spent}
    return [*said, *silencing.unused(judged, spent, said)]


def _recorded(path: Path) -> Problems:
    """What there is to say of a file of people or records, which is read with all that its folder makes of it."""
    from cvgen import loading, outcome
    from cvgen.read import files

    read, own = Problems(), Problems()
    try:
        outcome.checked_sources((loading.everybody(path.parent, read),), read)
    except CvgenError as error:
        read.add(error.problems)
    own.add(problem for problem in read.items if problem.at and problem.at.file == files.shown(path))
    return own


def _checked(path: Path, asked: dict[str, Any], cache: "Cache", problems: Problems) -> "Loaded":
    """A file, each of its documents tried in each format."""
    from cvgen import loading, outcome, pipeline
    from cvgen.read import files

    if files.is_bibliography(path):
        loaded = loading.among(path, (), problems)
    else:
        loaded = loading.cv_file(path, problems, cache.sources)
    for name, recipe in loaded.recipes.items():
        for form in recipe.formats:
            try:
                outcome.checked(loaded, pipeline.Request(form, name, asked["as_of"], today()), problems)
            except CvgenError as error:  # of this document; what the others have is told as well
                problems.add(error.problems)
    return loaded


@click.command()
@click.argument("file", shell_complete=offering("file"))
@click.argument("key")
@click.option("--document", "-d", default="", help="Which of the file's documents; the first if not said.")
@click.option("--owner", multiple=True, metavar="NAME", help="Whose list it is, for a .bib alone.")
@AS_OF
def explain(file: str, key: str, document: str, owner: tuple[str, ...], as_of: Any) -> None:
    """Say for each author of a paper who it is, on what evidence, and which rule gave which mark.

    FILE is a document's, or a .bib, which is read with the people and records beside it.
    """
    from cvgen import loading, pipeline
    from cvgen.mark import explain as words
    from cvgen.model.formats import HTML
    from cvgen.read import files

    with reporting() as problems:
        path = found(file, problems)
        bare = files.is_bibliography(path)
        loaded = loading.among(path, owner, problems) if bare else loading.cv_file(path, problems)
        request = pipeline.Request(HTML, document, as_of, today())
        marked, name = pipeline.explained(loaded, request, key, problems)
        say("\n".join(words.lines(marked, name)))
