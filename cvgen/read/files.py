"""Paths -> text, whatever the encoding; a guess is said."""

import codecs
import os
import re
from pathlib import Path

from cvgen import gate
from cvgen.gate import RefusedError
from cvgen.model.errors import Position, Problems, meant, nearly
from cvgen.model.formats import BIBLIOGRAPHIES, JSON
from cvgen.model.regex import lazy
from cvgen.model.typed import Typed, place, typed

_TOP = lazy(rb"^(?:person|cv|group|project|event):", re.MULTILINE)
_GROUP = lazy(rb"^group:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_ABOUT = lazy(rb"^(person|group|project):[ \t]*[\"']?([^\s\"'#{]*)", re.MULTILINE)
_HEADER = lazy(
    rb"^%\s*encoding:\s*((?:cp|windows-?|iso-?8859[-_]|latin-?|koi8-)\w+|mac-?roman|shift_jis|euc[-_]\w+|gb\w+|big5)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
# Two letters that are one in UTF-8: in a text of a single-byte code page they would be "Ã¶".
_UTF8_IN_BYTES = lazy(rb"(?<![\x80-\xff])(?:[\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x90-\xbf])(?![\x80-\xff])")
_HEAD = 16 * 2**20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def shown(path: Path) -> str:
    """The path as messages print it: relative to where the user stands, if it is below."""
    try:
        return path.relative_to(Path.cwd()).as_posix() if path.is_absolute() else path.as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def find(name: str, data: Path) -> Path | None:
    """The file as given, else in the data folder, else with .yaml or .json; None if there is none."""
    tries = [folder / f"{name}{ending}" for ending in ("", ".yaml", ".json") for folder in (Path(), data)]
    return next((path for path in tries if gate.is_file(path)), None)


def beside(at: Position | None, path: Path) -> Path:
    """The folder from which the paths count that were typed there: that of the file which names them."""
    return Path(at.file).parent if at and at.file != shown(path) else path.parent


def named(text: str, path: Path) -> str:
    """A path as it was typed in a file -> from the project's folder, where it is read: "me.png" -> "data/me.png"."""
    if not text or text == NONE or gate.is_address(text):
        return text
    folder = beside(place(text, None), path).resolve()
    found = os.path.normpath(folder / text)
    root = gate.root(path)
    within = Path(found).relative_to(root).as_posix() if Path(found).is_relative_to(root) else found
    return typed(within, text.at) if isinstance(text, Typed) else within


NONE = "none"  # no photo, where a person or a file has one


def is_bibliography(path: Path) -> bool:
    """Whether a file is a bibliography by its name; a .json is one if it begins as a list, as CSL-JSON does."""
    if path.suffix.lower() != JSON:
        return path.suffix.lower() in BIBLIOGRAPHIES
    return (_head(path) or b"").lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"[")


# What stands beside all files of a folder, and belongs to none.
PEOPLE, RECORDS, SHARED = COMMON = "people.yaml", "records.yaml", "cvgen.yaml"


def cv_files(data: Path) -> tuple[Path, ...]:
    """The files in a data folder that are somebody's: those that begin a line with `person:`, `group:` and such.

    What cannot be read is among them, so that whoever reads it says why not. OSError for a folder that cannot be read.
    """
    return tuple(path for path in yaml_files(data) if (found := _head(path)) is None or _TOP.search(found))


def groups(data: Path) -> dict[Path, str]:
    """The files of groups in a data folder, by name, and which group each is of."""
    found = {path: _GROUP.search(_head(path) or b"") for path in yaml_files(data)}
    return {path: line[1].decode("utf-8", "replace") for path, line in found.items() if line}


def about(path: Path) -> tuple[str, str]:
    """Whether a file is of a "person", a "group" or a "project", and which person or group; ("", "") for others."""
    found = _ABOUT.search(_head(path) or b"")
    return (found[1].decode(), found[2].decode("utf-8", "replace")) if found else ("", "")


def _head(path: Path) -> bytes | None:
    """The first part of a file, in which its keys begin; None for one that cannot be read."""
    try:
        return gate.head(path, gate.bounds(path, gate.root(path)), _HEAD)
    except OSError:
        return None


def yaml_files(data: Path) -> tuple[Path, ...]:
    """All YAML files of a folder, by name, hidden ones left out; OSError where the folder cannot be read."""
    try:
        names = os.listdir(data)  # noqa: PTH208 - names are all that is needed
    except FileNotFoundError:
        return ()
    return tuple(sorted(data / name for name in names if name.endswith((".yaml", ".yml")) and name[0] != "."))


def siblings(path: Path) -> tuple[str, ...]:
    """The file names beside a path, for near misses."""
    try:
        folder = path.parent if path.parent.is_dir() else Path()
        return tuple(sorted(entry.name for entry in os.scandir(folder) if entry.is_file()))
    except (OSError, ValueError):
        return ()


def misnamed(path: Path, problems: Problems) -> None:
    """Report what is called nearly as this file, which is not there: nobody would read it, nor keep what it says."""
    for name in siblings(path):
        if name.endswith((".yaml", ".yml")) and nearly(name, (path.name,)):
            problems.error(
                "misnamed-file", f"{name} is not read", Position(shown(path.parent / name)), f"call it {path.name}"
            )


def text(
    path: Path, problems: Problems, at: Position | None = None, *, within: tuple[Path, ...] | None = None
) -> str | None:
    r"""The text of a file with \\n line ends; None if it cannot be read, which is then reported.

    A link that leads out of the project is not followed, nor out of the folders `within`, of which () is anywhere.
    """
    try:
        content = gate.content(path, gate.bounds(path, gate.root(path)) if within is None else within)
    except FileNotFoundError:
        problems.error(
            "missing-file", f"there is no file {shown(path)}", at, meant(path.name, siblings(path), "beside it")
        )
        return None
    except RefusedError as error:
        name = shown(path) if at else "this"
        problems.error(error.code, f"{name} {error.why}", at or Position(shown(path)), error.hint)
        return None
    return decoded(content, shown(path), problems).replace("\r\n", "\n").replace("\r", "\n")


def decoded(content: bytes, file: str, problems: Problems) -> str:
    """Text from bytes: by byte-order mark, as UTF-8, as JabRef's header says, else line by line with a warning."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        said = _HEADER.search(content, 0, 1000)
        if encoding == "utf-8" and said and (text := _as_said(content, said[1].decode())) is not None:
            if not _UTF8_IN_BYTES.search(content):
                return text
            message = f"this is not all {said[1].decode()}, as its header says; lines in UTF-8 were read as that"
            problems.warn("encoding", message, Position(file, 1), "save it as UTF-8, and take out the header")
            return "".join(map(_line, content.splitlines(keepends=True)))
        line = content.count(b"\n", 0, error.start) + 1
        hint = "save it as UTF-8"
        problems.warn("encoding", "this is not UTF-8; it was read as cp1252", Position(file, line), hint)
        if encoding != "utf-8":
            return content.decode("latin-1").replace("\x00", "")
        return "".join(map(_line, content.splitlines(keepends=True)))


def _as_said(content: bytes, encoding: str) -> str | None:
    """The text in an encoding of this name; None if there is none or it does not fit."""
    try:
        return content.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _line(line: bytes) -> str:
    """A line as UTF-8 if it is, else as Windows' Western code page: lists grow together from several files."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace").replace("\ufffd", "?")
