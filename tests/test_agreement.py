"""The same people carry the same marks in HTML, Markdown and PDF; the same input gives the same bytes."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import reading
from workbench import FILE, Desk, project

from cvgen import loading, pipeline
from cvgen.model import formats
from cvgen.model.document import Document, Item, Section
from cvgen.model.errors import Problems
from cvgen.model.text import AuthorName, walk

ROOT = Path(__file__).parent.parent
EPOCH = "1767225600"
# Those that a document is made in which does not say; Word and LaTeX have tests of their own.
USUAL = tuple(each for each in formats.FORMATS.values() if each.usual)
RUNS = {formats.HTML: lambda path: reading.html_runs(path.read_text(encoding="utf-8")),
        formats.MD: lambda path: reading.markdown_runs(path.read_text(encoding="utf-8")),
        formats.PDF: lambda path: reading.pdf_runs(path.read_bytes())}  # fmt: skip


def documents() -> list[tuple[str, str]]:
    """Every document of data/ that is made in all formats: ("liu.yaml", "two-page")."""
    found = []
    for path in sorted((ROOT / "data").glob("*.yaml")):
        if path.name not in ("people.yaml", "records.yaml"):
            loaded = loading.cv_file(path, Problems())
            found += [(path.name, name) for name, made in loaded.recipes.items() if set(made.formats) == set(USUAL)]
    return found


DOCUMENTS = documents()


AGAIN = ("zhang.yaml", "optml.yaml", "seminar.yaml", "liu.yaml", "project.yaml")


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """All documents of data/, and all again, in another order, by a process that hashes differently."""
    folders = (tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two"))
    running = []
    for seed, folder in enumerate(folders, 1):
        for name in ("data", "templates", "styles"):
            shutil.copytree(ROOT / name, folder / name)
        env = {**os.environ, "PYTHONHASHSEED": str(seed), "SOURCE_DATE_EPOCH": EPOCH}
        command = [sys.executable, "-m", "cvgen", "build", "--quiet", *(AGAIN if seed == 2 else ())]
        running.append(
            subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        )
    for process in running:
        _, errors = process.communicate(timeout=240)
        assert process.returncode == 0, errors
    return folders[0] / "out", folders[1] / "out"


def made(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in named.items() if not name.startswith(".")}


def test_the_same_input_gives_the_same_bytes(twice: tuple[Path, Path]) -> None:
    one, two = map(made, twice)
    assert (
        {f"{name}.{form}" for name in ("liu", "liu-modern", "optml", "seminar") for form in USUAL} <= {*two} == {*one}
    )
    assert [name for name in two if one[name] != two[name]] == []


def file_of(source: str, name: str, form: formats.Format) -> str:
    """What build calls a document: "liu-two-page.pdf"."""
    first = next(other for file, other in DOCUMENTS if file == source)
    return f"{source.removesuffix('.yaml')}{'' if name == first else f'-{name}'}.{form}"


def arranged(source: str, name: str) -> Document:
    loaded = loading.cv_file(ROOT / "data" / source, Problems())
    return pipeline.document(loaded, pipeline.Request(formats.HTML, name), Problems())


def items(sections: tuple[Section, ...]) -> list[Item]:
    own = [item for section in sections for listing in section.listings for item in listing.items]
    return own + [item for section in sections for item in items(section.sections)]


def authors(document: Document) -> list[AuthorName]:
    texts = [nodes for item in items(document.sections) for nodes in (item.main, *(line.main for line in item.lines))]
    return [node for nodes in texts for node in walk(nodes) if isinstance(node, AuthorName)]


def bare(name: str) -> str:
    return "".join(name.split())


def expected(found: list[AuthorName]) -> Counter[tuple[str, bool, str]]:
    """What the records say is marked."""
    rows = ((bare(a.name), bool(a.emphasis), a.separator.join(s.glyph for s in a.symbols)) for a in found)
    return Counter(row for row in rows if row[1] or row[2])


@pytest.mark.parametrize(("source", "name"), DOCUMENTS)
def test_the_marked_authors_are_the_same_in_all_formats(source: str, name: str, twice: tuple[Path, Path]) -> None:
    printed = authors(arranged(source, name))
    known = frozenset(bare(author.name) for author in printed)
    seen = {form: reading.marked(RUNS[form](twice[0] / file_of(source, name, form)), known) for form in USUAL}
    assert seen == dict.fromkeys(USUAL, expected(printed))


def test_the_comparison_has_something_to_compare() -> None:
    counts = {f"{source} {name}": len(expected(authors(arranged(source, name)))) for source, name in DOCUMENTS}
    assert counts["liu.yaml cv"] >= 10
    assert counts["zhang.yaml cv"] >= 10


# -------------------------------------------------------------------------------------------- every mark × every format
RULES = {
    "owner": "owner: bold",
    "student": "student: {symbol: †, look: underline}",
    "equal": 'equal: {symbol: "*"}',
    "corresponding": "corresponding: italic",
    "mentee": "mentee: {look: [bold, italic]}",
}


def with_rules(rules: dict[str, str], more: str = "") -> str:
    """The file with one document that has these rules and nothing else to tell them."""
    listed = "".join(f"      {rule}\n" for rule in rules.values())
    return f"{FILE[: FILE.index('    marks:')]}{more}    marks:\n{listed}"


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The made-up CV in every format: with all rules, without each, and in the other form."""
    variants = {"all": with_rules(RULES), "inline": with_rules(RULES, "    mark_form: inline\n")}
    variants |= {role: with_rules({k: v for k, v in RULES.items() if k != role}) for role in RULES}
    variants |= {
        "turned": with_rules(dict(reversed(RULES.items()))),
        "spaced": with_rules(RULES, "    mark_separator: ' '\n"),
    }
    found = {}
    for name, text in variants.items():
        desk = project(tmp_path_factory.mktemp(name), ada=text)
        desk.change(
            "data/people.yaml",
            "{as: member, of: lamp-lab, start_date: 2021-09",
            "{as: mentee, of: ada, start_date: 2021-09",
        )
        desk.change("data/publications.bib", "{1=equal; 2=equal}", "{1=equal; 2=equal,corresponding}")
        found[name] = printed(desk)
    return found


def printed(desk: Desk) -> dict[str, bytes]:
    for form in USUAL:
        ran = desk.run(form.name, "ada.yaml")
        assert ran.code == 0, ran.err
    return made(desk.folder / "out")


@pytest.mark.parametrize("form", list(USUAL))
@pytest.mark.parametrize("variant", [*RULES, "inline", "turned", "spaced"])
def test_every_rule_changes_every_format(
    prints: dict[str, dict[str, bytes]], variant: str, form: formats.Format
) -> None:
    assert prints["all"][f"ada.{form}"] != prints[variant][f"ada.{form}"]


@pytest.mark.parametrize("variant", [*RULES, "all", "turned"])
def test_what_is_marked_agrees_for_every_rule(prints: dict[str, dict[str, bytes]], variant: str) -> None:
    names = frozenset(("W.Sample", "J.Roe", "A.Example"))
    seen = [
        reading.marked(runs, names)
        for runs in (
            reading.html_runs(prints[variant]["ada.html"].decode()),
            reading.markdown_runs(prints[variant]["ada.md"].decode()),
            reading.pdf_runs(prints[variant]["ada.pdf"]),
        )
    ]
    assert seen[0]
    assert seen[0] == seen[1] == seen[2]


def test_the_head_is_in_the_same_order_in_every_format(tmp_path: Path) -> None:
    desk = project(tmp_path)
    job = "positions:\n      - {position: Keeper of Lamps, organization: Lampton, start_date: 2020}"
    desk.change("data/people.yaml", "name: Example, Ada", f"name: Example, Ada\n    {job}")
    desk.write(
        "data/h.yaml",
        "person: ada\ncv: {positions: true, headline: Maker of lanterns, email: a@example.org, sections: {About: [Me]}}",
    )
    parts = ("Ada Example", "Maker of lanterns", "Keeper of Lamps", "a@example.org", "About")
    for form in ("html", "md", "tex", "typ", "docx"):
        ran = desk.run(form, "h.yaml")
        assert ran.code == 0, ran.err
        said = desk.folder / "out" / f"h.{form}"
        text = zipfile.ZipFile(said).read("word/document.xml").decode() if form == "docx" else said.read_text("utf-8")
        text = text.partition("<header>")[2] or text
        assert [text.find(part) for part in parts] == sorted(text.find(part) for part in parts), form


def test_the_title_of_a_talk_keeps_its_variables_in_italics(tmp_path: Path) -> None:
    desk = project(tmp_path)
    desk.change("data/records.yaml", "title: Light Without Lamps", 'title: "Light in $O(n)$ Lamps"')
    desk.write("data/talk.yaml", "event: light-talk\npage: {sections: {About: [Light.]}}\n")
    shown = {"md": "# Light in *O*(*n*) Lamps\n", "html": "<h1>Light in <em>O</em>(<em>n</em>) Lamps</h1>"}
    shown |= {"tex": r"Light in \cvitalic{O}(\cvitalic{n}) Lamps", "typ": "Light in #emph[O]\\(#emph[n]) Lamps"}
    for form, words in shown.items():
        ran = desk.run(form, "talk.yaml")
        assert ran.code == 0, ran.err
        assert words in desk.read(f"out/talk.{form}"), form
    assert "<title>Light in O(n) Lamps" in desk.read("out/talk.html")
