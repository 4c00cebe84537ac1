"""Document -> PDF: the paper HTML through WeasyPrint, tagged, the same bytes for the same document."""

import types
import unicodedata
import urllib.parse
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from cvgen import __version__
from cvgen.document import Document
from cvgen.errors import CvgenError, Level, Problem, Problems
from cvgen.render import engine, fonts, html
from cvgen.theme import Theme

_INSTALL = "install Pango, which WeasyPrint needs: apt install libpangoft2-1.0-0, or brew install pango"


class _Pages(Protocol):
    """What WeasyPrint lays out."""

    metadata: object
    pages: Sequence[object]

    def write_pdf(self, *, pdf_variant: str) -> bytes:
        """The file."""


def render(document: Document, theme: Theme, problems: Problems, project: Path | None = None) -> bytes:
    """The file. Reads nothing but the fonts and the project's folder, and never the network."""
    page = html.render(document, theme, paper=True, project=project)
    weasyprint = _engine()
    families = fonts.named(page)
    with engine.undisturbed() as messages:
        laid_out = _laid_out(weasyprint, page, families, project)
        _describe(laid_out.metadata, document)
        data = laid_out.write_pdf(pdf_variant="pdf/ua-1")
    lacking = fonts.lacking(page, families)
    _report_lacking(lacking, families, messages, problems)
    _report_messages(lacking, messages, problems)
    _report_length(document, len(laid_out.pages), problems)
    return data


def _engine() -> types.ModuleType:
    """WeasyPrint, or the error that says what to install."""
    try:
        return engine.load()
    except (OSError, ImportError) as error:
        message = f"no PDF can be made: {error}"
        raise CvgenError(Problem("no-pdf-engine", Level.ERROR, message, None, _INSTALL)) from error


def _laid_out(weasyprint: types.ModuleType, page: str, families: tuple[str, ...], project: Path | None) -> _Pages:
    """The pages, with the fonts that we bring along."""
    configuration = weasyprint.text.fonts.FontConfiguration()
    fetcher = _fetcher(weasyprint, [*(fonts.folder(family) for family in families), *([project] if project else [])])
    base = f"{project.resolve().as_uri()}/" if project else None
    sheet = weasyprint.CSS(string=fonts.faces(families), font_config=configuration, url_fetcher=fetcher)
    source = weasyprint.HTML(string=page, base_url=base, url_fetcher=fetcher)
    pages: _Pages = source.render(font_config=configuration, stylesheets=[sheet])
    return pages


def _fetcher(weasyprint: types.ModuleType, folders: list[Path]) -> object:
    """What fetches for WeasyPrint: files in these folders, links resolved, and data: addresses."""
    roots = [folder.resolve() for folder in folders]

    class Closed(weasyprint.urls.URLFetcher):  # type: ignore[misc,name-defined]
        """Refuses everything else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            """The content at an address; PermissionError for one outside."""
            if not _inside(url, roots):
                raise PermissionError(f"only files of the project can be used, not {url[:200]}")
            return super().fetch(url, headers)

    return Closed(allowed_protocols=("file", "data"), allow_redirects=False)


def _inside(url: str, roots: list[Path]) -> bool:
    """Whether an address holds its own content or is a file in one of these folders."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "file":
        return parts.scheme == "data"
    path = Path(urllib.request.url2pathname(parts.path)).resolve()
    return parts.netloc in {"", "localhost"} and any(path.is_relative_to(root) for root in roots)


def _describe(metadata: object, document: Document) -> None:
    """What the file says of itself; its only date is the document's."""
    facts = {
        "title": document.title,
        "authors": [document.author] if document.author else [],
        "description": document.description or None,
        "keywords": list(document.keywords),
        "created": document.as_of or None,
        "generator": f"cvgen {__version__}",
    }
    for name, value in facts.items():
        setattr(metadata, name, value)


def _report_lacking(lacking: str, families: tuple[str, ...], messages: list[str], problems: Problems) -> None:
    """One warning for each character that is set in a font of this machine, or in none."""
    for char in lacking:
        name = f"{char} (U+{ord(char):04X} {unicodedata.name(char, 'unnamed')})"
        boxed = any(_names(message, char) for message in messages)
        outcome = "no font of this machine has it either" if boxed else "it is set in a font of this machine"
        hint = "install a font that has it" if boxed else "a style that names a font with this character settles it"
        problems.warn("font-fallback", f"{' and '.join(families)} has no {name}: {outcome}", hint=hint)


def _report_messages(lacking: str, messages: list[str], problems: Problems) -> None:
    """What else WeasyPrint says, as warnings."""
    for message in dict.fromkeys(messages):
        if not any(_names(message, char) for char in lacking):
            problems.warn("pdf-engine", f"while making the PDF: {message}", hint="look at the style or the template")


def _names(message: str, char: str) -> bool:
    """Whether WeasyPrint says that it found no font for this character."""
    return message.startswith(".notdef") and f"(U+{ord(char):04X})" in message


def _report_length(document: Document, pages: int, problems: Problems) -> None:
    """A warning if the document is longer than it may be."""
    if document.max_pages and pages > document.max_pages:
        message = f"the document has {pages} pages, and at most {document.max_pages} are wanted"
        problems.warn("too-many-pages", message, hint="leave out sections, or raise max_pages")
