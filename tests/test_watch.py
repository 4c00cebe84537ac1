"""What is saved is made and shown at once; what is wrong is shown until it is mended; nothing ends the watching."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from workbench import FILE, Desk, project, toy_format

pytest.importorskip("watchfiles")

from cvgen import loading
from cvgen.builds import serve
from cvgen.builds.serve import Board, Server
from cvgen.builds.watch import Watching
from cvgen.cli import watching

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ASKED = {"jobs": 1, "as_of": None, "strict": False}


@dataclass
class Studio:
    """A project that is watched and served."""

    desk: Desk
    server: Server
    watched: Watching

    def fetch(self, path: str, host: str = "", method: str = "GET") -> tuple[int, str, str]:
        """Status, type and content."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.server.server_port}"})
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read().decode("utf-8", "replace")

    def state(self, page: str) -> dict[str, Any]:
        """What the page's script is told when it asks."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        with contextlib.closing(connection):
            connection.request("GET", f"/-/events/{page}")
            answer = connection.getresponse()
            line = answer.fp.readline()
        found: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
        return found

    def until(self, holds: Callable[[], object], seconds: float = 180) -> None:
        """Wait for something, as long as a busy machine may take."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, "it does not happen"
            time.sleep(0.01)

    def wrong(self) -> list[str]:
        """The problems that pages show."""
        return [f"{p.at}: {p.message}" for p in self.server.board.wrong]


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with opened(tmp_path, "[html, md]", 1) as made:
        yield made


@contextlib.contextmanager
def opened(folder: Path, formats: str, jobs: int) -> Iterator[Studio]:
    """A studio that makes a file in these formats."""
    desk = project(folder, ada=FILE.replace("as_of: 2025-06", f"formats: {formats}\n    as_of: 2025-06"))
    server = Server(0, folder / "out", Board())
    watched = watching._watching((), {**ASKED, "jobs": jobs, "output": Path("out")}, server.board)
    with contextlib.chdir(folder):
        threads = [threading.Thread(target=run, daemon=True) for run in (server.serve_forever, watched.run)]
        for thread in threads:
            thread.start()
        made = Studio(desk, server, watched)
        made.until(lambda: watched.paths and (folder / "out/ada.md").exists())
        time.sleep(0.5)
        yield made
        watched.stop.set()
        server.board.news(closed=True)
        server.shutdown()
        server.server_close()
        threads[1].join(20)
        assert not threads[1].is_alive()


def test_a_save_is_shown(studio: Studio) -> None:
    before = studio.state("ada.html")
    assert before["problems"] == []
    studio.desk.change("data/publications.bib", "Mirrors", "Looking Glasses")
    studio.until(lambda: studio.state("ada.html")["version"] != before["version"])
    assert "Looking Glasses" in studio.fetch("/ada.html")[2]
    studio.until(lambda: "Looking Glasses" in studio.fetch("/ada.md")[2])


def test_a_format_that_was_added_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy_format(monkeypatch)
    (tmp_path / "templates/toy").mkdir(parents=True)
    (tmp_path / "templates/toy/head.toy").write_text("Papers:\n", encoding="utf-8")
    with opened(tmp_path, "[md, toy]", 1) as studio:
        studio.until((tmp_path / "out/ada.toy").exists)
        studio.desk.change("data/publications.bib", "Mirrors", "Looking Glasses")
        studio.until(lambda: "Looking Glasses" in studio.fetch("/ada.toy")[2])
        assert studio.fetch("/ada.toy")[1] == "text/toy"
        assert "/ada.toy" in studio.fetch("/")[2]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_save_is_printed(tmp_path: Path, jobs: int) -> None:
    with opened(tmp_path, "[pdf, html, md]", jobs) as studio:
        if jobs > 1:
            studio.until(lambda: studio.watched.printer)
        for word in ("Glasses", "Windows"):
            page, paper = studio.state("ada.html")["version"], studio.state("ada.pdf")["version"]
            studio.desk.change("data/ada.yaml", "documents:", f"    {word}: [{{text: x}}]\ndocuments:")
            studio.until(lambda old=paper: studio.state("ada.pdf")["version"] != old)
            assert studio.state("ada.html")["version"] != page
        assert bool(studio.watched.printer) == (jobs > 1)
        printed = (tmp_path / "out/ada.pdf").read_bytes()
        assert studio.desk.run("pdf", "ada", "-o", "alone.pdf").code == 0
        assert printed == (tmp_path / "alone.pdf").read_bytes()


@pytest.mark.parametrize("trusted", [False, True])
def test_templates_are_trusted_where_that_is_said(tmp_path: Path, trusted: bool) -> None:
    desk = project(tmp_path, ada=FILE.replace("as_of: 2025-06", "formats: [html, md]\n    as_of: 2025-06"))
    desk.write("templates/markdown/document.md", "{{ ''.__class__.__name__ }}")
    asked = {**ASKED, "trust_templates": trusted, "output": Path("out")}
    with contextlib.chdir(tmp_path):
        watched = watching._watching((), asked, None)
        watched.round(None)
        watched.round(watched._here)
    assert ("ada.html" in desk.files(), "ada.md" in desk.files()) == (True, trusted)


@pytest.mark.parametrize("command", ["watch", "serve", "build"])
def test_whoever_makes_pages_may_be_told_to_trust(tmp_path: Path, command: str) -> None:
    assert "--trust-templates" in Desk(tmp_path).run(command, "--help").out


def test_who_prints_may_be_killed(tmp_path: Path) -> None:
    with opened(tmp_path, "[pdf, md]", 2) as studio:
        studio.until(lambda: studio.watched.printer)
        assert studio.watched.printer
        studio.watched.printer.process.kill()
        paper = studio.state("ada.pdf")["version"]
        studio.desk.change("data/ada.yaml", "Publications:", "Writings:")
        studio.until(lambda: studio.state("ada.pdf")["version"] != paper)
        studio.until(lambda: studio.watched.printer is None)
        assert studio.wrong() == []


def test_who_prints_does_not_outlive_who_asks(tmp_path: Path) -> None:
    script = "import os; from cvgen.builds import pdf_process; pdf_process.started(); os._exit(9)"
    command = [sys.executable, "-c", script]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (9, "")  # which is read until nobody is left who could write there


def test_news_comes_by_itself(studio: Studio) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", studio.server.server_port, timeout=20)
    connection.request("GET", "/-/events/ada.html")
    answer = connection.getresponse()
    first = json.loads(answer.fp.readline().removeprefix(b"data: "))
    answer.fp.readline()
    studio.desk.change("data/ada.yaml", "Publications:", "Writings:")
    second = json.loads(answer.fp.readline().removeprefix(b"data: "))
    assert second["version"] > first["version"]
    connection.close()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("data/ada.yaml", "select: [lanterns", "select: [lantern", "data/ada.yaml:6:"),
        ("data/ada.yaml", "cv:\n", "cv: [\n", "data/ada.yaml:"),
        ("data/ada.yaml", "person: ada", "person: adda", "data/ada.yaml:1:"),
        ("data/people.yaml", "people:", "poeple:", "data/people.yaml:2:"),
    ],
)
def test_what_is_wrong_is_shown_and_the_last_good_page_stays(
    studio: Studio, name: str, old: str, new: str, said: str
) -> None:
    good = studio.fetch("/ada.html")[2]
    studio.desk.change(name, old, new)
    studio.until(studio.wrong)
    assert any(line.startswith(said) for line in studio.wrong()), studio.wrong()
    problem = next(each for each in studio.state("ada.html")["problems"] if each["at"].startswith(said))
    assert problem["message"]
    assert problem["hint"]
    assert studio.fetch("/ada.html")[2] == good
    studio.desk.change(name, new, old)
    studio.until(lambda: not studio.wrong())
    assert studio.state("ada.html")["problems"] == []


def test_nothing_ends_the_watching(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(loading, "cv_file", lambda *_: 1 / 0)
        studio.desk.change("data/ada.yaml", "Publications:", "Writings:")
        studio.until(lambda: any("ZeroDivisionError" in line for line in studio.wrong()))
    data, aside = studio.desk.folder / "data", studio.desk.folder / "aside"
    data.rename(aside)
    studio.desk.write("templates/html/page.html", "{% nonsense %}")
    time.sleep(0.5)
    aside.rename(data)
    studio.until(lambda: any("page.html" in line for line in studio.wrong()))
    (studio.desk.folder / "templates/html/page.html").unlink()
    studio.until(lambda: not studio.wrong())
    assert "Writings" in studio.fetch("/ada.html")[2]


def test_a_new_file_and_a_new_folder_are_noticed(studio: Studio) -> None:
    studio.desk.write(
        "data/wen.yaml", FILE.replace("person: ada", "person: wen").replace("as_of", "formats: md\n    as_of")
    )
    studio.until((studio.desk.folder / "out/wen.md").exists)
    studio.desk.write("styles/mine.css", "/* extends: classic */ p { color: navy }")
    studio.desk.change("data/ada.yaml", "as_of:", "style: mine\n    as_of:")
    studio.until(lambda: "navy" in studio.fetch("/ada.html")[2])
    studio.desk.write("styles/mine.css", "/* extends: classic */ p { color: olive }")
    studio.until(lambda: "olive" in studio.fetch("/ada.html")[2])


def test_the_script_is_in_what_is_served_and_in_no_file(studio: Studio) -> None:
    status, kind, text = studio.fetch("/ada.html")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert text.count('<script src="/-/live.js" data-page="ada.html"') == 1
    assert "live.js" not in studio.desk.read("out/ada.html")
    assert studio.fetch("/-/live.js")[2] == serve.SCRIPT.read_text("utf-8")
    assert "data-page" not in studio.fetch("/ada.md")[2]


def test_the_first_page_lists_all(studio: Studio) -> None:
    studio.desk.write("out/people/a b.pdf", "x")
    text = studio.fetch("/")[2]
    links = ('href="/ada.html"', 'href="/ada.md"', 'href="/-/view/people/a%20b.pdf"')
    assert [link for link in links if link not in text] == []
    assert '<iframe src="/people/a%20b.pdf"' in studio.fetch("/-/view/people/a%20b.pdf")[2]


HIDDEN = (
    "/../data/ada.yaml", "/%2e%2e/data/ada.yaml", "/..%2fdata/ada.yaml", "/.cvgen/made/ada.html",
    "/%2ecvgen/made/ada.html",
    "/link.html", "/none.html", "/ada.html%00", "/people\\..\\ada.html", "//etc/passwd", "/./ada.html", "/-/events",
)  # fmt: skip


def test_only_what_was_made_is_served(studio: Studio) -> None:
    (studio.desk.folder / "out/link.html").symlink_to(studio.desk.folder / "data/ada.yaml")
    for path in HIDDEN:
        status, _, text = studio.fetch(path)
        assert (path, status, "person: ada" in text, "not there yet" in text) == (path, 404, False, True)


def test_a_page_from_elsewhere_gets_nothing(studio: Studio) -> None:
    port = studio.server.server_port
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", "127.0.0.1:1", f"localhost.evil:{port}"):
        for path in ("/", "/ada.html", "/-/events/ada.html"):
            assert (host, studio.fetch(path, host)[0]) == (host, HTTPStatus.MISDIRECTED_REQUEST)
    assert studio.fetch("/ada.html", f"localhost:{port}")[0] == HTTPStatus.OK
    assert studio.server.server_address[0] == "127.0.0.1"


def test_head_and_other_methods(studio: Studio) -> None:
    assert studio.fetch("/ada.html", method="HEAD")[::2] == (200, "")
    assert studio.fetch("/-/events/ada.html", method="HEAD")[::2] == (200, "")
    assert studio.fetch("/ada.html", method="POST")[0] == 501


def test_a_port_that_is_taken_is_said(studio: Studio) -> None:
    ran = studio.desk.run("serve", "--port", str(studio.server.server_port))
    assert (ran.code, "name another one with --port" in ran.err) == (1, True)


@pytest.mark.parametrize("command", [("watch",), ("serve", "--port", "0")])
def test_ctrl_c_ends_it(tmp_path: Path, command: tuple[str, ...]) -> None:
    desk = project(tmp_path, ada=FILE.replace("as_of", "formats: md\n    as_of"))
    listens = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # also where it was ignored
    started = [sys.executable, "-u", "-c", f"{listens}; from cvgen.cli import main; main()", *command]
    process = subprocess.Popen(started, cwd=desk.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    while "ada.md" not in process.stdout.readline():
        assert process.poll() is None
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")


def test_in_a_browser(studio: Studio) -> None:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        words = "there is no Chromium here; on Debian `apt-get install chromium`"
        pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"{studio.server.address}ada.html")
        alert = page.get_by_role("alert")
        expect(page.get_by_text("Mirrors")).to_be_visible()
        expect(alert).to_be_hidden()
        studio.desk.change("data/ada.yaml", "[lanterns, ", "['<b>lantern</b>', ")
        expect(alert).to_be_visible()
        expect(alert).to_contain_text("data/ada.yaml:6:")
        expect(alert).to_contain_text("<b>lantern</b>")
        expect(alert).to_contain_text("hint: ")
        expect(page.get_by_text("Mirrors")).to_be_visible()
        studio.desk.change("data/ada.yaml", "['<b>lantern</b>', ", "[")
        expect(page.get_by_text("How Bright Is a Lantern?")).to_have_count(0)
        expect(page.get_by_role("alert")).to_be_hidden()
        browser.close()
