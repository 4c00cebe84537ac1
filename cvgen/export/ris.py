"""Papers -> RIS: a tag a line. Roles, ids and awards are in U1, which RIS leaves to users, as `author+an: 1=equal`."""

from collections.abc import Iterable, Iterator

from cvgen.cite.venue import eprint_url
from cvgen.export import paper
from cvgen.export.paper import Paper
from cvgen.model import kinds
from cvgen.model.dates import Date
from cvgen.model.kinds import Kind
from cvgen.model.names import Name
from cvgen.model.text import Inline, plain


def text(papers: Iterable[Paper]) -> str:
    """All records, each from TY to ER."""
    return "\n".join("".join(f"{tag}  - {value}\n" for tag, value in _record(each)) for each in papers)


def _record(each: Paper) -> Iterator[tuple[str, str]]:
    reference, fields = each.reference, each.fields
    yield "TY", kinds.ris(reference.kind)
    yield "ID", reference.key
    for author in each.publication.authors:
        yield "AU", _name(paper.name(author))
    if reference.others:
        yield "AU", paper.OTHERS
    for made in each.publication.contributors:
        tag = "A4" if made.role == "translator" else "ED" if made.role == "editor" else "A3"
        yield from ((tag, _name(paper.name(who))) for who in made.people)
        if made.others:
            yield tag, paper.OTHERS
    pages, poster = reference.pages, "Poster" if reference.kind is Kind.POSTER else ""
    values = (
        ("TI", plain(reference.title)), ("ST", plain(reference.short_title)), ("T2", plain(each.venue)),
        ("T3", _words(fields, "series")), ("VL", reference.volume), ("IS", reference.number),
        ("C7", _words(fields, "eid")), ("SP", pages[0] if pages else ""), ("EP", pages[-1] if pages[1:] else ""),
        *_date(reference.date), ("ET", _words(fields, "edition")), ("M3", _words(fields, "type") or poster),
        ("PB", _words(fields, "publisher")), ("CY", _words(fields, "location", "address")),
        ("SN", _words(fields, "isbn", "issn")), ("DO", reference.doi), ("UR", reference.url or eprint_url(reference)),
        ("LA", reference.language),
        *(("KW", word) for word in reference.keywords), ("AB", _words(fields, "abstract")), ("N1", reference.status),
        ("N1", plain(reference.note)), *(("U1", f"{name}: {said}") for name, said in each.own.items()),
    )  # fmt: skip
    yield from ((tag, " ".join(value.split())) for tag, value in values if value)
    yield "ER", ""


def _words(fields: dict[str, Inline], *names: str) -> str:
    return next((plain(fields[name]) for name in names if name in fields), "")


def _name(name: Name) -> str:
    """A name: "van Moss, Ada, Jr."; behind an organisation's a comma says that this is all of it."""
    if paper.alone(name):
        return f"{name.family}," if " " in name.family else name.family
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def _date(date: Date | None) -> Iterator[tuple[str, str]]:
    """PY is the year, DA the date as far as it is known: "2024/05/06"; what is no such date as it is written."""
    if date is None:
        return
    yield "PY", date.text or f"{date.year:04}"
    if date.month:
        yield "DA", "/".join(f"{part:02}" for part in (date.year, date.month, date.day) if part)
