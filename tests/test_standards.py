"""The standards print as citeproc prints them, but for what is known and has its reason; marks stay, owners are seen."""

import pytest
import standards

EQUAL = {"apa": 62, "ieee": 54, "chicago": 61, "ama": 55, "acm": 49, "nature": 50, "harvard": 59, "mla": 62}


def test_there_are_enough_works_to_try_them_with() -> None:
    assert len(standards.works()) >= 60
    assert set(EQUAL) == set(standards.STANDARDS)


@pytest.mark.parametrize("name", standards.STANDARDS)
def test_a_standard_is_equal_to_the_letter_but_for_what_is_known(name: str) -> None:
    found, known = standards.differences(name), standards.known(name)
    assert {key: pair for key, pair in found.items() if key not in known} == {}
    assert known.keys() == found.keys()
    assert len(standards.works()) - len(found) >= EQUAL[name]
    for key, (own, their) in found.items():
        if known[key] == standards.MORE:
            assert standards.has_all(own, their), key
