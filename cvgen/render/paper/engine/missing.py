"""A PDF with glyphs that no font has -> the same, with text that every reader understands.

WeasyPrint (67 to 70) gives a missing glyph a number that its font does not use, and sends that number to the font's
box by an embedded CMap as the font's encoding. pypdf and pdfminer do not read such a CMap, and take the whole text of
that font for something else. Here the encoding stays the usual one, and the way from number to glyph leads to the box
(ISO 32000-1, 9.7.4.2: CIDToGIDMap). The width that Pango gives such a glyph is another than the box's in the font, by
which the file would be no PDF/UA (ISO 14289-1, 7.21.5): it leads to a copy of the box that has it.
"""

import copy
import importlib
import io
import struct
from typing import Any

from cvgen.model.regex import lazy

_ROW = lazy(rb"<([0-9a-f]{4})> (\d+)")


def mended(_document: object, pdf: Any) -> None:
    """Change the fonts of a PDF that is about to be written; those without a missing glyph are left as they are."""
    pydyf: Any = importlib.import_module("pydyf")
    Dictionary, Stream = pydyf.Dictionary, pydyf.Stream  # noqa: N806 - they are classes
    for font in [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("Type") == "/Font"]:
        encoding = font.get("Encoding", "")
        if font.get("Subtype") != "/Type0" or not isinstance(encoding, bytes):
            continue
        descendant = _object(pdf, font["DescendantFonts"][0])
        if descendant.get("Subtype") == "/CIDFontType2":
            rows = _ROW.findall(b"\n".join(_object(pdf, encoding).stream))
            glyphs = {int(number, 16): int(glyph) for number, glyph in rows}
            glyphs |= _boxes(pdf, descendant, [number for number, glyph in glyphs.items() if not glyph])
            table = [glyphs.get(number, number) for number in range(max(glyphs, default=0) + 1)]
            stream = Stream([struct.pack(f">{len(table)}H", *table)], compress=True)
            pdf.add_object(stream)
            descendant["CIDToGIDMap"] = stream.reference
            font["Encoding"] = "/Identity-H"


def _boxes(pdf: Any, descendant: Any, numbers: list[int]) -> dict[int, int]:
    """The glyphs of these numbers, for each of their widths a copy of the box, put into the font's file."""
    file = _object(pdf, _object(pdf, descendant["FontDescriptor"])["FontFile2"])
    font = importlib.import_module("fontTools.ttLib").TTFont(io.BytesIO(file.stream[0]), recalcTimestamp=False)
    widths, names = _widths(descendant["W"]), font.getGlyphOrder()
    (glyf, advances), (box, copies) = (font["glyf"], font["hmtx"]), (names[0], dict[float, str]())
    for width in (widths.get(number, 0) for number in numbers):
        if width not in copies:
            copies[width] = f"{box}.{len(names) + len(copies)}"
            glyf[copies[width]] = copy.deepcopy(glyf[box])
            advances[copies[width]] = (round(width * font["head"].unitsPerEm / 1000), advances[box][1])
    written = io.BytesIO()
    font.save(written)
    file.stream, file.extra["Length1"] = [written.getvalue()], len(written.getvalue())
    return {number: font.getGlyphID(copies[widths.get(number, 0)]) for number in numbers}


def _widths(said: list[Any]) -> dict[int, float]:
    """Widths by number: [3, [500, 510]] -> {3: 500, 4: 510}."""
    return {first + at: width for first, row in zip(said[::2], said[1::2], strict=True) for at, width in enumerate(row)}


def _object(pdf: Any, reference: bytes) -> Any:
    """The object that a reference names: b"12 0 R"."""
    return pdf.objects[int(reference.split()[0])]
