"""`cvgen survey`: what becomes of every .bib of a folder, counted without the reader's help."""

from pathlib import Path

import pytest
from workbench import Desk

from cvgen import survey

GOOD = """\
---
layout: mine
---
@string{l = {Light}}
@comment{@misc{no, title = {No}}}
% @misc{neither, title = {No}}
@article{wick, title = {Wicks}, author = {Lamp, Ada}, journal = l, year = 2020}
@article{wick, title = {Wicks}, author = {Lamp, Ada}, journal = l, year = 2020}
Mine: me@lamp.org
@article{oil, title = {Oil of Green Olives}, author = {Lamp, A. and others}, journal = {Light} year = 2021,
  bibtex = {@article{oil, title = {Oil of Green Olives}}}}
@misc{oil-preprint, title = {Oil of green olives}, author = {Lamp, Ada and Moth, Bo}}
@misc{shade, title = {Shade}, author = {Moth, Bo}}
"""
COUNTED = {
    GOOD: 5,
    "": 0,
    "no entry at all": 0,
    "@misc{a, title={A}} @misc(b, title={B})": 2,
    "@ misc {a, title={A}}": 1,
    "me@x.org{a}": 0,
    "@xdata{x, year=1}\n@control{y}\n@STRING{a=b}\n@preamble{p}": 0,
    "@misc{a, title={A}\n@misc{b, title={B}}": 2,
    "@my.type{a, title={A}}\n@_x{b, title={B}}\n@1article{c, title={C}}": 3,
    '@misc{a, note = "\n@misc{b}"}': 1,
    "@misc{a, abstract={We read\n@misc{b, title={B}} too}, title={A}}\n@misc{c, title={C}}": 2,
}


@pytest.mark.parametrize(("text", "count"), COUNTED.items())
def test_entries_are_counted_by_the_plainest_rules(text: str, count: int) -> None:
    assert survey.entries(text) == count


def test_a_line_for_each_file_and_their_sum(tmp_path: Path) -> None:
    desk = (
        Desk(tmp_path).write("lists/ada.bib", GOOD).write("lists/more/bo.bib", "@misc{a, title={A}, author={Moth, Bo}}")
    )
    desk.write("owners.yaml", "ada.bib: Ada Lamp\nbo.bib: [Bo Moth]\n")
    ran = desk.run("survey", "lists", "--owners", "owners.yaml")
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split() for line in ran.out.splitlines()]
    assert rows[0] == ["file", "entries", "papers", "merged", "lost", "recovered", "TeX", "U+FFFD", "owner", "seconds"]
    assert [row[:9] for row in rows[1:3]] == [
        ["lists/ada.bib", "5", "3", "2", "0", "1", "0", "0", "2"],
        ["lists/more/bo.bib", "1", "1", "0", "0", "0", "0", "0", "1"],
    ]
    assert rows[3][:-1] == ["total,", "2", "files", "6", "4", "2", "0", "1", "0", "0", "3"]


def test_one_owner_for_all_and_what_was_said(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("ada.bib", GOOD)
    ran = desk.run("survey", "ada.bib", "--owner", "Ada Lamp", "--verbose")
    assert ran.code == 0
    assert {"    duplicate-entry 1", "    missing-comma 1", "    merged 1"} <= set(ran.out.splitlines())
    why = "oil-preprint is the same paper as oil and was merged with it (another work and a journal article: one title and the same authors)"
    assert f"      {why}" in ran.out.splitlines()


def test_a_file_that_cannot_be_compiled_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("b.bib", GOOD)
    (tmp_path / "a.bib").mkdir()
    ran = desk.run("survey", ".", "--owner", "Ada Lamp")
    assert ran.code == 1
    assert ran.out.splitlines()[1].endswith("a.bib  cannot be compiled: this is a folder")
    assert "b.bib" in ran.out.splitlines()[2]


def test_an_entry_that_nobody_answers_for_is_lost() -> None:
    assert survey.Row("a.bib", entries=5, papers=3, merged=1).lost == 1


@pytest.mark.parametrize("words", ["survey none", "survey .", "survey . --owners none.yaml"])
def test_nothing_to_survey(tmp_path: Path, words: str) -> None:
    ran = Desk(tmp_path).run(*words.split())
    assert ran.code in (1, 2)
    assert ran.err
