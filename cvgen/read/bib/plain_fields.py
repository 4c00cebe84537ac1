"""Plain text of other programs' bibliographies -> the fields of a raw entry, in LaTeX as all fields are."""

import re

from cvgen.model.regex import lazy
from cvgen.read.bib.bib_writer import escaped
from cvgen.read.bib.raw_entry import Entry, Field
from cvgen.read.bib.work_kind import TYPES as KINDS

__all__ = ["TYPES", "escaped", "key", "name", "put", "put_own", "whole"]

# The type of entry by the kind of work that it is: Kind.PAPER -> "inproceedings".
TYPES: dict[str, str] = {str(kind): of for of, kind in reversed(KINDS.items())}
_NO_KEY = lazy(r"[\s,{}\"#%\\]+")
_SPECIAL = lazy(r",|\band\b|^others$", re.IGNORECASE)


def put(entry: Entry, field: str, value: str, line: int) -> None:
    """Give the entry a field that says something; the first one stays."""
    if field and value:
        entry.fields.setdefault(field, Field(value, line))


# What only cvgen has fields for, and its exports keep where a format leaves room for what is anybody's own.
OWN = lazy(r"(?:author|editor)\+an(?::id|:orcid)?|venueid|abbr|award|track|selected|include-me")


def put_own(entry: Entry, field: str, value: str, line: int) -> None:
    """Give the entry a field of cvgen's own, if it is one."""
    if OWN.fullmatch(field):
        put(entry, field, value if "+an" in field else escaped(value), line)


def key(text: str) -> str:
    """An id as a citation key: without spaces, commas and braces."""
    return _NO_KEY.sub("-", text).strip("-")


def name(particle: str, family: str, suffix: str, given: str) -> str:
    """A name as BibTeX has it: "van Moss, Jr., Ada"."""
    parts = (" ".join(filter(None, (_kept(particle), _kept(family)))), _kept(suffix), _kept(given))
    return ", ".join(part for part in parts if part)


def whole(text: str) -> str:
    """A name that is not divided: an organisation's; what says that there are others, as BibTeX says it."""
    return "others" if text.lower().rstrip(".") in ("others", "et al") else f"{{{escaped(text)}}}" if text else ""


def _kept(part: str) -> str:
    """A part of a name; in braces where a comma or an "and" would divide it."""
    return f"{{{escaped(part)}}}" if _SPECIAL.search(part) else escaped(part)
