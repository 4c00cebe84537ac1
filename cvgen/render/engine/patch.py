"""A function of the engine -> ours in its place, wherever it was imported to; one that is asked once for each style."""

import sys
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


def put(ours: Function, theirs: Function) -> None:
    """Let every module of the engine call ours."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("weasyprint", "pydyf")):
            for each, value in list(vars(module).items()):
                if value is theirs:
                    setattr(module, each, ours)


def once(name: str, work: Function) -> Function:
    """The function of a style, which keeps its answer by this name."""

    def kept(style: Any) -> Any:
        found = style.__dict__.get(name)
        if found is None:
            found = style.__dict__[name] = work(style)
        return found

    return kept
