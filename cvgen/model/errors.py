"""Problems: what is wrong, where, and what to do; never printed here."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice

from cvgen.model import printable
from cvgen.model.formats import BIBLIOGRAPHIES
from cvgen.model.record import Placed, Record, Struct, field, replace


class Position(Record, order=True):
    """A place in a file that the user wrote: `data/liu.yaml:12:7`. Line and column count from 1; 0 is unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """The form that editors make clickable: "file:line:column"."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


class Level(StrEnum):
    """How bad a problem is: an error stops the document, a warning does not, a note is for `check` alone.

    What is silenced stands because the user has said why.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    SILENCED = "silenced"


class Problem(Record):
    """One thing wrong: a stable code, a sentence, a hint that says what to do; the reason where it is silenced.

    `about` names what it is about, for who silences it: the key of a paper, an id, a word.
    """

    code: str
    level: Level
    message: str
    at: Position | None = None
    hint: str = ""
    reason: str = ""
    about: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Two lines: "data/liu.yaml:12:7: what is wrong", "  hint: what to do"."""
        place = f"{self.at}: " if self.at else ""
        kind = "" if self.level is Level.ERROR else f"{self.level}: "
        said = printable.line(f"{place}{kind}{self.message}")
        return f"{said}\n  hint: {printable.line(self.hint)}" if self.hint else said


class Silence(Placed):
    """`{code: namesakes, about: zhang2023selectivity, reason: …}`: `about` is a key, an id, a file, a word; or nothing.

    `on` is another word for `about`; programs that read YAML 1.1 take it for "true".
    """

    code: str
    reason: str
    about: str = ""
    on: str = ""
    at: Position | None = None

    @property
    def subject(self) -> str:
        """What it is about, however that was written; "" for every problem with this code."""
        return self.about or self.on


def _subjects(problem: Problem) -> Iterator[str]:
    """Everything that a silence may be about: what the problem names, the file, nothing in particular."""
    yield from problem.about
    if problem.at:
        yield from (problem.at.file, problem.at.file.rpartition("/")[2])
    yield ""


_LOSSES = frozenset(
    "missing-file unreadable-file file-too-large missing-brace unbalanced-brace "
    "yaml-syntax yaml-character yaml-depth yaml-size wrong-shape".split()
)


class Problems(Struct):
    """The collector that every step reports to."""

    items: dict[Problem, None] = field(default_factory=dict)
    silences: dict[str, dict[str, Silence]] = field(default_factory=dict)
    spent: set[Silence] = field(default_factory=set)
    # Whether part of what was written could not be read, so that an id nobody has may only have been lost: that of a
    # paper with anything that was, that of a person or a record with a file that is no bibliography.
    incomplete: bool = False
    facts_incomplete: bool = False

    def add(self, problems: Iterable[Problem]) -> None:
        """Take these problems in; one that is known already is not said twice."""
        new = dict.fromkeys(map(self._heard, problems) if self.silences else problems)
        self.items.update(new)
        for problem in new:
            if problem.code in _LOSSES:
                self.incomplete = True
                self.facts_incomplete |= not (problem.at and problem.at.file.lower().endswith(BIBLIOGRAPHIES))

    def silence(self, silences: Iterable[Silence]) -> None:
        """Let these problems stand from now on, and those of them that were reported before."""
        for each in (silence for silence in silences if silence.reason):
            self.silences.setdefault(each.code, {}).setdefault(each.subject, each)
        if self.silences:
            self.items = dict.fromkeys(map(self._heard, self.items))

    def _heard(self, problem: Problem) -> Problem:
        """The problem, silenced if the user has said why it may stand; an error never is."""
        known = self.silences.get(problem.code, {})
        if not known or problem.level in (Level.ERROR, Level.SILENCED):
            return problem
        by = next((known[subject] for subject in _subjects(problem) if subject in known), None)
        if not by:
            return problem
        self.spent.add(by)
        return replace(problem, level=Level.SILENCED, reason=by.reason)

    def error(self, code: str, message: str, at: Position | None = None, hint: str = "", *about: str) -> None:
        """Report what stops the document."""
        self.add((Problem(code, Level.ERROR, message, at, hint, about=about),))

    def warn(self, code: str, message: str, at: Position | None = None, hint: str = "", *about: str) -> None:
        """Report what does not stop the document."""
        self.add((Problem(code, Level.WARNING, message, at, hint, about=about),))

    def note(self, code: str, message: str, at: Position | None = None, hint: str = "", *about: str) -> None:
        """Report what only `check` shows."""
        self.add((Problem(code, Level.NOTE, message, at, hint, about=about),))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a document."""
        return tuple(p for p in self.items if p.level is Level.ERROR)

    def stricter(self, codes: frozenset[str]) -> None:
        """Make errors of the warnings with these codes."""
        raised = {p: replace(p, level=Level.ERROR) for p in self.items if p.code in codes and p.level is Level.WARNING}
        self.items = dict.fromkeys(raised.get(p, p) for p in self.items)

    def fork(self) -> "Problems":
        """A collector that knows what this one knows; what is new in it can be added here."""
        return Problems(dict(self.items), self.silences, self.spent, self.incomplete, self.facts_incomplete)

    def checkpoint(self, *, strict: bool = False) -> None:
        """Raise CvgenError if an error was reported so far; when strict, a warning counts as one."""
        if self.errors or strict and any(p.level is Level.WARNING for p in self.items):
            raise CvgenError


class CvgenError(Exception):
    """The documents cannot be made; the problems say why."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems that the error carries; none where they were reported before."""
        return tuple(each for each in self.args if isinstance(each, Problem))

    def __str__(self) -> str:
        """The problems, one below the other."""
        return "\n".join(map(str, self.problems))


# With more words than these, only those that begin alike: each unknown word is compared with every known one.
_COMPARED = 300


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or "": "sumary" -> "summary"."""
    import difflib

    by_folded = {k.casefold(): k for k in known}
    if len(by_folded) > _COMPARED:
        begins = word.casefold()[:1]
        by_folded = dict(islice(((k, v) for k, v in by_folded.items() if k.startswith(begins)), _COMPARED))
    alike = 0.6 if len(word) > _SHORT else 0.75  # "on" is not like "none"
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=alike)
    return by_folded[found[0]] if found else ""


def nearly(word: str, known: Iterable[str], least: int = 4) -> str:
    """The known word that this one differs from by a slip of the fingers, or "": "jounral" -> "journal"."""
    if not least <= len(word) <= _SLIP:
        return ""
    close = [each for each in known if each[:1] == word[0] and abs(len(each) - len(word)) < 3]
    near = nearest(word, close)
    left, right = Counter(word), Counter(near)
    return near if near and max((left - right).total(), (right - left).total()) < 3 else ""


_SHORT, _SLIP = 2, 25  # letters; longer words are phrases
_LISTED = 30


def meant(word: str, known: Iterable[str], label: str = "known") -> str:
    """A hint for an unknown word: "did you mean summary?", else the list of what is known, as far as one reads it."""
    words = sorted(set(known))
    if near := nearest(word, words):
        return f"did you mean {near}?"
    more = f" and {len(words) - _LISTED:,} more" if len(words) > _LISTED else ""
    return f"{label}: {', '.join(words[:_LISTED])}{more}" if words else ""
