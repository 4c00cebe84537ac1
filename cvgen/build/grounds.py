"""A file read -> the fingerprint of the papers that its documents hang on, told without arranging anything."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path

from cvgen import select
from cvgen.build import fingerprint
from cvgen.dates import Date
from cvgen.document import Kind
from cvgen.errors import Problems
from cvgen.identify import Author, Doubtful, Known, Publication
from cvgen.loading import Loaded
from cvgen.records import dataclass
from cvgen.select import Index

# Where these stand, a key may be spelt in another way than it is.
_SPELT = re.compile(rb"\\|@[^\s\])]*[%&]")
_BETWEEN = re.compile(r"[\s\"'\[\]{}(),@]+")


@dataclass(slots=True)
class Stock:
    """Papers with their fingerprints, told when they are asked for."""

    index: Index
    odd: frozenset[str]
    told: dict[int, str] = field(default_factory=dict)

    def fingerprints(self, papers: Iterable[Publication]) -> list[str]:
        """Of each paper, with who its authors are."""
        return [self._fingerprint(paper) for paper in papers]

    def named(self, texts: Iterable[bytes]) -> Iterator[Publication]:
        """The papers whose keys stand in these texts, and those whose keys could not be found there."""
        keys = self.index.by_key
        found = {key for text in texts for key in keys.keys() & _words(text)}
        yield from (keys[key] for key in sorted(found | self.odd))

    def _fingerprint(self, paper: Publication) -> str:
        if id(paper) not in self.told:
            authors = [(each.name, each.roles, _who(each)) for each in paper.authors]
            self.told[id(paper)] = fingerprint.joined(paper.reference, authors)
        return self.told[id(paper)]


def _who(author: Author) -> list[str]:
    """Ids are enough: who these people are is on the roster, which is another ground."""
    match author.identity:
        case Known(person, evidence):
            return [person.id, evidence.value]
        case Doubtful(candidates):
            return ["", *(person.id for person in candidates)]
        case _:
            return [str(author.identity)]


_stocks: list[Stock] = []


def _stock(publications: tuple[Publication, ...]) -> Stock:
    """The stock of these papers, which is kept for a while."""
    index = select.index(publications)
    found = next((each for each in _stocks if each.index is index), None)
    if found is None:
        found = Stock(index, frozenset(key for key in index.by_key if _BETWEEN.search(key)))
        _stocks[:] = [*_stocks[-1:], found]
    return found


def told(loaded: Loaded, as_of: Date) -> str:
    """Equal if the papers would make no difference to a document of the file; "" where that cannot be told.

    All that is printed of papers is in the lists that choose them, in counts of the subject's own, or is named by key.
    """
    texts = _texts(loaded.path)
    if loaded.subject.kind is Kind.GROUP or any(map(_SPELT.search, texts)):
        return ""
    problems = Problems()
    lists = select.publications(loaded.file.cv, loaded.publications, as_of, problems)
    if problems.items:
        return ""
    stock = _stock(loaded.publications)
    chosen = [stock.fingerprints(each.publications) for each in lists]
    others = (*stock.index.having(loaded.subject.members), *stock.named(texts))
    return fingerprint.joined(chosen, stock.fingerprints(others), loaded.silences)


def _texts(path: Path) -> list[bytes]:
    """What is written in a file and in those beside it that hold no papers."""
    files = (path, path.parent / "people.yaml", path.parent / "records.yaml")
    return [each.read_bytes() for each in files if each.is_file()]


@functools.lru_cache(maxsize=8)
def _words(text: bytes) -> frozenset[str]:
    """All that may be a key."""
    found = _BETWEEN.split(text.decode("utf-8", "replace"))
    return frozenset(form for word in found for form in (word, word.rstrip(".:;!?")))
