"""An exception -> the problems that it is: the system's refusal with its place, or a mistake of cvgen's own.

The one place that knows what exceptions mean: commands, workers and whoever watches ask here.
"""

import errno
import os

from cvgen.model.errors import CvgenError, Level, Position, Problem

_HINTS = {
    errno.ENOSPC: "make room there",
    errno.EDQUOT: "make room there",
    errno.EMFILE: "let a process have more files open: ulimit -n",
    errno.ENFILE: "close other programs",
    errno.EAGAIN: "close other programs, or say --jobs 1",
    errno.ENOMEM: "close other programs, or say --jobs 1",
    errno.EACCES: "look at the permissions",
    errno.EPERM: "look at the permissions",
}


def problems(error: BaseException, at: Position | None = None) -> tuple[Problem, ...]:
    """The problems that an error carries, or the one that it is; `at` is the file that was being looked at."""
    if isinstance(error, CvgenError):
        return error.problems
    if isinstance(error, MemoryError):
        message = "there is not enough memory for this"
        return (Problem("system", Level.ERROR, message, at, "close other programs; --jobs 1 needs the least"),)
    if isinstance(error, RuntimeError) and "new thread" in str(error):
        return (Problem("system", Level.ERROR, "no thread can be started", at, _HINTS[errno.EAGAIN]),)
    if isinstance(error, OSError) and error.errno:
        return (_refusal(error, at),)
    message = f"cvgen cannot make this: {type(error).__name__}: {str(error)[:500]}"
    return (Problem("internal-error", Level.ERROR, message, at, "this is a mistake in cvgen; please report it"),)


def _refusal(error: OSError, at: Position | None) -> Problem:
    """What the system refuses, at the file that it names, else at the one that was being looked at."""
    name = os.fsdecode(error.filename)[:200] if isinstance(error.filename, str | bytes) else ""
    why = error.strerror or str(error)
    what = f"{name} cannot be used" if name and at else "this cannot be used" if name else "the system refuses"
    place = at or (Position(name) if name else None)
    return Problem("system", Level.ERROR, f"{what}: {why}", place, _HINTS.get(error.errno or 0, ""))
