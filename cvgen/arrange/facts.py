"""Written -> Inline: facts and mentions filled in; nothing else may do that."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from cvgen.arrange.dating import Dating
from cvgen.model import variants
from cvgen.model.dates import Date
from cvgen.model.errors import Position, Problems, meant
from cvgen.model.locale import Locale, capital
from cvgen.model.record import Record, field, replace
from cvgen.model.text import WORDS, Break, Fact, Inline, Link, Mention, Node, Styled, Written, WrittenNode

Value: TypeAlias = "str | int | Date | tuple[Node, ...]"
Named: TypeAlias = tuple[Inline, str]
LEGEND = "legend"


class Facts(Record):
    """What texts may ask for: values by path, and what a mention stands for, as (text, URL)."""

    values: Mapping[str, Value]
    named: Callable[[str], Named | None]
    ids: Callable[[], tuple[str, ...]]
    dating: Dating
    problems: Problems
    legend: Inline | None = field(default=None)

    def having(self, **values: Value) -> "Facts":
        """These facts and some more: count=5."""
        return replace(self, values={**self.values, **values})

    def inline(self, written: Written) -> Inline:
        """The text with everything filled in; what is unknown is an error at its place."""
        return tuple(node for each in written for node in self._node(each))

    def _node(self, node: WrittenNode) -> Inline:
        match node:
            case str() | Break():
                return (node,)
            case Styled(style, children, lang):
                return (Styled(style, self.inline(children), lang),)
            case Link(url, children):
                return (Link(url, self.inline(children)),)
            case Fact():
                return self._fact(node)
            case Mention():
                return self._mention(node)

    def _fact(self, fact: Fact) -> Inline:
        if fact.path == LEGEND:
            return self.legend or ()
        if fact.path.startswith(WORDS) and fact.path.removeprefix(WORDS) in self.dating.locale.words:
            return (self.dating.locale.phrase(fact.path.removeprefix(WORDS), fact.format),)
        if fact.path not in self.values:
            hint = meant(fact.path, (*self.values, LEGEND)) + " (a plain brace is written {{)"
            self.problems.error("unknown-fact", f"nothing is known as {{{fact.path}}}", fact.at, hint)
            return ()
        return self._formatted(self.values[fact.path], fact.format, fact.at)

    def _formatted(self, value: Value, form: str, at: Position | None) -> Inline:
        match value:
            case tuple():
                return value
            case Date():
                return (self.dating.printed(value),)
            case str():
                return variants.inline(value) or (value,)
        if form not in NUMBERS:
            forms = ", ".join(f"{{…:{known}}}" for known in NUMBERS if known)
            self.problems.error("unknown-format", f"numbers have no form {form}", at, f"write {forms}")
            return ()
        return (NUMBERS[form](value, self.dating.locale),)

    def _mention(self, mention: Mention) -> Inline:
        found = self.named(mention.id)
        if found is None:
            if not self.problems.incomplete:
                hint = meant(mention.id, self.ids(), "ids")
                self.problems.error("unknown-id", f"nothing has the id {mention.id}", mention.at, hint)
            return self.inline(mention.children)
        text, url = found
        shown = self.inline(mention.children) or text
        return (Link(url, shown),) if url else shown


NUMBERS: Mapping[str, Callable[[int, Locale], str]] = {
    "": lambda n, _: str(n),
    ",": lambda n, locale: locale.number(n),
    "words": lambda n, locale: locale.spelt(n),
    "Words": lambda n, locale: capital(locale.spelt(n), locale.tag),
    "tens": lambda n, _: str(max(n - 1, 0) // 10 * 10),
}
