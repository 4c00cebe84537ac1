"""What an entry and the venues on record say together: a venue's names and edition, and where a paper is."""

from collections.abc import Mapping
from functools import lru_cache

from cvgen.model.facts import NamedLink, Venue
from cvgen.model.recipe import LinkStyle
from cvgen.model.reference import Reference
from cvgen.model.slugs import doi_url
from cvgen.model.text import Inline, plain


def all_links(reference: Reference, style: LinkStyle) -> tuple[NamedLink, ...]:
    """The links of a paper, each target once: its own, then DOI and arXiv."""
    links = list(reference.links)
    if style.doi and reference.doi:
        links.append(NamedLink("DOI", doi_url(reference.doi)))
    if style.eprint and (url := eprint_url(reference)):
        links.append(NamedLink("arXiv", url))
    if not links and reference.url:
        links.append(NamedLink("Link", reference.url))
    return tuple({link.url: link for link in reversed(links)}.values())[::-1]


def eprint_url(reference: Reference) -> str:
    """Where the preprint is, if it is on arXiv."""
    known = reference.eprint and reference.eprint_type.casefold() in ("arxiv", "")
    return f"https://arxiv.org/abs/{reference.eprint}" if known else ""


def best_url(reference: Reference) -> str:
    """The one link of a paper: DOI, its URL, the PDF, arXiv; "" if it has none."""
    pdf = next((link.url for link in reference.links if link.label == "PDF"), "")
    return (doi_url(reference.doi) if reference.doi else "") or reference.url or pdf or eprint_url(reference)


def venue_names(venues: tuple[Venue, ...]) -> dict[str, Venue]:
    """Venues by id and by every name they have, lower-cased."""
    table = {name.casefold(): v for v in venues for name in (v.full, v.short, v.proceedings, *v.aliases) if name}
    return table | {venue.id: venue for venue in venues}


def venue_fields(reference: Reference, venues: Mapping[str, Venue]) -> dict[str, Inline]:
    """venue.full, .short, .proceedings, .edition ("36th") and .printed (as the entry has it)."""
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
    return _text(texts | {"venue.edition": ordinal(edition) if edition else "", "venue.kind": venue.kind})


def _text(texts: Mapping[str, str]) -> dict[str, Inline]:
    return {name: (text,) for name, text in texts.items() if text}


@lru_cache(1024)
def ordinal(number: int) -> str:
    """36 -> "36th", 41 -> "41st"."""
    if number % 100 in (11, 12, 13):
        return f"{number:,}th"
    return f"{number:,}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
