"""An entry that is well formed -> Entry, with the line of each field. The only importer of pybtex."""

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError, TokenRequired

from cvgen.model.regex import lazy
from cvgen.read.bib import simple_entry
from cvgen.read.bib.raw_entry import Macros, joined
from cvgen.read.bib.simple_entry import Parsed
from cvgen.read.bib.splitting import Chunk

_SIMPLE = lazy(rf"[\s,]*([A-Za-z][\w+:-]*)\s*=\s*(?:{simple_entry.VALUE})\s*(,|(?=[}})]))")
_BEHIND_KEY = lazy(r"\s*[,})]")


def parsed(chunk: Chunk, macros: Macros) -> Parsed | None:
    """The chunk's entry; None if it is not well formed."""
    try:
        return _Parser(chunk, macros).parsed()
    except PybtexSyntaxError:
        return None


class _Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser on one chunk, keeping the line of each field and asking our macros."""

    def __init__(self, chunk: Chunk, macros: Macros) -> None:
        super().__init__(chunk.text)
        self.chunk, self.ours = chunk, macros
        self.lineno, self.pos = chunk.line, 1
        self.lines: list[int] = []
        self.words: list[tuple[str, int]] = []
        self.macros: dict[str, str] = {}

    def parsed(self) -> Parsed:
        """The whole chunk's entry."""
        _, (key, *rest) = self.parse_command()
        fields = rest[0] if rest else []
        if self.chunk.type == "string":
            fields, self.lines = [(key, fields)], [self.chunk.line]
        elif self.chunk.type == "preamble":
            key = ""
        found = [(name, joined(parts), line) for (name, parts), line in zip(fields, self.lines, strict=True)]
        return Parsed(simple_entry.entry(self.chunk, self.ours, key or "", found), self.pos, self.words)

    def parse_entry_fields(self) -> None:
        """The simple fields at once, the others as pybtex does it."""
        if not _BEHIND_KEY.match(self.text, self.pos):
            raise TokenRequired("a comma", self)
        while found := _SIMPLE.match(self.text, self.pos):
            start = found.start(1)
            self.lines.append(self.lineno + self.text.count("\n", self.pos, start))
            self.current_fields.append((found[1], (found[2] or found[3] or found[4] or "",)))
            self.pos = found.end()
            self.lineno = self.lines[-1] + self.text.count("\n", start, self.pos)
            if not found[5]:
                return
        super().parse_entry_fields()

    def parse_field(self) -> None:
        """As pybtex does it, remembering the line."""
        name = self.optional([self.NAME])
        if name:
            self.current_field_name = name.value
            self.lines.append(self.lineno)
            self.required([self.EQUALS])
            self.parse_value()

    def substitute_macro(self, name: str) -> str:
        """A bare word's text; whether it is defined is asked when the entry turns out well formed."""
        self.words.append((name, self.lineno))
        return self.ours.defined.get(name.lower(), name)
