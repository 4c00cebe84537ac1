"""A file of data/ -> its documents as bytes, but for the pages that would print what they print already."""

import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cvgen import loading, outcome, output, pipeline
from cvgen.build import fingerprint, looks
from cvgen.build.shelf import Shelf
from cvgen.build.task import MadeDocument, MadePage, Outcome, Task
from cvgen.choices import Format
from cvgen.dates import Date
from cvgen.errors import CvgenError, Level, Position, Problem, Problems
from cvgen.loading import Loaded, Papers
from cvgen.outcome import Page
from cvgen.pipeline import Order
from cvgen.read import files
from cvgen.records import dataclass
from cvgen.theme import Theme

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


def each(task: Task, shelf: Shelf, first: tuple[str, ...] = ()) -> Iterator[Outcome]:
    """What reading the file had to say, then each document by itself, of these formats first."""
    problems = Problems()
    reader = _Reader(shelf)
    try:
        loaded = loading.load(task.path, problems, reader.sources)
        loaded = loading.trusting(loaded, trusted=task.trust_templates)
        names = _names(loaded)
        inputs = tuple(dict.fromkeys(map(str, _inputs(loaded, reader.bibliographies))))
    except Exception as error:  # noqa: BLE001 - one file's trouble is not the others'
        problems.add(_told(error, task.path))
        yield Outcome(task, _said(problems.items))
        return
    whole = Outcome(task, _said(problems.items), names, (), inputs)
    yield whole
    forms = [*first, ""]
    for name in sorted(task.only or names, key=lambda name: forms.index(name.rpartition(".")[2] if first else "")):
        yield replace(whole, documents=(_document(loaded, name, task, problems),))


def _names(loaded: Loaded) -> tuple[str, ...]:
    """Every document in every format: "cv.pdf", "cv.html"."""
    return tuple(f"{name}.{form.value}" for name, recipe in loaded.recipes.items() for form in recipe.formats)


def _document(loaded: Loaded, name: str, task: Task, read: Problems) -> MadeDocument:
    document, _, form = name.rpartition(".")
    order = Order(Format(form), document, task.as_of, task.today)
    problems = _copy(read)
    pages: list[MadePage] = []
    days = ("", "")
    try:
        days = _days(loaded, order, problems)
        goal = output.goal(task.out, loaded.path, "" if document == pipeline.first(loaded) else document, form)
        arranged = outcome.pages(loaded, order, goal, problems)
        pages = [_page(page, order, task, problems) for page in arranged]
    except Exception as error:  # noqa: BLE001 - one document's trouble is not the others'
        problems.add(_told(error, loaded.path))
    arranging = (each for each in problems.items if each not in read.items)
    return MadeDocument(name, *days, _said(arranging), tuple(pages))


def _page(page: Page, order: Order, task: Task, problems: Problems) -> MadePage:
    """A page rendered, unless it stands there as it would be."""
    place = str(page.goal)
    told = "" if problems.errors else _fingerprint(page, order, task)
    if told and task.known.get(place) == told:
        return MadePage(place, told)
    own = _copy(problems)
    try:
        found = outcome.rendered(page, order, own)
    except CvgenError:
        problems.add(own.items)
        raise
    said = _said(each for each in own.items if each not in problems.items)
    return MadePage(place, told, tuple((str(path), content) for path, content in found), said)


def _fingerprint(page: Page, order: Order, task: Task) -> str:
    """Of all that decides what the page prints."""
    theme, form = page.loaded.theme, order.format.value
    photo = _photo(page)
    picture = hashlib.sha256(photo.read_bytes()).hexdigest() if photo and photo.is_file() else ""
    texts = (theme.style(page.document.style), _templates(theme, form, task.looks), picture)
    return fingerprint.of(page.document, form, page.goal.name, looks.program(), *texts)


@functools.lru_cache(maxsize=8)
def _templates(theme: Theme, form: str, state: str) -> str:  # noqa: ARG001 - another state is another answer
    return looks.template_texts(theme, form)


def _photo(page: Page) -> Path | None:
    photo = page.document.header.photo
    return loading.root(page.loaded.path) / photo.path if photo else None


def _days(loaded: Loaded, order: Order, problems: Problems) -> tuple[str, str]:
    """The day a document speaks of, and the one it would speak of on any day; "" if that is today."""
    _, recipe = pipeline.recipe(loaded, order, problems)
    own = pipeline.day(loaded, recipe, replace(order, as_of=None, today=_NEVER))
    return str(pipeline.day(loaded, recipe, order)), "" if own == _NEVER else str(own)


def _inputs(loaded: Loaded, bibliographies: tuple[Path, ...]) -> Iterator[Path]:
    """Every file that the documents hang on, there or not; a folder stands for the names in it."""
    folder, file = loaded.path.parent, loaded.file
    yield from (loaded.path, folder / "people.yaml", folder / "records.yaml")
    yield from bibliographies or (folder / word.text for word in file.bibliography)
    if not file.bibliography and not file.person.text:
        yield from (folder, *files.yaml_files(folder))
    root = loading.root(loaded.path)
    yield from looks.pointed_to(root).values()
    yield from (root / name for name in (file.cv.photo, *(person.photo for person in loaded.roster.people)) if name)


def _copy(problems: Problems) -> Problems:
    """A collector that knows what another one knows."""
    return Problems(dict(problems.items), problems.silences, problems.spent)


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
