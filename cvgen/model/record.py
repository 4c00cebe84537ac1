"""The classes that all records are made of: msgspec's, which need no compiler and are quick to make, compare and hash.

A record is never changed: `replace` makes another one. What is filled step by step is a `Struct` instead.
"""

import inspect
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, NamedTuple, dataclass_transform

from msgspec import NODEFAULT, Struct, field
from msgspec.structs import replace

__all__ = ["Field", "Placed", "Record", "Struct", "field", "fields", "is_record", "replace", "said"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record(Struct, frozen=True):
    """A record that never changes, equal to another one of its class that says the same."""


class Placed(Record):
    """A record that also knows where it stands in a file, or why it says what it says: that makes none another one."""

    APART: ClassVar[frozenset[str]] = frozenset(("at", "texts", "days", "why", "kind_why"))

    def __eq__(self, other: object) -> bool:
        """Whether the other one says the same."""
        if other is self:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        said = _reader(self.__class__)
        return said(self) == said(other)

    def __hash__(self) -> int:
        """By what it says."""
        return hash(_reader(self.__class__)(self))


class Field(NamedTuple):
    """A field as its class declares it; `type` is what stands there, in which names may be quoted."""

    name: str
    type: Any
    default: Any

    @property
    def required(self) -> bool:
        """Whether a record must say something here."""
        return self.default is NODEFAULT


def fields(cls: type[Struct]) -> list[Field]:
    """The fields of a class of records, those of what it extends first."""
    types = {name: to for base in reversed(cls.__mro__) for name, to in inspect.get_annotations(base).items()}
    names, defaults = cls.__struct_fields__, cls.__struct_defaults__
    given = (NODEFAULT,) * (len(names) - len(defaults)) + defaults
    return [Field(name, types[name], default) for name, default in zip(names, given, strict=True)]


@cache
def _reader(cls: type[Struct]) -> Callable[[object], object]:
    """What reads all that a record says."""
    return attrgetter(*said(cls))


def said(cls: type[Struct]) -> list[str]:
    """The fields of a record by which it is compared."""
    apart: frozenset[str] = getattr(cls, "APART", frozenset())
    return [name for name in cls.__struct_fields__ if name not in apart]


def is_record(value: object) -> bool:
    """Whether it is a record, or a class of them."""
    return issubclass(value if isinstance(value, type) else type(value), Struct)
