"""Questions about the roster: two people who may be one, one name that may be two people."""

import pytest
from workbench import identified, paper

from cvgen.check import doubts
from cvgen.model import names
from cvgen.model.errors import Problems
from cvgen.model.facts import Person, Roster

PAIRS = [
    ("Lamp, Ada", "Lamp, Ada B.", True),
    ("Lamp, Ada", "Lamp, Adam", False),
    ("Lamp, A.", "Lamp, Ada", False),
    ("Lamp, Ada", "Wick, Ada", False),
]


@pytest.mark.parametrize(("first", "second", "asked"), PAIRS)
def test_two_people_who_may_be_one(first: str, second: str, asked: bool) -> None:
    problems = Problems()
    people = (Person("one", names.parse(first)), Person("two", names.parse(second)))
    doubts.alike(Roster(people=people), problems)
    assert [p.code for p in problems.items] == (["same-person"] if asked else [])


def test_orcids_settle_it() -> None:
    problems = Problems()
    people = (
        Person("one", names.parse("Lamp, Ada"), orcid="0000-0001"),
        Person("two", names.parse("Lamp, Ada"), orcid="0000-0002"),
    )
    doubts.alike(Roster(people=people), problems)
    assert not problems.items


TIMES = [
    ((1990, ("lamps",)), (2020, ("whales",)), ["two-people"]),
    ((1990, ("lamps",)), (2020, ("lamps", "whales")), []),
    ((2015, ("lamps",)), (2020, ("whales",)), []),
    ((1990, ()), (2020, ("whales",)), []),
]


@pytest.mark.parametrize(("early", "late", "codes"), TIMES)
def test_one_name_in_two_distant_times(
    early: tuple[int, tuple[str, ...]], late: tuple[int, tuple[str, ...]], codes: list[str]
) -> None:
    problems = Problems()
    ada = Person("ada", names.parse("Lamp, Ada"))
    papers = [
        identified(paper("Lamp, Ada", key=f"p{year}", date=str(year), keywords=words), ada)
        for year, words in (early, late)
    ]
    doubts.apart(tuple(papers), problems)
    assert [p.code for p in problems.items] == codes
