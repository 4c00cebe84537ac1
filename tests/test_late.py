"""What waits until it is used is the same as what does not wait."""

import importlib
import re
import sys

import pytest

from cvgen import late


def test_an_expression_is_compiled_when_it_is_asked() -> None:
    with late.patterns():
        word, capital, broken = re.compile(r"(\w)\w*"), re.compile("a+", flags=re.IGNORECASE), re.compile("(")
    assert word.sub(r"\1.", "Ann Bee") == "A. B."
    assert [found[1] for found in word.finditer("Ann Bee")] == ["A", "B"]
    assert (bool(capital.fullmatch("aA")), capital.pattern, capital.flags) == (
        True,
        "a+",
        re.compile("a", re.IGNORECASE).flags,
    )
    with pytest.raises(re.error):
        broken.search("")


def test_it_is_compiled_once() -> None:
    with late.patterns():
        word = re.compile(r"\w+")
    assert word.search("Ann")
    assert word.search == word.search == re.compile(r"\w+").search


def test_afterwards_expressions_are_compiled_at_once() -> None:
    with pytest.raises(ImportError), late.patterns():
        raise ImportError
    assert isinstance(re.compile("a"), re.Pattern)


def test_a_module_is_imported_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with late.modules("colorsys"):
        import colorsys
        from colorsys import rgb_to_hsv
    assert "colorsys" not in sys.modules
    assert rgb_to_hsv(0, 0, 0) == (0, 0, 0)
    assert sys.modules["colorsys"] is importlib.import_module("colorsys") is not colorsys
    assert colorsys.hsv_to_rgb is sys.modules["colorsys"].hsv_to_rgb


def test_a_module_that_is_used_at_once_is_imported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with late.modules("colorsys"):
        from colorsys import rgb_to_hsv

        assert rgb_to_hsv(0, 0, 0) == (0, 0, 0)
        assert "colorsys" in sys.modules


def test_what_was_set_in_a_module_that_waits_is_set_in_the_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with late.modules("colorsys"):
        import colorsys

        colorsys.ONE_THIRD = 3
    assert colorsys.ONE_THIRD == 3
    assert sys.modules["colorsys"].ONE_THIRD == 3


def test_a_module_that_is_there_already_does_not_wait() -> None:
    with late.modules("re"):
        assert sys.modules["re"] is re
