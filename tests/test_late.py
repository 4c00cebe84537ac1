"""Expressions that wait are the same expressions."""

import re

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
