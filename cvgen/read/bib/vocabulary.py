"""The words of bibliographies: which fields there are, what links are called, which stages a paper has."""

from functools import lru_cache

BIBTEX = frozenset(
    "address annote author booktitle chapter crossref edition editor howpublished institution journal key month note "
    "number organization pages publisher school series title type volume year".split()
)
BIBLATEX = frozenset(
    "abstract addendum afterword annotation annotator archiveprefix authortype bookauthor bookpagination booksubtitle "
    "booktitleaddon chapter commentator date day doi editora editorb editorc editortype eid entrysubtype eprint "
    "eprintclass eprinttype eventdate eventtitle eventtitleaddon file foreword holder ids indextitle introduction isan "
    "isbn ismn isrn issn issue issuesubtitle issuetitle iswc journalsubtitle journaltitle keywords label langid langidopts "
    "language library location mainsubtitle maintitle maintitleaddon nameaddon origdate origlanguage origlocation "
    "origpublisher origtitle pagetotal pagination part primaryclass pubstate related relatedstring relatedtype reprinttitle "
    "shortauthor shorteditor shorthand shortjournal shortseries shorttitle subtitle titleaddon translator url urldate "
    "venue version volumes xdata xref authoratype editoratype editorbtype editorctype entryset execute gender hyphenation "
    "lista listb listc listd liste listf namea nameb namec nameatype namebtype namectype options origyear presort "
    "relatedoptions shorthandintro sortinit sortkey sortname sortshorthand sorttitle sortyear usera userb userc userd "
    "usere userf verba verbb verbc".split()
)
OURS = frozenset("abbr award dated track selected include-me silence venueid collaboration".split())
# What exporters and other programs add; nobody reads it here, and nobody misspelt it.
FOREIGN = frozenset(
    "adsnote adsurl altmetric article-number articleno author_keywords bdsk-url-1 bdsk-url-2 bibsource bibtex_show "
    "biburl blog citation citedby code collection copyright creationdate date-added date-modified date_added dblp "
    "department demo dimensions document_type fjournal github google_scholar_id groups hal_id hal_version html inspirehep_id "
    "internal-note issue_date keyword mendeley-groups modificationdate mrclass mrnumber mrreviewer numpages owner pdf "
    "pii pmc pmcid pmid poster preview priority project publication_stage pubmedid readstatus reportnumber sciencedirect "
    "shortbooktitle slides source supp supplementary timestamp urlyear video videos website zblnumber".split()
)

LABELS = {
    "pdf": "PDF", "doi": "DOI", "arxiv": "arXiv", "html": "HTML", "github": "GitHub", "openreview": "OpenReview",
    "bibtex": "BibTeX", "ads": "ADS", "huggingface": "Hugging Face", "youtube": "YouTube", "poster": "Poster",
    "supp": "Supplement", "osf": "OSF", "faq": "FAQ", "acm": "ACM", "ieee": "IEEE", "ssrn": "SSRN",
}  # fmt: skip
# Fields of al-folio and bamos/cv that hold a link, and the label they print.
LINK_FIELDS = {
    "pdf": "PDF", "code": "Code", "codeurl": "Code", "github": "Code", "html": "HTML", "website": "Website",
    "webpage": "Website", "projectlink": "Website", "project": "Website", "poster": "Poster", "slides": "Slides",
    "video": "Video", "videos": "Video", "youtubetalk": "Talk", "talk": "Talk", "demo": "Demo", "demolink": "Demo",
    "blog": "Blog", "supp": "Supplement", "slideslive": "Talk", "media": "Media", "data": "Data", "dataset": "Dataset",
    "publisherlink": "Publisher",
}  # fmt: skip
KNOWN = BIBTEX | BIBLATEX | OURS | FOREIGN | LINK_FIELDS.keys()

STATUSES = {
    "submitted": "submitted", "under review": "under review", "in review": "under review", "in press": "in press",
    "inpress": "in press", "in print": "in press", "under revision": "under revision", "in revision": "under revision",
    "forthcoming": "forthcoming", "to appear": "to appear", "accepted": "accepted", "in preparation": "in preparation",
    "inpreparation": "in preparation", "prepublished": "preprint", "preprint": "preprint", "underreview": "under review",
    "toappear": "to appear", "currently under review": "under review", "accepted for publication": "accepted",
    "manuscript under review": "under review", "submitted for publication": "submitted",
    "working paper": "working paper", "under submission": "submitted", "manuscript in preparation": "in preparation",
}  # fmt: skip
# Notes of programs to themselves: never part of a reference.
PRIVATE = frozenset(
    "file owner timestamp date-added date-modified date_added creationdate modificationdate bdsk-url-1 bdsk-url-2 groups "
    "mendeley-groups readstatus priority bibtex_show biburl bibsource adsurl adsnote internal-note source "
    "publication_stage google_scholar_id altmetric dimensions xdata ids options langid".split()
)
NOT_PAPERS = frozenset(("comment", "preamble", "string", "xdata", "set", "control", "ieeetranbstctl"))


def link_label(name: str) -> str:
    """What the link in a field is called: "url_pdf" -> "PDF", "url_project_page" -> "Project Page"."""
    word = name.removeprefix("url_").removesuffix("_url").strip("[]")
    known = LABELS.get(word) if name.startswith("url_") else LINK_FIELDS.get(word)
    return known or LABELS.get(word) or word.replace("_", " ").title()


@lru_cache(maxsize=1 << 10)
def may_lead(name: str) -> bool:
    """Whether a field's name says that a link stands in it."""
    return name in LINK_FIELDS or name.startswith("url_") or name.endswith("_url")
