"""The steps in order: read -> identify, once; then select -> mark -> arrange -> render, per document."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from cvgen import check, identify, mark, select, theme
from cvgen.arrange import Arranger, Scene
from cvgen.choices import Format, Grouping, Look
from cvgen.cite import Citer
from cvgen.content import CvFile
from cvgen.dates import Date
from cvgen.document import Document, Kind
from cvgen.errors import CvgenError, Problem, Problems, Silence, meant
from cvgen.identify import Publication
from cvgen.mark import Marked, Perspective
from cvgen.names import NameForm
from cvgen.read import bare, project, styles, subjects
from cvgen.recipe import MarkRule, Recipe, ReferenceStyle, Truncate, Word
from cvgen.reference import Source
from cvgen.select import Chosen
from cvgen.source import Records, Roster
from cvgen.subject import EVERYBODY, Subject
from cvgen.theme import Theme


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file read, with everybody in its bibliographies identified."""

    path: Path
    file: CvFile
    subject: Subject
    roster: Roster
    records: Records
    publications: tuple[Publication, ...]
    theme: Theme
    lenient: bool = False
    pages: tuple[tuple[str, str], ...] = ()
    back: str = ""
    silences: tuple[Silence, ...] = ()

    @property
    def recipes(self) -> dict[str, Recipe]:
        """The documents of the file by name; a file without any makes one, "cv"."""
        return dict(self.file.documents) or {"cv": Recipe(marks=DEFAULT_MARKS)}


# What a missing brace swallows is a guess: good enough for a bibliography from elsewhere, not for one's own CV.
BROKEN = frozenset(("missing-brace", "unbalanced-brace"))
DEFAULT_MARKS = (("owner", MarkRule(look=(Look.BOLD,))),)


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: a document's name ("" is the first), a format, a date and a style that win over the recipe's.

    `file` is the name of its file, for links to what lies beside it; a `fragment` becomes part of another page.
    """

    format: Format
    document: str = ""
    as_of: Date | None = None
    today: Date = Date(2000, 1, 1)
    style: str = ""
    file: str = ""
    fragment: bool = False


Papers: TypeAlias = tuple[Source, tuple[Publication, ...]]
Reading: TypeAlias = Callable[[Path, tuple[Path, ...], Problems], Papers]


def root(path: Path) -> Path:
    """The project of a file: the folder that holds data/, templates/ and styles/."""
    return theme.root(path)


def sources(folder: Path, bibliographies: tuple[Path, ...], problems: Problems) -> Papers:
    """What a folder and some bibliographies hold, with every author identified."""
    source = project.source(folder, bibliographies, problems)
    return source, identify.publications(source, problems)


def load(path: Path, problems: Problems, reading: Reading = sources) -> Loaded:
    """Read a file and what it names, and identify every author; `reading` may remember what it read before."""
    file = project.cv_file(path, problems)
    if file is None:
        project.source(path.parent, (), problems)
        raise CvgenError
    bibliographies = project.bibliography_paths(file, path, problems)
    if not any((file.person.text, file.group.text, file.project, file.event.text)):
        return _load_alone(path, file, bibliographies, problems)
    source, papers = reading(path.parent, bibliographies, problems)
    problems.stricter(BROKEN)
    subject = subjects.subject(file, source, problems)
    if subject is None:
        raise CvgenError
    return _heard(_loaded(path, file, (source, papers), subject), problems)


def _load_alone(path: Path, file: CvFile, bibliographies: tuple[Path, ...], problems: Problems) -> Loaded:
    """A file that names no subject: its own name is the roster."""
    source = project.source(path.parent, bibliographies, problems)
    file, roster = project.alone(file, problems)
    source = replace(source, roster=roster, references=(*file.typed, *source.references))
    subject = subjects.subject(file, source, problems)
    if subject is None:
        raise CvgenError
    return _heard(
        replace(_loaded(path, file, (source, identify.publications(source, problems)), subject), lenient=True), problems
    )


def group_files(data: Path) -> tuple[Path, ...]:
    """The files of groups in a data folder."""
    return tuple(path for path in project.cv_files(data) if (f := project.cv_file(path, Problems())) and f.group.text)


def load_everybody(data: Path, problems: Problems) -> Loaded:
    """All person files of a folder as one group, each paper once."""
    paths = project.cv_files(data)
    files = [file for path in paths if (file := project.cv_file(path, problems)) and file.person.text]
    bibliographies = [found for file in files for found in project.bibliography_paths(file, data / "x", problems)]
    source = project.source(data, tuple(dict.fromkeys(bibliographies)), problems)
    file, subject = subjects.everybody(tuple(files))
    return _heard(
        _loaded(data / "group.yaml", file, (source, identify.publications(source, problems)), subject), problems
    )


def load_bibliography(path: Path, owners: tuple[str, ...], group_by: Grouping, problems: Problems) -> Loaded:
    """A .bib alone: its owners are the roster, and what is doubtful is a warning."""
    made = bare.bare(owners, group_by)
    read = project.references((path,), problems)
    source = Source(made.roster, Records(), read)
    papers = identify.publications(source, problems)
    return _heard(replace(_loaded(path, made.file, (source, papers), made.subject), lenient=True), problems)


def _loaded(path: Path, file: CvFile, papers: Papers, subject: Subject) -> Loaded:
    source, publications = papers
    looks = theme.open(root(path))
    lenient = source.roster.imported
    silences = check.silences(file, source.roster, source.records, publications)
    return Loaded(path, file, subject, source.roster, source.records, publications, looks, lenient, silences=silences)


def _heard(loaded: Loaded, problems: Problems) -> Loaded:
    """The file, when what its writer lets stand is known to the collector."""
    problems.silence(loaded.silences)
    return loaded


PAGES = "people"


def with_members(loaded: Loaded, order: Order, home: str, problems: Problems) -> tuple[Loaded, tuple[Loaded, ...]]:
    """The group's file with links to its members' pages, and a file for each member, linked back to `home`."""
    _, made = recipe(loaded, order, problems)
    people = [person for person in loaded.roster.people if person.id in loaded.subject.members]
    pages = tuple((person.id, f"{PAGES}/{person.id}.html") for person in people)
    beside = tuple((person.id, f"{person.id}.html") for person in people)
    members = tuple(
        replace(loaded, file=each, subject=subjects.alone(person), pages=beside, back=f"../{home}")
        for person in people
        for each in (subjects.member_file(person, made, loaded.roster),)
    )
    return replace(loaded, pages=pages), members


def first(loaded: Loaded) -> str:
    """The document that is made when none is named: "cv", or the first."""
    return "cv" if "cv" in loaded.recipes else next(iter(loaded.recipes))


def recipe(loaded: Loaded, order: Order, problems: Problems) -> tuple[str, Recipe]:
    """The name and the recipe of the document that is wanted."""
    name = order.document or first(loaded)
    if name not in loaded.recipes:
        hint = meant(name, loaded.recipes, "documents")
        problems.error("unknown-document", f"{loaded.path.name} has no document {name}", loaded.file.at, hint)
        raise CvgenError
    found = loaded.recipes[name]
    return name, replace(found, style=Word(order.style)) if order.style else found


def document(loaded: Loaded, order: Order, problems: Problems) -> Document:
    """The document, arranged; nothing is rendered yet."""
    return arranger(loaded, order, problems).document()


def explained(loaded: Loaded, order: Order, key: str, problems: Problems) -> tuple[Marked, str]:
    """A publication as the document marks it, and the document's name."""
    by_key = {k: p for p in loaded.publications for k in (*p.reference.aliases, p.key)}
    if key not in by_key:
        problems.error("unknown-id", f"no publication has the key {key}", loaded.file.at, meant(key, by_key)[:300])
        raise CvgenError
    name, made = recipe(loaded, order, problems)
    view = _perspective(loaded, made, day(loaded, made, order), NameForm.INITIALS)
    return mark.authors(by_key[key], view, problems), name


def day(loaded: Loaded, made: Recipe, order: Order) -> Date:
    """The date a document speaks of: as ordered, as its recipe says, an event's own, else today."""
    talk = loaded.subject.talk
    return order.as_of or made.as_of or (talk.date if talk and talk.date else order.today)


def arranger(loaded: Loaded, order: Order, problems: Problems) -> Arranger:
    """Publications chosen, marked, and everything prepared for arranging."""
    problems.silence(loaded.silences)
    name, made = recipe(loaded, order, problems)
    as_of = day(loaded, made, order)
    patterns = styles.entry_patterns(made, loaded.theme, problems)
    styles.try_labels((section for _, section in loaded.file.cv.sections), problems)
    references = _references(loaded, made, problems)
    _style(made.style, loaded.theme, problems)
    chosen = select.publications(loaded.file.cv, loaded.publications, as_of, problems)
    view = _perspective(loaded, made, as_of, made.names or references[made.reference.text].names)
    marked = _marked(loaded, _wanted(made, chosen), view, problems)
    scene = Scene(
        loaded.file, loaded.subject, name, made, loaded.roster, loaded.records, loaded.publications, patterns, as_of,
        order.format,
        problems, dict(loaded.pages), identify.given_names(loaded.roster.people), loaded.back,
    )  # fmt: skip
    return Arranger(scene, chosen, marked, _citers(scene, references))


def _style(word: Word, looks: Theme, problems: Problems) -> None:
    try:
        looks.style(word.text)
    except CvgenError as error:
        for known in (each for each in error.args if isinstance(each, Problem)):
            problems.error("unknown-style", known.message, known.at or word.at, known.hint)


def _references(loaded: Loaded, made: Recipe, problems: Problems) -> dict[str, ReferenceStyle]:
    """Every reference style that the document uses, by name."""
    groups = (group for _, section in loaded.file.cv.sections for group in section.publications)
    words = {word.text: word for word in (made.reference, *(g.reference for g in groups if g.reference))}
    return {name: styles.reference_style(word, loaded.theme, problems) for name, word in words.items()}


def _wanted(made: Recipe, chosen: tuple[Chosen, ...]) -> tuple[Publication, ...]:
    """The publications of the sections that the document shows, each once."""
    shown = {word.text for word in made.sections} if made.sections is not None else None
    groups = (each for each in chosen if shown is None or each.section in shown)
    return tuple({paper.key: paper for each in groups for paper in each.publications}.values())


def _marked(
    loaded: Loaded, papers: tuple[Publication, ...], view: Perspective, problems: Problems
) -> dict[str, Marked]:
    """Each publication, marked once."""
    mark.check_rules(view.rules, problems)
    if loaded.subject.kind is Kind.PERSON:
        identify.owner_missing(papers, loaded.subject.owner, problems)
    return {paper.key: mark.authors(paper, view, problems) for paper in papers}


def _perspective(loaded: Loaded, made: Recipe, as_of: Date, form: NameForm) -> Perspective:
    rules = made.marks or DEFAULT_MARKS
    subject = loaded.subject
    owner = subject.owner if subject.kind is Kind.PERSON else None
    teams = tuple(word.text for word in subject.project.teams) if subject.project else ()
    owners = subject.members if subject.owner.id == EVERYBODY else frozenset((subject.owner.id,))
    return Perspective(
        subject.owner.id, owners, rules, as_of, form, loaded.lenient, made.link_authors, teams, made.glyphs, owner
    )


def _citers(scene: Scene, references: dict[str, ReferenceStyle]) -> dict[str, Citer]:
    from cvgen.arrange import legend

    made = scene.recipe
    meanings = legend.meanings(made, scene.facts)
    return {
        name: Citer(
            style,
            scene.records,
            made.names or style.names,
            made.authors or style.truncate or Truncate(),
            made.mark_form,
            made.mark_separator,
            _urls(scene),
            meanings,
        )
        for name, style in references.items()
    }


def _urls(scene: Scene) -> dict[str, str]:
    """Where the names in author lists lead, in a document that links them."""
    people = scene.roster.people if scene.recipe.link_authors else ()
    return {person.id: url for person in people if (url := scene.url(person))}
