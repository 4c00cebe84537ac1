"""A recipe's look, or what a command asks for -> the PageLook that holds, with all that it extends."""

import re
from collections.abc import Iterable

from cvgen.loading import styles
from cvgen.model.choices import PaperSize
from cvgen.model.errors import CvgenError, Position, Problems
from cvgen.model.look import Family, Margins, PageLook
from cvgen.model.recipe import Recipe
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.word import Word
from cvgen.read.yaml.schema import BAD, Converter, keys
from cvgen.read.yaml.values import Mapped, Scalar, Value, load
from cvgen.render.paper import fonts
from cvgen.theme import OURS, Resource, Theme

_WIDE = 20  # mm
_AS_YAML = lazy(r"""\s*(?:\[.*|".+"|'.+')\s*""", re.DOTALL)
_USUAL = "write look.KEY=VALUE: look.accent=#7a1f2b"


def look(recipe: Recipe, theme: Theme, problems: Problems) -> PageLook | None:
    """The recipe's look over those that it extends, or else over its style's; None for a style without values.

    `extends` is then the look whose own rules hold.
    """
    asked = recipe.look or PageLook(at=recipe.style.at)
    try:
        of_style = Word(theme.look(recipe.style.text), recipe.style.at)
        if recipe.look:
            _told_unused(recipe.look, recipe.style, theme, problems)
    except CvgenError as error:
        problems.add(replace(each, at=each.at or recipe.style.at) for each in error.problems)
        return None
    first = asked.extends or of_style
    extended = styles.extended(first, Resource.LOOK, theme, problems) if first.text or asked.extends else {}
    if extended is None:
        return None
    papers = (recipe.page, *(each.paper for each in (asked, *extended.values())))
    letter = next(filter(None, papers), None) is PaperSize.LETTER
    found = asked
    for path, record in extended.items():
        found = found.over(_on_letter(record) if letter and path.is_relative_to(OURS) else record)
    if not (first.text or recipe.look):
        return None
    own = (fonts.OFFERED.get(each.font or "", each.font) for each in extended.values())
    stand_in = next((Family(each) for each in own if each in fonts.FAMILIES), None)
    if found.font and (font := fonts.called(found.font)) != found.font:
        found = replace(found, font=Family(font))
    theirs = (asked, *(each for path, each in extended.items() if not path.is_relative_to(OURS)))
    coloured = any(each.accent for each in theirs)
    return replace(found.dense(), extends=first, stand_in=stand_in, coloured=coloured)


def _told_unused(asked: PageLook, style: Word, theme: Theme, problems: Problems) -> None:
    """Say that a style sheet whose first one is not `base` has none of a look's rules; a CvgenError for none at all."""
    first = theme.sheets(style.text)[0][0].stem
    if first != "base":
        message = f"the style {style.text} extends nothing of ours, so that no page has anything of the look"
        at, hint = (asked.extends or asked).at, f"begin {first}.css with /* extends: base */"
        problems.warn("look-unused", message, at, hint)


def tried(theme: Theme, problems: Problems) -> None:
    """Report what is wrong with any look of the user's, also with one that no document has."""
    for name in theme.names(Resource.LOOK):
        if not styles.ours(Word(name), Resource.LOOK, theme):
            styles.extended(Word(name), Resource.LOOK, theme, problems)


def _on_letter(look: PageLook) -> PageLook:
    """A look of ours on Letter, which is 6 mm wider than A4: lines stay as long, unless it is dense."""
    if not look.margins:
        return look
    top, sides, bottom = look.margins.split()
    width = int(sides.removesuffix("mm"))
    return replace(look, margins=Margins(f"{top} {width + 3 if width >= _WIDE else width}mm {bottom}"))


def asked(name: str, values: Iterable[str], problems: Problems) -> PageLook | None:
    """The look of `--look book --set look.accent=#7a1f2b`; None where nothing is asked for."""
    at = Position("--set")
    pairs: list[tuple[Scalar, Value]] = []
    pairs += [(Scalar("extends", at), Scalar(name, Position("--look")))] if name else []
    for text in values:
        key, equals, value = text.partition("=")
        if not equals or not key.startswith("look."):
            name = "paper" if key == "page" else key
            hint = f"write look.{name}={value}" if value and name in keys(PageLook) else _USUAL
            hint = f"write --look {value}" if value and key == "look" else hint
            problems.error("wrong-value", f"{text!r} sets nothing", at, hint)
            continue
        if not value or Scalar(value, at).null:
            hint = f"write {key}=VALUE, or leave it out for what the look says"
            problems.error("wrong-value", f"{text} has no value", at, hint)
            continue
        if typed := _typed(value, at, problems):
            pairs.append((Scalar(key.removeprefix("look."), at), typed))
    found = Converter(problems).record(Mapped(tuple(pairs), at), PageLook) if pairs else BAD
    return found if isinstance(found, PageLook) else None


def _typed(text: str, at: Position, problems: Problems) -> Value | None:
    """A list or a text in quotes as in a file; all else as it was typed, since # begins a comment in a file."""
    return load(at.file, text, problems) if _AS_YAML.fullmatch(text) else Scalar(text, at)
