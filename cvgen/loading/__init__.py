"""Files -> Loaded: read and identify, once for all documents of a set of files."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from cvgen import gate, identify, theme
from cvgen.identify import Publication
from cvgen.loading import ids, silences, subjects, words
from cvgen.model.choices import Grouping, Look
from cvgen.model.content import CvFile
from cvgen.model.errors import CvgenError, Problems, Silence
from cvgen.model.facts import Records, Roster
from cvgen.model.recipe import MarkRule, Recipe
from cvgen.model.record import Record, replace
from cvgen.model.reference import Reference, Sources
from cvgen.model.registry import Registry
from cvgen.model.subject import Subject
from cvgen.read import project, shared
from cvgen.theme import Theme


class Loaded(Record):
    """A file read, with everybody in its bibliographies identified."""

    path: Path
    file: CvFile
    subject: Subject
    registry: Registry
    publications: tuple[Publication, ...]
    theme: Theme
    lenient: bool = False
    pages: tuple[tuple[str, str], ...] = ()
    back: str = ""
    silences: tuple[Silence, ...] = ()

    @property
    def roster(self) -> Roster:
        """Everybody in people.yaml."""
        return self.registry.roster

    @property
    def records(self) -> Records:
        """All of records.yaml."""
        return self.registry.records

    @property
    def recipes(self) -> dict[str, Recipe]:
        """The documents of the file by name; a file without any makes one, "cv"."""
        return dict(self.file.documents) or {"cv": Recipe(marks=DEFAULT_MARKS)}


# What a missing brace swallows is a guess: good enough for a bibliography from elsewhere, not for one's own CV.
BROKEN = frozenset(("missing-brace", "unbalanced-brace"))
DEFAULT_MARKS = (("owner", MarkRule(look=(Look.BOLD,))),)


class Identified(Record):
    """What the files of one set share: everything that has an id, and the papers with everybody in them identified."""

    registry: Registry
    publications: tuple[Publication, ...]


Entries: TypeAlias = Callable[[tuple[Path, ...], Problems], tuple[Reference, ...]]
Reading: TypeAlias = Callable[[Path, tuple[Path, ...], Problems], Identified]


def sources(
    folder: Path, bibliographies: tuple[Path, ...], problems: Problems, entries: Entries = project.references
) -> Identified:
    """What a folder and some bibliographies hold, with every author identified; `entries` may remember what it read."""
    written = project.sources(folder, (), problems)
    return identified(replace(written, references=entries(bibliographies, problems)), problems)


def identified(written: Sources, problems: Problems, *, typed: bool = True) -> Identified:
    """The sources with every author identified; what is wrong with ids that somebody `typed` is said."""
    registry = Registry(written.roster, written.records)
    if typed:
        ids.check(registry, written.references, problems)
        words.records(registry, problems)
    words.papers(registry, written.references, problems, typed=typed)
    return Identified(registry, identify.publications(written, problems, typed=typed))


def trusting(loaded: Loaded, *, trusted: bool = True) -> Loaded:
    """The file, its templates out of the sandbox where the user trusts them."""
    return replace(loaded, theme=replace(loaded.theme, trusted=trusted))


def cv_file(path: Path, problems: Problems, reading: Reading = sources) -> Loaded:
    """Read a file and what it names, and identify every author; `reading` may remember what it read before."""
    file = project.cv_file(path, problems)
    if file is None:
        project.sources(path.parent, (), problems)
        raise CvgenError
    bibliographies = project.bibliography_paths(file, path, problems)
    if not any((file.person.text, file.group.text, file.project, file.event.text)):
        return _load_alone(path, file, bibliographies, problems)
    found = reading(path.parent, bibliographies, problems)
    problems.stricter(BROKEN)
    subject = subjects.subject(file, found.registry, problems)
    return _heard(_loaded(path, file, found, subject), problems)


def _load_alone(path: Path, file: CvFile, bibliographies: tuple[Path, ...], problems: Problems) -> Loaded:
    """A file that names no subject: its own name is the roster."""
    written = project.sources(path.parent, bibliographies, problems)
    file, roster = project.alone(file, problems)
    written = replace(written, roster=roster, references=(*file.typed, *written.references))
    found = identified(written, problems, typed=False)
    subject = subjects.subject(file, found.registry, problems)
    return _heard(replace(_loaded(path, file, found, subject), lenient=True), problems)


def group_files(data: Path) -> tuple[Path, ...]:
    """The files of groups in a data folder."""
    return tuple(path for path in project.cv_files(data) if (f := project.cv_file(path, Problems())) and f.group.text)


def everybody(data: Path, problems: Problems) -> Loaded:
    """All person files of a folder as one group, each paper once."""
    paths = project.cv_files(data)
    files = [file for path in paths if (file := project.cv_file(path, problems)) and file.person.text]
    bibliographies = [found for file in files for found in project.bibliography_paths(file, data / "x", problems)]
    written = project.sources(data, tuple(dict.fromkeys(bibliographies)), problems)
    file, subject = subjects.everybody(tuple(files))
    file = replace(file, documents=shared.documents(data / "group.yaml", problems)[:1])
    return _heard(_loaded(data / "group.yaml", file, identified(written, problems), subject), problems)


def bibliography(path: Path, owners: tuple[str, ...], group_by: Grouping, problems: Problems) -> Loaded:
    """A .bib alone: its owners are the roster, and what is doubtful is a warning."""
    from cvgen.read import bare

    common, known = shared.defaults(path, problems), words.roles(Roster())
    # Roles that people.yaml declares are nobody's here.
    common = replace(common, marks=tuple((role, rule) for role, rule in common.marks if role in known))
    made = bare.bare(owners, group_by, common)
    read = project.references((path,), problems)
    found = identified(Sources(made.roster, Records(), read), problems, typed=False)
    return _heard(replace(_loaded(path, made.file, found, made.subject), lenient=True), problems)


def among(path: Path, owners: tuple[str, ...], problems: Problems) -> Loaded:
    """A .bib among the people and records of its folder; by itself where owners are named, or nobody is on record."""
    from cvgen.read import bare

    written = project.sources(path.parent, () if owners else (path,), problems)
    if owners or not written.roster.people:
        return bibliography(path, owners, Grouping.YEAR, problems)
    made = bare.bare((), Grouping.YEAR)
    return _heard(_loaded(path, made.file, identified(written, problems), made.subject), problems)


def _loaded(path: Path, file: CvFile, found: Identified, subject: Subject) -> Loaded:
    roster, records = found.registry.roster, found.registry.records
    stand = silences.silences(file, roster, records, (paper.reference for paper in found.publications))
    looks = theme.open(gate.root(path))
    return Loaded(path, file, subject, found.registry, found.publications, looks, roster.imported, silences=stand)


def _heard(loaded: Loaded, problems: Problems) -> Loaded:
    """The file, when what its writer lets stand is known to the collector, and which files beside it nobody reads."""
    problems.silence(loaded.silences)
    problems.add(loaded.theme.misnamed())
    return loaded
