"""Regular expressions that are compiled when they are first used: a command uses a third of those that there are.

Compiling them all takes a tenth of the time in which a page of sixty papers is made.
"""

import re
from typing import AnyStr, Generic, cast


class _Lazy(Generic[AnyStr]):
    """A pattern that is compiled when somebody first asks for something that patterns have."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._given: tuple[AnyStr, int] = pattern, flags

    def __getattr__(self, name: str) -> object:
        # `re.compile` keeps what it has compiled. From now on this is found here, with no more work than there.
        found = self.__dict__[name] = getattr(re.compile(*self._given), name)
        return found


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, which is compiled when it is first used; a test compiles all of them."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))
