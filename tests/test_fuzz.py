"""Thousands of made-up mistakes, the same ones each time: an answer or a located message, in time, nothing lost."""

import pytest
from fuzzing import TRIED, bounded
from hypothesis import given


@pytest.mark.parametrize("name", TRIED)
def test_whatever_is_written_is_answered(name: str) -> None:
    cases, holds, examples = TRIED[name]
    bounded(examples)(given(cases)(holds))()
