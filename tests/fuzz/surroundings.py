"""More made-up mistakes, too slow for the suite: in the samples' structure, between entries, in names, files, and around.

What must hold: a command ends in time with 0 or 1, a message for a 1, never a traceback, nothing half written.
"""

import contextlib
import copy
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from fuzzing import in_time
from hypothesis import strategies as st
from workbench import Desk, project

from cvgen import loading, outcome, pipeline
from cvgen.model import formats
from cvgen.model.dates import Date
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.text import plain
from cvgen.read.bib import bibtex

SAMPLES = Path(__file__).parents[2] / "data"
PATIENCE = 60
FILES = sorted(path.name for path in SAMPLES.glob("*.yaml"))
TREES = {name: yaml.load((SAMPLES / name).read_text("utf-8"), yaml.BaseLoader) for name in FILES}  # noqa: S506 - texts alone
PAPERS = re.split(r"\n(?=@)", (SAMPLES / "publications.bib").read_text("utf-8"))
ODD: tuple[Any, ...] = ("", "x", "0", "-1", "1e9", "2024-13", "[@ada]", "{x}", "null", [], {}, ["x"], [[]], {"x": "y"}, {"": ""}, "\u202e", "a" * 3000, "../x", "javascript:x", "*", "`", "|")  # fmt: skip


@contextlib.contextmanager
def sampled(texts: dict[str, str]) -> Iterator[Path]:
    """The samples in a folder of their own, some of their files in other words."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SAMPLES, Path(folder) / "data")
        for name, text in texts.items():
            (Path(folder) / "data" / name).write_text(text, encoding="utf-8", errors="surrogatepass")
        with contextlib.chdir(folder):
            yield Path("data")


def branches(tree: object) -> Iterator[tuple[Any, Any]]:
    """Everything in a tree: what holds it, and by which key."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield tree, key
        yield from branches(value)


@st.composite
def structures(draw: st.DrawFn) -> tuple[str, str]:
    """A sample's file with branches taken away, repeated, moved, renamed, or replaced by something odd."""
    name = draw(st.sampled_from(FILES))
    tree = copy.deepcopy(TREES[name])
    for _ in range(draw(st.integers(1, 3))):
        places = list(branches(tree))
        if not places:
            break
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        other, its = places[draw(st.integers(0, len(places) - 1))]
        value = copy.deepcopy(other[its]) if its in range(len(other)) or isinstance(other, dict) else ""
        match draw(st.sampled_from(["take", "odd", "move", "wrap", "rename"])):
            case "take":
                del holder[key]
            case "odd":
                holder[key] = draw(st.sampled_from(ODD))
            case "move":
                holder[key] = value
            case "wrap":
                holder[key] = [holder[key]] if draw(st.booleans()) else {"name": holder[key]}
            case _ if isinstance(holder, dict):
                holder[draw(st.sampled_from(["x", "name", "id", str(its)]))] = holder.pop(key)
    return name, json.dumps(tree, ensure_ascii=False)


def structure_is_answered(case: tuple[str, str]) -> None:
    """The file, or one that hangs on it, builds and is checked, or says at which place it cannot."""
    name, text = case
    with sampled({name: text}) as data:
        for file in {name, "liu.yaml", "optml.yaml"} - {"people.yaml", "records.yaml"}:
            problems = Problems()
            with in_time():
                try:
                    loaded = loading.cv_file(data / file, problems)
                    request = pipeline.Request(formats.HTML, today=Date(2025))
                    outcome.checked(loaded, request, problems)
                    outcome.made(loaded, request, Path("out/x.html"), problems)
                except CvgenError as error:
                    problems.add(error.problems)
                    assert problems.errors, "an error that nobody told"
            assert all(each.at for each in problems.errors), [str(each) for each in problems.errors if not each.at]


@st.composite
def joined(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """Entries of the samples, one of them cut off where the next begins; and the titles of the others."""
    # Without what stands between entries: one that begins in the line of a comment belongs to it.
    entries = [re.sub(r"(?m)^\s*%.*", "", draw(st.sampled_from(PAPERS[1:]))) for _ in range(3)]
    own = [
        re.sub(r"@(\w+)\{[^,]+,", rf"@\1{{k{number},", entry, count=1).strip() for number, entry in enumerate(entries)
    ]
    titled = [
        re.sub(r"(\btitle\s*=\s*)\{.*\},?", rf"\1{{Lamp Number {word}}},", each, count=1)
        for each, word in zip(own, ("One", "Two", "Three"), strict=True)
    ]
    cut = draw(st.integers(12, len(titled[0]) - 1))
    glue = draw(st.sampled_from(["", " ", "\n", "\n\n", ", "]))
    titles = tuple(
        f"Lamp Number {word}" for word, text in zip(("Two", "Three"), titled[1:], strict=True) if word in text
    )
    return titled[0][:cut] + glue + titled[1] + "\n\n" + titled[2] + "\n", titles


def joined_loses_nothing(case: tuple[str, tuple[str, ...]]) -> None:
    """What stands behind a cut is read, once."""
    text, titles = case
    with in_time():
        found = Counter(plain(paper.title) for paper in bibtex.references("a.bib", text, Problems()))
    assert {title: found[title] for title in titles} == dict.fromkeys(titles, 1), text


NAMES = st.text(st.characters(exclude_characters="/\x00"), min_size=1, max_size=12).filter(
    lambda name: name.strip(".") != ""
)


def a_name_is_answered(name: str) -> None:
    """A file of any name makes its pages, or says why not."""
    with tempfile.TemporaryDirectory() as folder:
        desk = project(Path(folder))
        try:
            shutil.copy(Path(folder) / "data/ada.yaml", Path(folder) / "data" / f"{name}.yaml")
        except (OSError, UnicodeEncodeError):
            return
        answered(desk, "md", "--", f"{name}.yaml")
        answered(desk, "check", "--", f"{name}.yaml")


def answered(desk: Desk, *words: str) -> None:
    """A command ends well, or with a message."""
    with in_time():
        ran = desk.run(*words)
    assert ran.code in (0, 1, 2), ran
    assert not ran.code or ran.err or ran.out, words
    assert "Traceback" not in ran.err + ran.out
    assert "internal" not in ran.err, ran.err
    assert not [path for path in desk.folder.rglob("*.tmp") if path.is_file()]


def _link(path: Path, to: str) -> None:
    path.symlink_to(to)


KINDS: dict[str, Callable[[Path], None]] = {
    "gone": lambda _: None,
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a link out": lambda path: _link(path, "/etc/hostname"),
    "a link to itself": lambda path: _link(path, path.name),
    "a link to nothing": lambda path: _link(path, "nothing"),
    "an endless one": lambda path: _link(path, "/dev/zero"),
    "empty": lambda path: path.touch(),
    "bytes": lambda path: path.write_bytes(bytes(range(256)) * 9) and None,
    "UTF-16": lambda path: path.write_bytes("person: ada".encode("utf-16")) and None,
    "unreadable": lambda path: (path.touch(), path.chmod(0))[0],
}
PLACES = ("data/ada.yaml", "data/people.yaml", "data/records.yaml", "data/publications.bib", "face.png", "styles", "styles/classic.css", "styles/references", "templates", "templates/html/page.html", "templates/markdown/document.md", "out", "out/.cvgen", "out/ada.md", "out/.cvgen/build", "out/.cvgen/made", "out/.cvgen/build/ada.yaml.json", "data")  # fmt: skip
WORDS = (
    "md ada.yaml",
    "html ada.yaml",
    "check",
    "build --jobs 1",
    "explain ada.yaml lanterns",
    "survey .",
    "new there",
    "md ada.yaml -o -",
)
WRONG = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([*KINDS])), min_size=1, max_size=3)


def files_are_answered(case: tuple[list[tuple[str, str]], list[str]]) -> None:
    """Whatever the project's files are, and however the output was damaged between two commands."""
    wrong, commands = case
    with tempfile.TemporaryDirectory() as folder:
        desk = project(Path(folder))
        desk.change("data/ada.yaml", "  sections:", "  photo: face.png\n  sections:")
        desk.run("md", "ada.yaml")
        for place, kind in wrong:
            path = Path(folder) / place
            with contextlib.suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
                KINDS[kind](path)
        for words in commands:
            answered(desk, *words.split())


LIMITS: dict[str, tuple[int, int]] = {
    "few files": (resource.RLIMIT_NOFILE, 7), "small files": (resource.RLIMIT_FSIZE, 3000), "no files": (resource.RLIMIT_FSIZE, 0),
    "little memory": (resource.RLIMIT_AS, 90 * 2**20), "no process": (resource.RLIMIT_NPROC, 1),
}  # fmt: skip
AROUND = ("", "TMPDIR=/no/such", "HOME=/no/such", "LANG=C LC_ALL=C", "PYTHONIOENCODING=cp437", "TERM=", "NO_COLOR=1", "SOURCE_DATE_EPOCH=-1", "COLUMNS=1")  # fmt: skip
STREAMS = ("", ">&-", "2>&-", "<&-", ">/dev/full", "2>/dev/full", ">&- 2>&- <&-", "| true")
COMMANDS = ("md ada.yaml", "html ada.yaml", "pdf ada.yaml", "build -j2", "check", "build -j1")


def surroundings_are_answered(case: tuple[str, str, str, str]) -> None:
    """Whatever is around: limits, the environment, the streams, a disk that is full."""
    limit, around, streams, words = case
    with tempfile.TemporaryDirectory() as folder:
        project(Path(folder))
        if limit == "a full disk" and not _filled(Path(folder)):
            return

        def limited() -> None:
            if limit in LIMITS:
                kind, most = LIMITS[limit]
                resource.setrlimit(kind, (most, most))

        line = f"{around} {sys.executable} -m cvgen {words} {streams}"
        try:
            ran = subprocess.run(
                ["bash", "-c", line], cwd=folder, check=False, capture_output=True, timeout=PATIENCE, preexec_fn=limited
            )
        finally:
            if limit == "a full disk":
                subprocess.run(["umount", f"{folder}/out"], check=False)
        said = ran.stderr.decode("utf-8", "replace")
        killed = limit in ("few files", "little memory") and ("Fatal Python error" in said or "bash:" in said)
        assert killed or "Traceback" not in said, said[-1500:]
        assert killed or ran.returncode in (0, 1, 2), (ran.returncode, said[-300:])
        if not killed and ran.returncode == 1 and "2>" not in streams:
            assert said, "no word"
        for path in Path(folder, "out").glob("*.md"):
            assert path.read_text("utf-8").endswith("\n"), "half a file"


def _filled(folder: Path) -> bool:
    """Whether a small disk could be put there, and filled."""
    (folder / "out").mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", f"{folder}/out"], check=False, capture_output=True
    )
    if mounted.returncode == 0:
        with contextlib.suppress(OSError):
            (folder / "out/filler").write_bytes(bytes(60_000))
    return mounted.returncode == 0


LONGER: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], None], int]] = {
    "a damaged structure": (structures(), structure_is_answered, 0),
    "joined entries": (joined(), joined_loses_nothing, 0),
    "names of files": (NAMES, a_name_is_answered, 0),
    "kinds of files": (
        st.tuples(WRONG, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)), files_are_answered, 0,
    ),
    "surroundings": (
        st.tuples(
            st.sampled_from(["", *LIMITS, "a full disk"]), st.sampled_from(AROUND), st.sampled_from(STREAMS),
            st.sampled_from(COMMANDS),
        ),
        surroundings_are_answered, 0,
    ),
}  # fmt: skip
