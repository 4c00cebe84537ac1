"""News and papers -> an Atom feed (RFC 4287) with ids that do not change."""

import html
from collections.abc import Iterator
from pathlib import PurePath

from cvgen.model import printable, slugs, text
from cvgen.model.document import Document, Item, flat, items
from cvgen.model.text import Inline, Styled, plain
from cvgen.render.page import anchors

LONG = 80
Entry = tuple[str, Item]


def render(document: Document, page: str) -> str:
    """The feed: news by date, papers by year, newest first; links lead to their places on the page."""
    entries = sorted(_entries(document), key=lambda entry: (entry[0], entry[1].anchor), reverse=True)
    name = document.url or f"urn:cvgen:{'-'.join(document.title.split())}"
    page, own = slugs.beside(page), slugs.beside(PurePath(page).with_suffix(".atom").name)
    body = "".join(_entry(entry, name, page) for entry in entries)
    updated = max((date for date, _ in entries), default=document.as_of)
    related = f'<link rel="related" href={_quoted(document.url)}/>\n' if document.url else ""
    return printable.xml(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(document.lang)}>\n'
        f"<title>{_text(document.title)}</title>\n<id>{_text(name)}</id>\n"
        f'<link rel="alternate" href={_quoted(page)}/>\n'
        f'<link rel="self" href={_quoted(own)}/>\n{related}'
        f"<updated>{moment(updated)}</updated>\n<author><name>{_text(document.author)}</name></author>\n"
        f"<generator>cvgen</generator>\n{body}</feed>\n"
    )


def _entries(document: Document) -> Iterator[Entry]:
    """Each item that has a date, once, where it first stands on the page."""
    seen: set[str] = set()
    for item in items(document.sections):
        date = item.date or (_month(item.work.year, item.work.month) if item.work else "")
        if item.anchor and date and item.anchor not in seen:
            seen.add(item.anchor)
            yield date, item


def _month(year: str, month: int) -> str:
    """A paper's date: "2025-02", or the year alone."""
    return f"{year}-{month:02}" if year and month else year


def _entry(entry: Entry, name: str, page: str) -> str:
    date, item = entry
    address = anchors.address(anchors.anchor(item))
    lines = (_undated(item), *(line.main for line in flat(item.lines)))
    told = " ".join(text.flat(line) for line in lines).replace("\N{NO-BREAK SPACE}", " ")
    return (
        f"<entry>\n<title>{_text(item.work.title if item.work else short(told))}</title>\n"
        f"<id>{_text(name + address)}</id>\n<link href={_quoted(page + address)}/>\n"
        f"<updated>{moment(date)}</updated>\n<summary>{_text(told)}</summary>\n</entry>\n"
    )


def _undated(item: Item) -> Inline:
    """The item's words without the date that stands out in front of them."""
    match item.main:
        case (Styled(children=words), str(rest), *others) if item.date and item.date[:4] in plain(words):
            return (rest.lstrip(" ,.:–—·"), *others)
        case _:
            return item.main


def short(text: str) -> str:
    """Words up to some 80 characters: "Our tutorial will be part of …"."""
    text = " ".join(text.split())
    return text if len(text) <= LONG else f"{text[:LONG].rsplit(' ', 1)[0].rstrip(' ,;:.“(')} …"


def moment(date: str) -> str:
    """A date as RFC 3339 wants it: "2025" -> "2025-01-01T00:00:00Z"."""
    return f"{'-'.join((*date.split('-'), '01', '01')[:3])}T00:00:00Z"


def _text(words: str) -> str:
    return html.escape(words, quote=False)


def _quoted(words: str) -> str:
    """An attribute's value: `"a &amp; b"`."""
    return f'"{html.escape(words)}"'
