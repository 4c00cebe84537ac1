"""A word that names something elsewhere, and the field that holds where a record was written."""

from typing import ClassVar

from cvgen.model.errors import Position
from cvgen.model.record import Placed


class Word(Placed):
    """A name of something elsewhere, with the place where it was typed."""

    SCALAR: ClassVar[str] = "text"
    text: str
    at: Position | None = None
