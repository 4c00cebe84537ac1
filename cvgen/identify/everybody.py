"""References -> everybody in them: people with all their spellings, and questions where spellings may be one or two."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from cvgen.identify import people
from cvgen.identify.people import Fit
from cvgen.model.facts import Person
from cvgen.model.names import Name
from cvgen.model.record import Struct, field
from cvgen.model.reference import Reference, Writer


class Met(Struct):
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
    writers = [writer for reference in references for writer in reference.authors]
    usual = _divisions(writers)
    families: defaultdict[str, list[Writer]] = defaultdict(list)
    for writer in writers:
        name = usual.get(writer.name, writer.name)
        families[people.folded(f"{name.particle}{name.family}")].append(writer)
    found = (met for family in families.values() for met in _family(family, usual))
    return tuple(sorted(found, key=lambda met: (-met.papers, str(met.name).casefold())))


def _divisions(writers: list[Writer]) -> dict[Name, Name]:
    """Names of the same words divided in several ways, and the usual way: "Ruiz, Ana Soto" -> "Soto Ruiz, Ana"."""
    counts = Counter(writer.name for writer in writers)
    same: defaultdict[str, list[Name]] = defaultdict(list)
    for name in counts:
        if " " in f"{name.given} {name.particle} {name.family}".strip().partition(" ")[2]:
            same[people.folded(str(name))].append(name)
    groups = ((names, max(names, key=lambda each: counts[each])) for names in same.values() if len(names) > 1)
    return {name: usual for names, usual in groups for name in names}


def _family(writers: list[Writer], usual: Mapping[Name, Name]) -> Iterator[Met]:
    """The people of one family name, from the fullest spelling to the barest."""
    known: list[Met] = []
    for writer in sorted(writers, key=lambda each: (-_fullness(each.name), str(each.name))):
        name = usual.get(writer.name, writer.name)
        fits = [met for met in known if _fits(met, name, writer)]
        exact = [met for met in fits if writer.name in met.spellings or name in met.spellings]
        if len(fits) > 1 and not exact:
            met = Met(name, doubts=[other.name for other in fits])
            known.append(met)
        elif fits:
            met = (exact or fits)[0]
        else:
            met = Met(name)
            known.append(met)
        met.take(writer)
    yield from known


def _fits(met: Met, name: Name, writer: Writer) -> bool:
    if writer.orcid and met.orcids:
        return writer.orcid in met.orcids
    fit = people.given_fit(met.name.given, name.given)
    return fit is not None and (fit is not Fit.INITIALS or not met.doubts or writer.name in met.spellings)


def _fullness(name: Name) -> int:
    return sum(len(part) for part in name.given.replace(".", " ").split() if len(part) > 1) * 10 + len(name.given)


def is_owner(met: Met, owner: Person) -> bool:
    """Whether somebody met is the owner, by full given name or by an initial that fits nobody else."""
    fits = people.directory((owner,)).fits(met.name)
    return bool(fits) and not met.doubts


def finder(names: Iterable[Name]) -> Callable[[Name], Name | None]:
    """What finds, for a name, the one of these names that may be the same person's; None where none is, or several."""
    directory = people.directory(Person(str(place), name) for place, name in enumerate(dict.fromkeys(names)))

    def find(name: Name) -> Name | None:
        fits = directory.fits(name)
        best = [person.name for fit, person in fits if fit == fits[0][0]]
        return best[0] if len(best) == 1 else None

    return find
