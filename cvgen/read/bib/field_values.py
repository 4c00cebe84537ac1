"""The text of one field -> what it means: pages, DOIs, arXiv ids, links, statuses."""

import re
import urllib.parse
from functools import lru_cache

from cvgen.model.regex import lazy
from cvgen.read import latex
from cvgen.read.bib.vocabulary import STATUSES
from cvgen.read.latex.addresses import address, safe

_DASHES = lazy(r"\s*(?:--+|[–—−])\s*")
_HYPHEN = lazy(r"(\w*\d\w*)\s*[-‐‑]\s*(\w*\d\w*)$")
_DOI = lazy(r"10(?:\.\d{4,9}(?:\.\d+)*/\S+|/[a-z\d]{3,})$")  # the second is a shortDOI
_NEXT_DOI = lazy(r"(?:[\s;,]|\band\b)+(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(?=10\.\d{4,9}/)", re.IGNORECASE)
# What programs write for < > and _ in a DOI: "{\textless}", "$<$", "\ensuremath{<}", "\textunderscore ".
_IN_DOI = tuple(
    (
        lazy(rf"\{{?\\text{name}\s*(?:\{{\}})?\}}?|\{{?\$\\?{sign}\$\}}?|\\ensuremath\{{{sign}\}}|\\\({sign}\\\)"),
        sign,
    )
    for name, sign in (("less", "<"), ("greater", ">"), ("underscore", "_"))
)
_BEFORE_DOI = lazy(r"(?:https?:)?/{0,2}(?:(?:dx\.|www\.)?doi\.org/|doi:?)", re.IGNORECASE)
_ARXIV = lazy(
    r"(?:arxiv(?:\.org/(?:abs|pdf|html))?\s*[:./\s]\s*|^\s*|\[)"
    r"(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)(?!\d)",
    re.IGNORECASE,
)
# An address without a scheme: "www.x.org", "github.com/a/b"; no eprint, "math.gt/0309136".
_HOST = lazy(r"(?i:www\.|(?:dx\.)?doi\.org/)|(?:[a-z\d-]+\.)+[a-z]{2,}/(?!\d{7})\S*$")
_TRUE = frozenset(("true", "1", "yes", "y", "on", "selected", "x"))


def pages(text: str) -> tuple[str, ...]:
    """First and last page, or what there is: "26693--26712" -> ("26693", "26712"), "e12" -> ("e12",)."""
    first, dash, last = text.partition("--")
    if first.isalnum() and (last.isalnum() or not dash):  # as most are
        return (first, last) if dash else (first,)
    clean = latex.plain_text(text.replace("$-$", "-")).strip(" .,").removeprefix("pp. ").removeprefix("p. ")
    if not clean or len(clean) > 100:
        return (clean,) if clean else ()
    parts = [part for part in _DASHES.split(clean) if part]
    if len(parts) == 1 and (found := _HYPHEN.match(clean)):
        parts = [found[1], found[2]]
    if len(parts) == 2 and "," not in clean:
        return parts[0], parts[1]
    return ("–".join(parts),) if "," not in clean else (_DASHES.sub("–", clean),)


def doi(text: str) -> tuple[str, str]:
    """The DOI alone and what was wrong: "https://doi.org/10.1/x" -> ("10.1/x", ""), "no" -> ("", "malformed-doi")."""
    if "$" in text or "\\" in text:
        for escaped, sign in _IN_DOI:
            text = escaped.sub(sign, text)
    if "&" in text:
        import html

        text = html.unescape(text)
    if text.count("10.") > 1:
        first, *more = _NEXT_DOI.split(text.strip())
        if more and "10." in first:
            return doi(first)[0], "several-dois"
    clean = address("".join(text.split()))
    while not clean.startswith("10.") and (found := _BEFORE_DOI.match(clean)):
        clean = clean[found.end() :].lstrip()
    if "doi.org/" in clean and "10." in clean and clean.startswith(("http:", "https:")):
        clean = clean.rpartition("doi.org/")[2]
    clean = urllib.parse.unquote(clean).rstrip(".,; ") if "%" in clean else clean.rstrip(".,; ")
    doubled = text.count("doi.org") + text.count("http:") + text.count("https:") > 2
    return (clean, "doubled-doi" if doubled else "") if _DOI.match(clean) else ("", "malformed-doi")


def arxiv(text: str) -> str:
    """The arXiv id in a text: "arXiv preprint arXiv:2502.05374" -> "2502.05374"; "" if there is none."""
    found = _ARXIV.search(text) if "." in text or "/" in text else None
    return found[1] if found else ""


def link(text: str) -> tuple[str, str]:
    """The link and what was wrong, or ("", what it is): "x.org/a" gets its https, "javascript:…" is refused."""
    words = text.split()
    several = len(words) > 1 and all(safe(address(word)) for word in words[:2])
    url = address(words[0].rstrip(",;") if several else text)
    if _HOST.match(url):
        url = "https://" + url
    return (url, "several-links" if several else "") if safe(url) else ("", url)


@lru_cache(maxsize=1 << 12)
def status(text: str) -> str:
    """The stage of a paper that a text names: "Under Review." -> "under review"; "" if it names none."""
    return STATUSES.get(" ".join(text.lower().strip(" .(){}*").split()), "")


def keywords(text: str) -> tuple[str, ...]:
    """The words between commas or semicolons: "vision, {robust}" -> ("vision", "robust")."""
    words = (latex.plain_text(word) for word in text.replace(";", ",").split(",")) if text else ()
    return tuple(dict.fromkeys(word for word in words if word))


def yes(text: str) -> bool:
    """Whether a flag is set: "true", "1", "yes"."""
    return text.strip(' {}"').lower() in _TRUE
