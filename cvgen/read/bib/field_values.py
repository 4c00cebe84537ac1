"""The text of one field -> what it means: dates, pages, DOIs, arXiv ids, links, statuses."""

import re
import urllib.parse
from functools import lru_cache

from cvgen.model import dates
from cvgen.model.dates import Date
from cvgen.read import latex
from cvgen.read.bib.vocabulary import STATUSES
from cvgen.read.latex.reader import address, safe

_MONTH_STARTS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "ene": 1, "gen": 1, "fév": 2, "fev": 2, "mär": 3, "maa": 3, "abr": 4, "avr": 4, "mai": 5, "mei": 5,
    "mag": 5, "maj": 5, "giu": 6, "juin": 6, "lug": 7, "juil": 7, "ago": 8, "aoû": 8, "set": 9, "okt": 10, "ott": 10,
    "out": 10, "dez": 12, "dic": 12, "déc": 12, "des": 12,
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d|21\d\d)(?!\d)")
_ISO = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])[T\d:Z+]*\s*([~?%]?)")
_DASHES = re.compile(r"\s*(?:--+|[–—−])\s*")
_HYPHEN = re.compile(r"(\w*\d\w*)\s*[-‐‑]\s*(\w*\d\w*)$")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+$")
_BEFORE_DOI = re.compile(r"(?:https?:)?/{0,2}(?:(?:dx\.|www\.)?doi\.org/|doi:?)", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf|html))?\s*[:./\s]\s*|^\s*|\[)"
    r"(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)(?!\d)",
    re.IGNORECASE,
)
_TRUE = frozenset(("true", "1", "yes", "y", "on", "selected", "x"))


def month(text: str) -> int:
    """The month, in whatever form: "jan", "January", "01", "8~August", "Aug.-Sep." -> 8; 0 if there is none."""
    for word in _WORD.findall(text.lower()):
        found = _MONTH_STARTS.get(word[:3]) or _MONTH_STARTS.get(word[:4])
        if found:
            return found
    digits = _DAY.match(text.strip(' {}"'))
    number = int(digits[1]) if digits else 0
    return number if number <= 12 else 0


@lru_cache(maxsize=1 << 12)
def date(texts: tuple[str, str, str, str]) -> Date | None:
    """The date that `date`, `year`, `month` and `day` say together; None if none of them says a year."""
    whole, year, month_text, day_text = texts
    for text in (whole, year):
        found = _ISO.match(text.strip('{}" ').split("/")[0])
        if found and (found[2] or text == whole):
            return _valid(int(found[1]), int(found[2] or 0), int(found[3] or 0), bool(found[4]))
    found = _YEAR.search(year) or _YEAR.search(whole)
    if not found:
        return None
    named = month(month_text) or (month(year) if _WORD.search(year) else 0)
    days = _DAY.search(day_text) or (_DAY.search(month_text) if _WORD.search(month_text) else None)
    return _valid(int(found[1]), named, int(days[1]) if days and named else 0, estimated=False)


def _valid(year: int, month: int, day: int, estimated: bool) -> Date:
    """The date as far as the calendar has it: seasons and a 31st of June are left out."""
    month = month if 1 <= month <= 12 else 0
    known = dates.parse(f"{year:04}-{month:02}-{day:02}") if month and day else None
    return Date(year, month, known.day if known else 0, estimated=estimated)


def pages(text: str) -> tuple[str, ...]:
    """First and last page, or what there is: "26693--26712" -> ("26693", "26712"), "e12" -> ("e12",)."""
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
    clean = address("".join(text.split()))
    while True:
        found = _BEFORE_DOI.match(clean)
        if not found:
            break
        clean = clean[found.end() :].lstrip()
    if "doi.org/" in clean and "10." in clean and clean.startswith(("http:", "https:")):
        clean = clean.rpartition("doi.org/")[2]
    clean = urllib.parse.unquote(clean).rstrip(".,; ") if "%" in clean else clean.rstrip(".,; ")
    doubled = text.count("doi.org") + text.count("http:") + text.count("https:") > 2
    return (clean, "doubled-doi" if doubled else "") if _DOI.match(clean) else ("", "malformed-doi")


def arxiv(text: str) -> str:
    """The arXiv id in a text: "arXiv preprint arXiv:2502.05374" -> "2502.05374"; "" if there is none."""
    found = _ARXIV.search(text)
    return found[1] if found else ""


def link(text: str) -> tuple[str, str]:
    """The link, or ("", what it is): "www.x.org" gets its https, "javascript:…" is refused."""
    words = text.split()
    several = len(words) > 1 and all(safe(address(word)) for word in words[:2])
    url = address(words[0].rstrip(",;") if several else text)
    if url.lower().startswith(("www.", "doi.org/", "dx.doi.org/")):
        url = "https://" + url
    return (url, "") if safe(url) else ("", url)


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
