"""A pattern and fields make inline text."""

import pytest

from cvgen.cite import pattern
from cvgen.cite.pattern import Filler, PatternError
from cvgen.model.text import Style, Styled, plain

FIELDS = {
    "a": ("A",),
    "b": ("B",),
    "q": ("What?",),
    "n": (Styled(Style.EMPH, ("N.",)),),
    "d": ("A ", Styled(Style.EMPH, ("“dim”",)), " lamp's"),
}
FILLED = [
    ("{a}, {b}", "A, B"),
    ("{a}[, {x}]", "A"),
    ("[{x}|{b}]", "B"),
    ("[{x} {a}|{y}]", ""),
    ("[{a}[ {x}]]!", "A!"),
    (r"\[{a}\] \{ \* \|", "[A] { * |"),
    ("{q}. {b}", "What? B"),
    ("“{q}.” {b}", "What?” B".replace("What?”", "“What?”")),
    ("“{q},” {b}", "“What?” B"),
    ("‘{q}’, {b}", "‘What?’, B"),
    ("“{a},” {b}", "“A,” B"),
    ("“{d}.” {b}", "“A ‘dim’ lamp's.” B"),
    ("{d}. {b}", "A “dim” lamp's. B"),
    ("{n}. {b}", "N. B"),
    ("{a}...", "A..."),
]


@pytest.mark.parametrize(("text", "out"), FILLED)
def test_filled(text: str, out: str) -> None:
    assert plain(Filler(FIELDS).fill(pattern.parsed(text))) == out


def test_emphasis_holds_optional_parts() -> None:
    out = Filler(FIELDS).fill(pattern.parsed("*{a}[ ({b})]* **{a}**"))
    assert out == (Styled(Style.EMPH, ("A (B)",)), " ", Styled(Style.STRONG, ("A",)))


def test_a_missing_field_outside_brackets_is_remembered() -> None:
    filler = Filler(FIELDS)
    filler.fill(pattern.parsed("{a} {x} [{y}]"))
    assert filler.missing == ["x"]


@pytest.mark.parametrize("text", ["{a", "[a", "**a", "*a", "a]", "a|b", "}"])
def test_what_is_not_well_formed_is_said(text: str) -> None:
    with pytest.raises(PatternError, match="pattern"):
        pattern.parsed(text)


def test_the_fields_asked_for() -> None:
    assert pattern.names(pattern.parsed("*{a}*[{b}|{c}]")) == {"a", "b", "c"}


def test_low_marks_of_a_title_stay_as_they_are() -> None:
    assert pattern.turned(("„Lampen“ und “Licht”",)) == ("„Lampen“ und ‘Licht’",)
