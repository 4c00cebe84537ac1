"""Files as they are saved -> pages made again, in one process that stays warm. The only importer of watchfiles."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event

import watchfiles

from cvgen import builds, gate
from cvgen.builds import fingerprints, make, manifest, pdf_process
from cvgen.builds.options import Options
from cvgen.builds.pdf_process import PdfProcess
from cvgen.builds.task import Outcome, Outcomes, Task
from cvgen.loading.cache import Cache
from cvgen.model import failures, formats
from cvgen.model.errors import Problems
from cvgen.model.formats import Medium
from cvgen.model.record import Struct, field
from cvgen.render.paper import engine

# Milliseconds: a file is read this long after it was last touched, at the latest after the second; then a pause.
_STEP, _LONGEST, _IDLE = 15, 200, 300
# Seconds: while a PDF is made, whoever answers the browser waits no longer than this for each of its turns.
_TURN = 0.0005


class Watching(Struct):
    """What is watched, with which options, and who hears of new pages and of what a round had to say."""

    sources: Callable[[Problems], Sequence[Path]]
    options: Callable[[], Options]
    made: Callable[[list[str]], None]
    said: Callable[[Problems], None]
    stop: Event = field(default_factory=Event)
    paths: tuple[Path, ...] = ()
    cache: Cache = field(default_factory=Cache)
    printer: PdfProcess | None = None

    def run(self) -> None:
        """Make everything, then whatever changes, until told to stop."""
        sys.setswitchinterval(_TURN)
        self.round(None)
        try:
            self._warm()
            self._watch()
        finally:
            if self.printer:
                self.printer.end()

    def _watch(self) -> None:
        while not self.stop.is_set():
            folders = self._folders()
            for number, saved in enumerate(_saved(folders, self.stop)):
                if not saved and number:
                    continue
                self.round(self._here)
                if self._folders() != folders:
                    break

    def round(self, makers: builds.Makers | None) -> None:
        """One build. Whatever is wrong is said; nothing ends the watching."""
        problems = Problems()
        try:
            self.paths = tuple(self.sources(problems))
            builds.build(self.paths, self.options(), builds.Callbacks(self._tell, makers), problems)
        except Exception as error:  # noqa: BLE001 - the next save may mend it
            problems.add(failures.problems(error))
        self.said(problems)

    def _tell(self, new: list[str], done: int, total: int) -> None:  # noqa: ARG002 - what is done is seen
        if new:
            self.made(new)

    def _here(self, tasks: Sequence[Task]) -> tuple[int, Outcomes]:
        """In this process and the one beside it."""
        return len(tasks), self._outcomes(tasks)

    def _outcomes(self, tasks: Sequence[Task]) -> Outcomes:
        """Pages as they are made, then the PDFs, which were begun as soon as each file was read."""
        asked: list[Task] = []
        for task in tasks:
            for number, outcome in enumerate(make.each(task, self.cache, formats.of(Medium.PAGE, Medium.TEXT))):
                if not number and any(name.endswith(formats.of(Medium.PAPER)) for name in outcome.names):
                    asked.append(task)
                    if self.printer:
                        self.printer.ask(task)
                yield outcome
        for task in asked:
            yield from self._prints(task)

    def _prints(self, task: Task) -> Iterator[Outcome]:
        """A file's PDFs; here, where there is nobody to ask or whoever was asked is gone."""
        if self.printer:
            try:
                yield from self.printer.outcomes()
            except ChildProcessError:
                self.printer.end()
                self.printer = None
            else:
                return
        yield from make.each(task, self.cache, formats.of(Medium.PAPER))

    def _warm(self) -> None:
        """Make the first file's documents once for nothing, so that the first save need not wait for the engine."""
        options = self.options()
        tasks = [Task(path, options.out, options.today, options.as_of) for path in self.paths]
        printed = [task for task in tasks if self._has_pdf(task.path)]
        if printed and options.jobs > 1:
            self.printer = pdf_process.started()
        if self.printer:
            self.printer.ask(printed[0], idly=True)
        elif printed:
            with suppress(OSError, ImportError):
                engine.load()
        for task in tasks[:1]:
            tuple(make.each(task, self.cache, formats.of(Medium.PAGE, Medium.TEXT)))
        for task in printed[:1] if not self.printer else ():
            tuple(make.each(task, self.cache, formats.of(Medium.PAPER)))
        gc.collect()
        gc.freeze()

    def _has_pdf(self, path: Path) -> bool:
        known = manifest.read(self.options().out, path)
        return any(name.endswith(formats.of(Medium.PAPER)) for name in (known.documents if known else ()))

    def _folders(self) -> tuple[Path, ...]:
        """Every folder that a page may hang on."""
        found: dict[Path, None] = {}
        for path in self.paths:
            root = gate.root(path)
            known = manifest.read(self.options().out, path)
            named = (Path(name).parent for name in known.inputs) if known else ()
            tops = [root / top for top in fingerprints.FOLDERS]
            themed = (folder for top in tops for folder in (top, *top.rglob("*/")))
            found.update(
                dict.fromkeys(each.resolve() for each in (path.parent, root, *named, *themed) if each.is_dir())
            )
        return tuple(sorted(found)) or (Path.cwd(),)


def _saved(folders: tuple[Path, ...], stop: Event) -> Iterator[object]:
    """The files in these folders that were saved, each time that some are; nothing now and then, and at the start."""
    watch = partial(watchfiles.watch, recursive=False, step=_STEP, debounce=_LONGEST, yield_on_timeout=True)
    return watch(*folders, stop_event=stop, rust_timeout=_IDLE)
