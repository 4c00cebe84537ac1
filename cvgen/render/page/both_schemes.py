"""A user's style sheet -> the same, each colour that it gives to a page followed by one that can be read in the dark.

A look's colours are worked out when the page is made; in CSS a colour may be a name, a function or a variable, so that
the browser does it: in OKLCH, whose lightness says how bright a colour is seen, whatever its hue (css-color-5, 4).
"""

from cvgen.model.regex import lazy

# What the lightness of text must reach, or that of a ground and of lines not exceed, for 4.5 : 1 at the least; a colour
# that is far from grey is taken nearer to it, as no screen shows it so light.
_TEXT = "max(l, .78) min(c, .14) h"
_IN_THE_DARK = {
    "accent": _TEXT,
    "quiet": _TEXT,
    "ink": "max(l, .9) min(c, .04) h",
    "rule": "min(l, .42) min(c, .06) h",
    "ground": "min(l, .21) min(c, .04) h",
}
_COLOUR = lazy(r"(--(accent|quiet|ink|rule|ground)\s*:\s*)([^;{}!]+?)(?=\s*[;}!])")
# What is no colour by itself, or says itself what it is in the dark.
_LEFT = ("light-dark(", "inherit", "initial", "unset", "revert", "currentcolor", "transparent")


def dark_too(css: str) -> str:
    """`--accent: teal` -> `--accent: light-dark(teal, oklch(from teal max(l, .78) min(c, .14) h))`."""
    return _COLOUR.sub(
        lambda found: found[0] if found[3].casefold().startswith(_LEFT) else f"{found[1]}{_pair(*found.group(2, 3))}",
        css,
    )


def _pair(name: str, colour: str) -> str:
    return f"light-dark({colour}, oklch(from {colour} {_IN_THE_DARK[name]}))"
