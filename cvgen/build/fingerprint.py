"""A page, arranged -> its fingerprint: equal if it would print the same. Where a fact was written is no part of it."""

import dataclasses
import hashlib
import json
from collections.abc import Callable
from operator import attrgetter

from cvgen.document import Document


def of(document: Document, *others: str) -> str:
    """The fingerprint of a document and of other things that decide what is printed."""
    return joined(document, others)


def joined(*parts: object) -> str:
    """The fingerprint of some fingerprints and records."""
    return hashlib.sha256(told(parts).encode("utf-8", "surrogatepass")).hexdigest()


def told(records: object) -> str:
    """All that records say, in one line."""
    return json.dumps(records, default=_fields, ensure_ascii=False, check_circular=False)


def _fields(record: object) -> list[object]:
    """A record's name and what it says: ["Line", …]."""
    kind = type(record)
    if kind not in _READERS:
        names = [field.name for field in dataclasses.fields(kind) if field.compare]  # type: ignore[arg-type]
        _READERS[kind] = attrgetter(*names)
    return [kind.__name__, _READERS[kind](record)]


_READERS: dict[type, Callable[[object], object]] = {}
