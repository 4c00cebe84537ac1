"""`{awards: mine}`, `{relations: student}` -> reported where a word means nothing: nothing would be printed for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cvgen.loading.ids import KINDS
from cvgen.model.content import WrittenSection
from cvgen.model.entry import Entry
from cvgen.model.errors import Problems, meant
from cvgen.model.facts import head
from cvgen.model.query import KINDS_OF, RecordQuery, RecordRef
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


def tried(sections: Sequence[WrittenSection], registry: Registry, problems: Problems) -> None:
    """Report each query that asks with a word that nothing answers to."""
    roles = (*KINDS, *registry.roster.kinds)
    known = WORDS | {"relations": roles, "role": roles}
    for section in sections:
        for entry in _entries(section):
            if isinstance(entry, RecordQuery):
                _words(entry, known, problems)
                _kind(entry, registry, problems)
                _people(entry, problems)
    _unheld(sections, registry, problems)


# Under which key a record says whose it is.
_HELD = {"awards": "to", "talks": "speakers", "grants": "to"}


def _unheld(sections: Iterable[WrittenSection], registry: Registry, problems: Problems) -> None:
    """Records that say of nobody that they are theirs, where a list asks for `mine` and no other names them."""
    entries = [each for section in sections for each in _entries(section)]
    named = {each.ref for each in entries if isinstance(each, RecordRef)}
    named |= {news.about for news in registry.records.news}
    for kind, key in _HELD.items():
        if not any(isinstance(each, RecordQuery) and getattr(each, kind) == "mine" for each in entries):
            continue
        for record in getattr(registry.records, kind):
            if not getattr(record, key) and record.id not in named:
                message = f"{record.id} is nobody's, so that {{{kind}: mine}} leaves it out"
                problems.warn("nobodys-record", message, record.at, f"add {key}: [ID]", record.id)


def _entries(section: WrittenSection) -> Iterator[Entry]:
    """The entries of a section and of its groups."""
    yield from section.entries
    yield from (each for group in section.groups for each in group.entries)


def _words(query: RecordQuery, known: Mapping[str, tuple[str, ...]], problems: Problems) -> None:
    for key, words in known.items():
        said = getattr(query, key)
        if said and said not in words and not (words is known["role"] and head(said)):
            problems.error("wrong-value", f"{said!r} is not known here", place(said, query.at), meant(said, words))


def _people(query: RecordQuery, problems: Problems) -> None:
    """A role or cards that are asked of what is no list of people."""
    if query.role and not query.members:
        problems.error("wrong-value", "role: chooses among members only", place(query.role, query.at), "take it out")
    if query.cards and not (query.members or query.relations):
        problems.error("wrong-value", "cards: shows members and relations only", query.at, "take it out")


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
