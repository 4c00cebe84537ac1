"""The dataclasses of what you write -> JSON Schema (draft 2020-12), for editors."""

import dataclasses
import types
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from cvgen.model import dates, names
from cvgen.model.content import CvFile
from cvgen.model.entry import Entry
from cvgen.model.facts import NamedLink
from cvgen.model.recipe import MarkRule, Recipe
from cvgen.model.text import Written
from cvgen.read.foreign.rendercv import LOOKS
from cvgen.read.yaml.schema import PRESENT, entry_kinds, keys, words

# What is taken out of a file before the rest becomes records.
_BESIDES: dict[type, dict[str, str]] = {
    Recipe: {"from": "the document that this one is laid on"},
    CvFile: dict.fromkeys(sorted(LOOKS), "RenderCV's; left aside"),
}


def json_schema(cls: type) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a file whose top is this record, for editors."""
    definitions: dict[str, Any] = {}
    top = _type_schema(cls, definitions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **top, "$defs": definitions}


def _type_schema(to: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if to == Written or to in (str, names.Name):
        return {"type": ["string", "number", "boolean", "null"]}
    if to == Entry:
        return {"anyOf": [_type_schema(kind, definitions) for kind in entry_kinds()]}
    if get_origin(to) is tuple:
        return _tuple_schema(get_args(to)[0], definitions)
    if get_origin(to) is types.UnionType:
        return _type_schema(next(arg for arg in get_args(to) if arg is not types.NoneType), definitions)
    if to is dates.Date:
        return {
            "type": ["string", "integer"],
            "description": "2024, 2024-08, 2024-08-09, Summer 2024, or ~2024-08 if estimated",
        }
    if (known := words(to)) is not None:
        return {"enum": [*known]}
    if to in (bool, int):
        return {"type": {bool: "boolean", int: "integer"}[to]}
    return _record_schema(to, definitions)


def _tuple_schema(item: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if get_origin(item) is tuple and item != Written:
        return {"type": "object", "additionalProperties": _or_null(_type_schema(get_args(item)[1], definitions))}
    if item is NamedLink:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    one = _type_schema(item, definitions)
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _record_schema(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}
        types_ = {key: _type_schema(f.type, definitions) for key, f in keys(cls).items()}
        required = _required(cls)
        properties = {key: found if key in required else _or_null(found) for key, found in types_.items()}
        properties |= {key: {"description": words} for key, words in _BESIDES.get(cls, {}).items()}
        if "ongoing" in properties:
            properties["end_date"] = {"anyOf": [properties["end_date"], {"enum": list(PRESENT)}]}
        body = {"type": "object", "additionalProperties": False, "properties": properties, "required": required}
        shorthand = list(_shorthand(cls, definitions))
        described = {"description": (cls.__doc__ or "").strip()}
        definitions[cls.__name__] = described | ({"anyOf": [body, *shorthand]} if shorthand else body)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The same, or nothing at all."""
    return {"anyOf": [schema, {"type": "null"}]}


def _required(cls: type) -> list[str]:
    return [key for key, f in keys(cls).items() if f.default is dataclasses.MISSING]


def _shorthand(cls: type, definitions: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if getattr(cls, "SCALAR", "") or cls is MarkRule:
        yield {"type": ["string", "number"]}
    if sequence := getattr(cls, "SEQUENCE", ""):
        yield _type_schema(keys(cls)[sequence].type, definitions)
