"""A publication -> Work: its facts in plain text, for citing and finding; and what a project says of it."""

from collections.abc import Iterable, Mapping

from cvgen.arrange import blocks
from cvgen.cite import Citer
from cvgen.cite.venue import all_links, best_url
from cvgen.mark import Marked, MarkedAuthor
from cvgen.model.content import Project
from cvgen.model.document import Photo, Work
from cvgen.model.facts import Group
from cvgen.model.names import Name
from cvgen.model.recipe import LinkStyle
from cvgen.model.reference import Reference
from cvgen.model.slugs import link_field
from cvgen.model.text import Icon, Inline, flat, join, plain
from cvgen.model.typed import typed

# Links that stand before all others in a row of them.
_FIRST = {"PDF": 0, "Code": 1}
# A row has all of them, whatever a reference style prints.
_ALL = LinkStyle()
# What a reference may print besides, and what of it is a field of a .bib alone.
_FOR_BIB = ("eprintclass", "organization", "isbn", "issn", "version", "chapter", "type")
_PRINTED = frozenset(("series", "edition", "location", "address", *_FOR_BIB))


def work(marked: Marked, citer: Citer, subject: frozenset[str]) -> Work:
    """The facts of one work, from the fields that patterns print; `people` are the subject's members who made it."""
    reference, fields = marked.publication.reference, citer.fields(marked)
    named = {link.url for link in reference.links}
    found = sorted(all_links(reference, _ALL, citer.locale), key=lambda link: _FIRST.get(link.label, len(_FIRST)))
    links = [(link.url, plain(citer.labelled(link.label))) for link in found]
    made = {each.role: _names(each.people) for each in marked.contributors}
    more = (("author", reference.others), *((each.role, each.others) for each in marked.contributors))
    picture = plain(fields.get("preview", ()))
    printed = {name: plain(nodes) for name, nodes in reference.fields if name in _PRINTED}
    return Work(
        reference.key, reference.type, flat(reference.title),
        authors=_names(marked.authors), editors=made.get("editor", ()), translators=made.get("translator", ()),
        others=tuple([role for role, others in more if others]),
        year=str(reference.date.year) if reference.date else "", month=reference.date.month if reference.date else 0,
        day=reference.date.day if reference.date else 0,
        container=plain(fields.get("venue.proceedings" if reference.type != "article" else "venue.full", ())),
        short=plain(fields.get("venue.short", ())), volume=reference.volume, number=reference.number,
        pages=reference.pages or tuple(filter(None, (plain(fields.get("eid", ())),))),
        series=printed.get("series", ""), edition=printed.get("edition", ""),
        place=printed.get("location") or printed.get("address", ""),
        publisher=plain(fields.get("publisher", ())), doi=reference.doi, eprint=reference.eprint,
        url=best_url(reference),
        status=reference.status, topics=reference.keywords,
        people=tuple([who.id for a in marked.everybody if (who := a.author.person) and who.id in subject]),
        kind=reference.kind,
        links=tuple([link for link in links if link[0] in named]),
        places=tuple([link for link in links if link[0] not in named]),
        award=plain(reference.award), cut=citer.cut(marked), abstract=blocks.lines(fields.get("abstract", ())),
        preview=Photo(typed(picture, reference.at) if reference.at else picture, "") if picture else None,
        language=reference.language, fields=_more(reference, printed, plain(fields.get("note", ()))),
    )  # fmt: skip


def _names(people: Iterable[MarkedAuthor]) -> tuple[tuple[str, str], ...]:
    """Family and given names."""
    written = [each.person.name if each.person else each.author.name for each in people]
    return tuple([(_family(name), name.given) for name in written])


def _family(name: Name) -> str:
    """The family name with what belongs to it: "van der Berg", "Moss Jr."."""
    return f"{name.particle} {name.family} {name.suffix}".strip() if name.particle or name.suffix else name.family


def _more(reference: Reference, printed: Mapping[str, str], note: str) -> tuple[tuple[str, str], ...]:
    """The fields of a .bib that no other one of a work has."""
    own = [("url", reference.url)] if reference.url else []
    own += [("note", note)] if note else []
    said = [(name.replace("eprintclass", "primaryclass"), printed[name]) for name in _FOR_BIB if name in printed]
    return (*own, *said, *((link_field(link.label), link.url) for link in reference.links))


def team(marked: Marked, groups: Mapping[str, Group]) -> str:
    """The teams whose people are among the authors: "MSU-UM"."""
    return "-".join(groups[each].name if each in groups else each for each in marked.teams)


def topics(marked: Marked, project: Project) -> Inline:
    """The signs of a paper's topics, each with its words."""
    keywords = {word.casefold() for word in marked.publication.reference.keywords}
    found = (each for each in project.topics if each.id.casefold() in keywords)
    return join(((Icon(each.icon or each.label, each.label),) for each in found), " ")
