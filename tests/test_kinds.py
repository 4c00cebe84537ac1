"""What a work is, who made it, and how each kind prints in the list of a bare .bib."""

from pathlib import Path

import pytest
from workbench import spaced

from cvgen import loading, pipeline
from cvgen.model.choices import Grouping
from cvgen.model.errors import Problems
from cvgen.model.formats import MD
from cvgen.model.kinds import Kind
from cvgen.model.text import plain
from cvgen.render import markdown
from cvgen.render.context import Context
from cvgen.theme import open as opened

ME = "author={Moss, Ada}, title={Ferns}, year={2020}"


def listed(folder: Path, bib: str, owner: str = "Ada Moss", by: Grouping = Grouping.YEAR) -> tuple[str, list[str]]:
    """The list in Markdown without its headings, and what was said."""
    (folder / "papers.bib").write_text(bib, encoding="utf-8")
    problems = Problems()
    loaded = loading.bibliography(folder / "papers.bib", (owner,), by, problems)
    made = pipeline.document(loaded, pipeline.Request(MD), problems)
    lines = markdown.text(made, Context(opened(None))).splitlines()
    kept = [line for line in lines if line and not line.startswith(("#", "<!--"))]
    return spaced("\n".join(kept[1:] if kept and kept[0] == "Ada Moss" else kept)), [
        each.message for each in problems.items
    ]


def kind_of(folder: Path, entry: str) -> tuple[Kind, str]:
    (folder / "papers.bib").write_text(entry, encoding="utf-8")
    (paper,) = loading.bibliography(folder / "papers.bib", ("Ada Moss",), Grouping.YEAR, Problems()).publications
    return paper.reference.kind, paper.reference.kind_why


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@article{{a, {me}, journal={{Fern Review}}}}", Kind.ARTICLE),
        ("@article{{a, {me}, journal={{arXiv preprint arXiv:2403.01234}}}}", Kind.PREPRINT),
        ("@article{{a, {me}, journal={{CoRR}}, volume={{abs/2403.01234}}}}", Kind.PREPRINT),
        ("@article{{a, {me}, journal={{bioRxiv}}, doi={{10.1101/2020.01.01.123456}}}}", Kind.PREPRINT),
        ("@article{{a, {me}, journal={{Available at SSRN 3456}}}}", Kind.PREPRINT),
        ("@article{{a, {me}, journal={{Submitted to Fern Review}}}}", Kind.PREPRINT),
        ("@article{{a, {me}, eprint={{2403.01234}}, archiveprefix={{arXiv}}}}", Kind.PREPRINT),
        ("@article{{a, {me}, journal={{Fern Weekly}}, entrysubtype={{magazine}}}}", Kind.MAGAZINE),
        ("@article{{a, {me}, note={{US Patent 11,234,567}}}}", Kind.PATENT),
        ("@misc{{a, {me}, note={{US Patent 11,234,567}}}}", Kind.PATENT),
        ("@misc{{a, {me}, howpublished={{Oral presentation}}}}", Kind.TALK),
        ("@misc{{a, {me}, note={{Poster at FernConf}}}}", Kind.POSTER),
        ("@inproceedings{{a, {me}, booktitle={{FernConf}}, note={{Poster}}}}", Kind.POSTER),
        ("@inproceedings{{a, {me}, booktitle={{FernConf}}, pages={{1--9}}, note={{Oral presentation}}}}", Kind.PAPER),
        ("@misc{{a, {me}, doi={{10.5281/zenodo.1}}, note={{Data set}}}}", Kind.DATASET),
        ("@misc{{a, {me}, doi={{10.5281/zenodo.1}}, type={{Software}}}}", Kind.SOFTWARE),
        ("@misc{{a, {me}, howpublished={{PhD thesis, Quay}}}}", Kind.THESIS),
        ("@misc{{a, {me}}}", Kind.OTHER),
        ("@unpublished{{a, {me}, note={{Talk at Quay}}}}", Kind.TALK),
        ("@unpublished{{a, {me}, eventtitle={{Evening Lectures}}, venue={{Bergen}}}}", Kind.TALK),
        ("@unpublished{{a, {me}, eventtitle={{Evening Lectures}}, eventdate={{2019-10-08}}}}", Kind.TALK),
        ("@unpublished{{a, {me}}}", Kind.MANUSCRIPT),
        ("@online{{a, {me}, url={{https://quay.example}}}}", Kind.WEB),
        ("@mvbook{{a, {me}}}", Kind.BOOK),
        ("@mvcollection{{a, {me}}}", Kind.COLLECTION),
        ("@bookinbook{{a, {me}}}", Kind.CHAPTER),
        ("@suppbook{{a, {me}}}", Kind.CHAPTER),
        ("@inreference{{a, {me}}}", Kind.ENTRY),
        ("@review{{a, {me}}}", Kind.REVIEW),
        ("@mastersthesis{{a, {me}}}", Kind.THESIS),
        ("@techreport{{a, {me}}}", Kind.REPORT),
        ("@periodical{{a, {me}}}", Kind.PERIODICAL),
        ("@software{{a, {me}}}", Kind.SOFTWARE),
    ],
)
def test_what_a_work_is(tmp_path: Path, entry: str, kind: Kind) -> None:
    assert kind_of(tmp_path, entry.format(me=ME))[0] is kind


def test_why_is_said(tmp_path: Path) -> None:
    assert kind_of(tmp_path, f"@book{{a, {ME}}}")[1] == "@book"
    why = kind_of(tmp_path, f"@article{{a, {ME}, journal={{arXiv preprint arXiv:2403.01234}}}}")[1]
    assert why == "journal = arXiv preprint arXiv:2403.01234"


@pytest.mark.parametrize(
    ("entry", "printed"),
    [
        ("@book{a, editor={Moss, Ada and Reed, Tom}, title={Two}, publisher={Quay}, year={2019}}",
         "**Ada Moss** and Tom Reed (eds.). *Two*. Quay, 2019."),
        ("@book{a, author={Reed, Tom}, title={Farne}, translator={Moss, Ada}, publisher={Quay}, year={2013}}",
         "Tom Reed. *Farne*. Translated by **Ada Moss**. Quay, 2013."),
        ("@collection{a, editor={Moss, Ada}, editortype={compiler}, title={Leaves}, year={2013}}",
         "**Ada Moss** (comp.). *Leaves*. 2013."),
        ("@incollection{a, author={Moss, Ada}, title={Ferns}, editor={Reed, Tom}, booktitle={Leaf Handbook}, chapter={4},"
         " pages={12--34}, publisher={Quay}, address={Leeds}, edition={Second}, year={2012}}",
         "**Ada Moss**. Ferns. In Tom Reed (ed.), *Leaf Handbook*, chapter 4, pages 12–34. Quay, Leeds, second edition, 2012."),
        ("@phdthesis{a, author={Moss, Ada}, title={Ferns}, type={Habilitation}, school={Quay}, year={2012}}",
         "**Ada Moss**. *Ferns*. Habilitation, Quay, 2012."),
        ("@mastersthesis{a, author={Moss, Ada}, title={Ferns}, school={Quay}, year={2012}}",
         "**Ada Moss**. *Ferns*. Master’s thesis, Quay, 2012."),
        ("@techreport{a, author={Moss, Ada}, title={Ferns}, type={Working Paper}, number={12}, institution={Quay}, year={2016}}",
         "**Ada Moss**. Ferns. Working Paper 12, Quay, 2016."),
        ("@misc{a, author={Moss, Ada}, title={Ferns}, eprint={21021044}, eprinttype={pubmed}, year={2020}}",
         "**Ada Moss**. [Ferns](https://pubmed.ncbi.nlm.nih.gov/21021044). 2020. PubMed: [21021044](https://pubmed.ncbi.nlm.nih.gov/21021044)."),
        ("@article{a, author={Moss, Ada}, title={Ferns}, journal={Fern Review}, number={3}, year={2020}}",
         "**Ada Moss**. Ferns. *Fern Review* (3), 2020."),
        ("@article{a, author={Moss, Ada}, title={Ferns}, journal={Fern Review}, pages={ggaa039}, year={2020}}",
         "**Ada Moss**. Ferns. *Fern Review*, ggaa039, 2020."),
        ("@article{a, author={Moss, Ada}, title={Ferns}, journal={Fern Review}, volume={PP}, number={99}, pages={1-1}, year={2020}}",
         "**Ada Moss**. Ferns. *Fern Review*, 2020."),
        ("@article{a, author={Moss, Ada}, title={Ferns}, journal={Fern Review}, volume={n/a}, pages={n/a--n/a}, year={2020}}",
         "**Ada Moss**. Ferns. *Fern Review*, 2020."),
        ("@patent{a, author={Moss, Ada}, title={Leaf press}, number={US 123456 B2}, year={2021}}",
         "**Ada Moss**. Leaf press. Patent US 123456 B2, 2021."),
        ("@article{a, author={Moss, Ada and others}, title={Ferns}, journal={Fern Review}, collaboration={QUAY}, year={2020}}",
         "**Ada Moss** et al. (QUAY Collaboration). Ferns. *Fern Review*, 2020."),
        ("@inproceedings{a, author={Moss, Ada}, title={Ferns}, booktitle={Proc. Ferns}, editor={Reed, Tom and others}, year={2020}}",
         "**Ada Moss**. Ferns. In Tom Reed et al. (eds.), *Proc. Ferns*, 2020."),
        ("@article{a, author={Moss, Ada}, title={Ferns}, journal={Fern Review}, note={cited By 12}, year={2020}}",
         "**Ada Moss**. Ferns. *Fern Review*, 2020."),
        ("@article{a, author={Moss, Ada}, title={Ferns}, journal={Fern Review}, note={Publisher: Fern Ltd}, year={2020}}",
         "**Ada Moss**. Ferns. *Fern Review*, 2020."),
        ("@article{a, author={Moss, Ada}, title={Ferns}, journal={Fern Review}, note={In Dutch}, year={2020}}",
         "**Ada Moss**. Ferns. *Fern Review*, 2020. In Dutch."),
        ("@software{a, author={Moss, Ada}, title={fernr}, version={1.2}, publisher={Quay}, year={2020}}",
         "**Ada Moss**. *fernr*, version 1.2. Quay, 2020."),
        ("@article{a, author={Moss, Ada}, journal={Fern Review}, volume={4}, year={2020}, note={The whole issue}}",
         "**Ada Moss**. Fern Review, 4, 2020. The whole issue."),
        ("@misc{a, author={Moss, Ada}, note={Leaflet}}", "**Ada Moss**. Leaflet."),
        ('@article{a, author={Moss, Ada}, title={Ferns}, journal={Fern Review}, month=jun # "--" # aug, year={2020}}',
         "**Ada Moss**. Ferns. *Fern Review*, June–August 2020."),
    ],
)  # fmt: skip
def test_a_bare_list_prints_each_kind_whole(tmp_path: Path, entry: str, printed: str) -> None:
    text, said = listed(tmp_path, entry)
    assert text == printed
    assert not [each for each in said if "not among the authors" in each or "has no title" in each]


def test_who_edits_or_translates_is_found_and_counted(tmp_path: Path) -> None:
    bib = (
        "@book{a, author={Reed, Tom}, editor={Moss, Ada}, title={One}, year={2019}}\n"
        "@book{b, author={Reed, Tom}, translator={Moss, A.}, title={Two}, year={2018}}\n"
        "@book{c, author={Reed, Tom}, title={Three}, year={2017}}\n"
    )
    text, said = listed(tmp_path, bib)
    assert text.count("**Ada Moss**") == 2
    assert [each for each in said if "not among the authors" in each] == [
        "Moss, Ada is not among the authors of 1 of 3 papers: c"
    ] or [each for each in said if "not among" in each] == ["Ada Moss is not among the authors of 1 of 3 papers: c"]


def test_headings_go_by_what_a_work_is(tmp_path: Path) -> None:
    bib = f"@article{{a, {ME}, journal={{arXiv preprint arXiv:2403.01234}}}}\n@collection{{b, {ME}}}\n@mvbook{{c, {ME}}}\n"
    (tmp_path / "papers.bib").write_text(bib, encoding="utf-8")
    problems = Problems()
    loaded = loading.bibliography(tmp_path / "papers.bib", ("Ada Moss",), Grouping.TYPE, problems)
    made = pipeline.document(loaded, pipeline.Request(MD), problems)
    assert [plain(part.title) for part in made.sections[0].sections] == ["Books", "Edited volumes", "Preprints"]


def test_another_work_is_told_where_this_one_is_its_reprint(tmp_path: Path) -> None:
    bib = (
        "@article{a, author={Moss, Ada}, title={Ferns}, journal={Fern Review}, year={2020}, related={b},"
        " relatedtype={reprintof}}\n@book{b, author={Moss, Ada}, title={All Ferns}, publisher={Quay}, year={1999}}\n"
    )
    assert "2020. Reprint of All Ferns, Quay, 1999." in listed(tmp_path, bib)[0]
