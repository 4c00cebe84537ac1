"""WeasyPrint, imported fast and subsetting fonts with HarfBuzz. All that touches its insides: versions 68 to 70.

Where the insides look different, it is plain WeasyPrint: slower, and the same pages.
"""

import contextlib
import ctypes.util
import functools
import gc
import importlib
import io
import logging
import sys
import types
from collections.abc import Iterator, Mapping
from typing import Protocol

_KNOWN = range(68, 71)
_FONT_TOOLS = ("fontTools.subset", "fontTools.ttLib", "fontTools.varLib", "fontTools.varLib.instancer")
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")


class _Font(Protocol):
    """What WeasyPrint knows of a font that it embeds."""

    file_content: bytes
    index: int
    missing: Mapping[int, int]


@functools.cache
def load() -> types.ModuleType:
    """The module `weasyprint`. OSError or ImportError where Pango is not installed."""
    if "weasyprint" not in sys.modules and sys.platform == "linux":
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            _import_fast()
    weasyprint = importlib.import_module("weasyprint")
    if int(weasyprint.__version__.split(".")[0]) in _KNOWN:
        fonts = importlib.import_module("weasyprint.pdf.fonts")
        fonts.Font.subset = functools.partialmethod(_subset, fonts.Font.subset)
    return weasyprint


@contextlib.contextmanager
def undisturbed() -> Iterator[list[str]]:
    """While WeasyPrint works: no garbage collection, and what it logs goes into a list."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    handlers, propagate, collecting = logger.handlers[:], logger.propagate, gc.isenabled()
    logger.handlers[:], logger.propagate = [handler], False
    gc.disable()
    try:
        yield messages
    finally:
        logger.handlers[:], logger.propagate = handlers, propagate
        if collecting:
            gc.enable()


def _import_fast() -> None:
    """Import without looking for libraries by running gcc, and without fontTools, which few documents need."""
    search, absent = ctypes.util.find_library, [name for name in _FONT_TOOLS if name not in sys.modules]
    ctypes.util.find_library = _nowhere
    sys.modules.update({name: _stand_in(name) for name in absent})
    try:
        importlib.import_module("weasyprint")
    finally:
        ctypes.util.find_library = search
        for name in absent:
            del sys.modules[name]


def _nowhere(name: str) -> str | None:  # noqa: ARG001 - as ctypes calls it
    """No library is found by searching, so that the names that need no search are tried."""
    return None


def _stand_in(name: str) -> types.ModuleType:
    """A module whose names are imported when they are first used."""
    module = types.ModuleType(name)
    module.__path__ = []
    module.__dict__["TTLibError"] = Exception
    module.__dict__["__getattr__"] = functools.partial(_Later, name)
    return module


class _Later:
    """A name of a module that is imported when it is first used."""

    def __init__(self, module: str, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)
        self._place = (module, name)

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._real()(*args, **kwargs)  # type: ignore[operator]

    def __getattr__(self, name: str) -> object:
        return getattr(self._real(), name)

    def _real(self) -> object:
        module, name = self._place
        return getattr(importlib.import_module(module), name)


def _subset(font: _Font, plain: object, glyphs: Mapping[int, str], hinting: bool) -> None:
    """Leave in an embedded font only the glyphs that were drawn; the same bytes in every run."""
    if not glyphs:
        return
    try:
        font.file_content = _subsetted(font, glyphs, hinting=hinting)
    except (ImportError, RuntimeError):
        plain(font, glyphs, hinting)  # type: ignore[operator]


def _subsetted(font: _Font, glyphs: Mapping[int, str], *, hinting: bool) -> bytes:
    """The font's file with these glyphs under their old numbers."""
    hb = importlib.import_module("uharfbuzz")
    wanted, flags = hb.SubsetInput(), hb.SubsetFlags
    wanted.glyph_set.update(sorted(glyphs))
    wanted.flags = flags.RETAIN_GIDS | flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE
    wanted.flags |= flags.DEFAULT if hinting else flags.NO_HINTING
    wanted.flags |= flags.NOTDEF_OUTLINE if font.missing else flags.DEFAULT
    dropped = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    for table in _DROPPED:
        dropped.add(int.from_bytes(table.encode("ascii"), "big"))
    return bytes(hb.subset(hb.Face(font.file_content, font.index), wanted).blob.data)
