"""Document -> PDF: the paper HTML, printed; the same bytes for the same document."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from urllib.request import url2pathname

from cvgen import __version__, gate
from cvgen.model import formats, printable
from cvgen.model.document import Document
from cvgen.model.errors import Position, Problems
from cvgen.model.regex import lazy
from cvgen.render import fitting, html, picture
from cvgen.render.context import Context
from cvgen.render.paper import fonts, measure, print_process
from cvgen.render.paper.sheet import Printed, Sheet

_DATA = lazy(r"(data:[\w/+.-]{0,40})[^\s'\"]*")
_OBJECT = lazy(r"<[\w.]+ object at 0x[0-9a-f]+>")
_SAID = 500
_SHOWN = 12  # characters of one script


def text(document: Document, context: Context) -> str:
    """The page that is printed."""
    return html.paper(document, context)


def render(document: Document, context: Context) -> bytes:
    """The file. Reads nothing but the fonts and the project's folder, and never the network."""
    problems = context.problems
    page, printed = _fitted(document, context)
    _report_lacking(printed, fonts.named(page), problems)
    _report_messages(printed, document, context)
    _report_length(document, printed.pages, problems)
    if document.limits:
        from cvgen.render import limits

        limits.pages(document, printed.pages, measure.read(printed.measured), problems)
    return _marked(printed.data)


def _fitted(document: Document, context: Context) -> tuple[str, Printed]:
    """The page and what was printed of it; set tighter while it has more pages than its look is to fit on."""
    page, printed = _printed(document, context)
    if not (document.look and document.look.fit) or printed.pages <= document.look.fit:
        return page, printed
    pages = printed.pages
    for look in fitting.tighter(document.look):
        page, printed = _printed(replace(document, look=look), context)
        if printed.pages <= document.look.fit:
            return page, printed
    message = f"the document has {pages} pages, {printed.pages} set as tight as can be read, and is to fit on "
    hint = "leave out sections, or choose a denser look: compact, page"
    context.problems.warn("too-many-pages", f"{message}{document.look.fit}", hint=hint)
    return page, printed


def _printed(document: Document, context: Context) -> tuple[str, Printed]:
    page = text(document, context)
    sheet = Sheet(page, context.project, tuple(_facts(document).items()), document.limits is not None)
    return page, print_process.asked(sheet)()


def _marked(data: bytes) -> bytes:
    """The file with a comment that says who made it, behind all that its table of contents counts."""
    body, start, end = data.rpartition(b"\nstartxref")
    return body + formats.PDF.mark[:-1] + start + end


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


def _report_lacking(printed: Printed, families: tuple[str, ...], problems: Problems) -> None:
    """One warning for each script with characters that are set in a font of this machine, or in none."""
    scripts: dict[tuple[str, bool], list[str]] = {}
    for char in printed.lacking:
        boxed = any(_names(message, char) for message in printed.messages)
        scripts.setdefault((_script(char), boxed), []).append(char)
    for (script, boxed), chars in scripts.items():
        first = f"{chars[0]} (U+{ord(chars[0]):04X} {unicodedata.name(chars[0], 'unnamed')})"
        rest = f", nor {len(chars) - 1} more of {script}: {' '.join(chars[1:_SHOWN])}" if len(chars) > 1 else ""
        outcome = "no font of this machine has it either" if boxed else "it is set in a font of this machine"
        hint = "install a font that has it" if boxed else "a style that names a font with this character settles it"
        problems.warn("font-fallback", f"{' and '.join(families)} has no {first}{rest}: {outcome}", hint=hint)


def _script(char: str) -> str:
    """The script of a character, as its name in Unicode begins: "CJK", "Devanagari"; "signs" where it is no letter."""
    name = unicodedata.name(char, "unnamed").split()[0].partition("-")[0]
    return (name if name == "CJK" else name.title()) if char.isalpha() or unicodedata.combining(char) else "signs"


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
            path = Path(url2pathname(file[1]))
            hint = gate.elsewhere(path, context.project / "styles" if at else context.project, context.project) or hint
        told = _PLACED.sub("", told) if at else told
        context.problems.warn("pdf-engine", f"while making the PDF: {told}", at, hint)


def _in_a_style(message: str, document: Document, context: Context) -> Position | None:
    """Where the declaration or the file that WeasyPrint speaks of stands in a style of the user's.

    It tells the line in all sheets together: base.css, what is extended and the style are given to it as one.
    """
    found = _SPOKEN_OF.search(message)
    said = (found[1] or Path(found[2]).name).strip() if found else ""
    return context.theme.place(document.style, said) if said else None


def _names(message: str, char: str) -> bool:
    """Whether WeasyPrint says that it found no font for this character."""
    return message.startswith(".notdef") and f"(U+{ord(char):04X})" in message


def _report_length(document: Document, pages: int, problems: Problems) -> None:
    """A warning if the document is longer than it may be."""
    if document.max_pages and pages > document.max_pages:
        message = f"the document has {pages} pages, and at most {document.max_pages} are wanted"
        problems.warn("too-many-pages", message, hint="leave out sections, or raise max_pages")
