"""A folder and its bibliographies -> what they hold, read once for all files that are made of the same."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from cvgen import loading
from cvgen.gate import version
from cvgen.loading import Identified
from cvgen.model.errors import Problem, Problems
from cvgen.model.record import Struct, field
from cvgen.model.reference import Reference
from cvgen.read import files, project

_KEPT = 2
_T = TypeVar("_T")
_Seen: TypeAlias = tuple[tuple[int, int, int], ...]
_Paths: TypeAlias = tuple[Path, ...]


class _Kept(Struct, Generic[_T]):
    """What was read last of some files, with what reading it had to say."""

    kept: dict[_Paths, tuple[_Seen, _T, tuple[Problem, ...]]] = field(default_factory=dict)

    def read(self, paths: _Paths, reading: Callable[[Problems], _T], problems: Problems) -> _T:
        """What is kept of these files, read anew if one of them was saved since."""
        seen = tuple(map(version, paths))
        found = self.kept.pop(paths, None)
        if found is None or found[0] != seen:
            own = Problems()
            found = (seen, reading(own), tuple(own.items))
        self.kept[paths] = found
        while len(self.kept) > _KEPT:
            del self.kept[next(iter(self.kept))]
        problems.add(found[2])
        return found[1]


class Cache(Struct):
    """What was read last. A bibliography stays as it is when the roster is saved."""

    papers: _Kept[Identified] = field(default_factory=_Kept)
    entries: _Kept[tuple[Reference, ...]] = field(default_factory=_Kept)

    def sources(self, folder: Path, bibliographies: _Paths, problems: Problems) -> Identified:
        """As loading.sources, but from the cache where it is there."""
        paths = (folder / files.PEOPLE, folder / files.RECORDS, *bibliographies)
        read = partial(loading.sources, folder, bibliographies, entries=self._entries)
        return self.papers.read(paths, read, problems)

    def _entries(self, bibliographies: _Paths, problems: Problems) -> tuple[Reference, ...]:
        return self.entries.read(bibliographies, partial(project.references, bibliographies), problems)
