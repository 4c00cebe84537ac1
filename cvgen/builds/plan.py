"""Files and what was made of them -> what stands as it is, what is to be made. Reads nothing that has not changed."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from cvgen import gate
from cvgen.builds import fingerprints, manifest
from cvgen.builds.fingerprints import Version
from cvgen.builds.manifest import DocumentEntry, FileManifest, PageEntry
from cvgen.builds.options import Options
from cvgen.builds.task import Beside, Task
from cvgen.model.errors import Problems
from cvgen.model.record import Struct, field, replace


class Plan(Struct):
    """Looks at each file once."""

    options: Options
    home: str = ""
    others: tuple[Beside, ...] = ()
    themes: dict[Path, str] = field(default_factory=dict)
    seen: dict[tuple[str, Version], Version | None] = field(default_factory=dict)

    def standing(self, path: Path, known: FileManifest | None, problems: Problems) -> FileManifest | None:
        """The record of a file of which everything stands as it would be made now; None if something has changed."""
        if self.options.force or known is None or not known.whole or known.key != self.key(path):
            return None
        if not all(self._timely(each) for each in known.documents.values()):
            return None
        inputs = self._renewed(known.inputs)
        documents = {name: self._document(each) for name, each in known.documents.items()}
        if inputs is None or not all(documents.values()):
            return None
        whole = replace(known, inputs=inputs, documents={name: each for name, each in documents.items() if each})
        if whole != known:
            manifest.write(self.options.out, path, whole, problems)
        return whole

    def task(self, path: Path, known: FileManifest | None) -> Task:
        """What is to be made of a file, and which of its pages are there as they were made."""
        pages = known.pages if known and not self.options.force else {}
        intact = {place: page.fingerprint for place, page in pages.items() if self._renewed(page.files) is not None}
        options = self.options
        return Task(
            path,
            options.out,
            options.today,
            options.as_of,
            self.theme(path),
            intact,
            trust_templates=options.trust_templates,
            home=self.home,
            others=self.others,
        )

    def key(self, path: Path) -> str:
        """The fingerprint of what all of a file's documents hang on besides the file and what it names."""
        parts = (
            fingerprints.of_program(),
            self.theme(path),
            str(Path.cwd()),
            str(self.options.trust_templates),
            self.home,
            *(f"{each.kind} {each.id} {each.page}" for each in self.others),
        )
        return hashlib.sha256(os.fsencode("\n".join(parts))).hexdigest()

    def theme(self, path: Path) -> str:
        """The fingerprint of the templates and styles of a file's project."""
        root = gate.root(path)
        if root not in self.themes:
            self.themes[root] = fingerprints.of_themes(root)
        return self.themes[root]

    def _timely(self, document: DocumentEntry) -> bool:
        day = self.options.as_of or document.own_day or self.options.today
        return str(day) == document.day

    def _document(self, known: DocumentEntry) -> DocumentEntry | None:
        pages: dict[str, PageEntry] = {}
        for place, page in known.pages.items():
            files = self._renewed(page.files)
            if files is None:
                return None
            pages[place] = replace(page, files=files)
        return replace(known, pages=pages)

    def _renewed(self, versions: Mapping[str, Version]) -> dict[str, Version] | None:
        """The versions as they are now; None if one file is another."""
        now = {name: self._now(name, known) for name, known in versions.items()}
        whole = {name: found for name, found in now.items() if found}
        return whole if len(whole) == len(now) else None

    def _now(self, name: str, known: Version) -> Version | None:
        if (name, known) not in self.seen:
            self.seen[name, known] = fingerprints.renewed(Path(name), known, self.options.started)
        return self.seen[name, known]
