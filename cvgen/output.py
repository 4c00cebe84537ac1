"""Bytes -> a file, whole or not at all, and never over what cvgen did not make."""

import hashlib
import json
import os
import tempfile
from pathlib import Path

from cvgen.errors import Position, Problems

LEDGER = Path(".cvgen") / "made.json"
MARK = b"cvgen"
_HEAD = 4096


def write(path: Path, content: bytes, problems: Problems, *, overwrite: bool = False) -> bool:
    """Whether the file was written; a file of somebody else's in its place is an error."""
    if not overwrite and not _ours(path):
        hint = "move it away, name another file with -o, or say --overwrite"
        problems.error("not-ours", f"{path} is there and was not made by cvgen", Position(str(path)), hint)
        return False
    if path.is_symlink():
        problems.error("symlink", f"{path} is a link to another place", Position(str(path)), "remove the link")
        return False
    try:
        _replace(path, content)
        _note(path, content)
    except OSError as error:
        problems.error("unwritable", f"{path} cannot be written: {error.strerror}", Position(str(path)))
        return False
    return True


def _ours(path: Path) -> bool:
    if not path.exists():
        return True
    if not path.is_file():
        return False
    content = path.read_bytes()
    return MARK in content[:_HEAD] or _ledger(path).get(path.name) == digest(content)


def digest(content: bytes) -> str:
    """A content's fingerprint."""
    return hashlib.sha256(content).hexdigest()


def _ledger(path: Path) -> dict[str, str]:
    """What cvgen made in this folder: {"liu.pdf": digest}."""
    try:
        found = json.loads((path.parent / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(made) for name, made in found.items()} if isinstance(found, dict) else {}


def _note(path: Path, content: bytes) -> None:
    ledger = {**_ledger(path), path.name: digest(content)}
    text = json.dumps(dict(sorted(ledger.items())), indent=1) + "\n"
    _replace(path.parent / LEDGER, text.encode())


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, then rename over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
