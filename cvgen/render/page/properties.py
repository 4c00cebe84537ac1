"""A page's styles of the user's -> a warning for each misspelt property, which browsers leave out in silence.

properties.txt has the names that browsers and engines of paper know (CSS, as Chromium lists them). What is like none of
them may be newer than the list.
"""

from functools import cache
from pathlib import Path

from cvgen import gate
from cvgen.model.document import Document
from cvgen.model.errors import nearly
from cvgen.render.context import Context

_NAMES = Path(__file__).with_name("properties.txt")


def tried(document: Document, context: Context) -> None:
    """Report them, each once in a file."""
    for name, at in context.theme.declared(document.styles):
        if name not in _known() and (meant := nearly(name, _known())):
            message = f"{name} is no property of CSS, and browsers leave it out"
            context.problems.warn("style-property", message, at, f"did you mean {meant}?")


@cache
def _known() -> frozenset[str]:
    return frozenset(gate.content(_NAMES).decode().split())
