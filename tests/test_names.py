"""A name in its parts, and the forms that print it."""

from pathlib import Path

import pytest
from workbench import project

from cvgen.model import names
from cvgen.model.names import Name, NameForm

PARSED = [
    # typed                       family                 given             particle    suffix
    ("Liu, Sijia", Name("Liu", "Sijia")),
    ("Sijia Liu", Name("Liu", "Sijia")),
    ("van Beethoven, Ludwig", Name("Beethoven", "Ludwig", "van")),
    ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
    ("R C M van Aert", Name("Aert", "R C M", "van")),
    ("van Aert", Name("Aert", "", "van")),
    ("bell hooks", Name("hooks", "bell")),
    ("De Leeuw, J.", Name("De Leeuw", "J.")),
    ("Guttenberg, Karl-Theodor von und zu", Name("Guttenberg", "Karl-Theodor", "von und zu")),
    ("Fontaine, Jean de La", Name("La Fontaine", "Jean", "de")),
    ("La Fontaine, Jean de", Name("La Fontaine", "Jean", "de")),
    ("Moss, Ada De La", Name("Moss", "Ada De La")),
    ("Lopez de Lacalle, Oier", Name("Lopez de Lacalle", "Oier")),
    ("Charles de la Vallee Poussin", Name("Vallee Poussin", "Charles", "de la")),
    ("Hero III, A. O.", Name("Hero", "A. O.", "", "III")),
    ("Hero, III, A. O.", Name("Hero", "A. O.", "", "III")),
    ("Doe, Jane, Jr.", Name("Doe", "Jane", "", "Jr.")),
    ("dos Santos Jr., Carlos", Name("Santos", "Carlos", "dos", "Jr.")),
    ("Jane Doe Jr.", Name("Doe", "Jane", "", "Jr.")),
    ("Chen Xi Wei", Name("Wei", "Chen Xi")),
    ("Wei Chen Xi", Name("Xi", "Wei Chen")),
    ("Zhao, Xi", Name("Zhao", "Xi")),
    ("Madonna", Name("Madonna")),
    ("Doe,", Name("Doe")),
    ("", Name("")),
]


@pytest.mark.parametrize(("text", "name"), PARSED)
def test_the_parts_of_a_name(text: str, name: Name) -> None:
    assert names.parse(text) == name


@pytest.mark.parametrize("text", ["Ludwig van Beethoven", "山田 花子", "김 민수", "マリー キュリー", "Madonna"])
def test_a_name_as_text_has_its_own_order_and_is_read_again(text: str) -> None:
    assert str(names.parse(text)) == text


INITIALS = [
    ("Yihua", "Y."),
    ("Pin-Yu", "P.-Y."),
    ("Una‐May", "U.-M."),
    ("Chris Yuhao", "C. Y."),
    ("A. O.", "A. O."),
    ("A.O.", "A. O."),
    ("J.-P.", "J.-P."),
    ("WA", "W. A."),
    ("S", "S."),
    ("Éric", "É."),
    ("ʻAlohi", "A."),
    ("Robert (Bob)", "R."),
    ("", ""),
]


@pytest.mark.parametrize(("given", "printed"), INITIALS)
def test_initials_keep_their_hyphens(given: str, printed: str) -> None:
    assert names.initials(given) == printed


BEETHOVEN = Name("Beethoven", "Ludwig", "van")
PRINTED = [
    (BEETHOVEN, NameForm.INITIALS, "L. van Beethoven"),
    (BEETHOVEN, NameForm.FULL, "Ludwig van Beethoven"),
    (BEETHOVEN, NameForm.FAMILY_FIRST, "van Beethoven, Ludwig"),
    (BEETHOVEN, NameForm.FAMILY_INITIALS, "van Beethoven, L."),
    (Name("Hero", "Alfred O.", "", "III"), NameForm.INITIALS, "A. O. Hero III"),
    (Name("Aert", "", "van"), NameForm.FAMILY_FIRST, "van Aert"),
    (Name("CMS Collaboration"), NameForm.INITIALS, "CMS Collaboration"),
    (Name("山田", "花子"), NameForm.INITIALS, "山田花子"),
    (Name("김", "민수"), NameForm.FULL, "김민수"),
]


@pytest.mark.parametrize(("name", "form", "text"), PRINTED)
def test_a_name_prints_in_each_form(name: Name, form: NameForm, text: str) -> None:
    assert names.printed(name, form) == text


def test_the_full_form_may_be_somebodys_own() -> None:
    assert names.printed(Name("Hero", "Alfred O."), NameForm.FULL, "Alfred Hero") == "Alfred Hero"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("John Doe PhD", "John Doe"), ("Ph.D. John Doe", "John Doe"), ("DR. JANE DOE", "JANE DOE"), ("dr Jane Roe", "Jane Roe"),
        ("Univ.-Prof. Dr. Max Loe", "Max Loe"), ("Associate Professor Lee Zoe", "Lee Zoe"), ("A/Prof. Sam Toe", "Sam Toe"),
        ("Lee, Min (Corresponding Author)", "Lee, Min"), ("Doe, John (Jack)", "Doe, John (Jack)"),
        ("Amelia [deceased] Brown", "Amelia Brown"), ("Prof. dr. ir. Jan de Vries", "Jan de Vries"), ("Drew Barry", "Drew Barry"),
        ("García Márquez, M. A.", "García Márquez, M. A."), ("de la Cruz, Mda", "de la Cruz, Mda"),
    ],
)  # fmt: skip
def test_titles_degrees_and_notes_are_no_part_of_a_name(typed: str, name: str) -> None:
    assert names.alone(typed) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Dr. Ann Bee", "Ann Bee"), ("Ann Bee, Ph.D.", "Ann Bee"), ("Bee, Ann", "Bee, Ann"), ("Drew Bee", "Drew Bee"),
        ("Ann Bee, MBBS", "Ann Bee"), ("Ann Bee MD", "Ann Bee"), ("Bee, Ann, MD", "Bee, Ann"), ("Ma, MD", "Ma, MD"),
        ("Ann Bee, M.D., Ph. D., FACC", "Ann Bee"), ("Ann Bee, FIEEE", "Ann Bee"), ("Ann Bee, P.E.", "Ann Bee"),
        ("Wei Ming MA", "Wei Ming MA"), ("Park Ji PE", "Park Ji PE"), ("Ann Bee, MA", "Ann Bee"), ("Ann Bee OBE", "Ann Bee OBE"),
        ("Prof. Ann Bee, Emerita", "Ann Bee"), ("Ann Bee, OBE, FRS", "Ann Bee"), ("Ann Bee III", "Ann Bee III"),
    ],
)  # fmt: skip
def test_a_persons_own_name_has_no_degrees(typed: str, name: str) -> None:
    assert names.own(typed) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ann Bee, MBBS", Name("Bee", "Ann")), ("Ann Bee, M.D., FACC", Name("Bee", "Ann")), ("Bee, Ann, LL.M.", Name("Bee", "Ann")),
        ("LOPEZ GARCIA, FACUNDO", Name("LOPEZ GARCIA", "FACUNDO")), ("Le Roux, DDS", Name("Le Roux", "DDS")),
        ("van Dyk, MBE", Name("Dyk", "MBE", "van")), ("Bee, Ann, MD, PhD", Name("Bee", "Ann")),
        ("Bee, MD", Name("Bee", "MD")), ("Bee, OBE", Name("Bee", "OBE")), ("García Ruiz, M. D.", Name("García Ruiz", "M. D.")),
    ],
)  # fmt: skip
def test_what_may_be_initials_stays_without_a_degree_beside_it(typed: str, name: Name) -> None:
    assert names.parse(typed) == name


def test_a_title_in_people_yaml_and_of_an_owner_is_no_part_of_the_name(tmp_path: Path) -> None:
    desk = project(tmp_path)
    desk.change("data/people.yaml", "name: Example, Ada", "name: Dr. Ada Example")
    ran = desk.run("md", "ada.yaml", "-o", "-")
    assert "data/people.yaml:4:11: warning: Dr. Ada Example is read as Ada Example" in ran.err
    assert "**A.\N{NO-BREAK SPACE}Example**" in ran.out
    ran = desk.run("md", "data/publications.bib", "--owner", "Dr. Ada Example", "-o", "-")
    assert "**Ada Example**" in ran.out
