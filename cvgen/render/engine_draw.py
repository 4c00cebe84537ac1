"""WeasyPrint's lines of glyphs -> PDF, what stands for a glyph made once for all its places. For version 70.0."""

import importlib
import struct
import types
from collections.abc import Iterator
from typing import Any, NamedTuple

from cvgen.render import engine_patch

# PangoGlyphInfo: the glyph, its width, its offsets; what it says besides is passed over.
_GLYPH = struct.Struct("=Iiii4x")
_Key = tuple[int, int, int, int]


class _Run(NamedTuple):
    """Glyphs in one font: "00120034>-12<0056"."""

    pango_font: Any
    font: Any
    size: float
    text: str


class _OutOfTheOrdinaryError(Exception):
    """A raised glyph, one that no font has, a picture: for WeasyPrint's own function."""


def apply() -> None:
    """Put this in the place of WeasyPrint's own."""
    text = importlib.import_module("weasyprint.draw.text")
    usual = text.ffi.sizeof("PangoGlyphInfo") == _GLYPH.size and text.pango.pango_version() >= 14802
    if usual:
        engine_patch.put(_drawn(text.draw_first_line, _Reader(text)), text.draw_first_line)


def _drawn(plain: engine_patch.Function, reader: "_Reader") -> engine_patch.Function:
    def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        size = textbox.style["font_size"]
        if text_overflow == "ellipsis" or block_ellipsis != "none" or size < 1e-6 or not textbox.text.strip():
            return plain(stream, textbox, text_overflow, block_ellipsis, matrix)
        try:
            runs = list(reader.runs(stream, textbox.pango_layout))
        except _OutOfTheOrdinaryError:
            return plain(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        _show(stream, runs)
        return []

    return draw_first_line


def _show(stream: Any, runs: list[_Run]) -> None:
    """Runs in one font after another are shown in one."""
    shown = ""
    for i, run in enumerate(runs):
        if not i or run.pango_font != runs[i - 1].pango_font:
            if shown:
                stream.show_text(shown)
            shown = ""
            stream.set_font_size(run.font.hash, run.size)
        text = f"{shown}<{run.text}"
        shown = text[:-1] if text.endswith("<") else f"{text}>"
    stream.show_text(shown)


class _Reader:
    """Reads the glyphs of a line as Pango left them in memory."""

    def __init__(self, text: types.ModuleType) -> None:
        self.ffi, self.pango, self.from_units = text.ffi, text.pango, text.FROM_UNITS

    def runs(self, stream: Any, layout: Any) -> Iterator[_Run]:
        """The runs of the first line."""
        self.pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 - a C function
        line, _ = layout.get_first_line()
        run = line.runs[0]
        while run != self.ffi.NULL:
            item, run = run.data, run.next
            pango_font = item.item.analysis.font
            font, size = stream.add_font(pango_font)
            if font.svg or font.png or font.colr or font.bitmap:
                raise _OutOfTheOrdinaryError
            yield _Run(pango_font, font, size, self._text(_Glyphs(item, pango_font, font, size, layout.text), stream))

    def _text(self, glyphs: "_Glyphs", stream: Any) -> str:
        string = glyphs.item.glyphs
        keys = list(_GLYPH.iter_unpack(self.ffi.buffer(string.glyphs, string.num_glyphs * _GLYPH.size)))
        known: dict[_Key, str] = glyphs.font.__dict__.setdefault("_pieces", {}).setdefault(glyphs.size, {})
        for place, key in enumerate(keys):
            if key not in known:
                known[key] = self._piece(glyphs, place, key, stream)
        return "".join([known[key] for key in keys])

    def _piece(self, glyphs: "_Glyphs", place: int, key: _Key, stream: Any) -> str:
        """A glyph and the space behind it; what the font must know of it is noted."""
        glyph, width, x_offset, y_offset = key
        if glyph == self.pango.PANGO_GLYPH_EMPTY:
            return f">{-width / glyphs.size}<"
        if glyph & self.pango.PANGO_GLYPH_UNKNOWN_FLAG or y_offset:
            raise _OutOfTheOrdinaryError
        font, size = glyphs.font, glyphs.size
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = self._characters(glyphs, place)
        offset = x_offset / size
        if glyph not in font.widths:
            self.pango.pango_font_get_glyph_extents(glyphs.pango_font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * self.from_units / size)
        kerning = font.widths[glyph] + offset - width * 1000 * self.from_units / size
        before, behind = f">{-offset}<" if offset else "", f">{int(kerning)}<" if kerning else ""
        return f"{before}{glyph:04x}{behind}"

    def _characters(self, glyphs: "_Glyphs", place: int) -> str:
        """What a glyph stands for."""
        item, count = glyphs.item, glyphs.item.glyphs.num_glyphs
        clusters, backwards = item.glyphs.log_clusters, item.item.analysis.level % 2
        following = place - 1 if backwards else place + 1
        start = clusters[place]
        end = clusters[following] if 0 <= following < count else item.item.length
        return glyphs.text.encode()[item.item.offset + start : item.item.offset + end].decode()


class _Glyphs(NamedTuple):
    """A run in Pango's memory, its font, the text of its line."""

    item: Any
    pango_font: Any
    font: Any
    size: float
    text: str
