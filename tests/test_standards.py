"""The standards print as citeproc prints them, but for what is known and has its reason; marks stay, owners are seen."""

from pathlib import Path

import pytest
import standards
from workbench import Desk, project

from cvgen import theme
from cvgen.builds import specimens
from cvgen.loading import styles
from cvgen.model.errors import Problems
from cvgen.model.kinds import Kind
from cvgen.model.recipe import Recipe
from cvgen.model.word import Word

README = (Path(__file__).parent.parent / "styles" / "README.md").read_text(encoding="utf-8")
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
    assert standards.row(name) in README


def test_every_class_of_difference_is_in_the_readme_with_its_reason() -> None:
    for line in standards.reasons(standards.STANDARDS):
        assert line in README


@pytest.mark.parametrize("name", theme.open(None).names(theme.Resource.REFERENCE))
def test_a_style_of_ours_asks_for_fields_that_there_are(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "ours", lambda *_: False)  # which are not tried again each time
    problems = Problems()
    styles.entry_patterns(Recipe(), theme.open(None), problems)
    styles.reference_style(Word(name), theme.open(None), problems)
    assert list(problems.items) == []


@pytest.mark.parametrize("name", theme.open(None).names(theme.Resource.REFERENCE))
def test_one_work_of_each_kind_in_every_style(name: str) -> None:
    shown = list(specimens.printed(name, theme.open(None), Problems()))
    assert {kind for kind, _ in shown} >= set(Kind) - {Kind.LAW, Kind.LETTER}
    for kind, text in shown:
        assert "**" in text or kind == Kind.STANDARD, text
        assert not text.startswith((",", "."))
        assert kind != Kind.STANDARD or "GL 7" in text
        assert not any(slip in text for slip in ("..", ",,", ", .", " ,", "()", "[]", ",”,", "  ")), text


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return project(
        tmp_path,
        ada="person: ada\nbibliography: publications.bib\ncv: {sections: {Papers: {publications: {order: newest}}}}\n",
    )


BIB = """@article{wicks, author = {Reed, Tom A. and Ode, Pin-Yu and Moss, Ada B. and Lund, Eva}, title = {On ``cold'' wicks},
  journal = {Annals of Wicks}, volume = {7}, number = {1}, pages = {112--119}, date = {2021-05}, doi = {10.5555/wicks}}
@incollection{lamp, author = {Reed, Tom A.}, title = {Lamps}, booktitle = {Light}, editor = {Moss, Ada B. and Berg, Jan},
  pages = {3--9}, year = 2020, publisher = {Dusk}}"""
PRINTED = {
    "apa": (
        "Reed, T. A., Ode, P.-Y., **Moss, A. B.**, & Lund, E. (2021).",
        "In **A. B. Moss** & J. Berg (Eds.), *Light*",
    ),
    "ieee": ("T. A. Reed, P.-Y. Ode, **A. B. Moss**, and E. Lund,", "**A. B. Moss** and J. Berg, Eds."),
    "chicago": (
        "Reed, Tom A., Pin-Yu Ode, **Ada B. Moss**, and Eva Lund. 2021.",
        "edited by **Ada B. Moss** and Jan Berg",
    ),
    "ama": ("Reed TA, Ode PY, **Moss AB**, Lund E.", "In: **Moss AB**, Berg J, eds."),
    "acm": ("Tom A. Reed, Pin-Yu Ode, **Ada B. Moss**, and Eva Lund. 2021.", "**Ada B. Moss** and Jan Berg (eds.)"),
    "nature": ("Reed, T. A., Ode, P.-Y., **Moss, A. B.** & Lund, E.", "(eds. **Moss, A. B.** & Berg, J.)"),
    "harvard": (
        "Reed, T.A., …, **Moss, A.B.** (3rd of 4) *et al.* (2021)",
        "in **A.B. Moss** and J. Berg (eds) *Light*",
    ),
    "mla": ("Reed, Tom A., …, **Ada B. Moss** (3rd of 4), et al.", "edited by **Ada B. Moss** and Jan Berg"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_bib_in_a_standard_has_its_owner_in_bold_and_never_cut(desk: Desk, name: str) -> None:
    desk.write("papers.bib", BIB)
    ran = desk.run("md", "papers.bib", "--owner", "Ada B. Moss", "--reference", name, "-o", "out/x.md")
    assert (ran.code, ran.err) == (0, "")
    for printed in PRINTED[name]:
        assert printed in desk.read("out/x.md")
    assert ("cold” wicks" in desk.read("out/x.md")) != (name in ("ieee", "chicago", "mla"))


def test_a_reference_style_of_the_command_wins_over_the_documents(desk: Desk) -> None:
    assert desk.run("md", "ada.yaml", "-o", "out/own.md").code == 0
    assert desk.run("md", "ada.yaml", "--reference", "ama", "-o", "out/ama.md").code == 0
    assert desk.read("out/own.md") != desk.read("out/ama.md")
    ran = desk.run("md", "ada.yaml", "--reference", "apaa")
    assert (ran.code, ran.err) == (1, "there is no reference style apaa\n  hint: did you mean apa?\n")


@pytest.mark.parametrize("name", theme.open(None).names(theme.Resource.REFERENCE))
def test_a_year_does_not_hide_that_a_paper_is_not_out(desk: Desk, name: str) -> None:
    kinds = {
        "article": "journal",
        "incollection": "booktitle",
        "book": "publisher",
        "techreport": "institution",
        "misc": "note",
    }
    desk.write(
        "papers.bib",
        "".join(
            f"@{kind}{{{kind}, title = {{On {kind}}}, author = {{Moss, Ada}}, {field} = {{Dusk}}, year = 2026, pubstate = {{forthcoming}}}}\n"
            for kind, field in kinds.items()
        ),
    )
    assert desk.run("md", "papers.bib", "--owner", "Ada Moss", "--reference", name, "-o", "out/x.md").code == 0
    assert desk.read("out/x.md").casefold().count("forthcoming") == len(kinds)
