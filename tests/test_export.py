"""Bibliographies of other programs: CSL-JSON and RIS are read as BibTeX is, and what is written for them is valid."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pybtex.database import parse_string
from workbench import FILE, PAPERS, PEOPLE, project

from cvgen import export, loading
from cvgen.model.choices import Grouping
from cvgen.model.errors import Problems
from cvgen.model.facts import Records
from cvgen.model.reference import Reference
from cvgen.model.text import plain
from cvgen.read.bib import bibtex
from cvgen.read.bib.vocabulary import KNOWN

ROOT = Path(__file__).parent.parent
WORKS = ROOT / "tests" / "standards" / "works.bib"  # of every kind, with names of every shape
SPECIMENS = ROOT / "cvgen" / "builds" / "specimens.bib"
ENDINGS = {"bib": "bib", "ris": "ris", "csl-json": "json"}
FORMS = list(ENDINGS)
HOSTILE = r"""
@article{odd,
  title = {50\% of \{lamps\}, \textbackslash{}input\{x\} \& <b>y</b> \emph{z} H$_2$O},
  author = {{Moss and Reed and Sons} and Moss, Jr., Ada and van den Lund, Jo and {Ode} and others},
  author+an = {2=equal; 3=equal,corresponding}, author+an:id = {2=-},
  journal = {Lamps, \#1}, year = {2024}, note = {"quoted" -- ER  - end}, keywords = {a_b, c},
  doi = {10.1234/a_b{c}}, url = {https://example.org/a%20b#c}
}
"""


def read(text: str, form: str) -> tuple[tuple[Reference, ...], list[str]]:
    """The entries of a text in this form, and what was said."""
    problems = Problems()
    found = bibtex.library([(f"x.{ENDINGS[form]}", text)], problems)
    return found, [str(each).split("\n")[0] for each in problems.items]


def only(text: str, form: str) -> Reference:
    found, said = read(text, form)
    assert said == []
    return found[0]


def written(path: Path, form: str) -> tuple[loading.Loaded, str]:
    loaded = loading.bibliography(path, (), Grouping.YEAR, Problems())
    return loaded, export.text(form, loaded.publications, loaded.records)


def facts(reference: Reference) -> dict[str, object]:
    """What must be the same of a work in every form."""
    texts = {name: plain(getattr(reference, name)) for name in ("title", "venue", "note")}
    names = "key date volume number pages doi status keywords others venue_id abbr award track selected".split()
    roles = [(str(each.name), each.name, each.roles) for each in reference.authors]
    return {**texts, **{name: getattr(reference, name) for name in names}, "authors": roles, "kind": reference.kind}


# Of what a form has no word for: what it is read as again.
UNSAID = {("ris", "review"): "article-journal"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", [WORKS, SPECIMENS], ids=["works", "specimens"])
def test_what_is_written_reads_as_the_same(path: Path, form: str) -> None:
    loaded, text = written(path, form)
    found, said = read(text, form)
    before = [facts(each.reference) for each in loaded.publications]
    for each in before:
        each["kind"] = UNSAID.get((form, str(each["kind"])), each["kind"])
    assert ([facts(each) for each in found], said) == (before, [])


@pytest.mark.parametrize("form", FORMS)
def test_signs_of_every_kind_stay_text(tmp_path: Path, form: str) -> None:
    (tmp_path / "odd.bib").write_text(HOSTILE, encoding="utf-8")
    loaded, text = written(tmp_path / "odd.bib", form)
    reference = loaded.publications[0].reference
    again = only(text, form)
    assert facts(again) == facts(reference)
    assert [each.id for each in again.authors] == ["", "-", "", ""]
    assert again.url == "https://example.org/a%20b#c"


EDITED = """
@incollection{part, author = {Moss, Ada}, title = {Ferns}, booktitle = {The Book of Ferns},
  editor = {Reed, Tom and others}, translator = {Lund, Bo and Fox, Cy and others}, year = {2020}}
"""


@pytest.mark.parametrize("form", FORMS)
def test_more_editors_than_are_named_are_told(tmp_path: Path, form: str) -> None:
    (tmp_path / "edited.bib").write_text(EDITED, encoding="utf-8")
    _, text = written(tmp_path / "edited.bib", form)
    again = only(text, form)
    assert [(each.role, len(each.writers), each.others) for each in again.contributors] == [
        ("editor", 1, True), ("translator", 2, True),
    ]  # fmt: skip
    assert not again.others


def test_ids_and_roles_are_each_forms_own(tmp_path: Path) -> None:
    desk = project(tmp_path)
    made = {form: desk.run("export", form, "ada.yaml", "-d", "cv", "-o", "-") for form in FORMS}
    assert {ran.code for ran in made.values()} == {0}
    assert "  author+an = {1=equal; 2=equal},\n  author+an:id = {1=wen; 3=ada},\n" in made["bib"].out
    assert "U1  - author+an: 1=equal; 2=equal\nU1  - author+an:id: 1=wen; 3=ada\n" in made["ris"].out
    assert json.loads(made["csl-json"].out)[0]["custom"] == {
        "author+an": "1=equal; 2=equal", "author+an:id": "1=wen; 3=ada",
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_who_somebody_is_is_known_without_the_names(tmp_path: Path, form: str) -> None:
    desk = project(tmp_path)
    assert desk.run("export", form, "ada.yaml", "-o", f"data/out.{ENDINGS[form]}").code == 0
    desk.change("data/ada.yaml", "publications.bib", f"out.{ENDINGS[form]}")
    nameless = PEOPLE.replace("Sample, Wen", "Renamed, Wen").replace("Sample, Wei", "Renamed, Wei")
    desk.write("data/people.yaml", nameless)
    words = desk.run("explain", "ada.yaml", "lanterns").out
    assert "wen, by author+an:id in the entry" in words
    assert "†: student, student of ada since 2021-09 until 2024-06" in words
    assert "Conference on Made-Up Methods" in desk.run("md", "ada.yaml", "-o", "-").out


def test_a_documents_papers_in_its_order_and_all_of_a_file(tmp_path: Path) -> None:
    desk = project(tmp_path, ada=FILE.replace("[lanterns, shadows, mirrors]", "[mirrors, lanterns]"))
    keys = {
        words: re.findall(r"@\w+\{(\w+),", desk.run("export", "bib", "ada.yaml", *words, "-o", "-").out)
        for words in ((), ("-d", "cv"))
    }
    assert keys == {(): ["lanterns", "shadows", "mirrors"], ("-d", "cv"): ["mirrors", "lanterns"]}


def test_where_it_is_written_and_what_is_wrong(tmp_path: Path) -> None:
    desk = project(tmp_path)
    assert desk.run("export", "csl-json", "ada.yaml").out == "out/ada.csl.json\n"
    assert desk.run("export", "ris", "ada.yaml", "-d", "cv").out == "out/ada-cv.ris\n"
    assert desk.run("export", "ris", "ada.yaml", "-d", "cv").code == 0  # what it made it may replace
    desk.write("mine.bib", "mine")
    refused = desk.run("export", "bib", "ada.yaml", "-o", "mine.bib")
    assert (refused.code, desk.read("mine.bib"), "mine.bib" in refused.err) == (1, "mine", True)
    assert desk.run("export", "bib", "ada.yaml", "-d", "nothing").code == 1
    assert desk.run("export", "endnote", "ada.yaml").code == 2


# The rules of CSL-JSON: csl-data.json of CSL 1.0.2 (github.com/citation-style-language/schema, schemas/input), in short:
# these variables and no others, of these types. Its types of works:
CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia figure graphic hearing interview legal_case legislation manuscript "
    "map motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post "
    "post-weblog regulation report review review-book software song speech standard thesis treaty webpage".split()
)
CSL_NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director executive-producer illustrator interviewer organizer original-author performer producer recipient "
    "reviewed-author translator".split()
)
CSL_TEXTS = frozenset(
    "language shortTitle abstract annote archive chapter-number collection-number collection-title container-title "
    "container-title-short DOI edition event event-place genre ISBN ISSN issue keyword medium note number number-of-pages "
    "page page-first part PMCID PMID publisher publisher-place section source status title title-short URL version volume".split()
)
CSL_NAME = frozenset("family given dropping-particle non-dropping-particle suffix literal".split())


def faults(item: dict[str, Any]) -> list[str]:
    """What is not as the schema has it."""
    out = [] if item.get("type") in CSL_TYPES and isinstance(item.get("id"), str) else [f"type or id: {item}"]
    for name, value in item.items():
        if name in CSL_NAMES:
            out += [
                f"{name}: {each}"
                for each in value
                if not set(each) <= CSL_NAME or not all(map(isinstance, each.values(), [str] * 9))
            ]
        elif name == "issued":
            parts = value.get("date-parts", [[1]])
            whole = all(1 <= len(part) <= 3 and all(isinstance(n, int) for n in part) for part in parts)
            out += [] if whole and set(value) <= {"date-parts", "season", "circa", "literal"} else [f"{name}: {value}"]
        elif name == "custom":
            out += [] if isinstance(value, dict) else [name]
        elif name not in ("id", "type") and not (name in CSL_TEXTS and isinstance(value, str)):
            out.append(f"{name}: {value}")
    return out


@pytest.mark.parametrize(
    "path", [WORKS, SPECIMENS, ROOT / "data" / "publications.bib"], ids=["works", "specimens", "data"]
)
def test_csl_json_is_as_its_schema_has_it(path: Path) -> None:
    items = json.loads(written(path, "csl-json")[1])
    assert [fault for item in items for fault in faults(item)] == []
    assert faults({"id": "x", "type": "preprint", "role": "a", "author": [{"id": "ada"}]}) != []


# RIS Format Specifications (Research Information Systems, 2011): a tag, two spaces, a hyphen, a space; these tags here.
RIS_LINE = re.compile(
    r"(?:TY|ID|AU|A3|A4|ED|TI|ST|T2|T3|VL|IS|C7|SP|EP|PY|DA|ET|M3|PB|CY|SN|DO|UR|KW|AB|N1|U1)  - \S.*|ER  - "
)
RIS_TYPES = frozenset(
    "ABST ADVS AGGR ANCIENT ART BILL BLOG BOOK CASE CHAP CHART CLSWK COMP CONF CPAPER CTLG DATA DBASE DICT EBOOK ECHAP "
    "EDBOOK EJOUR ELEC ENCYC EQUA FIGURE GEN GOVDOC GRANT HEAR ICOMM INPR JFULL JOUR LEGAL MANSCPT MAP MGZN MPCT MULTI "
    "MUSIC NEWS PAMP PAT PCOMM RPRT SER SLIDE SOUND STAND STAT THES UNBILL UNPB VIDEO".split()
)


@pytest.mark.parametrize(
    "path", [WORKS, SPECIMENS, ROOT / "data" / "publications.bib"], ids=["works", "specimens", "data"]
)
def test_ris_is_as_its_specification_has_it(path: Path) -> None:
    loaded, text = written(path, "ris")
    records = [record.split("\n") for record in text.rstrip("\n").split("\n\n")]
    assert len(records) == len(loaded.publications)
    assert [
        line for record in records for line in record if not RIS_LINE.fullmatch(line if line != "ER  -" else "ER  - ")
    ] == []
    assert {record[0][6:] for record in records} <= RIS_TYPES
    assert all(record[0].startswith("TY  - ") and record[-1].startswith("ER  -") for record in records)
    assert all(
        re.fullmatch(r"DA  - \d{4}/\d\d(/\d\d)?", line) for record in records for line in record if line[:2] == "DA"
    )


@pytest.mark.parametrize(
    "path", [WORKS, SPECIMENS, ROOT / "data" / "publications.bib"], ids=["works", "specimens", "data"]
)
def test_bib_is_what_another_reader_reads_with_fields_that_there_are(path: Path) -> None:
    loaded, text = written(path, "bib")
    entries = parse_string(text, "bibtex").entries  # pybtex stops at a mistake
    assert list(entries) == [each.key for each in loaded.publications]
    names = {name for entry in entries.values() for name in entry.fields}
    assert {name for name in names if not name.startswith("url_") and "+an" not in name} <= KNOWN


ITEM = {"id": "a", "type": "article-journal", "title": "On Wicks", "author": [{"family": "Moss", "given": "Ada"}]}


def item(**changes: object) -> str:
    return json.dumps([ITEM | {name.replace("_", "-"): value for name, value in changes.items()}])


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        (item(type="speech", event="Lamp Days"), "kind", "talk"),
        (item(type="article"), "kind", "preprint"),
        (item(type="article-newspaper"), "kind", "article-newspaper"),
        (item(type="post-weblog"), "kind", "webpage"),
        (item(type="entry-dictionary"), "kind", "entry-encyclopedia"),
        (item(number="arXiv:2401.01234", type="article"), "eprint", "2401.01234"),
        (item(issued={"date-parts": [[2024, 5, 6]]}), "date", "2024-05-06"),
        (item(issued={"date-parts": [["2024", "5"]]}), "date", "2024-05"),
        (item(issued={"date-parts": [[2024]], "season": 3}), "date", "2024-23"),
        (item(issued={"date-parts": [[2024]], "circa": True}), "date", "~2024"),
        (item(issued={"raw": "12 May 2023"}), "date", "2023-05-12"),
        (item(issued="2023-05"), "date", "2023-05"),
        (item(DOI="https://doi.org/10.1234/a_b"), "doi", "10.1234/a_b"),
        (item(page="1-9"), "pages", ("1", "9")),
        (item(id=17), "key", "17"),
        (item(id="http://example.org/items/1, x"), "key", "http://example.org/items/1-x"),
        (item(id="u/1", citation_key="moss2024"), "key", "moss2024"),
        (item(title="H<sub>2</sub>O & <i>E. coli</i> <span class='nocase'>x</span> 5% {y}"), "title", "H2O & E. coli x 5% {y}"),
        (item(author=[{"literal": "Lamp & Wick, Inc. and Sons"}]), "authors", ["Lamp & Wick, Inc. and Sons"]),
        (item(author=[{"family": "Lund", "given": "Jo", "non-dropping-particle": "van den", "suffix": "Jr."}]), "authors", ["Jo van den Lund Jr."]),
        (item(author=[{"family": "Moss"}, {"literal": "et al."}]), "others", True),
        (item(director=[{"family": "Reed", "given": "Tom"}]), "contributors", [("director", ["Tom Reed"])]),
        (item(author=[{"family": "Moss", "ORCID": "https://orcid.org/0000-0002-1825-0097"}]), "orcid", "0000-0002-1825-0097"),
        (json.dumps({"items": [ITEM]}), "key", "a"),
        ("\ufeff" + item(volume=3), "volume", "3"),
    ],
)  # fmt: skip
def test_csl_json_is_read(text: str, name: str, value: object) -> None:
    assert shown(only(text, "csl-json"), name) == value


def shown(reference: Reference, name: str) -> object:
    found: dict[str, object] = {
        "title": plain(reference.title), "authors": [str(each.name) for each in reference.authors],
        "contributors": [(made.role, [str(w.name) for w in made.writers]) for made in reference.contributors],
        "orcid": reference.authors[0].orcid, "date": str(reference.date), "kind": str(reference.kind),
        "venue": plain(reference.venue), "note": plain(reference.note),
    }  # fmt: skip
    return found[name] if name in found else getattr(reference, name)


def record(*lines: str, kind: str = "JOUR") -> str:
    return "\n".join((f"TY  - {kind}", "TI  - On Wicks", "AU  - Moss, Ada", *lines, "ER  - ", ""))


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        (record(kind="CPAPER"), "kind", "paper-conference"),
        (record("BT  - The Lamp Book", kind="CHAP"), "venue", "The Lamp Book"),
        (record("PY  - 2024/05/06/"), "date", "2024-05-06"),
        (record("PY  - 2024", "DA  - 2024/05"), "date", "2024-05"),
        (record("Y1  - 2024///Spring"), "date", "2024"),
        (record("SP  - 1", "EP  - 9"), "pages", ("1", "9")),
        (record("SP  - 1-9"), "pages", ("1", "9")),
        (record("JO  - J Lamps", "T2  - Journal of Lamps"), "venue", "Journal of Lamps"),
        (record("KW  - light", "KW  - dark & damp"), "keywords", ("light", "dark & damp")),
        (record("N1  - Under review"), "status", "under review"),
        (record(kind="INPR"), "status", "in press"),
        (record("N1  - first line", "second line"), "note", "first line second line"),
        (record("AU  - Reed, Tom, Jr."), "authors", ["Ada Moss", "Tom Reed Jr."]),
        (record("AU  - Guild of Lamplighters,"), "authors", ["Ada Moss", "Guild of Lamplighters"]),
        (record("DO  - doi:10.1234/a_b"), "doi", "10.1234/a_b"),
        (record("ID  - a b,c"), "key", "a-b-c"),
        (record("PY  - 2024"), "key", "moss2024wicks"),
        (record().replace("\n", "\r\n"), "authors", ["Ada Moss"]),
    ],
)
def test_ris_is_read(text: str, name: str, value: object) -> None:
    assert shown(only(text.replace("\r\n", "\n"), "ris"), name) == value


@pytest.mark.parametrize(
    ("form", "text", "said"),
    [
        ("csl-json", "[{]", ["x.json:1:3: this is not JSON: Expecting property name enclosed in double quotes"]),
        ("csl-json", '{"a": 1}', ["x.json:1:1: this is no list of works"]),
        ("csl-json", '[\n{"type": "book", "title": "A"},\n3]', ["x.json:3:1: this is no work: it has no type and no title"]),
        ("csl-json", '[{"type": "book", "title": "A",\n"author": "Ada"}]', ["x.json:2:11: author is no list of names"]),
        ("ris", "hello\n", ["x.ris:1: this line is no RIS"]),
        ("ris", "TI  - A\n", ["x.ris:1: TI stands outside of a record"]),
        ("ris", "TY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\nER  - \n", ["x.ris:1: warning: this record has no ER before the next one begins"]),
        ("ris", "TY  - BOOK\nTI  - A\n", ["x.ris:1: warning: this record has no ER"]),
        ("ris", "TY  - LAMP\nTI  - A\nER  - \n", ["x.ris:1: warning: LAMP is no type of RIS; the work is one of no kind"]),
        ("ris", "TY  - BOOK\nTI  - A\nDO  - no\nER  - \n", ["x.ris:3: warning: book-1: “no” is no DOI"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(form: str, text: str, said: list[str]) -> None:
    assert read(text, form)[1] == said


@pytest.mark.parametrize("form", ["ris", "csl-json"])
def test_other_bibliographies_go_wherever_a_bib_goes(tmp_path: Path, form: str) -> None:
    desk = project(tmp_path)
    other = f"data/papers.{ENDINGS[form]}"
    assert desk.run("export", form, "ada.yaml", "-o", other).code == 0
    before = desk.run("md", "ada.yaml", "-o", "-").out
    desk.change("data/ada.yaml", "publications.bib", Path(other).name)
    assert desk.run("md", "ada.yaml", "-o", "-").out == before
    assert desk.run("check", other).code == 0
    assert "ada, by " in desk.run("explain", other, "lanterns").out
    desk.write(f"alone.{ENDINGS[form]}", {"ris": record(), "csl-json": item()}[form])
    alone = desk.run("md", f"alone.{ENDINGS[form]}", "--owner", "Ada Moss", "-o", "-")
    assert (alone.code, "**Ada Moss**. On Wicks" in alone.out) == (0, True)
    assert desk.run("build").code == 0
    desk.change(other, "Counting Shadows", "Counting Candles")
    assert "written" in desk.run("build").out
    assert "Counting Candles" in desk.read("out/ada.md")
    assert "this is a bibliography" in desk.run("convert", other).err


def test_both_in_one_list_share_their_keys(tmp_path: Path) -> None:
    bib = tmp_path / "a.bib"
    bib.write_text(PAPERS, encoding="utf-8")
    text = export.text("csl-json", loading.bibliography(bib, (), Grouping.YEAR, Problems()).publications, Records())
    problems = Problems()
    found = bibtex.library([("a.bib", PAPERS), ("b.json", text)], problems)
    assert [each.key for each in found] == ["lanterns", "shadows", "mirrors", "lanterns-2", "shadows-2", "mirrors-2"]
    assert {each.code for each in problems.items} == {"duplicate-key"}


@pytest.mark.parametrize("form", FORMS)
def test_the_library_writes_the_same(tmp_path: Path, form: str) -> None:
    import cvgen

    desk = project(tmp_path, ada=FILE.replace("[lanterns, shadows, mirrors]", "[mirrors, lanterns]"))
    file = cvgen.load(tmp_path / "data" / "ada.yaml")
    assert file.export(form) == desk.run("export", form, "ada.yaml", "-o", "-").out
    assert file.document().export(form) == desk.run("export", form, "ada.yaml", "-d", "cv", "-o", "-").out
    with pytest.raises(ValueError, match="'endnote' is no form: bib, ris, csl-json"):
        file.export("endnote")


def test_editors_are_written_as_editors(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(
        "@collection{a, editor = {Moss, Ada}, editora = {Reed, Tom}, translator = {Fern, Ivy}, title = {Lamps}}"
    )
    (entry,) = parse_string(written(path, "bib")[1], "bibtex").entries.values()
    assert {role: list(map(str, people)) for role, people in entry.persons.items()} == {
        "editor": ["Moss, Ada", "Reed, Tom"],
    }
    assert entry.fields["translator"] == "Fern, Ivy"
