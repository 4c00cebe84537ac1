"""An entry of a .bib as it was written, and the one who reports what was wrong with it."""

from collections.abc import Mapping, Sequence

from cvgen.model import dates
from cvgen.model.errors import Position, Problems, nearly
from cvgen.model.record import Record, Struct, field


class Field(Record):
    """What stands behind the equals sign, still LaTeX, and its line."""

    value: str
    line: int


class Entry(Struct):
    """A raw entry: type and field names in lower case, the key as written; "" where there is none."""

    file: str
    type: str
    key: str
    line: int
    fields: dict[str, Field] = field(default_factory=dict)

    def text(self, *names: str) -> str:
        """The first of these fields that says something, as one line."""
        fields = self.fields
        for name in names:
            if name in fields and (value := fields[name].value):
                return " ".join(value.split()) if "\n" in value or "  " in value else value.strip()
        return ""

    def line_of(self, name: str) -> int:
        """The line of a field, else of the entry."""
        found = self.fields.get(name)
        return found.line if found else self.line


class Report(Struct):
    """Says what is wrong in one file; the same thing about the same subject once."""

    file: str
    problems: Problems
    said: set[tuple[str, str]] = field(default_factory=set)

    def at(self, line: int) -> Position:
        """A line of this file."""
        return Position(self.file, line)

    def warn(self, code: str, message: str, line: int, hint: str = "", *about: str) -> None:
        """A repair was made, or something was left out."""
        self.problems.warn(code, message, self.at(line), hint, *about)

    def error(self, code: str, message: str, line: int, hint: str = "", *about: str) -> None:
        """What was typed for this program is wrong."""
        self.problems.error(code, message, self.at(line), hint, *about)

    def first(self, code: str, subject: str) -> bool:
        """Whether this is the first time that the subject gives rise to this problem."""
        new = (code, subject) not in self.said
        self.said.add((code, subject))
        return new


MONTHS = {month[:3].lower(): month for month in dates.MONTHS}
_NAMES = {month.lower(): month[:3].lower() for month in dates.MONTHS}


_LONGEST = 2_000_000


def joined(parts: Sequence[str]) -> str:
    """The parts of a value in one; a million times the same @string ends somewhere."""
    if len(parts) == 1:
        return parts[0]
    size, out = 0, []
    for part in parts:
        size += len(part)
        if size > _LONGEST:
            break
        out.append(part)
    return "".join(out)


class Macros(Struct):
    """What @string has defined; a word that nobody defined is itself."""

    defined: dict[str, str]
    report: Report

    def value(self, word: str, line: int) -> str:
        """The text of a bare word: "jan" -> "January", "CRYPTO22" -> "CRYPTO22" and a warning."""
        found = self.defined.get(word.lower())
        if found is not None:
            return found
        if not word.isdigit() and self.report.first("undefined-string", word.lower()):
            near = nearly(word.lower(), self.defined) or nearly(word.lower(), _NAMES)
            hint = f"write {{{word}}}, or define it: @string{{{word} = {{…}}}}"
            hint = f"did you mean {_NAMES.get(near, near)}? Else {hint}" if near else hint
            self.report.warn(
                "undefined-string", f"{word} is not a defined @string; it is read as text", line, hint, word
            )
        return word


def months_and(defined: Mapping[str, str]) -> dict[str, str]:
    """The macros every BibTeX style has, and these."""
    return MONTHS | {name.lower(): text for name, text in defined.items()}
