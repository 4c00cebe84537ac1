"""Document -> schema.org's words for who or what the page is about and for every paper on it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from cvgen.model.document import Document, SubjectKind, Work
from cvgen.model.kinds import Kind
from cvgen.model.slugs import doi_url
from cvgen.model.text import Inline, Link, spaced, walk
from cvgen.render import links

Thing = dict[str, object]

# schema.org's type of each kind, and the type of what contains it.
_TYPES: dict[Kind, tuple[str, str]] = {
    Kind.ARTICLE: ("ScholarlyArticle", "Periodical"),
    Kind.MAGAZINE: ("Article", "Periodical"),
    Kind.NEWSPAPER: ("NewsArticle", "Newspaper"),
    Kind.REVIEW: ("Review", "Periodical"),
    Kind.PAPER: ("ScholarlyArticle", "Book"),
    Kind.CHAPTER: ("Chapter", "Book"),
    Kind.ENTRY: ("Chapter", "Book"),
    Kind.BOOK: ("Book", ""),
    Kind.COLLECTION: ("Book", ""),
    Kind.PERIODICAL: ("PublicationIssue", ""),
    Kind.THESIS: ("Thesis", ""),
    Kind.REPORT: ("Report", ""),
    Kind.STANDARD: ("Report", ""),
    Kind.PREPRINT: ("ScholarlyArticle", "Periodical"),
    Kind.MANUSCRIPT: ("Manuscript", ""),
    Kind.SOFTWARE: ("SoftwareSourceCode", ""),
    Kind.DATASET: ("Dataset", ""),
    Kind.TALK: ("PresentationDigitalDocument", ""),
    Kind.POSTER: ("Poster", ""),
    Kind.WEB: ("WebPage", ""),
    Kind.FILM: ("Movie", ""),
    Kind.MUSIC: ("MusicRecording", ""),
    Kind.ART: ("VisualArtwork", ""),
    Kind.LAW: ("Legislation", ""),
}
_OTHER = ("CreativeWork", "")
FIRST = 100  # of very many authors


def graph(document: Document, works: Iterable[tuple[str, Work]]) -> Thing:
    """The page's subject and its papers; each work comes with its place in the page: "#pub_liu2025rethinking"."""
    nodes = [_filled(_subject(document)), *(_filled(paper(work, place)) for place, work in works)]
    return {"@context": "https://schema.org", "@graph": nodes}


def _filled(thing: Thing) -> Thing:
    """What is known of a thing."""
    return {name: value for name, value in thing.items() if value}


def _subject(document: Document) -> Thing:
    match document.kind:
        case SubjectKind.PERSON:
            return _person(document)
        case SubjectKind.EVENT:
            return _event(document)
        case SubjectKind.SITE:
            return {"@type": "WebSite", "name": document.title}
        case SubjectKind.GROUP | SubjectKind.PROJECT:
            kind = "ResearchOrganization" if document.kind is SubjectKind.GROUP else "ResearchProject"
            return _about(document) | {"@type": kind, "description": spaced(document.header.headline)}


def _about(document: Document) -> Thing:
    return {"name": document.name, "url": links.absolute(document.url), "sameAs": list(_addresses(document))}


def _person(document: Document) -> Thing:
    """A person with the positions that the page shows."""
    places = document.header.affiliations
    jobs = [_filled({"@type": "Organization", "name": spaced(place.lines[-1])}) for place in places if place.lines]
    return {
        "@type": "Person",
        **_about(document),
        "jobTitle": [spaced(place.title) for place in places],
        "affiliation": jobs,
    }


def _event(document: Document) -> Thing:
    event = document.event
    if event is None:
        return {"@type": "Event", "name": document.title}
    minutes = f"T{event.minute // 60:02}:{event.minute % 60:02}" if event.minute >= 0 else ""
    return {
        "@type": "EducationEvent",
        "name": spaced((document.header.name,)),
        "startDate": event.start + minutes,
        "location": {"@type": "Place", "name": event.location} if event.location else "",
        "performer": {"@type": "Person", "name": document.name},
        "description": event.description,
    }


def _addresses(document: Document) -> Iterator[str]:
    """The web addresses among the ways to reach somebody."""
    for contact in document.header.contacts:
        yield from (url for url in _urls(contact.content) if url.startswith("http"))


def _urls(nodes: Inline) -> Iterator[str]:
    yield from (links.absolute(node.url) for node in walk(nodes) if isinstance(node, Link))


def paper(work: Work, place: str = "") -> Thing:
    """A publication: `{"@type": "ScholarlyArticle", "name": …, "author": […], "isPartOf": …}`."""
    kind, whole = _TYPES.get(work.kind, _OTHER)
    return {
        "@type": kind,
        "@id": place,
        "name": work.title,
        "author": [_author(*name) for name in work.authors[:FIRST]],
        "editor": [_author(*name) for name in work.editors[:FIRST]],
        "translator": [_author(*name) for name in work.translators[:FIRST]],
        "datePublished": f"{work.year}-{work.month:02}" if work.year and work.month else work.year,
        "isPartOf": _container(work, whole) if whole and work.container else "",
        "pagination": "–".join(work.pages),
        "publisher": {"@type": "Organization", "name": work.publisher} if work.publisher else "",
        "creativeWorkStatus": work.status,
        "keywords": ", ".join(work.topics),
        "sameAs": doi_url(work.doi) if work.doi else "",
        "url": links.absolute(work.url),
    }


@lru_cache(maxsize=1 << 12)
def _author(family: str, given: str) -> Thing:
    return _filled({"@type": "Person", "name": f"{given} {family}".strip(), "givenName": given, "familyName": family})


def _container(work: Work, kind: str) -> Thing:
    """A book of proceedings, or a journal's issue within its volume."""
    thing = _filled({"@type": kind, "name": work.container, "alternateName": work.short})
    if kind == "Periodical" and work.volume:
        thing = {"@type": "PublicationVolume", "volumeNumber": work.volume, "isPartOf": thing}
    if kind == "Periodical" and work.number:
        thing = {"@type": "PublicationIssue", "issueNumber": work.number, "isPartOf": thing}
    return thing
