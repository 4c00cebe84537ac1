"""The commands: what they say they can do, what they do, and how they end."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from workbench import FILE, Desk, project

from cvgen import __version__, cli
from cvgen.cli import commands as kept_apart

COMMANDS = sorted(cli.main.commands)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return project(tmp_path)


@pytest.fixture
def example(tmp_path: Path) -> Desk:
    """The example that `cvgen new` makes."""
    assert Desk(tmp_path).run("new", "my-cv").code == 0
    return Desk(tmp_path / "my-cv")


def test_help_names_every_command(desk: Desk) -> None:
    told = desk.run("--help").out
    assert [name for name in COMMANDS if f"\n  {name} " not in told] == []
    assert {"pdf", "html", "md", "build", "check", "explain", "new", "schema", "show"} <= set(COMMANDS)


def test_the_list_says_of_each_command_what_it_says_of_itself() -> None:
    context = click.Context(cli.main)
    kept, imported = (click.HelpFormatter(width=80) for _ in "12")
    commands = list(cli.main.commands.values())
    cli.main.format_commands(context, kept)
    click.Group(commands=commands).format_commands(context, imported)
    assert kept.getvalue() == imported.getvalue()
    assert [
        name for name, (_, said) in kept_apart.OTHERS.items() if said != cli.main.commands[name].help.split("\n")[0]
    ] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_explains_every_option(desk: Desk, name: str) -> None:
    told = desk.run(name, "--help").out
    options = [each for each in cli.main.commands[name].params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help] == []
    assert [opt for each in options for opt in each.opts if opt not in told] == []


def test_the_version(desk: Desk) -> None:
    assert desk.run("--version").out == f"cvgen, version {__version__}\n"


def test_what_new_makes_builds_at_once(example: Desk) -> None:
    ran = example.run("build", "--strict", "--as-of", "2026-01-15")
    assert (ran.code, ran.err) == (0, "")
    assert example.files() == ["ada-short.pdf", "ada.html", "ada.md", "ada.pdf"]
    checked = example.run("check", "--strict", "--as-of", "2026-01-15")
    assert (checked.code, checked.out.startswith("0 errors, 0 warnings")) == (0, True)


def test_new_makes_nothing_where_something_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("my-cv/notes.txt", "mine")
    ran = desk.run("new", "my-cv")
    assert (ran.code, ran.err) == (
        1,
        "my-cv: something is there already\n  hint: name a folder that is empty or not there yet\n",
    )
    assert desk.files(".") == ["my-cv/notes.txt"]


@pytest.mark.parametrize("key", ["sample2025lanterns", "sample2022mirrors"])
def test_explain(example: Desk, key: str, golden: Callable[[str, str], None]) -> None:
    ran = example.run("explain", "ada.yaml", key, "--as-of", "2026-01-15")
    assert (ran.code, ran.err) == (0, "")
    golden(f"explain/{key}.txt", ran.out)


def test_explain_sees_a_paper_from_a_document(desk: Desk) -> None:
    desk.write("data/ada.yaml", FILE + "  bare: {marks: {owner: underline}}\n")
    told = desk.run("explain", "ada.yaml", "lanterns", "--document", "bare").out
    assert "seen from the document bare" in told
    assert [line.split(":")[0].strip() for line in told.splitlines() if "the document is theirs" in line] == [
        "underline"
    ]


SHOWN = [
    (("show",), "style classic\n"),
    (("show", "template"), "template html/page.html\n"),
    (("show", "reference"), "reference venue-first\n"),
    (("show", "style", "classic"), "/* extends: base */"),
    (("show", "template", "html/page.html"), "<!DOCTYPE html>"),
    (("show", "reference", "plain"), "patterns:\n"),
    (("show", "entries", "classic"), "patterns:\n"),
    (("show", "look", "book"), "extends: classic\n"),
]


@pytest.mark.parametrize(
    ("words", "expected"), SHOWN, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_show_prints_what_to_start_from(desk: Desk, words: tuple[str, ...], expected: str) -> None:
    ran = desk.run(*words)
    assert (ran.code, expected in ran.out) == (0, True)


def test_what_is_shown_can_be_used_as_ones_own(desk: Desk) -> None:
    before = (desk.run("html", "ada.yaml"), desk.read("out/ada.html"))[1]
    for kind, name, file in (
        ("style", "classic", "styles/classic.css"),
        ("template", "html/page.html", "templates/html/page.html"),
        ("reference", "classic", "styles/references/classic.yaml"),
        ("entries", "classic", "styles/entries/classic.yaml"),
    ):
        desk.write(file, desk.run("show", kind, name).out)
    assert desk.run("html", "ada.yaml").code == 0
    assert desk.read("out/ada.html") == before


def test_show_knows_the_users_own(desk: Desk) -> None:
    desk.write("styles/mine.css", "/* extends: classic */")
    assert "style mine\n" in desk.run("show", "style").out
    ran = desk.run("show", "style", "mien")
    assert (ran.code, "did you mean mine?" in ran.err) == (1, True)


EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}
DAYS = [
    (("--as-of", "2020-02-03"), EPOCH, "    as_of: 2025-06\n", "Feb. 3, 2020"),
    ((), EPOCH, "    as_of: 2025-06\n", "June 2025"),
    ((), EPOCH, "", "Nov. 14, 2023"),
    (("--as-of", "2021"), {}, "", "2021"),
]


@pytest.mark.parametrize(("words", "env", "recipe", "text"), DAYS)
def test_the_day_a_document_speaks_of(
    desk: Desk, words: tuple[str, ...], env: dict[str, str], recipe: str, text: str
) -> None:
    desk.write(
        "data/ada.yaml",
        f"person: ada\ncv: {{sections: {{S: ['Seen on {{as_of}}.']}}}}\ndocuments:\n  cv:\n    lang: en\n{recipe}",
    )
    assert desk.run("md", "ada.yaml", *words, env=env).code == 0
    assert f"Seen on {text}." in desk.read("out/ada.md")


def test_a_document_of_its_own_name_and_place(desk: Desk) -> None:
    desk.write("data/ada.yaml", FILE + "  short: {from: cv, style: modern}\n")
    assert desk.run("html", "ada.yaml", "--document", "short").out == "out/ada-short.html\n"
    assert desk.run("html", "data/ada.yaml", "-d", "short", "-o", "web/index.html").out == "web/index.html\n"
    assert desk.read("web/index.html") == desk.read("out/ada-short.html")
    assert desk.run("html", "ada", "--style", "modern").out == "out/ada.html\n"
    assert desk.read("out/ada.html") == desk.read("web/index.html")


def test_build_goes_on_after_a_document_that_fails(desk: Desk) -> None:
    desk.write(
        "data/ada.yaml", FILE + "  bad: {from: cv, reference: clasic, formats: html}\n  good: {from: cv, formats: md}\n"
    )
    desk.change("data/ada.yaml", "  cv:\n    as_of", "  cv:\n    formats: [html, md]\n    as_of")
    desk.write("data/bob.yaml", "person: bob\ncv: {}\n")
    ran = desk.run("build")
    assert ran.code == 1
    assert ran.out == "out/ada.html\nout/ada.md\nout/ada-good.md\n3 written, 0 unchanged, 4 failed\n"
    assert desk.files() == ["ada-good.md", "ada.html", "ada.md", "index.html"]
    assert [line.split(":")[0] for line in ran.err.splitlines() if "hint" not in line] == [
        "data/ada.yaml",
        "data/bob.yaml",
    ]


def test_build_makes_what_it_is_told_to_where_it_is_told_to(desk: Desk) -> None:
    desk.write("data/bob.yaml", "person: bob\ncv: {}\n")
    desk.change("data/ada.yaml", "  cv:\n    as_of", "  cv:\n    formats: md\n    as_of")
    ran = desk.run("build", "ada.yaml", "--output", "public", "--quiet")
    assert (ran.code, ran.out, desk.files("public")) == (0, "", ["ada.md"])


def test_strict_makes_errors_of_warnings(desk: Desk) -> None:
    desk.change(
        "data/publications.bib",
        "venueid = {comum}, year = {2021}",
        "booktitle = {Lamps}, crossref = {none}, year = {2021}",
    )
    assert desk.run("html", "ada.yaml").code == 0
    for words in (("html", "ada.yaml", "-o", "strict/ada.html"), ("build", "-o", "strict"), ("check",)):
        ran = desk.run(*words, "--strict")
        assert (ran.code, "warning: " in ran.err, desk.files("strict")) == (1, True, [])


def test_check_writes_nothing_and_counts(desk: Desk) -> None:
    ran = desk.run("check")
    assert (ran.code, ran.out, desk.files("out")) == (0, "0 errors, 0 warnings, 0 notes\n", [])


def test_check_notes_what_a_careful_reader_would_ask(desk: Desk) -> None:
    desk.change("data/people.yaml", "start_date: 2021-09", "start_date: ~2021-09")
    desk.change("data/publications.bib", "Example, Ada and Sample, Wei", "Example, A. and Sample, Wei and Sample, Wen")
    ran = desk.run("check")
    assert ran.code == 0
    for message in (
        "note: wen: the dates of student of ada are estimated",
        "note: wen: the dates of member of lamp-lab are estimated",
        "note: shadows: A. Example is taken for Ada Example (ada) by initials alone",
        "note: shadows: W. Sample stands there for two people",
    ):
        assert message in ran.err
    assert desk.run("check", "--quiet").err == ""


def test_nothing_to_build(tmp_path: Path) -> None:
    ran = Desk(tmp_path).run("build")
    assert (ran.code, "cvgen new DIR makes an example" in ran.err) == (1, True)


FOR_ANOTHER = {
    "new x --from data/ada.yaml --owner Ada": "cvgen convert data/ada.yaml",
    "convert publications.bib": "cvgen new DIR --from data/publications.bib --owner NAME",
    "html ada.yaml -o ada.pdf": "cvgen pdf",
}


@pytest.mark.parametrize("words", FOR_ANOTHER)
def test_a_file_for_another_command_is_sent_there(desk: Desk, words: str) -> None:
    before = desk.files(".")
    ran = desk.run(*words.split())
    assert (ran.code, FOR_ANOTHER[words] in ran.err, desk.files(".")) == (1, True, before)


@pytest.mark.parametrize("words", [("html", "publications.bib"), ("new", "x", "--from", "data/publications.bib")])
@pytest.mark.parametrize("name", ["", " ", ", ="])
def test_an_owner_without_a_name_is_refused(desk: Desk, words: tuple[str, ...], name: str) -> None:
    ran = desk.run(*words, "--owner", name)
    assert (ran.code, "is nobody's name\n  hint: say whose papers they are" in ran.err) == (1, True), ran.err


def test_a_reference_style_of_ones_own_may_extend_ours_of_its_name(desk: Desk) -> None:
    desk.write("styles/references/apa.yaml", "extends: apa\npatterns: {article-journal: 'Mine: {title}.'}\n")
    assert desk.run("md", "publications.bib", "--owner", "Ada Example", "--reference", "apa").code == 0
    assert "Mine: " in desk.read("out/publications.md")


def test_new_warns_of_an_owner_who_wrote_nothing(desk: Desk) -> None:
    ran = desk.run("new", "x", "--from", "data/publications.bib", "--owner", "Ada Exampel")
    hint = "Ada Exampel is not among the authors\n  hint: did you mean Example, Ada?\n"
    assert (ran.code, hint in ran.err) == (0, True)
