"""A look is values: said in a file, in a recipe, on the command line; one page and one paper come of them."""

import base64
import html
import importlib.util
import io
import re
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import page as validator
import pypdf
import pytest
import sample
from fontTools.ttLib import TTFont
from workbench import Desk
from workbench import project as folder

from cvgen import theme
from cvgen.loading import looks
from cvgen.model.choices import Layout, PaperSize
from cvgen.model.document import Contact, Document, Header, Item, Line, Listing, Photo, Section, Work
from cvgen.model.errors import Problems
from cvgen.model.look import Colour, Density, Family, FooterForm, Length, Margins, PageLook, Ratio, SidebarSide
from cvgen.model.recipe import Recipe
from cvgen.model.record import replace
from cvgen.model.text import Link, plain
from cvgen.model.word import Word
from cvgen.read.yaml import yaml_file
from cvgen.read.yaml.schema import Converter
from cvgen.render import html as html_pages
from cvgen.render import look_css, pdf, typ, typst_pdf
from cvgen.render.context import Context
from cvgen.render.page import browser_css, webfonts
from cvgen.render.paper import fonts
from cvgen.theme import Resource

OURS = theme.open(None)
NAMES = OURS.names(Resource.LOOK)


def made(
    look: PageLook | None, style: str = "classic", page: PaperSize | None = PaperSize.A4, places: theme.Theme = OURS
) -> PageLook:
    problems = Problems()
    found = looks.look(Recipe(style=Word(style), look=look, page=page), places, problems)
    assert not list(problems.items)
    return found or PageLook()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return folder(tmp_path)


def test_there_are_ten_and_each_says_everything_by_what_it_extends() -> None:
    assert len(NAMES) >= 10
    for name in NAMES:
        found = made(PageLook(extends=Word(name)))
        assert None not in {
            v for k in PageLook.__slots__ if k not in ("at", "entry_gap", "fit", "paper") for v in [getattr(found, k)]
        }, name


@pytest.mark.parametrize("name", NAMES)
def test_each_prints_without_a_complaint(name: str) -> None:
    problems = Problems()
    document = replace(sample.document(), look=made(PageLook(extends=Word(name))))
    assert pdf.render(document, Context(OURS, problems)).startswith(b"%PDF")
    assert not list(problems.items)


@pytest.mark.parametrize("name", NAMES)
def test_its_accent_can_be_read_on_both_grounds(name: str) -> None:
    accent = made(PageLook(extends=Word(name))).accent or ""
    assert contrast(accent, "#ffffff") >= 4.5
    assert contrast(look_css.in_the_dark(accent), "#191816") >= 7


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ({"accent": "#ffd400"}, "accent #ffd400 has a contrast of 1.43 : 1 on white, where text needs 4.5 : 1"),
        ({"accent": "#7a1f2b"}, ""),
        (
            {"accent": "#767676", "sidebar": SidebarSide.LEFT},
            "accent #767676 has a contrast of 4.12 : 1 on its sidebar",
        ),
        ({"quiet": "#aaa"}, "quiet #aaa has a contrast of 2.32 : 1"),
        ({"ink": "#fff"}, "ink #fff has a contrast of 1.0 : 1"),
    ],
)
def test_a_colour_that_cannot_be_read_on_the_light_page_is_told_with_one_that_can(
    look: dict[str, Colour], told: str
) -> None:
    document = replace(sample.document(), look=made(PageLook(**look)))  # type: ignore[arg-type]
    for render in (typst_pdf.render, html_pages.text, html_pages.paper):
        problems = Problems()
        text = str(render(document, Context(OURS, problems)))
        assert [each.code for each in problems.items] == ["faint-colour"] * bool(told)
        assert all(each.message.startswith(told) for each in problems.items)
        for hint in (each.hint.split()[0] for each in problems.items):
            assert 4.5 <= contrast(hint, "#fff" if "sidebar" not in look else look_css.tint("#767676")) < 4.8
        assert render is typst_pdf.render or all(str(look[name]) in text for name in look.keys() - {"sidebar"})


def test_the_place_of_such_a_colour_is_where_it_was_asked_for(desk: Desk) -> None:
    done = desk.run("html", "ada.yaml", "--set", "look.accent=#ffd400")
    assert (done.code, "--set: warning: accent #ffd400" in done.err) == (0, True), done.err
    assert "#ffd400" in desk.read("out/ada.html")
    desk.write("styles/looks/mine.yaml", "extends: book\naccent: '#ffd400'\nfont: Nobody Sans\n")
    said = desk.run("html", "ada.yaml", "--look", "mine", "--set", "look.size=11pt", "--overwrite").err
    assert "mine.yaml:2:9: warning: accent #ffd400" in said
    assert "mine.yaml:3:7: warning: there is no font Nobody Sans" in said


def contrast(one: str, other: str) -> float:
    return look_css.contrast(look_css._channels(one), look_css._channels(other))


ACCENTS = ("#7a1f2b", "#1f3a5f", "#00529b", "#b00020", "#2e7d32", "#6a1b9a", "#c75b12", "#ffb300", "#000000", "#ffffff")


@pytest.mark.parametrize("accent", ACCENTS)
def test_any_accent_can_be_read_in_the_dark_and_what_stands_on_it(accent: str) -> None:
    """4.5 : 1, which WCAG 2.2 (1.4.3) asks for; the dark page's is derived from the one that was typed."""
    document = replace(sample.document(), look=PageLook(accent=Colour(accent)))
    css = look_css.sheet(document, OURS)
    ours, dark = re.findall(rf"--accent: light-dark\(({accent}), (#[0-9a-f]{{6}})\)", css)[-1]
    assert contrast(dark, "#191816") >= 4.5
    on = re.findall(r"--on-accent: light-dark\((#\w+), (#\w+)\)", css)[-1]
    assert all(contrast(above, below) >= 4.5 for above, below in zip(on, (ours, dark), strict=True))


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
def test_a_linked_title_is_hyphenated_and_an_address_and_a_name_in_capitals_are_not(engine: ModuleType) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    title, doi = "Extraordinarily Circumstantial Considerations", "10.1234/extraordinarilycircumstantialconsiderations"
    rows = [
        Item(
            (
                "x" * n,
                " PROCEEDINGS ",
                Link("https://lamps.example/", (f"{title} {title}",)),
                " ",
                Link("https://doi.org/", (doi,)),
            )
        )
        for n in range(90)
    ]
    document = sample.document(Section(("Lines",), "lines", listings=(Listing(tuple(rows), Layout.PLAIN),)))
    data = engine.render(replace(document, look=made(PageLook(extends=Word("book")))), Context(OURS, Problems()))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).replace("\u2010", "-")
    assert re.search(r"\b(?:Extra|Cir|Con)\w*-\n", text)
    assert not re.search(r"\b(?:extra|PRO)\w*-\n", text)


def test_what_a_recipe_says_wins_and_what_a_style_is_called_is_its_look() -> None:
    assert made(None, "modern").font == "Source Sans Pro"
    found = made(PageLook(extends=Word("book"), accent=Colour("#123456")))
    assert (found.accent, found.justify, found.font) == ("#123456", True, "Source Serif Pro")


@pytest.mark.parametrize("first", ["", "/* extends: classic */ "])
def test_a_look_has_the_css_that_is_called_like_it_whatever_it_extends(desk: Desk, first: str) -> None:
    desk.write("styles/looks/mine.yaml", "extends: classic\n").write("styles/mine.css", f"{first}h2 {{ color: olive }}")
    assert desk.run("html", "ada.yaml", "--look", "mine").code == 0
    assert "h2 { color: olive }" in desk.read("out/ada.html")


def test_a_users_css_stands_behind_the_look(desk: Desk) -> None:
    desk.write("styles/mine.css", "/* extends: classic */ :root { --gap: 7em }")
    assert desk.run("html", "ada.yaml", "--style", "mine", "--look", "book", "--set", "look.gap=3em").code == 0
    page = desk.read("out/ada.html")
    assert page.index("--gap: 3em") < page.index("--gap: 7em")
    assert "small-caps" in page


def test_a_look_of_ones_own_is_a_file_of_values(desk: Desk) -> None:
    desk.write("styles/looks/mine.yaml", 'extends: modern\naccent: "#7a1f2b"\n')
    assert desk.run("html", "ada.yaml", "--look", "mine").code == 0
    assert "--accent: #7a1f2b" in desk.read("out/ada.html")
    assert "look mine\n" in desk.run("show", "look").out


SIZES = {"a4": ("595.28 841.89", "a4paper", 'w:w="11906"'), "letter": ("612 792", "letterpaper", 'w:w="12240"')}


@pytest.mark.parametrize(
    ("recipe", "words", "paper"),
    [
        ("", (), "a4"),
        ("look: {paper: letter}", (), "letter"),
        ("look: {paper: letter}\n    page: a4", (), "a4"),
        ("look: mine", (), "letter"),
        ("look: mine\n    page: a4", (), "a4"),
        ("page: a4", ("--set", "look.paper=letter"), "letter"),
        ("look: mine", ("--set", "look.paper=a4"), "a4"),
    ],
)
def test_the_paper_is_the_documents_or_its_looks_and_a_commands_first(
    desk: Desk, recipe: str, words: tuple[str, ...], paper: str
) -> None:
    desk.write("styles/looks/mine.yaml", "extends: book\npaper: letter\n")
    desk.change("data/ada.yaml", "  cv:\n    ", f"  cv:\n    {recipe}\n    ")
    assert desk.run("tex", "ada.yaml", *words).code == 0
    assert SIZES[paper][1] in desk.read("out/ada.tex")
    assert desk.run("html", "ada.yaml", *words).code == 0
    assert f"@page {{ size: {paper} }}" in desk.read("out/ada.html")


@pytest.mark.parametrize("paper", SIZES)
def test_the_paper_of_a_look_is_that_of_both_engines_and_of_word(desk: Desk, paper: str) -> None:
    words = ("--set", f"look.paper={paper}")
    assert desk.run("docx", "ada.yaml", *words).code == 0
    with zipfile.ZipFile(desk.folder / "out/ada.docx") as word:
        assert SIZES[paper][2] in word.read("word/document.xml").decode()
    engines = ["weasyprint", *(["typst"] if importlib.util.find_spec("typst") else [])]
    for engine in engines:
        assert desk.run("pdf", "ada.yaml", "--engine", engine, *words).code == 0
        box = pypdf.PdfReader(desk.folder / "out/ada.pdf").pages[0].mediabox
        assert f"{float(box.width):.5g} {float(box.height):.5g}" == SIZES[paper][0], engine


@pytest.mark.parametrize("bullet", ["–", "->", "<&", '"', "\\"])
def test_a_sign_of_ones_own_stands_before_points_in_every_format(desk: Desk, bullet: str) -> None:
    desk.change(
        "data/ada.yaml", "  sections:\n", "  sections:\n    Lamps: [{name: A, highlights: [One]}, {bullet: Two}]\n"
    )
    words = ("--set", f"look.bullet={bullet}")
    assert desk.run("html", "ada.yaml", *words).code == 0
    css = desk.read("out/ada.html").partition("</style>")[0]
    said = re.findall(r'\.bullets \{ list-style-type: "(.*)" \}', css)[-1]
    assert re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), said) == f"{bullet} "
    assert desk.run("tex", "ada.yaml", *words).code == 0
    assert r"{\textbullet}" not in desk.read("out/ada.tex")
    assert desk.run("docx", "ada.yaml", *words).code == 0
    with zipfile.ZipFile(desk.folder / "out/ada.docx") as word:
        lists = word.read("word/numbering.xml").decode()
        named = re.search(r'w:val="CV Bullet".*?<w:numId w:val="(\d+)"', word.read("word/styles.xml").decode())
    kind = re.search(rf'w:numId="{named and named[1]}"[^>]*>\s*<w:abstractNumId w:val="(\d+)"', lists)
    level = re.search(rf'w:abstractNumId="{kind and kind[1]}">.*?<w:lvlText w:val=(".*?"|\'.*?\')/>', lists)
    assert level
    assert html.unescape(level[1][1:-1]) == bullet
    engines = ["weasyprint", *(["typst"] if importlib.util.find_spec("typst") else [])]
    for engine in engines:
        assert desk.run("pdf", "ada.yaml", "--engine", engine, *words).code == 0
        data = (desk.folder / "out/ada.pdf").read_bytes()
        text = " ".join(" ".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(data)).pages).split())
        assert re.search(rf"{re.escape(bullet)} ?One", text), (engine, text)
        assert re.search(rf"{re.escape(bullet)} ?Two", text), (engine, text)
        assert page_wrong(data) == []


def test_a_compact_look_is_tighter_and_still_read_well() -> None:
    usual, compact = made(PageLook(extends=Word("book"))), made(PageLook(extends=Word("book"), density=Density.COMPACT))
    assert made(PageLook(extends=Word("book"), density=Density.NORMAL)) == usual
    pairs = [(getattr(usual, name), getattr(compact, name)) for name in ("size", "leading", "gap", "section_gap")]
    assert all(number(tight) < number(wide) for wide, tight in pairs)
    assert (compact.margins, compact.name_size) == (usual.margins, usual.name_size)
    tight = PageLook(size=Length("3mm"), leading=Ratio("1.12"), gap=Length("4pt"), section_gap=Length("0")).tighter(0.8)
    assert (tight.size, tight.leading, tight.gap, tight.section_gap) == ("2.822mm", "1.120", "1.600pt", "0.000em")
    assert PageLook(entry_gap=Length("1em")).tighter(0.9).entry_gap == "0.700em"


def test_a_colour_may_be_called_as_css_calls_it_for_every_engine(desk: Desk) -> None:
    for form, said in (("html", "--accent: #663399"), ("typ", 'accent: rgb("#663399")')):
        assert desk.run(form, "ada.yaml", "--set", "look.accent=RebeccaPurple").code == 0
        assert said in desk.read(f"out/ada.{form}")


def number(text: str | None) -> float:
    return float(re.sub(r"[a-z]", "", text or ""))


WRONG = [
    (("--look", "bok"), "there is no look bok", "did you mean book?"),
    (("--set", "look.acent=#123456"), "acent is not a key", "did you mean accent?"),
    (("--set", "look.headings=barr"), "'barr' is not known here", "did you mean bar?"),
    (("--set", "look.size=10"), "'10' is not a length", "10pt"),
    (("--set", "look.accent=red;}body{}"), "is not a colour", "#7a1f2b"),
    (("--set", 'look.font=x";}'), "is not a family", "Source Sans Pro"),
    (("--set", "accent=#123456"), "sets nothing", "write look.accent=#123456"),
    (("--set", "accnt=#123456"), "sets nothing", "look.accent=#7a1f2b"),
    (("--set", "look.accent=blak"), "'blak' is not a colour", "did you mean black?"),
    (("--set", "look.accent=blu"), "'blu' is not a colour", "did you mean blue?"),
    (("--set", "look.accent=colour"), "'colour' is not a colour", "as CSS calls it: navy"),
    (("--set", "look.bullet=abc"), "'abc' is not a bullet", "one or two characters"),
    (("--set", "look.bullet=\u2060"), "is not a bullet", "one or two characters"),
    (("--set", "look.font="), "look.font= has no value", "write look.font=VALUE"),
    (("--set", "look.font=~"), "look.font=~ has no value", "write look.font=VALUE"),
    (("--set", "look=book"), "sets nothing", "write --look book"),
    (("--set", "look.size=\uff11\uff10pt"), "is not a length", "10pt"),
    (("--set", "look.leading=\uff11.\uff13"), "is not a ratio", "1.3"),
    (("--set", "look.margins=\u0663mm"), "is not margins", "17mm"),
    (("--set", "look.extends=''"), "there is no look ", "known: "),
    (("--set", "look.extends=bok"), "there is no look bok", "did you mean book?"),
    (("--set", "page=a4"), "sets nothing", "write look.paper=a4"),
    (("--set", "look.paper=a5"), "'a5' is not known here", "a4, letter"),
    (("--set", "look.density=compct"), "'compct' is not known here", "did you mean compact?"),
    (("--set", "look.fit=two"), "'two' is not a page count", "write 2"),
    (("--set", "look.sidebar=on"), "'on' is not known here", "known: left, none, right"),
    (("--set", "look.colour=navy"), "colour is not a key of a page look", "did you mean accent?"),
    (("--set", "look.fit=2 leaves"), "'2 leaves' is not a page count", "2 pages"),
    (("--set", "look.sidebar_sections=[Publications"), "this is not YAML", "needs quotes"),
    (("--set", "look.sidebar_sections=Publicatons"), "no section Publicatons", "did you mean Publications?"),
    (("--look", "sidebar", "--set", "look.sidebar_sections=[Publicatons]"), "no section Publicatons", "Publications?"),
]


BEYOND = [
    ("size: 100pt", "size cannot be 100pt", "from 6pt to 20pt"),
    ("size: 1pt", "size cannot be 1pt", "from 6pt to 20pt"),
    ("size: 0", "size cannot be 0", "from 6pt to 20pt"),
    ("size: 9em", "size cannot be 9em", "from 6pt to 20pt, where an em is 12pt"),
    ("leading: 0.2", "leading cannot be 0.2", "from 0.9 to 3"),
    ("leading: 9", "leading cannot be 9", "from 0.9 to 3"),
    ("margins: 105mm", "margins cannot be 105mm", "from 0mm to 65mm"),
    ("margins: 10mm 105mm", "margins cannot be 10mm 105mm", "each may be from 0mm to 65mm"),
    ("measure: 2rem", "measure cannot be 2rem", "from 20rem to 120rem"),
    ("label_width: 0", "label_width cannot be 0", "from 1em to 14em"),
    ("leading: .8", "leading cannot be .8", "from 0.9 to 3"),
    ("gap: 9em", "gap cannot be 9em", "from 0em to 6em"),
    ("photo_width: 300mm", "photo_width cannot be 300mm", "from 10mm to 80mm"),
    ("sidebar_width: 200mm", "sidebar_width cannot be 200mm", "from 30mm to 90mm"),
    ("fit: 0", "fit cannot be 0", "from 1 to 999"),
]


@pytest.mark.parametrize("place", ["ada.yaml", "cvgen.yaml", "mine.yaml", "--set"])
@pytest.mark.parametrize(("typed", "message", "hint"), BEYOND, ids=lambda each: str(each)[:24])
def test_a_value_beyond_its_bounds_is_refused_wherever_it_is_typed(
    desk: Desk, place: str, typed: str, message: str, hint: str
) -> None:
    words = ("--look", "mine") if place == "mine.yaml" else ()
    desk.write("styles/looks/mine.yaml", f"{typed}\n") if words else None
    if place == "ada.yaml":
        desk.change("data/ada.yaml", "  cv:\n    ", f"  cv:\n    look: {{{typed}}}\n    ")
    if place == "cvgen.yaml":
        desk.write("data/cvgen.yaml", f"look: {{{typed}}}\n")
    words = ("--set", f"look.{typed.replace(': ', '=')}") if place == "--set" else words
    ran = desk.run("html", "ada.yaml", *words)
    told = f": {message}\n  hint: " in ran.err and hint in ran.err
    assert (ran.code, place in ran.err.partition(message)[0], told) == (1, True, True), ran.err
    assert desk.files() == []


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
def test_gaps_and_margins_may_be_nothing(engine: ModuleType) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    look = PageLook(gap=Length("0"), section_gap=Length("0"), label_width=Length("1em"), margins=Margins("0"))
    assert engine.render(replace(sample.document(), look=made(look)), Context(OURS, problems := Problems()))
    assert not list(problems.items)


def test_generous_values_are_taken() -> None:
    typed = (
        'size: 18pt\nmargins: 0 2.5in 60mm 2cm\nleading: 2\nname_size: 44pt\nmeasure: 90rem\nfit: 2 pages\ngap: "0"\n'
    )
    value = yaml_file.load("x.yaml", typed, problems := Problems())
    assert Converter(problems).record(value, PageLook).margins == "0 2.5in 60mm 2cm"
    assert not list(problems.items)


@pytest.mark.parametrize(("words", "message", "hint"), WRONG, ids=lambda each: str(each)[:24])
def test_a_wrong_value_is_refused_with_what_is_right(
    desk: Desk, words: tuple[str, ...], message: str, hint: str
) -> None:
    ran = desk.run("html", "ada.yaml", *words)
    assert (ran.code, message in ran.err, hint in ran.err) == (1, True, True), ran.err
    assert desk.files() == []


def test_looks_that_extend_each_other_are_refused(desk: Desk) -> None:
    desk.write("styles/looks/a.yaml", "extends: b\n").write("styles/looks/b.yaml", "extends: a\n")
    ran = desk.run("html", "ada.yaml", "--look", "a")
    assert (ran.code, "extends itself" in ran.err) == (1, True)


def test_a_look_of_ones_own_may_extend_ours_of_its_name(desk: Desk) -> None:
    desk.write("styles/looks/classic.yaml", "extends: classic\nleading: 1.5\n")
    ran = desk.run("html", "ada.yaml", "--look", "book", "--set", "look.leading=1.4")
    assert (ran.code, ran.err) == (0, "")
    assert desk.run("html", "ada.yaml", "--overwrite").code == 0
    page = desk.read("out/ada.html")
    assert "line-height: 1.5 " in page
    assert "--accent: #1f3a5f" in page


def test_a_file_whose_name_nobody_can_ask_by_is_told(desk: Desk) -> None:
    for name in ("looks/classic.yml", "looks/My Look.yaml", "Mine.CSS", "references/own.yaml", "looks/README.md"):
        desk.write(f"styles/{name}", "extends: classic\n")
    found = re.findall(
        r"^styles/(.*?): warning: .*\n  hint: call it (.*?): ", desk.run("html", "ada.yaml").err, re.MULTILINE
    )
    assert found == [
        ("Mine.CSS", "Mine.css"), ("looks/My Look.yaml", "My-Look.yaml"), ("looks/classic.yml", "classic.yaml")
    ]  # fmt: skip


def test_check_reads_looks_that_no_document_has(desk: Desk) -> None:
    desk.write("styles/looks/mine.yaml", "extends: bok\n").write("styles/looks/other.yaml", "leading: 9\n")
    desk.write("styles/looks/whole.yaml", "extends: modern\n")
    ran = desk.run("check")
    told = "mine.yaml:1:10: there is no look bok\n  hint: did you mean book?" in ran.err
    assert (ran.code, told, "other.yaml:1:10: leading cannot be 9" in ran.err) == (1, True, True), ran.err
    assert ran.out.startswith("2 errors")
    assert desk.run("html", "ada.yaml").code == 0


def test_of_an_empty_look_the_hint_names_one_that_says_something(desk: Desk) -> None:
    desk.write("styles/looks/mine.yaml", "")
    hint = re.search(r"hint: cvgen (show look \w+) prints one", desk.run("html", "ada.yaml", "--look", "mine").err)
    assert hint
    assert "accent: " in desk.run(*hint[1].split()).out


@pytest.mark.parametrize("option", ["--look", "--style", "--reference", "--lang", "--document"])
def test_an_empty_name_on_the_command_line_is_not_taken_for_none(desk: Desk, option: str) -> None:
    ran = desk.run("html", "ada.yaml", option, "")
    assert (ran.code, "it is empty; name one, or leave the option out" in ran.err) == (2, True)
    assert desk.files() == []


@pytest.mark.parametrize(
    ("form", "lost"), [("md", "--look, look.accent, look.paper"), ("tex", "--look, look.accent"), ("html", "")]
)
def test_a_format_without_looks_says_what_it_leaves_aside(desk: Desk, form: str, lost: str) -> None:
    asked = ("--look", "book", "--set", "look.accent=navy", "--set", "look.paper=letter")
    ran = desk.run(form, "ada.yaml", *asked)
    told = f"cvgen {form} makes nothing of {lost}\n" if lost else ""
    assert (ran.code, "makes nothing of" in ran.err, told in ran.err) == (0, bool(lost), True), ran.err


@pytest.mark.parametrize("first", ["", "/* extends: base */ ", "/* extends: modern */ "])
def test_a_look_of_which_a_style_takes_nothing_is_said(desk: Desk, first: str) -> None:
    desk.write("styles/bare.css", f"{first}h1 {{ color: red }}")
    ran = desk.run("html", "ada.yaml", "--style", "bare", "--look", "book")
    assert (ran.code, "extends nothing of ours" in ran.err) == (0, not first), ran.err
    assert "of the look" not in desk.run("html", "ada.yaml", "--style", "bare").err
    (desk.folder / "styles/bare.css").unlink()


@pytest.mark.parametrize(("side", "photo"), [("left", True), ("right", False)])
@pytest.mark.parametrize("engine", [pdf, typst_pdf])
def test_what_stands_in_a_sidebar_is_read_behind_the_name_and_runs_on(
    engine: ModuleType, side: str, root: Path, *, photo: bool
) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    parts = tuple(replace(part, name=plain(part.title)) for part in sample.document().sections)
    long = Section(("Shelf",), "shelf", listings=(sample.papers(60),), name="Shelf")
    asked = PageLook(
        extends=Word("sidebar"), sidebar=SidebarSide(side), sidebar_sections=(Word("Shelf"), Word("Education"))
    )
    document = replace(sample.document(*parts, long), look=made(asked))
    face = Photo("data/portrait.png", "A face") if photo else None
    document = replace(document, header=replace(document.header, photo=face))
    data = engine.render(document, Context(OURS, Problems(), root))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    assert len(pages) > 1
    text = " ".join(" ".join(pages).split())
    found = [text.find(f"{word} ") for word in ("Anna Bell", "Shelf R60.", "Areas Areas:")]
    assert -1 < found[0] < found[1] < found[2]
    assert all(text.count(f"R{number}. A.") == (2 if number < 4 else 1) for number in range(1, 61))
    assert "Education" in pages[-1]
    assert page_wrong(data) == []


def page_wrong(data: bytes) -> list[str]:
    return [each.rule_id for each in validator.validate_pdf_bytes(data, profile="ua1").failures]


def test_a_page_has_its_sidebar_behind_the_name_and_before_all_else(desk: Desk) -> None:
    desk.change("data/ada.yaml", "  sections:\n", "  sections:\n    Lamps: [One lamp]\n    Shades: [A shade]\n")
    words = ("--look", "sidebar", "--set", "look.sidebar_sections=Shades")
    assert desk.run("html", "ada.yaml", *words).code == 0
    page = desk.read("out/ada.html")
    body = page[page.index("<body>") :]
    order = [body.index(each) for each in ('class="sidebar"', "</header>", "<aside>", ">Shades<", "<main", ">Lamps<")]
    assert order == sorted(order)
    assert desk.run("html", "ada.yaml", "--fragment", *words).code == 0
    assert "sidebar" not in re.sub(r"(?s)<style>.*?</style>", "", desk.read("out/ada.fragment.html"))


def test_a_section_that_is_named_twice_is_printed_once(desk: Desk) -> None:
    desk.change("data/ada.yaml", "  sections:\n", "  sections:\n    Lamps: [One lamp]\n    Shades: [A shade]\n")
    desk.change("data/ada.yaml", "documents:\n  cv:\n", "documents:\n  cv:\n    sections: [Lamps, Shades, Lamps]\n")
    ran = desk.run("html", "ada.yaml", "--look", "sidebar", "--set", "look.sidebar_sections=[Shades, Shades]")
    assert re.findall("<h2[^>]*>(.*?)</h2>", desk.read("out/ada.html")) == ["Shades", "Lamps"]
    assert sorted(re.findall("the section (.*) is named twice", ran.err)) == ["Lamps", "Shades"]


@pytest.mark.parametrize(("said", "warned"), [("", True), ("left", False), ("none", False)])
def test_sections_for_a_sidebar_that_is_not_there_are_said(desk: Desk, said: str, *, warned: bool) -> None:
    words = ("--set", f"look.sidebar={said}") if said else ()
    ran = desk.run("html", "ada.yaml", "--set", "look.sidebar_sections=Publications", *words)
    assert (ran.code, "there is no sidebar, in which Publications would stand" in ran.err) == (0, warned), ran.err


def test_a_section_that_one_document_leaves_out_is_there_for_the_look_of_all(desk: Desk) -> None:
    desk.write("data/cvgen.yaml", "look: {extends: sidebar, sidebar_sections: [Education, Skills]}\n")
    desk.write(
        "data/two.yaml",
        "cv: {name: Ada Moss, sections: {Education: [x], Skills: [y]}}\ndocuments: {cv: {}, short: {sections: [Education]}}\n",
    )
    assert desk.run("html", "two.yaml", "-d", "short").err == ""
    assert (
        "no section Skills" in desk.run("html", "two.yaml", "-d", "short", "--set", "look.sidebar_sections=Skills").err
    )


def test_a_list_on_the_command_line_is_one_as_in_a_file(desk: Desk) -> None:
    desk.change("data/ada.yaml", "  sections:\n", "  sections:\n    One, Two: [One lamp]\n    Shades: [A shade]\n")
    words = ("--look", "sidebar", "--set", 'look.sidebar_sections=[Shades, "One, Two"]')
    assert desk.run("html", "ada.yaml", *words).code == 0
    body = desk.read("out/ada.html").partition("<body>")[2]
    order = [body.index(each) for each in ("<aside>", ">Shades<", ">One, Two<", "<main")]
    assert order == sorted(order)


@pytest.mark.parametrize("typed", ["2", "2 pages", "'2 pages'", "1 page"])
@pytest.mark.parametrize("key", ["max_pages: {}", "limits: {{pages: {}}}", "look: {{fit: {}}}"])
def test_pages_are_counted_with_their_noun_or_without(desk: Desk, typed: str, key: str) -> None:
    desk.change("data/ada.yaml", "  cv:\n    ", f"  cv:\n    {key.format(typed)}\n    ")
    ran = desk.run("md", "ada.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert desk.run("html", "ada.yaml", "--set", f"look.fit={typed}").code == 0


def families(data: bytes) -> set[str]:
    """The fonts in a PDF without their faces: "/ABCDEF+Source-Serif-Pro-Bold" is SourceSerif."""
    fonts_ = {
        str(font["/BaseFont"])
        for page in pypdf.PdfReader(io.BytesIO(data)).pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())
    }
    return {re.sub(r"^/\w{6}\+|-", "", name)[: len("SourceSerif")] for name in fonts_}


@pytest.mark.parametrize(("name", "family"), [("essay", "Spectral"), ("clear", "FiraSans")])
@pytest.mark.parametrize("engine", [pdf, typst_pdf])
def test_a_family_of_a_package_is_in_the_pdf(engine: ModuleType, name: str, family: str) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    problems = Problems()
    document = replace(sample.document(), look=made(PageLook(extends=Word(name))))
    assert any(each.startswith(family) for each in families(engine.render(document, Context(OURS, problems))))
    assert not list(problems.items)


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
def test_a_family_whose_package_is_missing_is_said_with_what_to_install(
    engine: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    monkeypatch.setattr(fonts, "installed", lambda family: family in fonts.FAMILIES)
    problems = Problems()
    document = replace(sample.document(), look=made(PageLook(extends=Word("essay"))))
    data = engine.render(document, Context(OURS, problems))
    assert families(data) == {"SourceSerif"}
    assert [(each.code, each.hint) for each in problems.items] == [("font-missing", "pip install fontpkg-spectral")]
    assert all(each.message.endswith("Source Serif Pro stands in for it") for each in problems.items)


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
@pytest.mark.parametrize(
    ("name", "font", "family", "told"),
    [
        ("modern", "Nobody Sans", "SourceSansP", "Source Sans Pro stands in"),
        ("clear", "Nobody Sans", "SourceSansP", "Source Sans Pro stands in"),
        ("book", "Nobody Serif", "SourceSerif", "Source Serif Pro stands in"),
        ("classic", "Source Sans 3", "SourceSansP", ""),
        ("modern", "source serif 4", "SourceSerif", ""),
    ],
)
def test_for_a_font_that_is_not_there_the_looks_own_stands_in_and_newer_names_are_known(
    engine: ModuleType, name: str, font: str, family: str, told: str
) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    problems = Problems()
    document = replace(sample.document(), look=made(PageLook(extends=Word(name), font=Family(font))))
    assert families(engine.render(document, Context(OURS, problems))) == {family}
    assert [told in each.message for each in problems.items] == [True] * bool(told)


def test_a_document_is_set_tighter_until_it_fits_and_no_further() -> None:
    listing = sample.papers(60)
    part = sample.document().sections[0]
    long = sample.document(replace(part, listings=(listing,)))
    pages = {}
    for fit in (None, 1):
        problems = Problems()
        document = replace(long, look=replace(long.look or PageLook(), fit=fit))
        data = pdf.render(document, Context(OURS, problems))
        counted = re.search(rb"/Count (\d+)", data)
        pages[fit] = (counted and int(counted[1]), [each.code for each in problems.items])
    assert pages[None][0] != 1
    assert pages[1][1] == ["too-many-pages"]
    said = next(iter(problems.items)).message
    assert re.search(r"and is to fit on 1: \d\d+ lines are too many$", said)
    denser = replace(made(PageLook(extends=Word("page"))), fit=1)
    longer = sample.document(replace(part, listings=(sample.papers(200),)))
    pdf.render(replace(longer, look=denser), Context(OURS, problems := Problems()))
    assert [each.hint for each in problems.items] == ["leave out sections, or choose a denser look: compact"]
    assert all("pt" not in look.size or float(look.size[:-2]) >= 8 for look in tightest(long.look) if look.size)


def tightest(look: PageLook | None) -> list[PageLook]:
    from cvgen.render import fitting

    return list(fitting.tighter(look or PageLook()))


Sizes = dict[str, float]


def sizes(document: Document) -> Sizes:
    """The size of the letters of each word in the PDF, in points."""
    found: Sizes = {}

    def visit(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        found.update(dict.fromkeys(text.split(), round(abs(tm[3] or tm[0]) * size, 2)))

    data = pdf.render(document, Context(OURS, Problems()))
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
def test_dates_at_the_left_have_a_column_where_there_are_any_and_push_nothing_down(engine: ModuleType) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    lines = (Line(("Below",)), Line(("Further",)))
    dated = Listing((Item(("Dated",), side=("Monday, September 30, 2019 – Tuesday, May 5, 2020",), lines=lines),))
    undated = Listing((Item(("Undated",)),))
    document = sample.document(Section(("Part",), "part", listings=(dated, undated)))
    document = replace(document, look=made(PageLook(extends=Word("dates-left"))))
    page = pypdf.PdfReader(io.BytesIO(engine.render(document, Context(OURS, Problems())))).pages[0]
    rows = page.extract_text(extraction_mode="layout").splitlines()
    first = next(row for row in rows if "Dated" in row)
    assert next(row for row in rows if "Undated" in row).index("Undated") < first.index("Dated")
    assert "Below" in rows[rows.index(first) + 1], rows


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
def test_a_long_paragraph_goes_on_on_the_next_page_and_leaves_no_page_empty(engine: ModuleType) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    long = Item((" ".join(f"word{n}" for n in range(150)),))
    for above in range(30, 34):
        rows = [Item((f"Row {n}.",)) for n in range(above)]
        listing = Listing((*rows, long, Item(("The end.",))), Layout.PLAIN)
        document = replace(sample.document(Section(("Part",), "part", listings=(listing,))), look=made(None))
        data = engine.render(document, Context(OURS, Problems()))
        pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
        counts = [sum(line.startswith("word") for line in page) for page in pages]
        assert len(counts) == 2, above
        assert min(counts) >= 2, (above, counts)


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize(
    "style",
    ["banner", "bar", "book", "classic", "clear", "dates-left", "essay", "modern", "plain", "report", "sidebar"],
)
def test_a_line_has_at_most_95_characters(style: str, paper: PaperSize) -> None:
    words = "A text of common words whose lines are filled from one margin to the other of a page on A4. " * 12
    part = Section(("Part",), "part", (Line((words,)),))
    document = replace(sample.document(part), look=made(PageLook(extends=Word(style)), page=paper), page=paper)
    data = pdf.render(document, Context(OURS, Problems()))
    text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    lines = [line for line in text.splitlines() if "common" in line or "margin" in line]
    assert 75 < max(map(len, lines)) <= 95


def test_no_half_of_a_word_stands_alone_and_small_capitals_are_read_as_typed() -> None:
    words = ("lamps and wicks " * 30).split()
    for count in range(20, 44, 3):
        part = Section(("Research Interests",), "part", (Line((f"{' '.join(words[:count])} Minimization",)),))
        document = replace(sample.document(part), look=made(PageLook(extends=Word("book"))))
        data = pdf.render(document, Context(OURS, Problems()))
        text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
        assert "Minimization" in text
        assert "Research Interests" in text


def test_on_letter_margins_are_wider_where_they_are_not_the_users() -> None:
    said = {name: made(PageLook(extends=Word(name)), page=PaperSize.LETTER).margins for name in ("classic", "compact")}
    assert said == {"classic": "17mm 30mm 18mm", "compact": "13mm 17mm 15mm"}
    own = PageLook(margins=Margins("17mm 27mm 18mm"))
    assert made(own, page=PaperSize.LETTER).margins == "17mm 27mm 18mm"
    for name in OURS.names(Resource.LOOK):
        assert made(PageLook(extends=Word(name)), page=PaperSize.LETTER).margins


def test_a_look_of_ones_own_on_letter_has_the_wider_margins_of_the_look_that_it_extends(desk: Desk) -> None:
    desk.write("styles/looks/mine.yaml", "extends: classic\npaper: letter\n")
    desk.write("styles/looks/narrow.yaml", "extends: mine\nmargins: 17mm 20mm\n")
    own = theme.open(desk.folder)
    look = {name: PageLook(extends=Word(name)) for name in ("mine", "narrow")}
    assert {name: made(look[name], page=None, places=own).margins for name in look} == {
        "mine": "17mm 30mm 18mm",
        "narrow": "17mm 20mm",
    }
    assert made(look["mine"], page=PaperSize.A4, places=own).margins == "17mm 27mm 18mm"


def test_words_beside_dates_at_the_left_end_at_the_right_margin() -> None:
    words = "An award whose name is so long that it cannot stand in one line beside its date " * 3
    part = Section(("Part",), "part", listings=(Listing((Item((words,), side=("2025",)),)),))
    look = made(PageLook(extends=Word("dates-left")))
    data = pdf.render(replace(sample.document(part), look=look), Context(OURS, Problems()))
    text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert 50 < max(len(line) for line in text.splitlines() if "date" in line or "award" in line) < 90


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
def test_no_date_in_the_line_of_its_words_stands_alone_in_the_next(engine: ModuleType) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    items = tuple(Item((f"{'a' * at} {'lamp ' * 14}end",), side=("2024 – 2025",)) for at in range(1, 20))
    part = Section(("Part",), "part", listings=(Listing(items),))
    document = replace(sample.document(part), look=made(PageLook(extends=Word("plain"))))
    text = pypdf.PdfReader(io.BytesIO(engine.render(document, Context(OURS, Problems())))).pages[0].extract_text()
    lines = [" ".join(line.split()) for line in text.splitlines() if "2025" in line]
    assert len(lines) == len(items)
    assert all("end 2024 – 2025" in line for line in lines)
    assert any(line.startswith("end") for line in lines)


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
def test_no_name_is_so_long_that_the_number_of_the_page_is_divided(engine: ModuleType) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    part = Section(("Part",), "part", listings=(Listing((Item(("Dated",)),)),))
    for more in range(8, 32):
        head = Header(f"Ada {'Lamp ' * more}Moss")
        document = replace(sample.document(part), header=head, look=made(PageLook(footer=FooterForm.SPREAD)))
        text = pypdf.PdfReader(io.BytesIO(engine.render(document, Context(OURS, Problems())))).pages[0].extract_text()
        assert re.search(r"(?<!\S)1 / 1$", text, re.MULTILINE), text


@pytest.mark.parametrize("style", ["classic", "modern"])
def test_a_groups_heading_stands_above_its_entries_and_the_day_of_a_talk_above_all_else(style: str) -> None:
    inner = Section(("Awards",), "a", listings=(Listing((Item(sample.bold("Lantern")),)),))
    part = Section(("Honors",), "h", (Line(("Words.",)),), sections=(inner,))
    when = (Contact("series", ("Evenings",)), Contact("location", ("Attic",)), Contact("date", ("Midnight",)))
    head = Header("Title", contacts=when)
    found = sizes(replace(sample.document(part), header=head, look=made(None, style)))
    assert found["Awards"] > 1.1 * found["Lantern"]
    assert found["Honors" if style == "modern" else "HONORS"] > (1.1 if style == "modern" else 0.8) * found["Awards"]
    assert found["Midnight"] == found["Attic"] > 1.2 * found["Evenings"]


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
@pytest.mark.parametrize(
    ("name", "photo"), [("book", 0), ("classic", 0), ("modern", 0), ("banner", 0), ("bar", 1), ("page", 1)]
)
def test_no_way_to_reach_somebody_stands_alone_in_its_line(
    root: Path, engine: ModuleType, name: str, photo: int
) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    ways = ("ada@example.org", "(000) 000-0000", "Personal Website", "Lantern Lab Website", "Moth Scholar Page")
    ways = tuple(way.removesuffix(" Website").removesuffix(" Page") for way in ways) if photo else ways
    contacts = tuple(Contact("link", (way,), "Mobile" if "000" in way else "") for way in ways)
    head = Header("Ada Moss", contacts=contacts, photo=Photo("data/portrait.png", "A face") if photo else None)
    document = replace(sample.document(), header=head, look=made(PageLook(extends=Word(name))))
    made_of = engine.render(document, Context(OURS, Problems(), root))
    text = pypdf.PdfReader(io.BytesIO(made_of)).pages[0].extract_text()
    lines = [len([way for way in ways if way in line]) for line in text.splitlines()]
    assert sorted(filter(None, lines)) == ([5] if name == "page" else [2, 3])


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
@pytest.mark.parametrize(
    ("name", "photo", "ways", "lines"),
    [
        ("classic", True, "Northland ada-m-moss@example.org people.example.org/ada-m-moss", [1, 1, 1]),
        ("compact", True, "Northland ada-m-moss@example.org people.example.org/ada-m-moss", [3]),
        ("clear", False, "Northland ada-m-moss@example.org people.example.org/ada-m-moss", [3]),
        ("banner", True, "Gull Dusk Moth people.example.org/ada-m-moss/and-her-lanterns-of-the-north", [1, 1, 1, 1]),
        ("modern", True, "Northland ada-m-moss@example.org people.example.org/ada 555-0101-2020", [2, 2]),
        ("modern", True, "Northland ada.moss@people.example.org 555-0101 www.ada-moss.example Lamps Oils Moth", None),
    ],
)
def test_few_ways_to_reach_somebody_have_a_line_each_where_one_would_be_alone(
    root: Path, engine: ModuleType, name: str, photo: bool, ways: str, lines: list[int] | None
) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    contacts = tuple(Contact("link", (way,)) for way in ways.split())
    head = Header("Ada Moss", contacts=contacts, photo=Photo("data/portrait.png", "A face") if photo else None)
    document = replace(sample.document(), header=head, look=made(PageLook(extends=Word(name))))
    text = pypdf.PdfReader(io.BytesIO(engine.render(document, Context(OURS, Problems(), root)))).pages[0].extract_text()
    found = [count for line in text.splitlines() if (count := sum(way in line for way in ways.split()))]
    assert found == lines if lines else min(found) > 1


@pytest.mark.parametrize("engine", [pdf, typst_pdf])
@pytest.mark.parametrize("layout", [Layout.LABELS, Layout.PLAIN])
def test_prose_alone_is_set_in_lines_of_one_length_and_divided(engine: ModuleType, layout: Layout) -> None:
    if engine is typst_pdf:
        pytest.importorskip("typst")
    words = "Extraordinarily circumstantial considerations of every keeper who lives alone and "
    work = Work("k", "misc", "Lamps")
    papers = Listing(
        tuple(Item((f"{words * 4}so on.",), work=work, label=("R1.",) * (layout is Layout.LABELS)) for _ in "ab"),
        layout,
    )

    def drawn(part: Section, look: PageLook) -> bytes:
        data = engine.render(
            replace(sample.document(part), header=Header("Ada Moss"), look=look), Context(OURS, Problems())
        )
        content = pypdf.PdfReader(io.BytesIO(data)).pages[0].get_contents()
        assert content is not None
        return content.get_data()

    book = made(PageLook(extends=Word("book")))
    ragged = replace(book, justify=False, hyphenate=False)
    for part, same in (
        (Section(("Papers",), "papers", listings=(papers,)), True),
        (Section(("Profile",), "profile", (Line((f"{words * 4}so on.",)),)), False),
        (Section(("Profile",), "profile", listings=(Listing((Item((f"{words * 4}so on.",)),), Layout.PLAIN),)), False),
    ):
        assert (drawn(part, book) == drawn(part, ragged)) == same


@pytest.mark.parametrize(
    ("last", "said", "width"),
    [
        ("[99]", None, "2.2em"),
        ("[100]", None, "2.58em"),
        ("[100]", "3em", "3em"),
        ("[100]", "9mm", "9mm"),
        ("(1000)", None, "3.14em"),
        ("ICLR ’24", None, "2.2em"),
    ],
)
def test_labels_have_the_room_that_the_longest_number_needs(last: str, said: str | None, width: str) -> None:
    items = tuple(Item(("Lamps",), label=(label,)) for label in (last, "[7]", "[6]"))
    document = sample.document(Section(("Papers",), "papers", listings=(Listing(items, Layout.LABELS),)))
    look = made(PageLook(extends=Word("classic"), label_width=Length(said) if said else None))
    document = replace(document, look=look)
    assert f"  --hang: {width};" in look_css.sheet(document, OURS)
    assert f"  label-width: {width}," in typ.text(document, Context(OURS, Problems()))


@pytest.mark.parametrize(("name", "size"), [("Ada Moss", "2.7em"), ("Lamps " * 7, "2.16em")])
def test_the_title_of_a_talk_is_smaller_than_a_persons_name(name: str, size: str) -> None:
    document = replace(sample.document(), header=Header(name), look=made(PageLook(extends=Word("modern"))))
    assert f"  --name-size: {size};" in look_css.sheet(document, OURS)
    assert f"  name-size: {size}," in typ.text(document, Context(OURS, Problems()))


def test_one_page_shows_all_looks(desk: Desk) -> None:
    assert desk.run("show", "looks", "ada.yaml").code == 0
    page = desk.read("out/looks.html")
    assert re.findall(r"<figcaption>(.*)</figcaption>", page) == list(NAMES)
    assert page.count("srcdoc=") == len(NAMES)
    assert not [word for word in browser_css.ONLY_PAPER if word in page]
    faces = re.findall(r'@font-face {(?: font-family: "([^"]*)"; font-weight: (\d+); font-style: (\w+);)', page)
    assert len(set(faces)) == len(faces)
    assert {family for family, *_ in faces} >= {"Source Serif Pro", "Source Sans Pro"}
    assert len(page) < 1_500_000


def test_rendercvs_design_is_read_as_far_as_it_has_a_meaning(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write(
        "x.yaml",
        "cv:\n  name: Ada Moss\n  sections:\n    s: [One line]\n"
        "design:\n  theme: sb2nov\n  colors:\n    section_titles: rgb(0, 79, 144)\n    links: blue\n"
        "  page:\n    size: us-letter\n    top_margin: 2cm\n",
    )
    ran = desk.run("html", "x.yaml")
    page = desk.read("out/x.html")
    assert all(each in page for each in ("--accent: #004f90", "margin: 2cm 2cm 2cm 2cm", "size: letter"))
    assert "small-caps" in page
    assert ("colors.links is left aside" in ran.err, "theme has no" in ran.err) == (True, False)


@pytest.mark.parametrize(
    ("design", "project", "size"),
    [
        ("theme: classic", "", "letter"),
        ("theme: classic, page: {size: a4}", "", "a4"),
        ("theme: classic", "page: a4\n", "a4"),
        ("colors: {body: '#222222'}", "", "a4"),
    ],
)
def test_a_theme_of_rendercvs_prints_on_its_paper(tmp_path: Path, design: str, project: str, size: str) -> None:
    desk = Desk(tmp_path).write(
        "x.yaml", f"cv: {{name: Ada Moss, sections: {{s: [One line]}}}}\ndesign: {{{design}}}\n"
    )
    if project:
        desk.write("cvgen.yaml", project)
    assert desk.run("html", "x.yaml").code == 0
    assert f"size: {size}" in desk.read("out/x.html")


# ------------------------------------------------------------------------------------------------- fonts in the page
_FACE = re.compile(r'font-family: "([^"]+)"; font-weight: (\d+); font-style: (\w+); .*base64,([^)]+)\)')


def opened(desk: Desk, *words: str) -> str:
    """The page of ada.yaml."""
    assert desk.run("html", *(words or ("ada.yaml",)), "-o", "page.html").code == 0
    return desk.read("page.html")


def faces(page: str) -> dict[tuple[str, str, str], TTFont]:
    """The fonts in a page, as fontTools reads them."""
    found = (each.groups() for each in _FACE.finditer(page))
    return {
        (family, weight, slant): TTFont(io.BytesIO(base64.b64decode(data))) for family, weight, slant, data in found
    }


def test_a_page_carries_the_faces_that_it_is_set_in_with_its_letters_unchanged(desk: Desk) -> None:
    desk.write("data/records.yaml", "{}")
    desk.write("data/people.yaml", "people: [{id: ada, name: 'Łoś, Ada Ж.'}]")
    desk.write("data/ada.yaml", "person: ada\ncv: {sections: {About: [Some *words* of **mine**.]}}")
    page = opened(desk)
    found = faces(page)
    assert list(found) == [
        ("Source Serif Pro", *face) for face in (("400", "normal"), ("400", "italic"), ("600", "normal"))
    ]
    for (_, weight, slant), font in found.items():
        name = {("400", "normal"): "Regular", ("400", "italic"): "It", ("600", "normal"): "Semibold"}[weight, slant]
        whole = TTFont(fonts.folder("Source Serif Pro") / f"SourceSerifPro-{name}.ttf")
        there = font.getBestCmap()
        assert {char for char in map(ord, "AzŁśЖ’–é") if char in whole.getBestCmap()} <= there.keys()
        assert ord("ж") not in there
        assert font["glyf"]["Lslash"].coordinates == whole["glyf"]["Lslash"].coordinates
        assert font["hmtx"]["Lslash"] == whole["hmtx"]["Lslash"]
    assert 50_000 < sum(map(len, re.findall("base64,[^)]+", page))) < 100_000


def test_a_face_is_kept_for_the_next_page_and_made_again_where_it_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    subset = fonts.subset
    monkeypatch.setattr(fonts, "subset", lambda file, chars: made.append(file) or subset(file, chars))
    monkeypatch.setattr(webfonts, "_KEPT", tmp_path)
    monkeypatch.setattr(webfonts, "_MOST", 2)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = str(fonts.folder("Source Serif Pro") / "SourceSerifPro-Regular.ttf")

    def packed(rare: str) -> bytes:
        webfonts._packed.cache_clear()
        return webfonts._packed(file, frozenset(rare))

    first = packed("")
    assert packed("") == first
    assert len(made) == 1
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(first[:-1])
    assert packed("") == first == kept.read_bytes()
    assert packed("ж") != first
    assert packed("Ж") != first
    assert len(made) == 4
    assert len(list(tmp_path.iterdir())) == 2
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert packed("Łž")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("look", "families"),
    [
        ("modern", {"Source Sans Pro"}),
        ("{extends: classic, webfonts: false}", set()),
        ("{extends: classic, font: Nobody Sans}", set()),
    ],
)
def test_a_look_says_whether_a_page_has_its_font(desk: Desk, look: str, families: set[str]) -> None:
    desk.write("data/records.yaml", "{}")
    desk.write("data/people.yaml", "people: [{id: ada, name: 'Moss, Ada'}]")
    desk.write(
        "data/ada.yaml", f"person: ada\ndocuments: {{cv: {{look: {look}}}}}\ncv: {{sections: {{About: [Words.]}}}}"
    )
    page = opened(desk)
    assert {family for family, _, _ in faces(page)} == families
    assert webfonts.PLACE not in page or not families


def test_a_part_of_a_page_and_the_list_of_a_bib_alone_have_no_font(desk: Desk) -> None:
    desk.write("list.bib", "@article{a, title={Lamps}, author={Ada Moss}, year=2024}")
    assert "font-face" not in opened(desk, "list.bib", "--owner", "Ada Moss")
    desk.write("data/records.yaml", "{}")
    desk.write("data/people.yaml", "people: [{id: ada, name: 'Moss, Ada'}]")
    desk.write("data/ada.yaml", "person: ada\ncv: {sections: {About: [Words.]}}")
    assert "font-face" not in opened(desk, "--fragment", "ada.yaml", "--overwrite")


@pytest.mark.parametrize(("look", "given"), [("essay", True), ("book", False)])
def test_marks_are_set_in_a_font_whose_daggers_can_be_raised(desk: Desk, look: str, given: bool) -> None:
    desk.write("list.bib", "@article{a, title={Lamps}, author={Ada Moss and Tom Reed}, year=2024}")
    assert desk.run("html", "list.bib", "--owner", "Ada Moss", "--look", look).code == 0
    assert ("--marks:" in desk.read("out/list.html")) is given
    assert desk.run("typ", "list.bib", "--owner", "Ada Moss", "--look", look).code == 0
    made = desk.read("out/list.typ")
    assert 'marks: "Source Serif Pro",' in made
    assert ('font: ("Source Serif Pro",' not in made) is given


def test_a_look_that_is_asked_for_stands_in_the_place_of_the_documents(desk: Desk) -> None:
    """Its own values too; the paper and what stands at the side are no matter of looks."""
    desk.write("styles/looks/mine.yaml", 'extends: classic\naccent: "#333333"\n')
    own = (
        '    look: {accent: "#111111", quiet: "#5b4a4b", sidebar_sections: [Publications], webfonts: false}\n    marks:'
    )
    desk.change("data/ada.yaml", "    marks:", own)
    page = desk.run("html", "ada.yaml", "--look", "mine", "-o", "-").out
    assert ("#333333" in page, "#111111" in page, "#5b4a4b" in page, "@font-face" in page) == (
        True,
        False,
        False,
        False,
    )
    page = desk.run("html", "ada.yaml", "--set", "look.accent=#333333", "-o", "-").out
    assert ("#333333" in page, "#111111" in page, "#5b4a4b" in page) == (True, False, True)
