"""A JSON Resume builds as it stands; what is not printed is said; what cvgen convert makes of it prints the same."""

import contextlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from workbench import Desk, lines, said

from cvgen.model.errors import Problems
from cvgen.read import project
from cvgen.read.yaml import json_file

Golden = Callable[[str, str], None]
SAMPLES = Path(__file__).parent / "foreign"
SAMPLE = "bee.json"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copy(SAMPLES / SAMPLE, tmp_path)
    return Desk(tmp_path)


def resume(tmp_path: Path, **parts: object) -> tuple[list[str], list[str]]:
    """A resume of these parts: what prints below the header, and what is said."""
    whole = {"basics": {"name": "Bee Sample"}, **parts}
    desk = Desk(tmp_path).write("x.json", json.dumps(whole))
    problems = Problems()
    with contextlib.chdir(tmp_path):
        project.cv_file(Path("x.json"), problems)
        return lines(desk.document(file="x.json")), [problem.message for problem in problems.items]


def test_the_whole_file_prints(desk: Desk, golden: Golden) -> None:
    made = desk.document(file=SAMPLE)
    head = [made.header.name, said(made.header.headline), *(said(each.content) for each in made.header.contacts)]
    golden("foreign/json_resume.txt", "\n".join([*head, *lines(made)]) + "\n")


@pytest.mark.parametrize("form", ["html", "md", "pdf"])
def test_it_builds_without_change(desk: Desk, form: str) -> None:
    assert desk.run(form, SAMPLE).code == 0
    assert desk.files() == [f"bee.{form}"]


def test_it_is_found_in_data_and_without_its_ending(desk: Desk) -> None:
    desk.write("data/cee.json", '{"basics": {"name": "Cee"}}')
    assert desk.run("md", "cee").code == 0
    assert desk.read("out/cee.md").startswith("# Cee")


def test_what_is_left_aside_is_said_with_its_place(desk: Desk, golden: Golden) -> None:
    golden("messages/json_resume.txt", desk.run("md", SAMPLE).err)


SYNTAX = [
    ('{"basics": {"name": "A",\n "x" "y"}}', "x.json:2:6: this is not JSON: Expecting ':' delimiter"),
    ('{"basics": {"name": "A"}', "x.json:1:25: this is not JSON: Expecting ',' delimiter"),
    ("", "x.json: the file is empty"),
    ("[1]", "x.json:1:2: this is no work: it has no type and no title"),
    ('{"basics": {"label": "A"}}', "x.json:1:1: the file names no person"),
]


@pytest.mark.parametrize(("text", "message"), SYNTAX)
def test_what_is_no_resume_is_told_at_its_place(text: str, message: str, tmp_path: Path) -> None:
    ran = Desk(tmp_path).write("x.json", text).run("md", "x.json")
    assert (ran.code, ran.err.splitlines()[0]) == (1, message)


SIGNS = [(r"\ud83d\ude00", "😀"), (r"a\/b", "a/b"), (r"\u00e9", "é"), (r"\"", '"'), ("\\t", "\t")]


@pytest.mark.parametrize(("typed", "meant"), SIGNS)
def test_every_way_to_write_a_sign_in_json(typed: str, meant: str) -> None:
    problems = Problems()
    value = json_file.load("f.json", f'{{\t"a": "{typed}"}}', problems)
    assert (value.find("a").text, list(problems.items)) == (meant, [])  # type: ignore[union-attr]


PARTS = [
    ({"work": [{"company": "C", "position": "P", "startDate": "2020"}]}, ["# Experience", "**P**, C | 2020 – present"]),
    ({"work": [{"name": "C", "startDate": "2020", "endDate": ""}]}, ["# Experience", "**C** | 2020 – present"]),
    ({"work": ["in words"]}, ["# Experience", "in words"]),
    ({"education": [{"studyType": "BA", "area": "Law"}]}, ["# Education", "**BA, Law**"]),
    ({"education": [{"institution": "U", "gpa": "A"}]}, ["# Education", "**U**", "  Grade: A"]),
    ({"skills": [{"name": "S"}]}, ["# Skills", "S"]),
    ({"skills": [{"name": "S", "level": "Good"}]}, ["# Skills", "**S:** Good"]),
    ({"hobbies": [{"name": "H", "keywords": ["a", "b"]}]}, ["# Interests", "**H:** a, b"]),
    ({"references": [{"reference": "Fine."}]}, ["# References", "Fine."]),
    ({"awards": [{"title": "T", "awarder": "A", "date": "May"}]}, ["# Awards", "T, A | May"]),
    (
        {"publications": [{"name": "P", "authors": ["Bee Sample", "Cee"]}]},
        ["# Publications", "**Bee Sample**, Cee. P."],
    ),
    ({"skills": [], "work": [{}]}, []),
]


@pytest.mark.parametrize(("parts", "printed"), PARTS)
def test_a_section_prints(parts: dict[str, object], printed: list[str], tmp_path: Path) -> None:
    assert resume(tmp_path, **parts) == (printed, [])


LEFT = [
    ({"work": [{"name": "C", "boss": "B"}]}, "boss is not a key known here, so it is left aside"),
    ({"skills": [{"keywords": ["k"]}]}, "this entry has no name and is left aside"),
    ({"courses": [{"name": "C"}]}, "courses is not a key known here, so it is left aside"),
    (
        {"basics": {"name": "B", "image": "https://x.example/b.png"}},
        "image is left aside: pictures are taken from the project's folder, never from the network",
    ),
    ({"basics": {"name": "B", "url": "javascript:x()"}}, "the link javascript:x() is refused"),
    ({"publications": [{"name": "P"}]}, "JSON Resume has no authors: papers are printed without them"),
]


@pytest.mark.parametrize(("parts", "message"), LEFT)
def test_what_is_not_printed_is_said(parts: dict[str, object], message: str, tmp_path: Path) -> None:
    assert resume(tmp_path, **parts)[1] == [message]


def test_what_convert_writes_prints_the_same(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("convert", SAMPLE, "-o", "new/data").code == 0
    new = Desk(tmp_path / "new")
    assert new.files("data") == ["bee.yaml", "people.yaml", "publications.bib"]
    for form in ("html", "md"):
        assert desk.run(form, SAMPLE, "--as-of", "2025").code == 0
        made = new.run(form, "bee.yaml", "--as-of", "2025")
        assert made.code == 0, made.err
        assert desk.read(f"out/bee.{form}") == new.read(f"out/bee.{form}")
    assert "\n".join(new.messages("check", "--quiet")).count(": error") == 0


def test_what_convert_writes(desk: Desk, golden: Golden) -> None:
    desk.run("convert", SAMPLE)
    golden("foreign/json_resume/bee.yaml", desk.read("data/bee.yaml"))
    golden("foreign/json_resume/publications.bib", desk.read("data/publications.bib"))
