"""WeasyPrint, imported in a third of the time: no compiler is asked for libraries, nothing is parsed that was before.

For any version: what it would not understand is left as it is.
"""

import ctypes.util
import functools
import hashlib
import importlib
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager

from cvgen.render import engine_table

_FONT_TOOLS = ("fontTools.subset", "fontTools.ttLib", "fontTools.varLib", "fontTools.varLib.instancer")


def fast() -> None:
    """Import without looking for libraries by running gcc, without fontTools, without parsing C declarations."""
    with _searching_nowhere(), _standing_in(), _declared():
        importlib.import_module("weasyprint")


@contextmanager
def _searching_nowhere() -> Iterator[None]:
    """No library is found by searching, so that the names that need no search are tried."""
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - as ctypes calls it
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _standing_in() -> Iterator[None]:
    """Modules of fontTools, which few documents need, are there in name."""
    absent = [name for name in _FONT_TOOLS if name not in sys.modules]
    sys.modules.update({name: _stand_in(name) for name in absent})
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


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
    return made("weasyprint", **engine_table.TABLES)


def _checked(_interface: object, declarations: str) -> None:
    """LookupError for declarations that the tables were not made of."""
    if fingerprint(declarations) != engine_table.DECLARATIONS:
        raise LookupError(declarations)


def fingerprint(declarations: str) -> str:
    """What tells one version's declarations from another's."""
    return hashlib.sha256(declarations.encode()).hexdigest()
