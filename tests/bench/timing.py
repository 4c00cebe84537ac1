"""A command -> what it took: seconds, processor seconds and peak memory of a whole process; several in turn."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Row: TypeAlias = dict[str, str | float | None]


@dataclass(frozen=True, slots=True)
class Command:
    """A program as it is started: its words, its folder, what its environment has besides."""

    words: tuple[str, ...]
    folder: Path = Path()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds, user and system seconds of all its processes, MiB of the largest of them."""

    wall: float
    cpu: float
    peak: float


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of what is measured: ours without what changes Python's ways, such as not keeping bytecode."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | dict(extra)


def measured(command: Command) -> Sample:
    """Run a command once; a RuntimeError with its last words if it fails.

    The memory of a process counts from its fork, so that the one that measures must be a small one.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.words, cwd=command.folder, env=environment(command.extra), stdout=said, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            message = said.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{' '.join(command.words)}: exit code {process.returncode}\n{message}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def alone(command: Command, runs: int, warm: int = 1) -> list[Sample]:
    """Runs of one command, after some that do not count."""
    return [measured(command) for _ in range(warm + runs)][warm:]


def in_turn(commands: Sequence[Command], runs: int) -> list[tuple[Sample, ...]]:
    """Rounds of some commands, A B A B …, after one round that does not count."""
    return [tuple(map(measured, commands)) for _ in range(1 + runs)][1:]


def compared(pairs: Sequence[tuple[Sample, Sample]]) -> Row:
    """The medians of both, and the medians of the ratios of each pair."""
    row: Row = {"n": len(pairs)}
    for name in ("wall", "cpu", "peak"):
        ours = [getattr(a, name) for a, _ in pairs]
        theirs = [getattr(b, name) for _, b in pairs]
        row[name] = statistics.median(ours)
        row[f"{name}_peer"] = statistics.median(theirs)
        row[f"{name}_ratio"] = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    return row


def summed_up(samples: Sequence[Sample]) -> Row:
    """The medians of one command's runs."""
    found: Row = {name: statistics.median(getattr(each, name) for each in samples) for name in ("wall", "cpu", "peak")}
    return {"n": len(samples)} | found
