"""A file -> what tells whether it has changed: its size and time at first, its content where they differ."""

import os
from pathlib import Path

from cvgen import output
from cvgen.records import dataclass

# A file saved this shortly before it was read may be saved again without its size and time telling.
_RECENT = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was; a time of 0 is not to be trusted, nor a digest of "". A missing file has the size -1."""

    size: int
    time: int
    digest: str


ABSENT = Stamp(-1, 0, "absent")


def taken(path: Path, started: int) -> Stamp:
    """The stamp of a file that was read after `started`, in nanoseconds since 1970."""
    try:
        found = path.stat()
    except OSError:
        return ABSENT
    if found.st_mtime_ns > started:
        return Stamp(_size(path, found), 0, "")
    recent = found.st_mtime_ns > started - _RECENT
    return Stamp(_size(path, found), 0 if recent else found.st_mtime_ns, _digest(path))


def made(path: Path, content: bytes) -> Stamp:
    """The stamp of a file that was just written."""
    return Stamp(len(content), path.stat().st_mtime_ns, output.digest(content))


def renewed(path: Path, known: Stamp, started: int) -> Stamp | None:
    """The stamp as it is now of a file that is as it was; None if it is another."""
    try:
        found = path.stat()
    except OSError:
        return known if known == ABSENT else None
    if _size(path, found) != known.size:
        return None
    if found.st_mtime_ns == known.time:
        return known
    now = taken(path, started)
    return now if now.digest == known.digest else None


def _size(path: Path, found: os.stat_result) -> int:
    return 0 if path.is_dir() else found.st_size


def _digest(path: Path) -> str:
    """Of a folder's content its YAML files' names count."""
    try:
        if path.is_dir():
            return output.digest("\n".join(sorted(each.name for each in path.glob("*.y*ml"))).encode())
        return output.digest(path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""
