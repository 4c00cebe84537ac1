"""Records never change, say what they are, and are the same where they say the same, wherever that stands."""

import copy
import pickle
from typing import ClassVar

import pytest

from cvgen.model.record import Placed, Record, Struct, field, fields, is_record, replace, said


class Point(Placed):
    """Known to pickle."""

    KIND: ClassVar[str] = "point"
    x: int
    y: "int" = 2
    at: str = ""


class Label(Point, kw_only=True):
    text: str


class Date(Record, order=True):
    year: int
    month: int = 0


class Open(Struct):
    items: list[int] = field(default_factory=list)


def test_where_a_record_stands_makes_none_another_one() -> None:
    here, there = Point(1, at="a:1"), Point(1, at="a:2")
    assert here == there
    assert hash(here) == hash(there)
    assert {here: "here"}[there] == "here"
    assert here != Point(1, 3)
    assert here != Label(1, text="")
    assert Label(1, text="a", at="a:1") == Label(1, text="a")
    assert Label(1, text="a") != Label(1, text="b")
    assert said(Label) == ["x", "y", "text"]


def test_all_else_is_compared_and_ordered_by_what_it_says() -> None:
    assert Date(2024) == Date(2024, 0)
    assert Date(2024) < Date(2024, 1) < Date(2025)
    assert len({Date(2024), Date(2024), Date(2025)}) == 2
    assert Open() == Open()
    assert Open().items is not Open().items


def test_a_record_never_changes() -> None:
    point = Point(1)
    with pytest.raises(AttributeError):
        point.x = 2  # type: ignore[misc]
    assert replace(point, x=2) == Point(2)
    with pytest.raises(TypeError):
        replace(point, z=2)
    with pytest.raises(TypeError):
        hash(Open())


@pytest.mark.parametrize("record", [Point(1, at="a:1"), Label(1, text="a", at="b"), Date(2024), Open([1])])
def test_records_are_copied_and_kept(record: Struct) -> None:
    for other in (copy.deepcopy(record), pickle.loads(pickle.dumps(record))):  # noqa: S301
        assert repr(other) == repr(record)
        assert other == record


def test_a_class_tells_its_fields() -> None:
    assert [(each.name, each.type, each.required) for each in fields(Label)] == [
        ("x", int, True),
        ("y", "int", False),
        ("at", str, False),
        ("text", str, True),
    ]
    assert fields(Label)[1].default == 2
    assert is_record(Label)
    assert is_record(Date(2024))
    assert not is_record(int)
