"""styles/references/*.yaml and styles/entries/*.yaml -> ReferenceStyle, EntryStyle; every pattern tried before use."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from cvgen import cite, gate
from cvgen.cite import pattern
from cvgen.loading import wording
from cvgen.model.entry import FullEntry
from cvgen.model.errors import CvgenError, Position, Problem, Problems, meant, nearest
from cvgen.model.locale import Locale
from cvgen.model.look import PageLook
from cvgen.model.pack import Pack
from cvgen.model.recipe import EntryPattern, EntryStyle, Recipe, ReferenceStyle
from cvgen.model.record import Record, field, replace
from cvgen.model.regex import lazy
from cvgen.model.typed import place
from cvgen.model.word import Word
from cvgen.read import files
from cvgen.read.bib import vocabulary
from cvgen.read.yaml import values
from cvgen.read.yaml.schema import Converter
from cvgen.theme import OURS, Resource, Theme
from cvgen.theme import open as open_theme

_PART = lazy(r"\{\+([\w-]+)\}")
_DEEPEST = 4  # parts of parts
_BARE = ReferenceStyle(patterns=(("default", "{authors}. {title}."),))


class Asked(Record):
    """What a reference style is for: the fields that the papers have, any of which it may print, and a language."""

    fields: frozenset[str] = frozenset()
    locale: Locale = field(default_factory=Locale)


def reference_style(word: Word, theme: Theme, problems: Problems, asked: Asked | None = None) -> ReferenceStyle:
    """The reference style of that name; a bare one if there is none or it is broken, which is then reported."""
    asked = asked or Asked()
    style = _extended(word, theme, problems, asked.locale)
    if style is None:
        return _BARE
    if "default" not in dict(style.patterns):
        problems.error(
            "missing-key", f"{word.text} has no pattern called default", style.at, "add patterns: {default: …}"
        )
        return _BARE
    style = _whole(wording.style(style, asked.locale, problems), problems)
    if ours(word, Resource.REFERENCE, theme):
        return style
    texts = (*(line for _, text in style.patterns for line in text.split("\n")), style.links.form, style.authors.others)
    well = tried(((text, style.at) for text in texts), problems)
    return style if well and _all_known(style, texts, asked.fields, problems) else _BARE


def ours(word: Word, kind: Resource, theme: Theme) -> bool:
    """Whether it is a style or a look that comes with cvgen, and was tried before it did."""
    return theme.path(kind, word.text).is_relative_to(OURS)


def _all_known(style: ReferenceStyle, texts: Iterable[str], own: frozenset[str], problems: Problems) -> bool:
    """Whether no field is misspelt; one that no paper has and no program knows is somebody's own, and is said."""
    fields, well = cite.COMPUTED | vocabulary.KNOWN | own | {"label"}, True
    for name in sorted(frozenset().union(*(pattern.names(pattern.parsed(text)) for text in texts)) - fields):
        near = nearest(name, fields) if len(name) > 2 else ""
        well = well and not near
        tell = problems.error if near else problems.warn
        hint = f"did you mean {{{near}}}?" if near else "every field of a .bib may be printed, by its name there"
        tell("pattern", f"no paper has a field {{{name}}}, which this style prints", style.at, hint)
    return well


def _extended(word: Word, theme: Theme, problems: Problems, locale: Locale) -> ReferenceStyle | None:
    """A style with what it takes from those that it extends; None where one of them is not there, which is reported."""
    links = extended(word, Resource.REFERENCE, theme, problems)
    if links is None:
        return None
    chain = [wording.requoted(each, locale) if path.is_relative_to(OURS) else each for path, each in links.items()]
    found = chain.pop()
    while chain:
        found = _over(found, chain.pop())
    return found


def _over(base: ReferenceStyle, style: ReferenceStyle) -> ReferenceStyle:
    """What a style says, and the rest as in the one that it extends."""
    changed = {name for name in style.__struct_fields__ if getattr(style, name) != getattr(ReferenceStyle(), name)}
    both = {
        name: tuple((dict(getattr(base, name)) | dict(getattr(style, name))).items()) for name in ("patterns", "parts")
    }
    return replace(base, **{name: getattr(style, name) for name in changed | {"at"}} | both)


def _whole(style: ReferenceStyle, problems: Problems) -> ReferenceStyle:
    """The style with its parts in their places; a part that there is none of is reported."""
    parts = dict(style.parts)

    def part(found: re.Match[str]) -> str:
        if found[1] not in parts:
            problems.error("pattern", f"there is no part {found[1]}", style.at, meant(found[1], parts, "parts"))
        return parts.get(found[1], "")

    patterns = style.patterns
    for _ in range(_DEEPEST):
        patterns = tuple((kind, _PART.sub(part, text)) for kind, text in patterns)
    return replace(style, patterns=patterns)


def entry_patterns(
    recipe: Recipe, theme: Theme, problems: Problems, locale: Locale | None = None
) -> dict[str, EntryPattern]:
    """How each kind of entry prints in this document: the recipe's patterns over the entry style's, over classic's."""
    locale = locale or Locale()
    names = dict.fromkeys(("classic", recipe.entries.text))
    found: dict[str, EntryPattern] = {}
    for word in (Word(name, recipe.entries.at) for name in names):
        style = record(word, Resource.ENTRIES, theme, problems)
        if isinstance(style, EntryStyle):
            tried_before = ours(word, Resource.ENTRIES, theme)
            shapes = wording.entries(style.patterns, locale, problems, ours=tried_before)
            found |= {kind: shape for kind, shape in shapes if tried_before or _well_formed(kind, shape, problems)}
    own = wording.entries(recipe.patterns, locale, problems)
    return found | {kind: shape for kind, shape in own if _well_formed(kind, shape, problems)}


def _well_formed(kind: str, shape: EntryPattern, problems: Problems) -> bool:
    """Whether a pattern of that kind of entry can be filled; what is wrong with it is reported."""
    if not tried(((text, place(text, shape.at)) for text in _texts(shape)), problems):
        return False
    if kind not in _FIELDS:
        problems.error("unknown-kind", f"there are no entries of the kind {kind}", shape.at, meant(kind, _FIELDS))
        return False
    asked = {name: text for text in _texts(shape) for name in pattern.names(pattern.parsed(text))}
    unknown = sorted(asked.keys() - _FIELDS[kind])
    for name in unknown:
        message = f"an entry of the kind {kind} has no field {{{name}}}"
        problems.error("pattern", message, place(asked[name], shape.at), meant(name, _FIELDS[kind]))
    return not unknown


# What a pattern for each kind of entry may ask for.
_FIELDS = {
    cls.KIND: frozenset(name.rstrip("_") for name in cls.__struct_fields__) - {"at", "only"}
    for cls in get_args(FullEntry)
}


def _texts(shape: EntryPattern) -> Iterable[str]:
    return (shape.main, shape.side, shape.label, *shape.lines, *shape.line_sides)


def tried(texts: Iterable[tuple[str, Position | None]], problems: Problems) -> bool:
    """Whether each pattern is well formed; each one that is not is reported."""
    well = True
    for text, at in texts:
        try:
            pattern.parsed(text)
        except pattern.PatternError as error:
            well = False
            problems.error("pattern", str(error), at, "see the README of styles/ for the signs of a pattern")
    return well


def extended(word: Word, kind: Resource, theme: Theme, problems: Problems) -> dict[Path, Any] | None:
    """The record of that name and all that it extends, by their files; a file that extends its name means the next's.

    None, with the problem reported, if one of them cannot be used.
    """
    found: dict[Path, Any] = {}
    typed = True
    while word.text or typed:
        paths = tuple(theme.paths(kind, word.text))
        path = next((path for path in paths if path not in found), None)
        if paths and path is None:
            message = f"the {_SPOKEN[kind]} {word.text} extends itself"
            problems.error("circle", message, word.at, "name another one, or none")
            return None
        made: Any = _told(kind, word.text, path, problems) if path else record(word, kind, theme, problems)
        if path is None or made is None:
            return None
        found[path] = made
        name = made.extends or ""
        typed = isinstance(name, Word)
        word = name if isinstance(name, Word) else Word(name, made.at)
    return found


def record(word: Word, kind: Resource, theme: Theme, problems: Problems) -> object:
    """The record in the file of that name; None, with the problem reported, if there is none or it is broken."""
    try:
        path = theme.path(kind, word.text)
    except CvgenError as error:
        known = next(iter(error.problems), None)
        message = f"there is no {_SPOKEN[kind]} {word.text.strip() or repr(word.text)}"
        problems.error(f"unknown-{kind}", message, word.at, known.hint if known else "")
        return None
    return _told(kind, word.text, path, problems)


def _told(kind: Resource, name: str, path: Path, problems: Problems) -> object:
    """What a file says, with its problems reported; None if it is broken."""
    record, said = _read(kind, name, path, gate.version(path))
    problems.add(said)
    return record if isinstance(record, _RECORDS[kind]) else None


@lru_cache(maxsize=32)
def _read(kind: Resource, name: str, path: Path, _version: tuple[int, int, int]) -> tuple[object, tuple[Problem, ...]]:
    """A style, read once as long as its file stays as it is, and what there is to say of it."""
    problems = Problems()
    text = files.text(path, problems)
    value = values.load(files.shown(path), text, problems) if text else None
    if text is not None and value is None and not problems.errors:
        others = [each for each in open_theme(None).names(kind) if each != name]
        first = "classic" if "classic" in others else others[0]
        hint = f"cvgen show {kind} {first} prints one to start from"
        problems.error("empty-file", "the file is empty", Position(files.shown(path)), hint)
    record = Converter(problems).record(value, _RECORDS[kind]) if value is not None else None
    return record, tuple(problems.items)


_SPOKEN = {
    Resource.REFERENCE: "reference style",
    Resource.ENTRIES: "entry style",
    Resource.LOOK: "look",
    Resource.PACK: "pack",
}
_RECORDS: dict[Resource, type] = {
    Resource.REFERENCE: ReferenceStyle,
    Resource.ENTRIES: EntryStyle,
    Resource.LOOK: PageLook,
    Resource.PACK: Pack,
}
