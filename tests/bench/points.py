"""What is compared: cvgen and its peers on the same facts, a row for each size. PARTS has everything by name."""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import builds
import growth
from peers import HTML_ONLY, Tools
from stock import Stock
from timing import Command, Row, compared, in_turn

_PDF = {15: 0.55, 60: 0.68, 200: 0.85, 1000: 1.1}
_TYPST = {15: 0.30, 60: 0.30, 200: 0.32, 1000: 0.35}
_RENDERCV = ("render", "rendercv.yaml")
_PDF_ONLY = ("-nomd", "-nohtml", "-nopng")
_LISTS = {
    "pandoc": ("pandoc", "--citeproc", "-s", "pandoc.md", "-o", "pandoc.html"),
    "bibtex2html": ("bibtex2html", "-q", "-nodoc", "-o", "bibtex2html", "publications.bib"),
}


@dataclass(frozen=True, slots=True)
class Bench:
    """What there is to measure with, and how much is asked for."""

    tools: Tools
    stock: Stock
    sizes: tuple[int, ...] = (15, 60, 200, 1000)
    runs: int = 0
    quick: bool = False

    def times(self, papers: int) -> int:
        """How many runs of each: as asked, else fewer of what takes longer."""
        return self.runs or (9 if papers < 1000 else 5 if papers < 6000 else 3)

    def folder(self, papers: int) -> Path:
        """Where one person's CV is in everybody's format."""
        return self.stock.of("person", papers) / "data"

    def pair(self, papers: int, ours: Command, theirs: Command) -> Row:
        """A row of both in turn."""
        (row,) = self.rounds(papers, (ours, theirs), [(0, 1)])
        return row

    def rounds(self, papers: int, commands: Sequence[Command], pairs: Sequence[tuple[int, int]]) -> list[Row]:
        """Commands in turn, and a row for each pair of them."""
        samples = in_turn(commands, self.times(papers))
        task = {"task": f"{papers:,} papers"}
        return [task | compared([(each[a], each[b]) for each in samples]) for a, b in pairs]


Part: TypeAlias = Callable[[Bench], Iterator[Row]]


def noise(bench: Bench) -> Iterator[Row]:
    """The same command twice: what a ratio is worth."""
    ours = bench.tools.cvgen(bench.folder(60), "html", "cv.yaml")
    yield bench.pair(60, ours, ours) | {"peer": "the same command"}


def pdf(bench: Bench) -> Iterator[Row]:
    """`cvgen pdf` and RenderCV without its other formats; both tagged."""
    if not bench.tools.has("rendercv"):
        yield _left_out(bench, "rendercv")
        return
    for papers in bench.sizes:
        folder = bench.folder(papers)
        ours = bench.tools.cvgen(folder, "pdf", "cv.yaml")
        theirs = bench.tools.rendercv(folder, *_RENDERCV, *_PDF_ONLY)
        yield bench.pair(papers, ours, theirs) | {"goal": _PDF.get(papers), "note": _pages(bench, folder)}


def typst(bench: Bench) -> Iterator[Row]:
    """`cvgen pdf --engine typst` and RenderCV, which has the same engine; and Typst alone with a page of its own."""
    for papers in bench.sizes:
        folder = bench.folder(papers)
        ours = bench.tools.cvgen(folder, "pdf", "cv.yaml", "--engine", "typst")
        if bench.tools.has("rendercv"):
            theirs = bench.tools.rendercv(folder, *_RENDERCV, *_PDF_ONLY)
            yield bench.pair(papers, ours, theirs) | {"peer": "RenderCV", "goal": _TYPST.get(papers)}
        if bench.tools.has("typst"):
            row = bench.pair(papers, ours, bench.tools.typst(folder, "typst.pdf"))
            yield row | {"peer": "Typst"}
    yield from (_left_out(bench, name) for name in ("rendercv", "typst") if not bench.tools.has(name))


def html(bench: Bench) -> Iterator[Row]:
    """`cvgen html`, `cvgen md`, and RenderCV without PDF: Markdown, and HTML made of it."""
    if not bench.tools.has("rendercv"):
        yield _left_out(bench, "rendercv")
        return
    forms = ("html", "md")
    for papers in bench.sizes:
        folder = bench.folder(papers)
        ours = [bench.tools.cvgen(folder, form, "cv.yaml") for form in forms]
        theirs = bench.tools.rendercv(folder, *_RENDERCV, *HTML_ONLY)
        rows = bench.rounds(papers, (*ours, theirs), [(0, 2), (1, 2)])
        for form, row in zip(forms, rows, strict=True):
            yield row | {"task": f"{row['task']}, {form}", "goal": 0.2}


def others(bench: Bench) -> Iterator[Row]:
    """`cvgen html`, pandoc and bibtex2html on one .bib; `cvgen pdf` and Typst alone."""
    yield from (_left_out(bench, name) for name in (*_LISTS, "typst") if not bench.tools.has(name))
    lists = {name: words for name, words in _LISTS.items() if bench.tools.has(name)}
    for papers in (each for each in (60, 1000) if each in bench.sizes):
        folder = bench.folder(papers)
        if lists:
            commands = (
                bench.tools.cvgen(folder, "html", "cv.yaml"),
                *(Command(each, folder) for each in lists.values()),
            )
            rows = bench.rounds(papers, commands, [(0, place + 1) for place in range(len(lists))])
            for name, row in zip(lists, rows, strict=True):
                yield row | {"task": f"{row['task']}, html", "peer": name}
        if bench.tools.has("typst"):
            ours, theirs = bench.tools.cvgen(folder, "pdf", "cv.yaml"), bench.tools.typst(folder, "typst.pdf")
            row = bench.pair(papers, ours, theirs)
            yield row | {"task": f"{row['task']}, pdf", "peer": "Typst"}


def start(bench: Bench) -> Iterator[Row]:
    """`--help` of both."""
    if not bench.tools.has("rendercv"):
        yield _left_out(bench, "rendercv")
        return
    folder = bench.folder(15)
    for word in ("--help", "--version"):
        row = bench.pair(15, bench.tools.cvgen(folder, word), bench.tools.rendercv(folder, word))
        yield row | {"task": word, "goal": 0.2 if word == "--help" else None}


def eight(bench: Bench) -> Iterator[Row]:
    """`cvgen build --jobs 2 --force` of eight people, and RenderCV eight times, PDF only."""
    if not bench.tools.has("rendercv"):
        yield _left_out(bench, "rendercv")
        return
    folder = bench.stock.of("printed", 8, 60)
    loop = f'set -e; for file in *.yaml; do "$0" render "$file" {" ".join(_PDF_ONLY)}; done'
    theirs = Command(
        ("/bin/sh", "-c", loop, bench.tools.program("rendercv")),
        folder / "data/rendercv",
        bench.tools.without_network,
    )
    ours = bench.tools.cvgen(folder, "build", "--jobs", "2", "--force")
    yield bench.pair(6000, ours, theirs) | {"task": "8 people, 60 papers each", "goal": 0.3}


def nothing(bench: Bench) -> Iterator[Row]:
    """`cvgen build` where nothing, and where one paper has changed; from saved to seen with `cvgen serve`."""
    runs = bench.runs or 5
    shapes = (("people", 10, 40), ("shared", 10, 400)) if bench.quick else (("people", 50, 40), ("shared", 50, 2000))
    for kind, people, papers in shapes:
        folder = bench.stock.of(kind, people, papers)
        total = people * papers if kind == "people" else papers
        what = f"{people} people, {total:,} papers in {f'{people} files' if kind == 'people' else 'one file'}"
        build = bench.tools.cvgen(folder, "build", "--quiet")
        bibliography = min((folder / "data").glob("*.bib"))
        yield {"task": f"nothing changed: {what}", "goal": 0.5} | builds.unchanged(build, runs)
        yield {"task": f"one paper changed: {what}"} | builds.one_paper(build, bibliography, min(runs, 3))
    build = bench.tools.cvgen(bench.stock.anew("single", 60), "build", "--quiet")
    for page, goal in (("cv.html", 0.3), ("cv.pdf", 0.6)):
        yield {"task": f"saved to seen: {page}, 60 papers", "goal": goal} | builds.latency(build, page, bench.times(60))


def grown(bench: Bench) -> Iterator[Row]:
    """`cvgen html` on more and more papers."""
    return growth.rows(bench.tools, bench.stock, bench.times, quick=bench.quick)


def steps(bench: Bench) -> Iterator[Row]:
    """The steps of the same, inside one process."""
    return growth.steps(bench.tools, bench.stock, quick=bench.quick)


PARTS: dict[str, Part] = {
    "noise": noise,
    "pdf": pdf,
    "typst": typst,
    "html": html,
    "others": others,
    "start": start,
    "eight": eight,
    "builds": nothing,
    "growth": grown,
    "steps": steps,
}


def _left_out(bench: Bench, peer: str) -> Row:
    return {"task": peer, "left_out": bench.tools.missing[peer]}


def _pages(bench: Bench, folder: Path) -> str:
    """What pdfinfo says of both: "tagged, 7 pages; RenderCV tagged, 9 pages"."""
    theirs = max((folder / "rendercv_output").glob("*.pdf"), key=lambda path: path.stat().st_mtime, default=None)
    if not bench.tools.has("pdfinfo") or theirs is None:
        return ""
    return f"cvgen {_info(folder / 'out/cv.pdf')}; RenderCV {_info(theirs)}"


def _info(path: Path) -> str:
    said = subprocess.run(("pdfinfo", str(path)), check=True, capture_output=True, text=True).stdout
    found = dict(line.split(":", 1) for line in said.splitlines() if ":" in line)
    tagged = "tagged" if found.get("Tagged", "").strip() == "yes" else "not tagged"
    return f"{tagged}, {found['Pages'].strip()} pages"
