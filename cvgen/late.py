"""Regular expressions compiled when they are first used: what a run imports brings some 170, and it uses a third."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_compile = re.compile
_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


@contextmanager
def patterns() -> Iterator[None]:
    """What is imported meanwhile waits with compiling its expressions."""
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
