"""Another program's file -> the texts of a folder of ours: people.yaml, NAME.yaml, publications.bib, words."""

import os
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args, get_origin

from cvgen import gate
from cvgen.loading import locales
from cvgen.model import names
from cvgen.model.content import CvFile
from cvgen.model.entry import Entry
from cvgen.model.errors import CvgenError, Position, Problems
from cvgen.model.facts import Person
from cvgen.model.names import NameForm
from cvgen.model.recipe import Recipe
from cvgen.model.record import Record, is_record, replace
from cvgen.model.text import Written
from cvgen.read import files, foreign, project
from cvgen.read.foreign import Foreign, Values
from cvgen.read.yaml import schema, yaml_file
from cvgen.read.yaml.markdown_text import retyped, written
from cvgen.read.yaml.values import Listed, Mapped, Scalar, Value

BIBLIOGRAPHY = "publications.bib"
HEAD = "# {what}, from {name}. cvgen convert wrote this once; it is yours to change.\n"


def converted(path: Path, goal: Path, problems: Problems) -> dict[Path, str]:
    """The files by path: people.yaml, NAME.yaml, and publications.bib where papers are typed in place."""
    top = project.top(path, problems)
    other = project.translated(top, problems) if top else None
    if top and other is None:
        where = Position(files.shown(path))
        problems.error("own-file", "this file names its subject, so it is cvgen's own already", where)
        raise CvgenError
    read = project.cv_file(path, problems)
    person = next(iter(project.alone(read, problems)[1].people), None) if read else None
    problems.checkpoint()
    if other is None or person is None:
        raise CvgenError
    own = _file(other, person, (path, goal), problems)
    texts = {"people.yaml": ("Everybody", _people(person)), f"{path.stem}.yaml": (f"The CV of {person.name}", own)}
    found = {goal / name: HEAD.format(what=w, name=path.name) + yaml_file.dumped(v) for name, (w, v) in texts.items()}
    if other.papers:
        found[goal / BIBLIOGRAPHY] = "\n".join(paper.text for paper in other.papers)
    if other.words:
        tag = locales.tag_of(read.documents[0][1].lang if read and read.documents else Recipe().lang)
        text = HEAD.format(what="Words of its own", name=path.name) + yaml_file.dumped(_nested(other.words))
        found[gate.root(goal / "x") / "locales" / f"{tag}.yaml"] = text
    return found


def _nested(words: Iterable[tuple[str, str | tuple[str, ...]]]) -> dict[str, Any]:
    """The words of a language under the keys of its file: "months.long" -> {months: {long: …}}."""
    made: dict[str, Any] = {}
    for key, word in words:
        group, _, name = key.partition(".")
        made.setdefault(group, {})[name] = word if isinstance(word, str) else list(word)
    return made


def _people(person: Person) -> dict[str, Any]:
    return {"imported": True, "people": [{"id": person.id, "name": person.name.typed}]}


def _file(other: Foreign, person: Person, places: tuple[Path, Path], problems: Problems) -> Mapped:
    """The file's values with its person and bibliography on top, every text as we read it."""
    path, goal = places
    at = other.file.at
    kept = {key.text: value for key, value in other.file.pairs}
    named = [foreign.words(each) for each in foreign.items(kept.get("bibliography"))]
    found = [os.path.relpath(path.parent / each, goal) for each in named] + ([BIBLIOGRAPHY] if other.papers else [])
    out: Values = {"person": Scalar(person.id, at)}
    if found:
        out["bibliography"] = foreign.listed((Scalar(each, at) for each in found), at)
    for key, value in kept.items():
        if key != "bibliography":
            out[key] = _content(value, person, places, problems) if key == "cv" and isinstance(value, Mapped) else value
    made = _Retyping(problems).value(foreign.mapped(out, at), CvFile)
    return made if isinstance(made, Mapped) else other.file


def _content(cv: Mapped, person: Person, places: tuple[Path, Path], problems: Problems) -> Mapped:
    """The content without what the roster says, and with its photo's path from the new file."""
    printed = names.printed(person.name, NameForm.FULL, person.full)
    name = cv.find("name")
    cv = cv.without("name") if isinstance(name, Scalar) and name.text == printed else cv
    photo = cv.find("photo")
    if not isinstance(photo, Scalar):
        return cv
    path, goal = places
    file, root = (path.parent / photo.text).resolve(), gate.root(goal / "x")
    if file.is_file() and file.is_relative_to(root):
        shown = Scalar(Path(os.path.relpath(file, goal.resolve())).as_posix(), photo.at)
        return Mapped(tuple((k, shown if k.text == "photo" else v) for k, v in cv.pairs), cv.at)
    message = f"the photo {photo.text} is not in {files.shown(root)}, so it is left out"
    problems.warn("left-aside", message, photo.at, "copy it there and write its name")
    return cv.without("photo")


class _Retyping(Record):
    """Doubles the braces of texts that were literal, wherever a record holds text."""

    problems: Problems

    def value(self, value: Value, to: Any) -> Value:
        """The value as it is typed in a file of ours."""
        if to == Written:
            return self._text(value) if isinstance(value, Scalar) else value
        if to == Entry:
            kind = schema.entry_kind(value)
            return self.value(value, kind) if kind else value
        args, origin = get_args(to), get_origin(to)
        if origin is types.UnionType:
            return self.value(value, next(arg for arg in args if arg is not types.NoneType))
        if origin is tuple and get_origin(args[0]) is tuple and args[0] != Written:
            return self._pairs(value, {}, get_args(args[0])[1])
        if origin is tuple:
            if isinstance(value, Listed):
                return Listed(tuple(self.value(each, args[0]) for each in value.items), value.at)
            return self.value(value, args[0])
        return self._record(value, to) if is_record(to) else value

    def _record(self, value: Value, to: Any) -> Value:
        fields = {name: field.type for name, field in schema.keys(to).items()}
        short = {Scalar: "SCALAR", Listed: "SEQUENCE"}.get(type(value), "")
        if first := getattr(to, short, "") if short else "":
            return self.value(value, fields[first])
        return self._pairs(value, fields, None)

    def _pairs(self, value: Value, fields: dict[str, Any], every: Any) -> Value:
        if not isinstance(value, Mapped):
            return value
        return Mapped(tuple((k, self.value(v, fields.get(k.text, every))) for k, v in value.pairs), value.at)

    def _text(self, value: Scalar) -> Scalar:
        """The text, proved: it reads as what it was."""
        made = replace(value, text=retyped(value.listed or value.text), listed="")
        if written(made.text) != written(value.listed or value.text, literal=True):
            message = "this text has braces, or [@…], where they cannot stay as they are; its print may differ"
            self.problems.warn("not-retyped", message, value.at, "compare the two documents")
        return made
