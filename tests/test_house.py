"""The house keeps its shape: contracts, types, sizes, and what is not imported before it is needed."""

import ast
import importlib
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import cvgen
from cvgen.model import regex

MODULES = sorted(Path(cvgen.__file__).parent.rglob("*.py"))
STEPS = ("read", "identify", "select", "mark", "arrange", "render")
SLOW = ("weasyprint", "fontTools", "uharfbuzz")


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, *map(str, command)]
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return run("-c", code, cwd=folder)


@pytest.fixture
def house(tmp_path: Path, root: Path) -> Path:
    shutil.copytree(root / "cvgen", tmp_path / "cvgen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(root: Path) -> None:
    linted = contracts(root)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("render/html.py", "import cvgen.identify", "Renderers cannot know who anyone is"),
        ("render/templating.py", "from cvgen.identify import people", "Renderers cannot know who anyone is"),
        ("mark/__init__.py", "from cvgen.identify import people", "Only identify compares names"),
        ("identify/duplicates.py", "from cvgen import mark", "A step knows what came before it"),
        ("cite/__init__.py", "import yaml", "One door for YAML"),
        ("pipeline.py", "import click", "One door for click"),
        ("render/html.py", "import weasyprint", "One door for the PDF engine"),
    ],
)
def test_a_contract_notices(house: Path, module: str, line: str, contract: str) -> None:
    with (house / "cvgen" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    linted = contracts(house)
    assert linted.returncode == 1, linted.stdout + linted.stderr
    assert re.search(rf"{contract}.* BROKEN", linted.stdout), linted.stdout


def step(module: str) -> str:
    """The step a module belongs to: "cvgen.read.files" -> "read"."""
    name = module.removeprefix("cvgen.").split(".")[0]
    return next((known for known in STEPS if name == known or name.startswith(f"{known}_")), "")


def test_a_step_takes_from_another_its_records_alone() -> None:
    taken = [
        (path.name, alias.name)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        for origin in [step(f"{node.module}.{alias.name}") if node.module == "cvgen" else step(str(node.module))]
        if (own := step(str(path.relative_to(Path(cvgen.__file__).parent).with_suffix("")).replace("/", ".")))
        if origin not in ("", own)
    ]
    assert [(module, name) for module, name in taken if not name[0].isupper()] == []


def test_leaving_the_marking_out_does_not_type_check(tmp_path: Path, root: Path) -> None:
    config = tmp_path / "mypy.ini"
    config.write_text(f"[mypy]\nstrict = true\nfollow_imports = silent\nmypy_path = {root}\n", encoding="utf-8")
    snippet = tmp_path / "snippet.py"
    found = {}
    for given in ("mark.Marked", "identify.Publication", "reference.Reference"):
        imports = "from cvgen import identify, mark\nfrom cvgen.model import reference"
        snippet.write_text(f"{imports}\ndef f(paper: {given}) -> mark.Marked:\n    return paper\n", encoding="utf-8")
        checked = run("-m", "mypy", "--config-file", config, "--cache-dir", tmp_path / "cache", snippet, cwd=root)
        found[given] = (checked.returncode, "return-value" in checked.stdout)
    assert found == {"mark.Marked": (0, False), "identify.Publication": (1, True), "reference.Reference": (1, True)}


def test_the_version_is_one(root: Path) -> None:
    with (root / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["version"] == cvgen.__version__ == metadata.version("cvgen")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(Path(cvgen.__file__).parent)))
def test_a_module_says_what_it_promises_and_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    promise = ast.get_docstring(tree)
    assert promise
    assert tree.body[0].lineno == 1
    assert text.count("\n") <= 400 or "Written by `make update`" in promise


@pytest.mark.parametrize("command", [["--help"], ["html", "liu.yaml", "-o", "liu.html"]], ids=["help", "html"])
def test_what_is_slow_to_import_waits(tmp_path: Path, root: Path, command: list[str]) -> None:
    for folder in ("data", "templates", "styles"):
        shutil.copytree(root / folder, tmp_path / folder)
    ran = run("-X", "importtime", Path(sys.executable).with_name("cvgen"), *command, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in ran.stderr.splitlines()}
    assert "cvgen" in imported
    assert imported.isdisjoint({*SLOW} - {"uharfbuzz"} if "html" in command else SLOW)  # a page carries its font


def record_fields() -> list[tuple[str, str]]:
    """Every field of a record: ("Person", "affiliation")."""
    nodes = [node for path in MODULES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    classes = [(each, {ast.unparse(base) for base in each.bases}) for each in nodes if isinstance(each, ast.ClassDef)]
    records = {"Record", "Placed", "Struct"}
    while more := {each.name for each, bases in classes if bases & records} - records:
        records |= more
    return [
        (node.name, line.target.id)
        for node, bases in classes
        if bases & records
        for line in node.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
        if "ClassVar" not in ast.unparse(line.annotation)
    ]


def test_no_record_holds_what_nothing_reads(root: Path) -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (*MODULES, *(root / "docs").glob("*.py"))]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)}
    read |= {name for node in nodes if isinstance(node, ast.MatchClass) for name in node.kwd_attrs}
    for path in (*(root / "templates").rglob("*.html"), *(root / "templates").rglob("*.md")):
        read.update(re.findall(r"\.(\w+)", path.read_text(encoding="utf-8")))
    for path in (root / "styles" / "entries").glob("*.yaml"):  # what entries hold is read by the names in patterns
        read.update(re.findall(r"\{(\w+)", path.read_text(encoding="utf-8")))
    read = {name.rstrip("_") for name in read}  # `for_` is `for` to a pattern
    assert [each for each in record_fields() if each[1].rstrip("_") not in read] == []


def test_every_dependency_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    # What has no wheels for the newest Python yet is compiled there, by who asks for it.
    wanted = [each for each in wanted if "python_version >=" not in each]
    names = {re.split(r"[^\w.-]", each)[0].lower().replace("_", "-") for each in wanted}
    locked = (root / ".ci" / "requirements.lock").read_text(encoding="utf-8")
    assert names <= set(re.findall(r"^([\w.-]+)(?:\[\w+\])?==", locked, re.MULTILINE))


def test_what_is_asked_for_with_extras_is_locked_with_them(root: Path) -> None:
    # An older pip that is asked for coverage[toml] takes the newest coverage where only "coverage" is pinned.
    locked = dict(
        re.findall(r"^([\w.-]+)(?:\[([\w,-]+)\])?==", (root / ".ci/requirements.lock").read_text("utf-8"), re.MULTILINE)
    )
    asked = {
        (wanted.name.lower().replace("_", "-"), extra)
        for name in locked
        for line in _requires(name)
        if not (wanted := Requirement(line)).marker or wanted.marker.evaluate({"extra": ""})
        for extra in wanted.extras
    }
    assert len(asked) > 1
    assert sorted(each for each in asked if each[1] not in locked[each[0]].split(",")) == []


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # locked for another system
        return []


def test_every_pattern_that_waits_can_be_compiled() -> None:
    folder = Path(cvgen.__file__).parent.parent
    names = (path.relative_to(folder).with_suffix("").as_posix().replace("/", ".") for path in MODULES)
    modules = [importlib.import_module(name.removesuffix(".__init__")) for name in names if name != "cvgen.__main__"]
    waiting = {id(found): found for each in modules for found in vars(each).values() if isinstance(found, regex._Lazy)}
    assert len(waiting) > 100
    assert all(each.flags >= 0 for each in waiting.values())
