"""RECORDS: what the reader sees. Renderers know this and nothing before it."""

from dataclasses import dataclass, field
from enum import StrEnum

from cvgen.text import Inline


class Layout(StrEnum):
    """How the items of a list stand: rows with a right column, labels hanging in the margin, bullets, paragraphs."""

    ROWS = "rows"
    LABELS = "labels"
    BULLETS = "bullets"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line under an item; `side` stands at the right margin, a bullet hangs."""

    main: Inline
    side: Inline = ()
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One entry or one publication. The anchor does not change between builds; "" has none."""

    main: Inline
    side: Inline = ()
    label: Inline = ()
    lines: tuple[Line, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in one layout."""

    items: tuple[Item, ...]
    layout: Layout = Layout.ROWS


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: paragraphs, lists, smaller sections, closing paragraphs."""

    title: Inline
    id: str
    intro: tuple[Inline, ...] = ()
    listings: tuple[Listing, ...] = ()
    sections: tuple["Section", ...] = ()
    outro: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach the person: kind "email", "phone", "website", "location", "link"; label "Mobile" or ""."""

    kind: str
    content: Inline
    label: str = ""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A position as the header shows it: a title, and the lines under it."""

    title: Inline
    lines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture inside the project, with its text alternative."""

    path: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Header:
    """The head of the first page."""

    name: str
    headline: Inline = ()
    affiliations: tuple[Affiliation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `as_of` is its ISO date; `title` and `author` are for the window and the PDF's metadata."""

    title: str
    author: str
    header: Header
    sections: tuple[Section, ...]
    as_of: str
    style: str = "classic"
    lang: str = "en"
    page: str = "a4"
    max_pages: int = 0
    description: str = ""
    keywords: tuple[str, ...] = field(default=())
