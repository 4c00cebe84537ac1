"""How far a build is -> a bar on a terminal, a line for each page elsewhere, or nothing."""

import functools
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli.common import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvgen.builds import Listener


@contextmanager
def shown(*, quiet: bool) -> "Iterator[Listener]":
    """What hears of new pages and of tasks done, and shows it."""
    if quiet:
        yield _silent
    elif not sys.stdout or not sys.stdout.isatty():
        yield _lines
    else:
        with click.progressbar(length=1, label="building", show_eta=False) as bar:
            yield functools.partial(_advance, bar)


def _silent(*_: object) -> None:
    pass


def _lines(new: list[str], *_: object) -> None:
    say("".join(f"{place}\n" for place in new), nl=False)


def _advance(bar: Any, _: list[str], done: int, total: int) -> None:
    bar.length = total
    bar.update(done - bar.pos)
