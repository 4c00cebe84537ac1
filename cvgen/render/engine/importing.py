"""WeasyPrint, imported in a fifth of the time: nothing is parsed that was before, what is seldom needed waits.

For any version: what it would not understand is left as it is.
"""

import hashlib
import importlib
import mimetypes
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cvgen import late
from cvgen.render.engine import sheet, table

# Parts that few documents need: variable and packed fonts, pictures, the network.
_SELDOM = (
    "fontTools.subset", "fontTools.ttLib", "fontTools.varLib", "fontTools.varLib.instancer",
    "PIL.EpsImagePlugin", "PIL.Image", "PIL.ImageCms", "PIL.ImageFile", "PIL.ImageOps",
    "email.message", "http.client", "ssl", "uuid",
)  # fmt: skip


def fast() -> None:
    """Import without what is seldom needed, and without parsing."""
    importlib.import_module("http")
    with late.modules(*_SELDOM), _declared(), _unasked(), sheet.prepared():
        importlib.import_module("weasyprint")


def unsearched() -> None:
    """Import without what is seldom needed, the C declarations parsed: those of another version."""
    with _searching_nowhere(), late.modules(*_SELDOM), _unasked(), sheet.prepared():
        importlib.import_module("weasyprint")


@contextmanager
def _searching_nowhere() -> Iterator[None]:
    """No library is found by searching, which runs gcc, so that the names that need no search are tried."""
    util: Any = importlib.import_module("ctypes.util")
    search = util.find_library
    util.find_library = lambda name: None  # noqa: ARG005 - as ctypes calls it
    try:
        yield
    finally:
        util.find_library = search


@contextmanager
def _unasked() -> Iterator[None]:
    """The system's lists of kinds of files are not read; WeasyPrint takes Python's own list alone."""
    inited, mimetypes.inited = mimetypes.inited, True
    try:
        yield
    finally:
        mimetypes.inited = inited


@contextmanager
def _declared() -> Iterator[None]:
    """The tables that cffi made of these declarations before are handed out in its place; it is not imported."""
    if "cffi" in sys.modules:
        yield
        return
    stand_in = types.ModuleType("cffi")
    stand_in.__dict__["FFI"] = _interface
    sys.modules["cffi"] = stand_in
    try:
        yield
    finally:
        del sys.modules["cffi"]


def _interface() -> object:
    """What `cffi.FFI()` gives: an interface with all declarations in place, which takes no others."""
    backend = importlib.import_module("_cffi_backend")
    made = type("FFI", (backend.FFI,), {"cdef": _checked})
    return made("weasyprint", **table.TABLES)


def _checked(_interface: object, declarations: str) -> None:
    """LookupError for declarations that the tables were not made of."""
    if fingerprint(declarations) != table.DECLARATIONS:
        raise LookupError(declarations)


def fingerprint(declarations: str) -> str:
    """What tells one version's declarations from another's."""
    return hashlib.sha256(declarations.encode()).hexdigest()
