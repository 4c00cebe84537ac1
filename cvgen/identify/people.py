"""Is this the same person? The only place where names are compared; imported by identify alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cvgen.identify.given_names import Fit, folded, given_fit, given_parts, spelt_out
from cvgen.model.facts import FormerName, Person
from cvgen.model.names import Name
from cvgen.model.near import Neighbours
from cvgen.model.record import Record
from cvgen.model.regex import lazy

__all__ = ["Fit", "folded", "given_fit"]  # what identify knows of given names, it knows from here


def _families(name: Name) -> Iterator[str]:
    whole = f"{name.particle}{name.family}"
    yield folded(whole)
    if name.particle:
        yield folded(name.family)
    if not whole.isascii() and (without := folded(spelt_out(whole))) != folded(whole):
        yield without


_PARTS = lazy(r"[\s.\-‐‑–~']+")
_WORDS = lazy(r"[\s\-‐‑–]+")
# No name is divided behind more words than this: each division is compared, and a field may hold a whole list as one.
_DIVISIBLE = 12


def _first_parts(name: Name) -> Iterator[str]:
    """What a double surname may be cut to: "Reyes Muñoz" -> "reyes"."""
    if name.family.isalpha() and not name.particle:
        return
    words = _WORDS.split(f"{name.particle} {name.family}".strip())
    for i in range(1, min(len(words), _DIVISIBLE)):
        yield folded("".join(words[:i]))


class Directory(Record):
    """A roster by folded family name, so that nobody is compared with everybody."""

    by_family: dict[str, tuple[tuple[Name, Person, bool], ...]]
    by_part: dict[str, tuple[tuple[Name, Person, bool], ...]]
    by_full: dict[str, tuple[tuple[Name, Person, bool], ...]]
    by_orcid: dict[str, Person]

    def fits(self, name: Name) -> tuple[tuple[Fit, Person], ...]:
        """The people whom the name fits, best first, each once with its best fit."""
        found: dict[str, tuple[Fit, Person]] = {}
        close = (*self._whole(name), *self._double(name))
        for fit, person in close or self._divided(name):
            if person.id not in found or fit > found[person.id][0]:
                found[person.id] = (fit, person)
        return tuple(sorted(found.values(), key=lambda each: (-each[0], each[1].id)))

    def _whole(self, name: Name) -> Iterator[tuple[Fit, Person]]:
        for family in dict.fromkeys(_families(name)):
            for own, person, alias in self.by_family.get(family, ()):
                if fit := _fit(name, own, alias):
                    yield fit, person

    def _double(self, name: Name) -> Iterator[tuple[Fit, Person]]:
        """A double surname and its first part are one person only where the given name is the same in full."""
        shorter = (row for part in _first_parts(name) for row in self.by_family.get(part, ()))
        longer = (row for family in _families(name) for row in self.by_part.get(family, ()))
        for own, person, _ in (*shorter, *longer):
            if given_fit(name.given, own.given) is Fit.FULL:
                yield Fit.INITIALS, person

    def _divided(self, name: Name) -> Iterator[tuple[Fit, Person]]:
        """The same words with another family name among them: "Luque, Ana Pérez" and "Pérez-Luque, Ana"."""
        for given, family in _divisions(name):
            for own, person, _ in self.by_family.get(folded(family), ()):
                if _WORDS.search(own.family) and (fit := given_fit(given, own.given)):
                    yield min(fit, Fit.DIVIDED), person
        for _, person, _ in self.by_full.get(folded(str(name)), ()):
            yield Fit.DIVIDED, person
        for _, person, _ in self.by_full.get(folded(name.given), ()) if name.particle in _BEFORE_SECOND_FAMILY else ():
            yield Fit.INITIALS, person


# "Ana Reyes de Souza" is Ana Reyes with her second family name; "Ana Reyes Miller" may be somebody else.
_BEFORE_SECOND_FAMILY = frozenset(("de", "da", "do", "das", "dos", "del", "de la", "y", "e"))


def _divisions(name: Name) -> Iterator[tuple[str, str]]:
    """Given names whose last words may belong to the family name: "Luque, Ana J. Pérez" -> "Ana J.", "Pérez Luque"."""
    words = name.given.split()
    for i in range(1, len(words) if len(words) <= _DIVISIBLE else 1):
        if not words[i].endswith("."):
            yield " ".join(words[:i]), " ".join((*words[i:], f"{name.particle} {name.family}".strip()))


def _fit(name: Name, own: Name, alias: bool) -> Fit | None:
    if given_parts(name.suffix) != given_parts(own.suffix) and name.suffix and own.suffix:
        return None
    if alias and given_parts(name.given) == given_parts(own.given):
        return Fit.ALIAS
    return given_fit(name.given, own.given)


def directory(people: Iterable[Person]) -> Directory:
    """The roster, ready to be asked."""
    families: defaultdict[str, list[tuple[Name, Person, bool]]] = defaultdict(list)
    parts: defaultdict[str, list[tuple[Name, Person, bool]]] = defaultdict(list)
    full: defaultdict[str, list[tuple[Name, Person, bool]]] = defaultdict(list)
    listed = tuple(people)
    for person in listed:
        own = ((person.name, False), *((name, True) for name in person.aliases))
        for name, alias in (*own, *((former.name, False) for former in person.former)):
            for family in dict.fromkeys(_families(name)):
                families[family].append((name, person, alias))
        for part in _first_parts(person.name):
            parts[part].append((person.name, person, False))
        if len(_PARTS.split(person.name.given)[0]) > 1:
            full[folded(str(person.name))].append((person.name, person, False))
    orcids = {person.orcid: person for person in listed if person.orcid}
    return Directory(_frozen(families), _frozen(parts), _frozen(full), orcids)


def former_name(name: Name, person: Person) -> FormerName | None:
    """The former name that this one is, if it is not the present one or another spelling of it."""
    families = set(_families(name))
    own = (person.name, *person.aliases)
    if any(families & set(_families(each)) and given_fit(name.given, each.given) for each in own):
        return None
    known = (former for former in person.former if families & set(_families(former.name)))
    return next((former for former in known if given_fit(name.given, former.name.given)), None)


def _frozen(rows: dict[str, list[tuple[Name, Person, bool]]]) -> dict[str, tuple[tuple[Name, Person, bool], ...]]:
    return {family: tuple(own) for family, own in rows.items()}


def nearest(name: Name, others: Iterable[Name]) -> Name | None:
    """The name among others most like this one: "Zhang, Yihua" near "Zhang, Yihau"; None if none is."""
    import difflib

    by_text = {folded(str(other)): other for other in others}
    found = difflib.get_close_matches(folded(str(name)), by_text, n=1, cutoff=0.5)
    return by_text[found[0]] if found else None


def slips(names: Iterable[Name], others: Iterable[Name]) -> dict[Name, Name]:
    """For each name the other one that is it but for a letter or two: "Lindqvits, Nora" -> "Lindqvist, Nora"."""
    families: defaultdict[str, list[Name]] = defaultdict(list)
    for other in others:
        families[folded(f"{other.particle}{other.family}")].append(other)
    near = Neighbours(families)
    found: dict[Name, Name] = {}
    for name in names:
        family = folded(f"{name.particle}{name.family}")
        for alike in (family, *near.of(family)):
            own = next((each for each in families.get(alike, ()) if _slipped(name, each, same=alike == family)), None)
            if own and name not in found:
                found[name] = own
    return found


def _slipped(name: Name, other: Name, *, same: bool) -> bool:
    """Whether given names are alike enough where the family names are the same, or differ by a letter."""
    own, there = folded(name.given), folded(other.given)
    if own == there:
        return not same and len(own) > 1 and len(folded(name.family)) > _SHORT_NAME
    return min(len(own), len(there)) > _SHORT_NAME and there in Neighbours([there]).of(own)


_SHORT_NAME = 3  # "Wei" and "Wen" are two people


def given_names(people: Iterable[Person]) -> dict[str, str]:
    """First given names that no two people on the roster share, by id: {"yihua-zhang": "Yihua"}."""
    listed = [(person, _PARTS.split(person.name.given)) for person in people if person.name.given]
    parts = Counter(part for _, given in listed for part in {folded(each) for each in given})
    first = ((person.id, given[0]) for person, given in listed if len(folded(given[0])) > 1)
    return {identity: name for identity, name in first if parts[folded(name)] == 1}


def same_byline(a: Sequence[Name], b: Sequence[Name], cut: bool) -> bool:
    """Whether two author lists are of one paper: the same family names in order, as far as both go where one is cut."""
    left = [folded(f"{name.particle}{name.family}") for name in a]
    right = [folded(f"{name.particle}{name.family}") for name in b]
    if cut:
        shorter = min(len(left), len(right))
        return shorter > 0 and left[:shorter] == right[:shorter]
    return left == right
