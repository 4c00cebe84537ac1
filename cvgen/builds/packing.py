"""Files of data/ and all that they may name -> one archive, and the same folders elsewhere."""

import io
import os
import re
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from cvgen import gate
from cvgen.builds import fingerprints
from cvgen.builds.task import MadeDocument, MadePage, Outcome
from cvgen.model.errors import CvgenError, Level, Position, Problem
from cvgen.model.formats import BIBLIOGRAPHIES
from cvgen.model.record import Record, replace
from cvgen.model.regex import lazy
from cvgen.read import files

_NAMED = lazy(
    r"(?<![^\s\"'\[\]{},:])[^\s\"'\[\]{},:]+\.(?:bib|bibtex|ris|csljson|json|png|jpe?g|gif|webp)\b", re.IGNORECASE
)


class Parcel(Record):
    """The folder that holds everything, and what is in it, packed."""

    base: Path
    packed: bytes


def packed(paths: Sequence[Path]) -> Parcel:
    """Everything that these files can be made from."""
    found = dict(_contents(paths))
    roots = (gate.root(path) for path in paths)
    base = Path(os.path.commonpath([*(path.parent for path in found), *roots]))
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz", compresslevel=1) as tar:
        for path, content in found.items():
            entry = tarfile.TarInfo(path.relative_to(base).as_posix())
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return Parcel(base, archive.getvalue())


def place(path: Path) -> Path:
    """A file by the one name of its folder."""
    return path.parent.resolve() / path.name


def unpack(parcel: bytes, folder: Path) -> None:
    """The same files in another folder."""
    with tarfile.open(fileobj=io.BytesIO(parcel), mode="r:gz") as tar:
        tar.extractall(folder, filter="data")


def _contents(paths: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
    """Files and what they hold. A file of data/ that is refused is an error; what it names is not sent, and missed."""
    for folder in dict.fromkeys(path.parent for path in paths):
        root = gate.root(folder / "x")
        for path in fingerprints.theme_files(root):
            with suppress(OSError):
                yield place(path), gate.content(path, (root,))
        above = tuple(each for each in (root / files.SHARED,) if root != folder.resolve() and gate.there(each))
        for path in (*files.yaml_files(folder), *above):
            content = _data(path, root)
            yield place(path), content
            names = dict.fromkeys(_NAMED.findall(content.decode("utf-8", "replace")))
            for named in (where / name for name in names for where in dict.fromkeys((folder, root))):
                within = gate.bounds(named, root)
                if within or named.suffix.lower() in BIBLIOGRAPHIES:
                    with suppress(OSError):
                        yield place(named), gate.content(named, within)


def _data(path: Path, root: Path) -> bytes:
    """What a file of data/ holds; CvgenError for one that is refused."""
    try:
        return gate.content(path, (root,))
    except gate.RefusedError as error:
        at = Position(files.shown(path))
        raise CvgenError(Problem(error.code, Level.ERROR, f"this {error.why}", at, error.hint)) from error


def returned(outcome: Outcome, there: str, here: str) -> Outcome:
    """An outcome that speaks of our files, not of the copies elsewhere."""

    def ours(text: str) -> str:
        return text.replace(there, here)

    def said(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        places = (replace(p.at, file=ours(p.at.file)) if p.at else None for p in problems)
        words = ((ours(p.message), ours(p.hint)) for p in problems)
        both = zip(problems, words, places, strict=True)
        return tuple(replace(p, message=message, hint=hint, at=at) for p, (message, hint), at in both)

    def page(made: MadePage) -> MadePage:
        return replace(made, problems=said(made.problems))

    def document(made: MadeDocument) -> MadeDocument:
        return replace(made, problems=said(made.problems), pages=tuple(map(page, made.pages)))

    return replace(
        outcome,
        problems=said(outcome.problems),
        documents=tuple(map(document, outcome.documents)),
        inputs=tuple(map(ours, outcome.inputs)),
    )
