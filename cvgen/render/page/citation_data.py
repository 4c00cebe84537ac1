"""Works -> one compact record per paper, from which a browser searches, filters and cites."""

from collections.abc import Iterable

from cvgen.model.document import Work

Record = dict[str, object]
FIRST = 100  # of very many authors; BibTeX has a word for the rest


def records(works: Iterable[Work], people: tuple[tuple[str, str], ...]) -> Record:
    """`{"papers": […], "people": [["sijia-liu", "Sijia Liu"], …]}`; what is empty is left out."""
    return {"papers": [record(work) for work in works], "people": [list(person) for person in people]}


def record(work: Work) -> Record:
    """One paper: `{"key": …, "type": "article", "title": …, "by": [["Liu", "Sijia"]], "year": "2025"}`."""
    own = dict(work.fields)
    fields: Record = {
        "key": work.key,
        "type": work.type,
        "title": work.title,
        "by": _writers(work.authors),
        "year": work.year,
        "month": work.month,
        "in": work.container,
        "short": work.short if work.short != work.container else "",
        "volume": work.volume,
        "number": work.number,
        "pages": work.pages,
        "publisher": work.publisher,
        "doi": work.doi,
        "eprint": work.eprint,
        "url": own.pop("url", work.url),
        "status": work.status,
        "topics": list(work.topics),
        "who": list(work.people),
        "bib": own,
    }
    return {name: value for name, value in fields.items() if value}


def _writers(authors: tuple[tuple[str, str], ...]) -> list[list[str]]:
    """Family and given names: `[["Liu", "Sijia"], ["others"]]`."""
    names = [[part for part in name if part] for name in authors[:FIRST]]
    return [*names, ["others"]] if len(authors) > FIRST else names
