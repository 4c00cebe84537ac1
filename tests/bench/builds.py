"""A made-up data folder -> seconds: nothing changed, one paper changed, and from a save to the page in the browser.

python tests/bench/builds.py FOLDER
"""

import contextlib
import http.client
import json
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import inputs

PORT = 8642
CVGEN = (sys.executable, "-m", "cvgen")
_TITLE = re.compile(r"title( *)= \{")


def cvgen(folder: Path, *words: str) -> float:
    """Seconds that a command takes in a folder."""
    start = time.perf_counter()
    subprocess.run([*CVGEN, *words], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def unchanged(folder: Path, times: int = 5) -> float:
    """The median of builds of which nothing is left to do."""
    cvgen(folder, "build", "--quiet")
    return statistics.median(cvgen(folder, "build", "--jobs", "1") for _ in range(times))


def one_paper(folder: Path, bibliography: Path, times: int = 3) -> float:
    """The median of builds after one title has changed."""
    text = bibliography.read_text(encoding="utf-8")
    found = []
    for number in range(times):
        bibliography.write_text(_TITLE.sub(f"title = {{Again {number} ", text, count=1), encoding="utf-8")
        found.append(cvgen(folder, "build"))
    return statistics.median(found)


def latencies(folder: Path, page: str, times: int = 9) -> float:
    """The median from a saved headline to the page fetched anew, as its script does it."""
    data = folder / "data/cv.yaml"
    text = data.read_text(encoding="utf-8")
    with _served(folder):
        arrived = threading.Event()
        threading.Thread(target=_follow, args=(page, arrived), daemon=True).start()
        found = []
        for number in range(-2, times):
            time.sleep(1.5)
            arrived.clear()
            start = time.perf_counter()
            data.write_text(text.replace("headline: ", f"headline: Draft {number} "), encoding="utf-8")
            assert arrived.wait(60)
            found.append(time.perf_counter() - start)
    return statistics.median(found[2:])


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[None]:
    cvgen(folder, "build", "--quiet")
    process = subprocess.Popen([*CVGEN, "serve", "--port", str(PORT)], cwd=folder, stdout=subprocess.DEVNULL)
    time.sleep(4)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _follow(page: str, arrived: threading.Event) -> None:
    """Hear of each version of a page, fetch it, and say so."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    connection.request("GET", f"/-/events/{page}")
    answer = connection.getresponse()
    version = ""
    while line := answer.fp.readline():
        told = json.loads(line.removeprefix(b"data: ")) if line.startswith(b"data: ") else {}
        if told.get("version", version) != version:
            version = told["version"]
            fetch = http.client.HTTPConnection("127.0.0.1", PORT)
            fetch.request("GET", f"/{page}")
            fetch.getresponse().read()
            arrived.set()


def main(folder: Path) -> None:
    """Make the inputs and print a row for each figure."""
    inputs.people(folder / "own/data", 50, 40)
    inputs.shared(folder / "shared/data", 50, 2000)
    inputs.person(folder / "one/data", 60)
    first = min((folder / "own/data").glob("*.bib"))
    print(f"nothing changed, 50 people, 2,000 papers in 50 files: {unchanged(folder / 'own'):.2f} s")
    print(f"one paper changed in one of 50 files: {one_paper(folder / 'own', first):.2f} s")
    print(f"nothing changed, 50 people, 2,000 papers in one file: {unchanged(folder / 'shared'):.2f} s")
    whole = folder / "shared/data/publications.bib"
    print(f"one paper changed in the file of all: {one_paper(folder / 'shared', whole):.2f} s")
    for page in ("cv.html", "cv.pdf"):
        print(f"saved to seen, 60 papers, {page}: {latencies(folder / 'one', page):.2f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
