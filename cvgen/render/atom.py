"""News and papers -> an Atom feed (RFC 4287) with ids that do not change."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from cvgen.document import Document, Item, Section
from cvgen.text import plain


def render(document: Document, page: str) -> str:
    """The feed: news by date, papers by year, newest first; links lead to the page."""
    entries = sorted(_entries(document.sections), key=lambda entry: (entry[0], entry[1].anchor), reverse=True)
    home = document.url or page
    body = "".join(_entry(date, item, page) for date, item in entries)
    updated = max((date for date, _ in entries), default=document.as_of)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(document.lang)}>\n'
        f"<title>{escape(document.title)}</title>\n<id>{escape(_id(document.title))}</id>\n"
        f'<link rel="alternate" href={quoteattr(page)}/>\n<link href={quoteattr(home)} rel="related"/>\n'
        f"<updated>{moment(updated)}</updated>\n<author><name>{escape(document.author)}</name></author>\n"
        f"<generator>cvgen</generator>\n{body}</feed>\n"
    )


def _entries(sections: tuple[Section, ...]) -> Iterator[tuple[str, Item]]:
    for section in sections:
        for item in (item for listing in section.listings for item in listing.items if item.anchor):
            if date := item.date or (item.work.year if item.work else ""):
                yield date, item
        yield from _entries(section.sections)


def _entry(date: str, item: Item, page: str) -> str:
    title = item.work.title if item.work else plain(item.main)
    return (
        f"<entry>\n<title>{escape(title)}</title>\n<id>{escape(_id(item.anchor))}</id>\n"
        f"<link href={quoteattr(f'{page}#{item.anchor}')}/>\n<updated>{moment(date)}</updated>\n"
        f"<summary>{escape(' '.join(plain(line) for line in (item.main, *(x.main for x in item.lines))))}</summary>\n"
        "</entry>\n"
    )


def _id(name: str) -> str:
    return "urn:cvgen:" + "-".join(name.split())


def moment(date: str) -> str:
    """A date as RFC 3339 wants it: "2025" -> "2025-01-01T00:00:00Z"."""
    return f"{'-'.join((*date.split('-'), '01', '01')[:3])}T00:00:00Z"
