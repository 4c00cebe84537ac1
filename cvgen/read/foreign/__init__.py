"""What the readers of other programs' files share: the file in our words, its papers, what is left aside."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from cvgen.model import dates, slugs
from cvgen.model.content import Cv
from cvgen.model.errors import Position, Problems, nearest
from cvgen.model.record import Record, Struct, field, replace
from cvgen.model.reference import Reference
from cvgen.model.regex import lazy
from cvgen.model.text import said
from cvgen.model.typed import typed
from cvgen.read import files
from cvgen.read.bib import bib_writer, bibtex, field_values
from cvgen.read.yaml.schema import PRESENT
from cvgen.read.yaml.values import Listed, Mapped, Scalar, Value

Values = dict[str, Value]


class Paper(Record):
    """A paper typed in place, as a bibliography would have it."""

    key: str
    text: str
    at: Position

    def references(self, problems: Problems) -> tuple[Reference, ...]:
        """The paper as the reader of bibliographies reads it; what was odd is said at its place in the file."""
        own = Problems()
        found = bibtex.references(self.at.file, self.text, own)
        problems.add(replace(each, at=self.at) for each in own.items)
        return tuple(replace(each, at=self.at) for each in found)


class Foreign(Record):
    """Another program's file in our words; `words` are what it says in its language, by the keys of locales/."""

    file: Mapped
    papers: tuple[Paper, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str | tuple[str, ...]], ...] = ()

    def titled(self, cv: Cv) -> Cv:
        """The content with the titles that were made here in the language of the document."""
        known = dict(self.titles)
        sections = (
            (name, replace(each, title=said(f"resume.{known[name]}")) if name in known and not each.title else each)
            for name, each in cv.sections
        )
        return replace(cv, sections=tuple(sections)) if known else cv

    def references(self, problems: Problems) -> tuple[Reference, ...]:
        """The papers that the file lists in place."""
        return tuple(each for paper in self.papers for each in paper.references(problems))

    def photo(self, path: Path, problems: Problems) -> str:
        """The path of the photo, from the project's folder; one that is not there is left aside."""
        cv = self.file.find("cv")
        found = cv.find("photo") if isinstance(cv, Mapped) else None
        if found is None or not words(found):
            return ""
        if not (path.parent / words(found)).is_file():
            message = f"there is no picture {words(found)}, so it is left aside"
            problems.warn("left-aside", message, found.at, "put it beside this file")
            return ""
        return files.named(typed(words(found), found.at), path)


class Visit(Struct):
    """A foreign file while it is read: whose it is, its papers so far, what was said once, how roles print."""

    program: str
    problems: Problems
    owner: str = ""
    papers: list[Paper] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    roles: dict[str, Scalar] = field(default_factory=dict)
    words: dict[str, str | tuple[str, ...]] = field(default_factory=dict)

    def left(self, key: Scalar, known: Iterable[str] = (), hint: str = "") -> None:
        """A key that nobody here reads."""
        near = nearest(key.text, known)
        message = f"{key.text} is not a key known here, so it is left aside"
        self.problems.warn("left-aside", message, key.at, hint or (f"did you mean {near}?" if near else ""))

    def once(self, code: str, message: str, at: Position, hint: str = "") -> None:
        """A warning that one line of the file stands for."""
        if code not in self.said:
            self.said.add(code)
            self.problems.warn(code, message, at, hint)

    def known(self, value: Mapped, names: Iterable[str]) -> Values:
        """The values that say something under keys that are known; the other keys are said."""
        wanted = tuple(names)
        for key, inner in value.pairs:
            if key.text not in wanted and filled(inner):
                self.left(key, wanted)
        return {key.text: inner for key, inner in value.pairs if key.text in wanted and filled(inner)}

    def filed(self, kind: str, fields: Mapping[str, str], names: tuple[str, str, str], at: Position) -> Scalar:
        """The key of a paper, now in the bibliography: its `id`, else of first author's family name, year and title."""
        taken = {paper.key for paper in self.papers}
        own = _NO_KEY.sub("", fields.get("id", ""))
        key = slugs.unique(own or bib_writer.key(*names) or "paper", taken)
        said = {name: value for name, value in fields.items() if name != "id"}
        self.papers.append(Paper(key, bib_writer.entry(kind, key, said), at))
        return Scalar(key, at)

    def day(self, value: Value | None) -> None:
        """Report a date that is written like one and is none: 2025-13-01; words are no dates and print as they are."""
        said = words(value)
        if value is not None and _LIKE_A_DATE.fullmatch(said) and not dates.parse(said):
            self.problems.error("wrong-value", f"{said!r} is not a date", value.at, "write 2024, 2024-08 or 2024-08-09")

    def days(self, values: Values, at: Position) -> None:
        """Report dates of an entry that are none, and an end before the start."""
        for name in ("date", "start_date", "end_date"):
            self.day(values.get(name))
        start, end = (dates.parse(words(values.get(name))) for name in ("start_date", "end_date"))
        if start and end and dates.before(end, start):
            message = f"it ends ({end}) before it starts ({start})"
            self.problems.warn("date-range", message, at, "swap the two dates")

    def web(self, value: Value | None) -> str:
        """A link as a browser needs it: "x.example.org" gets its https; what could run code is refused."""
        text = words(value)
        if not text or re.match(r"https?://[^/]", text, re.IGNORECASE):
            return text
        if re.match(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)", text):
            return f"https://{text}"
        if value is not None:
            hint = "write a link that begins with https:// or http://"
            self.problems.warn("refused-link", f"the link {text[:60]} is refused", value.at, hint)
        return ""


# What cvgen's exports say of a paper besides, by its names in a bibliography. Ids are of a roster that is not here.
KEPT = ("id", "volume", "number", "pages", "pubstate", "award", "note", "author+an:orcid")
EXTRAS = (*KEPT, "author+an", "author+an:id", "editor+an", "editor+an:id", "editor+an:orcid")


def kept(values: Values) -> dict[str, str]:
    """The fields that an export of cvgen's has put there."""
    return {name: bib_writer.escaped(words(values[name])) for name in KEPT if name in values}


_NO_KEY = lazy(r"[^\w:.+/-]")
_LIKE_A_DATE = lazy(r"\d{4}-\d{1,2}(?:-\d{1,2})?")


def filled(value: Value) -> bool:
    """Whether something stands there."""
    if isinstance(value, Scalar):
        return bool(value.text.strip()) and not value.null
    return bool(value.pairs if isinstance(value, Mapped) else value.items)


def words(value: Value | None) -> str:
    """The text of a value; "" for none, and for what is no text."""
    return value.text.strip() if isinstance(value, Scalar) and not value.null else ""


def items(value: Value | None) -> tuple[Value, ...]:
    """The values of a list that say something; one value is a list of one."""
    every = value.items if isinstance(value, Listed) else () if value is None else (value,)
    return tuple(each for each in every if filled(each))


def mapped(values: Mapping[str, Value], at: Position) -> Mapped:
    """A mapping of these values, each key at its value's place."""
    return Mapped(tuple((Scalar(name, value.at), value) for name, value in values.items()), at)


def listed(values: Iterable[Value], at: Position) -> Listed:
    """A list of these values."""
    return Listed(tuple(values), at)


def text(parts: Iterable[str], at: Position, separator: str = ", ") -> Scalar:
    """The parts that say something, in one text."""
    return Scalar(separator.join(part for part in parts if part), at, quoted=True)


def linked(value: Value, url: str) -> Value:
    """A text that leads somewhere, in Markdown; one with a link of its own stays."""
    shown = words(value)
    if not url or not shown or "](" in shown:
        return value
    target = f"<{url}>" if re.search(r"[()\s]", url) else url
    label = re.sub(r"([\[\]])", r"\\\1", shown)
    return Scalar(f"[{label}]({target})", value.at, quoted=True)


def dated(values: Values) -> Values:
    """Dates as ours: what has begun and not ended goes on, and words that are no date print as they stand."""
    out = {**values}
    date, start, end = (words(values.get(name)) for name in ("date", "start_date", "end_date"))
    out |= {n: Scalar(words(v), v.at) for n, v in values.items() if n in ("start_date", "end_date") and words(v)}
    if date:
        out["date"] = _date(values["date"])
    if start and not end:
        end = "present"
        out["end_date"] = Scalar(end, values["start_date"].at)
    if (start and not _understood(start)) or (end and not _understood(end) and end.casefold() not in PRESENT):
        at = (values.get("start_date") or values["end_date"]).at
        out.setdefault("date", _date(Scalar(" – ".join(filter(None, (start, end))), at)))
        out = {name: value for name, value in out.items() if name not in ("start_date", "end_date")}
    return out


def _date(value: Value) -> Value:
    """A date as it stands, or words with the year they hold: "Fall 2023" -> {text: Fall 2023, date: 2023}."""
    said = words(value)
    if not said or _understood(said):
        return Scalar(said, value.at) if said else value
    found: Values = {"text": Scalar(said, value.at, quoted=True)}
    if known := year(said):
        found["date"] = Scalar(known, value.at)
    return mapped(found, value.at)


def _understood(said: str) -> dates.Date | None:
    """The date that a text is, unless it would print in other words: "August 2023" is printed as it stands."""
    return None if dates.with_month_named(said) else dates.parse(said)


def year(said: str) -> str:
    """The first year in a text: "Fall 2023" -> "2023"."""
    found = re.search(r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)", said)
    return found[0] if found else ""


def paper_date(said: str) -> dict[str, str]:
    """The fields of a paper's date: "2004-01" -> {date: 2004-01}, "Fall 2023" -> {dated: Fall 2023, year: 2023}."""
    known_date = _understood(said)
    if not said or known_date and not known_date.text:
        return {"date": said}
    if known := field_values.status(said):
        return {"pubstate": known}
    return {"dated": bib_writer.escaped(said), "year": year(said)}


def page(section: Value, shown: str, taken: set[str]) -> tuple[str, Value]:
    """A section under its printed title; a second one of that title says it besides, under a key of its own."""
    name = slugs.unique(shown, taken, separator=" ")
    taken.add(name)
    if name == shown:
        return shown, section
    body = section if isinstance(section, Mapped) else mapped({"entries": section}, section.at)
    titled: Values = {"title": Scalar(shown, section.at, quoted=True)}
    return name, mapped(titled | {key.text: value for key, value in body.pairs}, section.at)


def recipe(at: Position, roles: Mapping[str, Value] | None = None, looks: Mapping[str, Value] | None = None) -> Mapped:
    """The document that a foreign file makes: names and dates as such programs print them, the owner in bold.

    `roles` are those of authors, with how they print; `looks` the keys that say what the document looks like.
    """
    marks = mapped({"owner": Scalar("bold", at)} | dict(roles or {}), at)
    made: Values = {"reference": Scalar("resume", at), "dates": Scalar("month", at), "marks": marks}
    made |= looks or {}
    return mapped({"cv": mapped(made, at)}, at)
