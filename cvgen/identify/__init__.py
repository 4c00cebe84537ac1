"""Reference -> Publication: who each author is. Identifying never fails; what it cannot tell it says."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeAlias

from cvgen.identify import duplicates, particles, people
from cvgen.identify.people import Directory, Fit
from cvgen.model import dates, names
from cvgen.model.choices import NamePrinted
from cvgen.model.dates import Date
from cvgen.model.errors import Problems, meant
from cvgen.model.facts import FormerName, Person
from cvgen.model.names import Name
from cvgen.model.record import Record, field, replace
from cvgen.model.reference import Reference, Sources, Writer
from cvgen.model.typed import place


class Evidence(StrEnum):
    """On what grounds an author is who we say."""

    ANNOTATION = "author+an:id in the entry"
    ORCID = "ORCID"
    ALIAS = "an alias on the roster"
    FORMER = "a former name on the roster"
    NAME = "full given name"
    DIVIDED = "the same words, divided otherwise"
    INITIALS = "initials alone"


class Known(Record):
    """An author on the roster."""

    person: Person
    evidence: Evidence
    former: FormerName | None = None


class Stranger(Record):
    """An author not on the roster; `said` where the entry says so."""

    said: bool = False


class Doubtful(Record):
    """An author who may be one of several people."""

    candidates: tuple[Person, ...]


_IN_PRESS = 24  # months for which papers may still come out under a name that was given up
Identity: TypeAlias = Known | Stranger | Doubtful


class Author(Record):
    """A name on a paper and who that is."""

    name: Name
    identity: Identity
    roles: tuple[str, ...] = ()

    @property
    def person(self) -> Person | None:
        """The person, where known."""
        return self.identity.person if isinstance(self.identity, Known) else None

    @property
    def published(self) -> Name | None:
        """The former name that prints, where the person wants what was published under it to stay so."""
        former = self.identity.former if isinstance(self.identity, Known) else None
        return former.name if former and former.printed is NamePrinted.PUBLISHED else None


class Made(Record):
    """Those who made a work in one role besides its authors: its editors, its translators."""

    role: str
    people: tuple[Author, ...]
    others: bool = False


class Publication(Record):
    """A reference whose authors, editors and translators have been identified; nobody is marked yet."""

    reference: Reference
    authors: tuple[Author, ...]
    contributors: tuple[Made, ...] = ()

    @property
    def everybody(self) -> tuple[Author, ...]:
        """All who made the work, authors first."""
        return (*self.authors, *(author for made in self.contributors for author in made.people))

    @property
    def key(self) -> str:
        """The citation key: "zhang2022fastbat"."""
        return self.reference.key


_EVIDENCE = {
    Fit.ALIAS: Evidence.ALIAS,
    Fit.FULL: Evidence.NAME,
    Fit.DIVIDED: Evidence.DIVIDED,
    Fit.INITIALS: Evidence.INITIALS,
}


def publications(sources: Sources, problems: Problems, *, typed: bool = True) -> tuple[Publication, ...]:
    """Every paper, once, with its authors identified; where nobody `typed` a roster, an id of one is a warning."""
    roster = sources.roster.people
    identifier = _Identifier(people.directory(roster), {person.id: person for person in roster}, problems, typed)
    papers = duplicates.merged(sources.references, problems)
    identifier.spellings(papers)
    identifier.forms.update(particles.forms(w.name for each in papers for w in _writers(each)))
    return tuple(identifier.publication(reference) for reference in papers)


def _writers(reference: Reference) -> tuple[Writer, ...]:
    """Everybody who made it."""
    return (*reference.authors, *(writer for each in reference.contributors for writer in each.writers))


class _Identifier(Record):
    directory: Directory
    by_id: dict[str, Person]
    problems: Problems
    typed: bool
    cache: dict[Name, Identity] = field(default_factory=dict)
    authors: dict[Name, Author] = field(default_factory=dict)  # of names with nothing beside them
    spelt: dict[str, Identity] = field(default_factory=dict)
    forms: dict[Name, Name] = field(default_factory=dict)  # of names that are spelt in several ways

    def spellings(self, references: tuple[Reference, ...]) -> None:
        """Remember double surnames of known people: "Reyes Muñoz, Ana" is also who stands as "Muñoz, Ana Reyes"."""
        double = dict.fromkeys(w.name for each in references for w in each.authors if " " in w.name.family)
        for name in double if self.by_id else ():
            identity = self.cache[name] = _by_name(name, self.directory)
            if isinstance(identity, Known) and len(name.given.partition(" ")[0].strip(".")) > 1:
                self.spelt[people.folded(str(name))] = identity

    def publication(self, reference: Reference) -> Publication:
        """The paper with each of its authors identified."""
        writers = [each for writer in reference.authors for each in self._apart(writer, reference)]
        authors = (self._author(writer, reference) for writer in writers)
        return Publication(reference, _once_each(tuple(authors)), self._contributors(reference))

    def _contributors(self, reference: Reference) -> tuple[Made, ...]:
        found = ((each, (self._author(w, reference) for w in each.writers)) for each in reference.contributors)
        return tuple(Made(each.role, _once_each(tuple(people)), each.others) for each, people in found)

    def _author(self, writer: Writer, reference: Reference) -> Author:
        bare = not (writer.roles or writer.id or writer.orcid)
        if bare and (known := self.authors.get(writer.name)):
            return known
        identity = self._identity(writer, reference)
        stranger = self.forms and isinstance(identity, Stranger)
        author = Author(self.forms.get(writer.name, writer.name) if stranger else writer.name, identity, writer.roles)
        if bare and not (isinstance(identity, Known) and identity.former):  # on whatever paper
            self.authors[writer.name] = author
        return author

    def _apart(self, writer: Writer, reference: Reference) -> tuple[Writer, ...]:
        """The two people of "Ada Moss, Tom Reed", which BibTeX reads as one, where the roster knows one of them."""
        name = writer.name
        if " " not in name.family or " " not in name.given or name.particle or name.suffix:
            return (writer,)
        two = names.parse(name.family), names.parse(name.given)
        if not any(fit >= Fit.FULL for each in two for fit, _ in self.directory.fits(each)) or self.directory.fits(
            name
        ):
            return (writer,)
        message = f"{reference.key}: “{name.family}, {name.given}” is read as two people, {two[0]} and {two[1]}"
        self.problems.warn("name-list", message, reference.at, "separate names with “and”", reference.key)
        return tuple(replace(writer, name=each) for each in two)

    def _identity(self, writer: Writer, reference: Reference) -> Identity:
        typed = self._typed(writer, reference) if writer.id or writer.orcid else None
        if typed is not None:
            return typed
        known = self.cache.get(writer.name)
        if known is None:
            known = self.cache[writer.name] = self._named(writer.name)
        if isinstance(known, Known) and known.former and _too_late(known.former, reference.date):
            return Stranger()
        return known

    def _named(self, name: Name) -> Identity:
        found = _by_name(name, self.directory)
        if isinstance(found, Known) and (former := people.former_name(name, found.person)):
            return Known(found.person, Evidence.FORMER, former)
        if isinstance(found, Stranger) and self.spelt and " " in name.given:
            same_name = self.spelt.get(people.folded(str(name)))
            return Known(same_name.person, Evidence.DIVIDED) if isinstance(same_name, Known) else found
        return found

    def _typed(self, writer: Writer, reference: Reference) -> Identity | None:
        """Who the entry itself says the author is, if it does."""
        if writer.id == "-":
            return Stranger(said=True)
        if writer.id in self.by_id:
            self._fitting(writer, writer.id, self.by_id[writer.id], reference)
            return Known(self.by_id[writer.id], Evidence.ANNOTATION)
        if writer.id:
            message = f"{reference.key}: nobody on the roster has the id {writer.id}"
            written = "people are written in people.yaml in the file's folder"
            alone = "people.yaml is read for files that begin with `person:`; who it is, is asked of the name alone"
            hint = meant(writer.id, self.by_id) or (written if self.typed else alone)
            report = self.problems.error if self.typed else self.problems.warn
            report("unknown-id", message, place(writer.id, reference.at), hint)
        found = self.directory.by_orcid.get(writer.orcid)
        if found:
            self._fitting(writer, writer.orcid, found, reference)
        return Known(found, Evidence.ORCID) if found else None

    def _fitting(self, writer: Writer, said: str, person: Person, reference: Reference) -> None:
        """Say that an author is annotated with somebody whose name is another; one of another script may be."""
        name = writer.name
        if not names.latin(name) or any(found is person for _, found in self.directory.fits(name)):
            return
        message = f"{reference.key}: {name} is said to be {said}, whose name is {person.name}"
        hint = f"correct the number or the id; if they are one person, add {name} to the aliases of {person.id}"
        self.problems.warn("other-name", message, place(said, reference.at), hint, reference.key, person.id)


def _too_late(former: FormerName, date: Date | None) -> bool:
    """Whether a paper came out so long after a name was given up that somebody else must have it."""
    if former.until is None or date is None:
        return False
    return dates.before(dates.shifted(former.until, _IN_PRESS), date)


def _by_name(name: Name, directory: Directory) -> Identity:
    fits = directory.fits(name)
    best = [person for fit, person in fits if fit == fits[0][0]]
    if not best:
        return Stranger()
    return Known(best[0], _EVIDENCE[fits[0][0]]) if len(best) == 1 else Doubtful(tuple(best))


def _once_each(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """Nobody is on a paper twice: of two names for one person the better founded stays, equals become doubtful."""
    known = [author.identity.person.id for author in authors if isinstance(author.identity, Known)]
    if len(known) == len(set(known)):
        return authors
    counts = Counter(known)
    out = list(authors)
    for identity in (each for each, count in counts.items() if count > 1):
        for number, settled in _settled([i for i, a in enumerate(out) if a.person and a.person.id == identity], out):
            out[number] = replace(out[number], identity=settled)
    return tuple(out)


_ORDER = list(Evidence)


def _settled(places: list[int], authors: list[Author]) -> Iterator[tuple[int, Identity]]:
    """Who each of the names that are taken for one person is; a full name that stands twice counts once."""
    known = [(i, authors[i].identity) for i in places]
    ranked = [(_ORDER.index(identity.evidence), i) for i, identity in known if isinstance(identity, Known)]
    best, first = min(ranked)
    ties = [i for rank, i in ranked if rank == best]
    exact = [i for i in ties if _to_the_letter(authors[i])]
    if len(exact) == 1:
        ties, first = exact, exact[0]
    sure = best < _ORDER.index(Evidence.INITIALS) and len({authors[i].name for i in ties}) == 1
    for rank, i in ranked:
        if rank > best or (sure and i != first):
            yield i, Stranger()
        elif len(ties) > 1 and not sure and isinstance(found := authors[i].identity, Known):
            yield i, Doubtful((found.person,))


def _to_the_letter(author: Author) -> bool:
    """Whether the name is the person's own, particle and all: beside "Ada Lamp", "Ada van Lamp" is somebody else."""
    return author.person is not None and people.folded(str(author.name)) == people.folded(str(author.person.name))


def given_names(roster: tuple[Person, ...]) -> dict[str, str]:
    """The first given names that tell people apart, by id."""
    return people.given_names(roster)


def namesakes(roster: tuple[Person, ...]) -> Iterator[tuple[Person, Person]]:
    """Each two people whose names fit each other by more than initials, in the roster's order."""
    directory = people.directory(roster)
    places = {person.id: i for i, person in enumerate(roster)}
    for person in roster:
        for fit, other in directory.fits(person.name):
            if fit is not Fit.INITIALS and places[other.id] > places[person.id]:
                yield person, other


def misspelt(roster: tuple[Person, ...], papers: tuple[Publication, ...]) -> Iterator[tuple[Person, Name]]:
    """People who have no paper, each with the name of an author on no record that is theirs but for a letter or two."""
    there = {author.person.id for paper in papers for author in paper.everybody if author.person}
    lacking = [person for person in roster if person.id not in there]
    strangers = dict.fromkeys(a.name for paper in papers for a in paper.everybody if a.person is None)
    found = people.slips((person.name for person in lacking), strangers)
    yield from ((person, found[person.name]) for person in lacking if person.name in found)


def owner_missing(publications: tuple[Publication, ...], owner: Person, problems: Problems) -> None:
    """One warning for all papers in somebody's own list that do not have them among their authors."""
    lacking = [each for each in publications if each.authors and not _there(each, owner)]
    hidden = [each for each in lacking if each.reference.others]
    gone = [each for each in lacking if not each.reference.others]
    total = len(publications)
    if gone:
        message = f"{owner.name} is not among the authors of {len(gone)} of {total} papers: {_keys(gone)}"
        problems.warn("owner-missing", message, gone[0].reference.at, _missing_hint(gone[0], owner), owner.id)
    if hidden:
        message = f"{len(hidden)} of {total} papers end with `and others`, where {owner.name} may be: {_keys(hidden)}"
        hint = "write the authors out, or include-me = {yes} in the entry"
        problems.warn("owner-hidden", message, hidden[0].reference.at, hint, owner.id)


def _there(publication: Publication, owner: Person) -> bool:
    return publication.reference.include_me or any(_may_be(author, owner) for author in publication.everybody)


def _keys(papers: list[Publication]) -> str:
    shown = ", ".join(each.key for each in papers[:5])
    return f"{shown} and {len(papers) - 5} more" if len(papers) > 5 else shown


def _missing_hint(publication: Publication, owner: Person) -> str:
    near = people.nearest(owner.name, (author.name for author in publication.everybody))
    fix = f"if it is the same person, add the spelling to aliases of {owner.id} in people.yaml"
    if near and not owner.at:
        fix = f"if it is the same person, say --owner '{owner.name}={near}'"
    return (
        f"the nearest author of {publication.key} is {near}; {fix}" if near else "check that these papers belong here"
    )


def _may_be(author: Author, person: Person) -> bool:
    match author.identity:
        case Known(found):
            return found.id == person.id
        case Doubtful(candidates):
            return person in candidates
        case Stranger():
            return False
