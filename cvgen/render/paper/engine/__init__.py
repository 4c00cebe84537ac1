"""WeasyPrint, imported fast, spared work, its fonts subset, its tags ours. All that touches its insides is here.

Each way to be faster says what it replaces and for which versions. Where it does not hold, or fails, it leaves no
trace: WeasyPrint does it as it does, slower, with the same bytes. What is done better than by WeasyPrint (`_BETTER`)
stays when a page fails by a way to be faster, as the file is another without it: as valid, but read aloud less well,
and larger. `cvgen doctor` prints what `ways` knows.
"""

import contextlib
import functools
import gc
import importlib
import io
import logging
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from cvgen.render.paper.engine import draw, file, importing, order, parse, patch, spacing, style, tags, text

# The versions that were read for what is replaced in them.
_READ = {"weasyprint": "70.0", "pydyf": "0.13.0"}
FASTER = {each.NAME: each.apply for each in (parse, style, text, draw)}
_SUBSETTING = "fonts subset by HarfBuzz"
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")

# What was tried by its name: "" where it is on, else why it is off.
_ways: dict[str, str] = {}


class _Font(Protocol):
    """What WeasyPrint knows of a font that it embeds."""

    file_content: bytes
    index: int
    missing: Mapping[int, int]


def ways() -> dict[str, str]:
    """Each way to be faster with "" where it is on, else with why it is off."""
    load()
    return dict(_ways)


@functools.cache
def load() -> types.ModuleType:
    """The module `weasyprint`. OSError or ImportError where Pango is not installed."""
    weasyprint = _imported()
    other = [f"{name} {found}" for name, version in _READ.items() if (found := _version(name)) != version]
    for name, apply in {**_BETTER, **FASTER}.items():
        if other and name != _SUBSETTING:
            _ways[name] = f"it is not known to hold for {', '.join(other)}"
        else:
            _try(name, apply)
    return weasyprint


def _imported() -> types.ModuleType:
    """WeasyPrint by the fastest way that succeeds; the last, as it is, may fail."""
    ways = importing.WAYS if sys.platform == "linux" and "weasyprint" not in sys.modules else {}
    for name, way in ways.items():
        if _try(name, way, importing.traceless()):
            break
    with contextlib.redirect_stdout(io.StringIO()):  # where Pango is missing it prints a page of advice
        importing.plain()
    return sys.modules["weasyprint"]


def _try(name: str, way: Callable[[], None], whole: contextlib.AbstractContextManager[None] | None = None) -> bool:
    """Whether a way to be faster could be gone; if not, nothing of it is left, and `ways` says why."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), whole or patch.whole():
            way()
    except Exception as error:  # noqa: BLE001 - whatever another version does differently
        _ways[name] = f"{type(error).__name__}: {error}"
    else:
        _ways[name] = ""
    return not _ways[name]


def left_alone(error: Exception) -> bool:
    """From now on WeasyPrint works without what is done faster, then better; False if it did, and failed by itself.

    Fonts are subset by HarfBuzz for as long as it can be loaded.
    """
    faster = [name for name in FASTER if not _ways.get(name, "off")]
    on = faster or [name for name in _BETTER if name != _SUBSETTING and not _ways.get(name, "off")]
    _ways.update(dict.fromkeys(on, f"a page failed: {type(error).__name__}: {error}"))
    if on:
        patch.undo()
        _better()
    return bool(on)


def _better() -> None:
    """Put again what is done better, unless it is off."""
    for name, apply in _BETTER.items():
        if not _ways.get(name):
            _try(name, apply)


def _version(name: str) -> str:
    return str(importlib.import_module(name).__version__)


def suited(page: str) -> contextlib.AbstractContextManager[None]:
    """While this page is laid out: WeasyPrint without the rules that it cannot need."""
    load()
    on = not _ways.get(style.NAME, "off")
    return style.without_notes(page) if on else contextlib.nullcontext()


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


def _subset_by_harfbuzz() -> None:
    """Have fonts subset by uharfbuzz, so that the bytes are the same on every machine.

    In the place of `weasyprint.pdf.fonts.Font.subset`, which asks for a system library that few have, and else takes
    fontTools: 0.3 s of a PDF, a warning a font, a time stamp in each. Holds while that method exists.
    """
    fonts = importlib.import_module("weasyprint.pdf.fonts")
    importlib.import_module("uharfbuzz")
    patch.member(fonts.Font, "subset", functools.partialmethod(_subset, fonts.Font.subset))


def _subset(font: _Font, plain: Callable[..., None], glyphs: Mapping[int, str], hinting: bool) -> None:
    """Leave in an embedded font only the glyphs that were drawn; what HarfBuzz refuses is left to WeasyPrint."""
    if not glyphs:
        return
    try:
        font.file_content = _subsetted(font, glyphs, hinting=hinting)
    except RuntimeError:
        plain(font, glyphs, hinting)


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


_BETTER = {_SUBSETTING: _subset_by_harfbuzz, **{each.NAME: each.apply for each in (tags, order, spacing, file)}}
