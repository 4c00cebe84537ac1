"""Works -> one compact record per paper, from which a browser searches, filters and cites."""

from collections.abc import Iterable

from cvgen.model.document import Work
from cvgen.model.kinds import HEADED, Kind, csl, ris
from cvgen.model.locale import Locale

Record = dict[str, object]
FIRST = 100  # of very many authors; BibTeX has a word for the rest


def records(works: Iterable[Work], people: tuple[tuple[str, str], ...]) -> Record:
    """`{"papers": […], "people": [["sijia-liu", "Sijia Liu"], …]}`; what is empty is left out."""
    return {"papers": [record(work) for work in works], "people": [list(person) for person in people]}


def kinds(works: Iterable[Work], locale: Locale) -> Record:
    """What those that there are are called in a list, in RIS and in CSL: `{"thesis": ["Theses", "THES", "thesis"]}`."""
    found = sorted({work.kind for work in works})
    return {kind: [locale[f"headings.{HEADED.get(kind, Kind.OTHER)}"], ris(kind), csl(kind)] for kind in found}


def record(work: Work) -> Record:
    """One paper: `{"key": …, "type": "article", "title": …, "by": [["Liu", "Sijia"]], "year": "2025"}`."""
    own = dict(work.fields)
    fields: Record = {
        "key": work.key,
        "type": work.type,
        "kind": work.kind,
        "title": work.title,
        "by": _names(work.authors, others="author" in work.others),
        "editors": _names(work.editors, others="editor" in work.others),
        "translators": _names(work.translators, others="translator" in work.others),
        "year": work.year,
        "month": work.month,
        "day": work.day,
        "in": work.container,
        "short": work.short if work.short != work.container else "",
        "volume": work.volume,
        "number": work.number,
        "pages": work.pages,
        "series": work.series,
        "edition": work.edition,
        "place": work.place,
        "publisher": work.publisher,
        "doi": work.doi,
        "eprint": work.eprint,
        "url": own.pop("url", work.url),
        "status": work.status,
        "note": own.pop("note", ""),
        "language": work.language,
        "topics": list(work.topics),
        "who": list(map(str, work.people)),
        "bib": own,
    }
    return {name: value for name, value in fields.items() if value}


def _names(people: tuple[tuple[str, str], ...], *, others: bool = False) -> list[list[str]]:
    """Family and given names: `[["Liu", "Sijia"], ["others"]]`."""
    names = [[part for part in name if part] for name in people[:FIRST]]
    return [*names, ["others"]] if others or len(people) > FIRST else names
