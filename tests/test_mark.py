"""What an author's identity means in a document: by person and date, by paper, and never by guessing."""

import pytest
from workbench import day, identified, paper, person, relation

from cvgen import mark
from cvgen.mark import Marked, Perspective
from cvgen.model.choices import Look, When
from cvgen.model.errors import Level, Problems
from cvgen.model.facts import Person
from cvgen.model.names import NameForm
from cvgen.model.recipe import MarkRule
from cvgen.model.reference import Reference

BOLD = MarkRule(look=(Look.BOLD,))
STUDENT = MarkRule(symbol="†")
MENTEE = MarkRule(symbol="‡")
EQUAL = MarkRule(symbol="*")
RULES = (("owner", BOLD), ("student", STUDENT), ("mentee", MENTEE), ("equal", EQUAL))
ADA = person("ada", "Example, Ada", relation("member", "lab"))


def view(*rules: tuple[str, MarkRule], subject: str = "ada", lenient: bool = False, **more: object) -> Perspective:
    owners = frozenset((subject,))
    return Perspective(subject, owners, rules or RULES, day("2025-06"), lenient=lenient, **more)  # type: ignore[arg-type]


def seen(reference: Reference, *people: Person, by: Perspective | None = None) -> tuple[Marked, Problems]:
    problems = Problems()
    found = mark.authors(identified(reference, *people, problems=problems), by or view(), problems)
    return found, problems


def roles(marked: Marked) -> list[str]:
    return [" ".join(each.role for each in author.marks) for author in marked.authors]


# The relation, the paper's date, whether it marks: for ever, while it held, and a year longer.
HELD = [
    ("2021-09", "2024-06", "2021-08", (False, False, False)),
    ("2021-09", "2024-06", "2021-09", (True, True, True)),
    ("2021-09", "2024-06", "2021", (True, True, True)),
    ("2021-09", "2024-06", "2020", (False, False, False)),
    ("2021-09", "2024-06", "2024-06-30", (True, True, True)),
    ("2021-09", "2024-06", "2024-07", (True, False, True)),
    ("2021-09", "2024-06", "2025-06", (True, False, True)),
    ("2021-09", "2024-06", "2025-07", (True, False, False)),
    ("2021-09", "2024-06", "2024", (True, True, True)),
    ("2021-09", "2024-06", "2026", (True, False, False)),
    ("2021", "2024", "2021-01", (True, True, True)),
    ("2021", "2024", "2024-12-31", (True, True, True)),
    ("2021", "2024", "2025-12", (True, False, True)),
    ("2021", "2024", "2026-01", (True, False, False)),
    ("~2021-09", "~2024-06", "2021-08", (False, False, False)),
    ("~2021-09", "~2024-06", "2024-07", (True, False, True)),
    ("2021-09-15", "2024-06-15", "2021-09", (True, True, True)),
    ("2021-09-15", "2024-06-15", "2024-06-16", (True, False, True)),
    ("", "2024-06", "1980", (True, True, True)),
    ("", "2024-06", "2026", (True, False, False)),
    ("2021-09", "", "2050", (True, True, True)),
    ("", "", "1980", (True, True, True)),
]


@pytest.mark.parametrize(("start", "end", "date", "outcome"), HELD)
def test_a_relation_marks_by_date(start: str, end: str, date: str, outcome: tuple[bool, bool, bool]) -> None:
    held = relation("student", "ada", start, end)
    rules = (MarkRule(), MarkRule(when=When.THEN), MarkRule(when=When.THEN, grace="12 months"))
    assert tuple(mark.holds(held, day(date), rule) for rule in rules) == outcome


@pytest.mark.parametrize(
    ("text", "months"), [("12 months", 12), ("1 month", 1), ("1 year", 12), ("2 years", 24), ("", 0), (" 6 months ", 6)]
)
def test_grace_counts_in_months(text: str, months: int) -> None:
    assert mark.grace(MarkRule(grace=text)) == months


def test_a_paper_without_a_date_counts_as_of_the_document() -> None:
    late = person("wen", "Sample, Wen", relation("student", "ada", "2025-07"))
    early = person("wen", "Sample, Wen", relation("student", "ada", "2025-06"))
    assert roles(seen(paper("Sample, Wen"), late)[0]) == [""]
    assert roles(seen(paper("Sample, Wen"), early)[0]) == ["student"]


def test_marks_stand_in_the_order_of_the_rules() -> None:
    wen = person("wen", "Sample, Wen", relation("student", "ada"))
    reference = paper("Sample, Wen [corresponding equal]", "Example, Ada [equal]")
    assert roles(seen(reference, ADA, wen)[0]) == ["student equal", "owner equal"]
    turned = view(("corresponding", MENTEE), ("equal", EQUAL), ("student", STUDENT), ("owner", BOLD))
    assert roles(seen(reference, ADA, wen, by=turned)[0]) == ["corresponding equal student", "equal owner"]


def test_only_roles_with_a_rule_mark() -> None:
    wen = person("wen", "Sample, Wen", relation("student", "ada"), relation("mentee", "ada"))
    only_mentees = view(("mentee", MENTEE))
    assert roles(seen(paper("Sample, Wen [equal]", "Example, Ada"), ADA, wen, by=only_mentees)[0]) == ["mentee", ""]


def test_relations_count_towards_the_subject_alone() -> None:
    wen = person("wen", "Sample, Wen", relation("student", "bob"), relation("mentee", "ada"))
    reference = paper("Sample, Wen", "Example, Ada")
    assert roles(seen(reference, ADA, wen)[0]) == ["mentee", "owner"]
    assert roles(seen(reference, ADA, wen, by=view(subject="bob"))[0]) == ["student", ""]


def test_several_relations_of_one_kind() -> None:
    twice = person("wen", "Sample, Wen", relation("student", "ada", "2019", "2019"), relation("student", "ada", "2023"))
    then = view(("student", MarkRule(symbol="†", when=When.THEN)))
    dated = {
        date: roles(seen(paper("Sample, Wen", date=date), twice, by=then)[0])
        for date in ("2018", "2019", "2021", "2024")
    }
    assert dated == {"2018": [""], "2019": ["student"], "2021": [""], "2024": ["student"]}


def test_members_own_a_group_by_date() -> None:
    wen = person("wen", "Sample, Wen", relation("member", "lab", "2023", "2023"))
    then = view(("owner", MarkRule(look=(Look.BOLD,), when=When.THEN)), subject="lab")
    for date, expected in (("2022", ["", "owner"]), ("2023", ["owner", "owner"])):
        assert roles(seen(paper("Sample, Wen", "Example, Ada", date=date), ADA, wen, by=then)[0]) == expected


def test_a_mark_carries_its_why() -> None:
    wen = person("wen", "Sample, Wen", relation("student", "ada", "2021-09", "2024-06"))
    marked, _ = seen(paper("Sample, Wen [equal]", "Example, Ada", date="2023"), ADA, wen)
    assert [[each.why for each in author.marks] for author in marked.authors] == [
        ["student of ada since 2021-09 until 2024-06, paper of 2023 (ever)", "equal by the entry's author+an"],
        ["the document is theirs"],
    ]


def test_whys_are_not_part_of_equality() -> None:
    assert mark.Mark("owner", BOLD, "one reason") == mark.Mark("owner", BOLD, "another")


# Two who may be "W. Sample": what the document shows decides whether anybody needs to ask.
WEN = person("wen", "Sample, Wen", relation("student", "ada"))
WEI = person("wei", "Sample, Wei")
WU = person("wu", "Sample, Wu", relation("student", "ada"))
LINKED = person("wei", "Sample, Wei", url="https://example.org/wei")
SAME = person("wei", "Sample, Wei", full="W. Sample")
DOUBTS = [
    ("one is a student, one is not", (WEN, WEI), view(), Level.ERROR),
    ("both are students", (WEN, WU), view(), None),
    ("neither mark is shown", (WEN, WEI), view(("owner", BOLD)), None),
    ("both are students, printed in full", (WEN, WU), view(names=NameForm.FULL), Level.ERROR),
    ("they print alike in full", (person("wu", "Sample, Wu", full="W. Sample"), SAME), view(names=NameForm.FULL), None),
    ("only one has a link, and links are shown", (WU, LINKED), view(("owner", BOLD), linked=True), Level.ERROR),
    ("only one has a link, and links are not shown", (WU, LINKED), view(("owner", BOLD)), None),
    ("nobody can know", (WEN, WEI), view(lenient=True), Level.WARNING),
]


@pytest.mark.parametrize(("people", "by", "level"), [pytest.param(*row[1:], id=row[0]) for row in DOUBTS])
def test_a_doubt_matters_where_it_changes_what_is_printed(
    people: tuple[Person, ...], by: Perspective, level: Level | None
) -> None:
    marked, problems = seen(paper("Example, Ada", "Sample, W."), ADA, *people, by=by)
    assert [problem.level for problem in problems.items] == ([level] if level else [])
    assert (marked.authors[1].person is None) == bool(level)


def test_a_doubt_is_told_with_the_line_to_add() -> None:
    _, problems = seen(paper("Example, Ada", "Sample, W.", key="lamps"), ADA, WEN, WEI)
    (problem,) = problems.items
    assert problem.message == (
        "author 2 of lamps, W. Sample, may be Wei Sample (wei) or Wen Sample (wen); here that changes what is printed"
    )
    assert problem.hint == "add to the entry: author+an:id = {2=wei}, or 2=- for none of them"


def test_a_doubtful_owner_matters() -> None:
    other = person("alf", "Example, Alf")
    _, problems = seen(paper("Example, A."), ADA, other)
    assert [problem.code for problem in problems.errors] == ["doubtful-author"]


def test_the_line_to_add_settles_it() -> None:
    for line, expected in (("wen", ["student"]), ("wei", [""]), ("-", [""])):
        marked, problems = seen(paper(f"Sample, W. <{line}>"), WEN, WEI)
        assert (roles(marked), not problems.items) == (expected, True)


def test_a_paper_role_needs_no_person() -> None:
    marked, problems = seen(paper("Sample, W. [equal]", "Doe, Jo [equal]"), WEN, WEI, by=view(("equal", EQUAL)))
    assert roles(marked) == ["equal", "equal"]
    assert not problems.items


def test_nobody_is_marked_twice_on_a_paper() -> None:
    marked, problems = seen(paper("Sample, Wen", "Sample, W."), WEN)
    assert roles(marked) == ["student", ""]
    assert not problems.items


def test_two_names_for_one_person_are_a_doubt() -> None:
    marked, problems = seen(paper("Sample, W.", "Sample, W."), WEN)
    assert roles(marked) == ["", ""]
    assert [problem.code for problem in problems.errors] == ["doubtful-author", "doubtful-author"]
    assert "may be Wen Sample (wen) or somebody else of that name" in next(iter(problems.items)).message


WRONG_RULES = [
    ((("student", MarkRule(symbol="†", grace="a while")),), ["'a while' is not a time"]),
    ((("student", MarkRule(symbol="†", grace="12")),), ["'12' is not a time"]),
    ((("student", STUDENT), ("mentee", STUDENT)), ["mentee and student have the same symbol †"]),
    ((("student", MarkRule()),), ["the mark of student prints nothing"]),
    ((("owner", BOLD), ("student", BOLD)), []),
    (RULES, []),
]


@pytest.mark.parametrize(("rules", "messages"), WRONG_RULES)
def test_rules_that_cannot_hold_are_said(rules: tuple[tuple[str, MarkRule], ...], messages: list[str]) -> None:
    problems = Problems()
    mark.check_rules(rules, problems)
    assert [problem.message for problem in problems.errors] == messages


def test_where_the_owner_stands() -> None:
    assert seen(paper("Doe, Jo", "Example, Ada"), ADA)[0].owners == (1,)
    assert seen(paper("Doe, Jo"), ADA)[0].owners == ()
