"""Files of data/ and all that they may name -> one archive, and the same folders elsewhere."""

import io
import os
import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from cvgen import theme
from cvgen.builds import fingerprints
from cvgen.builds.task import MadeDocument, MadePage, Outcome
from cvgen.model.dataclass import dataclass
from cvgen.model.errors import Problem
from cvgen.read import files

_BIBTEX = (".bib", ".bibtex")
_NAMED = re.compile(r"(?<![^\s\"'\[\]{},:])[^\s\"'\[\]{},:]+\.(?:bib|bibtex|png|jpe?g|gif|webp)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parcel:
    """The folder that holds everything, and what is in it, packed."""

    base: Path
    packed: bytes


def packed(paths: Sequence[Path]) -> Parcel:
    """Everything that these files can be made from."""
    found = dict.fromkeys(place(path) for path in _contents(paths) if path.is_file())
    roots = (theme.root(path) for path in paths)
    base = Path(os.path.commonpath([*(path.parent for path in found), *roots]))
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz", compresslevel=1, dereference=True) as tar:
        for path in found:
            tar.add(path, path.relative_to(base).as_posix(), recursive=False)
    return Parcel(base, archive.getvalue())


def place(path: Path) -> Path:
    """A file by the one name of its folder."""
    return path.parent.resolve() / path.name


def unpack(parcel: bytes, folder: Path) -> None:
    """The same files in another folder."""
    with tarfile.open(fileobj=io.BytesIO(parcel), mode="r:gz") as tar:
        tar.extractall(folder, filter="data")


def _contents(paths: Sequence[Path]) -> Iterator[Path]:
    for folder in dict.fromkeys(path.parent for path in paths):
        root = theme.root(folder / "x")
        yield from fingerprints.theme_files(root)
        for path in files.yaml_files(folder):
            yield path
            names = dict.fromkeys(_NAMED.findall(path.read_text("utf-8", "replace")))
            found = (place(where / name) for name in names for where in (folder, root))
            yield from (each for each in found if each.suffix.lower() in _BIBTEX or each.is_relative_to(root))


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
