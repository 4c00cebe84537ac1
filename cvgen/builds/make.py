"""A file of data/ -> its documents as bytes, but for the pages that would print what they print already."""

import functools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from cvgen import loading, outcome, output, pipeline
from cvgen.builds import beside, fingerprints
from cvgen.builds.arranged import Arranged
from cvgen.builds.task import MadeDocument, MadePage, Outcome, Task
from cvgen.loading import Identified, Loaded
from cvgen.loading.cache import Cache
from cvgen.model import failures, slugs
from cvgen.model.dates import Date
from cvgen.model.errors import CvgenError, Level, Position, Problem, Problems
from cvgen.model.formats import FORMATS, Medium
from cvgen.model.record import Struct, replace
from cvgen.outcome import ArrangedPage
from cvgen.pipeline import Request
from cvgen.render import templating

_NEVER = Date(1)
_SAID = (Level.ERROR, Level.WARNING)


class _Reader(Struct):
    """Reads from a cache and remembers which bibliographies were asked for."""

    cache: Cache
    bibliographies: tuple[Path, ...] = ()

    def sources(self, folder: Path, bibliographies: tuple[Path, ...], problems: Problems) -> Identified:
        self.bibliographies = bibliographies
        return self.cache.sources(folder, bibliographies, problems)


def made(task: Task, cache: Cache) -> Outcome:
    """Make the documents of a file. Never fails: what goes wrong is among the problems."""
    whole, *parts = each(task, cache)
    return replace(whole, documents=tuple(document for part in parts for document in part.documents))


def each(task: Task, cache: Cache, forms: tuple[str, ...] = ()) -> Iterator[Outcome]:
    """What reading the file had to say, then each document by itself; those in these formats alone, in their order."""
    problems = Problems()
    reader = _Reader(cache)
    _forget_themes(task.theme)
    try:
        loaded = loading.cv_file(task.path, problems, reader.sources)
        loaded = loading.trusting(loaded, trusted=task.trust_templates)
        names = _names(loaded)
        read = (*fingerprints.inputs(loaded, reader.bibliographies), *beside.read(loaded, task.others))
        inputs = tuple(dict.fromkeys(map(str, read)))
    except Exception as error:  # noqa: BLE001 - one file's trouble is not the others'
        problems.add(failures.problems(error, Position(str(task.path))))
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
    return tuple(f"{name}.{form}" for name, recipe in loaded.recipes.items() for form in recipe.formats)


def _document(arranged: Arranged, name: str, task: Task, read: Problems) -> MadeDocument:
    loaded = arranged.loaded
    document, _, form = name.rpartition(".")
    request = Request(FORMATS[form], document, task.as_of, task.today, above=task.above)
    problems = read.fork()
    pages: list[MadePage] = []
    days = ("", "")
    try:
        days = _days(loaded, request, problems)
        goal = output.goal(task.out, loaded.path, "" if document == pipeline.first(loaded) else document, form)
        people = beside.people(loaded, goal, task.others) if request.format.medium is Medium.PAGE else ()
        linked = replace(loaded, pages=people) if people else None
        made = outcome.pages(linked, request, goal, problems) if linked else arranged.pages(request, goal, problems)
        pages = [_page(page, request, task, problems) for page in made]
    except Exception as error:  # noqa: BLE001 - one document's trouble is not the others'
        problems.add(failures.problems(error, Position(str(loaded.path))))
    arranging = (each for each in problems.items if each not in read.items)
    return MadeDocument(name, *days, _said(arranging), tuple(pages))


def _page(page: ArrangedPage, request: Request, task: Task, problems: Problems) -> MadePage:
    """A page rendered, unless it stands there as it would be."""
    place = str(page.goal)
    if task.home and request.format.medium is Medium.PAGE:
        home = os.path.relpath(task.home, page.goal.parent).replace(os.sep, "/")
        related = beside.links(page.loaded, page.goal, task.others)
        page = replace(page, document=replace(page.document, home=slugs.beside(home), related=related))
    told = (
        "" if problems.errors else fingerprints.of_page(page, pipeline.form(page.loaded, request, problems), task.theme)
    )
    if told and task.known.get(place) == told:
        return MadePage(place, told)
    own = problems.fork()
    try:
        found = outcome.rendered(page, request, own)
    except CvgenError:
        problems.add(own.items)
        raise
    said = _said(each for each in own.items if each not in problems.items)
    return MadePage(place, told, tuple((str(path), content) for path, content in found), said)


@functools.lru_cache(maxsize=1)
def _forget_themes(state: str) -> None:  # noqa: ARG001 - once for each state of the templates
    templating.forget()


def _days(loaded: Loaded, request: Request, problems: Problems) -> tuple[str, str]:
    """The day a document speaks of, and the one it would speak of on any day; "" if that is today."""
    _, recipe = pipeline.recipe(loaded, request, problems)
    own = pipeline.day(loaded, recipe, replace(request, as_of=None, today=_NEVER))
    return str(pipeline.day(loaded, recipe, request)), "" if own == _NEVER else str(own)


def _said(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.level in _SAID)
