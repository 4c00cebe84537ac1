"""A file of data/ -> its documents as bytes, but for the pages that would print what they print already."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cvgen import loading, outcome, output, pipeline
from cvgen.build import fingerprints
from cvgen.build.arranged import Arranged, collector
from cvgen.build.shelf import Shelf
from cvgen.build.task import MadeDocument, MadePage, Outcome, Task
from cvgen.choices import Format
from cvgen.dates import Date
from cvgen.errors import CvgenError, Level, Position, Problem, Problems
from cvgen.loading import Loaded, Papers
from cvgen.outcome import Page
from cvgen.pipeline import Order
from cvgen.records import dataclass
from cvgen.render import templating

_NEVER = Date(1)
_SAID = (Level.ERROR, Level.WARNING)


@dataclass(slots=True)
class _Reader:
    """Reads from a shelf and remembers which bibliographies were asked for."""

    shelf: Shelf
    bibliographies: tuple[Path, ...] = ()

    def sources(self, folder: Path, bibliographies: tuple[Path, ...], problems: Problems) -> Papers:
        self.bibliographies = bibliographies
        return self.shelf.sources(folder, bibliographies, problems)


def made(task: Task, shelf: Shelf) -> Outcome:
    """Make the documents of a file. Never fails: what goes wrong is among the problems."""
    whole, *parts = each(task, shelf)
    return replace(whole, documents=tuple(document for part in parts for document in part.documents))


def each(task: Task, shelf: Shelf, forms: tuple[str, ...] = ()) -> Iterator[Outcome]:
    """What reading the file had to say, then each document by itself; those in these formats alone, in their order."""
    problems = Problems()
    reader = _Reader(shelf)
    _look_anew(task.looks)
    try:
        loaded = loading.load(task.path, problems, reader.sources)
        loaded = loading.trusting(loaded, trusted=task.trust_templates)
        names = _names(loaded)
        inputs = tuple(dict.fromkeys(map(str, fingerprints.inputs(loaded, reader.bibliographies))))
    except Exception as error:  # noqa: BLE001 - one file's trouble is not the others'
        problems.add(_told(error, task.path))
        yield Outcome(task, _said(problems.items))
        return
    whole = Outcome(task, _said(problems.items), names, (), inputs)
    arranged = Arranged(loaded)
    yield whole
    wanted = task.only or names
    for name in (name for form in forms for name in wanted if name.endswith(f".{form}")) if forms else wanted:
        yield replace(whole, documents=(_document(arranged, name, task, problems),))


def _names(loaded: Loaded) -> tuple[str, ...]:
    """Every document in every format: "cv.pdf", "cv.html"."""
    return tuple(f"{name}.{form.value}" for name, recipe in loaded.recipes.items() for form in recipe.formats)


def _document(arranged: Arranged, name: str, task: Task, read: Problems) -> MadeDocument:
    loaded = arranged.loaded
    document, _, form = name.rpartition(".")
    order = Order(Format(form), document, task.as_of, task.today)
    problems = collector(read)
    pages: list[MadePage] = []
    days = ("", "")
    try:
        days = _days(loaded, order, problems)
        goal = output.goal(task.out, loaded.path, "" if document == pipeline.first(loaded) else document, form)
        pages = [_page(page, order, task, problems) for page in arranged.pages(order, goal, problems)]
    except Exception as error:  # noqa: BLE001 - one document's trouble is not the others'
        problems.add(_told(error, loaded.path))
    arranging = (each for each in problems.items if each not in read.items)
    return MadeDocument(name, *days, _said(arranging), tuple(pages))


def _page(page: Page, order: Order, task: Task, problems: Problems) -> MadePage:
    """A page rendered, unless it stands there as it would be."""
    place = str(page.goal)
    told = "" if problems.errors else fingerprints.of_page(page, order.format, task.looks)
    if told and task.known.get(place) == told:
        return MadePage(place, told)
    own = collector(problems)
    try:
        found = outcome.rendered(page, order, own)
    except CvgenError:
        problems.add(own.items)
        raise
    said = _said(each for each in own.items if each not in problems.items)
    return MadePage(place, told, tuple((str(path), content) for path, content in found), said)


@functools.lru_cache(maxsize=1)
def _look_anew(state: str) -> None:  # noqa: ARG001 - once for each state of the templates
    templating.forget()


def _days(loaded: Loaded, order: Order, problems: Problems) -> tuple[str, str]:
    """The day a document speaks of, and the one it would speak of on any day; "" if that is today."""
    _, recipe = pipeline.recipe(loaded, order, problems)
    own = pipeline.day(loaded, recipe, replace(order, as_of=None, today=_NEVER))
    return str(pipeline.day(loaded, recipe, order)), "" if own == _NEVER else str(own)


def _said(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.level in _SAID)


def _told(error: Exception, path: Path) -> list[Problem]:
    """The problems that an error carries, or the one that it is."""
    if isinstance(error, CvgenError):
        return [each for each in error.args if isinstance(each, Problem)]
    return [internal(error, Position(str(path)))]


def internal(error: Exception, at: Position | None = None) -> Problem:
    """The problem that is not the user's."""
    message = f"cvgen cannot make this: {type(error).__name__}: {error}"
    return Problem("internal-error", Level.ERROR, message, at, "this is a mistake in cvgen; please report it")
