"""keys.toml -> what each record and each of its keys means to who types it: for editors and for the reference."""

import tomllib
from functools import cache
from pathlib import Path

from cvgen.model.record import Record


class Key(Record):
    """A key: what it means, a value as it may be typed, what it prints where no page shows that, the names it knows."""

    means: str
    like: str
    prints: str = ""
    knows: str = ""


class Described(Record):
    """A record: what it means, and its keys by name."""

    means: str
    keys: dict[str, Key]


@cache
def records() -> dict[str, Described]:
    """Everything described, by the names of the classes."""
    read = tomllib.loads(Path(__file__).with_name("keys.toml").read_text(encoding="utf-8"))
    return {
        name: Described(found["means"], {key: Key(**said) for key, said in found["keys"].items()})
        for name, found in read.items()
    }


def record(cls: type) -> str:
    """What a record of this class is."""
    return records()[cls.__name__].means


def key(cls: type, name: str) -> Key:
    """What a key of this class is; what a class has from another is described there."""
    found = (records()[each.__name__].keys for each in cls.__mro__ if each.__name__ in records())
    return next(keys[name] for keys in found if name in keys)
