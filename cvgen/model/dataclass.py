"""A class -> a dataclass that compiles its methods late, or not at all: a command that starts waits for none.

`dataclasses` writes and compiles up to six methods a class, 100 ms for our 130 classes, before anything happens: a
quarter of `cvgen html` at 60 papers. Here it only collects the fields (init, repr and eq are switched off, by its own
options); comparing, hashing and showing need no compiler, and `__init__` is written for a class of which there are
many. Nothing of `dataclasses` is replaced: `fields`, `replace` and `pickle` work as ever, which tests/test_records.py
holds, call by call, against the decorator of the standard library.
"""

import dataclasses
import itertools
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - what a type checker sees
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """The decorator, with `frozen`, `slots`, `order` and `kw_only` as in dataclasses."""
        return _made(cls, options) if cls else lambda found: _made(found, options)


Values = Callable[[Any], tuple[Any, ...]]


def _made(cls: type, options: dict[str, bool]) -> type:
    """The class with its fields collected by dataclasses, and our methods where it has none of its own."""
    frozen, order = options.pop("frozen", False), options.pop("order", False)
    own = set(cls.__dict__)
    cls.__doc__ = cls.__doc__ or cls.__qualname__  # for want of words dataclasses would ask for the signature
    made: type = dataclasses.dataclass(cls, init=False, repr=False, eq=False, **options)
    fields = dataclasses.fields(made)
    methods = {"__init__": _first(made), "__repr__": _shown, **_compared(fields, frozen=frozen, order=order)}
    if frozen:
        methods |= {"__setattr__": _refused, "__delattr__": _refused, "__getstate__": _state, "__setstate__": _restored}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


_FEW = 4  # so many objects are filled field by field in the time that it takes to compile a method


def _first(cls: type) -> Callable[..., None]:
    """What makes the first objects of a class; for one of which there are many it writes `__init__`."""
    numbers = itertools.count()

    def __init__(self: Any, /, *args: Any, **named: Any) -> None:  # noqa: N807
        if next(numbers) >= _FEW or not _filled(self, args, named):
            _initialiser(cls)(self, *args, **named)

    return __init__


def _filled(record: Any, args: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Whether the record could be filled; if not, the method that will be written says what is wrong."""
    fields = dataclasses.fields(record)
    given = dict(zip((each.name for each in fields if each.init and not each.kw_only), args, strict=False))
    if len(given) < len(args) or not given.keys().isdisjoint(named):
        return False
    given |= named
    values = [given.pop(each.name, each.default) if each.init else each.default for each in fields]
    for i, each in enumerate(fields):
        if values[i] is MISSING and each.default_factory is not MISSING:
            values[i] = each.default_factory()
    if given or any(value is MISSING for value in values):
        return False
    for each, value in zip(fields, values, strict=True):
        object.__setattr__(record, each.name, value)
    return True


def _initialiser(cls: Any) -> Callable[..., None]:
    """`__init__` as it stands in the class from now on: "def __init__(self, key, type=_type): …"."""
    scope: dict[str, Any] = {"MISSING": MISSING, "set_any": object.__setattr__}
    fields = [each for each in dataclasses.fields(cls) if each.init]
    listed = [each for each in fields if not each.kw_only]
    named = [each for each in fields if each.kw_only]
    head = ["self", *(_parameter(each, scope) for each in listed)]
    head += ["*", *(_parameter(each, scope) for each in named)] if named else []
    body = [_assignment(each, cls, scope) for each in dataclasses.fields(cls)]
    exec(f"def __init__({', '.join(head)}):\n {'; '.join(body) or 'pass'}", scope)  # noqa: S102 - our own fields' names
    written: Callable[..., None] = scope["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = written
    return written


def _parameter(field: Field[Any], scope: dict[str, Any]) -> str:
    if field.default_factory is not MISSING:
        return f"{field.name}=MISSING"
    scope[f"_{field.name}"] = field.default
    return field.name if field.default is MISSING else f"{field.name}=_{field.name}"


def _assignment(field: Field[Any], cls: type, scope: dict[str, Any]) -> str:
    """A field's line: by the setter of its slot, which is the fastest way and knows of no freezing."""
    name, value = field.name, field.name
    if field.default_factory is not MISSING:
        scope[f"_{name}"] = field.default_factory
        value = f"_{name}() if {name} is MISSING else {name}" if field.init else f"_{name}()"
    slot = next((each.__dict__[name] for each in cls.__mro__ if hasattr(each.__dict__.get(name), "__set__")), None)
    if slot is None:
        return f"set_any(self, {name!r}, {value})"
    scope[f"set_{name}"] = slot.__set__
    return f"set_{name}(self, {value})"


def _compared(fields: tuple[Field[Any], ...], *, frozen: bool, order: bool) -> dict[str, Any]:
    """Equality, hash and order by the fields that count."""
    values = _values([each.name for each in fields if each.compare])

    def __eq__(self: Any, other: Any) -> bool:  # noqa: N807
        if other is self:
            return True
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    ordering = {f"__{each.__name__}__": _ordered(each, values) for each in (lt, le, gt, ge)} if order else {}
    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None, **ordering}


def _ordered(comparison: Callable[[Any, Any], bool], values: Values) -> Callable[[Any, Any], bool]:
    def compared(self: Any, other: Any) -> bool:
        return comparison(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

    return compared


def _values(names: list[str]) -> Values:
    """What reads these attributes at once, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _shown(self: Any) -> str:
    """Person(id='anna-bell', …)."""
    fields = (f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(fields)})"


def _refused(self: Any, name: str, *_value: Any) -> None:
    raise FrozenInstanceError(f"{type(self).__name__} is frozen: {name!r} stays as it is")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _restored(self: Any, state: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
