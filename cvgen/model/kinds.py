"""What works are, in the words of CSL 1.0.2 (appendix III), and what they are called."""

from enum import StrEnum

from cvgen.model.regex import lazy


class Kind(StrEnum):
    """The kind of a work. `preprint` is CSL's plain `article`, and `talk` its `speech`."""

    ARTICLE = "article-journal"
    MAGAZINE = "article-magazine"
    NEWSPAPER = "article-newspaper"
    PAPER = "paper-conference"
    CHAPTER = "chapter"
    ENTRY = "entry-encyclopedia"
    REVIEW = "review"
    BOOK = "book"
    COLLECTION = "collection"
    PERIODICAL = "periodical"
    THESIS = "thesis"
    REPORT = "report"
    STANDARD = "standard"
    PREPRINT = "preprint"
    MANUSCRIPT = "manuscript"
    PAMPHLET = "pamphlet"
    PATENT = "patent"
    SOFTWARE = "software"
    DATASET = "dataset"
    TALK = "talk"
    POSTER = "poster"
    WEB = "webpage"
    FILM = "motion_picture"
    MUSIC = "song"
    ART = "graphic"
    LAW = "legislation"
    LETTER = "personal_communication"
    OTHER = "document"


# Which kind's heading each stands under, in the order of a list; others are documents.
HEADED: dict[Kind, Kind] = {
    Kind.ARTICLE: Kind.ARTICLE, Kind.PAPER: Kind.PAPER, Kind.CHAPTER: Kind.CHAPTER, Kind.ENTRY: Kind.CHAPTER,
    Kind.BOOK: Kind.BOOK, Kind.COLLECTION: Kind.COLLECTION, Kind.PERIODICAL: Kind.COLLECTION,
    Kind.MAGAZINE: Kind.MAGAZINE, Kind.NEWSPAPER: Kind.MAGAZINE, Kind.REVIEW: Kind.REVIEW, Kind.THESIS: Kind.THESIS,
    Kind.REPORT: Kind.REPORT, Kind.STANDARD: Kind.REPORT, Kind.PATENT: Kind.PATENT, Kind.SOFTWARE: Kind.SOFTWARE,
    Kind.DATASET: Kind.DATASET, Kind.PREPRINT: Kind.PREPRINT, Kind.MANUSCRIPT: Kind.MANUSCRIPT, Kind.TALK: Kind.TALK,
    Kind.POSTER: Kind.TALK, Kind.WEB: Kind.WEB, Kind.FILM: Kind.FILM, Kind.MUSIC: Kind.FILM,
}  # fmt: skip
# Which kind each prints like, where a style has no pattern for it.
LIKE: dict[Kind, Kind] = {
    Kind.MAGAZINE: Kind.ARTICLE, Kind.NEWSPAPER: Kind.MAGAZINE, Kind.REVIEW: Kind.ARTICLE, Kind.ENTRY: Kind.CHAPTER,
    Kind.STANDARD: Kind.REPORT, Kind.DATASET: Kind.SOFTWARE, Kind.POSTER: Kind.TALK, Kind.PERIODICAL: Kind.COLLECTION,
    Kind.COLLECTION: Kind.BOOK, Kind.MUSIC: Kind.FILM, Kind.MANUSCRIPT: Kind.PREPRINT,
}  # fmt: skip
# RIS's types, of others GEN; and CSL's where they are called otherwise here.
_RIS = {
    Kind.ARTICLE: "JOUR", Kind.MAGAZINE: "MGZN", Kind.NEWSPAPER: "NEWS", Kind.REVIEW: "JOUR", Kind.PAPER: "CONF",
    Kind.CHAPTER: "CHAP", Kind.ENTRY: "ENCYC", Kind.BOOK: "BOOK", Kind.COLLECTION: "EDBOOK", Kind.PERIODICAL: "JFULL",
    Kind.THESIS: "THES", Kind.REPORT: "RPRT", Kind.STANDARD: "STAND", Kind.PREPRINT: "UNPB", Kind.MANUSCRIPT: "UNPB",
    Kind.PAMPHLET: "PAMP", Kind.PATENT: "PAT", Kind.SOFTWARE: "COMP", Kind.DATASET: "DATA", Kind.TALK: "SLIDE",
    Kind.POSTER: "SLIDE", Kind.WEB: "ELEC", Kind.FILM: "VIDEO", Kind.MUSIC: "SOUND", Kind.ART: "ART",
    Kind.LAW: "STAT", Kind.LETTER: "PCOMM",
}  # fmt: skip
_CSL = {Kind.PREPRINT: "article", Kind.TALK: "speech", Kind.POSTER: "speech"}
# As messages call one of them.
SPOKEN: dict[Kind, str] = {
    Kind.ARTICLE: "a journal article", Kind.MAGAZINE: "a magazine article", Kind.NEWSPAPER: "a newspaper article",
    Kind.PAPER: "a conference paper", Kind.CHAPTER: "a chapter", Kind.ENTRY: "an entry of a reference work",
    Kind.REVIEW: "a review", Kind.BOOK: "a book", Kind.COLLECTION: "an edited volume", Kind.PERIODICAL: "an issue",
    Kind.THESIS: "a thesis", Kind.REPORT: "a report", Kind.STANDARD: "a standard", Kind.PREPRINT: "a preprint",
    Kind.MANUSCRIPT: "a manuscript", Kind.PAMPHLET: "a booklet", Kind.PATENT: "a patent", Kind.SOFTWARE: "software",
    Kind.DATASET: "a dataset", Kind.TALK: "a talk", Kind.POSTER: "a poster", Kind.WEB: "a web page",
    Kind.FILM: "a film", Kind.MUSIC: "a recording", Kind.ART: "a work of art", Kind.LAW: "a legal text",
    Kind.LETTER: "a letter", Kind.OTHER: "another work",
}  # fmt: skip


def csl(kind: Kind) -> str:
    """CSL's type of works of this kind."""
    return _CSL.get(kind, str(kind))


def ris(kind: Kind) -> str:
    """RIS's type of works of this kind."""
    return _RIS.get(kind, "GEN")


# Prefixes of DOIs that servers of preprints register: arXiv, bioRxiv, SSRN, Research Square, OSF, ChemRxiv, …
_SERVERS = frozenset(
    f"10.{number}"
    for number in "48550 1101 64898 2139 21203 31234 31235 31219 26434 36227 20944 22541 1590 7287".split()
)
_DISCUSSED = lazy(r"10\.5194/[a-z]*d-")


def preprint_doi(doi: str) -> bool:
    """Whether a server of preprints registered the DOI, not a publisher."""
    registrant, slash, _ = doi.partition("/")
    return bool(slash) and (
        registrant in _SERVERS or registrant == "10.5194" and bool(_DISCUSSED.match(doi.casefold()))
    )
