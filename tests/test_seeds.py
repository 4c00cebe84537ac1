"""Held against the documents that people kept by hand, where these are at hand: nothing is lost."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cvgen import cli

ROOT = Path(__file__).parent.parent
CHECKER = ROOT.parent / "shared" / "tools" / "seedcheck.py"
SEEDS = {
    "liu": ("d001", "authors: 10/10", "facts: 151/151"),
    "zhang": ("d003", "authors: 23/23", "facts: 148/148"),
    "optml": ("d000", "authors: 10/10", "facts: 50/50"),
    "project": ("d002", "authors: 10/10", "facts: 60/60"),
    "seminar": ("d004", "authors: 0/0", "facts: 17/17"),
}
STYLE = {("liu", "html"): 40, ("liu", "md"): 40, ("zhang", "html"): 90, ("zhang", "md"): 90}

pytestmark = pytest.mark.skipif(not CHECKER.exists(), reason="the documents kept by hand are not beside this project")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


def checked(name: str, path: Path) -> str:
    command = [sys.executable, str(CHECKER), SEEDS[name][0], str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout


@pytest.mark.parametrize(
    ("name", "form"),
    [*((name, form) for name in SEEDS for form in ("html", "md", "typst")), ("liu", "pdf"), ("zhang", "pdf")],
)
def test_nothing_is_lost(name: str, form: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    path = out / f"{name}.{form}"
    engine = ["pdf", "--engine", "typst"] if form == "typst" else [form]
    if form == "typst":
        pytest.importorskip("typst")
        path = path.with_suffix(".typst.pdf")
    assert CliRunner().invoke(cli.main, [*engine, f"{name}.yaml", "-o", str(path)]).exit_code == 0
    if path.suffix == ".pdf":
        subprocess.run(["pdftotext", "-raw", str(path), str(path.with_suffix(".txt"))], check=True, timeout=60)
    said = checked(name, path.with_suffix(".txt") if path.suffix == ".pdf" else path)
    _, authors, facts = SEEDS[name]
    assert facts in said, said
    if path.suffix != ".pdf":
        assert authors in said, said
    found = re.search(r"style: (\d+)/", said)
    assert found
    assert int(found[1]) >= STYLE.get((name, form), 0)
