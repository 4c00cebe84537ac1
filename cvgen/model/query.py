"""What a section asks for instead of writing it: a record by its id, or all that concern the subject."""

from typing import ClassVar

from cvgen.model.dataclass import dataclass
from cvgen.model.dates import Date
from cvgen.model.errors import Position
from cvgen.model.word import placed


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRef:
    """`{ref: uai-2022-award}`: a record of records.yaml stands here."""

    KEYS: ClassVar[tuple[str, ...]] = ("ref",)
    ref: str
    only: tuple[str, ...] = ()
    at: Position | None = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordQuery:
    """`{awards: mine}`, `{talks: all}`: the records of that kind that concern the subject, newest first."""

    KEYS: ClassVar[tuple[str, ...]] = (
        "awards",
        "talks",
        "grants",
        "positions",
        "relations",
        "members",
        "bio",
        "news",
        "abstract",
    )
    awards: str = ""
    talks: str = ""
    grants: str = ""
    positions: str = ""
    relations: str = ""
    members: str = ""
    bio: str = ""
    news: str = ""
    abstract: str = ""
    since: Date | None = None
    latest: int = 0
    kind: str = ""
    only: tuple[str, ...] = ()
    at: Position | None = placed()
