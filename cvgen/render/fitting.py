"""A look that must fit on some pages -> looks that are set tighter, step by step, down to what still reads well."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from cvgen.model.document import Document
from cvgen.model.errors import Problems
from cvgen.model.look import PageLook
from cvgen.model.record import replace

_DENSE = ("compact", "page")
# The share of the text's size that each try keeps.
_STEPS = (0.975, 0.95, 0.925, 0.9, 0.875)

T = TypeVar("T")


def fitted(
    document: Document,
    printed: Callable[[Document], tuple[T, int]],
    problems: Problems,
    beyond: Callable[[T, int], int] | None = None,
) -> tuple[T, int]:
    """What is printed and its pages; set tighter while it has more than its look is to fit on.

    Where it does not fit, it is said by how much: `beyond` counts the lines behind so many pages.
    """
    made, pages = printed(document)
    if not (document.look and document.look.fit) or pages <= document.look.fit:
        return made, pages
    least = pages
    for look in tighter(document.look):
        made, least = printed(replace(document, look=look))
        if least <= document.look.fit:
            return made, least
    message = (
        f"the document has {pages} pages, {least} set as tight as can be read, and is to fit on {document.look.fit}"
    )
    if lines := beyond(made, document.look.fit) if beyond else 0:
        message += f": {lines} {'line is' if lines == 1 else 'lines are'} too many"
    own = document.look.extends.text if document.look.extends else ""
    hint = f"leave out sections, or choose a denser look: {', '.join(each for each in _DENSE if each != own)}"
    problems.warn("too-many-pages", message, hint=hint)
    return made, least


def tighter(look: PageLook) -> Iterator[PageLook]:
    """The look, each time a little tighter."""
    return map(look.tighter, _STEPS)
