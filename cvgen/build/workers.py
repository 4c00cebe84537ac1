"""Tasks -> outcomes, in worker processes that have the engine in memory when they start."""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing.context import BaseContext

from cvgen.build import make
from cvgen.build.shelf import Shelf
from cvgen.build.task import Outcome, Task
from cvgen.errors import Level, Position, Problem, Problems
from cvgen.read import project
from cvgen.recipe import Recipe
from cvgen.render import engine

# Without collecting, a document leaves some 100,000 objects behind; after ten it is time to clear up.
_GARBAGE = 1_000_000
_HERE = Shelf()


def split(tasks: Sequence[Task], jobs: int) -> list[Task]:
    """Tasks of one document each where there are fewer files than would keep all workers busy."""
    if jobs == 1 or len(tasks) >= 2 * jobs:
        return list(tasks)
    return [part for task in tasks for part in documents(task)]


def documents(task: Task) -> Iterator[Task]:
    """A task for each document in each format."""
    file = project.cv_file(task.path, Problems())
    recipes = dict(file.documents) or {"cv": Recipe()} if file else {}
    names = [f"{name}.{form.value}" for name, recipe in recipes.items() for form in recipe.formats]
    yield from (replace(task, only=(name,)) for name in names) if names else (task,)


def done(tasks: Sequence[Task], jobs: int) -> tuple[int, Iterator[Outcome]]:
    """How many tasks there are once they are divided, and what became of each, in order."""
    parts = split(tasks, jobs)
    return len(parts), _outcomes(parts, min(jobs, len(parts)))


def _outcomes(tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    if jobs <= 1:
        with _uncollected():
            yield from map(_outcome, tasks)
        return
    with contextlib.suppress(OSError, ImportError):
        engine.load()
    left = dict.fromkeys(range(len(tasks)))
    for number, outcome in _pooled(tasks, jobs):
        del left[number]
        yield outcome
    for number in left:
        again = [outcome for _, outcome in _pooled([tasks[number]], 1)]
        yield from again or [_lost(tasks[number])]


def _pooled(tasks: Sequence[Task], jobs: int) -> Iterator[tuple[int, Outcome]]:
    """Outcomes with the numbers of their tasks; it ends early if a worker is killed."""
    with _uncollected(), ProcessPoolExecutor(jobs, _context(), _begin) as pool:
        futures = [pool.submit(_outcome, task) for task in tasks]
        try:
            for number, future in enumerate(futures):
                yield number, future.result()
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """Workers are forked, with all modules in memory, where that is safe."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _begin() -> None:
    """A worker does not outlive the build, and leaves the keyboard's interrupt to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.disable()
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


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
