"""`cvgen` as a program: one command, and the process ends without clearing up what the system clears anyway.

Taking an interpreter with a document in it apart takes 5 to 7 % of a command. Where nobody waits for anything
(no thread, no other process, no measuring of coverage) the output is flushed and the process ends at once.
"""

import os
import sys
import threading
from contextlib import AbstractContextManager, nullcontext, suppress


def run() -> None:
    """Run the command that was typed, and leave with its exit code."""
    try:
        with _engine(sys.argv[1:]):
            _command()
    except SystemExit as left:
        if not isinstance(left.code, int | None) or not _alone():
            raise
        _leave(left.code or 0)


def _engine(words: list[str]) -> AbstractContextManager[None]:
    """For a PDF: what prints it gets ready from the very first, before the commands are imported."""
    from cvgen.model.formats import FORMATS, Medium

    form = FORMATS.get(words[0]) if words else None
    if not form or form.medium is not Medium.PAPER or not {"-h", "--help"}.isdisjoint(words):
        return nullcontext()
    from cvgen.render.paper import print_process

    return print_process.ready()


def _command() -> None:
    from cvgen.cli import main

    main()


def _alone() -> bool:
    """Whether nothing is left that somebody waits for: no thread, no other process, no measuring."""
    pools = sys.modules.get("multiprocessing")
    left = threading.active_count() > 1 or bool(pools and pools.active_children())
    return not left and "coverage" not in sys.modules


def _leave(code: int) -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
