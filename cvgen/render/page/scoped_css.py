"""A style sheet -> the same for everything inside `.cvgen` and nothing outside.

Each selector gets the class in front, which works in every browser, with or without JavaScript. A shadow root would
hide the anchors of papers from links, and the papers from Zotero; `@scope` is still new. Lengths in rem, which are the
page's around, become shares of the part's own letters, which its script measures (templates/html/page.js).
"""

import re
from collections.abc import Iterator

from cvgen.model.regex import lazy

ROOT = ".cvgen"
# Comments, strings (a brace in them is text), the signs that shape a sheet, all between them.
_TOKEN = lazy(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]|[^{};"'/]+|/""", re.DOTALL)
# What a selector is made of: a comma within brackets or quotes does not divide, so these are taken whole.
_PART = lazy(r"""\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[[^\]]*\]|"(?:\\.|[^"\\])*"|,|[^,(["]+|.""", re.DOTALL)
# The whole page, which in a part of a page is the part: "html > body" and ":root" alike.
_PAGE = lazy(r"(?:(?::root|html|body)(?![\w-])(?:\s*>?\s*(?=body(?![\w-])))?)+")
# The page's title, which a part of a page leaves to the page around it and prints as a line of text.
_TITLE = lazy(r"(?<![\w.#:-])h1(?![\w-])")
# A length in rem, and where there is none: in strings, addresses, and queries of the browser's window.
_REM = lazy(
    r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\)|@[^{};]*)|(?<![\w.#-])([+-]?(?:\d+\.?\d*|\.\d+))rem\b"""
)
# Blocks that hold rules, each to be scoped; and those without selectors, which go as they are.
_GROUPS = ("@media", "@supports", "@container", "@layer")
_WHOLE = ("@font-face", "@keyframes", "@property", "@counter-style")


def scoped(css: str) -> str:
    """The rules of a sheet for a part of a page. What concerns sheets of paper is left out: that is the page's."""
    return "".join(_rules(token for token in _TOKEN.findall(css) if not token.startswith("/*")))


def _rules(tokens: Iterator[str]) -> Iterator[str]:
    """The rules up to the end of the block."""
    prelude = ""
    for token in tokens:
        if token == "}":
            return
        if token == ";":
            prelude = ""
        elif token != "{":
            prelude += token
        else:
            yield _rule(prelude.strip(), tokens)
            prelude = ""


def _rule(prelude: str, tokens: Iterator[str]) -> str:
    if prelude.startswith(_GROUPS):
        return f"{prelude} {{\n{''.join(_rules(tokens))}}}\n"
    block = _block(tokens)
    if prelude.startswith("@") and not prelude.startswith(_WHOLE):
        return ""
    selectors = prelude if prelude.startswith("@") else ", ".join(_within(part) for part in _listed(prelude))
    return f"{selectors} {{{block}}}\n"


def _block(tokens: Iterator[str]) -> str:
    """What stands between the braces, blocks in it included."""
    out, depth = "", 1
    for token in tokens:
        depth += (token == "{") - (token == "}")
        if not depth:
            break
        out += token
    return _REM.sub(_length, out)


def _length(found: re.Match[str]) -> str:
    """A length in the part's own measure, and what is none as it stands."""
    return f"calc({found[1]} * var(--cvgen-rem, 1rem))" if found[1] else found[0]


def _listed(selectors: str) -> list[str]:
    """The selectors between commas: "h1, :is(a, b)" -> "h1", ":is(a, b)"."""
    found = [""]
    for part in _PART.findall(selectors):
        if part == ",":
            found.append("")
        else:
            found[-1] += part
    return [selector.strip() for selector in found if selector.strip()]


def _within(selector: str) -> str:
    """One selector: "body > main" -> ".cvgen > main", "h1" -> ".cvgen h1"."""
    selector = _TITLE.sub(".name", selector)
    page = _PAGE.match(selector)
    return ROOT + selector[page.end() :] if page else f"{ROOT} {selector}"
