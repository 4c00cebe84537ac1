"""The list of collaborators: nobody lost, nobody twice, the window to the day, the form as it was but for the rows."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from coa_form import TABLES, form
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange

from cvgen.cli import main
from cvgen.model.dates import Date, parse
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.names import parse as name
from cvgen.proposals import coa_report, coa_workbook, collaborators
from cvgen.proposals.coa_workbook import Workbook
from cvgen.proposals.collaborators import Previous, Row

PEOPLE = """people:
  - id: ada
    name: "Moss, Ada"
    positions:
      - {position: Professor, organization: Quay University, start_date: 2020}
      - {position: Postdoc, organization: Fern Institute, start_date: 2018, end_date: 2019}
    relations: [{as: student, of: olm, start_date: 2012, end_date: 2016}]
  - {id: olm, name: "Olm, Vera", affiliation: Olm College}
  - {id: reed, name: "Reed, Tom", affiliation: Leaf Labs, relations: [{as: student, of: ada, start_date: 2021}]}
"""
NOTHING = Previous()
FILE = "person: ada\nbibliography: papers.bib\n"


def entry(key: str, date: str, authors: str = "Moss, Ada and Berg, Nils") -> str:
    return f"@article{{{key}, title={{On {key}}}, author={{{authors}}}, journal={{Leaf}}, date={{{date}}}}}\n"


def listed(
    folder: Path, bib: str, *, as_of: str = "2026-03-31", file: str = FILE, previous: Previous = NOTHING
) -> tuple[list[Row], list[str]]:
    """The rows of the list, and the problems' codes with their messages."""
    from cvgen import loading

    data = folder / "data"
    data.mkdir(exist_ok=True)
    for path, text in (("people.yaml", PEOPLE), ("papers.bib", bib), ("ada.yaml", file)):
        (data / path).write_text(text, encoding="utf-8")
    problems = Problems()
    loaded = loading.cv_file(data / "ada.yaml", problems)
    day = parse(as_of)
    assert day
    rows = collaborators.rows(loaded, day, previous, problems)
    return list(rows), [f"{each.code}: {each.message}" for each in problems.items]


def names(rows: list[Row], table: int = 4) -> list[str]:
    return [row.listed for row in rows if row.table == table]


@pytest.mark.parametrize(
    ("date", "as_of", "counts"),
    [
        ("2022-03-31", "2026-03-31", True),
        ("2022-03-30", "2026-03-31", False),
        ("2022-03", "2026-03-31", True),
        ("2022-02", "2026-03-31", False),
        ("2022", "2026-03-31", True),
        ("2021", "2026-03-31", False),
        ("2020-02-29", "2024-02-29", True),
        ("2020-02-28", "2024-02-29", False),
        ("2020-02-28", "2024-02-28", True),
        ("2021-01-10", "2025-01-09", True),
        ("2027-01", "2026-03-31", True),
    ],
)
def test_the_window_is_48_calendar_months(tmp_path: Path, date: str, as_of: str, counts: bool) -> None:
    rows, _ = listed(tmp_path, entry("a", date), as_of=as_of)
    assert ("Berg, Nils" in names(rows)) is counts


def test_a_year_alone_at_the_edge_and_no_date_at_all_count_and_are_said(tmp_path: Path) -> None:
    undated = "@article{b, title={On b}, author={Moss, Ada and König, Mia}, journal={Leaf}}\n"
    rows, said = listed(tmp_path, entry("a", "2022") + undated)
    assert names(rows) == ["Berg, Nils", "König, Mia"]
    unsure = [each for each in said if each.startswith("window-unsure")]
    assert any("of 2022 without a month" in each and each.endswith(": a") for each in unsure)
    assert any("without a date" in each and each.endswith(": b") for each in unsure)


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("de la Cruz, Ana and Cruz, Ana", ["Cruz, Ana", "de la Cruz, Ana"]),
        ("Li, Wei and Li, Wen", ["Li, Wei", "Li, Wen"]),
        ("Suharto", ["Suharto"]),
        ("van der Berg, Anna Maria Luisa", ["van der Berg, Anna, M. L."]),
        ("Reed, Jr., Max", ["Reed Jr., Max"]),
    ],
)
def test_people_are_told_apart_and_named_as_the_form_wants(tmp_path: Path, authors: str, expected: list[str]) -> None:
    rows, _ = listed(tmp_path, entry("a", "2025-05", f"Moss, Ada and {authors}"))
    assert names(rows) == expected


def test_three_spellings_of_one_person_are_one_row_with_the_fullest(tmp_path: Path) -> None:
    spellings = ("Berg, N.", "Berg, Nils", "Berg, Nils Olof")
    bib = "".join(entry(f"p{i}", f"202{i + 3}-05", f"Moss, Ada and {each}") for i, each in enumerate(spellings))
    rows, _ = listed(tmp_path, bib)
    assert [(row.listed, row.last, len(row.why)) for row in rows if row.table == 4] == [
        ("Berg, Nils, O.", Date(2025, 5, 31), 3)
    ]


def test_who_lacks_something_is_a_row_and_is_named(tmp_path: Path) -> None:
    rows, said = listed(tmp_path, entry("a", "2025-05", "Moss, Ada and Berg, N. and Reed, Tom"))
    assert names(rows) == ["Berg, N.", "Reed, Tom"]
    assert "no-affiliation: 1 with no affiliation: Berg, N. (table 4)" in said
    assert "initials-only: 1 with initials alone: Berg, N. (table 4)" in said
    assert [row.affiliation for row in rows if row.listed == "Reed, Tom"] == ["Leaf Labs"] * 2


def test_the_tables_of_oneself_advisors_and_editors(tmp_path: Path) -> None:
    file = FILE + (
        "coa:\n  ties: [{name: 'Moss, Bea', relationship: sister}]\n"
        "  editors:\n    - {name: 'Olm, Vera', journal: Fern Review, last: 2025-01}\n"
        "    - {name: 'Berg, Nils', journal: Old Leaves, as: co-editor, last: 2023-01}\n"
    )
    rows, _ = listed(tmp_path, "", file=file)
    found = [(row.table, row.letter, row.listed, row.affiliation, row.extra) for row in rows]
    assert found == [
        (1, "", "Moss, Ada", "Quay University", ""),
        (2, "R:", "Moss, Bea", "sister", ""),
        (3, "G:", "Olm, Vera", "Olm College", ""),
        (3, "T:", "Reed, Tom", "Leaf Labs", ""),
        (5, "B:", "Olm, Vera", "", "Fern Review"),
    ]


def test_who_edits_a_volume_with_the_owner_is_a_collaborator_and_a_co_editor(tmp_path: Path) -> None:
    volume = "@book{v, title={Leaves}, editor={Moss, Ada and Sand, Ike}, publisher={Quay}, date={2025-05}}\n"
    rows, _ = listed(tmp_path, volume)
    assert [(row.table, row.letter, row.listed, row.why) for row in rows if row.table > 3] == [
        (4, "C:", "Sand, Ike", ("edited v",)),
        (5, "E:", "Sand, Ike", ("edited v",)),
    ]


@pytest.mark.parametrize(("take", "taken"), [("all", 9), ("none", 0), ("neighbours", 2)])
def test_a_long_list_counts_as_the_file_says_and_never_in_silence(tmp_path: Path, take: str, taken: int) -> None:
    words = "Ash Birch Cedar Elm Fir Gum Hazel Ivy Juniper".split()
    many = [f"{word}, {word[::-1].title()}" for word in words]
    authors = " and ".join([*many[:4], "Moss, Ada", *many[4:]])
    file = f"{FILE}coa: {{over: 5, take: {take}}}\n"
    rows, said = listed(tmp_path, entry("a", "2025-05", authors), file=file)
    assert len(names(rows)) == taken
    assert any(each.startswith("long-list: a has 10 authors") for each in said) is (take != "all")


def test_an_earlier_list_fills_in_affiliations_and_their_age_is_said(tmp_path: Path) -> None:
    earlier = (Row(4, "A:", name("Berg, Nils Olof"), "Bay Institute"), Row(4, "A:", name("Gone, Ida"), "Bay Institute"))
    rows, said = listed(tmp_path, entry("a", "2025-05"), previous=Previous(earlier, Date(2023, 1, 5)))
    assert [(row.affiliation, row.source) for row in rows if row.table == 4] == [("Bay Institute", "2023-01-05")]
    assert any(each.startswith("old-affiliation: 1 ") for each in said)
    report = coa_report.report(rows, Previous(earlier, Date(2023, 1, 5)), Date(2026, 3, 31))
    assert "- gone from table 4: Gone, Ida" in report
    assert "- new in table 4" not in report
    assert "- elsewhere" not in report
    none = coa_report.report(
        (), Previous((*earlier, Row(4, "A:", name("Aal, Bo"))), Date(2023, 1, 5)), Date(2026, 3, 31)
    )
    assert [line.split(": ")[1][:4] for line in none.splitlines() if line.startswith("- gone")] == [
        "Aal,",
        "Berg",
        "Gone",
    ]
    back = coa_report.report(rows, Previous((Row(4, "A:", name("Berg, Nils"), "Elsewhere"),)), Date(2026, 3, 31))
    assert "- elsewhere: Berg, Nils, Elsewhere before" in back


def people(number: int) -> list[Row]:
    made = (
        name(f"Leaf{chr(97 + i // 26 // 26)}{chr(97 + i // 26 % 26)}{chr(97 + i % 26)}, Ada") for i in range(number)
    )
    return [Row(4, "A:", each, "Quay University", last=Date(2025, 5, 31)) for each in made]


OWN = Row(1, "", name("Moss, Ada"), "Quay University")


@pytest.mark.parametrize("number", [0, 3, 79, 400])
@pytest.mark.parametrize("moved", [0, 7])
def test_the_form_is_filled_and_keeps_its_shape(number: int, moved: int) -> None:
    rows = [OWN, *people(number), Row(5, "B:", name("Olm, Vera"), "", "Fern Review", Date(2025, 1, 31))]
    day = Date(2026, 3, 31)
    content = coa_workbook.filled(Workbook(Path("form.xlsx"), form(moved)), rows, day, Problems())
    assert content == coa_workbook.filled(Workbook(Path("form.xlsx"), form(moved)), rows, day, Problems())
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    more = max(0, number - 5)
    for title, header, columns, letters, lines in TABLES:
        below = more if title == "TableD5" else 0
        top, last = header + moved + below, header + moved + below + lines + (more if title == "TableD" else 0)
        assert sheet.tables[title].ref == f"A{top}:{'ABCDE'[len(columns) - 1]}{last}"
        assert f"A{top - 2}:E{top - 2}" in {each.coord for each in sheet.merged_cells.ranges}
        assert sheet.row_dimensions[top - 2].height == 40
        assert {sheet.row_dimensions[line].height for line in range(top + 1, last + 1)} == {20}
        if letters:
            rule = next(each for each in sheet.data_validations.dataValidation if letters in each.formula1)
            assert str(rule.sqref) == f"A{top + 1}:A{last}"
    end = TABLES[-1][1] + TABLES[-1][4] + moved + more + 2
    assert CellRange(sheet.print_area.rpartition("!")[2].replace("$", "")).max_row == end
    assert sheet.cell(end, 1).value == "The end of the form."
    read = coa_workbook.previous(Workbook(Path("form.xlsx"), content), Problems())
    assert [(row.table, row.letter, row.listed, row.affiliation, row.last) for row in read.rows] == [
        (row.table, row.letter, row.listed, row.affiliation, row.last) for row in rows
    ]
    assert read.saved == day


def test_text_that_looks_like_a_formula_is_text() -> None:
    rows = [OWN, Row(4, "A:", name("Berg, Nils"), "=1+1")]
    content = coa_workbook.filled(Workbook(Path("f.xlsx"), form()), rows, Date(2026, 3, 31), Problems())
    cell = load_workbook(io.BytesIO(content)).worksheets[0].cell(52, 3)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("content", [b"no workbook", b"", form()[:2000]])
def test_what_is_no_form_is_refused(content: bytes) -> None:
    problems = Problems()
    with pytest.raises(CvgenError):
        coa_workbook.previous(Workbook(Path("x.xlsx"), content), problems)
    assert [(each.code, str(each.at)) for each in problems.errors] == [("wrong-workbook", "x.xlsx")]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_and_saves_it_without_loss(tmp_path: Path) -> None:
    content = coa_workbook.filled(Workbook(Path("f.xlsx"), form()), [OWN, *people(79)], Date(2026, 3, 31), Problems())
    path = tmp_path / "in" / "coa.xlsx"
    path.parent.mkdir()
    path.write_bytes(content)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    again = coa_workbook.previous(Workbook(path, (tmp_path / "coa.xlsx").read_bytes()), Problems())
    assert [row.listed for row in again.rows] == [row.listed for row in (OWN, *people(79))]


def test_the_command_writes_the_form_or_tables(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(root / "data", tmp_path / "data")
    (tmp_path / "form.xlsx").write_bytes(form())
    monkeypatch.chdir(tmp_path)
    args = ["coa", "liu.yaml", "--as-of", "2026-04-21"]
    said = [CliRunner().invoke(main, [*args, *more]) for more in ([], ["--template", "form.xlsx"], ["--format", "doe"])]
    assert [each.exit_code for each in said] == [0, 0, 0], said[0].output
    assert "80 collaborators, 76 without an affiliation" in said[0].output
    assert len(Path("out/liu-coa-4.tsv").read_text(encoding="utf-8").splitlines()) == 80
    book = Path("out/liu-coa.xlsx")
    assert len(coa_workbook.previous(Workbook(book, book.read_bytes()), Problems()).rows) == 3 + 10 + 80
    first, second = Path("out/liu-coa-doe.tsv").read_text(encoding="utf-8").splitlines()[:2]
    assert first.startswith("PI last name\tPI first name\tLast name")
    assert second.startswith("Liu\tSijia\t")
    missing = CliRunner().invoke(main, [*args, "--to-roster"])
    assert 'name: "Casper, Stephen", affiliation: ""' in missing.stdout
