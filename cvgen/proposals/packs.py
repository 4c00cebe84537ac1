"""A person's file and an office's pack -> every file that can be made for a proposal, and what is left to do by hand.

What a pack holds is data (`model/pack.py`). All is made before anything is written: a limit that is broken anywhere
stops the whole. The same files and day give the same bytes.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cvgen import __version__, gate, outcome, output, pipeline, theme
from cvgen.loading import Loaded, styles
from cvgen.model import slugs
from cvgen.model.content import WrittenSection
from cvgen.model.dates import Date
from cvgen.model.document import Document, Section
from cvgen.model.errors import CvgenError, Position, Problems
from cvgen.model.facts import Person
from cvgen.model.formats import MD
from cvgen.model.limits import Limits
from cvgen.model.pack import CoaForm, Narrative, Pack
from cvgen.model.recipe import Recipe
from cvgen.model.record import Record, Struct, field, replace
from cvgen.model.regex import lazy
from cvgen.model.word import Word
from cvgen.pipeline import Request
from cvgen.proposals import coa_report, coa_workbook, collaborators, products, support
from cvgen.proposals.coa_workbook import Workbook
from cvgen.proposals.collaborators import Previous
from cvgen.read import project, shared
from cvgen.render import limits
from cvgen.theme import Resource

TO_DO, MANIFEST = "to-do.txt", "manifest.json"
# What looks like a citation in a narrative: a DOI, "et al., 2023", "[12]", a PubMed number.
_CITED = lazy(r"\b10\.\d{4,9}/\S+|\bet al\.?,? \(?\d{4}|\[\d{1,3}\]|\bPM(?:C|ID:? ?)\d{5,}")


class Asked(Record):
    """Which pack, for which day, into which folder; the office's own form and an earlier list, where there are."""

    target: str
    as_of: Date
    folder: Path
    template: Workbook | None = None
    previous: Previous = Previous()


def made(loaded: Loaded, asked: Asked, problems: Problems) -> dict[str, bytes]:
    """The files by name, the list of what is to do and the manifest last. CvgenError where something is wrong."""
    pack = styles.record(Word(asked.target), Resource.PACK, loaded.theme, problems)
    owner = loaded.subject.person
    if owner is None:
        problems.error("no-person", "this is no person's file", loaded.file.at, "name a file with person:")
    if not isinstance(pack, Pack) or owner is None:
        raise CvgenError
    for name, recipe in pack.documents:
        project.fit_for_a_file(name, "a document", recipe.at, problems)
    problems.checkpoint()
    packer = _Packer(_widened(loaded, pack, owner), pack, asked, owner, problems)
    packer.documents()
    packer.products()
    packer.narratives()
    packer.coa()
    packer.support()
    problems.checkpoint()
    return packer.finished()


def _widened(loaded: Loaded, pack: Pack, owner: Person) -> Loaded:
    """The file with the pack's own sections, which its documents name; without the contacts that it leaves out."""
    own = dict(loaded.file.cv.sections)
    more = tuple((name, _own(section, owner)) for name, section in pack.sections if name not in own)
    cv = replace(loaded.file.cv, sections=(*own.items(), *more))
    cv = cv if pack.contacts else replace(cv, phone=(), location="")
    return replace(loaded, file=replace(loaded.file, cv=cv))


def _own(section: WrittenSection, owner: Person) -> WrittenSection:
    """A section of the pack as one of the file: `author: owner` is its person."""
    groups = tuple(
        replace(group, where=replace(group.where, author=(owner.id,)))
        if group.where and group.where.author == ("owner",)
        else group
        for group in section.publications
    )
    return replace(section, publications=groups, aside=True)


def _laid(base: Recipe, own: Recipe) -> Recipe:
    """The file's first document with what the pack's says instead; its marks stay, and the pack's come to them."""
    changed = {
        name for name in own.__struct_fields__ if name != "marks" and getattr(own, name) != getattr(Recipe(), name)
    }
    said = {name: getattr(own, name) for name in changed | {"at", "limits", "where", "max_pages", "formats"}}
    return replace(base, **said, marks=tuple((dict(own.marks) | dict(base.marks)).items()))


class _Packer(Struct):
    """Makes the parts of a pack one after the other; what is wrong with one does not keep it from trying the next."""

    loaded: Loaded
    pack: Pack
    asked: Asked
    owner: Person
    problems: Problems
    files: dict[str, bytes] = field(default_factory=dict)
    to_do: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def documents(self) -> None:
        """Each document of which the file has a section."""
        above = outcome.above(self.loaded.path, self.asked.folder)
        for name, recipe in self.pack.documents:
            there = self._there(word.text for word in recipe.sections or ())
            if recipe.sections is not None and not there:
                self._left(name, [word.text for word in recipe.sections])
                continue
            sections = tuple(word for word in recipe.sections or () if word.text in there) or None
            self._lacking(name, [word.text for word in recipe.sections or () if word.text not in there])
            wanted = replace(recipe, sections=sections)
            for form in recipe.formats:
                request, file = Request(form, name, self.asked.as_of, above=above), f"{name}.{form}"
                with self._telling(file) as own:
                    loaded, document = self._arranged(wanted, request, own)
                    self.files[file] = outcome.content(document, loaded, request, own)

    def products(self) -> None:
        """The lists of papers of the first section that the file has of those that may hold them."""
        wanted = self.pack.products
        if not wanted:
            return
        there = self._there(wanted.sections)
        if not there:
            self._left("products", wanted.sections)
            return
        recipe = Recipe(sections=(Word(there[0]),), limits=_from(wanted.limits), at=self.pack.at)
        with self._telling("products.txt") as own:
            _, document = self._arranged(recipe, Request(MD, "products", self.asked.as_of), own)
            limits.document(document, own)
            products.tried(document, self.loaded.file.at, own)
            self.files |= products.files(document)

    def narratives(self) -> None:
        """Each section that is pasted into a form, and how long it is."""
        for narrative in self.pack.narratives:
            name = slugs.slug(narrative.section, "narrative")
            if self._there((narrative.section,)):
                self._narrative(narrative, f"{name}.txt")
            else:
                self._left(name, (narrative.section,))

    def _narrative(self, narrative: Narrative, file: str) -> None:
        recipe = Recipe(sections=(Word(narrative.section),), limits=_from(narrative.limits), at=narrative.at)
        with self._telling(file) as own:
            _, document = self._arranged(recipe, Request(MD, "narrative", self.asked.as_of), own)
            limits.document(document, own)
            for section in document.sections:
                said = tuple(limits.texts(section))
                self.files[file] = ("\n\n".join(said) + "\n").encode()
                self.counts[file] = limits.characters(section)
                self._cited(section, own)

    def _cited(self, section: Section, own: Problems) -> None:
        for text in limits.texts(section):
            for found in _CITED.finditer(text):
                message = f"{found[0]!r} in the section {section.name} looks like a citation"
                own.warn("cited-in-narrative", message, self.loaded.file.at, "offices want “Product 3” in narratives")

    def coa(self) -> None:
        """The list of collaborators, with the report to check it by."""
        if self.pack.coa is None:
            return
        before, day = self.asked.previous, self.asked.as_of
        rows = collaborators.rows(self.loaded, day, before, self.problems)
        self.files["coa.md"] = coa_report.report(rows, before, day).encode()
        if self.pack.coa is CoaForm.DOE:
            own = next(row for row in rows if row.table == 1)
            self.files["coa-doe.tsv"] = coa_report.doe(rows, own).encode()
        elif self.asked.template:
            self.files["coa.xlsx"] = coa_workbook.filled(self.asked.template, rows, day, self.problems)
        else:
            self.files |= {f"coa-{number}.tsv": coa_report.table(rows, number).encode() for number in coa_report.TITLES}
        if without := sum(not row.affiliation for row in rows if row.table == 4):
            self.to_do.append(f"coa.md: {without} collaborators without an affiliation (cvgen coa FILE --to-roster)")

    def support(self) -> None:
        """Current and pending support."""
        if not self.pack.support:
            return
        found = support.supports(self.loaded, self.owner, self.asked.as_of, self.problems)
        if not found:
            self.to_do.append("support: not made, for no grant on record is the owner's on that day")
            return
        self.files["support.txt"] = support.text(found).encode()
        self.files["support.xml"] = support.xml(found, self.loaded, self.owner, self.asked.as_of)
        self.to_do += support.lacking(found)

    def finished(self) -> dict[str, bytes]:
        """All files, with the list of what is to do and the manifest."""
        lines = [f"{self.pack.name or self.asked.target}: what is still to be done, {self.asked.as_of}", ""]
        lines += [f"- {each}" for each in (*self.pack.by_hand, *self.to_do)]
        files = {**self.files, TO_DO: ("\n".join(lines) + "\n").encode()}
        told = {
            "pack": self.asked.target,
            "as_of": str(self.asked.as_of),
            "made_by": f"cvgen {__version__}",
            "files": {name: {"sha256": output.digest(made), "bytes": len(made)} for name, made in files.items()},
            "characters": self.counts,
            "sources": {name: output.digest(gate.content(path)) for name, path in self._sources()},
            "rules": [
                {"of": rule.of, "source": rule.source, "date": str(rule.date), "sure": rule.sure}
                for rule in self.pack.rules
            ],
        }
        files[MANIFEST] = (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()
        return files

    def _sources(self) -> Iterator[tuple[str, Path]]:
        """The files that all this was made from, by names that are the same on every machine."""
        path, root = self.loaded.path, gate.root(self.loaded.path).resolve()
        beside = (path.parent / name for name in ("people.yaml", "records.yaml"))
        papers = project.bibliography_paths(self.loaded.file, path, Problems())
        for each in (path, *shared.paths(path), *beside, *papers):
            if gate.is_file(each):
                own = each.resolve()
                yield (own.relative_to(root).as_posix() if own.is_relative_to(root) else each.name), each
        pack = self.loaded.theme.path(Resource.PACK, self.asked.target)
        yield f"{'cvgen' if pack.is_relative_to(theme.OURS) else 'packs'}/{pack.name}", pack

    def _there(self, names: Iterable[str]) -> list[str]:
        """Those of these sections that the file has."""
        known = dict(self.loaded.file.cv.sections)
        return [name for name in names if name in known]

    def _left(self, name: str, sections: Iterable[str]) -> None:
        """Put down that something was not made, and what would be needed."""
        wanted = " or ".join(sections)
        self.to_do.append(f"{name}: not made, for {self.loaded.path.name} has no section {wanted} (aside: true)")

    def _lacking(self, name: str, sections: list[str]) -> None:
        """Put down that something was made without a part of it."""
        if sections:
            self.to_do.append(f"{name}: made without the sections {', '.join(sections)}, which the file does not have")

    def _arranged(self, recipe: Recipe, request: Request, own: Problems) -> tuple[Loaded, Document]:
        """A document of the file, and the file with it alone."""
        base = self.loaded.recipes[pipeline.first(self.loaded)]
        if recipe.limits:
            recipe = replace(recipe, limits=replace(recipe.limits, at=self._place(recipe)))
        documents = ((request.document, _laid(base, recipe)),)
        loaded = replace(self.loaded, file=replace(self.loaded.file, documents=documents))
        return loaded, pipeline.document(loaded, request, own)

    def _place(self, recipe: Recipe) -> Position | None:
        """Where the user wrote what is limited: the first section of a document, else the file."""
        sections = dict(self.loaded.file.cv.sections)
        first = sections[recipe.sections[0].text].at if recipe.sections else None
        return first or self.loaded.file.at

    @contextmanager
    def _telling(self, file: str) -> Iterator[Problems]:
        """A collector for what is wrong with one file, which is then said with its name; the next is tried anyway."""
        own = Problems(silences=self.problems.silences, incomplete=self.problems.incomplete)
        try:
            yield own
        except CvgenError as error:
            own.add(error.problems)
        named = (f"{file}: {each.message}" if each.code == "limit" else each.message for each in own.items)
        self.problems.add(replace(each, message=said) for each, said in zip(own.items, named, strict=True))


def _from(word: Word | None) -> Limits | None:
    """The limits of these rules alone."""
    return Limits((word,), at=word.at) if word else None
