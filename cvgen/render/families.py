"""The fonts that a look or a style of the user's asks for -> a warning for each that is not there.

Of a list the first choice counts, which is what was wanted. It is there if cvgen brings it along, if the style has it
from a file, or if this machine has it by fontconfig's word, which is also the PDF engine's.
"""

import contextlib
import ctypes
import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cvgen.model import typed
from cvgen.model.document import Document
from cvgen.model.errors import Position, Problems, meant
from cvgen.model.look import PageLook
from cvgen.model.regex import lazy
from cvgen.render.context import Context
from cvgen.render.paper import fonts

_COMMENT = lazy(r"/\*.*?\*/", re.DOTALL)
_FACE = lazy(r"@font-face\s*\{([^}]*)\}", re.IGNORECASE)
_FAMILY = lazy(r"""(?<![\w-])(?:font-family|--font)\s*:\s*(?:"([^"]*)"|'([^']*)'|([^;,}"'(]+))""", re.IGNORECASE)
# CSS Fonts, sections 2.1.2 to 2.1.4, and the words that every property takes.
_GENERIC = frozenset(
    "serif sans-serif monospace cursive fantasy system-ui ui-serif ui-sans-serif ui-monospace ui-rounded math emoji "
    "fangsong inherit initial unset revert revert-layer var".split()
)
# Regular and bold, as fontconfig counts them.
_WEIGHTS = (80, 200)
_LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "fontconfig-1.dll")


def tried(document: Document, context: Context, problems: Problems) -> None:
    """Warn of each font that is asked for and is not there."""
    own = [_COMMENT.sub("", css) for css in context.theme.own(document.styles).values()]
    faces = [name for css in own for face in _FACE.findall(css) for name, _ in _families(face)]
    known = {name.casefold() for name in (*fonts.FAMILIES, *faces)}
    asked: dict[str, Position | None] = {}
    for css in own:
        for name, words in _families(_FACE.sub("", css)):
            asked.setdefault(name, context.theme.place(document.styles, words))
    if document.look and document.look.font:
        asked.setdefault(document.look.font, typed.place(document.look.font, document.look.at))
    for name, at in asked.items():
        if name.casefold() not in known | _GENERIC and not fonts.installed(name) and not installed(name):
            look = document.look if document.look and name == document.look.font else None
            problems.warn("font-missing", missing(name, look), at, to_have(name, faces), name)


def missing(name: str, look: PageLook | None) -> str:
    """What is said of a font that is not there, which is the look's or that of a style."""
    other = (look and fonts.OFFERED.get(name, look.stand_in)) or "another one"
    return f"there is no font {name}, so that {other} stands in for it"


def to_have(name: str, others: Iterable[str] = ()) -> str:
    """How to have it: the package that brings it along, or the nearest of those that can be had."""
    if offered := {each.casefold(): each for each in fonts.OFFERED}.get(name.casefold()):
        return f"pip install {fonts.package(offered)}"
    known = [*fonts.FAMILIES, *fonts.OFFERED, *others]
    return meant(name, known, "fonts to be had") + "; @font-face in a style takes one from a file"


def _families(css: str) -> Iterator[tuple[str, str]]:
    """The first choice of each declaration, and how it is typed."""
    for found in _FAMILY.finditer(css):
        name = " ".join((found[1] or found[2] or found[3] or "").replace("!important", "").split())
        if name:
            yield name, found[0]


@functools.lru_cache(maxsize=64)
def installed(name: str) -> bool:
    """Whether this machine has a font family of that name; where nobody can be asked, it is believed to."""
    library = _library()
    if library is None:
        return True
    pattern = library.FcPatternCreate()
    library.FcPatternAddString(pattern, b"family", name.encode())
    return name.casefold() in map(str.casefold, _matched(library, pattern))


def covering(groups: Iterable[str], usual: str) -> tuple[Path, ...]:
    """The files of this machine's fonts that stand in for one that lacks these characters, by fontconfig's word.

    They are those that WeasyPrint takes: of the usual kind, "serif" or "sans-serif", where such a one has them, and
    else another one, a regular and a bold face for each of the groups. Nothing where nobody can be asked.
    """
    library, found = _library(), dict[str, None]()
    if library is None:
        return ()
    for characters, weight in itertools.product(groups, _WEIGHTS):
        wanted, pattern = library.FcCharSetCreate(), library.FcPatternCreate()
        for character in characters:
            library.FcCharSetAddChar(wanted, ord(character))
        library.FcPatternAddCharSet(pattern, b"charset", wanted)
        library.FcPatternAddString(pattern, b"family", usual.encode())
        library.FcPatternAddInteger(pattern, b"weight", weight)
        library.FcCharSetDestroy(wanted)
        found.update(dict.fromkeys(_matched(library, pattern, b"file")))
    return tuple(map(Path, found))


def _matched(library: ctypes.CDLL, pattern: int, asked: bytes = b"family") -> list[str]:
    """What the font that fits a pattern best has by this name; the pattern is gone with it."""
    library.FcConfigSubstitute(None, pattern, 0)
    library.FcDefaultSubstitute(pattern)
    match = library.FcFontMatch(None, pattern, ctypes.byref(ctypes.c_int()))
    names: list[str] = []
    value = ctypes.c_char_p()
    while match and library.FcPatternGetString(match, asked, len(names), ctypes.byref(value)) == 0:
        names.append((value.value or b"").decode("utf-8", "replace"))
    for each in filter(None, (match, pattern)):
        library.FcPatternDestroy(each)
    return names


@functools.cache
def _library() -> ctypes.CDLL | None:
    """Fontconfig, which Pango brings along; None on a machine without it."""
    for name in _LIBRARIES:
        with contextlib.suppress(OSError):
            library = ctypes.CDLL(name)
            pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
            for function, answer, takes in (
                ("FcPatternCreate", pointer, ()),
                ("FcPatternAddString", number, (pointer, text, text)),
                ("FcConfigSubstitute", number, (pointer, pointer, number)),
                ("FcDefaultSubstitute", None, (pointer,)),
                ("FcFontMatch", pointer, (pointer, pointer, pointer)),
                ("FcPatternGetString", number, (pointer, text, number, pointer)),
                ("FcPatternDestroy", None, (pointer,)),
                ("FcPatternAddInteger", number, (pointer, text, number)),
                ("FcPatternAddCharSet", number, (pointer, text, pointer)),
                ("FcCharSetCreate", pointer, ()),
                ("FcCharSetAddChar", number, (pointer, ctypes.c_uint32)),
                ("FcCharSetDestroy", None, (pointer,)),
            ):
                getattr(library, function).restype = answer
                getattr(library, function).argtypes = takes
            return library
    return None
