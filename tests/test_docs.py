"""What the documents for users say is true: quoted commands print what is quoted, commands, options and links exist."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from played import Player
from workbench import Desk

from cvgen import cli

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs"))
import pictures  # noqa: E402 - it stands beside the pages

DOCS = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("[a-z]*/README.md")))


def written(path: Path) -> bool:
    """Whether a page was written by hand: those of the reference, but for their list, are made of cvgen's own tables."""
    return path.parent.name != "reference" or path.name == "index.md"


PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "pages").rglob("*.md") if written(path))
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "cvgen" / "example"
# What the README says was done to the example: the key, the month, the annotation.
MISTAKES = (
    ("data/ada.yaml", "{positions: mine}", "{positons: mine}"),
    ("data/people.yaml", "start_date: 2023-09", "start_date: 2023-13"),
    ("data/publications.bib", "  author+an:id = {1=wen-sample},\n", ""),
)


def sessions(text: str) -> list[list[tuple[str, str]]]:
    """The commands of each console block with what they print: [[("cvgen build", "out/ada.pdf\\n…")]]."""
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE) for block in blocks]


def quoted(start: str) -> list[tuple[str, str]]:
    """The block of the README that begins with this command."""
    return next(block for block in sessions(README) if block[0][0].startswith(start))


def replayed(desk: Desk, block: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same commands with what they print here; `cd` goes into a folder."""
    found = []
    for command, _ in block:
        program, *words = command.split()
        if program == "cd":
            desk = Desk(desk.folder / words[0])
            found.append((command, ""))
        else:
            ran = desk.run(*words)
            found.append((command, ran.out + ran.err))
    return found


@pytest.fixture
def sample(tmp_path: Path) -> Desk:
    """The sample data, without the papers' pages."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return Desk(tmp_path)


def test_the_first_steps(tmp_path: Path) -> None:
    block = quoted("cvgen new my-cv")
    assert replayed(Desk(tmp_path), block) == block


def test_explain(sample: Desk) -> None:
    block = quoted("cvgen explain")
    assert replayed(sample, block) == block


def test_mistakes(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "my-cv")
    desk = Desk(tmp_path / "my-cv")
    for file, old, new in MISTAKES:
        desk.change(file, old, new)
    block = quoted("cvgen pdf ada.yaml")
    assert replayed(desk, block) == block


def test_what_the_readme_quotes_of_the_sample_data_stands_there() -> None:
    bib = re.search(r"```bibtex\n@\w+\{(\w+),\n(.*?)^\}", README, re.DOTALL | re.MULTILINE)
    assert bib
    entry = (ROOT / "data/publications.bib").read_text(encoding="utf-8").split(f"{{{bib[1]},", 1)[1].split("\n@", 1)[0]
    found, told = (" ".join(text.split()) for text in (entry, bib[2]))
    assert [value for value in re.findall(r"= (\{.*?\})(?:,| *$)", told) if value not in found] == []


def spoken(text: str) -> list[tuple[str, ...]]:
    """Every `cvgen …` in a document, by words."""
    code = [*re.findall(r"`(cvgen [^`]+)`", text), *(c for block in sessions(text) for c, _ in block)]
    return [tuple(each.split()[1:]) for each in code if each.startswith("cvgen ")]


@pytest.mark.parametrize("name", [*DOCS, *PAGES])
def test_every_command_and_option_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    unknown = [words[0] for words in spoken(text) if words[0] not in cli.main.commands and words[0][0] != "-"]
    options = {opt for each in cli.main.commands.values() for param in each.params for opt in param.opts}
    others = r"^```(?:\{code-block\} )?(?:css|dockerfile|yaml)\n.*?^```|^docker run .*?$|^\| `--[^|]*"  # variables of CSS, others' options
    said = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", re.sub(others, "", text, flags=re.DOTALL | re.MULTILINE)))
    assert (unknown, sorted(said - options - {"--help", "--version"})) == ([], [])


@pytest.mark.parametrize("name", [*DOCS, *PAGES])
def test_what_a_command_chooses_among_has_what_is_said_to_it(name: str) -> None:
    for first, *words in spoken((ROOT / name).read_text(encoding="utf-8")):
        taken = [
            each for each in cli.main.commands.get(first, click.Command("")).params if isinstance(each, click.Argument)
        ]
        if words and not words[0].startswith("-") and taken and isinstance(taken[0].type, click.Choice):
            said = set() if words[0].isupper() else set(words[0].split("|"))
            assert said <= set(taken[0].type.choices), f"cvgen {first} {words[0]}"


@pytest.mark.parametrize("name", [*DOCS, *PAGES])
def test_an_option_belongs_to_the_command_it_is_said_of(name: str) -> None:
    for first, *words in spoken((ROOT / name).read_text(encoding="utf-8")):
        command = cli.main.commands.get(first, click.Command(""))
        known = {opt for param in command.params for opt in param.opts}
        assert [word for word in words if word.startswith("--") and word not in known] == []


def test_the_readme_names_every_command() -> None:
    table = README[README.index("## The commands") :]
    assert [name for name in cli.main.commands if f"`cvgen {name}" not in table and f"`{name}`" not in table] == []


@pytest.mark.parametrize("name", [*DOCS, *PAGES])
def test_every_link_leads_somewhere(name: str) -> None:
    text = re.sub(r"^```.*?^```", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    near = [link.split("#")[0] for link in links if "://" not in link and not link.startswith(("#", "mailto:", "@"))]
    leads = {link: (ROOT / name).parent.joinpath(link).resolve() for link in near if link}
    made = ROOT / "docs" / "pages" / "reference"  # its pages are made with the site, which is not built without them
    assert [link for link, path in leads.items() if not path.exists() and path.parent != made] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_its_commands_print(name: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    played = Player(Desk(tmp_path)).page((ROOT / name).read_text(encoding="utf-8"))
    golden(f"../../{name}", played)


def test_the_pictures_show_what_comes_out_today() -> None:
    """`make pictures` makes them anew."""
    made_of = pictures.digests(pictures.sources()).splitlines()
    stored = pictures.DIGESTS.read_text("utf-8").splitlines()
    assert [each.split()[0] for each in made_of if each not in stored] == [], "run `make pictures`"
    assert len(stored) == len(made_of)
    assert pictures.GALLERY.read_text("utf-8") == pictures.gallery()
    files = {file.stem: file.stat().st_size for file in pictures.FOLDER.glob("*.webp")}
    assert set(files) == {each.split()[0] for each in stored} - {"page"} | {"page-light", "page-dark"}
    assert sum(files.values()) <= 500 * 1024


def test_the_look_of_the_readme_works(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    told = (ROOT / "styles/README.md").read_text(encoding="utf-8")
    look = re.search(r"^ +(look: \{.*\})$", told, re.MULTILINE)
    assert look
    desk = Desk(tmp_path)
    desk.change("data/ada.yaml", "reference: classic", f"{look[1]}\n    reference: classic")
    ran = desk.run("html", "ada.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "--accent: #7a1f2b" in desk.read("out/ada.html")


def test_the_reference_style_of_the_readme_works(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    told = (ROOT / "styles/README.md").read_text(encoding="utf-8")
    style = told.split("## Patterns")[1].split("```yaml\n")[1].split("```")[0]
    desk = Desk(tmp_path).write("styles/references/mine.yaml", style)
    desk.change("data/ada.yaml", "reference: classic", "reference: mine")
    ran = desk.run("md", "ada.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "“Mirrors That Forget.” *Conference on Made-Up Methods (CoMUM)*, 2022, pp. 33–41" in desk.read("out/ada.md")
