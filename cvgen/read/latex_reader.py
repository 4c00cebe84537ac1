"""LaTeX -> nodes, in one pass and without recursion: what is nested too deep loses its style, never its text."""

import re
from collections.abc import Callable
from typing import TypeAlias

from cvgen.read import latex_commands
from cvgen.read.latex_nodes import Nodes, styled
from cvgen.records import dataclass
from cvgen.text import Style, plain

Take: TypeAlias = Callable[[list[Nodes]], Nodes]

_TOKEN = re.compile(
    r"""\\(?:kern|mkern|hskip|mskip)\s*-?[\d.]+\s*[a-z]{2}|\\(?:left|right)\s*\.
      |\\([A-Za-z]+)\*?([ \t\n]*)|\\(.)|(\{)|(\})|(\$\$?)|([\^_])|(---?|``|''|`|[?!]`|~)
      |([^\\{}$^_~`'\-?!]+|[^\\])|\\""",
    re.DOTALL | re.VERBOSE,
)
_TO_DOLLAR = re.compile(r"((?:[^$\\]++|\\.)*+)\$\$?", re.DOTALL)
_OPTION = re.compile(r"\s*\[([^\[\]{}]*)\]")
_OPENING = re.compile(r"\s*\{")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "`": "‘", "~": "\u00a0"}
_MATH_TEXT = str.maketrans({"-": "−", "'": "′"})
_ESCAPED = {",": "\u00a0", ";": " ", ":": " ", ">": " ", "\\": " ", "|": "‖"} | dict.fromkeys("!-/@", "")
_ACCENT_SIGNS = {sign: sign for sign in "`'^~=.\""} | {"’": "'", "´": "'", "‘": "`"}
_DEEPEST = 40


@dataclass(slots=True)
class _Waiting:
    """A command that has not yet all of its arguments."""

    take: Take
    arity: int
    arguments: list[Nodes]


@dataclass(slots=True)
class _Group:
    r"""An open brace, or a declaration such as \bf that ends with the brace around it."""

    start: int
    waiting: list[_Waiting] | None
    math: bool
    style: Style | None = None


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
        self.math, self.group_math = False, False
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
                latex_commands.run(self, found[1], bool(token))
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
                self.print(LIGATURES[token] if not self.math or token == "~" else token.translate(_MATH_TEXT))
            case 9:
                self.print(token.translate(_MATH_TEXT) if self.math else token)

    def expect(self, take: Take, arity: int = 1) -> None:
        """The next arguments go to this command, unless it is nested absurdly deep."""
        if self.open < _DEEPEST:
            self.open += 1
            self.waiting.append(_Waiting(take, arity, []))

    def declare(self, style: Style) -> None:
        """A style until the group ends."""
        if self.open < _DEEPEST:
            self.open += 1
            self.groups.append(_Group(len(self.out), None, self.math, style))

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
        self.groups.append(_Group(len(self.out), self.waiting or None, self.math))
        if self.waiting:
            self.waiting = []
        self.math, self.group_math = self.math or self.group_math, False

    def _close(self) -> None:
        self._flush()
        while self.groups:
            group = self.groups.pop()
            self.math = group.math
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
        found = None if self.math else _TO_DOLLAR.match(self.text, self.pos)
        inside = found[1] if found else ""
        after = self.text[found.end() : found.end() + 1] if found else ""
        math = re.search(r"[\\^_{]", inside) or inside and inside == inside.strip() and not after.isdigit()
        if self.math or math:
            self._flush()
            self.math = not self.math
        elif inside or not found:
            self.print(sign)

    def _script(self, sign: str) -> None:
        if not self.math:
            self.print(sign)
            return
        style = Style.SUP if sign == "^" else Style.SUB
        self.expect(lambda arguments: _script(style, arguments[0]))

    def _escape(self, sign: str) -> None:
        if sign in _ACCENT_SIGNS:
            latex_commands.run(self, _ACCENT_SIGNS[sign], spaced=False)
        elif sign in "()[]":
            self.math = sign in "(["
        elif sign.isspace():
            self.out.append(" ")
        else:
            printed = _ESCAPED.get(sign, sign)
            if printed.strip(" "):
                self.print(printed)
            else:
                self.out.append(printed)
