"""Sheet -> PDF, in this process: laid out by WeasyPrint with the fonts that we bring along, tagged, described."""

import io
import types
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from cvgen import gate
from cvgen.model import signals
from cvgen.render import pixels
from cvgen.render.paper import engine, fonts, measure
from cvgen.render.paper.engine import missing
from cvgen.render.paper.sheet import Printed, Sheet

_LEAST = 192 * 2**20  # bytes of addresses, as `ulimit -v` counts them
_INSTALL = "install Pango, which WeasyPrint needs: apt install libpangoft2-1.0-0, or brew install pango"


class Case(NamedTuple):
    """Families of ours, found and read by the engine."""

    families: tuple[str, ...]
    configuration: object
    sheet: object


class _Pages(Protocol):
    """What WeasyPrint lays out."""

    metadata: object
    pages: Sequence[Any]

    def write_pdf(self, *, finisher: Callable[[object, Any], None], pdf_variant: str) -> bytes:
        """The file."""


def printed(sheet: Sheet, ready: Case | None = None) -> Printed:
    """The file; with the case that is ready, if these are the page's families.

    Where WeasyPrint fails in a way that it does not know itself, the page is printed once more without our changes.
    """
    families = fonts.named(sheet.page)
    if ready is None or ready.families != families:
        with case(families) as own:
            return printed(sheet, own)
    while True:
        try:
            return _printed(sheet, ready)
        except Exception as error:
            if not engine.left_alone(error):
                raise


def _printed(sheet: Sheet, ready: Case) -> Printed:
    weasyprint = _engine()
    with engine.undisturbed() as messages, engine.suited(sheet.page):
        laid_out = _laid_out(weasyprint, sheet, ready)
        for name, value in sheet.facts:
            setattr(laid_out.metadata, name, value)
        for page in laid_out.pages:  # what holds a compound together on the sheet is not of its text
            page.bookmarks = [(at, label.replace("\N{WORD JOINER}", ""), *rest) for at, label, *rest in page.bookmarks]
        data = laid_out.write_pdf(finisher=missing.mended, pdf_variant="pdf/ua-1")
        measured = measure.pages(laid_out.pages) if sheet.measured else ()
    lacking = fonts.lacking(sheet.page, ready.families)
    return Printed(data, len(laid_out.pages), tuple(messages), lacking, measured, measure.cut(laid_out.pages))


@contextmanager
def case(families: tuple[str, ...]) -> Iterator[Case]:
    """The engine, imported, with these families; what it copied of them is gone in the end."""
    weasyprint = _engine()
    configuration = weasyprint.text.fonts.FontConfiguration()
    fetcher = _fetcher(weasyprint, [fonts.folder(family) for family in families])
    try:
        with signals.later():  # the engine makes a folder
            faces = weasyprint.CSS(string=fonts.faces(families), font_config=configuration, url_fetcher=fetcher)
        yield Case(families, configuration, faces)
    finally:
        engine.discard(configuration)


def _engine() -> types.ModuleType:
    """WeasyPrint, or the error that says what to install."""
    if not _room():
        raise MemoryError
    try:
        return engine.load()
    except (OSError, ImportError) as error:
        from cvgen.model.errors import CvgenError, Level, Problem

        message = f"no PDF can be made: {error}"
        raise CvgenError(Problem("no-pdf-engine", Level.ERROR, message, None, _INSTALL)) from error


def _room() -> bool:
    """Whether this process may have what Pango needs: GLib ends it without a word where it gets no memory or thread."""
    try:
        import resource
    except ImportError:  # Windows sets no such limit
        return True
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return limit == resource.RLIM_INFINITY or limit >= _LEAST


def pango() -> str:
    """The version of Pango, "1.50.12", or the error that says what to install."""
    number: int = _engine().text.ffi.pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _laid_out(weasyprint: types.ModuleType, sheet: Sheet, ready: Case) -> _Pages:
    """The pages, with the fonts that we bring along."""
    folders = [fonts.folder(family) for family in ready.families]
    fetcher = _fetcher(weasyprint, [*folders, *([sheet.project] if sheet.project else [])])
    base = f"{sheet.project.resolve().as_uri()}/" if sheet.project else None
    source = weasyprint.HTML(string=sheet.page, base_url=base, url_fetcher=fetcher)
    pages: _Pages = source.render(font_config=ready.configuration, stylesheets=[ready.sheet])
    return pages


def _fetcher(weasyprint: types.ModuleType, folders: list[Path]) -> object:
    """What fetches for WeasyPrint: files in these folders, links resolved, and data: addresses."""
    roots = [folder.resolve() for folder in folders]
    usual = weasyprint.urls.URLFetcher

    class Closed(usual):  # type: ignore[misc,valid-type]
        """Refuses everything else."""

        _fail_on_errors = False

        def __init__(self) -> None:
            """Without what opens connections."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            """The content at an address; PermissionError for one outside."""
            if not _inside(url, roots):
                raise PermissionError(f"only files of the project can be used, not {url[:200]}")
            if url.startswith("data:"):
                found = usual(allowed_protocols=("data",), allow_redirects=False).fetch(url, headers)
                return weasyprint.urls.URLFetcherResponse(url, _unpackable(found.read()), found.headers)
            try:
                data = gate.content(_path(url), roots)
            except gate.RefusedError as error:
                raise PermissionError(f"{_path(url).name} {error.why}") from error
            if url.endswith(fonts.SUFFIX):
                return Face(url, fonts.spaced(data))
            _unpackable(data)
            return weasyprint.urls.URLFetcherResponse(url, data, {"Content-Type": _kind(url)})

    class Face(weasyprint.urls.URLFetcherResponse):  # type: ignore[misc,name-defined]
        """A font's file, whose headers nobody asks for, nor are they made."""

        def __init__(self, url: str, data: bytes) -> None:
            """Its bytes are known."""
            self.url, self.status, self._file_obj = url, 200, io.BytesIO(data)

        @property
        def headers(self) -> object:
            """Those of a file of which nothing is known, where a font is taken for a picture."""
            return weasyprint.urls.URLFetcherResponse(self.url).headers

    return Closed()


def _unpackable(data: bytes) -> bytes:
    """The same, unless it is a picture that takes all memory once it is unpacked."""
    if why := pixels.refusal(data):
        raise PermissionError(f"a picture cannot be used: {why}")
    return data


def _inside(url: str, roots: list[Path]) -> bool:
    """Whether an address holds its own content or is a file in one of these folders."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "file":
        return parts.scheme == "data"
    path = _path(url).resolve()
    return parts.netloc in {"", "localhost"} and any(path.is_relative_to(root) for root in roots)


def _kind(url: str) -> str:
    """The media type of a file, by its ending."""
    import mimetypes

    return mimetypes.guess_type(url.partition("?")[0])[0] or "application/octet-stream"


def _path(url: str) -> Path:
    """The file at a file: address."""
    from urllib.request import url2pathname

    return Path(url2pathname(urllib.parse.urlsplit(url).path))
