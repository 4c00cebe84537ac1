"""What is asked for instead of being written: a record by its id, those that concern the subject, publications."""

from typing import ClassVar

from cvgen.model.dates import Date, Window
from cvgen.model.errors import Position
from cvgen.model.record import Placed, Record

# What `kind` chooses among, and of which kind those are that say none.
KINDS_OF = {"talks": "Talk", "grants": "grant"}


class RecordRef(Placed, kw_only=True):
    """`{ref: uai-2022-award}`: a record of records.yaml stands here."""

    KEYS: ClassVar[tuple[str, ...]] = ("ref",)
    ref: str
    only: tuple[str, ...] = ()
    at: Position | None = None


class RecordQuery(Placed, kw_only=True):
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
    since: Date | Window | None = None
    latest: int = 0
    kind: str = ""
    role: str = ""
    cards: bool = False
    only: tuple[str, ...] = ()
    at: Position | None = None


class Query(Record):
    """Which publications: each key given must hold."""

    keywords: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    first_author: tuple[str, ...] = ()
    since: Date | Window | None = None
    until: Date | None = None
    selected: bool | None = None
    published: bool | None = None
    in_rank: bool | None = None
    exclude: tuple[str, ...] = ()
