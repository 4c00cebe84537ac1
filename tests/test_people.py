"""Is this the same person? Part by part, accents folded, never by string."""

import pytest
from workbench import person

from cvgen.identify import people
from cvgen.identify.people import Fit
from cvgen.model import names
from cvgen.model.facts import Person

FITS = [
    ("Y.", "Yihua", Fit.INITIALS),
    ("Yihua", "Yihua", Fit.FULL),
    ("J. Zico", "Zico", Fit.INITIALS),
    ("RN", "Ryan N.", Fit.INITIALS),
    ("RN", "Ryan", Fit.INITIALS),
    ("WA", "Willa A.", Fit.INITIALS),
    ("YU", "Yihua", None),
    ("J. Zico", "Z.", None),
    ("Chr.", "Christian", Fit.INITIALS),
    ("Chr.", "Charlotte", None),
    ("Th. A.", "Thomas", Fit.INITIALS),
    ("Md.", "Md", Fit.FULL),
    ("Prof. Dr. Yihua", "Yihua", Fit.FULL),
    ("Jürgen", "Juergen", Fit.FULL),
    ("Jürgen", "Jurgen", Fit.FULL),
    ('William "Bill" A.', "William A.", Fit.FULL),
    ("William (Bill)", "W.", Fit.INITIALS),
    ("Yu", "Yu-Chen", None),
    ("Jean-Pierre", "Jean", None),
    ("Jean-Pierre", "J.-P.", Fit.INITIALS),
    ("Jean-Pierre", "JP", Fit.INITIALS),
    ("Jean-Pierre", "Jean P.", Fit.FULL),
    ("Jean-Pierre", "Jean Pierre", Fit.FULL),
    ("Wei", "Wen", None),
    ("Yihua", "Yimeng", None),
    ("P.-Y.", "Pin-Yu", Fit.INITIALS),
    ("PinYu", "Pin-Yu", Fit.FULL),
    ("Zoë", "Zoe", Fit.FULL),
    ("A. O.", "Alfred", Fit.INITIALS),
    ("K. R.", "P. K.", None),
    ("C. Y.", "Chris Yuhao", Fit.INITIALS),
    ("Chris", "Chris Yuhao", Fit.FULL),
    ("", "Yihua", Fit.INITIALS),
    ("", "", Fit.FULL),
]


@pytest.mark.parametrize(("a", "b", "fit"), FITS)
def test_given_names_fit_part_by_part(a: str, b: str, fit: Fit | None) -> None:
    assert people.given_fit(a, b) == fit
    assert people.given_fit(b, a) == fit


FAMILIES = [
    ("O’Reilly", "O'Reilly", True),
    ("Al-Dujaili", "Al Dujaili", True),
    ("Núñez", "Nunez", True),
    ("Łukasz", "Lukasz", True),
    ("Straße", "Strasse", True),
    ("Fan", "Fang", False),
]


@pytest.mark.parametrize(("a", "b", "same"), FAMILIES)
def test_family_names_are_folded_for_comparison_only(a: str, b: str, same: bool) -> None:
    assert (people.folded(a) == people.folded(b)) is same


def roster(**written: str) -> people.Directory:
    return people.directory(Person(each, names.parse(name)) for each, name in written.items())


def test_the_particle_may_be_left_out() -> None:
    found = roster(ludwig="van der Berg, Ludwig").fits(names.parse("Berg, L."))
    assert [person.id for _, person in found] == ["ludwig"]


def test_an_alias_fits_to_the_letter_and_nothing_else() -> None:
    person = Person("kp", names.parse("Parasyris, Konstantinos"), aliases=(names.parse("Parasiris, K."),))
    directory = people.directory([person])
    assert directory.fits(names.parse("K. Parasiris"))[0][0] is Fit.ALIAS
    assert directory.fits(names.parse("Parasiris, L.")) == ()


def test_namesakes_all_fit_an_initial() -> None:
    found = roster(a="Zhang, Yihua", b="Zhang, Yimeng", c="Zhang, Yang").fits(names.parse("Y. Zhang"))
    assert [person.id for _, person in found] == ["a", "b", "c"]


def test_nearest_name() -> None:
    others = [names.parse("Yihau Zhang"), names.parse("Ada Example")]
    assert people.nearest(names.parse("Zhang, Yihua"), others) == others[0]
    assert people.nearest(names.parse("Zhang, Yihua"), others[1:]) is None


DIVIDED = [
    # on the roster                met                            how well it fits
    ("Pérez-Luque, Ana", "Luque, Ana Pérez", Fit.DIVIDED),
    ("Pérez-Luque, Ana Inés", "Luque, Ana I. Pérez", Fit.DIVIDED),
    ("Pérez-Luque, Ana", "Luque, A. Pérez", Fit.INITIALS),
    ("Luque, Ana Pérez", "Pérez Luque, Ana", Fit.DIVIDED),
    ("Reyes, Ana", "de Souza, Ana Reyes", Fit.INITIALS),
    ("Reyes, Ana", "Miller, Ana Reyes", None),
    ("Reyes, A.", "de Souza, A. Reyes", None),
    ("Reyes, Ana", "Reyes Soto, Ana", Fit.INITIALS),
    ("Li, Wei", "Wei, Li", None),
    ("Chen, Wei", "Li, Wei Chen", None),
]


@pytest.mark.parametrize(("own", "met", "fit"), DIVIDED)
def test_the_same_words_may_be_divided_otherwise(own: str, met: str, fit: Fit | None) -> None:
    found = people.directory((person("a", own),)).fits(names.parse(met))
    assert [each for each, _ in found] == ([] if fit is None else [fit])


@pytest.mark.parametrize(("own", "met"), [("Müller, Jürgen", "Mueller, J."), ("Mueller, J.", "Müller, Jürgen"), ("Müller, J.", "Muller, J.")])  # fmt: skip
def test_umlauts_may_be_spelt_out(own: str, met: str) -> None:
    assert people.directory((person("a", own),)).fits(names.parse(met))


@pytest.mark.parametrize(("own", "met"), [("Bauer, J.", "Baur, J."), ("Mueller, J.", "Muller, J.")])
def test_letters_that_were_never_umlauts_stay(own: str, met: str) -> None:
    assert not people.directory((person("a", own),)).fits(names.parse(met))
