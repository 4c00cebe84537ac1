"""What a build made of a file, and of what -> out/.cvgen/build/liu.json, and back. Written whole or not at all."""

import json
from collections.abc import Mapping
from pathlib import Path

from cvgen import gate, output
from cvgen.builds.fingerprints import Version
from cvgen.model.errors import Level, Position, Problem, Problems
from cvgen.model.record import Record, Struct, field, replace


class PageEntry(Record):
    """A page: its fingerprint, the files it was rendered to, and what rendering it had to say."""

    fingerprint: str
    files: Mapping[str, Version]
    problems: tuple[Problem, ...] = ()


class DocumentEntry(Record):
    """A document in a format: the day it speaks of, its own day or "", what arranging it had to say, its pages."""

    day: str
    own_day: str
    problems: tuple[Problem, ...] = ()
    pages: Mapping[str, PageEntry] = field(default_factory=dict)


class FileManifest(Record):
    """A file of data/: what it was made with and of, what reading it had to say, its documents by "cv.pdf"."""

    path: str
    key: str
    whole: bool = False
    inputs: Mapping[str, Version] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    documents: Mapping[str, DocumentEntry] = field(default_factory=dict)

    @property
    def pages(self) -> dict[str, PageEntry]:
        """All pages by where they go."""
        return {place: page for each in self.documents.values() for place, page in each.pages.items()}

    @property
    def said(self) -> tuple[Problem, ...]:
        """All problems that making it brought up."""
        pages = (problem for page in self.pages.values() for problem in page.problems)
        arranging = (problem for each in self.documents.values() for problem in each.problems)
        return (*self.problems, *arranging, *pages)


def place(out: Path, path: Path) -> Path:
    """Where the record of a file is kept."""
    return out / output.KEPT / "build" / f"{path.name}.json"


def read(out: Path, path: Path) -> FileManifest | None:
    """The record of a file; None if there is none that can be used, however it was damaged."""
    try:
        found = _record(json.loads(gate.content(place(out, path))))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return found if isinstance(found, FileManifest) and found.path == str(path) else None


def write(out: Path, path: Path, record: FileManifest, problems: Problems) -> None:
    """Keep the record of a file; without it all is made again, which is said."""
    text = json.dumps(record, default=_told, ensure_ascii=False)
    try:
        output.replace(place(out, path), text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        at, hint = Position(str(place(out, path))), "look at the folder's permissions and the space that is left"
        message = f"the record of what was made cannot be written: {error.strerror or error}"
        problems.error("unwritable", message, at, hint)


_RECORD = "="


def _told(record: object) -> dict[str, list[object]]:
    """A record as JSON: {"=": ["Version", 7, 0, 0, "9f86…"]}, which no mapping of names looks like."""
    names = _MAKERS[type(record).__name__].__struct_fields__
    return {_RECORD: [type(record).__name__, *(getattr(record, name) for name in names)]}


def _record(told: object) -> object:
    """The record that JSON tells of."""
    if isinstance(told, list):
        return tuple(_record(value) for value in told)
    if not isinstance(told, dict):
        return told
    if _RECORD not in told:
        return {name: _record(value) for name, value in told.items()}
    kind, *values = told[_RECORD]
    found = _MAKERS[kind](*map(_record, values))
    found = replace(found, level=Level(found.level)) if isinstance(found, Problem) else found
    for name, types in zip(found.__struct_fields__, _TYPES[kind], strict=True):
        _sound(getattr(found, name), types)
    return found


def _sound(value: object, wanted: object) -> None:
    """TypeError for a value of a record that is none, and for a name that no file can have."""
    inner = wanted[0] if isinstance(wanted, list) else None
    if isinstance(wanted, list):
        values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else None
        if values is None or isinstance(value, dict) is not (len(wanted) > 1):
            raise TypeError(value)
        for each in (*values, *(value if isinstance(value, dict) else ())):
            _sound(each, str if isinstance(value, dict) and isinstance(each, str) else inner)
    elif not isinstance(value, wanted) or (isinstance(value, str) and "\0" in value):  # type: ignore[arg-type]
        raise TypeError(value)


_MAKERS: dict[str, type[Struct]] = {
    each.__name__: each for each in (Version, Position, Problem, PageEntry, DocumentEntry, FileManifest)
}

# What each field of a record holds: a type, [type] for a tuple of it, [type, "by name"] for a mapping to it.
_TYPES: dict[str, tuple[object, ...]] = {
    "Version": (int, int, int, str),
    "Position": (str, int, int),
    "Problem": (str, Level, str, Position | None, str, str, [str]),
    "PageEntry": (str, [Version, "by name"], [Problem]),
    "DocumentEntry": (str, str, [Problem], [PageEntry, "by name"]),
    "FileManifest": (str, str, bool, [Version, "by name"], [Problem], [DocumentEntry, "by name"]),
}
