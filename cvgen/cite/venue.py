"""What an entry and the venues on record say together: a venue's names and edition, and where a paper is."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, unquote

from cvgen.model.facts import NamedLink, Venue
from cvgen.model.locale import Locale
from cvgen.model.recipe import LinkStyle
from cvgen.model.reference import Reference
from cvgen.model.regex import lazy
from cvgen.model.slugs import doi_url
from cvgen.model.text import Inline, plain


def all_links(reference: Reference, style: LinkStyle, locale: Locale, pattern: str = "") -> tuple[NamedLink, ...]:
    """The links of a paper, each target once: its own, DOI and arXiv; else the address, if no other leads there."""
    links = list(reference.links)
    if style.doi and reference.doi:
        links.append(NamedLink("DOI", doi_url(reference.doi)))
    if style.eprint and (url := eprint_url(reference)):
        links.append(NamedLink(archive(reference), url))
    if style.url and not links and reference.url and not _leads_there(pattern, reference):
        links.append(NamedLink(locale["links.Link"], reference.url))
    return tuple({link.url: link for link in reversed(links)}.values())[::-1]


# What differs between two addresses of one paper: "http://dx.doi.org/", "https://arxiv.org/pdf/… v2".
_OF_ONE_PAPER = lazy(r"^https?://(?:www\.|dx\.)?|(?<=arxiv\.org/)(?:abs|pdf|html)/|(?:v\d+)?(?:\.pdf)?/?$")


def _leads_there(pattern: str, reference: Reference) -> bool:
    """Whether the DOI or the eprint is a link in the pattern and leads where the address does."""
    own = {"doi": doi_url(reference.doi), "eprint": eprint_url(reference)}
    linked = [url for name, url in own.items() if f"{name}:link" in pattern or f"{name}.url:link" in pattern]
    target, *others = [_OF_ONE_PAPER.sub("", unquote(url).casefold()) for url in (reference.url, *linked)]
    return target in others


# Archives of eprints by what `eprinttype` calls them (BibLaTeX's manual, 3.14.7, and what exporters write): how they
# are written, and where their papers are.
_ARCHIVES = {
    "arxiv": ("arXiv", "https://arxiv.org/abs/{}"), "": ("arXiv", "https://arxiv.org/abs/{}"),
    "biorxiv": ("bioRxiv", "https://doi.org/10.1101/{}"), "medrxiv": ("medRxiv", "https://doi.org/10.1101/{}"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/{}"), "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/{}"),
    "pmcid": ("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/{}"), "jstor": ("JSTOR", "https://www.jstor.org/stable/{}"),
    "hal": ("HAL", "https://hal.science/{}"), "googlebooks": ("Google Books", "https://books.google.com/books?id={}"),
    "hdl": ("HDL", "https://hdl.handle.net/{}"), "ssrn": ("SSRN", "https://ssrn.com/abstract={}"),
    "eccc": ("ECCC", "https://eccc.weizmann.ac.il/report/{}"), "iacr": ("IACR", "https://eprint.iacr.org/{}"),
    "osf": ("OSF", "https://osf.io/{}"), "zenodo": ("Zenodo", "https://zenodo.org/records/{}"),
    "chemrxiv": ("ChemRxiv", ""), "psyarxiv": ("PsyArXiv", "https://osf.io/preprints/psyarxiv/{}"),
    "repec": ("RePEc", ""), "urn": ("URN", "https://nbn-resolving.org/{}"),
}  # fmt: skip


def archive(reference: Reference) -> str:
    """Where the eprint is, as it is called: "arXiv", "bioRxiv"; "" where there is none."""
    if not reference.eprint:
        return ""
    typed = reference.eprint_type
    return _ARCHIVES.get(typed.casefold(), (typed, ""))[0]


def eprint_url(reference: Reference) -> str:
    """The address of the eprint, if its archive is known."""
    return _eprint_url(reference.eprint_type, reference.eprint) if reference.eprint else ""


@lru_cache(maxsize=1 << 12)
def _eprint_url(kind: str, eprint: str) -> str:
    form = _ARCHIVES.get(kind.casefold(), ("", ""))[1]
    return form.format(quote(eprint, safe="/.:()-_v")) if form else ""


def best_url(reference: Reference) -> str:
    """The one link of a paper: DOI, its URL, the PDF, arXiv; "" if it has none."""
    pdf = next((link.url for link in reference.links if link.label == "PDF"), "")
    return (doi_url(reference.doi) if reference.doi else "") or reference.url or pdf or eprint_url(reference)


def venue_names(venues: tuple[Venue, ...]) -> dict[str, Venue]:
    """Venues by id and by every name they have, lower-cased."""
    table = {name.casefold(): v for v in venues for name in (v.full, v.short, v.proceedings, *v.aliases) if name}
    return table | {venue.id: venue for venue in venues}


def venue_fields(reference: Reference, venues: Mapping[str, Venue], locale: Locale | None = None) -> dict[str, Inline]:
    """venue.full, .short, .proceedings, .edition ("36th") and .meeting (that and the full name)."""
    venue = venues.get(reference.venue_id) or venues.get(plain(reference.venue).casefold())
    if venue is None:
        found: dict[str, Inline] = {
            "venue": reference.venue,
            "venue.full": reference.venue,
            "venue.proceedings": reference.venue,
        }
        return {name: nodes for name, nodes in found.items() if nodes} | _text({"venue.short": reference.abbr})
    edition = dict(venue.editions).get(str(reference.date.year), 0) if reference.date else 0
    full, short = venue.full, reference.abbr or venue.short
    texts = {"venue": full, "venue.full": full, "venue.short": short, "venue.proceedings": venue.proceedings or full}
    told = locale or Locale()
    nth = told.ordinal(edition, "meetings") if edition else ""
    meeting = told.phrase("counting.meeting", nth, full) if edition else ""
    return _text(texts | {"venue.edition": nth, "venue.meeting": meeting, "venue.kind": venue.kind})


def _text(texts: Mapping[str, str]) -> dict[str, Inline]:
    return {name: (text,) for name, text in texts.items() if text}
