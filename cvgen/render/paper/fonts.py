"""The two font families that cvgen brings along: where they are, how CSS finds them, what they lack."""

import functools
import importlib
import importlib.util
from pathlib import Path

SUFFIX = ".ttf"
USUAL = ("Source Serif Pro",)
FAMILIES = {"Source Serif Pro": "font_source_serif_pro", "Source Sans Pro": "font_source_sans_pro"}
_FACES = (
    ("Light", 300, "normal"),
    ("Regular", 400, "normal"),
    ("It", 400, "italic"),
    ("Semibold", 600, "normal"),
    ("SemiboldIt", 600, "italic"),
    ("Bold", 700, "normal"),
    ("BoldIt", 700, "italic"),
)


def named(css: str) -> tuple[str, ...]:
    """Those of our families that a style sheet names: "Source Serif Pro"."""
    return tuple(family for family in FAMILIES if family in css)


@functools.cache
def folder(family: str) -> Path:
    """Where the files of a family are, which this never imports."""
    spec = importlib.util.find_spec(FAMILIES[family])
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(FAMILIES[family])
    return Path(spec.submodule_search_locations[0]) / "files"


def faces(families: tuple[str, ...]) -> str:
    """CSS that finds the files: "@font-face { … }"."""
    rule = '@font-face {{ font-family: "{}"; font-weight: {}; font-style: {}; src: url("{}") }}'
    return "\n".join(
        rule.format(family, weight, slant, _file(family, face).as_uri())
        for family in families
        for face, weight, slant in _FACES
    )


def files(family: str) -> tuple[Path, ...]:
    """The files of the faces that are used. ModuleNotFoundError where the family's package is not installed."""
    return tuple(_file(family, face) for face, _, _ in _FACES)


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
    """The file of one face: "SourceSerifPro-It.ttf"."""
    return folder(family) / f"{family.replace(' ', '')}-{face}{SUFFIX}"
