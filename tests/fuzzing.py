"""Made-up mistakes, and what must hold all the same: an answer or a located message, in time, and nothing lost."""

import contextlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cvgen import loading, pipeline
from cvgen.identify import people
from cvgen.model import formats, names
from cvgen.model.choices import Grouping
from cvgen.model.dates import Date
from cvgen.model.errors import CvgenError, Problem, Problems
from cvgen.model.names import NameForm
from cvgen.model.text import plain, walk
from cvgen.read import latex
from cvgen.read.bib import author_names, bibtex
from cvgen.read.yaml import yaml_file
from cvgen.render import html, markdown
from cvgen.render.context import Context

SECONDS = 5
COMMON = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck), "database": None}
TITLES = ("Alder", "Beech", "Cedar", "Dogwood", "Elm", "Fir")
SHAPES = (
    "@article{{{key},\n  title = {{{title}}},\n  author = {{Lamp, Ada and Moth, Bo}},\n  journal = {{Light}},\n  year = 2020,\n}}\n",
    '@inproceedings{{{key}, title = "{title}", author = "A. Lamp and others", booktitle = "Proc", month = jan, year = 2021}}\n',
    "@misc{{{key},\n\ttitle={{{title}}}, author={{Moth, B.}},\n\turl={{https://example.org/{{x}}}}\n}}\n",
    "@book({key}, title = {{{title}}}, author = {{{{Org}}}}, note = {{a \\emph{{b}} $x^2$}} # {{ c}})\n",
)
SIGNS = ("{", "}", '"', "@", ",", "=", "%", "#", "(", ")", "\\", "$", "\n", " ", "and", "~", "&", "\x00", "é", "title", "@misc{", "@string{", "@comment ", "\r", "\t", "'", "|", "<b>", "—")  # fmt: skip
TEX = st.lists(st.sampled_from([*"aeX1 ^_~`'\"-=[]{}$\\&%#|<>", r"\emph", r"\'", r"\"", r"\sqrt", r"\url{", r"\bf ", r"\href{", r"\v ", r"\frac", "{\\", "$^", r"\textsuperscript{", "\n\n", "ﬁ", "e\u0301"]), max_size=60).map("".join)  # fmt: skip
WORDS = st.lists(st.sampled_from(["Ada", "de", "la", "Cruz", "Lamp,", "Moth", "Jr.", "III", ",", "and", "AND", "others", "{", "}", "*", "†", "$^3$", "van", "O'Neil", "Müller", "山田", "花子", "A.", "B.-C.", "WA", "family=", "given=x,", "~", "-", "", "\\myname{", "et al.", ";", "&", "{\\'E}", "^1", "(x)", "X" * 50]), max_size=12)  # fmt: skip
NAMES = st.one_of(WORDS.map(" ".join), WORDS.map("".join), st.text(max_size=40), TEX)


@contextlib.contextmanager
def in_time() -> Iterator[None]:
    """Fails where an answer takes too long."""
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS


def bounded(examples: int) -> settings:
    """So many cases, the same ones each time."""
    return settings(max_examples=examples, **COMMON)  # type: ignore[arg-type]


@st.composite
def broken_bibs(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A .bib in which one entry was damaged, and the titles of those that were not."""
    titles = TITLES[: draw(st.integers(2, len(TITLES)))]
    shapes = [draw(st.sampled_from(SHAPES)) for _ in titles]
    entries = [
        shape.format(key=f"k{i}", title=title) for i, (shape, title) in enumerate(zip(shapes, titles, strict=True))
    ]
    hurt = draw(st.integers(0, len(entries) - 1))
    for _ in range(draw(st.integers(1, 3))):
        entries[hurt] = damaged(draw, entries[hurt]).rstrip("\n") + "\n"
    between = draw(st.sampled_from(["", "\n", "\n\n", "\n% a comment\n", "\nsome words, with me@x.org\n"]))
    return between.join(entries), tuple(title for i, title in enumerate(titles) if i != hurt)


def damaged(draw: st.DrawFn, entry: str) -> str:
    """An entry with something put in, taken out, or cut short, behind its beginning."""
    first = entry.index("k") + 2
    at = draw(st.integers(first, len(entry)))
    kind = draw(st.sampled_from(["put", "take", "cut", "twice"]))
    if kind == "put":
        return entry[:at] + draw(st.sampled_from(SIGNS)) + entry[at:]
    if kind == "take":
        return entry[:at] + entry[at + draw(st.integers(1, 4)) :]
    if kind == "cut":
        return entry[:at] + "\n"
    return entry[:at] + entry[first:at] + entry[at:]


def bib_loses_nothing(case: tuple[str, tuple[str, ...]]) -> None:
    """Whatever was done to one entry, the others are there, once, and every message has its place."""
    text, whole = case
    problems = Problems()
    with in_time():
        papers = bibtex.references("a.bib", text, problems)
    found = Counter(plain(paper.title) for paper in papers)
    assert {title: found[title] for title in whole} == dict.fromkeys(whole, 1), text
    lines = text.count("\n") + text.count("\r") + 1
    assert all(each.at and 1 <= each.at.line <= lines for each in problems.items)
    assert len({paper.key for paper in papers}) == len(papers)


BIB_TEXT = st.lists(st.one_of(st.sampled_from([*SIGNS, *(shape.format(key="k", title="T") for shape in SHAPES), "author = ", "year = 20", "crossref = {k},", "author+an = {1=equal}", "ids = {a, b},"]), st.text(max_size=8)), max_size=25).map("".join)  # fmt: skip


def bib_becomes_a_page(text: str) -> None:
    """Any text at all becomes a page in both formats, or is told off at its place."""
    problems = Problems()
    with in_time():
        try:
            pages(text, problems)
        except CvgenError as error:
            problems.add(each for each in error.args if isinstance(each, Problem))
            assert problems.errors
    assert all(each.at and each.message for each in problems.items if each.code != "internal-error")


def pages(text: str, problems: Problems) -> None:
    """The list of a .bib's papers as HTML and Markdown."""
    path = Path("fuzz.bib")
    with given_text(path, text):
        loaded = loading.bibliography(path, ("Ada Lamp",), Grouping.YEAR, problems)
    made = pipeline.document(loaded, pipeline.Request(formats.HTML, today=Date(2025)), problems)
    for rendered in (html.text(made, Context(loaded.theme)), markdown.text(made, Context(loaded.theme))):
        assert "\x00" not in rendered
        assert "\ufffd" not in rendered or "\ufffd" in text


@contextlib.contextmanager
def given_text(path: Path, text: str) -> Iterator[None]:
    """A file that is not on the disk."""
    from cvgen.read import files

    kept = files.text
    files.text = lambda asked, *rest, **named: text if asked == path else kept(asked, *rest, **named)
    try:
        yield
    finally:
        files.text = kept


def names_are_names(text: str) -> None:
    """A list of names has names: nothing of TeX, no brace, nobody without a family name, "others" nobody."""
    problems = Problems()
    with in_time():
        (paper,) = bibtex.references("a.bib", "@misc{k, title = {T}, author = {" + balanced(text) + "}}", problems)[:1]
        for writer in paper.authors:
            name = writer.name
            assert name.family
            braces = "" if "\\{" in text or "\\}" in text else r"[{}]|"
            assert not re.search(braces + r"\\[A-Za-z]|\ue000|\ue001", str(name)), name
            assert str(name).casefold() not in ("others", "et al", "et al.")
            assert all(names.printed(name, form).strip() for form in NameForm)
            people.given_fit(name.given, "Ada")


def balanced(text: str) -> str:
    """The text with its braces in pairs, so that it stays in its field."""
    text = text.replace("\x00", "")
    depth, out = 0, []
    for sign in re.sub(r"[\\]+$", "", text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            depth = 0
        else:
            out.append(sign)
    return re.sub(r"\\(?=\}+$)", "", "".join(out) + "}" * depth)


def a_name_is_read(text: str) -> None:
    """One name, whatever it is, has parts that print."""
    with in_time():
        name = author_names.name(text).writer.name
        parsed = names.parse(str(name))
    assert isinstance(parsed.family, str)
    assert names.initials(name.given) == names.initials(names.initials(name.given)) or name.given


def latex_is_printed(text: str) -> None:
    """A field becomes nodes without commands or braces but those that were escaped."""
    with in_time():
        reading = latex.reading(text)
        printed = plain(reading.nodes)
    assert sum(1 for _ in walk(reading.nodes)) <= 4 * len(text) + 4
    assert not set(printed) & set("\\{}") or any(
        sign in text for sign in (r"\{", r"\}", "\\\\", r"\lbrace", r"\rbrace", r"\textbrace", "backslash")
    )
    assert not any(ord(sign) < 32 for sign in printed)


PERSON = """\
person: ada
bibliography: papers.bib
cv:
  headline: "Reads {count} lamps"
  sections:
    About: ["text *b* [x](https://example.org) [@bo]", {label: L, details: D}]
    Papers: {publications: [{select: [a, b], labels: "R{n}"}]}
documents:
  cv: {marks: {owner: bold, equal: {symbol: "*", legend: equal}}, as_of: 2024-06}
"""
YAML_SIGNS = ("{", "}", "[", "]", ":", "-", "\n", " ", "  ", "&a ", "*a", "!x ", "<<: ", "|", ">", "#", "'", '"', "%", "@", "\t", "\x00", "null", "~", "2024-13-40", "é", "? ", "---\n", "{x}", "\\", "1e999")  # fmt: skip


@st.composite
def broken_yaml(draw: st.DrawFn) -> str:
    """A person's file with some signs put in or taken out."""
    text = PERSON
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        put = draw(st.sampled_from(YAML_SIGNS)) if draw(st.booleans()) else ""
        text = text[:at] + put + text[at + (0 if put else draw(st.integers(1, 6))) :]
    return text


ANY_YAML = st.lists(st.one_of(st.sampled_from([*YAML_SIGNS, "person", "cv", "sections", "documents", "a", "1"]), st.text(max_size=4)), max_size=25).map("".join)  # fmt: skip


def yaml_is_answered(text: str) -> None:
    """A file of a person builds, or says at which place it cannot."""
    problems = Problems()
    folder = Path("fuzz")
    texts = {
        "fuzz/ada.yaml": text,
        "fuzz/people.yaml": "people: [{id: ada, name: 'Lamp, Ada'}, {id: bo, name: 'Moth, Bo'}]",
        "fuzz/papers.bib": "@misc{a, title = {A}, author = {Lamp, Ada}}\n@misc{b, title = {B}, author = {Lamp, A.}}",
    }
    with in_time(), standing(texts):
        try:
            loaded = loading.cv_file(folder / "ada.yaml", problems)
            pipeline.document(loaded, pipeline.Request(formats.HTML, today=Date(2025)), problems)
        except CvgenError as error:
            problems.add(each for each in error.args if isinstance(each, Problem))
            assert problems.errors
    assert all(each.at for each in problems.errors), [str(each) for each in problems.errors if not each.at]


@contextlib.contextmanager
def standing(texts: dict[str, str]) -> Iterator[None]:
    """Files that are not on the disk."""
    from cvgen.read import files

    kept, there = files.text, Path.is_file
    files.text = lambda path, *rest, **named: (
        texts[path.as_posix()] if path.as_posix() in texts else kept(path, *rest, **named)
    )
    Path.is_file = lambda path, **_: path.as_posix() in texts or there(path)  # type: ignore[method-assign]
    try:
        yield
    finally:
        files.text, Path.is_file = kept, there  # type: ignore[method-assign]


def yaml_is_read_again(text: str) -> None:
    """What can be read as YAML is written so that it reads the same."""
    problems = Problems()
    value = yaml_file.load("a.yaml", text, problems)
    if value is not None and not problems.items:
        assert yaml_file.load("a.yaml", yaml_file.dumped(value), Problems()) == value


# What is tried: the cases, what must hold of each, and how many there are in the suite.
TRIED: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], None], int]] = {
    "a damaged entry": (broken_bibs(), bib_loses_nothing, 700),
    "any text as .bib": (BIB_TEXT, bib_becomes_a_page, 120),
    "names": (NAMES, names_are_names, 700),
    "a name": (st.one_of(NAMES, st.text(max_size=30)), a_name_is_read, 500),
    "LaTeX": (st.one_of(TEX, st.text(max_size=60)), latex_is_printed, 900),
    "a damaged file": (broken_yaml(), yaml_is_answered, 400),
    "any text as YAML": (st.one_of(ANY_YAML, st.text(max_size=40)), yaml_is_answered, 300),
}
