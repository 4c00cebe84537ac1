"""What a YAML file says, each value with its place; and `load`, which reads one.

The files that come with cvgen are read beforehand, as `shipped.json` has them: a .bib alone needs no reader of YAML,
whose import takes a tenth of the time in which a page of sixty papers is made.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from cvgen.model.errors import Position, Problems
from cvgen.model.record import Placed, replace

SHIPPED = Path(__file__).with_name("shipped.json")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Scalar(Placed):
    """A text as typed: NO stays "NO", 010 stays "010". `quoted` tells "null" from null.

    `listed` is the text with its lines, where it goes on in lines that begin with "- ", which YAML folds into one.
    """

    text: str
    at: Position
    quoted: bool = False
    listed: str = ""

    @property
    def null(self) -> bool:
        """Whether nothing stands here."""
        return not self.quoted and self.text in _NULLS


class Listed(Placed):
    """A list."""

    items: "tuple[Value, ...]"
    at: Position


class Mapped(Placed):
    """A mapping, in the order typed, each key once."""

    pairs: "tuple[tuple[Scalar, Value], ...]"
    at: Position

    def find(self, key: str) -> "Value | None":
        """The value under this key, or None."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def without(self, *keys: str) -> "Mapped":
        """The mapping without these keys."""
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0].text not in keys))


Value: TypeAlias = Scalar | Listed | Mapped


def merged(base: Value, over: Value) -> Value:
    """Over laid on base: mappings merge, all else replaces, null deletes."""
    if not isinstance(base, Mapped) or not isinstance(over, Mapped):
        return over
    pairs = {key.text: (key, value) for key, value in base.pairs}
    for key, value in over.pairs:
        if isinstance(value, Scalar) and value.null:
            pairs.pop(key.text, None)
        elif key.text in pairs:
            pairs[key.text] = (key, merged(pairs[key.text][1], value))
        else:
            pairs[key.text] = (key, value)
    return Mapped(tuple(pairs.values()), over.at)


def load(file: str, text: str, problems: Problems) -> Value | None:
    """The one document of a YAML file; None if it is empty or cannot be read, which is then reported."""
    if known := _shipped().get(digest(text)):
        return _located(json.loads(known), file)
    from cvgen.read.yaml import yaml_file

    return yaml_file.load(file, text, problems)


def digest(text: str) -> str:
    """What a text is known by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _shipped() -> dict[str, str]:
    """The values of the files that come with cvgen, each as JSON, by the digest of its text."""
    found: dict[str, str] = json.loads(SHIPPED.read_bytes())
    return found


def encoded(value: Value) -> list[Any]:
    """What JSON holds: [line, column, text, quoted, listed], [line, column, [item …]], [line, column, {}, [pair …]]."""
    place = [value.at.line, value.at.column]
    match value:
        case Scalar():
            return [*place, value.text, value.quoted, value.listed]
        case Listed():
            return [*place, [encoded(each) for each in value.items]]
    return [*place, {}, [[encoded(key), encoded(each)] for key, each in value.pairs]]


def _located(found: list[Any], file: str) -> Value:
    """The value that was `encoded`, in this file."""
    line, column, what, *rest = found
    at = Position(file, line, column)
    if isinstance(what, str):
        return Scalar(what, at, *rest)
    if isinstance(what, list):
        return Listed(tuple(_located(each, file) for each in what), at)
    pairs = ((_located(key, file), _located(each, file)) for key, each in rest[0])
    return Mapped(tuple((key, each) for key, each in pairs if isinstance(key, Scalar)), at)
