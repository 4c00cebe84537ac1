"""Text -> names fit for addresses, files and keys: letters of any script in ASCII, and a number where one is taken."""

import os
import urllib.parse
from collections.abc import Container
from functools import lru_cache
from urllib.parse import quote

from cvgen.model.regex import lazy

_NOT_SLUG = lazy(r"[^a-z0-9]+")


def ascii_only(text: str) -> str:
    """The text in ASCII letters: "Bjørn Ødegård" -> "Bjorn Odegard", "Łukasz" -> "Lukasz", "山田" -> "ShanTian"."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return str(anyascii(text))


def slug(text: str, otherwise: str) -> str:
    """Lower-case words with hyphens: "Selected Honors" -> "selected-honors"; `otherwise` for what has no letters."""
    return _NOT_SLUG.sub("-", ascii_only(text).lower().replace("'", "")).strip("-") or otherwise


def link_field(label: str) -> str:
    """The field of a .bib that holds a link called so: "Project Page" -> "url_project_page"."""
    return f"url_{slug(label, 'link').replace('-', '_')}"


def beside(path: str) -> str:
    """The address of a file from a page beside it: "talk #1: x.ics" -> "./talk%20%231%3A%20x.ics".

    The dot keeps a name from being read as a scheme (RFC 3986, section 4.2).
    """
    address = quote(os.fsencode(path))
    return address if address.startswith("../") else f"./{address}"


def unique(name: str, *taken: Container[str], separator: str = "-") -> str:
    """The name, or the first of "name-2", "name-3" … that is in none of these."""
    found, number = name, 2
    while any(found in each for each in taken):
        found, number = f"{name}{separator}{number}", number + 1
    return found


@lru_cache(4096)
def doi_url(doi: str) -> str:
    """Where a DOI leads; what means something else in a link is encoded, as the DOI Handbook (2.5.2.4) asks."""
    return "https://doi.org/" + urllib.parse.quote(doi, safe="/:;()[],.+-_~=@!$'*&")
