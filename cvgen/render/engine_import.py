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

from cvgen.render import engine_sheet, engine_table

# Parts that few documents need: variable and packed fonts, pictures, the network.
_SELDOM = (
    "fontTools.subset", "fontTools.ttLib", "fontTools.varLib", "fontTools.varLib.instancer",
    "PIL.EpsImagePlugin", "PIL.Image", "PIL.ImageCms", "PIL.ImageFile", "PIL.ImageOps",
    "email.message", "http.client", "ssl", "uuid",
)  # fmt: skip


def fast() -> None:
    """Import without what is seldom needed, and without parsing."""
    with _standing_in(), _declared(), _unasked(), engine_sheet.prepared():
        importlib.import_module("weasyprint")


def unsearched() -> None:
    """Import without what is seldom needed, the C declarations parsed: those of another version."""
    with _searching_nowhere(), _standing_in(), _unasked(), engine_sheet.prepared():
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
def _standing_in() -> Iterator[None]:
    """Modules that few documents need are there in name."""
    absent = [_Late(name) for name in _SELDOM if name not in sys.modules]
    for module in absent:
        module.enter()
    try:
        yield
    finally:
        for module in absent:
            module.leave()


class _Late(types.ModuleType):
    """A module that is imported when something of it is first used."""

    def enter(self) -> None:
        """Be found where the real one would be; what is asked for meanwhile is asked of that one when it is used."""
        package, _, name = self.__name__.rpartition(".")
        sys.modules[self.__name__] = self
        if package:
            vars(importlib.import_module(package))[name] = self

    def leave(self) -> None:
        """Be found no more, but by who has it already, and by urllib, which asks `http` for its client each time."""
        package, _, name = self.__name__.rpartition(".")
        self.__dict__["_left"] = True
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        if package in sys.modules and package != "http":
            vars(sys.modules[package]).pop(name, None)

    def __setattr__(self, name: str, value: object) -> None:
        """Remember what the real one is to know: that Ghostscript must never run."""
        if "_left" in self.__dict__:
            setattr(self.real(), name, value)
        else:
            _SET.setdefault(self.__name__.split(".")[0], []).append((self.__name__, name, value))

    def __getattr__(self, name: str) -> object:
        """What the real one has."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.real(), name) if "_left" in self.__dict__ else _Later(self, name)

    def real(self) -> types.ModuleType:
        """The module, its whole package told what it is to know."""
        for module, name, value in _SET.pop(self.__name__.split(".")[0], []):
            setattr(importlib.import_module(module), name, value)
        return importlib.import_module(self.__name__)


_SET: dict[str, list[tuple[str, str, object]]] = {}


class _Later:
    """A name of a module that is imported when it is first used."""

    def __init__(self, module: _Late, name: str) -> None:
        self._place = (module, name)

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._real()(*args, **kwargs)  # type: ignore[operator]

    def __getattr__(self, name: str) -> object:
        return getattr(self._real(), name)

    def __instancecheck__(self, other: object) -> bool:
        return isinstance(other, self._real())  # type: ignore[arg-type]

    def _real(self) -> object:
        module, name = self._place
        return getattr(module.real(), name)


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
