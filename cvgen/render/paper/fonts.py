"""The two font families that cvgen brings along, and those of packages that somebody installed.

Where they are, how CSS finds them, what they lack. A package `fontpkg-spectral` has the family Spectral, a file for
each face; one whose file is for all weights is left alone, since not every engine can set it.
"""

import functools
import importlib
import importlib.util
import re
import struct
from collections.abc import Iterable
from pathlib import Path

from cvgen.model.regex import lazy

SUFFIX = ".ttf"
USUAL = ("Source Serif Pro",)
FAMILIES = {"Source Serif Pro": "font_source_serif_pro", "Source Sans Pro": "font_source_sans_pro"}
# What these families are called since: RenderCV's usual font is the second.
_SINCE = {"source serif 4": "Source Serif Pro", "source sans 3": "Source Sans Pro"}
_FACES = (
    ("Light", 300, "normal"),
    ("Regular", 400, "normal"),
    ("It", 400, "italic"),
    ("Semibold", 600, "normal"),
    ("SemiboldIt", 600, "italic"),
    ("Bold", 700, "normal"),
    ("BoldIt", 700, "italic"),
)


# As the packages of others call these faces.
_ELSEWHERE = {"It": "Italic", "Semibold": "SemiBold", "SemiboldIt": "SemiBoldItalic", "BoldIt": "BoldItalic"}
# The families of our looks that cvgen does not bring along, `pip install 'cvgen[fonts]'`, and what stands in for each.
OFFERED = {"Spectral": "Source Serif Pro", "Fira Sans": "Source Sans Pro"}
# Families whose daggers are small and raised by themselves: as marks, raised again, nobody could read them.
SMALL_DAGGERS = frozenset(("Spectral",))
# How wide a space is at least, in em. Programs that go by the gaps between glyphs take one of a fifth for none (poppler
# 26.07's `pdftotext -raw`); that is a space of Source Sans, and in Source Serif kerning takes from it.
SPACE = 0.25
_NAMED = lazy(r"""font(?:-family)?\s*:[^;{}"']*["']([^"']+)["']""")


def called(family: str) -> str:
    """A family as it is called here: "source sans 3" -> "Source Sans Pro"."""
    folded = family.casefold()
    return next((each for each in (*FAMILIES, *OFFERED) if each.casefold() == folded), _SINCE.get(folded, family))


def named(page: str) -> tuple[str, ...]:
    """Those of our families that a page's style sheet names, and those that a package has: "Source Serif Pro"."""
    asked = dict.fromkeys(_NAMED.findall(page.partition("</style>")[0]))
    others = (family for family in asked if family not in FAMILIES and installed(family))
    return (*(family for family in FAMILIES if family in page), *others)


def package(family: str) -> str:
    """The package that has a family, as pip knows it: "fontpkg-fira-sans"."""
    return "fontpkg-" + re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-")


@functools.cache
def installed(family: str) -> bool:
    """Whether cvgen or a package has a family."""
    try:
        return _file(family, "Regular").is_file()
    except ModuleNotFoundError:
        return False


@functools.cache
def folder(family: str) -> Path:
    """Where the files of a family are, which this never imports."""
    name = FAMILIES.get(family) or package(family).replace("-", "_")
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name)
    return Path(spec.submodule_search_locations[0]) / "files"


def faces(families: tuple[str, ...]) -> str:
    """CSS that finds the files: "@font-face { … }"."""
    rule = '@font-face {{ font-family: "{}"; font-weight: {}; font-style: {}; src: url("{}") }}'
    return "\n".join(
        rule.format(family, weight, slant, _file(family, face).as_uri())
        for family in families
        for face, weight, slant in _FACES
        if family in FAMILIES or _file(family, face).is_file()
    )


def files(family: str) -> tuple[Path, ...]:
    """The files of the faces that are used. ModuleNotFoundError where the family's package is not installed."""
    found = (_file(family, face) for face, _, _ in _FACES)
    return tuple(file for file in found if family in FAMILIES or file.is_file())


def by_weight(family: str) -> tuple[tuple[Path, int, str], ...]:
    """The files of the faces that there are, with their weight and slant as CSS says them: (…, 400, "italic")."""
    found = ((_file(family, face), weight, slant) for face, weight, slant in _FACES)
    return tuple(each for each in found if each[0].is_file())


def spaced(font: bytes) -> bytes:
    """The same face with a space that is wide enough to be read as one; as it is where that is so."""
    harfbuzz = importlib.import_module("uharfbuzz")
    face = harfbuzz.Face(font)
    wide, shaped = round(SPACE * face.upem), harfbuzz.Font(face)
    spaces = {shaped.get_nominal_glyph(ord(char)) for char in " \N{NO-BREAK SPACE}"} - {None}
    narrow = [glyph for glyph in spaces if shaped.get_glyph_h_advance(glyph) < wide]
    made = bytearray(font)
    try:
        tables = struct.iter_unpack(">4sLLL", font[12 : 12 + 16 * int.from_bytes(font[4:6])]) if narrow else ()
        places = {tag: at for tag, _, at, _ in tables}
        for glyph in narrow:
            (count,) = struct.unpack_from(">H", font, places[b"hhea"] + 34)  # numberOfHMetrics: others share one width
            if glyph < count - 1:
                struct.pack_into(">H", made, places[b"hmtx"] + 4 * glyph, wide)
    except (KeyError, struct.error):  # no font, or half of one, which the engine says
        return font
    return bytes(made)


def subset(file: str, characters: Iterable[str]) -> bytes:
    """A face with the glyphs of these characters alone."""
    hb = importlib.import_module("uharfbuzz")
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.flags = hb.SubsetFlags.NO_HINTING
    made = hb.subset(hb.Face(hb.Blob.from_file_path(file)), wanted)
    return bytes(made.blob.data)


def written(file: Path, *packages: str) -> str:
    """When a font and the packages that work on it were written, and how large they are: others differ in it."""
    specs = (importlib.util.find_spec(package) for package in packages)
    files = (file, *(Path(spec.origin) for spec in specs if spec and spec.origin))
    return "\n".join(f"{each} {each.stat().st_size} {each.stat().st_mtime_ns}" for each in files)


def count(family: str) -> int:
    """How many faces of a family are installed. ModuleNotFoundError where its package is not."""
    return sum(file.is_file() for file in files(family))


def lacking(text: str, families: tuple[str, ...]) -> str:
    """The characters that no one of these families has, in order: "△中"."""
    rare = {char for char in set(text) if char > "\xff" and char.isprintable()}
    if not families or not rare:
        return ""
    return "".join(sorted(char for char in rare if not any(ord(char) in _characters(family) for family in families)))


@functools.cache
def _characters(family: str) -> frozenset[int]:
    """The code points that a family's upright face has."""
    harfbuzz = importlib.import_module("uharfbuzz")
    return frozenset(harfbuzz.Face(_file(family, "Regular").read_bytes()).unicodes)


def _file(family: str, face: str) -> Path:
    """The file of one face: "SourceSerifPro-It.ttf", "Spectral-Italic.ttf"."""
    face = face if family in FAMILIES else _ELSEWHERE.get(face, face)
    return folder(family) / f"{family.replace(' ', '')}-{face}{SUFFIX}"
