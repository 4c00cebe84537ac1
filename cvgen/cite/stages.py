"""A reference as a style prints it -> the same with the stage of the paper, which no style may hide behind a year."""

from cvgen.cite.pattern import Filler, Pattern, names
from cvgen.model.record import replace
from cvgen.model.text import Inline, plain

# Behind which the stage of a paper prints in a style that has no place of its own for it.
_DATED = ("date.long", "date", "year")


def staged(status: str, lines: tuple[Inline, ...], filler: Filler, settled: tuple[Pattern, ...]) -> tuple[Inline, ...]:
    """The lines with the stage behind the year where they do not have it: "2026, under review"."""
    if not status or _says(lines, status):
        return lines
    asked = frozenset[str]().union(*map(names, settled))
    dated = next((name for name in _DATED if name in asked and filler.fields.get(name)), None)
    if dated is None:
        return lines
    fields = {**filler.fields, dated: (*filler.fields[dated], f", {status}")}
    again = replace(filler, fields=fields, missing=[])
    return tuple(map(again.fill, settled))


def _says(lines: tuple[Inline, ...], words: str) -> bool:
    return any(words.casefold() in plain(line).casefold() for line in lines)
