r"""What stands between \begin and \end: math of its own lines, the cells of a matrix; of others only the text.

The reader runs them, and knows which are open.
"""

from collections.abc import Callable
from typing import Protocol, TypeAlias

from cvgen.read.latex.nodes import Nodes

_MATH = frozenset(
    "math displaymath equation align alignat flalign gather multline eqnarray dmath IEEEeqnarray subequations".split()
)
# What stands around the cells; those of "cases" are read without their brace.
_CELLS = {
    "array": "", "matrix": "", "smallmatrix": "", "cases": "",
    "pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖",
}  # fmt: skip
# Those that say how many columns there are, or where these are aligned.
_COLUMNS = frozenset(("array", "tabular", "alignat", "alignedat", "IEEEeqnarray"))
# More within each other than any formula has.
_DEEPEST = 40


class Reading(Protocol):
    """The field that is being read, and how far; `environments` are those of math that are open."""

    text: str
    pos: int
    math: bool
    environments: list[str]

    def raw(self) -> str:
        """The next argument as it was typed."""

    def option(self) -> str:
        """The optional argument that stands here."""

    def feed(self, nodes: Nodes) -> None:
        """Something to print."""

    def formula(self, *, begins: bool) -> None:
        """Math begins here, or ends."""


Command: TypeAlias = Callable[[Reading, str, bool], None]


def cells(reader: Reading, text: str) -> str:
    """Text of an environment without the signs at which its columns stand: a space between the cells of a matrix."""
    if "&" not in text or not reader.environments:
        return text
    return text.replace("&", " " if reader.environments[-1] in _CELLS else "")


def displayed(reader: Reading) -> bool:
    """Whether an environment is open in which math begins and ends by itself: a dollar there ends none."""
    return bool(reader.environments) and reader.environments[0] in _MATH


def rows(reader: Reading) -> str:
    """What stands between two lines: "1 2; 3 4"."""
    return "; " if reader.math and reader.environments and reader.environments[-1] in _CELLS else " "


def _named(reader: Reading) -> str:
    return reader.raw().strip().removesuffix("*")


def _begin(reader: Reading, _name: str, _spaced: bool) -> None:
    reader.option()
    name = _named(reader)
    if name in _COLUMNS:
        reader.option()
        reader.raw()
    opens = name in _MATH and not reader.math and reader.text.find(rf"\end{{{name}", reader.pos) > 0
    if len(reader.environments) < _DEEPEST and (opens or (name in _CELLS and reader.math)):
        reader.environments.append(name)
        if opens:
            reader.formula(begins=True)
        elif _CELLS[name]:
            reader.feed([_CELLS[name][0]])


def _end(reader: Reading, _name: str, _spaced: bool) -> None:
    name = _named(reader)
    if name in reader.environments:
        del reader.environments[reader.environments.index(name) :]
        if name in _MATH:
            reader.formula(begins=False)
        elif _CELLS[name]:
            reader.feed([_CELLS[name][1]])


COMMANDS: dict[str, Command] = {"begin": _begin, "end": _end}
