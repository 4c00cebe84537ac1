"""What the reader sees. Renderers know this and nothing before it."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from cvgen.model.choices import Layout
from cvgen.model.kinds import Kind
from cvgen.model.limits import Limits
from cvgen.model.locale import Locale
from cvgen.model.look import PageLook
from cvgen.model.record import Record, field, replace
from cvgen.model.text import Inline, strong


class SubjectKind(StrEnum):
    """What a document is about; a site's is all its pages."""

    PERSON = "person"
    GROUP = "group"
    PROJECT = "project"
    EVENT = "event"
    SITE = "site"


class Photo(Record):
    """A picture inside the project, with its text alternative; `reached` is its path from a file that names it."""

    path: str
    alternative: str
    reached: str = ""

    @property
    def address(self) -> str:
        """How a file that does not hold it names it."""
        return self.reached or self.path


class Work(Record):
    """A publication's bibliographic facts in plain text, for citing and finding; names are (family, given).

    `others` are the roles that more people have than are named, "author", "editor"; a volume that is edited has no
    authors. `pages` are the first and the last, or what there is. `links` are (address, label) as the reference style
    labels them, those that the entry names, PDF and code first; `places` are the others that there are, a DOI or an
    archive. `cut` is how many authors its text leaves out.
    `fields` are those of a .bib that no other one here has: the entry's own address, its note, its links, the
    class of an archive. The abstract's lines are its paragraphs, the preview is a path as it was typed.
    """

    key: str
    type: str
    title: str
    authors: tuple[tuple[str, str], ...] = ()
    year: str = ""
    month: int = 0
    day: int = 0
    others: tuple[str, ...] = ()
    editors: tuple[tuple[str, str], ...] = ()
    translators: tuple[tuple[str, str], ...] = ()
    container: str = ""
    short: str = ""
    volume: str = ""
    number: str = ""
    pages: tuple[str, ...] = ()
    series: str = ""
    edition: str = ""
    place: str = ""
    publisher: str = ""
    doi: str = ""
    eprint: str = ""
    url: str = ""
    status: str = ""
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    kind: Kind = Kind.OTHER
    links: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    award: str = ""
    cut: int = 0
    abstract: "tuple[Line, ...]" = ()
    preview: Photo | None = None
    language: str = ""
    fields: tuple[tuple[str, str], ...] = ()


class Event(Record):
    """When and where something takes place: the date as records have it, the minute of the day or -1."""

    title: str
    date: str
    minute: int
    location: str
    description: str
    uid: str

    @property
    def start(self) -> str:
        """The date as ISO 8601 has it, as far as it is known: "2026-03", of a season the year."""
        year, *rest = self.date.lstrip("~").split("-")
        return year if rest and rest[0] > "12" else "-".join((year, *rest))

    @property
    def is_on_a_day(self) -> bool:
        """Whether its day is known, without which there is no place for it in a calendar."""
        return self.date.count("-") == 2 and not self.date.startswith("~")


class Line(Record):
    """One line under an item, or a block of a text; `side` stands at the right margin, a bullet hangs.

    `number` is that of an item of a numbered list, `apart` a paragraph after others, `lines` what stands in an item.
    """

    main: Inline
    side: Inline = ()
    bullet: bool = False
    number: int = 0
    apart: bool = False
    lines: "tuple[Line, ...]" = ()


def flat(lines: Iterable[Line]) -> Iterator[Line]:
    """Every line, those within items after their item."""
    for line in lines:
        yield line
        yield from flat(line.lines)


class Face(Record):
    """Whom a card is about: the photo, or the initials that stand in for it: "YZ"."""

    photo: Photo | None
    initials: str


class Item(Record):
    """One entry or one publication. The anchor does not change between builds; a news item has its ISO date."""

    main: Inline
    side: Inline = ()
    label: Inline = ()
    lines: tuple[Line, ...] = ()
    anchor: str = ""
    work: Work | None = None
    date: str = ""
    face: Face | None = None


class Listing(Record):
    """Items in one layout."""

    items: tuple[Item, ...]
    layout: Layout = Layout.ROWS


class Section(Record):
    """A heading with what stands under it: paragraphs, lists, smaller sections, closing paragraphs.

    `name` is what the file calls it, which its title may not say; smaller ones have none.
    """

    title: Inline
    id: str
    intro: tuple[Line, ...] = ()
    listings: tuple[Listing, ...] = ()
    sections: tuple["Section", ...] = ()
    outro: tuple[Line, ...] = ()
    name: str = ""


def listings(sections: Iterable[Section]) -> Iterator[Listing]:
    """Every list in the order of reading."""
    for section in sections:
        yield from section.listings
        yield from listings(section.sections)


def columns(sections: tuple[Section, ...], look: PageLook | None) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sections that a look puts into its sidebar, in its order, and all others."""
    if look is None or not look.beside or not look.sidebar_sections:
        return (), sections
    named = {section.name: section for section in sections if section.name}
    aside = tuple(named[name] for name in dict.fromkeys(word.text for word in look.sidebar_sections) if name in named)
    return aside, tuple(section for section in sections if section not in aside)


def items(sections: Iterable[Section]) -> Iterator[Item]:
    """Every item in the order of reading."""
    for listing in listings(sections):
        yield from listing.items


def runs(document: "Document") -> Iterator[Inline]:
    """Every text of a document in the order of reading."""
    head = document.header
    yield from (text for place in head.affiliations for text in (place.title, *place.lines))
    yield head.headline
    yield from (contact.content for contact in head.contacts)
    yield from _runs(document.sections)


def _runs(sections: Iterable[Section]) -> Iterator[Inline]:
    for section in sections:
        yield section.title
        for item in (item for listing in section.listings for item in listing.items):
            yield from (item.label, item.main, item.side)
            yield from (text for line in flat(item.lines) for text in (line.main, line.side))
        yield from _runs(section.sections)
        yield from (text for line in flat((*section.intro, *section.outro)) for text in (line.main, line.side))


def changed(sections: Iterable[Section], change: Callable[[Item], Item]) -> tuple[Section, ...]:
    """The sections with each of their items changed, in the order of reading."""
    return tuple(
        replace(
            section,
            listings=tuple(replace(each, items=tuple(map(change, each.items))) for each in section.listings),
            sections=changed(section.sections, change),
        )
        for section in sections
    )


def faces(sections: Iterable[Section]) -> tuple[Photo, ...]:
    """The photos on cards."""
    return tuple(item.face.photo for item in items(sections) if item.face and item.face.photo)


class Contact(Record):
    """A way to reach the person: kind "email", "phone", "website", "location", "link"; label "Mobile" or ""."""

    kind: str
    content: Inline
    label: str = ""


class Affiliation(Record):
    """A position as the header shows it: a title, and the lines under it, with the commas behind all but the last."""

    title: Inline
    lines: tuple[Inline, ...] = ()
    commas: tuple[str, ...] = ()

    @property
    def run(self) -> Inline:
        """All of it in one line."""
        parts = zip(self.commas, self.lines, strict=True)
        return (*strong(self.title), *(node for comma, line in parts for node in (comma, *line)))


class Header(Record):
    """The head of the first page; the title of a talk may have words set apart, such as the variables of math."""

    name: str
    headline: Inline = ()
    affiliations: tuple[Affiliation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    photo: Photo | None = None
    styled: Inline = ()

    @property
    def title(self) -> Inline:
        """The name as it is shown."""
        return self.styled or (self.name,)


class Document(Record):
    """A whole document. `as_of` is its ISO date; `title` and `author` are for the window and the PDF's metadata.

    `name` is the author's as it was typed, for machines. `people` are the (id, name) of those a list can be narrowed
    to; `back` leads to the page above, `home` is the address of the one that leads to all, `related` are links to the
    pages of the same person, group and project.
    """

    title: str
    author: str
    header: Header
    sections: tuple[Section, ...]
    as_of: str
    style: str = "classic"
    look: PageLook | None = None
    lang: str = "en"
    page: str = "a4"
    max_pages: int = 0
    limits: Limits | None = None
    description: str = ""
    keywords: tuple[str, ...] = field(default=())
    kind: SubjectKind = SubjectKind.PERSON
    url: str = ""
    name: str = ""
    people: tuple[tuple[str, str], ...] = ()
    back: Inline = ()
    event: Event | None = None
    locale: Locale = field(default_factory=Locale)
    home: str = ""
    related: Inline = ()

    @property
    def styles(self) -> tuple[str, ...]:
        """The names of the styles whose rules it has: its own, and that which is called like its look."""
        return (self.style, self.look.extends.text) if self.look and self.look.extends else (self.style,)
