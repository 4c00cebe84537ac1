"""Limits: measured on what was made, an error with its place for each that is broken, and dated rules by name."""

from pathlib import Path

import pytest
from workbench import Desk

from cvgen import loading, pipeline, theme
from cvgen.loading import limits as rules
from cvgen.model.dates import Date
from cvgen.model.errors import Problems
from cvgen.model.formats import PDF
from cvgen.model.limits import Distance, Limits
from cvgen.model.pack import Pack
from cvgen.model.word import Word
from cvgen.render import html
from cvgen.render.context import Context
from cvgen.render.paper import measure, print_process
from cvgen.render.paper.sheet import Sheet

LOOK = "look: {size: 11pt, margins: 1in, leading: 1.3, footer: none}"
PEOPLE = 'people: [{id: ada, name: "Moss, Ada"}]\n'
FILE = """person: ada
cv:
  phone: +1 555 010 0199
  location: 12 Fern Street, Quay
  sections:
    Statement:
      - I grow leaves, and my h-index is 12. See [the garden](https://example.org/garden).
    Honors:
      - {award: Leaf Medal, date: 2020}
      - {award: Fern Prize, date: 2022}
documents:
  cv: {as_of: 2026-03-01, sections: [Statement, Honors], %s, limits: {%s}}
"""


def desk(folder: Path, limits: str, look: str = LOOK) -> Desk:
    return Desk(folder).write("data/people.yaml", PEOPLE).write("data/ada.yaml", FILE % (look, limits))


LIMITS = pytest.mark.parametrize(
    ("limits", "said"),
    [
        ("words: 20", "the document has 29 words, and at most 20 are allowed: 9 too many"),
        ("characters: {Statement: 40}", "the section Statement has 52 characters, and at most 40 are allowed"),
        ("item_characters: {Honors: 12}", "item 1 of the section Honors has 15 characters"),
        ("items: {Honors: 1}", "the list Honors has 2 items, and at most 1 are allowed: 1 too many"),
        ("links: false", "there must not be a link, in the section Statement: https://example.org/garden"),
        ("phone: false", "there must not be a telephone number, in the head: +1 555 010 0199"),
        ("address: false", "there must not be an address, in the head: 12 Fern Street, Quay"),
        ("metrics: false", "there must not be a metric, in the section Statement: h-index"),
        ("font_size: 12pt", "page 1: “12 Fern Street, Quay” is set in 11pt, and at least 12pt is wanted"),
        ("fonts: {Arial: 10pt}", "page 1: “Ada Moss” is set in Source Serif Pro; allowed: Arial"),
        ("fonts: {Source Serif Pro: 12pt}", "is set in 11pt, and at least 12pt is wanted"),
        ("margins: 1.2in", "is 1.00in from the left edge, and at least 1.2in is wanted"),
        ("lines_per_inch: 2", "lines within an inch from “"),
    ],
)


@LIMITS
def test_a_broken_limit_is_an_error_with_its_place_and_nothing_is_written(
    tmp_path: Path, limits: str, said: str
) -> None:
    ran = desk(tmp_path, limits).run("pdf", "ada.yaml")
    assert (ran.code, ran.out, (tmp_path / "out").exists()) == (1, "", False)
    first = ran.err.splitlines()[0]
    assert first.startswith("data/ada.yaml:12:")
    assert said in ran.err


@LIMITS
def test_check_tells_of_every_broken_limit_as_the_pdf_does(tmp_path: Path, limits: str, said: str) -> None:
    ran = desk(tmp_path, limits).run("check", "ada.yaml")
    assert (ran.code, (tmp_path / "out").exists()) == (1, False)
    assert [line for line in ran.err.splitlines() if said in line and line.startswith("data/ada.yaml:12:")]


@pytest.mark.parametrize(
    ("limits", "formats", "sheets"),
    [("words: 90", "[pdf, html]", 0), ("pages: 1", "[html, md]", 0), ("pages: 1", "[pdf, html]", 1)],
)
def test_check_lays_out_pages_only_where_a_limit_asks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: str, formats: str, sheets: int
) -> None:
    asked: list[Sheet] = []
    known = print_process.asked
    monkeypatch.setattr(print_process, "asked", lambda sheet: asked.append(sheet) or known(sheet))  # type: ignore[func-returns-value]
    assert desk(tmp_path, limits, f"{LOOK}, formats: {formats}").run("check", "ada.yaml").code == 0
    assert len(asked) == sheets


def test_too_many_pages_is_an_error_where_max_pages_only_warns(tmp_path: Path) -> None:
    long = FILE.replace(
        "      - {award: Leaf",
        "".join(f"      - {{award: Leaf {i}, date: 2019}}\n" for i in range(99)) + "      - {award: Leaf",
    )
    made = Desk(tmp_path).write("data/people.yaml", PEOPLE).write("data/ada.yaml", long % (LOOK, "pages: 1"))
    ran = made.run("pdf", "ada.yaml")
    assert (ran.code, made.folder.joinpath("out").exists()) == (1, False)
    assert "the document has 3 pages, and at most 1 are allowed: 2 too many" in ran.err
    made.change("data/ada.yaml", "limits: {pages: 1}", "max_pages: 1")
    ran = made.run("pdf", "ada.yaml")
    assert (ran.code, ran.out) == (0, "out/ada.pdf\n")
    assert "warning: " in ran.err


def test_all_limits_that_are_kept_say_nothing(tmp_path: Path) -> None:
    kept = (
        "pages: 1, words: 29, characters: {Statement: 52}, item_characters: {Honors: 15}, items: {Honors: 2},"
        "font_size: 10.5pt, fonts: {source serif pro: 10.5pt}, margins: 1in, lines_per_inch: 6"
    )
    ran = desk(tmp_path, kept).run("pdf", "ada.yaml")
    assert (ran.code, ran.out, ran.err) == (0, "out/ada.pdf\n", "")


def test_one_run_says_what_is_counted_and_what_is_measured(tmp_path: Path) -> None:
    ran = desk(tmp_path, "words: 1, margins: 2in").run("pdf", "ada.yaml")
    assert "29 words" in ran.err
    assert "at least 2in is wanted" in ran.err


@pytest.mark.parametrize("form", ["html", "md", "check"])
def test_what_is_counted_is_counted_in_every_format(tmp_path: Path, form: str) -> None:
    ran = desk(tmp_path, "words: 20").run(form, "ada.yaml")
    assert ran.code == 1
    assert "29 words" in ran.err + ran.out


def test_a_font_that_is_not_there_is_told_by_the_one_that_was_used(tmp_path: Path) -> None:
    look = LOOK.replace("{", "{font: No Such Font Anywhere, ")
    ran = desk(tmp_path, "fonts: {No Such Font Anywhere: 10pt}", look).run("pdf", "ada.yaml")
    assert ran.code == 1
    assert "allowed: No Such Font Anywhere" in ran.err


def test_footers_count_for_sizes_and_not_for_margins(tmp_path: Path) -> None:
    ran = desk(tmp_path, "font_size: 11pt, margins: 1in", LOOK.replace(", footer: none", "")).run("pdf", "ada.yaml")
    assert [line for line in ran.err.splitlines() if "edge" in line] == []
    assert "“Ada Moss · page 1 of 1” is set in" in ran.err


def measured(folder: Path, look: str) -> measure.Measured:
    """The pages of the file, in this look."""
    own = Problems()
    loaded = loading.cv_file(desk(folder, "", look).folder / "data/ada.yaml", own)
    document = pipeline.document(loaded, pipeline.Request(PDF), own)
    page = html.paper(document, Context(loaded.theme, own))
    return measure.read(print_process.asked(Sheet(page, None, (), measured=True))().measured)


@pytest.mark.parametrize(("size", "margin", "edge"), [("11pt", "1in", 72.0), ("9pt", "30mm", 85.04)])
def test_what_is_measured_is_what_the_look_says(tmp_path: Path, size: str, margin: str, edge: float) -> None:
    found = measured(tmp_path, f"look: {{size: {size}, margins: {margin}, footer: none}}")
    text = next(piece for piece in found.pieces if piece.text.startswith("I grow leaves"))
    assert (text.page, f"{text.size:g}pt", text.family) == (1, size, "Source Serif Pro")
    assert min(piece.left for piece in found.pieces) == pytest.approx(edge, abs=0.1)
    assert min(piece.top for piece in found.pieces) == pytest.approx(edge, abs=0.1)
    assert (1, "https://example.org/garden") in found.links


def test_another_process_measures_the_same(tmp_path: Path) -> None:
    here = measured(tmp_path, LOOK)
    if print_process.prevented():
        pytest.skip(print_process.prevented())
    with print_process.ready():
        assert measured(tmp_path, LOOK) == here


# ------------------------------------------------------------------------------------------------------- rules by name

OWN = """rules:
  - {limits: {words: 20}, source: the call, date: 2026-01-10, sure: read}
  - {of: cv, limits: {items: {Honors: 1}}, source: the call, date: 2026-01-10, sure: reported}
"""


def test_the_rules_of_a_pack_hold_and_what_stands_beside_wins(tmp_path: Path) -> None:
    made = desk(tmp_path, "from: mine/cv, words: 50").write("packs/mine.yaml", OWN)
    ran = made.run("html", "ada.yaml")
    assert ran.code == 1
    assert "the list Honors has 2 items, and at most 1 are allowed: 1 too many (mine/cv)" in ran.err
    assert "words" not in ran.err
    made.change("data/ada.yaml", "limits: {from: mine/cv, words: 50}", "limits: mine")
    assert "29 words" in made.run("html", "ada.yaml").err


@pytest.mark.parametrize(
    ("name", "said"),
    [("mien", "there is no pack mien\n  hint: did you mean mine?"), ("mine/vc", "did you mean mine/cv?")],
)
def test_an_unknown_name_is_an_error_with_the_nearest(tmp_path: Path, name: str, said: str) -> None:
    ran = desk(tmp_path, f"from: {name}").write("packs/mine.yaml", OWN).run("html", "ada.yaml")
    assert ran.code == 1
    assert said in ran.err


@pytest.mark.parametrize(("as_of", "old"), [("2026-07-09", False), ("2026-07-10", True), ("2025-01-01", False)])
def test_rules_are_old_180_days_after_somebody_looked(tmp_path: Path, as_of: str, old: bool) -> None:
    made = desk(tmp_path, "from: [mine, mine/cv], words: 50, items: {Honors: 2}").write("packs/mine.yaml", OWN)
    ran = made.run("html", "ada.yaml", "--as-of", as_of)
    assert ran.code == 0
    assert ran.err.count("a rule of 2026-01-10 is 181 days old") == (2 if old else 0)


def test_a_section_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    ran = desk(tmp_path, "items: {Honnors: 1}").run("html", "ada.yaml")
    assert "there is no section Honnors\n  hint: did you mean Honors?" in ran.err


@pytest.mark.parametrize("office", ["nsf", "nih", "erc", "dfg", "ukri", "snsf"])
def test_our_rules_are_read_dated_and_sourced(office: str) -> None:
    problems = Problems()
    record = loading.styles.record(Word(office), theme.Resource.PACK, theme.open(None), problems)
    assert isinstance(record, Pack)
    assert (list(problems.items), bool(record.rules)) == ([], True)
    assert [rule for rule in record.rules if not rule.source or not rule.date.day] == []
    for of in {rule.of for rule in record.rules}:
        word = Word(f"{office}/{of}" if of else office)
        assert rules.resolved(Limits((word,)), theme.open(None), Date(2026, 12, 1), problems) is not None
    assert list(problems.items) == []


@pytest.mark.parametrize(("text", "points"), [("1in", 72), ("25.4mm", 72), ("2.54cm", 72), ("10.5pt", 10.5)])
def test_a_distance_in_points(text: str, points: float) -> None:
    assert Distance(text).points == pytest.approx(points)
