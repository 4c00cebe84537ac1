"""cvgen's own tables -> the pages of the reference: Markdown by path. Sphinx asks for them; the tests read them."""

import inspect
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import click
import keys

from cvgen import cli, loading, pipeline, theme
from cvgen.arrange import Arranger
from cvgen.arrange.dating import Dating
from cvgen.arrange.facts import LEGEND, NUMBERS
from cvgen.check import codes
from cvgen.cite import pattern
from cvgen.loading import styles, wording
from cvgen.model import dates, formats
from cvgen.model.choices import DateForm
from cvgen.model.entry import CardEntry, FullEntry
from cvgen.model.errors import Problems
from cvgen.model.facts import News
from cvgen.model.locale import Locale
from cvgen.model.names import NameForm, parse, printed
from cvgen.model.recipe import EntryPattern, EntryStyle
from cvgen.model.text import Inline, plain
from cvgen.model.word import Word
from cvgen.pipeline import Request
from cvgen.read.bib import vocabulary
from cvgen.read.yaml import descriptions, markdown_text, schema
from cvgen.render import markdown
from cvgen.theme import Resource

ROOT = Path(__file__).parent.parent
FIELDS = ROOT / "cvgen" / "read" / "bib" / "fields.toml"
_TYPED_DATES = ("2024", "2024-08", "2024-8", "2024-08-09", "~2024-08", "2024-08-09 16:00", "August 2024", "9 August 2024", "Summer 2024",
                "Fall semester 2024", "2024/25", "Early 2024", "1990s")  # fmt: skip
_SHOWN_DATES = ("2016", "2016-09", "2016-05-01", "2025-08-13")


def pages() -> dict[str, str]:
    """Every generated page, by its path in the site."""
    made = {f"reference/{name}.md": keys.page(name) for name in keys.FILES}
    return made | {
        "reference/text.md": _text(),
        "reference/placeholders.md": _placeholders(),
        "reference/printed.md": _printed(),
        "reference/dates.md": _dates(),
        "reference/bib.md": _bib(),
        "reference/commands.md": _commands(),
        "reference/problems.md": _problems(),
    }


def _table(*rows: tuple[str, ...]) -> str:
    """A table; the first row is its head."""
    head, *body = (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
    return "\n".join((head, "| --- " * len(rows[0]) + "|", *body))


def _page(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def code(text: str) -> str:
    """A text as code."""
    return f"`{text}`" if text and text.strip() == text else f"`` {text} ``" if text else ""


# ---------------------------------------------------------------------------------------------------------------- dates
def _dates() -> str:
    typed = [(code(text), _read(text)) for text in _TYPED_DATES]
    forms = [
        (code(form.value), *(Dating(form=form).printed(_date(text)) for text in _SHOWN_DATES)) for form in DateForm
    ]
    present = " or ".join(code(word) for word in schema.PRESENT)
    spans = [
        (
            "`start_date: 2018-09`, `end_date: 2023-08`",
            Dating().spanned(_date("2018-09"), _date("2023-08"), ongoing=False),
        ),
        ("`start_date: 2023-09`, `end_date: present`", Dating().spanned(_date("2023-09"), None, ongoing=True)),
        ("`start_date: 2023-09`", Dating().spanned(_date("2023-09"), None, ongoing=False)),
        ("`end_date: 2023-08`", Dating().spanned(None, _date("2023-08"), ongoing=False)),
    ]
    return _page(
        "# Dates", "## As they are typed", _table(("typed", "is"), *typed),
        "`since:` may also be a time before the document's date, such as `5 years` or `18 months`. "
        f"`end_date:` may also be {present}. Dates are compared at the coarser of their two precisions: 2024 is neither "
        "before nor after 2024-08.",
        "## As they print", f"The forms of `dates:`, for dates typed as {', '.join(map(code, _SHOWN_DATES))}:",
        _table(("form", *_SHOWN_DATES), *forms), _table(("typed", "prints"), *spans),
        "`dates: {range: …, present: …, open: …, join: …}` change the signs and words between: [Date style](#datestyle).",
    )  # fmt: skip


def _date(text: str) -> dates.Date:
    found = dates.parse(text)
    assert found, text  # noqa: S101 - it is typed above
    return found


def _read(text: str) -> str:
    date = _date(text)
    parts = [("the year", date.year), ("the month", date.month), ("the day", date.day), ("the minute", date.minute > 0)]
    parts.insert(1, ("the season", date.season))
    known = [name for name, value in parts if value]
    return f"{', '.join(known)}{', estimated' if date.estimated else ''}{', printed as typed' if date.text else ''}"


# --------------------------------------------------------------------------------------------------------- placeholders
_FULL = """
@inproceedings{moss2021shade,
  title = {Shade and Its Uses}, subtitle = {A Survey}, shorttitle = {Shade}, author = {Example, Ada and Moss, Bea},
  editor = {Reed, Tom}, venueid = {comum}, year = {2022}, month = jul, pages = {7--9}, volume = {3}, number = {2},
  doi = {10.1000/shade}, eprint = {2201.01234}, url_code = {https://example.org/code}, track = {Oral},
  award = {Best Shade}, note = {With a lamp}, publisher = {Lamp Press}
}
@unpublished{moss2026dusk, title = {Dusk}, author = {Example, Ada}, pubstate = {under review}}
"""


@cache
def _example() -> Arranger:
    """The example's first document, with two more papers, ready to be arranged."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(keys.EXAMPLE, folder, dirs_exist_ok=True)
        bib = Path(folder, "data/publications.bib")
        bib.write_text(bib.read_text(encoding="utf-8") + _FULL, encoding="utf-8")
        problems = Problems()
        loaded = loading.cv_file(Path(folder, "data/ada.yaml"), problems)
        return pipeline.arrange(loaded, Request(formats.MD, today=_date("2026-01-15")), problems)


def _text() -> str:
    facts = _example().scene.facts
    values = {name: facts.inline(markdown_text.written(f"{{{name}}}")) for name in facts.values}
    said = {"title": "Dr., or what the person's title is; nothing in the example", "sponsors": "who gives money: {}"}
    rows = [(code(f"{{{name}}}"), said.get(name, "{}").format(plain(nodes))) for name, nodes in values.items()]
    extra = [
        (code("{count}"), "how many papers the section or the list has"),
        (code("{topics}"), "the signs of a project's topics"),
        (code("{team}"), "in a blurb: the team that wrote the paper"),
        (code("{mark}"), "in a legend: the symbol, or the look in words"),
        (code("{people}"), "in a news item: the given names of its people, or with `{people:full}` the full ones"),
        (
            code(f"{{{LEGEND}}}"),
            "the legend of the marks that were printed; it stands at the end if no text asks for it",
        ),
    ]
    numbers = [
        (code(f"{{count:{form}}}" if form else "{count}"), made(1234, Locale()), made(12, Locale()))
        for form, made in NUMBERS.items()
    ]
    signs = [
        (code("*small*"), "*small*"), (code("**bright**"), "**bright**"), (code("`code`"), "`code`"),
        (code("[a lamp](https://example.org)"), "[a lamp](https://example.org)"),
        (code("[@wen-sample]"), "the name of the person, group, organization, talk, award or paper with that id, linked"),
        (code("$k$-median in $O(n^2)$"), _md(facts.inline(markdown_text.written("$k$-median in $O(n^2)$")))),
        (code("{{"), "a brace"),
    ]  # fmt: skip
    return _page(
        "# Text",
        "Texts in YAML are Markdown (CommonMark), with places for facts and mentions. A text of several lines (`|`) may "
        "have paragraphs, lists within lists, and code.",
        _table(("typed", "prints"), *signs), "## In several languages",
        "A text, or words of a key that leads here, may be written once for each language, by tags (BCP 47): "
        "`title: {en: Research, de: Forschung}`, and `- {en: Lamps, de: Lampen}` in a list. A document takes its own "
        "(`lang:`), by its whole tag (`de-AT`), then without region (`de`), then of another region (`de-CH`); where there is "
        "none, it takes the language of the project (`lang:` in `cvgen.yaml`, else English), then what is written first, "
        "and says so. Names of people, ids, dates, numbers, addresses and links are the same in all languages.",
        "## Facts", "What a text may ask for, and what it is in the example:",
        _table(("typed", "prints"), *rows, *extra), "## Forms of numbers", _table(("typed", "1234", "12"), *numbers),
    )  # fmt: skip


def _placeholders() -> str:
    made = _example()
    citer = made.citers["classic"]
    papers = ("moss2021shade", "moss2026dusk")
    rows = [{name: _md(nodes) for name, nodes in citer.fields(made.marked[key]).items()} for key in papers]
    every = dict.fromkeys(name for row in rows for name in row)
    table = [(code(f"{{{name}}}"), *(row.get(name, "") for row in rows)) for name in every]
    kinds = [
        (code(cls.KIND), ", ".join(code(f"{{{name}}}") for name in sorted(_fields(cls)))) for cls in get_args(FullEntry)
    ]
    forms = {"": "as it is", "link": "linked to where the paper is read", "title": "Each Word Capital", "upper": "ALL CAPITALS",
             "lower": "all small", "sentence": "the first letter capital"}  # fmt: skip
    return _page(
        "# Patterns and their placeholders", _SIGNS,
        "## Forms", _table(("typed", "prints"), *((code(f"{{title:{f}}}" if f else "{title}"), forms[f]) for f in sorted(pattern.FORMS))),
        "## Of papers", "Any field of the entry can stand in a pattern; these are what cvgen knows better, for two papers:",
        _table(("placeholder", *papers), *table),
        "In labels and reference styles also `{n}`, the number; in a project's documents `{team}` and `{topics}`.",
        "## Of entries", _table(("kind", "placeholders"), *kinds),
        "`{date}` is the date, or the range from start to end.",
        "## Names", _table(("`names:`", "prints"), *((code(form.value), printed(parse("Example, Ada"), form)) for form in NameForm)),
    )  # fmt: skip


_SIGNS = """\
| sign | prints |
| --- | --- |
| `{title}` | a field |
| `[, pp. {pages}]` | nothing unless every field in it is there; brackets may stand in brackets |
| `[, {year}\\|, {status}]` | the first alternative that is complete |
| `*…*`, `**…**` | italic, bold |
| `\\[` | the sign itself |

A field outside brackets that is missing is a warning. A full stop after `?`, `!` or `.` is dropped. A line break in a
pattern starts a new line."""


def _fields(cls: type) -> Iterator[str]:
    return (key for key in schema.keys(cls) if key not in ("only", "start_date", "end_date", "highlights"))


def _md(nodes: Inline) -> str:
    """Inline text as GitHub's Markdown has it."""
    return markdown.inline(nodes)


# ------------------------------------------------------------------------------------------------- what prints each key
def _printed() -> str:
    every = {name: dict(_entry_style(name)) for name in _entry_styles()}
    parts: list[str] = []
    for cls in get_args(FullEntry):
        if cls is CardEntry:  # nobody types one: it is what a person is elsewhere
            continue
        shapes = {name: shape for name, style in every.items() if (shape := style.get(cls.KIND))}
        rows = [(code(key), _means(cls, key), *(printer(key, each) for each in shapes.values())) for key in told(cls)]
        ready = "\n".join(line for name, each in shapes.items() for line in _ready(name, each))
        parts += [f"## {cls.KIND}", f"```yaml\n{ready}\n```", _table(("key", "is", *shapes), *rows)]
    return _page(
        "# What prints each key of an entry",
        "A key prints where the pattern of its kind has its name in braces. `main` is the entry, `side` what stands at the "
        "margin, `lines` what stands under it. What no ready pattern prints a pattern of yours can, under `patterns:` of a "
        "document or in an [entry style](entry-style.md); `cvgen check` names what is written and printed nowhere. Records "
        "print as the entry of their kind: a talk of records.yaml as a talk, a position as an experience, who is somebody's "
        "student as a person.",
        *parts,
    )  # fmt: skip


def _means(cls: type, key: str) -> str:
    """What a key means; news is no entry that anybody types."""
    return descriptions.key(News, "text").means if key == "news" else descriptions.key(cls, key).means


def told(cls: type) -> list[str]:
    """The keys of a kind of entry that may print."""
    return [key for key in schema.keys(cls) if key not in ("only", "id")]


def printer(key: str, shape: EntryPattern) -> str:
    """Which part of a pattern prints a key."""
    if key == "highlights":
        return "bullets under it"
    name = "date" if key in ("start_date", "end_date") else key
    parts = [code(part) for part, text in _parts(shape) if name in pattern.names(_parsed(text))]
    return ", ".join(dict.fromkeys(parts)) or "no ready pattern"


def _parsed(text: str) -> pattern.Pattern:
    """A pattern of ours with English words for its terms."""
    return pattern.parsed(wording.text_of(text, Locale(), None, Problems()))


def _ready(name: str, shape: EntryPattern) -> Iterator[str]:
    yield f"# {name}"
    yield from (f'{part}: "{text}"' for part, text in _parts(shape))


def _parts(shape: EntryPattern) -> Iterator[tuple[str, str]]:
    given = (("main", (shape.main,)), ("side", (shape.side,)), ("label", (shape.label,)), ("lines", shape.lines))
    yield from ((part, text) for part, texts in (*given, ("lines", shape.line_sides)) for text in texts if text)


def _entry_styles() -> list[str]:
    return [path.stem for path in sorted((ROOT / "styles" / "entries").glob("*.yaml"))]


def _entry_style(name: str) -> tuple[tuple[str, EntryPattern], ...]:
    style = styles.record(Word(name), Resource.ENTRIES, theme.open(None), problems := Problems())
    assert isinstance(style, EntryStyle), problems.items  # noqa: S101 - they are ours
    return style.patterns


# ------------------------------------------------------------------------------------------------------------- the .bib
def _bib() -> str:
    tables = (
        part for room, found in fields().items() for part in (f"## {room}", _table(("field", "is"), *_rows(found)))
    )
    links = [(code(name), f"[{label}]") for name, label in vocabulary.LINK_FIELDS.items()]
    own = [(code(f"url_{name}"), f"[{label}]") for name, label in vocabulary.LABELS.items()]
    stages = sorted({*vocabulary.STATUSES.values()})
    return _page(
        "# Fields of the .bib",
        "BibTeX and BibLaTeX as exported from anywhere. Every other field of an entry can stand in a reference style as "
        "`{FIELD}`, but for the notes of programs to themselves: "
        + ", ".join(code(name) for name in sorted(vocabulary.PRIVATE - {"ids", "xdata"})) + ".",
        *tables, "### Links with words of their own",
        "`url_NAME = {https://…}` prints `[Name]`, where the style has `{links}`; some names have a spelling of their own:",
        _table(("field", "prints"), *own), "These fields are links, if they hold one:", _table(("field", "prints"), *links),
        "## Stages", f"What a paper may be that is not out: {', '.join(stages)}.",
    )  # fmt: skip


def fields() -> dict[str, dict[str, str]]:
    """What each field of a .bib is, by what it is about."""
    return tomllib.loads(FIELDS.read_text(encoding="utf-8"))


def _rows(found: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((code(name), words) for name, words in found.items())


# ------------------------------------------------------------------------------------------------- commands and problems
def _commands() -> str:
    return _page(
        "# Commands", "A file is looked for as given, then in `data/`. Exit code 0 is done, 1 is your files, 2 your "
        "command.", *(_command(name, command) for name, command in cli.main.commands.items()),
    )  # fmt: skip


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"cvgen {name}")
    options = (param for param in command.params if isinstance(param, click.Option))
    rows = [record for param in options if (record := param.get_help_record(context))]
    usage = " ".join((f"cvgen {name}", *command.collect_usage_pieces(context)))
    table = [_table(("option", "does"), *((code(option), words) for option, words in rows))] if rows else []
    return "\n\n".join((f"## {name}", inspect.cleandoc(command.help or ""), f"```\n{usage}\n```", *table))


def _problems() -> str:
    parts: list[str] = []
    room = ""
    for each in codes.catalogue().values():
        parts += [f"## {each.room}"] if each.room != room else []
        room = each.room
        parts += [
            f"### {each.name}",
            f"**{each.title}** ({each.level}). {_plain(each.why)}.",
            f"What to do: {_plain(each.do)}.",
        ]
    return _page("# Problems", "What cvgen can report. `cvgen check --explain CODE` says the same.", *parts)


def _plain(text: str) -> str:
    """A text in which nothing is Markdown but code."""
    return re.sub(r"(`[^`]*`)|([*_\[\]<{}])", lambda found: found[1] or f"\\{found[2]}", text.rstrip("."))
