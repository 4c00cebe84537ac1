"""An entry with 2,206 authors costs no time and no page, and the owner stays in sight."""

import re
import time
from pathlib import Path

import pytest
from workbench import FILE, Desk, project

CROWD = 2_206


def crowd(place: int, others: str = "") -> str:
    """Many names, the owner's among them."""
    names = [f"N{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}, {chr(65 + i % 26)}." for i in range(CROWD)]
    names[place - 1 : place] = ["Lamp, Ada"] if place else names[-1:]
    return " and ".join(names) + others


def bib(place: int, papers: int = 1, others: str = "") -> str:
    author = crowd(place, others)
    return "\n".join(
        f"@article{{k{i}, title = {{Title {i}}}, author = {{{author}}}, journal = {{J}}, year = 2020}}"
        for i in range(papers)
    )


SHOWN = {
    1_501: "J. Naa, …, **Ada Lamp** (1,501st of 2,206), et al. Title 0.",
    3: "B. Naa, **Ada Lamp**, D. Naa, E. Naa, F. Naa, G. Naa, H. Naa, I. Naa, J. Naa, et al. Title 0.",
    2_206: "J. Naa, …, **Ada Lamp** (2,206th of 2,206). Title 0.",
    0: "J. Naa, et al. Title 0.",
}


@pytest.mark.parametrize("place", SHOWN)
def test_the_first_ones_and_the_owner_are_printed(tmp_path: Path, place: int) -> None:
    desk = Desk(tmp_path).write("papers.bib", bib(place))
    assert desk.run("md", "papers.bib", "--owner", "Ada Lamp").code == 0
    (line,) = (line for line in desk.read("out/papers.md").splitlines() if "Title 0" in line)
    assert line.startswith("A. Naa, ")
    assert SHOWN[place] in line
    assert len(line) < 300


def test_others_stay_others(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("papers.bib", bib(2_206, others=" and others"))
    assert desk.run("md", "papers.bib", "--owner", "Ada Lamp").code == 0
    assert "(2,206th of 2,206), et al. Title 0." in desk.read("out/papers.md")


def test_twenty_such_papers_take_little_time_and_room(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("papers.bib", bib(1_501, 20))
    start = time.process_time()
    assert desk.run("html", "papers.bib", "--owner", "Ada Lamp").code == 0
    assert time.process_time() - start < 10
    page = desk.read("out/papers.html")
    assert len(page) < 600_000
    assert len(re.findall("<strong>Ada Lamp</strong>", page)) == 20


@pytest.mark.parametrize("style", ["classic", "plain", "venue-first", "group", "project", "highlight", "resume"])
def test_every_style_cuts_long_lists(tmp_path: Path, style: str) -> None:
    names = " and ".join([*(f"Name{i}, A." for i in range(40)), "Example, Ada"])
    desk = project(tmp_path).write(
        "data/publications.bib", f"@misc{{k, title = {{T}}, author = {{{names}}}, year = 2020}}"
    )
    text = FILE.replace("[lanterns, shadows, mirrors]", "[k]").replace(
        "    as_of", f"    reference: {style}\n    as_of"
    )
    desk.write("data/ada.yaml", text)
    assert desk.run("md", "ada.yaml").code == 0
    assert "(41st of 41)" in desk.read("out/ada.md")
    desk.write("data/ada.yaml", text.replace("    as_of", "    authors: 100\n    as_of"))
    assert desk.run("md", "ada.yaml").code == 0
    assert "(41st of 41)" not in desk.read("out/ada.md")
