"""`cvgen` as a program: one command, and the process ends without clearing up what the system clears anyway.

No garbage is collected where one document is made, which leaves too little to look for.

Taking an interpreter with a document in it apart takes 5 to 7 % of a command. Where nobody waits for anything
(no thread, no other process, no measuring of coverage) the output is flushed and the process ends at once.
"""

import gc
import os
import sys
import threading
from contextlib import AbstractContextManager, nullcontext, suppress

from cvgen.model import signals

_NO_MEMORY = b"there is not enough memory for this\n"


def run() -> None:
    """Run the command that was typed, and leave with its exit code."""
    _hold_streams()
    signals.on_end(_ended)
    try:
        try:
            with _prepared(sys.argv[1:]):
                _command()
        except KeyboardInterrupt:  # before there is a command that says so
            _write("Aborted!")
            raise SystemExit(1) from None
        except Exception as error:  # noqa: BLE001 - nobody is shown a traceback
            _say(error)
            raise SystemExit(1) from None
    except SystemExit as left:
        if not isinstance(left.code, int | None) or not _alone():
            raise
        _leave(left.code or 0)


def _hold_streams() -> None:
    """Have something at 0, 1 and 2: a file that is opened there would be taken for what prints messages."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)


def _ended(number: int, _: object) -> None:
    """Whoever is asked to end clears up first: workers, folders in the temporary place, files half written."""
    signals.enough()
    raise SystemExit(128 + number)


def _say(error: Exception) -> None:
    """What is wrong, however little works."""
    try:
        from cvgen.model import failures

        for problem in failures.problems(error):
            with suppress(OSError, ValueError, AttributeError):
                _write(str(problem).encode(sys.stderr.encoding, "backslashreplace").decode())
    except MemoryError:
        with suppress(OSError):
            os.write(2, _NO_MEMORY)


def _write(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _prepared(words: list[str]) -> AbstractContextManager[None]:
    """For one document: no collecting; for a PDF what prints it gets ready before the commands are imported."""
    from cvgen.model.formats import FORMATS, Medium

    form = FORMATS.get(words[0]) if words else None
    if form:
        gc.disable()
    without = {"-h", "--help", "--engine=typst"}
    typst = "typst" in words and "--engine" in words
    if not form or form.medium is not Medium.PAPER or typst or not without.isdisjoint(words):
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
        with suppress(OSError, ValueError, AttributeError):  # a closed one is None
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
