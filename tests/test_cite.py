"""A paper in a reference style is inline text, the same for all formats; a title is printed as it was typed."""

from collections.abc import Callable

import pytest
from workbench import identified, paper, person, said

from cvgen import mark, theme
from cvgen.cite import Citer
from cvgen.identify import Publication
from cvgen.loading import styles
from cvgen.mark import Marked, Perspective
from cvgen.model.choices import Look, MarkForm, PageRange
from cvgen.model.errors import Problems
from cvgen.model.facts import Person, Records, Relation, Venue
from cvgen.model.locale import Locale
from cvgen.model.names import Initials, NameForm
from cvgen.model.recipe import AuthorStyle, LinkStyle, MarkRule, ReferenceStyle, Truncate
from cvgen.model.record import replace
from cvgen.model.reference import Reference
from cvgen.model.text import AuthorName, Link, Style, Styled, plain, walk
from cvgen.model.word import Word
from cvgen.read.bib import bibtex

VENUES = (
    Venue("comum", "Conference on Made-Up Methods", "CoMUM", aliases=("Made-Up Methods",), editions=(("2022", 41),)),
    Venue("lights", "Conference on Lights", "CoL", "Advances in Lights", editions=(("2022", 12),)),
)
ADA = person("ada", "Example, Ada", url="https://example.org/ada")
WEN = person("wen", "Sample, Wen", Relation("student", "ada"))
RULES = (
    ("owner", MarkRule(look=(Look.BOLD,))),
    ("student", MarkRule(symbol="†")),
    ("equal", MarkRule(symbol="*")),
)


def marked(publication: Publication, rules: tuple[tuple[str, MarkRule], ...] = RULES) -> Marked:
    view = Perspective("ada", frozenset(("ada",)), rules, mark.Date(2025))
    return mark.authors(publication, view, Problems())


def seen(reference: Reference, *people: Person) -> Marked:
    return marked(identified(reference, *(people or (ADA, WEN))))


def citer(style: ReferenceStyle | None = None, **more: object) -> Citer:
    style = style or ReferenceStyle(patterns=(("default", "{authors}"),))
    usual: dict[str, object] = {"names": style.names, "truncate": style.truncate} | more
    return Citer(style, Records(venues=VENUES), **usual)  # type: ignore[arg-type]


def shipped(name: str) -> ReferenceStyle:
    problems = Problems()
    style = styles.reference_style(Word(name), theme.open(None), problems)
    assert not problems.items
    return style


def printed(text: str, reference: Reference, problems: Problems | None = None) -> str:
    """The reference by a pattern."""
    style = ReferenceStyle(patterns=(("default", text),))
    return said(*citer(style).reference(seen(reference), problems or Problems()))


def cited(bib: str, style: ReferenceStyle) -> str:
    """An entry of a bibliography in a style."""
    (reference,) = bibtex.references("papers.bib", bib, Problems())
    problems = Problems()
    (line,) = citer(style).reference(seen(reference), problems) or ((),)
    assert not problems.items
    return said(line)


FORMS = [
    ("Zhang, Yihua", "Y. Zhang", "Yihua Zhang", "Zhang, Yihua", "Zhang, Y."),
    ("Chen, Pin-Yu", "P.-Y. Chen", "Pin-Yu Chen", "Chen, Pin-Yu", "Chen, P.-Y."),
    ("O’Reilly, Una-May", "U.-M. O’Reilly", "Una-May O’Reilly", "O’Reilly, Una-May", "O’Reilly, U.-M."),
    ("Liu, Chris Yuhao", "C. Y. Liu", "Chris Yuhao Liu", "Liu, Chris Yuhao", "Liu, C. Y."),
    ("van der Berg, Ludwig", "L. van der Berg", "Ludwig van der Berg", "van der Berg, Ludwig", "van der Berg, L."),
    ("Doe, Jr., John Quincy", "J. Q. Doe Jr.", "John Quincy Doe Jr.", "Doe, John Quincy, Jr.", "Doe, J. Q., Jr."),
    ("Épreuve, Éva", "É. Épreuve", "Éva Épreuve", "Épreuve, Éva", "Épreuve, É."),
    ("Plato", "Plato", "Plato", "Plato", "Plato"),
]


@pytest.mark.parametrize("row", FORMS, ids=[row[0] for row in FORMS])
def test_a_name_in_each_form(row: tuple[str, ...]) -> None:
    name, *printed = row
    assert [said(citer(names=form).authors(seen(paper(name)))) for form in NameForm] == printed


@pytest.mark.parametrize(
    ("short", "printed"),
    [
        (Initials.SPACED, "Chen, P.-Y. B., Doe, J., Jr., Plato, van Aert, L."),
        (Initials.TIGHT, "Chen, P.-Y.B., Doe, J., Jr., Plato, van Aert, L."),
        (Initials.BARE, "Chen PYB, Doe J Jr., Plato, van Aert L"),
    ],
)
def test_initials_as_a_style_wants_them(short: Initials, printed: str) -> None:
    names = ("Chen, Pin-Yu B.", "Doe, Jr., John", "Plato", "van Aert, Lou")
    style = ReferenceStyle(
        (("default", "{authors}"),), names=NameForm.FAMILY_INITIALS, authors=AuthorStyle(initials=short)
    )
    assert said(citer(style).authors(seen(paper(*names)))) == printed


RANGES = [  # as written, in Chicago's way, in the MLA's
    ("112--119", "112–119", "112–19", "112–19"),
    ("101--109", "101–109", "101–9", "101–09"),
    ("100--104", "100–104", "100–104", "100–04"),
    ("71--79", "71–79", "71–79", "71–79"),
    ("3--9", "3–9", "3–9", "3–9"),
    ("1002--1006", "1002–1006", "1002–6", "1002–06"),
    ("1496--1504", "1496–1504", "1496–504", "1496–504"),
    ("98--102", "98–102", "98–102", "98–102"),
    ("77", "77", "77", "77"),
    ("xi--xiv", "xi–xiv", "xi–xiv", "xi–xiv"),
    ("xi-xx", "xi–xx", "xi–xx", "xi–xx"),
    ("101-110, 115--118", "101–110, 115–118", "101–10, 115–18", "101–10, 115–18"),
    ("101--110,115--118", "101–110, 115–118", "101–10, 115–18", "101–10, 115–18"),
    ("1,234--1,240", "1,234–1,240", "1,234–1,240", "1,234–1,240"),
    ("12.1-12.9; 17:1-17:24", "12.1–12.9; 17:1–17:24", "12.1–12.9; 17:1–17:24", "12.1–12.9; 17:1–17:24"),
    ("1-1--1-12", "1-1–1-12", "1-1–1-12", "1-1–1-12"),
    ("A-12, 3-1-3-12", "A-12, 3-1-3-12", "A-12, 3-1-3-12", "A-12, 3-1-3-12"),
]


@pytest.mark.parametrize(("typed", "written", "chicago", "two"), RANGES)
def test_a_range_of_pages(typed: str, written: str, chicago: str, two: str) -> None:
    bib = "@article{a, title={T}, author={Example, Ada}, pages={%s}}" % typed
    styles = [ReferenceStyle((("default", "{pages}"),), page_range=form) for form in PageRange]
    assert [cited(bib, style) for style in styles] == [written, chicago, two]


@pytest.mark.parametrize(
    ("kind", "volume", "number", "shown"),
    [
        ("article", "12-13", "3-4", "12–13.3–4"),
        ("article", "LXIV-2", "2-es", "LXIV-2.2-es"),
        ("article", "13-12", "3/4", "13-12.3/4"),
        ("techreport", "1-2", "12-345", "1–2.12-345"),
    ],
)
def test_volumes_and_numbers_from_one_to_another_have_the_dash_of_pages(
    kind: str, volume: str, number: str, shown: str
) -> None:
    bib = "@%s{a, title={T}, author={Example, Ada}, volume={%s}, number={%s}}" % (kind, volume, number)
    assert cited(bib, ReferenceStyle((("default", "{volume}.{number}"),))) == shown
    with_hyphens = ReferenceStyle((("default", "{volume}.{number}"),), pages="-")
    assert cited(bib, with_hyphens) == shown.replace("–", "-")


FRONT = AuthorStyle(first=NameForm.FAMILY_FIRST, last=", and ", others=", *et al.*")
BEHIND = AuthorStyle(names=NameForm.INITIALS, last=" & ")
EDITED = (
    "@incollection{a, title={T}, author={Ode, Ann and Example, Ada}, editor={Reed, Tom and Sample, Wen}, booktitle={B}}"
)


def test_people_in_front_and_behind_have_their_own_forms() -> None:
    pattern = "{lead}[, {lead.role.word}|, {lead.role.british}]. [{by.editors} ({by.editors.role}, {by.editors.role.british})]"
    style = ReferenceStyle((("default", pattern),), names=NameForm.FULL, authors=FRONT, behind=BEHIND)
    assert cited(EDITED, style) == "Ode, Ann, and **Ada Example**. T. Reed & W. Sample^† (eds., eds)"
    assert cited(EDITED.replace("author", "xauthor"), style) == "Reed, Tom, and Wen Sample^†, editors. "
    asked = style.with_names(NameForm.INITIALS)
    assert cited(EDITED, asked) == "A. Ode, and **A. Example**. T. Reed & W. Sample^† (eds., eds)"


def test_the_words_for_who_is_not_named_bring_their_own_separator() -> None:
    style = ReferenceStyle((("default", "{authors}"),), names=NameForm.FULL, authors=FRONT)
    many = paper("Ode, Ann", "Reed, Tom", "Roe, Cy", "Bell, Anna")
    assert said(citer(style, truncate=Truncate(2, 1)).authors(seen(many))) == "Ode, Ann, *et al.*"
    seen_owner = seen(paper("Ode, Ann", "Reed, Tom", "Example, Ada", "Bell, Anna"))
    assert (
        said(citer(style, truncate=Truncate(2, 1)).authors(seen_owner))
        == "Ode, Ann, …, **Ada Example** (3rd of 4), *et al.*"
    )


def test_somebody_known_prints_as_the_roster_says() -> None:
    hero = person("hero", "Light, Alba O.", full="Alba Light", aliases="Light III, A. O.")
    both = seen(paper("Light III, A. O.", "Lightman, A. O."), hero)
    assert said(citer().authors(both)) == "A. O. Light, A. O. Lightman"
    assert said(citer(names=NameForm.FULL).authors(both)) == "Alba Light, A. O. Lightman"


JOINED = [
    (AuthorStyle(), 1, "A. Name"),
    (AuthorStyle(), 3, "A. Name, B. Name, C. Name"),
    (AuthorStyle(last=", and "), 3, "A. Name, B. Name, and C. Name"),
    (AuthorStyle(last=", and ", pair=" and "), 2, "A. Name and B. Name"),
    (AuthorStyle(last=", and "), 2, "A. Name, and B. Name"),
    (AuthorStyle(separator="; "), 2, "A. Name; B. Name"),
]


@pytest.mark.parametrize(("style", "count", "text"), JOINED)
def test_author_lists_are_joined_as_the_style_says(style: AuthorStyle, count: int, text: str) -> None:
    names = [f"Name, {letter}." for letter in "ABC"[:count]]
    made = ReferenceStyle(patterns=(("default", "{authors}"),), authors=style)
    assert said(citer(made).authors(seen(paper(*names)))) == text


def test_others_are_not_a_person() -> None:
    made = ReferenceStyle(patterns=(("default", "{authors}"),), authors=AuthorStyle(last=" and "))
    assert said(citer(made).authors(seen(paper("Doe, Jo", "Roe, Jo", others=True)))) == "J. Doe, J. Roe, et al."


def crowd(size: int, *owner: int) -> Marked:
    names = [f"Name, {chr(65 + i % 26)}." for i in range(size)]
    for place in owner:
        names[place - 1] = "Example, Ada"
    return seen(paper(*names))


SHORTENED = [
    (Truncate(3), crowd(3, 3), "A. Name, B. Name, **A. Example**"),
    (Truncate(3), crowd(4), "A. Name, B. Name, C. Name, et al."),
    (Truncate(3), crowd(4, 2), "A. Name, **A. Example**, C. Name, et al."),
    (Truncate(3), crowd(4, 4), "A. Name, B. Name, C. Name, **A. Example** (4th of 4)"),
    (Truncate(3), crowd(9, 6), "A. Name, B. Name, C. Name, …, **A. Example** (6th of 9), et al."),
    (Truncate(3, 2), crowd(1108, 57), "A. Name, B. Name, …, **A. Example** (57th of 1,108), et al."),
    (Truncate(3, 1), crowd(1108, 1108), "A. Name, …, **A. Example** (1,108th of 1,108)"),
    (Truncate(3, 1, 1), crowd(9), "A. Name, …, I. Name"),
    (Truncate(3, 1, 1), crowd(9, 9), "A. Name, …, **A. Example**"),
    (Truncate(3, 1, 1), crowd(9, 5), "A. Name, …, **A. Example** (5th of 9), …, I. Name"),
    (Truncate(3, 0), crowd(9, 5), "…, **A. Example** (5th of 9), et al."),
    (Truncate(0), crowd(4), "A. Name, B. Name, C. Name, D. Name"),
]


@pytest.mark.parametrize(("cut", "paper", "text"), SHORTENED)
def test_long_lists_are_cut_and_keep_the_owner(cut: Truncate, paper: Marked, text: str) -> None:
    assert said(citer(truncate=cut).authors(paper)) == text


def test_of_several_owners_each_stays_in_sight() -> None:
    beth = person("beth", "Name, Gus", Relation("member", "ada"))
    both = seen(paper(*(f"Name, {letter}." for letter in "ABCDEFGHI"), "Example, Ada"), ADA, beth)
    text = said(citer(truncate=Truncate(3, 1)).authors(both))
    assert text == "A. Name, …, **G. Name** (7th of 10), …, **A. Example** (10th of 10)"


def test_the_marks_of_cut_authors_are_not_printed() -> None:
    listed = seen(paper("Doe, Jo", "Example, Ada", "Sample, Wen [equal]"))
    assert set(citer().roles(listed)) == {"owner", "student", "equal"}
    assert set(citer(truncate=Truncate(2, 1)).roles(listed)) == {"owner"}


def test_a_style_without_authors_prints_no_marks() -> None:
    style = ReferenceStyle(patterns=(("default", "{title}"),))
    assert not set(citer(style).roles(seen(paper("Example, Ada"))))


@pytest.mark.parametrize(("form", "separator"), [(MarkForm.SUPERSCRIPT, ","), (MarkForm.INLINE, "")])
def test_marks_in_their_form(form: MarkForm, separator: str) -> None:
    (author,) = citer(form=form, separator=separator, meanings={"student": "a student"}).authors(
        seen(paper("Sample, Wen [equal]"))
    )
    assert isinstance(author, AuthorName)
    assert (author.raised, author.separator) == (form is MarkForm.SUPERSCRIPT, separator)
    assert [(s.glyph, s.meaning) for s in author.symbols] == [("†", "a student"), ("*", "")]


def test_two_looks_on_one_name() -> None:
    rules = (("owner", MarkRule(look=(Look.BOLD, Look.UNDERLINE))), ("equal", MarkRule(look=(Look.ITALIC,))))
    both = marked(identified(paper("Example, Ada [equal]"), ADA), rules)
    assert said(citer().authors(both)) == "**_*A. Example*_**"


def test_authors_are_linked_where_the_document_says_so() -> None:
    (plainly,) = citer().authors(seen(paper("Example, Ada")))
    (linked,) = citer(urls={"ada": ADA.url}).authors(seen(paper("Example, Ada")))
    assert isinstance(plainly, AuthorName)
    assert isinstance(linked, AuthorName)
    assert (plainly.url, linked.url) == ("", "https://example.org/ada")


STOPS = ["How?", "Now!", "And so on …", "And so on...", "Proc.", "A “Quoted?”"]


@pytest.mark.parametrize("title", STOPS)
def test_a_stop_after_a_stop_is_dropped(title: str) -> None:
    assert printed("{title}. {year}.", paper("Doe, Jo", date="2024", title=(title,))) == f"{title} 2024."


@pytest.mark.parametrize("title", ["How", "A (B)", "A/B", "50 %"])
def test_another_title_gets_its_stop(title: str) -> None:
    assert printed("“{title}.” {year}", paper("Doe, Jo", date="2024", title=(title,))) == f"“{title}.” 2024"


def test_a_stop_within_emphasis_is_a_stop() -> None:
    emphasised = (Styled(Style.EMPH, ("Who?",)),)
    assert printed("“{title}.” {year}", paper("Doe, Jo", date="2024", title=emphasised)) == "“*Who?*” 2024"


@pytest.mark.parametrize("title", ["mcDonald's LLM for iOS", "THE END", "a Study In lower case", "{N}ewton"])
def test_the_case_of_a_title_is_never_changed(title: str) -> None:
    entry = f"@article{{a, author={{Doe, Jo}}, title={{{title}}}, journal={{J}}, year=2024}}"
    for name in ("classic", "venue-first", "plain"):
        assert title.replace("{", "").replace("}", "").replace("'", "’") in cited(entry, shipped(name)).replace(
            "'", "’"
        )


LAMPS = """@inproceedings{lamps, title={Lamps, and How to Hold Them}, author={Sample, Wen and Example, Ada},
  author+an={1=equal; 2=equal}, venueid={comum}, year=2022, pages={101--117}, award={Best Paper},
  url_pdf={https://example.org/l.pdf}, url_code={https://example.org/code}}"""
JOURNAL = """@article{lanterns, title={Lanterns?}, author={Example, Ada}, journal={Journal of Lamps}, year=2023,
  volume=12, number=3, pages={1--9}, doi={10.1000/xyz}}"""
REVIEWED = "@unpublished{mirrors, title={Mirrors}, author={Example, Ada}, pubstate={submitted}}"
PREPRINT = "@misc{ink, title={Ink}, author={Example, Ada}, year=2025, eprint={2501.00001}, eprinttype={arxiv}}"
BOOK = "@book{lamp, title={Lamps}, author={Example, Ada and Roe, Jane}, publisher={Lamp Press}, year=2020, edition={2}}"
THESIS = "@phdthesis{thesis, title={On Small Lamps}, author={Example, Ada}, school={Example University}, year=2018}"


@pytest.mark.parametrize("name", ["classic", "plain", "venue-first"])
def test_the_shipped_styles(name: str, golden: Callable[[str, str], None]) -> None:
    style = shipped(name)
    references = [cited(bib, style) for bib in (LAMPS, JOURNAL, REVIEWED, PREPRINT, BOOK, THESIS)]
    golden(f"references/{name}.txt", "\n".join(references) + "\n")


VENUE_FIELDS = "{venue.full}|{venue.short}|{venue.proceedings}|[{venue.edition}]".replace("|", r"\|")
VENUE_ROWS = [
    ({"venue_id": "lights", "date": "2022"}, "Conference on Lights|CoL|Advances in Lights|12th"),
    ({"venue_id": "lights", "date": "2023"}, "Conference on Lights|CoL|Advances in Lights|"),
    ({"venue_id": "comum", "date": "2022"}, "Conference on Made-Up Methods|CoMUM|Conference on Made-Up Methods|41st"),
    ({"venue": ("made-up methods",)}, "Conference on Made-Up Methods|CoMUM|Conference on Made-Up Methods|"),
    ({"venue": ("COMUM",)}, "Conference on Made-Up Methods|CoMUM|Conference on Made-Up Methods|"),
    ({"venue_id": "lights", "abbr": "L"}, "Conference on Lights|L|Advances in Lights|"),
    ({"venue": ("Some Workshop",), "abbr": "SW"}, "Some Workshop|SW|Some Workshop|"),
]


PARTED = "author={Doe, Jo}, translator={Roe, Ida}, editor={Ink, Pen}, publisher={Press}"


def lines(bib: str, name: str) -> str:
    """The lines of an entry in a shipped style."""
    (reference,) = bibtex.references("papers.bib", bib, Problems())
    return " ".join(map(said, citer(shipped(name)).reference(seen(reference), Problems())))


OURS = "classic group highlight plain project resume tight venue-first".split()


@pytest.mark.parametrize("name", [*OURS, "acm", "ama", "apa", "chicago", "harvard", "ieee", "mla", "nature"])
def test_every_style_names_who_translated_a_book(name: str) -> None:
    assert "Roe" in lines(f"@book{{a, title={{A Book}}, year=2001, {PARTED}}}", name)


@pytest.mark.parametrize("year", ["", ", year={2001}"])
@pytest.mark.parametrize("name", OURS)
def test_our_styles_name_who_translated_and_who_edited_a_chapter(name: str, year: str) -> None:
    text = lines(f"@incollection{{a, title={{A Chapter}}, booktitle={{A Book}}, {PARTED}{year}}}", name)
    assert ("Roe" in text, "Ink" in text) == (True, True)


@pytest.mark.parametrize(("fields", "text"), VENUE_ROWS)
def test_a_venue_by_all_its_names(fields: dict[str, object], text: str) -> None:
    assert printed(VENUE_FIELDS, paper("Doe, Jo", **fields)) == text  # type: ignore[arg-type]


FIELDS = [
    ("{yy} {year} {date}", "24 2024 July 2024, under review"),
    ("{status:title}/{status:upper}", "Under Review/UNDER REVIEW"),
    ("[{short_title}: ]{title}", "Short: Title"),
    ("{pages}", "1–9"),
    ("{note}", "a note"),
    ("{track}", "D&B Track"),
    ("{publisher}", "Lamp Press"),
]


@pytest.mark.parametrize(("text", "filled"), FIELDS)
def test_what_a_pattern_may_ask_for(text: str, filled: str) -> None:
    reference = replace(
        paper("Doe, Jo", date="2024-07", status="under review", short_title=("Short",), pages=("1", "9")),
        note=("a note",), track=("D&B Track",), fields=(("publisher", ("Lamp Press",)),),
    )  # fmt: skip
    assert printed(text, reference) == filled


def test_a_field_that_is_not_there_is_said_once() -> None:
    problems = Problems()
    printed("{title} {volume} {volume} [{number}]", paper("Doe, Jo", key="lamps"), problems)
    (problem,) = problems.items
    assert problem.message == "lamps has no volume, which the reference style prints"


LINKS = "url_pdf={https://x.org/p}, url_code={https://x.org/c}"
LINK_ROWS = [
    (LINKS, LinkStyle(), "[PDF], [Code]"),
    (LINKS, LinkStyle(form="({label})", separator=" "), "(PDF) (Code)"),
    ("doi={10.1000/x}, eprint={2501.00001}, eprinttype={arxiv}", LinkStyle(), "[DOI], [arXiv]"),
    ("doi={10.1000/x}, eprint={2501.00001}, eprinttype={arxiv}", LinkStyle(doi=False, eprint=False), ""),
    ("url_pdf={https://doi.org/10.1000/x}, doi={10.1000/x}", LinkStyle(), "[PDF]"),
    ("url={https://x.org/page}", LinkStyle(), "[Link]"),
    ("url={https://x.org/page}, " + LINKS, LinkStyle(), "[PDF], [Code]"),
]


@pytest.mark.parametrize(("bib", "links", "text"), LINK_ROWS)
def test_links(bib: str, links: LinkStyle, text: str) -> None:
    style = ReferenceStyle(patterns=(("default", "[{links}]"),), links=links)
    assert cited(f"@misc{{a, title={{T}}, author={{Doe, Jo}}, year=2024, {bib}}}", style) == text


TARGETS = [
    ("doi={10.1000/X.5v2}, url={https://doi.org/10.1000/x.5v2}", " doi: 10.1000/X.5v2"),
    ("doi={10.1000/x(5)}, url={http://dx.doi.org/10.1000/x%285%29}", " doi: 10.1000/x(5)"),
    ("doi={10.1000/x}, url={https://www.x.org/10.1000/x}", " doi: 10.1000/x [Link]"),
    ("eprint={2501.00001}, eprinttype={arxiv}, url={https://arxiv.org/abs/2501.00001}", " 2501.00001"),
    ("eprint={2501.00001}, eprinttype={arxiv}, url={https://www.arxiv.org/pdf/2501.00001v3.pdf}", " 2501.00001"),
    ("eprint={2501.00001}, eprinttype={arxiv}, url={https://arxiv.org/abs/2501.00002}", " 2501.00001 [Link]"),
]


@pytest.mark.parametrize(("bib", "text"), TARGETS)
def test_an_address_that_the_pattern_leads_to_is_no_link_of_its_own(bib: str, text: str) -> None:
    work = f"@misc{{a, title={{T}}, author={{Doe, Jo}}, year=2024, {bib}}}"
    patterns = "[ doi: {doi:link}][ {eprint:link}][ {links}]", "[ doi: {doi}][ {eprint}][ {links}]"
    style = LinkStyle(doi=False, eprint=False)
    linked, unlinked = (cited(work, ReferenceStyle(patterns=(("default", each),), links=style)) for each in patterns)
    assert (linked, unlinked) == (text, f"{text.removesuffix(' [Link]')} [Link]")


BEST = [
    ("doi={10.1000/x}, url={https://x.org}", "https://doi.org/10.1000/x"),
    ("url={https://x.org}, url_pdf={https://x.org/p}", "https://x.org"),
    ("url_pdf={https://x.org/p}, eprint={2501.00001}, eprinttype={arxiv}", "https://x.org/p"),
    ("eprint={2501.00001}, eprinttype={arxiv}", "https://arxiv.org/abs/2501.00001"),
    ("note={none}", ""),
]


@pytest.mark.parametrize(("bib", "url"), BEST)
def test_a_title_leads_to_the_best_place(bib: str, url: str) -> None:
    (reference,) = bibtex.references("a.bib", f"@misc{{a, title={{T}}, author={{Doe, Jo}}, {bib}}}", Problems())
    style = ReferenceStyle(patterns=(("default", "{title:link}"),))
    (nodes,) = citer(style).reference(seen(reference), Problems())
    assert [node.url for node in walk(nodes) if isinstance(node, Link)] == ([url] if url else [])
    assert plain(nodes) == "T"


ORDINALS = "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 36th 101st 111th 112th 1,108th".split()


@pytest.mark.parametrize("text", ORDINALS)
def test_ordinals(text: str) -> None:
    assert Locale().ordinal(int(text[:-2].replace(",", ""))) == text
