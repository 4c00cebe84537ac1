"""Bytes -> a file, whole or not at all, and never over what cvgen did not make."""

import errno
import hashlib
import itertools
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cvgen.model.errors import Position, Problems

KEPT = ".cvgen"
MARKS = (b'<meta name="generator" content="cvgen">', b"<generator>cvgen</generator>", b"PRODID:-//cvgen//")
_HEAD = 4096
_REMEMBERED = 8
_HERE = os.uname().nodename if hasattr(os, "uname") else "here"


def goal(folder: Path, path: Path, document: str, form: str) -> Path:
    """Where a document of a file goes: out/liu.pdf, with its name out/liu-modern.pdf."""
    return folder / f"{path.stem}{f'-{document}' if document else ''}.{form}"


def write(path: Path, content: bytes, problems: Problems, *, overwrite: bool = False) -> bool:
    """Whether the file is there as wanted; a file of somebody else's in its place is an error."""
    if not overwrite and not _ours(path):
        hint = "move it away, name another file with -o, or say --overwrite"
        problems.error("not-ours", "this is there already and was not made by cvgen", Position(str(path)), hint)
        return False
    if path.is_symlink():
        problems.error("symlink", "this is a link to another place", Position(str(path)), "remove the link")
        return False
    try:
        _note(path, content)
        if path.is_file() and path.read_bytes() == content:
            os.utime(path)
        else:
            replace(path, content)
    except OSError as error:
        message = f"this cannot be written: {error.strerror}"
        problems.error("unwritable", message, Position(str(path)), "name another file with -o")
        return False
    return True


def stay_inside(folder: Path, paths: Iterable[Path], problems: Problems) -> None:
    """Report folders below the output folder that are links: what is written there would land elsewhere."""
    for path in paths:
        between = path.relative_to(folder).parents if path.is_relative_to(folder) else ()
        for link in [folder / each for each in between if each.name and (folder / each).is_symlink()]:
            problems.error("symlink", "this is a link to another place", Position(str(link)), "remove the link")


def refuse(path: Path, problems: Problems) -> None:
    """Say that a file is in the way."""
    hint = "move it away, or name another folder with -o"
    problems.error("not-ours", "this is there already, and nothing is replaced here", Position(str(path)), hint)


def create(path: Path, content: bytes, problems: Problems) -> bool:
    """Whether a file was made; one that is there already stays, whoever made it, and is an error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        refuse(path, problems)
        return False
    except OSError as error:
        message = f"this cannot be written: {error.strerror}"
        problems.error("unwritable", message, Position(str(path)), "name another folder with -o")
        return False
    return True


def _ours(path: Path) -> bool:
    if not path.exists():
        return True
    if not path.is_file():
        return False
    content = path.read_bytes()
    return any(mark in content[:_HEAD] for mark in MARKS) or digest(content) in _made(path)


def digest(content: bytes) -> str:
    """A content's fingerprint."""
    return hashlib.sha256(content).hexdigest()


def _made(path: Path) -> list[str]:
    """The fingerprints of what cvgen put in this place, the last first."""
    try:
        return (path.parent / KEPT / "made" / path.name).read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return []


def _note(path: Path, content: bytes) -> None:
    """Remember what goes into this place, before it does: who is stopped in between knows both for its own."""
    made = _made(path)
    known = dict.fromkeys((digest(content), *made))
    if [*known] != made:
        replace(path.parent / KEPT / "made" / path.name, "\n".join([*known][:_REMEMBERED]).encode() + b"\n")


def replace(path: Path, content: bytes) -> None:
    """Write elsewhere in the folder, then rename over the file."""
    kept = next((folder for folder in path.parents if folder.name == KEPT), path.parent / KEPT)
    for folder in (kept, path.parent):
        if folder.is_file():
            raise NotADirectoryError(errno.ENOTDIR, f"{folder} is a file")
        if KEPT in folder.parts and folder.is_symlink():
            raise OSError(errno.ELOOP, f"{folder} is a link to another place")
        folder.mkdir(parents=True, exist_ok=True)
    handle, name = _temporary(kept)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _temporary(folder: Path) -> tuple[int, str]:
    """A new file of this process, which nobody else has or reads."""
    for number in itertools.count():
        name = folder / f"{_HERE}-{os.getpid()}-{number}.tmp"
        with suppress(FileExistsError):
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            return os.open(name, flags, 0o600), str(name)
    raise FileExistsError(folder)


def sweep(folder: Path) -> None:
    """Remove the temporary files of processes of this machine that are no more."""
    for path in folder.glob(f"**/{KEPT}/{_HERE}-*.tmp"):
        number = path.name.removeprefix(f"{_HERE}-").split("-")[0]
        if number.isdecimal() and not _alive(int(number)):
            path.unlink(missing_ok=True)


def _alive(number: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
