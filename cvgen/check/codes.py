"""codes.toml -> what each problem is, why it matters, and what to do: `cvgen check --explain CODE`."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cvgen.model.errors import Level
from cvgen.model.record import Record


class Code(Record):
    """A kind of problem: its stable name, the room it belongs to, how bad it usually is, and the words about it."""

    name: str
    room: str
    level: Level
    title: str
    why: str
    do: str


@cache
def catalogue() -> dict[str, Code]:
    """Every problem that cvgen can report, by code, in the order of the rooms."""
    text = Path(__file__).with_name("codes.toml").read_text(encoding="utf-8")
    return {code.name: code for code in _codes(tomllib.loads(text))}


def _codes(rooms: dict[str, dict[str, dict[str, str]]]) -> Iterator[Code]:
    for room, found in rooms.items():
        for name, said in found.items():
            yield Code(name, room, Level(said["level"]), said["title"], said["why"], said["do"])


def explained(code: Code) -> str:
    """A code in a few lines, as it is printed."""
    silent = "" if code.level is Level.ERROR else _SILENT.format(code.name)
    return f"{code.name} ({code.level}): {code.title}\n\n{code.why}\n\nWhat to do: {code.do}{silent}"


_SILENT = """

To let it stand, in a YAML file:
  checks:
    silence:
      - {{code: {0}, about: KEY, reason: "why"}}
or in the entry of a .bib: silence = {{{0}: why}}"""


def listed() -> Iterator[str]:
    """A line for each code under the name of its room."""
    width = max(map(len, catalogue()))
    room = ""
    for code in catalogue().values():
        if code.room != room:
            yield f"{'' if not room else chr(10)}{code.room}"
            room = code.room
        yield f"  {code.name:<{width}}  {code.level:<7}  {code.title}"
