"""`cvgen check` finds what is wrong, and only that; what may stand is silenced; machines can read it."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import workbench
from workbench import Desk

import cvgen
from cvgen import check as rules
from cvgen.check import codes, contact, formats, prose, titles, venues, vocabulary
from cvgen.model import near
from cvgen.model.errors import Level, Position, Problem, Problems, Silence
from cvgen.read import project as project_files

Golden = Callable[[str, str], None]
ADA = workbench.FILE.replace("  cv:\n", "  cv:\n    formats: pdf\n")
GROUP = """\
group: lamp-lab
bibliography: publications.bib
page:
  sponsors: [Lamp Fund]
  sections:
    News: [{news: mine}]
    Sponsors: ["We thank {sponsors}."]
documents:
  page: {as_of: 2025-06, marks: {owner: {look: bold, legend: our members}}}
"""
PROJECT = """\
project: {id: lights, name: Lights, teams: [lamp-lab]}
bibliography: publications.bib
page:
  sections:
    Papers:
      publications:
        - select: [shadows]
          reference: highlight
          blurbs: {shadows: "The Lamp Lab team counts."}
documents:
  page: {as_of: 2025-06}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return workbench.project(tmp_path, ada=ADA)


def found(desk: Desk, *words: str) -> list[dict[str, str]]:
    """Every problem, as JSON tells it."""
    problems: list[dict[str, str]] = json.loads(desk.run("check", "--format", "json", *words).out)
    return problems


def names(desk: Desk, *words: str) -> set[str]:
    """The codes of everything that is not silenced."""
    return {each["code"] for each in found(desk, *words) if each["level"] != "silenced"}


def top(desk: Desk, line: str) -> Desk:
    """The project with one more line at the top of Ada's file."""
    return desk.write(ADA_FILE, f"{line}\n{desk.read(ADA_FILE)}")


def test_there_is_nothing_to_say_about_the_project_of_the_tests(desk: Desk) -> None:
    assert found(desk) == []


ADA_FILE, PEOPLE, BIB, RECORDS = "data/ada.yaml", "data/people.yaml", "data/publications.bib", "data/records.yaml"
SECTIONS = "  sections:\n"
TEXT = '  sections:\n    About: ["{}"]\n'
EDUCATION = "  sections:\n    Education:\n      - {{institution: Lamp College, area: Light, {}}}\n"
URL = "    url: https://example.org/ada\n"
JOBS = URL + "    positions: [{}]\n"
SELECTED = "[lanterns, shadows, mirrors]}]"
LABELLED = SECTIONS + "    A: [{label: R5, details: a}, {label: R4, details: b}, {label: R2, details: c}]\n"
TITLE = "How Bright Is a Lantern?"
TALK = "@misc{talk, title = {How Bright Is a Lantern?}, author = {Sample, Wen}, howpublished = {Talk}, year = 2023}\n"
NEWS = "news:\n  - {date: 2025-01-02, of: lamp-lab, "

# One small change a rule: the code, the file, what stands there, what stands there instead.
ROWS: list[tuple[str, str, str, str]] = [
    ("title-word", BIB, "{Counting Shadows}", "{Counting Shadows In Caves}"),
    ("title-word", BIB, "{Counting Shadows}", "{Counting Shadows Via Mirrors}"),
    ("spelling-variant", BIB, "{Mirrors}", "{Bi-level Light and Bilevel Mirrors}"),
    ("missing-year", BIB, "venueid = {comum}, year = {2021}", "venueid = {comum}"),
    ("missing-venue", BIB, "venueid = {comum}, year = {2021}", "year = {2021}"),
    ("pages-reversed", BIB, "pages = {1--9}", "pages = {19--11}"),
    ("unknown-venue", BIB, "venueid = {comum}, year = {2021}", "venueid = {comun}, year = {2021}"),
    ("unknown-venue", ADA_FILE, SECTIONS, TEXT.format("Talk at AAI’20")),
    ("unknown-venue", ADA_FILE, SECTIONS, TEXT.format("Reviewer: AIS-TATS'22/23")),
    ("unknown-venue", BIB, "venueid = {comum}, year = {2021}", "journal = {A}, abbr = {NeuIPS}, year = {2021}"),
    ("edition", RECORDS, "venue: comum", "venue: 11th CoMUM"),
    ("edition", RECORDS, "{2021: 7, 2024: 10}", "{2021: 7, 2024: 6}"),
    ("edition", ADA_FILE, SECTIONS, TEXT.format("A prize at the 9th CoMUM in 2024.")),
    ("double-space", ADA_FILE, SECTIONS, TEXT.format("born in\u00a0 2017")),
    ("space-before-comma", ADA_FILE, SECTIONS, TEXT.format("light , shadow")),
    ("slash-spacing", ADA_FILE, SECTIONS, TEXT.format("machine learning (ML)/ deep learning (DL)")),
    ("dash", ADA_FILE, SECTIONS, TEXT.format("adversarial training (AT)–a widely used method")),
    ("dash", ADA_FILE, SECTIONS, TEXT.format("deep networks–from small ones on")),
    ("dash", ADA_FILE, SECTIONS, TEXT.format("light -- and shadow")),
    ("dash", ADA_FILE, SECTIONS, TEXT.format("in 2021-2025")),
    ("unbalanced-quotes", BIB, "{Mirrors}", "{“Mirrors}"),
    ("unbalanced-brackets", ADA_FILE, SECTIONS, TEXT.format("light (and shadow")),
    ("latex-left", ADA_FILE, SECTIONS, TEXT.format("\\\\emph light")),
    ("html-left", ADA_FILE, SECTIONS, TEXT.format("light <b>and</b> shadow")),
    ("spelling", ADA_FILE, SECTIONS, TEXT.format("Agents for recommendataion.")),
    ("metric-undated", PEOPLE, "as_of: 2025-03-01, ", ""),
    ("metric-undated", ADA_FILE, SECTIONS, TEXT.format("15,819 citations")),
    ("metric-undated", ADA_FILE, SECTIONS, TEXT.format("CSRanking score: 97")),
    ("metric-undated", ADA_FILE, SECTIONS, TEXT.format("{metrics.citations} citations")),
    ("metric-old", PEOPLE, "as_of: 2025-03-01", "as_of: 2023-03-01"),
    ("estimated-date", PEOPLE, "start_date: 2021-09, end_date: 2024-06}\n", "start_date: ~2021-09}\n"),
    ("degree", ADA_FILE, SECTIONS, EDUCATION.format("degree: B.S.c")),
    ("degree", ADA_FILE, SECTIONS, EDUCATION.format("degree: M. A. Sc.")),
    ("date-range", ADA_FILE, SECTIONS, EDUCATION.format("start_date: 2020, end_date: 2018")),
    ("open-end", ADA_FILE, SECTIONS, f"{SECTIONS}    A: [{{award: Prize, start_date: 2023}}]\n"),
    ("open-end", RECORDS, "talks:", "grants: [{id: g, funder: Lamps, to: ada, start_date: 2024}]\ntalks:"),
    ("no-date", ADA_FILE, SECTIONS, f"{SECTIONS}    A: [{{award: Prize}}, {{award: Cup, date: 2023}}]\n"),
    ("unlikely-year", RECORDS, "date: 2025-03", "date: 2052-03"),
    ("nearly-named", ADA_FILE, SECTIONS, f"{SECTIONS}    A: [{{funder: Lamb Lab}}]\n"),
    ("misspelt-name", PEOPLE, "people:", 'people:\n  - {id: jane, name: "Roe, Jnae"}'),
    ("other-name", BIB, "{1=equal; 2=equal}", "{1=equal; 2=equal}, author+an:id = {2=wei}"),
    ("open-positions", PEOPLE, URL, JOBS.format("{position: Professor}, {position: Assistant Professor}")),
    ("bio-outdated", PEOPLE, URL, JOBS.format("{position: Postdoc, end_date: 2020}") + "    bios: {a: Is a Postdoc}\n"),
    ("count-wrong", ADA_FILE, SECTIONS, TEXT.format("She has co-authored over 20 papers.")),
    ("count-wrong", ADA_FILE, SECTIONS, TEXT.format("She published over 10 first-authored papers.")),
    ("phone-format", ADA_FILE, SECTIONS, f'  phone: "(000)-000-0000"\n{SECTIONS}'),
    ("no-contact", PEOPLE, "    email: ada@example.org\n", ""),
    ("by-initials", BIB, "Example, Ada}", "Example, A.}"),
    ("news-about", RECORDS, "awards:", NEWS + "about: nothing, text: A prize.}\nawards:"),
    ("unknown-id", RECORDS, "to: wen", "to: wenn"),
    ("unlisted-paper", ADA_FILE, SELECTED, "[lanterns, shadows]}]\n    About: ['See [@mirrors].']"),
    ("in-no-list", ADA_FILE, f"select: {SELECTED}", "where: {type: article}}]"),
    ("role-unshown", BIB, "{1=equal; 2=equal}", "{1=equal,presenter; 2=equal}"),
    ("unprinted-fact", ADA_FILE, SECTIONS, f"{SECTIONS}    Notes: [{{bullet: A note., location: Lampton}}]\n"),
    ("bare-id", ADA_FILE, SECTIONS, TEXT.format("lamp-lab")),
    ("unknown-type", BIB, "@article{", "@artcle{"),
    ("unknown-stage", BIB, "journal =", "pubstate = {undr review}, journal ="),
    ("unprinted-field", BIB, "journal =", "titleaddon = {A Note}, journal ="),
    ("empty-section", ADA_FILE, SECTIONS, SECTIONS + "    Nothing: []\n"),
    ("alike", BIB, "@inproceedings{mirrors,", f"{TALK}@inproceedings{{mirrors,"),
    ("same-doi", BIB, "journal =", f"doi = {{10.1000/l}}, journal = {{L}}, year = 2023}}\n{TALK[:-2]}, doi = {{10.1000/l}}, note ="),
    ("mark-unexplained", ADA_FILE, "{symbol: †, legend: students of mine}", "{symbol: †, legend: ''}"),
    ("legend-unused", ADA_FILE, "      student:", "      mentee: {symbol: ‡, legend: mentees}\n      student:"),
    ("legend-without-mark", ADA_FILE, SECTIONS, TEXT.format("‡ denotes mentees.")),
    ("lone-equal", BIB, "{1=equal; 2=equal}", "{1=equal}"),
    ("review-undated", BIB, "venueid = {comum}, year = {2021}", "pubstate = {under review}"),
    ("review-old", BIB, "venueid = {comum}, year = {2021}", "pubstate = {under review}, eprint = {2302.01234}"),
    ("label-gap", ADA_FILE, SECTIONS, LABELLED),
    ("label-gap", ADA_FILE, SELECTED, "[lanterns, shadows, mirrors], labels: R.}]"),
    ("unknown-field", BIB, "journal =", "keyowrds = {x}, journal ="),
    ("doubled-doi", BIB, "journal =", "doi = {https://doi.org/https://doi.org/10.1000/x}, journal ="),
    ("malformed-doi", BIB, "journal =", "doi = {see the web}, journal ="),
    ("dead-crossref", BIB, "journal =", "crossref = {nowhere}, journal ="),
    ("silence-unknown", ADA_FILE, "person: ada", "person: ada\nchecks: {silence: [{code: namesake, reason: so}]}"),
    ("silence-unused", ADA_FILE, "person: ada", "person: ada\nchecks: {silence: [{code: namesakes, reason: so}]}"),
    ("silence-reason", BIB, "journal =", "silence = {title-word}, journal ="),
]  # fmt: skip


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> list[list[dict[str, str]]]:
    """The problems of each row of the table."""
    desk = workbench.project(tmp_path_factory.mktemp("rows"), ada=ADA)
    return [_changed(desk, row) for row in ROWS]


def _changed(desk: Desk, row: tuple[str, str, str, str]) -> list[dict[str, str]]:
    _, file, old, new = row
    text = desk.read(file)
    assert old in text, old
    problems = found(desk.write(file, text.replace(old, new, 1)))
    desk.write(file, text)
    return problems


@pytest.mark.parametrize("place", range(len(ROWS)), ids=[f"{i}-{row[0]}" for i, row in enumerate(ROWS)])
def test_a_rule_finds(changed: list[list[dict[str, str]]], place: int) -> None:
    problems = changed[place]
    assert ROWS[place][0] in {each["code"] for each in problems}
    assert all(each["file"] and (each["code"] == "no-contact" or each["line"]) for each in problems)


def test_pages_are_missed_where_the_others_have_them(desk: Desk) -> None:
    more = "".join(
        f"@article{{more{i}, title = {{More {i}}}, author = {{Example, Ada}}, journal = {{Lamps Monthly}}, year = 2020"
        f"{', pages = {1--2}' if i else ''}}}\n"
        for i in range(6)
    )
    desk.write(BIB, desk.read(BIB) + more).change(
        ADA_FILE, "mirrors]", "mirrors, more0, more1, more2, more3, more4, more5]"
    )
    desk.change(RECORDS, "full: Conference", "pages: false, full: Conference")
    assert [(each["code"], each["message"].split()[0]) for each in found(desk)] == [("pages-missing", "more0")]


def test_a_title_in_another_case_than_most(desk: Desk) -> None:
    desk.change(BIB, "{Counting Shadows}", "{Counting Shadows through the Night of Endless Mirrors}")
    desk.change(BIB, TITLE, "How Bright Is a Lantern in Caves without Mirrors?")
    desk.change(BIB, "{Mirrors}", "{On seeing without mirrors in caves}")
    assert [(each["code"], each["message"].split(":")[0]) for each in found(desk)] == [("title-case", "mirrors")]


def test_a_given_name_that_two_people_have(desk: Desk) -> None:
    desk.change(RECORDS, "awards:", NEWS + "text: Wen has won.}\nawards:")
    assert names(desk) == set()
    assert names(desk.change(BIB, "Roe, Jane", "Roe, Wen")) == {"given-name"}
    assert names(desk.change(RECORDS, "Wen has", "Wen Sample has")) == set()


def test_two_authors_who_print_alike(desk: Desk) -> None:
    assert names(desk.change(BIB, "Example, Ada and Sample, Wei", "Example, Ada and Roe, Jane and Roe, John")) == {
        "namesakes"
    }


def test_a_venue_that_is_one_letter_away_from_the_usual_one(desk: Desk) -> None:
    papers = "".join(
        f"@article{{p{i}, title = {{P{i}}}, author = {{Example, Ada}}, journal = {{Acts of {name}}}, year = 2020}}\n"
        for i, name in enumerate(
            ["Small Lanterns", "Small Lanterns", "Small Lanterns", "Small Lantrens", "Physics A", "Physics B"]
        )
    )
    assert [each["message"].split(":")[0] for each in found(desk.write(BIB, desk.read(BIB) + papers))] == ["p3"]


def test_a_group_thanks_all_its_funders_once(desk: Desk) -> None:
    desk.write("data/lab.yaml", GROUP)
    desk.change(RECORDS, "awards:", NEWS + "text: A gift from the Night Trust (NT).}\nawards:")
    assert [each["message"] for each in found(desk, "lab.yaml") if each["code"] == "funder-missing"] == [
        "Night Trust (NT) gives money, and the page does not thank it"
    ]
    desk.change("data/lab.yaml", "[Lamp Fund]", "[NT]")
    assert "funder-missing" not in names(desk, "lab.yaml")
    desk.change(RECORDS, "awards:", "grants: [{id: nt, funder: Night Trust (NT), to: ada}]\nawards:")
    assert "funder-twice" in names(desk, "lab.yaml")


def test_a_text_names_the_team_of_the_paper(desk: Desk) -> None:
    desk.write("data/lights.yaml", PROJECT)
    assert "team-mismatch" not in names(desk, "lights.yaml")
    desk.change("data/lights.yaml", "The Lamp Lab team", "The Lamp-IBM team")
    assert "team-mismatch" in names(desk, "lights.yaml")


def test_a_name_in_a_picture_is_no_name(desk: Desk) -> None:
    desk.write("templates/html/page.html", "<html><body>{{ document.sections|length }}</body></html>")
    assert {"no-name", "no-contact"} <= names(desk)


RIGHT = [
    "Cauchy–Schwarz, 2021–2025, cost–benefit, and a dash – like this", "and/or", "A / B",
    "the interval [0, 1) and (a) or b)", '5" pipes', "Ph.D. … now", "MILCOM’22, ICML’22/23, CVPRW’23, ICLP’20",
    "un „deutsches“ Wort", "robustness, sparsity, visualisation and unlearning", "as of 2025: 1,234 citations",
    "1) steps in O(log n) and 2) in f(x, i)", "(as in a) and b) there)",
    "the 10th CoMUM in 2024", "published 1 paper and 2 papers at CoMUM", "* is a star and # a hash",
]  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(desk: Desk, text: str) -> None:
    assert found(desk.change(ADA_FILE, SECTIONS, f"  sections:\n    About: ['{text}']\n")) == []


def test_a_silence_has_a_reason_and_is_not_said(desk: Desk) -> None:
    desk.change(ADA_FILE, SECTIONS, f'  phone: "(000)-000-0000"\n{SECTIONS}')
    top(desk, "checks: {silence: [{code: phone-format, reason: a dummy}]}")
    ran = desk.run("check")
    assert (ran.code, ran.err, ran.out) == (0, "", "0 errors, 0 warnings, 0 notes, 1 silenced\n")
    assert [(each["level"], each["reason"]) for each in found(desk)] == [("silenced", "a dummy")]
    assert desk.run("check", "--strict").code == 0
    assert desk.run("md", "ada.yaml", "--strict").code == 0


def test_a_silence_in_an_entry_is_for_that_entry(desk: Desk) -> None:
    for title in ("{Counting Shadows}", "{Mirrors}"):
        desk.change(BIB, title, f"{title[:-1]} In Caves of Light}}")
    desk.change(
        BIB, "venueid = {comum}, year = {2021}", "venueid = {comum}, year = {2021}, silence = {title-word: printed so}"
    )
    assert [(each["level"], each["message"].split(":")[0]) for each in found(desk)] == [
        ("warning", "shadows"), ("silenced", "mirrors"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["about", "on"])
@pytest.mark.parametrize("subject", ["lanterns", "publications.bib", "data/publications.bib", "In"])
def test_a_silence_is_about_a_key_a_file_or_a_word(desk: Desk, subject: str, key: str) -> None:
    desk.change(BIB, TITLE, "The Light In a Lantern")
    desk.change(
        PEOPLE, "people:", f"checks: {{silence: [{{code: title-word, {key}: {subject}, reason: so}}]}}\npeople:"
    )
    assert {each["level"] for each in found(desk)} == {"silenced"}


@pytest.mark.parametrize("subject", ["lantern", "has", "in the middle of"])
def test_a_silence_about_something_else_or_words_of_the_message_is_none(desk: Desk, subject: str) -> None:
    desk.change(BIB, TITLE, "The Light In a Lantern")
    desk.change(
        PEOPLE, "people:", f"checks: {{silence: [{{code: title-word, about: {subject}, reason: so}}]}}\npeople:"
    )
    assert names(desk) == {"title-word", "silence-unused"}


def test_an_error_cannot_be_silenced(desk: Desk) -> None:
    desk.change(RECORDS, "to: wen", "to: wenn")
    top(desk, "checks: {silence: [{code: unknown-id, reason: so}]}")
    assert names(desk) == {"unknown-id", "silence-error"}
    assert desk.run("check").code == 1


def test_a_silence_without_a_reason_silences_nothing(desk: Desk) -> None:
    desk.change(BIB, "{Mirrors}", "{Mirrors In Caves of Light}, silence = {title-word}")
    assert names(desk) == {"title-word", "silence-reason"}


def test_a_silence_without_a_reason_is_an_error(desk: Desk) -> None:
    top(desk, "checks: {silence: [{code: namesakes}]}")
    assert names(desk) == {"missing-key"}


def test_what_is_shared_is_not_unused_because_one_file_does_not_need_it(desk: Desk) -> None:
    desk.change(PEOPLE, "people:", "checks: {silence: [{code: namesakes, reason: so}]}\npeople:")
    assert names(desk, "ada.yaml") == set()
    assert names(desk) == {"silence-unused"}


def test_words_may_be_declared_right(desk: Desk) -> None:
    desk.change(ADA_FILE, SECTIONS, TEXT.format("Agents for recommendataion."))
    assert names(top(desk, "checks: {words: [recommendataion]}")) == set()


def test_the_months_are_the_writers(desk: Desk) -> None:
    desk.change(PEOPLE, "as_of: 2025-03-01", "as_of: 2023-03-01")
    assert names(top(desk, "checks: {months: 36}")) == set()


def test_silencing_costs_no_more_where_there_is_much_of_it() -> None:
    problems = Problems()
    problems.silence(Silence("title-word", "so", f"key{i}") for i in range(20_000))
    for i in range(20_000):
        problems.warn("title-word", f"key{i}: a capital", Position("a.bib", i), "", f"key{i}")
    assert not any(each.level is Level.WARNING for each in problems.items)


def test_what_several_files_share_is_read_and_judged_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("wen", "wei"):
        desk.write(f"data/{name}.yaml", desk.read(ADA_FILE).replace("person: ada", f"person: {name}"))
    desk.change(BIB, TITLE, "The Light In a Lantern")
    read: list[Path] = []
    judged: list[int] = []
    references, sources = project_files.references, rules.sources
    monkeypatch.setattr(project_files, "references", lambda paths, told: read.extend(paths) or references(paths, told))
    monkeypatch.setattr(rules, "sources", lambda view, told: judged.append(len(view.files)) or sources(view, told))
    assert [each["code"] for each in found(desk)].count("title-word") == 1
    assert (len(read), judged) == (1, [3])


def test_a_bibliography_alone_is_checked(desk: Desk) -> None:
    desk.change(BIB, "pages = {1--9}", "pages = {19--11}")
    assert "pages-reversed" in names(desk, "publications.bib")


# ---------------------------------------------------------------- for machines


PROBLEMS = (
    Problem("title-word", Level.WARNING, "50%: a, b", Position("data/my file.bib", 3), "write\nit"),
    Problem("unknown-id", Level.ERROR, "nobody", Position("/home/a:b,c.yaml", 1, 2)),
    Problem("namesakes", Level.SILENCED, "Y. Zhang", reason="marks"),
    Problem("no-contact", Level.NOTE, "nowhere"),
)


def test_json_has_what_there_is(golden: Golden) -> None:
    golden("check/problems.json", formats.as_json(PROBLEMS) + "\n")


def test_github_reads_commands(golden: Golden) -> None:
    golden("check/problems.github.txt", formats.as_github(PROBLEMS) + "\n")


def test_sarif_is_as_the_standard_says(golden: Golden) -> None:
    text = formats.as_sarif(PROBLEMS)
    log = json.loads(text)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    assert run["tool"]["driver"]["name"] == "cvgen"
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert all(each["kind"] in ("inSource", "external") for each in result.get("suppressions", ()))
        for place in result.get("locations", ()):
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert " " not in uri
            assert all(number >= 1 for number in place["physicalLocation"].get("region", {}).values())
    golden("check/problems.sarif", re.sub(r'"semanticVersion": "[^"]+"', '"semanticVersion": "…"', text) + "\n")


@pytest.mark.parametrize("form", ["json", "sarif", "github", "text"])
def test_a_format_is_all_that_is_printed(desk: Desk, form: str) -> None:
    desk.change(RECORDS, "to: wen", "to: wenn").change(BIB, TITLE, "The Light In a Lantern")
    ran = desk.run("check", "--format", form)
    assert ran.code == 1
    assert bool(ran.err) is (form == "text")
    if form in ("json", "sarif"):
        json.loads(ran.out)


# ---------------------------------------------------------------- codes


def test_codes_are_explained(desk: Desk, golden: Golden) -> None:
    golden("check/explained.txt", desk.run("check", "--explain", "namesakes").out)
    missed = desk.run("check", "--explain", "namesake")
    assert missed.code == 2
    assert "did you mean namesakes?" in missed.err
    assert len(desk.run("check", "--codes").out.splitlines()) > len(codes.catalogue())


REPORTERS = frozenset(("error", "warn", "note", "Problem", "Sign", "once", "report", "_say", "_warn"))
CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def reported(path: Path) -> Iterator[str]:
    """The codes that a module gives to something that reports: problems.warn("namesakes", …)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in REPORTERS and isinstance(first, ast.Constant) and CODE.fullmatch(str(first.value)):
                yield str(first.value)


def test_every_code_is_explained_and_every_explanation_is_used() -> None:
    sources = [path for path in Path(cvgen.__file__).parent.rglob("*.py") if path.name != "codes.py"]
    given = {code for path in sources for code in reported(path)}
    assert given - codes.catalogue().keys() == set()
    whole = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    kinds = {f"unknown-{kind}" for kind in ("style", "template", "reference", "entries")}
    assert {code for code in codes.catalogue() if f'"{code}"' not in whole} - kinds == set()


def test_every_explanation_says_what_it_is_why_and_what_to_do() -> None:
    for code in codes.catalogue().values():
        assert CODE.fullmatch(code.name)
        assert code.title[0].isupper() or not code.title[0].isalpha() or code.title.startswith("cvgen")
        assert not code.title.endswith(".")
        assert code.why.endswith((".", "{…}"))
        assert code.do
        assert not code.do.endswith(".")


# ---------------------------------------------------------------- the words that are said


def test_the_messages(changed: list[list[dict[str, str]]], golden: Golden) -> None:
    """Each change of the table, with what `check` says about it."""
    parts = []
    for (code, file, _, new), problems in zip(ROWS, changed, strict=True):
        lines = (
            f"{each['file']}:{each['line']}: {each['level']}: {each['message']}\n  hint: {each.get('hint')}"
            for each in problems
        )
        parts.append("\n".join((f"## {code}: {file}", *(f"+ {line}" for line in new.strip().splitlines()), *lines)))
    golden("check/messages.txt", "\n\n".join(parts) + "\n")


def test_a_note_names_the_document_that_it_is_about(desk: Desk) -> None:
    desk.change(ADA_FILE, f"select: {SELECTED}", "where: {type: article}}]")
    desk.change(ADA_FILE, "documents:\n", "documents:\n  early: {from: cv, where: {until: 1999}}\n")
    said = [each["message"] for each in found(desk)]
    assert any("in no list of the document cv: " in each for each in said)
    assert "no publication is what this list asks for, in the document early" in said


def test_a_field_that_a_style_prints_under_another_name_is_not_missed(desk: Desk) -> None:
    desk.change(ADA_FILE, "    formats: pdf\n", "    formats: pdf\n    reference: mine\n")
    desk.write("styles/references/mine.yaml", "patterns: {default: '{authors}. {title}, {venue}[, {place}]'}\n")
    desk.change(BIB, "journal =", "address = {Lampton}, journal =")
    assert not [each for each in found(desk) if "address" in each["message"]]
    desk.change("styles/references/mine.yaml", "[, {place}]", "")
    assert [each["line"] > 0 for each in found(desk) if "leaves out address" in each["message"]] == [True]


# ---------------------------------------------------------------- the tools of the rules


def test_words_one_letter_apart_are_neighbours() -> None:
    known = near.Neighbours(["recommendation", "casual", "abc"])
    pairs = {word: list(known.of(word)) for word in ("recommendataion", "recommednation", "causal", "abd", "abcde")}
    assert pairs == {
        "recommendataion": ["recommendation"], "recommednation": ["recommendation"], "causal": ["casual"],
        "abd": ["abc"], "abcde": [],
    }  # fmt: skip


def test_the_modules_of_the_rules_are_all_used() -> None:
    assert all(module.__doc__ for module in (contact, prose, titles, venues))
    assert "recommendation" in vocabulary.english()
