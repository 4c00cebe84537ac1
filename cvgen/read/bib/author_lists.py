"""The text of an author field -> one piece a name; lists with commas, semicolons, a dangling "and" are repaired."""

import re
from functools import lru_cache
from typing import NamedTuple

from cvgen.model import names
from cvgen.model.record import Struct, field
from cvgen.model.regex import lazy
from cvgen.read import latex
from cvgen.read.bib import splitting

_AND = lazy(r" and ", re.IGNORECASE)
_AND_OR_BRACE = lazy(r"[{}]| and(?= )", re.IGNORECASE)
_OTHER_OR_BRACE = lazy(r"[{}]|;|(?<= )\\?&(?= )|(?<= )with(?= )")
_COMMA_OR_BRACE = lazy(r"[{},]")
_LONE_ORGANISATION = lazy(r"\b(?:of|for|the)\b|\b(?:Inc|Ltd|LLC|Corp|Co|GmbH|AG|Press|Sons)\b", re.IGNORECASE)
_ET_AL = lazy(r"\bet\.? al\.?$", re.IGNORECASE)
_JATS = lazy(r"<name\b[^<>]*>\s*<surname>([^<]*)</surname>\s*<given[^<>]*>([^<]*)</given[^<>]*>")
_TAG = lazy(r"</?[a-z:]+\b[^<>]*>")
_INITIALS = lazy(r"(?:[^\W\d_]\w{0,2}\.?[\s~-]*){0,4}[A-Z]\.?[a-z]?$|(?:[A-Z]\.[\s~-]*)+[a-z]?$")
_AFFILIATED = lazy(r"\.[a-z]$")  # Scopus glues the letter of an affiliation to the initials
# "Moss A", "van der Berg A.-B.", "Reed T III": a family name and initials behind it (ICMJE).
_VANCOUVER = lazy(
    r"((?:[^\W\d_][\w'’‐‑–-]*\s)*[^\W\d_][\w'’‐‑–-]+)\s"
    r"([A-Z](?:-?[A-Z]){0,2}|(?:[^\W\d_a-z]\.[\s~-]?){1,4})(?:\s(?:Jr|Sr|II|III)\.?)?$"
)
# What often stands behind another given name, and is no family's.
_SECOND_GIVEN = frozenset(
    "alberto alejandra alejandro alfonso ana andrea andré andrés angela angelo anna anne annie antoine antonia "
    "antonio antônio arturo beatriz carla carlos carmen carolina catherine cecilia cecília charlotte christine "
    "clara claudia claudio concepción cristina daniela diana diego eduardo elena elisabeth elizabeth emilia "
    "emilio emma enrique ernesto eva felipe fernanda fernando françois françoise francisca francisco friedrich "
    "gabriela georg gerardo giovanni giuseppe grace guadalupe guillermo gustavo heinrich hélène helena hugo "
    "ignacio inés isabel isabella jacques javier jean jeanne jesús joão johanna johannes jorge josé josefa joseph "
    "josephine juan juana julia juliana julio karl katharina laura lauren leonardo lucia lucía luigi luis luís "
    "luisa luiz louise manuel manuela marcela marcelo marco marcos margaret margarita maria maría mariana marie "
    "mario martha mary mauricio michelle mónica nicole olga pablo paola paolo patricia patrícia paula paulo pedro "
    "philippe pierre pilar rafael ramón ricardo roberto rodrigo rosa rosario rose sandra santiago sara sergio "
    "silvia sofía sofia sophie susana teresa theresa thérèse valentina verónica vicente victoria virginia wilhelm "
    "yves".split()
)
_INITIAL_FIRST = lazy(r"[A-Z]\.")
_ENDS = frozenset(("", "others", "et al", "et al."))
_UNBRACE = "take the outer braces off"
Repair = tuple[str, str, str]
_TAKEN_APART = ("name-list", "the names are separated by {}, not by “and”", "separate names with “and”")


class Pieces(Struct):
    """The names as written, whether "and others" ends them, and what was repaired: code, message, hint."""

    names: list[str] = field(default_factory=list)
    others: bool = False
    repairs: list[Repair] = field(default_factory=list)

    def repaired(self, separator: str) -> None:
        """The list had another separator than "and"."""
        code, message, hint = _TAKEN_APART
        if all(code != each[0] for each in self.repairs):
            self.repairs.append((code, message.format(separator), hint))


def pieces(text: str) -> Pieces:
    """The names of "Doe, J. and Roe, A. and others" -> "Doe, J.", "Roe, A." and others."""
    result = Pieces()
    text = latex.lettered(" ".join(text.split()))
    if "<" in text:
        text = _untagged(text, result)
    split = _split(_unwrapped(text, result), _AND_OR_BRACE, _AND)
    if ";" in text or "&" in text or " with " in text:
        split = [part for piece in split for part in _otherwise(piece, result)]
    for piece in split:
        _add(piece, split, result)
    return result


def _unwrapped(text: str, result: Pieces) -> str:
    """A whole list of "Family, Given and …" that one pair of braces holds, without it; an organisation keeps it."""
    inside = text[1:-1]
    if not (text[:1] == "{" and splitting.balanced(text, 1) == len(text)) or _LONE_ORGANISATION.search(inside):
        return text
    several = _split(inside, _AND_OR_BRACE, _AND)
    if len(several) < 2 or any("," not in each and each != "others" for each in several):
        return text
    result.repairs.append(("braced-name", "braces make the list of names one word; it is read as a list", _UNBRACE))
    return inside


def _otherwise(piece: str, result: Pieces) -> list[str]:
    """What stands between two "and", split at semicolons, "&" and "with" where names stand on both sides."""
    if ";" not in piece and "&" not in piece and " with " not in piece:
        return [piece]
    parts = _split(piece, _OTHER_OR_BRACE, None)
    if len(parts) < 2:
        return parts
    if ";" not in piece and (any(" " not in part.strip(" ,") for part in parts) or _LONE_ORGANISATION.search(piece)):
        return [piece]
    result.repaired("semicolons" if ";" in piece else "“&”" if "&" in piece else "“with”")
    return parts


def _add(piece: str, split: list[str], result: Pieces) -> None:
    """One piece, as the name or the names that it is."""
    seen = _seen(piece)
    several = None if seen.one else _comma_list(seen.name, _natural_beside(piece, split))
    if seen.trimmed and not several and not result.repairs:
        result.repairs.append(
            ("dangling-and", "an “and” or a comma in the list of names is one too many", "take it out")
        )
    if seen.others:
        result.others = True
    if not seen.name:
        return
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
    return _Seen(name, trimmed, bool(ends), one or "=" in name)


def _trimmed(piece: str) -> str:
    """The piece without an "and" or a comma that leads nowhere."""
    piece = piece.strip(" ,;&")
    start = piece[:4].lower()
    if start in ("and", "and "):
        piece = piece[4:]
    return (piece[:-4] if piece[-4:].lower() == " and" else piece).strip(" ,;&")


def _split(text: str, at: re.Pattern[str], plain: re.Pattern[str] | None) -> list[str]:
    """The text cut wherever a pattern fits that is not inside braces; `plain` does it where there are none."""
    if plain and "{" not in text:
        return plain.split(text)
    out, depth, start = [], 0, 0
    for found in at.finditer(text):
        if found[0] in "{}":
            depth = max(0, depth + (1 if found[0] == "{" else -1))
        elif not depth:
            out.append(text[start : found.start()])
            start = found.end()
    return [*out, text[start:]]


def _natural_beside(piece: str, split: list[str]) -> bool:
    """Whether all other names of the list are written "Ada Moss", so that "Tom Reed, Eve Fox" is two of them."""
    others = [each.strip() for each in split if each is not piece and each.strip() not in _ENDS]
    return bool(others) and all(
        " " in each and "," not in each and "{" not in each and not _vancouver(each) for each in others
    )


@lru_cache(maxsize=1 << 14)
def _comma_list(piece: str, natural_beside: bool) -> list[str] | None:
    """The names that commas separate: "Ann Bee, Cy Dee, Eve Fox", "Bee, A., Dee, C.", "Bee A, Dee C"; None for one."""
    parts = _behind_names([part.strip() for part in _split(piece, _COMMA_OR_BRACE, None)])
    if len(parts) < 2 or not all(parts):
        return None
    if all(map(_vancouver, parts)):
        return parts
    if all(_AFFILIATED.search(part) for part in parts[1::2]):
        parts[1::2] = [part[:-1] for part in parts[1::2]]
    initials = [bool(_INITIALS.match(part)) for part in parts]
    if len(parts) > 2 and len(parts) % 2 == 0 and all(initials[1::2]) and not any(initials[::2]):
        return [f"{a}, {b}" for a, b in zip(parts[::2], parts[1::2], strict=True)]
    natural = not any(initials) and all(" " in part or "." in part.strip(".") for part in parts)
    if natural and len(parts) == 2 and _turned_round(*parts):
        return None
    if natural and (len(parts) > 2 or natural_beside or all(_INITIAL_FIRST.match(part) for part in parts)):
        return parts
    if len(parts) > 2 and " " not in parts[0] and all(" " in part and "." not in part[-1] for part in parts[2:]):
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]  # "Moss, Ada, Tom Reed, Eve Fox": the first one turned round
    if len(parts) > 3 and len(parts) % 2 == 0 and not any(" " in part for part in parts[::2]):
        return [f"{a}, {b}" for a, b in zip(parts[::2], parts[1::2], strict=True)]
    return parts if len(parts) > 3 and all(" " in part for part in parts) else None


def _turned_round(family: str, given: str) -> bool:
    """Whether two parts are one name, the family's first: "van der Berg, Anne Marie", "García Ruiz, Gabriel José"."""
    first, last = family.split(maxsplit=1)[0], given.rsplit(maxsplit=1)[-1]
    return first.islower() or (last.casefold() in _SECOND_GIVEN and first.casefold() not in _SECOND_GIVEN)


@lru_cache(maxsize=1 << 14)
def _vancouver(part: str) -> bool:
    """Whether initials stand behind a family name; one in capitals has two of them at most: "XU WEI" may be a name."""
    found = _VANCOUVER.match(part)
    return found is not None and (not found[1].isupper() or len(found[2]) < 3 or "." in found[2])


def _behind_names(parts: list[str]) -> list[str]:
    """The parts between commas, with a suffix or a degree joined to the name in front of it."""
    out: list[str] = []
    for part in (*parts[:1], *names.without_degrees(parts[1:], parts[0])):
        if out and names.is_suffix(part):
            out[-1] += f" {part}"
        else:
            out.append(part)
    return out


def _untagged(text: str, result: Pieces) -> str:
    """Names in JATS or HTML tags, without them."""
    found = _JATS.findall(text)
    clean = " and ".join(f"{family}, {given}" for family, given in found) if found else _TAG.sub("", text)
    if clean != text:
        result.repairs.append(("tags-in-names", "the names have HTML or XML tags in them", "write Family, Given and …"))
    return clean
