"""Raw figures -> RESULTS.md: the machine, how to repeat it, and a table for each part."""

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from timing import Row

Raw: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """A part as it is shown: its title, what is said of it, its table."""

    title: str
    about: str
    table: Callable[[Sequence[Row]], Iterator[str]]


OPENING = """\
# How fast cvgen is

`python tests/bench/run.py` makes the inputs and the environments, measures, and writes this page. `--only NAME` measures
a part anew (its name is in brackets below) and leaves the others as they are; `--quick` takes small sizes and three
runs. pandoc, bibtex2html, poppler-utils and python3-venv are Debian's packages; a peer that is not there is left out.

The inputs are made up: a person with about 50 rows of a life and N papers, names and titles of many languages, the
same facts for every program. cvgen reads them as a YAML file, a roster and a .bib, decides who is who and whom to
mark; for RenderCV and Typst they are typed out, with the owner marked by hand.

Whole processes, in turn (A B A B …) after one run each that does not count; n is the number of pairs. Seconds are wall
time, "CPU" is user and system seconds of all processes, memory is that of the largest single process, and no less than
that of the process that measures. All are medians. A ratio is the median of the ratios of the pairs: below 1, cvgen
takes less. Goals are for the ratio of wall time.
"""


def text(raw: Raw) -> str:
    """The whole page."""
    return "\n".join(_lines(raw))


def load(file: Path) -> Raw:
    """What was measured before."""
    found: Raw = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {"machine": {}, "parts": {}} | found


def _lines(raw: Raw) -> Iterator[str]:
    yield OPENING
    yield "## The machine\n"
    yield from _table(("", ""), ((name, value) for name, value in raw["machine"].items()))
    yield ""
    for name, section in SECTIONS.items():
        part = raw["parts"].get(name)
        if part is None:
            continue
        yield f"## {section.title} [{name}]\n"
        if section.about:
            yield textwrap.fill(section.about, 118) + "\n"
        rows = [row for row in part["rows"] if "left_out" not in row]
        if rows:
            yield from section.table(rows)
            yield ""
        yield from (f"{row['task']} was left out: {row['left_out']}\n" for row in part["rows"] if "left_out" in row)
        if notes := [f"- {row['task']}: {row['note']}" for row in rows if row.get("note")]:
            yield "\n".join(notes) + "\n"
        if part["date"] != raw["machine"].get("Date") or part["build"] not in raw["machine"].get("cvgen", ""):
            yield f"Measured on {part['date']}, cvgen's build {part['build']}.\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def seconds(value: object) -> str:
    """Three digits that count: "0.083", "1.24", "61.3"; a dash for what was not measured."""
    if not isinstance(value, int | float):
        return "–"
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def goal(limit: object, value: object) -> str:
    """The goal, and whether it was reached: "0.65, met"."""
    if not isinstance(limit, int | float) or not isinstance(value, int | float):
        return ""
    return f"{limit:g}, {'met' if value <= limit else '**missed**'}"


def _whole(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, int | float) else "–"


def _ratio(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, int | float) else "–"


def _pairs(peer: str) -> Callable[[Sequence[Row]], Iterator[str]]:
    """A table of cvgen and a peer; `peer` "" where each row has its own."""

    def table(rows: Sequence[Row]) -> Iterator[str]:
        theirs = peer or "the other"
        names = ("", "n", "cvgen", theirs, "ratio", "goal", "CPU", theirs, "ratio", "MiB", theirs, "ratio")
        yield from _table(names, (_pair(row) for row in rows))

    return table


def _pair(row: Row) -> tuple[str, ...]:
    task = f"{row['task']} / {row['peer']}" if "peer" in row else str(row["task"])
    return (
        task,
        _whole(row["n"]),
        f"{seconds(row['wall'])} s",
        f"{seconds(row['wall_peer'])} s",
        f"**{_ratio(row['wall_ratio'])}**",
        goal(row.get("goal"), row["wall_ratio"]),
        seconds(row["cpu"]),
        seconds(row["cpu_peer"]),
        _ratio(row["cpu_ratio"]),
        _whole(row["peak"]),
        _whole(row["peak_peer"]),
        _ratio(row["peak_ratio"]),
    )


def _builds(rows: Sequence[Row]) -> Iterator[str]:
    for_each = (
        (str(row["task"]), _whole(row["n"]), f"{seconds(row['wall'])} s", goal(row.get("goal"), row["wall"]))
        for row in rows
    )
    yield from _table(("", "n", "takes", "goal in seconds"), for_each)


def _growth(rows: Sequence[Row]) -> Iterator[str]:
    names = ("papers", "n", "wall", "goal", "CPU", "MiB", "goal", "exponent", "goal")
    yield from _table(names, (_grown(row) for row in rows))


def _grown(row: Row) -> tuple[str, ...]:
    power = row.get("exponent")
    return (
        str(row["task"]),
        _whole(row["n"]),
        f"{seconds(row['wall'])} s",
        goal(row.get("goal"), row["wall"]),
        f"{seconds(row['cpu'])} s",
        _whole(row["peak"]),
        goal(row.get("goal_peak") and round(float(row["goal_peak"] or 0)), row["peak"]),
        _ratio(power),
        goal(row.get("goal_exponent"), power),
    )


def _steps(rows: Sequence[Row]) -> Iterator[str]:
    names = [name for name in rows[0] if name not in ("task", "n")]
    yield from _table(("papers", *names), ((str(row["task"]), *(seconds(row[name]) for name in names)) for row in rows))


_RENDERCV = _pairs("RenderCV")
SECTIONS = {
    "pdf": Section(
        "PDF: `cvgen pdf` and RenderCV, PDF only",
        "RenderCV runs with `-nomd -nohtml -nopng`. The goal for memory is a ratio of 0.7; cvgen makes a PDF in two "
        "processes, of which the larger counts.",
        _RENDERCV,
    ),
    "typst": Section(
        "PDF by Typst: `cvgen pdf --engine typst`, RenderCV, and Typst alone",
        "RenderCV is set by the same engine. Typst alone sets a page in which every reference is typed out.",
        _pairs(""),
    ),
    "html": Section(
        "HTML and Markdown: `cvgen html`, `cvgen md` and RenderCV",
        "RenderCV runs without its PDF and pictures, and makes Markdown, and HTML of it.",
        _RENDERCV,
    ),
    "others": Section(
        "Other programs",
        "pandoc and bibtex2html make a publication list of the same .bib, and nothing else of a CV; bibtex2html is "
        "native code. Typst sets a page in which every reference is typed out: it has nothing to read, to identify or to "
        "mark, and cvgen is several times slower than it.",
        _pairs(""),
    ),
    "start": Section("Starting", "", _RENDERCV),
    "eight": Section(
        "Eight CVs as PDF",
        "`cvgen build --jobs 2 --force`, and RenderCV eight times, one after the other.",
        _RENDERCV,
    ),
    "builds": Section(
        "Building again",
        "`cvgen build` makes PDF, HTML and Markdown of each person. From saved to seen: the file is written, `cvgen "
        "serve` makes the page anew, and it has been fetched as its script fetches it.",
        _builds,
    ),
    "growth": Section(
        "Growth: `cvgen html`",
        "The exponent is that of CPU time from the row above to this one, after the CPU time for one paper, which is "
        "the fixed part, has been taken off both: 1 is linear.",
        _growth,
    ),
    "steps": Section(
        "Steps of the same, in CPU seconds",
        "Inside one process, everything imported and used once before; choosing is part of mark, citing of arrange.",
        _steps,
    ),
    "noise": Section("How far to trust a ratio", "The same command against itself.", _pairs("again")),
}
