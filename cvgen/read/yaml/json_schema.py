"""The records of what you write -> JSON Schema (draft 2020-12), for editors: what each key means, and what fits."""

import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, TypeAlias, get_args, get_origin

from cvgen.model import dates, forms, names
from cvgen.model.choices import Look
from cvgen.model.content import CvFile
from cvgen.model.entry import Entry
from cvgen.model.facts import NamedLink
from cvgen.model.look import Length, bounds
from cvgen.model.recipe import MarkRule, Recipe
from cvgen.model.record import Struct, field
from cvgen.model.text import Written
from cvgen.model.word import Word
from cvgen.read.foreign.rendercv import LOOKS
from cvgen.read.yaml import descriptions
from cvgen.read.yaml.schema import PRESENT, entry_kinds, keys, words

Schema: TypeAlias = dict[str, Any]
Names: TypeAlias = Mapping[str, Iterable[str]]
# What is taken out of a file before the rest becomes records.
BESIDES: dict[type, tuple[str, ...]] = {Recipe: ("from",), CvFile: tuple(sorted(LOOKS))}


def json_schema(cls: type, known: Names | None = None) -> Schema:
    """JSON Schema (draft 2020-12) of a file whose top is this record.

    `known` are names that fit somewhere, by the word that keys.toml has for them: {"people": ["ada-example"]}.
    """
    writer = _Writer(known or {})
    top = writer.typed(cls)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": "generator: cvgen"}
    return {**head, **top, "$defs": writer.definitions}


def mapped(to: Any) -> Any:
    """The type of the values, where the user chooses the keys; None for any other type."""
    item = get_args(to)[0] if get_origin(to) is tuple else None
    if item is NamedLink:
        return str
    return get_args(item)[1] if get_origin(item) is tuple and item != Written else None


class _Writer(Struct):
    """Writes the schemas of types, with the records in `definitions`."""

    known: Names
    definitions: Schema = field(default_factory=dict)

    def typed(self, to: Any, fitting: tuple[str, ...] = ()) -> Schema:
        """The schema of a type; editors offer what is `fitting`."""
        if get_origin(to) is Annotated or to == Written or to in (str, names.Name):
            return _offered(fitting, self._in_languages(_text(to)) if to in (forms.Text, Written) else _text(to))
        if to == Entry:
            return {"anyOf": [self.typed(kind) for kind in entry_kinds()]}
        if (values := mapped(to)) is not None:
            one = {"type": "string"} if values is str else _or_null(self.typed(values))
            return {"type": "object", "properties": dict.fromkeys(fitting, one), "additionalProperties": one}
        if get_origin(to) is tuple:
            one = self.typed(get_args(to)[0], fitting)
            return {"anyOf": [one, {"type": "array", "items": one}]}
        if get_origin(to) is types.UnionType:
            return self.typed(next(arg for arg in get_args(to) if arg is not types.NoneType), fitting)
        if to in (dates.Date, dates.Window):
            return {"type": ["string", "integer"]}
        if (chosen := words(to)) is not None:
            return {"enum": [*chosen]}
        if to in (bool, int):
            return {"type": {bool: "boolean", int: "integer"}[to]}
        if pattern := getattr(to, "PATTERN", ""):
            named = tuple(to.named()) if hasattr(to, "named") else ()
            formed = f"^(?:{pattern}{'|[A-Za-z]+' if named else ''})$"
            return _offered(named, {"type": ["string", "number"], "pattern": formed})
        return _offered(fitting, self._record(to))

    def _in_languages(self, text: Schema) -> Schema:
        """A text, or one in several languages by their tags."""
        # By patterns, so that an editor tells a misspelt key of an entry as that and not as the tag of a language.
        tags = {"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$": _or_null(text)}
        said = "The text in each of several languages: {en: Lamps, de: Lampen}."
        body = {"type": "object", "description": said, "properties": {}, "patternProperties": tags}
        self.definitions["Languages"] = {**body, "minProperties": 1, "additionalProperties": False}
        return {"anyOf": [text, {"$ref": "#/$defs/Languages"}]}

    def _record(self, cls: type) -> Schema:
        if cls.__name__ not in self.definitions:
            self.definitions[cls.__name__] = {}
            required = [key for key, f in keys(cls).items() if f.required]
            properties = {key: self._key(cls, key, required=key in required) for key in keys(cls)}
            properties |= {key: _described(descriptions.key(cls, key).means) for key in BESIDES.get(cls, ())}
            body = {"type": "object", "additionalProperties": False, "properties": properties, "required": required}
            shorthand = list(self._shorthand(cls))
            described = {"description": descriptions.record(cls)} if cls is not Word else {}
            self.definitions[cls.__name__] = described | ({"anyOf": [body, *shorthand]} if shorthand else body)
        return {"$ref": f"#/$defs/{cls.__name__}"}

    def _key(self, cls: type, name: str, *, required: bool) -> Schema:
        said = descriptions.key(cls, name)
        found = self.typed(keys(cls)[name].type, tuple(self.known.get(said.knows, ())))
        limits = bounds(cls, name)
        if limits and not isinstance(limits.most, Length):
            found |= {"minimum": float(limits.least), "maximum": float(limits.most)}
        if name == "end_date":
            found = {"anyOf": [found, {"enum": [*PRESENT]}]}
        means = f"{said.means} {str(limits).capitalize()}." if limits else said.means
        return {**_described(means), **(found if required else _or_null(found))}

    def _shorthand(self, cls: type) -> Iterator[Schema]:
        """What may stand in the place of a record's keys and values."""
        if cls is MarkRule:
            yield _offered(tuple(Look), {"type": ["string", "number"]})
        elif scalar := getattr(cls, "SCALAR", ""):
            yield self.typed(keys(cls)[scalar].type)
        if sequence := getattr(cls, "SEQUENCE", ""):
            yield self.typed(keys(cls)[sequence].type)


def _offered(fitting: tuple[str, ...], schema: Schema) -> Schema:
    """The same, with words that editors offer; an enum would say that nothing else is allowed."""
    return {"anyOf": [*({"const": word} for word in fitting), schema]} if fitting else schema


def _text(to: Any) -> Schema:
    """The schema of a text, with its form where an editor can hold it against one."""
    pattern = forms.PATTERNS.get(getattr(to, "__metadata__", ("",))[0])
    return {"type": "string", "pattern": f"^(?:{pattern})$"} if pattern else {"type": ["string", "number", "boolean"]}


def _described(means: str) -> Schema:
    """What a key means; what is code is said a second time, as editors take a description for plain text."""
    return {"description": means} | ({"markdownDescription": means} if "`" in means else {})


def _or_null(schema: Schema) -> Schema:
    """The same, or nothing at all."""
    return {"anyOf": [schema, {"type": "null"}]}
