"""Which publications a section wants, in what order."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from cvgen.identify import Author, Publication
from cvgen.model import dates
from cvgen.model.choices import SortOrder
from cvgen.model.content import Cv, PublicationGroup
from cvgen.model.dates import Date
from cvgen.model.errors import Problems, meant
from cvgen.model.facts import Person
from cvgen.model.locale import Locale
from cvgen.model.query import Query
from cvgen.model.record import Record, field
from cvgen.model.text import plain


class Chosen(Record):
    """The publications of one group of a section, in print order."""

    section: str
    group: PublicationGroup
    publications: tuple[Publication, ...]


class Wanted(Record):
    """What a document as a whole asks for: its date, its name, what all its lists have, when the rank began."""

    as_of: Date
    where: Query | None = None
    rank: Date | None = None
    document: str = ""
    locale: Locale = field(default_factory=Locale)


def rank(owner: Person | None, as_of: Date) -> Date | None:
    """When a person's rank began: the first position, in the roster's order, that is held on the day."""
    held = (
        job.start_date
        for job in (owner.positions if owner else ())
        if not (job.end_date and dates.before(job.end_date, as_of))
        and job.start_date
        and not dates.before(as_of, job.start_date)
    )
    return next(held, None)


def publications(cv: Cv, pool: tuple[Publication, ...], wanted: Wanted, problems: Problems) -> tuple[Chosen, ...]:
    """What each publication group of each section shows, of those that the document asks for."""
    chooser = _Chooser(index(pool), wanted, problems)
    return tuple(
        Chosen(title, group, chooser.chosen(group)) for title, section in cv.sections for group in section.publications
    )


def asked(pool: tuple[Publication, ...], wanted: Wanted) -> tuple[Publication, ...]:
    """All publications that the document as a whole asks for, in whatever list they stand."""
    if not wanted.where:
        return pool
    chooser = _Chooser(index(pool), wanted, Problems())
    return tuple(each for each in pool if chooser.fits(each, wanted.where))


class Index(Record):
    """Publications by each of their keys, and the places of each person's by id."""

    pool: tuple[Publication, ...]
    by_key: Mapping[str, Publication]
    by_author: Mapping[str, list[int]]

    def having(self, authors: Iterable[str]) -> tuple[Publication, ...]:
        """The publications that one of these people has a part in, as they come."""
        places = {place for author in authors for place in self.by_author.get(author.casefold(), ())}
        return tuple(self.pool[place] for place in sorted(places))


_indices: list[Index] = []


def index(pool: tuple[Publication, ...]) -> Index:
    """The index of these publications, made once for all documents that choose from them."""
    found = next((each for each in _indices if each.pool is pool), None)
    if found is None:
        by_key = {key: each for each in pool for key in (*each.reference.aliases, each.key)}
        by_author: dict[str, list[int]] = {}
        for place, paper in enumerate(pool):
            for identity in set(map(str.casefold, _people(paper.everybody))):
                by_author.setdefault(identity, []).append(place)
        found = Index(pool, by_key, by_author)
        _indices[:] = [*_indices[-1:], found]
    return found


class _Chooser(Record):
    index: Index
    wanted: Wanted
    problems: Problems

    @property
    def as_of(self) -> Date:
        """The document's date."""
        return self.wanted.as_of

    @property
    def where(self) -> Query | None:
        """What holds for all lists."""
        return self.wanted.where

    @property
    def by_key(self) -> Mapping[str, Publication]:
        return self.index.by_key

    def chosen(self, group: PublicationGroup) -> tuple[Publication, ...]:
        found = tuple(self._selected(group)) if group.select is not None else self._pool(group.where)
        if group.where:
            found = tuple(each for each in found if self.fits(each, group.where))
        if self.where:
            found = tuple(each for each in found if self.fits(each, self.where))
        order = group.order or (SortOrder.NEWEST if group.select is None else SortOrder.GIVEN)
        ordered = self._ordered(found, order)
        self._report(group, ordered)
        return ordered[: group.latest] if group.latest else ordered

    def _in_rank(self, date: Date) -> bool:
        """Whether a paper of that date may be of the owner's rank."""
        return self.wanted.rank is None or not dates.before(date, self.wanted.rank)

    def _pool(self, query: Query | None) -> tuple[Publication, ...]:
        """All publications among which some may be what a list asks for."""
        authors = (query.author or query.first_author) if query else ()
        return self.index.having(authors) if authors else self.index.pool

    def _report(self, group: PublicationGroup, found: tuple[Publication, ...]) -> None:
        """Say what a list asks for in vain: keys to leave out that no paper has, or papers that are not there."""
        if self.problems.incomplete:
            return
        for key in (key for query in (group.where, self.where) if query for key in query.exclude):
            if key not in self.by_key:
                message = f"no publication has the key {key}, which is to be left out"
                self.problems.error("unknown-key-selected", message, group.at, meant(key, self.by_key))
        asked = group.where or self.where
        if asked and asked.in_rank is not None:
            self._report_rank(group, found)
        if (group.at or self.where) and group.select is None and not found and not self.problems.errors:
            hint = "look at the keys under where:" if asked else "the bibliography is empty"
            if asked and asked == Query(author=asked.author):
                hint = f"no paper here is by {' or '.join(asked.author)}"
            lacks = f", in the document {self.wanted.document}" if self.where else ""
            message = f"no publication is what this list asks for{lacks}"
            self.problems.warn("nothing-selected", message, group.at, hint)

    def _report_rank(self, group: PublicationGroup, found: tuple[Publication, ...]) -> None:
        """Say what is not known of a rank: that there is one, or whether a paper of a year alone belongs to it."""
        began = self.wanted.rank
        if began is None:
            hint = "add positions: with start_date: to the person in people.yaml"
            message = "in_rank: needs a position that the owner holds on the document's date"
            self.problems.error("no-rank", message, group.at, hint)
            return
        dated = ((each, each.reference.date) for each in found)
        unsure = [e.key for e, date in dated if date and began.month and date.year == began.year and not date.month]
        if unsure:
            message = f"papers of {began.year} without a month, counted in the rank that began in {began}"
            hint = "write date = {2024-05}"
            self.problems.warn("window-unsure", f"{message}: {', '.join(unsure)}", group.at, hint, *unsure)

    def _selected(self, group: PublicationGroup) -> Iterator[Publication]:
        seen: set[str] = set()
        for word in group.select or ():
            found = self.by_key.get(word.text)
            if found and found.key in seen:
                self.problems.warn(
                    "selected-twice", f"{word.text} stands in this list already", word.at, "keep one", word.text
                )
            elif found:
                seen.add(found.key)
                yield found
            elif not self.problems.incomplete:
                hint = meant(word.text, self.by_key, "keys of the bibliography") or "the bibliography is empty"
                self.problems.error("unknown-key-selected", f"no publication has the key {word.text}", word.at, hint)

    def _ordered(self, found: tuple[Publication, ...], order: SortOrder) -> tuple[Publication, ...]:
        if order is SortOrder.GIVEN:
            return found
        if order is SortOrder.TITLE:
            return self.wanted.locale.ordered(found, lambda each: plain(each.reference.title), self.problems)
        return tuple(sorted(found, key=self._date_key, reverse=order is SortOrder.NEWEST))

    def _date_key(self, publication: Publication) -> tuple[int, int, int]:
        return (publication.reference.date or self.as_of).key()

    def fits(self, publication: Publication, query: Query) -> bool:
        """Whether a publication is what a query asks for."""
        reference = publication.reference
        date = reference.date or self.as_of
        since = dates.begun(query.since, self.as_of)
        return (
            _any(query.keywords, reference.keywords)
            and _any(query.type, (reference.kind, reference.type))
            and (not query.venue or _any(query.venue, (reference.venue_id, plain(reference.venue))))
            and _any(query.status, (reference.status,))
            and (not query.author or _any(query.author, _people(publication.everybody)))
            and (not query.first_author or _any(query.first_author, _people(publication.authors[:1])))
            and not (since and dates.before(date, since))
            and not (query.until and dates.before(query.until, date))
            and query.selected in (None, reference.selected)
            and query.published in (None, not reference.status)
            and (query.in_rank is None or query.in_rank == self._in_rank(date))
            and (not query.exclude or not {publication.key, *reference.aliases} & {*query.exclude})
        )


def _people(authors: Iterable[Author]) -> Iterator[str]:
    """The ids of those who are known."""
    return (who.id for author in authors if (who := author.person))


def _any(wanted: tuple[str, ...], there: Iterable[str]) -> bool:
    """Whether one of the wanted words is there; wanting nothing fits everything."""
    return not wanted or not _folded(wanted).isdisjoint(map(str.casefold, there))


@lru_cache(64)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(str.casefold, words))
