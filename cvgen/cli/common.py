"""What the commands share: messages and exit codes, options, the clock, finding files."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from cvgen.model import printable
from cvgen.model.dates import Date
from cvgen.model.dates import parse as parse_date
from cvgen.model.errors import CvgenError, Level, Problem, Problems
from cvgen.model.record import replace

EVERY = "*"
DATA = Path("data")
OUT = Path("out")


class DateType(click.ParamType):  # type: ignore[type-arg]  # it is no generic class in click 8.1
    """A date on the command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Date:
        """A Date from "2024", "2024-08" or "2024-08-09"."""
        found = value if isinstance(value, Date) else parse_date(str(value))
        if found is None:
            self.fail(f"{value!r} is not a date; write 2024, 2024-08 or 2024-08-09", param, ctx)
        return found


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print text: what a terminal would obey is spelt out, and so is what its encoding does not have.

    All that is printed comes here. CvgenError where standard output is closed or full; whoever reads no further
    (`| head`) is left alone.
    """
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    shown = printable.lines(text).encode(encoding, "backslashreplace").decode(encoding)
    if not stream and not err:
        raise _lost("it is closed")
    try:
        click.echo(shown, err=err, nl=nl)
    except BrokenPipeError:
        raise
    except OSError as error:
        if err:
            raise SystemExit(1) from error
        raise _lost(error.strerror or str(error)) from error


def put(content: bytes) -> None:
    """Bytes, as they are, to standard output; CvgenError where it is closed or full."""
    if not sys.stdout:
        raise _lost("it is closed")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _lost(error.strerror or str(error)) from error


def _lost(why: str) -> CvgenError:
    message, hint = f"standard output cannot be written: {why}", "look at where it goes"
    return CvgenError(Problem("output-lost", Level.ERROR, message, None, hint))


def in_words(problems: Iterable[Problem]) -> None:
    """Print each problem for people; what is silenced is not said."""
    for problem in (each for each in problems if each.level is not Level.SILENCED):
        say(str(problem), err=True)


@contextmanager
def reporting(
    *, strict: bool = False, notes: bool = False, told: Callable[[list[Problem]], None] = in_words
) -> Iterator[Problems]:
    """Collect problems, print them all at the end, and leave with 1 if one is an error."""
    problems = Problems()
    try:
        yield problems
    except (CvgenError, OSError, MemoryError, RuntimeError) as error:
        if isinstance(error, BrokenPipeError) or (isinstance(error, RuntimeError) and "new thread" not in str(error)):
            raise
        from cvgen.model import failures

        problems.add(failures.problems(error))
    told(ordered(problems, {Level.NOTE, Level.SILENCED} if notes else set()))
    warned = any(p.level is Level.WARNING for p in problems.items)
    if problems.errors or (strict and warned):
        raise SystemExit(1)


def ordered(problems: Problems, besides: set[Level]) -> list[Problem]:
    """Errors and warnings, and others if wanted, by place."""
    levels = {Level.ERROR, Level.WARNING} | besides
    return sorted((_nearby(p) for p in problems.items if p.level in levels), key=_place)


def _nearby(problem: Problem) -> Problem:
    """The problem with its file as it is called from here: "templates/html/page.html"."""
    try:
        here = f"{Path.cwd()}{os.sep}"
    except OSError:  # the folder is gone
        return problem
    if problem.at is None or not problem.at.file.startswith(here):
        return problem
    return replace(problem, at=replace(problem.at, file=problem.at.file.removeprefix(here)))


def _place(problem: Problem) -> tuple[str, int, int]:
    return (problem.at.file, problem.at.line, problem.at.column) if problem.at else ("", 0, 0)


def options(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several click decorators as one."""

    def decorate(function: Any) -> Any:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def offering(what: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """What a shell completes a value with, by `completing`, which is imported when a shell asks."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[Any]:
        from cvgen.cli import completing

        return completing.offered(what, ctx, incomplete)

    return complete


def _said(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A name that is typed; one that is empty would be taken for none."""
    if not value and ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE:
        raise click.BadParameter("it is empty; name one, or leave the option out", ctx, param)
    return value


def _named(*names: str, **options: Any) -> Callable[[Any], Any]:
    """An option that names something, or is left out."""
    return click.option(*names, default="", callback=_said, **options)


AS_OF = click.option("--as-of", type=DateType(), help="The date the document speaks of; wins over the file's.")
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
TRUST = click.option(
    "--trust-templates", is_flag=True, help="Run the project's templates without the sandbox: they may do anything."
)
OVERWRITE = click.option("--overwrite", is_flag=True, help="Replace a file that cvgen did not make.")
MAKING = options(
    click.argument("file", default="", shell_complete=offering("file")),
    click.option("--group", is_flag=False, flag_value=EVERY, default="", help="A group's page: of NAME, or of data/."),
    click.option("--owner", multiple=True, help="Whose .bib it is: NAME, or NAME=OTHER SPELLING; may be repeated."),
    click.option(
        "--group-by", type=click.Choice(["year", "type", "venue"]), help="Headings of a .bib; year if not said."
    ),
    _named("--document", "-d", help="Which of the file's documents; the first if not said."),
    click.option("--output", "-o", help="A file, a folder/, or - for standard output; out/NAME.FORMAT if not said."),
    AS_OF,
    _named("--style", help="Another style than the document's.", shell_complete=offering("style")),
    _named("--look", help="Another look than the document's, with all its values.", shell_complete=offering("look")),
    click.option(
        "--set",
        "values",
        multiple=True,
        shell_complete=offering("set"),
        help="A value of the look: look.accent=#7a1f2b; may be repeated.",
    ),
    _named(
        "--reference",
        help="Another reference style than the document's, such as apa.",
        shell_complete=offering("reference"),
    ),
    _named(
        "--lang",
        help="Another language than the document's, such as de or pt-BR.",
        shell_complete=offering("locale"),
    ),
    STRICT,
    TRUST,
    OVERWRITE,
)


def found(name: str, problems: Problems) -> Path:
    """The file as given, else in data/."""
    from cvgen import gate
    from cvgen.model.errors import Position, meant
    from cvgen.model.formats import BIBLIOGRAPHIES, JSON
    from cvgen.read import files

    path = files.find(name, DATA)
    if path is None and gate.there(Path(name)):
        problems.error("unreadable-file", "this is a folder, a pipe or a device", Position(name), "name a file")
        raise CvgenError
    if path is None:
        there = {*files.siblings(Path(name)), *files.siblings(DATA / Path(name).name)}
        readable = [each for each in there if each.endswith((".yaml", ".yml", JSON, *BIBLIOGRAPHIES))]
        hint = meant(Path(name).name, readable, "there is")
        problems.error("missing-file", "there is no such file, here or in data/", Position(name), hint)
        raise CvgenError
    return path


def counted(number: int, word: str) -> str:
    """A number and its noun: "1 file", "2 files"."""
    return f"{number} {word}{'' if number == 1 else 's'}"
