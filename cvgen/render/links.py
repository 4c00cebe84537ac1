"""What may be a link: web, mail and telephone addresses, places in the page or beside it; never a script."""

import re
from functools import lru_cache

from cvgen.model.document import Contact
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, plain, walk

_SCHEME = lazy(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED_BY_BROWSERS = lazy(r"[\x00-\x20\x7f]+")
_ELSEWHERE = lazy(r"[\\/]{2}|\\")  # another server: "//x.org", and browsers take "\\" for "/"
_SAFE = frozenset({"http", "https", "mailto", "tel"})


@lru_cache(maxsize=1 << 12)
def target(url: str) -> str:
    """The address if it may be followed, else "": "https://x.org", "#talks", "slides.pdf", not "javascript:…"."""
    url = url.strip()
    bare = _IGNORED_BY_BROWSERS.sub("", url)
    scheme = _SCHEME.match(bare)
    if not scheme:
        return "" if _ELSEWHERE.match(bare) else url
    return url if scheme[1].lower() in _SAFE else ""


def absolute(url: str) -> str:
    """The address if it leads somewhere from a file that travels alone, as a PDF does, else ""."""
    found = target(url)
    return found if _SCHEME.match(found) else ""


def reachable(contact: Contact) -> Inline:
    """A contact that can be followed: an e-mail address becomes a link to write to it, a number one to call."""
    if any(isinstance(node, Link) for node in walk(contact.content)):
        return contact.content
    text = plain(contact.content)
    if contact.kind == "email" and "@" in text:
        return (Link(f"mailto:{text.strip()}", contact.content),)
    if contact.kind == "phone" and (number := re.sub(r"[^\d+]", "", text)):
        return (Link(f"tel:{number}", contact.content),)
    return contact.content
