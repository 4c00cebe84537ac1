r"""An author field -> writers: names in their parts, the marks glued to them as roles: "Roe*" -> glyph:*."""

import re
from functools import lru_cache
from typing import NamedTuple

from cvgen.model import names
from cvgen.model.names import Name
from cvgen.model.reference import Writer
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, Style, Styled
from cvgen.read import latex
from cvgen.read.bib import author_lists
from cvgen.read.bib.raw_entry import Field, Report

# Inside protecting braces, white space and commas do not separate; these stand for them meanwhile.
_HIDDEN = str.maketrans({" ": "\ue000", "\n": "\ue000", "~": "\ue000", ",": "\ue001"})
_UNBRACED = str.maketrans("", "", "\\{}")
_SHOWN = str.maketrans({"\ue000": " ", "\ue001": ",", "\ue002": None})
# BibTeX's way to say how a given name is abbreviated, "{\relax Ch}arles"; a sign stands for its end meanwhile.
_RELAX = lazy(r"\{\s*\\relax\s*([^{}]*)\}")
_ODD = lazy(r"[\\{}$~*∗†‡§¶⋆★✝✉#^=<\d¹²³⁰-⁹]")
_GLYPHS = lazy(r"[*∗⁎†‡§¶⋆★☆✝✉♯#¹²³⁰⁴-⁹]|(?<=[^\W\d_])\d+(?:,\d+)*(?=[\s,]|$)|(?<=\.)\d+$|\^\s*[^\s,]+")
_GLYPH_NAMES = str.maketrans("∗⁎✝¹²³⁰⁴⁵⁶⁷⁸⁹", "**†1230456789")
_LOOKS = {Style.STRONG: "bold", Style.EMPH: "italic", Style.UNDERLINE: "underline"}
_COLOURS = lazy(r"\\(?:text)?color\s*\{")
_COMMAND_BEFORE = lazy(r"\\(?:[A-Za-z]+\s*|.)$", re.DOTALL)
_HOLDING = lazy(r"\\([A-Za-z@]++|[^A-Za-z@])\s*\{\s*[^\s}]")
_BRACE = lazy(r"[{}]")
_KEYED = lazy(r"(?:^|,)\s*(family|given|prefix|suffix)\s*=", re.IGNORECASE)
_ORGANISATION = lazy(
    r"\b(?:Collaborations?|Consortium|Team|(?:Working|Research|Study) Group|Network|Initiative|Committee|Foundation|"
    r"Institute|University|Laboratory|Society|Association|Task Force|Investigators|Commission|Contributors|"
    r"Organi[sz]ation|Ministry|Agency|Council)\b",
    re.IGNORECASE,
)
# A person in braces all the same: "{Ann van der Berg}", "{J. R. Doe}".
_PERSONAL = lazy(r"(?:[^\W\d_][\w'’.-]* )+(?:van|von|de|del|der|den|da|dos|di|ten|ter) |(?:[^\W\d_]\. ?)+[^\W\d_]\w+$")
# In braces, "Roe, Ann" is a person and "Deep Learning, Inc." or "University of California, Berkeley" is none.
_FAMILY_GIVEN = lazy(
    r"(?!.*\b(?:of|for|and|the|Inc|Ltd|LLC|Corp|Co|GmbH|AG|University|Institute)\b)"
    r"[\w'’.-]+(?: [\w'’.-]+){0,2}, ?(?:[\w'’-]+|(?:[\w'’-]+[. -]+)*[^\W\d_]\.?)(?:, ?[\w'’. -]+)?$"
)
_DBLP_NUMBER = lazy(r" 0\d{3}(?=,|$)")
_DOTTED = lazy(r"(?:[^\W\d_]\.-?)+$")
_OTHERS = frozenset(Name(word) for word in ("others", "Others", "et al", "et al.", "and others")) | {Name("al.", "et")}
_SHORT_FAMILIES = frozenset(
    "AI AN AO BO CAO CHO CHU DAI DU FAN FU GU GUO HA HAN HE HO HU IM IP JI JIN KIM KO LE LEE LI LIM LIN LIU LO LU "
    "LUO LY "
    "MA MAI MAO MO NG NI NO OH OU PAN PU QI QIN QU RAO SHI SU SUN TAN TAO TU VO VU WAN WEI WEN WU XIA XIE XU YAN YE "
    "YI YIN "
    "YU YUE".split()
)


class Read(NamedTuple):
    """A writer, and in a word what had to be repaired: "organisation-name"."""

    writer: Writer
    repair: str = ""


_HINTS = {
    "braced-name": ("is read as a person, though the braces make it one word", "take the braces off"),
    "organisation-name": ("is read as an organisation", "put the name in braces to keep it together"),
    "capital-name": ("is written in capitals and read as a name in mixed case", "write it in mixed case"),
    "family-first-name": ("is read as a family name and initials", "write it as Family, I."),
    "beside-name": (
        "is read without the title or note that stands beside the name",
        "write the name alone; an organisation stands in braces",
    ),
    "name-commas": ("has too many commas for one name", "separate names with “and”, write one as Family, Given"),
}


def writers(field: Field, report: Report, key: str) -> tuple[tuple[Writer, ...], bool]:
    """Everybody in the field, and whether it ends with "and others"; what was repaired is said."""
    pieces = author_lists.pieces(field.value)
    for code, what, hint in pieces.repairs:
        report.warn(code, f"{key}: {what}{_outcome(code, pieces.names)}", field.line, hint, key)
    taken_apart = any(code == "name-list" for code, _, _ in pieces.repairs)
    found: list[Writer] = []
    for piece in pieces.names:
        writer, repair, others = _known(piece)
        if repair and not (taken_apart and repair == "family-first-name") and report.first(repair, str(writer.name)):
            what, hint = _HINTS[repair]
            report.warn(repair, f"{key}: {writer.name} {what}", field.line, hint, key)
        if others:
            pieces.others = True
        elif writer.name.family:
            found.append(writer)
    return tuple(found), pieces.others


def _outcome(code: str, pieces: list[str]) -> str:
    """What was made of a list that is no list by BibTeX's rules: "; read as Ada Moss; Tom Reed; …"."""
    shown = "; ".join(str(_known(piece)[0].name) for piece in pieces[:4]) if code == "name-list" else ""
    return f"; read as {shown}{'; …' if len(pieces) > 4 else ''}" if shown else ""


@lru_cache(maxsize=1 << 16)
def _known(piece: str) -> tuple[Writer, str, bool]:
    """Who stands there, what was repaired, and whether it is nobody but "others"; most write several papers."""
    writer, repair = name(piece)
    return writer, repair, writer.name in _OTHERS


def name(piece: str) -> Read:
    r"""One name: "{\bf Hogg}, N. B." -> Hogg, N. B. with look:bold; "{CMS Collaboration}" stays whole."""
    if "\\relax" in piece:
        piece = _RELAX.sub("\\1\ue002", piece)
    simple = latex.lettered(piece)
    if not _ODD.search(simple):
        return _repaired(" ".join(simple.split()).strip(", ") if simple != piece else piece, ())
    whole = _inside_braces(piece)
    if (
        whole
        and not whole.startswith("\\")
        and ("," not in whole or not _FAMILY_GIVEN.match(whole.translate(_UNBRACED)))
    ):
        text, roles = _unmarked(whole)
        if _PERSONAL.match(text) and not _ORGANISATION.search(text):
            return Read(Writer(names.parse(_plain(text)), roles), "braced-name")
        return Read(Writer(Name(_plain(text)), roles))
    text, roles = _unmarked(_protected(whole or piece))
    if "=" in text and _KEYED.search(text):
        return Read(Writer(_keyed(text), roles))
    return _repaired(text, roles)


def _inside_braces(piece: str) -> str:
    """What one pair of braces around everything holds: "{Last, First}" -> "Last, First", else ""."""
    if not piece.startswith("{"):
        return ""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for brace in _BRACE.finditer(piece):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            closing[opened.pop()] = brace.start()
    first, last = 0, len(piece) - 1
    inside = slice(0)
    while closing.get(first) == last:
        first, last = first + 1, last - 1
        while first <= last and piece[first].isspace():
            first += 1
        while first <= last and piece[last].isspace():
            last -= 1
        if piece.startswith("{{{", first):
            break
        inside = slice(first, last + 1)
    return piece[inside]


def _protected(piece: str) -> str:
    """Braces hide white space and commas, unless a command stands in front of them or first in them."""
    out: list[str] = []
    hiding: list[bool] = []
    hid = True
    for part in re.split(r"([{}])", piece):
        if part == "{":
            before = "".join(out[-3:])
            argument = before.endswith("}") and not hid or _COMMAND_BEFORE.search(before)
            hiding.append(bool(hiding and hiding[-1]) or not hiding and not argument)
        elif part == "}" and hiding:
            hid = hiding.pop()
        elif hiding and hiding[-1] and not part.lstrip().startswith("\\"):
            part = part.translate(_HIDDEN)  # noqa: PLW2901
        out.append(part)
    return "".join(out)


def _unmarked(piece: str) -> tuple[str, tuple[str, ...]]:
    """The name as plain text, and what was glued to it as roles."""
    roles: list[str] = ["look:color"] if "color" in piece and _COLOURS.search(piece) else []
    holding = set(_HOLDING.findall(piece)) if "\\" in piece else set()
    roles += [f"look:{name}" for name in latex.unknown(piece) if name in holding] if holding else []
    text = _text(latex.inline(piece), roles).replace("\u00a0", " ")
    if "\\" in text or "{" in text:  # LaTeX that some program has escaped once more
        text = latex.plain_text(text.replace("”", '"')).translate(_UNBRACED)
    for glyph in _GLYPHS.findall(text):
        roles += _glyphs(glyph)
    text = re.sub(r"\s+(?=,|$)", "", _GLYPHS.sub("", text))
    return " ".join(text.split()).strip(", "), tuple(dict.fromkeys(roles))


def _glyphs(text: str) -> list[str]:
    parts = re.split(r"[\s,;]+", text.translate(_SHOWN).strip("^(){}[] ").translate(_GLYPH_NAMES))
    return [f"glyph:{part}" for part in parts if part]


def _text(nodes: Inline, roles: list[str]) -> str:
    """The text of a name; superscripts, bold and underlines become roles."""
    out: list[str] = []
    for node in nodes:
        if isinstance(node, Styled):
            if node.style is Style.SUP:
                roles += _glyphs(_text(node.children, []))
                continue
            if node.style in _LOOKS:
                roles.append(f"look:{_LOOKS[node.style]}")
        out.append(_text(node.children, roles) if isinstance(node, Styled | Link) else str(node))
    return "".join(out)


def _keyed(text: str) -> Name:
    """BibLaTeX's extended form: "family=Badri, given=Mohamed Ali, prefix=al-"."""
    pairs = (part.partition("=") for part in text.split(","))
    parts = {key.strip().lower(): _plain(value.strip(' "')) for key, _, value in pairs}
    prefix, family = parts.get("prefix", ""), parts.get("family", "")
    if prefix.endswith(("-", "'", "’")):
        prefix, family = "", prefix + family
    return Name(family, parts.get("given", ""), prefix, parts.get("suffix", ""))


def _plain(text: str) -> str:
    return " ".join(text.translate(_SHOWN).split())


def _shown(name: Name) -> Name:
    short = _short(name.given) if "\ue002" in name.given else ""
    return Name(_plain(name.family), _plain(name.given), _plain(name.particle), _plain(name.suffix), short)


def _short(given: str) -> str:
    """Initials of which the name says how long they are: "Ch|arles Eve" -> "Ch. E."."""
    parts = (part.partition("\ue002") for part in given.split())
    return " ".join(f"{first.removesuffix('.')}." if told else names.initials(first) for first, told, _ in parts)


def _repaired(text: str, roles: tuple[str, ...]) -> Read:
    """A name by BibTeX's rules, or what it must mean where they would read nonsense."""
    if "," not in text and _ORGANISATION.search(text) and len(text.split()) > 1:
        return Read(Writer(Name(_plain(text)), roles), "organisation-name")
    if (alone := names.alone(text)) != text:
        return Read(_repaired(alone, roles).writer, "beside-name")
    if "0" in text:
        text = _DBLP_NUMBER.sub("", text)  # dblp tells people of one name apart by four digits
    words, first = text.split(), 0
    if len(words) > 1 and "," not in text:
        suffix = words.pop() if len(words) > 2 and names.is_suffix(words[-1]) else ""  # III of "J. Moss III" is none
        if first := _initials_behind(words):
            family = [" ".join(words[:first]), *filter(None, [suffix])]
            text = ", ".join((*family, names.initials(" ".join(words[first:]))))
    parsed = _shown(names.parse(text))
    if text.count(",") > 1 and not parsed.suffix and not any(map(names.is_degree, map(str.strip, text.split(",")))):
        return Read(Writer(parsed, roles), "name-commas")
    shouted = _shouted(parsed.given)
    if _shouted(parsed.family) and parsed.given and (shouted or len(parsed.family) > 3):
        given = parsed.given.title() if shouted else parsed.given
        return Read(Writer(Name(parsed.family.title(), given, parsed.particle, parsed.suffix), roles), "capital-name")
    return Read(Writer(parsed, roles), "family-first-name" if first else "")


def _shouted(name: str) -> bool:
    """Whether a name is in capitals, in a script that has others: "ROE", "ИВАНОВ"; never "МакКой" or "山田花子"."""
    return len(name) > 2 and name.isalpha() and name.isupper()


def _initials_behind(words: list[str]) -> int:
    """Where the initials begin that stand behind a family name: 1 in "Moss A. B." and "Moss AB"; 0 if none do."""
    if _is_glued(words[-1]):
        unsure = len(words[-1]) > 2 and "".join(words).isupper()  # "LI MIN" may be a name in capitals
        return 0 if unsure or any(map(_is_glued, words[:-1])) else len(words) - 1
    first = len(words)
    while first and _DOTTED.match(words[first - 1]):
        first -= 1
    return first if first < len(words) and not any(map(_DOTTED.match, words[:first])) else 0


def _is_glued(word: str) -> bool:
    """Whether a word is initials without stops: "WA", "R", "S-H"; not the surname "XU" in capitals."""
    return (
        word.isascii()
        and word.replace("-", "").isalpha()
        and word.isupper()
        and len(word) < 4
        and word not in _SHORT_FAMILIES
    )
