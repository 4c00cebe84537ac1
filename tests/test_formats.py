"""A format is one entry of a list: its command, builds, watching, fingerprints and help follow."""

from pathlib import Path

import pytest
from workbench import Desk, project, toy_format

from cvgen.cli import main
from cvgen.model import formats
from cvgen.model.formats import FORMATS, Medium


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A project that is made as HTML and in a format that nobody has heard of."""
    toy_format(monkeypatch)
    desk = project(tmp_path).write("templates/toy/head.toy", "Papers:\n")
    return desk.change("data/ada.yaml", "    as_of:", "    formats: [html, toy]\n    as_of:")


def build(desk: Desk) -> list[str]:
    """The files that are new."""
    ran = desk.run("build", "--jobs", "1")
    assert ran.code == 0, ran.err
    return [line for line in ran.out.splitlines() if line.startswith("out/")]


def test_it_has_a_command_and_is_in_the_help(desk: Desk) -> None:
    assert desk.run("toy", "ada.yaml").out == "out/ada.toy\n"
    assert desk.read("out/ada.toy").startswith("Papers:\nW. Sample")
    assert "Make a toy of a document." in desk.run("--help").out
    assert "Make a toy of a document." in desk.run("toy", "--help").out
    assert "toy" in main.commands


def test_it_is_built_and_fingerprinted(desk: Desk) -> None:
    assert build(desk) == ["out/ada.html", "out/ada.toy"]
    assert build(desk) == []
    desk.write("templates/toy/head.toy", "My papers:\n")
    assert build(desk) == ["out/ada.toy"]
    desk.change("data/publications.bib", "Mirrors", "Looking Glasses")
    assert build(desk) == ["out/ada.html", "out/ada.toy"]
    assert "Looking Glasses" in desk.read("out/ada.toy")


def test_what_is_private_to_it_stands_nowhere_else(desk: Desk) -> None:
    desk.change("data/ada.yaml", "  sections:\n", "  sections:\n    Own: {entries: [secret], only: [toy]}\n")
    build(desk)
    assert ("secret" in desk.read("out/ada.toy"), "secret" in desk.read("out/ada.html")) == (True, False)


def test_a_recipe_that_asks_for_another_is_told_what_there_is(desk: Desk) -> None:
    desk.change("data/ada.yaml", "[html, toy]", "[html, toys]")
    assert desk.messages("build") == ["data/ada.yaml:9:21: 'toys' is not known here"]


def test_an_ending_names_the_command(desk: Desk) -> None:
    assert "cvgen toy makes one that ends in .toy" in desk.run("html", "ada.yaml", "-o", "out/x.toy").err


def test_each_format_says_where_it_is_made() -> None:
    assert formats.of(Medium.PAPER, Medium.PAGE, Medium.TEXT) == tuple(FORMATS)
    assert all(form.help.endswith(".") and "/" in form.media_type for form in FORMATS.values())
