"""*.yaml -> located values: every scalar, list and mapping knows its line and column. The only importer of yaml."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from cvgen.model.errors import Position, Problems
from cvgen.model.record import Struct, field
from cvgen.model.regex import lazy
from cvgen.read.yaml.values import Listed, Mapped, Scalar, Value

# Bounds that no file of facts comes near, so that a made one cannot take for ever: libyaml crashes at 50,000 levels.
MAX_BYTES = 16 * 2**20
MAX_DEPTH = 60
MAX_VALUES = 2_000_000

_TAG = "tag:yaml.org,2002:"
_STANDARD = frozenset(_TAG + name for name in "str int float bool null timestamp merge seq map value".split())
# YAML 1.2, section 5.1: what is not printable cannot stand in a file.
_UNPRINTABLE = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BRACKETS = lazy(r""""(?:[^"\\]|\\.)*"|'[^']*'|[][{}]""")
# Block structures can nest without a bracket: "- - - - …" in one line.
_SUSPICIOUS = lazy(r"(?:[-?:]\s+){20}")
# A comment of one word where a value would stand, or of a number behind one: no comment looks like it.
_EMPTIED = lazy(r"[ \t]+(#[^\s#]*)[ \t]*$", re.MULTILINE)
_CUT = lazy(r"[ \t]+(#\d+)[ \t]*$", re.MULTILINE)
_QUOTE_HINT = "a value that begins with [, {, *, @, % or `, or that holds ': ' or ' #', needs quotes around it"
# What libyaml and PyYAML say of a line, and what is then mostly wrong with it.
_HINTS = (
    ("expected '-' indicator", "each item of this list begins with `- `; its other keys stand below its first one"),
    ("expected <block end>, but found '-'", "the items of a list stand one below the other, and no key among them"),
    ("expected key", "what belongs together begins at one column, and each item of a list with `- `"),
    (
        "mapping values are not allowed",
        "a key begins where the one above it does; a value that holds ': ' needs quotes around it",
    ),
    ("expected <block end>", "what belongs together begins at one column, and each item of a list with `- `"),
    ("expected ',' or '}'", f"between {{ }}, commas stand between keys; {_QUOTE_HINT}"),
    ("indent", "what belongs together begins at one column"),
)


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """What is typed without quotes is not looked at: no number, no date, only a `<<`."""

    def resolve(self, _kind: type, value: Any, implicit: Any) -> str:
        """The tag of a node that has none; of lists and mappings nobody asks it."""
        return f"{_TAG}merge" if value == "<<" and implicit[0] else f"{_TAG}str"


def load(file: str, text: str, problems: Problems) -> Value | None:
    """The one document of a YAML file; None if it is empty or cannot be read, which is then reported."""
    if len(text) > MAX_BYTES:
        problems.error("file-too-large", f"the file is larger than {MAX_BYTES >> 20} MiB", Position(file))
        return None
    try:
        if _too_deep(text):
            problems.error("yaml-depth", f"values are nested more than {MAX_DEPTH} deep", Position(file))
            return None
        node = yaml.compose(text, Loader)
    except yaml.YAMLError as error:
        _report(file, text, error, problems)
        return None
    return _Reader(file, problems, text).read(node) if node is not None else None


def _too_deep(text: str) -> bool:
    """Looked for only where the text could nest at all: libyaml crashes on 50,000 brackets."""
    deep_indent = re.search(rf"^ {{{MAX_DEPTH},}}", text, re.MULTILINE)
    if max(text.count("["), text.count("{")) <= MAX_DEPTH and not deep_indent and not _SUSPICIOUS.search(text):
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return True
    except yaml.YAMLError:
        # Newer versions of libyaml have a limit of their own, and look ahead: they may get there before the events do.
        return _open_brackets(text) > MAX_DEPTH
    return False


def _open_brackets(text: str) -> int:
    """How many brackets are open at once at most, but for those in quotes."""
    depth = deepest = 0
    for found in _BRACKETS.finditer(text):
        depth += (found[0] in "[{") - (found[0] in "]}")
        deepest = max(deepest, depth)
    return deepest


def _report(file: str, text: str, error: yaml.YAMLError, problems: Problems) -> None:
    if isinstance(error, yaml.MarkedYAMLError) and (mark := error.problem_mark or error.context_mark):
        said = " ".join(part for part in (error.context, error.problem) if part)
        position = Position(file, mark.line + 1, mark.column + 1)
        problems.error("yaml-syntax", f"this is not YAML: {said}", position, _hint(text, mark.line, said))
    elif isinstance(error, yaml.reader.ReaderError):
        position = Position(file, text.count("\n", 0, error.position) + 1)
        problems.error("yaml-character", "a control character cannot stand in YAML", position, "delete it")
    else:
        problems.error("yaml-syntax", f"this is not YAML: {error}", Position(file), _QUOTE_HINT)


def _hint(text: str, line: int, said: str) -> str:
    lines = text.splitlines()
    if any("\t" in shown[: len(shown) - len(shown.lstrip())] for shown in lines[max(0, line - 1) : line + 1]):
        return "indent with spaces, not with tabs"
    return next((hint for words, hint in _HINTS if words in said), _QUOTE_HINT)


class _Reader(Struct):
    file: str
    problems: Problems
    text: str
    count: int = 0
    made: dict[int, tuple[Value, int]] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)
    over: Position | None = None  # the first value with which there are too many

    def read(self, node: Any) -> Value | None:
        """The located value, or None where an error was reported for the whole."""
        value = self._value(node)
        if self.count > MAX_VALUES:
            hint = "write out what the alias (*name) stands for, or use fewer of them"
            self.problems.error("yaml-size", "aliases expand to too many values", self.over or value.at, hint)
            return None
        return value

    def _at(self, node: Any) -> Position:
        return Position(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def _value(self, node: Any) -> Value:
        self.count += 1
        at = self._at(node)
        if node.tag not in _STANDARD and node.tag != "!":
            self.problems.error("yaml-tag", f"the tag {node.tag} is not allowed", at, "leave it out")
        if isinstance(node, yaml.ScalarNode):
            if not node.value.isprintable() and _UNPRINTABLE.search(node.value):
                self.problems.error("yaml-character", "a control character cannot stand in YAML", at, "delete it")
            return Scalar(node.value, at, bool(node.style), self._listed(node))
        if id(node) in self.begun:
            self.count += MAX_VALUES
        if self.count > MAX_VALUES:
            self.over = self.over or at
            return Listed((), at)
        return self._shared(node, at)

    def _listed(self, node: Any) -> str:
        """The text with its lines, if it is typed without quotes and some of its lines begin with "- "."""
        first, last = node.start_mark, node.end_mark
        if node.style or " - " not in node.value or first.line == last.line:
            return ""
        lines = self.text.split("\n")[first.line : last.line + 1]
        typed = [lines[0][first.column :], *lines[1:-1], lines[-1][: last.column]]
        dashes = [len(line) - len(line.lstrip()) for line in typed[1:] if line.lstrip().startswith("- ")]
        if not dashes or " ".join(" ".join(typed).split()) != node.value:
            return ""
        out = typed[0].strip()
        for line in typed[1:]:
            inset = " " * (len(line) - len(line.lstrip()) - min(dashes))
            out += f"\n{inset}{line.strip()}" if line.lstrip().startswith("- ") else f" {line.strip()}"
        return out.strip()

    def _shared(self, node: Any, at: Position) -> Value:
        """A list or mapping, read once for all its aliases, and counted for each."""
        if id(node) in self.made:
            known, size = self.made[id(node)]
            self.count += size
            if self.count > MAX_VALUES:
                self.over = self.over or at
            return known
        before = self.count
        self.begun.add(id(node))
        value: Value
        if not isinstance(node, yaml.MappingNode):
            value = Listed(tuple(map(self._value, node.value)), at)
        elif node.flow_style and node.value and not node.tag.endswith(":set") and _lone(*node.value[0]):
            value = self._listed_in_braces(node, at)
        else:
            value = Mapped(tuple(self._pairs(node)), at)
        self.begun.discard(id(node))
        self.made[id(node)] = value, self.count - before
        return value

    def _listed_in_braces(self, node: Any, at: Position) -> Listed:
        """What was meant as a list, `{Education, Grants}`; nothing more is said of it."""
        words = [key.value for key, value in node.value if _lone(key, value)]
        message = f"{', '.join(words)}: between {{ }} stand keys with values, and here are none"
        self.problems.error("yaml-key", message, at, f"a list is written in [ ]: [{', '.join(words)}]")
        return Listed((), at)

    def _meant(self, node: Any, before: Any) -> bool:
        """Whether a key in `{ }` has a value; one without is the end of the value before, or an item of a list."""
        key, value = node
        if not _lone(key, value):
            return True
        hint = "a value with a comma in it needs quotes between { }"
        whole = self.text[before.start_mark.index : key.end_mark.index] if before else ""
        hint += f': "{whole}"' if whole else "; a list is written in [ ]"
        self.problems.error("yaml-key", f"{key.value} has no value here", self._at(key), hint)
        return False

    def _commented(self, key: Any, node: Any) -> None:
        """Say where `#` cut off what was a value: `accent: #7a1f2b`, `room: #12`, `award: Prize #1`."""
        if not isinstance(node, yaml.ScalarNode) or node.style:
            return
        found = (_CUT if node.value else _EMPTIED).match(self.text, node.end_mark.index)
        if found and key.end_mark.line == node.end_mark.line:
            said = f"{node.value} {found[1]}".strip()
            message = f"{found[1]} is a comment for YAML, and {key.value} is {node.value or 'empty'}"
            self.problems.error("yaml-comment", message, self._at(key), f'write {key.value}: "{said}"')

    def _pairs(self, node: Any) -> Iterator[tuple[Scalar, Value]]:
        seen: dict[str, Position] = {}
        inherited: list[tuple[Scalar, Value]] = []
        before = None
        for key_node, value_node in node.value:
            if node.flow_style and not self._meant((key_node, value_node), before):
                continue
            before = value_node if isinstance(value_node, yaml.ScalarNode) and not value_node.style else None
            self._commented(key_node, value_node)
            key, value = self._value(key_node), self._value(value_node)
            if not isinstance(key, Scalar):
                self.problems.error("yaml-key", "a key must be a word", key.at, _QUOTE_HINT)
            elif key_node.tag == f"{_TAG}merge":
                parts = value.items if isinstance(value, Listed) else (value,)
                inherited.extend(pair for part in parts if isinstance(part, Mapped) for pair in part.pairs)
            elif key.text in seen:
                message = f"the key {key.text} stands here twice, first in line {seen[key.text].line}"
                self.problems.error("duplicate-key", message, key.at, "keep one of the two")
            else:
                seen[key.text] = key.at
                yield key, value
        for key, value in inherited:
            if key.text not in seen:
                seen[key.text] = key.at
                yield key, value


def _lone(key: Any, value: Any) -> bool:
    """Whether a key stands between { } without a colon behind it."""
    empty = isinstance(value, yaml.ScalarNode) and not value.value and not value.style
    return empty and isinstance(key, yaml.ScalarNode) and value.start_mark.index == key.end_mark.index


_NUMBERS = frozenset(_TAG + name for name in ("int", "float", "timestamp"))
_RESOLVER: Any = yaml.resolver.Resolver()


class _Dumper(yaml.SafeDumper):
    """Lists indented below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """As PyYAML does it, with lists indented."""
        super().increase_indent(flow, indentless=False)


def dumped(data: Any) -> str:
    """The YAML text of a value, or of mappings, lists and texts, from which `load` reads the same again."""
    return str(yaml.serialize(_node(data), Dumper=_Dumper, allow_unicode=True, width=110))


def _node(data: Any) -> Any:
    match data:
        case Mapped(pairs=pairs):
            return _mapping(pairs)
        case dict():
            return _mapping(data.items())
        case Listed(items=items) | list(items):
            nodes = [_node(each) for each in items]
            words = all(isinstance(each, yaml.ScalarNode) and re.fullmatch(r"\S{1,30}", each.value) for each in nodes)
            short = len(nodes) < 4 and words
            return yaml.SequenceNode(f"{_TAG}seq", nodes, flow_style=short)
        case Scalar(text=text, quoted=quoted):
            return _scalar(text, frozenset() if quoted else _NUMBERS)
        case str():
            return _scalar(data, frozenset())
        case None:
            return yaml.ScalarNode(f"{_TAG}null", "null")
    return _scalar(str(data).lower(), _NUMBERS | {f"{_TAG}bool"})


def _mapping(pairs: Any) -> Any:
    return yaml.MappingNode(f"{_TAG}map", [(_node(key), _node(value)) for key, value in pairs], flow_style=False)


def _scalar(text: str, bare: frozenset[str]) -> Any:
    """A text; one that programs would take for something else is quoted, unless that may stand bare."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return yaml.ScalarNode(tag if tag in bare else f"{_TAG}str", text, style="|" if "\n" in text else None)
