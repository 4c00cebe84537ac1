"""Only what changed is made, whoever kills the build; what was wrong is said again."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_hostile import PICTURE
from workbench import FILE, PEOPLE, Desk, Ran, project

from cvgen import outcome
from cvgen.builds import fingerprints, make
from cvgen.builds.task import Task
from cvgen.loading.cache import Cache
from cvgen.model.dates import Date
from cvgen.model.errors import Position
from cvgen.model.text import Fact
from cvgen.read import project as project_files
from cvgen.render.paper import print_process

CV = """\
person: {person}
bibliography: publications.bib
cv:
  sections:
    Publications:
      publications: [{{select: [{keys}]}}]
documents:
  cv: {{as_of: 2025-06, formats: [html, md]}}
"""
LAB = """\
group: lamp-lab
bibliography: publications.bib
page:
  sections:
    News: [{news: mine}]
    Members: [{members: all}]
documents:
  page: {as_of: 2025-06, formats: html, style: modern}
"""
ALL = ["ada.html", "ada.md", "lab.atom", "lab.html", "people/ada.html", "people/wen.html", "wei.html", "wei.md"]
INDEX = "index.html"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = project(tmp_path, ada=CV.format(person="ada", keys="lanterns, mirrors"), lab=LAB)
    return desk.write("data/wei.yaml", CV.format(person="wei", keys="shadows"))


def build(desk: Desk, *words: str, code: int = 0) -> tuple[set[str], str]:
    """The pages that are new, and the last line."""
    ran = desk.run("build", "--jobs", "1", *words)
    assert ran.code == code, ran.err
    *new, last = ran.out.splitlines()
    return {page.removeprefix("out/") for page in new}, last


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".cvgen" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def apart(made: dict[str, bytes]) -> dict[str, bytes]:
    """The files without what makes them a site."""
    home = rb'<a href="[./]+index\.html">All pages</a>'
    alone = rb'<nav class="back"[^>]*><p></p></nav>\n'
    related = rb'<span class="related">.*?</span>'
    return {name: re.sub(alone, b"", re.sub(related, b"", re.sub(home, b"", text))) for name, text in made.items()}


def cvgen(desk: Desk, *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "cvgen", *words]
    return subprocess.Popen(command, cwd=desk.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_everything_once_then_nothing(desk: Desk) -> None:
    new, last = build(desk)
    assert (new, last) == ({*ALL} - {"lab.atom"}, "7 written, 0 unchanged, 0 failed")
    assert desk.files() == sorted([*ALL, INDEX])
    times = {name: (desk.folder / "out" / name).stat().st_mtime_ns for name in ALL}
    assert build(desk) == (set(), "nothing has changed: 7 pages as before")
    assert {name: (desk.folder / "out" / name).stat().st_mtime_ns for name in ALL} == times


def test_a_build_is_what_single_commands_make(desk: Desk) -> None:
    build(desk)
    assert desk.run("html", "ada.yaml", "-o", "one/ada.html").code == 0
    assert desk.run("html", "lab.yaml", "-o", "one/lab.html").code == 0
    built = apart(contents(desk.folder / "out"))
    assert {name: text for name, text in built.items() if name in desk.files("one")} == contents(desk.folder / "one")


@pytest.mark.parametrize("where", ["contact", "section", "group"])
def test_what_is_for_one_format_is_in_no_other(desk: Desk, where: str) -> None:
    texts = {
        "contact": "cv:\n  email: {value: private@example.org, only: [md]}\n",
        "section": "cv:\n  sections:\n    Own: {entries: [private@example.org], only: [md]}\n",
        "group": "cv:\n  sections:\n    Own:\n      groups: [{title: A, entries: [private@example.org], only: [md]}]\n",
    }
    desk.change("data/ada.yaml", "cv:\n" if where == "contact" else "cv:\n  sections:\n", texts[where])
    build(desk)
    assert ("private@" in desk.read("out/ada.html"), "private" in desk.read("out/ada.md")) == (False, True)


def test_a_document_is_arranged_once_for_all_formats(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    pages = outcome.pages

    def counted(*words: Any) -> Any:
        asked.append(words[2].name)
        return pages(*words)

    monkeypatch.setattr(outcome, "pages", counted)
    build(desk, "ada.yaml")
    assert asked == ["ada.html"]
    build(desk.change("data/ada.yaml", "cv:\n", "cv:\n  email: {value: a@example.org, only: [md]}\n"), "ada.yaml")
    assert asked == ["ada.html", "ada.html", "ada.md"]


def test_what_paper_says_besides_is_on_paper_alone(desk: Desk) -> None:
    link = "cv:\n  sections:\n    Own: ['[Website](https://lab.example.org/a)']\n"
    desk.change("data/ada.yaml", "cv:\n  sections:\n", link).change("data/ada.yaml", "[html, md]", "[typ, html, md]")
    build(desk, "ada.yaml")
    said = {
        name: desk.read(f"out/ada.{name}").replace("https://", "").count("lab.example.org/a")
        for name in ("typ", "html", "md")
    }
    assert said == {"typ": 3, "html": 1, "md": 1}


def test_one_place_decides_what_a_format_shows(root: Path) -> None:
    modules = (root / "cvgen/arrange").rglob("*.py")
    asked = [
        path.name for path in modules for _ in re.finditer(r"\bself\.format\b|scene\.format\b", path.read_text("utf-8"))
    ]
    assert set(asked) == {"scene.py"}


@pytest.mark.parametrize("name", ["people.yaml", "publications.bib", "records.yaml", "ada.yaml"])
def test_where_a_fact_stands_is_no_part_of_it(desk: Desk, name: str) -> None:
    build(desk)
    desk.write(f"data/{name}", ("% " if name.endswith("bib") else "# ") + f"a line more\n\n{desk.read(f'data/{name}')}")
    assert build(desk) == (set(), "nothing has changed: 7 pages as before")


@pytest.mark.parametrize(
    ("title", "printed_by"),
    [
        ("Counting Shadows", {"wei.html", "wei.md", "people/ada.html"}),
        ("Mirrors", {"ada.html", "ada.md", "people/ada.html"}),
        ("How Bright Is a Lantern?", {"ada.html", "ada.md", "people/ada.html", "people/wen.html"}),
    ],
)
def test_a_paper_changed_is_made_where_it_is_printed(desk: Desk, title: str, printed_by: set[str]) -> None:
    build(desk)
    new, _ = build(desk.change("data/publications.bib", title, f"{title} Again"))
    assert new - {"lab.html"} == printed_by
    assert f"{title} Again" in desk.read("out/people/ada.html")


def test_what_was_deleted_or_edited_is_made_again(desk: Desk) -> None:
    build(desk)
    clean = contents(desk.folder / "out")
    (desk.folder / "out/ada.md").unlink()
    desk.write("out/wei.md", "by hand")
    (desk.folder / "out/lab.atom").unlink()
    assert build(desk) == ({"ada.md", "wei.md", "lab.html"}, "3 written, 4 unchanged, 0 failed")
    assert contents(desk.folder / "out") == clean


def test_of_a_page_changed_by_hand_it_is_said_that_it_stays_when_its_file_is_gone(desk: Desk) -> None:
    build(desk)
    desk.write("out/wei.md", desk.read("out/wei.md") + "by hand")
    (desk.folder / "data/wei.yaml").unlink()
    told = "out/wei.md stays, though nothing makes it any more: it was changed since it was made"
    assert told in desk.run("build").err
    assert "by hand" in desk.read("out/wei.md")
    assert told not in desk.run("build").err


def test_looks_are_part_of_a_page(desk: Desk, root: Path) -> None:
    build(desk)
    desk.write("styles/modern.css", (root / "styles/modern.css").read_text("utf-8") + "p { color: red }\n")
    assert build(desk)[0] == {"lab.html", "people/ada.html", "people/wen.html"}
    desk.write("templates/markdown/document.md", "{{ document.header.name }}\n")
    assert build(desk)[0] == {"ada.md", "wei.md"}
    (desk.folder / "templates/markdown/document.md").unlink()
    assert build(desk)[0] == {"ada.md", "wei.md"}


def test_a_photo_is_part_of_a_page(desk: Desk) -> None:
    picture = desk.folder / "data/ada.png"
    picture.write_bytes(PICTURE + b"one")
    desk.change("data/ada.yaml", "cv:\n", "cv:\n  photo: ada.png\n")
    build(desk)
    picture.write_bytes(PICTURE + b"two")
    assert "ada.html" in build(desk)[0]


def test_another_cvgen_makes_everything_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    build(desk)
    monkeypatch.setattr(fingerprints, "of_program", lambda: "another")
    assert build(desk)[1] == "7 written, 0 unchanged, 0 failed"


def test_a_document_without_a_date_speaks_of_today(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.change("data/ada.yaml", "as_of: 2025-06, ", "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    build(desk)
    assert build(desk)[0] == set()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750100000")
    assert build(desk)[0] == {"ada.html", "ada.md"}
    assert len(build(desk, "--as-of", "2025-07")[0]) == 7
    assert build(desk, "--as-of", "2025-07")[0] == set()


def test_what_was_wrong_is_said_again(desk: Desk) -> None:
    desk.change("data/publications.bib", "title = {Mirrors},", "")
    first = desk.run("build", "-j", "1")
    assert "publications.bib:" in first.err
    again = desk.run("build", "-j", "1")
    assert (again.code, again.err) == (0, first.err)
    assert again.out.startswith("nothing has changed")
    strict = desk.run("build", "-j", "1", "--strict")
    assert (strict.code, strict.err) == (1, first.err)
    assert "failed" in strict.out


def test_force_makes_everything(desk: Desk) -> None:
    build(desk)
    assert build(desk, "--force")[1] == "7 written, 0 unchanged, 0 failed"


def test_a_failure_is_tried_again_and_stops_nobody(desk: Desk) -> None:
    desk.change("data/wei.yaml", "select: [shadows]", "select: [shadow]")
    new, last = build(desk, code=1)
    assert (new, last) == ({*ALL} - {"lab.atom", "wei.html", "wei.md"}, "5 written, 0 unchanged, 2 failed")
    assert build(desk, code=1) == (set(), "0 written, 5 unchanged, 2 failed")
    desk.change("data/wei.yaml", "select: [shadow]", "select: [shadows]")
    assert build(desk) == ({"wei.html", "wei.md"}, "2 written, 5 unchanged, 0 failed")


def test_files_and_documents_come_and_go(desk: Desk) -> None:
    build(desk)
    desk.write("data/wen.yaml", CV.format(person="wen", keys="lanterns"))
    desk.change("data/ada.yaml", "documents:\n", "documents:\n  short: {from: cv, formats: md}\n")
    assert build(desk)[0] == {"wen.html", "wen.md", "people/wen.html", "ada-short.md"}
    desk.change("data/ada.yaml", "  short: {from: cv, formats: md}\n", "")
    assert build(desk)[1] == "0 written, 9 unchanged, 0 failed, 1 removed"
    assert "ada-short.md" not in desk.files()
    assert build(desk)[1] == "nothing has changed: 9 pages as before"


def test_a_site_has_a_page_that_leads_to_all_and_none_of_files_that_are_gone(desk: Desk) -> None:
    build(desk)
    index = desk.read("out/index.html")
    assert re.findall(r'href="\./([^"#]*)"', index) == [
        "lab.html",
        "people/ada.html",
        "people/wen.html",
        "ada.html",
        "wei.html",
    ]
    assert '<a href="./index.html">All pages</a>' in desk.read("out/ada.html")
    assert '<a href="../index.html">All pages</a>' in desk.read("out/people/ada.html")
    desk.write("out/wei.md", "Mine now.\n")
    (desk.folder / "data/wei.yaml").unlink()
    (desk.folder / "data/lab.yaml").rename(desk.folder / "data/lab.off")
    desk.write("data/wen.yaml", CV.format(person="wen", keys="lanterns"))
    assert build(desk)[1] == "3 written, 1 unchanged, 0 failed, 5 removed"
    assert desk.files() == ["ada.html", "ada.md", INDEX, "wei.md", "wen.html", "wen.md"]
    assert re.findall(r'href="\./([^"#]*)"', desk.read("out/index.html")) == ["ada.html", "wen.html"]
    (desk.folder / "data/wen.yaml").unlink()
    build(desk)
    assert desk.files() == ["ada.html", "ada.md", "wei.md"]
    assert "All pages" not in desk.read("out/ada.html")


PROJECT = """\
project: {id: glow, name: Leaves that Glow, teams: [lamp-lab]}
bibliography: publications.bib
page: {sections: {Papers: {publications: [{group_by: year}]}}}
documents:
  page: {as_of: 2025-06, formats: html, style: modern}
"""


def related(desk: Desk, page: str) -> list[str]:
    return re.findall(r'<span class="related"><a href="([^"]*)">', desk.read(f"out/{page}"))


def test_pages_of_people_group_and_project_lead_to_each_other_where_they_are_built(desk: Desk) -> None:
    desk.write("data/glow.yaml", PROJECT)
    build(desk)
    assert {page: related(desk, page) for page in ("ada.html", "lab.html", "people/ada.html", "people/wen.html")} == {
        "ada.html": ["./lab.html", "./glow.html"],
        "lab.html": ["./glow.html"],
        "people/ada.html": ["../glow.html", "../ada.html"],
        "people/wen.html": ["../glow.html"],
    }
    assert related(desk, "glow.html")[:2] == ["./lab.html", "./ada.html"]
    assert " – Curriculum Vitae</a></span>" in desk.read("out/people/ada.html")
    desk.change("data/glow.yaml", "teams: [lamp-lab]", "teams: []")
    assert "ada.html" in build(desk)[0]
    assert (related(desk, "ada.html"), related(desk, "glow.html")) == (["./lab.html"], [])
    desk.change("data/lab.yaml", "formats: html", "formats: md")
    build(desk)
    assert related(desk, "ada.html") == []
    assert "related" not in desk.run("html", "ada.yaml").out + desk.read("out/ada.html").split("</style>")[1]


@pytest.mark.parametrize("shared", [False, True])
def test_a_members_page_calls_the_cv_beside_it_as_that_page_does(desk: Desk, *, shared: bool) -> None:
    build(desk)
    if shared:
        desk.write("data/cvgen.yaml", "lang: de\n")
    else:
        desk.change("data/ada.yaml", "documents:\n  cv: {", "documents:\n  cv: {lang: de, ")
    build(desk)
    (title,) = re.findall("<title>(.*)</title>", desk.read("out/ada.html"))
    assert title.endswith(" – Lebenslauf")
    assert f"{title}</a></span>" in desk.read("out/people/ada.html")


def test_an_index_of_somebody_elses_stays(desk: Desk) -> None:
    desk.write("out/index.html", "<p>Mine.</p>")
    assert build(desk)[1] == "7 written, 0 unchanged, 0 failed"
    assert desk.read("out/index.html") == "<p>Mine.</p>"


def test_where_a_file_has_the_name_of_the_list_of_pages_the_list_has_another(desk: Desk) -> None:
    build(desk)
    desk.write("data/index.yaml", CV.format(person="wen", keys="lanterns"))
    assert "index.html" in build(desk)[0]
    assert "Wen Sample" in desk.read("out/index.html")
    assert re.findall(
        r'<a href="([^"]*)">All pages</a>', desk.read("out/index.html") + desk.read("out/people/ada.html")
    ) == [
        "./all-pages.html",
        "../all-pages.html",
    ]
    assert {"./index.html", "./ada.html"} <= {*re.findall(r'href="([^"#]*)"', desk.read("out/all-pages.html"))}
    (desk.folder / "data/index.yaml").unlink()
    build(desk)
    assert "all-pages.html" not in desk.files()
    assert {"./lab.html", "./ada.html"} <= {*re.findall(r'href="([^"#]*)"', desk.read("out/index.html"))}
    assert '<a href="./index.html">All pages</a>' in desk.read("out/ada.html")


def test_a_group_sees_the_files_beside_it(desk: Desk) -> None:
    desk.change("data/lab.yaml", "bibliography: publications.bib\n", "")
    build(desk)
    desk.write("data/more.bib", "@misc{more, title = {More Lamps}, author = {Sample, Wen}, year = 2025}\n")
    desk.write("data/wen.yaml", CV.format(person="wen", keys="more").replace("publications.bib", "more.bib"))
    assert build(desk)[0] >= {"wen.html", "people/wen.html"}
    assert "More Lamps" in desk.read("out/people/wen.html")


@pytest.mark.parametrize("garbage", ["", "{", "[]", '["FileRecord"]', '["Stamp", 1, 2, 3]', "null"])
def test_a_record_that_cannot_be_read_is_none(desk: Desk, garbage: str) -> None:
    build(desk)
    clean = contents(desk.folder / "out")
    desk.write("out/.cvgen/build/ada.yaml.json", garbage)
    assert build(desk)[0] == {"ada.html", "ada.md"}
    assert contents(desk.folder / "out") == clean


def test_a_save_right_after_the_build_is_noticed(desk: Desk) -> None:
    build(desk)
    for title in ("Mirrors", "Morrirs", "Marrors", "Mirrors"):
        before = (desk.folder / "data/publications.bib").stat()
        desk.write(
            "data/publications.bib",
            re.sub(r"title = \{M\w+rs\}", f"title = {{{title}}}", desk.read("data/publications.bib")),
        )
        assert (desk.folder / "data/publications.bib").stat().st_size == before.st_size
        build(desk)
        assert title in desk.read("out/ada.md")


def test_a_touched_file_is_not_another_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprints, "_RECENT", 0)
    build(desk)
    for path in [*(desk.folder / "data").iterdir(), *(desk.folder / "out").glob("*.*")]:
        os.utime(path, (1, 1))
    time.sleep(0.05)
    assert build(desk)[1] == "nothing has changed: 7 pages as before"
    known = desk.read("out/.cvgen/build/ada.yaml.json")
    assert "1000000000," in known
    assert build(desk)[1] == "nothing has changed: 7 pages as before"
    assert desk.read("out/.cvgen/build/ada.yaml.json") == known


def test_two_files_that_make_one_page_are_a_mistake(desk: Desk) -> None:
    desk.write("data/ada-short.yaml", CV.format(person="ada", keys="mirrors"))
    desk.change("data/ada.yaml", "documents:\n", "documents:\n  short: {from: cv, formats: md}\n")
    ran = desk.run("build", "-j", "1")
    assert (ran.code, "out/ada-short.md is made from data/ada-short.yaml already" in ran.err) == (1, True)
    again = desk.run("build", "-j", "1")
    assert (again.code, again.err) == (1, ran.err)


@pytest.mark.parametrize("threads", ["", "other threads are running"], ids=["forked if possible", "spawned"])
def test_workers_make_the_same_bytes(desk: Desk, monkeypatch: pytest.MonkeyPatch, threads: str) -> None:
    if threads:
        monkeypatch.setattr(print_process, "prevented", lambda: threads)
    desk.change("data/wei.yaml", "formats: [html, md]", "formats: [pdf, html, md]")
    build(desk)
    ran = desk.run("build", "--jobs", "3", "-o", "out3")
    assert ran.code == 0
    assert contents(desk.folder / "out3") == contents(desk.folder / "out")
    assert [line.removeprefix("out3/") for line in ran.out.splitlines()][:3] == ["ada.html", "ada.md", "lab.html"]


DEADLY = """
import os, signal, sys
from pathlib import Path
from cvgen.__main__ import run
from cvgen.builds import make
made = make.made

def deadly(task, cache):
    if task.path.name == "wei.yaml" and len(list(Path().glob("deaths*"))) < {times}:
        Path(f"deaths{{os.getpid()}}").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return made(task, cache)

make.made = deadly
if __name__ == "__main__":
    sys.argv = ["cvgen", "build", "--jobs", "2"]
    run()
"""


@pytest.mark.parametrize("times", [1, 9])
def test_a_killed_worker_loses_nothing_but_its_own(desk: Desk, times: int) -> None:
    for name in ("wen", "ada2", "ada3", "ada4"):
        desk.write(f"data/{name}.yaml", CV.format(person=name[:3], keys="lanterns"))
    desk.write("deadly.py", DEADLY.format(times=times))
    command = [sys.executable, "deadly.py"]
    ran = subprocess.run(command, cwd=desk.folder, capture_output=True, text=True, check=False)
    files = {"ada.md", "lab.html", "people/wen.html", "wen.md", "ada2.md", "ada3.md", "ada4.md"}
    assert files <= {*desk.files()}
    assert ("wei.md" in desk.files(), ran.returncode, "ended from outside" in ran.stderr) == (
        (True, 0, False) if times == 1 else (False, 1, True)
    )


def test_an_unchanged_build_reads_nothing(desk: Desk) -> None:
    build(desk)
    command = [sys.executable, "-X", "importtime", "-m", "cvgen", "build"]
    ran = subprocess.run(command, cwd=desk.folder, capture_output=True, text=True, check=True)
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in ran.stderr.splitlines()}
    assert ran.stdout.startswith("nothing has changed")
    assert imported.isdisjoint({"yaml", "pybtex", "jinja2", "weasyprint", "markdown_it", "multiprocessing"})


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Desk]:
    """A project that takes a while: sixteen people, two pages each."""
    people = "\n".join(f"  - {{id: p{n}, name: 'Person, Number{n}'}}" for n in range(16))
    desk = project(tmp_path, people=f"{PEOPLE}{people}\n", ada=FILE.replace("as_of", "formats: md\n    as_of"))
    for n in range(16):
        text = CV.format(person=f"p{n}", keys="lanterns, shadows, mirrors")
        desk.write(f"data/p{n}.yaml", text.replace("[html, md]", "[html, md, pdf]" if n == 7 else "[html, md]"))
    yield desk
    shutil.rmtree(tmp_path, ignore_errors=True)


def finished(process: "subprocess.Popen[str]") -> Ran:
    out, err = process.communicate(timeout=120)
    return Ran(process.returncode, out, err)


def test_a_build_that_was_killed_is_taken_up(crowd: Desk) -> None:
    assert finished(cvgen(crowd, "build", "-q", "-o", "clean")).code == 0
    for moment in (0.05, 0.4, 0.8, 1.2):
        process = cvgen(crowd, "build", "-q")
        wait = time.monotonic() + 20
        while time.monotonic() < wait and len(crowd.files()) < 30 * moment / 1.5 and process.poll() is None:
            time.sleep(0.005)
        time.sleep(moment / 20)
        process.kill()
        process.communicate()
    last = finished(cvgen(crowd, "build"))
    assert last.code == 0, last.err
    assert contents(crowd.folder / "out") == contents(crowd.folder / "clean")
    assert list(crowd.folder.rglob("*.tmp")) == []
    assert finished(cvgen(crowd, "build")).out.startswith("nothing has changed")


def test_two_builds_at_once_do_no_harm(crowd: Desk) -> None:
    assert finished(cvgen(crowd, "build", "-q", "-o", "clean")).code == 0
    both = [cvgen(crowd, "build", "-q") for _ in range(2)]
    assert [ran.code for ran in map(finished, both)] == [0, 0]
    assert contents(crowd.folder / "out") == contents(crowd.folder / "clean")
    assert finished(cvgen(crowd, "build")).out.startswith("nothing has changed")


def test_a_killed_build_leaves_no_worker_behind(crowd: Desk) -> None:
    process = cvgen(crowd, "build", "-q", "-j", "2")
    wait = time.monotonic() + 20
    children: list[str] = []
    while time.monotonic() < wait and len(children) < 2:
        time.sleep(0.02)
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        children = listed.read_text().split() if listed.exists() else []
    process.kill()
    process.communicate()
    while time.monotonic() < wait and any(_runs(child) for child in children):
        time.sleep(0.05)
    assert [child for child in children if _runs(child)] == []


def _runs(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_fingerprint_is_what_is_said() -> None:
    here, there = (Fact("count", "", Position("a.yaml", line)) for line in (1, 2))
    assert fingerprints.serialised((here,)) == fingerprints.serialised((there,))
    assert fingerprints.serialised((here,)) != fingerprints.serialised((Fact("count", "d"),))
    assert fingerprints.serialised(("ab", "c")) != fingerprints.serialised(("a", "bc"))


BOTH = PEOPLE.replace("name: Lamp Lab}", "name: Lamp Lab}, {id: zoo, name: Zoo}").replace(
    "[{as: member, of: lamp-lab}]", "[{as: member, of: lamp-lab}, {as: member, of: zoo}]"
)


def test_somebody_new_in_a_group_has_a_page_and_nobody_is_told_that_there_is_no_paper_yet(desk: Desk) -> None:
    desk.change(
        "data/people.yaml",
        "people:\n",
        'people:\n  - {id: zoe, name: "Zoo, Zoe", relations: [{as: member, of: lamp-lab}]}\n',
    )
    ran = desk.run("build", "--jobs", "1")
    assert (ran.code, "no publication is what this list asks for" in ran.err) == (0, False), ran.err
    assert "Zoe Zoo" in desk.read("out/people/zoe.html")


@pytest.mark.parametrize("cards", ["", ", cards: true"])
def test_people_on_a_persons_page_lead_to_their_pages_of_the_site(desk: Desk, cards: str) -> None:
    desk.change("data/ada.yaml", "  sections:\n", f"  sections:\n    Students: [{{relations: student{cards}}}]\n")
    page = '<a href="./people/wen.html">Wen Sample</a>'
    assert desk.run("build", "--jobs", "1").code == 0
    assert page in desk.read("out/ada.html")
    assert "people/wen" not in "".join(desk.read(f"out/{each}") for each in desk.files() if each.endswith(".md"))
    desk.change("data/lab.yaml", "formats: html", "formats: md")
    assert desk.run("build", "--jobs", "1").code == 0
    assert page not in desk.read("out/ada.html")
    assert desk.run("html", "ada.yaml").code == 0
    assert page not in desk.read("out/ada.html")


def test_two_groups_may_share_a_member(tmp_path: Path) -> None:
    people = BOTH.replace(
        '{id: wei, name: "Sample, Wei"}', '{id: wei, name: "Sample, Wei", relations: [{as: member, of: zoo}]}'
    )
    desk = project(tmp_path, people=people, lab=LAB)
    desk.write("data/zoo.yaml", LAB.replace("lamp-lab", "zoo").replace("formats: html", "formats: [html, md]"))
    assert desk.run("build", "--jobs", "1").code == 0
    pages = ["lab.html", "people/ada.html", "people/wei.html", "people/wen.html", "zoo.html", "zoo/people/ada.html"]
    assert [name for name in desk.files() if name.endswith(".html") and name not in ("ada.html", INDEX)] == pages
    for page in pages:
        links = re.findall(r'href="([^"#:]+\.html)"', desk.read(f"out/{page}"))
        assert links
        assert [to for to in links if not (desk.folder / "out" / page).parent.joinpath(to).is_file()] == []
    assert 'href="./zoo/people/ada.html"' in desk.read("out/zoo.html")
    assert 'href="../../zoo.html"' in desk.read("out/zoo/people/ada.html")
    assert 'href="../lab.html"' in desk.read("out/people/ada.html")
    before = apart(contents(tmp_path / "out"))
    assert desk.run("build", "--jobs", "1").out.startswith("nothing has changed")
    assert desk.run("html", "zoo", "-o", "out/zoo.html").code == 0
    assert apart(contents(tmp_path / "out")) == before


def test_the_first_group_may_come_later(tmp_path: Path) -> None:
    desk = project(tmp_path, people=BOTH).write("data/zoo.yaml", LAB.replace("lamp-lab", "zoo"))
    desk.run("build", "--jobs", "1")
    assert "Back to the group" in desk.read("out/people/ada.html")
    assert desk.write("data/lab.yaml", LAB).run("build", "--jobs", "1").code == 0
    assert 'href="../lab.html"' in desk.read("out/people/ada.html")
    assert 'href="../../zoo.html"' in desk.read("out/zoo/people/ada.html")


def test_two_pages_of_one_group_have_pages_of_members_each(tmp_path: Path) -> None:
    short = "  short: {as_of: 2025-06, formats: html}\n"
    desk = project(tmp_path, lab=f"{LAB}{short}")
    assert desk.run("build", "--jobs", "1").code == 0
    assert 'href="../lab.html"' in desk.read("out/people/ada.html")
    assert 'href="../../lab-short.html"' in desk.read("out/lab-short/people/ada.html")
    assert desk.run("build", "--jobs", "1").out.startswith("nothing has changed")


@pytest.mark.parametrize(
    ("name", "times"), [("ada.yaml", 0), ("people.yaml", 0), ("records.yaml", 0), ("publications.bib", 1)]
)
def test_a_bibliography_is_read_again_when_it_was_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, times: int
) -> None:
    cache, task = Cache(), Task(Path("data/ada.yaml"), Path("out"), Date(2025, 6, 15))
    monkeypatch.chdir(desk.folder)
    first = make.made(task, cache)
    read: list[Path] = []
    references = project_files.references
    monkeypatch.setattr(project_files, "references", lambda paths, told: read.extend(paths) or references(paths, told))
    desk.write(f"data/{name}", desk.read(f"data/{name}") + "\n")
    assert make.made(task, cache) == first
    assert len(read) == times


@pytest.mark.parametrize("end", ["os.kill(other, signal.SIGKILL); print(list(made))", "made.close(); print([])"])
def test_a_worker_that_is_ended_within_a_message_is_not_waited_for(end: str) -> None:
    # The second waits in the middle of its message, which is more than a pipe holds, until somebody reads it.
    code = (
        "import multiprocessing, os, signal, time\n"
        "from cvgen.builds import workers\n"
        "workers._outcome = lambda task: (time.sleep(task), str(task) * 1_000_000)[1]\n"
        "made = workers._pooled([0, 0.3], 2, prints=False)\n"
        "number, _ = next(made)\n"
        "other = max(child.pid for child in multiprocessing.active_children())\n"
        "time.sleep(1)\n"
        f"print(number); {end}; print(multiprocessing.active_children())\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=False, timeout=30, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout.split(), ran.stderr) == (0, ["0", "[]", "[]"], "")
