"""WeasyPrint, imported in less than half the time: what was parsed once is not parsed again, what few need waits.

Each way either brings the whole of it or leaves nothing behind, and then the next is tried; the last is plain `import`.

What is replaced, and why (CPU of `import weasyprint` 70.0 on Python 3.11: 550 ms plainly, 210 ms as here):
- `weasyprint/text/ffi.py` gives cffi 450 lines of C to parse (40 ms), and opens eight libraries by names for which
  cffi runs gcc and ldconfig first (200 ms). While that one module runs, `cffi.FFI` hands out what cffi itself made of
  these lines before (its "out-of-line" form, in `table`), which opens libraries by name alone. Held to: the digest of
  the lines, and the version of the tables' form, which cffi checks. For other lines only the search is left out.
- Libraries are opened to stay until the process ends. Newer Pango reads fonts in a thread of its own; cffi closes
  libraries while Python ends, and a thread whose code is gone crashes the process after its work is done.
- PIL and fontTools, which WeasyPrint imports whole for pictures and for variable fonts (110 ms), wait until something
  of them is used, by importlib's own LazyLoader.
`cvgen doctor` says which way was taken, and `make update` writes the table anew.
"""

import hashlib
import importlib
import os
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import LazyLoader
from typing import Any, TypeAlias

from cvgen.render.paper.engine import table

Preparation: TypeAlias = Callable[[], AbstractContextManager[None]]

# What is taken out of one of these at once ("from PIL.ImageCms import …") is imported at once all the same.
_SELDOM = ("PIL.", "fontTools.")
_FOREIGN = "weasyprint.text.ffi"
_NEVER_UNLOADED = getattr(os, "RTLD_NODELETE", 0)


def declared() -> None:
    """Import it with the C declarations from the table. LookupError for other declarations."""
    _imported(_from_table)


def unsearched() -> None:
    """Import it with its own declarations, and no search for libraries."""
    _imported(_no_search)


def plain() -> None:
    """Import it as it is."""
    importlib.import_module("weasyprint")


WAYS = {
    "C declarations from a table": declared,
    "libraries found without a search": unsearched,
}


@contextmanager
def traceless() -> Iterator[None]:
    """What is imported meanwhile is imported as a whole: after an exception no module of it is left."""
    before = set(sys.modules)
    try:
        yield
    except BaseException:
        for name in set(sys.modules) - before:
            module = sys.modules.pop(name)
            parent, _, last = name.rpartition(".")
            if parent in before and vars(sys.modules[parent]).get(last) is module:
                delattr(sys.modules[parent], last)
        raise


def _imported(prepared: Preparation) -> None:
    finder = _Finder(prepared)
    sys.meta_path.insert(0, finder)
    try:
        plain()
    finally:
        sys.meta_path.remove(finder)


class _Finder(MetaPathFinder):
    """Finds what Python finds, and has some modules wait, and the one with the declarations run `prepared`."""

    def __init__(self, prepared: Preparation) -> None:
        self.prepared = prepared

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        """The usual specification with another loader, or None, which means that the next finder is asked."""
        if not name.startswith((*_SELDOM, _FOREIGN)):
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        spec = next(filter(None, (finder.find_spec(name, path, target) for finder in others)), None)
        if spec and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Prepared(spec.loader, self.prepared) if name == _FOREIGN else LazyLoader(spec.loader)
        return spec


class _Prepared(Loader):
    """Runs a module while something is prepared for it."""

    def __init__(self, loader: Loader, prepared: Preparation) -> None:
        self.loader, self.prepared = loader, prepared

    def create_module(self, spec: ModuleSpec) -> types.ModuleType | None:
        """The usual module."""
        return self.loader.create_module(spec)

    def exec_module(self, module: types.ModuleType) -> None:
        """Run it."""
        with self.prepared():
            self.loader.exec_module(module)


@contextmanager
def _from_table() -> Iterator[None]:
    """Meanwhile `cffi.FFI()` is an interface that has all declarations already."""
    cffi: Any = importlib.import_module("cffi")
    theirs = cffi.FFI
    cffi.FFI = _interface
    try:
        yield
    finally:
        cffi.FFI = theirs


def _interface() -> object:
    """An interface with the declarations of the table, which takes no others."""
    backend = importlib.import_module("_cffi_backend")
    made = type("FFI", (backend.FFI,), {"cdef": _checked, "RTLD_NOW": _NEVER_UNLOADED | backend.FFI.RTLD_NOW})
    return made("weasyprint", **table.TABLES)


def _checked(_interface: object, declarations: str) -> None:
    """LookupError for declarations that the table was not made of."""
    if fingerprint(declarations) != table.DECLARATIONS:
        raise LookupError("these C declarations are not those of the table")


def fingerprint(declarations: str) -> str:
    """What tells one version's declarations from another's."""
    return hashlib.sha256(declarations.encode()).hexdigest()


@contextmanager
def _no_search() -> Iterator[None]:
    """Meanwhile no library is found by searching, so that the names that need no search are tried."""
    util: Any = importlib.import_module("ctypes.util")
    cffi: Any = importlib.import_module("cffi")
    search, theirs = util.find_library, cffi.FFI
    util.find_library = lambda name: None  # noqa: ARG005 - as ctypes calls it
    cffi.FFI = type("FFI", (theirs,), {"dlopen": _opened_for_good})
    try:
        yield
    finally:
        util.find_library, cffi.FFI = search, theirs


def _opened_for_good(interface: Any, name: str, flags: int = 0) -> object:
    """A library that is there until the process ends."""
    return super(type(interface), interface).dlopen(name, flags | _NEVER_UNLOADED)
