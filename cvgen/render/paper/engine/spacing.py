"""Spaced letters with a sign between them that nobody sees -> as far apart as all others.

Pango gives each character the space of spaced letters, a word joiner, too: behind the hyphen of a heading was twice as
much as elsewhere, which programs read as a space: "COVID- 19". Replaced, as it is in WeasyPrint 70.0:
`text.line_break.Layout.set_text`, which then takes the space from what has no width of its own.
"""

import importlib
from typing import Any

from cvgen.model.regex import lazy
from cvgen.render.paper.engine import patch

NAME = "no space behind what is not seen"
# Of Unicode's Default_Ignorable_Code_Point what a text may have: soft hyphens, joiners, signs of direction.
_UNSEEN = lazy("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+")


def apply() -> None:
    """Put this in the place of WeasyPrint's own."""
    line_break = importlib.import_module("weasyprint.text.line_break")
    layout, pango = line_break.Layout, line_break.pango
    plain = layout.set_text

    def set_text(self: Any, text: str, justify: bool = False) -> None:
        plain(self, text, justify)
        spaced = self.style["letter_spacing"] not in ("normal", 0) and not text.isascii()
        for found in _UNSEEN.finditer(text) if spaced else ():
            nothing, start = pango.pango_attr_letter_spacing_new(0), len(text[: found.start()].encode())
            nothing.start_index, nothing.end_index = start, start + len(found[0].encode())
            pango.pango_attr_list_change(pango.pango_layout_get_attributes(self.layout), nothing)

    patch.member(layout, "set_text", set_text)
