"""A folder and its bibliographies -> what they hold, read once for all files that are made of the same."""

from dataclasses import field
from pathlib import Path
from typing import TypeAlias

from cvgen import loading
from cvgen.errors import Problem, Problems
from cvgen.loading import Papers
from cvgen.records import dataclass

_KEPT = 2
_Seen: TypeAlias = tuple[tuple[int, int], ...]
_Key: TypeAlias = tuple[Path, tuple[Path, ...]]


@dataclass(slots=True)
class Shelf:
    """What was read last, with what reading it had to say; a file that was saved since is read again."""

    kept: dict[_Key, tuple[_Seen, Papers, tuple[Problem, ...]]] = field(default_factory=dict)

    def sources(self, folder: Path, bibliographies: tuple[Path, ...], problems: Problems) -> Papers:
        """As loading.sources, but from the shelf where it stands there."""
        key = (folder, bibliographies)
        seen = tuple(_seen(path) for path in (folder / "people.yaml", folder / "records.yaml", *bibliographies))
        found = self.kept.pop(key, None)
        if found is None or found[0] != seen:
            own = Problems()
            found = (seen, loading.sources(folder, bibliographies, own), tuple(own.items))
        self.kept[key] = found
        while len(self.kept) > _KEPT:
            del self.kept[next(iter(self.kept))]
        problems.add(found[2])
        return found[1]


def _seen(path: Path) -> tuple[int, int]:
    """A file's size and time; (-1, 0) where there is none."""
    try:
        found = path.stat()
    except OSError:
        return (-1, 0)
    return found.st_size, found.st_mtime_ns
