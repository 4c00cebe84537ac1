"""A file's documents, arranged: once for all formats, unless something in the file is for some formats alone.

What is read on paper has addresses and ties of its own, and is arranged once more.
"""

from collections.abc import Iterator
from pathlib import Path

from cvgen import outcome
from cvgen.loading import Loaded
from cvgen.model.errors import Problem, Problems
from cvgen.model.formats import FORMATS
from cvgen.model.record import Struct, field, replace
from cvgen.outcome import ArrangedPage
from cvgen.pipeline import Request


class Arranged(Struct):
    """The pages arranged so far, with what arranging had to say; whether they are alike in all formats, once asked."""

    loaded: Loaded
    alike: bool | None = None
    kept: dict[tuple[str, bool], tuple[ArrangedPage, tuple[Problem, ...]]] = field(default_factory=dict)

    def pages(self, request: Request, goal: Path, problems: Problems) -> tuple[ArrangedPage, ...]:
        """As outcome.pages."""
        if self.alike is None:
            self.alike = _alike(self.loaded)
        if not self.alike:
            return outcome.pages(self.loaded, request, goal, problems)
        key = request.document, request.format.on_paper
        if key not in self.kept:
            own = problems.fork()
            try:
                (page,) = outcome.pages(self.loaded, request, goal, own)
            finally:
                said = tuple(each for each in own.items if each not in problems.items)
                problems.add(said)
            self.kept[key] = (page, said)
        page, said = self.kept[key]
        problems.add(said)
        return (replace(page, goal=goal),)


def _alike(loaded: Loaded) -> bool:
    """Whether nothing is private to some formats. A group's page has links in HTML that it has nowhere else."""
    private = (FORMATS.keys() & set(getattr(each, "only", ())) for each in _records(loaded.file.cv))
    return not loaded.subject.team and not any(private)


def _records(value: object) -> Iterator[object]:
    """Every record in a record."""
    if isinstance(value, tuple):
        for each in value:
            yield from _records(each)
    elif isinstance(value, Struct):
        yield value
        for each in value.__struct_fields__:
            yield from _records(getattr(value, each))
