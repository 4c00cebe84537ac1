"""A Reference -> what kind of work it is, and why: by the entry's type, and by what exporters and people write.

The only place that decides it. Types are BibTeX's (btxdoc, 3.1) and BibLaTeX's (manual, 2.1), with their aliases.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from cvgen.model.kinds import Kind, preprint_doi
from cvgen.model.reference import Reference
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, plain

TYPES = {
    "article": Kind.ARTICLE, "suppperiodical": Kind.ARTICLE, "periodical": Kind.PERIODICAL, "review": Kind.REVIEW,
    "inproceedings": Kind.PAPER, "conference": Kind.PAPER,
    "incollection": Kind.CHAPTER, "inbook": Kind.CHAPTER, "bookinbook": Kind.CHAPTER, "suppbook": Kind.CHAPTER,
    "suppcollection": Kind.CHAPTER, "inreference": Kind.ENTRY,
    "book": Kind.BOOK, "mvbook": Kind.BOOK, "reference": Kind.COLLECTION, "mvreference": Kind.COLLECTION,
    "collection": Kind.COLLECTION, "mvcollection": Kind.COLLECTION,
    "proceedings": Kind.COLLECTION, "mvproceedings": Kind.COLLECTION, "booklet": Kind.PAMPHLET, "manual": Kind.REPORT,
    "techreport": Kind.REPORT, "report": Kind.REPORT, "standard": Kind.STANDARD,
    "phdthesis": Kind.THESIS, "mastersthesis": Kind.THESIS, "thesis": Kind.THESIS, "bachelorthesis": Kind.THESIS,
    "bathesis": Kind.THESIS, "mathesis": Kind.THESIS,
    "dataset": Kind.DATASET, "data": Kind.DATASET, "software": Kind.SOFTWARE, "softwareversion": Kind.SOFTWARE,
    "softwaremodule": Kind.SOFTWARE, "codefragment": Kind.SOFTWARE, "patent": Kind.PATENT,
    "preprint": Kind.PREPRINT, "unpublished": Kind.MANUSCRIPT, "online": Kind.WEB, "electronic": Kind.WEB,
    "www": Kind.WEB, "misc": Kind.OTHER, "letter": Kind.LETTER, "presentation": Kind.TALK, "talk": Kind.TALK,
    "movie": Kind.FILM, "video": Kind.FILM, "audio": Kind.MUSIC, "music": Kind.MUSIC, "performance": Kind.MUSIC,
    "artwork": Kind.ART, "image": Kind.ART, "legal": Kind.LAW, "legislation": Kind.LAW, "jurisdiction": Kind.LAW,
}  # fmt: skip
SUBTYPES = {"magazine": Kind.MAGAZINE, "newspaper": Kind.NEWSPAPER, "poster": Kind.POSTER, "talk": Kind.TALK}
# Whose content a type does not tell: what their fields say decides.
_LOOSE = frozenset((Kind.OTHER, Kind.MANUSCRIPT, Kind.WEB))
_IN_PRINT = frozenset((Kind.ARTICLE, Kind.PAPER, Kind.CHAPTER))
_SERVER = lazy(
    r"\b(?:arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|engrxiv|eartharxiv|techrxiv|ssrn|eccc|hal|"
    r"research square|preprints?(?:\.org)?|cryptology eprint archive)\b|e-?print"
)
_UNFINISHED = lazy(
    r"(?:submitted|under review|in review|under submission|to be submitted|in preparation)\b", re.IGNORECASE
)
# Prefixes of DOIs that archives of data register: Zenodo, Dryad, figshare, PANGAEA, …
_ARCHIVES = tuple(f"10.{number}/" for number in "5281 6084 5061 17632 7910 4121 15468 24433 15454 18434 5255".split())
_SAID = (
    (Kind.POSTER, lazy(r"\bposters?\b", re.IGNORECASE)),
    (
        Kind.TALK,
        lazy(
            r"\b(?:talk|presentation|presented|slides|keynote|tutorial|lecture|seminar|colloquium|webinar|demo)\b",
            re.IGNORECASE,
        ),
    ),
    (Kind.PATENT, lazy(r"\bpatents?\b", re.IGNORECASE)),
    (Kind.SOFTWARE, lazy(r"\b(?:software|package|source code|computer program|github|gitlab)\b", re.IGNORECASE)),
    (Kind.DATASET, lazy(r"\b(?:data ?sets?|database|data paper|occurrence)\b", re.IGNORECASE)),
    (Kind.THESIS, lazy(r"\b(?:thesis|dissertation|habilitation|diplomarbeit)\b", re.IGNORECASE)),
    (
        Kind.REPORT,
        lazy(r"\b(?:(?:technical|research) report|working paper|white ?paper|tech\.? rep)\b", re.IGNORECASE),
    ),
)
_PATENT = lazy(
    r"(?:US|U\.S\.|European|EP|WO|German|DE|Japanese|JP|Chinese|CN)?\s*patent\b.*\d"
    r"|(?:US|EP|WO|DE|JP|CN)[ -]?\d[\d,/ ]{5,}",
    re.IGNORECASE,
)
_ONLY_SPOKEN = lazy(r"(?:an? )?(?:invited |contributed |oral )?(?:talk|presentation|poster)s?\.?$", re.IGNORECASE)


def by_type(name: str) -> tuple[Kind, str]:
    """The kind of a work by the type of its entry, and why: (Kind.ARTICLE, "@article")."""
    return TYPES.get(name, Kind.OTHER), f"@{name}"


def decided(reference: Reference) -> tuple[Kind, str]:
    """The kind of a work, and why: (Kind.PREPRINT, "journal = arXiv preprint arXiv:2403.01234").

    The reference has the kind `by_type`, which is that of most works.
    """
    fields = dict(reference.fields)
    subtype = plain(fields.get("entrysubtype", ())).strip().casefold()
    if subtype in SUBTYPES:
        return SUBTYPES[subtype], f"entrysubtype = {subtype}"
    return next(_otherwise(reference, fields), (reference.kind, reference.kind_why))


def _otherwise(reference: Reference, fields: dict[str, Inline]) -> Iterator[tuple[Kind, str]]:
    """What fields say against the type, or where the type says nothing."""
    venue, note = plain(reference.venue), plain(reference.note)
    if reference.kind in (*_LOOSE, Kind.ARTICLE):
        for name, words in (("note", note), ("journal", venue), ("number", reference.number)):
            if words and not reference.doi and _PATENT.match(words):
                yield Kind.PATENT, f"{name} = {words}"
    said = [(name, plain(fields[name])) for name in ("type", "howpublished", "titleaddon") if name in fields]
    if reference.kind in _LOOSE:
        yield from _loose(reference, [*said, ("note", note), ("venue", venue), ("url", reference.url)])
        if reference.type == "unpublished":  # the script of a talk, as BibLaTeX's manual has it (2.1.1)
            held = ((name, plain(fields[name])) for name in ("eventdate", "eventvenue") if name in fields)
            yield from ((Kind.TALK, f"{name} = {words}") for name, words in held)
    elif reference.kind in _IN_PRINT:
        for name, words in (*said, ("note", note)):
            if words and not reference.doi and not reference.pages and _ONLY_SPOKEN.match(words):
                yield (Kind.POSTER if "poster" in words.casefold() else Kind.TALK), f"{name} = {words}"
        yield from _unpublished(reference, venue)


def _unpublished(reference: Reference, venue: str) -> Iterator[tuple[Kind, str]]:
    """A paper whose venue is a server of preprints, or a hope."""
    if venue and _is_server(venue):
        yield Kind.PREPRINT, f"journal = {venue}"
    elif preprint_doi(reference.doi):
        yield Kind.PREPRINT, f"doi = {reference.doi}"
    elif _UNFINISHED.match(venue) or not venue and reference.status in _EARLY:
        yield Kind.PREPRINT, f"it is {reference.status}" if reference.status else f"journal = {venue}"
    elif not venue and not reference.venue_id and reference.eprint and not reference.doi:
        yield Kind.PREPRINT, f"eprint = {reference.eprint}, and no journal"


@lru_cache(maxsize=1 << 10)
def _is_server(venue: str) -> bool:
    """Whether a venue, mostly one of a few, names a server of preprints."""
    return bool(_SERVER.search(venue.casefold()))  # half the time of ignoring case


_EARLY = frozenset(("submitted", "under review", "under revision", "preprint", "in preparation", "working paper"))


def _loose(reference: Reference, said: list[tuple[str, str]]) -> Iterator[tuple[Kind, str]]:
    """What hides behind @misc and its like."""
    if reference.doi.startswith(_ARCHIVES):
        software = next((words for _, words in said if _SAID[3][1].search(words)), "")
        yield (Kind.SOFTWARE if software else Kind.DATASET), f"doi = {reference.doi}"
    for kind, words in _SAID:
        for name, text in said:
            if words.search(text) and not (name == "url" and kind is not Kind.SOFTWARE):
                yield kind, f"{name} = {text}"
    if reference.eprint:
        yield Kind.PREPRINT, f"eprint = {reference.eprint}"
    if preprint_doi(reference.doi):
        yield Kind.PREPRINT, f"doi = {reference.doi}"
    for name, text in said:
        if name != "url" and _is_server(text):
            yield Kind.PREPRINT, f"{name} = {text}"
    if reference.status in _EARLY:
        yield Kind.PREPRINT, f"it is {reference.status}"
