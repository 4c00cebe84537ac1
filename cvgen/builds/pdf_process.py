"""A process beside the one that watches: it makes the PDFs, its engine warm, while the pages are made here."""

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from queue import SimpleQueue
from typing import IO, TypeAlias

from cvgen.builds import make
from cvgen.builds.task import Outcome, Task
from cvgen.loading.cache import Cache
from cvgen.model import formats
from cvgen.model.formats import Medium
from cvgen.model.record import Record
from cvgen.render.paper import print_process

_START = "from cvgen.builds import pdf_process; pdf_process.main()"


class End(Enum):
    """Of a task, or of the process."""

    DONE = "done"
    GONE = "gone"


_Answers: TypeAlias = "SimpleQueue[Outcome | End]"


class PdfProcess(Record):
    """The process, where it is told what to make, and what it has answered."""

    process: "subprocess.Popen[bytes]"
    told: IO[bytes]
    answers: _Answers

    def ask(self, task: Task, *, idly: bool = False) -> None:
        """Have a file's PDFs made; `idly` only to try it, without an answer."""
        with suppress(OSError):
            _send(self.told, (task, idly))

    def outcomes(self) -> Iterator[Outcome]:
        """The answer to the first task that has none yet. ChildProcessError if the process was ended meanwhile."""
        while not isinstance(found := self.answers.get(), End):
            yield found
        if found is End.GONE:
            raise ChildProcessError

    def end(self) -> None:
        """No more tasks."""
        with suppress(OSError):
            self.told.close()
        self.process.wait()


def started() -> PdfProcess | None:
    """A process that gets the engine ready; None where none can be started."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-c", _START]
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603
    except OSError:
        return None
    if not process.stdin or not process.stdout:
        return None
    found = PdfProcess(process, process.stdin, SimpleQueue())
    try:
        threading.Thread(target=_listen, args=(process.stdout, found.answers), daemon=True).start()
    except RuntimeError:  # no thread can be started
        found.end()
        return None
    return found


def _listen(out: IO[bytes], answers: _Answers) -> None:
    with out, suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            answers.put(pickle.load(out))  # noqa: S301 - our own process wrote it
    answers.put(End.GONE)


def _send(out: IO[bytes], said: object) -> None:
    pickle.dump(said, out)
    out.flush()


def main() -> None:
    """In the process: answer until nobody asks any more, and leave the keyboard's interrupt to who does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    gc.disable()
    cache = Cache()
    with print_process.kept(again=True), suppress(EOFError, OSError):
        while True:
            task, idly = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
            for outcome in make.each(task, cache, formats.of(Medium.PAPER)):
                if not idly:
                    _send(out, outcome)
            if not idly:
                _send(out, End.DONE)
            gc.collect()
            if idly:
                gc.freeze()
