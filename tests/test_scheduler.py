"""A cluster makes what this machine would make, byte for byte, and a worker that dies loses nothing."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_hostile import PICTURE
from workbench import PEOPLE, Desk, project

distributed = pytest.importorskip("distributed")

from cvgen.builds import cluster, fingerprints, packing  # noqa: E402 - only where Dask is

CV = """\
person: {person}
bibliography: [publications.bib, ../shared.bib]
cv:
  photo: face.png
  sections:
    Publications:
      publications: [{{select: [lanterns, elsewhere, mirrors]}}]
documents:
  cv: {{as_of: 2025-06, formats: [{formats}], style: own}}
"""
ELSEWHERE = "@misc{elsewhere, title = {Seen From Afar}, author = {Example, Ada and Sample, Wen}, year = 2022}\n"
PEOPLE_MORE = "".join(f"  - {{id: p{n}, name: 'Example, Ada{n}'}}\n" for n in range(12))


@pytest.fixture(scope="module")
def dask() -> Iterator["distributed.LocalCluster"]:
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options, silence_logs=60) as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = project(tmp_path, people=PEOPLE + PEOPLE_MORE, ada=CV.format(person="ada", formats="html, md, pdf"))
    desk.write("shared.bib", ELSEWHERE)
    desk.write("styles/own.css", "/* extends: classic */ p { color: navy }\n")
    (tmp_path / "data/face.png").write_bytes(PICTURE)
    return desk


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".cvgen" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_same_bytes_and_words_as_here(desk: Desk, dask: "distributed.LocalCluster") -> None:
    desk.write("data/wen.yaml", CV.format(person="wen", formats="html").replace("lanterns,", "lantern,"))
    here = desk.run("build", "-j", "1", "-o", "here")
    there = desk.run("build", "--scheduler", dask.scheduler_address, "-o", "there")
    assert (here.code, there.code) == (1, 1)
    assert there.err == here.err
    assert "data/wen.yaml:" in there.err
    assert {*contents(desk.folder / "there")} == {"ada.html", "ada.md", "ada.pdf", "index.html"}
    assert contents(desk.folder / "there") == contents(desk.folder / "here")
    desk.change("data/wen.yaml", "lantern,", "lanterns,")
    again = desk.run("build", "--scheduler", dask.scheduler_address, "-o", "there")
    assert again.out.splitlines()[-1] == "1 written, 3 unchanged, 0 failed"
    assert desk.run("build", "-o", "there").out == "nothing has changed: 4 pages as before\n"


def test_a_killed_worker_loses_nothing(desk: Desk, dask: "distributed.LocalCluster") -> None:
    (desk.folder / "data/ada.yaml").unlink()
    for n in range(12):
        desk.write(f"data/p{n}.yaml", CV.format(person=f"p{n}", formats="html, md"))
    assert desk.run("build", "-j", "1", "-o", "here").code == 0
    victims = [worker.pid for worker in dask.workers.values()]
    told: list[str] = []
    received = cluster._received

    def killing(*words: object) -> object:
        if len(told) == 2:
            os.kill(victims[0], signal.SIGKILL)
        told.append("task")
        return received(*words)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "_received", killing)
        ran = desk.run("build", "--scheduler", dask.scheduler_address, "-o", "there")
    assert (ran.code, len(told)) == (0, 12)
    assert contents(desk.folder / "there") == contents(desk.folder / "here")


def test_nothing_is_left_on_the_workers(desk: Desk, dask: "distributed.LocalCluster") -> None:
    assert desk.run("build", "--scheduler", dask.scheduler_address).code == 0
    with distributed.Client(dask) as client:
        left = client.run(lambda dask_worker: [*Path(dask_worker.local_directory).glob("cvgen-*")])
    assert [path for paths in left.values() for path in paths] == []


def test_another_version_on_the_workers_is_refused(
    desk: Desk, dask: "distributed.LocalCluster", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprints, "of_program", lambda: "another")
    ran = desk.run("build", "--scheduler", dask.scheduler_address)
    assert (ran.code, desk.files()) == (1, [])
    assert "another version of cvgen" in ran.err


def test_no_scheduler_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", "0.3s")
    ran = desk.run("build", "--scheduler", "tcp://127.0.0.1:9")
    assert (ran.code, "there is no scheduler at tcp://127.0.0.1:9" in ran.err) == (1, True)
    assert "there is no scheduler at nonsense" in desk.run("build", "--scheduler", "nonsense").err


def test_a_parcel_holds_what_is_named_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    desk.write("data/notes.txt", "mine").write("secret.bib", "mine").write(".hidden/styles/x.css", "mine")
    parcel = packing.packed([tmp_path / "data/ada.yaml"])
    packing.unpack(parcel.packed, tmp_path / "copy")
    wanted = {"data/ada.yaml", "data/people.yaml", "data/records.yaml", "data/publications.bib", "data/face.png"}
    assert {*contents(tmp_path / "copy")} == wanted | {"shared.bib", "styles/own.css"}
