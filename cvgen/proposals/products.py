"""The lists of papers of a document -> text to paste, RIS to import (SciENcv reads it by way of My Bibliography).

Offices want products that a reader can get at, each in one list alone, and none that is only in preparation.
RIS goes by the tags that Zotero and EndNote agree on, without abstracts: large files are refused.
"""

from collections.abc import Iterator

from cvgen.model import kinds, slugs
from cvgen.model.document import Document, Item, Listing, Section, Work
from cvgen.model.errors import Position, Problems
from cvgen.model.kinds import Kind
from cvgen.model.text import plain

_UNSUBMITTED = frozenset(("in preparation", "working paper"))


def lists(document: Document) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The lists of papers, each with its heading."""
    return tuple((title, _papers(listing)) for title, listing in _listings(document.sections) if _papers(listing))


def files(document: Document) -> dict[str, bytes]:
    """All lists as text, and a RIS file for each."""
    found = lists(document)
    text = "\n\n".join(_text(title, items) for title, items in found)
    used: set[str] = set()
    made = {"products.txt": f"{text}\n".encode()}
    for title, items in found:
        name = slugs.unique(slugs.slug(title, "products"), used)
        used.add(name)
        made[f"products-{name}.ris"] = "".join(_ris(item.work) for item in items if item.work).encode()
    return made


def tried(document: Document, at: Position | None, problems: Problems) -> None:
    """Report each product that an office would not take."""
    seen: dict[str, str] = {}
    for title, items in lists(document):
        for work in (item.work for item in items if item.work):
            if work.key in seen:
                message = f"{work.key} is among the products twice: in {seen[work.key]} and in {title}"
                problems.error("product", message, at, "keep one", work.key)
            seen[work.key] = title
            if not (work.doi or work.url or work.eprint):
                message = f"{work.key} is among the products, and nothing says where a reader finds it"
                problems.error("product", message, at, "add its doi or url to the entry", work.key)
            if work.status in _UNSUBMITTED:
                message = f"{work.key} is among the products, and only {work.status}"
                problems.error("product", message, at, "name a work that a reader can get at", work.key)


def _listings(sections: tuple[Section, ...]) -> Iterator[tuple[str, Listing]]:
    for section in sections:
        yield from ((plain(section.title), listing) for listing in section.listings)
        yield from _listings(section.sections)


def _papers(listing: Listing) -> tuple[Item, ...]:
    return tuple(item for item in listing.items if item.work)


def _text(title: str, items: tuple[Item, ...]) -> str:
    lines = [title, ""]
    for number, item in enumerate(items, 1):
        said = " ".join(plain(item.main).split())
        address = _address(item.work) if item.work else ""
        lines.append(f"{number}. {said}" + (f" {address}" if address and address not in said else ""))
    return "\n".join(lines)


def _address(work: Work) -> str:
    return f"https://doi.org/{work.doi}" if work.doi else work.url


def _ris(work: Work) -> str:
    """A work's record: TY first, ER last, a person a line."""
    year = f"{work.year}/{work.month:02}" if work.month else work.year
    made = ("AU", work.authors), ("ED", work.editors)
    container = "JO" if work.kind is Kind.ARTICLE else "T2"
    values = [
        ("TY", kinds.ris(work.kind)),
        *((tag, ", ".join(filter(None, name))) for tag, people in made for name in people),
        ("TI", work.title),
        (container, work.container or work.short),
        ("PY", work.year),
        ("DA", year),
        ("VL", work.volume),
        ("IS", work.number),
        *zip(("SP", "EP"), work.pages, strict=False),
        ("PB", work.publisher),
        ("DO", work.doi),
        ("UR", _address(work)),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in values if value.strip()]
    return "\r\n".join((*lines, "ER  - ", "", ""))
