"""Files of data/ -> all their documents on disk; only what has changed is made."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from cvgen import output
from cvgen.builds import manifest, site
from cvgen.builds.options import Options, Tally
from cvgen.builds.plan import Plan
from cvgen.builds.results import Results
from cvgen.builds.task import Outcomes, Task
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.record import Record

# How tasks are done: how many there are once they are divided, and what became of each.
Makers = Callable[[Sequence[Task]], tuple[int, Outcomes]]
Listener = Callable[[list[str], int, int], None]


class Callbacks(Record):
    """Who hears of new pages and of how many tasks of how many are done; who does them, else workers here."""

    tell: Listener
    makers: Makers | None = None


def build(paths: Sequence[Path], options: Options, callbacks: Callbacks, problems: Problems) -> Tally:
    """Make what has changed."""
    if not output.is_place(options.out, problems):
        raise CvgenError
    every = site.sources(paths)
    others = site.pages(every, options.out, paths)
    home = site.home(options.out, every)
    plan = Plan(options, str(home or ""), others)
    results = Results(options, plan, problems)
    tasks: list[Task] = []
    for path in paths:
        known = manifest.read(options.out, path)
        found = plan.standing(path, known, problems)
        if found:
            results.stands(path, found)
            continue
        if known:
            results.known[path] = known
        tasks.append(plan.task(path, known))
    if tasks:
        output.sweep(options.out)
        _make(tasks, results, callbacks.tell, callbacks.makers or _here(options))
    for gone in site.without_source(options.out, every or paths):
        results.forget(gone)
    if home and (tasks or results.tally.removed or not home.exists()):
        site.index(options, home, every, problems)
    elif not every and results.tally.removed:
        site.no_index(options.out, site.names(options.out, paths))
    return results.tally


def _here(options: Options) -> Makers:
    """Worker processes on this machine. Not imported before there is something to make."""
    from cvgen.builds import workers

    return lambda tasks: workers.done(tasks, options.jobs)


def _make(tasks: list[Task], results: Results, tell: Listener, makers: Makers) -> None:
    names: dict[Path, tuple[str, ...]] = {}
    total, made = makers(tasks)
    with closing(made) as outcomes:
        for done, outcome in enumerate(outcomes, 1):
            new = list(results.enter(outcome))
            tell(new, done, total)
            names[outcome.task.path] = outcome.names
    for path, found in names.items():
        results.close(path, found)
