"""Signs that were glued to names become roles, where somebody says what they mean; they are never printed twice."""

from pathlib import Path

import pytest
from workbench import Desk

from cvgen import identify
from cvgen.identify import Publication
from cvgen.mark import glyphs
from cvgen.model.errors import Level, Problems
from cvgen.model.reference import Sources
from cvgen.read.bib import bibtex


def publication(fields: str) -> Publication:
    references = bibtex.references("a.bib", f"@misc{{k, title = {{T}}, year = 2020,\n{fields}}}", Problems())
    (found,) = identify.publications(Sources(references=references), Problems())
    return found


def roles(fields: str, **table: str) -> tuple[list[str], list[str]]:
    """Each author's roles, and what was said."""
    problems = Problems()
    found = glyphs.roles(
        publication(fields), {sign.replace("star", "*"): role for sign, role in table.items()}, problems
    )
    assert all(each.at and each.at.line == 1 and each.hint for each in problems.items)
    return [",".join(sorted(own)) for own in found], [f"{each.level}: {each.message}" for each in problems.items]


STAR = "warning: k: the sign * behind a name was taken for equal"
TOLD = [
    # the author field, and others                                 the roles               what is said
    ("author = {Moth*, Bo and Lamp*, Ada and Dee, Cy}", ["equal", "equal", ""], [STAR]),
    ("author = {*Moth, Bo and *Ada Lamp}", ["equal", "equal"], [STAR]),
    ("author = {Bo Moth* and Ada Lamp*}", ["equal", "equal"], [STAR]),
    (r"author = {Moth$^*$, Bo and Lamp$^{*}$, Ada}", ["equal", "equal"], [STAR]),
    (r"author = {Moth\textsuperscript{*}, Bo and Lamp\textsuperscript{*}, Ada}", ["equal", "equal"], [STAR]),
    (r"author = {Moth$^{\dagger}$, Bo and Lamp, Ada}", ["", ""], ["warning: k: the sign † behind a name was taken off"]),
    (r"author = {Moth$^3$, Bo and Lamp, Ada}", ["", ""], ["note: k: the sign 3 behind a name was taken off"]),
    (r"author = {Moth\Letter, Bo and Lamp, Ada}", ["corresponding", ""],
     ["warning: k: the sign ✉ behind a name was taken for corresponding"]),
    (r"author = {\textbf{Moth, Bo} and \underline{Ada Lamp} and \mkbibbold{Dee, Cy}}", ["", "", ""], []),
    ("author = {Moth*, Bo and Lamp, Ada}", ["", ""], [STAR, "warning: k: one author alone is said to contribute equally"]),
    # the note says it
    ("author = {Moth*, Bo and Lamp*, Ada}, note = {* equal contribution}", ["equal", "equal"], []),
    ("author = {Moth*, Bo and Lamp*, Ada}, note = {Equal contribution.}", ["equal", "equal"], []),
    ("author = {Moth*, Bo and Lamp*, Ada}, note = {* co-first authors}", ["equal", "equal"], []),
    ("author = {Moth*, Bo and Lamp*, Ada}, note = {The first two contributed equally (*)}", ["equal", "equal"], []),
    (r"author = {Moth$^1$, Bo and Lamp$^1$, Ada}, note = {$^1$ These authors contributed equally}", ["equal", "equal"], []),
    (r"author = {Moth$^\dagger$, Bo and Lamp$^\dagger$, Ada}, note = {$^\dagger$ joint first authors}", ["equal", "equal"], []),
    (r"author = {Moth*, Bo and Lamp*$^\dagger$, Ada}, note = {* equal contribution, $^\dagger$ corresponding author}",
     ["equal", "corresponding,equal"], []),
    ("author = {Moth*, Bo and Lamp, Ada}, note = {* corresponding author}", ["corresponding", ""], []),
    # annotations say it
    ("author = {Moth*, Bo and Lamp*, Ada}, author+an = {1=equal; 2=equal}", ["equal", "equal"], [STAR]),
    ("author = {Moth, Bo and Lamp, Ada}, author+an = {1=jointfirst; 2=joint-first}",
     ["equal,jointfirst", "equal,joint-first"], []),
    ("author = {Moth, Bo and Lamp, Ada}, author+an = {2=highlight}", ["", "highlight"], []),
    ("author = {Moth, Bo and Lamp, Ada}", ["", ""], []),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected", "said"), TOLD)
def test_a_glued_sign_is_a_role(fields: str, expected: list[str], said: list[str]) -> None:
    assert roles(fields) == (expected, said)


def test_the_documents_table_comes_first() -> None:
    fields = r"author = {Moth*$^\dagger$, Bo and Lamp*, Ada}, note = {* equal contribution}"
    assert roles(fields, star="lead", **{"†": "student"}) == (["lead,student", "lead"], [])
    assert roles(fields, star="", **{"†": ""}) == (["", ""], [])


def test_a_role_without_its_partner_is_dropped_and_said() -> None:
    problems = Problems()
    glyphs.roles(publication("author = {Moth*, Bo and Lamp, Ada}"), {"*": "equal"}, problems)
    assert [(each.code, each.level) for each in problems.items] == [("lone-glyph", Level.WARNING)]


FILE = """\
cv: {name: Ada Lamp, sections: {Papers: {intro: "{legend}", publications: [{}]}}}
bibliography: papers.bib
documents:
  cv:
    marks:
      owner: bold
      equal: {symbol: "*", legend: equal contribution}
      student: {symbol: †, legend: student}
    glyphs: {"*": equal, "†": student}
"""


def test_no_sign_is_printed_twice_in_any_format(tmp_path: Path) -> None:
    bib = (
        r"@misc{k, title = {T}, author = {Moth*$^\dagger$, Bo and *\textbf{Lamp, Ada}}, author+an = {1=equal; 2=equal}}"
    )
    desk = Desk(tmp_path).write("data/ada.yaml", FILE).write("data/papers.bib", bib)
    assert desk.run("md", "ada.yaml").code == 0
    (line,) = (line for line in desk.read("out/ada.md").splitlines() if "Moth" in line)
    assert "B. Moth<sup>\\*,†</sup>, **A. Lamp**<sup>\\*</sup>" in line
    assert line.count("\\*") == 2
    assert desk.run("html", "ada.yaml").code == 0
    assert "B. Moth<sup>*,†</sup>" in desk.read("out/ada.html")
