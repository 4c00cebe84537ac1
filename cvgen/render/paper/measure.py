"""Pages as WeasyPrint laid them out -> where each piece of text stands, in which font and size; where links lead.

And what is cut, as it reaches beyond its sheet, of every page that is made.

Read from `page._page_box`, `page.links` and Pango's lines, as WeasyPrint 70.0 has them; a test holds what is read
against pages whose measures are known. Lengths are in points. What comes out is plain, so that another process can hand
it over.
"""

import importlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

_POINTS = 0.75  # of a pixel of CSS
_SLACK = 1  # pixel: what a letter leans out of its box, and rounding
_RAISED = ("sup", "sub")


class Piece(NamedTuple):
    """A run of text on a page: its edges from the page's, its line's baseline, its size, the family really used.

    One in the margin is a page's header or footer; a raised one is a superscript or a subscript.
    """

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    family: str
    in_margin: bool
    raised: bool


class Measured(NamedTuple):
    """The pieces in the order of reading, and the (page, address) of each link that leads out."""

    pieces: tuple[Piece, ...]
    links: tuple[tuple[int, str], ...]


def pages(laid_out: Sequence[Any]) -> tuple[Any, ...]:
    """What stands on the pages, as the plain values of a Measured."""
    boxes = importlib.import_module("weasyprint.formatting_structure.boxes")
    text = importlib.import_module("weasyprint.text.fonts")
    pieces = tuple(
        tuple(piece) for number, page in enumerate(laid_out, 1) for piece in _pieces(number, page, boxes, text)
    )
    links = tuple(
        (number, link[1]) for number, page in enumerate(laid_out, 1) for link in page.links if link[0] == "external"
    )
    return pieces, links


def cut(laid_out: Sequence[Any]) -> tuple[tuple[int, str], ...]:
    """The pieces of text that reach beyond the sheet, with the numbers of their pages, in the order of reading.

    What stands in the margins is not among them: where these are nothing, there is no foot.
    """
    kinds = importlib.import_module("weasyprint.formatting_structure.boxes")
    found: list[tuple[int, str]] = []
    for number, page in enumerate(laid_out, 1):
        sheet = page._page_box  # noqa: SLF001 - nothing public says where things stand
        right, bottom = sheet.margin_width() + _SLACK, sheet.margin_height() + _SLACK
        boxes = [child for child in reversed(sheet.children) if not isinstance(child, kinds.MarginBox)]
        while boxes:
            box = boxes.pop()
            if not isinstance(box, kinds.TextBox):
                boxes += reversed(getattr(box, "children", ()))
            elif (
                not (
                    -_SLACK <= box.position_x <= right - box.width and -_SLACK <= box.position_y <= bottom - box.height
                )
                and box.text.strip()
            ):
                found.append((number, box.text.strip()))
    return tuple(found)


def read(values: Sequence[Any]) -> Measured:
    """What was measured, from its plain values."""
    pieces, links = values
    return Measured(tuple(Piece(*each) for each in pieces), tuple(links))


def lines(measured: Measured, last: int) -> int:
    """How many lines of text stand on the pages behind the `last` one."""
    beyond = (each for each in measured.pieces if each.page > last and not (each.in_margin or each.raised))
    return len({(each.page, round(each.baseline)) for each in beyond})


def _pieces(number: int, page: Any, boxes: Any, text: Any) -> Iterator[Piece]:
    sheet = page._page_box  # noqa: SLF001 - nothing public says where things stand
    width, height = sheet.margin_width(), sheet.margin_height()
    for child in sheet.children:
        in_margin = isinstance(child, boxes.MarginBox)
        for box, line in _lines(child, None, boxes):
            if box.text.strip():
                top, bottom, baseline = _extent(line)
                yield Piece(
                    page=number,
                    text=box.text.strip(),
                    left=box.position_x * _POINTS,
                    top=top * _POINTS,
                    right=(width - box.position_x - box.width) * _POINTS,
                    bottom=(height - bottom) * _POINTS,
                    baseline=baseline * _POINTS,
                    size=box.style["font_size"] * _POINTS,
                    family=_family(box, text),
                    in_margin=in_margin,
                    raised=box.element_tag in _RAISED or box.style["vertical_align"] in ("super", "sub"),
                )


def _extent(line: Any) -> tuple[float, float, float]:
    """Where a line begins and ends, and its baseline."""
    return line.position_y, line.position_y + line.height, line.position_y + line.baseline


def _lines(box: Any, line: Any, boxes: Any) -> Iterator[tuple[Any, Any]]:
    """Each text with the outermost line that it stands in."""
    if isinstance(box, boxes.TextBox):
        yield box, line
    line = box if isinstance(box, boxes.LineBox) and line is None else line
    for child in getattr(box, "children", ()):
        yield from _lines(child, line, boxes)


def _family(box: Any, text: Any) -> str:
    """The family in which most of a text's characters are set, whatever its style asked for."""
    layout = box.pango_layout
    layout.reactivate(box.style)
    line, _ = layout.get_first_line()
    found: dict[str, int] = {}
    run = line.runs
    while run != text.ffi.NULL:
        item, run = run.data.item, run.next
        _, description, _ = text.get_pango_font_key(item.analysis.font)
        name = text.ffi.string(text.pango.pango_font_description_get_family(description)).decode()
        found[name] = found.get(name, 0) + item.num_chars
    layout.deactivate()
    return max(found, key=lambda name: found[name], default="")
