"""What is printed, and what comes of it."""

from pathlib import Path
from typing import Any, NamedTuple


class Sheet(NamedTuple):
    """What is printed: the HTML, the folder of its pictures, what the file says of itself; whether it is measured."""

    page: str
    project: Path | None
    facts: tuple[tuple[str, object], ...]
    measured: bool = False


class Printed(NamedTuple):
    """The file, its pages, what the engine said meanwhile, the characters that our fonts lack, what was measured.

    And the pieces of text that reach beyond their sheet, with the numbers of their pages.

    What was measured are the values of a measure.Measured, as they come from another process.
    """

    data: bytes
    pages: int
    messages: tuple[str, ...]
    lacking: str
    measured: tuple[Any, ...] = ()
    cut: tuple[tuple[int, str], ...] = ()
