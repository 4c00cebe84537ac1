"""All that is wrong is told in one run, the same by every command that makes a document, each thing at its place."""

import re
from pathlib import Path

import pytest
from workbench import Desk, project

FORMATS = ("md", "html", "pdf", "tex")
DOCUMENTS = "documents:\n  cv: {style: clasic, reference: aapa, patterns: {talk: '{yaer}'}, sections: [Publcations]}\n"
CV = "person: adaa\nbibliography: publications.bib\ncv:\n  name: A\n  name: B\n  sectoins: {}\n  sections:\n    Texts: [{bulet: b}]\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return project(tmp_path)


@pytest.mark.parametrize("form", FORMATS)
def test_one_mistake_does_not_hide_another(desk: Desk, form: str) -> None:
    desk.write("data/ada.yaml", CV + DOCUMENTS)
    desk.change("data/publications.bib", "journal = {", "journal = ")
    said = desk.run(form, "ada.yaml").err
    for wrong in (
        "id adaa",
        "key name",
        "sectoins",
        "no known kind",
        "clasic",
        "aapa",
        "{yaer}",
        "Publcations",
        "publications.bib:",
    ):
        assert wrong in said, wrong
    assert desk.run("check", "ada.yaml").err.count("\ndata/") + 1 >= 9


MISTAKES = {
    "a field that a pattern misspells": (
        "    as_of: 2025-06",
        "    patterns: {talk: '[{yaer}]'}",
        "has no field {yaer}",
    ),
    "a layout that there is none of": (
        "    as_of: 2025-06",
        "    patterns: {talk: {main: '{talk}', layout: row}}",
        "'row'",
    ),
    "an entry with nothing to print": ("  sections:", "  sections:\n    T: [{talk: '', hall: B}]", "hall is not a key"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_every_format_says_the_same(desk: Desk, name: str) -> None:
    old, new, wanted = MISTAKES[name]
    desk.change("data/ada.yaml", old, new)
    runs = [desk.run(form, "ada.yaml") for form in FORMATS]
    assert {run.code for run in runs} == {1}
    assert len({run.err for run in runs}) == 1
    assert wanted in runs[0].err
    assert desk.files() == []


def test_a_talk_without_anything_to_print_is_told_at_its_place(desk: Desk) -> None:
    desk.write("data/records.yaml", "talks:\n  - {id: quiet, date: 2024-05, room: B12}\n")
    desk.write("data/ada.yaml", "person: ada\ncv: {sections: {Talks: [{talks: all}]}}\n")
    runs = [desk.run(form, "ada.yaml") for form in FORMATS]
    assert {run.err.partition("\n")[0] for run in runs} == {"data/records.yaml:2:5: this talk entry prints as nothing"}


def test_an_entry_does_not_begin_with_the_comma_of_what_is_missing(desk: Desk) -> None:
    desk.write("data/records.yaml", "talks:\n  - {id: quiet, date: 2024-05, host: The Quay, speakers: [ada]}\n")
    desk.write("data/ada.yaml", "person: ada\ncv: {sections: {Talks: [{talks: mine}]}}\n")
    assert desk.run("md", "ada.yaml").code == 0
    assert "- The Quay" in desk.read("out/ada.md")


def test_too_many_aliases_are_told_with_their_line(desk: Desk) -> None:
    rows = "".join(
        f"  {name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    desk.write("data/ada.yaml", f"person: ada\ncv:\n  a: &a [x]\n{rows}")
    said = desk.run("md", "ada.yaml").err
    assert said.startswith("data/ada.yaml:")
    assert int(said.split(":")[1]) > 2
    assert "hint: write out what the alias" in said


def test_what_is_wrong_with_a_style_is_told_at_its_line(desk: Desk) -> None:
    desk.write("styles/mine.css", "/* extends: classic */\nh1 { color: rde }\nh2 { background: url(gone.png) }\n")
    desk.change("data/ada.yaml", "    as_of: 2025-06", "    as_of: 2025-06\n    style: mine")
    said = desk.run("pdf", "ada.yaml").err
    assert "styles/mine.css:2: warning: while making the PDF: Ignored `color: rde" in said
    assert "styles/mine.css:3: warning: while making the PDF: Failed to load image" in said


@pytest.mark.parametrize("option", ["--style", "--look"])
def test_what_is_wrong_with_the_css_of_a_look_is_told_as_that_of_a_style(desk: Desk, option: str) -> None:
    desk.write("styles/looks/mine.yaml", "extends: classic\n")
    css = "h1 { colr : red }\nh2 { background: url(https://a.example/b.png) }\nh3 { font-family: Lampshade }\nh4 {"
    desk.write("styles/mine.css", f"/* extends: classic */\n{css}")
    assert (
        "mine.css:2: warning: while making the PDF: Ignored `colr: red"
        in desk.run("pdf", "ada.yaml", option, "mine").err
    )
    said = desk.run("html", "ada.yaml", option, "mine").err
    assert re.findall(r"^styles/mine.css:(\d): warning: (.*?) ", said, re.MULTILINE) == [
        ("2", "colr"), ("3", "whoever"), ("4", "there"), ("5", "the"),
    ], said  # fmt: skip


def test_files_by_themselves_are_checked_for_what_they_are(desk: Desk) -> None:
    assert desk.run("check", "people.yaml", "records.yaml", "publications.bib").err == ""
    desk.change("data/people.yaml", "    url: https://example.org/ada", "    ulr: https://example.org/ada")
    desk.change("data/ada.yaml", "person: ada", "person: adaa")
    ran = desk.run("check", "people.yaml")
    assert (ran.code, ran.err.count("hint")) == (1, 1)
    assert "ulr is not a key of a person" in ran.err
    ran = desk.run("md", "people.yaml")
    assert (ran.code, "people.yaml is what the files beside it are made from" in ran.err) == (1, True)


def test_a_paper_of_a_bib_is_explained_with_the_people_beside_it(desk: Desk) -> None:
    beside = desk.run("explain", "publications.bib", "lanterns").out
    assert "ada, by" in beside
    alone = desk.run("explain", "publications.bib", "lanterns", "--owner", "Ada Example").out
    assert "ada-example, by" in alone
    assert desk.run("explain", "publications.bib", "lantrens").code == 1


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("cvgen.yaml", "cvgen.yml"),
        ("cvgen.yaml", "cvgn.yaml"),
        ("people.yaml", "people.yml"),
        ("records.yaml", "record.yaml"),
    ],
)
def test_a_file_that_is_called_nearly_as_one_that_is_read_is_told(desk: Desk, right: str, wrong: str) -> None:
    if right == "cvgen.yaml":
        desk.write(f"data/{wrong}", "private: {phone: pdf}\n")
    else:
        desk.write(f"data/{wrong}", desk.read(f"data/{right}"))
        (desk.folder / "data" / right).unlink()
    ran = desk.run("html", "ada.yaml")
    assert ran.code == 1
    assert f"data/{wrong}: {wrong} is not read\n  hint: call it {right}" in ran.err
