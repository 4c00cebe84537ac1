"""Packs: all that can be made for an office from one file, measured, the same bytes for one day; the rest is a list."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from coa_form import form
from workbench import Desk, spaced

from cvgen.model.document import items
from cvgen.model.text import AuthorName, walk

PEOPLE = """people:
  - id: ada
    name: "Moss, Ada Lea"
    relations: [{as: student, of: olm, start_date: 2010, end_date: 2014}]
    positions:
      - {position: Associate Professor, organization: quay, location: "Quay, ME", start_date: 2024-07}
      - {position: Assistant Professor, organization: quay, start_date: 2018, end_date: 2024-06}
  - {id: olm, name: "Olm, Vera", affiliation: Olm College}
  - {id: reed, name: "Reed, Tom", affiliation: Leaf Labs, relations: [{as: student, of: ada, start_date: 2021}]}
"""
RECORDS = """organizations: [{id: quay, name: Quay University}]
grants:
  - id: ferns
    funder: Fern & Leaf Fund
    title: Ferns <and> Mosses
    number: FLF-7
    amount: "120,000 USD"
    objectives: More ferns.
    overlap: None.
    place: Quay
    months: {2025: 1, 2026: 0.5}
    to: ada
    start_date: 2025-03
    end_date: 2026-08
  - {id: hopes, funder: Quay Trust, title: Hopes, to: ada, pending: true, start_date: 2027-01, end_date: 2027-12}
  - {id: gone, funder: Quay Trust, title: Gone, to: ada, start_date: 2019, end_date: 2021}
  - {id: others, funder: Quay Trust, title: Others, to: olm, start_date: 2025}
"""
ENTRY = "@article{%s, title={On %s}, author={Moss, Ada and Olm, Vera and Reed, Tom}, journal={Leaf}, date={%s}, %s}\n"
PAPERS = (
    ENTRY % ("new", "New Leaves", "2025-02", "doi={10.1000/new}, volume={3}, pages={1--9}, abstract={Not this.}")
    + ENTRY % ("edge", "the Edge", "2024", "doi={10.1000/edge}")
    + ENTRY % ("old", "Old Leaves", "2020-05", "url={https://example.org/old}")
    + ENTRY % ("draft", "Drafts", "2025-09", "pubstate={in preparation}")
)
FILE = """person: ada
bibliography: papers.bib
cv:
  phone: +1 555 010 0199
  sections:
    Education: [{institution: Olm College, degree: Ph.D., area: Botany, date: 2014}]
    Papers: {publications: [{where: {author: ada}}]}
    Products:
      aside: true
      publications:
        - {title: Related, select: [new]}
        - {title: Other, select: [old, edge]}
    Synergistic Activities: {aside: true, entries: [{bullet: I teach ferns.}, {bullet: I count mosses.}]}
    Personal Statement: {aside: true, entries: ["I grow leaves, as Product 1 says."]}
    Contributions to Science: {aside: true, entries: [Ferns., Mosses.]}
    Honors: {aside: true, entries: [{award: Leaf Medal, date: 2020}]}
    Research Outputs: {aside: true, publications: [{select: [new, old]}]}
    Publications A: {aside: true, publications: [{select: [new]}]}
    Major Achievements: {aside: true, entries: [I found a fern.]}
    Contributions to Knowledge: {aside: true, entries: [Ferns are old.]}
documents:
  cv: {as_of: 2026-03-01, marks: {owner: bold, student: {symbol: †, legend: students}}, legend_order: [student]}
"""
DAY = ("--as-of", "2026-04-21")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path).write("data/people.yaml", PEOPLE).write("data/records.yaml", RECORDS)
    return made.write("data/papers.bib", PAPERS).write("data/ada.yaml", FILE)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("nsf", "coa-1.tsv coa-2.tsv coa-3.tsv coa-4.tsv coa-5.tsv coa.md products-other.ris products-related.ris"
         " products.txt support.txt support.xml synergistic-activities.pdf"),
        ("nih", "contributions-to-science.txt honors.txt personal-statement.txt products-other.ris"
         " products-related.ris products.txt support.txt support.xml"),
        ("doe", "coa-doe.tsv coa.md products-other.ris products-related.ris products.txt support.txt support.xml"),
        ("erc", "track-record.pdf"),
        ("dfg", "cv.pdf"),
        ("ukri", "r4ri.pdf"),
        ("snsf", "major-achievements.txt"),
        ("tenure", "cv.pdf publications.pdf"),
    ],
)  # fmt: skip
def test_a_pack_has_all_that_can_be_made_and_is_the_same_twice(desk: Desk, target: str, expected: str) -> None:
    first = desk.run("pack", target, "ada.yaml", *DAY)
    assert first.code == 0, first.err
    names = desk.files(f"out/ada-{target}")
    assert names == sorted([*expected.split(), "manifest.json", "to-do.txt"])
    again = desk.run("pack", target, "ada.yaml", *DAY, "-o", "again/")
    assert again.code == 0
    for name in names:
        assert (desk.folder / f"out/ada-{target}" / name).read_bytes() == (desk.folder / "again" / name).read_bytes()


def test_a_zip_is_the_same_twice_and_holds_the_folder(desk: Desk) -> None:
    for name in ("a.zip", "b.zip"):
        assert desk.run("pack", "nsf", "ada.yaml", *DAY, "-o", name).code == 0
    assert (desk.folder / "a.zip").read_bytes() == (desk.folder / "b.zip").read_bytes()
    desk.run("pack", "nsf", "ada.yaml", *DAY)
    with zipfile.ZipFile(desk.folder / "a.zip") as archive:
        assert sorted(archive.namelist()) == desk.files("out/ada-nsf")
        assert archive.read("products.txt") == (desk.folder / "out/ada-nsf/products.txt").read_bytes()


def test_the_manifest_names_files_sources_and_rules(desk: Desk) -> None:
    desk.run("pack", "nih", "ada.yaml", *DAY)
    told = json.loads(desk.read("out/ada-nih/manifest.json"))
    assert (told["pack"], told["as_of"]) == ("nih", "2026-04-21")
    for name, each in told["files"].items():
        content = (desk.folder / "out/ada-nih" / name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (each["sha256"], each["bytes"])
    assert sorted(told["sources"]) == [
        "cvgen/nih.yaml", "data/ada.yaml", "data/papers.bib", "data/people.yaml", "data/records.yaml",
    ]  # fmt: skip
    assert told["characters"]["personal-statement.txt"] == len("I grow leaves, as Product 1 says.")
    assert {"read", "reported"} == {rule["sure"] for rule in told["rules"]}


def test_what_is_left_is_a_plain_list(desk: Desk) -> None:
    desk.change("data/ada.yaml", "Synergistic Activities", "Activities")
    ran = desk.run("pack", "nsf", "ada.yaml", *DAY)
    left = desk.read("out/ada-nsf/to-do.txt").splitlines()
    assert any("certify the biographical sketch in SciENcv" in line for line in left)
    assert (
        "- synergistic-activities: not made, for ada.yaml has no section Synergistic Activities (aside: true)" in left
    )
    assert "- support of hopes: amount, objectives, overlap, months (records.yaml, or in the form)" in left
    assert f"{len(left) - 2} things to do by hand: to-do.txt" in ran.out


@pytest.mark.parametrize(
    ("target", "old", "new", "said"),
    [
        ("nsf", "I teach ferns.", "I teach. " * 600, "synergistic-activities.pdf: the document has 4 pages, and at most 1"),
        ("nsf", "[{bullet: I teach ferns.},", "[" + "{bullet: One.}, " * 5, "the list Synergistic Activities has 6 items"),
        ("nih", "I grow leaves,", "leaf " * 800, "personal-statement.txt: the section Personal Statement has"),
        ("nih", "[Ferns.,", "[" + "fern " * 500 + ",", "item 1 of the section Contributions to Science has 2,499"),
        ("nih", "[Ferns., Mosses.]", "[A., B., C., D., E., F.]", "has 6 items, and at most 5 are allowed: 1 too many"),
        ("dfg", "area: Botany", "area: Botany (h-index 12)", "there must not be a metric, in the section Education: h-index"),
        ("ukri", "Ferns are old.", "fern " * 1100, "r4ri.pdf: the document has 1,1"),
        ("snsf", "I found a fern.", "fern " * 900, "the section Major Achievements has 4,499 characters"),
    ],
)  # fmt: skip
def test_a_broken_limit_stops_the_pack_and_says_of_which_file(
    desk: Desk, target: str, old: str, new: str, said: str
) -> None:
    ran = desk.change("data/ada.yaml", old, new).run("pack", target, "ada.yaml", *DAY)
    assert (ran.code, ran.out, (desk.folder / "out").exists()) == (1, "", False)
    assert said in ran.err
    line = next(line for line in ran.err.splitlines() if said in line)
    assert line.startswith("data/ada.yaml:")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[old, edge]", "[old, new]", "new is among the products twice: in Related and in Other"),
        ("[old, edge]", "[draft]", "draft is among the products, and only in preparation"),
        ("[old, edge]", "[draft]", "draft is among the products, and nothing says where a reader finds it"),
        ("select: [old, edge]", "where: {author: ada}", "draft is among the products"),
    ],
)
def test_products_must_be_there_once_and_within_reach(desk: Desk, old: str, new: str, said: str) -> None:
    ran = desk.change("data/ada.yaml", old, new).run("pack", "nsf", "ada.yaml", *DAY)
    assert ran.code == 1
    assert said in ran.err


def test_products_as_ris_and_text(desk: Desk) -> None:
    desk.run("pack", "nsf", "ada.yaml", *DAY)
    ris = (desk.folder / "out/ada-nsf/products-related.ris").read_bytes().decode()
    assert ris.split("\r\n") == [
        "TY  - JOUR", "AU  - Moss, Ada Lea", "AU  - Olm, Vera", "AU  - Reed, Tom", "TI  - On New Leaves", "JO  - Leaf",
        "PY  - 2025", "DA  - 2025/02", "VL  - 3", "SP  - 1", "EP  - 9", "DO  - 10.1000/new",
        "UR  - https://doi.org/10.1000/new", "ER  - ", "", "",
    ]  # fmt: skip
    text = desk.read("out/ada-nsf/products.txt")
    assert "Related\n\n1. " in text
    assert "https://example.org/old" in text
    assert "Not this" not in text + ris


@pytest.mark.parametrize(
    ("entry", "kind", "where"),
    [("inproceedings", "CONF", "T2"), ("phdthesis", "THES", ""), ("software", "COMP", ""), ("misc", "GEN", "")],
)
def test_the_kind_of_a_product(desk: Desk, entry: str, kind: str, where: str) -> None:
    field = "school={Quay}" if entry == "phdthesis" else "booktitle={Proceedings of Leaves}"
    paper = f"@{entry}{{new, title={{On}}, author={{Moss, Ada}}, {field}, date={{2025}}, doi={{10.1000/new}}}}\n"
    old = PAPERS.split("@article{edge")[0]
    desk.change("data/papers.bib", old, paper).run("pack", "nsf", "ada.yaml", *DAY)
    ris = desk.read("out/ada-nsf/products-related.ris").splitlines()
    assert ris[0] == f"TY  - {kind}"
    assert not where or any(line.startswith(f"{where}  - Proceedings of Leaves") for line in ris)


def test_a_citation_in_a_narrative_is_named(desk: Desk) -> None:
    desk.change("data/ada.yaml", "as Product 1 says", "as Olm et al., 2023 say")
    ran = desk.run("pack", "nih", "ada.yaml", *DAY)
    assert ran.code == 0
    assert "'et al., 2023' in the section Personal Statement looks like a citation" in ran.err


def test_current_and_pending_support_in_the_order_of_the_form(desk: Desk) -> None:
    desk.run("pack", "nsf", "ada.yaml", *DAY)
    profile = ET.fromstring((desk.folder / "out/ada-nsf/support.xml").read_bytes())  # noqa: S314 - our own
    assert [each.tag for each in profile] == ["identification", "employment", "funding"]
    assert [each.text for each in profile.iterfind("identification/name/*")] == ["Ada", "Lea", "Moss"]
    assert profile.findtext("employment/position/organization/orgname") == "Quay University"
    current, pending = profile.iterfind("funding/support")
    assert [(each.tag, each.text) for each in current][:-1] == [
        ("projecttitle", "Ferns <and> Mosses"), ("awardnumber", "FLF-7"), ("supportsource", "Fern & Leaf Fund"),
        ("location", "Quay"), ("contributiontype", "award"), ("awardamount", "120000"), ("inkinddescription", None),
        ("overallobjectives", "More ferns."), ("potentialoverlap", "None."), ("startdate", "2025-03-01"),
        ("enddate", "2026-08-31"), ("supporttype", "current"),
    ]  # fmt: skip
    assert [(each.get("year"), each.text) for each in current.iterfind("commitment/personmonth")] == [
        ("2025", "1"), ("2026", "0.5"),
    ]  # fmt: skip
    assert pending.findtext("supporttype") == "pending"


def test_what_is_longer_than_the_form_takes_is_an_error(desk: Desk) -> None:
    desk.change("data/records.yaml", "title: Ferns <and> Mosses", f"title: {'fern ' * 70}")
    ran = desk.run("pack", "doe", "ada.yaml", *DAY)
    assert ran.code == 1
    assert "data/records.yaml:3:5: the projecttitle of ferns has 349 characters, and the form takes 300" in ran.err


def test_a_pending_grant_is_in_no_list_of_grants(desk: Desk) -> None:
    desk.change("data/ada.yaml", "    Papers:", "    Grants: [{grants: mine}]\n    Papers:")
    desk.run("md", "ada.yaml")
    page = desk.read("out/ada.md")
    assert ("Gone" in page, "Hopes" in page) == (True, False)


def test_the_form_is_filled_where_there_is_one(desk: Desk) -> None:
    (desk.folder / "form.xlsx").write_bytes(form())
    assert desk.run("pack", "nsf", "ada.yaml", *DAY, "--template", "form.xlsx").code == 0
    assert "coa.xlsx" in desk.files("out/ada-nsf")
    assert "coa-1.tsv" not in desk.files("out/ada-nsf")


# ---------------------------------------------------------------------------------------------- tenure, asides, one's own


@pytest.mark.parametrize(("in_rank", "keys"), [("true", ["draft", "new", "edge"]), ("false", ["old"])])
def test_papers_are_split_at_the_date_of_rank(desk: Desk, in_rank: str, keys: list[str]) -> None:
    desk.change("data/ada.yaml", "where: {author: ada}", f"where: {{author: ada, in_rank: {in_rank}}}")
    made = desk.document()
    assert [item.work.key for item in items(made.sections) if item.work] == keys


def test_a_paper_of_a_year_alone_at_the_edge_of_a_rank_is_said(desk: Desk) -> None:
    desk.change("data/ada.yaml", "where: {author: ada}", "where: {author: ada, in_rank: true}")
    ran = desk.run("md", "ada.yaml")
    assert "papers of 2024 without a month, counted in the rank that began in 2024-07: edge" in ran.err
    desk.change("data/people.yaml", "start_date: 2024-07", "end_date: 2020").run("md", "ada.yaml")
    ran = desk.change("data/people.yaml", "end_date: 2024-06", "end_date: 2023").run("md", "ada.yaml")
    assert "in_rank: needs a position that the owner holds on the document's date" in ran.err
    assert ran.code == 1


def test_a_persons_advisor_can_be_marked(desk: Desk) -> None:
    desk.change("data/ada.yaml", "marks: {", "marks: {advisor: underline, ")
    names = [
        node for item in items(desk.document().sections) for node in walk(item.main) if isinstance(node, AuthorName)
    ]
    assert {spaced(node.name) for node in names if "underline" in node.emphasis} == {"V. Olm"}
    assert {spaced(node.name) for node in names if node.symbols} == {"T. Reed"}


def test_a_section_set_aside_is_shown_where_it_is_named(desk: Desk) -> None:
    assert [section.name for section in desk.document().sections] == ["Education", "Papers"]
    desk.change("data/ada.yaml", "cv: {as_of", "cv: {sections: [Honors], as_of")
    assert [section.name for section in desk.document().sections] == ["Honors"]


MINE = """name: Lantern Fund
contacts: false
rules: [{of: cv, limits: {words: 5}, source: the call, date: 2026-01-10, sure: read}]
documents: {letter: {sections: [Education, Nowhere], formats: md%s}}
by_hand: [Sign it.]
"""


def test_the_packs_of_the_sample_are_made(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    for folder in ("data", "packs"):
        shutil.copytree(root / folder, tmp_path / folder)
    sample = Desk(tmp_path)
    assert sample.run("pack", "annual-report", "liu.yaml", *DAY).code == 0
    assert sample.files("out/liu-annual-report") == ["manifest.json", "report.pdf", "to-do.txt"]
    assert sample.run("pack", "nsf", "liu.yaml", *DAY).code == 0
    text = sample.read("out/liu-nsf/products.txt")
    assert [text.count(f"\n{number}. ") for number in range(1, 7)] == [2, 2, 2, 2, 2, 0]


def test_a_pack_of_ones_own(desk: Desk) -> None:
    desk.write("packs/mine.yaml", MINE % "")
    assert desk.run("pack", "mine", "ada.yaml", *DAY).code == 0
    assert desk.files("out/ada-mine") == ["letter.md", "manifest.json", "to-do.txt"]
    page = desk.read("out/ada-mine/letter.md")
    assert ("Olm College" in page, "555" in page) == (True, False)
    assert desk.read("out/ada-mine/to-do.txt") == (
        "Lantern Fund: what is still to be done, 2026-04-21\n\n- Sign it.\n"
        "- letter: made without the sections Nowhere, which the file does not have\n"
    )
    assert "packs/mine.yaml" in desk.read("out/ada-mine/manifest.json")
    desk.write("packs/mine.yaml", MINE % ", limits: mine/cv")
    ran = desk.run("pack", "mine", "ada.yaml", *DAY, "--overwrite")
    assert ran.code == 1
    assert "data/ada.yaml:6:16: letter.md: the document has" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nfs", "ada.yaml"), "there is no pack nfs\n  hint: did you mean nsf?"),
        (("nsf", "adda.yaml"), "did you mean ada.yaml?"),
        (("nsf", "lab.yaml"), "this is no person's file"),
        (("../nsf", "ada.yaml"), "there is no pack ../nsf"),
        (("nsf", "ada.yaml", "--template", "none.xlsx"), "none.xlsx: this cannot be read"),
    ],
)
def test_what_is_asked_for_wrongly_is_said(desk: Desk, words: tuple[str, ...], said: str) -> None:
    desk.write("data/lab.yaml", "group: lab\n").change(
        "data/people.yaml", "people:", "groups: [{id: lab, name: Lab}]\npeople:"
    )
    ran = desk.run("pack", *words, *DAY)
    assert (ran.code, (desk.folder / "out").exists()) == (1, False)
    assert said in ran.err


@pytest.mark.parametrize("name", ["../../stolen", "/stolen", "a/b", ""])
def test_no_pack_writes_out_of_its_folder(desk: Desk, name: str) -> None:
    desk.write("packs/mine.yaml", f"documents: {{'{name}': {{sections: [Education], formats: md}}}}\n")
    ran = desk.run("pack", "mine", "ada.yaml", *DAY)
    assert (ran.code, (desk.folder / "out").exists()) == (1, False)
    assert "cannot be the id of a document" in ran.err


def test_nothing_of_somebody_elses_is_replaced(desk: Desk) -> None:
    desk.write("out/ada-erc/to-do.txt", "mine\n")
    ran = desk.run("pack", "erc", "ada.yaml", *DAY)
    assert ran.code == 1
    assert (desk.files("out"), desk.read("out/ada-erc/to-do.txt")) == (["ada-erc/to-do.txt"], "mine\n")


def test_a_photo_is_named_as_seen_from_the_folder(desk: Desk) -> None:
    (desk.folder / "data/ada.png").write_bytes((Path(__file__).parent.parent / "data/portrait.png").read_bytes())
    desk.change("data/ada.yaml", "cv:\n", "cv:\n  photo: ada.png\n")
    desk.write("packs/mine.yaml", "documents: {short: {sections: [Education], formats: md}}\n")
    assert desk.run("pack", "mine", "ada.yaml", *DAY).code == 0
    assert "(../../data/ada.png)" in desk.read("out/ada-mine/short.md")
    assert desk.run("pack", "mine", "ada.yaml", "-o", "mine.zip", *DAY).code == 0
    with zipfile.ZipFile(desk.folder / "mine.zip") as archive:
        assert b"(../data/ada.png)" in archive.read("short.md")
