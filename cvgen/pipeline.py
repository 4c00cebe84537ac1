"""The steps in order, per document: prepare -> select -> mark -> arrange.

`loading` has read and identified; `outcome` renders.
"""

import posixpath
from typing import TYPE_CHECKING

from cvgen import identify, mark, select
from cvgen.arrange import Arranger, Scene
from cvgen.cite import Citer
from cvgen.identify import Publication
from cvgen.loading import DEFAULT_MARKS, Loaded, languages, locales, prepare, subjects, years
from cvgen.mark import Marked, Perspective
from cvgen.model import content, formats
from cvgen.model.choices import Engine, PdfStandard
from cvgen.model.dates import Date
from cvgen.model.document import Document
from cvgen.model.errors import CvgenError, Problems, meant
from cvgen.model.facts import Person
from cvgen.model.formats import Format, Medium
from cvgen.model.locale import Locale
from cvgen.model.look import PageLook
from cvgen.model.names import NameForm
from cvgen.model.recipe import Recipe, ReferenceStyle, Truncate
from cvgen.model.record import Record, replace
from cvgen.model.subject import of_person
from cvgen.model.word import Word
from cvgen.read import files
from cvgen.select import Chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvgen.model.outline import Outline


class Request(Record):
    """What to make: a document's name ("" is the first), a format, a date and styles that win over the recipe's.

    `file` is the name of its file, for links to what lies beside it, and `above` the project's folder as it is reached
    from there; a `fragment` becomes part of another page.
    """

    format: Format
    document: str = ""
    as_of: Date | None = None
    today: Date = Date(2000, 1, 1)
    style: str = ""
    look: PageLook | None = None
    reference: str = ""
    lang: str = ""
    engine: Engine | None = None
    standard: PdfStandard | None = None
    file: str = ""
    above: str = ""
    fragment: bool = False


PAGES = "people"


def with_members(loaded: Loaded, request: Request, home: str, problems: Problems) -> tuple[Loaded, tuple[Loaded, ...]]:
    """The group's file with links to its members' pages, and a file for each member, linked back to `home`."""
    made = recipe(loaded, request, problems)
    people = [person for person in loaded.roster.people if person.id in loaded.subject.members]
    taken = _taken(loaded, request)
    own = f"{home.rpartition('.')[0]}/{PAGES}"
    pages = {person.id: f"{own if person.id in taken else PAGES}/{person.id}.html" for person in people}
    members = tuple(_member(person, made, replace(loaded, pages=tuple(pages.items())), home) for person in people)
    return replace(loaded, pages=tuple(pages.items())), members


def _taken(loaded: Loaded, request: Request) -> frozenset[str]:
    """The members whose pages another page makes: the file's first document, or a file of a group before this one."""
    if request.document not in ("", first(loaded)):
        return loaded.subject.members
    groups = files.groups(loaded.path.parent)
    before = (group for path, group in groups.items() if path.name < loaded.path.name)
    return frozenset(who for group in before for who in subjects.members(group, loaded.roster))


def _member(person: Person, made: tuple[str, Recipe], group: Loaded, home: str) -> Loaded:
    """The file of a member's page, its document named as the group's, with links to the others' from where it goes."""
    folder = posixpath.dirname(dict(group.pages)[person.id])
    beside = tuple((identity, posixpath.relpath(place, folder)) for identity, place in group.pages)
    file = subjects.member_file(person, made[1], group.roster)
    file = replace(file, documents=tuple((made[0], own) for _, own in file.documents), private=group.file.private)
    return replace(group, file=file, subject=of_person(person), pages=beside, back=posixpath.relpath(home, folder))


def first(loaded: Loaded) -> str:
    """The document that is made when none is named: "cv", or the first."""
    return "cv" if "cv" in loaded.recipes else next(iter(loaded.recipes))


def recipe(loaded: Loaded, request: Request, problems: Problems) -> tuple[str, Recipe]:
    """The name and the recipe of the document that is wanted."""
    name = request.document or first(loaded)
    if name not in loaded.recipes:
        hint = meant(name, loaded.recipes, "documents")
        problems.error("unknown-document", f"{loaded.path.name} has no document {name}", loaded.file.at, hint)
        raise CvgenError
    found = loaded.recipes[name]
    found = replace(found, style=Word(request.style)) if request.style else found
    found = replace(found, reference=Word(request.reference)) if request.reference else found
    found = replace(found, lang=request.lang) if request.lang else found
    found = replace(found, engine=request.engine) if request.engine else found
    asked = request.look
    found = replace(found, page=asked.paper) if asked and asked.paper else found
    return name, replace(found, look=asked.instead_of(found.look or PageLook())) if asked else found


def form(loaded: Loaded, request: Request, problems: Problems) -> Format:
    """The format with the module that makes it: that of the engine which the recipe names, for paper."""
    _, made = recipe(loaded, request, problems)
    by_typst = request.format.medium is Medium.PAPER and made.engine is Engine.TYPST
    return formats.TYPST_PDF if by_typst else request.format


def document(loaded: Loaded, request: Request, problems: Problems) -> Document:
    """The document, arranged; nothing is rendered yet."""
    return arrange(loaded, request, problems).document()


def outlined(loaded: Loaded, request: Request, problems: Problems) -> "tuple[Outline, Mapping[str, Marked]]":
    """What a document shows, and its papers as it marks them; all sections of the file where none is named."""
    from cvgen.arrange import outline

    if not request.document:
        name, made = recipe(loaded, request, problems)
        documents = {**loaded.recipes, name: replace(made, sections=None)}
        loaded = replace(loaded, file=replace(loaded.file, documents=tuple(documents.items())))
    made_of = arrange(loaded, request, problems)
    return outline.outline(made_of), made_of.marked


def explained(loaded: Loaded, request: Request, key: str, problems: Problems) -> tuple[Marked, str]:
    """A publication as the document marks it, and the document's name."""
    by_key = select.index(loaded.publications).by_key
    if key not in by_key:
        problems.error("unknown-id", f"no publication has the key {key}", loaded.file.at, meant(key, by_key))
        raise CvgenError
    name, made = recipe(loaded, request, problems)
    prepared = prepare.references(loaded, made, problems, locales.of(loaded, made, problems))
    form = made.names or prepared[made.reference.text].names
    view = _perspective(loaded, made, day(loaded, made, request), form)
    return mark.authors(by_key[key], view, problems), name


def day(loaded: Loaded, made: Recipe, request: Request) -> Date:
    """The date a document speaks of: as ordered, as its recipe says, an event's own, else today."""
    talk = loaded.subject.talk
    return request.as_of or made.as_of or (talk.date if talk and talk.date else request.today)


def arrange(loaded: Loaded, request: Request, problems: Problems) -> Arranger:
    """The document's publications chosen and marked, in the styles that its recipe names, ready to be arranged."""
    problems.silence(loaded.silences)
    name, made = recipe(loaded, request, problems)
    loaded, made = languages.told(loaded, name, made, problems)
    prepared = prepare.prepare(loaded, made, problems)
    as_of = day(loaded, made, request)
    years.tried(loaded, as_of, problems)
    made = replace(made, look=prepared.look)
    if made.limits:
        from cvgen.loading import limits

        made = replace(made, limits=limits.resolved(made.limits, loaded.theme, as_of, problems))
    wanted = select.Wanted(as_of, made.where, select.rank(loaded.subject.person, as_of), name, prepared.locale)
    chosen = select.publications(loaded.file.cv, loaded.publications, wanted, problems)
    if not loaded.subject.known:
        raise CvgenError
    loaded = _named(loaded, prepared.locale)
    form = made.names or prepared.references[made.reference.text].names
    marked = _marked(
        loaded, _wanted(content.shown(loaded.file.cv, made), chosen), _perspective(loaded, made, as_of, form), problems
    )
    scene = Scene(
        loaded.file, loaded.subject, name, made, loaded.registry, select.asked(loaded.publications, wanted),
        select.index(loaded.publications).by_key, prepared.patterns, as_of, request.format,
        problems, dict(loaded.pages), identify.given_names(loaded.roster.people), loaded.back, prepared.locale,
    )  # fmt: skip
    return Arranger(scene, chosen, marked, _citers(scene, prepared.references))


def _named(loaded: Loaded, locale: Locale) -> Loaded:
    """The file of several people's papers, called so in the language of the document."""
    if loaded.subject.id or loaded.file.cv.name != content.LISTED or locale.english:
        return loaded
    name = locale["headings.publications"]
    cv = replace(loaded.file.cv, name=name)
    return replace(loaded, file=replace(loaded.file, cv=cv), subject=replace(loaded.subject, name=name))


def _wanted(shown: tuple[str, ...], chosen: tuple[Chosen, ...]) -> tuple[Publication, ...]:
    """The publications of the sections that the document shows, each once."""
    groups = (each for each in chosen if each.section in shown)
    return tuple({paper.key: paper for each in groups for paper in each.publications}.values())


def _marked(
    loaded: Loaded, papers: tuple[Publication, ...], view: Perspective, problems: Problems
) -> dict[str, Marked]:
    """Each publication, marked once."""
    if loaded.subject.person:
        identify.owner_missing(papers, loaded.subject.person, problems)
    return {paper.key: mark.authors(paper, view, problems) for paper in papers}


def _perspective(loaded: Loaded, made: Recipe, as_of: Date, form: NameForm) -> Perspective:
    rules = made.marks or DEFAULT_MARKS
    subject = loaded.subject
    teams = tuple(word.text for word in subject.project.teams) if subject.project else ()
    return Perspective(
        subject.id,
        subject.owners,
        rules,
        as_of,
        form,
        loaded.lenient,
        made.link_authors,
        teams,
        made.glyphs,
        subject.person,
    )


def _citers(scene: Scene, references: dict[str, ReferenceStyle]) -> dict[str, Citer]:
    from cvgen.arrange import legend

    made = scene.recipe
    meanings = legend.meanings(made, scene.facts)
    return {
        name: Citer(
            style.with_names(made.names),
            scene.records,
            made.names or style.names,
            made.authors or style.truncate or Truncate(),
            made.mark_form,
            made.mark_separator,
            _urls(scene),
            meanings,
            scene.locale,
        )
        for name, style in references.items()
    }


def _urls(scene: Scene) -> dict[str, str]:
    """Where the names in author lists lead, in a document that links them."""
    people = scene.roster.people if scene.recipe.link_authors else ()
    return {person.id: url for person in people if (url := scene.url(person))}
