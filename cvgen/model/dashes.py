"""Text as it is typed -> the dashes that its hyphens stand for: "1990-2010", "lamps -- and oil", "light---and"."""

from cvgen.model.regex import lazy

# Two or three hyphens, as LaTeX and Markdown programs read them, but not before an option, "--fast"; one between
# spaces; one between two years or decades, also of "1914-18", not of a month as in "2018-12"; one between sections or
# shares.
_DASH = lazy(
    r"(?<=[^\s-])-{2,3}(?=[^\s-])|(?<=\S )-{1,3}(?= \S)"
    r"|(?<![\w.-])(?P<from>(?:1[5-9]|20)\d\d)-(?=(?P<to>(?:1[5-9]|20)\d\d|1[3-9]|[2-9]\d)(?![\w-]))"
    r"|(?<![\w.-])(?:1[5-9]|20)\d0s-(?=(?:1[5-9]|20)?\d0s(?![\w-]))"
    r"|(?:(?<=§§)|(?<=§§[ \u00a0]))\d+-(?=\d+(?![\w-]))|(?<![\w.-])\d+-(?=\d+[ \u00a0]?%)"
)
_FIGURES = lazy(r"-(?<=[\ds]-)(?=\d)")  # with the hyphen in front, for which the engine looks at once
# A word with one of these within it is an address, a file or a version: "data--final.csv".
_NO_WORD = lazy(r"[/@\\]|[\w-][._:][\w-]")
# Behind these, and behind other figures, stand numbers that are no years: "ISSN 1984-2013", "Grant 1990-2010".
_NUMBERED = lazy(
    r"(?:\b[A-Z]{2,}:?|\b(?i:grants?|awards?|reports?|projects?|contracts?|no|nr|tel|phone)\b[.:]*|[\d+)]) $"
)
_EM, _LONGEST, _NEAR = 3, 150, 20  # hyphens; years; letters


def found(text: str) -> dict[int, str]:
    """What stands instead of a character, by its place: an en dash for one or two hyphens, an em dash for three."""
    dashes: dict[int, str] = {}
    if "-" not in text or not ("--" in text or " - " in text or _FIGURES.search(text)):  # as in most
        return dashes
    for each in _DASH.finditer(text):
        start, end = each.span()
        word = text[text.rfind(" ", 0, end - 1) + 1 : end] + text[end:].partition(" ")[0]
        if _NO_WORD.search(word):
            continue
        if years := each["from"]:
            last = each["to"] if len(each["to"]) > len("18") else f"{years[:2]}{each['to']}"
            if not 0 < int(last) - int(years) <= _LONGEST or _NUMBERED.search(text[max(0, start - _NEAR) : start]):
                continue
        if text[start] != "-":
            start = end - 1
        dashes |= dict.fromkeys(range(start, end), "") | {start: "—" if end - start == _EM else "–"}
    return dashes
