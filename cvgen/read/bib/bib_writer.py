r"""Inline text and fields -> BibTeX, which the reader of bibliographies reads as the same again."""

import re
from collections.abc import Iterable, Mapping

from cvgen.model.regex import lazy
from cvgen.model.slugs import ascii_only
from cvgen.model.text import Block, Break, Inline, Link, Style, Styled, Written, plain

_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "`": r"\textasciigrave{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_ENCODED = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "{}\\"})
_SIGN = lazy(r"[\\{}~^`&%$#_]|-(?=-)|'(?=')")
_COMMANDS = {
    Style.STRONG: "textbf", Style.EMPH: "emph", Style.UNDERLINE: "underline", Style.SMALLCAPS: "textsc",
    Style.SUP: "textsuperscript", Style.SUB: "textsubscript", Style.CODE: "texttt",
}  # fmt: skip
_FUNCTION_WORDS = frozenset("a an and as at by for from in into of on or the to toward towards with".split())


def latex(nodes: Written | Inline) -> str:
    r"""The text in LaTeX: "50% *of* it" -> "50\% \emph{of} it"."""
    out = []
    for node in nodes:
        match node:
            case str():
                out.append(escaped(node))
            case Styled(style, children):
                text = latex(children)
                out.append(f"\\{_COMMANDS[style]}{{{text}}}" if style in _COMMANDS else text)
            case Link(url, children):
                out.append(f"\\href{{{address(url)}}}{{{latex(children)}}}")
            case Break():
                out.append("\n\n" if node.block is Block.PARAGRAPH else " ")
            case _:
                out.append(escaped(plain((node,))))
    return "".join(out)


def escaped(text: str) -> str:
    r"""A text without LaTeX's signs: "R&D_1" -> "R\&D\_1"; two hyphens stay two."""
    return _SIGN.sub(lambda found: _SIGNS.get(found[0], f"{found[0]}{{}}"), text)


def address(url: str) -> str:
    """A link with its braces and backslashes encoded."""
    return url.translate(_ENCODED)


def authors(names: Iterable[str]) -> str:
    """A list of names: "Jane Roe and others"."""
    rest = ("et al", "others")
    return " and ".join("others" if name.lower().rstrip(".") in rest else escaped(name) for name in names)


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """One entry: "@article{key,⏎  title = {…},⏎}"; empty fields are left out."""
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@{kind}{{{key},", *lines, "}\n"))


def key(family: str, year: str, title: str) -> str:
    """The usual key: "baggins2004finite"; "" where there is nothing to make one of."""
    words = (word for word in map(_letters, re.split(r"[^\w]+", title)) if word[:1].isalpha())
    first = next((word for word in words if word not in _FUNCTION_WORDS), "")
    return f"{_letters(family)}{year}{first}"


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", ascii_only(text).lower())
