"""People and papers -> the files that cvgen and its peers are measured with: the same facts for each.

python tests/bench/inputs.py KIND FOLDER NUMBER …
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import words
from generate import Paper, Person, World, bibtex

_ROWS = (
    ("Grants", [(f"{2025 - 2 * i}", f"Foundations of {words.THINGS[i]}, {words.AGENCIES[i % 4]}") for i in range(6)]),
    (
        "Teaching",
        [(f"{2025 - i}", f"CS {210 + 9 * i}: {words.THINGS[9 + i]}, {48 + 5 * i} students") for i in range(10)],
    ),
    (
        "Talks",
        [(f"{2025 - i // 3}", f"{words.THINGS[20 + i]}, invited talk, {words.CITIES[i % 10]}") for i in range(18)],
    ),
    (
        "Service",
        [(f"{2012 + i}", f"Area chair, {full} ({short})") for i, (short, full) in enumerate(words.CONFERENCES)],
    ),
)


def single(folder: Path, papers: int) -> tuple[Person, tuple[Paper, ...]]:
    """One person with so many papers, for cvgen: cv.yaml, people.yaml, publications.bib."""
    world = World(papers, max(24, papers // 30))
    owner = world.members[0]
    made = world.papers(papers, owner)
    _write(folder, "people.yaml", roster(world))
    _write(folder, "publications.bib", bibtex(world, made))
    _write(folder, "cv.yaml", cv(owner, "publications.bib"))
    return owner, made


def person(folder: Path, papers: int) -> None:
    """One person with so many papers, for every program: also rendercv.yaml, cv.typ, pandoc.md."""
    owner, made = single(folder, papers)
    _write(folder, "rendercv.yaml", rendercv(owner, made))
    _write(folder, "cv.typ", typst(owner, made))
    _write(folder, "pandoc.md", "---\ntitle: Publications\nbibliography: publications.bib\nnocite: '@*'\n---\n")


def people(folder: Path, count: int, each: int, formats: str = "") -> None:
    """So many people who have so many papers each: NAME.yaml and NAME.bib, and rendercv/NAME.yaml for RenderCV."""
    world = World(count * each, count * 3)
    _write(folder, "people.yaml", roster(world))
    for owner in world.members[:count]:
        made = world.papers(each, owner)
        _write(folder, f"{owner.id}.yaml", cv(owner, f"{owner.id}.bib", formats))
        _write(folder, f"{owner.id}.bib", bibtex(world, made))
        _write(folder / "rendercv", f"{owner.id}.yaml", rendercv(owner, made))


def printed(folder: Path, count: int, each: int) -> None:
    """As `people`, and all that is made of them is a PDF each."""
    people(folder, count, each, "pdf")


def group(folder: Path, members: int, papers: int) -> None:
    """A group and its page: group.yaml, and one bibliography for all; nobody has a file of their own."""
    world = World(papers, members)
    _write(folder, "people.yaml", "groups:\n  - {id: lab, name: The Lab}\n" + roster(world, "lab"))
    _write(folder, "publications.bib", bibtex(world, world.papers(papers)))
    listed = "publications: [{group_by: year}]"
    page = f"  sections:\n    People: [{{members: all}}]\n    Publications: {{{listed}}}"
    _write(folder, "group.yaml", f"group: lab\nbibliography: publications.bib\npage:\n{page}\n{_documents('group')}")


def shared(folder: Path, count: int, papers: int) -> None:
    """So many people who write one bibliography together: NAME.yaml for each, publications.bib for all."""
    world = World(papers, count)
    _write(folder, "people.yaml", roster(world))
    _write(folder, "publications.bib", bibtex(world, world.papers(papers)))
    for owner in world.members:
        _write(folder, f"{owner.id}.yaml", cv(owner, "publications.bib"))


def roster(world: World, group: str = "") -> str:
    """people.yaml: everybody, with relations to the owner or to the group."""
    rows = ["people:"]
    for i, each in enumerate(world.members):
        relation = f"{{as: member, of: {group}, start_date: {2004 + i % 20}}}" if group else ""
        if not group and i % 3:
            relation = f"{{as: student, of: {world.members[0].id}, start_date: {2006 + i % 18}}}"
        family = f"{{{each.family}}}" if " " in each.family and each.family[0].isupper() else each.family
        rows.append(f"  - id: {each.id}\n    name: {_quoted(f'{family}, {each.given}')}")
        rows.append(f"    url: https://people.example.org/{each.id}\n    relations: [{relation}]")
    return "\n".join(rows) + "\n"


def cv(owner: Person, bibliography: str, formats: str = "") -> str:
    """A CV for cvgen: 50 rows of a life, and the publications by type, numbered; in all formats, or in these."""
    rows = [
        f"person: {owner.id}",
        f"bibliography: {bibliography}",
        "cv:",
        *_contacts(owner),
        "  sections:",
        "    Education:",
    ]
    for degree, area, place, where, start, end in words.DEGREES:
        rows += _entry(
            institution=place, area=area, degree=degree, location=where, start_date=f"{start}-09", end_date=f"{end}-08"
        )
    rows.append("    Positions:")
    for position, company, start, end in words.POSITIONS:
        rows += _entry(
            position=position, company=company, start_date=f"{start}-09", end_date=f"{end}-08" if end else "present"
        )
    rows.append("    Honors:")
    rows += (line for i, honor in enumerate(words.HONORS) for line in _entry(award=honor, date=f"{2025 - 2 * i}"))
    rows += [
        "    Publications:",
        '      labels: {text: "[{n}]", order: descending, continue: true}',
        "      publications:",
    ]
    rows.append(f"        - {{where: {{author: {owner.id}}}, order: newest, group_by: type}}")
    rows += (line for title, lines in _ROWS for line in (f"    {title}:", *_dated(lines)))
    return "\n".join(rows) + "\n" + _documents("cv", formats)


def _documents(name: str, formats: str = "") -> str:
    marks = "student: {symbol: †, legend: students}, equal: {symbol: '*', legend: equal contribution}"
    wanted = f"    formats: [{formats}]\n" if formats else ""
    return f"documents:\n  {name}:\n    as_of: 2026-01-01\n{wanted}    marks: {{owner: bold, {marks}}}\n"


def _contacts(owner: Person) -> list[str]:
    return [
        "  headline: Professor of Computer Science, University of Northland",
        "  location: Northland",
        f"  email: {owner.id}@example.org",
        f"  website: https://people.example.org/{owner.id}",
    ]


def _dated(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    for date, text in lines:
        yield from _entry(label=date, details=text)


def _entry(**keys: str) -> list[str]:
    return [f"      {'-' if not i else ' '} {name}: {_quoted(value)}" for i, (name, value) in enumerate(keys.items())]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def rendercv(owner: Person, papers: Iterable[Paper]) -> str:
    """The same CV for RenderCV, where publications are typed into the file, names marked by hand."""
    rows = ["cv:", f"  name: {owner.name}", *_contacts(owner)[1:], "  sections:", "    Education:"]
    for degree, area, place, where, start, end in words.DEGREES:
        rows += _entry(
            institution=place, area=area, degree=degree, location=where, start_date=f"{start}-09", end_date=f"{end}-08"
        )
    rows.append("    Positions:")
    for position, company, start, end in words.POSITIONS:
        rows += _entry(
            position=position, company=company, start_date=f"{start}-09", end_date=f"{end}-08" if end else "present"
        )
    rows += [
        "    Honors:",
        *_dated((f"{2025 - 2 * i}", honor) for i, honor in enumerate(words.HONORS)),
        "    Publications:",
    ]
    for paper in papers:
        names = ", ".join(_quoted(f"***{each.name}***" if each == owner else each.name) for each in paper.authors)
        rows += _entry(title=paper.title, journal=paper.venue, date=f"{paper.year}-{paper.month:02}")
        rows += [f"        authors: [{names}]"] + [
            f"        doi: {paper.fields['doi']}" for _ in "1" if "doi" in paper.fields
        ]
    rows += (line for title, lines in _ROWS for line in (f"    {title}:", *_dated(lines)))
    return "\n".join([*rows, "design:", "  theme: classic"]) + "\n"


def typst(owner: Person, papers: Iterable[Paper]) -> str:
    """The same CV typed for Typst alone, with nothing left to look up."""
    rows = ['#set page(paper: "a4", margin: 18mm, numbering: "1 / 1")', "#set text(size: 10pt)"]
    rows += [
        f'#set document(title: "{owner.name}")',
        f"= {owner.name}",
        "Professor of Computer Science, University of Northland",
    ]
    lives = [(f"{start}–{end}", f"{a}, {b}, {c}") for a, b, c, _, start, end in words.DEGREES]
    lives += [(f"{start}–{end or ''}", f"{a}, {b}") for a, b, start, end in words.POSITIONS]
    for title, lines in (("Life", lives), *_ROWS):
        rows += [
            f"== {title}",
            *(f"#grid(columns: (26mm, 1fr), [{_plain(date)}], [{_plain(text)}])" for date, text in lines),
        ]
    rows.append("== Publications")
    rows += (f"+ {_cited(paper, owner)}" for paper in papers)
    return "\n".join(rows) + "\n"


def _cited(paper: Paper, owner: Person) -> str:
    names = (f"#strong[{_plain(each.name)}]" if each == owner else _plain(each.name) for each in paper.authors)
    details = ", ".join(filter(None, (paper.fields.get("volume", ""), paper.fields.get("pages", ""), str(paper.year))))
    link = f' #link("https://doi.org/{paper.fields["doi"]}")[\\[DOI\\]]' if "doi" in paper.fields else ""
    return f"{', '.join(names)}. “{_plain(paper.title)}.” #emph[{_plain(paper.venue)}], {_plain(details)}.{link}"


def _plain(text: str) -> str:
    """Text in which Typst reads no command."""
    return "".join(f"\\{char}" if char in "\\#$*_`<>@[]~" else char for char in text)


def _write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


KINDS = {"single": single, "person": person, "people": people, "printed": printed, "group": group, "shared": shared}

if __name__ == "__main__":
    KINDS[sys.argv[1]](Path(sys.argv[2]), *map(int, sys.argv[3:]))
