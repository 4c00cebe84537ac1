"""A path -> the bytes of a regular file of moderate size, in the project. All that is read of a project comes here.

A project's folder may be anybody's: a link in it may lead to what is private, a name may be a pipe that never answers
or a device that never ends. What cannot be read is refused with a reason, and never taken for what is not there.
"""

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

LARGEST = 512 * 2**20
_STEP = 2**16
OUTSIDE = "outside-project"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_ABSENT = frozenset((errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP))


class RefusedError(OSError):
    """A file that is not read: the problem's code, why, as a sentence goes on ("is a folder"), and what to do."""

    def __init__(self, code: str, why: str, hint: str = "") -> None:
        """As a Problem has them."""
        super().__init__(why)
        self.code, self.why, self.hint = code, why, hint


def root(path: Path) -> Path:
    """The project of a file: the folder that holds data/, templates/ and styles/."""
    folder = path.parent.resolve()
    return folder.parent if folder.name == "data" else folder


def is_address(text: str) -> bool:
    """Whether it is the name of no file: where something is on the Web, or the thing itself."""
    return text.casefold().startswith(("https://", "http://", "data:"))


def bounds(path: Path, project: Path) -> tuple[Path, ...]:
    """Where a file must lie: in the project, unless its name says itself that it does not ("../shared.bib")."""
    named = Path(os.path.abspath(path))  # noqa: PTH100 - without following links, which is what this is about
    places = (project, Path(os.path.abspath(project)))  # noqa: PTH100
    return (project,) if any(named.is_relative_to(each) for each in places) else ()


def inside(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a file is really in one of these folders, links followed."""
    found = path.resolve()
    return any(found.is_relative_to(folder.resolve()) for folder in folders)


def there(path: Path) -> bool:
    """Whether anything has this name, be it no file, a link to nothing, or locked."""
    try:
        path.lstat()
    except ValueError:
        return False
    except OSError as error:
        return error.errno not in _ABSENT
    return True


def is_file(path: Path) -> bool:
    """Whether a file has this name; one that cannot be looked at counts, so that whoever reads it says why not."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except ValueError:
        return False
    except OSError as error:
        return error.errno not in _ABSENT


def elsewhere(path: Path, folder: Path, project: Path) -> str:
    """What to say of a file that is not there and lies elsewhere in the project: "did you mean ../me.png?"; or "".

    Paths count from `folder`.
    """
    looked = 0
    for place, folders, names in os.walk(project.resolve()):
        folders[:] = sorted(each for each in folders if each[0] != "." and each not in _NOT_OURS)
        same = next((name for name in sorted(names) if name.casefold() == path.name.casefold()), None)
        if same:
            return f"did you mean {Path(os.path.relpath(Path(place, same), folder.resolve())).as_posix()}?"
        looked += len(names) + 1
        if looked > _LOOKED:
            break
    return ""


_NOT_OURS = frozenset(("out", "node_modules", "__pycache__", "venv", "build", "dist"))
_LOOKED = 20_000  # files: whoever has more of them in a project is not asked


def version(path: Path) -> tuple[int, int, int]:
    """A file's size, its time, and when the system saw it change last; a size of -1 where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return (-1, 0, 0)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def content(path: Path, within: Iterable[Path] = (), largest: int = LARGEST) -> bytes:
    """The bytes of a file that lies in one of these folders, or anywhere if none is given.

    FileNotFoundError where nothing has the name, Refused for all else.
    """
    handle = _opened(path, tuple(within))
    try:
        found = os.fstat(handle)
        _regular(found.st_mode)
        if found.st_size <= largest:
            data = _bytes(handle, found.st_size, largest)
            if len(data) <= largest:
                return data
        raise RefusedError("file-too-large", f"is larger than {largest >> 20} MiB", "make it smaller, or divide it")
    except OSError as error:
        raise _refused(error) from error
    finally:
        os.close(handle)


def head(path: Path, within: Iterable[Path], size: int) -> bytes:
    """The first bytes of a file; as content."""
    handle = _opened(path, tuple(within))
    try:
        _regular(os.fstat(handle).st_mode)
        return os.read(handle, min(size, os.fstat(handle).st_size))
    except OSError as error:
        raise _refused(error) from error
    finally:
        os.close(handle)


def _bytes(handle: int, size: int, largest: int) -> bytes:
    """What an open file holds, as far as it may; it may grow meanwhile, or not say its size."""
    found = b""
    while len(found) <= largest and (more := os.read(handle, max(size + 1 - len(found), _STEP))):
        found += more
    return found


def _opened(path: Path, within: tuple[Path, ...]) -> int:
    """An open file; whoever opened it waits for nobody, and a device is not so much as touched."""
    try:
        str(path.name).encode()
        _regular(path.stat().st_mode)
        if within and not inside(path, within):
            raise RefusedError(OUTSIDE, "is a link that leads out of the project", "copy the file into the project")
        return os.open(path, _FLAGS)
    except UnicodeEncodeError as error:
        raise RefusedError("unreadable-file", "has a name that is not UTF-8", "give it another name") from error
    except ValueError as error:
        raise RefusedError("unreadable-file", "has a name that no file can have") from error
    except OSError as error:
        raise _refused(error) from error


def _regular(mode: int) -> None:
    """Refuse what is no regular file."""
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "no file but a pipe or a device"
        raise RefusedError("unreadable-file", f"is {kind}", "name a file")


def _refused(error: OSError) -> OSError:
    """The same as a reason, but for a file that is not there."""
    if isinstance(error, RefusedError | FileNotFoundError):
        return error
    return RefusedError("unreadable-file", f"cannot be read: {error.strerror or error}")
