"""A text's font is set before its place, so that programs read its first line and its first space by its own size.

pypdf takes two lines for one that are closer than the letters are large, by the font that was set last: WeasyPrint
sets it behind the place, and a name was read as one word with the smaller line below it. Replaced, as they are in
WeasyPrint 70.0: `pdf.stream.Stream.set_text_matrix`, which waits for the font, and `set_font_size`. Pages look as ever.
"""

import importlib
from typing import Any

from cvgen.render.paper.engine import patch

NAME = "fonts set before places"


def apply() -> None:
    """Put these in the places of WeasyPrint's own."""
    stream = importlib.import_module("weasyprint.pdf.stream").Stream
    place, font_size = stream.set_text_matrix, stream.set_font_size

    def set_text_matrix(self: Any, *values: float) -> None:
        self.__dict__["_place"] = values

    def set_font_size(self: Any, font: Any, size: float) -> None:
        font_size(self, font, size)
        if values := self.__dict__.pop("_place", None):
            place(self, *values)

    patch.member(stream, "set_text_matrix", set_text_matrix)
    patch.member(stream, "set_font_size", set_font_size)
