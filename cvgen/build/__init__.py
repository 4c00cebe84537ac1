"""Files of data/ -> all their documents on disk; only what has changed is made."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from cvgen import output
from cvgen.build import record
from cvgen.build.books import Books
from cvgen.build.plan import Plan
from cvgen.build.task import Outcomes, Task
from cvgen.build.terms import Tally, Terms
from cvgen.errors import Problems
from cvgen.records import dataclass

# How tasks are done: how many there are once they are divided, and what became of each.
Makers = Callable[[Sequence[Task]], tuple[int, Outcomes]]
Listener = Callable[[list[str], int, int], None]


@dataclass(frozen=True, slots=True)
class Hands:
    """Who hears of new pages and of how many tasks of how many are done; who does them, else workers here."""

    tell: Listener
    makers: Makers | None = None


def build(paths: Sequence[Path], terms: Terms, hands: Hands, problems: Problems) -> Tally:
    """Make what has changed."""
    plan = Plan(terms)
    books = Books(terms, plan, problems)
    tasks: list[Task] = []
    for path in paths:
        known = record.read(terms.out, path)
        found = plan.standing(path, known)
        if found:
            books.stands(path, found)
            continue
        if known:
            books.known[path] = known
        tasks.append(plan.task(path, known))
    if tasks:
        output.sweep(terms.out)
        _make(tasks, books, hands.tell, hands.makers or _here(terms))
    return books.tally


def _here(terms: Terms) -> Makers:
    """Worker processes on this machine. Not imported before there is something to make."""
    from cvgen.build import workers

    return lambda tasks: workers.done(tasks, terms.jobs)


def _make(tasks: list[Task], books: Books, tell: Listener, makers: Makers) -> None:
    names: dict[Path, tuple[str, ...]] = {}
    total, made = makers(tasks)
    with closing(made) as outcomes:
        for done, outcome in enumerate(outcomes, 1):
            new = list(books.enter(outcome))
            tell(new, done, total)
            names[outcome.task.path] = outcome.names
    for path, found in names.items():
        books.close(path, found)
