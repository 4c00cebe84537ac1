"""A file and a day or a revision -> the same file as it was then, out of git, in a folder of its own for a while."""

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from cvgen import gate
from cvgen.model import signals
from cvgen.model.dates import Date, last_day
from cvgen.model.errors import CvgenError, Position, Problems

_READ = ("data", "templates", "styles")


@contextmanager
def as_it_was(path: Path, since: Date | str, problems: Problems) -> Iterator[Path]:
    """The file at the end of a day, or at a revision; all that its project had then lies beside it."""
    root = gate.root(path).resolve()
    top = Path(_git(root, problems, "rev-parse", "--show-toplevel").decode().strip())
    revision = since if isinstance(since, str) else _revision(root, since, problems)
    here = root.relative_to(top)
    own = path.resolve().relative_to(root)
    folders = _READ if own.parts[0] in _READ else (*_READ, own.parent.as_posix())
    named = [(here / each).as_posix() for each in folders]
    there = _git(top, problems, "ls-tree", "--name-only", revision, "--", *named).decode().splitlines()
    content = _git(top, problems, "archive", "--format=tar", revision, "--", *there)
    with signals.temporary_folder() as folder:
        with tarfile.open(fileobj=BytesIO(content)) as archive:
            archive.extractall(folder, filter="data")
        found = folder / here / own
        if not found.is_file():
            message = f"this file was not there at {revision[:12]}"
            problems.error("no-revision", message, Position(str(path)), "name a later day or revision")
            raise CvgenError
        yield found


def _revision(root: Path, day: Date, problems: Problems) -> str:
    """The last revision of a day or before it."""
    until = last_day(day) if not day.day else day
    found = _git(root, problems, "rev-list", "-1", f"--before={until} 23:59:59 +0000", "HEAD").decode().strip()
    if not found:
        problems.error("no-revision", f"the repository has no revision as old as {day}", None, "name a later day")
        raise CvgenError
    return found


def _git(folder: Path, problems: Problems, *words: str) -> bytes:
    try:
        command = ["git", "-C", str(folder), *words]
        ran = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a list, which no shell reads
    except OSError:
        problems.error("no-revision", "git is not installed", None, "name the earlier file: cvgen diff OLD NEW")
        raise CvgenError from None
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().splitlines()
        hint = "--since works in a git repository; otherwise name the earlier file: cvgen diff OLD NEW"
        problems.error("no-revision", f"git says: {said[0] if said else 'nothing'}", Position(str(folder)), hint)
        raise CvgenError
    return ran.stdout
