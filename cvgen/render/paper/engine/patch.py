"""A function of the engine -> ours in its place, wherever it was imported to; what was put can be taken out again."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Function = Callable[..., Any]

# What stood where ours stand now, in the order in which they were put: object, name, value.
_before: list[tuple[Any, str, Any]] = []


@contextmanager
def whole() -> Iterator[None]:
    """What is put meanwhile is put as a whole: after an exception everything is as it was before."""
    start = len(_before)
    try:
        yield
    except BaseException:
        undo(start)
        raise


def undo(start: int = 0) -> None:
    """Take out what was put since so many others were, the last first."""
    while len(_before) > start:
        holder, name, value = _before.pop()
        setattr(holder, name, value)


def member(holder: Any, name: str, ours: Any) -> None:
    """Give a class or module of the engine another member. AttributeError where it has none of this name."""
    _before.append((holder, name, getattr(holder, name)))
    setattr(holder, name, ours)


def put(ours: Function, theirs: Function) -> None:
    """Let every module of the engine call ours. LookupError where none calls theirs."""
    places = [
        (module, each)
        for name, module in list(sys.modules.items())
        if name.startswith(("weasyprint", "pydyf"))
        for each, value in list(vars(module).items())
        if value is theirs
    ]
    if not places:
        raise LookupError(theirs)
    for module, each in places:
        member(module, each, ours)


def once(name: str, work: Function) -> Function:
    """The function of a style, which keeps its answer in the style by this name."""

    def kept(style: Any) -> Any:
        found = style.__dict__.get(name)
        if found is None:
            found = style.__dict__[name] = work(style)
        return found

    return kept
