"""A folder -> a made-up group in it, people.yaml, publications.bib and group.yaml: the page to try a browser with.

python tests/bench/group_page.py FOLDER [MEMBERS [PAPERS]]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import generate

PAGE = """\
group: made-up
bibliography: publications.bib

page:
  headline: Everybody in it is made up
  sections:
    Publications:
      intro: "{legend}"
      publications:
        - {group_by: year}
    Members:
      groups:
        - {title: Current members, entries: [{members: current}]}
        - {title: Former members, entries: [{members: former}]}

documents:
  page:
    style: modern
    reference: group
    as_of: 2026-12-31
    marks:
      owner: {look: bold, legend: "bold: members of the group", meaning: group member}
      equal: {symbol: "*", legend: "{mark}: equal contribution", meaning: equal contribution}
"""


def write(folder: Path, members: int = 60, papers: int = 3000) -> None:
    """A group of so many members and papers, the same for the same numbers."""
    world = generate.World(papers, members)
    world.members = list({_mark(person): person for person in world.members}.values())
    inside = {_mark(person) for person in world.members}
    world.others = [person for person in world.others if _mark(person) not in inside]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "people.yaml").write_text("".join(roster(world)), encoding="utf-8")
    (folder / "publications.bib").write_text(generate.bibtex(world, world.papers(papers)), encoding="utf-8")
    (folder / "group.yaml").write_text(PAGE, encoding="utf-8")


def _mark(person: generate.Person) -> tuple[str, str]:
    """What two people may not share here, so that nobody is doubtful."""
    return person.family, person.given[0]


def roster(world: generate.World) -> Iterator[str]:
    """Members from some October on, two in three of them until some September."""
    yield "groups:\n  - {id: made-up, name: Made-up group, url: 'https://example.org/'}\n\npeople:\n"
    for person in world.members:
        start = world.random.randint(2005, 2022)
        end = f", end_date: {world.random.randint(start + 1, 2025)}-09" if world.random.random() < 2 / 3 else ""
        yield f"  - id: {person.id}\n    name: {person.family}, {person.given}\n"
        yield f"    relations: [{{as: member, of: made-up, start_date: {start}-10{end}}}]\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
