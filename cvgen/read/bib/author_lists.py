"""The text of an author field -> one piece a name; lists with commas, semicolons, a dangling "and" are repaired."""

import re
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from cvgen.model.dataclass import dataclass

_AND = re.compile(r" and ", re.IGNORECASE)
_AND_OR_BRACE = re.compile(r"[{}]| and(?= )", re.IGNORECASE)
_ET_AL = re.compile(r"\bet\.? al\.?$", re.IGNORECASE)
_JATS = re.compile(r"<name\b[^<>]*>\s*<surname>([^<]*)</surname>\s*<given[^<>]*>([^<]*)</given[^<>]*>")
_TAG = re.compile(r"</?[a-z:]+\b[^<>]*>")
_INITIALS = re.compile(r"(?:[^\W\d_]\w{0,2}\.?[\s~-]*){0,4}[A-Z]\.?[a-z]?$|(?:[A-Z]\.[\s~-]*)+[a-z]?$")
_AFFILIATED = re.compile(r"\.[a-z]$")  # Scopus glues the letter of an affiliation to the initials
_SUFFIX = re.compile(r"(?:jr|sr)\.?$|[IVX]{2,4}$", re.IGNORECASE)
Repair = tuple[str, str, str]
_TAKEN_APART = ("name-list", "the names are separated by {}, not by “and”", "separate names with “and”")


@dataclass(slots=True)
class Pieces:
    """The names as written, whether "and others" ends them, and what was repaired: code, message, hint."""

    names: list[str] = field(default_factory=list)
    others: bool = False
    repairs: list[Repair] = field(default_factory=list)

    def repaired(self, separator: str) -> None:
        """The list had another separator than "and"."""
        code, message, hint = _TAKEN_APART
        self.repairs.append((code, message.format(separator), hint))


def pieces(text: str) -> Pieces:
    """The names of "Doe, J. and Roe, A. and others" -> "Doe, J.", "Roe, A." and others."""
    result = Pieces()
    text = " ".join(text.split())
    if "<" in text:
        text = _untagged(text, result)
    split = _split(text)
    if len(split) == 1 and ";" in text and "{" not in text:
        split = text.split(";")
        result.repaired("semicolons")
    for piece in split:
        _add(piece, split, result)
    if len(result.names) == 1 and "{" not in text and re.search(r"\s(?:\\?&|with)\s", text):
        result.names = [part.strip() for part in re.split(r"\s+(?:\\?&|with)\s+|,\s*(?=\S+ \S)", text)]
        result.repaired("“&”")
    return result


def _add(piece: str, split: list[str], result: Pieces) -> None:
    """One piece, as the name or the names that it is."""
    seen = _seen(piece)
    if seen.trimmed:
        result.repairs.append(
            ("dangling-and", "an “and” or a comma in the list of names is one too many", "take it out")
        )
    if seen.others:
        result.others = True
    if not seen.name:
        return
    several = None if seen.one else _comma_list(seen.name, split)
    if several:
        result.repaired("commas")
    result.names.extend(several or [seen.name])


class _Seen(NamedTuple):
    """A piece without what does not belong to a name: whether a loose end was taken off, whether others follow.

    `one`: it is one name for sure.
    """

    name: str
    trimmed: bool
    others: bool
    one: bool


@lru_cache(maxsize=1 << 16)
def _seen(piece: str) -> _Seen:
    """The same piece stands on many papers."""
    clean = piece.strip()
    name = _trimmed(clean)
    trimmed = name != clean
    if name.lower() in ("others", "et al", "et al.", "{others}"):
        return _Seen("", trimmed, others=True, one=True)
    ends = _ET_AL.search(name, max(0, len(name) - 12))
    if ends:
        name = name[: ends.start()].strip(" ,")
    first, comma, rest = name.partition(",")
    one = not comma or " " not in first and "." not in first and "," not in rest
    return _Seen(name, trimmed, bool(ends), one or "{" in name or "=" in name)


def _trimmed(piece: str) -> str:
    """The piece without an "and" or a comma that leads nowhere."""
    piece = piece.strip(" ,;&")
    start = piece[:4].lower()
    if start in ("and", "and "):
        piece = piece[4:]
    return (piece[:-4] if piece[-4:].lower() == " and" else piece).strip(" ,;&")


def _split(text: str) -> list[str]:
    """At each "and" that is not inside braces."""
    if "{" not in text:
        return _AND.split(text)
    out, depth, start = [], 0, 0
    for found in _AND_OR_BRACE.finditer(text):
        if found[0] in "{}":
            depth = max(0, depth + (1 if found[0] == "{" else -1))
        elif not depth:
            out.append(text[start : found.start()])
            start = found.end()
    return [*out, text[start:]]


def _comma_list(piece: str, split: list[str]) -> list[str] | None:
    """The names that commas separate: "Ann Bee, Cy Dee, Eve Fox" or "Bee, A., Dee, C."; None for one name."""
    parts = [part.strip() for part in piece.split(",")]
    if any(not part or _SUFFIX.match(part) for part in parts[1:]):
        return None
    natural = all(" " in part or "." in part.strip(".") for part in parts) and not any(
        _INITIALS.match(p) for p in parts
    )
    if len(parts) > 2 and natural:
        return parts
    if len(parts) == 2 and natural and (_lone_last(piece, split) or all(re.match(r"[A-Z]\.", p) for p in parts)):
        return parts
    if all(_AFFILIATED.search(part) for part in parts[1::2]):
        parts[1::2] = [part[:-1] for part in parts[1::2]]
    pairs = [f"{a}, {b}" for a, b in zip(parts[::2], parts[1::2], strict=False)]
    if len(parts) > 3 and len(parts) % 2 == 0 and all(_INITIALS.match(part) for part in parts[1::2]):
        return pairs
    if len(parts) > 3 and len(parts) % 2 == 0 and not any(" " in part for part in parts[::2]):
        return pairs
    return parts if len(parts) > 3 and all(" " in part for part in parts) else None


def _lone_last(piece: str, split: list[str]) -> bool:
    """Whether the list is "Ann Bee, Cy Dee and Eve Fox": commas first, one "and" before the last."""
    return len(split) == 2 and split[0].strip() == piece and "," not in split[1] and " " in split[1].strip()


def _untagged(text: str, result: Pieces) -> str:
    """Names in JATS or HTML tags, without them."""
    found = _JATS.findall(text)
    clean = " and ".join(f"{family}, {given}" for family, given in found) if found else _TAG.sub("", text)
    if clean != text:
        result.repairs.append(("tags-in-names", "the names have HTML or XML tags in them", "write Family, Given and …"))
    return clean
