"""A process that gets the engine ready while the data are read, then prints one sheet. Without it, we print here.

Importing WeasyPrint and reading the fonts takes as long as reading the data; two processes do both at once. It is
forked, on Linux, before anything is imported that could start a thread, and asked through a file in memory, so that
neither waits for the other. Gain: 20 % of the time of `cvgen pdf` at 60 papers. Imports nothing that the process does
not need as well. tests/test_engine.py sees that it prints the same bytes.
"""

import functools
import gc
import marshal
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from cvgen.render.paper.sheet import Printed, Sheet

Answer: TypeAlias = Callable[[], Printed]


class _Process(NamedTuple):
    """The process, where it reads, what wakes it, where it writes: the ends of this side."""

    child: int
    tray: int
    bell: int
    out: int


NAME = "a second process that prints"
_ready: list[_Process] = []
_asked: list[_Process] = []
_done: list[_Process] = []
_cases: list[Any] = []


def prevented() -> str:
    """Why this process cannot be forked safely; "" where it can.

    A thread of a library counts as much as one of Python's: newer versions of Pango read fonts in one.
    """
    if sys.platform != "linux":
        return "that is done on Linux alone"
    try:
        threads = len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        threads = threading.active_count()
    return "other threads are running" if threads > 1 else ""


@contextmanager
def ready() -> Iterator[None]:
    """While this holds, the first sheet is printed by a process that was started now, where one can be."""
    if not prevented():
        with suppress(OSError):
            _ready.append(_started())
    try:
        yield
    finally:
        for process in _asked:  # nobody waits for the answer any more
            with suppress(ProcessLookupError):
                os.kill(process.child, signal.SIGTERM)
        for process in (*_ready, *_asked, *_done):
            _left(process, os.WNOHANG if process in _ready else 0)
        for each in (_ready, _asked, _done):
            each.clear()


@contextmanager
def kept(*, again: bool = False) -> Iterator[None]:
    """While this holds, the engine and the usual fonts are ready for all sheets that are printed here or in forks.

    Where nearly the same sheets are printed `again`, their lines are remembered.
    """
    from cvgen.model.errors import CvgenError
    from cvgen.render.paper import fonts, printing
    from cvgen.render.paper.engine import text

    with ExitStack() as stack:
        with suppress(CvgenError, OSError, MemoryError):  # whoever prints meets it again, and says so
            case = stack.enter_context(printing.case(fonts.USUAL))
            if again:
                text.remember(case.configuration)
            _cases.append(case)
        try:
            yield
        finally:
            _cases.clear()


def asked(sheet: Sheet) -> Answer:
    """Begin to print; what is given hands over the file as soon as it is there."""
    if not _ready:
        return functools.partial(_here, sheet)
    process = _ready.pop()
    said: tuple[Any, ...] = (sheet.page, sheet.project and str(sheet.project), sheet.facts, sheet.measured)
    try:
        os.write(process.tray, marshal.dumps(said))
        os.write(process.bell, b".")
    except OSError:  # it died before it was asked, or memory is full
        _done.append(process)
        return functools.partial(_here, sheet)
    _asked.append(process)
    return functools.partial(_answer, process, sheet)


def _here(sheet: Sheet) -> Printed:
    from cvgen.render.paper import printing

    case = _cases[-1] if _cases and "@font-face" not in sheet.page else None
    return printing.printed(sheet, case)


def _answer(process: _Process, sheet: Sheet) -> Printed:
    """What the process printed; where it came to grief, the sheet is printed here."""
    with open(process.out, "rb", closefd=False) as out:
        said = out.read()
    _asked.remove(process)
    _done.append(process)
    with suppress(EOFError, ValueError, TypeError):
        return Printed(*marshal.loads(said))  # noqa: S302 - our own process wrote it
    return _here(sheet)


def _left(process: _Process, how: int) -> None:
    """Close this side, which a process that was never asked sees, and take note of its end."""
    for end in (process.tray, process.bell, process.out):
        os.close(end)
    with suppress(ChildProcessError):
        os.waitpid(process.child, how)


def _started() -> _Process:
    ends: list[int] = []
    try:
        ends += (os.memfd_create("sheet"), *os.pipe())
        ends += os.pipe()
        child = os.fork()
    except OSError:
        for end in ends:
            os.close(end)
        raise
    tray, waiting, bell, out, answer = ends
    if child:
        os.close(waiting)
        os.close(answer)
        return _Process(child, tray, bell, out)
    try:
        os.close(bell)
        os.close(out)
        _print(tray, waiting, answer)
    finally:
        os._exit(0)


def _print(tray: int, waiting: int, answer: int) -> None:
    """In the process: the engine and the usual fonts, then the sheet if one comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked hears it, and ends this process
    gc.disable()
    with suppress(Exception):
        from cvgen.render.paper import fonts, printing

        with printing.case(fonts.USUAL) as case:
            if os.read(waiting, 1):
                page, project, *rest = marshal.loads(os.pread(tray, os.fstat(tray).st_size, 0))  # noqa: S302 - ours
                sheet = Sheet(page, project and Path(project), *rest)
                with open(answer, "wb") as out:
                    out.write(marshal.dumps(tuple(printing.printed(sheet, case))))
