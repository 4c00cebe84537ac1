"""WeasyPrint's boxes that have no floats around them, no round corners, backgrounds, outlines. For version 70.0."""

import importlib
from typing import Any

from cvgen.render.engine import patch

_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE = dict.fromkeys(_CORNERS, (0, 0))


def apply() -> None:
    """Put these in the places of WeasyPrint's own."""
    collisions = importlib.import_module("weasyprint.layout.float").avoid_collisions
    patch.put(_without_floats(collisions), collisions)
    radii = importlib.import_module("weasyprint.layout.percent").resolve_radii_percentages
    patch.put(_square(radii), radii)
    background = importlib.import_module("weasyprint.layout.background")
    patch.put(_bare(background), background.layout_box_backgrounds)
    border = importlib.import_module("weasyprint.draw.border")
    patch.put(_unlined(border), border.draw_outline)


def _without_floats(plain: patch.Function) -> patch.Function:
    """Where nothing floats, a box from left to right stands where its container begins and is as wide."""

    def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
        usual = outer and not context.excluded_shapes and not box.is_floated()
        if not usual or containing_block.style["direction"] != "ltr":
            return plain(context, box, containing_block, outer)
        left = containing_block.content_box_x()
        return left, box.position_y, left + containing_block.width - left

    return avoid_collisions


def _square(plain: patch.Function) -> patch.Function:
    """Boxes of a style without round corners."""
    square = patch.once("_square", lambda style: all((0, "px") in style[corner] for corner in _CORNERS))

    def resolve_radii_percentages(box: Any) -> None:
        if square(box.style):
            box.__dict__.update(_SQUARE)
        else:
            plain(box)

    return resolve_radii_percentages


def _bare(background: Any) -> patch.Function:
    """Boxes of a style without any background."""
    plain, get_color = background.layout_box_backgrounds, importlib.import_module("weasyprint.draw.color").get_color

    def bare(style: Any) -> bool:
        pictured = style["border_image_source"][0] != "none" or style["mask_border_source"][0] != "none"
        layered = any(kind != "none" for kind, _ in style["background_image"]) or style["box_shadow"]
        return not pictured and not layered and get_color(style, "background_color").alpha == 0

    known = patch.once("_bare", bare)

    def layout_box_backgrounds(
        page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if not known(box.style) or not layout_children or style is not None or box == page:
            plain(page, box, get_image_from_uri, layout_children, style)
            return
        background.resolve_radii_percentages(box)
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image_from_uri)
        box.background = None

    return layout_box_backgrounds


def _unlined(border: Any) -> patch.Function:
    """Boxes without an outline."""
    plain, kind = border.draw_outline, border.boxes.Box

    def draw_outline(stream: Any, box: Any) -> None:
        if box.style["outline_width"]:
            plain(stream, box)
            return
        for child in box.children:
            if isinstance(child, kind):
                draw_outline(stream, child)

    return draw_outline
