"""A document -> every file that belongs to it: the document, members' pages, a feed, a calendar entry."""

import importlib
import os
import posixpath
import types
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cvgen import gate, pipeline, theme
from cvgen.loading import Loaded, looks
from cvgen.model.document import Document, Header, SubjectKind
from cvgen.model.errors import CvgenError, Position, Problems
from cvgen.model.formats import MD, TEX, Format, Medium
from cvgen.model.record import Record, replace
from cvgen.pipeline import Request
from cvgen.read import files
from cvgen.render.context import Context

if TYPE_CHECKING:
    from cvgen.check import View


class ArrangedPage(Record):
    """One page to be rendered: where it goes, what is on it, and the file it comes from."""

    goal: Path
    document: Document
    loaded: Loaded


def made(loaded: Loaded, request: Request, goal: Path, problems: Problems) -> tuple[tuple[Path, bytes], ...]:
    """Paths and contents, the document itself first; a CvgenError if there is an error anywhere."""
    return tuple(file for page in pages(loaded, request, goal, problems) for file in rendered(page, request, problems))


def pages(loaded: Loaded, request: Request, goal: Path, problems: Problems) -> tuple[ArrangedPage, ...]:
    """The document and, for a group's, its members' pages, arranged; nothing is rendered yet."""
    members: tuple[Loaded, ...] = ()
    if _is_page(request) and loaded.subject.team:
        loaded, members = pipeline.with_members(loaded, request, goal.name, problems)
    places = dict(loaded.pages)
    goals = (goal.parent / places[member.subject.id] for member in members)
    parts = ((goal, loaded), *zip(goals, members, strict=True))
    return tuple(ArrangedPage(place, pipeline.document(part, request, problems), part) for place, part in parts)


def rendered(page: ArrangedPage, request: Request, problems: Problems) -> tuple[tuple[Path, bytes], ...]:
    """A page's file and what stands beside it."""
    request = replace(request, file=page.goal.name, above=request.above or above(page.loaded.path, page.goal.parent))
    found = [(page.goal, content(page.document, page.loaded, request, problems))]
    if _is_page(request):
        found.extend(_beside(page.document, page.goal))
    return tuple(found)


def above(path: Path, folder: Path) -> str:
    """The project of a file, as it is reached from a folder: ".."."""
    return os.path.relpath(gate.root(path), folder.resolve()).replace(os.sep, "/")


def _is_page(request: Request) -> bool:
    """Whether it is a page of its own, with what belongs to it."""
    return request.format.medium is Medium.PAGE and not request.fragment


def content(made: Document, loaded: Loaded, request: Request, problems: Problems) -> bytes:
    """The document as bytes; after errors the templates are tried all the same, so that all is said at once."""
    if problems.errors:
        rehearse(made, request, loaded, problems)
        _measured(made, problems)
    problems.checkpoint()
    if request.above and request.format in (MD, TEX):
        made = replace(made, header=_reaching(made.header, request.above))
    with _placed(loaded, request, problems) as own:
        context = Context(loaded.theme, own, gate.root(loaded.path), request.file, request.fragment, request.standard)
        found: bytes = _renderer(pipeline.form(loaded, request, own)).render(made, context)
    _measured(made, problems)
    problems.checkpoint()
    return found


def _reaching(head: Header, project: str) -> Header:
    """The head whose photo says how it is reached from the file that names it, which does not hold it."""
    if not head.photo or gate.is_address(head.photo.path):
        return head
    return replace(
        head, photo=replace(head.photo, reached=posixpath.normpath(posixpath.join(project, head.photo.path)))
    )


@contextmanager
def _placed(loaded: Loaded, request: Request, problems: Problems) -> Iterator[Problems]:
    """A collector for what rendering says: what has no place of its own gets the document's, and its name."""
    own, name = problems.fork(), request.document or pipeline.first(loaded)
    at = loaded.recipes[name].at or loaded.file.at or Position(files.shown(loaded.path))
    try:
        yield own
    except CvgenError as error:
        own.add(error.problems)
        raise CvgenError from error
    finally:
        new = (each for each in own.items if each not in problems.items)
        problems.add(e if e.at else replace(e, at=at, message=f"document {name}: {e.message}") for e in new)


def checked(loaded: Loaded, request: Request, problems: Problems) -> None:
    """Arrange the document and try its templates, for the problems alone.

    It is printed only where its limits ask for what paper alone shows.
    """
    from cvgen import check

    prepared = pipeline.arrange(loaded, request, problems)
    arranged = prepared.document()
    text = rehearse(arranged, request, loaded, problems)
    _measured(arranged, problems)
    if text and request.format.medium is Medium.PAPER and arranged.limits and arranged.limits.on_paper:
        with suppress(CvgenError), _placed(loaded, request, problems) as own:
            context = Context(loaded.theme, own, gate.root(loaded.path), standard=request.standard)
            _renderer(pipeline.form(loaded, request, own)).render(arranged, context)
    check.document(check.CheckedPage(_view((loaded,)), prepared.scene.subject, prepared, arranged, text), problems)


def _measured(made: Document, problems: Problems) -> None:
    """Say which of the document's limits are broken whatever it is made into."""
    if made.limits:
        from cvgen.render import limits

        limits.document(made, problems)


def checked_sources(files: Sequence[Loaded], problems: Problems) -> None:
    """What can be told without a document, of files that share their sources."""
    from cvgen import check

    check.sources(_view(files), problems)
    looks.tried(files[0].theme, problems)


def _view(files: Sequence[Loaded]) -> "View":
    """What the rules of `check` look at."""
    from cvgen.check import View

    first = files[0]
    silences = tuple(dict.fromkeys(silence for each in files for silence in each.silences))
    lenient = all(each.lenient for each in files)
    own = tuple(each.file for each in files)
    return View(own, first.roster, first.records, first.publications, lenient=lenient, silences=silences)


def _beside(document: Document, goal: Path) -> Iterator[tuple[Path, bytes]]:
    """The feed of a group's news and papers, the calendar entry of an event."""
    if document.kind is SubjectKind.GROUP:
        from cvgen.render import atom

        yield goal.with_suffix(".atom"), atom.render(document, goal.name).encode()
    if document.event and document.event.is_on_a_day:
        from cvgen.render import calendar

        yield goal.with_suffix(".ics"), calendar.render(document.event, document.lang).encode()


def exported(  # noqa: PLR0913 - a form, of what, and where it goes
    form: str, loaded: Loaded, request: Request, problems: Problems, beside: Path | None = None
) -> str:
    """The papers, or the CV, of the document that is asked for, or of the whole file, for another program.

    `beside` is the folder of the file that is written, from where the path of a photo counts. A form is a word of
    `export.FORMS` or `export.CVS`; a CvgenError if there is an error anywhere.
    """
    from cvgen import export

    if form in export.CVS:
        outline, marked = pipeline.outlined(loaded, request, problems)
        for title in export.unsaid(form, outline):
            message = f"the text of {title} is left aside: JSON Resume has no place for it"
            problems.warn("left-aside", message, loaded.file.at)
        problems.checkpoint()
        head = _reaching(outline.header, above(loaded.path, beside)) if beside else outline.header
        return export.cv(form, replace(outline, header=head), marked, loaded.records)
    papers = loaded.publications
    if request.document:
        papers = tuple(each.publication for each in pipeline.arrange(loaded, request, problems).marked.values())
    problems.checkpoint()
    return export.text(form, papers, loaded.records)


def rehearse(arranged: Document, request: Request, loaded: Loaded, problems: Problems) -> str:
    """Report what is wrong with the templates of a format; what they print, "" where they fail."""
    if not loaded.theme.has(theme.Resource.STYLE, arranged.style):
        arranged = replace(arranged, style="classic")
    made = ""
    with suppress(CvgenError), _placed(loaded, request, problems) as own:
        made = _renderer(pipeline.form(loaded, request, own)).text(
            arranged, Context(loaded.theme, own, gate.root(loaded.path))
        )
    return made


def _renderer(form: Format) -> types.ModuleType:
    """What makes a format; imported when it is asked for."""
    return importlib.import_module(form.renderer)
