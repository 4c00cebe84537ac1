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


CV = """person: ada
bibliography: papers.bib
cv:
  sections:
    Papers: {publications: [{where: {}, labels: "{n}."}]}
    Service: [{service: Reviewer, for: [Leaf, Stem], date: 2024}, {name: Chair of moss, date: 2023, highlights: [Once]}]
documents:
  cv: {as_of: 2024-06-30, marks: {owner: bold, corresponding: {symbol: "*"}}, formats: [html, pdf]}
  short: {from: cv, sections: [Service], as_of: 2025-06-30}
"""


@pytest.fixture
def made(repository: Path) -> Path:
    """The project with what it made in June 2024 in `then`; since then a paper came, a service went on, one is gone."""
    data = repository / "data"
    (data / "ada.yaml").write_text(CV)
    bib = (data / "papers.bib").read_text()
    (data / "papers.bib").write_text(bib.replace("year={2025}", "author+an={1=corresponding}, year={2025}"))
    said = CliRunner().invoke(main, ["build"])
    assert said.exit_code == 0, said.output
    shutil.move("out", "then")
    new = "@article{c, title={On ivy & $x^2$}, author={Moss, Ada}, journal={Leaf}, year={2026}}\n"
    (data / "papers.bib").write_text((data / "papers.bib").read_text().replace("On moss", "On mosses") + new)
    changed = CV.replace("date: 2024}", "date: [2024, 2026]}").replace(
        ", {name: Chair of moss, date: 2023, highlights: [Once]}", ""
    )
    (data / "ada.yaml").write_text(changed.replace("2024-06-30", "2026-06-30"))
    return repository


def test_what_was_made_then_is_compared_with_what_is_now(made: Path) -> None:
    said = CliRunner().invoke(main, ["diff", "ada.yaml", "--since", "then"])
    assert said.exit_code == 0, said.output
    text = (made / "out" / "ada-changes.md").read_text(encoding="utf-8")
    assert "## Changes since 2024-06-30" in text
    assert "1 new, 2 changed, 1 gone since 2024-06-30." in text
    assert [line.partition(":")[0] for line in text.splitlines() if line.startswith("- ")] == [
        "- **Changed", "- **New", "- **Changed", "- **Gone",
    ]  # fmt: skip
    assert "tall ferns" not in text
    assert "**Gone:** Chair of moss, 2023" in text


@pytest.mark.parametrize(
    "words", [["then/ada.html", "ada.yaml"], ["then", "ada.yaml"], ["ada.yaml", "--since", "then/ada.html"]]
)
def test_a_page_that_was_made_is_an_earlier_document(made: Path, words: list[str]) -> None:
    assert CliRunner().invoke(main, ["diff", *words, "--marked", "-o", "new.md"]).exit_code == 0
    text = (made / "new.md").read_text(encoding="utf-8").replace("\\", "")
    assert (text.count("[New]"), text.count("[Changed]")) == (1, 2)


def test_each_document_has_its_own_page(made: Path) -> None:
    assert CliRunner().invoke(main, ["diff", "ada.yaml", "--since", "then", "-d", "short"]).exit_code == 0
    text = (made / "out" / "ada-changes.md").read_text(encoding="utf-8")
    assert "1 changed, 1 gone since 2025-06-30." in text


def test_a_page_of_a_project_that_did_not_change_has_no_changes(made: Path) -> None:
    """With signs behind names, formulas, labels, lines and years that stand beside."""
    assert CliRunner().invoke(main, ["html", "ada.yaml", "-o", "page.html"]).exit_code == 0
    assert CliRunner().invoke(main, ["diff", "page.html", "ada.yaml"]).exit_code == 0
    assert "Nothing has changed since page.html." in (made / "out" / "ada-changes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no file then/ada.html"),
        ("<p>Hello</p>", "this page has no sections as cvgen's pages have them"),
    ],
)
def test_a_page_that_is_none_is_said(made: Path, content: str | None, said: str) -> None:
    page = made / "then" / "ada.html"
    page.unlink()
    if content:
        page.write_text(content)
    ran = CliRunner().invoke(main, ["diff", "ada.yaml", "--since", "then"])
    assert (ran.exit_code, said in ran.output) == (1, True)


def test_without_a_repository_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    Path("ada.yaml").write_text("cv: {name: Ada Moss}\n")
    said = CliRunner().invoke(main, ["diff", "ada.yaml", "--since", "2024-01-01"])
    assert said.exit_code == 1
    assert "name the earlier file" in said.output
