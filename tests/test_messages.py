"""Every mistake is one message with file, line and hint; all of them in one run; nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from workbench import FILE, PAPERS, Desk, project

Golden = Callable[[str, str], None]

PAGE = """\
{% extends "cvgen/html/page.html" %}
{% block footer %}
<p>{{ document.title }}</p>
{% endblock %}
"""
OWN = FILE.replace("cv:\n  sections:", "cv:\n  headline: Lamps\n  sections:", 1).replace(
    "    as_of", "    style: classic\n    as_of"
)

# A file, and what stands there wrongly in place of what.
MISTAKES = {
    "wrong-key": ("data/ada.yaml", "headline:", "headlin:"),
    "wrong-date": (
        "data/people.yaml",
        "{as: student, of: ada, start_date: 2021-09",
        "{as: student, of: ada, start_date: 2021-13",
    ),
    "missing-bibliography": ("data/ada.yaml", "publications.bib", "[publications.bib, publication.bib]"),
    "missing-brace": ("data/publications.bib", "title = {Mirrors}", "title = {Mirrors"),
    "doubtful-author": ("data/publications.bib", "Sample, Wen and Roe", "Sample, W. and Roe"),
    "annotation-range": (
        "data/publications.bib",
        "venueid = {comum}, year = {2024}",
        "author+an = {9=equal}, venueid = {comum}, year = {2024}",
    ),
    "unknown-style": ("data/ada.yaml", "style: classic", "style: clasic"),
    "lone-equal": ("data/publications.bib", "{1=equal; 2=equal}", "{1=equal}"),
    "template-error": ("templates/html/page.html", "document.title", "document.titel"),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return project(tmp_path, ada=OWN).write("templates/html/page.html", PAGE)


def report(desk: Desk, *words: str) -> str:
    """A command and all that it answers."""
    ran = desk.run(*words)
    return f"$ cvgen {' '.join(words)}\n{ran.out}{ran.err}exit {ran.code}\n"


def test_without_a_mistake_nothing_is_said(desk: Desk) -> None:
    assert report(desk, "html", "ada.yaml") == "$ cvgen html ada.yaml\nout/ada.html\nexit 0\n"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_message(desk: Desk, name: str, golden: Golden) -> None:
    said = report(desk.change(*MISTAKES[name]), "html", "ada.yaml")
    assert said.count("\n  hint: ") == 1
    assert said.endswith("\nexit 1\n")
    assert desk.files() == []
    golden(f"messages/{name}.txt", said)


def test_all_mistakes_are_told_in_one_run_and_nothing_is_touched(desk: Desk, golden: Golden) -> None:
    desk.run("build")
    made = {name: (desk.folder / "out" / name).read_bytes() for name in desk.files()}
    assert len(made) == 3
    for mistake in MISTAKES.values():
        desk.change(*mistake)
    said = report(desk, "html", "ada.yaml")
    assert said.count("\n  hint: ") == len(MISTAKES)
    golden("messages/all-at-once.txt", said)
    for words in (("pdf", "ada.yaml"), ("md", "ada.yaml"), ("build",), ("check",)):
        assert desk.run(*words).code == 1
    assert {name: (desk.folder / "out" / name).read_bytes() for name in desk.files()} == made


@pytest.mark.parametrize("words", [("build",), ("check", "--quiet"), ("pdf", "ada.yaml")], ids=lambda words: words[0])
def test_every_command_tells_the_same(desk: Desk, words: tuple[str, ...]) -> None:
    for mistake in MISTAKES.values():
        desk.change(*mistake)
    told = [line for line in desk.messages(*words) if ": warning: " not in line]
    assert told == desk.messages("html", "ada.yaml")


# What else a person does: a file with this text (a folder where it ends in /x), and a command.
ODDITIES = {
    "an empty file": ("data/ada.yaml", "", "html ada.yaml"),
    "only a comment": ("data/ada.yaml", "# soon\n", "html ada.yaml"),
    "a list at the top": ("data/ada.yaml", "- person: ada\n", "html ada.yaml"),
    "words at the top": ("data/ada.yaml", "ada\n", "html ada.yaml"),
    "not YAML": ("data/ada.yaml", "person: [ada\n", "html ada.yaml"),
    "a binary file": ("data/ada.yaml", "\x00\x01\x02\ufffd", "html ada.yaml"),
    "a folder": ("data/ada.yaml/x", "", "html ada.yaml"),
    "no such file": ("", "", "html adda.yaml"),
    "no such document": ("", "", "html ada.yaml --document cw"),
    "no such style": ("", "", "html ada.yaml --style clasic"),
    "a broken roster": ("data/people.yaml", "people: [\n", "html ada.yaml"),
    "a roster that is a list": ("data/people.yaml", "- id: ada\n", "html ada.yaml"),
    "a roster without the owner": ("data/people.yaml", "people: [{id: wen, name: Wen}]", "html ada.yaml"),
    "records that are none": ("data/records.yaml", "venues: 3", "html ada.yaml"),
    "an empty bibliography": ("data/publications.bib", "", "html ada.yaml"),
    "a bibliography that is none": ("data/publications.bib", "\x00\x01 nothing", "html ada.yaml"),
    "a key that nobody has": ("", "", "explain ada.yaml lantern"),
    "a place that cannot be": ("blocked", "", "html ada.yaml -o blocked/ada.html"),
    "a folder in the way": ("out/ada.html/x", "", "html ada.yaml"),
    "somebody's file in the way": ("out/ada.html", "mine", "html ada.yaml"),
    "a template without its end": ("templates/html/page.html", "{% block", "html ada.yaml"),
    "a template of nothing": ("templates/html/page.html", "{% extends 'x' %}", "html ada.yaml"),
    "a template that divides by zero": ("templates/html/page.html", "{{ 1 / 0 }}", "html ada.yaml"),
    "a broken entry style": ("styles/entries/classic.yaml", "patterns: {text: '{a'}", "html ada.yaml"),
    "a bare reference style": ("styles/references/classic.yaml", "names: full", "html ada.yaml"),
    "an empty reference style": ("styles/references/classic.yaml", "", "html ada.yaml"),
    "a style on nothing": ("styles/classic.css", "/* extends: nothing */", "html ada.yaml"),
}


def test_no_mistake_ends_in_a_traceback(tmp_path: Path, golden: Golden) -> None:
    said = []
    for number, (name, (file, text, words)) in enumerate(ODDITIES.items()):
        desk = project(tmp_path / str(number), ada=OWN)
        if file:
            (desk.folder / file.removesuffix("/x")).unlink(missing_ok=True)
            desk.write(file, text)
        said.append(f"## {name}\n{report(desk, *words.split())}")
        assert desk.read(file) == text if file else True
    golden("messages/oddities.txt", "\n".join(said))


@pytest.mark.parametrize(
    "words", ["prnt ada.yaml", "html ada.yaml --as-of May", "explain ada.yaml", "html a.yaml --stile x"]
)
def test_a_command_that_is_none_exits_with_2(desk: Desk, words: str) -> None:
    ran = desk.run(*words.split())
    assert (ran.code, ran.err.startswith("Usage: cvgen")) == (2, True)


# The sections of the file, and the document's recipe.
INSIDE = {
    "an unknown fact": ("A: ['{metrcs.citations}']", ""),
    "an unknown form of a number": ("A: ['{metrics.citations:x}']", ""),
    "an unknown mention": ("A: ['[@wne]']", ""),
    "words for an unknown mention": ("A: ['[him](@wne)']", ""),
    "an unknown record": ("A: [{ref: best-2025}]", ""),
    "an unknown bio": ("A: [{bio: short}]", ""),
    "talks of nobody": ("A: [{talks: theirs}]", ""),
    "an unknown kind of relation": ("A: [{relations: studnt}]", ""),
    "an unknown key": ("A: {publications: [{select: [lantern]}]}", ""),
    "an unknown section": ("A: [b]", "sections: [B]"),
    "a bad label": ("A: {labels: '{n', entries: [b]}", ""),
    "a bad pattern": ("A: [b]", "patterns: {text: '[{text}'}"),
    "a pattern for nothing": ("A: [b]", "patterns: {txt: '{text}'}"),
    "an unknown reference style": ("A: [b]", "reference: clasic"),
    "an unknown entry style": ("A: [b]", "entries: clasic"),
    "a bad grace": ("A: [b]", "marks: {student: {symbol: †, grace: long}}"),
    "one symbol twice": ("A: [b]", "marks: {student: {symbol: †}, mentee: {symbol: †}}"),
    "a document from itself": ("A: [b]", "from: cv"),
    "a document from nothing": ("A: [b]", "from: c"),
}


def test_what_is_wrong_inside_a_file_is_told_at_its_place(tmp_path: Path, golden: Golden) -> None:
    said = []
    for number, (name, (section, recipe)) in enumerate(INSIDE.items()):
        text = f"person: ada\nbibliography: publications.bib\ncv:\n  sections:\n    {section}\n"
        text += f"documents:\n  cv:\n    {recipe}\n" if recipe else ""
        desk = project(tmp_path / str(number), ada=text)
        said.append(f"## {name}\n{text[text.index('    ') :]}{report(desk, 'html', 'ada.yaml')}")
    golden("messages/inside.txt", "\n".join(said))


IDS = {
    "a relation of nobody": ("people.yaml", "{as: student, of: ada", "{as: student, of: adda"),
    "an unknown relation": ("people.yaml", "as: student", "as: studnt"),
    "an end before the start": ("people.yaml", "ada, start_date: 2021-09", "ada, start_date: 2025"),
    "one id twice": ("people.yaml", "id: wei", "id: wen"),
    "a group's id and a person's": ("people.yaml", "id: wei", "id: lamp-lab"),
    "two groups with one id": ("people.yaml", "name: Lamp Lab}]", "name: Lamp Lab}, {id: lamp-lab, name: Lamp}]"),
    "two venues with one id": ("records.yaml", "awards:", "  - {id: comum, full: Another}\nawards:"),
    "a talk's id and an award's": ("records.yaml", "id: light-talk", "id: best-2024"),
    "a paper's key and a person's id": ("publications.bib", "@article{lanterns", "@article{wen"),
    "a member of a person": ("people.yaml", "as: member, of: lamp-lab}]", "as: member, of: wei}]"),
    "an id that is nobody's": ("publications.bib", "{1=equal; 2=equal}", "{1=equal; 2=equal}, author+an:id = {1=wenn}"),
    "no annotation": ("publications.bib", "{1=equal; 2=equal}", "{1=equal; second=equal}"),
}  # fmt: skip


def test_ids_and_relations_are_checked(tmp_path: Path, golden: Golden) -> None:
    said = []
    for number, (name, (file, old, new)) in enumerate(IDS.items()):
        desk = project(tmp_path / str(number)).change(f"data/{file}", old, new)
        said.append(f"## {name}\n{report(desk, 'html', 'ada.yaml')}")
    golden("messages/ids.txt", "\n".join(said))


def test_paths_are_told_as_they_are_seen_from_here(desk: Desk) -> None:
    desk.change(*MISTAKES["wrong-key"]).change(*MISTAKES["template-error"])
    given = desk.run("html", str(desk.folder / "data/ada.yaml"))
    assert given.err == desk.run("html", "data/ada.yaml").err
    assert str(desk.folder) not in given.err


def test_a_bibliography_alone_is_forgiven_its_braces(desk: Desk) -> None:
    desk.write("data/publications.bib", PAPERS.replace("title = {Mirrors}", "title = {Mirrors"))
    desk.write(
        "data/own.yaml", "bibliography: publications.bib\ncv: {name: Ada Example, sections: {P: {publications: [{}]}}}"
    )
    ran = desk.run("html", "own.yaml")
    assert ran.code == 0
    assert "warning: mirrors: the field title is not closed" in ran.err
    assert desk.run("html", "own.yaml", "--strict").code == 1
