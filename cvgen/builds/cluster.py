"""Tasks -> outcomes, on the workers of a Dask cluster that is there already. The only importer of distributed."""

import contextlib
import os
import shutil
import threading
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import distributed
from distributed.diagnostics.plugin import WorkerPlugin

from cvgen import outcome
from cvgen.builds import fingerprints, make, packing, workers
from cvgen.builds.task import Outcome, Outcomes, Task
from cvgen.loading.cache import Cache
from cvgen.model.errors import CvgenError, Level, Position, Problem
from cvgen.model.record import replace

_PATIENCE = "10s"
_SHELF = Cache()
_ONE = threading.Lock()


class Sources(WorkerPlugin):
    """The project's files on every worker, put there once, also where a worker is added or started again."""

    def __init__(self, packed: bytes, program: str) -> None:
        """`program` is the fingerprint of the cvgen that asks."""
        self.name = f"cvgen-{uuid.uuid4().hex}"
        self.packed, self.program = packed, program
        self.folder = Path()

    def setup(self, worker: distributed.Worker) -> None:
        """Unpack them where the worker keeps its own things."""
        self.folder = Path(worker.local_directory, self.name).resolve()
        packing.unpack(self.packed, self.folder)

    def teardown(self, worker: distributed.Worker) -> None:  # noqa: ARG002 - as Dask calls it
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)


def done(address: str, tasks: Sequence[Task]) -> tuple[int, Outcomes]:
    """How many tasks there are once they are divided, and what became of each on the cluster at this address."""
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise CvgenError(_problem(f"there is no scheduler at {address}: {error}", "is it running?")) from error
    threads: dict[str, int] = client.nthreads()  # type: ignore[no-untyped-call]
    parts = workers.split(tasks, max(2, sum(threads.values())))
    return len(parts), _outcomes(client, parts)


def _outcomes(client: distributed.Client, tasks: Sequence[Task]) -> Outcomes:
    """Outcomes in order. What a lost worker had is done by another; who loses three is given up."""
    parcel = packing.packed([task.path for task in tasks])
    sources = Sources(parcel.packed, fingerprints.of_program())
    here = "" if parcel.base == Path.cwd() else f"{os.path.relpath(parcel.base)}/"
    try:
        client.register_plugin(sources)
        futures = [client.submit(_outcome, sources.name, _sent(task, parcel.base), pure=False) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            yield _received(task, future, here)
            future.release()  # type: ignore[no-untyped-call]
    finally:
        with contextlib.suppress(Exception), client:
            client.unregister_worker_plugin(sources.name)  # type: ignore[no-untyped-call]


def _sent(task: Task, base: Path) -> Task:
    """The task as it is done elsewhere: its file is named from the folder that was packed."""
    above = outcome.above(task.path, task.out)
    return replace(task, path=packing.place(task.path).relative_to(base), above=above)


def _received(task: Task, future: "distributed.Future[tuple[str, Outcome]]", here: str) -> Outcome:
    try:
        there, outcome = future.result()
    except Exception as error:  # noqa: BLE001 - one task's trouble is not the others'
        message, hint = f"the cluster cannot make this: {error}", "look at its workers' logs"
        return Outcome(task, (_problem(message, hint, task.path),))
    return packing.returned(replace(outcome, task=task), there, here)


def _outcome(name: str, task: Task) -> tuple[str, Outcome]:
    """On a worker: the folder that stands for ours, and what became of a task; one at a time, for the engine's sake."""
    sources = cast("Sources", distributed.get_worker().plugins[name])
    if sources.program != fingerprints.of_program():
        message = "a worker has another version of cvgen, or of what it stands on, than this machine"
        return "", Outcome(task, (_problem(message, "install the same on all of them", task.path),))
    with _ONE:
        outcome = make.made(replace(task, path=sources.folder / task.path), _SHELF)
    return f"{sources.folder}/", outcome


def _problem(message: str, hint: str, path: Path | None = None) -> Problem:
    return Problem("cluster", Level.ERROR, message, Position(str(path)) if path else None, hint)
