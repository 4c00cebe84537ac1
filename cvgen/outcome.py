"""A document -> every file that belongs to it: the document, members' pages, a feed, a calendar entry."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cvgen import check, pipeline, theme
from cvgen.choices import Format
from cvgen.document import Document, Kind
from cvgen.errors import CvgenError, Problem, Problems
from cvgen.pipeline import Loaded, Order


def files(loaded: Loaded, order: Order, goal: Path, problems: Problems) -> tuple[tuple[Path, bytes], ...]:
    """Paths and contents, the document itself first; a CvgenError if there is an error anywhere."""
    members: tuple[Loaded, ...] = ()
    order = replace(order, file=goal.name)
    page = order.format is Format.HTML and not order.fragment
    if page and loaded.subject.kind is Kind.GROUP:
        loaded, members = pipeline.with_members(loaded, order, goal.name, problems)
    document = pipeline.document(loaded, order, problems)
    found = [(goal, content(document, loaded, order, problems))]
    if page:
        found.extend(_beside(document, goal))
    for member in members:
        place = goal.parent / pipeline.PAGES / f"{member.subject.owner.id}.html"
        found.append((place, content(pipeline.document(member, order, problems), member, order, problems)))
    return tuple(found)


def content(made: Document, loaded: Loaded, order: Order, problems: Problems) -> bytes:
    """The document as bytes; where there are errors the templates are tried all the same, so that all is said at once."""
    if problems.errors:
        rehearse(made, order.format, loaded, problems)
    problems.checkpoint()
    found = render(made, order, loaded, problems)
    problems.checkpoint()
    return found


def checked(loaded: Loaded, order: Order, problems: Problems) -> None:
    """Arrange the document and try its templates, for the problems alone."""
    prepared = pipeline.arranger(loaded, order, problems)
    arranged = prepared.document()
    check.namesakes(prepared.marked.values(), arranged, problems)
    check.legend(prepared.scene.recipe, prepared.roles, problems)
    rehearse(arranged, order.format, loaded, problems)


def _beside(document: Document, goal: Path) -> Iterator[tuple[Path, bytes]]:
    """The feed of a group's news and papers, the calendar entry of an event."""
    from cvgen.render import atom, calendar

    if document.kind is Kind.GROUP:
        yield goal.with_suffix(".atom"), atom.render(document, goal.name).encode()
    if document.event:
        yield goal.with_suffix(".ics"), calendar.render(document.event).encode()


def rehearse(arranged: Document, form: Format, loaded: Loaded, problems: Problems) -> None:
    """Report what is wrong with the templates of a format, and make nothing."""
    if arranged.style not in loaded.theme.names(theme.Kind.STYLE):
        arranged = replace(arranged, style="classic")
    try:
        if form is Format.MD:
            from cvgen.render import markdown

            markdown.render(arranged, loaded.theme)
        else:
            from cvgen.render import html

            html.render(arranged, loaded.theme, paper=form is Format.PDF, project=pipeline.root(loaded.path))
    except CvgenError as error:
        problems.add(each for each in error.args if isinstance(each, Problem))


def render(made: Document, order: Order, loaded: Loaded, problems: Problems) -> bytes:
    """The document in a format, as bytes."""
    looks, folder = loaded.theme, pipeline.root(loaded.path)
    match order.format:
        case Format.PDF:
            from cvgen.render import pdf

            return pdf.render(made, looks, problems, folder)
        case Format.HTML:
            from cvgen.render import html

            return html.page(made, looks, html.Place(order.file, folder, order.fragment)).encode()
        case Format.MD:
            from cvgen.render import markdown

            return markdown.render(made, looks).encode()
