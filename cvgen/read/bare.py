"""A .bib alone and its owners -> a file and a roster, as if somebody had written them."""

from cvgen.model import names
from cvgen.model.choices import Grouping, Look
from cvgen.model.content import LISTED, PUBLICATIONS, Cv, CvFile, PublicationGroup, WrittenSection
from cvgen.model.errors import CvgenError, Level, Problem
from cvgen.model.facts import Person, Roster
from cvgen.model.look import PageLook
from cvgen.model.names import Name, NameForm
from cvgen.model.recipe import MarkRule, Recipe
from cvgen.model.record import Record, replace
from cvgen.model.slugs import slug
from cvgen.model.subject import Subject, of_person
from cvgen.model.text import said
from cvgen.model.word import Word

_OF_SECTIONS = ("sections", "limits", "at")  # what speaks of a CV's own parts
MARKS = (
    ("owner", MarkRule(look=(Look.BOLD,), legend=())),
    ("equal", MarkRule(symbol="*", legend=said("marks.equal"))),
    ("corresponding", MarkRule(symbol="✉", legend=said("marks.corresponding"))),
)


class Bare(Record):
    """What a .bib alone is compiled from."""

    file: CvFile
    subject: Subject
    roster: Roster


def bare(owners: tuple[str, ...], group_by: Grouping, shared: Recipe | None = None) -> Bare:
    """The file for these owners, each "Yihua Zhang" or with other spellings: "Yihua Zhang=Zhang, Y. H.".

    What is `shared` by the files of its folder wins over what a .bib alone has otherwise.
    """
    people = tuple(owner(text) for text in owners)
    papers = PublicationGroup(group_by=group_by)
    title = names.printed(people[0].name, NameForm.FULL) if len(people) == 1 else LISTED
    cv = Cv(name=title, sections=((LISTED, WrittenSection(title=PUBLICATIONS, publications=(papers,))),))
    own = said("titles.publications-of", title) if len(people) == 1 else PUBLICATIONS
    recipe = Recipe(title=own, marks=MARKS, reference=Word("plain"), look=PageLook(webfonts=False))
    if shared:
        usual = Recipe()
        set_there = {name: getattr(shared, name) for name in Recipe.__struct_fields__ if name not in _OF_SECTIONS}
        recipe = replace(recipe, **{name: value for name, value in set_there.items() if value != getattr(usual, name)})
    return Bare(CvFile(cv=cv, documents=((("cv"), recipe),)), _subject(people), Roster(people=people))


def owner(text: str) -> Person:
    """A person from "Name=another spelling=…"."""
    spellings = [names.alone(part.strip()) for part in text.split("=") if part.strip(" ,")]
    if not spellings:
        message, hint = f"{text!r} is nobody's name", "say whose papers they are: --owner 'Ada Moss'"
        raise CvgenError(Problem("wrong-value", Level.ERROR, message, None, hint))
    found = [name for part in spellings for name in (names.parse(part), *_other_splits(part))]
    return Person(identity(found[0]), found[0], aliases=tuple(found[1:]))


def _other_splits(text: str) -> tuple[Name, ...]:
    """A name typed without a comma may have a longer family name: "Darwin Del Castillo" -> "Del Castillo, Darwin"."""
    words = text.split()
    if "," in text or len(words) < 3:
        return ()
    return tuple(Name(" ".join(words[i:]), " ".join(words[:i])) for i in range(1, len(words) - 1))


def _subject(people: tuple[Person, ...]) -> Subject:
    if len(people) == 1:
        return of_person(people[0])
    return Subject("", LISTED, frozenset(person.id for person in people))


def identity(name: Name) -> str:
    """An id from a name: "Zoë Épreuve" -> "zoe-epreuve"."""
    return slug(str(name), "author")
