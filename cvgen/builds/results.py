"""What became of each task -> files on disk, the records of what was made, and the tally."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from cvgen import gate, output
from cvgen.builds import fingerprints, manifest, site
from cvgen.builds.fingerprints import Version
from cvgen.builds.manifest import DocumentEntry, FileManifest, PageEntry
from cvgen.builds.options import Options, Tally
from cvgen.builds.plan import Plan
from cvgen.builds.task import MadeDocument, MadePage, Outcome
from cvgen.model.errors import Level, Position, Problems
from cvgen.model.record import Struct, field, replace

# A record is written whole: where it has many documents, when one in so many of them is new.
_LINES = 10


class _Before:
    """What was known of a file before this build: its record, its pages and their files."""

    def __init__(self, file: FileManifest) -> None:
        self.file, self.pages = file, file.pages
        self.files = {name for page in self.pages.values() for name in page.files}


class Results(Struct):
    """Keeps a record for each file; one that is not whole is looked at again by the next build."""

    options: Options
    plan: Plan
    problems: Problems
    tally: Tally = field(default_factory=Tally)
    known: dict[Path, FileManifest] = field(default_factory=dict)
    open: dict[Path, FileManifest] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, Version] = field(default_factory=dict)
    unread: set[Path] = field(default_factory=set)
    before: dict[Path, "_Before"] = field(default_factory=dict)

    def stands(self, path: Path, found: FileManifest) -> None:
        """Enter a file that stands as it is; what there was to say of it is said again."""
        self.problems.add(found.said)
        self.owners.update((file, str(path)) for page in found.pages.values() for file in page.files)
        for document in found.documents.values():
            pages = (problem for page in document.pages.values() for problem in page.problems)
            said = Problems()
            said.add((*found.problems, *document.problems, *pages))
            if self._strict(said):
                self.tally.failed += 1
            else:
                self.tally.unchanged += len(document.pages)

    def enter(self, outcome: Outcome) -> Iterator[str]:
        """Write what was made of a file, record it, and say which pages are new."""
        path = outcome.task.path
        self.problems.add(outcome.problems)
        if not outcome.names:
            self.tally.failed += path not in self.unread
            self.unread.add(path)
            return
        if path not in self.before:
            self.before[path] = _Before(self.known.get(path) or FileManifest(str(path), ""))
        before = self.before[path]
        entry = self.open.get(path) or replace(before.file, whole=False, key=self.plan.key(path))
        entry = replace(entry, inputs=self._inputs(outcome.inputs), problems=outcome.problems)
        documents = dict(entry.documents)
        entry, unwritten = replace(entry, documents=documents), 0
        for document in outcome.documents:
            found = self._document(document, outcome, before)
            if found:
                yield from (page.place for page in document.pages if page.files)
            documents[document.name] = found or DocumentEntry("", "")
            unwritten += not found or any(page.files for page in document.pages)
            # What is stopped makes again what is not in its record; a long one is not written for each of its lines.
            if unwritten > len(documents) // _LINES:
                manifest.write(self.options.out, path, entry, self.problems)
                unwritten = 0
        self.open[path] = entry

    def close(self, path: Path, names: tuple[str, ...]) -> None:
        """Call a file's record whole if each of its documents was made, and forget those it has no more."""
        entry = self.open.get(path)
        if entry is None:
            return
        documents = {name: each for name, each in entry.documents.items() if name in names}
        whole = len(documents) == len(names) and all(each.pages for each in documents.values())
        entry = replace(entry, documents=documents, whole=whole)
        old = self.before[path].file.documents
        left = {name: each for name, each in old.items() if name not in names or documents[name].pages}
        self._remove(site.files_of(left.values()), site.files_of(documents.values()))
        manifest.write(self.options.out, path, entry, self.problems)

    def forget(self, gone: FileManifest) -> None:
        """Remove what was made of a file that is no more, and its record."""
        self._remove(site.files_of(gone.documents.values()), {})
        manifest.place(self.options.out, Path(gone.path)).unlink(missing_ok=True)

    def _remove(self, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        """Remove files that nothing makes any more, as long as they are as they were made; of others it is said."""
        for name, digest in old.items():
            if name in new or name in self.owners:
                continue
            if output.remove(self.options.out, Path(name), digest):
                self.tally.removed += 1
            elif gate.is_file(Path(name)):
                message = f"{name} stays, though nothing makes it any more: it was changed since it was made"
                hint = "delete it, or keep it under a name of your own"
                self.problems.warn("left-behind", message, Position(name), hint)

    def _inputs(self, names: tuple[str, ...]) -> dict[str, Version]:
        for name in names:
            if name not in self.inputs:
                self.inputs[name] = fingerprints.version(Path(name), self.options.started)
        return {name: self.inputs[name] for name in names}

    def _document(self, made: MadeDocument, outcome: Outcome, before: "_Before") -> DocumentEntry | None:
        """The record of a document whose pages are all on disk now; None if it failed."""
        old = before.pages
        pages = [page if page.files else replace(page, problems=old[page.place].problems) for page in made.pages]
        own = Problems()
        own.add((*outcome.problems, *made.problems, *(problem for page in pages for problem in page.problems)))
        versions = self._written(pages, outcome, before, own)
        self.problems.add(own.items)
        if own.errors or self._strict(own):
            self.tally.failed += 1
            return None
        new = [page for page in pages if page.files]
        self.tally.written += len(new)
        self.tally.unchanged += len(pages) - len(new)
        found = {p.place: PageEntry(p.fingerprint, versions[p.place], p.problems) for p in pages}
        return DocumentEntry(made.day, made.own_day, made.problems, found)

    def _strict(self, problems: Problems) -> bool:
        return self.options.strict and any(problem.level is Level.WARNING for problem in problems.items)

    def _written(
        self, pages: list[MadePage], outcome: Outcome, before: "_Before", problems: Problems
    ) -> dict[str, dict[str, Version]]:
        """The versions of each page's files, once they are on disk; nothing is written if there is an error."""
        found: dict[str, dict[str, Version]] = {}
        for page in pages:
            self._claim(page, str(outcome.task.path), before, problems)
            output.stay_inside(self.options.out, [Path(name) for name, _ in page.files], problems)
        overwrite = self.options.overwrite
        for page in pages:
            if problems.errors or self._strict(problems):
                return {}
            found[page.place] = {} if page.files else dict(before.pages[page.place].files)
            for name, content in page.files:
                if output.write(Path(name), content, problems, overwrite=overwrite or name in before.files):
                    found[page.place][name] = fingerprints.written(Path(name), content)
        return found

    def _claim(self, page: MadePage, owner: str, before: "_Before", problems: Problems) -> None:
        """Two files of data/ that would write the same page are a mistake."""
        for name in [name for name, _ in page.files] or before.pages[page.place].files:
            other = self.owners.setdefault(name, owner)
            if other != owner:
                hint = "give one of the documents another name, or build them to different folders with -o"
                problems.error("same-output", f"{name} is made from {other} already", Position(owner), hint)
