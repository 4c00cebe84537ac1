"""A text as it is set: quotation marks by its language, spaces at which no line ends, no scrap in the last line."""

import time
from pathlib import Path

import pypdf
import pytest
from workbench import Desk
from workbench import project as folder

from cvgen import theme
from cvgen.arrange import addresses, typography
from cvgen.loading import locales
from cvgen.model.document import Document, Header, Item, Line, Listing, Section, Work
from cvgen.model.errors import Problems
from cvgen.model.look import Length, PageLook, SidebarSide
from cvgen.model.record import replace
from cvgen.model.text import AuthorName, Inline, Link, Style, Styled, plain
from cvgen.model.word import Word
from cvgen.read import latex
from cvgen.render import name_fit

TIE = "\N{NO-BREAK SPACE}"
LONG = "A title of nine words that surely fills one line of a page"


def typeset(nodes: Inline, lang: str = "en", look: PageLook | None = None, *, paper: bool = False) -> Inline:
    """A text of an item, as it is set."""
    item = Item(nodes)
    locale = locales.locale(lang, theme.open(None), Problems())
    made = Document(
        "", "", Header(""), (Section((), "s", listings=(Listing((item,)),)),), "2025", lang=lang, locale=locale
    )
    return typography.typeset(replace(made, look=look), paper=paper).sections[0].listings[0].items[0].main


QUOTES = [
    ("It's a \"quoted\" word", "It’s a “quoted” word"),
    ("O'Neil, the Moss' and the authors' papers", "O’Neil, the Moss’ and the authors’ papers"),
    ("O'Brien's \"O'Hara\"'s 'O'Neil' test", "O’Brien’s “O’Hara”’s ‘O’Neil’ test"),
    ("'tis the '90s, rock 'n' roll, ICLR'24 and the 1990's", "’tis the ’90s, rock ’n’ roll, ICLR’24 and the 1990’s"),
    ("He said \"it's 'so'\".", "He said “it’s ‘so’”."),
    ('“The "inner" one” and "an outer one"', "“The ‘inner’ one” and “an outer one”"),
    ('("a", "b") and "Vision 2020"; "?"', "(“a”, “b”) and “Vision 2020”; “?”"),
    ("'single' words", "‘single’ words"),
    ('a "3.5" disk" quote, "the top 5" of "a set", "a 3"', 'a “3.5" disk” quote, “the top 5” of “a set”, “a 3”'),
    ('“A 12" disk.” “The 5" gap” „Ein 5" Spalt“ “so" 3.5" wide', '“A 12" disk.” “The 5" gap” „Ein 5" Spalt“ “so” 3.5" wide'),
    ("6'2\" tall, 5' 11\", a 12\" disk, 12°30'15\" north", "6'2\" tall, 5' 11\", a 12\" disk, 12°30'15\" north"),
    ('"opened and left', '"opened and left'),
    ('Two "A"s, three "B"s and the "s" of ("s"), "then"', "Two “A”s, three “B”s and the “s” of (“s”), “then”"),
    ("https://lamps.example/it's and 10.1000/o'neil, it's", "https://lamps.example/it's and 10.1000/o'neil, it’s"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "printed"), QUOTES)
def test_straight_marks_are_turned_and_what_is_none_stays(typed: str, printed: str) -> None:
    assert plain(typeset((typed,))) == printed


@pytest.mark.parametrize("title", ["On rock 'n' roll", "The laws of the dogs'", "Students' work"])
@pytest.mark.parametrize("lang", ["en", "de", "fr"])
def test_an_apostrophe_of_a_name_pairs_with_no_mark_of_a_title(tmp_path: Path, title: str, lang: str) -> None:
    desk = folder(tmp_path)
    name = "'t Hooft, Gerard"
    desk.write("hooft.bib", f"@article{{a, title={{{title}}}, author={{{name}}}, journal={{Lamps}}, year=2021}}\n")
    ran = desk.run("md", "hooft.bib", "--owner", name, "--lang", lang, "-o", "-")
    said = title.replace("'", "’")
    assert f"**Gerard ’t Hooft**. {said}. *Lamps*, 2021." in ran.out, ran.out + ran.err


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("en-GB", "it’s “a ‘b’ c”"),
        ("de", "it’s „a ‚b‘ c“"),
        ("de-CH", "it’s «a ‹b› c»"),
        ("fr", f"it’s «{TIE}a “b” c{TIE}»"),
        ("sv", "it’s ”a ’b’ c”"),
        ("pl", "it’s „a «b» c”"),
        ("xx", "it’s “a ‘b’ c”"),
    ],
)
def test_marks_are_those_of_the_language(lang: str, printed: str) -> None:
    assert plain(typeset(("it's \"a 'b' c\"",), lang)) == printed


@pytest.mark.parametrize(
    ("lang", "typed", "printed"),
    [
        ("de", "“die ‘Lampe’ und”, ‘halb’ „die ‚Lampe‘ und“", "„die ‚Lampe‘ und“, ‚halb‘ „die ‚Lampe‘ und“"),
        ("de", "„Die ‚Lampe “innen” und‘ so“, Moss’ ‘90s", "„Die ‚Lampe „innen“ und‘ so“, Moss’ ‘90s"),
        ("de", '«die "Lampe"» “ohne Ende', "«die ‚Lampe‘» “ohne Ende"),
        ("fr", '“la ‘lampe’” « la “lampe” et "l\'une" »', "«_la “lampe”_» «_la “lampe” et “l’une”_»"),
        ("pl", "“a ‘b’ c”", "„a «b» c”"),
        ("en", '‘a “b” c’ „d“ «e "f"»', "‘a “b” c’ „d“ «e ‘f’»"),
        ("es", """¿"Qué"? ¡"no 'sí'"!""", "¿«Qué»? ¡«no “sí”»!"),
        ("zh", """研究"甲"与"乙 '丙'"的""", "研究“甲”与“乙 ‘丙’”的"),
        ("ko", '그는 "안녕"이라고', "그는 “안녕”이라고"),
        ("ar", "قال \"نعم\" و'لا'", "قال ”نعم“ و’لا‘"),
        ("sv", '”"a" b”, ”c "d" e”', "”’a’ b”, ”c ’d’ e”"),
        ("ja", '「"a" b」', "「『a』 b」"),
        ("en", 'see "https://e.org/x" or "doi:10.1/a", "x"', "see “https://e.org/x” or “doi:10.1/a”, “x”"),
    ],
)
def test_english_marks_in_another_language_are_turned_by_their_depth(lang: str, typed: str, printed: str) -> None:
    assert plain(typeset((typed,), lang)) == printed.replace("_", TIE)


@pytest.mark.parametrize(
    ("lang", "reference", "printed"),
    [
        ("de", "classic", "„Die ‚Lampe „innen“ und‘ so“"),
        ("de", "apa", " Die „Lampe ‚innen‘ und“ so."),
        ("fr", "apa", " Die «_Lampe “innen” und_» so."),
        ("en", "apa", " Die “Lampe ‘innen’ und” so."),
        ("en", "classic", "“Die ‘Lampe “innen” und’ so.”"),
        ("sv", "classic", "”Die ’Lampe ”innen” und’ so”"),
    ],
)
def test_quotes_of_latex_are_those_of_the_document(tmp_path: Path, lang: str, reference: str, printed: str) -> None:
    desk = folder(tmp_path).change("data/publications.bib", "{Counting Shadows}", "{Die ``Lampe `innen' und'' so}")
    ran = desk.run("md", "ada.yaml", "--lang", lang, "--reference", reference, "-o", "-")
    assert printed.replace("_", TIE) in ran.out


@pytest.mark.parametrize(
    ("lang", "title", "printed"),
    [
        ("fr", '{¿"Qué"?}, langid = {spanish}', "«_¿“Qué”?_»"),
        ("en", '{¿"Qué"?}, langid = {spanish}', "“¿«Qué»?”"),
        ("en", '{关于"世界"}, langid = {chinese}', "“关于‘世界’.”"),
        ("en", '{日本語の"題名"}, langid = {japanese}', "“日本語の「題名」.”"),
    ],
)
def test_a_foreign_title_in_marks_like_its_own_has_inner_ones(
    tmp_path: Path, lang: str, title: str, printed: str
) -> None:
    desk = folder(tmp_path).change("data/publications.bib", "{Counting Shadows}", title)
    ran = desk.run("md", "ada.yaml", "--lang", lang, "-o", "-")
    assert printed.replace("_", TIE) in ran.out


def test_marks_are_paired_across_nodes_and_code_and_addresses_stay() -> None:
    code = Styled(Style.CODE, ("don't",))
    address = Link("https://lamps.example/o'x", ("lamps.example/o'x",))
    printed = typeset(('"', Styled(Style.EMPH, ("It's",)), '" ', code, " ", address, " ", AuthorName("T. O'Reed")))
    assert printed == (
        "“", Styled(Style.EMPH, ("It’s",)), "” ", code, " ", address, " ", AuthorName(f"T.{TIE}O’Reed"),
    )  # fmt: skip


JOINTS = [
    ("vol. B3, pp. S3–S9, No. Three", "vol._B3, pp._S3–S9, No. Three"),
    ("vol. II, pp. xi–xxv, pp. A-1–A-9, no. more", "vol._II, pp._xi–xxv, pp._A-1–A-9, no. more"),
    ("Friday at 4:00 PM or 11 AM, in 3 PMT", "Friday at_4:00_PM or 11_AM, in 3 PMT"),
    (
        "Unsafe lamps ... for now, and … all in .NET, …, or dark…",
        "Unsafe lamps_... for now, and_… all in .NET, …, or dark…",
    ),
    ("Lamps, vol. 3, no. 4, pp. 3–9, Dec. 2022", "Lamps, vol._3, no._4, pp._3–9, Dec._2022"),
    ("5, 2025, vol. 3, 2024, May 4, 2023", "5, 2025, vol._3, 2024, May_4,_2023"),
    ("with Y. Zhang and J. J. van Dam", "with Y._Zhang and J._J._van Dam"),
    (
        "April 21, 2026; May 2024; December 2022; on December 3",
        "April_21,_2026; May_2024; December_2022; on December_3",
    ),
    ("† student; * denotes; “*” indicates; “a” is", "†_student; *_denotes; “*”_indicates; “a” is"),
    ("* denotes equal parts; ** stands for staff", "*_denotes_equal parts; **_stands_for_staff"),
    ("“*” indicates equal parts; who denotes lamps", "“*”_indicates_equal parts; who denotes lamps"),
    ("†: student; ‡ = guest; § – a lamp – of glass", "†:_student; ‡_=_guest; §_–_a lamp – of glass"),
    ("“Lamps” – a book: oil and “*”: gas", "“Lamps” – a book: oil and “*”:_gas"),
    ("Technical report 12, volume 4, pp. 3-9 of 12-19", "Technical report_12, volume_4, pp._3–9 of 12-19"),
    ("see pages 3-9 of it", "see pages_3–9 of it"),
    ("pp. 3-9, 12-19; pp. 1-1–1-12; pp. 1-1-12", "pp._3–9, 12-19; pp._1-1–1-12; pp._1-1-12"),
    ("in arXiv 2410.07163 or arXiv: 2410.07163", "in arXiv_2410.07163 or arXiv:_2410.07163"),
    ("Dr. Moss; see Fig. 2 and Bd. 3, S. 7", "Dr._Moss; see Fig._2 and Bd._3, S. 7"),
    (
        "in the art. The no. of lamps, 3 of them, C# and F# too",
        "in the art. The no. of lamps, 3 of them, C# and F# too",
    ),
]


@pytest.mark.parametrize(("typed", "printed"), JOINTS)
def test_no_line_ends_within_what_belongs_together(typed: str, printed: str) -> None:
    assert plain(typeset((typed,))) == printed.replace("_", TIE)


@pytest.mark.parametrize(
    ("lang", "typed", "printed"),
    [
        ("fr", "vol. 2, nᵒ 3, sept. 2016, septembre 2016, Chapitre 3, avec 3", "vol._2, nᵒ_3, sept._2016, septembre_2016, Chapitre_3, avec 3"),
        ("es", "n.º 3, capítulo 4, ene 2016, junio de 2020", "n.º_3, capítulo_4, ene_2016, junio de_2020"),
        ("it", "fasc. 3, pp. 4–5, no. 6", "fasc._3, pp._4–5, no._6"),
        ("pt-BR", "v. 3, n. 4, p. 5", "v._3, n._4, p._5"),
        ("nl", "nr. 3, deel 4", "nr._3, deel_4"),
        ("sv", "nr 3, s. 4, maj 2020", "nr_3, s._4, maj_2020"),
        ("pl", "t. 3, nr 4, wyd. 2", "t._3, nr_4, wyd._2"),
        ("cs", "roč. 3, č. 4, června 2020", "roč._3, č._4, června_2020"),
        ("de", "Juni 2020, Aug. 2020, S. 7, Kapitel 3, von 3", "Juni_2020, Aug._2020, S._7, Kapitel_3, von 3"),
        ("ru", "т. 3, № 4, с. 5", "т._3, №_4, с._5"),
        ("de", "15. Sept. 2018 – 31. Dez. 2019, 3. Preis, 3 Personen", "15._Sept._2018 –_31._Dez._2019, 3. Preis, 3 Personen"),
        ("fr", "31 déc. 2019, 12 lampes", "31_déc._2019, 12 lampes"),
        ("fr", "† : étudiant ; une lampe : ou 3 ? 12 % de 3 €", "†_:_étudiant_; une lampe_: ou 3_? 12_% de 3_€"),
        ("fr", "une lampe :gaz ou :-)", "une lampe :gaz ou_:-)"),
        ("de", "†: Studierende; * bezeichnet Gäste", "†:_Studierende; *_bezeichnet Gäste"),
        ("cs", "† – studenti", "†_–_studenti"),
        ("es", "† indica estudiantes", "†_indica_estudiantes"),
        ("nl", "* staat voor gelijke bijdrage", "*_staat_voor_gelijke bijdrage"),
        ("fr", "n° 5, p. 3-9, vol. 3-4", "n°_5, p._3–9, vol._3–4"),
        ("de", "z. B. so, d. h. mit A. Moos, S. 3-9, Abb. 3-5, Nr. 3-5", "z._B. so, d._h. mit A._Moos, S._3–9, Abb._3–5, Nr._3-5"),
        ("es", "págs. 3-9", "págs._3–9"),
        ("en", "nᵒ 3, roč. 3, fasc. 3, S. 7, doi: 10.1000/a, DOI: 10.1000/b", "nᵒ 3, roč. 3, fasc. 3, S. 7, doi:_10.1000/a, DOI:_10.1000/b"),
    ],
)  # fmt: skip
def test_no_line_ends_between_a_languages_words_and_their_figures(lang: str, typed: str, printed: str) -> None:
    assert plain(typeset((typed,), lang)) == printed.replace("_", TIE)


def test_a_linked_doi_stands_beside_what_it_is_called() -> None:
    link = Link("https://doi.org/10.1000/a", ("10.1000/a",))
    assert typeset(("A lamp. doi: ", link)) == (f"A lamp. doi:{TIE}", link)


@pytest.mark.parametrize(
    ("end", "printed"),
    [
        (("2019, ", Link("https://lamps.example", ("[PDF]",)), "."), "2019,_[PDF]."),
        (("Journal, 2022.",), "Journal,_2022."),
        (("2022. [PDF], [Code].",), "2022._[PDF],_[Code]."),
        (("Lamps everywhere else.",), "Lamps everywhere_else."),
        (("Lamps extraordinarily.",), "Lamps extraordinarily."),
        (
            ("In Systems, ", Link("https://lamps.example", ("[PDF]",)), ", [Code], [Website]."),
            "In Systems,_[PDF],_[Code],_[Website].",
        ),
        (("In Systems, pp. 7277–7290",), "In Systems,_pp._7277–7290"),
        (("In Systems, vol. 3, 2022, pp. 7277–7290.",), "In Systems, vol._3, 2022,_pp._7277–7290."),
        (("In Systems, 72(12):3701–3715.",), "In Systems,_72(12):3701–3715."),
        (
            ("In Systems, pp. 3–9. doi: ", Link("https://doi.org/10.1000/lamps.2", ("10.1000/lamps.2",)), "."),
            "In Systems, pp._3–9._doi:_10.1000/lamps.2.",
        ),
        (
            ("In 2022. doi: ", Link("https://doi.org/10.1000/j.lamps.2018.12", ("10.1000/j.lamps.2018.12",)), "."),
            "In 2022. doi:_10.1000/j.lamps.2018.12.",
        ),
        (
            (
                "In 2022. doi: ",
                Link("https://doi.org/10.1000/j.lamps.2018.12.5", ("10.1000/j.lamps.2018.12.5",)),
                ". [Link].",
            ),
            "In 2022. doi:_10.1000/j.lamps.2018.12.5._[Link].",
        ),
        (
            ("In Systems. ", Link("https://lamps.example/oil", ("https://lamps.example/oil",)), " [Code]"),
            "In Systems. https://lamps.example/oil_[Code]",
        ),
        ((f"{'3–9' * 15}, {'3–9' * 6}.",), f"{'3–9' * 15}, {'3–9' * 6}."),
        (("[PDF], [Code], [Website], [Demo], [Dataset].",), "[PDF], [Code], [Website], [Demo],_[Dataset]."),
        (("[PDF], [Code], [Website], [Demo], [Benchmark].",), "[PDF], [Code], [Website], [Demo],_[Benchmark]."),
        ((f"https://{'lamps' * 9}.example 2022.",), f"https://{'lamps' * 9}.example 2022."),
    ],
)
def test_no_scrap_is_alone_in_the_last_line(end: Inline, printed: str) -> None:
    assert plain(typeset((f"{LONG}, ", *end), paper=True)) == f"{LONG}, {printed}".replace("_", TIE)
    short = plain(typeset(end, paper=True))  # one line: nothing to hold at its end
    assert short.count(TIE) == sum(short.count(f"{word}{TIE}") for word in ("pp.", "vol.", "doi:"))


def test_a_page_holds_together_no_more_than_a_phone_has_room_for_beside_a_button() -> None:
    text = f"{LONG}, 2023, 51584–51605 (Spotlight)"
    assert plain(typeset((text,), paper=True)).endswith(f"51584–51605{TIE}(Spotlight)")
    assert plain(typeset((text,))).endswith("51584–51605 (Spotlight)")


def test_an_award_in_brackets_stays_whole_at_the_end_of_a_line_on_paper() -> None:
    text = f"{LONG}, 2023, pp. 592–619 (Best Student Paper)"
    assert plain(typeset((text,), paper=True)).endswith(f" (Best{TIE}Student{TIE}Paper)")
    assert plain(typeset((text,))).endswith(f" (Best Student{TIE}Paper)")
    longer = f"{LONG}, 2023 (the Prize for Lanterns of the Whole Coast, shared)"
    assert plain(typeset((longer,), paper=True)).endswith(f"Coast,{TIE}shared)")
    assert plain(typeset((f"{LONG}, Journal, 2026.",))).endswith(f" Journal,{TIE}2026.")


@pytest.mark.parametrize(
    ("title", "printed", "look"),
    [
        (
            "Improving Lamps and Their Keepers by Way of Thinner Wicks",
            "Improving Lamps and Their Keepers by Way of Thinner_Wicks",
            None,
        ),
        ("Lamps and Their Keepers", "Lamps and Their Keepers", None),
        (
            "Improving Lamps and Keepers Extraordinarily Circumstantially",
            "Improving Lamps and Keepers Extraordinarily Circumstantially",
            None,
        ),
        (
            "Improving Lamps and Their Keepers by Thinner Wicks",
            "Improving Lamps and Their Keepers by Thinner Wicks",
            PageLook(sidebar=SidebarSide.LEFT),
        ),
    ],
)
def test_a_long_heading_ends_in_two_words_where_a_line_has_room_for_them(
    title: str, printed: str, look: PageLook | None
) -> None:
    section = Section((title,), "s", listings=(Listing((Item(("Lamp",)),)),))
    made = typography.typeset(Document("", "", Header(title), (section,), "2025", look=look))
    assert [made.header.name, plain(made.sections[0].title)] == [printed.replace("_", TIE)] * 2


def test_a_sidebar_holds_together_no_more_than_its_lines_have_room_for() -> None:
    text = "Fellow of the Society of Learned People of the Northland (Distinguished Scholar)"
    sections = tuple(Section((name,), name, intro=(Line((text,)),), name=name) for name in ("aside", "main"))
    look = PageLook(sidebar=SidebarSide.LEFT, sidebar_sections=(Word("aside"),))
    made = typography.typeset(
        Document("", "", Header("Ada", headline=(text,)), sections, "2025", look=look), paper=True
    )
    texts = (made.header.headline, *(each.intro[0].main for each in made.sections))
    assert [plain(each) for each in texts] == [text, text, text.replace("(Distinguished ", f"(Distinguished{TIE}")]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Robust and Efficient Lifelong Learning", "Robust and Efficient Lifelong_Learning"),
        ("Robust Lifelong Learning", "Robust Lifelong Learning"),
        ("Efficient and Robust Reinforcement Learning", "Efficient and Robust Reinforcement Learning"),
    ],
)
def test_a_large_name_ends_in_two_words_sooner(name: str, printed: str) -> None:
    made = typography.typeset(Document("", "", Header(name), (), "2025"))
    assert made.header.name == printed.replace("_", TIE)


def test_on_paper_a_long_title_does_not_end_in_one_word_where_two_have_room() -> None:
    title = Document("", "", Header("Improving Robust and Efficient Training via Bi-level Optimization"), (), "2025")
    made = typography.typeset(title, paper=True)
    assert made.header.name.endswith(f"via Bi-level{TIE}Optimization")
    assert typography.typeset(title).header.name == title.header.name
    assert name_fit.breakable(made) == made
    assert name_fit.breakable(replace(made, look=PageLook(name_size=Length("60pt")))).header.name == title.header.name


MATH = [
    (r"$\alpha + \beta \leq \gamma$, $\alpha\beta$, $\beta x$", "*α* + *β* ≤ *γ*, *αβ*, *βx*"),
    (r"$2\times 2$, $2 \div n$", "2×2, 2 ÷ *n*"),
    (r"$k$-means", "*k*-means"),
    (r"$O(n \log n)$, $\mathcal{O}(\alpha)$", "*O*(*n* log *n*), *O*(*α*)"),
    (r"$\mathrm{H}_2\mathrm{O}$, $\mathbf{x}$, $10^{th}$, $\mathbb{R}^d$", "H2O, x, 10th, ℝ*d*"),
    (r"$\hat{x}$ and $\tilde y$, \(a \text{ is a } b\)", "*x̂* and *ỹ*, *a* is a *b*"),
    (r"x\) from $5 to $10", "x from $5 to $10"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "printed"), MATH)
def test_variables_of_math_are_in_italics(typed: str, printed: str) -> None:
    def shown(nodes: Inline) -> str:
        inner = lambda node: shown(node.children) if isinstance(node, Styled) else str(node)  # noqa: E731
        sign = lambda node: "*" if isinstance(node, Styled) and node.style is Style.EMPH else ""  # noqa: E731
        return "".join(f"{sign(node)}{inner(node)}{sign(node)}" for node in nodes)

    assert shown(latex.inline(typed)) == printed


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return folder(tmp_path)


@pytest.mark.parametrize("form", ["html", "md", "tex"])
def test_every_format_prints_it_and_what_is_cited_is_as_typed(desk: Desk, form: str) -> None:
    desk.change("data/publications.bib", "{Counting Shadows}", '{Counting Moss\'s "Shadows"}')
    desk.change("data/publications.bib", "{Best Paper}", "{Editors' Choice}")
    desk.change("data/publications.bib", "Example, Ada and Sample, Wei", "Example, Ada and O'Reed, Jo and Sample, Wei")
    desk.change("data/ada.yaml", "    as_of", "    authors: {over: 2, first: 1}\n    as_of")
    desk.change("data/ada.yaml", "  sections:\n", "  headline: Ada's lamps\n  sections:\n")
    assert desk.run(form, "ada.yaml").code == 0
    made = (desk.folder / f"out/ada.{form}").read_text(encoding="utf-8")
    assert "Ada’s lamps" in made
    assert "Counting Moss’s ‘Shadows’" in made
    assert ("W.~Sample" if form == "tex" else f"W.{TIE}Sample") in made
    if form == "html":
        assert 'aria-label="Link to “Counting Moss’s ‘Shadows’”" data-title="Counting Moss’s ‘Shadows’"></a>' in made
        assert made.count("data-title") == 1  # the script takes others from what is cited
        assert "Ada Example, Jo O’Reed, Wei Sample" in made
        assert made.count("Editors’ Choice") == 1
        assert "Editors' Choice" not in made
        assert 'Counting Moss\'s \\"Shadows\\"' in made.replace("\\u0027", "'").replace("\\u0022", '\\"')


def test_whose_a_document_is_has_curly_marks_in_metadata_and_is_as_typed_for_machines(tmp_path: Path) -> None:
    desk = folder(tmp_path).write("ada.yaml", "cv: {name: Ada O'Reed, sections: {Lamps: [Bright.]}}\n")
    for form in ("html", "pdf"):
        assert desk.run(form, "ada.yaml").code == 0
    page = desk.read("out/ada.html")
    assert '<meta name="author" content="Ada O’Reed">' in page
    assert '"name":"Ada O\'Reed"' in page
    about = pypdf.PdfReader(desk.folder / "out/ada.pdf").metadata
    assert about
    assert about.author == "Ada O’Reed"


@pytest.mark.parametrize("text", [" 'a", ' "a', "'", "“ ‘", "« '", "('", "A. ", "[a], ", "1'1", "p. 3 ", "'a' "])
def test_time_grows_no_faster_than_the_text(text: str) -> None:
    start = time.process_time()
    typeset((text * 60_000,))
    assert time.process_time() - start < 5


def test_a_line_that_is_set_already_is_left_as_it_is() -> None:
    section = Section(("Lamps",), "s", (Line(("Short.",)),))
    made = Document("", "", Header("A"), (section,), "2025")
    assert typography.typeset(made) == made


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1990-2010", "1990–2010"),
        ("Lamps, 1990-2010, and oil -- or none", "Lamps, 1990–2010, and oil – or none"),
        ("of the war (1914-18), the 1580s-1620s and 1580s-90s", "of the war (1914–18), the 1580s–1620s and 1580s–90s"),
        ("§§ 12-14, and 10-20% of it", f"§§{TIE}12–14, and 10–20% of it"),
        ("§§12-14, and UCC § 2-314", f"§§12–14, and UCC §{TIE}2-314"),
        *((each, each) for each in ("in 2018-12", "2018-05", "5-10 lamps", "No. 2018-45", "2020-21-22")),
        ("light---and shade -- and 2019--2021", "light—and shade – and 2019–2021"),
        ("Spring 2019 - Fall 2020", "Spring 2019 – Fall 2020"),
        ("Lamps -- he said", "Lamps – he said"),
        ("vol. 3-4", f"vol.{TIE}3–4"),
        *(
            (each, each)
            for each in ("run it --fast", "2010-1990", "0000-0002-1825-0097", "2019-05-04", "FA-1990-2010", "post-war")
        ),
        ("Lamps everywhere in narrow harbours and on quays, and whatever else there is - a joy", None),
        ("Member -- 2010 until 2014", None),
        *(
            (each, each)
            for each in ("ISSN 1984-2013", "Grant 1990-2010", "+41 44 632 1900-2010", "1532-2046", "EC 1907-2006")
        ),
        *((each, each) for each in ("xn--bcher-kva.example", "data--final.csv", "3.1-beta--rc1", r"C:\data--x")),
        *((each, each) for each in ("example.org/a--b", "https://x.org/1990-2010", "a--b@example.org", "- 3")),
    ],
)
def test_hyphens_that_stand_for_dashes_are_dashes(typed: str, printed: str | None) -> None:
    for lang in ("en", "de"):
        for paper in (True, False):
            made = plain(typeset((typed,), lang, paper=paper)).replace(TIE, " ")
            assert made == (printed.replace(TIE, " ") if printed else typed.replace("--", "-").replace(" - ", " – "))
    code = Styled(Style.CODE, ("a--b",))
    assert typeset((f"{typed} ", code))[-1] == code


def test_a_documents_name_has_dashes_too() -> None:
    assert plain(typeset(('"Lamps" -- he said',))) == "“Lamps” – he said"
    made = typography.typeset(Document("Lamps -- and oil", "", Header("Lamps 1990-2010"), (), "2025"))
    assert (made.title, made.header.name) == ("Lamps – and oil", "Lamps 1990–2010")


ADDRESSED = [
    (("Website",), "https://ada.example/", "Website (ada.example)"),
    (("GitHub",), "https://github.com/ada", "GitHub (github.com/ada)"),
    (("ada.example",), "https://ada.example/", "ada.example"),
    (("[Code]",), "https://code.example/1", "[Code] (code.example/1)"),
    (("[DOI]",), "https://doi.org/10.1234/a%23b", "[10.1234/a#b]"),
    (("How Bright Is a Lantern",), "https://doi.org/10.1234/a", "How Bright Is a Lantern, 2024 (doi.org/10.1234/a)"),
    (("Ada",), "mailto:ada@example.org", "Ada (ada@example.org)"),
    (("Ada",), "tel:+49-30-1234567", "Ada"),
]


@pytest.mark.parametrize(("words", "url", "printed"), ADDRESSED, ids=lambda each: str(each)[:20])
def test_on_paper_an_address_stands_behind_its_words(words: Inline, url: str, printed: str) -> None:
    end = (", 2024",) if "2024" in printed else ()
    assert plain(addresses.on_paper((Link(url, words), *end), printed=True)) == printed
    if "DOI" not in words[0]:  # type: ignore[operator]
        assert addresses.on_paper((Link(url, words), *end), printed=False) == (Link(url, words), *end)


@pytest.mark.parametrize(
    ("words", "lang", "said"),
    [
        *((words, "en-US", True) for words in ("Website", "HOMEPAGE", "Home page", "Link", "here", "Web", "URL", "[Site]")),
        *((words, "en-US", False) for words in ("Personal Website", "Code", "Here too", "Sito web", "")),
        ("Sito web", "it", True), ("website", "it", True),
    ],
)  # fmt: skip
def test_words_that_say_nothing_have_their_address_behind_them(words: str, lang: str, *, said: bool) -> None:
    link = Link("https://ada.example/", (words,))
    mute = addresses.mute(locales.locale(lang, theme.open(None), Problems()))
    behind = " (ada.example)" if said else ""
    assert plain(addresses.on_paper((link,), printed=False, mute=mute)) == words + behind


def test_a_label_in_a_papers_row_is_its_reference_styles() -> None:
    link = (Link("https://ada.example/", ("Website",)),)
    rows = Listing((Item(link, work=Work("a", "article", "A title")), Item(link)))
    made = Document("", "", Header(""), (Section((), "s", listings=(rows,)),), "2025")
    paper, other = typography.typeset(made, paper=True).sections[0].listings[0].items
    assert (plain(paper.main), plain(other.main)) == ("Website", "Website (ada.example)")
