"""A page, arranged -> its fingerprint: equal if it would print the same. Where a fact was written is no part of it."""

import dataclasses
import functools
import hashlib
import json
from collections.abc import Callable
from operator import attrgetter

from cvgen.document import Document


def of(document: Document, *others: str) -> str:
    """The fingerprint of a document and of other things that decide what is printed."""
    told = json.dumps((document, others), default=_fields, ensure_ascii=False, check_circular=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _fields(record: object) -> list[object]:
    """A record's name and what it says: ["Line", …]."""
    name, values = _reader(type(record))
    return [name, values(record)]


@functools.cache
def _reader(record: type) -> tuple[str, Callable[[object], object]]:
    if not dataclasses.is_dataclass(record):
        raise TypeError(record)
    names = [field.name for field in dataclasses.fields(record) if field.compare]
    return record.__name__, attrgetter(*names) if names else lambda _: ()
