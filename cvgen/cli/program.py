"""`cvgen` as a program: one command, and the process ends without clearing up what the system clears anyway."""

import os
import sys
import threading
from contextlib import suppress

from cvgen.cli import main


def run() -> None:
    """Run the command that was typed, and leave with its exit code."""
    try:
        main()
    except SystemExit as left:
        if not isinstance(left.code, int | None) or not _alone():
            raise
        _leave(left.code or 0)


def _alone() -> bool:
    """Whether nothing is left that somebody waits for: no thread, no pool of processes, no measuring."""
    return threading.active_count() == 1 and sys.modules.keys().isdisjoint(("multiprocessing", "coverage"))


def _leave(code: int) -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
