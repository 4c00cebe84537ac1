"""Records behave as the dataclasses of the standard library do, and are made that way everywhere."""

import ast
import copy
import dataclasses
import importlib
import pickle
import pkgutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import pytest

import cvgen
from cvgen.model import dataclass

T = TypeVar("T")
Decorator = Callable[..., Any]


@dataclass.dataclass(frozen=True, slots=True)
class Point:
    """Known to pickle."""

    x: int
    y: int = 2
    at: str = dataclass.dataclasses.field(default="", compare=False, repr=False)


def classes(dataclass: Decorator) -> dict[str, type]:
    """The same classes, decorated."""

    @dataclass(frozen=True, slots=True)
    class Base(Generic[T]):
        KIND: ClassVar[str] = "base"
        first: T
        second: tuple[int, ...] = ()
        place: str = dataclasses.field(default="", compare=False, repr=False)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Derived(Base[str]):
        third: str
        many: dict[str, int] = dataclasses.field(default_factory=dict)

    @dataclass(frozen=True, slots=True, order=True)
    class Date:
        year: int
        month: int = 0

        def __str__(self) -> str:
            return f"{self.year}-{self.month}"

    @dataclass(slots=True)
    class Open:
        items: list[int] = dataclasses.field(default_factory=list)
        made: list[int] = dataclasses.field(default_factory=list, init=False)

    @dataclass(frozen=True)
    class Loose:
        size: int

        @cached_property
        def twice(self) -> int:
            return 2 * self.size

    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    return {each.__name__: each for each in (Base, Derived, Date, Open, Loose, Empty)}


THEIRS = classes(dataclasses.dataclass)


def outcome(call: Callable[[], object]) -> object:
    """What comes out, or the kind of error."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - any is compared
        return type(error)


CALLS: dict[str, Callable[[dict[str, type]], object]] = {
    "repr": lambda c: repr(c["Base"]("a", (1,), "here")),
    "repr of a derived one": lambda c: repr(c["Derived"]("a", third="c")),
    "a default is used": lambda c: (c["Base"]("a").second, c["Open"]().items, c["Open"]([1]).items),
    "a factory makes a new one each time": lambda c: c["Open"]().items is not c["Open"]().items,
    "what is not given is made": lambda c: (c["Open"]().made, outcome(lambda: c["Open"]([], []))),
    "too few": lambda c: outcome(c["Base"]),
    "too many": lambda c: outcome(lambda: c["Base"](1, 2, 3, 4)),
    "by position what goes by name": lambda c: outcome(lambda: c["Derived"]("a", (), "", "c")),
    "equal but for what does not count": lambda c: c["Base"]("a", (), "x") == c["Base"]("a", (), "y"),
    "not equal": lambda c: (c["Base"]("a") == c["Base"]("b"), c["Base"]("a") != c["Base"]("b")),
    "another class": lambda c: (c["Base"]("a") == c["Derived"]("a", third="c"), c["Date"](1) == 1),
    "equal hashes": lambda c: hash(c["Base"]("a", (), "x")) == hash(c["Base"]("a", (), "y")),
    "hash of what is open": lambda c: outcome(lambda: hash(c["Open"]())),
    "hash of what holds a dict": lambda c: outcome(lambda: hash(c["Derived"]("a", third="c"))),
    "order": lambda c: [c["Date"](9) < c["Date"](9, 2), c["Date"](2) >= c["Date"](2), c["Date"](3) <= c["Date"](2)],
    "sorted": lambda c: [str(each) for each in sorted([c["Date"](2), c["Date"](1, 2), c["Date"](1)])],
    "order of others": lambda c: outcome(lambda: c["Base"]("a") < c["Base"]("b")),
    "frozen": lambda c: outcome(lambda: setattr(c["Base"]("a"), "first", "b")),
    "frozen for deleting": lambda c: outcome(lambda: delattr(c["Base"]("a"), "first")),
    "no new names": lambda c: outcome(lambda: setattr(c["Open"](), "other", 1)),
    "replaced": lambda c: repr(dataclasses.replace(c["Derived"]("a", third="c"), third="d")),
    "copied": lambda c: copy.deepcopy(c["Derived"]("a", third="c", many={"x": 1})).many,
    "fields": lambda c: [[f.name for f in dataclasses.fields(each)] for each in c.values()],
    "patterns": lambda c: [getattr(each, "__match_args__", None) for each in c.values()],
    "cached properties": lambda c: c["Loose"](3).twice,
    "nothing in it": lambda c: (repr(c["Empty"]()), c["Empty"]() == c["Empty"](), hash(c["Empty"]()) == hash(())),
    "slots": lambda c: [getattr(each, "__slots__", None) for each in c.values()],
    "a constant of the class": lambda c: c["Derived"].KIND,  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("few", [0, 99], ids=["written", "filled"])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_record_is_a_dataclass(
    call: Callable[[dict[str, type]], object], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataclass, "_FEW", few)
    ours = classes(dataclass.dataclass)
    assert outcome(lambda: call(ours)) == outcome(lambda: call(THEIRS))


def test_a_record_survives_pickling() -> None:
    made = pickle.loads(pickle.dumps(Point(1, at="here")))  # noqa: S301 - our own
    assert (made, made.at) == (Point(1, 2), "here")


def test_a_method_is_written_where_there_are_many() -> None:
    fresh = classes(dataclass.dataclass)["Base"]
    waiting = fresh.__init__
    fresh("a")
    assert fresh.__init__ is waiting
    for _ in range(99):
        fresh("a")
    assert fresh.__init__ is not waiting
    assert repr(fresh("b", place="x")) == repr(THEIRS["Base"]("b"))


def modules() -> list[Path]:
    return [path for path in Path(cvgen.__file__).parent.rglob("*.py") if path.name != "dataclass.py"]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.stem)
def test_every_module_makes_its_records_here(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    taken = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"]
    assert not [alias.name for node in taken for alias in node.names if alias.name == "dataclass"]
    assert "dataclasses.dataclass(" not in path.read_text(encoding="utf-8")


def test_every_record_can_be_described() -> None:
    for found in pkgutil.walk_packages(cvgen.__path__, "cvgen."):
        if found.name == "cvgen.__main__":
            continue
        module = importlib.import_module(found.name)
        for each in vars(module).values():
            if isinstance(each, type) and each.__module__ == found.name and dataclasses.is_dataclass(each):
                assert callable(dataclass._initialiser(each))
