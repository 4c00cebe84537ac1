"""What is printed, and what comes of it."""

from pathlib import Path
from typing import NamedTuple


class Sheet(NamedTuple):
    """What is printed: the HTML, the folder of its pictures, what the file says of itself."""

    page: str
    project: Path | None
    facts: tuple[tuple[str, object], ...]


class Printed(NamedTuple):
    """The file, how many pages it has, what the engine said meanwhile, the characters that our fonts lack."""

    data: bytes
    pages: int
    messages: tuple[str, ...]
    lacking: str
