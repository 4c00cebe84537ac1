"""Document -> PDF: the paper HTML, printed; the same bytes for the same document."""

import re
from pathlib import Path

from cvgen import __version__, gate
from cvgen.model import printable
from cvgen.model.document import Document
from cvgen.model.errors import Position, Problems
from cvgen.model.regex import lazy
from cvgen.render import fitting, html, pdf_file, picture
from cvgen.render.context import Context
from cvgen.render.paper import fonts, measure, print_process
from cvgen.render.paper.sheet import Printed, Sheet

_DATA = lazy(r"(data:[\w/+.-]{0,40})[^\s'\"]*")
_OBJECT = lazy(r"<[\w.]+ object at 0x[0-9a-f]+>")
_SAID, _QUOTED = 500, 60


def text(document: Document, context: Context) -> str:
    """The page that is printed."""
    return html.paper(document, context)


def render(document: Document, context: Context) -> bytes:
    """The file. Reads nothing but the fonts and the project's folder, and never the network."""
    problems = context.problems

    def print_as(looking: Document) -> tuple[tuple[str, Printed], int]:
        page, printed = _printed(looking, context)
        return (page, printed), printed.pages

    def beyond(made: tuple[str, Printed], last: int) -> int:
        return measure.lines(measure.read(made[1].measured), last)

    (page, printed), pages = fitting.fitted(document, print_as, problems, beyond)
    boxed = {char for char in printed.lacking if any(_names(message, char) for message in printed.messages)}
    pdf_file.report_lacking(printed.lacking, boxed, fonts.named(page), problems)
    _report_messages(printed, document, context)
    pdf_file.report_length(document, pages, problems)
    _report_cut(printed, problems)
    if document.limits:
        from cvgen.render import limits

        limits.pages(document, pages, measure.read(printed.measured), problems)
    return pdf_file.marked(printed.data)


def _printed(document: Document, context: Context) -> tuple[str, Printed]:
    page = text(document, context)
    measured = document.limits is not None or bool(document.look and document.look.fit)
    sheet = Sheet(page, context.project, tuple(_facts(document).items()), measured)
    return page, print_process.asked(sheet)()


def _facts(document: Document) -> dict[str, object]:
    """What the file says of itself; its only date is the document's."""
    # As plain strings: the process that prints is handed nothing else.
    return {
        "title": str(printable.xml(document.title)),
        "authors": [str(printable.xml(document.author))] if document.author else [],
        "description": printable.xml(document.description) or None,
        "keywords": list(map(printable.xml, document.keywords)),
        "created": document.as_of or None,
        "generator": f"cvgen {__version__}",
    }


_SPOKEN_OF = lazy(r"Ignored `(.+?)` at|'file:([^']+)'", re.DOTALL)
_GONE = lazy(r"'file://([^']+)': FileNotFoundError")
_PLACED = lazy(r"(?<=`) at \d+:\d+")


def _report_messages(printed: Printed, document: Document, context: Context) -> None:
    """What else WeasyPrint says, as warnings: pictures by their names, never as the data that they are there."""
    for message in dict.fromkeys(printed.messages):
        if any(_names(message, char) for char in printed.lacking):
            continue
        told, hint = message, "look at the style or the template"
        if document.header.photo and (address := picture.embedded(document.header.photo, context.project)) in message:
            told, hint = message.replace(address, document.header.photo.path), "look at the photo"
        told = _OBJECT.sub("the picture", _DATA.sub(r"\1…", told))[:_SAID]
        at = _in_a_style(message, document, context)
        if context.project and (file := _GONE.search(message)):
            path = _path(file[1])
            hint = gate.elsewhere(path, context.project / "styles" if at else context.project, context.project) or hint
        told = _PLACED.sub("", told) if at else told
        context.problems.warn("pdf-engine", f"while making the PDF: {told}", at, hint)


def _report_cut(printed: Printed, problems: Problems) -> None:
    """A warning if text is lost at an edge of the sheet."""
    if printed.cut:
        number, text = printed.cut[0]
        more = f", and {len(printed.cut) - 1} more" if len(printed.cut) > 1 else ""
        message = f"page {number}: {text[:_QUOTED]} reaches beyond the edge of the sheet{more}"
        problems.warn("cut-text", message, hint="a smaller size or narrower margins leave lines more room")


def _path(address: str) -> Path:
    """The file at the address's path."""
    from urllib.request import url2pathname  # brings the whole of http along, for the sake of a message

    return Path(url2pathname(address))


def _in_a_style(message: str, document: Document, context: Context) -> Position | None:
    """Where the declaration or the file that WeasyPrint speaks of stands in a style of the user's, or in a look's.

    It tells the line in all sheets together: base.css, what is extended and the style are given to it as one.
    """
    found = _SPOKEN_OF.search(message)
    said = (found[1] or Path(found[2]).name).strip() if found else ""
    return context.theme.place(document.styles, said) if said else None


def _names(message: str, char: str) -> bool:
    """Whether WeasyPrint says that it found no font for this character."""
    return message.startswith(".notdef") and f"(U+{ord(char):04X})" in message
