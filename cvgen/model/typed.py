"""Text that knows where it was typed, so that a wrong word is told at its own line."""

from cvgen.model.errors import Position


class Typed(str):
    """A text with its place; in everything else the text alone, also for who pickles it."""

    __slots__ = ("at",)
    at: Position

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """The text without its place, which must not make two equal pages differ."""
        return str, (str(self),)


def typed(text: str, at: Position) -> Typed:
    """The text, typed there."""
    found = Typed(text)
    found.at = at
    return found


def place(text: str, otherwise: Position | None) -> Position | None:
    """Where a text was typed, as far as that is known; else where its record stands."""
    return getattr(text, "at", otherwise)
