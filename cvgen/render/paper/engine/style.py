"""WeasyPrint's styles, worked out once for all boxes that share one.

Replaced, as they are in WeasyPrint 70.0, because each is asked thousands of times with the same answer:
- `css.StyleFor.set_computed_styles`: bullets and such of elements with one style have one style too;
- `css.AnonymousStyle.__init__`, `css.ComputedStyle.__init__`: begin with the initial values that no rule is about;
- `layout.percent.resolve_percentages`: margins and sizes without percentages are the same in every container;
- `text.line_break.strut`, `Box.is_in_normal_flow`: the usual answer first.

Gain: 9 % of `cvgen pdf` at 60 papers, 25 % at 1,000. It still holds if the pages of tests/test_engine.py have the same
bytes with and without it; for another version these five have to be read again.
"""

import importlib
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cvgen.model.regex import lazy
from cvgen.render.paper.engine import patch

NAME = "styles worked out once"
_LENGTHS = (
    *(f"{name}_{side}" for name in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *(f"{bound}{size}" for bound in ("", "min_", "max_") for size in ("width", "height")),
)


def apply() -> None:
    """Put these in the places of WeasyPrint's own."""
    css = importlib.import_module("weasyprint.css")
    patch.member(css.StyleFor, "set_computed_styles", _pseudo_shared(css.StyleFor.set_computed_styles))
    percent = importlib.import_module("weasyprint.layout.percent")
    boxes = importlib.import_module("weasyprint.formatting_structure.boxes")
    patch.put(_used_values(percent.resolve_percentages, boxes), percent.resolve_percentages)
    line_break = importlib.import_module("weasyprint.text.line_break")
    patch.put(patch.once("_strut", line_break.strut), line_break.strut)
    patch.member(boxes.Box, "is_in_normal_flow", _in_normal_flow(boxes.Box.is_in_normal_flow))
    usual = _initial(css)
    patch.member(css.AnonymousStyle, "__init__", _filled(css.AnonymousStyle.__init__, usual))
    patch.member(css.ComputedStyle, "__init__", _declared(css.ComputedStyle.__init__, usual))


_NOTES = ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
_NOTED = lazy(r"footnote|note\(|:note")


@contextmanager
def without_notes(page: str) -> Iterator[None]:
    """For a page without foot- or endnotes: the rules for their marks, which hold for every element, are left out."""
    matcher = importlib.import_module("weasyprint.html").UA_STYLESHEET.matcher
    rules = matcher.other_selectors
    if not _NOTED.search(page):
        matcher.other_selectors = [rule for rule in rules if rule[3] not in _NOTES]
    try:
        yield
    finally:
        matcher.other_selectors = rules


# Properties whose initial values are worked out in a way of their own, and parts of the names of logical properties.
_OWN_WAY = ("float", "page", "position")
_LOGICAL = lazy("inline|block")


def _initial(css: types.ModuleType) -> dict[str, Any]:
    """The properties that have their initial value where nothing is declared: most."""
    return {
        name: value
        for name, value in css.INITIAL_VALUES.items()
        if name not in css.INHERITED and name not in css.INITIAL_NOT_COMPUTED
        if name not in _OWN_WAY and not name.startswith(("text_decoration_", "__")) and not css.check_math(value)
    }


def _filled(plain: patch.Function, usual: dict[str, Any]) -> patch.Function:
    """The style of a box without an element begins with them."""

    def __init__(self: Any, parent_style: Any) -> None:  # noqa: N807
        self.update(usual)
        plain(self, parent_style)

    return __init__


def _declared(plain: patch.Function, usual: dict[str, Any]) -> patch.Function:
    """The style of an element begins with those of them that no rule is about; that of a first line has no others."""

    def __init__(self: Any, parent: Any, cascaded: Any, pseudo_type: Any, *others: Any) -> None:  # noqa: N807
        plain(self, parent, cascaded, pseudo_type, *others)
        if pseudo_type not in ("first-line", "first-letter") and not any(map(_LOGICAL.search, cascaded)):
            self.update(usual)
            for name in cascaded:
                self.pop(name, None)

    return __init__


def _pseudo_shared(plain: patch.Function) -> patch.Function:
    """Pseudo-elements of elements with one style, to which the same rules apply, have one style."""

    def set_computed_styles(
        self: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None,
        base_url: Any = None, target_collector: Any = None,
    ) -> None:  # fmt: skip
        known = self.__dict__.setdefault("_shared", {})
        rules = self._cascaded_styles.get((element, pseudo_type), {})
        if pseudo_type is None or not hasattr(element, "tag") or "anchor" in rules:
            plain(self, element, parent, root, pseudo_type, base_url, target_collector)
            return
        declared = tuple((name, id(value), weight) for name, (value, weight) in rules.items())
        key = (id(self._computed_styles[parent, None]), pseudo_type, declared)
        if key in known:
            self._computed_styles[element, pseudo_type] = known[key][0]
            return
        plain(self, element, parent, root, pseudo_type, base_url, target_collector)
        known[key] = self._computed_styles[element, pseudo_type], self._computed_styles[parent, None], rules

    return set_computed_styles


def _used_values(plain: patch.Function, boxes: types.ModuleType) -> patch.Function:
    """Margins, sizes and such of a box whose style has no percentages are the same in every container."""
    used_by = patch.once("_used", lambda style: _used(style, plain))

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        used = used_by(box.style)
        placeholder = not isinstance(box, boxes.Box)  # of a box out of the flow, which it hands what it is given
        if not used or placeholder or box.is_flex_item or box.is_grid_item or isinstance(box, boxes.PageBox):
            plain(box, containing_block)
        else:
            box.__dict__.update(used)

    return resolve_percentages


def _used(style: Any, plain: patch.Function) -> dict[str, Any]:
    """What a box with this style gets; nothing where that hangs on its container."""
    values = [style[name] for name in _LENGTHS]
    if style["border_collapse"] == "collapse" or any(value != "auto" and not _absolute(value) for value in values):
        return {}
    box = types.SimpleNamespace(style=style)
    plain(box, (0, 0))
    del box.style
    return vars(box)


def _absolute(value: Any) -> bool:
    return getattr(value, "unit", None) == "px"


def _in_normal_flow(plain: patch.Function) -> patch.Function:
    """The usual answer without asking five questions."""

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        return (style["float"] == "none" and style["position"] in ("static", "relative")) or plain(box)

    return is_in_normal_flow
