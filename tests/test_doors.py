"""How others run cvgen: the action's steps, the hook and the shell's completion are run; the image has what is needed."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from workbench import FILE, Desk, project

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs/pages/how-to/continuous-integration.md").read_text(encoding="utf-8")


def shell(command: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A command as a runner runs it: bash, stopped at the first that fails."""
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
    given = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"} | env
    return subprocess.run(words, cwd=folder, env=given, capture_output=True, text=True, check=False, timeout=120)


def acted(desk: Desk, **inputs: str) -> list[subprocess.CompletedProcess[str]]:
    """The action's steps that check and build, with these inputs, until one fails."""
    given = {name: each["default"] for name, each in ACTION["inputs"].items()} | inputs
    ran = []
    for step in ACTION["runs"]["steps"]:
        if step.get("name") in ("Check", "Build"):
            said = {
                name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda f: given[f[1]], v)
                for name, v in step["env"].items()
            }
            ran.append(shell(step["run"], desk.folder, **said))
            if ran[-1].returncode:
                break
    return ran


def test_the_action_checks_builds_and_sets_the_first_page(tmp_path: Path) -> None:
    desk = project(tmp_path)
    assert [each.returncode for each in acted(desk, index="ada.html")] == [0, 0]
    assert desk.files() == ["ada.html", "ada.md", "ada.pdf", "index.html"]
    assert desk.read("out/index.html") == desk.read("out/ada.html")


def test_the_action_annotates_and_stops(tmp_path: Path) -> None:
    desk = project(tmp_path, ada=FILE.replace("owner: bold", "owner: bald"))
    (ran,) = acted(desk)
    assert ran.returncode == 1
    assert "::error file=data/ada.yaml,line=11" in ran.stdout + ran.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("strict", "codes"), [("false", [0, 0]), ("true", [1])])
def test_warnings_stop_the_action_where_it_is_strict(tmp_path: Path, strict: str, codes: list[int]) -> None:
    desk = project(tmp_path)
    desk.change("data/publications.bib", "year = {2021}", "year = {2021}, jounral = {Odd}")
    assert [each.returncode for each in acted(desk, strict=strict)] == codes


def test_an_input_is_never_part_of_a_command(tmp_path: Path) -> None:
    runs = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert [run for run in runs if "${{" in run] == []
    acted(project(tmp_path), index="$(touch evil)", strict='"; touch evil; "')
    assert not (tmp_path / "evil").exists()


def test_the_actions_inputs_are_told() -> None:
    assert re.findall(r"^\| `([\w-]+)` \| ", PAGE, re.MULTILINE) == list(ACTION["inputs"])
    used = {name for step in ACTION["runs"]["steps"] for name in re.findall(r"inputs\.([\w-]+)", str(step))}
    assert used == set(ACTION["inputs"])


def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("file", "looked_at"),
    [
        ("data/ada.yaml", True),
        ("data/papers.bib", True),
        ("styles/mine.css", True),
        ("out/ada.html", False),
        ("README.md", False),
    ],
)
def test_the_hook_is_run_for_what_cvgen_reads(file: str, looked_at: bool) -> None:
    assert bool(re.search(hook()["files"], file)) is looked_at


def test_the_hook_looks_at_all_files_together(tmp_path: Path) -> None:
    found, desk = hook(), project(tmp_path)
    assert (found["pass_filenames"], found["language"]) == (False, "python")
    assert shell(found["entry"], tmp_path).returncode == 0
    desk.change("data/people.yaml", "id: ada\n", "id: eve\n")  # only ada.yaml tells that this is wrong
    ran = shell(found["entry"], tmp_path)
    assert (ran.returncode, "data/ada.yaml:1:9" in ran.stderr) == (1, True), ran.stderr
    # Given the name of the file that was changed alone, as hooks are by default, it would have said nothing of that.
    assert "data/ada.yaml:1:9" not in shell(f"{found['entry']} data/people.yaml", tmp_path).stderr


def test_the_image_has_what_the_setup_installs_and_all_that_a_wheel_is_made_of() -> None:
    steps = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    action = next(step["run"] for step in ACTION["runs"]["steps"] if "Pango" in step.get("name", ""))
    assert re.findall(r"libpango\S+", steps) == re.findall(r"libpango\S+", action)
    assert set(re.findall(r"libpango\S+", steps)) <= set(
        re.findall(r"libpango[\w.-]+", (ROOT / ".ci/setup").read_text())
    )
    sent = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    taken = re.search(r"cp -r (.*) \"", (ROOT / ".ci/container").read_text(encoding="utf-8"))
    assert taken
    assert sorted(taken[1].split()) == sorted(sent)
    assert [name for name in sent if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("cvgen exp", {"explain", "export"}), ("cvgen export c", {"csl-json"}), ("cvgen html --refer", {"--reference"}),
        ("cvgen pdf --look b", {"banner", "bar", "book"}), ("cvgen pdf --look mi", {"mine"}), ("cvgen html --style mo", {"modern"}),
        ("cvgen html --reference ap", {"apa"}), ("cvgen html --lang pt", {"pt-BR"}), ("cvgen html --lang xx", set()),
        ("cvgen pdf --engine t", {"typst"}), ("cvgen pdf --set look.ju", {"look.justify="}),
        ("cvgen pdf --set look.justify=", {"look.justify=true", "look.justify=false"}),
        ("cvgen pdf --set look.paper=", {"look.paper=a4", "look.paper=letter"}),
        ("cvgen pdf --set look.extends=boo", {"look.extends=book"}), ("cvgen pdf --set look.sidebar_sections=", set()),
        ("cvgen pdf --set look.nothing=", set()), ("cvgen show look boo", {"book"}), ("cvgen show references ie", {"ieee"}),
        ("cvgen show locale fr", {"fr"}), ("cvgen pack ns", {"nsf"}), ("cvgen check --explain no-side", {"no-sidebar"}),
        ("cvgen html a", {"ada.yaml"}),
        # Bash takes what stands at both sides of "=" for words of their own, and puts back the last one alone.
        ("cvgen pdf --set look.headings =", {"rule", "small-caps", "bar", "centred", "colour", "plain"}),
        ("cvgen pdf --set look.headings = b", {"bar"}), ("cvgen pdf --set = look.headings = b", {"bar"}),
        ("cvgen pdf --look = boo", {"book"}), ("cvgen pdf --set look.headings = bar --loo", {"--look"}),
    ],
)  # fmt: skip
def test_the_shell_completes(tmp_path: Path, typed: str, offered: set[str]) -> None:
    for place in ("styles/looks/mine.yaml", "data/ada.yaml"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("{}\n", encoding="utf-8")
    words = {"_CVGEN_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    ran = shell("cvgen", tmp_path, **words)
    assert {line.partition(",")[2] for line in ran.stdout.split()} == offered
    assert ran.stderr == ""


def test_bash_puts_in_the_place_of_its_last_word_what_completes_it(tmp_path: Path) -> None:
    ask = 'eval "$(_CVGEN_COMPLETE=bash_source cvgen)"; COMP_WORDS=(cvgen pdf --set look.head{}); COMP_CWORD={}; _cvgen_completion cvgen'
    for typed, place, offered in (("", 3, "look.headings= look.head="), ("ings = ba", 5, "bar")):
        command = f"{ask.format(typed, place)}; echo ${{COMPREPLY[*]}}"
        assert shell(f"bash -c '{command}' 2>/dev/null", tmp_path).stdout.strip() == offered


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_what_a_shell_is_told_is_there(tmp_path: Path, name: str) -> None:
    assert f"_CVGEN_COMPLETE={name}_source cvgen" in (ROOT / "docs/pages/how-to/shell.md").read_text(encoding="utf-8")
    assert "_CVGEN_COMPLETE" in shell("cvgen", tmp_path, _CVGEN_COMPLETE=f"{name}_source").stdout


# ------------------------------------------------------------------------------------------------------------ a release
URL = "https://git.example.org/ada/cvgen"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The project as one commit, its checks replaced by a note that they ran."""
    place = tmp_path / "cvgen"
    left_out = shutil.ignore_patterns(
        ".git", ".venv*", "out", "build", "dist", "__pycache__", ".*_cache", ".hypothesis"
    )
    shutil.copytree(ROOT, place, ignore=left_out)
    (place / ".ci/run").write_text("#!/bin/sh\ntouch ../ran\nexit ${BROKEN:-0}\n", encoding="utf-8")
    git = "git -c user.name=Ada -c user.email=ada@example.org"
    ran = shell(f"git init -q && git add -A && {git} commit -qm All", place)
    assert ran.returncode == 0, ran.stderr
    return place


def released(place: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    said = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org"}
    said |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in said.items()}
    return shell(f".ci/release {' '.join(words)}", place, VENV=str(BIN.parent), **said, **env)


def test_a_release_is_one_step(repository: Path) -> None:
    ran = released(repository, "0.1.0", URL)
    assert ran.returncode == 0, ran.stderr
    assert (repository.parent / "ran").exists()
    assert shell("git tag; git status --porcelain", repository).stdout == "v0.1.0\n"
    (wheel,) = (repository / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        told = packed.read(next(each for each in packed.namelist() if each.endswith("/METADATA"))).decode()
    assert f"Project-URL: Homepage, {URL}\n" in told
    assert f"Project-URL: Changelog, {URL}/blob/v0.1.0/CHANGELOG.md\n" in told
    assert re.search(r"^## 0\.1\.0 \(\d{4}-\d\d-\d\d\)$", (repository / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert "twine upload" in ran.stdout
    assert "v0.1.0 is there already" in released(repository, "0.1.0", URL).stderr


@pytest.mark.parametrize(
    ("words", "env", "said"),
    [
        (("1", URL), {}, "is no version"),
        (("0.1.0", "ada/cvgen"), {}, "is no address"),
        (("0.9.0", URL), {}, "CHANGELOG.md says nothing of 0.9.0"),
        (("0.1.0", URL), {"BROKEN": "1"}, ""),
    ],
)
def test_a_release_that_cannot_be_changes_nothing(
    repository: Path, words: tuple[str, ...], env: dict[str, str], said: str
) -> None:
    ran = released(repository, *words, **env)
    assert (ran.returncode, said in ran.stderr) == (1, True), ran.stderr
    assert shell("git tag; git status --porcelain; git log --oneline | wc -l", repository).stdout == "1\n"
