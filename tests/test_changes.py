"""cvgen diff: what is new, gone or changed, by key and by text, between files, days and revisions."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import sample
from click.testing import CliRunner

from cvgen.cli import main
from cvgen.model.document import Item, Listing, Section
from cvgen.model.text import plain
from cvgen.proposals.changes import State, changes, marked, report


def section(title: str, *items: Item) -> Section:
    return Section((title,), title.lower(), listings=(Listing(items),))


def entry(text: str, side: str = "", anchor: str = "") -> Item:
    return Item((text,), (side,) if side else (), anchor=anchor)


def told(old: tuple[Section, ...], new: tuple[Section, ...]) -> list[tuple[str, State, str]]:
    found = changes(sample.document(*old), sample.document(*new))
    return [(title, each.state, plain(each.item.main)) for title, all_ in found.items() for each in all_]


def test_what_is_the_same_is_no_change_whatever_number_it_has() -> None:
    one = section("Papers", Item(("On moss",), label=("1",), anchor="a"), Item(("On fern",), label=("2",), anchor="b"))
    two = section("Papers", Item(("On moss",), label=("7",), anchor="a"), Item(("On fern",), label=("8",), anchor="b"))
    assert told((one,), (two,)) == []


def test_new_gone_and_changed_are_told_apart() -> None:
    old = section("Papers", entry("On moss, under review", anchor="a"), entry("On fern", anchor="b"))
    new = section("Papers", entry("On moss, Leaf 3", anchor="a"), entry("On ivy", anchor="c"))
    assert told((old,), (new,)) == [
        ("Papers", State.CHANGED, "On moss, Leaf 3"),
        ("Papers", State.NEW, "On ivy"),
        ("Papers", State.GONE, "On fern"),
    ]


def test_an_entry_without_a_key_that_says_nearly_the_same_was_changed() -> None:
    old = section("Service", entry("Reviewer for Leaf and Stem, 2023–2024"))
    new = section("Service", entry("Reviewer for Leaf and Stem, 2023–2025"), entry("Chair of the moss workshop"))
    assert [state for _, state, _ in told((old,), (new,))] == [State.CHANGED, State.NEW]


def test_a_paper_that_moved_to_another_section_is_no_change() -> None:
    paper = entry("On moss", anchor="a")
    old = (section("Under review", paper), section("Journal articles"))
    assert told(old, (section("Under review"), section("Journal articles", paper))) == []


def test_the_later_document_can_be_marked_where_it_is_new() -> None:
    old, new = (
        sample.document(section("Papers", entry("On moss"))),
        sample.document(section("Papers", entry("On moss"), entry("On tall ferns and where they grow"))),
    )
    made = marked(old, new)
    assert [plain(item.main) for item in made.sections[0].listings[0].items] == [
        "On moss",
        "[New] On tall ferns and where they grow",
    ]


def test_the_report_says_what_there_was_before() -> None:
    old = sample.document(section("Papers", entry("On moss, under review", anchor="a")))
    made = report(old, sample.document(section("Papers", entry("On moss, Leaf 3", anchor="a"))))
    first, papers = made.sections
    assert plain(first.intro[0].main).startswith("1 changed since ")
    (item,) = papers.listings[0].items
    assert plain(item.main) == "Changed: On moss, Leaf 3"
    assert plain(item.lines[0].main) == "before: On moss, under review"


def git(folder: Path, *words: str, day: str = "2025-01-01") -> None:
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
           (("NAME", "Ada"), ("EMAIL", "ada@quay.example"), ("DATE", f"{day}T12:00:00Z"))}  # fmt: skip
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, env={**os.environ, **who})


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in git: one paper at the end of 2024, a second in 2025."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    data = tmp_path / "project" / "data"
    data.mkdir(parents=True)
    (data / "people.yaml").write_text('people: [{id: ada, name: "Moss, Ada"}]\n')
    (data / "ada.yaml").write_text(
        "person: ada\nbibliography: papers.bib\ncv: {sections: {Papers: {publications: [{where: {}}]}}}\n"
    )
    first = "@article{a, title={On moss}, author={Moss, Ada}, journal={Leaf}, year={2024}}\n"
    (data / "papers.bib").write_text(first)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one", day="2024-12-01")
    (data / "papers.bib").write_text(
        first + first.replace("{a,", "{b,").replace("moss", "tall ferns").replace("2024", "2025")
    )
    git(tmp_path, "commit", "-qam", "two", day="2025-06-01")
    monkeypatch.chdir(data.parent)
    return data.parent


@pytest.mark.parametrize(
    ("since", "new"), [("2024-12-31", True), ("2024", True), ("HEAD~1", True), ("2025-06-01", False), ("HEAD", False)]
)
def test_a_day_and_a_revision_are_looked_up_in_git(repository: Path, since: str, new: bool) -> None:
    said = CliRunner().invoke(main, ["diff", "ada.yaml", "--since", since])
    assert said.exit_code == 0, said.output
    text = (repository / "out" / "ada-changes.md").read_text(encoding="utf-8")
    assert ("New:" in text and "tall ferns" in text) is new
    assert ("Nothing has changed" in text) is not new


@pytest.mark.parametrize("form", ["html", "pdf", "md"])
def test_all_formats_mark_what_is_new(repository: Path, form: str) -> None:
    said = CliRunner().invoke(main, ["diff", "ada.yaml", "--since", "HEAD~1", "--format", form, "--marked"])
    assert said.exit_code == 0, said.output
    assert (repository / "out" / f"ada-changes.{form}").stat().st_size


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["ada.yaml", "--since", "2020-01-01"], "no revision as old as 2020-01-01"),
        (["ada.yaml", "--since", "no-such-tag"], "git says:"),
        (["ada.yaml"], "name two files"),
        (["ada.yaml", "ada.yaml", "--since", "HEAD"], "name two files"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_what_cannot_be_compared_is_said(args: list[str], code: str) -> None:
    said = CliRunner().invoke(main, ["diff", *args])
    assert said.exit_code == 1
    assert code in said.output


def test_without_a_repository_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    Path("ada.yaml").write_text("cv: {name: Ada Moss}\n")
    said = CliRunner().invoke(main, ["diff", "ada.yaml", "--since", "2024-01-01"])
    assert said.exit_code == 1
    assert "name the earlier file" in said.output
