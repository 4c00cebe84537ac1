"""What the rules look at: all that was read, and each document as it came out."""

from collections.abc import Iterator
from functools import cached_property

from cvgen.arrange import Arranger
from cvgen.identify import Publication
from cvgen.model.content import CvFile
from cvgen.model.document import Document, Item, items
from cvgen.model.errors import Position, Silence
from cvgen.model.facts import Person, Records, Roster
from cvgen.model.locale import is_english
from cvgen.model.record import Record
from cvgen.model.reference import Reference
from cvgen.model.subject import Subject
from cvgen.model.text import Fact, Inline, Link, Mention, Prose, Style, Styled, Written


class View(Record, dict=True):
    """Files and the sources that they share; `lenient` where nobody wrote anything for cvgen."""

    files: tuple[CvFile, ...]
    roster: Roster
    records: Records
    publications: tuple[Publication, ...]
    lenient: bool = False
    silences: tuple[Silence, ...] = ()

    @cached_property
    def texts(self) -> tuple[Prose, ...]:
        """Every text that was typed in YAML."""
        own = (text for file in self.files for text in file.texts)
        return (*own, *self.roster.texts, *self.records.texts)

    @cached_property
    def other_languages(self) -> frozenset[str]:
        """The files with texts in another language than English: those of which no document is in English."""
        others = [
            file
            for file in self.files
            if file.documents and not any(is_english(recipe.lang) for _, recipe in file.documents)
        ]
        shared = (self.roster, self.records) if len(others) == len(self.files) else ()
        texts = (text for each in (*others, *shared) for text in each.texts)
        return frozenset(text.at.file for text in texts if text.at)

    @cached_property
    def passages(self) -> "tuple[Passage, ...]":
        """Everything that is prose or is printed as such."""
        typed = (Passage(shown(prose.text), prose.at, typed=True, lang=prose.lang) for prose in self.texts)
        return (*typed, *(each for p in self.publications for each in _passages(p.reference)))

    @property
    def months(self) -> int:
        """After how many months a fact is old."""
        told = (*(file.checks for file in self.files), self.records.checks, self.roster.checks)
        return next((checks.months for checks in told if checks.months), 12)


class CheckedPage(Record, dict=True):
    """A document: what it was made of, what the reader sees, and its text in the order of reading."""

    view: View
    subject: Subject
    prepared: Arranger
    document: Document
    rendered: str = ""

    @property
    def person(self) -> Person | None:
        """Whose document it is, where that is one person."""
        return self.subject.person

    @property
    def file(self) -> CvFile:
        """The file that it is a document of."""
        return self.prepared.scene.file

    @property
    def at(self) -> Position | None:
        """Where the document is written; in a file without any, where the file begins."""
        return self.prepared.scene.recipe.at or self.file.at

    @property
    def named(self) -> str:
        """What messages call it: "the document short"."""
        return f"the document {self.prepared.scene.name}"

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item of the page."""
        return tuple(items(self.document.sections))

    @cached_property
    def shown(self) -> frozenset[str]:
        """The keys of the papers that the page lists."""
        return frozenset(item.anchor for item in self.items if item.work)

    @cached_property
    def places(self) -> dict[int, Position]:
        """Where each text of the file was typed, by the text itself."""
        return {id(prose.text): prose.at for prose in self.view.texts}


class Passage(Record):
    """A text, its place, and what it is called: "zhang2022dat: title"; `typed` where it stands in YAML.

    `lang` is its language, where it is written in several.
    """

    text: str
    at: Position | None
    name: str = ""
    typed: bool = False
    about: tuple[str, ...] = ()
    lang: str = ""

    def say(self, words: str) -> str:
        """A message about the passage: "zhang2022dat: title: two spaces …"."""
        return f"{self.name}: {words}" if self.name else words


def _passages(reference: Reference) -> Iterator[Passage]:
    named = (
        ("title", reference.title),
        ("venue", reference.venue),
        ("note", reference.note),
        ("award", reference.award),
    )
    for name, nodes in (*named, ("track", reference.track), ("shorttitle", reference.short_title)):
        if nodes:
            yield Passage(shown(nodes), reference.at, f"{reference.key}: {name}", about=(reference.key,))


def shown(nodes: Written | Inline) -> str:
    """The words of a text, with places held for what cvgen fills in: "{count} papers by [@ada]"."""
    return "".join(_shown(node) for node in nodes)


def _shown(node: object) -> str:
    match node:
        case str():
            return node
        case Styled(Style.CODE, _):
            return "…"
        case Styled(_, children) | Link(_, children):
            return shown(children)
        case Mention(identity, children):
            return shown(children) or f"[@{identity}]"
        case Fact(path):
            return "{" + path + "}"
    return "…"


def around(text: str, start: int, end: int) -> str:
    """Some words on both sides of a place: "networks–from data"."""
    left = text.rfind(" ", 0, max(start - 12, 0)) + 1
    right = text.find(" ", end + 12)
    return text[left : right if right > 0 else len(text)].strip()[:60]
