"""A look that must fit on some pages -> looks that are set tighter, step by step, down to what still reads well."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from cvgen.model.document import Document
from cvgen.model.errors import Problems
from cvgen.model.look import Length, PageLook, Ratio

# The share of the text's size that each try keeps. Gaps shrink three times, the space between lines half as much.
_STEPS = (0.975, 0.95, 0.925, 0.9, 0.875)
# Below this no printed text is comfortable to read.
_SMALLEST = 8.0


T = TypeVar("T")


def fitted(document: Document, printed: Callable[[Document], tuple[T, int]], problems: Problems) -> tuple[T, int]:
    """What is printed and its pages; set tighter while it has more than its look is to fit on."""
    made, pages = printed(document)
    if not (document.look and document.look.fit) or pages <= document.look.fit:
        return made, pages
    least = pages
    for look in tighter(document.look):
        made, least = printed(replace(document, look=look))
        if least <= document.look.fit:
            return made, least
    message = f"the document has {pages} pages, {least} set as tight as can be read, and is to fit on "
    hint = "leave out sections, or choose a denser look: compact, page"
    problems.warn("too-many-pages", f"{message}{document.look.fit}", hint=hint)
    return made, least


def tighter(look: PageLook) -> Iterator[PageLook]:
    """The look, each time a little tighter."""
    for share in _STEPS:
        loss = 1 - share
        yield replace(
            look,
            size=_scaled(look.size or Length("10pt"), share),
            leading=Ratio(f"{max(1.12, float(look.leading or 1.29) * (1 - loss / 2)):.3f}"),
            gap=_scaled(look.gap or Length(".34em"), 1 - 3 * loss),
            section_gap=_scaled(look.section_gap or Length("1.3em"), 1 - 3 * loss),
        )


def _scaled(length: Length, share: float) -> Length:
    """A length times a share; text is not made smaller than 8pt."""
    number, unit = re.fullmatch(r"([\d.]+)([a-z]*)", length).groups()  # type: ignore[union-attr]
    least = min(float(number), _SMALLEST) if unit == "pt" else 0
    return Length(f"{max(float(number) * share, least):.3f}{unit or 'em'}")
