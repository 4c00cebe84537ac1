"""Files as they are saved -> pages made again, in one process that stays warm. The only importer of watchfiles."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Event

import watchfiles

from cvgen import build, theme
from cvgen.build import make, record
from cvgen.build.shelf import Shelf
from cvgen.build.task import Outcome, Task
from cvgen.build.terms import Terms
from cvgen.errors import CvgenError, Problem, Problems
from cvgen.records import dataclass
from cvgen.render import engine

# Milliseconds: a file is read this long after it was last touched, at the latest after the second; then a pause.
_STEP, _LONGEST, _IDLE = 15, 200, 300
# Seconds: while a PDF is made, whoever answers the browser waits no longer than this for each of its turns.
_TURN = 0.0005
_FIRST = ("html", "pdf", "md")


@dataclass(slots=True)
class Watching:
    """What is watched, on which terms, and who hears of new pages and of what a round had to say."""

    sources: Callable[[Problems], Sequence[Path]]
    terms: Callable[[], Terms]
    made: Callable[[list[str]], None]
    said: Callable[[Problems], None]
    stop: Event = field(default_factory=Event)
    paths: tuple[Path, ...] = ()
    shelf: Shelf = field(default_factory=Shelf)

    def run(self) -> None:
        """Make everything, then whatever changes, until told to stop."""
        sys.setswitchinterval(_TURN)
        self.round(None)
        self._warm()
        while not self.stop.is_set():
            folders = self._folders()
            for number, saved in enumerate(_saved(folders, self.stop)):
                if not saved and number:
                    continue
                self.round(self._here)
                if self._folders() != folders:
                    break

    def round(self, makers: build.Makers | None) -> None:
        """One build. Whatever is wrong is said; nothing ends the watching."""
        problems = Problems()
        try:
            self.paths = tuple(self.sources(problems))
            build.build(self.paths, self.terms(), build.Hands(self._tell, makers), problems)
        except CvgenError as error:
            problems.add(each for each in error.args if isinstance(each, Problem))
        except Exception as error:  # noqa: BLE001 - the next save may mend it
            problems.add([make.internal(error)])
        self.said(problems)

    def _tell(self, new: list[str], done: int, total: int) -> None:  # noqa: ARG002 - what is done is seen
        if new:
            self.made(new)

    def _here(self, tasks: Sequence[Task]) -> tuple[int, Iterator[Outcome]]:
        """In this process, what is quick to make first."""
        return len(tasks), (outcome for task in tasks for outcome in make.each(task, self.shelf, _FIRST))

    def _warm(self) -> None:
        """Make the first file's documents once for nothing, so that the first save need not wait for the engine."""
        terms = self.terms()
        with suppress(OSError, ImportError):
            engine.load()
        for path in self.paths[:1]:
            tuple(islice(make.each(Task(path, terms.out, terms.today, terms.as_of), self.shelf, _FIRST), 4))
        gc.collect()
        gc.freeze()

    def _folders(self) -> tuple[Path, ...]:
        """Every folder that a page may hang on."""
        found: dict[Path, None] = {}
        for path in self.paths:
            root = theme.root(path)
            known = record.read(self.terms().out, path)
            named = (Path(name).parent for name in known.inputs) if known else ()
            looks = (folder for top in ("templates", "styles") for folder in (root / top, *(root / top).rglob("*/")))
            found.update(dict.fromkeys(each.resolve() for each in (path.parent, root, *named, *looks) if each.is_dir()))
        return tuple(sorted(found)) or (Path.cwd(),)


def _saved(folders: tuple[Path, ...], stop: Event) -> Iterator[object]:
    """The files in these folders that were saved, each time that some are; nothing now and then, and at the start."""
    watch = partial(watchfiles.watch, recursive=False, step=_STEP, debounce=_LONGEST, yield_on_timeout=True)
    return watch(*folders, stop_event=stop, rust_timeout=_IDLE)
