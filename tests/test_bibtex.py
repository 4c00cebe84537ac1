"""A .bib becomes references: nothing is lost, every repair is said with its line."""

import time
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.model import names
from cvgen.model.dates import Date
from cvgen.model.errors import Level, Problems
from cvgen.model.facts import NamedLink
from cvgen.model.names import Name
from cvgen.model.reference import Reference, Writer
from cvgen.model.text import plain
from cvgen.read.bib import author_names, bibtex, field_values


def read(text: str) -> tuple[tuple[Reference, ...], Problems]:
    problems = Problems()
    return bibtex.references("a.bib", dedent(text), problems), problems


def said(problems: Problems) -> list[str]:
    """Each problem as "code:line"."""
    return [f"{problem.code}:{problem.at.line if problem.at else 0}" for problem in problems.items]


def one(fields: str, kind: str = "article") -> Reference:
    return read(f"@{kind}{{k, title = {{T}}, {fields}}}")[0][0]


def test_every_field_has_its_place() -> None:
    (paper,), problems = read(r"""
        @string{venue = "Journal of " # {Tests}}
        @article{roe2024fast,
          title    = {A {F}ast Way},   subtitle = {Or Not},   shorttitle = {Fast},
          author   = {Roe, Ann and Ludwig van Bee and {The Lab} and others},
          editor   = {Dee, Cy},
          journal  = venue, volume = 12, number = {3}, pages = {100--110}, month = aug, year = 2024,
          doi      = {https://doi.org/10.1000/xyz\_1}, eprint = {2401.00001}, archiveprefix = {arXiv},
          url      = {https://example.org/paper}, url_pdf = {https://example.org/p.pdf},
          url_project_page = {https://example.org}, code = {https://example.org/code},
          keywords = {robust; vision, fast}, selected = {true}, note = {A \emph{note}}, award = {Best Paper},
          venueid  = {jot}, abbr = {JoT}, track = {Main}, publisher = {A \& B}, ids = {old1, old2},
        }
        """)
    assert not problems.items
    assert plain(paper.title) == "A Fast Way: Or Not"
    assert plain(paper.short_title) == "Fast"
    assert [str(writer.name) for writer in paper.authors] == ["Ann Roe", "Ludwig van Bee", "The Lab"]
    assert paper.others
    assert paper.editors == (Writer(Name("Dee", "Cy")),)
    assert paper.date == Date(2024, 8)
    assert (plain(paper.venue), paper.venue_id, paper.abbr) == ("Journal of Tests", "jot", "JoT")
    assert (paper.volume, paper.number, paper.pages) == ("12", "3", ("100", "110"))
    assert (paper.doi, paper.eprint, paper.eprint_type) == ("10.1000/xyz_1", "2401.00001", "arXiv")
    assert paper.url == "https://example.org/paper"
    assert paper.links == (
        NamedLink("PDF", "https://example.org/p.pdf"),
        NamedLink("Project Page", "https://example.org"),
        NamedLink("Code", "https://example.org/code"),
    )
    assert paper.keywords == ("robust", "vision", "fast")
    assert paper.selected
    assert plain(paper.note) == "A note"
    assert (plain(paper.award), plain(paper.track)) == ("Best Paper", "Main")
    assert paper.fields == (("publisher", ("A & B",)),)
    assert paper.aliases == ("old1", "old2")
    assert str(paper.at) == "a.bib:3"


REPAIRED = [
    # what is wrong                     the file                                                     titles    said
    ("two papers under one key", "@misc{a,title={A}}\n@misc{a,title={B}}", "A B", "duplicate-key:2"),
    ("one paper twice", "@misc{a,title={A}}\n@misc{a, title = {A}}", "A", "duplicate-entry:2"),
    ("a field twice", "@misc{a,title={A},\ntitle={B}}", "A", "duplicate-field:2"),
    ("a bare word", "@misc{a,title={A},year=2024,\nmonth = april}", "A", "undefined-string:2"),
    ("a % line", "@misc{a,title={A},\n% note={x},\nyear=2024}", "A", "comment-in-entry:2"),
    ("no comma", "@misc{a,title={A}\nyear=2024}", "A", "missing-comma:1"),
    ("no comma behind the key", "@misc{a\n title={A}}", "A", "missing-comma:1"),
    ("no value", "@misc{a,title={A},\nmonth=,\nyear=2024}", "A", "empty-value:2"),
    ("no key", "@misc{,title={A}}", "A", "missing-key:1"),
    ("no key at all", "@misc{title={A}, year=2024}", "A", "missing-key:1"),
    ("a key with a space", "@misc{a b,title={A}}", "A", "key-with-space:1"),
    ("no { in front", "@misc{a,\ntitle = An A and B},\nyear={2024}\n}", "An A and B", "missing-brace:2"),
    ("no { behind the type", "@misc a,\ntitle={A}\n}", "A", "missing-brace:1"),
    ("no } behind a value", "@misc{a, title={A, year=2024}\n\n@misc{b, title={B}}", "A B", "unbalanced-brace:1"),
    ("no } at the end", "@misc{a, title={A}\n\n@misc{b, title={B}}", "A B", "missing-brace:1"),
    ("a } too many", "@misc{a, title={A}},\nyear={2024}\n}", "A", "unbalanced-brace:1"),
    ("words between fields", "@misc{a, title={A}, oh no, year=2024}", "A", "stray-text:1"),
    ("no @", "@misc{a, title={A}}\n\narticle{b,\n title={B}}", "A B", "missing-at:3"),
    ("a field misspelt", "@misc{a, title={A},\n jounral={B}}", "A", "unknown-field:2"),
    ("a command unknown", "@misc{a, title={\\frobnicate{A}}}", "A", "unknown-command:1"),
    ("a script as link", "@misc{a, title={A},\n url={javascript:x}}", "A", "refused-link:2"),
    ("data as link", "@misc{a, title={A},\n url_pdf={data:text/html,x}}", "A", "refused-link:2"),
    (
        "a file as link",
        "@misc{a, title={A},\n pdf={files/x.pdf}}\n@misc{b, title={B}, pdf={y.pdf}}",
        "A B",
        "refused-link:2",
    ),
    ("words and a link", "@misc{a, title={A},\n slides={a talk,https://x.org}}", "A", "refused-link:2"),
    ("two links", "@misc{a, title={A},\n url={https://x.org https://y.org}}", "A", "several-links:2"),
    ("two DOIs", "@misc{a, title={A},\n doi={10.1000/a 10.1000/b}}", "A", "several-dois:2"),
    ("no DOI", "@misc{a, title={A},\n doi={none}}", "A", "malformed-doi:2"),
    ("no year", "@misc{a, title={A},\n year={soon}}", "A", "bad-date:2"),
    ("no parent", "@misc{a, title={A},\n crossref={b}}", "A", "dead-crossref:2"),
]


@pytest.mark.parametrize(("file", "titles", "problem"), [case[1:] for case in REPAIRED], ids=[c[0] for c in REPAIRED])
def test_a_broken_entry_is_repaired_and_the_repair_is_said(file: str, titles: str, problem: str) -> None:
    papers, problems = read(file)
    assert " ".join(plain(paper.title) for paper in papers) == titles
    assert said(problems) == [problem]
    assert all(p.hint and p.message and p.level is Level.WARNING for p in problems.items)


ACCEPTED = [
    ("no title", "@misc{a, year=2024}", "a"),
    ("parentheses", '@misc(a, title="A")', "A"),
    ("front matter", "---\nlayout: x\n---\n@misc{a,title={A}}", "A"),
    ("text between entries", "Mine:\n@misc{a,title={A}}\nand, with me@x.org,\n@misc{b,title={B}}", "A B"),
    ("a byte order mark", "\ufeff@misc{a,title={A}}", "A"),
    ("line ends of three kinds", "@misc{a,\r\ntitle={A}}\r@misc{b,title={B}}\n", "A B"),
    ("entries on one line", "@misc{a,title={A}} @misc{b,title={B}} @misc{c,title={C}}", "A B C"),
    ("an entry in quotation marks", '"1" " @misc{a, title={A} }\n"', "A"),
    ("a comment", "@comment{\n@misc{x,title={X}}\n}\n@misc{a,title={A}}", "A"),
    ("a commented entry", "@misc{a,title={A}}\n%@misc{x,\n% title={X}}\n@misc{b,title={B}}", "A B"),
    ("a preamble", '@preamble{"\\newcommand{\\x}{y}"}\n@misc{a,title={A}}', "A"),
    ("an entry quoted in a field", "@misc{a,abstract={We read\n@misc{x, title={X}} and more}, title={A}}\n@misc{b,title={B}}", "A B"),
    ("an entry in a field", "@misc{a,title={A}, bibtex={\n@misc{a,title={X}}\n}}\n@misc{b,title={B}}", "A B"),
    ("a string below its use", "@misc{a,title=x # { B}}\n@string{x={A}}", "A B"),
    ("no field", "@string{x={A}}", ""),
    ("nothing", "", ""),
    ("BibLaTeX's own fields", "@misc{a,title={A},sorttitle={B},editoratype={x},usera={y},sortyear={2},origyear={1}}", "A"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "titles"), [case[1:] for case in ACCEPTED], ids=[case[0] for case in ACCEPTED])
def test_what_a_bib_may_hold(file: str, titles: str) -> None:
    papers, problems = read(file)
    assert " ".join(plain(paper.title) for paper in papers) == titles
    assert not [problem for problem in problems.items if problem.level is not Level.NOTE]


def test_a_second_paper_under_one_key_gets_the_next_free_one() -> None:
    papers, _ = read("@misc{a,title={A}}\n@misc{a-2,title={B}}\n@misc{a,title={C}}")
    assert [paper.key for paper in papers] == ["a", "a-2", "a-3"]


def test_a_paper_without_a_key_is_called_after_names_year_and_title() -> None:
    (paper,), _ = read("@misc{, author={Ann Roe and B. Bee}, year=2024, title={On Seeing More}}")
    assert paper.key == "roe2024seeing"


def test_crossref_gives_what_the_paper_lacks_and_xdata_everything() -> None:
    papers, problems = read("""
        @inproceedings{a, title={A}, author={Roe, Ann}, crossref={p}}
        @inproceedings{b, title={B}, xdata={where}}
        @proceedings{p, title={Proc. of X}, editor={Dee, Cy}, year={2020}, doi={10.1000/p}, url={https://p.org}}
        @xdata{where, booktitle={Y}, year={2021}}
        """)
    assert not problems.items
    assert [paper.key for paper in papers] == ["a", "b", "p"]
    a, b, _ = papers
    assert (plain(a.venue), a.date, a.doi, a.url) == ("Proc. of X", Date(2020), "", "")
    assert a.editors == (Writer(Name("Dee", "Cy")),)
    assert (plain(b.venue), b.date) == ("Y", Date(2021))


INHERITED = [
    ("keys in another case", "@incollection{a, title={A}, crossref={LEAF}}", "@collection{leaf, title={L}}", "A", "L"),
    ("the exact key first", "@incollection{a, title={A}, crossref={Leaf}}\n@book{leaf, title={No}}",
     "@book{Leaf, title={L}}", "A", "L"),
    ("xdata in another case", "@incollection{a, title={A}, xdata={LEAF}}", "@xdata{leaf, booktitle={L}}", "A", "L"),
    ("a set", "@misc{a, title={A}, crossref={s}}", "@set{s, entryset={x, y}, howpublished={Wall}}", "A", "Wall"),
    ("a child of its own type", "@article{a, crossref={b}}", "@article{b, title={T}, journal={J}}", "T", "J"),
    ("several volumes", "@inbook{a, title={A}, crossref={b}}", "@mvbook{b, title={Works}}", "A", "Works"),
    ("an issue", "@article{a, title={A}, crossref={b}}", "@periodical{b, title={J}}", "A", "J"),
    ("no volume", "@inproceedings{a, title={A}, crossref={b}}", "@online{b, title={Site}}", "A", ""),
]  # fmt: skip


@pytest.mark.parametrize(("child", "parent", "title", "venue"), [case[1:] for case in INHERITED], ids=[case[0] for case in INHERITED])  # fmt: skip
def test_a_parent_gives_its_title_under_the_name_it_has_in_the_child(
    child: str, parent: str, title: str, venue: str
) -> None:
    for text in (f"{child}\n{parent}", f"{parent}\n{child}"):
        papers, problems = read(text)
        paper = next(paper for paper in papers if paper.key == "a")
        assert (plain(paper.title), plain(paper.venue)) == (title, venue)
        assert not problems.items


def test_a_parents_people_come_with_their_annotations_and_only_together() -> None:
    papers, problems = read("""
        @inbook{a, title={A}, crossref={p}}
        @inbook{b, title={B}, author={Roe, Ann}, editor={Fay, Mo}, crossref={p}}
        @book{p, title={P}, author={Dee, Cy and Eve, Al}, author+an={2=corresponding}, editor={Gil, Bo}, editor+an={1=lead}}
        """)
    a, b, _ = papers
    assert not problems.items
    assert a.authors == (Writer(Name("Dee", "Cy")), Writer(Name("Eve", "Al"), ("corresponding",)))
    assert a.editors == (Writer(Name("Gil", "Bo"), ("lead",)),)
    assert (b.authors, b.editors) == ((Writer(Name("Roe", "Ann")),), (Writer(Name("Fay", "Mo")),))


def test_crossrefs_in_a_circle_end() -> None:
    papers, _ = read("@misc{a,title={A},crossref={b}}\n@misc{b,title={B},crossref={a}}")
    assert len(papers) == 2


def test_files_share_their_strings_keys_and_parents() -> None:
    problems = Problems()
    files = [
        ("a.bib", "@inproceedings{a,title={A},booktitle=conf}"),
        ("b.bib", "@string{conf={C}}\n@misc{a,title={B}}"),
    ]
    papers = bibtex.library(files, problems)
    assert [(paper.key, plain(paper.venue)) for paper in papers] == [("a", "C"), ("a-2", "")]
    assert [str(problem.at) for problem in problems.items] == ["b.bib:2"]
    assert bibtex.macros(files[1][1]) == {"conf": "C"}
    (paper,) = bibtex.references("a.bib", files[0][1], Problems(), {"CONF": "D"})
    assert plain(paper.venue) == "D"


DATES = [
    ("year = 2024", Date(2024)),
    ("year = {2024}, month = mar", Date(2024, 3)),
    ('year = 2024, month = "March"', Date(2024, 3)),
    ("year = 2024, month = 3", Date(2024, 3)),
    ("year = 2024, month = {03}", Date(2024, 3)),
    ("year = 2024, month = {8~August}", Date(2024, 8, 8)),
    ("year = 2024, month = {Aug.-Sep.}", Date(2024, 8)),
    ('year = 2024, month = "5~" # may', Date(2024, 5, 5)),
    ("year = 2024, month = {märz}", Date(2024, 3)),
    ("year = 2024, month = 3, day = 7", Date(2024, 3, 7)),
    ("year = {2024-05-01}", Date(2024, 5, 1)),
    ("year = {May 2024}", Date(2024, 5)),
    ("date = {2023-05/2023-06}", Date(2023, 5)),
    ("date = {2023-05-31}", Date(2023, 5, 31)),
    ("date = {2023-02-31}", Date(2023, 2)),
    ("date = {2023~}", Date(2023, estimated=True)),
    ("date = {2023-21}", Date(2023, season=1)),
    ("date = {3 August 2021}", Date(2021, 8, 3)),
    ("date = {August 3, 2021}", Date(2021, 8, 3)),
    ("date = {3.8.2021}", Date(2021, 8, 3)),
    ("date = {2021/08/03}", Date(2021, 8, 3)),
    ("year = 2021, month = {2021-08-03}", Date(2021, 8, 3)),
    ("year = 2021, month = {август}", Date(2021, 8)),
    ("year = 2021, month = {Αύγουστος}", Date(2021, 8)),
    ("year = 2021, month = {8月}", Date(2021, 8)),
    ("year = {Spring 2021}", Date(2021, season=1)),
    ("year = 2021, month = {Herbst}", Date(2021, season=3)),
    ("year = {2017--2018}", Date(2017, text="2017–2018")),
    ("date = {2017/2018}", Date(2017, text="2017–2018")),
    ("year = {2017-18}", Date(2017, text="2017–18")),
    ("date = {199X}", Date(1990, text="1990s")),
    ("year = {1990s}", Date(1990, text="1990s")),
    ("year = 1399", Date(1399)),
    ("year = 800", Date(800, text="800")),
    ("year = {1399 AH}", Date(1399, text="1399 AH")),
    ("year = {44 BCE}", Date(-44, text="44 BCE")),
    ("year = {1399 [2020]}", Date(2020, text="1399 [2020]")),
    ("year = {circa 1890}", Date(1890, text="circa 1890")),
    ("year = {[1890?]}", Date(1890, text="[1890?]")),
    ("year = {n.d.}", None),
    ("year = {in press}", None),
]


@pytest.mark.parametrize(("fields", "date"), DATES)
def test_dates_in_any_form(fields: str, date: Date | None) -> None:
    assert one(fields).date == date


PAGES = [
    ("26693--26712", ("26693", "26712")),
    ("1-9", ("1", "9")),
    ("1–9", ("1", "9")),
    ("S10 -- S20", ("S10", "S20")),
    ("10:1--10:20", ("10:1", "10:20")),
    ("e1234", ("e1234",)),
    ("1--3, 7--9", ("1–3, 7–9",)),
    ("A-very-long-word", ("A-very-long-word",)),
    ("", ()),
]


@pytest.mark.parametrize(("text", "pages"), PAGES)
def test_first_and_last_page(text: str, pages: tuple[str, ...]) -> None:
    assert field_values.pages(text) == pages


DOIS = [
    ("10.1000/a.b", "10.1000/a.b", ""),
    ("https://doi.org/10.1000/a", "10.1000/a", ""),
    ("http://dx.doi.org/10.1000/a", "10.1000/a", ""),
    ("doi: 10.1000/a.", "10.1000/a", ""),
    (r"10.1000/a\_b", "10.1000/a_b", ""),
    ("10.1000%2Fa", "10.1000/a", ""),
    ("https://doi.org/https://doi.org/10.1000/a", "10.1000/a", "doubled-doi"),
    *((f"10.1175/1520(1987)115{less}1606:G{more}2.0.CO;2", "10.1175/1520(1987)115<1606:G>2.0.CO;2", "")
      for less, more in ((r"{\textless}", r"{\textgreater}"), ("$<$", "$>$"), (r"\ensuremath{<}", r"\ensuremath{>}"),
                         ("&lt;", "&gt;"), (r"\textless ", r"\textgreater "), ("%3C", "%3E"), ("<", ">"))),
    (r"10.1007/a\textunderscore 1", "10.1007/a_1", ""),
    ("10/abc123", "10/abc123", ""),
    ("10.1000/a and 10.1000/b", "10.1000/a", "several-dois"),
    ("https://doi.org/10.1000/a; https://doi.org/10.1000/b", "10.1000/a", "several-dois"),
    ("10.1000/a\n b", "10.1000/ab", ""),
    ("XX", "", "malformed-doi"),
]  # fmt: skip


LINKS = [
    ("www.x.org", "https://www.x.org", ""),
    ("doi.org/10.1000/a", "https://doi.org/10.1000/a", ""),
    ("github.com/a/b", "https://github.com/a/b", ""),
    ("https://x.org, https://y.org", "https://x.org", "several-links"),
    ("files/x.pdf", "", "files/x.pdf"),
    ("x.pdf", "", "x.pdf"),
    ("math.gt/0309136", "", "math.gt/0309136"),
    ("math.GT/0309136", "", "math.GT/0309136"),
    ("10.1000/a", "", "10.1000/a"),
    ("javascript:x.org/a", "", "javascript:x.org/a"),
]


@pytest.mark.parametrize(("text", "url", "wrong"), LINKS)
def test_a_link_and_what_is_none(text: str, url: str, wrong: str) -> None:
    assert field_values.link(text) == (url, wrong)


@pytest.mark.parametrize(("text", "doi", "wrong"), DOIS)
def test_the_doi_alone(text: str, doi: str, wrong: str) -> None:
    assert field_values.doi(text) == (doi, wrong)


EPRINTS = [
    ("eprint = {2502.05374}, archiveprefix = {arXiv}", "2502.05374"),
    ("eprint = {arXiv:2502.05374v2}, eprinttype = {arxiv}", "2502.05374v2"),
    ("eprint = {hep-th/9901001}, archiveprefix = {arXiv}", "hep-th/9901001"),
    ("journal = {arXiv preprint arXiv:2502.05374}", "2502.05374"),
    ("url = {https://arxiv.org/abs/2502.05374}", "2502.05374"),
    ("doi = {10.48550/arXiv.2502.05374}", "2502.05374"),
    ("journal = {CoRR}, volume = {abs/1706.03762}", "1706.03762"),
    ("arxiv = {2502.05374}", "2502.05374"),
]


@pytest.mark.parametrize(("fields", "eprint"), EPRINTS)
def test_arxiv_wherever_it_is_said(fields: str, eprint: str) -> None:
    paper = one(fields)
    assert (paper.eprint, paper.eprint_type) == (eprint, "arXiv")


STATUSES = [
    ("pubstate = {inpress}", "in press"),
    ("pubstate = {submitted}", "submitted"),
    ("note = {Under Review}", "under review"),
    ("year = {forthcoming}", "forthcoming"),
    ("journal = {In press.}", "in press"),
    ("note = {Invited}", ""),
]


@pytest.mark.parametrize(("fields", "status"), STATUSES)
def test_the_stage_of_a_paper(fields: str, status: str) -> None:
    assert one(fields).status == status


VENUES = [
    ("article", "journal={J}, booktitle={B}", "J"),
    ("article", "journaltitle={J}", "J"),
    ("inproceedings", "booktitle={B}, eventtitle={E}", "B"),
    ("phdthesis", "school={S}", "S"),
    ("techreport", "institution={I}", "I"),
    ("misc", "howpublished={In print}", ""),
    ("misc", "howpublished={Blog}", "Blog"),
    ("misc", "howpublished={\\url{https://x.org}}", ""),
]


@pytest.mark.parametrize(("kind", "fields", "venue"), VENUES)
def test_where_it_appeared(kind: str, fields: str, venue: str) -> None:
    assert plain(one(fields, kind).venue) == venue


NAMES = [
    # typed                                           the writers
    ("Roe, Ann and Bee, B.", "Roe|Ann; Bee|B."),
    ("Wall, W. A., and Ramm, E. and", "Wall|W. A.; Ramm|E."),
    ("Ann Bee, Cy Dee, Eve Fox", "Bee|Ann; Dee|Cy; Fox|Eve"),
    ("García Márquez, Gabriel José and Mario Vargas Llosa", "García Márquez|Gabriel José; Llosa|Mario Vargas"),
    ("van der Berg, Anne Marie and A. Bee", "Berg|Anne Marie|van der; Bee|A."),
    ("Tom Reed, Eve Fox and Ada Moss", "Reed|Tom; Fox|Eve; Moss|Ada"),
    ("A. Bee, C. Dee and E. Fox", "Bee|A.; Dee|C.; Fox|E."),
    ("Bee, A., Dee, C., Fox, E.", "Bee|A.; Dee|C.; Fox|E."),
    ("Bee, A.B.a , Dee, C.b", "Bee|A.B.; Dee|C."),
    ("Ann Bee; Cy Dee", "Bee|Ann; Dee|Cy"),
    ("Wall WA and Bee B", "Wall|W. A.; Bee|B."),
    ("Lopez Garcia, Ana Maria", "Lopez Garcia|Ana Maria"),
    ("{CERN} and {The Big Team}", "CERN; The Big Team"),
    ("{Roe, Ann} and {{Bee}, {B.}}", "Roe|Ann; Bee|B."),
    ("{Ann van der Roe}", "Roe|Ann|van der"),
    ("Some Collaboration and Roe, Ann", "Some Collaboration; Roe|Ann"),
    ("J. {De Roe} and {De Roe}, J.", "De Roe|J.; De Roe|J."),
    ("{Roe}, II, Ann", "Roe|Ann||II"),
    (r"{\'E}mile Bee and G{\"o}tz, K.~L.", "Bee|Émile; Götz|K. L."),
    ("family=Badri, given=Ali, prefix=al-, useprefix=true", "al-Badri|Ali"),
    ("family=Roe, given=Ann, prefix=van", "Roe|Ann|van"),
    ("ROE, ANN and LIU, S.", "Roe|Ann; LIU|S."),
    ("SCHMIDT, Ann", "Schmidt|Ann"),
    ("山田 花子 and 김 철수 and マイケル リード", "山田|花子; 김|철수; リード|マイケル"),
    ("Moss A, Reed T", "Moss|A.; Reed|T."),
    ("J. Alex Moss III and Tom Reed II and Moss JA III", "Moss|J. Alex||III; Reed|Tom||II; Moss|J. A.||III"),
    ("Moss, N.P., Kumar, M.S., Lee, Ann, PhD", "Moss|N.P.; Kumar|M.S.; Lee|Ann"),
    ("Moss AB, van der Berg TC, O'Reed MD", "Moss|A. B.; Berg|T. C.|van der; O'Reed|M. D."),
    ("MOSS A, REED T", "Moss|A.; Reed|T."),
    ("Kim J, Lee S-H, Park JH", "Kim|J.; Lee|S.-H.; Park|J. H."),
    ("Moss A., Reed T., Sand I. and Wells J.", "Moss|A.; Reed|T.; Sand|I.; Wells|J."),
    ("Moss A.B. and Reed T.-C. and van der Berg A.", "Moss|A. B.; Reed|T.-C.; Berg|A.|van der"),
    ("Иванов П. and Reed, Tom", "Иванов|П.; Reed|Tom"),
    (r"Moss, Ada; Reed, Tom; K{\"o}nig, Max", "Moss|Ada; Reed|Tom; König|Max"),
    (r"Moss, A., Reed, T., K{\"o}nig, M.", "Moss|A.; Reed|T.; König|M."),
    ("Moss, Ada; Reed, Tom and Sand, Ike", "Moss|Ada; Reed|Tom; Sand|Ike"),
    ("Ada Moss, Tom Reed, and Max König", "Moss|Ada; Reed|Tom; König|Max"),
    ("Ada Moss and Tom Reed, Max König", "Moss|Ada; Reed|Tom; König|Max"),
    ("Moss, Ada B., Tom Reed, Ike Sand", "Moss|Ada B.; Reed|Tom; Sand|Ike"),
    (r"Moss, Ada \& Reed, Tom", "Moss|Ada; Reed|Tom"),
    (r"Moss, A., Reed, T., \& König, M.", "Moss|A.; Reed|T.; König|M."),
    (r"Moss, A. and Reed, T. \& Sand, I.", "Moss|A.; Reed|T.; Sand|I."),
    (r"Ministry of Ferns \& Food and Moss, Ada", "Ministry of Ferns & Food; Moss|Ada"),
    ("{University of Ferns, Mossley} and Moss, Ada", "University of Ferns, Mossley; Moss|Ada"),
    ("{Deep Ferns, Inc.} and {Reed and Sons}", "Deep Ferns, Inc.; Reed and Sons"),
    ("{Centre for Fern Control and Prevention}", "Centre for Fern Control and Prevention"),
    ("{Moss, Ada and Reed, Tom}", "Moss|Ada; Reed|Tom"),
    ("Tom A. Reed, Jr. and Tom Reed, III and Moss, Ada", "Reed|Tom A.||Jr.; Reed|Tom||III; Moss|Ada"),
    ("Hans Berg, PhD and Moss, Ada, Ph.D.", "Berg|Hans; Moss|Ada"),
    ("Hans Berg, PhD, Ada Moss, MD, Tom Reed", "Berg|Hans; Moss|Ada; Reed|Tom"),
    ("Kettle, MD", "Kettle|MD"),
    ("João Silva Júnior", "Silva|João||Júnior"),
    ("Berg, Jan van den", "Berg|Jan|van den"),
    ("Dr. Ada Moss and Reed, Prof. Dr.-Ing. Tom and Dr. rer. nat. Eve Fox", "Moss|Ada; Reed|Tom; Fox|Eve"),
    ("Moss, Dr. and Drew Reed and {Dr. Oetker}", "Moss; Reed|Drew; Dr. Oetker"),
    ("Moss, Ada (deceased) and Tom Reed (MIT) and Fox, Eve (Ed.)", "Moss|Ada; Reed|Tom; Fox|Eve"),
    ("Moss, Adelaide (Ada) and Thomas (Tom) Reed", "Moss|Adelaide (Ada); Reed|Thomas (Tom)"),
    ("Tom Reed 0001 and Moss 0002, Ada", "Reed|Tom; Moss|Ada"),
    ("<name><surname>Bee</surname> <given>A.</given></name>, <name><surname>Dee</surname> <given>C.</given></name>",
     "Bee|A.; Dee|C."),
    ("Bee et al.", "Bee"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), NAMES)
def test_names_as_people_type_them(typed: str, expected: str) -> None:
    found = one(f"author = {{{typed}}}").authors
    parts = [(w.name.family, w.name.given, w.name.particle, w.name.suffix) for w in found]
    assert "; ".join("|".join(part).rstrip("|") for part in parts) == expected


def test_a_given_name_may_say_its_initial() -> None:
    (found,) = one(r"author = {Lee, {\relax Ch}arles Eve}").authors
    assert [names.printed(found.name, form) for form in names.NameForm] == [
        "Ch. E. Lee", "Charles Eve Lee", "Lee, Charles Eve", "Lee, Ch. E.",
    ]  # fmt: skip


TAKEN_APART = [
    ("Moss A, Reed T", "name-list", "t: the names are separated by commas, not by “and”; read as A. Moss; T. Reed"),
    ("Moss, Ada; Reed, Tom", "name-list", "semicolons, not by “and”; read as Ada Moss; Tom Reed"),
    (r"Moss, Ada \& Reed, Tom", "name-list", "“&”, not by “and”; read as Ada Moss; Tom Reed"),
    ("{Moss, Ada and Reed, Tom}", "braced-name", "braces make the list of names one word"),
    ("ИВАНОВ, Пётр", "capital-name", "Пётр Иванов is written in capitals"),
    ("Dr. Ada Moss", "beside-name", "Ada Moss is read without the title or note that stands beside the name"),
    ("Moss, Ada (deceased)", "beside-name", "Ada Moss is read without the title or note that stands beside the name"),
    ("Иванов, Пётр and МакКой, Леонард and Νίκη, Ίκε and כהן, דוד and ბერიძე, გიორგი", "", ""),
    ("Reyes Muñoz, Ana María and Moss, Ada, Ph.D.", "", ""),
]


@pytest.mark.parametrize(("typed", "code", "text"), TAKEN_APART)
def test_what_was_made_of_a_list_of_names_is_said(typed: str, code: str, text: str) -> None:
    problems = Problems()
    bibtex.references("x.bib", f"@article{{t, author = {{{typed}}}, title = {{T}}, year = 2024}}", problems)
    assert [problem.code for problem in problems.items] == ([code] if code else [])
    assert all(text in problem.message for problem in problems.items)


def test_a_field_whose_link_prints_is_not_misspelt() -> None:
    _, problems = read("@misc{t, title = {A}, year = 2024, talk = {https://x.org}, data = {https://y.org}}")
    assert said(problems) == []


@pytest.mark.parametrize(("typed", "printed"), [
    (r"\foo{a} b", "only its arguments are"), (r"\foo a b", "only its arguments are"), (r"a \foo, b", "its name is"),
])  # fmt: skip
def test_what_is_printed_of_a_command_is_said(typed: str, printed: str) -> None:
    (paper,), problems = read(f"@misc{{t, title = {{{typed}}}, author = {{Moss, Ada}}, year = 2024}}")
    assert next(iter(problems.items)).message == rf"t: \foo in title is not understood; {printed} printed"
    assert ("foo" in plain(paper.title)) == (printed == "its name is")


GLUED = [
    # typed                          family   roles
    ("Roe*, Ann", "Roe", "glyph:*"),
    ("*Roe, Ann", "Roe", "glyph:*"),
    ("Ann Roe†", "Roe", "glyph:†"),
    (r"Roe$^{\dagger}$, Ann", "Roe", "glyph:†"),
    (r"Roe$^{*,\dagger}$, Ann", "Roe", "glyph:* glyph:†"),
    (r"Roe\textsuperscript{1,*}, Ann", "Roe", "glyph:1 glyph:*"),
    ("Roe$^3$, Ann", "Roe", "glyph:3"),
    ("Ann Roe2,3", "Roe", "glyph:2,3"),
    (r"\textbf{Roe, Ann}", "Roe", "look:bold"),
    (r"{\bf Roe}, {\bf Ann}", "Roe", "look:bold"),
    (r"*\mkbibbold{Roe, Ann}", "Roe", "look:bold glyph:*"),
    (r"\underline{Ann Roe}", "Roe", "look:underline"),
    (r"\myname{Ann Roe}", "Roe", "look:myname"),
    (r"\textcolor{red}{Ann Roe}", "Roe", "look:color"),
    ("Ann Roe", "Roe", ""),
]


@pytest.mark.parametrize(("typed", "family", "roles"), GLUED)
def test_marks_glued_to_a_name_are_taken_off_and_kept(typed: str, family: str, roles: str) -> None:
    writer = author_names.name(typed).writer
    assert (writer.name, sorted(writer.roles)) == (Name(family, "Ann"), sorted(_roles(roles)))


def _roles(text: str) -> list[str]:
    return [role for part in text.split() for role in ([part] if "," not in part else ["glyph:2", "glyph:3"])]


def test_annotations_give_roles_and_ids() -> None:
    paper = one("""author = {Roe, Ann and Bee, B. and Dee, C.},
        author+an = {1=equal,corresponding; 2:family=equal}, author+an:id = {1=ann-roe; 3=-},
        author+an:orcid = {2=0000-0002-1825-0097}""")
    assert [writer.roles for writer in paper.authors] == [("equal", "corresponding"), ("equal",), ()]
    assert [writer.id for writer in paper.authors] == ["ann-roe", "", "-"]
    assert [writer.orcid for writer in paper.authors] == ["", "0000-0002-1825-0097", ""]


WRONG = [
    ("author+an = {9=equal; 1=equal}", "annotation-range"),
    ("author+an = {0=senior}", "annotation-range"),
    ("author+an:id = {3=ann-roe}", "annotation-range"),
    ("author+an = {equal}", "annotation-syntax"),
    ("author+an = {1=}", "annotation-syntax"),
    ("author+an = {1=equal}", "lone-equal"),
]


@pytest.mark.parametrize(("annotation", "code"), WRONG)
def test_a_mistake_in_an_annotation_is_an_error_at_its_line(annotation: str, code: str) -> None:
    _, problems = read(f"@misc{{k, title={{T}}, author={{Roe, Ann and Bee, B.}},\n{annotation}}}")
    assert {problem.level for problem in problems.items} == {Level.ERROR}
    assert code in [problem.code for problem in problems.items]
    assert all(problem.at and problem.at.line == 2 and problem.hint for problem in problems.items)


HOSTILE = {
    "braces": "@misc{a, title={" + "{" * 100_000 + "}" * 100_000 + "}}\n@misc{b,title={B}}",
    "open braces": "@misc{a, title={" + "{" * 100_000 + "\n@misc{b,title={B}}",
    "a million letters": "@misc{a, title={" + "x" * 1_000_000 + "}}\n@misc{b,title={B}}",
    "doubling strings": "@string{x0={xx}}\n"
    + "\n".join(f"@string{{x{i} = x{i - 1} # x{i - 1}}}" for i in range(1, 60))
    + "\n@misc{a,title=x59}\n@misc{b,title={B}}",
    "white space": "@misc{a, author={A" + " " * 300_000 + "and" + "\n" * 300_000 + "},title={A}}\n@misc{b,title={B}}",
    "open fields": "@misc{a, " + "\n".join(f"f{i}={{x" for i in range(5_000)) + "\n@misc{b,title={B}}",
    "NUL": "@misc{a\x00, title={A\x00}}\n@misc{b,title={B}}",
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_file_is_read_in_bounded_time_and_the_next_paper_too(attack: str) -> None:
    start = time.process_time()
    papers, _ = read(HOSTILE[attack])
    assert [paper.key for paper in papers] == ["a", "b"]
    assert time.process_time() - start < 10


ENTRY = """@article{{k{n},
  author = {{Roe, Ann and {{Lab}}}},
  title = {{On {{T}}{n}}},
  journal = "J",
  year = 2024,
}}
"""


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_one_broken_entry_costs_no_other(data: st.DataObject) -> None:
    """Delete or insert signs anywhere inside the second of three entries."""
    broken = list(ENTRY.format(n=2))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(9, len(broken) - 1))
        sign = data.draw(st.sampled_from([*'{}",=#%@\\$\n ', ""]))
        broken[at : at + (not sign)] = [sign] if sign else []
    text = ENTRY.format(n=1) + "\n" + "".join(broken) + "\n" + ENTRY.format(n=3)
    keys = [paper.key for paper in bibtex.references("a.bib", text, Problems())]
    assert keys[0] == "k1"
    assert "k3" in keys
    assert len(keys) >= 3


SIGNS = [*'aA1 {}",=#%@\\$\n()', "@misc{", "title", " and ", "author={", "@string{", "+an", "\\emph{"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=60).map("".join))
def test_any_text_at_all_is_read(text: str) -> None:
    problems = Problems()
    for paper in bibtex.references("a.bib", text, problems):
        assert paper.key
        assert paper.title
    assert all(problem.at and problem.at.line for problem in problems.items)
