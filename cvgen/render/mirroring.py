"""A style sheet or functions of ours for lines from left to right -> the same for lines from right to left.

Left and right change places, as CSS's logical properties would do it, which WeasyPrint does not know. What a user's own
style says stays as it was written.
"""

from cvgen.model.regex import lazy

_SIDE = lazy(r"(?<![\"\w])(left|right|ltr|rtl)(?![\"\w])")
_OTHER = {"left": "right", "right": "left", "ltr": "rtl", "rtl": "ltr"}
# Four lengths, of which the second is the right one and the last the left one; a function's brackets belong to it.
_LENGTH = r"(?:[^\s;{}()]+|[\w-]*\((?:[^()]|\([^()]*\))*\))"
_AROUND = lazy(rf"((?:margin|padding|inset):\s*{_LENGTH}\s+)({_LENGTH})(\s+{_LENGTH}\s+)({_LENGTH})(?=\s*[;}}]|\s*$)")
# Letters of Arabic are joined: none is set apart.
_SPACED = lazy(r"(letter-spacing|tracking): *[\w.-]+")


def css(text: str) -> str:
    """A style sheet."""
    turned = _AROUND.sub(lambda found: f"{found[1]}{found[4]}{found[3]}{found[2]}", text)
    return sides(turned).replace("←", "→")


def sides(text: str) -> str:
    """Left and right in other places; within quotation marks they are somebody's words."""
    return _SPACED.sub(r"\1: 0em", _SIDE.sub(lambda found: _OTHER[found[1]], text))
