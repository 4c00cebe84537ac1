"""A page with a search -> how long a keystroke in it takes in Chromium, from the key to the painted frame.

python tests/bench/keystroke.py PAGE [PROGRAM]
"""

import gzip
import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
WORDS = ("robust", "zhang 2019", "pruning", "muller", "a", "quantum nothing")
CLOCK = """() => {
  window.taken = [];
  const field = document.querySelector("input[type=search]");
  field.addEventListener("keydown", () => {
    const start = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.taken.push(performance.now() - start)));
  }, { capture: true });
  field.focus();
}"""


def main(page: Path, program: str = "/usr/bin/chromium") -> None:
    """Type words letter by letter, take them back likewise, and print what it took."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        window = browser.new_page()
        window.goto(page.resolve().as_uri())
        window.evaluate(CLOCK)
        for word in WORDS:
            for key in (*word, *["Backspace"] * len(word)):
                window.keyboard.press(key)
                window.wait_for_timeout(60)
        taken = sorted(window.evaluate("window.taken"))
        papers = window.locator("[data-work]").count()
        loaded = window.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        browser.close()
    size, packed = page.stat().st_size / 1e6, len(gzip.compress(page.read_bytes())) / 1e6
    print(f"{papers} papers, {size:.2f} MB, {packed:.2f} MB gzipped, ready in {loaded:.0f} ms")
    within = taken[len(taken) * 95 // 100]
    print(f"{len(taken)} keystrokes: median {statistics.median(taken):.0f} ms, 95 % within {within:.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
