"""WeasyPrint, imported fast, subsetting fonts with HarfBuzz. All that touches its insides is in this package.

Each piece says for which versions it holds. For others it is plain WeasyPrint: slower, and the same pages.
"""

import contextlib
import functools
import gc
import importlib
import io
import logging
import sys
import types
from collections.abc import Iterator, Mapping
from typing import Protocol

from cvgen.render.engine import boxes, draw, importing, parse, style, text, write

_KNOWN = range(68, 71)
# What is done faster in exactly these versions, with the same outcome.
_EXACTLY = (("weasyprint", "70.0"), ("pydyf", "0.13.0"))
FASTER = (parse.apply, style.apply, boxes.apply, text.apply, draw.apply, write.apply)
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")


class _Font(Protocol):
    """What WeasyPrint knows of a font that it embeds."""

    file_content: bytes
    index: int
    missing: Mapping[int, int]


@functools.cache
def load() -> types.ModuleType:
    """The module `weasyprint`. OSError or ImportError where Pango is not installed."""
    for way in (importing.fast, importing.unsearched):
        if "weasyprint" not in sys.modules and sys.platform == "linux":
            with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                way()
    weasyprint = importlib.import_module("weasyprint")
    if int(weasyprint.__version__.split(".")[0]) in _KNOWN:
        fonts = importlib.import_module("weasyprint.pdf.fonts")
        fonts.Font.subset = functools.partialmethod(_subset, fonts.Font.subset)
    if _exactly():
        for apply in FASTER:
            apply()
    with contextlib.suppress(ImportError):
        importlib.import_module("uharfbuzz")
    return weasyprint


def _exactly() -> bool:
    return all(importlib.import_module(name).__version__ == version for name, version in _EXACTLY)


def suited(page: str) -> contextlib.AbstractContextManager[None]:
    """While this page is laid out: WeasyPrint without the rules that it cannot need."""
    load()
    return style.without_notes(page) if FASTER and _exactly() else contextlib.nullcontext()


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


def discard(configuration: object) -> None:
    """Delete the copies that a font configuration made of its fonts, which it keeps until it is collected."""
    if hasattr(configuration, "__del__"):
        configuration.__del__()
    configuration.__dict__["_folder"] = None


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
