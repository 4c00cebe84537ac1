"""Bytes -> a file, whole or not at all, and never over what cvgen did not make."""

import errno
import hashlib
import itertools
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cvgen import gate
from cvgen.model import formats
from cvgen.model.errors import Position, Problems
from cvgen.model.formats import FORMATS

KEPT = ".cvgen"
_FORMATS = tuple(FORMATS.values())
# What stands beside a page, and the page itself, which nobody writes on by hand; so with what editors read.
_PAGES = (
    formats.HTML.mark,
    b"<generator>cvgen</generator>",
    b"PRODID:-//cvgen//",
    b'"$comment": "generator: cvgen"',
)
_HEAD = 4096
_REMEMBERED = 8
_HERE = os.uname().nodename if hasattr(os, "uname") else "here"


def goal(folder: Path, path: Path, document: str, form: str) -> Path:
    """Where a document of a file goes: out/liu.pdf, with its name out/liu-modern.pdf."""
    return folder / f"{path.stem}{f'-{document}' if document else ''}.{form}"


def write(path: Path, content: bytes, problems: Problems, *, overwrite: bool = False) -> bool:
    """Whether the file is there as wanted; a file of somebody else's in its place is an error."""
    try:
        if not may_go(path, problems, overwrite=overwrite):
            return False
        if path.is_symlink():
            problems.error("symlink", "this is a link to another place", Position(str(path)), "remove the link")
            return False
        _note(path, content)
        if path.is_file() and path.read_bytes() == content:
            os.utime(path)
        else:
            replace(path, content)
    except OSError as error:
        message = f"this cannot be written: {error.strerror or error}"
        problems.error("unwritable", message, Position(str(path)[:200]), "name another file with -o")
        return False
    return True


def may_go(path: Path, problems: Problems, *, overwrite: bool) -> bool:
    """Whether a file may go there: over nothing, or over what cvgen made; else it is said."""
    if overwrite or _ours(path):
        return True
    hint = "move it away, name another file with -o, or say --overwrite"
    problems.error("not-ours", "this is there already and was not made by cvgen", Position(str(path)), hint)
    return False


def stay_inside(folder: Path, paths: Iterable[Path], problems: Problems) -> None:
    """Report links among the folders that are written to: what is written there would land elsewhere.

    The output folder is looked at as far as it is named from here: a project's `out` may be a link to anywhere, while
    a path from the root is the user's own word.
    """
    here = () if folder.is_absolute() else (folder, *folder.parents)
    for link in [each for each in here if each.is_symlink()]:
        hint = "remove the link, or name the folder that it leads to with -o"
        problems.error("symlink", "this is a link to another place", Position(str(link)), hint)
    for path in paths:
        between = path.relative_to(folder).parents if path.is_relative_to(folder) else ()
        for link in [folder / each for each in between if each.name and (folder / each).is_symlink()]:
            problems.error("symlink", "this is a link to another place", Position(str(link)), "remove the link")


def is_place(folder: Path, problems: Problems) -> bool:
    """Whether files may go into a folder that is there or can be made; what is in the way is reported."""
    own = Problems()
    stay_inside(folder, (), own)
    if gate.is_file(folder):
        own.error("unwritable", "this is a file, not a folder", Position(str(folder)), "name a folder with -o")
    if str(folder) == "-":
        own.error("unwritable", "a folder is needed here", None, "cvgen html -o - prints one document")
    problems.add(own.items)
    return not own.errors


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
    """Whether nothing is there, or what cvgen put there.

    Each format has a mark of its own, for a clone that has the pages without the record of what was made. Where there
    is a record, it tells of Markdown and PDF, which a mark does not say to be as they were made.
    """
    if not gate.there(path) or path.is_symlink():
        return True
    if not gate.is_file(path):
        return False
    content = gate.content(path)
    if any(mark in content[:_HEAD] for mark in _PAGES):
        return True
    known = put(path)
    return digest(content) in known or (not known and any(each.mark and each.mark in content for each in _FORMATS))


def digest(content: bytes) -> str:
    """A content's fingerprint."""
    return hashlib.sha256(content).hexdigest()


def put(path: Path) -> list[str]:
    """The fingerprints of what cvgen put in this place, the last first."""
    try:
        return gate.content(path.parent / KEPT / "made" / path.name, largest=_HEAD).decode("ascii").split()
    except (OSError, ValueError):
        return []


def _note(path: Path, content: bytes) -> None:
    """Remember what goes into this place, before it does: who is stopped in between knows both for its own."""
    made = put(path)
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
        with suppress(FileNotFoundError):
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


def remove(out: Path, path: Path, made: str) -> bool:
    """Whether a file in the output folder was removed: only one that holds what was made, by its fingerprint."""
    own = Problems()
    stay_inside(out, [path], own)
    if own.errors or not path.is_relative_to(out) or path.is_symlink() or not gate.is_file(path):
        return False
    try:
        if digest(gate.content(path)) != made:
            return False
        path.unlink()
        (path.parent / KEPT / "made" / path.name).unlink(missing_ok=True)
        above = [folder for folder in path.parents if folder.is_relative_to(out)]
        for folder in (path.parent / KEPT / "made", path.parent / KEPT, *above):
            if folder not in (out, out / KEPT):
                folder.rmdir()  # where nothing else is in it
    except OSError:
        pass
    return not path.exists()


def sweep(folder: Path) -> None:
    """Remove the temporary files of processes of this machine that are no more."""
    for path in folder.glob(f"**/{KEPT}/{_HERE}-*.tmp"):
        number = path.name.removeprefix(f"{_HERE}-").split("-")[0]
        if number.isdecimal() and not path.parent.is_symlink() and not _alive(int(number)):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _alive(number: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
