"""What is to be made of a file, and what became of it."""

from collections.abc import Generator, Mapping
from pathlib import Path
from typing import TypeAlias

from cvgen.model.dates import Date
from cvgen.model.errors import Problem
from cvgen.model.record import Record, field


class Beside(Record):
    """A file of a build: what it is about, the id of a person or group, and where its page goes."""

    kind: str
    id: str
    path: Path
    page: Path


class Task(Record):
    """A file to make, or only some of its documents; `known` holds the fingerprints of the pages that are there.

    `home` is the page that leads to all others, where there is one; `others` are the files that are built with it;
    `above` is the project's folder as it is reached from `out`, where that is not the place of the file.
    """

    path: Path
    out: Path
    today: Date
    as_of: Date | None = None
    theme: str = ""
    known: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    trust_templates: bool = False
    home: str = ""
    others: tuple[Beside, ...] = ()
    above: str = ""


class MadePage(Record):
    """A page: where it goes, and its files; none if it is what is there already."""

    place: str
    fingerprint: str
    files: tuple[tuple[str, bytes], ...] = ()
    problems: tuple[Problem, ...] = ()


class MadeDocument(Record):
    """A document in a format, "cv.pdf": the day it speaks of, the day that is its own or "", its pages."""

    name: str
    day: str = ""
    own_day: str = ""
    problems: tuple[Problem, ...] = ()
    pages: tuple[MadePage, ...] = ()


class Outcome(Record):
    """What became of a task: what reading had to say, the names of all documents, those made, the files read."""

    task: Task
    problems: tuple[Problem, ...] = ()
    names: tuple[str, ...] = ()
    documents: tuple[MadeDocument, ...] = ()
    inputs: tuple[str, ...] = ()


# As they come; whoever stops listening closes it.
Outcomes: TypeAlias = Generator[Outcome, None, None]
