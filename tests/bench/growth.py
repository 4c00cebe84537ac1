"""More and more papers -> what `cvgen html` takes, how that grows, and where it goes."""

import json
import math
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from peers import Tools
from stock import Stock
from timing import Row, alone, environment, summed_up

_SIZES = (60, 600, 6000, 60000)
_STEPS = Path(__file__).with_name("steps.py")


def sizes(*, quick: bool) -> tuple[int, ...]:
    """How many papers."""
    return _SIZES[:3] if quick else _SIZES


def rows(tools: Tools, stock: Stock, times: Callable[[int], int], *, quick: bool) -> Iterator[Row]:
    """A row for each size; the first is of one paper, the fixed part that is taken off before the exponent."""
    fixed, before = 0.0, (0, 0.0)
    for papers in (1, *sizes(quick=quick)):
        command = tools.cvgen(stock.of("single", papers), "html", "cv.yaml")
        row = summed_up(alone(command, times(papers), int(papers < _SIZES[-1])))
        took = float(row["cpu"] or 0)
        if papers == 1:
            fixed = took
        else:
            row["exponent"] = exponent(before, (papers, took - fixed)) if before[0] else None
            before = (papers, took - fixed)
        if papers == _SIZES[-1]:
            row |= {"goal": 60.0, "goal_peak": 1.5e9 / 2**20, "goal_exponent": 1.1}
        yield {"task": f"{papers:,}"} | row


def exponent(smaller: tuple[int, float], larger: tuple[int, float]) -> float | None:
    """How time grows with size, (60, 0.1) and (600, 1.0) give 1.0; None where there is nothing to compare."""
    if min(smaller[1], larger[1]) <= 0:
        return None
    return math.log(larger[1] / smaller[1]) / math.log(larger[0] / smaller[0])


def steps(tools: Tools, stock: Stock, *, quick: bool) -> Iterator[Row]:
    """Processor seconds of each step, everything imported before."""
    python = str(tools.folder / "cvgen/bin/python")
    small = stock.of("single", 60) / "data/cv.yaml"
    for papers in sizes(quick=quick):
        file = stock.of("single", papers) / "data/cv.yaml"
        words = (python, str(_STEPS), str(small), str(file))
        said = subprocess.run(words, check=True, capture_output=True, text=True, env=environment({})).stdout
        yield {"task": f"{papers:,}", "n": 1} | json.loads(said)
