"""The benchmark's machinery: inputs, runs in turn, medians, the page. Nothing here depends on how fast anything is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cvgen import loading
from cvgen.model.errors import Problems

sys.path.append(str(Path(__file__).parent / "bench"))

import generate
import growth
import points
import results
import run
import timing
from peers import Tools
from stock import Stock
from timing import Command, Sample

BENCH = Path(run.__file__).parent
PYTHON = (sys.executable, "-I", "-S", "-c")
PAIR = {
    "task": "60 papers", "n": 9, "wall": 0.5, "wall_peer": 1.0, "wall_ratio": 0.5, "cpu": 0.625, "cpu_peer": 1.25,
    "cpu_ratio": 0.51, "peak": 50.0, "peak_peer": 100.0, "peak_ratio": 0.52, "goal": 0.65,
}  # fmt: skip
GROWN = {"task": "60,000", "n": 3, "wall": 61.0, "cpu": 60.0, "peak": 1000.0, "exponent": 1.04}
RAW = {
    "machine": {"Date": "2026-02-03", "Processor": "a fast one", "cvgen": "0.1.0, build 12ab34cd"},
    "parts": {
        "pdf": {
            "date": "2026-02-03",
            "build": "12ab34cd",
            "rows": [PAIR | {"note": "cvgen tagged, 5 pages"}, PAIR | {"wall_ratio": 0.7}],
        },
        "others": {
            "date": "2026-02-01",
            "build": "98fe76dc",
            "rows": [{"task": "pandoc", "left_out": "Debian's package pandoc"}],
        },
        "growth": {
            "date": "2026-02-03",
            "build": "12ab34cd",
            "rows": [GROWN | {"goal": 60.0, "goal_peak": 1430.5, "goal_exponent": 1.1}],
        },
    },
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return inputs(tmp_path / "made", "1", "person", 60)


def inputs(folder: Path, seed: str, kind: str, *numbers: int) -> Path:
    words = (sys.executable, str(BENCH / "inputs.py"), kind, str(folder / "data"), *map(str, numbers))
    subprocess.run(words, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_inputs_are_the_same_in_every_run(made: Path, tmp_path: Path) -> None:
    again = contents(inputs(tmp_path / "again", "2", "person", 60))
    assert contents(made) == again
    assert set(again) == {"cv.yaml", "people.yaml", "publications.bib", "rendercv.yaml", "cv.typ", "pandoc.md"}


def test_cvgen_reads_them_without_a_problem(made: Path) -> None:
    problems = Problems()
    loaded = loading.cv_file(made / "data/cv.yaml", problems)
    assert not problems.items
    assert len(loaded.publications) == 60
    owner = loaded.subject.id
    assert all(
        owner in {author.person.id for author in paper.authors if author.person} for paper in loaded.publications
    )


def test_they_are_as_varied_as_a_library() -> None:
    world = generate.World(1000, 33)
    papers = world.papers(1000, world.members[0])
    people = {person for paper in papers for person in paper.authors}
    assert len({paper.key for paper in papers}) == 1000
    assert len({paper.title for paper in papers}) >= 990
    assert len({word for paper in papers for word in paper.title.lower().split()}) > 800
    assert len({person.family for person in people}) > 300
    assert len({paper.venue for paper in papers}) > 300
    assert sum(not paper.tex.isascii() or "{" in paper.tex for paper in papers) > 300


def test_inputs_are_made_once_and_anew_when_their_maker_changes(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    place = stock.of("single", 2)
    (place / "data/cv.yaml").write_text("mine", encoding="utf-8")
    assert stock.of("single", 2) == place
    assert (place / "data/cv.yaml").read_text(encoding="utf-8") == "mine"
    (place / "made-by").write_text("another", encoding="utf-8")
    stock.of("single", 2)
    assert (place / "data/cv.yaml").read_text(encoding="utf-8").startswith("person: ")


def test_two_commands_run_in_turn_after_one_of_each(tmp_path: Path) -> None:
    log = tmp_path / "log"
    a, b = (Command((*PYTHON, f"print({name!r}, file=open({str(log)!r}, 'a'), end='')")) for name in "AB")
    pairs = timing.in_turn((a, b), 2)
    assert log.read_text(encoding="utf-8") == "ABABAB"
    assert len(pairs) == 2
    assert all(sample.wall > 0 and sample.cpu > 0 and sample.peak > 1 for pair in pairs for sample in pair)


def test_memory_is_what_a_process_had_at_most() -> None:
    assert timing.measured(Command((*PYTHON, "b'x' * (300 * 2**20)"))).peak > 300


def test_what_is_measured_keeps_its_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    ask = "import os, sys; sys.exit('PYTHONDONTWRITEBYTECODE' in os.environ or os.environ['MINE'] != 'kept')"
    timing.measured(Command((sys.executable, "-S", "-c", ask), extra={"MINE": "kept"}))


def test_a_command_that_fails_is_no_figure() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)exit code 3.*no such paper"):
        timing.measured(Command((*PYTHON, "import sys; print('no such paper'); sys.exit(3)")))


def test_the_ratio_is_the_median_of_the_pairs() -> None:
    pairs = [
        (Sample(1, 1, 10), Sample(2, 4, 40)),
        (Sample(3, 3, 30), Sample(3, 3, 30)),
        (Sample(9, 9, 90), Sample(1, 1, 1)),
    ]
    assert timing.compared(pairs) == {
        "n": 3, "wall": 3, "wall_peer": 2, "wall_ratio": 1, "cpu": 3, "cpu_peer": 3, "cpu_ratio": 1, "peak": 30,
        "peak_peer": 30, "peak_ratio": 1,
    }  # fmt: skip


def test_the_exponent_is_that_between_two_sizes() -> None:
    assert growth.exponent((60, 0.1), (600, 1.0)) == pytest.approx(1)
    assert growth.exponent((60, 0.1), (600, 10.0)) == pytest.approx(2)
    assert growth.exponent((60, 0.0), (600, 10.0)) is None


@pytest.mark.parametrize("part", ["pdf", "html", "others", "start", "eight"])
def test_a_peer_that_is_not_there_is_left_out(part: str, tmp_path: Path) -> None:
    missing = dict.fromkeys(("rendercv", "typst", "pandoc", "bibtex2html", "pdfinfo"), "not for sale")
    rows = list(points.PARTS[part](points.Bench(Tools(tmp_path, missing), Stock(tmp_path))))
    assert [row["left_out"] for row in rows] == ["not for sale"] * len(rows) != []


def test_the_page_shows_what_was_measured() -> None:
    page = results.text(RAW)
    assert "| Processor | a fast one |" in page
    row = "| 60 papers | 9 | 0.500 s | 1.00 s | **{}** | 0.65, {} | 0.625 | 1.25 | 0.51 | 50 | 100 | 0.52 |"
    assert row.format("0.50", "met") in page
    assert row.format("0.70", "**missed**") in page
    assert "- 60 papers: cvgen tagged, 5 pages" in page
    assert "pandoc was left out: Debian's package pandoc\n\nMeasured on 2026-02-01, cvgen's build 98fe76dc.\n" in page
    assert page.count("Measured on") == 1
    grown = "| 60,000 | 3 | 61.0 s | 60, **missed** | 60.0 s | 1000 | 1430, met | 1.04 | 1.1, met |"
    assert grown in page
    assert [name for name in results.SECTIONS if f"[{name}]" in page] == ["pdf", "others", "growth"]
    assert set(results.SECTIONS) == set(points.PARTS)


def test_a_part_measured_anew_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, page = tmp_path / "results.json", tmp_path / "RESULTS.md"
    kept.write_text(json.dumps(RAW), encoding="utf-8")
    monkeypatch.setattr(run.peers, "ready", lambda folder, **_: Tools(folder, {}))
    monkeypatch.setattr(run.peers, "machine", lambda _: {"Date": "2026-03-04"})
    monkeypatch.setitem(points.PARTS, "html", lambda _: iter([PAIR]))
    monkeypatch.setitem(
        points.PARTS, "pdf", lambda bench: [timing.measured(Command(("false",), bench.stock.folder.parent))]
    )
    monkeypatch.setattr(
        sys, "argv", ["run.py", "--folder", str(tmp_path), "--page", str(page), "--only", "pdf", "html"]
    )
    assert run.main() == 1
    found = json.loads(kept.read_text(encoding="utf-8"))["parts"]
    assert {name: found[name] for name in RAW["parts"]} == RAW["parts"]
    assert found["html"]["rows"] == [PAIR]
    assert page.read_text(encoding="utf-8") == results.text({"machine": {"Date": "2026-03-04"}, "parts": found})


def test_a_cvgen_that_is_changed_meanwhile_is_no_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "cvgen/lib/python3/site-packages/cvgen/mark.py"
    module.parent.mkdir(parents=True)
    module.write_text("one", encoding="utf-8")
    bench = points.Bench(Tools(tmp_path, {}), Stock(tmp_path))
    monkeypatch.setitem(points.PARTS, "html", lambda _: iter([PAIR]))
    assert run.measured("html", bench)["rows"] == [PAIR]
    monkeypatch.setitem(points.PARTS, "html", lambda _: iter([PAIR, {"n": module.write_text("two", encoding="utf-8")}]))
    with pytest.raises(RuntimeError, match="was changed while it was measured"):
        run.measured("html", bench)
