"""A page's characters -> its font as WOFF2 in the style sheet, so that it looks alike on a machine without that font.

HarfBuzz leaves in each face what a page may need, and Brotli packs it: the file that a browser expects (WOFF 2.0, W3C
recommendation of 2022, sections 4 to 6), with all tables as they are. fontTools would make it a tenth smaller, in a
second. To load HarfBuzz takes a tenth of `cvgen html`, so that a face is kept, beside what Python keeps of this module
and by the same leave, for the next page with the same characters.
"""

import base64
import hashlib
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cvgen.model import signals
from cvgen.model.look import PageLook
from cvgen.model.regex import lazy
from cvgen.render.paper import fonts

# Where the faces go: the style sheet comes before all characters of a page are known.
PLACE = "/* the page's font */"
_WEIGHT = lazy(rb"font-weight:\s*(\d+)")
# What every page has a letter of sooner or later; the faces of several pages are then the same, and made once.
_USUAL = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset("–—‘’‚“”„†‡•…‹›∗⁎−→←≥≤≈×")
_KEPT, _SUFFIX, _MOST = Path(__file__).parent / "__pycache__", ".woff2", 100
_MAGIC = b"wOF2"
_RULE = '@font-face {{ font-family: "{}"; font-weight: {}; font-style: {}; font-display: swap; src: url({}) }}'


def placed(page: bytes, look: PageLook | None) -> bytes:
    """The page with its font where the look wants that and the font is at hand."""
    family = look.font or fonts.USUAL[0] if look and look.webfonts else ""
    there = family and PLACE.encode() in page and fonts.installed(family)
    return page.replace(PLACE.encode(), "\n".join(_faces(family, page)).encode() if there else b"", 1)


def faces(family: str, page: bytes) -> str:
    """The rules of the faces of a family that a page asks for; "" where the font is not at hand."""
    return "\n".join(_faces(family, page)) if fonts.installed(family) else ""


def _faces(family: str, page: bytes) -> Iterator[str]:
    """The rule of each face that the style sheet asks for; slanted ones are there in the usual weight alone."""
    rare = frozenset(page.translate(None, bytes(range(128))).decode()) - _USUAL  # ASCII is usual
    weights = {400, *map(int, _WEIGHT.findall(page, 0, page.index(b"</style>")))}
    for file, weight, slant in fonts.by_weight(family):
        if weight in weights and (slant == "normal" or weight == 400):
            data = base64.b64encode(_packed(str(file), rare)).decode()
            yield _RULE.format(family, weight, slant, f"data:font/woff2;base64,{data}")


@lru_cache(maxsize=32)
def _packed(file: str, rare: frozenset[str]) -> bytes:
    """A face as WOFF2, made where none is kept, or where that is not whole."""
    depends = (fonts.written(Path(file), "uharfbuzz", "brotli"), *sorted(rare))
    key = hashlib.sha256("\n".join(depends).encode()).hexdigest()
    kept = _KEPT / f"{Path(file).stem}-{key[:32]}{_SUFFIX}"
    with suppress(OSError):
        found = kept.read_bytes()
        if found[:4] == _MAGIC and found[8:12] == len(found).to_bytes(4):
            return found
    made = woff2(fonts.subset(file, _USUAL | rare))
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _keep(kept, made)
    return made


def _keep(place: Path, face: bytes) -> None:
    """Write a face at once or not at all, and remove those kept first where there are too many."""
    import tempfile

    with signals.later():
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(face)
        Path(file.name).replace(place)
    faces = sorted(place.parent.glob(f"*{_SUFFIX}"), key=lambda each: each.stat().st_mtime_ns)
    for each in faces[:-_MOST]:
        each.unlink()


def woff2(font: bytes) -> bytes:
    """A TrueType font as WOFF2: a header, a list of its tables, and the tables, packed as one."""
    import brotli

    count = struct.unpack_from(">H", font, 4)[0]
    listed = (struct.unpack_from(">4s4xLL", font, 12 + 16 * i) for i in range(count))
    tables = {tag: font[start : start + length] for tag, start, length in listed}
    order = sorted(tables, key=lambda tag: b"glyf~" if tag == b"loca" else tag)  # loca follows glyf: section 5
    packed = brotli.compress(b"".join(tables[tag] for tag in order), mode=brotli.MODE_FONT, quality=_QUALITY)
    directory = b"".join(_entry(tag, len(tables[tag])) for tag in order)
    whole = 12 + 16 * count + sum(-len(table) % 4 + len(table) for table in tables.values())
    length = 48 + len(directory) + len(packed)
    padding = -length % 4
    head = struct.pack(
        ">4s4sLHHLLHHLLLLL", _MAGIC, font[:4], length + padding, count, 0, whole, len(packed), 1, 0, 0, 0, 0, 0, 0
    )
    return bytes(head + directory + packed + bytes(padding))


_QUALITY = 5  # more takes fifty times as long, for the twentieth part
_ANY, _AS_IT_IS = 63, 3 << 6


def _entry(tag: bytes, length: int) -> bytes:
    """A table's place in the list: its tag, spelt out, and its length; glyf and loca say that they are not recoded."""
    flags = _ANY | (_AS_IT_IS if tag in (b"glyf", b"loca") else 0)
    digits = [length & 0x7F]
    while length := length >> 7:
        digits.append(length & 0x7F | 0x80)
    return bytes((flags,)) + tag + bytes(reversed(digits))
