"""Located values -> records: the classes of records are the schema. Every mistake is reported, none stops the rest."""

import re
import types
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, TypeGuard, get_args, get_origin

from cvgen.model import dates, forms, names
from cvgen.model.content import Cv, CvFile
from cvgen.model.entry import Entry
from cvgen.model.errors import Position, Problems, meant, nearly
from cvgen.model.facts import DateLink, NamedLink
from cvgen.model.formats import FORMATS, Format
from cvgen.model.look import PageLook, bounds
from cvgen.model.printable import blank
from cvgen.model.recipe import MarkRule, Recipe
from cvgen.model.record import Field, Struct, field, fields, is_record
from cvgen.model.regex import lazy
from cvgen.model.text import Prose, Written
from cvgen.model.typed import Typed, typed
from cvgen.read.yaml.markdown_text import asked, written
from cvgen.read.yaml.values import Listed, Mapped, Scalar, Value

BAD: Any = object()
_TAG = lazy(r"[A-Za-z]{2,3}(?:[-_]\w+)*")
_HINTED = 1_000  # who makes more mistakes than this needs no hint for each
_SEVERAL = "one value is expected here, not several"
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
PRESENT = ("present", "current", "now", "ongoing")
_TODAY = ("today", "until now", "to date", "till now", "until today", "still", "heute", "now-", "-")
# Where a record stands, whether it goes on, every text and date of the file, the papers typed in it, its words, and
# the font that stands in for a look's, and whose its accent is.
UNWRITTEN = frozenset(("at", "ongoing", "texts", "days", "typed", "own_words", "stand_in", "coloured"))


@cache
def keys(cls: type) -> dict[str, Field]:
    """The keys a record is written with: {"as": …, "of": …, "start_date": …}."""
    return {f.name.rstrip("_"): f for f in fields(cls) if f.name not in UNWRITTEN}


@cache
def _unwritten(cls: type[Struct]) -> frozenset[str]:
    """The fields of a record that nobody types."""
    return frozenset(cls.__struct_fields__) & UNWRITTEN


@cache
def entry_kinds() -> tuple[type, ...]:
    """The records that may stand in a section."""
    return tuple(kind for kind in get_args(Entry) if kind.KEYS)


class Converter(Struct):
    """Turns values into records; with `literal`, braces and [@…] in text stay text (foreign files)."""

    problems: Problems
    literal: bool = False
    ignored: frozenset[str] = frozenset()
    texts: list[Prose] = field(default_factory=list)
    days: list[tuple[dates.Date, Position]] = field(default_factory=list)

    def record(self, value: Value, cls: type) -> Any:
        """A record of that class, or BAD where that is impossible and has been reported."""
        mapping = self._as_mapping(value, cls)
        if mapping is None:
            return BAD
        given: dict[str, Any] = {"at": mapping.at}
        for key, inner in mapping.pairs:
            if known := keys(cls).get(key.text):
                self._put(cls, known, inner, given)
            elif key.text not in self.ignored:
                hint = _unknown(key.text, cls) if len(self.problems.items) < _HINTED else ""
                self.problems.error("unknown-key", f"{key.text} is not a key of {spoken(cls)}", key.at, hint)
        if self._lacks(cls, given, mapping.at):
            return BAD
        if "texts" in _unwritten(cls):
            given |= {"texts": tuple(self.texts), "days": tuple(self.days)}
        settable = {*_unwritten(cls), *(each.name for each in keys(cls).values())}
        return cls(**{name: each for name, each in given.items() if name in settable and each is not BAD})

    def _as_mapping(self, value: Value, cls: type) -> Mapped | None:
        first = str(getattr(cls, "SCALAR", ""))
        if [*keys(cls)] == [first] and not self._is_alone(value, first):
            self._wrong(value, _SEVERAL, "write one, without [ ] and { }")
            return None
        if isinstance(value, Mapped):
            # A text in several languages, where a text alone stands for the record.
            alone = first and keys(cls).keys().isdisjoint(key.text for key, _ in value.pairs) and in_languages(value)
            return Mapped(((Scalar(first, value.at), value),), value.at) if alone else value
        if isinstance(value, Scalar) and (first := _scalar_key(cls, value.text)):
            return Mapped(((Scalar(first, value.at), value),), value.at)
        if isinstance(value, Listed) and (first := getattr(cls, "SEQUENCE", "")):
            return Mapped(((Scalar(first, value.at), value),), value.at)
        message = f"{spoken(cls)} is written as keys and values"
        self.problems.error("wrong-shape", message, value.at, f"keys: {', '.join(keys(cls))}")
        return None

    @staticmethod
    def _is_alone(value: Value, first: str) -> bool:
        """Whether it can stand for a record that has one key: a text, that key, or a text in several languages."""
        return isinstance(value, Scalar) or (
            isinstance(value, Mapped) and (value.find(first) is not None or in_languages(value))
        )

    def _put(self, cls: type, to: Field, value: Value, given: dict[str, Any]) -> None:
        """Put the field into `given`, or BAD if it cannot be understood."""
        if to.name == "end_date" and isinstance(value, Scalar) and value.text.casefold() in PRESENT:
            given["ongoing"] = True
        elif not (isinstance(value, Scalar) and value.null):
            given[to.name] = self._bounded(cls, to.name, value, self.value(value, to.type))

    def _bounded(self, cls: type, name: str, value: Value, found: Any) -> Any:
        """What was understood, if it is within the bounds of its field."""
        limits = bounds(cls, name)
        if limits is None or found is BAD or limits.hold(found):
            return found
        relative = ", where an em is 12pt" if "em" in str(found) and "em" not in str(limits.most) else ""
        hint = f"{'each' if ' ' in str(found) else 'it'} may be {limits}{relative}"
        return self._wrong(value, f"{name} cannot be {found}", hint)

    def _lacks(self, cls: type, given: dict[str, Any], at: Position) -> bool:
        """Whether a key that must be there is not, or could not be understood."""
        required = [each.name for each in keys(cls).values() if each.required]
        for name in required:
            if name not in given:
                key = name.rstrip("_")
                self.problems.error("missing-key", f"{spoken(cls)} needs the key {key}", at, f"add {key}: …")
        return any(given.get(name, BAD) is BAD for name in required)

    def value(self, value: Value, to: Any) -> Any:
        """What stands there as the type asks for: text, Date, Name, Written, a record, a tuple."""
        if to == Written:
            return self._written(value)
        if to == forms.Text:
            return self._varied(value, to) if _tagged(value) else self._scalar(value, str)
        if to == Entry:
            return self._entry(value)
        origin = get_origin(to)
        if origin is Annotated:
            return self._formed(value, to)
        if origin is tuple:
            return self._tuple(value, get_args(to)[0])
        if origin is types.UnionType:
            if dates.Window in get_args(to) and isinstance(value, Scalar):
                return self._since(value)
            return self.value(value, next(arg for arg in get_args(to) if arg is not types.NoneType))
        if to is DateLink:
            return self._date_link(value)
        if is_record(to) and to not in (dates.Date, names.Name, Format):
            return self.record(value, to)
        return self._scalar(value, to)

    def _since(self, value: Scalar) -> Any:
        """A date, or so much before the document's: "5 years"."""
        found = dates.window(value.text) or dates.parse(value.text.strip())
        message = f"{value.text!r} is neither a date nor a time before the document's date"
        return found or self._wrong(value, message, "write 2024, 2024-08, 5 years or 18 months")

    def _written(self, value: Value, lang: str = "") -> Any:
        if not lang and _tagged(value):
            return self._varied(value, Written)
        if not isinstance(value, Scalar):
            return self._wrong(value, "a text is expected here", "a text that begins with [ or { needs quotes")
        found = written(value.listed or value.text, value.at, self.literal)
        for place in asked(value.text) if self.literal else ():
            message = f"{place} is printed as it stands: in a file of another program's form braces and [@…] are text"
            hint = "begin the file with `person:` and the id of a person in people.yaml, and it is cvgen's own"
            self.problems.warn("literal-text", message, value.at, hint, place)
        self.texts.append(Prose(found, value.at, lang))
        return found

    def _varied(self, value: Mapped, to: Any) -> Any:
        """A text that is written in several languages: {en: Lamps, de: Lampen}."""
        from cvgen.model import variants
        from cvgen.read.yaml import tags

        found = []
        for key, inner in tags.known(value, self.problems):
            text = self._written(inner, key) if to == Written else self._scalar(inner, str)
            if to != Written and text is not BAD:
                self.texts.append(Prose((text,), inner.at, key))
            found.append((key, text))
        kept = tuple(each for each in found if each[1] is not BAD)
        if not kept:
            return BAD
        return variants.written(kept, value.at) if to == Written else variants.text(kept, value.at)

    def _date_link(self, value: Value) -> Any:
        """A date, or words in its place."""
        found = self.record(value, DateLink)
        if isinstance(value, Mapped) and not (in_languages(value) or value.find("date") or value.find("text")):
            return self._wrong(value, "there is no date here", "add date: …, or text: … for what is no date")
        return found

    def _tuple(self, value: Value, item: Any) -> Any:
        if get_origin(item) is tuple and item != Written:
            return self._table(value, get_args(item)[1])
        if item is NamedLink and isinstance(value, Mapped):
            links = ((self._label(key), self.link(inner)) for key, inner in value.pairs)
            return tuple(NamedLink(label, url) for label, url in links if label and url)
        values = value.items if isinstance(value, Listed) else (value,)
        converted = [self.value(each, item) for each in values if not (isinstance(each, Scalar) and each.null)]
        return tuple(each for each in converted if each is not BAD)

    def _table(self, value: Value, to: Any) -> Any:
        """A mapping whose keys the user chose: {"cv": Recipe(…)}, in pairs."""
        if not isinstance(value, Mapped):
            return self._wrong(value, "keys and values are expected here", "write `name: value` lines")
        given = [(typed(key.text, key.at), _filled(inner, to)) for key, inner in value.pairs]
        pairs = [(name, self.value(inner, to)) for name, inner in given if inner is not None]
        return tuple((name, each) for name, each in pairs if each is not BAD)

    def _entry(self, value: Value) -> Any:
        kind = entry_kind(value)
        if kind is None:
            words = sorted({key for cls in entry_kinds() for key in cls.KEYS})  # type: ignore[attr-defined]
            given = [key.text for key, _ in value.pairs] if isinstance(value, Mapped) else []
            near = next((hint for key in given if (hint := meant(key, words)).startswith("did")), "")
            return self._wrong(value, "this entry is of no known kind", near or f"give one of: {', '.join(words)}")
        return self.record(value, kind)

    def _label(self, key: Scalar) -> str:
        """What a link is called; "" with an error where nobody would see it, nor hear what it is."""
        label = key.text.strip()
        if blank(label):
            self._wrong(key, "a link needs a name", "write what is there before the colon: Website: https://…")
            return ""
        return label

    def link(self, value: Value) -> str:
        """A URL that may be printed; "" with an error for what is none, or could run code."""
        found = self._formed(value, forms.Url)
        if found is not BAD and not found:
            self._wrong(value, "there is no link here", "links begin with https://, http:// or mailto:")
        return "" if found is BAD else str(found)

    def _formed(self, value: Value, to: Any) -> Any:
        """A text that must have a form, without the spaces round it: an e-mail address, a link."""
        found = self._scalar(value, str)
        if found is BAD:
            return BAD
        fault = forms.fault(to.__metadata__[0], found.strip())
        return self._wrong(value, *fault) if fault else typed(found.strip(), value.at)

    def _scalar(self, value: Value, to: Any) -> Any:
        if not isinstance(value, Scalar):
            hint = "only texts are written in several languages; this is the same in all"
            return self._wrong(value, _SEVERAL, hint if in_languages(value) else _one_of(to))
        if to is str:
            return typed(value.text, value.at)
        text = value.text.strip()
        if to is names.Name:
            if (alone := names.alone(text)) != text:
                message = f"{text} is read as {alone}, without the title or note that stands beside the name"
                self.problems.warn("beside-name", message, value.at, "write the name alone")
            return names.parse(alone)
        if to is dates.Date:
            if date := dates.parse(text):
                self.days.append((date, value.at))
            hint = "write 2024, 2024-08, 2024-08-09 or Fall 2024; ~2024-08 if it is estimated"
            if text.casefold() in _TODAY or nearly(text.casefold(), PRESENT):
                hint = "write end_date: present for what goes on; where as_of is left out, it is today"
            return date or self._wrong(value, f"{text!r} is not a date", hint)
        if (known := words(to)) is not None:
            if text not in known:
                return self._wrong(value, f"{text!r} is not known here", meant(text, known))
            return known[text]
        return self._patterned(value, text, to) if hasattr(to, "PATTERN") else self._number(value, text, to)

    def _patterned(self, value: Scalar, text: str, to: Any) -> Any:
        """What has a form, or a name that stands for such a value."""
        known: Mapping[str, str] = to.named() if hasattr(to, "named") else {}
        if re.fullmatch(to.PATTERN, named := known.get(text.casefold(), text)):
            made = to(named)
            if isinstance(made, Typed):
                made.at = value.at
            return made
        near = nearly(text.casefold(), known, least=3)
        hint = f"did you mean {near}?" if near else _in_digits(text) or to.HINT
        return self._wrong(value, f"{text!r} is not {spoken(to)}", hint)

    def _number(self, value: Scalar, text: str, to: Any) -> Any:
        if to is bool and text.casefold() in ("true", "yes", "false", "no"):
            return text.casefold() in ("true", "yes")
        if to is int and text.replace("_", "").isascii() and text.replace("_", "").isdigit() and len(text) < 16:
            return int(text)
        if to is bool:
            return self._wrong(value, f"{text!r} is not true or false", "write true or false")
        hint = _in_digits(text) or "write it in digits, such as 2"
        return self._wrong(value, f"{text!r} is not a whole number", hint)

    def _wrong(self, value: Value, message: str, hint: str) -> Any:
        self.problems.error("wrong-value", message, value.at, hint)
        return BAD


def _in_digits(text: str) -> str:
    """What to do about a number that is typed as a word."""
    word = text.casefold()
    return f"write {_NUMBERS.index(word)}" if word in _NUMBERS else ""


def _unknown(key: str, cls: type) -> str:
    """What to do about a key that a record has not: in a section it may be an entry's, which lacks its dash."""
    if getattr(cls, "SEQUENCE", "") and any(key in keys(kind) for kind in entry_kinds()):
        return f"an entry of a section begins with a dash: `- {key}: …`, its other keys below {key}"
    known = (where for outer, where, inner in _WITHIN if issubclass(cls, outer) and key in keys(inner))
    if where := next(known, ""):
        return f"put it under {where}"
    here = _ELSEWHERE_CALLED.get(key, "")
    return f"did you mean {here}?" if here in keys(cls) else meant(key, keys(cls))


# What other programs and style sheets call our keys.
_ELSEWHERE_CALLED = {
    "color": "accent", "colour": "accent", "font_family": "font", "font_size": "size", "line_height": "leading",
    "page_size": "paper",
}  # fmt: skip
# Where a key belongs that stands one level too high.
BELOW_DOCUMENTS = "documents:, below the name of one, or into cvgen.yaml"
_WITHIN = (
    (CvFile, "cv:", Cv),
    (CvFile, BELOW_DOCUMENTS, Recipe),
    (Recipe, "look:", PageLook),
)


def _filled(value: Value, to: Any) -> Value | None:
    """The value; where nothing stands, an empty record, or None for what cannot be empty."""
    if not (isinstance(value, Scalar) and value.null):
        return value
    return Mapped((), value.at) if is_record(to) and to is not MarkRule else None


def _scalar_key(cls: type, text: str) -> str:
    if cls is MarkRule:
        # Words are looks, so that a misspelt one is not printed behind names; {symbol: PhD} says that it is meant.
        return "look" if len(text) > 3 and text.isalpha() and text.isascii() else "symbol"
    return str(getattr(cls, "SCALAR", ""))


def words(to: Any) -> Mapping[str, Any] | None:
    """What may be chosen where one of a closed set is asked for, by how it is typed; None for any other type."""
    if to is Format:
        return FORMATS
    return {member.value: member for member in to} if isinstance(to, type) and issubclass(to, StrEnum) else None


def _one_of(to: Any) -> str:
    """What to write where one value of a closed set, or of a form, is asked for."""
    return meant("", known) if (known := words(to)) else getattr(to, "HINT", "")


def spoken(cls: type) -> str:
    """A record's name as messages say it: EducationEntry -> "an education entry"."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in cls.__name__).strip()
    if words.endswith("s"):  # margins, labels, limits
        return words
    return f"{'an' if words[0] in 'aeiou' and not words.startswith('one') else 'a'} {words}"


def in_languages(value: Value) -> TypeGuard[Mapped]:
    """Whether it can only be a text in several languages: all keys look like tags, and one is that of a language."""
    return _tagged(value) and all(_TAG.fullmatch(key.text) or forms.language_tag(key.text) for key, _ in value.pairs)


def _tagged(value: Value) -> TypeGuard[Mapped]:
    """Whether it is one where a text is asked for: something stands there under the name or the tag of a language."""
    if not isinstance(value, Mapped):
        return False
    given = (key.text for key, each in value.pairs if not (isinstance(each, Scalar) and each.null))
    return any(map(forms.language_tag, given))


def entry_kind(value: Value) -> type | None:
    """The kind of an entry by the keys it has: `institution` makes an education entry."""
    if isinstance(value, Scalar):
        return next(cls for cls in entry_kinds() if getattr(cls, "SCALAR", ""))
    if not isinstance(value, Mapped):
        return None
    given = {key.text for key, _ in value.pairs}
    scored = [(_score(cls.KEYS, given), i, cls) for i, cls in enumerate(entry_kinds())]  # type: ignore[attr-defined]
    best = max(scored, key=lambda scoring: (scoring[0], -scoring[1]))
    if best[0] == (0, 0):
        return entry_kind(Scalar("", value.at)) if in_languages(value) else None
    return best[2]


def _score(wanted: tuple[str, ...], given: set[str]) -> tuple[int, int]:
    """Kinds with all their keys there win, then those with more of them."""
    hits = sum(key in given for key in wanted)
    return (2 if hits == len(wanted) else 1 if hits else 0), hits
