"""Nothing grows faster than its input: four times as much takes some four times as long, by a generous ratio."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cvgen import survey
from cvgen.arrange.entries import _numbers
from cvgen.builds import fingerprints, packing, workers
from cvgen.check import groups
from cvgen.identify import people
from cvgen.model import names
from cvgen.model.entry import FullEntry, NumberedEntry, ReversedNumberedEntry
from cvgen.model.errors import Problems
from cvgen.read.bib import author_names, bibtex

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


def spent(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


@pytest.mark.parametrize("name", READERS)
def test_readers_and_checks_grow_no_faster_than_their_input(name: str) -> None:
    work, first, unit = READERS[name]
    few, many = (first + unit * (size // len(unit)) for size in (10_000, 40_000))
    before = min(spent(work, few) for _ in range(2))
    assert spent(work, many) < RATIO * max(before, LITTLE)


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


def test_odd_entry_types_are_papers() -> None:
    text = "@my.type{a, title={A}}\n@_x{b, title={B}}\n@1article{c, title={C}}\nme@x.org{d}\n"
    assert [paper.key for paper in bibtex.references("a.bib", text, Problems())] == ["a", "b", "c"]
