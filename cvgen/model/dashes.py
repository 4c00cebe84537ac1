"""Text as it is typed -> the dashes that its hyphens stand for: "1990-2010", "lamps -- and oil", "light---and"."""

from cvgen.model.regex import lazy

# Two or three hyphens, as LaTeX and Markdown programs read them, but not before an option, "--fast"; one between
# spaces; one between two years. A word with a slash or an @ is an address.
_DASH = lazy(
    r"(?<=[^\s-])-{2,3}(?=[^\s-])|(?<=\S )-{1,3}(?= \S)"
    r"|(?<![\w.-])(?P<from>(?:1[5-9]|20)\d\d)-(?=(?P<to>(?:1[5-9]|20)\d\d)(?![\w-]))"
)
_FIGURES = lazy(r"\d-(?=[12])")
_EM = 3


def found(text: str) -> dict[int, str]:
    """What stands instead of a character, by its place: an en dash for one or two hyphens, an em dash for three."""
    dashes: dict[int, str] = {}
    if "-" not in text or not ("--" in text or " - " in text or _FIGURES.search(text)):  # as in most
        return dashes
    for each in _DASH.finditer(text):
        end = each.end()
        word = text[text.rfind(" ", 0, end - 1) + 1 : end] + text[end:].partition(" ")[0]
        if "/" in word or "@" in word or (each["from"] and each["from"] >= each["to"]):
            continue
        start = end - 1 if each["from"] else each.start()
        dashes |= dict.fromkeys(range(start, end), "") | {start: "—" if end - start == _EM else "–"}
    return dashes
