"""A text in several languages, and which of them a document prints.

The order is stated here alone: the document's own tag, the same with less of it (zh-Hant-TW, zh-Hant, zh), the same
language of another region, then the project's language in the same way, then what is written first.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from cvgen.model.errors import Position
from cvgen.model.text import PlainNode, Style, Styled, Written, WrittenNode, plain, right_to_left
from cvgen.model.typed import Typed

T = TypeVar("T")
ByTag: TypeAlias = tuple[tuple[str, T], ...]


class VariedText(Typed):
    """A plain text in several languages; by itself it is the one that is written first."""

    variants: ByTag[str]

    def __reduce__(self) -> tuple[type[str], tuple[str], dict[str, object]]:  # type: ignore[override]
        """All of it: what a process is given is arranged there."""
        return type(self), (str(self),), {"variants": self.variants, "at": self.at}


class VariedWritten(tuple[WrittenNode, ...]):  # noqa: SLOT001 - a tuple can have none
    """A text with markup in several languages; by itself it is the one that is written first."""

    at: Position
    variants: "ByTag[tuple[WrittenNode, ...]]"


class ForeignText(str):
    """A plain text that stands for one which a document's language lacks, with the tag of its own."""

    __slots__ = ("lang",)
    lang: str

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """The text alone: what a process is given is arranged."""
        return str, (str(self),)


def foreign_text(text: str, lang: str) -> str:
    """The text in this language."""
    found = ForeignText(text)
    found.lang = lang
    return found


def foreign(nodes: Written, lang: str) -> Written:
    """A text in this language, apart from its neighbours where it runs from right to left."""
    run: WrittenNode = Styled(Style.FOREIGN, nodes, lang)
    return (Styled(Style.ISOLATED, (run,)),) if right_to_left(plain(nodes)) else (run,)


def inline(text: str) -> tuple[PlainNode, ...]:
    """A plain text as nodes, with its language where that is another one than the document's."""
    if not isinstance(text, ForeignText):
        return (text,) if text else ()
    run: PlainNode = Styled(Style.FOREIGN, (str(text),), text.lang)
    return (Styled(Style.ISOLATED, (run,)),) if right_to_left(text) else (run,)


def text(variants: ByTag[str], at: Position) -> VariedText:
    """The plain text that is written so, there."""
    found = VariedText(variants[0][1])
    found.variants, found.at = variants, at
    return found


def written(variants: "ByTag[tuple[WrittenNode, ...]]", at: Position) -> VariedWritten:
    """The text with markup that is written so, there."""
    found = VariedWritten(variants[0][1])
    found.variants, found.at = variants, at
    return found


def chosen(variants: ByTag[T], lang: str, otherwise: Callable[[], str]) -> tuple[str, T, bool]:
    """What a document in a language prints, by its tag, and whether that is the document's language."""
    own = _nearest(variants, lang)
    found = own or _nearest(variants, otherwise()) or variants[0]
    return *found, bool(own)


def _nearest(variants: ByTag[T], lang: str) -> tuple[str, T] | None:
    """The variant in a language, or in the same of another region; None where there is none."""
    known = {tag.lower(): (tag, found) for tag, found in reversed(variants)}
    tags = (*_shorter(lang.lower()), *_elsewhere(known, lang.lower()))
    return next((known[tag] for tag in tags if tag in known), None)


def _shorter(tag: str) -> Iterator[str]:
    """The tag, and the same with less of it."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def _elsewhere(known: dict[str, tuple[str, T]], lang: str) -> Iterator[str]:
    """The tags of the same language that name no other script."""
    for tag in reversed(known):
        if tag.partition("-")[0] == lang.partition("-")[0] and len({_script(tag), _script(lang)} - {""}) < 2:
            yield tag


def _script(tag: str) -> str:
    return next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), "")
