"""The records, keys.toml and a small project -> the reference of keys: what each means, and what it prints."""

import difflib
import re
import shutil
import tempfile
import types
from collections.abc import Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import yaml

from cvgen import loading, outcome, theme
from cvgen.loading import styles
from cvgen.model import dates, forms, names
from cvgen.model.content import CvFile, SharedFile
from cvgen.model.dates import Date
from cvgen.model.entry import Dated, Entry
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.facts import Records, Roster
from cvgen.model.formats import MD
from cvgen.model.look import PageLook, bounds
from cvgen.model.pack import Pack
from cvgen.model.recipe import EntryStyle, MarkRule, Recipe, ReferenceStyle
from cvgen.model.record import Field, is_record
from cvgen.model.text import Written
from cvgen.model.word import Word
from cvgen.pipeline import Request
from cvgen.read.yaml import descriptions, schema
from cvgen.read.yaml.json_schema import BESIDES, mapped
from cvgen.read.yaml.schema import entry_kinds, keys, words
from cvgen.theme import Resource

EXAMPLE = Path(__file__).parent.parent / "cvgen" / "example"
FILES = {
    "file": ("Files of people, groups, projects, events", "data/NAME.yaml", CvFile),
    "people": ("People", "data/people.yaml", Roster),
    "records": ("Records", "data/records.yaml", Records),
    "shared": ("What all files share", "data/cvgen.yaml", SharedFile),
    "reference-style": ("Reference styles", "styles/references/NAME.yaml", ReferenceStyle),
    "entry-style": ("Entry styles", "styles/entries/NAME.yaml", EntryStyle),
    "look": ("Looks", "styles/looks/NAME.yaml", PageLook),
    "pack": ("Packs", "packs/NAME.yaml", Pack),
}
# Where a record stands in the small project, so that what its keys print can be seen: the file, the way to it, and what
# it says besides the key in question.
_CV, _SECTIONS, _RECIPE = "data/ada.yaml", ("cv", "sections"), ("documents", "cv")
_PAPERS = (*_SECTIONS, "Publications", "publications", 0)
_STYLE = "styles/references/mine.yaml"
_LAMPS: list[dict[str, Any]] = [{"name": "New Lamp", "date": "2024-06"}, {"name": "Old Lamp", "date": "2021-03"}]
_TALK = {"id": "old-talk", "title": "Lamps", "event": "Lamp Week", "speakers": "ada-example"}
PLACES: dict[str, tuple[str, tuple[str | int, ...], dict[str, Any]]] = {
    "Cv": (_CV, ("cv",), {}),
    "WrittenContact": (_CV, ("cv", "email"), {"value": "ada@example.org"}),
    "SocialNetwork": (_CV, ("cv", "social_networks", 0), {"network": "GitLab", "username": "ada"}),
    "CustomConnection": (_CV, ("cv", "custom_connections", 0), {"placeholder": "Room 12"}),
    "WrittenSection": (_CV, (*_SECTIONS, "Lamps"), {"entries": _LAMPS}),
    "EntryGroup": (_CV, (*_SECTIONS, "Lamps", "groups", 0), {"title": "Good Lamps", "entries": _LAMPS}),
    "PublicationGroup": (_CV, _PAPERS, {}),
    "Query": (_CV, (*_PAPERS, "where"), {}),
    "Labels": (_CV, (*_PAPERS, "labels"), {"text": "{n}."}),
    "Dated": (_CV, (*_SECTIONS, "Lamps", 0), {"name": "Lamp Project"}),
    "EducationEntry": (_CV, (*_SECTIONS, "Lamps", 0), {"institution": "Example College"}),
    "ExperienceEntry": (_CV, (*_SECTIONS, "Lamps", 0), {"company": "Shade Works"}),
    "AwardEntry": (_CV, (*_SECTIONS, "Lamps", 0), {"award": "Lamp Medal"}),
    "TalkEntry": (_CV, (*_SECTIONS, "Lamps", 0), {"talk": "On Lamps", "event": "Lamp Week"}),
    "ServiceEntry": (_CV, (*_SECTIONS, "Lamps", 0), {"service": "Editor"}),
    "PersonEntry": (_CV, (*_SECTIONS, "Lamps", 0), {"person": "Tom Reed"}),
    "GrantEntry": (_CV, (*_SECTIONS, "Lamps", 0), {"funder": "Shade Fund"}),
    "PublicationEntry": (_CV, (*_SECTIONS, "Lamps", 0), {"title": "Lamps", "authors": ["Tom Reed"]}),
    "OneLineEntry": (_CV, (*_SECTIONS, "Lamps", 0), {"label": "Tools", "details": "hammers"}),
    "NormalEntry": (_CV, (*_SECTIONS, "Lamps", 0), {"name": "Lamp"}),
    "BulletEntry": (_CV, (*_SECTIONS, "Lamps", 0), {}),
    "NumberedEntry": (_CV, (*_SECTIONS, "Lamps", 0), {}),
    "ReversedNumberedEntry": (_CV, (*_SECTIONS, "Lamps", 0), {}),
    "TextEntry": (_CV, (*_SECTIONS, "Lamps", 0), {}),
    "DateLink": (_CV, (*_SECTIONS, "Lamps", 0), {"name": "Lamp", "date": {"date": "2023"}}),
    "Highlight": (_CV, (*_SECTIONS, "Lamps", 0, "highlights", 0), {"text": "A lamp"}),
    "RecordRef": (_CV, (*_SECTIONS, "Lamps", 0), {"ref": "lantern-talk"}),
    "RecordQuery": (_CV, (*_SECTIONS, "Lamps", 0), {}),
    "Recipe": (_CV, _RECIPE, {"marks": {"owner": "bold", "student": {"symbol": "†", "legend": "students"}}}),
    "MarkRule": (_CV, (*_RECIPE, "marks", "student"), {"symbol": "‡"}),
    "DateStyle": (_CV, (*_RECIPE, "dates"), {}),
    "EntryPattern": (_CV, (*_RECIPE, "patterns", "award"), {"main": "{award}"}),
    "Job": ("data/people.yaml", ("people", 0, "positions", 2), {"position": "Lecturer"}),
    "Talk": ("data/records.yaml", ("talks", 1), _TALK),
    "Award": ("data/records.yaml", ("awards", 1), {"id": "old-award", "name": "Lamp Medal", "to": "ada-example"}),
    "Grant": ("data/records.yaml", ("grants", 0), {"id": "old-grant", "funder": "Shade Fund", "to": "ada-example"}),
    "News": ("data/records.yaml", ("news", 0), {"date": "2024-01", "text": "Light!", "of": "ada-example"}),
    "ReferenceStyle": (_STYLE, (), {"patterns": {"default": "{authors}, “{title}.” {year}, {pages}."}}),
    "AuthorStyle": (_STYLE, ("authors",), {}),
    "EntryStyle": ("styles/entries/mine.yaml", (), {"patterns": {"award": "{award}!"}}),
}


def reached(cls: Any, found: dict[str, type] | None = None) -> dict[str, type]:
    """The records that a file with this one at its top may hold, in the order in which they are met."""
    found = {} if found is None else found
    found[cls.__name__] = cls
    for field in keys(cls).values():
        for each in _records(field.type):
            if each.__name__ not in found:
                reached(each, found)
    return found


def _records(to: Any) -> Iterator[type]:
    if to == Entry:
        yield from entry_kinds()
    elif to in (Written, dates.Date, dates.Window, names.Name) or words(to) is not None or mapped(to) is str:
        return
    elif is_record(to):
        yield to
    else:
        for each in get_args(to):
            yield from _records(each)


def documented(cls: type) -> list[str]:
    """The keys that are said under this record: its own, without those that every entry or document has."""
    shared = next((keys(base) for base in (Dated, Recipe) if cls is not base and issubclass(cls, base)), {})
    return [key for key in (*keys(cls), *BESIDES.get(cls, ())) if key not in shared]


# ------------------------------------------------------------------------------------------------------------ in words
def spoken(to: Any) -> str:
    """A type in words: "a date", "words, or several"."""
    simple = {
        str: "words",
        forms.Text: "[words](text.md#in-several-languages)",
        Word: "a name",
        bool: "true or false",
        int: "a whole number",
        dates.Date: "[a date](dates.md)",
        Written: "[text](text.md)",
        Entry: "[an entry](#dated)",
        names.Name: "a name",
    }
    if to in simple:
        return simple[to]
    if (values := mapped(to)) is not None:
        return f"names of yours with {spoken(values)} each"
    if get_origin(to) is tuple:
        one = spoken(get_args(to)[0])
        return f"{one}, or several"
    if get_origin(to) is types.UnionType:
        if dates.Window in get_args(to):
            return f"{simple[dates.Date]}, or so many years or months before the document's"
        return spoken(next(arg for arg in get_args(to) if arg is not types.NoneType))
    if get_origin(to) is Annotated:
        what = get_args(to)[1]
        return f"{'an' if what[0] in 'aeiouAEIO' else 'a'} {what}"
    if hasattr(to, "PATTERN"):
        return schema.spoken(to)
    if (chosen := words(to)) is not None:
        return " or ".join(f"`{each}`" for each in chosen)
    return f"[{heading(to).lower()}](#{to.__name__.lower()})"


def default(field: Field) -> str:
    """What holds where the key is not there, in words; "" where that is nothing."""
    value = field.default
    if field.required:
        return "needed"
    if value is False or value is True or isinstance(value, int):
        return f"{value}".lower()
    if hasattr(value, "text"):
        return f"`{value.text}`" if value.text else ""
    return f"`{value}`" if isinstance(value, str) and value else ""


@cache
def _classic() -> PageLook:
    found = styles.record(Word("classic"), Resource.LOOK, theme.open(None), problems := Problems())
    assert isinstance(found, PageLook), problems.items  # noqa: S101 - it is ours
    return found


def usual(key: str) -> str:
    """What holds where no look says otherwise: the value of the look `classic`, in words; "" where it has none."""
    value = getattr(_classic(), key)
    if isinstance(value, bool):
        return f"`{value}`".lower()
    return f"`{value}`" if value else ""


def page(name: str) -> str:
    """The page of one kind of file: its records, and each record's keys."""
    title, path, top = FILES[name]
    here = {**reached(top)}
    tops = {each.__name__ for _, _, each in FILES.values()} - {top.__name__}
    earlier = {each for other in _before(name) for each in reached(FILES[other][2])} - {top.__name__} | tops
    text = [f"# {title}", f"`{path}`"]
    for each in (each for each in here.values() if each.__name__ not in earlier):
        if each.__name__ == "EducationEntry":
            text += _record(Dated)
        text += _record(each)
    return "\n\n".join(text) + "\n"


def heading(cls: type) -> str:
    """A record's name in words: EducationEntry -> "Education entry"."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", cls.__name__)


def _before(name: str) -> list[str]:
    return list(FILES)[: list(FILES).index(name)]


def _record(cls: type) -> Iterator[str]:
    yield f"({cls.__name__.lower()})=\n## {heading(cls)}"
    yield descriptions.record(cls)
    if scalar := getattr(cls, "SCALAR", ""):
        short = "the look or the symbol" if cls is MarkRule else f"`{scalar}`"
        yield f"A value that stands alone is {short}."
    for key in documented(cls):
        yield _key(cls, key)


def _key(cls: type, key: str) -> str:
    said = descriptions.key(cls, key)
    field = keys(cls).get(key)
    kind = [spoken(field.type), usual(key) if cls is PageLook else default(field)] if field else []
    if field and (limits := bounds(cls, field.name)):
        kind[0] += f" {limits}"
    head = f"`{key}`{{#{cls.__name__.lower()}-{key}}}"
    lines = [f"{head} — {', '.join(filter(None, kind))}" if any(kind) else head]
    lines += [f":   {said.means}", "", f"    Typed: `{key}: {said.like}`", ""]
    if shown := printed(cls.__name__, key):
        lines += ["    Prints:", "", "    ```text", *(f"    {line}" for line in shown), "    ```"]
    elif said.prints:
        lines += [f"    Prints: {said.prints}."]
    return "\n".join(lines).rstrip()


# ------------------------------------------------------------------------------------------------------ what is printed
@cache
def printed(record: str, key: str) -> tuple[str, ...]:
    """The lines of the small project's CV, as Markdown, that this key adds or changes; none where it has no place."""
    said = descriptions.records()[record].keys[key]
    if record not in PLACES or said.prints:
        return ()
    _, _, base = PLACES[record]
    value = yaml.safe_load(f"x: {said.like}")["x"]
    others = {name: each for name, each in base.items() if name != key}
    before = _built(record, yaml.safe_dump(others)) or _built(record, "")
    if record == "DateLink":
        others, key, value = base, "date", {"date": "2023", key: value}
    more = {"start_date": "2017-09"} if key == "end_date" else {}
    after = _built(record, yaml.safe_dump({**others, **more, key: value}))
    assert after, (record, key)  # noqa: S101 - a key that keys.toml describes wrongly
    changed = [line for line in difflib.ndiff(before, after) if line[2:].strip()]
    added = [line[2:] for line in changed if line.startswith("+ ")]
    return tuple((added or [f"(gone: {line[2:]})" for line in changed if line.startswith("- ")])[:2])


@cache
def _built(record: str, typed: str) -> tuple[str, ...]:
    """The lines of the CV with this YAML in the record's place, if it is any; none if it cannot be made."""
    file, way, _ = PLACES[record]
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        _lay(project, record)
        if typed:
            _put(project / file, way, yaml.safe_load(typed))
        return _lines(project)


def _lay(project: Path, record: str) -> None:
    """The example, with what some records need besides."""
    shutil.copytree(EXAMPLE, project, dirs_exist_ok=True)
    records, reference, entries = "data/records.yaml", PLACES["ReferenceStyle"][2], PLACES["EntryStyle"][2]
    changes: list[tuple[str, tuple[str | int, ...], Any]] = [
        (_CV, (*_SECTIONS, "Publications", "intro"), "{legend}"),
        ("data/people.yaml", ("people", 0, "bios"), {"short": "Ada makes lamps."}),
    ]
    more: dict[str, list[tuple[str, tuple[str | int, ...], Any]]] = {
        "Grant": [(_CV, (*_SECTIONS, "Grants"), [{"grants": "mine"}])],
        "News": [(_CV, (*_SECTIONS, "News"), [{"news": "mine"}])],
        "RecordQuery": [(records, ("grants", 0), PLACES["Grant"][2]), (records, ("news", 0), PLACES["News"][2])],
        "Query": [(_CV, (*_RECIPE, "marks"), {"owner": "bold"})],
        "Highlight": [(_CV, (*_SECTIONS, "Lamps", 0), {"name": "Lamp Project"})],
        "ReferenceStyle": [(_CV, (*_RECIPE, "reference"), "mine"), (_STYLE, (), reference)],
        "EntryStyle": [(_CV, (*_RECIPE, "entries"), "mine"), ("styles/entries/mine.yaml", (), entries)],
    }
    more["AuthorStyle"] = more["ReferenceStyle"]
    for file, way, value in (*changes, *more.get(record, ())):
        _put(project / file, way, value)


def _put(path: Path, way: tuple[str | int, ...], value: Any) -> None:
    """Put a value into a YAML file, making what leads to it."""
    top = {"top": yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}}
    at: Any = top
    steps = ("top", *way)
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        if isinstance(step, int):
            at.extend([None] * (step + 1 - len(at)))
        if following is None:
            at[step] = {**at[step], **value} if step == "top" else value
        else:
            known = at[step] if isinstance(step, int) else at.get(step)
            fits = isinstance(known, list if isinstance(following, int) else dict)
            at[step] = known if fits else [] if isinstance(following, int) else {}
            at = at[step]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(top["top"], allow_unicode=True, sort_keys=False), encoding="utf-8")


def _lines(project: Path) -> tuple[str, ...]:
    """The lines of the project's CV as Markdown; none if it cannot be made."""
    problems = Problems()
    try:
        with chdir(project):
            loaded = loading.cv_file(Path(_CV), problems)
            ((_, made), *_) = outcome.made(loaded, Request(MD, today=Date(2026, 1, 15)), Path("out/ada.md"), problems)
    except CvgenError:
        return ()
    return tuple(line.removesuffix("\\").strip() for line in made.decode().splitlines())
