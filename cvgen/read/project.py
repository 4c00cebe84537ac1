"""Files -> CvFile and Source: what one document, or many of them, are made from."""

from pathlib import Path
from typing import TYPE_CHECKING

from cvgen import gate
from cvgen.model import names
from cvgen.model.content import CvFile
from cvgen.model.errors import Position, Problems, meant, nearest
from cvgen.model.facts import LEAD, MEMBER, Person, Records, Roster
from cvgen.model.formats import BIBLIOGRAPHIES, JSON
from cvgen.model.record import replace
from cvgen.model.reference import Reference, Sources
from cvgen.model.regex import lazy
from cvgen.model.word import Word
from cvgen.read import files, shared
from cvgen.read.bib import bibtex
from cvgen.read.yaml import values
from cvgen.read.yaml.schema import Converter
from cvgen.read.yaml.values import Mapped, Value

if TYPE_CHECKING:
    from cvgen.read.foreign import Foreign

cv_files = files.cv_files


def cv_file(path: Path, problems: Problems) -> CvFile | None:
    """A file of a person, group, project or event; None if it cannot be read, which is then reported."""
    value = top(path, problems)
    if value is None:
        return None
    if path.name in files.COMMON:
        message = f"{path.name} is what the files beside it are made from; no document is made of it"
        problems.error("unknown-file", message, value.at, "name the file of a person or a group")
        return None
    if not any(key.text in KNOWN or nearest(key.text, KNOWN) for key, _ in value.pairs):
        message = "this is no CV that cvgen knows: neither its own, nor RenderCV's, al-folio's or a JSON Resume"
        hint = "a file of cvgen's begins with `person:`, `group:`, `project:`, `event:` or `cv:`; cvgen new shows one"
        problems.error("unknown-file", message, value.at, hint)
        return None
    other = translated(value, problems)
    converter = Converter(problems, literal=other is not None)
    whole = shared.spread(other.file if other else value, shared.values(path, problems), problems)
    found = converter.record(whole, CvFile)
    if not isinstance(found, CvFile):
        return None
    found = replace(found, cv=found.page, page=None) if found.page else found
    photo = other.photo(path, problems) if other else files.named(found.cv.photo, path)
    papers = other.references(problems) if other else found.typed
    found = replace(found, cv=other.titled(found.cv), own_words=other.words) if other else found
    for name, recipe in found.documents:
        fit_for_a_file(name, "a document", recipe.at, problems)
    made = tuple((name, replace(each, photo=files.named(each.photo, path))) for name, each in found.documents)
    return replace(found, typed=papers, cv=replace(found.cv, photo=photo), documents=made)


_ID = lazy(r"\w(?:[\w:+@-]|\.(?!\.))*")


def fit_for_a_file(word: str, of: str, at: Position | None, problems: Problems) -> None:
    """Report an id that could not be part of a file's name: "../x"."""
    if not _ID.fullmatch(word) or len(word) > 100:
        shown = "".join(char if char.isprintable() else "?" for char in word[:40])
        hint = "letters and digits, and - _ . : + @ between them"
        problems.error("bad-id", f"“{shown}” cannot be the id of {of}", at, hint)


def translated(value: Mapped, problems: Problems) -> "Foreign | None":
    """A file of RenderCV's or a JSON Resume in our words; None for a file that names its subject, which is ours."""
    if any(value.find(key) for key in shared.SUBJECTS):
        return None
    if value.find("basics"):
        from cvgen.read.foreign import json_resume

        return json_resume.translated(value, problems)
    from cvgen.read.foreign import rendercv

    return rendercv.translated(value, problems)


# One of these stands in every file that can be read: of ours, of RenderCV's, of a JSON Resume.
KNOWN = (*shared.SUBJECTS, "cv", "page", "documents", "bibliography", "basics")


def top(path: Path, problems: Problems) -> Mapped | None:
    """What a file holds under its keys."""
    value = _value(path, problems)
    if value is None or isinstance(value, Mapped):
        return value
    hint = "cvgen new shows an example"
    problems.error("wrong-value", "a file begins with keys, such as `person:` and `cv:`", value.at, hint)
    return None


def _value(path: Path, problems: Problems) -> Value | None:
    text = files.text(path, problems)
    if text is None:
        return None
    if path.suffix.lower() == ".json":
        from cvgen.read.yaml import json_file

        value = json_file.load(files.shown(path), text, problems)
    else:
        value = values.load(files.shown(path), text, problems)
    if value is None and not problems.errors:
        problems.error("empty-file", "the file is empty", Position(files.shown(path)), "cvgen new shows an example")
    return value


def sources(folder: Path, bibliographies: tuple[Path, ...], problems: Problems) -> Sources:
    """Roster, records and references: people.yaml and records.yaml beside the file, and its bibliographies."""
    for each in (folder / files.PEOPLE, folder / files.RECORDS):
        if not gate.there(each):
            files.misnamed(each, problems)
    roster = _roster(folder / files.PEOPLE, problems)
    records = _records(folder / files.RECORDS, problems)
    return Sources(roster, records, references(bibliographies, problems))


def references(bibliographies: tuple[Path, ...], problems: Problems) -> tuple[Reference, ...]:
    """Every entry of these bibliographies, which share their macros and keys."""
    texts = ((files.shown(path), files.text(path, problems, within=())) for path in bibliographies)
    return bibtex.library(((name, text) for name, text in texts if text is not None), problems)


def bibliography_paths(cv: CvFile, path: Path, problems: Problems) -> tuple[Path, ...]:
    """The .bib files that a file names, or those of all person files beside a group's that names none."""
    named = cv.bibliography or (() if cv.person.text or cv.cv.name else _neighbours(path))
    found = tuple(files.beside(word.at, path) / word.text for word in named)
    return tuple(
        dict.fromkeys(bib for word, bib in zip(named, found, strict=True) if _readable(word, bib, path, problems))
    )


def _readable(word: Word, bib: Path, path: Path, problems: Problems) -> bool:
    """Whether a bibliography can be read; it may be elsewhere where its name says so, and no link may lead there."""
    root = gate.root(path)
    try:
        gate.head(bib, gate.bounds(bib, root), 0)
    except FileNotFoundError:
        beside = tuple(other for other in files.siblings(bib) if other.endswith((*BIBLIOGRAPHIES, JSON)))
        hint = gate.elsewhere(bib, files.beside(word.at, path), root) or meant(word.text, beside, "beside it")
        problems.error("missing-file", f"there is no bibliography {word.text}", word.at, hint)
        return False
    except gate.RefusedError as error:
        problems.error(error.code, f"the bibliography {word.text[:200]} {error.why}", word.at, error.hint)
        return False
    return True


def _neighbours(path: Path) -> tuple[Word, ...]:
    """The bibliographies that the person files in the same folder name, without a word about their mistakes."""
    own = [cv_file(each, Problems()) for each in files.cv_files(path.parent) if each != path]
    return tuple({word.text: word for file in own if file and file.person.text for word in file.bibliography}.values())


def _roster(path: Path, problems: Problems) -> Roster:
    value = _value(path, problems) if gate.there(path) else None
    roster = Converter(problems).record(value, Roster) if value is not None else Roster()
    if not isinstance(roster, Roster):
        return Roster()
    for person in roster.people:
        fit_for_a_file(person.id, "a person", person.at, problems)
    placed = (replace(each, photo=_photo(each.photo, path)) if each.photo else each for each in roster.people)
    groups = frozenset(each.id for each in roster.groups)
    return replace(roster, people=tuple(_in_what_they_lead(each, groups) for each in placed))


def _photo(text: str, path: Path) -> str:
    return "" if text == files.NONE else files.named(text, path)


def _in_what_they_lead(person: Person, groups: frozenset[str]) -> Person:
    """Whoever leads a group is a member of it, for as long as nothing else is said."""
    others = groups.difference([each.of for each in person.relations if each.as_ == MEMBER])
    led = {each.of: each for each in person.relations if each.kind == LEAD and each.of in others}
    more = tuple(replace(each, as_=MEMBER, note=(), papers=()) for each in led.values())
    return replace(person, relations=(*person.relations, *more)) if more else person


def _records(path: Path, problems: Problems) -> Records:
    value = _value(path, problems) if gate.there(path) else None
    records = Converter(problems).record(value, Records) if value is not None else Records()
    return records if isinstance(records, Records) else Records()


def alone(cv: CvFile, problems: Problems) -> tuple[CvFile, Roster]:
    """A file without `person:` is a roster of one: its cv.name."""
    if not cv.cv.name:
        problems.error("missing-key", "the file names no person", cv.at, "add `person: ID` or `cv: {name: …}`")
        return cv, Roster()
    from cvgen.read import bare

    name = names.parse(names.own(cv.cv.name))
    identity = bare.identity(name)
    return replace(cv, person=Word(identity)), Roster(people=(Person(identity, name, at=cv.at),))
