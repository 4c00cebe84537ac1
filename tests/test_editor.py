"""What `cvgen new` gives an editor: schemas that know the project, and an example in which everything can be tried."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import language_server
import pytest
import yaml
from language_server import Server
from workbench import Desk

from cvgen.model.entry import Entry
from cvgen.model.query import RecordQuery
from cvgen.read.yaml import yaml_file
from cvgen.read.yaml.schema import entry_kind

ROOT = Path(__file__).parent.parent
SAMPLES = [path.name for path in sorted((ROOT / "data").glob("*.yaml"))]
KIND = {"people.yaml": "people", "records.yaml": "records"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("editor")
    assert Desk(folder).run("new", "my-cv").code == 0
    return Desk(folder / "my-cv")


# ---------------------------------------------------------------------------------------------------------- the example
def commented() -> list[str]:
    """The lines of the example that can be taken into its section."""
    return re.findall(
        r"^    #   (- .*)$", (ROOT / "cvgen/example/data/ada.yaml").read_text(encoding="utf-8"), re.MULTILINE
    )


@pytest.mark.parametrize("line", commented())
def test_a_line_of_the_example_builds_when_it_is_taken_in(line: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "cvgen/example", tmp_path, dirs_exist_ok=True)
    desk = Desk(tmp_path)
    assert desk.run("md", "ada.yaml").code == 0
    before = desk.read("out/ada.md")
    desk.change("data/ada.yaml", "    # More:\n", "    More:\n").change(
        "data/ada.yaml", f"    #   {line}", f"      {line}"
    )
    ran = desk.run("md", "ada.yaml")
    assert (ran.code, ran.err) == (0, "")
    added = [each for each in desk.read("out/ada.md").splitlines() if each and each not in before]
    assert added[0] == "## More"
    assert len(added) > 1 or "lantern-talk" in line


def test_the_example_has_every_kind_of_entry() -> None:
    text = (ROOT / "cvgen/example/data/ada.yaml").read_text(encoding="utf-8")
    sections = yaml.safe_load(text)["cv"]["sections"].values()
    there = [entry for section in sections if isinstance(section, list) for entry in section]
    entries = [*there, *(yaml.safe_load(line)[0] for line in commented())]
    values = [yaml_file.load("x.yaml", yaml.safe_dump([entry], allow_unicode=True), None) for entry in entries]  # type: ignore[arg-type]
    kinds = {entry_kind(value.items[0]) for value in values}  # type: ignore[union-attr]
    assert [cls.__name__ for cls in get_args(Entry) if cls not in kinds and cls.KEYS] == []
    asked = {key for entry in entries if isinstance(entry, dict) for key in entry}
    assert sorted(set(RecordQuery.KEYS) - asked) == ["abstract", "members"]  # of announcements and groups


def test_new_says_what_git_leaves_alone_and_where_the_schemas_are(desk: Desk) -> None:
    assert "/out/" in desk.read(".gitignore").splitlines()
    for name in ("ada", "people", "records"):
        first = desk.read(f"data/{name}.yaml").splitlines()[0]
        place = first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads((desk.folder / "data" / place).read_text(encoding="utf-8"))["$defs"]


def test_a_project_from_a_bib_has_them_too(tmp_path: Path) -> None:
    Desk(tmp_path).write("papers.bib", "@misc{dusk, title = {Dusk}, author = {Moss, Ada}}")
    assert Desk(tmp_path).run("new", "cv", "--from", "papers.bib", "--owner", "Ada Moss").code == 0
    desk = Desk(tmp_path / "cv")
    assert desk.read("data/ada-moss.yaml").startswith("# yaml-language-server: $schema=../.schema/person.json\n")
    assert "dusk" in desk.read(".schema/person.json")
    assert desk.run("check").code == 0


def test_the_schemas_are_written_anew_with_new_ids(tmp_path: Path) -> None:
    assert Desk(tmp_path).run("new", "cv").code == 0
    desk = Desk(tmp_path / "cv").change(
        "data/people.yaml", "people:\n", "people:\n  - {id: tom-reed, name: 'Reed, Tom'}\n"
    )
    assert "tom-reed" not in desk.read(".schema/person.json")
    ran = desk.run("schema", "--write")
    assert (ran.code, ran.err, ran.out.splitlines()[0]) == (0, "", ".schema/person.json")
    assert "tom-reed" in desk.read(".schema/person.json")


def test_a_schema_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write(".schema/people.json", "{}")
    ran = desk.run("schema", "--write")
    assert (ran.code, desk.read(".schema/people.json")) == (1, "{}")
    assert "was not made by cvgen" in ran.err


# ----------------------------------------------------------------------------------------------------------- the server
@pytest.fixture(scope="module")
def server(desk: Desk) -> Iterator[Server]:
    if why := language_server.missing():
        pytest.skip(why)
    with language_server.serving(desk.folder) as found:
        yield found


def typed(kind: str, text: str) -> str:
    """A file that begins with the line that names its schema."""
    return f"# yaml-language-server: $schema=../.schema/{kind}.json\n{text}\n"


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_wrong_with_the_samples(name: str, server: Server) -> None:
    text = (ROOT / "data" / name).read_text(encoding="utf-8")
    assert server.mistakes(typed(KIND.get(name, "person"), text)) == []


@pytest.mark.parametrize("name", ["ada", "people", "records"])
def test_nothing_is_wrong_with_the_example(name: str, server: Server, desk: Desk) -> None:
    path = desk.folder / "data" / f"{name}.yaml"
    assert server.mistakes(path.read_text(encoding="utf-8"), path) == []


ENTRY = "cv:\n  sections:\n    Lamps:\n      - "
RECIPE = "documents:\n  cv:\n    "


@pytest.mark.parametrize(
    ("kind", "text", "offered"),
    [
        ("person", "person: |", ["ada-example", "wen-sample", "wei-sample"]),
        ("person", "group: |", ["lantern-lab"]),
        ("person", f"{RECIPE}|", ["style", "marks", "from"]),
        ("person", f"{RECIPE}style: |", ["classic", "modern"]),
        ("person", f"{RECIPE}reference: |", ["classic", "plain", "venue-first"]),
        ("person", f"{RECIPE}formats: |", ["pdf", "html", "md"]),
        ("person", f"{RECIPE}dates: |", ["ap", "iso", "weekday"]),
        ("person", f"{RECIPE}marks:\n      |", ["owner", "equal", "corresponding", "student"]),
        ("person", f"{RECIPE}marks:\n      owner: |", ["bold", "italic", "underline"]),
        ("person", f"{RECIPE}patterns:\n      |", ["award", "talk", "education"]),
        ("person", f"{ENTRY}|", ["institution", "company", "award", "ref", "relations"]),
        ("person", f"{ENTRY}institution: Lamp College\n        |", ["area", "degree", "summary"]),
        ("person", f"{ENTRY}ref: |", ["lantern-talk", "comum-2024-award", "lamp-grant"]),
        ("person", f"{ENTRY}relations: |", ["student", "postdoc", "mentee"]),
        ("person", f"{ENTRY}awards: |", ["mine", "all"]),
        ("person", f"{ENTRY}bio: |", ["short"]),
        (
            "person",
            "cv:\n  sections:\n    P:\n      publications:\n        - select:\n            - |",
            ["sample2025lanterns", "example2024shadows"],
        ),
        ("people", "people:\n  - relations:\n      - as: |", ["student", "member", "lead"]),
        ("people", "people:\n  - relations:\n      - as: student\n        of: |", ["ada-example", "lantern-lab"]),
        ("records", "awards:\n  - venue: |", ["comum"]),
        ("records", "talks:\n  - speakers:\n      - |", ["ada-example", "wen-sample"]),
        ("reference", "names: |", ["initials", "full"]),
    ],
)
def test_it_offers_what_fits(kind: str, text: str, offered: list[str], server: Server) -> None:
    found = server.offers(typed(kind, text))
    assert [word for word in offered if word not in found] == []


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("person", "per|son: ada-example", "Whose CV this is: an id from people.yaml."),
        ("person", f"{RECIPE}max_|pages: 2", "More pages than these are a warning; 0 is no limit."),
        ("person", f"{ENTRY}{{institu|tion: Lamp College, area: Light}}", "The university or school."),
        ("person", f"{ENTRY}{{institution: Lamp College, sum|mary: x}}", "A line under the entry."),
        ("people", "people:\n  - id: ada\n    na|me: Moss, Ada", "The name as BibTeX writes it: family, given."),
        ("people", "people:\n  - relations:\n      - {a|s: student, of: x}", "The kind: student, mentee, postdoc, member, lead… or one of `kinds`. Who leads a group may be called lead, leader, head, director, PI or principal investigator: each of them heads it."),
    ],
)  # fmt: skip
def test_it_shows_what_a_key_means(kind: str, text: str, shown: str, server: Server) -> None:
    assert server.shows(typed(kind, text)) == shown


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("person", "persn: ada", "Property persn is not allowed."),
        ("person", f"{RECIPE}stile: modern", "Property stile is not allowed."),
        ("person", f"{ENTRY}{{institution: Lamp College, awrd: x}}", "Property awrd is not allowed."),
        ("people", "people:\n  - {id: a, name: A, orchid: x}", "Property orchid is not allowed."),
    ],
)
def test_it_refuses_a_misspelt_key(kind: str, text: str, said: str, server: Server) -> None:
    assert [each.partition(": ")[2] for each in server.mistakes(typed(kind, text))] == [said]
