"""The same paper twice becomes one that answers to both keys; two papers stay two; what was merged is said."""

import re
import time

import pytest

from cvgen.identify import duplicates
from cvgen.model.dates import Date
from cvgen.model.errors import Level, Problems
from cvgen.model.names import Name
from cvgen.model.reference import Reference, Writer
from cvgen.read.bib import bibtex

ARTICLE = "title = {The Length of Wicks}, author = {Lamp, Ada and Moth, Bo}, journal = {Light}, year = 2023"
PREPRINT = "title = {The length of {W}icks}, author = {A. Lamp and B. Moth}, year = 2022"


def merged(*entries: str) -> tuple[tuple[Reference, ...], list[str]]:
    """What is left of some entries, and what was said."""
    problems = Problems()
    text = "\n".join(f"@{kind}{{k{i}, {rest}}}" for i, (kind, rest) in enumerate(e.split("|", 1) for e in entries))
    found = duplicates.merged(bibtex.references("a.bib", text, problems), problems)
    assert {each.level for each in problems.items} <= {Level.WARNING}
    return found, [str(each.message) for each in problems.items]


ONE = {
    "title and authors": (f"article|{ARTICLE}", f"misc|{PREPRINT}"),
    "the preprint first": (f"misc|{PREPRINT}", f"article|{ARTICLE}"),
    "one DOI": (f"article|{ARTICLE}, doi = {{10.1000/a}}", f"article|{ARTICLE}, doi = {{https://doi.org/10.1000/A}}"),
    "one arXiv id": (f"article|{ARTICLE}, eprint = {{2201.1}}, archiveprefix = {{arXiv}}",
                     f"misc|{PREPRINT}, eprint = {{2201.1v3}}, archiveprefix = {{arXiv}}"),
    "one arXiv id in the journal": (f"article|{ARTICLE}", "article|title = {The Length of Wicks}, author = {Lamp, Ada and Moth, Bo}, journal = {arXiv:2201.00001}"),
    "a subtitle": (f"article|{ARTICLE}, doi = {{10.1000/a}}",
                   "misc|title = {The Length of Wicks: A Study}, author = {Lamp, A. and Moth, B.}, doi = {10.1000/a}"),
    "others": (f"article|{ARTICLE}", "misc|title = {The Length of Wicks}, author = {Lamp, Ada and others}"),
    "accents and signs": (f"article|{ARTICLE}", "misc|title = {The Length-of Wicks.}, author = {L{\\'a}mp, A. and Moth, B.}"),
    "in press": (f"article|{ARTICLE}", f"article|{PREPRINT}, journal = {{Light}}, pubstate = {{inpress}}"),
    "a title, venue and pages": (f"article|{ARTICLE}, pages = {{1--9}}, doi = {{10.1000/a}}", f"article|{ARTICLE}, pages = {{1-9}}"),
    "one ISBN": ("book|title = {The Length of Wicks}, author = {Lamp, Ada}, publisher = {L}, isbn = {978-3-16-148410-0}, year = 2020",
                 "book|title = {The Length of Wicks}, author = {Lamp, A.}, publisher = {Light}, isbn = {9783161484100}, year = 2020"),
    "a preprint's DOI": (f"article|{ARTICLE}, doi = {{10.1000/a}}", f"misc|{PREPRINT}, doi = {{10.48550/arXiv.2201.00001}}"),
    "a server's DOI": (f"article|{ARTICLE}, doi = {{10.1000/a}}",
                       "article|title = {The Length of Wicks}, author = {Lamp, Ada and Moth, Bo}, journal = {bioRxiv}, year = 2021, doi = {10.1101/2021.1}"),
}  # fmt: skip
TWO = {
    "a talk": (f"article|{ARTICLE}", f"misc|{PREPRINT}, howpublished = {{Talk at the Lamp Days}}"),
    "a poster": (f"article|{ARTICLE}", f"unpublished|{PREPRINT}, note = {{Poster}}"),
    "a poster in proceedings": (f"inproceedings|{PREPRINT}, booktitle = {{P}}", f"inproceedings|{PREPRINT}, booktitle = {{P}}, note = {{Poster}}"),
    "a dataset": (f"article|{ARTICLE}", f"dataset|{PREPRINT}"),
    "a deposit of data": (f"article|{ARTICLE}", f"misc|{PREPRINT}, publisher = {{Zenodo}}, doi = {{10.5281/zenodo.1}}"),
    "software": (f"article|{ARTICLE}", f"misc|{PREPRINT}, howpublished = {{Software package}}"),
    "a report": (f"book|{ARTICLE}", f"techreport|{PREPRINT}, institution = {{Lamp Institute}}"),
    "a thesis": (f"article|{ARTICLE}", f"phdthesis|{PREPRINT}, school = {{L}}"),
    "years apart": (f"article|{ARTICLE}, doi = {{10.1000/a}}", "misc|title = {The Length of Wicks}, author = {Lamp, Ada and Moth, Bo}, year = 2005"),
    "two preprints": (f"misc|{PREPRINT}, eprint = {{2201.00001}}, archiveprefix = {{arXiv}}",
                      f"misc|{PREPRINT}, eprint = {{2201.00002}}, archiveprefix = {{arXiv}}"),
    "other pages": (f"article|{ARTICLE}, pages = {{1--9}}, doi = {{10.1000/a}}", f"article|{ARTICLE}, pages = {{11--19}}"),
    "an unfinished one with another DOI": (f"article|{ARTICLE}, doi = {{10.1000/a}}",
                                           f"article|{PREPRINT}, journal = {{L}}, pubstate = {{inpress}}, doi = {{10.2000/b}}"),
    "both published": (f"article|{ARTICLE}", f"inproceedings|{PREPRINT}, booktitle = {{Proceedings}}"),
    "two DOIs, both published": (f"article|{ARTICLE}, doi = {{10.1000/a}}", f"article|{ARTICLE}, doi = {{10.1000/b}}"),
    "other authors": (f"article|{ARTICLE}", "misc|title = {The Length of Wicks}, author = {Dee, Cy}"),
    "another order of authors": (f"article|{ARTICLE}", "misc|title = {The Length of Wicks}, author = {Moth, Bo and Lamp, Ada}"),
    "another title": (f"article|{ARTICLE}", "misc|title = {The Length of Wickets}, author = {Lamp, Ada and Moth, Bo}"),
    "a short title": ("article|title = {Editorial}, author = {Lamp, Ada}, journal = {Light}",
                      "misc|title = {Editorial}, author = {Lamp, Ada}"),
    "one DOI of a whole volume": ("article|title = {Wicks of Beeswax}, author = {Lamp, Ada}, journal = {L}, doi = {10.1000/a}",
                                  "article|title = {Oil of Olives}, author = {Lamp, Ada}, journal = {L}, doi = {10.1000/a}"),
    "a translation": (f"article|{ARTICLE}", f"misc|{PREPRINT}, related = {{k0}}, relatedtype = {{translationof}}"),
    "an erratum": (f"article|{ARTICLE}, relatedtype = {{erratum}}", f"misc|{PREPRINT}"),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE)
def test_one_paper_is_there_once_and_that_is_said(name: str) -> None:
    (paper,), said = merged(*ONE[name])
    assert {paper.key, *paper.aliases} == {"k0", "k1"}
    assert [line for line in said if "is the same paper as" in line and re.search(r"\(.+: (?:one|the same) .+\)", line)]


@pytest.mark.parametrize("name", TWO)
def test_two_papers_are_two(name: str) -> None:
    papers, said = merged(*TWO[name])
    assert ([paper.key for paper in papers], said) == (["k0", "k1"], [])


def test_the_published_one_stays_and_has_what_only_the_preprint_had() -> None:
    preprint = PREPRINT + ", eprint = {2201.00001}, archiveprefix = {arXiv}, url_code = {https://example.org/code}"
    published = ARTICLE + ", doi = {10.1000/a}, url_pdf = {https://example.org/a.pdf}, keywords = {oil}"
    (paper,), _ = merged(f"misc|{preprint}, keywords = {{wick}}", f"article|{published}")
    assert (paper.type, paper.key, paper.doi, paper.eprint) == ("article", "k1", "10.1000/a", "2201.00001")
    assert [link.label for link in paper.links] == ["PDF", "Code"]
    assert paper.keywords == ("oil", "wick")
    assert paper.date
    assert paper.date.year == 2023


def test_roles_and_ids_of_either_entry_stay() -> None:
    (paper,), _ = merged(
        f"article|{ARTICLE}", f"misc|{PREPRINT}, author+an = {{1=equal; 2=equal}}, author+an:id = {{1=ada}}"
    )
    assert [(writer.roles, writer.id) for writer in paper.authors] == [(("equal",), "ada"), (("equal",), "")]


def test_three_become_one_and_order_stays() -> None:
    other = "title = {Another Thing Altogether}, author = {Lamp, Ada}"
    papers, said = merged(f"misc|{PREPRINT}", f"misc|{other}", f"article|{ARTICLE}", f"unpublished|{PREPRINT}")
    assert [paper.key for paper in papers] == ["k2", "k1"]
    assert len(said) == 2


def test_a_preprint_never_makes_one_of_two_publications() -> None:
    talk = f"inproceedings|{PREPRINT}, booktitle = {{Proceedings}}"
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)):
        entries = (talk, f"misc|{PREPRINT}", f"article|{ARTICLE}")
        papers, said = merged(*(entries[i] for i in order))
        assert sorted(paper.type for paper in papers) == ["article", "inproceedings"]
        assert len(said) == 1


def test_one_doi_and_several_works_is_one_warning_with_all_lines() -> None:
    shorter = ARTICLE.replace(" and Moth, Bo", "")
    papers, said = merged(
        *(f"article|{fields}, doi = {{10.1000/a}}" for fields in (ARTICLE, shorter, f"{shorter}, volume = 2"))
    )
    assert len(papers) == 2
    assert next(line for line in said if "DOI 10" in line).startswith(
        "k0 (line 1), k1 (line 2) have one title and the DOI 10.1000/a, but not the same authors"
    )
    assert len([line for line in said if "DOI 10" in line]) == 1


def test_works_that_look_alike_and_are_two() -> None:
    papers, _ = merged(
        f"article|{ARTICLE}",
        f"misc|{PREPRINT}, howpublished = {{Talk}}",
        "misc|title = {The Length of Wicks}, author = {Dee, Cy}",
    )
    assert [(a.key, b.key) for a, b in duplicates.alike(papers)] == [("k0", "k1")]


def crowd(size: int) -> tuple[Reference, ...]:
    """So many papers, each tenth one twice, and a hundredth of them with one title."""

    def one(i: int) -> Reference:
        title = "On Wicks of Many Kinds" if not i % 100 else f"Wicks of kind {i // 10 if i % 10 < 2 else i}"
        writer = Writer(Name(f"Lamp{i // 10}", "Ada"))
        return Reference(f"k{i}", "misc" if i % 10 == 1 else "article", (title,), (writer,), date=Date(2020))

    return tuple(map(one, range(size)))


def test_fifty_thousand_papers_take_no_longer_each_than_five_thousand() -> None:
    seconds = {}
    for size in (5_000, 50_000):
        papers = crowd(size)
        start = time.process_time()
        duplicates.merged(papers, Problems())
        seconds[size] = time.process_time() - start
    assert seconds[50_000] < 25 * max(seconds[5_000], 0.05)
