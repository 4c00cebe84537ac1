"""What is wider than the head or a sidebar: it is broken where it may be, or set smaller, and stands on nothing else."""

from pathlib import Path

import pymupdf
import pytest
import yaml
from workbench import Desk, project

MM = 72 / 25.4
EMAIL = "sabine.leutheusser-schnarrenberger@informatik.uni-muenchen.example.de"
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
# Names with the lines in which they stand in a sidebar.
NAMES = {
    "Suresh Venkatasubramanian": ["Suresh", "Venkatasubramanian"],
    "Maria-Magdalena García-Hernández": ["Maria-", "Magdalena", "García-", "Hernández"],
    "Sabine Leutheusser-Schnarrenberger": ["Sabine", "Leutheusser-", "Schnarrenberger"],
    "WILLIAM MONTGOMERY-WEATHERWAX": ["WILLIAM", "MONTGOMERY-", "WEATHERWAX"],
    "Ann-Marie Doe": ["Ann-Marie Doe"],
}
ENGINES = ("weasyprint", "typst")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Desk:
    made = project(tmp_path_factory.mktemp("narrow"))
    (made.folder / "data/ada.png").write_bytes((root / "data/portrait.png").read_bytes())
    return made


def page(desk: Desk, engine: str, name: str, *options: str, photo: str = "") -> pymupdf.Page:
    """The first page of a CV with all that is long in its head."""
    if engine == "typst":
        pytest.importorskip("typst")
    told = {"name": name, "headline": LONG, "email": EMAIL, "location": f"Town {LONG}", "phone": "+49 30 1234567"}
    told |= {"links": {"Website": f"https://www.{EMAIL.partition('@')[2]}/~leutheusser-schnarrenberger"}}
    told |= {"sections": {LONG: [f"{LONG} word"], "About": ["Text."]}} | ({"photo": photo} if photo else {})
    desk.write("data/narrow.yaml", yaml.safe_dump({"cv": told}, allow_unicode=True, sort_keys=False))
    asked = (f"--set={each}" for each in (*options, "links=printed"))
    ran = desk.run("pdf", "narrow.yaml", "--engine", engine, *(each.replace("=", "=look.", 1) for each in asked))
    assert ran.code == 0, ran.err
    return pymupdf.open(desk.folder / "out/narrow.pdf")[0]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("engine", ENGINES)
def test_all_of_a_sidebar_stands_in_it(desk: Desk, engine: str, side: str, name: str) -> None:
    made = page(desk, engine, name, "extends=sidebar", f"sidebar={side}", f'sidebar_sections=["{LONG}"]')
    words = made.get_text("words")
    start = 0 if side == "left" else made.rect.width - 62 * MM
    beside = [each for each in words if start <= each[0] < start + 62 * MM]
    assert len(beside) > 20
    out = [each[4] for each in beside if each[2] > start + 62 * MM - 5 * MM + 1]
    assert out == []
    lines = made.get_text().splitlines()
    assert [each.strip() for each in lines[: len(NAMES[name])]] == NAMES[name]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "email",
    [
        "first.last@department.university.example",
        "averyveryverylongnameofalamp@northlands.example",
        "moss@lamps.example",
    ],
)
def test_an_address_stays_in_its_sidebar(desk: Desk, engine: str, email: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    desk.write(
        "data/mail.yaml", yaml.safe_dump({"cv": {"name": "Ada Moss", "email": email, "sections": {"A": ["Text."]}}})
    )
    look = ("extends=sidebar", "size=13pt")
    assert desk.run("pdf", "mail.yaml", "--engine", engine, *(f"--set=look.{each}" for each in look)).code == 0
    words = pymupdf.open(desk.folder / "out/mail.pdf")[0].get_text("words")
    shown = [each for each in words if each[0] < 40 * MM and each[4] not in ("Ada", "Moss")]
    assert "".join(each[4] for each in shown).replace("\u200b", "") == email
    assert max(each[2] for each in shown) < 62 * MM - 5 * MM + 1
    assert min(len(each[4]) for each in shown) > 3


@pytest.mark.parametrize(("side", "margins"), [("left", "20mm 25mm"), ("right", "15mm"), ("left", "13.7mm 17.3mm")])
@pytest.mark.parametrize("word", ["Optics", LONG])
def test_no_entry_beside_a_sidebar_stands_below_it(desk: Desk, side: str, margins: str, word: str) -> None:
    studied = {"institution": f"School of {word}", "degree": "Ph.D.", "date": "2016-09"}
    told = {"name": "Ada Moss", "sections": {"Education": [studied], "Shelf": [f"Lamp {i}" for i in range(40)]}}
    desk.write("data/beside.yaml", yaml.safe_dump({"cv": told}, sort_keys=False))
    look = ("extends=sidebar", f"sidebar={side}", f"margins={margins}", "sidebar_sections=[Shelf]")
    assert desk.run("pdf", "beside.yaml", *(f"--set=look.{each}" for each in look)).code == 0
    made = pymupdf.open(desk.folder / "out/beside.pdf")[0]
    places = {each[4]: each[1] for each in made.get_text("words")}
    assert 0 < places["Ph.D.,"] - places["Education"] < 12 * MM


@pytest.mark.parametrize(("side", "paper", "width"), [("left", "a4", "50mm"), ("right", "letter", "62mm")])
@pytest.mark.parametrize("dates", ["left", "right", "inline"])
def test_what_is_beside_a_sidebar_that_runs_on_begins_on_the_first_page(
    desk: Desk, side: str, paper: str, width: str, dates: str
) -> None:
    studied = [{"institution": f"School of Lamp {i}", "degree": "Ph.D.", "date": "2016-09"} for i in range(9)]
    told = {"name": "Ada Moss", "sections": {"Education": studied, "Shelf": [f"Lamp {i}" for i in range(90)]}}
    desk.write("data/beside.yaml", yaml.safe_dump({"cv": told}, sort_keys=False))
    look = ("extends=classic", f"sidebar={side}", f"paper={paper}", f"sidebar_width={width}", f"dates={dates}")
    options = (f"--set=look.{each}" for each in (*look, "sidebar_sections=[Shelf]"))
    assert desk.run("pdf", "beside.yaml", *options).code == 0
    made = pymupdf.open(desk.folder / "out/beside.pdf")
    assert made.page_count > 1
    assert "School" in made[0].get_text()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("size", ["10pt", "16pt"])
def test_no_date_at_the_left_stands_on_what_is_beside_it(desk: Desk, engine: str, size: str) -> None:
    studied = {"institution": "School of Optics", "degree": "Ph.D.", "date": "2016-09"}
    told = {"name": "Ada Moss", "sections": {"Education": [studied]}}
    desk.write("data/dated.yaml", yaml.safe_dump({"cv": told}, sort_keys=False))
    look = ("extends=dates-left", "date_width=10mm", f"size={size}")
    assert desk.run("pdf", "dated.yaml", "--engine", engine, *(f"--set=look.{each}" for each in look)).code == 0
    words = {each[4]: each for each in pymupdf.open(desk.folder / "out/dated.pdf")[0].get_text("words")}
    date, beside = words.get("2016") or words["Sept.\u00a02016"], words["Ph.D.,"]
    assert date[2] < beside[0]
    assert date[1] == pytest.approx(beside[1], abs=1)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("look", ["classic", "book", "modern", "report"])
def test_dates_at_the_left_have_room_for_two_months(desk: Desk, engine: str, look: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    studied = {"institution": "School of Optics", "start_date": "2009-09", "end_date": "2014-09"}
    told = {"name": "Ada Moss", "sections": {"Education": [studied]}}
    desk.write("data/dated.yaml", yaml.safe_dump({"cv": told}, sort_keys=False))
    options = (f"--set=look.{each}" for each in (f"extends={look}", "dates=left"))
    assert desk.run("pdf", "dated.yaml", "--engine", engine, *options).code == 0
    words = pymupdf.open(desk.folder / "out/dated.pdf")[0].get_text("words")
    assert len({round(each[1]) for each in words if "20" in each[4]}) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_banner_in_a_sidebar_holds_the_name(desk: Desk, engine: str) -> None:
    made = page(desk, engine, "Ada M. Lindqvist", "extends=banner", "sidebar=left", "footer=none")
    assert "Lindqvist" in [each[4] for each in made.get_text("words")]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_wide_photo_leaves_the_name_its_line_and_stands_in_its_sidebar(desk: Desk, engine: str) -> None:
    made = page(desk, engine, "Augusta Lovelace", "extends=classic", "photo=left", "photo_width=50mm", photo="ada.png")
    assert made.get_text().splitlines()[0].strip() == "Augusta Lovelace"
    made = page(desk, engine, "Ada Moss", "extends=sidebar", "sidebar_width=30mm", "photo_width=80mm", photo="ada.png")
    (face,) = [pymupdf.Rect(each["bbox"]) for each in made.get_image_info()]
    assert face.x1 < 30 * MM


@pytest.mark.parametrize("look", ["plain", "banner", "modern", "page-serif"])
@pytest.mark.parametrize("photo", ["left", "right"])
@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_in_a_head_stands_on_its_photo_or_out_of_the_page(
    desk: Desk, engine: str, photo: str, look: str
) -> None:
    name = "Maximiliane-Alexandrina Wolfeschlegelsteinhausenbergerdorff"
    made = page(desk, engine, name, f"extends={look}", f"photo={photo}", photo="ada.png")
    (face,) = [pymupdf.Rect(each["bbox"]) for each in made.get_image_info()]
    words = made.get_text("words")
    inside = [(each[4], pymupdf.Rect(each[0] + 1, each[1] + 3, each[2] - 1, each[3] - 3)) for each in words]
    assert [word for word, box in inside if face.intersects(box)] == []
    assert [word for word, box in inside if box.x1 > made.rect.width - 15 * MM] == []


@pytest.mark.parametrize("look", ["plain", "banner", "classic"])
def test_from_right_to_left_contacts_stand_beside_the_photo(desk: Desk, look: str) -> None:
    address = "m.alkhwarizmi.and.a.very.long.address@x.university.of.bagdad.example.edu"
    told = {
        "name": "محمد الخوارزمي",
        "location": "Baghdad",
        "email": address,
        "photo": "ada.png",
        "sections": {"S": ["x"]},
    }
    whole = {"cv": told, "documents": {"cv": {"lang": "ar"}}}
    desk.write("data/reverse.yaml", yaml.safe_dump(whole, allow_unicode=True, sort_keys=False))
    assert desk.run("pdf", "reverse.yaml", "--look", look).code == 0
    made = pymupdf.open(desk.folder / "out/reverse.pdf")[0]
    (face,) = [pymupdf.Rect(each["bbox"]) for each in made.get_image_info()]
    (line,) = [pymupdf.Rect(each[:4]) for each in made.get_text("words") if each[4].startswith("m.alkh")]
    assert line.y1 < face.y1
    assert not face.intersects(line)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_long_word_in_a_sidebar_is_divided_with_a_hyphen(desk: Desk, engine: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    word = "Forschungsdatenmanagementbeauftragte"
    told = {"name": "Ada Moss", "sections": {"Berufe": [{"bullet": word}, word], "Mehr": ["Text."]}}
    desk.write("data/long.yaml", yaml.safe_dump({"cv": told}, allow_unicode=True, sort_keys=False))
    options = (f"--set=look.{each}" for each in ("extends=sidebar", "sidebar_sections=[Berufe]"))
    ran = desk.run("pdf", "long.yaml", "--lang", "de", "--engine", engine, *options)
    assert ran.code == 0, ran.err
    with pymupdf.open(desk.folder / "out/long.pdf") as file:
        words = [each[4] for each in file[0].get_text("words")]
    begun = [each[:-1] for each in words if each[-1] in "-\N{SOFT HYPHEN}"]
    assert begun == ["Forschungsdatenmanagement", "Forschungsdatenmanagementbe"]


@pytest.mark.parametrize("engine", ENGINES)
def test_no_scrap_of_an_address_stands_alone_in_a_line(desk: Desk, engine: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    addresses = ("https://doi.org/10.1000/abc.109", "https://lamps.example/116.pdf", "10.1016/j.lamps.2023.03.016")
    entries = [f"{'Lamp ' * 8}{'i' * n} [{each}](https://lamps.example/a)" for each in addresses for n in range(1, 40)]
    told = {"name": "Ada Moss", "sections": {"Papers": [{"bullet": each} for each in entries]}}
    desk.write("data/scraps.yaml", yaml.safe_dump({"cv": told}))
    assert desk.run("pdf", "scraps.yaml", "--engine", engine, "--set=look.margins=20mm 60mm").code == 0
    made = pymupdf.open(desk.folder / "out/scraps.pdf")
    lines = [line.strip() for sheet in made for line in sheet.get_text().splitlines() if line.strip(" •")]
    ends = [line for line in lines if line.endswith(("109", "pdf", "016"))]
    assert len(ends) == 3 * 39
    assert min(map(len, ends)) > 10


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("lang", ["en", "he"])
def test_further_lines_of_a_term_are_set_in_and_those_of_a_text_are_not(desk: Desk, engine: str, lang: str) -> None:
    if engine == "typst":
        pytest.importorskip("typst")
    word = "lamps" if lang == "en" else "מנורות"
    many = f"{word} " * 30
    told = {
        "name": "Ada Moss",
        "sections": {"A": [{"label": word, "details": many}, f"Text of {many}" if lang == "en" else many]},
    }
    desk.write("data/terms.yaml", yaml.safe_dump({"cv": told, "documents": {"cv": {"lang": lang}}}, allow_unicode=True))
    assert desk.run("pdf", "terms.yaml", "--engine", engine).code == 0
    lines: dict[float, list[tuple[float, float]]] = {}
    for x0, y0, x1, *_ in pymupdf.open(desk.folder / "out/terms.pdf")[0].get_text("words"):
        lines.setdefault(round(y0 / 2), []).append((x0, x1))
    ends = [
        min(x for x, _ in each) if lang == "en" else -max(x for _, x in each)
        for each in lines.values()
        if len(each) > 8
    ]
    term, *rest = ends
    assert sorted({round((each - term) / 10) for each in rest}) == [0, 1]
