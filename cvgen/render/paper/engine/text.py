"""WeasyPrint's lines of text, with what is the same for all of one style made once.

Replaced, as they are in WeasyPrint 70.0:
- `text.line_break.Layout.setup`, which asks Pango for a context, a language, a font description and features for each
  piece of text: they are kept in the style;
- `text.line_break.can_break_text` remembers its answers;
- `text.line_break.split_first_line`, only while documents are watched (`remember`): a line that was broken before, of
  the same text in the same style and width, is taken as it was.

Gain: 6 % of `cvgen pdf` at 60 papers; with `remember` a fifth of the PDF that follows a save. It still holds if the
pages of tests/test_engine.py have the same bytes with and without it; for another version these have to be read again.
"""

import functools
import importlib
import types
from typing import Any

from cvgen.render.paper.engine import patch

NAME = "lines of text set up once"
_FEATURES = (
    "kerning", "variant_ligatures", "variant_position", "variant_caps", "variant_numeric", "variant_alternates",
    "variant_east_asian", "feature_settings",
)  # fmt: skip

_MOST = 20_000


def apply() -> None:
    """Put these in the places of WeasyPrint's own."""
    line_break = importlib.import_module("weasyprint.text.line_break")
    patch.member(line_break.Layout, "setup", _set_up(line_break.Layout.setup, line_break))
    patch.put(functools.lru_cache(1 << 14)(line_break.can_break_text), line_break.can_break_text)
    inherited = importlib.import_module("weasyprint.css.properties").INHERITED
    look = (*sorted(inherited | {"overflow_wrap", "text_decoration_line", "word_break"}),)
    patch.put(_remembered(line_break.split_first_line, look), line_break.split_first_line)


def remember(configuration: Any) -> None:
    """From now on, lines in these fonts are kept for the next document, which has nearly all of them again."""
    configuration.__dict__["_lines"] = {}


def _remembered(plain: patch.Function, names: tuple[str, ...]) -> patch.Function:
    """A line of a text that was broken before, in a style with the same of these values, is taken as it was."""
    look = patch.once("_look", lambda style: repr([style[name] for name in names]))

    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any,
        is_line_start: bool = True, minimum: bool = False,
    ) -> Any:  # fmt: skip
        known = style.font_config.__dict__.get("_lines")
        if known is None:
            return plain(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        key = text, look(style), max_width, justification_spacing, is_line_start, minimum
        if key not in known:
            if len(known) >= _MOST:
                known.clear()
            known[key] = plain(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        return known[key]

    return split_first_line


def _set_up(plain: patch.Function, line_break: types.ModuleType) -> patch.Function:
    """A layout: in the context and with the font description and the features of the first one in its style."""
    pango, unref = line_break.pango, line_break.gobject.g_object_unref
    new, collected = pango.pango_layout_new, line_break.ffi.gc
    set_auto_dir, set_font = pango.pango_layout_set_auto_dir, pango.pango_layout_set_font_description

    context_of = patch.once("_context", lambda style: _context(style, line_break))

    def setup(self: Any, style: Any) -> None:
        context = context_of(style)
        if not context:
            plain(self, style)
            return
        self.style, self.first_line_direction = style, 0
        place, self.language, description, features = context
        self.layout = collected(new(place), unref)
        set_auto_dir(self.layout, False)  # noqa: FBT003 - a C function
        set_font(self.layout, description)
        if features:
            attributes = pango.pango_attr_list_new()  # not kept: spacing is added to it
            pango.pango_attr_list_insert(attributes, features)
            pango.pango_layout_set_attributes(self.layout, attributes)
        self.ascent = self.underline_position = self.strikethrough_position = None

    return setup


def _context(style: Any, line_break: types.ModuleType) -> tuple[Any, ...]:
    """Context, language, font description, features or None; nothing for a style that asks for more."""
    if style["font_language_override"] != "normal" or style["text_decoration_line"] != "none":
        return ()
    ffi, pango = line_break.ffi, line_break.pango
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), line_break.gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)  # noqa: FBT003 - a C function
    pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
    if style["lang"]:
        lang, _ = line_break.unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(lang)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    features = line_break.font_features(*[style[f"font_{name}"] for name in _FEATURES])
    attribute = None
    if features:
        named = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        kept = style.font_config.font_features
        attribute = kept.get(named) or kept.setdefault(named, pango.pango_attr_font_features_new(named))
    return context, language, line_break.get_font_description(style), attribute
