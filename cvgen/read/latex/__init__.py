r"""LaTeX in a bibliography's field -> inline nodes: "Schr{\"o}dinger" -> Schrödinger. No command is left."""

import unicodedata
from functools import lru_cache

from cvgen.model.record import Record
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, plain
from cvgen.read.latex.nodes import edged, tidy
from cvgen.read.latex.reader import LIGATURES, Reader

_SPECIAL = lazy(r"[\\{}$~`\x00-\x1f\x7f]").search
_CONTROLS = lazy(r"[\x00-\x08\x0e-\x1f\x7f]")
_TIE = lazy(r"(?<!/)~")
# What nearly every command is: an accent on a letter, or a letter of its own in braces.
# Each begins with a sign, not with one that may be there, so that the engine looks for signs alone.
_ACCENTED = r"""\\(?:[`'^"~=.]|[uvHcdbrk](?=[{ ])) *(?:\{(?:[A-Za-z]|\\[ij])\}|\\[ij](?![A-Za-z\s])|[A-Za-z])"""
_LETTER = lazy(rf"\{{(?:{_ACCENTED}|\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j))\}}|{_ACCENTED}")
_LIGATURE = lazy("[~`]|--|''").search
_BLANK, _PAR = lazy(r"\n[ \t\r]*\n"), lazy(r"\\par(?![A-Za-z])")
_SHORT = 4000


class Reading(Record):
    """What a field says, the commands that were not understood, and the links that were refused."""

    nodes: Inline
    unknown: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def inline(text: str) -> Inline:
    r"""The nodes of a field: "{F}ast" -> ("Fast",), "x$^2$" -> ("x", Styled(SUP, ("2",)))."""
    if not text:
        return ()
    if not ("  " in text or "--" in text or "''" in text or _SPECIAL(text)):
        text = text.strip(" ")
        if not text:
            return ()
        return (text if text.isascii() else unicodedata.normalize("NFC", text),)
    return reading(text).nodes


def paragraphs(text: str) -> list[str]:
    """What blank lines part, a line each; none ends within braces."""
    parts: list[str] = []
    for part in _BLANK.split(_PAR.sub("\n\n", text) if "\\par" in text else text):
        within = parts.pop() if parts and parts[-1].count("{") > parts[-1].count("}") else ""
        parts.append(" ".join(f"{within} {part}".split()))
    return [part for part in parts if part]


def plain_text(text: str) -> str:
    r"""The field without any styling: "Schr{\"o}dinger" -> "Schrödinger"."""
    return plain(inline(text))


def unknown(text: str) -> tuple[str, ...]:
    r"""The commands that were not understood: "\foo{x}" -> ("foo",)."""
    return reading(text).unknown if "\\" in text else ()


def reading(text: str) -> Reading:
    """What a field says and what was odd in it; short fields are remembered."""
    return _remembered(text) if len(text) < _SHORT else _read(text)


@lru_cache(maxsize=1 << 15)
def _remembered(text: str) -> Reading:
    return _read(text)


def lettered(text: str) -> str:
    r"""The text with its accents and letters printed: "K{\"o}hler \& {\L}uk" -> "Köhler \& Łuk"."""
    return _LETTER.sub(lambda found: _letter(found[0]), text) if "\\" in text else text


@lru_cache(maxsize=1 << 12)
def _letter(command: str) -> str:
    return plain(edged(Reader(command).nodes()))


def _read(text: str) -> Reading:
    text = _CONTROLS.sub("", text)
    simple = lettered(text) if "$" not in text else text
    if "\\" not in simple and not _LIGATURE(simple):
        text = simple
    if "\\" in text or "$" in text:
        reader = Reader(text)
        nodes = edged(reader.nodes())
        return Reading(nodes, tuple(dict.fromkeys(reader.unknown)), tuple(dict.fromkeys(reader.refused)))
    for sign, printed in LIGATURES.items():
        if sign in text:
            text = _TIE.sub(printed, text) if sign == "~" else text.replace(sign, printed)
    text = tidy(text.replace("{", "").replace("}", "")).strip(" ")
    return Reading((text,) if text else ())
