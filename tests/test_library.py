"""`import cvgen`: the same as the commands make, as data and bytes; nothing printed, written or ended."""

import contextlib
import inspect
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import notebook
import pytest
from workbench import FILE, PAPERS, Desk, project

import cvgen

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "pages" / "how-to" / "library.md"
DAY = "2025-06-30"


def loaded(desk: Desk, **options: str) -> cvgen.File:
    return cvgen.load(desk.folder / "data" / "ada.yaml", **options)  # type: ignore[arg-type]


def script(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", code]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("form", ["html", "md", "tex", "pdf"])
def test_a_document_is_the_bytes_that_the_command_writes(tmp_path: Path, form: str) -> None:
    desk = project(tmp_path)
    assert desk.run(form, "ada.yaml", "--as-of", DAY, "--reference", "apa", "-o", f"cv.{form}").code == 0
    made = loaded(desk).document(as_of=DAY, reference="apa").files(form)
    assert made == {f"cv.{form}": (tmp_path / f"cv.{form}").read_bytes()}


def test_each_format_has_a_function(tmp_path: Path) -> None:
    made = loaded(project(tmp_path)).document(as_of=DAY)
    texts = {"html": made.html(), "md": made.markdown(), "tex": made.tex()}
    assert {form: text.encode() for form, text in texts.items()} == {f: made.files(f)[f"cv.{f}"] for f in texts}
    assert made.pdf() == made.files("pdf")["cv.pdf"]
    assert ("<html" in made.html(), "<html" in made.html(fragment=True)) == (True, False)
    assert r"\documentclass" not in made.tex(fragment=True)
    pytest.importorskip("docx")
    assert made.docx() == made.files("docx")["cv.docx"]


def test_a_groups_files_are_all_there(tmp_path: Path) -> None:
    desk = project(tmp_path).write("data/lab.yaml", "group: lamp-lab\nbibliography: publications.bib\n")
    made = cvgen.load(tmp_path / "data" / "lab.yaml").document(as_of=DAY).files("html")
    assert list(made) == ["cv.html", "cv.atom", "people/ada.html", "people/wen.html"]
    assert desk.files("data") == ["ada.yaml", "lab.yaml", "people.yaml", "publications.bib", "records.yaml"]


def test_who_is_who_and_why(tmp_path: Path) -> None:
    file = loaded(project(tmp_path, publications=PAPERS.replace("{Example, Ada and Sample, Wei}", "{Sample, W.}")))
    assert next((each.id, each.name, each.url) for each in file.people) == (
        "ada",
        "Ada Example",
        "https://example.org/ada",
    )
    first, second, _ = file.publications
    assert [(a.name, a.id, a.why, a.roles, a.marks) for a in first.authors] == [
        ("Wen Sample", "wen", "wen, by full given name", ("equal",), ()),
        ("Jane Roe", "", "not on the roster", ("equal",), ()),
        ("Ada Example", "ada", "ada, by full given name", (), ()),
    ]
    assert [(a.id, a.candidates) for a in second.authors] == [("", ("wei", "wen"))]
    assert (first.key, first.kind, first.why, first.date) == ("lanterns", "article-journal", "@article", "2023")
    assert (second.venue, second.at and second.at.line) == ("Conference on Made-Up Methods", 7)


def test_marks_are_a_documents_with_their_why(tmp_path: Path) -> None:
    first = loaded(project(tmp_path)).document(as_of=DAY).publications[0]
    assert [(m.role, m.symbol, m.look, m.why) for a in first.authors for m in a.marks] == [
        ("student", "†", (), "student of ada since 2021-09 until 2024-06, paper of 2023 (ever)"),
        ("equal", "*", (), "equal by the entry's author+an"),
        ("equal", "*", (), "equal by the entry's author+an"),
        ("owner", "", ("bold",), "the document is theirs"),
    ]


def test_a_document_shows_what_it_selects(tmp_path: Path) -> None:
    desk = project(tmp_path, ada=FILE.replace("[lanterns, shadows, mirrors]", "[mirrors]"))
    assert [each.key for each in loaded(desk).document().publications] == ["mirrors"]
    assert [each.key for each in loaded(desk).publications] == ["lanterns", "shadows", "mirrors"]


def test_a_bibliography_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("papers.bib", PAPERS)
    alone = cvgen.load(tmp_path / "papers.bib", owner="Ada Example")
    assert [person.name for person in alone.people] == ["Ada Example"]
    assert "**Ada Example** and Wei Sample" in alone.document(as_of=DAY).markdown()
    project(desk.folder)
    among = cvgen.load(tmp_path / "data" / "publications.bib")
    assert [person.id for person in among.people] == ["ada", "wen", "wei"]


def test_what_is_wrong_is_data_and_all_of_it(tmp_path: Path) -> None:
    desk = project(tmp_path, ada=FILE.replace("[lanterns,", "[lantern,").replace("owner: bold", "owner: bald"))
    file = loaded(desk)
    assert [problem.code for problem in file.problems] == ["wrong-value"]
    made = file.document()
    assert {problem.code for problem in made.problems} >= {"wrong-value", "unknown-key-selected"}
    with pytest.raises(cvgen.CvgenError) as raised:
        made.html()
    assert [p.code for p in raised.value.problems] == ["wrong-value", "unknown-key-selected"]
    assert "did you mean lanterns?" in str(raised.value)


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        (lambda desk: cvgen.load(desk.folder / "nowhere.yaml"), cvgen.CvgenError, "there is no such file"),
        (lambda desk: loaded(desk).document("shrt"), cvgen.CvgenError, "ada.yaml has no document shrt"),
        (lambda desk: loaded(desk).document(look="bok").html(), cvgen.CvgenError, "did you mean book?"),
        (lambda desk: loaded(desk).document(as_of="soon"), ValueError, "'soon' is not a date"),
        (lambda desk: loaded(desk).document().files("docs"), ValueError, "'docs' is no format: pdf, html"),
    ],
    ids=["file", "document", "look", "day", "format"],
)
def test_what_is_not_there_is_raised(
    tmp_path: Path, asked: Callable[[Desk], object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=re.escape(words)):
        asked(project(tmp_path))


def test_a_notebook_shows_the_page_or_what_is_wrong(tmp_path: Path) -> None:
    made = loaded(project(tmp_path)).document(as_of=DAY)
    assert made._repr_html_() == made.html(fragment=True)
    broken = loaded(project(tmp_path, ada=FILE.replace("[lanterns", '["<b>lanterns"'))).document()
    assert "&lt;b&gt;lanterns" in broken._repr_html_()
    assert "<b>" not in broken._repr_html_()


def test_two_files_at_once_do_not_know_of_each_other(tmp_path: Path) -> None:
    first = loaded(project(tmp_path / "one")).document(as_of=DAY)
    other = loaded(project(tmp_path / "two", publications=PAPERS.replace("Lantern", "Candle"))).document(as_of=DAY)
    before = first.markdown()
    assert ("Candle" in before, "Candle" in other.markdown()) == (False, True)
    shutil.rmtree(tmp_path / "one")
    assert first.markdown() == before


def test_nothing_is_printed_written_or_ended(tmp_path: Path) -> None:
    desk = project(tmp_path, ada=FILE.replace("as_of:", "style: odd\n    as_of:"))
    desk.write("styles/odd.css", "p { colour: red; width: 3 }\n").write("data/broken.yaml", "person: [")
    before = desk.files(".")
    code = """
import sys, cvgen
document = cvgen.load("ada.yaml").document()
document.html(), document.markdown(), document.tex(), document.pdf(), document.problems
try:
    cvgen.load("broken.yaml")
except cvgen.CvgenError:
    sys.exit(7)
"""
    ran = script(tmp_path, code)
    assert (ran.returncode, ran.stdout, ran.stderr, desk.files(".")) == (7, "", "", before)


def test_importing_is_cheap_and_unknown_names_are_said(tmp_path: Path) -> None:
    code = "import sys, cvgen; print([n for n in sys.modules if n.startswith('cvgen.') or n == 'yaml'], dir(cvgen)[-1])"
    assert script(tmp_path, code).stdout == "[] load\n"
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        cvgen.lode  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.once
def test_a_type_checker_knows_the_names(tmp_path: Path) -> None:
    snippet = "import cvgen\nfound: int = cvgen.load('x').document().html()\nwho: str = cvgen.load('x').people[0].id\n"
    (tmp_path / "snippet.py").write_text(snippet, encoding="utf-8")
    words = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--follow-imports=silent",
        "--cache-dir",
        tmp_path / "c",
        "snippet.py",
    ]
    ran = subprocess.run([*map(str, words)], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert re.findall(r"snippet.py:(\d+): error: (.*?) ", ran.stdout) == [("2", "Incompatible")], ran.stdout
    assert (Path(cvgen.__file__).parent / "py.typed").is_file()


def public() -> set[str]:
    """Every name that a user has: what `cvgen` exports, and what its classes have."""
    kept: set[str] = set()
    for name in cvgen.__all__:
        found = getattr(cvgen, name)
        kept.add(name)
        if inspect.isclass(found) and not issubclass(found, Exception):
            kept |= {f"{name}.{each}" for each in (*found.__dict__, *getattr(found, "__slots__", ())) if each[0] != "_"}
    return kept


# Part of the records inside, and not promised.
UNPROMISED = {"Problem.reason", "Problem.about"}


def test_what_is_promised_is_what_there_is() -> None:
    table = re.findall(r"^\| (`.*?) \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    told: set[str] = set()
    for names, words in table:
        for name in re.findall(r"`(?:cvgen\.)?([\w.]+)[^`]*`", names):
            told.add(name)
            if name in ("Problem", "Person", "Publication", "Author", "Mark"):
                told |= {f"{name}.{each}" for each in re.findall(r"`(\w+)`", words)}
    assert told == public() - UNPROMISED


def test_what_functions_take_is_as_promised() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, taken in re.findall(r"`(?:cvgen\.)?([A-Za-z.]+)\(([^`]*)\)`", page.split("| name |")[1]):
        found: object = cvgen
        for part in name.split("."):
            found = getattr(found, part)
        given = [p for p in inspect.signature(found).parameters.values() if p.name != "self"]  # type: ignore[arg-type]
        said = [p.name if p.default is p.empty else f"{p.name}={p.default!r}".replace("'", '"') for p in given]
        assert ", ".join(said) == taken, name


@pytest.mark.once
def test_the_code_of_the_page_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "cvgen" / "example", tmp_path, dirs_exist_ok=True)
    code = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    names: dict[str, object] = {}
    with contextlib.chdir(tmp_path):
        for each in code:
            exec(each, names)  # noqa: S102 - the documentation's own code
    assert (
        "sample2025lanterns Wen Sample wen-sample wen-sample, by full given name [('student',"
        in capsys.readouterr().out
    )


@pytest.mark.once
def test_the_notebook_shows_what_its_cells_give(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    shutil.copytree(ROOT / "cvgen" / "example", tmp_path, dirs_exist_ok=True)
    with contextlib.chdir(tmp_path):
        found = notebook.run((PAGE.with_suffix(".ipynb")).read_text(encoding="utf-8"))
    golden("../../docs/pages/how-to/library.ipynb", found)
