"""JSON -> the located values that YAML is read as, so that every mistake in it has its place."""

import json
import re

from cvgen.model.errors import Position, Problems
from cvgen.model.regex import lazy
from cvgen.read.yaml import yaml_file
from cvgen.read.yaml.values import Value


def load(file: str, text: str, problems: Problems) -> Value | None:
    """The located values of a JSON file, which is YAML but for two ways to write a sign outside the first plane."""
    own = Problems()
    value = yaml_file.load(file, _PAIR.sub(_joined, text.replace("\t", " ")), own)
    try:
        if own.errors:
            json.loads(text)
    except json.JSONDecodeError as error:
        place = Position(file, error.lineno, error.colno)
        problems.error("json-syntax", f"this is not JSON: {error.msg}", place, "an editor that knows JSON shows where")
        return None
    except RecursionError:
        pass
    problems.add(own.items)
    return value


_PAIR = lazy(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


def _joined(found: re.Match[str]) -> str:
    high, low = int(found[1], 16), int(found[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
