r"""LaTeX -> nodes, in one pass and without recursion: what is nested too deep loses its style, never its text.

First the reader, which knows groups, math and arguments; then what each command does to the text around it: \emph,
\'e, \href. An unknown command prints its arguments.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from cvgen.model.printable import blank
from cvgen.model.record import Struct
from cvgen.model.regex import lazy
from cvgen.model.text import Link, Style, plain
from cvgen.read.latex import environments, packages, symbols
from cvgen.read.latex.addresses import address, safe
from cvgen.read.latex.nodes import Nodes, Upright, accented, bracketed, styled, variables

Take: TypeAlias = Callable[[list[Nodes]], Nodes]

_TOKEN = lazy(
    r"""\\(?:kern|mkern|hskip|mskip)\s*-?[\d.]+\s*[a-z]{2}|\\(?:left|right)\s*\.
      |\\([A-Za-z]+)\*?([ \t\n]*)|\\(.)|(\{)|(\})|(\$\$?)|([\^_])|(---?|``|''|`|[?!]`|~)
      |([^\\{}$^_~`'\-?!]+|[^\\])|\\""",
    re.DOTALL | re.VERBOSE,
)
_TO_DOLLAR = lazy(r"((?:[^$\\]++|\\.)*+)\$\$?", re.DOTALL)
_OPTION = lazy(r"\s*\[([^\[\]{}]*)\]")
_OPENING = lazy(r"\s*\{")
# What has spaces around it in math; whether a command is an operator its name tells.
_OPERATES = lazy(r"[-+=<>*/]|\\([A-Za-z]+)")
_BRACES = lazy(r"\\.|[{}]", re.DOTALL)
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "`": "‘", "~": "\u00a0"}
_MATH_TEXT = str.maketrans({"-": "−", "'": "′"})
_ESCAPED = {",": "\u00a0", ";": " ", ":": " ", ">": " ", "|": "‖"} | dict.fromkeys("!-/@", "")
_ACCENT_SIGNS = {sign: sign for sign in "`'^~=.\""} | {"’": "'", "´": "'", "‘": "`"}
_DEEPEST = 40
# More formulas than any field has; in what goes on beyond, variables are not looked for.
_FORMULAS = 1000


class _Waiting(Struct):
    """A command that has not yet all of its arguments."""

    take: Take
    arity: int
    arguments: list[Nodes]
    code: bool = False


class _Group(Struct):
    r"""An open brace, or a declaration such as \bf that ends with the brace around it."""

    start: int
    waiting: list[_Waiting] | None
    math: bool
    style: Style | None = None
    code: bool = False


def _script(style: Style, nodes: Nodes) -> Nodes:
    """A super- or subscript of math; degrees and primes need none."""
    text = plain(nodes).strip()
    if style is Style.SUP and text in ("∘", "°", "′", "′′"):
        return ["°" if text == "∘" else text]
    return styled(style, nodes)


class Reader:
    """One field being read: what was printed, the groups that are open, the commands that wait for arguments."""

    def __init__(self, text: str) -> None:
        """Begin at the first character."""
        self.text, self.pos = text, 0
        self.out: Nodes = []
        self.groups: list[_Group] = []
        self.waiting: list[_Waiting] = []
        self.math = self.group_math = self.code = False
        self.environments: list[str] = []
        self.math_from, self.formulas = 0, 0
        self.open = 0
        self.unknown: list[str] = []
        self.refused: list[str] = []

    def nodes(self) -> Nodes:
        """All nodes of the text; groups left open end with it."""
        while found := _TOKEN.match(self.text, self.pos):
            self.pos = found.end()
            self._token(found)
        while self.groups:
            self._close()
        self._flush()
        return self.out

    def _token(self, found: re.Match[str]) -> None:
        token = found[found.lastindex or 0]
        match found.lastindex:
            case 2:
                run(self, found[1], bool(token))
            case 3:
                self._escape(token)
            case 4:
                self._opened()
            case 5:
                self._close()
            case 6:
                self._dollar(token)
            case 7:
                self._script(token)
            case 8:
                self.print(self._ligature(token))
            case 9:
                self.print(environments.cells(self, token.translate(_MATH_TEXT)) if self.math else token)

    def _ligature(self, token: str) -> str:
        """A dash or a quotation mark as it prints; in code it is none."""
        if token == "~" or not (self.math or self.code):
            return LIGATURES[token]
        return token.translate(_MATH_TEXT) if self.math else token

    def expect(self, take: Take, arity: int = 1, *, code: bool = False) -> None:
        """The next arguments, which may be code, go to this command, unless it is nested absurdly deep."""
        if self.open < _DEEPEST:
            self.open += 1
            self.waiting.append(_Waiting(take, arity, [], code))

    def declare(self, style: Style) -> None:
        """A style until the group ends."""
        if self.open < _DEEPEST:
            self.open += 1
            self.groups.append(_Group(len(self.out), None, self.math, style, self.code))
            self.code = self.code or style is Style.CODE

    def feed(self, nodes: Nodes) -> None:
        """Hand something complete to whoever waits for it, else to the output."""
        while self.waiting:
            command = self.waiting[-1]
            command.arguments.append(nodes)
            if len(command.arguments) < command.arity:
                return
            self.waiting.pop()
            self.open -= 1
            nodes = command.take(command.arguments)
        self.out.extend(nodes)

    def print(self, text: str) -> None:
        """Characters as they are; a waiting command takes the first one."""
        while self.waiting:
            text = text.lstrip(" \t\n")
            if not text:
                return
            self.feed([text[0]])
            text = text[1:]
        if text:
            self.out.append(text)

    def raw(self) -> str:
        r"""The next argument as it was typed: the URL of \href."""
        opening = _OPENING.match(self.text, self.pos)
        if not opening:
            return ""
        depth = 1
        for brace in _BRACES.finditer(self.text, opening.end()):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if not depth:
                self.pos = brace.end()
                return self.text[opening.end() : brace.start()]
        words = self.text[opening.end() :].split(maxsplit=1) or [""]
        self.pos = opening.end() + len(words[0])
        return words[0]

    def option(self) -> str:
        r"""The optional argument that stands here: "3" of \sqrt[3]{x}."""
        found = _OPTION.match(self.text, self.pos)
        self.pos = found.end() if found else self.pos
        return found[1] if found else ""

    def ahead(self) -> str:
        """The next character, "" at the end."""
        return self.text[self.pos : self.pos + 1]

    def _flush(self) -> None:
        while self.waiting:
            self.feed([])

    def _opened(self) -> None:
        self.groups.append(_Group(len(self.out), self.waiting or None, self.math, code=self.code))
        if self.waiting:
            self.code = self.code or self.waiting[-1].code
            self.waiting = []
        self.math, self.group_math = self.math or self.group_math, False

    def _close(self) -> None:
        self._flush()
        while self.groups:
            group = self.groups.pop()
            self.math, self.code = group.math, group.code
            if group.style is None and group.waiting is None:
                return
            inside = self.out[group.start :]
            del self.out[group.start :]
            if group.style is None:
                self.waiting = group.waiting or []
                self.feed(inside)
                return
            self.open -= 1
            self.out.extend(styled(group.style, inside))

    def _dollar(self, sign: str) -> None:
        """Math begins or ends, or it is a price: "from $5 to $10"."""
        if environments.displayed(self):
            return
        found = None if self.math else _TO_DOLLAR.match(self.text, self.pos)
        inside = found[1] if found else ""
        after = self.text[found.end() : found.end() + 1] if found else ""
        math = re.search(r"[\\^_{]", inside) or inside and inside == inside.strip() and not after.isdigit()
        if self.math or math:
            self._flush()
            self.formula(begins=not self.math)
        elif inside or not found:
            self.print(sign)

    def formula(self, *, begins: bool) -> None:
        """Math begins here, or ends, and its variables are known."""
        if self.math and not begins and self.formulas < _FORMULAS:
            self.formulas += 1
            self.out[self.math_from :] = variables(self.out[self.math_from :])
        self.math, self.math_from = begins, len(self.out)

    def _script(self, sign: str) -> None:
        if not self.math:
            self.print(sign)
            return
        style = Style.SUP if sign == "^" else Style.SUB
        self.expect(lambda arguments: _script(style, arguments[0]))

    def _escape(self, sign: str) -> None:
        if sign in _ACCENT_SIGNS:
            run(self, _ACCENT_SIGNS[sign], spaced=False)
        elif sign in "()[]":
            self.formula(begins=sign in "([")
        elif sign.isspace():
            self.out.append(" ")
        else:
            printed = environments.rows(self) if sign == "\\" else _ESCAPED.get(sign, sign)
            if printed.strip(" "):
                self.print(printed)
            else:
                self.out.append(printed)


STYLES = {
    "textbf": Style.STRONG, "mathbf": Style.STRONG, "boldsymbol": Style.STRONG, "bm": Style.STRONG,
    "mkbibbold": Style.STRONG, "emph": Style.EMPH, "textit": Style.EMPH, "textsl": Style.EMPH,
    "mkbibemph": Style.EMPH, "mkbibitalic": Style.EMPH, "textsc": Style.SMALLCAPS, "texttt": Style.CODE,
    "mathtt": Style.CODE, "underline": Style.UNDERLINE, "uline": Style.UNDERLINE,
    "textsuperscript": Style.SUP, "textsubscript": Style.SUB, "sp": Style.SUP, "sb": Style.SUB,
}  # fmt: skip
DECLARATIONS = {
    "bf": Style.STRONG, "bfseries": Style.STRONG, "it": Style.EMPH, "em": Style.EMPH, "sl": Style.EMPH,
    "itshape": Style.EMPH, "slshape": Style.EMPH, "sc": Style.SMALLCAPS, "scshape": Style.SMALLCAPS,
    "tt": Style.CODE, "ttfamily": Style.CODE,
}  # fmt: skip


def run(reader: Reader, name: str, spaced: bool) -> None:
    """Do what the command says; `spaced`: white space stood behind it."""
    _COMMANDS.get(name, _unknown)(reader, name, spaced)


def _symbol(reader: Reader, name: str, spaced: bool) -> None:
    r"""A sign; in math with the space that was typed between it and an operator: "\alpha + \beta"."""
    found = _OPERATES.match(reader.text, reader.pos) if reader.math and spaced and not reader.waiting else None
    follows = found and (not found[1] or found[1] in symbols.OPERATORS)
    reader.feed([f"{_PRINTED[name]} " if follows else _PRINTED[name]])


def _accent(reader: Reader, name: str, _spaced: bool) -> None:
    mark, bare = symbols.ACCENTS[name], symbols.SPACING.get(name, "")
    reader.expect(lambda args: accented(mark, args[0]) if plain(args[0]).strip() else [bare])


def _math_accent(reader: Reader, name: str, _spaced: bool) -> None:
    mark = symbols.MATH_ACCENTS[name]
    reader.expect(lambda args: accented(mark, args[0]))


def _style(reader: Reader, name: str, _spaced: bool) -> None:
    reader.expect(lambda args: styled(STYLES[name], args[0]), code=STYLES[name] is Style.CODE)


def _declaration(reader: Reader, name: str, _spaced: bool) -> None:
    reader.declare(DECLARATIONS[name])


def _operator(reader: Reader, name: str, spaced: bool) -> None:
    r"""An operator keeps the spaces typed around it: "x \leq 5", but "A\to B"."""
    last = reader.out[-1] if reader.out else ""
    after = " " if spaced and isinstance(last, str) and last.endswith(" ") else ""
    reader.feed([symbols.OPERATORS[name] + after])


def _function(reader: Reader, name: str, spaced: bool) -> None:
    last = reader.out[-1] if reader.out else ""
    before = " " if plain((last,))[-1:].isalnum() and not reader.waiting else ""
    reader.feed([before + name + (" " if spaced and reader.ahead().isalnum() else "")])


def _transparent(reader: Reader, name: str, _spaced: bool) -> None:
    reader.option()
    reader.group_math = name == "ensuremath"
    if reader.math and name in symbols.UPRIGHT:
        reader.expect(lambda args: [Upright(node) if isinstance(node, str) else node for node in args[0]])


def _silent(_reader: Reader, _name: str, _spaced: bool) -> None:
    """Nothing is printed."""


def _dropped(reader: Reader, _name: str, _spaced: bool) -> None:
    reader.option()
    reader.raw()


def _url(reader: Reader, _name: str, _spaced: bool) -> None:
    url = address(reader.raw())
    if url:
        reader.feed(_linked(reader, url, [url]))


def _href(reader: Reader, _name: str, _spaced: bool) -> None:
    url = address(reader.raw())
    reader.expect(lambda args: _linked(reader, url, args[0]))


def _linked(reader: Reader, url: str, words: Nodes) -> Nodes:
    if safe(url):
        return words if blank(plain(words)) else [Link(url, tuple(words))]
    if re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]*:", url):
        reader.refused.append(url)
    return words


def _root(reader: Reader, _name: str, _spaced: bool) -> None:
    degree = reader.option()
    before = styled(Style.SUP, Reader(f"${degree}$").nodes()) if degree else []
    reader.expect(lambda args: [*before, "√", *bracketed(args[0])])


def _unknown(reader: Reader, name: str, spaced: bool) -> None:
    """A macro of one's own says something by its name, unless it has arguments or only sets the type."""
    reader.unknown.append(name)
    reader.option()
    ahead = reader.ahead()
    if ahead == "{" and not reader.text.startswith("{}", reader.pos):
        return
    if reader.math or not spaced or ahead in ("", "}"):
        reader.feed([name + (" " if spaced else "")])


_PRINTED = symbols.MATH | symbols.SYMBOLS | symbols.LETTERS

Command: TypeAlias = Callable[[Reader, str, bool], None]


def _taking(arity: int, take: Callable[[list[Nodes]], Nodes]) -> Command:
    return lambda reader, _name, _spaced: reader.expect(take, arity)


_COMMANDS: dict[str, Command] = {
    **dict.fromkeys(symbols.SILENT, _silent),
    **dict.fromkeys(symbols.DROPPED, _dropped),
    **dict.fromkeys(symbols.TRANSPARENT, _transparent),
    **dict.fromkeys(symbols.FUNCTIONS, _function),
    **dict.fromkeys(_PRINTED, _symbol),
    **dict.fromkeys(symbols.OPERATORS, _operator),
    **dict.fromkeys(symbols.MATH_ACCENTS, _math_accent),
    **dict.fromkeys(symbols.ACCENTS, _accent),
    **dict.fromkeys(STYLES, _style),
    **dict.fromkeys(DECLARATIONS, _declaration),
    **packages.COMMANDS,
    **environments.COMMANDS,
    "url": _url,
    "href": _href,
    "sqrt": _root,
    **dict.fromkeys(("textcolor", "colorbox", "hyperlink", "texorpdfstring", "raisebox"), _dropped),
    "frac": _taking(2, lambda args: [*bracketed(args[0]), "/", *bracketed(args[1])]),
    "binom": _taking(2, lambda args: ["(", *args[0], " choose ", *args[1], ")"]),
    "mathbb": _taking(1, lambda args: [symbols.double_struck(plain(args[0]))]),
    "stackrel": _taking(2, lambda args: args[1]),
}
for _alias, _same in {"tfrac": "frac", "dfrac": "frac", "nicefrac": "frac", "sfrac": "frac", "tbinom": "binom",
                      "overset": "stackrel", "underset": "stackrel",
                      "mathds": "mathbb", "mathbbm": "mathbb"}.items():  # fmt: skip
    _COMMANDS[_alias] = _COMMANDS[_same]
