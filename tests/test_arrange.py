"""Sections, labels, computed text, the legend of what was printed: what a document says, before any format."""

import io
from pathlib import Path

import pypdf
import pytest
from workbench import FILE, Desk, lines, project, said

from cvgen.model import formats
from cvgen.model.document import Face, Layout, Photo
from cvgen.model.text import plain

MARKS = FILE[FILE.index("documents:") :]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return project(tmp_path)


def written(sections: str, documents: str = MARKS) -> str:
    """A file with these sections: "Papers: {publications: …}"."""
    indented = "\n".join(f"    {line}" for line in sections.strip("\n").split("\n"))
    return f"person: ada\nbibliography: publications.bib\ncv:\n  sections:\n{indented}\n{documents}"


def shown(desk: Desk, sections: str, documents: str = MARKS) -> list[str]:
    """The lines of a document with these sections."""
    return lines(desk.write("data/ada.yaml", written(sections, documents)).document())


# ------------------------------------------------------------------------------------------------- labels and counts
GROUPS = """\
Papers:
  publications:
    - {{title: One, select: [lanterns, shadows], labels: {labels}}}
    - {{title: Two, select: [mirrors], labels: {labels}}}
"""
LABELS = [
    ('"R{n}."', ["R1.", "R2.", "R1."]),
    ('{text: "R{n}.", order: ascending}', ["R1.", "R2.", "R1."]),
    ('{text: "R{n}.", order: descending}', ["R2.", "R1.", "R1."]),
    ('{text: "{n}", continue: true}', ["1", "2", "3"]),
    ('{text: "{n}", continue: true, order: descending}', ["3", "2", "1"]),
    ('"[{venue.short}\'{yy}|{year}]:"', ["2023:", "CoMUM’24:", "CoMUM’21:"]),
]


@pytest.mark.parametrize(("labels", "expected"), LABELS)
def test_labels_of_publications(desk: Desk, labels: str, expected: list[str]) -> None:
    desk.write("data/ada.yaml", written(GROUPS.format(labels=labels)))
    (section,) = desk.document().sections
    listings = [listing for group in section.sections for listing in group.listings]
    assert [said(item.label) for listing in listings for item in listing.items] == expected
    assert {listing.layout for listing in listings} == {Layout.LABELS}


def test_labels_of_a_section_hold_for_its_groups(desk: Desk) -> None:
    found = shown(
        desk, 'Papers:\n  labels: "P{n}"\n  publications: [{select: [mirrors]}, {select: [shadows], labels: "Q{n}"}]'
    )
    assert [line[:3] for line in found[1:]] == ["P1 ", "Q1 "]


NUMBERS = [
    ("{labels: 'T{n}.', entries: [{bullet: a}, {bullet: b}]}", ["T1. a", "T2. b"]),
    ("{labels: {text: '{n}:', order: descending}, entries: [{bullet: a}, {bullet: b}]}", ["2: a", "1: b"]),
    ("[{number: a}, {number: b}]", ["1. a", "2. b"]),
    ("[{reversed_number: a}, {reversed_number: b}, {reversed_number: c}]", ["3. a", "2. b", "1. c"]),
    ("[{number: a}, {bullet: x}, {number: b}]", ["1. a", "x", "2. b"]),
]


@pytest.mark.parametrize(("section", "expected"), NUMBERS)
def test_numbers_of_entries(desk: Desk, section: str, expected: list[str]) -> None:
    assert shown(desk, f"S: {section}")[1:] == expected


COUNTS = [
    ("{count}", "2"),
    ("{count:words}", "two"),
    ("{count:Words}", "Two"),
    ("{publications.count} papers", "3 papers"),
    ("{metrics.citations:,} as of {metrics.citations.as_of}", "1,234 as of March 1, 2025"),
    ("{metrics.citations} by {metrics.citations.source}", "1234 by Example Index"),
    ("{name}, {year}", "Ada Example, 2025"),
    ("{as_of}", "June 2025"),
    ("a {{brace}}", "a {brace}"),
    ("[@wen] and [@shadows]", "Wen Sample and Counting Shadows"),
    ("[somebody](@wen), *[@ada]*", "somebody, *Ada Example*"),
    ("**{count}** of {publications.article:tens}+", "**2** of 0+"),
]


BLOCKS = [
    ('["2019. Best lamp", "- a dash"]', ["2019. Best lamp", "- a dash"]),
    ('["a\\n\\nb"]', ["a", "  b"]),
    ('["a\\nb"]', ["a b"]),
    ('["a\\\\\\nb"]', ["a/b"]),
    ('["**a\\n\\nb** c"]', ["**a", "  b** c"]),
    ('["a:\\n- b\\n  - c\\n\\n    d\\n- e"]', ["a:", "- b", "  - c", "      d", "- e"]),
    ('["3. a\\n4. b\\n\\nc"]', ["", "3. a", "4. b", "  c"]),
    ('[{name: N, highlights: ["a\\n- b"]}]', ["**N**", "- a", "  - b"]),
    ('[{name: N, summary: "a\\n\\nb"}]', ["**N**", "  a", "  b"]),
    ('["a *\\n\\n```\\n  x = 1\\ny\\n```"]', ["a *", "    x = 1/y"]),
    ('["$x_i$-means of *k*, $$E$$"]', ["*x**i*-means of *k*, *E*"]),
    ('["$5M and US$ 3, $5 to $7, $\\\\unheard$"]', ["$5M and US$ 3, $5 to $7, $\\unheard$"]),
]


@pytest.mark.parametrize(("entries", "expected"), BLOCKS)
def test_texts_keep_their_paragraphs_and_lists(desk: Desk, entries: str, expected: list[str]) -> None:
    assert shown(desk, f"S: {entries}") == ["# S", *expected]


def test_a_text_without_quotes_keeps_its_list(desk: Desk) -> None:
    entries = "\n  - name: N\n    highlights:\n      - a\n        - b\n          - c\n        - d - e\n      - f - g"
    assert shown(desk, f"S:{entries.replace(chr(10), chr(10) + '      ')}")[2:] == [
        "- a", "  - b", "    - c", "  - d – e", "- f – g",
    ]  # fmt: skip


PHOTOS = [("", "data/b.png"), ("photo: c.png", "data/c.png"), ("photo: ../c.png", "c.png"), ("photo: none", "")]


@pytest.mark.parametrize(("key", "path"), PHOTOS)
def test_a_document_has_its_own_photo_or_none(desk: Desk, key: str, path: str) -> None:
    desk.write(
        "data/ada.yaml", written("S: [a]", f"documents: {{cv: {{{key}}}}}").replace("cv:\n", "cv:\n  photo: b.png\n", 1)
    )
    photo = desk.document().header.photo
    assert (photo.path if photo else "") == path


def test_records_of_the_last_years_count_from_the_documents_date(desk: Desk) -> None:
    awards = "[{id: old, name: Old, to: [ada], dates: 2015}, {id: new, name: New, to: [ada], dates: 2021}]"
    desk.write("data/records.yaml", f"awards: {awards}")
    assert shown(desk, "S: [{awards: mine, since: 5 years}]", "documents: {cv: {as_of: 2025}}") == [
        "# S",
        "New | 2021",
    ]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_texts_are_filled_in(desk: Desk, text: str, expected: str) -> None:
    found = shown(
        desk, f'Papers:\n  intro: "{text}"\n  outro: "{{legend}}"\n  publications: [{{select: [mirrors, shadows]}}]'
    )
    assert found[1] == expected


def test_a_title_counts_its_own_group(desk: Desk) -> None:
    groups = "[{title: '{count:Words} here', select: [mirrors]}, {title: '{count} there', select: [lanterns, shadows]}]"
    found = shown(desk, f"'{{count}} in all':\n  title: '{{count}} in all'\n  publications: {groups}")
    assert [line for line in found if line.startswith("#")] == ["# 3 in all", "## One here", "## 2 there"]


def test_a_talk_says_where_it_was(desk: Desk) -> None:
    desk.change("data/records.yaml", "event: Lamp Colloquium,", "event: Lamp Colloquium, location: Lampton,")
    found = shown(desk, "Talks: [{talks: mine}, {talk: Shades, event: Evening, location: Wickham, date: 2024}]")
    assert found[1:] == [
        "“Light Without Lamps.” *Lamp Colloquium*, Lampton | March 2025",
        "“Shades.” *Evening*, Wickham | 2024",
    ]


# ---------------------------------------------------------------------------------------------------------- the legend
PAPERS_ALONE = "Papers: {publications: [{select: [%s]}]}"
LEGENDS = [
    ("lanterns, shadows", "† denotes students of mine; * denotes equal contribution."),
    ("shadows", None),
    ("mirrors", None),
]


@pytest.mark.parametrize(("keys", "legend"), LEGENDS)
def test_the_legend_tells_the_marks_that_are_printed(desk: Desk, keys: str, legend: str | None) -> None:
    second = shown(desk, PAPERS_ALONE % keys)[1]
    assert second == legend if legend else "denotes" not in second


WORDED = [
    ("legend_order: [equal, student]", "* denotes equal contribution; † denotes students of mine."),
    ("legend_join: ', and '", "† denotes students of mine, and * denotes equal contribution."),
    ("legend_end: '!'", "† denotes students of mine; * denotes equal contribution!"),
    ("authors: {over: 1, first: 1}", "† denotes students of mine; * denotes equal contribution."),
    ("marks: {student: {legend: '{mark}: *my* student'}}", "†: *my* student; * denotes equal contribution."),
    ("marks: {student: null}", "* denotes equal contribution."),
    ("marks: {student: {legend: ''}}", "* denotes equal contribution."),
    ("marks: {student: {legend: null}}", "† denotes student; * denotes equal contribution."),
    ("marks: {equal: {legend: null}}", "† denotes students of mine; * denotes equal contribution."),
    (
        "marks: {student: {symbol: null, look: underline}}",
        "underlined: students of mine; * denotes equal contribution.",
    ),
    (
        "marks: {student: {symbol: null, look: [bold, italic], legend: '{mark} names are students'}}",
        "bold and italic names are students; * denotes equal contribution.",
    ),
    ("marks: {student: underline}", "underlined: student; * denotes equal contribution."),
    (
        "marks: {student: {symbol: null, look: italic, legend: Names in italics are students}}",
        "Names in italics are students; * denotes equal contribution.",
    ),
]


@pytest.mark.parametrize(("change", "legend"), WORDED)
def test_the_legend_is_worded_by_the_document(desk: Desk, change: str, legend: str) -> None:
    documents = f"{MARKS}  other: {{from: cv, {change}}}\n"
    desk.write("data/ada.yaml", written(PAPERS_ALONE % "lanterns", documents))
    assert lines(desk.document("other"))[1] == legend


def test_a_mark_that_was_cut_off_is_not_in_the_legend(desk: Desk) -> None:
    desk.change(
        "data/publications.bib",
        "Sample, Wen and Roe, Jane and Example, Ada",
        "Example, Ada and Roe, Jane and Sample, Wen",
    )
    documents = MARKS + "    authors: {over: 2, first: 2}\n"
    found = shown(desk, PAPERS_ALONE % "lanterns", documents)
    assert found[1] == "* denotes equal contribution."
    assert found[2].startswith("**A. Example**^*, J. Roe^*, et al., “How Bright")


def test_the_legend_stands_where_the_user_puts_it(desk: Desk) -> None:
    found = shown(desk, "Papers:\n  publications: [{select: [lanterns]}]\n  outro: 'Here: {legend}'")
    assert found[-1] == "Here: † denotes students of mine; * denotes equal contribution."
    assert sum("denotes" in line for line in found) == 1


def test_what_a_text_explains_is_not_explained_again(desk: Desk) -> None:
    papers = "Papers: {intro: '* indicates equal contribution.', publications: [{select: [lanterns]}]}"
    desk.write("data/ada.yaml", written(papers, MARKS + "  other: {from: cv, marks: {equal: {legend: null}}}\n"))
    page = lines(desk.document("other"))
    assert page[1:3] == ["* indicates equal contribution.", "† denotes students of mine."]


def test_the_legend_may_stand_in_a_text(desk: Desk) -> None:
    found = shown(desk, "Signs: ['Signs: {legend}']\n" + PAPERS_ALONE % "lanterns")
    assert found[1] == "Signs: † denotes students of mine; * denotes equal contribution."
    assert sum("denotes" in line for line in found) == 1


def test_marks_of_a_section_that_is_left_out_are_not_in_the_legend(desk: Desk) -> None:
    documents = MARKS + "  short: {from: cv, sections: [Others]}\n"
    desk.write(
        "data/ada.yaml",
        written(PAPERS_ALONE % "lanterns" + "\nOthers: {publications: [{select: [shadows]}]}", documents),
    )
    assert lines(desk.document("short"))[0] == "# Others"
    assert not any("denotes" in line for line in lines(desk.document("short")))


# ----------------------------------------------------------------------------------------------- documents and sections
THREE = "One: [a]\nTwo: [b]\nThree: [c]"
SHOWN = [
    ("", "One Two Three"),
    ("sections: [Three, One]", "Three One"),
    ("sections: []", ""),
    ("sections: null", "One Two Three"),
]


@pytest.mark.parametrize(("change", "titles"), SHOWN)
def test_a_document_shows_some_of_the_sections_in_its_order(desk: Desk, change: str, titles: str) -> None:
    documents = (
        f"documents:\n  cv: {{sections: [Two]}}\n  other: {{from: cv, {change}}}\n" if change else "documents: {cv: {}}"
    )
    desk.write("data/ada.yaml", written(THREE, documents))
    found = lines(desk.document("other" if change else "cv"))
    assert " ".join(line.removeprefix("# ") for line in found if line.startswith("#")) == titles


def test_documents_inherit_through_several(desk: Desk) -> None:
    documents = """\
documents:
  cv: {page: letter, max_pages: 2, dates: {form: iso, present: now}, marks: {owner: bold, equal: "*"}}
  second: {from: cv, dates: {form: year}, marks: {equal: null}}
  third: {from: second, max_pages: null, dates: {present: today}, marks: {student: †}}
"""
    sections = "Work: [{company: Lamps, start_date: 2020-02, end_date: present}]\n" + PAPERS_ALONE % "lanterns"
    desk.write("data/ada.yaml", written(sections, documents))
    made = desk.document("third")
    assert (made.page, made.max_pages) == ("letter", 0)
    assert lines(made)[1] == "**Lamps** | 2020 – today"
    assert lines(made)[-1].startswith("W. Sample^†, J. Roe, **A. Example**, “How")
    assert lines(desk.document("cv"))[1] == "**Lamps** | 2020-02 – now"


PRIVATE = """\
person: ada
bibliography: publications.bib
cv:
  email: ada@example.org
  phone:
    - {value: "+1 (000) 000-0000", only: pdf}
    - {value: "111", label: Office, only: [short]}
  sections:
    Open: [a, {bullet: b, only: md}]
    Closed: {entries: [c], only: [pdf, short]}
documents: {cv: {}, short: {}}
"""


@pytest.mark.parametrize(
    ("name", "form", "phones", "titles"),
    [
        ("cv", formats.PDF, ["+1 (000) 000-0000"], ["# Open", "a", "# Closed", "c"]),
        ("cv", formats.HTML, [], ["# Open", "a"]),
        ("cv", formats.MD, [], ["# Open", "a", "b"]),
        ("short", formats.HTML, ["111"], ["# Open", "a", "# Closed", "c"]),
    ],
)
def test_what_is_private_stands_only_where_it_may(
    desk: Desk, name: str, form: formats.Format, phones: list[str], titles: list[str]
) -> None:
    made = desk.write("data/ada.yaml", PRIVATE).document(name, form)
    assert [plain(contact.content) for contact in made.header.contacts if contact.kind == "phone"] == phones
    assert lines(made) == titles


# -------------------------------------------------------------------------------------------------- dates and records
DATED = [
    ("date: 2016-09", "Sept. 2016"),
    ("date: [2022, 2023]", "2022 & 2023"),
    ("start_date: 2021-01, end_date: 2025-06", "Jan. 2021 – June 2025"),
    ("start_date: 2021-01, end_date: present", "Jan. 2021 – present"),
    ("start_date: 2021-01", "Jan. 2021 –"),
    ("date: {date: 2023, url: 'https://example.org'}", "[2023]"),
]


@pytest.mark.parametrize(("date", "text"), DATED)
def test_dates_of_entries(desk: Desk, date: str, text: str) -> None:
    assert shown(desk, f"S: [{{name: Thing, {date}}}]")[1] == f"**Thing** | {text}"


def test_dates_that_leave_no_room_beside_them_stand_below_the_name(desk: Desk) -> None:
    terms = "Fall 2015 & Spring 2016 & Fall 2016"
    for dates, below in (("", []), (", Spring 2017, Fall 2017", [f"  {terms} & Spring 2017 & Fall 2017"])):
        entry = f"{{name: Thing, date: [Fall 2015, Spring 2016, Fall 2016{dates}], highlights: [One]}}"
        head = "**Thing**" if below else f"**Thing** | {terms}"
        assert shown(desk, f"S: [{entry}]")[1:] == [head, *below, "- One"]


def test_dates_in_the_style_of_the_nearest(desk: Desk) -> None:
    documents = MARKS + "    dates: {form: iso, range: ' to '}\n"
    group = "groups: [{title: G, dates: year, entries: [{name: B, start_date: 2020-02, end_date: 2021-03}]}]"
    section = (
        f"S:\n  dates: {{form: long}}\n  entries: [{{name: A, start_date: 2020-02, end_date: 2021-03}}]\n  {group}"
    )
    found = shown(desk, section + "\nT: [{name: C, date: 2020-02}]", documents)
    dates = [line.split(" | ")[1] for line in found if " | " in line]
    assert dates == ["February 2020 to March 2021", "2020 to 2021", "2020-02"]


RECORDED = [
    ("{ref: best-2024}", ["Best Paper Award at 10th Conference on Made-Up Methods (CoMUM) | 2024"]),
    ("{ref: light-talk}", ["“Light Without Lamps.” *Lamp Colloquium* | March 2025"]),
    ("{awards: mine}", ["Best Paper Award at 10th Conference on Made-Up Methods (CoMUM) | 2024"]),
    (
        "{awards: all}",
        ["Best Paper Award at 10th Conference on Made-Up Methods (CoMUM) | 2024", "Lamp Prize | May 2020"],
    ),
    ("{awards: all, latest: 1}", ["Best Paper Award at 10th Conference on Made-Up Methods (CoMUM) | 2024"]),
    ("{awards: all, since: 2025}", []),
    ("{talks: mine}", ["“Light Without Lamps.” *Lamp Colloquium* | March 2025"]),
    ("{relations: student}", ["**Wen Sample** | Sept. 2021 – June 2024"]),
    ("{relations: mentee}", []),
]


@pytest.mark.parametrize(("entry", "expected"), RECORDED)
def test_records_by_id_and_by_query(desk: Desk, entry: str, expected: list[str]) -> None:
    assert shown(desk, f"S: [{entry}]")[1:] == expected


@pytest.mark.parametrize(
    ("relations", "first"),
    [
        ("{as: lead, of: lamp-lab}", "**Ada Example** (lead)"),
        ("{as: leader, of: lamp-lab}", "**Ada Example** (leader)"),
        ("{as: head, of: lamp-lab}", "**Ada Example** (head)"),
        ("{as: director, of: lamp-lab}", "**Ada Example** (director)"),
        ("{as: PI, of: lamp-lab}", "**Ada Example** (PI)"),
        ("{as: Principal Investigator, of: lamp-lab}", "**Ada Example** (PI)"),
        ("{as: lead, of: lamp-lab, start_date: 2030}", "**Wen Sample**"),
        ("{as: lead, of: lamp-lab, end_date: 2020}", "**Wen Sample**"),
    ],
)
def test_who_leads_a_group_on_its_documents_date_stands_first(desk: Desk, relations: str, first: str) -> None:
    desk.change(
        "data/people.yaml",
        "relations: [{as: member, of: lamp-lab}]",
        f"relations: [{{as: member, of: lamp-lab}}, {relations}]",
    )
    desk.write(
        "data/lab.yaml",
        "group: lamp-lab\nbibliography: publications.bib\npage: {sections: {Members: [{members: all}]}}\n"
        "documents: {page: {as_of: 2024}}\n",
    )
    found = lines(desk.document(file="data/lab.yaml"))
    assert found[1].split(" | ")[0] == first
    assert sum("Ada Example" in line for line in found) == 1


CARDS = """\
group: lamp-lab
bibliography: publications.bib
page:
  sections:
    Members:
      groups:
        - {title: Head, entries: [{members: all, role: lead, cards: true}]}
        - {title: Students, entries: [{members: all, role: student, cards: true}]}
        - {title: Everybody, entries: [{members: all}]}
documents: {page: {as_of: 2024, formats: [html, md, tex, docx, typ], style: modern}}
"""


LINKS = "links: {GitHub: 'https://github.com/ada', Website: 'https://lamps.example/ada'}"


@pytest.mark.parametrize(
    ("said", "asked"), [("head", "lead"), ("lead", "head"), ("PI", "director"), ("pi", "principal investigator")]
)
def test_words_for_who_leads_a_group_are_one_kind(desk: Desk, said: str, asked: str) -> None:
    """In lists by role, in lists of relations, and for marks, whose reason says the word that was typed."""
    old = "relations: [{as: member, of: lamp-lab}]"
    desk.change("data/people.yaml", old, f"relations: [{{as: member, of: lamp-lab}}, {{as: {said}, of: lamp-lab}}]")
    lists = f"Head: [{{members: all, role: {asked}}}], Same: [{{relations: {asked}}}]"
    papers = "Papers: {publications: [{}]}"
    desk.write(
        "data/lab.yaml",
        f"group: lamp-lab\nbibliography: publications.bib\npage: {{sections: {{{lists}, {papers}}}}}\n"
        f"documents: {{page: {{as_of: 2024, marks: {{{asked}: {{symbol: ¤}}}}}}}}\n",
    )
    found = lines(desk.document(file="data/lab.yaml"))
    assert [sum(name in line for line in found[:4]) for name in ("**Ada Example**", "Wen")] == [2, 0]
    assert any(line.startswith(f"¤ denotes {asked}") for line in found), found  # a legend has what was printed alone


def test_who_leads_a_group_is_a_member_of_it(desk: Desk) -> None:
    desk.change("data/people.yaml", "relations: [{as: member, of: lamp-lab}]", "relations: [{as: PI, of: lamp-lab}]")
    desk.write("data/lab.yaml", "group: lamp-lab\npage: {sections: {Members: [{members: all}]}}\n")
    assert lines(desk.document(file="data/lab.yaml"))[1].split(" | ")[0] == "**Ada Example** (PI)"


def test_who_leads_is_no_word_for_a_person_unless_it_is_declared(desk: Desk) -> None:
    old = "relations: [{as: member, of: lamp-lab}]"
    desk.change("data/people.yaml", old, f"{old[:-1]}, {{as: Head, of: wen}}]")
    ran = desk.run("check", "people.yaml")
    assert (ran.code, "wen is a person, and one is Head of a group" in ran.err) == (1, True), ran.err
    desk.change("data/people.yaml", "people:", "kinds: [Head]\npeople:")
    assert desk.run("check", "people.yaml").code == 0


@pytest.mark.parametrize("engine", ["weasyprint", "typst"])
def test_links_of_a_person_stand_on_the_card_and_on_their_page(desk: Desk, engine: str) -> None:
    """In their order, behind site and ORCID; on paper one that says nothing has its address behind it."""
    if engine == "typst":
        pytest.importorskip("typst")
    desk.change("data/people.yaml", "email: ada@example.org", f"email: ada@example.org\n    {LINKS}")
    desk.write("data/lab.yaml", CARDS.replace("{members: all}", "{members: all, cards: true}"))
    cards = [
        each for part in desk.document(file="data/lab.yaml").sections[-1].sections for each in part.listings[0].items
    ]
    ada = next(each for each in cards if plain(each.main) == "Ada Example")
    assert plain(ada.lines[-1].main) == "example.org/ada ada@example.org GitHub, Website"
    assert desk.run("html", "lab.yaml").code == 0
    for page in ("out/lab.html", "out/people/ada.html"):
        body = desk.read(page).partition("<body>")[2]
        places = [
            body.find(f'href="{url}"')
            for url in ("https://example.org/ada", "https://github.com/ada", "https://lamps.example/ada")
        ]
        assert -1 < places[0] < places[1] < places[2], page
    assert desk.run("pdf", "lab.yaml", "--engine", engine).code == 0
    data = (desk.folder / "out/lab.pdf").read_bytes()
    text = " ".join(" ".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(data)).pages).split())
    assert "GitHub, Website (lamps.example/ada)" in text
    desk.change("data/people.yaml", LINKS, "links: {GitHub: 'javascript:alert(1)'}")
    assert "links begin with https://" in desk.run("html", "lab.yaml").err


def test_members_are_cards_by_role_with_faces(desk: Desk, root: Path) -> None:
    """The head by the group's relation, students by theirs to the head; a card says what a row says, and where."""
    desk.change(
        "data/people.yaml",
        "relations: [{as: member, of: lamp-lab}]",
        "photo: ada.png\n    relations: [{as: member, of: lamp-lab}, {as: lead, of: lamp-lab}]",
    )
    desk.write("data/lab.yaml", CARDS)
    (desk.folder / "data/ada.png").write_bytes((root / "data/portrait.png").read_bytes())
    document = desk.document(file="data/lab.yaml")
    head, students, everybody = (part.listings[0] for part in document.sections[-1].sections)
    assert [each.layout for each in (head, students, everybody)] == [Layout.CARDS, Layout.CARDS, Layout.ROWS]
    (ada,), (wen,) = head.items, students.items
    assert ada.face == Face(Photo("data/ada.png", "Ada Example"), "AE")
    assert [plain(line.main) for line in ada.lines] == ["Lead", "example.org/ada ada@example.org"]
    assert (plain(wen.main), wen.face) == ("Wen Sample", None)
    assert plain(wen.lines[0].main).startswith("Student, Sept.\N{NO-BREAK SPACE}2021")
    assert desk.run("build", "--jobs", "1", "lab.yaml").code == 0
    page = desk.read("out/lab.html")
    assert page.count('<ul class="cards"') == 2
    assert 'class="face" src="data:image/png;base64,' in page
    assert 'alt=""' in page
    assert 'alt="Ada Example"' not in page  # her name stands beside it
    for form in ("md", "tex", "typ"):
        told = desk.read(f"out/lab.{form}")
        assert all(words in told for words in ("Ada Example", "Lead", "example.org/ada", "Wen Sample", "Student"))
    member = desk.read("out/people/ada.html")
    assert 'class="photo"' in member
    assert 'href="https://example.org/ada"' in member[: member.index("<main")]
    (desk.folder / "data/ada.png").write_bytes((root / "data/portrait.png").read_bytes() + b"0")
    assert "out/lab.html" in desk.run("build", "--jobs", "1", "lab.yaml").out
    desk.change("data/people.yaml", "photo: ada.png", "photo: ada.png\n    photo_alt: Ada at dusk")
    desk.run("html", "lab.yaml", "-o", "alt.html")
    page = desk.read("alt.html")
    assert 'class="face"' in page
    assert 'alt="Ada at dusk"' in page


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{members: all, role: studnet}", "'studnet' is not known here"),
        ("{awards: mine, role: student}", "role: chooses among members only"),
        ("{talks: all, cards: true}", "cards: shows members and relations only"),
    ],
)
def test_a_query_for_people_that_has_no_answer_is_refused(desk: Desk, query: str, message: str) -> None:
    desk.write("data/lab.yaml", CARDS.replace("{members: all}", query))
    ran = desk.run("html", "lab.yaml")
    assert (ran.code, message in ran.err) == (1, True)


def test_a_relation_is_seen_from_the_documents_date(desk: Desk) -> None:
    at = {}
    for date in ("2021-08", "2022-01", "2024-06", "2025"):
        found = shown(desk, "S: [{relations: student}]", f"documents: {{cv: {{as_of: {date}}}}}")[1:]
        at[date] = [line.split(" | ")[1] for line in found]
    running = ["Sept. 2021 – present"]
    assert at == {
        "2021-08": [],
        "2022-01": running,
        "2024-06": ["Sept. 2021 – June 2024"],
        "2025": ["Sept. 2021 – June 2024"],
    }


@pytest.mark.parametrize(("lang", "venues"), [("en", ["Åbo", "Zoom"]), ("sv", ["Zoom", "Åbo"])])
def test_venues_and_titles_go_by_the_letters_of_the_language(desk: Desk, lang: str, venues: list[str]) -> None:
    entry = "@article{{{0}, title={{{0}}}, journal={{{0}}}, author={{Example, Ada}}, year=2024}}\n"
    desk.write("data/publications.bib", "".join(map(entry.format, ("Zoom", "Åbo"))))
    section = "Papers: {publications: [{group_by: venue}]}\nAll: {publications: [{order: title}]}"
    found = "\n".join(shown(desk, section, f"documents: {{cv: {{lang: {lang}}}}}"))
    under, listed = found.split("# All")
    assert sorted(("Åbo", "Zoom"), key=under.index) == sorted(("Åbo", "Zoom"), key=listed.index) == venues


# ---------------------------------------------------------------------------------------------------------- groupings
GROUPINGS = [
    ("year", ["2024", "2023", "2021"]),
    ("type", ["Journal articles", "Conference papers"]),
    ("venue", ["Conference on Made-Up Methods", "Journal of Lamps"]),
]


@pytest.mark.parametrize(("by", "titles"), GROUPINGS)
def test_publications_under_headings(desk: Desk, by: str, titles: list[str]) -> None:
    found = shown(desk, f"Papers: {{publications: [{{group_by: {by}}}], outro: '{{legend}}'}}")
    assert [line.removeprefix("## ") for line in found if line.startswith("## ")] == titles


def test_labels_run_on_over_headings(desk: Desk) -> None:
    section = "Papers: {publications: [{group_by: type, labels: {text: '{n}.', order: descending}}], outro: '{legend}'}"
    found = shown(desk, section)
    assert [line[:3] for line in found if line[0].isdigit()] == ["3. ", "2. ", "1. "]


# ------------------------------------------------------------------------------------------------------------ anchors
def test_anchors_are_each_there_once(desk: Desk) -> None:
    sections = (
        "Papers: {publications: [{select: [lanterns, shadows]}, {title: Shadows, select: [shadows]}]}\n"
        "papers: {publications: [{title: Lanterns, select: [lanterns]}]}"
    )
    desk.write("data/ada.yaml", written(sections))
    html = (desk.run("html", "ada.yaml"), desk.read("out/ada.html"))[1]
    anchors = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert sorted(anchors) == sorted(set(anchors))
    assert {"lanterns", "shadows"} <= set(anchors)


def test_positions_are_those_of_the_documents_date(desk: Desk) -> None:
    jobs = "[{position: Old, end_date: 2024}, {position: Now, start_date: 2025-01}, {position: Next, start_date: 2026}]"
    desk.change("data/people.yaml", "    name: Example, Ada\n", f"    name: Example, Ada\n    positions: {jobs}\n")
    desk.write("data/ada.yaml", written("S: [a]").replace("cv:\n", "cv:\n  positions: true\n", 1))
    assert [said(each.title) for each in desk.document().header.affiliations] == ["Now"]
