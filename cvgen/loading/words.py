"""Every word that must be one of a known set -> an error at its own line, with the nearest right one.

The sets that hold for all files are the types of `model/choices.py`, which the reader of YAML knows; here are those
that what was read makes: documents, roles, venues, people, sections, papers. What a section asks for is in `queries`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from cvgen.loading.ids import KINDS
from cvgen.mark import ADVISOR, OWNER, glyphs
from cvgen.model.choices import Look
from cvgen.model.content import CvFile, Project, PublicationGroup, called, shown
from cvgen.model.errors import Position, Problems, meant, nearest, nearly
from cvgen.model.facts import Roster, Venue, head
from cvgen.model.formats import FORMATS
from cvgen.model.look import PageLook, SidebarSide
from cvgen.model.query import Query
from cvgen.model.recipe import Recipe
from cvgen.model.record import Record
from cvgen.model.reference import Reference
from cvgen.model.registry import Registry
from cvgen.model.text import plain
from cvgen.model.typed import place
from cvgen.model.word import Word
from cvgen.read.bib.vocabulary import STATUSES

_DECLARED = " (others are declared under kinds: in people.yaml)"
# What authors are on a paper, by its own entry: author+an = {1=equal}.
ON_PAPERS = (glyphs.EQUAL, glyphs.CORRESPONDING, "first", "last", "senior", "presenter")


def roles(roster: Roster) -> frozenset[str]:
    """Everything that an author may be marked as; a look's name is emphasis as it was typed."""
    return frozenset((OWNER, ADVISOR, *ON_PAPERS, *KINDS, *Look, *roster.kinds))


def papers(registry: Registry, references: Iterable[Reference], problems: Problems, *, typed: bool) -> None:
    """Roles and venues in bibliographies that are on no record: once for all documents.

    Where nobody `typed` a roster or records, a role is another program's, unless it is nearly one of ours.
    """
    known = roles(registry.roster)
    unknown = False
    venues = {venue.id: venue for venue in registry.records.venues}
    names = {name.casefold() for v in venues.values() for name in (v.full, v.short, v.proceedings, *v.aliases)}
    for each in references:
        # Where no venue is on record at all, one warning says so.
        if each.venue_id and each.venue_id not in venues and each.venue_id.casefold() not in names:
            if venues or not unknown:
                _venue(each, venues, problems, typed=typed)
            unknown = True
        for writer in (*each.authors, *each.editors):
            for role in writer.roles:
                if role not in known and not glyphs.read_otherwise(role) and (typed or nearly(role, known)):
                    report = problems.error if typed else problems.warn
                    hint = meant(role, known) + (_DECLARED if typed else "")
                    message = f"{each.key}: there is no role {role}"
                    report("unknown-role", message, place(role, each.at), hint, each.key, str(role))


def _venue(paper: Reference, venues: Mapping[str, Venue], problems: Problems, *, typed: bool) -> None:
    """A venue that is on no record: an error where there are some."""
    declare = "declare it in records.yaml: venues: [{id: …, full: …}]"
    alone = "a .bib alone has no venues: write booktitle or journal"
    hint = meant(paper.venue_id, venues, "venues on record") or (declare if typed else alone)
    message = f"{paper.key}: no venue has the id {paper.venue_id}"
    report = problems.error if venues and typed else problems.warn
    report("unknown-venue", message, place(paper.venue_id, paper.at), hint, paper.key, str(paper.venue_id))


_VENUES = ("conference", "journal", "workshop", "symposium", "magazine", "series")


def records(registry: Registry, problems: Problems) -> None:
    """Kinds of venues and of relations that are nearly usual ones, and editions in years that are none."""
    for venue in registry.records.venues:
        if venue.kind not in _VENUES and (near := nearly(venue.kind, _VENUES)):
            message = f"{venue.kind!r} is no kind of venue"
            problems.error("wrong-value", message, place(venue.kind, venue.at), f"did you mean {near}?")
        for year, _ in venue.editions:
            if not re.fullmatch(r"[12]\d{3}", year):
                message = f"the venue {venue.id} has an edition in {year}, which is no year"
                problems.error("wrong-value", message, place(year, venue.at), "write editions: {2024: 7}")
    for kind in registry.roster.kinds:
        if kind not in KINDS and (near := nearly(kind, (*KINDS, *ON_PAPERS))):
            message = f"the kind {kind} is declared, and is nearly {near}, which needs no declaring"
            problems.warn("wrong-value", message, place(kind, None), f"did you mean {near}?", str(kind))


_CODES = {
    "role": "unknown-role",
    "mark": "unknown-role",
    "section": "unknown-section",
    "person with the id": "unknown-id",
    "publication with the key": "unknown-key-selected",
}


class Words(Record):
    """Asks for each word of a file and a document whether it is known, and says so where it is not."""

    problems: Problems

    def known(self, word: str, known: Iterable[str], what: str, at: Position | None) -> None:
        """One word; `what` says what it is no name of: "role"."""
        every = tuple(known)
        if word not in every:
            code = _CODES.get(what, "wrong-value")
            self.problems.error(code, f"there is no {what} {word}", place(word, at), meant(word, every))


def file(content: CvFile, papers_: Iterable[Reference], registry: Registry, problems: Problems) -> None:
    """The words of a file that are no document's own: `only:`, what lists ask for, keys of blurbs."""
    words = Words(problems)
    places = (*FORMATS, *dict(content.documents), *(() if content.documents else ("cv",)))
    for only, at in _only(content):
        for word in only:
            if nearest(word, places) or not _elsewhere(place(word, None), content):
                words.known(word, places, "format or document", at)
    papers_ = tuple(papers_) if content.project else papers_
    if content.project:
        _topics(content.project, papers_, words)
    groups = [group for _, section in content.cv.sections for group in section.publications]
    wheres = [(made.where, made.at) for _, made in content.documents if made.where]
    if not (wheres or any(group.where or group.blurbs for group in groups)) or problems.incomplete:
        return
    asked = _Asked(tuple(papers_), registry, words)
    for group in groups:
        asked.group(group)
    for where, at in wheres:
        asked.query(where, at)


def _topics(project: Project, papers_: Iterable[Reference], words: Words) -> None:
    """Topics that no paper has among its keywords."""
    known = {word.casefold() for paper in papers_ for word in paper.keywords}
    for topic in project.topics:
        if topic.id.casefold() not in known and not words.problems.incomplete:
            hint = meant(topic.id, known, "keywords there are")
            words.problems.warn(
                "nothing-selected", f"no paper has the keyword {topic.id}", place(topic.id, project.at), hint, topic.id
            )


def _elsewhere(at: Position | None, content: CvFile) -> bool:
    """Whether something was typed in cvgen.yaml, which speaks of documents and sections that other files have."""
    return bool(at and content.at and at.file != content.at.file and not at.file.startswith("--"))


def _only(content: CvFile) -> Iterator[tuple[tuple[str, ...], Position | None]]:
    cv = content.cv
    own = content.private
    yield from ((each, own.at) for each in (own.email, own.phone, own.website, own.location, own.photo))
    yield from ((each.only, each.at) for contacts in (cv.email, cv.phone, cv.website) for each in contacts)
    for _, section in cv.sections:
        yield section.only, section.at
        yield from ((group.only, group.at) for group in section.groups)
        entries = (*section.entries, *(each for group in section.groups for each in group.entries))
        yield from ((each.only, each.at) for each in entries)


class _Asked(Record):
    """What lists of papers ask for, held against the papers and the records that there are."""

    papers: tuple[Reference, ...]
    registry: Registry
    words: Words

    def group(self, group: PublicationGroup) -> None:
        """Each word under `where:`, and the keys of `blurbs:`."""
        for key, _ in group.blurbs:
            self.words.known(key, self._keys(), "publication with the key", group.at)
        if group.where:
            self.query(group.where, group.at)

    def _keys(self) -> Iterator[str]:
        return (key for paper in self.papers for key in (paper.key, *paper.aliases))

    def query(self, query: Query, at: Position | None) -> None:
        """Each word under `where:` of a list or of a whole document."""
        for word in (*query.author, *query.first_author):
            self.words.known(word, self.registry.people, "person with the id", at)
        folded = (
            ("keyword", query.keywords, (word for paper in self.papers for word in paper.keywords)),
            ("type of paper", query.type, (*_TYPES, *(paper.type for paper in self.papers))),
            ("venue", query.venue, self._venues()),
            ("status", query.status, (*STATUSES.values(), *(paper.status for paper in self.papers))),
        )
        for what, wanted, there in folded:
            known = {word.casefold(): word for word in there if word} if wanted else {}
            for word in wanted:
                if word.casefold() not in known:
                    self.words.known(word, known.values(), what, at)

    def _venues(self) -> Iterator[str]:
        yield from (venue.id for venue in self.registry.records.venues)
        yield from (name for paper in self.papers for name in (paper.venue_id, plain(paper.venue)))


_TYPES = (
    "article book booklet conference dataset inbook incollection inproceedings manual mastersthesis misc online patent "
    "phdthesis proceedings report software techreport thesis unpublished"
).split()


def sidebar(look: PageLook | None, made: Recipe, file: CvFile, problems: Problems) -> None:
    """The sections that a look puts into its sidebar: each is one that the document shows, and there is a sidebar.

    What a .bib alone is asked for a command says; a member's page has the group's look and sections of its own.
    """
    asked = (look.sidebar_sections or ()) if look and not (file.person.text and not file.at) else ()
    named = [word for word in asked if file.at or _commanded(word)]
    there = dict(file.cv.sections)
    # A look of several documents may name a section that one of them leaves out.
    tried = [word for word in named if word.text not in there or _commanded(word)]
    _sections(tried, shown(file.cv, made), file, Words(problems))
    _once(named, problems)
    off = made.look and made.look.sidebar is SidebarSide.NONE  # said beside the sections, which wait
    if look and named and not look.beside and not off:
        message = f"there is no sidebar, in which {', '.join(word.text for word in named)} would stand"
        problems.warn("no-sidebar", message, named[0].at, "say sidebar: left, or right")


def _once(asked: Iterable[Word], problems: Problems) -> None:
    """Each section is asked for once."""
    seen: set[str] = set()
    for word in asked:
        if word.text in seen:
            message = f"the section {word.text} is named twice, and printed once"
            problems.warn("section-twice", message, word.at, "take one out", word.text)
        seen.add(word.text)


def _commanded(word: Word) -> bool:
    """Whether a command says it, and no file."""
    return bool(word.at and word.at.file.startswith("--"))


def _sections(asked: Iterable[Word], known: Collection[str], file: CvFile, words: Words) -> None:
    """The titles of sections; where several files share what names one, it is no mistake that a file has not got it."""
    for word in asked:
        if word.text not in known and file.at and _elsewhere(word.at, file):
            message = f"{file.at.file} has no section {word.text}"
            hint = meant(word.text, known, "sections")
            words.problems.warn("section-not-here", message, word.at, hint, file.at.file, word.text)
        else:
            words.known(word.text, known, "section", word.at)


def recipe(made: Recipe, content: CvFile, roster: Roster, problems: Problems) -> None:
    """The words of a document: roles that it marks, explains and reads from signs; sections that it shows."""
    words, known = Words(problems), roles(roster)
    for role, rule in made.marks:
        if role not in known and not head(role):
            hint = meant(role, known) + _DECLARED
            problems.error("unknown-role", f"there is no role {role}", place(role, rule.at), hint, str(role))
        if rule.symbol in tuple(Look):
            message = f"{rule.symbol} is a look, and would be printed behind the name"
            problems.error("wrong-value", message, place(rule.symbol, rule.at), f"write look: {rule.symbol}")
    for role in made.legend_order:
        words.known(role, (role for role, _ in made.marks), "mark", made.at)
    for _, role in made.glyphs:
        words.known(role, known, "role", made.at)
    sections = dict(content.cv.sections)
    asked = called(content.cv, made.sections or ())
    _sections(asked, sections, content, words)
    _once(asked, problems)
    if made.limits:
        for section, _ in (*made.limits.characters, *made.limits.item_characters, *made.limits.items):
            words.known(section, sections, "section", made.limits.at)
