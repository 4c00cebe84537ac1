"""Titles of papers -> where their style drifts: sentence case among title case, a capital "In", bilevel."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from cvgen.check.view import View
from cvgen.identify import Publication
from cvgen.model.errors import Level, Problem, Problems
from cvgen.model.regex import lazy
from cvgen.model.text import plain

SMALL = frozenset(
    "a an and are as at but by for from in into is its nor of on onto or over per so than that the their then to under "
    "upon via vs was when with without yet".split()
)
_LOWERED = frozenset("an and at but by for from in nor of on or the to via with".split())
_FOREIGN = frozenset("das de del der des di die dos du e el en et für il la las les los o um una und une von y".split())
_PART = lazy(r"[:?!.–—…]+\s+|\s[-–—]+\s")
_WORD = lazy(r"(?<![\w'’-])[^\W\d_][\w'’]*")
_MANY = 5


def case(view: View, problems: Problems) -> None:
    """Titles in another case than most, and small words with a capital."""
    titles = [(each, plain(each.reference.title)) for each in view.publications]
    problems.add(_drift([(each, _style(title)) for each, title in titles]))
    problems.add(_capitals(titles))


def _significant(title: str) -> Iterator[str]:
    """The words that show the case: not the first of a part, no small words, no names with capitals inside."""
    for part in _PART.split(title):
        words = _WORD.findall(part)
        yield from (w for w in words[1:] if len(w) > 3 and w[1:].islower() and w.casefold() not in SMALL)


def _style(title: str) -> str:
    """The case, "" where it cannot be told: "Model sparsity can simplify machine unlearning" is in "sentence" case."""
    words = list(_significant(title))
    if len(words) < 3 or _FOREIGN & set(title.split()):
        return ""
    capitals = sum(word[0].isupper() for word in words) / len(words)
    return "title" if capitals >= 0.75 else "sentence" if capitals <= 0.34 else ""


def _drift(styled: list[tuple[Publication, str]]) -> Iterator[Problem]:
    """What differs, if there is a clear majority: a line each, or one line where there are many."""
    counts = Counter(style for _, style in styled if style)
    if len(counts) < 2 or counts.total() < 3:
        return
    (usual, most), (_, fewer) = counts.most_common(2)
    if most < 2 * fewer:
        return
    odd = [each for each, style in styled if style and style != usual]
    rest = f"in {usual} case, as are {most} of {most + fewer} titles here"
    for each in odd if len(odd) <= _MANY else ():
        message = f"{each.key}: the title is not {rest}"
        hint = _hint(plain(each.reference.title), usual)
        yield Problem("title-case", Level.WARNING, message, each.reference.at, hint, about=(each.key,))
    if len(odd) > _MANY:
        keys = f"{', '.join(each.key for each in odd[:_MANY])} and {len(odd) - _MANY} more"
        message = f"{len(odd)} titles are not {rest}: {keys}"
        yield Problem(
            "title-case",
            Level.NOTE,
            message,
            odd[0].reference.at,
            "write them all alike",
            about=tuple(each.key for each in odd),
        )


def _hint(title: str, usual: str) -> str:
    if usual == "sentence":
        return "write it like the others: a capital for the first word and for names only"
    lower = [word for word in _significant(title) if word[0].islower()]
    return f"write capitals: {' '.join(word.capitalize() for word in lower[:8])}{' …' if len(lower) > 8 else ''}"


def _capitals(titles: list[tuple[Publication, str]]) -> Iterator[Problem]:
    """Small words with a capital in the middle of a title, unless that is how it is done here."""
    found = [(each, list(_small(title))) for each, title in titles]
    every = [word for _, words in found for word in words]
    large = sum(word[0].isupper() for word in every)
    if len(every) >= 10 and large * 2 >= len(every):
        return
    for each, words in found:
        odd = [word for word in words if word[0].isupper() and _style(plain(each.reference.title)) != "sentence"]
        if odd:
            said = " and ".join(f"“{word}”" for word in dict.fromkeys(odd))
            message = f"{each.key}: {said} in the middle of the title has a capital"
            hint = f"write {', '.join(word.lower() for word in dict.fromkeys(odd))}"
            yield Problem("title-word", Level.WARNING, message, each.reference.at, hint, about=(each.key, *odd))


_FIXED = lazy(r"\b(?:In (?:Vi[vt]ro|Situ|Silico)|On the|By the|(?:Built|Plug|Drop|Add|Check|Log)[- ](?:In|On))\b")


def _small(title: str) -> Iterator[str]:
    """The small words inside the parts of a title, neither first nor last."""
    for part in _PART.split(_FIXED.sub(" ", title)):
        words = [found for found in _WORD.finditer(part) if part[found.end() : found.end() + 1] not in ("-", "'", "’")]
        inner = (w[0] for w in words[1:-1] if part[max(w.start() - 1, 0)] not in '(“"‘[/')
        yield from (word for word in inner if word.lower() in _LOWERED and not (word.isupper() and len(word) > 1))


_COMPOUND = lazy(r"(?<![\w-])[^\W\d_]{2,}-[^\W\d_]{3,}(?![\w-])|(?<![\w-])[^\W\d_]{7,}(?![\w-])")


def variants(view: View, problems: Problems) -> None:
    """One word in two spellings: bi-level and bilevel."""
    spellings: defaultdict[str, dict[str, Publication]] = defaultdict(dict)
    for each in view.publications:
        for word in _COMPOUND.findall(plain(each.reference.title).casefold()):
            spellings[word.replace("-", "")].setdefault(word, each)
    problems.add(_variants(found for found in spellings.values() if len(found) > 1))


def _variants(pairs: Iterable[dict[str, Publication]]) -> Iterator[Problem]:
    for found in pairs:
        (first, one), (second, other) = list(found.items())[:2]
        message = f"{other.key}: the title has “{second}”, that of {one.key} has “{first}”"
        hint = "if both were printed so, all is well"
        yield Problem(
            "spelling-variant", Level.NOTE, message, other.reference.at, hint, about=(one.key, other.key, first, second)
        )
