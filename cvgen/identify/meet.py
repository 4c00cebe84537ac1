"""References -> everybody in them: people with all their spellings, and questions where spellings may be one or two."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cvgen import people
from cvgen.names import Name
from cvgen.people import Fit
from cvgen.reference import Reference, Writer
from cvgen.source import Person


@dataclass(slots=True)
class Met:
    """Somebody met in a bibliography: the fullest spelling, the others, the ORCID, papers, who else it may be."""

    name: Name
    spellings: dict[Name, int] = field(default_factory=dict)
    orcids: set[str] = field(default_factory=set)
    papers: int = 0
    doubts: list[Name] = field(default_factory=list)

    def take(self, writer: Writer) -> None:
        """Count one more paper under this spelling."""
        self.papers += 1
        self.spellings[writer.name] = self.spellings.get(writer.name, 0) + 1
        self.orcids.update(filter(None, (writer.orcid,)))


def everybody(references: Iterable[Reference]) -> tuple[Met, ...]:
    """All authors, the most frequent first. Spellings by initials join a full name only where it is the only one."""
    families: defaultdict[str, list[Writer]] = defaultdict(list)
    for reference in references:
        for writer in reference.authors:
            families[people.folded(f"{writer.name.particle}{writer.name.family}")].append(writer)
    found = (met for writers in families.values() for met in _family(writers))
    return tuple(sorted(found, key=lambda met: (-met.papers, str(met.name).casefold())))


def _family(writers: list[Writer]) -> Iterator[Met]:
    """The people of one family name, from the fullest spelling to the barest."""
    known: list[Met] = []
    for writer in sorted(writers, key=lambda each: (-_fullness(each.name), str(each.name))):
        fits = [met for met in known if _fits(met, writer)]
        exact = [met for met in fits if writer.name in met.spellings]
        if len(fits) > 1 and not exact:
            met = Met(writer.name, doubts=[other.name for other in fits])
            known.append(met)
        elif fits:
            met = (exact or fits)[0]
        else:
            met = Met(writer.name)
            known.append(met)
        met.take(writer)
    yield from known


def _fits(met: Met, writer: Writer) -> bool:
    if writer.orcid and met.orcids:
        return writer.orcid in met.orcids
    fit = people.given_fit(met.name.given, writer.name.given)
    return fit is not None and (fit is not Fit.INITIALS or not met.doubts or writer.name in met.spellings)


def _fullness(name: Name) -> int:
    return sum(len(part) for part in name.given.replace(".", " ").split() if len(part) > 1) * 10 + len(name.given)


def is_owner(met: Met, owner: Person) -> bool:
    """Whether somebody met is the owner, by full given name or by an initial that fits nobody else."""
    fits = people.directory((owner,)).fits(met.name)
    return bool(fits) and not met.doubts
