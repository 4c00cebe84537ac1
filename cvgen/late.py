"""What waits until it is first used: regular expressions, modules. A command that starts waits for neither."""

import re
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

_compile = re.compile
_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
# By package: the module, a name, the value that the module's own is to have.
_set: dict[str, list[tuple[str, str, object]]] = {}


@contextmanager
def patterns() -> Iterator[None]:
    """What is imported meanwhile waits with compiling its expressions: of some 170 a run uses a third."""
    re.compile = _Pattern  # type: ignore[assignment]
    try:
        yield
    finally:
        re.compile = _compile


class _Pattern:
    """A regular expression that is compiled when it is asked for anything."""

    def __init__(self, pattern: Any, flags: int = 0) -> None:
        self.written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """From the first call on, its methods are those of the compiled expression."""
        compiled = _compile(*self.written)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


@contextmanager
def modules(*names: str) -> Iterator[None]:
    """What is imported meanwhile finds these modules in name; each is imported when something of it is first used."""
    absent = [_Module(name) for name in names if name not in sys.modules]
    for module in absent:
        module.enter()
    try:
        yield
    finally:
        for module in absent:
            module.leave()


class _Module(types.ModuleType):
    """A module that is imported when something of it is first used."""

    def enter(self) -> None:
        """Be found where the real one would be; what is asked for meanwhile is asked of that one when it is used."""
        package, _, name = self.__name__.rpartition(".")
        sys.modules[self.__name__] = self
        if package in sys.modules:
            vars(sys.modules[package])[name] = self

    def leave(self) -> None:
        """Be found no more, but by who has it already, and by urllib, which asks `http` for its client each time."""
        package, _, name = self.__name__.rpartition(".")
        self.__dict__["_left"] = True
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        holder = vars(sys.modules[package]) if package in sys.modules and package != "http" else {}
        if holder.get(name) is self:
            del holder[name]

    def __setattr__(self, name: str, value: object) -> None:
        """What the real one is to know: that Ghostscript must never run."""
        if "_left" in self.__dict__:
            setattr(self.real(), name, value)
        else:
            _set.setdefault(self.__name__.split(".")[0], []).append((self.__name__, name, value))

    def __getattr__(self, name: str) -> object:
        """What the real one has."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.real(), name) if "_left" in self.__dict__ else _Name(self, name)

    def real(self) -> types.ModuleType:
        """The module, its whole package told what it is to know."""
        self.leave()
        for module, name, value in _set.pop(self.__name__.split(".")[0], []):
            setattr(import_module(module), name, value)
        return import_module(self.__name__)


class _Name:
    """A name of a module that is imported when it is first used."""

    def __init__(self, module: _Module, name: str) -> None:
        self._place = (module, name)

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._real()(*args, **kwargs)  # type: ignore[operator]

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._real(), name)

    def __instancecheck__(self, other: object) -> bool:
        return isinstance(other, self._real())  # type: ignore[arg-type]

    def _real(self) -> object:
        module, name = self._place
        return getattr(module.real(), name)
