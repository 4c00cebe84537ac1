"""A publication as other programs ask for it: its venue by name, its people with their roles and ids."""

from collections.abc import Iterable, Iterator, Mapping

from cvgen.cite.venue import venue_fields
from cvgen.identify import Author, Known, Publication, Stranger
from cvgen.model.facts import Venue
from cvgen.model.kinds import Kind
from cvgen.model.names import Name
from cvgen.model.record import Record
from cvgen.model.reference import Reference
from cvgen.model.text import Inline, plain

WITHIN = frozenset((Kind.PAPER, Kind.CHAPTER, Kind.ENTRY))
OTHERS = "et al."


class Paper(Record):
    """A publication, and the venues on record."""

    publication: Publication
    venues: Mapping[str, Venue]

    @property
    def reference(self) -> Reference:
        """What the bibliography says of it."""
        return self.publication.reference

    @property
    def venue(self) -> Inline:
        """Where it stands: the proceedings by their name, the journal."""
        found = venue_fields(self.reference, self.venues)
        return found.get("venue.proceedings" if self.reference.kind in WITHIN else "venue.full", ())

    @property
    def fields(self) -> dict[str, Inline]:
        """What the bibliography says besides, by its names there."""
        return dict(self.reference.fields)

    @property
    def annotations(self) -> dict[str, str]:
        """Roles and ids by the number of the author: {"author+an": "1=equal; 2=equal", "author+an:id": "1=ada"}."""
        editors = (made.people for made in self.publication.contributors if made.role == "editor")
        lists = (("author", self.publication.authors), *(("editor", people) for people in editors))
        return {f"{role}+an{kind}": said for role, people in lists for kind, said in _annotated(people) if said}

    @property
    def own(self) -> dict[str, str]:
        """What only cvgen has fields for, by their names in a .bib: roles, ids, the venue's id, the award."""
        reference = self.reference
        found = {
            **self.annotations, "venueid": reference.venue_id, "abbr": reference.abbr,
            "award": plain(reference.award), "track": plain(reference.track),
            "selected": "true" if reference.selected else "", "include-me": "true" if reference.include_me else "",
        }  # fmt: skip
        return {name: value for name, value in found.items() if value}


def _annotated(people: Iterable[Author]) -> Iterator[tuple[str, str]]:
    every = tuple(enumerate(people, 1))
    yield "", "; ".join(f"{place}={','.join(who.roles)}" for place, who in every if who.roles)
    yield ":id", "; ".join(f"{place}={found}" for place, who in every if (found := _id(who)))
    yield ":orcid", "; ".join(f"{n}={who.person.orcid}" for n, who in every if who.person and who.person.orcid)


def _id(author: Author) -> str:
    """An id from the roster, "-" for who is said to be none of it, "" for who is not known."""
    match author.identity:
        case Known(person):
            return person.id
        case Stranger(said=True):
            return "-"
    return ""


def name(author: Author) -> Name:
    """The name as the paper has it, a name that was given up as its person wants it."""
    former = isinstance(author.identity, Known) and author.identity.former
    return author.published or (author.person.name if former and author.person else author.name)


def alone(written: Name) -> bool:
    """Whether a name is in one part: an organisation's, or of somebody who has but one."""
    return not (written.given or written.particle or written.suffix)
