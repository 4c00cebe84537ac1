"""A function of the engine -> ours in its place, wherever it was imported to."""

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
