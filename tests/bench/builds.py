"""A made-up data folder -> seconds: nothing changed, one paper changed, and from a save to the page in the browser."""

import contextlib
import http.client
import json
import re
import statistics
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timing import Command, Row, alone, environment, measured, summed_up

_TITLE = re.compile(r"title( *)= \{")
_HEADLINE = re.compile(r"^  headline: ", re.MULTILINE)


def unchanged(build: Command, runs: int) -> Row:
    """Builds of which nothing is left to do."""
    return summed_up(alone(build, runs))


def one_paper(build: Command, bibliography: Path, runs: int) -> Row:
    """Builds after one title has changed."""
    text = bibliography.read_text(encoding="utf-8")
    found = []
    for number in range(runs):
        bibliography.write_text(_TITLE.sub(f"title = {{Again {number} ", text, count=1), encoding="utf-8")
        found.append(measured(build))
    bibliography.write_text(text, encoding="utf-8")
    return summed_up(found)


def latency(build: Command, page: str, runs: int) -> Row:
    """From a saved headline to the page fetched anew, as its script does it; the first two do not count."""
    measured(build)
    data = build.folder / "data/cv.yaml"
    text = data.read_text(encoding="utf-8")
    found = []
    with _served(build) as place:
        arrived = threading.Event()
        threading.Thread(target=_Follower(place, page, arrived).run, daemon=True).start()
        for number in range(-2, runs):
            time.sleep(1)
            arrived.clear()
            start = time.perf_counter()
            data.write_text(_HEADLINE.sub(f"  headline: Draft {number} ", text, count=1), encoding="utf-8")
            if not arrived.wait(60):
                raise RuntimeError(f"{page} did not change within a minute of its file")
            found.append(time.perf_counter() - start)
    data.write_text(text, encoding="utf-8")
    return {"n": runs, "wall": statistics.median(found[2:])}


@contextlib.contextmanager
def _served(build: Command) -> Iterator[str]:
    """The address of a server that has made everything once and is warm."""
    words = (build.words[0], "serve", "--port", "0")
    process = subprocess.Popen(
        words,
        cwd=build.folder,
        env=environment({"PYTHONUNBUFFERED": "1"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        said = process.stdout.readline() if process.stdout else ""
        time.sleep(4)
        yield urllib.parse.urlsplit(said.split()[0]).netloc
    finally:
        process.terminate()
        process.wait()


@dataclass(frozen=True, slots=True)
class _Follower:
    """Hears of each version of a page, fetches it, and says so."""

    place: str
    page: str
    arrived: threading.Event

    def run(self) -> None:
        version = ""
        with contextlib.suppress(OSError, http.client.HTTPException):
            answer = self._asked(f"/-/events/{self.page}")
            while line := answer.fp.readline():
                told = json.loads(line.removeprefix(b"data: ")) if line.startswith(b"data: ") else {}
                if told.get("version", version) != version:
                    version = told["version"]
                    self._asked(f"/{self.page}").read()
                    self.arrived.set()

    def _asked(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self.place)
        connection.request("GET", path)
        return connection.getresponse()
