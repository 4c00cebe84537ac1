"""`cvgen new --from papers.bib`: everybody met is on the roster with all spellings, doubts are questions, it builds."""

from pathlib import Path

import pytest
import yaml
from workbench import Desk

BIB = r"""
@comment{kept as it is: \v{s} }
@article{wick, title = {Wicks}, author = {Lamp, Ada M. and Moth, Bo and Dee, Cy}, journal = {Light}, year = 2020,
  author+an:orcid = {2=0000-0002-1825-0097}}
@article{oil, title = {Oil of Olives}, author = {A. Lamp and Moth, B. and Zhang, Yi and Zhang, Yue}, journal = {L}, year = 2021}
@misc{glass, title = {Glass}, author = {Lamp, Ada and Zhang, Y. and {Lantern Collaboration} and van de Es, Flo}, year = 2022}
@misc{shade, title = {Shade}, author = {Moth, Bo and Lamp, A. M. and Soto Ruiz, Ana}, year = 2023}
@misc{flame, title = {Flame}, author = {Ruiz, Ana Soto and Soto Ruiz, Ana Maria and Lamp, Ada}, year = 2023}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "papers.bib").write_bytes(BIB.encode() + b"% \xe9\r\n")
    ran = Desk(tmp_path).run("new", "cv", "--from", "papers.bib", "--owner", "Ada Lamp")
    assert ran.code == 0, ran.err
    return Desk(tmp_path / "cv")


def people(desk: Desk) -> dict[str, dict[str, object]]:
    return {person["id"]: person for person in yaml.safe_load(desk.read("data/people.yaml"))["people"]}


def test_everybody_is_there_with_all_spellings(desk: Desk) -> None:
    found = people(desk)
    assert found["ada-lamp"] == {
        "id": "ada-lamp",
        "name": "Lamp, Ada",
        "aliases": ["Lamp, Ada M.", "Lamp, A. M.", "Lamp, A."],
    }
    assert found["bo-moth"] == {
        "id": "bo-moth", "name": "Moth, Bo", "aliases": ["Moth, B."], "orcid": "0000-0002-1825-0097"}  # fmt: skip
    assert {"cy-dee", "yi-zhang", "yue-zhang", "y-zhang", "flo-van-de-es"} <= found.keys()
    assert found["flo-van-de-es"]["name"] == "van de Es, Flo"
    assert not [identity for identity in found if "collaboration" in identity]


def test_one_name_divided_in_two_ways_is_one_person(desk: Desk) -> None:
    (person,) = (each for each in people(desk).values() if "Ruiz" in str(each["name"]))
    assert {person["name"], *person["aliases"]} == {"Soto Ruiz, Ana Maria", "Soto Ruiz, Ana", "Ruiz, Ana Soto"}  # type: ignore[misc]


def test_what_may_be_one_person_or_two_is_a_question(desk: Desk) -> None:
    asked = [line for line in desk.read("data/people.yaml").splitlines() if line.startswith("#   ")]
    assert asked == ["#   Y. Zhang (1 paper): the same as Yue Zhang or Yi Zhang? If so, make it an alias there."]


def test_the_bib_is_as_it_was(desk: Desk, tmp_path: Path) -> None:
    assert (desk.folder / "data/papers.bib").read_bytes() == (tmp_path / "papers.bib").read_bytes()


def test_it_builds_at_once_and_its_doubts_are_warnings(desk: Desk) -> None:
    ran = desk.run("build", "--as-of", "2025-01")
    assert ran.code == 0, ran.err
    assert desk.files() == ["ada-lamp.html", "ada-lamp.md", "ada-lamp.pdf"]
    assert all(": warning: " in line for line in ran.err.splitlines() if not line.startswith("  hint"))
    marked = [line for line in desk.read("out/ada-lamp.md").splitlines() if "**A. Lamp**" in line]
    assert len(marked) == 5


def test_a_doubt_is_an_error_once_the_roster_is_ones_own(desk: Desk) -> None:
    desk.change("data/people.yaml", "imported: true", "imported: false")
    desk.change("data/people.yaml", "  - id: y-zhang\n    name: Zhang, Y.\n", "")
    desk.change(
        "data/people.yaml",
        "    name: Zhang, Yi\n",
        "    name: Zhang, Yi\n    relations: [{as: student, of: ada-lamp}]\n",
    )
    desk.change("data/ada-lamp.yaml", "owner: bold", "owner: bold\n      student: †")
    ran = desk.run("md", "ada-lamp.yaml")
    assert (ran.code, "Y. Zhang, may be Yi Zhang (yi-zhang) or Yue Zhang (yue-zhang)" in ran.err) == (1, True)


def test_several_owners_have_a_file_each(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("papers.bib", BIB)
    assert desk.run("new", "cv", "--from", "papers.bib", "--owner", "Ada Lamp", "--owner", "Bo Moth").code == 0
    assert desk.files("cv/data") == ["ada-lamp.yaml", "bo-moth.yaml", "papers.bib", "people.yaml"]


def test_names_with_odd_signs_are_written_so_that_they_read_the_same(tmp_path: Path) -> None:
    names = 'O\'Neil, "Zed" and Yes, No and {N: 1} and Null, A. and M{\\"u}ller-L{\\"u}d, K and Lamp, Ada'
    desk = Desk(tmp_path).write("papers.bib", f"@misc{{k, title = {{T}}, author = {{{names}}}, year = 2020}}")
    assert desk.run("new", "cv", "--from", "papers.bib", "--owner", "Ada Lamp").code == 0
    ran = Desk(tmp_path / "cv").run("md", "ada-lamp.yaml")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("words", ["--owner X", "--from papers.bib", "--from none.bib --owner X"])
def test_a_bib_and_its_owner_go_together(tmp_path: Path, words: str) -> None:
    desk = Desk(tmp_path).write("papers.bib", BIB)
    ran = desk.run("new", "cv", *words.split())
    assert (ran.code, desk.files("cv"), "hint: " in ran.err or "there is no such file" in ran.err) == (1, [], True)
