"""What leaves the program: addresses, messages, files where they were asked for; whatever the system refuses is said."""

import contextlib
import io
import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_hostile import GROUP
from workbench import Desk, project, spaced

from cvgen.builds import workers
from cvgen.builds.serve import is_name
from cvgen.model import printable, signals, slugs
from cvgen.model.formats import FORMATS
from cvgen.render.paper import print_process
from cvgen.render.paper.sheet import Printed, Sheet

NAMES = ["javascript:alert(1);x", "talk #1 50%25?", "a b", "ümlaut"]


@pytest.mark.parametrize("name", NAMES)
def test_the_address_of_a_file_is_no_scheme_and_leads_there(tmp_path: Path, name: str) -> None:
    desk = project(tmp_path).write(f"data/{name}.yaml", "event: light-talk").write(f"data/{name} lab.yaml", GROUP)
    desk.change("data/records.yaml", "date: 2025-03, speakers", "date: 2025-03-07, speakers")
    assert desk.run("html", f"{name}.yaml").code == desk.run("html", f"{name} lab.yaml").code == 0
    hrefs = re.findall(r'href="([^"#]+)"', "".join(desk.read(f"out/{each}") for each in desk.files()))
    beside = {href for href in hrefs if re.search(r"\.(?:ics|html|atom)$", href)}
    assert {slugs.beside(f"{name}.ics"), f"../{slugs.beside(f'{name} lab.html')[2:]}"} <= beside
    assert all(href.startswith(("./", "../")) and not set(" #?:") & set(href) for href in beside)


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\uffff"


def test_no_message_reaches_the_terminal_with_what_it_would_obey(tmp_path: Path) -> None:
    bib = f"@misc{{k{HOSTILE}, title = {{T{HOSTILE}}}, author = {{Example, Ada}}, year = 2020, year = 2021}}\n@x{HOSTILE}{{"
    desk = Desk(tmp_path).write(f"b{HOSTILE}.bib", bib)
    for words in ("check", "survey", "html", "md"):
        ran = desk.run(words, f"b{HOSTILE}.bib" if words != "survey" else ".")
        assert printable.lines(ran.out + ran.err) == ran.out + ran.err
    ids = re.findall(r'id="([^"]*)"', desk.read(f"out/b{HOSTILE}.html"))
    assert [each for each in ids if printable.name(each) != each] == []


def test_a_feed_is_well_formed_whatever_a_key_holds(tmp_path: Path) -> None:
    desk = project(tmp_path).write("data/lab.yaml", GROUP)
    desk.change("data/publications.bib", "@article{lanterns,", f"@article{{lan{HOSTILE}terns,")
    desk.change("data/publications.bib", "Counting Shadows", "Counting \uffff Shadows")
    desk.run("html", "lab.yaml")
    assert len(list(ET.fromstring(desk.read("out/lab.atom")).iter())) > 9  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("form", "ending", "hint"),
    [
        ("pdf", "docx", "cvgen docx"),
        ("md", "tex", "cvgen tex"),
        ("md", "odt", "pandoc"),
        ("html", "pdf", "cvgen pdf"),
        ("pdf", "htm", "cvgen html"),
    ],
)
def test_an_ending_of_another_format_is_refused_with_the_way(tmp_path: Path, form: str, ending: str, hint: str) -> None:
    ran = project(tmp_path).run(form, "ada.yaml", "-o", f"x.{ending}")
    assert (ran.code, hint in ran.err) == (1, True)


def test_output_goes_to_a_folder_or_a_stream(tmp_path: Path) -> None:
    desk = project(tmp_path)
    assert desk.run("md", "ada.yaml", "-o", "there/").out == "there/ada.md\n"
    assert spaced(desk.run("md", "ada.yaml", "-o", "-").out) == desk.read("there/ada.md")
    assert desk.files() == []
    assert desk.run("build", "-o", "-").code == 1


@pytest.mark.parametrize("form", FORMATS)
def test_what_cvgen_made_is_known_in_a_clone_without_a_record(tmp_path: Path, form: str) -> None:
    desk = project(tmp_path)
    desk.run(form, "ada.yaml")
    for path in sorted((tmp_path / "out/.cvgen").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    desk.change("data/publications.bib", "Counting Shadows", "Counting More Shadows")
    ran = desk.run(form, "ada.yaml")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("words", ["build", "html ada.yaml"])
def test_an_output_folder_that_is_a_link_is_not_written_to(tmp_path: Path, words: str) -> None:
    desk = project(tmp_path / "project")
    (tmp_path / "elsewhere").mkdir()
    (desk.folder / "out").symlink_to(tmp_path / "elsewhere")
    ran = desk.run(*words.split())
    assert (ran.code, "out: this is a link to another place" in ran.err) == (1, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    desk = project(tmp_path).write("out", "mine")
    assert [desk.run(*words.split()).code for words in ("build", "html ada.yaml")] == [1, 1]
    (tmp_path / "out").unlink()
    ran = desk.write("out/.cvgen", "mine").run("build", "--jobs", "1")
    assert (ran.code, "out/.cvgen/build/ada.yaml.json: the record" in ran.err) == (1, True)


def started(
    folder: Path, *words: str, python: tuple[str, ...] = ("-m", "cvgen"), **env: str
) -> "subprocess.Popen[str]":
    command = [sys.executable, *python, *words]
    alone = {"text": True, "stdout": -1, "stderr": -1, "start_new_session": True}
    return subprocess.Popen(command, cwd=folder, env={**os.environ, **env}, **alone)  # type: ignore[call-overload,no-any-return]


def alive(session: int) -> list[str]:
    """The processes of a session that have not ended, by what Linux says of them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, _, its = path.read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
            found += [path.parent.name] if int(its) == session and state != "Z" else []
    return found


@pytest.mark.parametrize(
    "line",
    ["cvgen md ada.yaml >&-", "cvgen build >/dev/full", "SOURCE_DATE_EPOCH=99999999999999999 cvgen md ada.yaml",
     "SOURCE_DATE_EPOCH=soon cvgen build", "cvgen md $(printf 'a%.0s' $(seq 5000))", "TMPDIR=/no/such cvgen pdf ada.yaml -o /dev/full/x",
     "mkdir g; cd g; rmdir ../g; cvgen html x.yaml"],
)  # fmt: skip
def test_whatever_the_system_refuses_is_a_message_and_one(tmp_path: Path, line: str) -> None:
    project(tmp_path)
    script = line.replace("cvgen", f"{sys.executable} -m cvgen")
    ran = subprocess.run(["bash", "-c", script], cwd=tmp_path, text=True, capture_output=True, check=False, timeout=60)
    assert (ran.returncode, "Traceback" in ran.stderr, "cvgen cannot make" in ran.stderr) == (1, False, False), (
        ran.stderr
    )
    assert ran.stderr


def test_a_sign_that_the_terminal_lacks_is_spelt(tmp_path: Path) -> None:
    project(tmp_path)
    with started(tmp_path, "explain", "ada.yaml", "lanterns", PYTHONIOENCODING="cp437") as ran:
        out, err = ran.communicate(timeout=60)
    assert (ran.returncode, err) == (0, "")
    assert "\\u2020: student" in out


HEARING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where whoever runs the tests ignores them
signal.signal(signal.SIGHUP, signal.SIG_DFL)
sys.argv[0] = "cvgen"
from cvgen.__main__ import run
run()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there are no such signals")
@pytest.mark.parametrize("asked", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("words", [("build", "-j2"), ("pdf", "ada0.yaml", "-o", "ada.pdf")], ids=["build", "pdf"])
def test_whoever_is_asked_to_end_leaves_nothing_behind(tmp_path: Path, asked: str, words: tuple[str, ...]) -> None:
    """The whole group is asked, as by Ctrl-C or a closed terminal, at once when the first folder is there."""
    desk, temporary = project(tmp_path / "project"), tmp_path / "temporary"
    temporary.mkdir()
    lamps = ", ".join(f"Lamp {number}" for number in range(2_000))  # which take a while to print
    for number in range(12):
        desk.write(f"data/ada{number}.yaml", desk.read("data/ada.yaml"))
    desk.change("data/ada0.yaml", "  sections:", f"  sections:\n    Lamps: [{lamps}]")
    number = getattr(signal, asked)
    with started(desk.folder, *words, python=("-c", HEARING), TMPDIR=str(temporary)) as ran:
        until = time.monotonic() + 30
        while not (made := any(temporary.glob("weasyprint-*"))) and time.monotonic() < until:
            time.sleep(0.002)
        assert made
        assert len(alive(ran.pid)) > 1 or not Path("/proc/self/stat").exists()
        os.killpg(ran.pid, number)
        _, err = ran.communicate(timeout=30)
    aborted = number == signal.SIGINT
    assert (ran.returncode, err.strip()) == ((1, "Aborted!") if aborted else (128 + number, ""))
    until = time.monotonic() + 10  # what printed for a build ends when nobody asks it any more
    while alive(ran.pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert (list(temporary.iterdir()), alive(ran.pid)) == ([], [])


@pytest.mark.parametrize("asked", ["SIGTERM", "SIGINT"])
def test_who_asks_to_end_while_a_folder_is_made_is_heard_afterwards(asked: str) -> None:
    number = getattr(signal, asked)
    done: list[str] = []
    before = signal.signal(number, lambda *_: done.append("ended"))
    try:
        with signals.later():
            signal.raise_signal(number)
            done.append("made")
    finally:
        signal.signal(number, before)
    assert done == ["made", "ended"]


def test_who_is_ignored_stays_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    set_: list[int] = []
    monkeypatch.setattr(signals.signal, "getsignal", lambda _: signal.SIG_IGN)
    monkeypatch.setattr(signals.signal, "signal", lambda number, _: set_.append(number))
    signals.on_end(lambda *_: None)
    with signals.later():
        pass
    assert set_ == []


def test_a_print_process_that_died_is_replaced_by_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_process, "_here", lambda _: Printed(b"here", 1, (), ""))
    with print_process.ready():
        if not print_process._ready:
            pytest.skip("nothing is forked here")
        os.kill(print_process._ready[0].child, signal.SIGKILL)
        os.waitid(os.P_PID, print_process._ready[0].child, os.WEXITED | os.WNOWAIT)
        assert print_process.asked(Sheet("", None, ()))().data == b"here"


@pytest.mark.parametrize("what", ["fork", "thread"])
def test_where_nothing_can_be_started_one_process_does_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    desk = project(tmp_path)

    def refused(*_: object) -> None:
        raise {"fork": BlockingIOError(11, "not now"), "thread": RuntimeError("can't start new thread")}[what]

    if what == "fork":
        monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refused)
    else:
        monkeypatch.setattr("threading.Thread.start", refused)
    ran = desk.run("build", "--jobs", "2")
    assert (ran.code, ran.err, desk.files()) == (0, "", ["ada.html", "ada.md", "ada.pdf"])


ENDLESS = {
    "loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "calls": "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{% macro g(n) %}{% if n %}{{ g(n - 1) }}{{ g(n - 1) }}{% endif %}{% endmacro %}{{ g(40) }}",
    "a loop in itself": "{% for a in range(999) recursive %}{{ loop(range(99999)) }}{% endfor %}",
    "a power": "{{ 10 ** (10 ** 10) }}",
    "a product": "{{ ('x' * 99999) * 99999 }}",
}
SECONDS = 10


@pytest.mark.parametrize("name", ENDLESS)
def test_a_template_that_never_ends_is_stopped(tmp_path: Path, name: str) -> None:
    desk = project(tmp_path).write("templates/markdown/document.md", ENDLESS[name])
    start = time.process_time()
    ran = desk.run("md", "ada.yaml")
    assert (ran.code, "templates/markdown/document.md" in ran.err) == (1, True)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", ["/host/x", "//host", "\\\\host", "../x", ".cvgen/x", "", "a//b", "a\nb"])
def test_what_is_no_pages_name_frames_nothing(name: str) -> None:
    assert not is_name(name) or name == "/host/x"
    assert is_name("people/ada.html")


def test_all_that_is_printed_goes_through_one_door() -> None:
    printing = re.compile(
        r"click\.(?:echo|secho|echo_via_pager)\b|(?<![\w.])(?<!def )print\(|sys\.(?:stdout|stderr)\.write\("
    )
    folder = Path(workers.__file__).parents[1]
    found = [path.name for path in folder.rglob("*.py") for _ in printing.findall(path.read_text(encoding="utf-8"))]
    assert sorted(found) == ["__main__.py", "common.py"]  # the first where the commands cannot even be imported


def test_bytes_go_to_the_stream_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    from cvgen.cli import common

    stream = SimpleNamespace(buffer=io.BytesIO())
    monkeypatch.setattr(sys, "stdout", stream)
    common.put(b"%PDF\x00\xff")
    assert stream.buffer.getvalue() == b"%PDF\x00\xff"
