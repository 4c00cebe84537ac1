"""Labels -> lists that count with a gap, or do not count at all."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from cvgen.check.view import CheckedPage
from cvgen.model.content import Labels, WrittenSection
from cvgen.model.entry import Entry, OneLineEntry
from cvgen.model.errors import Problems
from cvgen.model.regex import lazy
from cvgen.model.text import plain

_NUMBERED = lazy(r"\[?([A-Za-z]{0,3})(\d{1,3})[\].:)]?")


def gaps(page: CheckedPage, problems: Problems) -> None:
    """Typed labels that skip or repeat a number, and a label that is the same for every item."""
    for _, section in page.file.cv.sections:
        for entries in (section.entries, *(group.entries for group in section.groups)):
            _typed(entries, problems)
        for labels, count in _labels(page, section):
            if count > 1 and labels.text and "{" not in labels.text:
                message = f"every item of the list has the label {labels.text}"
                problems.warn("label-gap", message, labels.at or section.at, "write {n} for the number")


def _labels(page: CheckedPage, section: WrittenSection) -> Iterator[tuple[Labels, int]]:
    for group in section.groups:
        if labels := group.labels or section.labels:
            yield labels, len(group.entries)
    if section.labels and section.entries:
        yield section.labels, len(section.entries)
    for chosen in (each for each in page.prepared.chosen if each.group in section.publications):
        if labels := chosen.group.labels or section.labels:
            yield labels, len(chosen.publications)


def _typed(entries: Iterable[Entry], problems: Problems) -> None:
    """R5, R4, R2: each typed label must follow the one before it."""
    lines = [each for each in entries if isinstance(each, OneLineEntry)]
    found = [_NUMBERED.fullmatch(plain(each.label).strip()) for each in lines]
    for i, (before, after) in enumerate(pairwise(found), 1):
        if before and after and before[1] == after[1] and abs(int(before[2]) - int(after[2])) != 1:
            message = f"the label {after[0]} follows {before[0]}"
            problems.warn("label-gap", message, lines[i].at, "number without gaps, or let labels: {text: R{n}} do it")
