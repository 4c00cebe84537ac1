"""Problems: what is wrong, where, and what to do; collected, never printed here."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file that the user wrote: `data/liu.yaml:12:7`. Line and column count from 1; 0 is unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """The form that editors make clickable: "file:line:column"."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


class Level(StrEnum):
    """How bad a problem is: an error stops the document, a warning does not, a note is for `check` alone."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: a stable code, a sentence, and a hint that says what to do."""

    code: str
    level: Level
    message: str
    at: Position | None = None
    hint: str = ""

    def __str__(self) -> str:
        """Two lines: "data/liu.yaml:12:7: what is wrong", "  hint: what to do"."""
        place = f"{self.at}: " if self.at else ""
        kind = "" if self.level is Level.ERROR else f"{self.level}: "
        return f"{place}{kind}{self.message}" + (f"\n  hint: {self.hint}" if self.hint else "")


_LOSSES = frozenset(
    "missing-file unreadable-file file-too-large missing-brace unbalanced-brace "
    "yaml-syntax yaml-character yaml-depth yaml-size".split()
)


@dataclass(slots=True)
class Problems:
    """The collector that every step reports to."""

    items: dict[Problem, None] = field(default_factory=dict)

    def add(self, problems: Iterable[Problem]) -> None:
        """Take these problems in; one that is known already is not said twice."""
        self.items.update(dict.fromkeys(problems))

    def error(self, code: str, message: str, at: Position | None = None, hint: str = "") -> None:
        """Report what stops the document."""
        self.add((Problem(code, Level.ERROR, message, at, hint),))

    def warn(self, code: str, message: str, at: Position | None = None, hint: str = "") -> None:
        """Report what does not stop the document."""
        self.add((Problem(code, Level.WARNING, message, at, hint),))

    def note(self, code: str, message: str, at: Position | None = None, hint: str = "") -> None:
        """Report what only `check` shows."""
        self.add((Problem(code, Level.NOTE, message, at, hint),))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a document."""
        return tuple(p for p in self.items if p.level is Level.ERROR)

    @property
    def incomplete(self) -> bool:
        """Whether part of what was written could not be read, so that an id nobody has may only have been lost."""
        return any(p.code in _LOSSES for p in self.items)

    def stricter(self, codes: frozenset[str]) -> None:
        """Make errors of the warnings with these codes."""
        raised = {p: replace(p, level=Level.ERROR) for p in self.items if p.code in codes and p.level is Level.WARNING}
        self.items = dict.fromkeys(raised.get(p, p) for p in self.items)

    def checkpoint(self, *, strict: bool = False) -> None:
        """Raise CvgenError if an error was reported so far; when strict, a warning counts as one."""
        if self.errors or strict and any(p.level is Level.WARNING for p in self.items):
            raise CvgenError


class CvgenError(Exception):
    """The documents cannot be made; the problems say why."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or "": "sumary" -> "summary"."""
    by_folded = {k.casefold(): k for k in known}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""


def meant(word: str, known: Iterable[str], label: str = "known") -> str:
    """A hint for an unknown word: "did you mean summary?", else the list of what is known."""
    words = sorted(set(known))
    near = nearest(word, words)
    return f"did you mean {near}?" if near else f"{label}: {', '.join(words)}" if words else ""
