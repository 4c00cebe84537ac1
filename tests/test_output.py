"""A file is written whole or not at all, never through a link, and never over what somebody else made."""

import os
from pathlib import Path

import pytest
from workbench import Desk, project

from cvgen import output
from cvgen.model.errors import Problems

PAGE = b'<!DOCTYPE html><meta name="generator" content="cvgen"><p>made</p>'


def write(path: Path, content: bytes = b"new", *, overwrite: bool = False) -> list[str]:
    """The codes of what was wrong."""
    problems = Problems()
    written = output.write(path, content, problems, overwrite=overwrite)
    assert written is not bool(problems.errors)
    return [problem.code for problem in problems.items]


def test_a_file_is_made_with_its_folders(tmp_path: Path) -> None:
    assert write(tmp_path / "a/b/cv.md") == []
    assert (tmp_path / "a/b/cv.md").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("there", "replaced"),
    [(b"mine", False), (b"my notes on cvgen", False), (b"", False), (PAGE, True), (b"BEGIN\nPRODID:-//cvgen//1", True)],
)
def test_only_what_cvgen_made_is_replaced(tmp_path: Path, there: bytes, replaced: bool) -> None:
    path = tmp_path / "cv.html"
    path.write_bytes(there)
    assert write(path) == ([] if replaced else ["not-ours"])
    assert path.read_bytes() == (b"new" if replaced else there)
    assert write(path, overwrite=True) == []
    assert path.read_bytes() == b"new"


def test_what_cvgen_made_is_known_again_and_what_was_changed_since_is_not(tmp_path: Path) -> None:
    path = tmp_path / "cv.md"
    assert write(path, b"first") == []
    assert write(path, b"second") == []
    path.write_bytes(b"second, and a word by hand")
    assert write(path, b"third") == ["not-ours"]
    assert path.read_bytes() == b"second, and a word by hand"


def test_a_name_is_not_a_leave_for_another_place(tmp_path: Path) -> None:
    assert write(tmp_path / "a/cv.md", b"same") == []
    (tmp_path / "b").mkdir()
    (tmp_path / "b/cv.md").write_bytes(b"same")
    assert write(tmp_path / "b/cv.md") == ["not-ours"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "cv.md").mkdir()
    assert write(tmp_path / "cv.md") == ["not-ours"]
    assert write(tmp_path / "cv.md", overwrite=True) == ["unwritable"]


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("target", [PAGE, None], ids=["ours", "dangling"])
def test_a_link_is_refused(tmp_path: Path, target: bytes | None, overwrite: bool) -> None:
    goal, link = tmp_path / "elsewhere.html", tmp_path / "cv.html"
    if target:
        goal.write_bytes(target)
    link.symlink_to(goal)
    assert write(link, overwrite=overwrite) == ["symlink"]
    assert link.is_symlink()
    assert (goal.read_bytes() if goal.exists() else None) == target


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    assert write(tmp_path / "out/cv.md") == ["unwritable"]
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_whoever_is_interrupted_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cv.md"
    write(path, b"old")
    there = sorted(tmp_path.rglob("*"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert write(path) == ["unwritable"]
    assert path.read_bytes() == b"old"
    assert sorted(tmp_path.rglob("*")) == there


def test_files_are_as_readable_as_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "cv.md")
    finally:
        os.umask(before)
    assert (tmp_path / "cv.md").stat().st_mode & 0o777 == 0o640


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return project(tmp_path)


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_command_replaces_its_own_output_and_nobody_elses(desk: Desk, form: str) -> None:
    assert [desk.run(form, "ada.yaml").code for _ in range(2)] == [0, 0]
    desk.write(f"out/ada.{form}", "mine")
    assert desk.run(form, "ada.yaml").code == 1
    assert desk.read(f"out/ada.{form}") == "mine"
    assert desk.run(form, "ada.yaml", "--overwrite").code == 0
    assert desk.read(f"out/ada.{form}") != "mine"


def test_build_leaves_a_strangers_file_and_makes_the_rest(desk: Desk) -> None:
    desk.write("out/ada.md", "mine")
    ran = desk.run("build")
    assert (ran.code, desk.read("out/ada.md"), desk.files()) == (1, "mine", ["ada.html", "ada.md", "ada.pdf"])
    assert "out/ada.md: this is there already and was not made by cvgen" in ran.err


def test_a_file_that_is_there_already_is_touched_and_not_written(tmp_path: Path) -> None:
    path, problems = tmp_path / "a.md", Problems()
    assert output.write(path, b"same", problems)
    before = path.stat()
    os.utime(path, ns=(0, 0))
    assert output.write(path, b"same", problems)
    after = path.stat()
    assert (after.st_ino, path.read_bytes()) == (before.st_ino, b"same")
    assert after.st_mtime_ns > 0
    assert output.write(path, b"other", problems)
    assert path.read_bytes() == b"other"


def test_folders_that_are_left_empty_go_with_what_stood_in_them(tmp_path: Path) -> None:
    out, page = tmp_path / "out", tmp_path / "out/lab/people/ada.html"
    page.parent.mkdir(parents=True)
    assert output.write(page, b"<p>Ada</p>", Problems())
    assert output.remove(out, page, output.digest(b"<p>Ada</p>"))
    assert list(out.iterdir()) == []
