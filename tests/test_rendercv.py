"""A RenderCV file builds as it stands; what is not printed is said; what cvgen convert makes of it prints the same."""

import contextlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import Desk, lines, said

from cvgen.model.document import Document, items
from cvgen.model.errors import Problems
from cvgen.model.look import PageLook
from cvgen.model.text import AuthorName, walk
from cvgen.model.word import Word
from cvgen.read import latex, project
from cvgen.read.bib import bib_writer
from cvgen.read.foreign import rendercv
from cvgen.read.yaml import yaml_file
from cvgen.read.yaml.markdown_text import retyped, written
from cvgen.read.yaml.values import Listed, Mapped, Scalar

Golden = Callable[[str, str], None]
SAMPLES = Path(__file__).parent / "foreign"
SAMPLE = "ada.yaml"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copy(SAMPLES / SAMPLE, tmp_path)
    return Desk(tmp_path)


def cv(tmp_path: Path, sections: str) -> tuple[Document, list[str]]:
    """A file of RenderCV's with these sections, arranged, and what is said of it."""
    desk = Desk(tmp_path).write("x.yaml", f"cv:\n  name: Ada Example\n  sections:\n    {sections}\n")
    problems = Problems()
    with contextlib.chdir(tmp_path):
        project.cv_file(Path("x.yaml"), problems)
        return desk.document(file="x.yaml"), [problem.message for problem in problems.items]


def entries(tmp_path: Path, text: str) -> list[str]:
    return lines(cv(tmp_path, f"s: [{text}]")[0])[1:]


def test_the_whole_file_prints(desk: Desk, golden: Golden) -> None:
    made = desk.document(file=SAMPLE)
    head = [made.header.name, said(made.header.headline), *(said(each.content) for each in made.header.contacts)]
    golden("foreign/rendercv.txt", "\n".join([*head, *lines(made)]) + "\n")


@pytest.mark.parametrize("form", ["html", "md", "pdf"])
def test_it_builds_without_change(desk: Desk, form: str) -> None:
    assert desk.run(form, SAMPLE).code == 0
    assert desk.files() == [f"ada.{form}"]


def test_what_is_left_aside_is_said_once_with_its_place(desk: Desk, golden: Golden) -> None:
    golden("messages/rendercv.txt", desk.run("md", SAMPLE).err)


def test_the_bold_author_is_the_owner_and_printed_once(desk: Desk) -> None:
    made = desk.document(file=SAMPLE)
    papers = [item for section in made.sections for each in section.listings for item in each.items if item.work]
    marked = [[n.name for n in walk(item.main) if isinstance(n, AuthorName) and n.emphasis] for item in papers]
    assert marked == [["Ada Example"], ["Ada Example"], ["Ada Example"]]
    assert "*" not in desk.run("html", SAMPLE).out


TITLES = [
    ("education", "Education"),
    ("work_and_life", "Work and Life"),
    ("welcome_to_CvLand!", "Welcome to CvLand!"),
    ("in_the_lab", "In The Lab"),
    ("as it stands", "as it stands"),
    ("Mixed_case", "Mixed Case"),
]


@pytest.mark.parametrize(("key", "title"), TITLES)
def test_a_section_is_titled_as_rendercv_does_it(key: str, title: str) -> None:
    assert rendercv.title(key) == title


DATES = [
    ("date: 2024", "2024"),
    ("date: 2020-09", "Sept. 2020"),
    ("date: '2020-09-24'", "Sept. 2020"),
    ("date: Fall 2023", "Fall 2023"),
    ("date: 09/2023", "09/2023"),
    ("date: someday", "someday"),
    ("start_date: 2020-09", "Sept. 2020 – present"),
    ("start_date: 2020, end_date: 2021-05", "2020 – May 2021"),
    ("start_date: 2020, end_date: Present", "2020 – present"),
    ("end_date: 2021-05", "May 2021"),
    ("start_date: 2020-01, end_date: Summer 2021", "Jan. 2020 – Summer 2021"),
    ("date: Now and then, start_date: 2020", "Now and then"),
]


@pytest.mark.parametrize(("typed", "printed"), DATES)
def test_a_date_prints_whatever_it_is(typed: str, printed: str, tmp_path: Path) -> None:
    assert entries(tmp_path, f"{{name: N, {typed}}}") == [f"**N** | {printed}"]


KINDS = [
    ("words", "words"),
    ("{label: L, details: D}", "**L:** D"),
    ("{institution: U, area: A, degree: BA}", "**BA**, A, U"),
    ("{company: C, position: P}", "**P**, C"),
    ("{name: N, location: L}", "**N**, L"),
    ("{bullet: B}", "B"),
    ("{number: N}", "1. N"),
    ("{reversed_number: N}", "1. N"),
    ("{title: T, authors: [A. Bee]}", "A. Bee. T."),
    ("{award: W, organization: O}", "W, O"),
]


@pytest.mark.parametrize(("typed", "printed"), KINDS)
def test_every_kind_of_entry_prints(typed: str, printed: str, tmp_path: Path) -> None:
    assert entries(tmp_path, typed) == [printed]


def test_an_arbitrary_key_does_not_change_the_kind(tmp_path: Path) -> None:
    made, found = cv(tmp_path, "s: [{name: N, award: W, label: L}]")
    assert lines(made) == ["# S", "**N**"]
    assert found == [f"{key} is not a key known here, so it is left aside" for key in ("award", "label")]


AUTHORS = [
    ("['**Ada Example**', Bee]", "**Ada Example**, Bee", []),
    ("['**A. Example**', Bee]", "**Ada Example**, Bee", []),
    ("['*Ada Example*', Bee]", "**Ada Example**, Bee", []),
    ("[Ada Example, Bee]", "**Ada Example**, Bee", []),
    ("['**Cy Else**', Ada Example]", "**Cy Else**, **Ada Example**", []),
    ("['**Ada Example**', '*Bee Roe*']", "**Ada Example**, *Bee Roe*", []),
    ("['[Bee Roe](https://bee.example)']", "Bee Roe", ["the link of Bee Roe is left aside"]),
]


@pytest.mark.parametrize(("typed", "printed", "messages"), AUTHORS)
def test_emphasis_stays_emphasis(typed: str, printed: str, messages: list[str], tmp_path: Path) -> None:
    made, found = cv(tmp_path, f"s: [{{title: T, authors: {typed}}}]")
    assert lines(made) == ["# S", f"{printed}. T."]
    assert found == messages


def test_an_emphasised_author_is_not_the_owner(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write(
        "ada.yaml", "cv: {name: Ada Example, sections: {s: [{title: T, authors: [Ada Example, '**Cy Else**']}]}}"
    )
    papers = items(desk.document(file="ada.yaml").sections)
    roles = [node.roles for item in papers for node in walk(item.main) if isinstance(node, AuthorName)]
    assert roles == [("owner",), ("bold",)]
    desk.change("ada.yaml", "cv:", "documents: {cv: {}}\ncv:")
    assert "authors in bold are printed as all others" in desk.run("check", "ada.yaml").err


# al-folio's cv.yml: RenderCV's sections, with entries of JSON Resume.
AL_FOLIO = """
cv:
  name: Ada Example
  url: ada.example
  location: {city: Lampton, countryCode: LA}
  summary: [A life with lamps., Another.]
  social_networks: [{network: ORCID, id: 0000-0002-1825-0097}]
  sections:
    Education: [{institution: Lamp U, area: Lamps, studyType: PhD, start_date: 2000, end_date: 2004, courses: [A, B]}]
    Experience: [{company: Lamps Ltd, position: Boss, start_date: 2005, summary: [one, two]}]
    Awards: [{title: Wick, date: 2010, awarder: Lamp Society, summary: Nice}, {name: Oil, awarder: Lamp Society}]
    Certificates: [{name: Fire, issuer: Fire Board, date: 2011}]
    Papers: [{title: On Lamps, authors: [Ada Example], publisher: Lamp Press, releaseDate: 2012-05, summary: S}]
    Skills: [{name: Trimming, level: Master, keywords: [wet, dry]}]
    Languages: [{language: German, fluency: native}]
    References: [{name: Bee Roe, reference: Bright.}]
"""


def test_al_folios_file_prints_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("cv.yml", AL_FOLIO)
    made = desk.document(file="cv.yml")
    assert lines(made) == [
        "# Summary", "A life with lamps.", "Another.",
        "# Education", "**PhD**, Lamps, Lamp U | 2000 – 2004", "  Courses: A; B",
        "# Experience", "**Boss**, Lamps Ltd | 2005 – present", "  one", "  two",
        "# Awards", "Wick, Lamp Society | 2010", "  Nice", "Oil, Lamp Society",
        "# Certificates", "**Fire** | 2011", "  Fire Board",
        "# Papers", "**Ada Example**. On Lamps. Lamp Press, May 2012.", "  S",
        "# Skills", "**Trimming:** wet, dry (Master)",
        "# Languages", "**German:** native",
        "# References", "**Bee Roe**", "  Bright.",
    ]  # fmt: skip
    assert [said(each.content) for each in made.header.contacts] == ["Lampton, LA", "ada.example", "ORCID"]
    assert desk.run("md", "cv.yml").err == ""


@pytest.mark.parametrize(
    "text", ["name: Ada\ncontact: {email: x}\njobs: [{}]", '{"SkillsPassport": {"a": [1]}}', "x: 1"]
)
def test_a_file_of_no_known_format_gets_one_line(text: str, tmp_path: Path) -> None:
    ran = Desk(tmp_path).write("x.yaml", text).run("html", "x.yaml")
    assert ran.code == 1
    assert ran.err.count("x.yaml:1:1") == ran.err.count("x.yaml:") == 1
    assert "this is no CV that cvgen knows" in ran.err


def test_what_could_run_is_refused(tmp_path: Path) -> None:
    made, found = cv(
        tmp_path, "s: [{name: N, url: 'javascript:x()'}]\n  custom_connections: [{placeholder: P, url: 'data:x'}]"
    )
    assert "javascript" not in str(made)
    assert found == ["the link javascript:x() is refused", "the link data:x is refused"]


def test_what_convert_writes_prints_the_same(desk: Desk, tmp_path: Path) -> None:
    ran = desk.run("convert", SAMPLE, "-o", "new/data")
    assert ran.code == 0
    assert ran.out.splitlines()[:3] == [f"new/data/{name}" for name in ("people.yaml", "ada.yaml", "publications.bib")]
    new = Desk(tmp_path / "new")
    for form in ("html", "md"):
        assert desk.run(form, SAMPLE, "--as-of", "2025").code == 0
        made = new.run(form, "ada.yaml", "--as-of", "2025")
        assert made.code == 0, made.err
        assert desk.read(f"out/ada.{form}") == new.read(f"out/ada.{form}")


def test_what_convert_writes(desk: Desk, golden: Golden) -> None:
    desk.run("convert", SAMPLE)
    for name in ("people.yaml", "ada.yaml", "publications.bib"):
        golden(f"foreign/rendercv/{name}", desk.read(f"data/{name}"))


def test_convert_replaces_nothing(desk: Desk) -> None:
    desk.write("data/people.yaml", "people: []\n")
    ran = desk.run("convert", SAMPLE)
    assert (ran.code, desk.files("data"), desk.read("data/people.yaml")) == (1, ["people.yaml"], "people: []\n")
    assert "data/people.yaml: this is there already, and nothing is replaced here" in ran.err


def test_convert_knows_its_own(desk: Desk) -> None:
    desk.run("convert", SAMPLE)
    ran = desk.run("convert", "data/ada.yaml", "-o", "again")
    assert (ran.code, ran.err) == (1, "data/ada.yaml: this file names its subject, so it is cvgen's own already\n")


@pytest.mark.parametrize("name", ["work_and_life", "Work and Life", "work and life"])
def test_a_section_is_found_by_its_key_and_by_its_title(tmp_path: Path, name: str) -> None:
    text = "cv: {name: Ada Moss, sections: {work_and_life: [Lamps], odd jobs: [Dusk]}}\n"
    desk = Desk(tmp_path).write("a.yaml", text)
    ran = desk.run("html", "a.yaml", "-o", "-", "--look", "sidebar", "--set", f"look.sidebar_sections=[{name}]")
    assert (ran.code, ran.err) == (0, "")
    desk.write("a.yaml", f"{text}documents: {{cv: {{sections: [{name}]}}}}\n")
    ran = desk.run("md", "a.yaml", "-o", "-")
    assert (ran.code, "Lamps" in ran.out, "Dusk" in ran.out) == (0, True, False), ran.err


def test_a_photo_counts_from_the_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("data/x.yaml", "cv: {name: Ada Example, photo: me.png}\n")
    assert desk.messages("md", "x.yaml") == [
        "data/x.yaml:1:32: warning: there is no picture me.png, so it is left aside"
    ]
    (tmp_path / "data/me.png").write_bytes(b"\x89PNG")
    assert desk.document(file="data/x.yaml").header.photo.path == "data/me.png"  # type: ignore[union-attr]
    assert "data/x.yaml:1:32: the photo 'data/me.png' cannot be used" in desk.run("html", "data/x.yaml").err
    desk.run("convert", "data/x.yaml", "-o", "new")
    assert "photo" not in desk.read("new/x.yaml")
    desk.write("y.yaml", "cv: {name: Ada Example, photo: data/me.png}\n").run("convert", "y.yaml")
    assert "photo: me.png" in desk.read("data/y.yaml")


TEXTS = st.text(st.sampled_from("ab {}[]@()\\`*_<>&:#'\"-~^$%|!?,.\n"), max_size=30)
PARTS = st.sampled_from(["{x}", "[@a]", "`{c}`", "*em*", "[l](https://x.org/{u})", "\\{", "\\[", "{{", "}", "a_b", "…"])


@given(st.lists(PARTS, max_size=8).map(" ".join))
def test_a_retyped_text_reads_as_it_did(text: str) -> None:
    assert written(retyped(text)) == written(text, literal=True)


@given(TEXTS.map(str.strip).filter(bool))
def test_a_text_survives_latex(text: str) -> None:
    text = " ".join(text.split())
    assert latex.plain_text(bib_writer.escaped(text)) == text


VALUES = st.recursive(
    TEXTS | st.sampled_from(["null", "NO", "010", "1.10", "2024-09", "12:30", "<<", "=", "é😀", "- a", "a: b", " a "]),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)


def bare(value: object) -> object:
    match value:
        case Scalar(text):
            return text
        case Listed(items):
            return [bare(each) for each in items]
        case Mapped(pairs):
            return {key.text: bare(each) for key, each in pairs}
    return None


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_what_is_dumped_is_read_again(values: dict[str, object]) -> None:
    problems = Problems()
    found = yaml_file.load("f.yaml", yaml_file.dumped(values), problems)
    assert bare(found) == values
    assert yaml_file.dumped(found) == yaml_file.dumped(yaml_file.load("f.yaml", yaml_file.dumped(found), problems))
    assert not problems.items


# The kinds of mistakes that RenderCV tests its own messages with, in words of ours.
WRONG = """\
cv:
  name: Ada Moss
  website: no_address
  phone: no_number
  email:
    - nobody
    - nobody_else
  photo: gone.jpg
  social_networks:
    - {network: LinkedIn, username: "no %%^&*()"}
    - {network: ORCID, username: no_orcid}
    - {network: IMDB, username: no_imdb}
    - {network: Gitbub, username: ada}
  sections:
    lamps:
      - {lamp: bright}
    both:
      - {institution: Dusk College, area: Optics}
      - {company: Lamps, position: Clerk}
    clerks:
      - {company: Shades, location: Dusk}
    papers:
      - {title: On Light, authors: [Ada Moss], date: 2025-13-01}
      - {title: On Dark, authors: [Ada Moss], date: Fall 2025}
    projects:
      - {name: A Lamp, date: 2025-01-50}
      - {name: {date: none}}
    jobs:
      - {company: Lamps, position: Clerk, start_date: 2025-01-01, end_date: 2020-01-01}
    schools:
      - {area: Optics, institution: Dusk College, start_date: 2025-02-30}
design:
  theme: no_theme
  no_key: x
"""
NAMED = [
    "3:12: 'no_address' is not the address of a website",
    "4:10: warning: no_number is not how a telephone number is written",
    "6:7: 'nobody' is not an e-mail address",
    "7:7: 'nobody_else' is not an e-mail address",
    "8:10: warning: there is no picture gone.jpg",
    "10:37: 'no %%^&*()' is no name at LinkedIn",
    "11:34: 'no_orcid' is not an ORCID iD",
    "12:33: 'no_imdb' is no name at IMDB",
    "13:17: warning: Gitbub is not a known network",
    "16:9: warning: this entry is of no known kind",
    "18:7: note: entries of several kinds stand here: institution, company",
    "21:9: warning: an entry with company has no position",
    "23:54: '2025-13-01' is not a date",
    "26:30: '2025-01-50' is not a date",
    "27:16: a text is expected here",
    "29:9: warning: it ends (2020-01-01) before it starts (2025-01-01)",
    "31:63: '2025-02-30' is not a date",
    "33:10: warning: design: theme cannot be no_theme here",
    "34:3: warning: design: no_key has no meaning here",
]


def test_every_mistake_that_rendercv_refuses_is_named_in_one_run(tmp_path: Path) -> None:
    ran = Desk(tmp_path).write("ada.yaml", WRONG).run("check", "ada.yaml")
    lines = ran.err.splitlines() + ran.out.splitlines()
    missing = [each for each in NAMED if not any(line.startswith(f"ada.yaml:{each}") for line in lines)]
    assert (ran.code, missing) == (1, []), "\n".join(lines)
    assert "Fall 2025" not in ran.err + ran.out


@pytest.mark.parametrize("date", ["2025-13-01", "2025-02-30", "2025-13"])
def test_a_date_of_a_json_resume_that_does_not_exist_is_an_error(tmp_path: Path, date: str) -> None:
    text = f'{{"basics": {{"name": "Ada Moss"}}, "work": [{{"name": "Lamps", "position": "Clerk", "startDate": "{date}"}}]}}'
    ran = Desk(tmp_path).write("ada.json", text).run("html", "ada.json")
    assert (ran.code, f"'{date}' is not a date" in ran.err) == (1, True)


def test_a_locale_gives_the_language_and_its_own_words(tmp_path: Path) -> None:
    sections = "sections: {education: [{institution: U, area: A, start_date: 2019-10}]}"
    text = f"cv: {{name: Ada Moss, {sections}}}\nlocale: {{language: german, present: jetzt, to: bis, month: Monat}}\n"
    ran = Desk(tmp_path).write("a.yaml", text).run("md", "a.yaml", "-o", "-")
    assert "**U**, A · Okt. 2019 bis jetzt" in ran.out.replace("\u00a0", " ")
    assert ran.err.startswith("a.yaml:2:53: warning: locale: month has no meaning here")


MONTHS = [f"Q{letter}q" for letter in "abcdefghijkl"]
OWN_WORDS = {
    "in English": ("english", MONTHS, "**U**, A · Qjq 2019 – Qbq 2020"),
    "in a language of ours": ("french", MONTHS, "**U**, A · Qjq 2019 – Qbq 2020"),
    "in a language that cvgen lacks": ("danish", MONTHS, "**U**, A · Qjq 2019 – Qbq 2020"),
    "eleven": ("english", MONTHS[1:], "a.yaml:2:50: month_abbreviations has 12 names"),
}


@pytest.mark.parametrize("case", OWN_WORDS)
def test_a_locale_has_its_own_names_of_months(tmp_path: Path, case: str) -> None:
    language, months, expected = OWN_WORDS[case]
    sections = "sections: {education: [{institution: U, area: A, start_date: 2019-10, end_date: 2020-02}]}"
    own = f"{{language: {language}, month_abbreviations: [{', '.join(months)}], month_names: [{', '.join(MONTHS)}], last_updated: Qxq}}"
    desk = Desk(tmp_path).write("a.yaml", f"cv: {{name: Ada Moss, {sections}}}\nlocale: {own}\n")
    ran = desk.run("md", "a.yaml", "-o", "-")
    assert expected in (ran.out + ran.err).replace("\u00a0", " ")
    if not ran.code:
        assert "Qxq " in desk.run("html", "a.yaml", "-o", "-").out
        assert desk.run("convert", "a.yaml").code == 0
        assert expected in desk.run("md", "data/a.yaml", "-o", "-").out.replace("\u00a0", " ")


DESIGNS = [
    ("colors: {body: black}", {"ink": "#000000"}, []),
    ("section_titles: {type: moderncv}, colors: {body: Navy, section_titles: 7fffd4}", {"ink": "#000080", "headings": "bar", "accent": "#7fffd4"}, []),
    ("colors: {body: 'hsl(270, 60%, 70%)'}", {"ink": "#b285e0"}, []),
    ("colors: {body: 'rgba(0,79,144, 1)', footer: 'rgb(128, 128, 128)'}", {"ink": "#004f90"}, ["colors.footer"]),
    ("colors: {body: blak}", {}, ["colors.body"]),
    ("section_titles: {type: moderncv}, colors: {body: rgb(0 79 144), section_titles: hsl(270deg 60% 70%)}", {"ink": "#004f90", "headings": "bar", "accent": "#b285e0"}, []),
    ("colors: {body: rgb(0 79 144 / 20%)}", {}, ["colors.body"]),
    ("colors: {body: 'rgb(0, 79, 400)'}", {}, ["colors.body"]),
    ("colors: {body: 'hsl(20, 200%, 28%)'}", {}, ["colors.body"]),
    ("page: {left_margin: 20 mm, right_margin: 0.5 in}", {"margins": "2cm 0.5in 2cm 20mm"}, []),
    ("page: {left_margin: 120mm, right_margin: wide}", {}, ["page.left_margin", "page.right_margin"]),
    ("typography: {line_spacing: 9em, font_size: {body: 1pt}}", {}, ["typography.font_size.body", "typography.line_spacing"]),
    ("page: {size: a3}", {}, ["page.size"]),
    ("theme: classic, colors: {section_titles: red, links: teal}", {"extends": "classic", "paper": "letter", "accent": "#008080"}, ["colors.section_titles"]),
    ("theme: classic, colors: {section_titles: red}", {"extends": "classic", "paper": "letter"}, ["colors.section_titles"]),
    ("colors: {section_titles: red}, section_titles: {type: without_line}", {"headings": "plain"}, ["colors.section_titles"]),
    ("colors: {section_titles: red}, typography: {small_caps: {section_titles: true}}", {"headings": "small-caps", "accent": "#ff0000"}, []),
    ("colors: {section_titles: black, body: black}", {"ink": "#000000"}, []),
    ("theme: ember, colors: {section_titles: red}", {"extends": "modern", "paper": "letter", "accent": "#ff0000"}, []),
    ("colors: {links: teal}", {"accent": "#008080"}, []),
    ("section_titles: {type: moderncv}, colors: {links: teal, section_titles: 'rgb(0, 128, 128)'}", {"headings": "bar", "accent": "#008080"}, []),
    ("section_titles: {type: moderncv}, colors: {links: black, section_titles: teal, body: black}", {"headings": "bar", "accent": "#008080", "ink": "#000000", "links": "plain"}, []),
    ("section_titles: {type: moderncv}, colors: {links: red, section_titles: teal}", {"headings": "bar", "accent": "#008080"}, ["colors.links"]),
    ("typography: {line_spacing: 0.7em}", {"leading": "1.36"}, []),
    ("typography: {line_spacing: 6pt, font_size: {body: 12pt}}", {"leading": "1.16", "size": "12pt"}, []),
    ("typography: {line_spacing: wide}", {}, ["typography.line_spacing"]),
    ("typography: {alignment: justified-with-no-hyphenation}", {"justify": "true"}, []),
    ("section_titles: {space_above: 0.5cm, line_thickness: 1pt}", {"section_gap": "0.5cm"}, ["section_titles.line_thickness"]),
    ("entries: {highlights: {bullet: ◆, nested_bullet: '-'}}", {"bullet": "◆"}, ["entries.highlights.nested_bullet"]),
    ("highlights: {bullet: ●}", {"bullet": "●"}, []),
    ("entries: {date_and_location_width: 4cm}, theme: moderncv", {"extends": "dates-left", "paper": "letter", "date_width": "4cm"}, []),
    ("entries: {date_and_location_width: 4cm}, theme: classic", {"extends": "classic", "paper": "letter"}, ["entries.date_and_location_width"]),
    (
        "font: Source Sans Pro, font_size: 11pt, page_size: a4paper, color: 'rgb(0, 79, 144)', text_alignment: left-aligned, "
        "margins: {page: {top: 2 cm, bottom: 2 cm, left: 1 cm, right: 1 cm}}",
        {
            "font": "Source Sans Pro", "size": "11pt", "accent": "#004f90", "justify": "false",
            "margins": "2cm 1cm 2cm 1cm",
        },
        [],
    ),
    ("theme: harvard", {"extends": "classic", "paper": "letter"}, []),
    ("theme: ink", {"extends": "bar", "paper": "letter"}, []),
    ("theme: opal", {"extends": "modern", "paper": "letter"}, []),
    ("theme: ember", {"extends": "modern", "paper": "letter"}, []),
    ("theme: mine", {}, ["theme"]),
    ("page: {show_footer: False}, links: {underline: Yes}", {"footer": "none", "links": "underlined"}, []),
    ("sections: {space_between_regular_entries: 1.2em, space_between_text_based_entries: 0.3em}", {"entry_gap": "1.2em", "gap": "0.3em"}, []),
    ("typography: {small_caps: {section_titles: true}}", {"headings": "small-caps"}, []),
    ("typography: {small_caps: {section_titles: false}}", {}, []),
    ("typography: {small_caps: {section_titles: true}}, section_titles: {type: without_line}", {"headings": "plain"}, ["typography.small_caps.section_titles"]),
]  # fmt: skip


@pytest.mark.parametrize(("design", "look", "aside"), DESIGNS, ids=[each for each, *_ in DESIGNS])
def test_a_design_is_read_as_far_as_a_look_has_words_for_it(
    tmp_path: Path, design: str, look: dict[str, str], aside: list[str]
) -> None:
    desk = Desk(tmp_path).write("a.yaml", f"cv: {{name: Ada Moss, sections: {{a: [x]}}}}\ndesign: {{{design}}}\n")
    problems = Problems()
    file = project.cv_file(desk.folder / "a.yaml", problems)
    assert file
    found = dict(file.documents)["cv"].look
    said = [(name, getattr(found, name)) for name in PageLook.__slots__ if found and name != "at"]
    assert {name: typed(each) for name, each in said if each is not None} == look
    told = [each.message for each in problems.items if each.code == "left-aside"]
    assert [re.match("design: ([a-z_.]+)", each)[1] for each in told] == aside  # type: ignore[index]


ASIDE = [
    ("page: {size: a3}", "2:23: warning: design: page.size cannot be a3 here, so it is left aside", "what is read: a4, us-letter"),
    ("page: {left_margin: 120mm}", "2:30: warning: design: page.left_margin cannot be 120mm here", "it may be from 0mm to 65mm"),
    ("colors: {body: blak}", "2:25: warning: design: colors.body cannot be blak here", "did you mean black?"),
    ("typography: {line_spacing: 0.1em}", "2:37: warning: design: typography.line_spacing cannot be 0.1em", "leading may be"),
    ("colors: {links: redd}", "2:26: warning: design: colors.links cannot be redd here", "did you mean red?"),
    ("colors: {links: [1, 2]}", "2:26: warning: design: colors.links cannot be a list here", "a name of CSS: navy"),
    ("theme: [a]", "2:17: warning: design: theme cannot be a list here", "what is read: classic, "),
    ("colrs: {links: red}", "2:18: warning: design: colrs.links has no meaning here", "did you mean colors.links?"),
    ("theem: classic", "2:10: warning: design: theem has no meaning here", "did you mean theme?"),
    ("page: {show_top_note: true}", "2:17: warning: design: page.show_top_note has no meaning here", "cvgen schema look"),
]  # fmt: skip


@pytest.mark.parametrize(("design", "told", "hint"), ASIDE)
def test_of_a_value_that_cannot_be_used_it_is_said_what_can(tmp_path: Path, design: str, told: str, hint: str) -> None:
    desk = Desk(tmp_path).write("a.yaml", f"cv: {{name: Ada Moss, sections: {{a: [x]}}}}\ndesign: {{{design}}}\n")
    ran = desk.run("html", "a.yaml")
    assert (ran.code, told in ran.err, hint in ran.err) == (0, True, True), ran.err


@pytest.mark.parametrize(
    ("line", "told", "hint"),
    [
        ("design: foo", "2:9: warning: design is not written as keys and values", "below design:"),
        ("design: [a]", "2:9: warning: design is not written as keys and values", "below design:"),
        ("locale: 5", "2:9: warning: locale is not written as keys and values", "below locale:"),
        ("locale: {langauge: german}", "2:10: warning: locale: langauge has no", "did you mean language?"),
        ("locale: {language: [a]}", "2:10: warning: locale: language cannot be a list here", "locales/"),
        ("settings: {bold_keywords: [x]}", "2:1: warning: settings is RenderCV's", "`--as-of DATE`"),
        ("design: {theme: ink}\ndocuments: {}", "2:1: warning: design is RenderCV's", "say look: or lang:"),
    ],
)
def test_no_mistake_in_what_is_rendercvs_passes_in_silence(tmp_path: Path, line: str, told: str, hint: str) -> None:
    desk = Desk(tmp_path).write("a.yaml", f"cv: {{name: Ada Moss, sections: {{a: [x]}}}}\n{line}\n")
    ran = desk.run("html", "a.yaml")
    assert (ran.code, told in ran.err, hint in ran.err) == (0, True, True), ran.err


def typed(value: object) -> str:
    """A value as it is typed."""
    return value.text if isinstance(value, Word) else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{legend}", "{legend}"),
        ("**{count:Words}** papers", "{count:Words}"),
        ("see [@moss2020]", "[@moss2020]"),
        ("{metrics.citations} citations", "{metrics.citations}"),
        ("{x} and {}", ""),
        ("{legend}, {publications.count} and {position}; {legend}", "{legend} {publications.count} {position}"),
        ("[@ada](https://a.example), {{name}} and `{legend}`", ""),
        (r"\\textbf{name} of $x_{year}$", ""),
    ],
)
def test_of_what_is_filled_in_elsewhere_it_is_said_that_it_stays(tmp_path: Path, text: str, told: str) -> None:
    desk = Desk(tmp_path).write("a.yaml", f'cv: {{name: Ada Moss, sections: {{a: ["{text}"]}}}}\n')
    problems = Problems()
    assert project.cv_file(desk.folder / "a.yaml", problems)
    assert [(each.about, each.at.line if each.at else 0) for each in problems.items] == [
        ((each,), 1) for each in told.split()
    ]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("documents: {cv: {look: book}}", "documents: stands beside cv:, not below it"),
        ("look: book", "put it under documents:, below the name of one, or into cvgen.yaml"),
    ],
)
def test_a_key_below_cv_is_sent_where_it_belongs(tmp_path: Path, key: str, hint: str) -> None:
    desk = Desk(tmp_path).write("data/cv.yaml", f"cv:\n  name: Ann Smith\n  sections: {{A: [one]}}\n  {key}\n")
    assert f"left aside\n  hint: {hint}\n" in desk.run("md", "cv.yaml").err
