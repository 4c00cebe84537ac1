"""Texts in several languages: a document has its own and nothing of the others; what it lacks, or cannot be, is told."""

import html
import io
import re
import subprocess
from pathlib import Path

import docx
import pypdf
import pytest
from workbench import Desk

from cvgen.model.text import Inline, Node, Style, Styled, alone
from cvgen.model.variants import chosen

PEOPLE = """\
people:
  - id: ada
    name: Moss, Ada
    photo_alt: {en: Ada smiles, de: Ada lächelt}
    affiliation: {en: Enaffil, de: Deaffil}
    positions:
      - {position: {en: Enpost, de: Depost}, organization: lab, location: {en: Enplace, de: Deplace}, start_date: 2021-10}
      - {position: {en: Enpast, de: Depast}, organization: {en: Enfirm, de: Defirm}, start_date: 2018-01, end_date: 2021-09}
    bios: {short: {en: "Enbio {position}.", de: "Debio {position}."}}
  - {id: tom, name: "Reed, Tom", positions: [{position: {en: Entom}, organization: lab}]}
"""
RECORDS = """\
organizations: [{id: lab, name: {en: Enlab, de: Delab}}]
talks: [{id: talk, title: {en: Entalk, de: Detalk}, event: {en: Enevent, de: Deevent}, room: {en: Enroom, de: Deroom}, speakers: [ada], date: 2023-03-01}]
awards: [{id: prize, name: {en: Enprize, de: Deprize}, to: [ada], dates: 2022, organization: lab}]
grants: [{id: grant, funder: {en: Enfund, de: Defund}, title: {en: Enstudy, de: Destudy}, role: {en: Enrole, de: Derole}, to: [ada], start_date: 2021}]
"""
BIB = "@article{a, title = {Lamps}, author = {Moss, Ada}, author+an = {1=chief}, journal = {Lux}, year = {2020}}\n"
FILE = """\
person: ada
bibliography: papers.bib
documents:
  cv: {marks: {owner: bold, chief: {symbol: "†", legend: {en: enlegend, de: delegend}}}, title: {en: Entitle, de: Detitle}}
  de: {from: cv, lang: de}
  at: {from: cv, lang: de-AT}
  fr: {from: cv, lang: fr, sections: [Short]}
cv:
  headline: {en: Enhead *bold*, de: Dehead *fett*}
  location: {en: Entown, de: Detown}
  email: {value: ada@moss.example, label: {en: Enmail, de: Demail}}
  positions: true
  sections:
    Short: {title: {en: Enshort, de: Deshort}, intro: {en: Enintro, de: Deintro}, entries: [{en: Enline, de: Deline}, {bio: short}]}
    Study:
      title: {en: Enstudies, de: Destudies}
      entries:
        - institution: {en: Enuni, de: Deuni}
          degree: {en: Endegree, de: Dedegree}
          date: {text: {en: Ensoon, de: Desoon}}
          highlights: [{en: Enlight, de: Delight}, {text: {en: Enbright, de: Debright}}]
      groups: [{title: {en: Engroup, de: Degroup}, entries: [{label: {en: Enlabel, de: Delabel}, details: {en: Endetail, de: Dedetail}}]}]
    Records: {title: {en: Enrecords, de: Derecords}, entries: [{talks: mine}, {awards: mine}, {grants: mine}]}
    Papers: {title: {en: Enpapers, de: Depapers}, publications: [{title: {en: Enlist, de: Delist}, select: [a]}]}
"""


def made_up(tag: str) -> set[str]:
    """What the texts of one language begin with "En" or "De" and then have, as all are made up above."""
    return {word.lower() for word in re.findall(rf"\b{tag}([a-z]+)\b", FILE + PEOPLE + RECORDS, re.IGNORECASE)}


BOTH = made_up("en") & made_up("de")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    for name, text in (("people.yaml", PEOPLE + "kinds: [chief]\n"), ("records.yaml", RECORDS), ("papers.bib", BIB)):
        Desk(tmp_path).write(f"data/{name}", text)
    return Desk(tmp_path).write("data/ada.yaml", FILE)


def words(text: str, tag: str) -> set[str]:
    """Which of these words stand there in a language."""
    return {word.lower() for word in re.findall(rf"\b{tag}([a-z]+)\b", text, re.IGNORECASE)} & BOTH


def printed(desk: Desk, form: str, document: str) -> str:
    ran = desk.run(form, "ada.yaml", "--document", document, "-o", f"x.{form}", "--as-of", "2024-01-01")
    assert (ran.code, ran.err) == (0, ""), ran.err
    content = (desk.folder / f"x.{form}").read_bytes()
    if form == "pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    text = content.decode()
    return html.unescape(text[text.index("<body") :]) if form == "html" else text


@pytest.mark.parametrize("form", ["html", "md", "pdf"])
def test_one_file_makes_a_document_in_each_language(desk: Desk, form: str) -> None:
    english, german, austrian = (printed(desk, form, name) for name in ("cv", "de", "at"))
    assert words(english, "en") == words(german, "de") == words(austrian, "de")
    assert len(words(english, "en")) > 25
    assert (words(english, "de"), words(german, "en"), words(austrian, "en")) == (set(), set(), set())


def test_a_document_says_once_what_it_has_in_another_language(desk: Desk) -> None:
    ran = desk.run("md", "ada.yaml", "--document", "fr", "-o", "x.md")
    assert "Enshort" in (desk.folder / "x.md").read_text("utf-8")
    assert ran.code == 0
    (message,) = [line for line in ran.err.splitlines() if "warning" in line and "words" not in line]
    assert re.match(
        r"data/\S+: warning: this and \d+ more texts are not written in fr; the document fr has the en of it", message
    )
    desk.change("data/ada.yaml", "Enline, de: Deline", "Enline")
    ran = desk.run("md", "ada.yaml", "--document", "de", "-o", "x.md")
    assert ran.err == (
        f"data/ada.yaml:{line(desk, '{en: Enline}')}: warning: this text is not written in de; the document de has the en of it\n"
        "  hint: add de: …\n"
    )
    desk.change("data/ada.yaml", "de: {from: cv", "de: {from: cv, sections: [Study]")
    assert desk.run("md", "ada.yaml", "--document", "de", "-o", "x.md").err == ""


def line(desk: Desk, text: str) -> str:
    """Where a text stands: "24:75"."""
    before = (desk.folder / "data/ada.yaml").read_text("utf-8").split(text, 1)[0]
    return f"{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


def test_the_language_of_the_project_stands_for_one_that_lacks(desk: Desk) -> None:
    desk.write("data/cvgen.yaml", "lang: de\n")
    ran = desk.run("md", "ada.yaml", "--document", "fr", "-o", "x.md")
    assert "has the de of it" in ran.err
    assert "Deshort" in (desk.folder / "x.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("tags", "lang", "otherwise", "tag"),
    [
        ("en de de-AT", "de-AT", "en", "de-AT"),
        ("en de-CH de", "de-AT", "en", "de"),
        ("en DE-ch", "de-AT", "en", "DE-ch"),
        ("en zh-Hans zh-Hant", "zh-Hant-TW", "en", "zh-Hant"),
        ("fr en zh-Hans", "zh-Hant", "en", "en"),
        ("fr en-GB it", "de", "en", "en-GB"),
        ("fr it", "de", "en", "fr"),
        ("fr pt-BR", "pt", "fr", "pt-BR"),
    ],
)
def test_which_language_is_taken(tags: str, lang: str, otherwise: str, tag: str) -> None:
    found = chosen(tuple((each, each.upper()) for each in tags.split()), lang, lambda: otherwise)
    own = tag.partition("-")[0].lower() == lang.partition("-")[0]
    assert found == (tag, tag.upper(), own)


MISTAKES = [
    ("headline: {en: Enhead *bold*, dee: x}", "'dee' is not the code of a language", "did you mean de?"),
    ("headline: {en: Enhead *bold*, german: x}", "'german' is not the code of a language", "did you mean de?"),
    ("headline: {en: Enhead *bold*, de-UK: x}", "'de-UK' is not the code of a language", "did you mean de-GB?"),
    ("headline: {en: [a, b]}", "a text is expected here", ""),
    ("headline: {de: '{metrics.citation}', en: x}", "nothing is known as {metrics.citation}", ""),
    ("photo: {en: a.png, de: b.png}", "one value is expected here, not several", "only texts are written in"),
    ("name: {en: Ada, de: Ada}", "one value is expected here, not several", "only texts are written in"),
    ("email: {en: a@b.example, de: c@d.example}", "one value is expected here", "only texts are written in"),
    ("sections: {A: [{name: x, start_date: {en: 2012, de: 2013}}]}", "one value is expected", "only texts are"),
    ("sections: {A: [{name: x, date: {en: 2012, de: 2013}}]}", "one value is expected", "only texts are"),
    ("sections: {A: [{name: x, url: {en: 'https://a.example'}}]}", "one value is expected", "only texts are"),
    ("sections: {A: [{ref: {en: prize, de: prize}}]}", "one value is expected", "only texts are"),
]


@pytest.mark.parametrize(("text", "message", "hint"), MISTAKES)
def test_what_cannot_be_in_several_languages_is_told(desk: Desk, text: str, message: str, hint: str) -> None:
    desk.write("data/x.yaml", f"person: ada\ndocuments: {{cv: {{lang: de}}}}\ncv:\n  {text}\n")
    ran = desk.run("md", "x.yaml")
    assert ran.code == 1
    assert f": {message}" in ran.err
    assert f"hint: {hint}" in ran.err


def test_other_commands_have_the_language_of_their_document(desk: Desk) -> None:
    for form in ("rendercv", "json-resume"):
        paths = [desk.run("export", form, "ada.yaml", "--document", name).out.strip() for name in ("cv", "de")]
        english, german = ((desk.folder / path).read_text("utf-8") for path in paths)
        assert (words(english, "de"), words(german, "en")) == (set(), set())
        assert len(words(german, "de")) > 10
    assert desk.run("explain", "ada.yaml", "a", "--document", "de").code == 0
    assert desk.run("build").code == 0
    assert desk.run("build").out.startswith("nothing has changed")
    desk.change("data/ada.yaml", "de: Deline", "de: Dezeile")
    assert {Path(each).stem for each in desk.run("build").out.split() if each.startswith("out/")} == {
        "ada-de",
        "ada-at",
    }


def test_a_groups_pages_have_its_language(desk: Desk) -> None:
    relation = '    bios: {short: {en: "Enbio {position}.", de: "Debio {position}."}}\n'
    desk.change("data/people.yaml", relation, f"{relation}    relations: [{{as: member, of: team}}]\n")
    desk.change(
        "data/people.yaml", "kinds: [chief]", "kinds: [chief]\ngroups: [{id: team, name: {en: Enteam, de: Deteam}}]"
    )
    members = "Members: {title: {en: Enfolk, de: Defolk}, entries: [{members: current, cards: true}]}"
    desk.write(
        "data/team.yaml",
        f"group: team\ndocuments: {{page: {{lang: de}}}}\npage: {{sections: {{{members}}}}}\nbibliography: papers.bib\n",
    )
    assert desk.run("html", "team.yaml", "--group").code == 0
    page, member, feed = (
        (desk.folder / "out" / name).read_text("utf-8") for name in ("team.html", "people/ada.html", "team.atom")
    )
    assert (words(page, "en") | words(member, "en") | words(feed, "en")) == set()
    assert re.search(r"<h1[^>]*>Deteam", page)
    assert "<title>Deteam" in feed
    assert {"defolk", "depost"} <= set(re.findall(r"\bde\w+", page.lower()))
    assert {"debio", "depost"} <= set(re.findall(r"\bde\w+", member.lower()))


def test_a_bibliography_alone_has_the_legends_of_its_language(desk: Desk) -> None:
    rule = "{symbol: +, legend: {en: enlegend, de: delegend}}"
    desk.write("data/cvgen.yaml", f"lang: de\nmarks: {{owner: bold, corresponding: {rule}}}\n")
    desk.write("data/papers.bib", BIB.replace("chief", "corresponding"))
    assert desk.run("md", "papers.bib", "--owner", "Moss, Ada", "-o", "x.md").code == 0
    text = (desk.folder / "x.md").read_text("utf-8")
    assert ("delegend" in text, "enlegend" in text) == (True, False)


def test_the_spelling_check_reads_the_english_of_a_text(desk: Desk) -> None:
    desk.change("data/ada.yaml", "Enintro, de: Deintro", "a recommendataion, de: die Kommunikation und der Directorr")
    told = [each for each in desk.run("check", "ada.yaml").err.splitlines() if "no known word" in each]
    assert len(told) == 1
    assert "recommendataion" in told[0]


FALLEN = {
    "html": [r'<span lang="en">Enhead <em>bold</em></span>', r'<span lang="en">Enpost</span>', r'<span lang="en">Enlab</span>', r'<span lang="en">Enline</span>', r'<span lang="en">Enshort</span>'],
    "tex": [r"\cvforeign{english}{Enhead \cvitalic{bold}}", r"\cvforeign{english}{Enlab}", r"\section{\texorpdfstring{\cvforeign{english}{Enshort}}{Enshort}}"],
    "typ": ['#text(lang: "en")[Enhead #emph[bold]]', '#text(lang: "en")[Enlab]'],
}  # fmt: skip


@pytest.mark.parametrize("form", FALLEN)
def test_a_text_that_stands_for_one_that_lacks_keeps_its_language(desk: Desk, form: str) -> None:
    assert desk.run(form, "ada.yaml", "--document", "fr", "-o", "fallen").code == 0
    made = re.sub(r"&nbsp;|~|\u00a0", " ", desk.read("fallen"))
    assert [each for each in FALLEN[form] if each not in made] == []
    assert desk.run(form, "ada.yaml", "--document", "at", "-o", "own").code == 0
    own = desk.read("own")
    assert 'lang="de"' not in own
    assert "cvforeign" not in own


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_text_in_the_documents_language_says_none(desk: Desk, lang: str) -> None:
    document = {"en": "cv", "de": "de"}[lang]
    assert desk.run("html", "ada.yaml", "--document", document, "-o", "page.html").code == 0
    assert re.findall(r'<span lang="[^"]*"', desk.read("page.html")) == []


def test_a_text_from_right_to_left_that_stands_for_another_is_apart(desk: Desk) -> None:
    desk.write(
        "data/ada.yaml", FILE.replace("headline: {en: Enhead *bold*, de: Dehead *fett*}", "headline: {ar: مصابيح}")
    )
    assert desk.run("html", "ada.yaml", "-o", "page.html").code == 0
    assert '<bdi><span lang="ar">مصابيح</span></bdi>' in desk.read("page.html")


HEADS = """\
people:
  - id: ada
    name: Moss, Ada
    positions:
      - {position: {en: Reader, zh: 副教授, ja: 准教授, ar: أستاذة, he: מרצה}, organization: {en: Lampton, zh: 灯大学, ja: 灯学, ar: جامعة, he: מכללה}, start_date: 2021-10}
"""
COMMAS = [
    ("en", "Reader", ",", "Lampton"), ("zh", "副教授", "，", "灯大学"), ("ja", "准教授", "、", "灯学"), ("ar", "أستاذة", "،", "جامعة"),
    ("he", "מרצה", ",", "מכללה"),
]  # fmt: skip
JOINED = {
    "md": "**{0}**{1}{2}",
    "html": '<spanclass="placeposition">{0}{1}</span><spanclass="place">{2}</span>',
    "tex": r"\cvbold{{{0}}}{1}{2}",
    "typ": "[{0}{1}],[{2}]",
    "docx": "{0}{1}{2}",
}


@pytest.mark.parametrize(("lang", "position", "comma", "place"), COMMAS)
@pytest.mark.parametrize("form", JOINED)
def test_between_a_position_and_its_place_stands_the_comma_of_the_language(
    desk: Desk, form: str, lang: str, position: str, comma: str, place: str
) -> None:
    desk.write("data/people.yaml", HEADS)
    desk.write("data/ada.yaml", "person: ada\ncv:\n  positions: true\n  sections: {A: {entries: [x]}}\n")
    assert desk.run(form, "ada.yaml", "--lang", lang, "-o", "head").code == 0
    if form == "docx":
        made = "".join(each.text for each in docx.Document(str(desk.folder / "head")).paragraphs[:2])
    else:
        made = desk.read("head")
    # The functions of a file of Typst's put Latin commas themselves.
    comma = "" if form == "typ" and comma == "," else comma
    assert JOINED[form].format(position, comma, place) in re.sub(r"\s", "", made)
    assert form != "typ" or ("() [,]" in made) is (not comma)


LINES = """\
person: ada
cv:
  headline: "Ninety lights, [eighty lamps](https://lamp.example), seventy wicks."
  sections:
    A: {title: {ar: فهرس}, entries: [{bullet: "One lamp, [two lamps](https://lamp.example) and *three* lamps."}]}
    C: {title: {ar: خبر}, entries: [{bullet: "Seven lights of [six](https://lamp.example) lamps ({as_of}), in all."}]}
    D: {title: {ar: ضوء}, entries: [{bullet: "LONG (at Jean-Paul's)."}]}
    B: {title: {ar: نص}, intro: "Sixty wicks, [fifty wicks](https://lamp.example), forty wicks.", entries: [x]}
"""
LINES = LINES.replace("LONG", "Dim lamps, " * 24)
ROWS = (
    "Dim lamps, Dim lamps, Dim lamps,",
    "lamps, at JeanPauls.",
    "Ninety lights, eighty lamps, seventy wicks.",
    "One lamp, two lamps and three lamps.",
    "Sixty wicks, fifty wicks, forty wicks.",
)


@pytest.mark.parametrize("engine", ["weasyprint", "typst"])
def test_a_sentence_from_left_to_right_with_a_link_reads_so_in_an_arabic_pdf(desk: Desk, engine: str) -> None:
    desk.write("data/ada.yaml", LINES)
    assert desk.run("pdf", "ada.yaml", "--lang", "ar", "--engine", engine, "-o", "ar.pdf").code == 0
    command = ["pdftotext", "-bbox", "ar.pdf", "-"]
    boxes = subprocess.run(command, cwd=desk.folder, capture_output=True, check=True).stdout.decode()
    at = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', boxes)
    found = {}
    for x, y, word in at:
        found.setdefault(round(float(y) / 3), []).append((float(x), re.sub(r"[^\w.,]", "", word)))
    printed = [" ".join(word for _, word in sorted(row) if word) for row in found.values()]
    assert [row for row in ROWS if row not in " / ".join(printed)] == []


def test_word_keeps_the_stop_of_such_a_sentence_at_its_end(desk: Desk) -> None:
    desk.write("data/ada.yaml", LINES)
    assert desk.run("docx", "ada.yaml", "--lang", "ar", "-o", "ar.docx").code == 0
    texts = [each.text for each in docx.Document(str(desk.folder / "ar.docx")).paragraphs]
    assert [row for row in ROWS[2:] if f"\u200e{row}\u200e" not in texts] == []


def latin(*nodes: Node) -> Node:
    return Styled(Style.ISOLATED, nodes)


VENUE, NAME, OTHER, NOTE = latin("LAMPS"), latin("A. Moss"), latin("T. Reed"), latin("Talk")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ((VENUE, "’23"), (latin("LAMPS", "’23"),)),
        ((NAME, ", ", OTHER, ". "), (latin("A. Moss", ", ", "T. Reed"), ". ")),
        ((VENUE, "’23 (", NOTE, ")"), (latin("LAMPS", "’23"), " (", NOTE, ")")),
        ((NAME, "، ", OTHER), (NAME, "، ", OTHER)),
        ((VENUE, " مصباح"), (VENUE, " مصباح")),
        ((VENUE, ", 2023, ", "مصباح"), (latin("LAMPS", ", 2023"), ", ", "مصباح")),
        (("Lamps, all of them.",), (latin("Lamps, all of them."),)),
        ((latin("Lamps, all of them."),), (latin("Lamps, all of them."),)),
        (("مصباح Lamp",), ("مصباح Lamp",)),
        (("2023",), ("2023",)),
    ],
)
def test_latin_parts_in_a_row_run_as_one(typed: Inline, told: Inline) -> None:
    assert alone(typed) == told
    assert alone(told) == told


def test_types_that_a_language_calls_alike_lose_no_paper(desk: Desk) -> None:
    desk.write("locales/de.yaml", "headings: {article-journal: Werke, report: Werke}\n")
    kinds = ("article, journal={J}", "inproceedings, booktitle={B}", "techreport, institution={I}")
    desk.write(
        "data/papers.bib",
        "".join(
            f"@{kind.partition(',')[0]}{{k{n}, title={{Lamp {n}}}, author={{Ada Moss}}, year=2024,{kind.partition(',')[2]}}}\n"
            for n, kind in enumerate(kinds)
        ),
    )
    desk.write(
        "data/ada.yaml",
        "person: ada\nbibliography: papers.bib\ndocuments: {cv: {lang: de}}\n"
        "cv: {sections: {P: {publications: [{group_by: type}]}}}\n",
    )
    made = desk.run("md", "ada.yaml", "-o", "-")
    assert (made.code, [n for n in range(3) if f"Lamp {n}" not in made.out]) == (0, []), made.err
    assert made.out.count("Werke") == 1
