"""A style sheet -> the same without what no browser knows: declarations that are for the engine of the PDF alone.

Looked for as words, since a pattern for declarations takes longer to compile than a page has time for.
"""

from functools import lru_cache

# Named strings, references to pages, bookmarks (css-content-3, css-gcpm-3), and what one engine has for itself.
ONLY_PAPER = (
    "string-set",
    "string(",
    "bookmark-l",
    "bookmark-s",
    "target-counter",
    "target-text",
    "leader(",
    "-weasy-",
)


@lru_cache(maxsize=4)
def for_browsers(css: str) -> str:
    """`h1 { string-set: name content(); color: red }` -> `h1 { color: red }`."""
    for word in ONLY_PAPER:
        at = css.find(word)
        while at >= 0:
            start, end = _declaration(css, at)
            css = css[:start] + css[end:]
            at = css.find(word, start if end > start else at + 1)
    return css


def _declaration(css: str, at: int) -> tuple[int, int]:
    """Where the declaration begins and ends that has a letter at this place; nothing is taken of a comment."""
    if css.rfind("/*", 0, at) > css.rfind("*/", 0, at):
        return at, at
    start = at
    while True:
        start = max(css.rfind(sign, 0, start) for sign in ("{", ";", "}", "*/"))
        if start < 0 or css.count('"', start, at) % 2 == 0:
            break
    start += 2 if css.startswith("*/", start) else 1
    end = at
    while True:
        ends = [found for sign in ";}" if (found := css.find(sign, end)) >= 0]
        end = min(ends, default=len(css))
        if end == len(css) or css.count('"', at, end) % 2 == 0:
            return start, end + css.startswith(";", end)
        end += 1
