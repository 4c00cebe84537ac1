"""A person's name in its parts, and the forms that print it."""

import re
from enum import StrEnum
from functools import lru_cache

from cvgen.model.record import Record
from cvgen.model.regex import lazy


class NameForm(StrEnum):
    """How a name prints: "Y. Zhang", "Yihua Zhang", "Zhang, Yihua", "Zhang, Y."."""

    INITIALS = "initials"
    FULL = "full"
    FAMILY_FIRST = "family-first"
    FAMILY_INITIALS = "family-initials"


class Initials(StrEnum):
    """How initials are written: "A. B.", "A.B.", or "AB", before which no comma stands: "Moss AB"."""

    SPACED = "spaced"
    TIGHT = "tight"
    BARE = "bare"

    def written(self, text: str) -> str:
        """Spaced initials in this way: "P.-Y. B." -> "P.-Y.B.", "PYB"."""
        if self is Initials.SPACED:
            return text
        return text.replace(" ", "") if self is Initials.TIGHT else re.sub(r"[\W_]", "", text)


class Name(Record):
    """BibTeX's four parts; an organisation or a mononym has a family alone. `short`: initials that the name tells."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    short: str = ""

    def __str__(self) -> str:
        """The full form: "Ludwig van Beethoven", "山田 花子"."""
        turned = _family_first(self.family) and _family_first(self.given)
        first, last = (self.family, self.given) if turned else (self.given, self.family)
        return " ".join(part for part in (first, self.particle, last, self.suffix) if part)

    @property
    def typed(self) -> str:
        """In BibTeX's syntax, as it is read again: "van Beethoven, Ludwig"."""
        family = f"{self.particle} {self.family}".strip()
        text = ", ".join(part for part in (family, self.suffix, self.given) if part)
        return text if parse(text) == self else str(self)


_GIVEN_PART = lazy(r"[\s~]+|(?<=\.)(?=[^\W\d_])")
_HYPHEN = lazy(r"[-‐‑]")
_MODIFIERS = "ʻʼʾʿˈ"
# Kana, ideographs (their extension A, and compatibility forms), Hangul: scripts that write the family name first.
_NATIVE = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"), ("\uf900", "\ufaff"))
_SUFFIX = lazy(r"(?:(?i:jr|sr|j[uú]nior)\.?|II|III|IV|VI{1,3}|IX|2nd|3rd|[4-9]th)$")
# Degrees and memberships that are nobody's name or initials; those that may be both, and of these the ones that are no
# family's name.
_DEGREE = lazy(
    r"(?:Ph\.? ?D|D\.? ?Phil|M\.? ?Phil|[BM]\.? ?Sc|[BM]\.? ?Eng|Dr(?:\.? ?-?(?:Ing|rer\. ?nat|med))?|Dipl\.?-?Ing|"
    r"D\.?Sc|Sc\.D|Ed\.?D|Psy\.?D|Pharm\.?D|Dr\.?PH|MB ?BS|MB ?BCh|MB ?ChB|MPH|MBA|LL\.[BMD]|CEng|P\.?Eng|Esq|Prof|"
    r"Emerit(?:us|a)|FR[CS][A-Z]*|FAC[CPRS]|FAAN|FAAP|FAHA|FAAAS|FIEEE|FIET|FASME|FASA|FBCS|FBA)\.?$"
)
_OFTEN_DEGREE = lazy(r"(?:[BM]\.?[AS]|[MJ]\.?D|R\.?N|N\.?P|P\.?E|CPA|CFA|PMP|DDS|DMD|DVM|DNP|LL[BMD]|[COM]BE)\.?$")
_NO_FAMILY = lazy(r"(?:[MJ]\.?D|CPA|CFA|PMP)\.?$")
_TITLES = lazy(
    r"(^|,\s*)(?:(?:(?:Univ\.?-|A/|(?:Assoc|Asst|Adj)\.?\s+|(?:Associate|Assistant|Adjunct)\s+)?(?i:prof|professor|dr)"
    r"|Dipl\.?-Ing|Mr|Mrs|Ms|Mx)\b(?:\.?-Ing)?(?:\.\s*|\s+)"
    r"(?:(?:rer\. ?nat|med|phil|sc|techn|jur|h\. ?c|mult|habil|ir|ing)\.\s*)*)+(?=\w)"
)
_NOTE = lazy(r"\(([^()]*)\)$")
_BRACKETED = lazy(r"\s*\[[^\[\]]*\]")
_PARTICLES = frozenset(
    "af al ap aus av bin ben da dal de del della dello dem den der des di do dos du e el ibn la las le les los op "
    "ou 't te ten ter tho thoe tot und van vom von vor y zu zum zur".split()
)


def initials(given: str) -> str:
    """Initials with their hyphens: "Pin-Yu" -> "P.-Y.", "Chris Yuhao" -> "C. Y.", "W.A." and "WA" -> "W. A."."""
    parts = (_initial(part) for part in _GIVEN_PART.split(given))
    return " ".join(part for part in parts if part)


def _initial(part: str) -> str:
    if part[:1] in ("(", '"', "“"):
        return ""
    if len(part) in (2, 3) and part.isalpha() and part.isupper():
        return " ".join(f"{letter}." for letter in part)
    first = [next((c for c in piece if c.isalpha() and c not in _MODIFIERS), "") for piece in _HYPHEN.split(part)]
    return "-".join(f"{letter.upper()}." for letter in first if letter)


def native(name: Name) -> bool:
    """Whether the name is written in Chinese, Japanese or Korean, where the family comes first: 花田和明."""
    return _native(name.family) and _native(name.given)


def _native(text: str) -> bool:
    """Whether a letter of Chinese, Japanese or Korean is in it."""
    return not text.isascii() and any(first <= char <= last for char in text for first, last in _NATIVE)


def _family_first(word: str) -> bool:
    """Whether a word is in a script that puts the family name first; foreign names in katakana keep their own order."""
    return _native(word) and not all("\u30a0" <= char <= "\u30ff" for char in word)


@lru_cache(1 << 16)
def printed(name: Name, form: NameForm, full: str = "", short: Initials = Initials.SPACED) -> str:
    """The name in this form; `full` is what the full form prints where it differs, `short` how initials are written."""
    if not name.given and not name.particle:
        return f"{name.family} {name.suffix}".strip()
    if native(name):
        return full if full and form is NameForm.FULL else name.family + name.given
    tail, initial = f" {name.suffix}" if name.suffix else "", name.short or initials(name.given)
    family = f"{name.particle} {name.family}".strip()
    match form:
        case NameForm.INITIALS:
            return f"{short.written(initial)} {family}{tail}".strip()
        case NameForm.FULL:
            return full or str(name)
        case NameForm.FAMILY_FIRST:
            return ", ".join(part for part in (family, name.given, name.suffix) if part)
        case NameForm.FAMILY_INITIALS:
            comma = " " if short is Initials.BARE else ", "
            return comma.join(part for part in (family, short.written(initial), name.suffix) if part)


def latin(name: Name) -> bool:
    """Whether a name is written in Latin letters, all or in part."""
    return any(letter.isalpha() and letter < "\u0250" for letter in str(name))


def parse(text: str) -> Name:
    """A Name from BibTeX's name syntax: "Liu, Sijia", "van Beethoven, Ludwig", "Hero III, A. O.", "Sijia Liu"."""
    parts = [" ".join(part.split()) for part in text.split(",")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    if len(parts) == 1:
        return _natural(parts[0].split())
    rest = without_degrees([part for part in parts[1:] if part], parts[0])
    if not rest or len(rest) == 1 and " " in parts[0] and is_suffix(rest[0]):
        return _natural([*parts[0].split(), *rest])  # "Tom A. Reed, Jr.", "Hans Berg, PhD"
    particle, family = _particle(parts[0].split())
    suffix = next((part for part in rest if is_suffix(part)), "") if len(rest) > 1 else ""
    given = " ".join(part for part in rest if part != suffix)
    words = family.split()
    if not suffix and len(words) > 1 and is_suffix(words[-1]):
        family, suffix = " ".join(words[:-1]), words[-1]
    if not particle and given[-1:].islower():
        given, particle, article = _particle_behind(given)
        family = f"{article} {family}".strip()
    return Name(family, given, particle, suffix)


def _particle_behind(given: str) -> tuple[str, str, str]:
    """Given names, the particle that stands behind them in many catalogues, and the article that the family's name has.

    "Jan van den" -> "Jan", "van den"; "Jean de La" -> "Jean", "de", "La".
    """
    words = given.split()
    last = len(words)
    while last > 1 and words[last - 1] not in _PARTICLES and words[last - 1].lower() in _PARTICLES:
        last -= 1
    first = last
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    if first == last:
        return given, "", ""
    return " ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:])


def untitled(text: str) -> str:
    """A name without the titles in front: "Prof. Dr. Jane Roe" -> "Jane Roe", "Roe, Dr.-Ing. Jane" -> "Roe, Jane"."""
    return _TITLES.sub(lambda titles: titles[1], text)  # a template would be read at each call


def alone(text: str) -> str:
    """A name without titles, degrees and notes: "Ann Bee PhD (deceased)" -> "Ann Bee"; "Doe, John (Jack)" keeps his."""
    if "[" in text:
        text = _BRACKETED.sub("", text)
    note = _NOTE.search(text) if text.endswith(")") else None
    if note and note.start() and not ("," in text and note[1].istitle() and note[1].isalpha()):
        text = text[: note.start()].rstrip()
    text = untitled(text)
    words = text.split() if "," not in text else []
    while len(words) > 2 and is_degree(words[-1]):
        text = " ".join(words := words[:-1])
    while len(words) > 2 and is_degree(words[0]):
        text = " ".join(words := words[1:])
    return text


def own(text: str) -> str:
    """A person's own name without titles and degrees: "Ann Bee, MA" -> "Ann Bee", but "Wei Ming MA" is one's name."""
    words = untitled(text.strip()).split()
    while len(words) > 2:
        start = -2 if len(words) > 3 and is_degree(" ".join(words[-2:])) else -1  # "Ph. D"
        last, before = " ".join(words[start:]), words[start - 1]
        often = (_OFTEN_DEGREE if before.endswith(",") else _NO_FAMILY).match(last)
        if not (often or is_degree(last)):
            break
        words = [*words[: start - 1], before.rstrip(",")]
    return " ".join(words)


def is_degree(word: str) -> bool:
    """Whether it is a degree, a title or a membership, which is no part of a name: "PhD", "FACS"; not "MD"."""
    return bool(_DEGREE.match(word))


def without_degrees(parts: list[str], name: str) -> list[str]:
    """What stands behind a name between commas, besides degrees.

    Where one is certain, "MD" is another: beside it, or behind somebody's whole name; behind a family name alone it is
    two initials.
    """
    if not any(map(is_degree, parts)):
        return parts
    out: list[str] = []
    for part, after in zip(parts, [*parts[1:], ""], strict=True):
        whole = " " in (out[-1] if out else name) or is_degree(after)
        if not (is_degree(part) or (whole and _OFTEN_DEGREE.match(part))):
            out.append(part)
    return out


def is_suffix(word: str) -> bool:
    """Whether it stands behind a family name: "Jr.", "III"; not the given name "Xi"."""
    return bool(_SUFFIX.match(word))


def _particle(words: list[str]) -> tuple[str, str]:
    """BibTeX's rule: lower-case words in front of the last name, never its last word, are the particle."""
    lower = [i for i, word in enumerate(words[:-1]) if word[:1].islower()]
    cut = lower[-1] + 1 if lower and words[0][:1].islower() else 0
    return " ".join(words[:cut]), " ".join(words[cut:])


def _natural(words: list[str]) -> Name:
    """First von Last, as BibTeX reads a name without a comma."""
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
    if len(words) < 2:
        return Name(" ".join(words), suffix=suffix)
    if all(map(_family_first, words)):
        return Name(words[0], " ".join(words[1:]), suffix=suffix)
    lower = [i for i, word in enumerate(words[:-1]) if word[:1].islower() and (i or word in _PARTICLES)]
    if not lower:
        return Name(words[-1], " ".join(words[:-1]), suffix=suffix)
    start, end = lower[0], lower[-1] + 1
    return Name(" ".join(words[end:]), " ".join(words[:start]), " ".join(words[start:end]), suffix)
