"""Given names -> whether they may be one person's: "Y." fits "Yihua", "Wei" never fits "Wen". For people alone."""

import unicodedata
from enum import IntEnum
from functools import lru_cache

from cvgen.model.names import untitled
from cvgen.model.regex import lazy


class Fit(IntEnum):
    """How well a name fits a person: by initials, as the same words divided elsewhere, in full, by an alias."""

    INITIALS = 1
    DIVIDED = 2
    FULL = 3
    ALIAS = 4


_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ı": "i"})
_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe"}
)
_ASCII = [sign.lower() if sign.isalnum() else None for sign in map(chr, range(128))]
_GAPS = lazy(r"[^\w]+|_")
_VOWELS = frozenset("aeiouy")
_HYPHENS = "‐‑–-"
_PART = lazy(rf"[^\s.~'’{_HYPHENS}]+\.?")
_NICKNAME = lazy(r"""\([^()]*\)|"[^"]*"|“[^“”]*”""")
_COMPOUND = lazy(rf"[^\W\d_]{{2,}}[{_HYPHENS}][^\W\d_]{{2,}}")


@lru_cache(200_000)
def folded(text: str) -> str:
    """Letters for comparison only: "O’Reilly" -> "oreilly", "Núñez" -> "nunez"."""
    if text.isascii():
        return text.translate(_ASCII)
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return _GAPS.sub("", "".join(c for c in decomposed if not unicodedata.combining(c)))


def spelt_out(text: str) -> str:
    """A name without umlauts, as it is written where there are none: "Jürgen" -> "Juergen"."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_GERMAN)


_SHORT = {
    short: frozenset(longer.split())
    for short, longer in (
        pair.split(": ")
        for pair in (
            "alex: alexander alexandra alexandre|andy: andrew|ben: benjamin|beth: elizabeth|bill: william|bob: robert|"
            "cathy: catherine|chris: christopher christian christine|dan: daniel|dave: david|ed: edward edwin|"
            "fred: frederick|geoff: geoffrey|greg: gregory|jeff: jeffrey|jim: james|joe: joseph|jon: jonathan|"
            "josh: joshua|kate: katherine katharine|ken: kenneth|liz: elizabeth|matt: matthew|max: maximilian|"
            "mike: michael|nate: nathan nathaniel|nick: nicholas nicolas|pat: patrick patricia|pete: peter|"
            "phil: philip|ray: raymond|rich: richard|rick: richard|rob: robert|ron: ronald|sam: samuel samantha|"
            "steve: steven stephen|sue: susan|ted: theodore edward|tim: timothy|tom: thomas|tony: anthony|"
            "vicky: victoria|will: william|"
            "zach: zachary"
        ).split("|")
    )
}


@lru_cache(200_000)
def given_parts(text: str) -> tuple[str, ...]:
    """The folded parts of given names: "Pin-Yu" -> ("pin", "yu"), "A. O." -> ("a", "o"), "Chr." -> ("chr.",)."""
    if "(" in text or '"' in text or "“" in text:
        text = _NICKNAME.sub(" ", text)
    return tuple(part for raw in _PART.findall(untitled(text)) if (part := _part(raw)))


def _part(raw: str) -> str:
    """A part; one of a few letters with a stop is cut short, and keeps the stop."""
    part = folded(raw)
    return f"{part}." if raw.endswith(".") and 1 < len(part) < 5 and not raw[:-1].isupper() else part


def _apart(text: str, other: str) -> tuple[str, ...]:
    """Glued initials one by one, where the other name has as many parts or they are no syllable: "RN", "AB"."""
    own = given_parts(text)
    glued = len(own) == 1 and len(own[0]) in (2, 3) and text.strip().isupper()
    sure = glued and (len(given_parts(other)) >= len(own[0]) or not _VOWELS & set(own[0]))
    return tuple(own[0]) if sure else own


def given_fit(a: str, b: str) -> Fit | None:
    """Whether given names are compatible, part by part, and how well; umlauts may be spelt out."""
    found = _fit(a, b)
    if found is None and not (a.isascii() and b.isascii()):
        return _fit(spelt_out(a), spelt_out(b))
    return found


def _fit(a: str, b: str) -> Fit | None:
    left, right = _apart(a, b), _apart(b, a)
    if not left or not right:
        return Fit.FULL if left == right else Fit.INITIALS
    if "".join(left) == "".join(right):
        return Fit.FULL if any(len(part) > 1 for part in left) else Fit.INITIALS
    if not all(map(_part_fits, left, right)):
        return Fit.INITIALS if _without_first(left, right) or _without_first(right, left) else None
    if _is_half(a, right) or _is_half(b, left):
        return None
    return Fit.FULL if len(left[0]) > 1 and left[0].rstrip(".") == right[0].rstrip(".") else Fit.INITIALS


def _without_first(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether an initial in front was left out: "J. Zico" and "Zico", but not "J. Zico" and "Z."."""
    return len(long) > 1 and len(long[0]) == 1 and len(short[0]) > 1 and long[1] == short[0]


def _is_half(text: str, other: tuple[str, ...]) -> bool:
    """Whether one of two names is a half of the other's first one: "Yu" and "Yu-Chen" are two people."""
    compound = _COMPOUND.match(text)
    return bool(compound) and len(other) == 1 and len(other[0]) > 1 and not other[0].endswith(".")


def _part_fits(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if a.endswith(".") and b.startswith(a[:-1]) or b.endswith(".") and a.startswith(b[:-1]):
        return True
    a, b = a.rstrip("."), b.rstrip(".")
    return a == b or b in _SHORT.get(a, ()) or a in _SHORT.get(b, ())
