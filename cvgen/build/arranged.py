"""A file's documents, arranged: once for all formats, unless something in the file is for some formats alone."""

import dataclasses
from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path

from cvgen import outcome
from cvgen.choices import Format
from cvgen.document import Kind
from cvgen.errors import Problem, Problems
from cvgen.loading import Loaded
from cvgen.outcome import Page
from cvgen.pipeline import Order
from cvgen.records import dataclass


@dataclass(slots=True)
class Arranged:
    """The pages arranged so far, with what arranging had to say; whether they are alike in all formats, once asked."""

    loaded: Loaded
    alike: bool | None = None
    kept: dict[str, tuple[Page, tuple[Problem, ...]]] = field(default_factory=dict)

    def pages(self, order: Order, goal: Path, problems: Problems) -> tuple[Page, ...]:
        """As outcome.pages."""
        if self.alike is None:
            self.alike = _alike(self.loaded)
        if not self.alike:
            return outcome.pages(self.loaded, order, goal, problems)
        if order.document not in self.kept:
            own = collector(problems)
            try:
                (page,) = outcome.pages(self.loaded, order, goal, own)
            finally:
                said = tuple(each for each in own.items if each not in problems.items)
                problems.add(said)
            self.kept[order.document] = (page, said)
        page, said = self.kept[order.document]
        problems.add(said)
        return (replace(page, goal=goal),)


def _alike(loaded: Loaded) -> bool:
    """Whether nothing is private to some formats. A group's page has links in HTML that it has nowhere else."""
    forms = {form.value for form in Format}
    private = (forms.intersection(getattr(each, "only", ())) for each in _records(loaded.file.cv))
    return loaded.subject.kind is not Kind.GROUP and not any(private)


def _records(value: object) -> Iterator[object]:
    """Every record in a record."""
    if isinstance(value, tuple):
        for each in value:
            yield from _records(each)
    elif dataclasses.is_dataclass(value):
        yield value
        for each in dataclasses.fields(value):
            yield from _records(getattr(value, each.name))


def collector(problems: Problems) -> Problems:
    """A collector that knows what another one knows, and is told the rest."""
    return Problems(dict(problems.items), problems.silences, problems.spent)
