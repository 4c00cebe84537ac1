"""A file -> processor seconds of each step of its way to HTML, inside one process, as JSON.

PYTHON tests/bench/steps.py SMALL.yaml LARGE.yaml, the first to import everything before the clock counts
"""

import gc
import json
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cvgen import identify, loading, outcome, pipeline
from cvgen.model import formats
from cvgen.model.errors import Problems
from cvgen.read import project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cvgen.loading import Papers


def steps(path: "Path") -> dict[str, float]:
    """The steps by name, in their order: read, identify, mark, arrange, render."""
    taken: dict[str, float] = {}

    @contextmanager
    def timed(name: str) -> "Iterator[None]":
        start = time.process_time()
        yield
        taken[name] = time.process_time() - start

    def reading(folder: "Path", bibliographies: "tuple[Path, ...]", problems: Problems) -> "Papers":
        with timed("read"):
            source = project.sources(folder, bibliographies, problems)
        with timed("identify"):
            return source, identify.publications(source, problems)

    problems = Problems()
    request = pipeline.Request(formats.HTML, file="cv.html")
    loaded = loading.cv_file(path, problems, reading)
    with timed("mark"):
        prepared = pipeline.arrange(loaded, request, problems)
    with timed("arrange"):
        document = prepared.document()
    with timed("render"):
        outcome.content(document, loaded, request, problems)
    return taken


if __name__ == "__main__":
    from pathlib import Path

    gc.disable()
    *_, found = (steps(Path(name)) for name in sys.argv[1:])
    sys.stdout.write(json.dumps(found))
