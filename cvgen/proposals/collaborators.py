"""A person's file on a date -> the rows of NSF's Collaborators and Other Affiliations, each with its reason.

Nobody is left out: who has no affiliation, initials only or no certain date is a row, and is named in a problem.

The tables, their letters and their windows are NSF's (Collaborators and Other Affiliations Information, template of
2023): 1 oneself, 12 months; 2 family and business ties; 3 PhD advisors (G) and advisees (T), for ever; 4 co-authors (A)
and collaborators (C), 48 months; 5 editors (B) and co-editors (E), 24 months. Months are calendar months, counted back
from the day of the proposal.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from cvgen.identify import Author, Doubtful, Publication
from cvgen.identify.everybody import Met, everybody, finder
from cvgen.loading import Loaded
from cvgen.model import dates, names
from cvgen.model.choices import Editorship, Taken
from cvgen.model.dates import Date
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.facts import Grant, Job, Person, Relation
from cvgen.model.names import Name
from cvgen.model.record import Record, Struct, field, replace
from cvgen.model.reference import Writer
from cvgen.model.regex import lazy
from cvgen.model.text import Mention, Written, plain

OWN, COLLABORATION, EDITING, OLD = 12, 48, 24, 24
LONGEST = 255
_ADVISED = "student"


class Row(Record):
    """A line of a table. `extra` is what the table's own column says: a relationship, a journal; `why` is for review.

    `source` tells where the affiliation is from: "roster", "2024-05-01" (an earlier list), "" where there is none.
    """

    table: int
    letter: str
    name: Name
    affiliation: str = ""
    extra: str = ""
    last: Date | None = None
    why: tuple[str, ...] = ()
    source: str = ""
    orcid: str = ""
    person: str = ""

    @property
    def listed(self) -> str:
        """The name as the form wants it: "de la Cruz, Ana, M."."""
        family = " ".join(part for part in (self.name.particle, self.name.family, self.name.suffix) if part)
        first, _, middle = self.name.given.partition(" ")
        return ", ".join(part for part in (family, first, names.initials(middle)) if part)


class Previous(Record):
    """An earlier list: its rows, and the day that it was saved."""

    rows: tuple[Row, ...] = ()
    saved: Date | None = None


class _Collected(Struct):
    """Somebody and all that makes them a collaborator."""

    name: Name
    person: Person | None = None
    orcid: str = ""
    affiliation: str = ""
    papers: list[str] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)
    grants: list[str] = field(default_factory=list)
    last: Date | None = None

    def seen(self, day: Date) -> None:
        """Keep the latest day."""
        if self.last is None or self.last.key() < day.key():
            self.last = day


def rows(loaded: Loaded, as_of: Date, previous: Previous, problems: Problems) -> tuple[Row, ...]:
    """All rows of the five tables, each table in the order of names. CvgenError for a file that is no person's."""
    if loaded.subject.person is None:
        problems.error("no-person", "this is no person's file", loaded.file.at, "name a file with person:")
        raise CvgenError
    listing = _Listing(loaded.subject.person, loaded, as_of, _Strangers.of(loaded.publications), problems)
    found = [*listing.own(), *listing.ties(), *listing.advised(), *listing.collaborators(), *listing.editors()]
    earlier = _Earlier.of(previous)
    known = [earlier.completed(row) for row in found]
    _told(known, as_of, problems)
    return tuple(sorted(known, key=lambda row: (row.table, row.letter, row.listed.casefold())))


def window(as_of: Date, months: int) -> Date:
    """The first day of a window of calendar months that ends on a day."""
    return dates.shifted(as_of, -months)


class _Listing(Record):
    """The tables of one owner."""

    owner: Person
    loaded: Loaded
    as_of: Date
    strangers: "_Strangers"
    problems: Problems

    def own(self) -> Iterator[Row]:
        """Table 1: oneself, at each place of the last twelve months."""
        row = self._of(self.owner, Row(1, "", self.owner.name))
        start = window(self.as_of, OWN)
        jobs = [job for job in self.owner.positions if not (job.end_date and dates.before(job.end_date, start))]
        for job in jobs:
            last = job.end_date if job.end_date and dates.before(job.end_date, self.as_of) else None
            yield replace(row, affiliation=self._place(job), last=last, why=(job.position,))
        if not jobs:
            yield replace(row, why=("no position on the roster",))

    def ties(self) -> Iterator[Row]:
        """Table 2, as the file says."""
        for tie in self.loaded.file.coa.ties:
            extra = "; ".join(part for part in (tie.relationship, tie.detail) if part)
            row = self._named(tie.name, Row(2, "R:", self.owner.name, last=tie.last, why=(tie.relationship,)))
            yield replace(row, affiliation=extra, source="")

    def advised(self) -> Iterator[Row]:
        """Table 3: whose student one was, and who was one's student."""
        for relation in (each for each in self.owner.relations if each.as_ == _ADVISED):
            if advisor := self.loaded.registry.people.get(relation.of):
                yield self._of(advisor, Row(3, "G:", advisor.name, why=(_time("student of", relation),)))
        for person in self.loaded.roster.people:
            for relation in (each for each in person.relations if each.as_ == _ADVISED and each.of == self.owner.id):
                yield self._of(person, Row(3, "T:", person.name, why=(_time("student", relation),)))

    def collaborators(self) -> Iterator[Row]:
        """Table 4: who wrote with the owner, or holds a grant with the owner, within the window."""
        found: dict[str, _Collected] = {}
        for paper in self._papers():
            self._take(paper, found)
        for grant in self.loaded.registry.of(Grant).values():
            self._take_grant(grant, found)
        for each in found.values():
            volumes = (f"edited {key}" for key in each.volumes)
            reasons = (*each.papers, *volumes, *(f"grant {grant}" for grant in each.grants))
            letter = "A:" if each.papers else "C:"
            row = Row(4, letter, each.name, last=each.last, why=reasons, orcid=each.orcid)
            known = self._of(each.person, row) if each.person else row
            yield replace(known, affiliation=known.affiliation or each.affiliation)

    def editors(self) -> Iterator[Row]:
        """Table 5, within its window: as the file says, and with whom the owner edited volumes."""
        start = window(self.as_of, EDITING)
        for paper in self.loaded.publications:
            date = paper.reference.date
            for author in self._fellow_editors(paper) if date and not dates.before(date, start) else ():
                row = Row(5, "E:", author.name, extra=plain(paper.reference.title), why=(f"edited {paper.key}",))
                row = replace(row, last=_last_day(date, self.as_of))
                yield self._of(author.person, row) if author.person else row
        for editor in self.loaded.file.coa.editors:
            if editor.last and dates.before(editor.last, start):
                continue
            letter = "B:" if editor.as_ is Editorship.BOARD else "E:"
            row = self._named(editor.name, Row(5, letter, self.owner.name, last=editor.last, why=(editor.journal,)))
            yield replace(row, extra=editor.journal, affiliation=editor.affiliation or row.affiliation)

    def _papers(self) -> Iterator[Publication]:
        """The owner's papers that may be in the window; what is not certain is said and stays."""
        start = window(self.as_of, COLLABORATION)
        undated, unsure = [], []
        for paper in self.loaded.publications:
            if not any(author.person and author.person.id == self.owner.id for author in paper.everybody):
                continue
            date = paper.reference.date
            if date and dates.before(date, start):
                continue
            if date is None:
                undated.append(paper)
            elif not date.month and date.year == start.year:
                unsure.append(paper)
            yield paper
        for papers, message in (
            (undated, "without a date, and so counted as collaborations that go on"),
            (unsure, f"of {start.year} without a month; the window begins on {start}, and they are counted"),
        ):
            if papers:
                keys = ", ".join(paper.key for paper in papers)
                at = papers[0].reference.at
                self.problems.warn("window-unsure", f"papers {message}: {keys}", at, "write date = {2024-05}", keys)

    def _take(self, paper: Publication, found: dict[str, _Collected]) -> None:
        """Everybody of a paper who counts: its authors if the owner is one of them, its editors alike."""
        day = _last_day(paper.reference.date, self.as_of)
        for place in self._counted(paper):
            author = paper.authors[place]
            if isinstance(author.identity, Doubtful):
                who = " or ".join(person.id for person in author.identity.candidates)
                message = f"{paper.key}: {author.name} may be {who}, and is listed as somebody of that name"
                hint = f"author+an:id = {{{place + 1}=…}} in the entry says who it is"
                self.problems.warn("doubtful-person", message, paper.reference.at, hint, paper.key)
            each = self._collected(author, _writer(author, paper), found)
            each.papers.append(paper.key)
            each.seen(day)
        for author in self._fellow_editors(paper):
            each = self._collected(author, Writer(author.name), found)
            each.volumes.append(paper.key)
            each.seen(day)

    def _collected(self, author: Author, writer: Writer, found: dict[str, _Collected]) -> _Collected:
        """What is known already of somebody who collaborates."""
        if author.person:
            return found.setdefault(author.person.id, _Collected(author.person.name, author.person))
        met = self.strangers.who(writer)
        return found.setdefault(f"met {met.name}", _Collected(met.name, orcid=writer.orcid))

    def _fellow_editors(self, paper: Publication) -> list[Author]:
        """With whom the owner edited a volume."""
        editors = next((made.people for made in paper.contributors if made.role == "editor"), ())
        others = [each for each in editors if not (each.person and each.person.id == self.owner.id)]
        return others if len(others) < len(editors) else []

    def _counted(self, paper: Publication) -> list[int]:
        """The places of the authors who count: all but the owner, or of a long list those that the file says."""
        rules = self.loaded.file.coa
        own = [i for i, author in enumerate(paper.authors) if author.person and author.person.id == self.owner.id]
        others = [i for i in range(len(paper.authors)) if i not in own] if own else []
        if not rules.over or len(paper.authors) <= rules.over or rules.take is Taken.ALL:
            return others
        taken = [i for i in others if i + 1 in own or i - 1 in own] if rules.take is Taken.NEIGHBOURS else []
        message = f"{paper.key} has {len(paper.authors):,} authors; {len(taken)} of them are listed ({rules.take})"
        self.problems.warn("long-list", message, paper.reference.at, "coa: {over: …, take: …} decides", paper.key)
        return taken

    def _take_grant(self, grant: Grant, found: dict[str, _Collected]) -> None:
        """Who holds a grant with the owner that has not ended before the window."""
        if self.owner.id not in grant.to or (
            grant.end_date and dates.before(grant.end_date, window(self.as_of, COLLABORATION))
        ):
            return
        day = _last_day(grant.end_date, self.as_of)
        people = [person for each in grant.to if (person := self.loaded.registry.people.get(each))]
        for person in (each for each in people if each.id != self.owner.id):
            self._held(found.setdefault(person.id, _Collected(person.name, person)), grant, day)
        for written in grant.with_:
            each = self._together(written, found)
            self._held(each, grant, day)

    def _together(self, written: Written, found: dict[str, _Collected]) -> _Collected:
        """Whom a grant is held with: "[@ada-moss] (Quay State)", or a name that is on no roster, with the place."""
        mentioned = next((node.id for node in written if isinstance(node, Mention)), "")
        person = self.loaded.registry.people.get(mentioned)
        text, _, place = plain(tuple(node for node in written if isinstance(node, str))).partition("(")
        name = person.name if person else self.strangers.who(Writer(names.parse(text))).name
        each = found.setdefault(person.id if person else f"met {name}", _Collected(name, person))
        each.affiliation = each.affiliation or place.rstrip(") ")
        return each

    @staticmethod
    def _held(each: _Collected, grant: Grant, day: Date) -> None:
        each.grants.append(grant.id)
        each.seen(day)

    def _named(self, text: str, row: Row) -> Row:
        """The row for somebody whom the file names, by an id or in full."""
        person = self.loaded.registry.people.get(text)
        return self._of(person, row) if person else replace(row, name=names.parse(text))

    def _of(self, person: Person, row: Row) -> Row:
        """The row with what the roster knows of a person."""
        place = self._affiliation(person)
        source = "roster" if place else ""
        return replace(row, name=person.name, affiliation=place, source=source, orcid=person.orcid, person=person.id)

    def _affiliation(self, person: Person) -> str:
        """Where a person is on the day, by the roster."""
        held = [job for job in person.positions if not (job.end_date and dates.before(job.end_date, self.as_of))]
        begun = [job for job in held if not (job.start_date and dates.before(self.as_of, job.start_date))]
        return self._place(begun[0]) if begun else person.affiliation

    def _place(self, job: Job) -> str:
        """The organisation of a position, in its long name."""
        known = self.loaded.registry.organizations.get(job.organization)
        return known.name if known else job.organization


class _Strangers(Record):
    """Who is not on the roster, with all their spellings taken for one person where that is sure."""

    by_name: Mapping[Name, Met]
    by_orcid: Mapping[str, Met]

    @classmethod
    def of(cls, papers: Iterable[Publication]) -> "_Strangers":
        """Everybody who is not known, of all papers, so that the fullest spelling is found outside of a window too."""
        unknown = [
            replace(paper.reference, authors=tuple(_writer(a, paper) for a in paper.everybody if a.person is None))
            for paper in papers
        ]
        met = everybody(unknown)
        return cls(
            {name: each for each in reversed(met) for name in each.spellings},
            {orcid: each for each in reversed(met) for orcid in each.orcids},
        )

    def who(self, writer: Writer) -> Met:
        """The one that a writer is."""
        return self.by_orcid.get(writer.orcid) or self.by_name.get(writer.name) or Met(writer.name)


def _writer(author: Author, paper: Publication) -> Writer:
    """The author as the entry has them, with an ORCID where it says one."""
    return next((each for each in paper.reference.authors if each.name == author.name), Writer(author.name))


class _Earlier(Record):
    """An earlier list, to be asked for affiliations."""

    rows: Mapping[Name, Row]
    find: Callable[[Name], Name | None]
    saved: Date | None

    @classmethod
    def of(cls, previous: Previous) -> "_Earlier":
        """The rows of tables 3 to 5, by name; the last of one name counts."""
        rows = {row.name: row for row in previous.rows if row.table > 2 and row.affiliation}
        return cls(rows, finder(rows), previous.saved)

    def completed(self, row: Row) -> Row:
        """The row, with the affiliation of the earlier list where it has none."""
        found = self.find(row.name) if not row.affiliation and row.table > 2 else None
        if found is None:
            return row
        return replace(row, affiliation=self.rows[found].affiliation, source=str(self.saved or "an earlier list"))


def _last_day(date: Date | None, as_of: Date) -> Date:
    """The last day that a date may be, and no later than the list: 2024-05 is 2024-05-31."""
    if date is None:
        return as_of
    last = dates.last_day(date)
    return as_of if dates.before(as_of, last) else last


def _time(word: str, relation: Relation) -> str:
    """A relation's time in words: "student, 2021–2025"."""
    if not relation.start_date and not relation.end_date:
        return word
    return f"{word}, {relation.start_date or ''}–{relation.end_date or ''}"


# A house number and a street, or a box: the form wants a place and no street address.
_STREET = lazy(r"\b\d+\s+\w+.*\b(?:st(?:reet)?|ave(?:nue)?|road|rd|blvd|lane|drive)\b|\bP\.?\s?O\.? Box", re.IGNORECASE)
# For each fault of a row: what is said of those who have it, and what to do.
_FAULTS: dict[str, tuple[str, str]] = {
    "no-affiliation": ("no affiliation", "--to-roster prints what to add to people.yaml; --previous reads an old list"),
    "initials-only": ("initials alone", "the form wants first names: add these people to people.yaml"),
    "old-affiliation": (f"an affiliation older than {OLD} months", "look it up, and add these people to people.yaml"),
    "long-affiliation": (f"an affiliation of more than {LONGEST} characters", "the form takes no more: shorten it"),
    "street-address": ("a street address as affiliation", "the form wants the organisation, at most with its place"),
}


def _told(found: Iterable[Row], as_of: Date, problems: Problems) -> None:
    """Name everybody whose row somebody must look at, a problem for each fault."""
    named: dict[str, list[str]] = {code: [] for code in _FAULTS}
    for row in found:
        for code in _faults(row, as_of):
            named[code].append(f"{row.listed} (table {row.table})")
    for code, who in named.items():
        if who:
            has, hint = _FAULTS[code]
            each = tuple(dict.fromkeys(who))
            problems.warn(code, f"{len(each)} with {has}: {'; '.join(each)}", None, hint, *each)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _faults(row: Row, as_of: Date) -> Iterator[str]:
    if row.table != 2 and not row.affiliation:
        yield "no-affiliation"
    if row.name.given and _letters(names.initials(row.name.given)) == _letters(row.name.given):
        yield "initials-only"
    saved = dates.parse(row.source)
    if saved and dates.before(saved, window(as_of, OLD)):
        yield "old-affiliation"
    if len(row.affiliation) > LONGEST:
        yield "long-affiliation"
    if row.table != 2 and _STREET.search(row.affiliation):
        yield "street-address"
