"""What every part of a document is arranged from: the file, the recipe, and everything on record."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from cvgen.arrange.dating import Dating
from cvgen.arrange.facts import Facts, Named, Value
from cvgen.cite.venue import best_url
from cvgen.identify import Publication
from cvgen.model import names, slugs, variants, wide
from cvgen.model.content import CvFile, Project
from cvgen.model.dates import Date, before
from cvgen.model.errors import Problems
from cvgen.model.facts import Award, Grant, Group, Job, Organization, Person, Records, Roster, Talk, Venue
from cvgen.model.formats import Format
from cvgen.model.locale import Locale
from cvgen.model.recipe import EntryPattern, Recipe
from cvgen.model.record import Record, field
from cvgen.model.registry import Registry
from cvgen.model.subject import Subject
from cvgen.model.text import Icon, Inline, join, plain


class Scene(Record, dict=True):
    """One document in the making, with the publications that it asks for as a whole; nothing here is printed yet."""

    file: CvFile
    subject: Subject
    name: str
    recipe: Recipe
    registry: Registry
    publications: tuple[Publication, ...]
    by_key: Mapping[str, Publication]
    patterns: dict[str, EntryPattern]
    as_of: Date
    format: Format
    problems: Problems
    pages: Mapping[str, str] = field(default_factory=dict)
    given_names: Mapping[str, str] = field(default_factory=dict)
    back: str = ""
    locale: Locale = field(default_factory=Locale)

    @property
    def roster(self) -> Roster:
        """Everybody in people.yaml."""
        return self.registry.roster

    @property
    def records(self) -> Records:
        """All of records.yaml."""
        return self.registry.records

    @property
    def person(self) -> Person | None:
        """Whose document this is, or who speaks; None where it is a group's or a project's."""
        return self.subject.person

    @cached_property
    def dating(self) -> Dating:
        """The document's date style."""
        return Dating.of(self.locale).over(self.recipe.dates)

    def shows(self, only: tuple[str, ...]) -> bool:
        """Whether something private to formats or documents may stand here."""
        return not only or self.format.name in only or self.name in only

    @property
    def on_paper(self) -> bool:
        """Whether it is read on paper."""
        return self.format.on_paper

    @property
    def abroad(self) -> bool:
        """Whether texts may stand here that the document's language lacks."""
        texts = (prose for each in (self.file, self.roster, self.records) for prose in each.texts)
        return any(prose.lang and prose.lang != self.recipe.lang for prose in texts)

    def named(self, identity: str) -> Named | None:
        """What `[@id]` stands for: a person's full name, a paper's or talk's title, an award's or grant's name."""
        match self.registry.by_id.get(identity):
            case Person() as person:
                return (names.printed(person.name, names.NameForm.FULL, person.full),), self.url(person)
            case Organization() as organization:
                return variants.inline(organization.name), organization.url
            case Group() as group:
                return variants.inline(group.full or group.name), group.url
            case Venue() as venue:
                return variants.inline(venue.full), ""
            case Talk(title=title) | Grant(title=title) | Award(name=title):
                return (plain(title),), ""
        publication = self.by_key.get(identity)
        return (publication.reference.title, best_url(publication.reference)) if publication else None

    def url(self, person: Person) -> str:
        """Where a person's name leads: their own page beside this one, else their site."""
        return slugs.beside(self.pages[person.id]) if person.id in self.pages else person.url

    def ids(self) -> tuple[str, ...]:
        """Everything that may be mentioned."""
        return (*self.registry.by_id, *self.by_key)

    def jobs(self, person: Person | None = None) -> Iterator[Job]:
        """The positions held on the document's date, by whom it is about or somebody else."""
        person = person or self.person
        for job in person.positions if person else ():
            started = not job.start_date or not before(self.as_of, job.start_date)
            if started and not (job.end_date and before(job.end_date, self.as_of)):
                yield job

    @cached_property
    def facts(self) -> Facts:
        """What texts of this document may ask for, the legend not yet."""
        return Facts(dict(self._values()), self.named, self.ids, self.dating, self.problems)

    def _values(self) -> Iterator[tuple[str, Value]]:
        person, name = self.person, self.subject.name
        yield "name", name
        yield "name.family", f"{person.name.particle} {person.name.family}".strip() if person else name
        yield "title", person.title if person else ""
        yield "as_of", self.as_of
        yield "year", self.as_of.year
        yield from self._job_values()
        for name, metric in person.metrics if person else ():
            yield f"metrics.{name}", metric.value
            yield f"metrics.{name}.source", metric.source
            if metric.as_of:
                yield f"metrics.{name}.as_of", metric.as_of
        yield from self._counts()
        if self.subject.project:
            yield "topics", topic_legend(self.subject.project)
        if sponsors := tuple(self.sponsors()):
            yield "sponsors", self.locale.listed(sponsors)

    def sponsors(self) -> Iterator[str]:
        """Who gives money: the list of the page, then the funders of grants held by the subject, each once."""
        given = (grant for grant in self.records.grants if not grant.pending)
        grants = [grant.funder for grant in given if self.subject.members & set(grant.to)]
        yield from dict.fromkeys(self.long_name(each) for each in (*self.file.cv.sponsors, *grants))

    def _job_values(self) -> Iterator[tuple[str, Value]]:
        for job in list(self.jobs())[:1]:
            yield "position", job.position
            yield "organization", self.long_name(job.organization)
            yield "department", self.formal_name(job.department)
            yield "positions", self.locale.listed(self._job_text(job) for job in self.jobs())

    def _job_text(self, job: Job) -> str:
        """A position in a sentence: "Assistant Professor at the Department of …, Michigan State University"."""
        where = wide.words((self.formal_name(job.department), self.long_name(job.organization)), self.locale)
        return self.locale.phrase("titles.position", job.position, where) if where else job.position

    def long_name(self, text: str) -> str:
        """An organisation's name where the text is its id, that of whatever else has the id, else the text."""
        if text in self.registry.organizations:
            return self.registry.organizations[text].name
        named = self.named(text) if text else None
        return plain(named[0]) if named else text

    def formal_name(self, text: str) -> str:
        """An organisation's name spelt out for announcements: "Department of Computer Science and Engineering"."""
        found = self.registry.organizations.get(text)
        return (found.formal or found.name) if found else self.long_name(text)

    def short_name(self, text: str) -> str:
        """An organisation's short name where the text is its id."""
        found = self.registry.organizations.get(text)
        return (found.short or found.name) if found else self.long_name(text)

    def _counts(self) -> Iterator[tuple[str, Value]]:
        members = self.subject.members
        own = [p for p in self.publications if any((who := a.person) and who.id in members for a in p.everybody)]
        own = [p for p in own if not p.reference.date or not before(self.as_of, p.reference.date)]
        published = [p for p in own if not p.reference.status]
        first = [p for p in published if any((who := a.person) and who.id in members for a in p.authors[:1])]
        yield "publications.count", len(own)
        yield "publications.published", len(published)
        yield "publications.first_authored", len(first)
        for kind in sorted({p.reference.type for p in self.by_key.values()}):
            yield f"publications.{kind}", sum(p.reference.type == kind for p in own)


def topic_legend(project: Project) -> Inline:
    """What the signs of a project's topics mean: "○ Lifelong Learning; ◆ Robustness"."""
    return join(((Icon(each.icon, ""), f" {each.label}") for each in project.topics), "; ")
