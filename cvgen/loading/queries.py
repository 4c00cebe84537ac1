"""`{awards: mine}`, `{relations: student}` -> reported where a word means nothing: nothing would be printed for it."""

from collections.abc import Iterable, Mapping

from cvgen.loading.ids import KINDS
from cvgen.model.content import WrittenSection
from cvgen.model.errors import Problems, meant
from cvgen.model.query import KINDS_OF, RecordQuery
from cvgen.model.registry import Registry
from cvgen.model.typed import place

WHOSE = ("mine", "all")
WORDS = {
    "awards": WHOSE,
    "talks": WHOSE,
    "grants": WHOSE,
    "news": WHOSE,
    "positions": WHOSE,
    "members": ("current", "former", "all"),
    "abstract": ("talk",),
}


def tried(sections: Iterable[WrittenSection], registry: Registry, problems: Problems) -> None:
    """Report each query that asks with a word that nothing answers to."""
    known = WORDS | {"relations": (*KINDS, *registry.roster.kinds)}
    for section in sections:
        for entry in (*section.entries, *(each for group in section.groups for each in group.entries)):
            if isinstance(entry, RecordQuery):
                _words(entry, known, problems)
                _kind(entry, registry, problems)


def _words(query: RecordQuery, known: Mapping[str, tuple[str, ...]], problems: Problems) -> None:
    for key, words in known.items():
        said = getattr(query, key)
        if said and said not in words:
            problems.error("wrong-value", f"{said!r} is not known here", place(said, query.at), meant(said, words))


def _kind(query: RecordQuery, registry: Registry, problems: Problems) -> None:
    """A kind that no talk and no grant has, or that is asked of what has no kinds."""
    if not query.kind or problems.facts_incomplete:
        return
    at, asked = place(query.kind, query.at), [name for name in KINDS_OF if getattr(query, name)]
    if not asked:
        hint = f"ask with {{relations: {query.kind}}}" if query.members or query.relations else "take it out"
        problems.error("wrong-value", "kind: chooses among talks and grants only", at, hint)
    for name in asked:
        kinds = {each.kind or KINDS_OF[name] for each in getattr(registry.records, name)}
        if query.kind not in kinds:
            hint = meant(query.kind, kinds, "there are")
            problems.error("wrong-value", f"none of the {name} is of the kind {query.kind}", at, hint)
