"""Who each author is, and on what evidence; what cannot be told is said, and nothing is guessed."""

from pathlib import Path

import pytest
from workbench import identified, paper, person, project

from cvgen import identify
from cvgen.identify import Doubtful, Identity, Known, particles
from cvgen.model import names
from cvgen.model.choices import NamePrinted
from cvgen.model.dates import Date
from cvgen.model.errors import Level, Position, Problems
from cvgen.model.facts import FormerName, Person
from cvgen.model.names import Name, NameForm
from cvgen.model.record import replace

ADA = person("ada", "Example, Ada Beth", aliases="Exemple, A. B.", orcid="0000-0002-1825-0097")
WEN = person("wen", "Sample, Wen")
WEI = person("wei", "Sample, Wei")
JUNIOR = person("junior", "Doe, Jr., John")
SENIOR = person("senior", "Doe, Sr., John")
ROSTER = (ADA, WEN, WEI, JUNIOR, SENIOR)


def outcome(identity: Identity) -> str:
    match identity:
        case Known(known, evidence):
            return f"{known.id} by {evidence.name.lower()}"
        case Doubtful(candidates):
            return f"doubtful {' '.join(each.id for each in candidates)}"
        case stranger:
            return "stranger as said" if stranger.said else "stranger"


FOUND = [
    ("Example, Ada Beth", "ada by name"),
    ("Example, Ada", "ada by name"),
    ("Example, Ada B.", "ada by name"),
    ("Example, A. B.", "ada by initials"),
    ("Example, A.", "ada by initials"),
    ("Example, AB", "ada by initials"),
    ("Sample, WE", "stranger"),
    ("Example, Adam", "stranger"),
    ("Example, A. C.", "stranger"),
    ("Exemple, A. B.", "ada by alias"),
    ("Exemple, A.", "ada by initials"),
    ("Exemple, Bo", "stranger"),
    ("Éxample, Ada", "ada by name"),
    ("EXAMPLE, ADA", "ada by name"),
    ("Sample, Wen", "wen by name"),
    ("Sample, W.", "doubtful wei wen"),
    ("Sample, W. <wei>", "wei by annotation"),
    ("Sample, W. <->", "stranger as said"),
    ("Sample, Wen <wei>", "wei by annotation"),
    ("Nobody, Noah <ada>", "ada by annotation"),
    ("Nobody, Noah #0000-0002-1825-0097", "ada by orcid"),
    ("Sample, Wen #0000-0002-1825-0097", "ada by orcid"),
    ("Sample, W. <wen>#0000-0002-1825-0097", "wen by annotation"),
    ("Sample, Wen #0000-0000-0000-0001", "wen by name"),
    ("Doe, Jr., John", "junior by name"),
    ("Doe, John", "doubtful junior senior"),
    ("Sampler, W.", "stranger"),
]


@pytest.mark.parametrize(("name", "expected"), FOUND)
def test_who_an_author_is(name: str, expected: str) -> None:
    publication = identified(paper(name), *ROSTER)
    assert outcome(publication.authors[0].identity) == expected


def test_an_unknown_id_is_an_error_with_the_nearest() -> None:
    problems = Problems()
    publication = identified(paper("Sample, W. <wenn>"), *ROSTER, problems=problems)
    (problem,) = problems.errors
    assert (problem.message, problem.hint) == ("paper: nobody on the roster has the id wenn", "did you mean wen?")
    assert outcome(publication.authors[0].identity) == "doubtful wei wen"


TOGETHER = [
    (("Sample, Wen", "Sample, W."), ["wen by name", "doubtful wei wen"]),
    (("Example, Ada", "Example, A."), ["ada by name", "stranger"]),
    (("Example, A.", "Example, A. B."), ["doubtful ada", "doubtful ada"]),
    (("Example, A. <ada>", "Example, Ada"), ["ada by annotation", "stranger"]),
    (("Exemple, A. B.", "Example, Ada"), ["ada by alias", "stranger"]),
    (("Example, A. <ada>", "Example, Ada <ada>"), ["doubtful ada", "doubtful ada"]),
]


@pytest.mark.parametrize(("authors", "expected"), TOGETHER)
def test_nobody_is_on_a_paper_twice(authors: tuple[str, ...], expected: list[str]) -> None:
    publication = identified(paper(*authors), *ROSTER)
    assert [outcome(author.identity) for author in publication.authors] == expected


@pytest.mark.parametrize("typed", ["Wen Sample, Tom Reed", "Tom Reed, Wen Sample"])
def test_two_names_with_a_comma_between_them_are_two_where_one_is_known(typed: str) -> None:
    problems = Problems()
    publication = identified(paper(typed), *ROSTER, problems=problems)
    assert sorted(outcome(author.identity) for author in publication.authors) == ["stranger", "wen by name"]
    assert [problem.code for problem in problems.items] == ["name-list"]
    assert len(identified(paper("Reyes Sample, Wen Ada"), *ROSTER).authors) == 1


FORMER = Person(
    "ada", Name("Moss", "Ada"), former=(FormerName(Name("Reed", "Ada"), Date(2019), NamePrinted.PUBLISHED),)
)
FORMERLY = [
    ("Moss, Ada", 2018, "ada by name", None),
    ("Reed, Ada", 2018, "ada by former", Name("Reed", "Ada")),
    ("Reed, A.", 2020, "ada by former", Name("Reed", "Ada")),
    ("Reed, Ada", 2025, "stranger", None),
    ("Reed, Tom", 2018, "stranger", None),
]


@pytest.mark.parametrize(("typed", "year", "expected", "printed"), FORMERLY)
def test_a_former_name_is_the_same_person_until_it_was_given_up(
    typed: str, year: int, expected: str, printed: Name | None
) -> None:
    (author,) = identified(replace(paper(typed), date=Date(year)), FORMER).authors
    assert (outcome(author.identity), author.published) == (expected, printed)


@pytest.mark.parametrize(("printed", "text"), [(NamePrinted.NOW, "A. Moss"), (NamePrinted.PUBLISHED, "J. Roe")])
def test_a_former_name_prints_as_that_person_says(tmp_path: Path, printed: NamePrinted, text: str) -> None:
    desk = project(tmp_path)
    former = f"    former: {{name: 'Roe, Jane', printed: {printed.value}}}\n"
    desk.change(
        "data/people.yaml", "  - id: wen\n    name: Sample, Wen\n", f"  - id: wen\n    name: Moss, Ann\n{former}"
    )
    made = desk.run("md", "data/ada.yaml", "-o", "x.md")
    assert made.code == 0, made.err
    assert text in desk.read("x.md")


def test_names_print_as_the_bibliography_has_them_and_roles_stay() -> None:
    (author,) = identified(paper("Exemple, A. B. [equal]"), *ROSTER).authors
    assert (str(author.name), author.roles, author.person) == ("A. B. Exemple", ("equal",), ADA)


MISSING = [
    (
        ("Exampel, Ada", "Sample, Wen"),
        (
            "the nearest author of lamps is Ada Exampel; if it is the same person, "
            "say --owner 'Ada Beth Example=Ada Exampel'"
        ),
    ),
    (("Poe, Edgar",), "check that these papers belong here"),
]


def test_an_owner_on_the_roster_gets_an_alias_there() -> None:
    problems = Problems()
    ada = replace(ADA, at=Position("people.yaml", 3))
    identify.owner_missing((identified(paper("Exampel, Ada"), ada),), ada, problems)
    (problem,) = problems.items
    assert problem.hint.endswith("add the spelling to aliases of ada in people.yaml")


@pytest.mark.parametrize(("authors", "hint"), MISSING)
def test_an_owner_who_is_not_among_the_authors(authors: tuple[str, ...], hint: str) -> None:
    problems = Problems()
    identify.owner_missing((identified(paper(*authors, key="lamps"), *ROSTER),), ADA, problems)
    (problem,) = problems.items
    assert problem.level is Level.WARNING
    assert problem.message == "Ada Beth Example is not among the authors of 1 of 1 papers: lamps"
    assert problem.hint == hint


def test_all_papers_that_lack_the_owner_are_one_warning() -> None:
    problems = Problems()
    papers = tuple(identified(paper("Poe, Edgar", key=f"p{i}"), *ROSTER) for i in range(7))
    identify.owner_missing(papers, ADA, problems)
    (problem,) = problems.items
    assert problem.message.endswith("of 7 of 7 papers: p0, p1, p2, p3, p4 and 2 more")


def test_and_others_may_hide_the_owner() -> None:
    problems = Problems()
    identify.owner_missing((identified(paper("Poe, Edgar", others=True), *ROSTER),), ADA, problems)
    (problem,) = problems.items
    assert (problem.code, "include-me = {yes}" in problem.hint) == ("owner-hidden", True)


@pytest.mark.parametrize(("authors", "owner"), [(("Example, Ada",), ADA), (("Sample, W.",), WEN), ((), ADA)])
def test_an_owner_who_may_be_there_is_not_missed(authors: tuple[str, ...], owner: Person) -> None:
    problems = Problems()
    identify.owner_missing((identified(paper(*authors), *ROSTER),), owner, problems)
    assert not problems.items


def test_a_particle_that_is_told_once_is_told_of_the_same_person_everywhere() -> None:
    names_ = (
        "de Berg, Jan",
        "De Berg, J.",
        "Jan De Berg",
        "de Berg, Jan, Jr.",
        "De Berg, Kim",
        "d'Angelo, Mia",
        "D'Angelo, M.",
    )
    told = particles.forms(names.parse(each) for each in names_)
    printed = [names.printed(told.get(name, name), NameForm.FAMILY_FIRST) for name in map(names.parse, names_)]
    assert printed == [
        "de Berg, Jan",
        "de Berg, J.",
        "de Berg, Jan",
        "de Berg, Jan, Jr.",
        "De Berg, Kim",
        "d'Angelo, Mia",
        "d'Angelo, M.",
    ]


def test_two_who_write_their_particle_otherwise_stay_two() -> None:
    told = particles.forms(
        names.parse(each) for each in ("De Berg, Ann", "de Berg, Jan", "van Berg, Jan", "Vanberg, J.")
    )
    assert told == {}
