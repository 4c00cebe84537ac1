"""Marked publications and a recipe -> Document: sections, labels, computed text, the legend of what was printed."""

from collections.abc import Iterator, Mapping
from itertools import chain

from cvgen.arrange import blocks, header, legend, publications, typography, works
from cvgen.arrange.entries import Maker
from cvgen.arrange.facts import Facts
from cvgen.arrange.publications import Lister, Numbering
from cvgen.arrange.scene import Scene
from cvgen.cite import Citer
from cvgen.mark import Marked
from cvgen.model import names, slugs
from cvgen.model.choices import Grouping
from cvgen.model.content import EntryGroup, PublicationGroup, shown
from cvgen.model.content import WrittenSection as Content
from cvgen.model.document import Document, Line, Listing, Section
from cvgen.model.entry import FullEntry
from cvgen.model.facts import Group
from cvgen.model.recipe import EntryPattern
from cvgen.model.record import Record, replace
from cvgen.model.text import Inline, Link, Written, plain
from cvgen.select import Chosen

__all__ = ["Arranger", "Scene"]


class Arranger(Record):
    """Everything that has been chosen, marked and prepared for one document."""

    scene: Scene
    chosen: tuple[Chosen, ...]
    marked: Mapping[str, Marked]
    citers: Mapping[str, Citer]

    def document(self) -> Document:
        """The document, as it is set. The legend is made of the marks that the author lists print."""
        scene = self.scene
        shown = tuple(self._shown())
        told = legend.told_by(content for _, content in shown)
        worded = legend.complete(scene.recipe, scene.subject, told, scene.locale)
        facts = replace(scene.facts, legend=legend.legend(worded, self.roles, scene.facts))
        head = header.header(scene)
        made = Document(
            title=plain(facts.inline(scene.recipe.title)) or header.window_title(scene, head),
            author=scene.subject.name,
            name=scene.subject.name,
            header=head,
            sections=tuple(self._filled(self._legended(tuple(self._sections(shown, facts)), shown, facts), shown)),
            as_of=str(scene.as_of),
            style=scene.recipe.style.text,
            look=scene.recipe.look,
            lang=scene.recipe.lang,
            locale=scene.locale,
            page=scene.recipe.paper,
            max_pages=scene.recipe.max_pages,
            limits=scene.recipe.limits,
            description=header.description(scene, head),
            kind=scene.subject.kind,
            url=scene.subject.url,
            people=tuple(self._people()),
            back=(Link(slugs.beside(scene.back), (scene.locale["titles.back"],)),) if scene.back else (),
            event=header.event(scene),
        )
        apart = scene.locale.right_to_left
        return typography.typeset(made, paper=scene.on_paper, foreign=scene.abroad, apart=apart)

    def entries(self) -> Iterator[tuple[FullEntry, EntryPattern]]:
        """Each entry of the sections that the document shows, with the pattern that prints it."""
        maker = Maker(self.scene, self.scene.facts, self.scene.dating)
        for _, content in self._shown():
            shown = (group.entries for group in content.groups if self.scene.shows(group.only))
            for entry in maker.full(chain(content.entries, *shown)):
                yield entry, maker.shape(entry)

    def _people(self) -> Iterator[tuple[str, str]]:
        """The members who have papers here, by name."""
        there = {a.person.id: a.person for each in self.marked.values() for a in each.everybody if a.person}
        members = [there[identity] for identity in there if identity in self.scene.subject.members]
        for person in self.scene.locale.ordered(
            members, lambda each: f"{each.name.family}, {each.name.given}", self.scene.problems
        ):
            yield person.id, names.printed(person.name, names.NameForm.FULL, person.full)

    def _shown(self) -> Iterator[tuple[str, Content]]:
        """The sections that this document shows, in its order."""
        all_sections = dict(self.scene.file.cv.sections)
        for name in shown(self.scene.file.cv, self.scene.recipe):
            if self.scene.shows(all_sections[name].only):
                yield name, all_sections[name]

    def _legended(
        self, sections: tuple[Section, ...], shown: tuple[tuple[str, Content], ...], facts: Facts
    ) -> tuple[Section, ...]:
        """The sections with the legend before the first publications, unless the user placed it."""
        contents = [content for _, content in shown]
        if not facts.legend or legend.placed(contents):
            return sections
        first = next(i for i, each in enumerate(contents) if each.publications and not _empty(sections[i]))
        section = replace(sections[first], intro=(*sections[first].intro, Line(facts.legend)))
        return (*sections[:first], section, *sections[first + 1 :])

    @property
    def roles(self) -> frozenset[str]:
        """The roles whose marks stand somewhere on the page."""
        return frozenset(self._printed_roles())

    def _printed_roles(self) -> Iterator[str]:
        names = {name for name, _ in self._shown()}
        for chosen in (each for each in self.chosen if each.section in names):
            citer = self._citer(chosen.group)
            for publication in chosen.publications:
                yield from citer.roles(self.marked[publication.key])

    def _sections(self, shown: tuple[tuple[str, Content], ...], facts: Facts) -> Iterator[Section]:
        used: set[str] = set()
        for name, content in shown:
            yield self._section(name, content, facts, used)

    def _filled(self, sections: tuple[Section, ...], shown: tuple[tuple[str, Content], ...]) -> Iterator[Section]:
        """The sections with something under their heading; of the others that is said."""
        for section, (name, content) in zip(sections, shown, strict=True):
            parts = [f"{plain(title)} in {name}" for title in _bare(section)]
            for what in ([f"the section {name}"] if _empty(section) else parts) if content.at else ():
                message = f"{what} has nothing to show, so its heading is not printed"
                self.scene.problems.note("empty-section", message, content.at, "fill it, or take it out", name)
            if not _empty(section):
                yield _filled(section)

    def _section(self, name: str, content: Content, facts: Facts, used: set[str]) -> Section:
        chosen = [each for each in self.chosen if each.section == name]
        count = sum(len(each.publications) for each in chosen)
        facts = facts.having(count=count) if chosen else facts
        title = facts.inline(content.title) or (name,)
        maker = Maker(self.scene, facts, self.scene.dating.over(content.dates))
        groups = tuple(
            self._entry_group(group, maker, used) for group in content.groups if self.scene.shows(group.only)
        )
        papers, lists = self._papers(chosen, content, facts, used)
        listings = (*maker.listings(content.entries, content.labels), *lists)
        intro = blocks.lines(facts.inline(content.intro))
        outro = blocks.lines(facts.inline(content.outro))
        return Section(title, _anchor(plain(title), used), intro, listings, (*groups, *papers), outro, name)

    def _entry_group(self, group: EntryGroup, maker: Maker, used: set[str]) -> Section:
        own = replace(maker, dating=maker.dating.over(group.dates))
        title = maker.facts.inline(group.title)
        intro = blocks.lines(maker.facts.inline(group.intro))
        return Section(title, _anchor(plain(title), used), intro, own.listings(group.entries, group.labels))

    def _papers(
        self, chosen: list[Chosen], content: Content, facts: Facts, used: set[str]
    ) -> tuple[tuple[Section, ...], tuple[Listing, ...]]:
        """Publication groups with a title or a text become sections, those without become lists of their section."""
        sections: list[Section] = []
        lists: list[Listing] = []
        total, first = sum(len(each.publications) for each in chosen), 0
        for each in chosen:
            labels = each.group.labels or content.labels
            running = labels is not None and labels.continue_
            size = len(each.publications)
            numbering = Numbering(labels, first if running else 0, total if running else size)
            made = self._group(each, numbering, facts.having(count=size), used)
            sections.extend(made if isinstance(made, tuple) else ())
            lists.extend(() if isinstance(made, tuple) else (made,))
            first += size
        return tuple(sections), tuple(lists)

    def _group(
        self, chosen: Chosen, numbering: Numbering, facts: Facts, used: set[str]
    ) -> tuple[Section, ...] | Listing:
        group = chosen.group
        papers = tuple(self.marked[each.key] for each in chosen.publications)
        title = facts.inline(group.title)
        intro = blocks.lines(facts.inline(group.intro))
        if group.group_by:
            parts = tuple(self._headed(papers, numbering, self._lister(group, facts), (group, used)))
            return (Section(title, _anchor(plain(title), used), intro, sections=parts),) if title or intro else parts
        listed = self._lister(group, facts).listing(papers, numbering)
        return (Section(title, _anchor(plain(title), used), intro, (listed,)),) if title or intro else listed

    def _headed(
        self, papers: tuple[Marked, ...], numbering: Numbering, lister: Lister, place: tuple[PublicationGroup, set[str]]
    ) -> Iterator[Section]:
        group, used = place
        first = numbering.first
        by, problems = group.group_by or Grouping.YEAR, self.scene.problems
        for heading, members in publications.grouped(papers, by, lister.citer, problems):
            own = replace(numbering, first=first)
            listed = lister.listing(members, own)
            yield Section((heading,), _anchor(heading, used), listings=(listed,))
            first += len(members)

    def _lister(self, group: PublicationGroup, facts: Facts) -> Lister:
        scene = self.scene
        groups = scene.registry.groups
        blurbs = {key: self._blurb(key, text, facts, groups) for key, text in group.blurbs}
        return Lister(self._citer(group), scene.problems, scene.subject, groups, blurbs)

    def _blurb(self, key: str, text: Written, facts: Facts, groups: Mapping[str, Group]) -> Inline:
        team = works.team(self.marked[key], groups) if key in self.marked else ""
        return facts.having(team=team).inline(text)

    def _citer(self, group: PublicationGroup) -> Citer:
        return self.citers[group.reference.text if group.reference else self.scene.recipe.reference.text]


def _empty(section: Section) -> bool:
    """Whether nothing would stand under the heading."""
    texts = section.intro or section.outro or any(listing.items for listing in section.listings)
    return not texts and all(map(_empty, section.sections))


def _bare(section: Section) -> Iterator[Inline]:
    """The titles of the parts of a section under which nothing stands."""
    for part in section.sections:
        yield from (part.title,) if _empty(part) else _bare(part)


def _filled(section: Section) -> Section:
    """The section without such parts."""
    return replace(section, sections=tuple(_filled(part) for part in section.sections if not _empty(part)))


def _anchor(text: str, used: set[str]) -> str:
    """An anchor from a title, which no other section has: "Selected Honors" -> "selected-honors"."""
    found = slugs.unique(slugs.slug(text, "section"), used)
    used.add(found)
    return found
