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


# Under which heading each kind stands, in the order of a list.
HEADINGS: dict[Kind, str] = {
    Kind.ARTICLE: "Journal articles",
    Kind.PAPER: "Conference papers",
    Kind.CHAPTER: "Book chapters",
    Kind.ENTRY: "Book chapters",
    Kind.BOOK: "Books",
    Kind.COLLECTION: "Edited volumes",
    Kind.PERIODICAL: "Edited volumes",
    Kind.MAGAZINE: "Magazine and newspaper articles",
    Kind.NEWSPAPER: "Magazine and newspaper articles",
    Kind.REVIEW: "Reviews",
    Kind.THESIS: "Theses",
    Kind.REPORT: "Reports",
    Kind.STANDARD: "Reports",
    Kind.PATENT: "Patents",
    Kind.SOFTWARE: "Software",
    Kind.DATASET: "Datasets",
    Kind.PREPRINT: "Preprints",
    Kind.MANUSCRIPT: "Manuscripts",
    Kind.TALK: "Talks and posters",
    Kind.POSTER: "Talks and posters",
    Kind.WEB: "Web pages",
    Kind.FILM: "Films and recordings",
    Kind.MUSIC: "Films and recordings",
}
OTHER = "Other publications"
# Which kind each prints like, where a style has no pattern for it.
LIKE: dict[Kind, Kind] = {
    Kind.MAGAZINE: Kind.ARTICLE, Kind.NEWSPAPER: Kind.MAGAZINE, Kind.REVIEW: Kind.ARTICLE, Kind.ENTRY: Kind.CHAPTER,
    Kind.STANDARD: Kind.REPORT, Kind.DATASET: Kind.SOFTWARE, Kind.POSTER: Kind.TALK, Kind.PERIODICAL: Kind.COLLECTION,
    Kind.COLLECTION: Kind.BOOK, Kind.MUSIC: Kind.FILM, Kind.MANUSCRIPT: Kind.PREPRINT,
}  # fmt: skip
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

# Prefixes of DOIs that servers of preprints register: arXiv, bioRxiv, SSRN, Research Square, OSF, ChemRxiv, …
_PREPRINT_DOI = lazy(
    r"10\.(?:48550|1101|64898|2139|21203|31234|31235|31219|26434|36227|20944|22541|1590|7287)/|10\.5194/[a-z]*d-"
)


def preprint_doi(doi: str) -> bool:
    """Whether a server of preprints registered the DOI, not a publisher."""
    return bool(doi and _PREPRINT_DOI.match(doi.casefold()))
