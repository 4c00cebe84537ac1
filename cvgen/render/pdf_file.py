"""What holds for a PDF whichever engine made it: the mark in it, and what is said of its length and its characters."""

import unicodedata
from collections.abc import Container

from cvgen.model import formats
from cvgen.model.document import Document
from cvgen.model.errors import Problems

_SHOWN = 12  # characters of one script
# Where there is a font for a script: Debian's package, Homebrew's cask, and what Windows calls its optional feature.
_CJK = ("fonts-noto-cjk", "font-noto-sans-cjk")
_FONTS = {
    "CJK": (*_CJK, "Chinese (Simplified)"), "Hiragana": (*_CJK, "Japanese"), "Katakana": (*_CJK, "Japanese"),
    "Hangul": (*_CJK, "Korean"), "Arabic": ("fonts-noto-core", "font-noto-naskh-arabic", "Arabic Script"),
    "Hebrew": ("fonts-noto-core", "font-noto-serif-hebrew", "Hebrew"),
    "Devanagari": ("fonts-noto-core", "font-noto-serif-devanagari", "Devanagari"),
    "Thai": ("fonts-noto-core", "font-noto-serif-thai", "Thai"),
}  # fmt: skip


def marked(data: bytes) -> bytes:
    """The file with a comment that says who made it, behind all that its table of contents counts."""
    body, start, end = data.rpartition(b"\nstartxref")
    return body + formats.PDF.mark[:-1] + start + end


def report_length(document: Document, pages: int, problems: Problems) -> None:
    """A warning if the document is longer than it may be."""
    if document.max_pages and pages > document.max_pages:
        message = f"the document has {pages} pages, and at most {document.max_pages} are wanted"
        problems.warn("too-many-pages", message, hint="leave out sections, or raise max_pages")


def report_lacking(  # noqa: PLR0913 - what is said of a character has so many parts
    lacking: str, boxed: Container[str], families: tuple[str, ...], problems: Problems, of: str = "this machine"
) -> None:
    """One warning for each script with characters that are set in another font, or in none, as boxes."""
    scripts: dict[tuple[str, bool], list[str]] = {}
    for char in lacking:
        scripts.setdefault((script(char), char in boxed), []).append(char)
    for (name, nowhere), chars in scripts.items():
        first = f"{chars[0]} (U+{ord(chars[0]):04X} {unicodedata.name(chars[0], 'unnamed')})"
        rest = f", nor {len(chars) - 1} more of {name}: {' '.join(chars[1:_SHOWN])}" if len(chars) > 1 else ""
        outcome = "no font of this machine has it either" if nowhere else f"it is set in a font of {of}"
        hint = _install(name) if nowhere else "a style that names a font with this character settles it"
        problems.warn("font-fallback", f"{' and '.join(families)} has no {first}{rest}: {outcome}", hint=hint)


def _install(script: str) -> str:
    """How to have a font for a script."""
    if script not in _FONTS:
        return "install a font that has it"
    debian, macos, windows = _FONTS[script]
    return (
        f"apt install {debian}; brew install --cask {macos}; Windows: {windows} Supplemental Fonts, an optional feature"
    )


def script(char: str) -> str:
    """The script of a character, as its name in Unicode begins: "CJK", "Devanagari"; "signs" where it is no letter."""
    name = unicodedata.name(char, "unnamed").split()[0].partition("-")[0]
    return (name if name == "CJK" else name.title()) if char.isalpha() or unicodedata.combining(char) else "signs"
