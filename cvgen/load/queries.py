"""`{awards: mine}`, `{relations: student}` -> reported where a word means nothing: nothing would be printed for it."""

from collections.abc import Iterable

from cvgen.load.ids import KINDS
from cvgen.model.content import WrittenSection
from cvgen.model.errors import Problems, meant
from cvgen.model.facts import Roster
from cvgen.model.query import RecordQuery

WHOSE = ("mine", "all")
WORDS = {"awards": WHOSE, "talks": WHOSE, "grants": WHOSE, "news": WHOSE, "members": ("current", "former", "all")}


def tried(sections: Iterable[WrittenSection], roster: Roster, problems: Problems) -> None:
    """Report each query that asks with a word that nothing answers to."""
    known = WORDS | {"relations": (*KINDS, *roster.kinds)}
    for section in sections:
        for entry in (*section.entries, *(each for group in section.groups for each in group.entries)):
            if isinstance(entry, RecordQuery):
                _words(entry, known, problems)


def _words(query: RecordQuery, known: dict[str, tuple[str, ...]], problems: Problems) -> None:
    for key, words in known.items():
        said = getattr(query, key)
        if said and said not in words:
            problems.error("wrong-value", f"{said!r} is not known here", query.at, meant(said, words))
