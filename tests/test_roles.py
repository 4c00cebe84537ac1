"""Who was what in a group, and when: lists and cards by role, on a document's date."""

from pathlib import Path

import pytest
from workbench import Desk, lines, project

PEOPLE = """\
groups: [{id: lab, name: Lab}, {id: other, name: Other}]
people:
  - {id: a, name: "Head, Ada", relations: [{as: member, of: lab, start_date: 2000}, {as: lead, of: lab, start_date: 2005}]}
  - {id: b, name: "Chief, Bo", relations: [{as: member, of: lab, start_date: 2001}, {as: director, of: lab, start_date: 2011}]}
  - {id: prom, name: "Prom, Oted", relations: [{as: member, of: lab, start_date: 2010},
     {as: student, of: a, start_date: 2010, end_date: 2014}, {as: postdoc, of: lab, start_date: 2014}]}
  - {id: done, name: "Done, Una", relations: [{as: member, of: lab, start_date: 2010},
     {as: student, of: a, start_date: 2010, end_date: 2014}]}
  - {id: now, name: "Now, Wen", relations: [{as: member, of: lab, start_date: 2024}, {as: student, of: b}]}
  - {id: d, name: "Former, Fritz", relations: [{as: member, of: lab, start_date: 2014, end_date: 2018},
     {as: postdoc, of: lab, start_date: 2014, end_date: 2016}, {as: student, of: a, start_date: 2010, end_date: 2014}]}
  - {id: f, name: "Gone, Gil", relations: [{as: member, of: lab, start_date: 2012, end_date: 2016},
     {as: student, of: a, start_date: 2012}]}
  - {id: g, name: "Again, Gus", relations: [{as: member, of: lab, start_date: 2004, end_date: 2008},
     {as: member, of: lab, start_date: 2020}, {as: student, of: a, start_date: 2004, end_date: 2008},
     {as: postdoc, of: lab, start_date: 2008, end_date: 2010}, {as: engineer, of: lab, start_date: 2021}]}
kinds: [engineer]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return project(tmp_path).write("data/people.yaml", PEOPLE).write("data/records.yaml", "{}\n")


def rows(desk: Desk, query: str, marks: str = "", file: str = "group: lab") -> list[str]:
    """The entries of one list, each in a line."""
    key = "page" if file.startswith("group") else "cv"
    desk.write(
        "data/lab.yaml",
        f"{file}\n{key}: {{sections: {{S: [{{{query}}}]}}}}\ndocuments: {{page: {{as_of: 2026{marks}}}}}\n",
    )
    return [
        line.replace("**", "").replace(" | ", " · ").strip() for line in lines(desk.document(file="data/lab.yaml"))[1:]
    ]


BY_ROLE = [
    ("members: current, role: student", ["Wen Now · 2024 – present"]),
    ("members: current, role: postdoc", ["Oted Prom · 2014 – present"]),
    ("members: former, role: student", ["Gil Gone · 2012 – 2016", "Gus Again · 2004 – 2008"]),
    ("members: former, role: postdoc", ["Fritz Former · 2014 – 2016"]),
    ("members: all, role: engineer", ["Gus Again · 2021 – present"]),
    ("members: all, role: lead", ["Ada Head (lead) · 2005 – present"]),
    ("members: all, role: director", ["Bo Chief (director) · 2011 – present"]),
    ("relations: director", ["Bo Chief · 2011 – present"]),
    ("members: all, role: PI", ["Bo Chief (director) · 2011 – present", "Ada Head (lead) · 2005 – present"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), BY_ROLE)
def test_a_list_by_role_has_who_is_that_or_was_it_last_with_its_years(
    desk: Desk, query: str, expected: list[str]
) -> None:
    assert rows(desk, query) == expected


def test_a_list_of_members_has_the_years_of_membership_and_a_heads_own(desk: Desk) -> None:
    found = rows(desk, "members: current")
    assert found[:2] == ["Bo Chief (director) · 2011 – present", "Ada Head (lead) · 2005 – present"]
    assert "Oted Prom · 2010 – present" in found


CARDS = {
    "Ada Head": "Lead, 2005 – present",
    "Bo Chief": "Director, 2011 – present",
    "Oted Prom": "Postdoc, 2014 – present",
    "Una Done": "2010 – present",
    "Wen Now": "Student, 2024 – present",
    "Fritz Former": "Postdoc, 2014 – 2016",
    "Gil Gone": "Student, 2012 – 2016",
}


@pytest.mark.parametrize("form", ["md", "tex", "html", "typ"])
def test_a_card_has_the_years_of_the_role_that_it_prints(desk: Desk, form: str) -> None:
    found = rows(desk, "members: all, cards: true")
    for name, told in CARDS.items():
        assert found[found.index(name) + 1] == told
    assert desk.run(form, "lab.yaml").code == 0
    text = " ".join(desk.read(f"out/lab.{form}").replace("–", "--").split())
    assert "2014 -- present" in text
    assert text.count("2010 -- present") == 1


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("members: former, role: student", ["Gil Gone (now at Oil), Ph.D., “On Wicks” · 2012 – 2016"]),
        ("members: former, cards: true", ["Gil Gone", "Student, 2012 – 2016", "Ph.D., “On Wicks”", "now at Oil"]),
        ("members: former", ["Gil Gone · 2012 – 2016"]),
    ],
)
def test_a_list_by_role_says_what_is_written_of_the_role(desk: Desk, query: str, row: list[str]) -> None:
    """A student's degree stands with their supervisor, not with the group."""
    own = "     {as: student, of: a, start_date: 2012, degree: Ph.D., thesis: On Wicks, note: now at Oil}]}"
    desk.change("data/people.yaml", "     {as: student, of: a, start_date: 2012}]}", own)
    found = rows(desk, query)
    at = found.index(row[0])
    assert found[at : at + len(row)] == row


def test_a_card_of_a_relation_says_that_relation(desk: Desk) -> None:
    found = rows(desk, "relations: student, cards: true", file="person: a")
    assert found[found.index("Oted Prom") + 1] == "Student, 2010 – 2014"


@pytest.mark.parametrize(
    ("query", "file", "told"),
    [
        ("members: all, cards: true", "group: lab", "Postdoc, 2014 – present"),
        ("members: all, role: postdoc, cards: true", "group: lab", "Postdoc, 2014 – present"),
        ("relations: student, cards: true", "person: a", "Student, 2010 – 2014"),
    ],
)
def test_beside_a_position_a_card_says_what_the_years_are_of(desk: Desk, query: str, file: str, told: str) -> None:
    held = 'name: "Prom, Oted", positions: [{position: Reader, organization: Lamps, start_date: 2025}]'
    desk.change("data/people.yaml", 'name: "Prom, Oted"', held)
    found = rows(desk, query, file=file)
    at = found.index("Oted Prom")
    assert found[at + 1] == told
    assert found[at + 2].startswith("Reader")


@pytest.mark.parametrize(
    ("since", "relations", "told"),
    [
        (2012, "[{as: member, of: lab, start_date: 2012}]", "Oted Prom, Reader · 2012 – present"),
        (2020, "[{as: member, of: lab, start_date: 2012}]", "Oted Prom, Reader · Member, 2012 – present"),
        (2015, "[{as: member, of: lab, start_date: 2010, end_date: 2015}, {as: student, of: a, start_date: 2010}]",
         "Oted Prom, Reader, Lamps · Student, 2010 – 2015"),
        (2012, "[{as: member, of: lab}]", "Oted Prom, Reader"),
    ],
)  # fmt: skip
def test_beside_a_position_a_row_says_what_other_years_are_of(
    desk: Desk, since: int, relations: str, told: str
) -> None:
    held = f"positions: [{{position: Reader, organization: Lamps, start_date: {since}}}]"
    people = f"groups: [{{id: lab, name: Lab}}]\npeople:\n  - {{id: a, name: 'Head, Ada', relations: [{{as: lead, of: lab}}]}}\n  - {{id: p, name: 'Prom, Oted', {held}, relations: {relations}}}\n"
    desk.write("data/people.yaml", people)
    assert told in rows(desk, "members: all")


def test_marks_tell_heads_apart_where_both_have_one(desk: Desk) -> None:
    desk.write("data/p.bib", "@article{x, title={T}, author={Head, Ada and Chief, Bo}, journal={J}, year=2024}\n")
    file = "group: lab\nbibliography: p.bib\npage: {sections: {S: {publications: [{}]}}}\ndocuments: {page: {as_of: 2026, marks: {MARKS}}}\n"
    both = "lead: {symbol: ¤}, director: {symbol: §}"
    for marks, signs in ((both, (1, 1)), ("lead: {symbol: ¤}", (2, 0))):
        desk.write("data/lab.yaml", file.replace("MARKS", marks))
        assert desk.run("md", "lab.yaml").code == 0
        authors = next(line for line in desk.read("out/lab.md").splitlines() if "Chief" in line)
        assert (authors.count("¤"), authors.count("§")) == signs, authors
