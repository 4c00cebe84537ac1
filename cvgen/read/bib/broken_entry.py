"""A broken @entry -> what can still be read of it; every repair is a warning with its line."""

import re

from cvgen.model.regex import lazy
from cvgen.read.bib.raw_entry import Entry, Field, Macros, joined
from cvgen.read.bib.splitting import START, Chunk, balanced, goes_on
from cvgen.read.bib.vocabulary import KNOWN

_HEAD = lazy(r"@\s*([\w.:+-]+)\s*([{(]?)\s*")
_KEY = lazy(r'([^,={}"\n]*)')
_SKIP = lazy(r"[\s,]*")
_FIELD = lazy(r"([^\s=,{}\"#%()]+)\s*=\s*")
_WORD = lazy(r'[^\s,{}"#=]+')
_END_OF_WORD = lazy(
    r"""[ \t]*(?:\#|\}|\)|$|,\s*(?:$|%|\}|\)|[^\s=,{}"\#%()]+\s*=)|%|\n\s*(?:$|[^\s=,{}"\#%()]+\s*=|\}|\)|%))"""
)
_NEXT_LINE = lazy(r"\n[ \t]*+[A-Za-z][\w+:-]*+[ \t]*+=\s*[\"{\w]")
_NEXT_FIELD = lazy(r"[,\n][ \t]*+([A-Za-z][\w+:-]*+)[ \t]*+=\s*[\"{\d]")
_LINE_END = lazy(r"\n|$")
_JUNK = lazy(r"[^,\n{}]+|\{|\}")
_PATIENCE = 50


def entry(chunk: Chunk, macros: Macros) -> tuple[Entry, int]:
    """The entry, its fields in order, the first of two equal ones; and where in the chunk it ends."""
    reader = _Reader(chunk, macros)
    return reader.entry()


class _Reader:
    """One entry being read by somebody who expects mistakes."""

    def __init__(self, chunk: Chunk, macros: Macros) -> None:
        self.chunk, self.text, self.pos = chunk, chunk.text, 0
        self.macros, self.report = macros, macros.report
        self.result = Entry(macros.report.file, chunk.type, "", chunk.line)
        self.deficit = self.text.count("{") - self.text.count("}")
        self.patience = _PATIENCE
        self.said: set[str] = set()
        self.comma = False
        self.counted = 0, chunk.line

    def entry(self) -> tuple[Entry, int]:
        self._head()
        while self._field():
            pass
        return self.result, self.pos

    def _line(self, at: int) -> int:
        start, line = self.counted if at >= self.counted[0] else (0, self.chunk.line)
        self.counted = at, line + self.text.count("\n", start, at)
        return self.counted[1]

    def _say(self, code: str, message: str, hint: str, at: int | None = None) -> None:
        """Each kind of mistake once in an entry."""
        if code not in self.said:
            self.said.add(code)
            name = self.result.key or f"the @{self.chunk.type} without a key"
            line = self._line(self.pos if at is None else at)
            self.report.warn(code, f"{name}: {message}", line, hint, self.result.key)

    def _head(self) -> None:
        head = _HEAD.match(self.text)
        self.pos = head.end() if head else 0
        words = _KEY.match(self.text, self.pos)
        written = words[1] if words else ""
        if self.text.startswith("=", self.pos + len(written)):  # the last word is a field already
            written = written[: written.rstrip().rfind(" ") + 1]
        self.pos += len(written)
        key = self.result.key = " ".join(written.split())
        if head and not head[2]:
            self._say("missing-brace", "there is no { behind the type", "write @type{key, …}", 0)
        if " " in key:
            self._say("key-with-space", "the key has a space in it", "take the space out", 0)

    def _field(self) -> bool:
        """Read one field; False at the end of the entry."""
        skipped = _SKIP.match(self.text, self.pos)
        before, self.pos = self.pos, skipped.end() if skipped else self.pos
        self.comma = self.comma or "," in self.text[before : self.pos]
        if self.pos >= len(self.text):
            self._say("missing-brace", "the entry is not closed", "put a } at its end", 0)
            return False
        sign = self.text[self.pos]
        if sign == "@" and START.match(self.text, self.pos):
            self._say("missing-brace", "the entry is not closed", "put a } at its end", 0)
            return False
        if sign == "%":
            return self._comment()
        if sign in "})":
            return self._closing()
        found = _FIELD.match(self.text, self.pos)
        if not found:
            return self._stray()
        last = next(reversed(self.result.fields), "") or self.result.key
        if last and not self.comma:
            self._say("missing-comma", f"a comma is missing behind {last}", "put a comma there", before)
        self.comma = False
        self._take(found)
        return True

    def _take(self, found: re.Match[str]) -> None:
        name, line, at = found[1].lower(), self._line(found.start()), found.start()
        self.pos = found.end()
        value = self._value(name)
        if value is None:
            self._say("empty-value", f"the field {name} has no value", f"write {name} = {{…}}, or take it out", at)
        elif name in self.result.fields:
            duplicate(self.macros, self.result, name, line)
        else:
            self.result.fields[name] = Field(value, line)

    def _comment(self) -> bool:
        self._say("comment-in-entry", "a % line inside the entry is taken as a comment", "put it between the entries")
        end = _LINE_END.search(self.text, self.pos)
        self.pos = end.end() if end else len(self.text)
        return True

    def _closing(self) -> bool:
        self.pos += 1
        if not goes_on(self.text[self.pos : self.pos + 2000]):
            return False
        hint = "take out the } or add the { before it"
        self._say("unbalanced-brace", "a } closes the entry before its last field", hint)
        return True

    def _stray(self) -> bool:
        junk = _JUNK.match(self.text, self.pos)
        words = " ".join((junk[0] if junk else self.text[self.pos]).split())[:40]
        self._say("stray-text", f"“{words}” is no field and was left out", "write it as name = {value}")
        self.pos = junk.end() if junk else self.pos + 1
        if words == "{" and self.patience > 0:
            self.patience -= 1
            self.pos = balanced(self.text, self.pos) or self.pos
        return True

    def _value(self, name: str) -> str | None:
        parts: list[str] = []
        while (part := self._part(name)) is not None:
            parts.append(part)
            following = re.compile(r"\s*#\s*").match(self.text, self.pos)
            if not following:
                break
            self.pos = following.end()
        return joined(parts) if parts else None

    def _part(self, name: str) -> str | None:
        sign = self.text[self.pos : self.pos + 1]
        if sign == "{":
            return self._delimited(name, balanced(self.text, self.pos + 1) if self.patience > 0 else 0)
        if sign == '"':
            return self._delimited(name, self._quote_end() if self.patience > 0 else 0)
        word = _WORD.match(self.text, self.pos)
        if not word or _FIELD.match(self.text, self.pos):
            return None
        if _END_OF_WORD.match(self.text, word.end()):
            self.pos = word.end()
            return self.macros.value(word[0], self._line(word.start()))
        return self._unopened(name)

    def _quote_end(self) -> int:
        """The place behind the quotation mark that ends a value."""
        depth = 0
        for sign in re.compile(r'[{}"]').finditer(self.text, self.pos + 1):
            if sign[0] == '"' and depth == 0:
                return sign.end()
            depth += {"{": 1, "}": -1}.get(sign[0], 0)
            if depth < 0:
                break
        return 0

    def _delimited(self, name: str, end: int) -> str:
        """The value between delimiters; where the closing one is missing, up to the next field."""
        start = self.pos + 1
        cut = None
        if self.patience > 0 and (not end or self.deficit > 0):
            fields = _NEXT_FIELD.finditer(self.text, start, end or len(self.text))
            cut = next((field for field in fields if field[1].lower() in KNOWN), None)
        if end and not cut:
            self.pos = end
            return self.text[start : end - 1]
        self.patience -= 1
        cut = cut or _NEXT_LINE.search(self.text, start)
        stop = cut.start() if cut else len(self.text)
        self._say("unbalanced-brace", f"the field {name} is not closed", "close it with the sign that opened it")
        self.deficit -= 1
        self.pos, self.comma = stop, True
        return self.text[start:stop].strip().rstrip('}",').strip()

    def _unopened(self, name: str) -> str:
        """Words without a brace in front: "author = Doe, Jane and Roe, Ann}"."""
        cut = _NEXT_LINE.search(self.text, self.pos)
        stop = cut.start() if cut else len(self.text)
        value = self.text[self.pos : stop]
        self._say("missing-brace", f"the value of {name} has no {{ in front", f"write {name} = {{…}}")
        self.pos, self.comma = stop, True
        return value.strip().rstrip("},").strip()


def duplicate(macros: Macros, entry: Entry, name: str, line: int) -> None:
    """Say that a field stands twice: the first one counts."""
    message = f"{entry.key or 'an entry'}: the field {name} stands twice; the first one counts"
    macros.report.warn("duplicate-field", message, line, "take one of them out", entry.key, name)
