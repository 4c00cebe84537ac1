"""An entry -> what kind of work it is, as far as merging asks: a preprint, a paper, a talk, a dataset."""

import re

from cvgen.model.reference import Reference
from cvgen.model.text import plain

PREPRINT, ARTICLE, PAPER, CHAPTER, BOOK = "preprint", "article", "conference paper", "chapter", "book"
TALK, DATA, SOFTWARE, REPORT, THESIS, OTHER = "talk or poster", "dataset", "software", "report", "thesis", "other work"
PUBLICATIONS = frozenset((ARTICLE, PAPER, CHAPTER))
_BY_TYPE = {
    "article": ARTICLE, "inproceedings": PAPER, "conference": PAPER, "incollection": CHAPTER, "inbook": CHAPTER,
    "inreference": CHAPTER, "book": BOOK, "mvbook": BOOK, "collection": BOOK, "mvcollection": BOOK,
    "proceedings": BOOK, "mvproceedings": BOOK, "booklet": BOOK, "manual": BOOK, "techreport": REPORT,
    "report": REPORT, "phdthesis": THESIS, "mastersthesis": THESIS, "bachelorthesis": THESIS, "thesis": THESIS,
    "dataset": DATA, "software": SOFTWARE, "patent": "patent", "periodical": "periodical", "preprint": PREPRINT,
}  # fmt: skip
_SERVER = re.compile(r"\b(?:arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|eccc|techrxiv|preprints?)\b|e-?print")
# Prefixes of DOIs that servers of preprints register: arXiv, bioRxiv, SSRN, Research Square, OSF, ChemRxiv, …
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550|1101|64898|2139|21203|31234|31235|31219|26434|36227|20944|22541|1590|7287)/|10\.5194/[a-z]*d-"
)
_DATA_DOI = re.compile(r"10\.(?:5281|6084|5061|17632|7910|4121|15468|24433|15454|18434|5255)/")
_SPOKEN = re.compile(
    r"\b(?:talk|posters?|presentation|presented|slides|keynote|tutorial|lecture|seminar|colloquium|abstract|demo)\b"
)
_SOFTWARE = re.compile(r"\b(?:software|package|source code|computer program|github|gitlab)\b")
_DATA = re.compile(r"\b(?:data ?sets?|database|data paper|occurrence)\b")
_LOOSE = frozenset(("misc", "unpublished", "online", "electronic", "www", "techreport", "report"))


def preprint_doi(doi: str) -> bool:
    """Whether a server of preprints registered the DOI, not a publisher."""
    return bool(_PREPRINT_DOI.match(doi.casefold()))


def kind(reference: Reference) -> str:
    """What the entry is by its type and by what its fields say of it."""
    venue = plain(reference.venue).casefold()
    said = _said(reference)
    if said and _SPOKEN.search(said):
        return TALK
    if reference.type in _LOOSE:
        return _loose(reference, venue, said)
    found = _BY_TYPE.get(reference.type, OTHER)
    unfinished = reference.status or _SERVER.search(venue) or preprint_doi(reference.doi)
    return PREPRINT if found in PUBLICATIONS and unfinished else found


def _loose(reference: Reference, venue: str, said: str) -> str:
    """What hides behind @misc and its like; one that says nothing but who wrote what is a manuscript."""
    if _DATA_DOI.match(reference.doi) or _DATA.search(f"{said} {venue}"):
        return SOFTWARE if _SOFTWARE.search(f"{said} {venue}") else DATA
    if _SOFTWARE.search(f"{said} {venue} {reference.url}"):
        return SOFTWARE
    if _SPOKEN.search(venue):
        return TALK
    if reference.eprint or reference.status or preprint_doi(reference.doi) or _SERVER.search(f"{said} {venue}"):
        return PREPRINT
    if reference.type in ("techreport", "report"):
        return REPORT
    return OTHER if venue and reference.type != "unpublished" or reference.doi else PREPRINT


def _said(reference: Reference) -> str:
    """The words in which exporters and people say what an entry is."""
    fields = dict(reference.fields)
    words = [fields[name] for name in ("type", "entrysubtype", "howpublished", "titleaddon") if name in fields]
    return " ".join(plain(each) for each in (*words, reference.note)).casefold() if words or reference.note else ""
