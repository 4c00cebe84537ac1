"""A word that names something elsewhere, and the field that holds where a record was written."""

from dataclasses import field
from typing import Any, ClassVar

from cvgen.model.dataclass import dataclass
from cvgen.model.errors import Position


def placed() -> Any:  # noqa: ANN401 - as dataclasses.field, which it stands for
    """The field that holds where a record was written; never part of equality or hashes."""
    return field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A name of something elsewhere, with the place where it was typed."""

    SCALAR: ClassVar[str] = "text"
    text: str
    at: Position | None = placed()
