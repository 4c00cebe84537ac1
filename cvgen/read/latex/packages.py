r"""What commands of csquotes, BibLaTeX, mhchem and siunitx print: \enquote, \mkbibparens, \ce, \SI; and \verb.

The reader runs them; they know it by its methods alone.
"""

import re
from collections.abc import Callable
from typing import Protocol, TypeAlias

from cvgen.model.regex import lazy
from cvgen.model.text import Node, Style, Styled
from cvgen.read.latex.nodes import Nodes, styled


class Reading(Protocol):
    """The field that is being read."""

    text: str
    pos: int

    def raw(self) -> str:
        """The next argument as it was typed."""

    def option(self) -> str:
        """The optional argument that stands here."""

    def feed(self, nodes: Nodes) -> None:
        """Something to print."""

    def expect(self, take: Callable[[list[Nodes]], Nodes], arity: int = 1) -> None:
        """The next arguments go to this command."""


Command: TypeAlias = Callable[[Reading, str, bool], None]

_VERBATIM = lazy(r"([^\w\s{}])(.*?)\1|\{([^{}]*)\}", re.DOTALL)
_INNER = str.maketrans("“”„", "‘’‚")
_QUOTES = {"german": "„“", "ngerman": "„“", "austrian": "„“", "french": "«»", "italian": "«»", "spanish": "«»"}


def _quoted(marks: str, nodes: Nodes) -> Nodes:
    """The nodes in quotation marks; those inside them become single ones."""
    return [marks[0], *(_single(node) for node in nodes), marks[1]]


def _single(node: Node) -> Node:
    if isinstance(node, Styled):
        return Styled(node.style, tuple(map(_single, node.children)))
    return node.translate(_INNER) if isinstance(node, str) else node


def _enquote(reader: Reading, _name: str, _spaced: bool) -> None:
    starred = reader.text[: reader.pos].rstrip().endswith("*")
    while reader.option():
        pass
    reader.expect(lambda args: _quoted("‘’" if starred else "“”", args[0]))


def _foreign_quote(reader: Reading, _name: str, _spaced: bool) -> None:
    marks = _QUOTES.get(reader.raw().strip(), "“”")
    while reader.option():
        pass
    reader.expect(lambda args: _quoted(marks, args[0]))


def _enclosed(marks: str) -> Command:
    return lambda reader, _name, _spaced: reader.expect(lambda args: [marks[0], *args[0], marks[1]])


def _sign(sign: str) -> Command:
    return lambda reader, _name, _spaced: reader.feed([sign])


# A piece of a formula: script in braces or without, an index behind an element or a bracket, a charge, an arrow.
_CHEMICAL = lazy(
    r"\^\{?\$?([^{}$\s]*)\$?\}?|_\{?\$?([^{}$\s]*)\$?\}?|(?<=[A-Za-z)\]}])(\d+)|(?<=[A-Za-z\d)\]])([+-]+)(?=[\s,)\]]|$)"
    r"|(<=>|<->|->|<-)|([*.](?=\s?\d*[A-Z(]))"
)
_UNBRACED = str.maketrans("", "", "{}$")
_ARROWS = {"<=>": "⇌", "<->": "↔", "->": "→", "<-": "←"}


def _chemical(reader: Reading, _name: str, _spaced: bool) -> None:
    r"""Mhchem's formula: "H2SO4", "SO4^2-", "2 H2 + O2 -> 2 H2O"."""
    text, at = reader.raw().replace("\\", ""), 0
    out: Nodes = []
    for found in _CHEMICAL.finditer(text):
        up, down, index, charge, arrow, dot = found.groups()
        out.append(text[at : found.start()].translate(_UNBRACED))
        raised, lowered = up or charge, down or index
        if raised or lowered:
            out += styled(Style.SUP if raised else Style.SUB, [(raised or lowered).replace("-", "−")])
        else:
            out.append(_ARROWS.get(arrow or "", "·" if dot else ""))
        at = found.end()
    reader.feed([node for node in (*out, text[at:].translate(_UNBRACED)) if node])


_PREFIXES = {
    "quecto": "q", "ronto": "r", "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n",
    "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "deca": "da", "hecto": "h", "kilo": "k", "mega": "M",
    "giga": "G", "tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "yotta": "Y",
}  # fmt: skip
_UNITS = {
    "metre": "m", "meter": "m", "gram": "g", "second": "s", "ampere": "A", "kelvin": "K", "mole": "mol",
    "candela": "cd", "hertz": "Hz", "newton": "N", "pascal": "Pa", "joule": "J", "watt": "W", "volt": "V",
    "ohm": "Ω", "tesla": "T", "weber": "Wb", "henry": "H", "farad": "F", "coulomb": "C", "siemens": "S",
    "becquerel": "Bq", "gray": "Gy", "sievert": "Sv", "lumen": "lm", "lux": "lx", "katal": "kat", "litre": "L",
    "liter": "L", "hour": "h", "minute": "min", "day": "d", "hectare": "ha", "tonne": "t", "bar": "bar",
    "electronvolt": "eV", "dalton": "Da", "degreeCelsius": "°C", "celsius": "°C", "degree": "°", "arcminute": "′",
    "arcsecond": "″", "percent": "%", "bit": "bit", "byte": "B", "angstrom": "Å", "parsec": "pc", "decibel": "dB",
    "astronomicalunit": "au", "bel": "B", "neper": "Np", "radian": "rad", "steradian": "sr",
}  # fmt: skip
# siunitx's short names: a prefix and a unit in one, "\kHz", "\um", "\mol".
_SHORT_PREFIXES = {
    "": "",
    "f": "f",
    "p": "p",
    "n": "n",
    "u": "µ",
    "m": "m",
    "c": "c",
    "k": "k",
    "M": "M",
    "G": "G",
    "T": "T",
}
_SHORT_UNITS = "m g s A K mol Hz N Pa J W V H F C Wh eV L l bit B dB".split()
_POWERS = {"squared": "2", "cubed": "3", "square": "2", "cubic": "3"}
_MACRO = lazy(r"\\([A-Za-z]+)\s*(?:\{([^{}]*)\})?|([.~])|\^\{?(-?\d+)\}?|([^\\.~^{}]+)")


def _units(text: str) -> Nodes:
    r"""Siunitx's units: "\kilo\metre\per\second\squared" -> "km/s²"; typed letters stay, with stops as spaces."""
    out: Nodes = []
    ready, per, power = True, False, ""
    for found in _MACRO.finditer(text):
        name, argument, stop, script, typed = found.groups()
        if name == "per":
            per = True
        elif name in ("square", "cubic"):
            power = _POWERS[name]
        elif name in ("squared", "cubed", "tothe", "raiseto") or script:
            out += styled(Style.SUP, [(script or _POWERS.get(name or "") or argument or "").replace("-", "−")])
        elif stop:
            ready = True
        else:
            sign = typed.strip() if typed else _unit(name)
            prefix = name in _PREFIXES
            out.append(("/" if per else "" if not out or not ready else "\u202f") + sign)
            out += styled(Style.SUP, [power]) if power and not prefix else []
            ready, per, power = not prefix, False, power if prefix else ""
    return out


def _unit(name: str) -> str:
    if found := _PREFIXES.get(name) or _UNITS.get(name):
        return found
    short = next((p + u for s, p in _SHORT_PREFIXES.items() for u in _SHORT_UNITS if s + u == name), "")
    return short or name


def _number(text: str) -> Nodes:
    """Siunitx's number: "1.5e-3" -> 1.5 × 10⁻³, "-4" with its sign, "1.2(3)" as it is."""
    mantissa, e, exponent = re.sub(r"[\s{}]", "", text).partition("e")
    shown = mantissa.replace("+-", " ± ").replace("-", "−")
    if not e or not re.fullmatch(r"[+-]?\d+", exponent):
        return [text.strip()] if e else [shown]
    raised = styled(Style.SUP, [exponent.lstrip("+").replace("-", "−")])
    return [f"{shown} × 10" if shown else "10", *raised]


def _quantity(reader: Reading, _name: str, _spaced: bool) -> None:
    reader.option()
    number, unit = _number(reader.raw()), _units(reader.raw())
    tight = unit and str(unit[0]) in ("°", "′", "″")
    reader.feed([*number, "" if tight else "\u00a0", *unit])


def _unit_alone(reader: Reading, _name: str, _spaced: bool) -> None:
    reader.option()
    reader.feed(_units(reader.raw()))


def _number_alone(reader: Reading, name: str, _spaced: bool) -> None:
    reader.option()
    reader.feed([*_number(reader.raw()), *(["°"] if name == "ang" else [])])


def _verb(reader: Reading, _name: str, _spaced: bool) -> None:
    r"""Code as it was typed, between two of the same sign: "\verb|a_b|"; braces stand for such signs as well."""
    if found := _VERBATIM.match(reader.text, reader.pos):
        reader.pos = found.end()
        reader.feed(styled(Style.CODE, [found[2] or found[3] or ""]))


COMMANDS: dict[str, Command] = {
    **dict.fromkeys(("enquote", "textquote", "mkbibquote", "blockquote", "blockcquote"), _enquote),
    **dict.fromkeys(("foreignquote", "foreigntextquote", "hyphenquote", "hyphentextquote"), _foreign_quote),
    "mkbibparens": _enclosed("()"), "parentext": _enclosed("()"),
    "mkbibbrackets": _enclosed("[]"), "brackettext": _enclosed("[]"),
    "slash": _sign("/"), "hyphen": _sign("-"), "nbhyphen": _sign("\u2011"), "fshyphen": _sign("-"),
    "ce": _chemical, "cee": _chemical, "chem": _chemical,
    "SI": _quantity, "qty": _quantity, "si": _unit_alone, "unit": _unit_alone,
    "verb": _verb, "lstinline": _verb,
    "num": _number_alone, "ang": _number_alone,
}  # fmt: skip
