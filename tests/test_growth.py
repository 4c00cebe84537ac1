"""Nothing grows faster than its input: four times as much takes some four times as long, by a generous ratio."""

import gc
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from workbench import Desk, project

from cvgen import check, loading, outcome, pipeline, survey
from cvgen.arrange.entries import _numbers
from cvgen.builds import fingerprints, manifest, packing, workers
from cvgen.builds.task import Task
from cvgen.check import CheckedPage, groups
from cvgen.identify import people
from cvgen.loading import Loaded
from cvgen.model import formats, names
from cvgen.model.dates import Date
from cvgen.model.entry import FullEntry, NumberedEntry, ReversedNumberedEntry
from cvgen.model.errors import Problems
from cvgen.read import latex
from cvgen.read.bib import author_lists, author_names, bibtex
from cvgen.read.foreign import rendercv
from cvgen.read.yaml import json_file, markdown_text, yaml_file
from cvgen.read.yaml.values import Mapped

LITTLE = 0.05  # seconds: below this a clock tells nothing
RATIO = 10  # of four times the input; what grows by the square takes sixteen times as long


def asked(text: str) -> None:
    people.directory(()).fits(names.parse(text))


def listed(text: str) -> None:
    bibtex.references("a.bib", f"@misc{{k, title = {{T}}, author = {{{text}}}}}", Problems())


READERS: dict[str, tuple[Callable[[str], object], str, str]] = {
    "teams in words": (groups._TEAM.findall, "The ", "Aand"),
    "a name of many words": (asked, "", "a "),
    "a name of many commas": (asked, "", "Ada, "),
    "names in an author field": (listed, "", "Lamp, Ada and "),
    "one name in an author field": (author_names.name, "", "Ada "),
    "percent signs in a .bib": (lambda text: bibtex.references("a.bib", text, Problems()), "@misc{a}\n", "%"),
    "a word, for workers": (lambda text: workers._BIBLIOGRAPHY.findall(text.encode()), "", "x"),
    "a word, for packing": (packing._NAMED.findall, "", "x"),
    "addresses in a style": (fingerprints._ADDRESS.findall, "", "url("),
}


def spent(work: Callable[[], object]) -> float:
    """Seconds of this process, without those that go into other tests' garbage."""
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def too_much(few: Callable[[], object], many: Callable[[], object]) -> tuple[float, float] | None:
    """Both times where the second is out of proportion, each time that it is measured: a busy machine is so once."""
    measured = (0.0, 0.0)
    for _ in range(5):
        after = spent(many)
        measured = (spent(few) if after > RATIO * LITTLE else 0.0, after)
        if after <= RATIO * max(measured[0], LITTLE):
            return None
    return measured


@pytest.mark.parametrize("name", READERS)
def test_readers_and_checks_grow_no_faster_than_their_input(name: str) -> None:
    work, first, unit = READERS[name]
    few, many = (first + unit * (size // len(unit)) for size in (10_000, 40_000))
    assert too_much(partial(work, few), partial(work, many)) is None


def rendercv_file(text: str) -> None:
    value = yaml_file.load("a.yaml", text, Problems())
    assert isinstance(value, Mapped)
    rendercv.translated(value, Problems())


# What each reader is given some thousands of, one behind the other; {} is another word each time.
UNITS: dict[str, tuple[Callable[[str], object], str, tuple[str, ...]]] = {
    "YAML": (
        lambda text: yaml_file.load("a.yaml", text, Problems()), "",
        ("- a\n", "k{}: v\n", "{{", "[", "[[],", "k{}: &a{} x\n", "&a *a ", '"', "'", "? ", "- - ", "#", "\\", "|\n", "!x ",
         "a: b: ", "\t", " \n", "- {{a: b}}\n", "- 'x\n", "---\n", '- "\\x"\n'),
    ),
    "Markdown": (
        markdown_text.written, "",
        ("*", "_", "[", "](", "`", "[@a", "{{x}}", "<", "&", "**a ", "![", "\\", "a_", "[a](b", "<a ", "a*b", "[a][", "``a`", "~~",
         "&amp", "<!--", "[a](<b", "[a](b 'c", "&#", "**a*", "_a__", "[@a] ", "*a **b "),
    ),
    "LaTeX": (
        latex.inline, "",
        ("\\x", "\\{} ", "{{", "}}", "$", "\\'", "\\frac{{", "^", "_{{", "\\emph{{", "\\href{{", "--", "`", "%", "~", "\\url{{", "\\(",
         "\\sqrt[", "{{\\bf ", "\\v ", "<b>", "&lt;", "\\begin{{a}}", "$^", "\\verb|", "\\textsuperscript{{a", "\\left("),
    ),
    "a name": (
        author_names.name, "A ",
        ("\\{}{{a}} ", "\\{} ", "{{a}} ", "{{", "{{ ", "a, ", "A. ", "^1", "$^1$ ", "*", "\\emph{{", "family=a, ", "~", "a-", "and", "(x) ",
         "Jr. ", "von ", "; ", "& ", "<sup>", "¹", "A.-"),
    ),
    "a list of names": (
        author_lists.pieces, "",
        ("Ada Moss; ", "A & B, ", "Moss A, ", "{{and}} ", "A. B., ", "Moss, A.; ", "and ", "; ", ", ", "et al ", "Moss AB, ", "\\and "),
    ),
    "a .bib": (
        lambda text: bibtex.references("a.bib", text, Problems()), "",
        ("@", "@x{{", "@misc{{a,", "@misc{{{}, title={{T}}}}\n", "@string{{{} = {{b}}}}\n", "title = {{", "% @x{{", "@comment{{",
         "= {{@x{{a}}", "misc{{a,", "@misc{{{}, crossref={{{}}}}}\n", "x, y = {{", "}}\n@misc{{", "a@misc{{{}, b={{c}} "),
    ),
    "an entry of a .bib": (
        lambda text: bibtex.references("a.bib", text, Problems()), "@misc{k, title = {T",
        ("@x{{", "a = {{b}}, ", '"', "#", "\n", "}}", "}}, author = {{A", "@misc{{{}, b={{c}} ", "%@x{{"),
    ),
    "survey": (
        survey.entries, "",
        ("@", "@x{{", "@misc{{{}, a={{b}}}}\n", "a@misc{{{}, b={{c}} ", "@comment{{", "%@x{{", "{{", "}}", "= {{@x{{"),
    ),
    "RenderCV": (
        rendercv_file, "cv:\n  name: Ada\n  sections:\n    s:\n",
        ("      - a **b** *c\n", "      - {{bullet: '{}'}}\n", "      - {{title: {}, authors: [A B, '**{}**'], date: 2020-01}}\n",
         "      - {{company: {}, position: b, start_date: 2020, highlights: [a - b, '{}']}}\n", "    {}:\n      - a\n"),
    ),
    "JSON Resume": (lambda text: json_file.load("a.json", text, Problems()), "", ("{{", "[", '"', "[1,", '{{"a":', '"a":1,', " ")),
}  # fmt: skip


def words(unit: str, size: int) -> str:
    """So many letters of it, each time with another word."""
    return "".join(unit.format(*[_letters(number)] * 3) for number in range(size // len(unit)))


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


@pytest.mark.parametrize("name", UNITS)
def test_a_reader_takes_no_longer_for_each_letter_of_a_longer_text(name: str) -> None:
    work, first, units = UNITS[name]
    few, many = ({unit: partial(work, first + words(unit, size)) for unit in units} for size in (8_000, 32_000))
    assert {unit: grown for unit in units if (grown := too_much(few[unit], many[unit]))} == {}


WORDS = ("alder", "beech", "cedar", "dogwood", "elm", "fir", "gorse", "hazel", "iris", "juniper")


def word(number: int) -> str:
    """A word for each number: "alderbeech"."""
    return "".join(WORDS[int(digit)] for digit in str(number)).title()


def many(folder: Path, counts: dict[str, int]) -> Loaded:
    """A project with so many of each."""
    each = {name: [(number, word(number)) for number in range(counts.get(name, 20))] for name in MANY}
    people = [
        f"{{id: p{n}, name: '{w}, Tom {w}', relations: [{{as: student, of: ada, start_date: 2020}}]}}"
        for n, w in each["people"]
    ]
    papers = (
        f"@article{{k{n}, title = {{{w} of the {w} lamps}}, author = {{{w}, Tom and Moss, Ada and Reed, {w}}}, journal = {{J. of {w}}}, "
        f"year = {{{1990 + n % 30}}}, pages = {{1--2}}}}\n"
        for n, w in each["papers"]
    )
    venues = [f"{{id: v{n}, short: {w}, full: Meeting on {w}}}" for n, w in each["venues"]]
    awards = [f"{{id: a{n}, name: Prize of {w}, dates: {1990 + n % 30}, to: ada}}" for n, w in each["awards"]]
    bullets = [f"      - bullet: '{w} and *lamps*'" for _, w in each["bullets"]]
    seen = [f"      - 'with [@p{n}] there'" for n, _ in each["people"]]
    unknown = [f"      - 'with [@x{w}] there'" for _, w in each["unknown names"]]
    desk = Desk(folder)
    desk.write("data/people.yaml", "people:\n  - {id: ada, name: 'Moss, Ada'}\n  - " + "\n  - ".join(people))
    desk.write("data/papers.bib", "".join(papers))
    desk.write("data/records.yaml", "\n  - ".join(["venues:", *venues]) + "\n" + "\n  - ".join(["awards:", *awards]))
    sections = "\n".join(["    Seen:", *bullets, *seen, *unknown])
    shown = "    Awards: [{awards: mine}]\n    Publications: {publications: [{}]}\n"
    desk.write("data/ada.yaml", f"person: ada\nbibliography: papers.bib\ncv:\n  sections:\n{sections}\n{shown}")
    return loading.cv_file(folder / "data/ada.yaml", Problems())


MANY = ("people", "papers", "venues", "awards", "bullets", "unknown names")


def checks(loaded: Loaded) -> dict[str, Callable[[], Any]]:
    """Each check of a document by its name, and arranging and making the document, which go before."""
    problems = Problems()
    view = outcome._view((loaded,))
    request = pipeline.Request(formats.HTML, today=Date(2025, 6, 1))
    prepared = pipeline.arrange(loaded, request, problems)
    made = prepared.document()
    page = CheckedPage(view, loaded.subject, prepared, made, outcome.rehearse(made, request, loaded, problems))
    return {
        "arranged": lambda: pipeline.arrange(loaded, request, Problems()),
        "document": lambda: pipeline.arrange(loaded, request, Problems()).document(),
        "rehearsed": lambda: outcome.rehearse(made, request, loaded, Problems()),
        **{f"{rule.__module__}.{rule.__name__}": partial(rule, view, Problems()) for rule in check._SOURCES},
        **{f"{rule.__module__}.{rule.__name__}": partial(rule, page, Problems()) for rule in check._DOCUMENT},
    }


@pytest.mark.parametrize("what", MANY)
def test_a_check_takes_no_longer_for_each_of_many(tmp_path: Path, what: str) -> None:
    before = checks(many(tmp_path / "few", {what: 300}))
    after = checks(many(tmp_path / "many", {what: 1200}))
    assert {name: grown for name in after if (grown := too_much(before[name], after[name]))} == {}


def test_documents_of_one_file_are_made_in_a_few_tasks(tmp_path: Path) -> None:
    desk = project(tmp_path)
    documents = "".join(f"  d{number}: {{from: cv, formats: [md, html]}}\n" for number in range(500))
    desk.write("data/ada.yaml", desk.read("data/ada.yaml") + documents)
    task = Task(tmp_path / "data/ada.yaml", tmp_path / "out", Date(2025))
    parts = workers.split([task], 2)
    assert len(parts) <= 8
    names = [name for part in parts for name in part.only]
    assert (len(names), len(set(names))) == (1003, 1003)


def test_the_record_of_a_long_file_is_not_written_for_each_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, sizes = project(tmp_path), []
    documents = "".join(f"  d{number}: {{from: cv, formats: md}}\n" for number in range(300))
    desk.write("data/ada.yaml", desk.read("data/ada.yaml") + documents)
    kept = manifest.write
    monkeypatch.setattr(manifest, "write", lambda *given: (sizes.append(len(given[2].documents)), kept(*given)))
    assert desk.run("build", "--jobs", "1").code == 0
    assert sum(sizes) < 15 * 303
    assert desk.run("build").out.startswith("nothing has changed")


def test_a_team_of_many_ands_is_answered() -> None:
    assert not groups._TEAM.search("The " + "Aand" * 24 + "A squad")
    found = groups._TEAM.search("The OPTML–Lamp and Wick team")
    assert found
    assert found[1] == "OPTML–Lamp and Wick"


def test_many_numbered_entries_are_counted_once() -> None:
    entries: list[FullEntry] = [NumberedEntry(number=()), ReversedNumberedEntry(reversed_number=())] * 2
    assert list(_numbers(entries)) == [("1.",), ("2.",), ("2.",), ("1.",)]


def test_an_edit_of_a_file_from_the_future_is_seen(tmp_path: Path) -> None:
    path, started = tmp_path / "ada.yaml", time.time_ns()
    later = started + 10**12
    path.write_text("name: Ada")
    os.utime(path, ns=(later, later))
    known = fingerprints.version(path, started)
    path.write_text("name: Bea")
    os.utime(path, ns=(later, later))
    assert fingerprints.renewed(path, known, started) is None


IN_A_LINE = {
    "a value that was cut": ("@article{a, title = {A}, note = {cut he@article{b, title = {B}, year = 2020}\n\n@article{c, title = {C}}", "abc"),
    "a field that was cut": ("@article{a, title = {A}, author @article{b, title = {B}, year = 2020}\n@article{c, title = {C}}", "abc"),
    "a title over lines": ("@article{a,\n title = {A long ti@article{b,\n title = {B}\n}\n\n@article{c, title = {C}}", "abc"),
    "twice in one line": ("@article{a, title = {A}, aut@article{b, title = {B}, titl@article{c, title = {C}}", "abc"),
    "glued to the end of another": ("@article{a, title = {A}} he@article{b, title = {B}}\n@article{c, title = {C}}", "abc"),
    "behind an address": ("@misc{a, title = {A}, url = {http://x.org/a%20b}, au@misc{b, title = {B}}\n@misc{c, title = {C}}", "abc"),
    "quoted whole": ("@article{a, title = {A}, note = {it is @article{b, title = {B}} there}}\n@article{c, title = {C}}", "ac"),
    "an address of a person": ("@article{a, title = {A}, note = {me@x{y}, b@x.org}}\n@article{c, title = {C}}", "ac"),
    "a comment": ("@article{a, title = {A}, % old @article{b, title = {B}}\n year = 2020}\n@article{c, title = {C}}", "ac"),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_A_LINE)
def test_an_entry_in_the_middle_of_a_line_is_a_paper(name: str) -> None:
    text, keys = IN_A_LINE[name]
    assert "".join(paper.key for paper in bibtex.references("a.bib", text, Problems())) == keys
    if "%20" not in text:  # which the counter, by its plainest rules, takes for a comment
        assert survey.entries(text) == len(keys)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the system does not tell when a file has changed")
def test_an_edit_that_keeps_length_and_time_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprints, "_RECENT", 0)
    desk = project(tmp_path)
    desk.run("md", "ada.yaml")
    paths = [tmp_path / "data" / name for name in ("publications.bib", "people.yaml", "records.yaml", "ada.yaml")]
    for path in paths:
        os.utime(path, ns=(10**18, 10**18))
    time.sleep(0.05)
    assert desk.run("build").code == 0
    assert desk.run("build").out.startswith("nothing has changed")
    desk.change("data/publications.bib", "Counting Shadows", "Counting Beetles")
    os.utime(paths[0], ns=(10**18, 10**18))
    assert desk.run("build").out.startswith("out/")
    assert "Counting Beetles" in desk.read("out/ada.md")


@pytest.mark.parametrize("day", [-(10**6), -1, 0, 10**6], ids=str)
def test_an_edit_is_seen_whatever_the_clock_says(tmp_path: Path, day: int, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, now = project(tmp_path), time.time_ns
    assert desk.run("build").code == 0
    desk.change("data/publications.bib", "Counting Shadows", "Counting Beetles")
    monkeypatch.setattr(time, "time_ns", lambda: now() + day * 10**9)
    assert desk.run("build").code == 0
    assert "Counting Beetles" in desk.read("out/ada.md")


def test_odd_entry_types_are_papers() -> None:
    text = "@my.type{a, title={A}}\n@_x{b, title={B}}\n@1article{c, title={C}}\nme@x.org{d}\n"
    assert [paper.key for paper in bibtex.references("a.bib", text, Problems())] == ["a", "b", "c"]
