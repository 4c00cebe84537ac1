"""Labels -> reported where one is not well formed, or asks for what no item has: "J{i}"."""

from collections.abc import Iterable, Iterator

from cvgen import cite
from cvgen.cite import pattern
from cvgen.identify import Publication
from cvgen.model.content import Labels, WrittenSection
from cvgen.model.errors import Problems, nearest
from cvgen.model.typed import place
from cvgen.read.bib import vocabulary

_NUMBER = frozenset(("n",))


def tried(sections: Iterable[WrittenSection], papers: Iterable[Publication], problems: Problems) -> None:
    """Each label; an entry has its number alone, a paper every field."""
    given = [each for section in sections for each in _labels(section)]
    if all(text == "" for text in (labels.text for labels, _ in given)):
        return
    own = {name for paper in papers for name, _ in paper.reference.fields}
    fields = cite.COMPUTED | vocabulary.KNOWN | own
    for labels, cited in given:
        _label(labels, fields if cited else _NUMBER, problems)


def _labels(section: WrittenSection) -> Iterator[tuple[Labels, bool]]:
    """Each label, and whether it stands before papers alone."""
    entries = section.entries or section.groups
    yield from ((section.labels, not entries),) if section.labels else ()
    yield from ((group.labels, False) for group in section.groups if group.labels)
    yield from ((group.labels, True) for group in section.publications if group.labels)


def _label(labels: Labels, fields: frozenset[str], problems: Problems) -> None:
    at = place(labels.text, labels.at)
    try:
        asked = pattern.names(pattern.labelled(labels.text))
    except pattern.PatternError as error:
        problems.error("pattern", str(error), at, "see the README of styles/ for the signs of a pattern")
        return
    for name in sorted(asked - fields):
        near = nearest(name, fields) if len(name) > 2 else ""
        hint = f"did you mean {{{near}}}?" if near else "write {n} for the number"
        problems.error("pattern", f"nothing is known as {{{name}}} in a label", at, hint)
