"""The steps in order: read -> identify, once; then select -> mark -> arrange -> render, per document."""

from dataclasses import dataclass, replace
from pathlib import Path

from cvgen import check, identify, mark, select, theme
from cvgen.arrange import Arranger, Scene
from cvgen.cite import Citer
from cvgen.dates import Date
from cvgen.document import Document
from cvgen.errors import CvgenError, Problem, Problems, meant
from cvgen.identify import Publication
from cvgen.mark import Marked, Perspective
from cvgen.names import NameForm
from cvgen.read import project, styles
from cvgen.recipe import CvFile, Format, Look, MarkRule, Recipe, ReferenceStyle, Truncate, Word
from cvgen.select import Chosen
from cvgen.source import Records, Roster
from cvgen.theme import Theme


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file read, with everybody in its bibliographies identified."""

    path: Path
    file: CvFile
    roster: Roster
    records: Records
    publications: tuple[Publication, ...]
    theme: Theme
    lenient: bool = False

    @property
    def recipes(self) -> dict[str, Recipe]:
        """The documents of the file by name; a file without any makes one, "cv"."""
        return dict(self.file.documents) or {"cv": Recipe(marks=DEFAULT_MARKS)}


DEFAULT_MARKS = (("owner", MarkRule(look=(Look.BOLD,))),)


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: a document's name ("" is the first), a format, a date and a style that win over the recipe's."""

    format: Format
    document: str = ""
    as_of: Date | None = None
    today: Date = Date(2000, 1, 1)
    style: str = ""


def root(path: Path) -> Path:
    """The project of a file: the folder that holds data/, templates/ and styles/."""
    folder = path.resolve().parent
    return folder.parent if folder.name == "data" else folder


def load(path: Path, problems: Problems) -> Loaded:
    """Read a person's file and what it names, and identify every author."""
    file = project.cv_file(path, problems)
    if file is None:
        raise CvgenError
    bibliographies = project.bibliography_paths(file, path.parent, problems)
    source = project.source(path.parent, bibliographies, problems)
    lenient = not file.person.text
    if lenient:
        file, roster = project.alone(file, problems)
        source = replace(source, roster=roster)
    known = [person.id for person in source.roster.people]
    if file.person.text not in known:
        message = f"nobody on the roster has the id {file.person.text}"
        problems.error("unknown-id", message, file.person.at, meant(file.person.text, known))
        raise CvgenError
    publications = identify.publications(source, problems)
    return Loaded(path, file, source.roster, source.records, publications, theme.open(root(path)), lenient)


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


def checked(loaded: Loaded, order: Order, problems: Problems) -> None:
    """Arrange the document for its problems alone."""
    prepared = arranger(loaded, order, problems)
    made = prepared.document()
    check.namesakes(prepared.marked.values(), made, problems)
    check.legend(prepared.scene.recipe, prepared.roles, problems)


def explained(loaded: Loaded, order: Order, key: str, problems: Problems) -> tuple[Marked, str]:
    """A publication as the document marks it, and the document's name."""
    by_key = {k: p for p in loaded.publications for k in (*p.reference.aliases, p.key)}
    if key not in by_key:
        problems.error("unknown-id", f"no publication has the key {key}", loaded.file.at, meant(key, by_key)[:300])
        raise CvgenError
    name, made = recipe(loaded, order, problems)
    as_of = order.as_of or made.as_of or order.today
    return mark.authors(by_key[key], _perspective(loaded, made, as_of, NameForm.INITIALS), problems), name


def arranger(loaded: Loaded, order: Order, problems: Problems) -> Arranger:
    """Publications chosen, marked, and everything prepared for arranging."""
    name, made = recipe(loaded, order, problems)
    as_of = order.as_of or made.as_of or order.today
    patterns = styles.entry_patterns(made, loaded.theme, problems)
    styles.try_labels((section for _, section in loaded.file.cv.sections), problems)
    references = _references(loaded, made, problems)
    _style(made.style, loaded.theme, problems)
    chosen = select.publications(loaded.file.cv, loaded.publications, as_of, problems)
    marked = _marked(loaded, made, (as_of, references[made.reference.text]), chosen, problems)
    scene = Scene(
        loaded.file, name, made, loaded.roster, loaded.records, loaded.publications, patterns, as_of, order.format,
        problems,
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


def _marked(
    loaded: Loaded, made: Recipe, view: tuple[Date, ReferenceStyle], chosen: tuple[Chosen, ...], problems: Problems
) -> dict[str, Marked]:
    """Each chosen publication, marked once."""
    shown = {w.text for w in made.sections} if made.sections is not None else None
    wanted = [each for each in chosen if shown is None or each.section in shown]
    papers = {paper.key: paper for each in wanted for paper in each.publications}
    mark.check_rules(made.marks, problems)
    perspective = _perspective(loaded, made, view[0], made.names or view[1].names)
    owner = next(person for person in loaded.roster.people if person.id == loaded.file.person.text)
    identify.owner_missing(tuple(papers.values()), owner, problems)
    return {key: mark.authors(paper, perspective, problems) for key, paper in papers.items()}


def _perspective(loaded: Loaded, made: Recipe, as_of: Date, form: NameForm) -> Perspective:
    rules = made.marks or DEFAULT_MARKS
    return Perspective(loaded.file.person.text, False, rules, as_of, form, loaded.lenient, made.link_authors)


def _citers(scene: Scene, references: dict[str, ReferenceStyle]) -> dict[str, Citer]:
    from cvgen.arrange import legend

    made = scene.recipe
    meanings = legend.meanings(made, scene.facts)
    return {
        name: Citer(
            style, scene.records, made.names or style.names, made.authors or style.truncate or Truncate(),
            made.mark_form, made.mark_separator, made.link_authors, meanings,
        )  # fmt: skip
        for name, style in references.items()
    }


def render(made: Document, form: Format, looks: Theme, problems: Problems, folder: Path) -> bytes:
    """The document in a format, as bytes."""
    match form:
        case Format.PDF:
            from cvgen.render import pdf

            return pdf.render(made, looks, problems, folder)
        case Format.HTML:
            from cvgen.render import html

            return html.render(made, looks, project=folder).encode()
        case Format.MD:
            from cvgen.render import markdown

            return markdown.render(made, looks).encode()
