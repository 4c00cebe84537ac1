"""WeasyPrint's lines of glyphs -> PDF: read once from Pango's memory, what stands for a glyph made once for all places.

Replaced, as they are in WeasyPrint 70.0, because each line is shaped twice, once to be laid out and once to be drawn:
- `text.line_break.Layout.deactivate`, which lets go of a line until it is drawn, has its glyphs read first;
- `draw.text.draw_text`, `draw.text.draw_first_line`: draw from what was read, in the operators that they would write;
  pictures, raised glyphs and glyphs that no font has are left to them.

The glyphs are read as bytes of the C structure PangoGlyphInfo, whose size is asked before; Pango has given lines for
reading since 1.48.2. Gain: 6 % of `cvgen pdf` at 60 papers, 20 % at 1,000. It still holds if the pages of
tests/test_engine.py have the same bytes with and without it; for another version these have to be read again.
"""

import importlib
import struct
import types
from collections.abc import Iterator
from typing import Any, NamedTuple

from cvgen.render.paper.engine import patch

NAME = "glyphs kept from layout to drawing"
# PangoGlyphInfo: the glyph, its width, its offsets; what it says besides is passed over.
_GLYPH = struct.Struct("=Iiii4x")
_CLUSTER = struct.calcsize("i")
_Key = tuple[int, int, int, int]


class _Glyphs(NamedTuple):
    """Glyphs of one font, as Pango has them in memory; where their characters are in the line's text."""

    pango_font: Any
    infos: bytes
    clusters: bytes
    offset: int
    length: int
    backwards: bool


class _Run(NamedTuple):
    """Glyphs in one font: "00120034>-12<0056"."""

    pango_font: Any
    font: Any
    size: float
    text: str


class _OutOfTheOrdinaryError(Exception):
    """A raised glyph, one that no font has, a picture: for WeasyPrint's own function."""


def apply() -> None:
    """Put these in the places of WeasyPrint's own."""
    text = importlib.import_module("weasyprint.draw.text")
    line_break = importlib.import_module("weasyprint.text.line_break")
    usual = text.ffi.sizeof("PangoGlyphInfo") == _GLYPH.size and text.pango.pango_version() >= 14802
    if usual:
        reader = _Reader(text)
        patch.put(_drawn(text.draw_text, reader), text.draw_text)
        patch.put(_line_drawn(text.draw_first_line, reader), text.draw_first_line)
        patch.member(line_break.Layout, "deactivate", _left(line_break.Layout.deactivate, reader))


def _left(plain: patch.Function, reader: "_Reader") -> patch.Function:
    """A line that is left for now has its glyphs read, which the layout must not hold until they are drawn."""

    def deactivate(self: Any) -> None:
        if not self.justification_spacing and "_glyphs" not in self.__dict__:
            self.__dict__["_glyphs"] = reader.read(self)
        plain(self)

    return deactivate


def _drawn(plain: patch.Function, reader: "_Reader") -> patch.Function:
    def draw_text(stream: Any, textbox: Any, offset_x: Any, text_overflow: Any, block_ellipsis: Any) -> None:
        style, glyphs = textbox.style, textbox.pango_layout.__dict__.get("_glyphs")
        asked = text_overflow == "ellipsis" or block_ellipsis != "none" or textbox.pango_layout.justification_spacing
        shown = style["visibility"] == "visible" and style["text_decoration_line"] == "none"
        if not glyphs or asked or not shown or style["font_size"] < 1e-6 or not textbox.text.strip():
            plain(stream, textbox, offset_x, text_overflow, block_ellipsis)
            return
        try:
            runs = list(reader.runs(stream, textbox.pango_layout.text, glyphs))
        except _OutOfTheOrdinaryError:
            plain(stream, textbox, offset_x, text_overflow, block_ellipsis)
            return
        stream.set_color(style["color"])
        stream.begin_text()
        stream.set_text_matrix(1, 0, 0, -1, textbox.position_x, textbox.position_y + textbox.baseline)
        _show(stream, runs)
        stream.end_text()

    return draw_text


def _line_drawn(plain: patch.Function, reader: "_Reader") -> patch.Function:
    """A line that was shaped again: justified, underlined."""

    def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        layout = textbox.pango_layout
        size = textbox.style["font_size"]
        if text_overflow == "ellipsis" or block_ellipsis != "none" or size < 1e-6 or not textbox.text.strip():
            return plain(stream, textbox, text_overflow, block_ellipsis, matrix)
        reader.pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 - a C function
        try:
            runs = list(reader.runs(stream, layout.text, reader.line(layout.get_first_line()[0])))
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

    def read(self, layout: Any) -> tuple[_Glyphs, ...]:
        """The glyphs of a layout that is one line; of any other nothing. Their fonts are kept by the layout."""
        at = self.pango.pango_layout_get_line_readonly
        if "\n" in layout.text or at(layout.layout, 1) != self.ffi.NULL:
            return ()
        found = tuple(self.line(at(layout.layout, 0)))
        keepers = layout.style.font_config.__dict__.setdefault("_keepers", {})
        for each in found:
            keepers.setdefault(each.pango_font, layout.layout)
        return found

    def line(self, line: Any) -> Iterator[_Glyphs]:
        """The glyphs of a line by their fonts."""
        run, buffer = line.runs, self.ffi.buffer
        while run != self.ffi.NULL:
            item, string, run = run.data.item, run.data.glyphs, run.next
            count, analysis = string.num_glyphs, item.analysis
            infos = buffer(string.glyphs, count * _GLYPH.size)[:]
            clusters = buffer(string.log_clusters, count * _CLUSTER)[:]
            yield _Glyphs(analysis.font, infos, clusters, item.offset, item.length, bool(analysis.level % 2))

    def runs(self, stream: Any, text: str, line: Iterator[_Glyphs]) -> Iterator[_Run]:
        """Glyphs as a stream shows them."""
        for glyphs in line:
            font, size = stream.add_font(glyphs.pango_font)
            if font.svg or font.png or font.colr or font.bitmap:
                raise _OutOfTheOrdinaryError
            known: dict[_Key, str] = font.__dict__.setdefault("_pieces", {}).setdefault(size, {})
            keys = list(_GLYPH.iter_unpack(glyphs.infos))
            for place, key in enumerate(keys):
                if key not in known:
                    self._note(stream, font, size, _Place(glyphs, place, text), key)
                    known[key] = self._piece(font, size, key)
            yield _Run(glyphs.pango_font, font, size, "".join([known[key] for key in keys]))

    def _note(self, stream: Any, font: Any, size: float, at: "_Place", key: _Key) -> None:
        """What the font must know of a glyph that it has not shown before."""
        glyph, _, _, y_offset = key
        if glyph == self.pango.PANGO_GLYPH_EMPTY:
            return
        if glyph & self.pango.PANGO_GLYPH_UNKNOWN_FLAG or y_offset:
            raise _OutOfTheOrdinaryError
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = at.characters()
        if glyph not in font.widths:
            self.pango.pango_font_get_glyph_extents(at.glyphs.pango_font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * self.from_units / size)

    def _piece(self, font: Any, size: float, key: _Key) -> str:
        """A glyph and the space behind it."""
        glyph, width, x_offset, _ = key
        if glyph == self.pango.PANGO_GLYPH_EMPTY:
            return f">{-width / size}<"
        offset = x_offset / size
        kerning = font.widths[glyph] + offset - width * 1000 * self.from_units / size
        before, behind = f">{-offset}<" if offset else "", f">{int(kerning)}<" if kerning else ""
        return f"{before}{glyph:04x}{behind}"


class _Place(NamedTuple):
    """One of some glyphs, and their line's text."""

    glyphs: _Glyphs
    number: int
    text: str

    def characters(self) -> str:
        """What the glyph stands for."""
        clusters = struct.unpack(f"={len(self.glyphs.clusters) // _CLUSTER}i", self.glyphs.clusters)
        following = self.number - 1 if self.glyphs.backwards else self.number + 1
        start = clusters[self.number]
        end = clusters[following] if 0 <= following < len(clusters) else self.glyphs.length
        return self.text.encode()[self.glyphs.offset + start : self.glyphs.offset + end].decode()
