r"""What @preamble defines -> fields with it written out: \newcommand{\owner}{Roe, Ann} -> "Roe, Ann"."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cvgen.model.regex import lazy
from cvgen.read.bib import splitting
from cvgen.read.bib.raw_entry import Entry, Field

_DEFINED = lazy(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|def)\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?"
    r"\s*(?:\[\d\]|(?:#\d)*)\s*\{"
)
_ARGUMENT = lazy(r"#(\d)")
_DEEPEST, _LONGEST = 5, 20_000


class Macro(NamedTuple):
    """What a command stands for, with #1 to #9 for its arguments."""

    body: str
    arity: int


def defined(preamble: str) -> dict[str, Macro]:
    """The commands that a preamble defines, by name."""
    out = {}
    for found in _DEFINED.finditer(preamble):
        end = splitting.balanced(preamble, found.end())
        body = preamble[found.end() : end - 1] if end else ""
        out[found[1]] = Macro(body, max(map(int, _ARGUMENT.findall(found[0] + body)), default=0))
        if count := re.search(r"\[(\d)\]", found[0]):
            out[found[1]] = Macro(body, int(count[1]))
    return out


def expanded(entries: Iterable[Entry], preambles: Iterable[str]) -> None:
    """Write the commands that these define out wherever a field has one."""
    macros = {name: macro for each in preambles for name, macro in defined(each).items()}
    if not macros:
        return
    use = re.compile(rf"\\({'|'.join(sorted(macros, key=len, reverse=True))})(?![A-Za-z])")
    for entry in entries:
        for name, field in entry.fields.items():
            if "\\" in field.value and use.search(field.value):
                entry.fields[name] = Field(_written(field.value, macros, use), field.line)


def _written(text: str, macros: Mapping[str, Macro], use: re.Pattern[str]) -> str:
    """The text without these commands; those that stand for themselves end somewhere."""
    for _ in range(_DEEPEST):
        if not use.search(text) or len(text) > _LONGEST:
            return text
        text = _once(text, macros, use)
    return text


def _once(text: str, macros: Mapping[str, Macro], use: re.Pattern[str]) -> str:
    out, at = [], 0
    while found := use.search(text, at):
        macro = macros[found[1]]
        arguments, end = _arguments(text, found.end(), macro.arity)
        out += [text[at : found.start()], _filled(macro.body, arguments)]
        at = end
    return "".join((*out, text[at:]))


def _filled(body: str, arguments: Mapping[str, str]) -> str:
    return _ARGUMENT.sub(lambda number: arguments.get(number[1], ""), body)


def _arguments(text: str, at: int, arity: int) -> tuple[dict[str, str], int]:
    """The arguments by number, and where they end: groups in braces, or one sign each."""
    out: dict[str, str] = {}
    for number in range(1, arity + 1):
        at += len(text[at:]) - len(text[at:].lstrip())
        end = splitting.balanced(text, at + 1) if text[at : at + 1] == "{" else 0
        out[str(number)] = text[at + 1 : end - 1] if end else text[at : at + 1]
        at = end or at + 1
    return out, at
