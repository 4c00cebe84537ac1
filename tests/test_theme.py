"""The user's looks win over ours by name, build on ours, and a name is only a name."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from workbench import project

from cvgen import theme
from cvgen.model.errors import CvgenError, Problem
from cvgen.render import templating
from cvgen.theme import Resource


def write(project: Path, name: str, text: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def problem(error: pytest.ExceptionInfo[CvgenError]) -> Problem:
    (found,) = error.value.args
    assert isinstance(found, Problem)
    return found


def test_a_style_has_what_it_extends_in_front() -> None:
    css = theme.open(None).style("classic")
    assert css.index("Structure for every style") < css.index("Quiet and serif")


def test_the_users_style_wins_and_can_extend_ours(tmp_path: Path) -> None:
    write(tmp_path, "styles/plain.css", "p { color: red }")
    write(tmp_path, "styles/classic.css", "/* extends: classic */ h1 { color: red }")
    looks = theme.open(tmp_path)
    assert looks.style("plain") == "p { color: red }"
    assert looks.style("classic").index("Quiet and serif") < looks.style("classic").index("h1 { color: red }")
    assert looks.source(Resource.STYLE, "classic").startswith("/* extends: classic */")
    assert {"base", "classic", "modern", "plain"} <= set(looks.names(Resource.STYLE))


@pytest.mark.parametrize("name", ["../styles/classic", "/etc/passwd", ".", "", "classic.css/..", "a/b", "\0"])
def test_a_style_is_named_not_found_by_path(name: str) -> None:
    with pytest.raises(CvgenError) as error:
        theme.open(None).path(Resource.STYLE, name)
    assert problem(error).code == "unknown-style"


def test_an_unknown_style_offers_the_nearest() -> None:
    with pytest.raises(CvgenError) as error:
        theme.open(None).style("clasic")
    assert str(problem(error)) == "there is no style called 'clasic'\n  hint: did you mean classic?"


@pytest.mark.parametrize(
    ("css", "code", "line"),
    [
        ("/* extends: nothing */", "unknown-style", 1),
        ("p { }\n@import url(https://example.org/x.css);", "style-import", 2),
    ],
)
def test_a_style_in_error_is_located(tmp_path: Path, css: str, code: str, line: int) -> None:
    write(tmp_path, "styles/mine.css", css)
    with pytest.raises(CvgenError) as error:
        theme.open(tmp_path).style("mine")
    found = problem(error)
    assert (found.code, found.at and found.at.line) == (code, line)
    assert str(found.at).startswith(str(tmp_path / "styles" / "mine.css"))


def test_styles_that_extend_each_other_come_to_an_end(tmp_path: Path) -> None:
    write(tmp_path, "styles/a.css", "/* extends: b */")
    write(tmp_path, "styles/b.css", "/* extends: a */")
    with pytest.raises(CvgenError) as error:
        theme.open(tmp_path).style("a")
    assert problem(error).code == "circle"


def test_a_style_that_is_not_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "odd.css").write_bytes(b"h1 { content: '\xe9' }")
    with pytest.raises(CvgenError) as error:
        theme.open(tmp_path).style("odd")
    assert problem(error).code == "not-utf8"


def test_templates_have_names_with_folders() -> None:
    looks = theme.open(None)
    assert {"html/page.html", "html/parts.html", "markdown/document.md"} <= set(looks.names(Resource.TEMPLATE))
    assert looks.source(Resource.TEMPLATE, "html/page.html").startswith("{%")


MINE = {"trusted": "", "counted": '{% extends "cvgen/html/page.html" %}{% block footer %}Mine{% endblock %}'}


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Our templates as a wheel has them, and no other code of a template."""
    folder = tmp_path / "compiled"
    folder.mkdir()
    for name, code in templating.modules():
        (folder / name).write_text(code, encoding="utf-8")
    monkeypatch.setattr(templating, "MODULES", folder)
    monkeypatch.setattr(jinja2.FileSystemBytecodeCache, "load_bytecode", lambda *_: None)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    templating.forget()
    yield folder
    templating.forget()


@pytest.mark.parametrize("kind", MINE)
def test_a_wheel_starts_without_compiling_a_template_of_ours(
    tmp_path: Path, modules: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    desk = project(tmp_path / "desk")
    if MINE[kind]:
        desk.write("templates/html/page.html", MINE[kind])
    compiled: list[str] = []
    known = jinja2.Environment.compile

    def seen(self: jinja2.Environment, source: str, name: str, *rest: object, **named: object) -> object:
        compiled.append(name)
        return known(self, source, name, *rest, **named)  # type: ignore[call-overload]

    def made() -> list[str]:
        templating.forget()
        return [desk.run(form, "ada.yaml", "-o", "-").out for form in ("html", "md", "tex")]

    monkeypatch.setattr(jinja2.Environment, "compile", seen)
    taken = made()
    assert compiled == (["html/page.html"] if MINE[kind] else [])
    shutil.rmtree(modules)
    assert taken == made()
    assert (len(compiled) > 5, "Mine" in taken[0]) == (True, bool(MINE[kind]))


def test_a_template_that_was_changed_is_not_taken_from_the_wheel(tmp_path: Path, modules: Path) -> None:  # noqa: ARG001
    ours = theme.open(None).source(Resource.TEMPLATE, "html/parts.html")
    desk = project(tmp_path / "desk").write("templates/html/parts.html", ours.replace("<h1>", "<h1 class='big'>"))
    assert "<h1 class='big'>" in desk.run("html", "ada.yaml", "-o", "-").out
    assert (
        "html/parts.html"
        in desk.change("templates/html/parts.html", "head.title", "head.titel").run("html", "ada.yaml").err
    )


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("style: sidebar", "it is a look: `look: sidebar`"),
        ("look: mine", "it is a style: `style: mine`"),
        ("style: other", "it is a look: `look: book` in a document"),
    ],
)
def test_a_look_that_is_asked_for_as_a_style_is_told_from_it(tmp_path: Path, said: str, hint: str) -> None:
    desk = project(tmp_path).write("styles/mine.css", "h2 { color: red }\n")
    desk.write("styles/other.css", "/* extends: book */\n")
    desk.change("data/ada.yaml", "documents:\n  cv:\n", f"documents:\n  cv:\n    {said}\n")
    ran = desk.run("html", "ada.yaml")
    assert (ran.code, hint in ran.err) == (1, True), ran.err
