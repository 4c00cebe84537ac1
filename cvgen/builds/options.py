"""What holds for a whole build, as the user asked for it."""

import os
from pathlib import Path

from cvgen.model.dates import Date
from cvgen.model.record import Record, Struct


class Options(Record):
    """Where to, the day, when it started (in nanoseconds since 1970), what is forced, how many workers."""

    out: Path
    today: Date
    started: int
    as_of: Date | None = None
    strict: bool = False
    overwrite: bool = False
    force: bool = False
    trust_templates: bool = False
    jobs: int = 1


class Tally(Struct):
    """How many pages were written, how many stood already, how many documents failed."""

    written: int = 0
    unchanged: int = 0
    failed: int = 0
    removed: int = 0

    def __str__(self) -> str:
        """The last line: "2 written, 151 unchanged, 1 failed", and how many files of nothing were removed, if any."""
        removed = f", {self.removed} removed" if self.removed else ""
        return f"{self.written} written, {self.unchanged} unchanged, {self.failed} failed{removed}"


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
