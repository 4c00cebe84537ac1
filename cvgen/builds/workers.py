"""Tasks -> outcomes, in worker processes that have the engine in memory when they start."""

import contextlib
import gc
import multiprocessing
import multiprocessing.util
import os
import re
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from cvgen import gate, loading
from cvgen.builds import make
from cvgen.builds.task import Outcome, Outcomes, Task
from cvgen.loading.cache import Cache
from cvgen.model import signals
from cvgen.model.errors import Level, Position, Problem, Problems
from cvgen.model.recipe import Recipe
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.read import project
from cvgen.render.paper import engine, print_process

# Without collecting, a document leaves some 100,000 objects behind; after ten it is time to clear up.
_GARBAGE = 1_000_000
_HERE = Cache()
# In a worker: what is open as long as it lives. Seconds in which it must have cleared up when its parent is gone.
_OPEN = contextlib.ExitStack()
_PATIENCE = 3
# Of one file, for each worker: enough that none waits long for the last.
_PARTS = 4
# Only from where a word begins: a long one without an ending would be tried from each of its letters.
_BIBLIOGRAPHY = lazy(rb"(?<![^\s\"'\[\]{},:])[^\s\"'\[\]{},:]+\.(?:bib(?:tex)?|ris|(?:csl)?json)\b", re.IGNORECASE)


def split(tasks: Sequence[Task], jobs: int) -> list[Task]:
    """Tasks of a few documents each where there are fewer files than would keep all workers busy."""
    if jobs == 1 or len(tasks) >= 2 * jobs:
        return list(tasks)
    return [part for task in tasks for part in documents(task, _PARTS * jobs)]


def documents(task: Task, most: int) -> Iterator[Task]:
    """A task for each document in each format, or for several that stand together: each task reads the file anew."""
    file = project.cv_file(task.path, Problems())
    recipes = dict(file.documents) or {"cv": Recipe()} if file else {}
    names = [f"{name}.{form}" for name, recipe in recipes.items() for form in recipe.formats]
    each = -(-len(names) // most)
    parts = [tuple(names[at : at + each]) for at in range(0, len(names), each)] if names else [()]
    yield from (replace(task, only=part) for part in parts)


def done(tasks: Sequence[Task], jobs: int) -> tuple[int, Outcomes]:
    """How many tasks there are once they are divided, and what became of each, in order."""
    parts = split(tasks, jobs)
    return len(parts), _outcomes(parts, min(jobs, len(parts)))


def _outcomes(tasks: Sequence[Task], jobs: int) -> Outcomes:
    prints = any(_prints(task) for task in tasks)
    with _uncollected():
        if jobs <= 1:
            with print_process.kept() if prints else contextlib.nullcontext():
                yield from map(_outcome, tasks)
            return
        if _forks():
            _shared(tasks, prints=prints)
        left = dict.fromkeys(range(len(tasks)))
        pooled = True
        try:
            for number, outcome in _pooled(tasks, jobs, prints=prints):
                del left[number]
                yield outcome
        except _NoWorkersError:
            pooled = False
        for number in left:
            yield _again(tasks[number], prints=prints) if pooled else _outcome(tasks[number])


def _again(task: Task, *, prints: bool) -> Outcome:
    """The outcome of a task whose worker was lost: from one more worker, which has nothing else to do."""
    try:
        return next((outcome for _, outcome in _pooled([task], 1, prints=prints)), _lost(task))
    except _NoWorkersError:
        return _outcome(task)


def _shared(tasks: Sequence[Task], *, prints: bool) -> None:
    """Have in memory what all workers need before they are forked: the bibliographies, the engine.

    Its fonts are read by each worker for itself: reading them starts threads in newer versions of Pango, and a process
    with threads must not be forked.
    """
    if prints:
        with contextlib.suppress(OSError, ImportError, MemoryError):
            engine.load()
    _read_ahead(tasks)
    gc.freeze()


def _prints(task: Task) -> bool:
    """Whether a file that is not there yet, as far as one can see without reading it, makes a PDF."""
    text = _text(task)
    return b"pdf" in text or b"formats" not in text


def _read_ahead(tasks: Sequence[Task]) -> None:
    """Read the bibliographies that most files name, before workers are forked, which then share what was read."""
    named = [frozenset(_BIBLIOGRAPHY.findall(_text(task))) for task in tasks]
    [(most, times)] = Counter(named).most_common(1)
    if times > 1:
        with contextlib.suppress(Exception):
            loading.cv_file(tasks[named.index(most)].path, Problems(), _HERE.sources)


def _text(task: Task) -> bytes:
    try:
        return gate.content(task.path)
    except OSError:
        return b""


def _pooled(tasks: Sequence[Task], jobs: int, *, prints: bool) -> Iterator[tuple[int, Outcome]]:
    """Outcomes with the numbers of their tasks, in order; it ends early if a worker is killed.

    Each worker has pipes of its own, whose other ends it alone has: of who is killed within a message the rest is not
    waited for. The pools of `concurrent.futures` share one pipe, hold both ends of it, and would wait for ever.
    """
    waiting, found, number = deque(enumerate(tasks)), dict[int, Outcome](), 0
    workers: list[_Worker] = []
    try:
        workers = _started(jobs, prints=prints)
        free, busy = workers, list[_Worker]()
        while free or busy:
            for worker in free:
                if waiting:
                    busy.append(worker)
                with _living():
                    worker.tasks.send(waiting.popleft() if waiting else None)
            ready = connection.wait([worker.made for worker in busy]) if busy else []
            free = [worker for worker in busy if worker.made in ready]
            busy = [worker for worker in busy if worker.made not in ready]
            found |= map(_received, free)
            while number in found:
                yield number, found.pop(number)
                number += 1
    except _KilledError:
        _ended_workers()
    except BaseException:
        _ended_workers()
        raise
    finally:
        for worker in workers:
            worker.tasks.close()
            worker.made.close()
            worker.process.join()


class _Worker(NamedTuple):
    """A process, and this one's ends of its pipes: where it is given tasks, where it tells what it has made."""

    process: BaseProcess
    tasks: Connection
    made: Connection


def _received(worker: _Worker) -> tuple[int, Outcome]:
    """What a worker has made, with the number of its task."""
    with _living():
        number, made = worker.made.recv()
    if isinstance(made, Exception):
        raise made
    return number, made


def _started(jobs: int, *, prints: bool) -> list[_Worker]:
    """So many workers; _NoWorkersError where the system refuses one."""
    context = multiprocessing.get_context("fork") if _forks() else multiprocessing.get_context("spawn")
    workers: list[_Worker] = []
    try:
        for _ in range(jobs):
            given, tasks = context.Pipe(duplex=False)
            made, told = context.Pipe(duplex=False)
            process = context.Process(target=_serve, args=(given, told, prints))
            with signals.later():  # what Python does around a fork passes no exception on
                process.start()
            given.close()
            told.close()
            workers.append(_Worker(process, tasks, made))
    except (OSError, RuntimeError, MemoryError) as error:
        raise _NoWorkersError from error
    return workers


class _NoWorkersError(Exception):
    """No process can be started: this process does all."""


class _KilledError(Exception):
    """A worker is gone."""


@contextlib.contextmanager
def _living() -> Iterator[None]:
    """_KilledError where a pipe has no other end any more."""
    try:
        yield
    except (EOFError, OSError) as error:
        raise _KilledError from error


def _ended_workers() -> None:
    """End all workers: those that do not clear up in time, for one stands in the other's way, are killed."""
    children = multiprocessing.active_children()
    for child in children:
        child.terminate()
    until = time.monotonic() + _PATIENCE
    for child in children:
        child.join(max(0.0, until - time.monotonic()))
        child.kill()


def _serve(given: Connection, told: Connection, prints: bool) -> None:
    """What a worker does: each task that it is given, until there is none. An error is its parent's to tell.

    It leaves the keyboard's interrupt to its parent, whom it does not outlive. Told to end, it does so at once, with
    all that it has opened.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signals.on_end(_ended)
    try:
        _made_ready(prints=prints)
        while numbered := given.recv():
            number, task = numbered
            try:
                made: Outcome | Exception = _outcome(task)
            except Exception as error:  # noqa: BLE001 - it goes on in the parent
                made = error
            told.send((number, made))
    except (SystemExit, EOFError, BrokenPipeError):  # told to end, or nobody is there any more
        _OPEN.close()
        os._exit(1)


def _forks() -> bool:
    """Whether workers are forked, with all modules in memory: on Linux, from a process without other threads.

    Elsewhere a fork is not safe (macOS), not there (Windows), or may copy a lock that another thread holds; then
    workers are spawned, which every system and every Python has.
    """
    return not print_process.prevented()


def _made_ready(*, prints: bool) -> None:
    if prints:
        with contextlib.suppress(Exception):  # whoever prints meets it again, and says so
            _OPEN.enter_context(print_process.kept())
        multiprocessing.util.Finalize(None, _OPEN.close, exitpriority=0)
    gc.freeze()
    gc.disable()
    with contextlib.suppress(RuntimeError):  # without a thread it works until it is told to end
        threading.Thread(target=_leave_with_parent, daemon=True).start()


def _ended(*_: object) -> None:
    """Whatever is being done is left, a little later where the engine's library drops the exception of a callback.

    The build asks again where a terminal has asked all: clearing up is not disturbed.
    """
    signals.enough()
    with contextlib.suppress(RuntimeError):
        threading.Thread(target=_leave_late, daemon=True).start()
    raise SystemExit(1)


def _leave_late() -> None:
    time.sleep(_PATIENCE)
    _OPEN.close()
    os._exit(1)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        _leave_late()


def _outcome(task: Task) -> Outcome:
    found = make.made(task, _HERE)
    if gc.get_count()[0] > _GARBAGE:
        gc.collect()
    return found


def _lost(task: Task) -> Outcome:
    """The outcome of a task that ended its worker twice."""
    hint = "is there enough memory? --jobs 1 needs the least"
    message = "the process that made this file was ended from outside"
    return Outcome(task, (Problem("worker-lost", Level.ERROR, message, Position(str(task.path)), hint),))


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection, and what is in memory now is left alone: forked workers share it."""
    collecting = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()
