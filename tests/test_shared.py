"""cvgen.yaml: what all files of a project share; paths count from the file that names them; fonts and photos there."""

import base64
import io
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import PIL.Image
import PIL.ImageChops
import PIL.ImageOps
import pymupdf
import pytest
from test_hostile import PICTURE
from workbench import Desk, project

from cvgen import loading
from cvgen.builds import packing
from cvgen.model.errors import Problems
from cvgen.read import project as reading
from cvgen.render import families, pixels, scaling
from cvgen.render.paper import fonts

WEN = """\
person: wen
bibliography: publications.bib
cv:
  phone: +1 517 555 0100
  sections:
    Publications:
      publications: [{select: [lanterns]}]
"""
SHARED = """\
lang: de
look: {extends: book, accent: "#7a1f2b"}
marks: {owner: italic}
private: {phone: pdf}
documents:
  cv: {max_pages: 9, page: letter}
  brief: {from: cv, style: modern, formats: md}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return project(tmp_path, wen=WEN, cvgen=SHARED)


def recipes(desk: Desk, name: str) -> dict[str, object]:
    problems = Problems()
    file = reading.cv_file(desk.folder / "data" / name, problems)
    assert file
    assert not problems.items
    return {
        name: (str(made.lang), made.paper.value, made.max_pages, made.style.text, [role for role, _ in made.marks])
        for name, made in file.documents
    }


def test_a_file_without_documents_makes_those_that_are_shared(desk: Desk) -> None:
    assert recipes(desk, "wen.yaml") == {
        "cv": ("de", "letter", 9, "classic", ["owner"]),
        "brief": ("de", "letter", 9, "modern", ["owner"]),
    }


def test_a_file_with_documents_makes_these_and_says_the_last_word(desk: Desk) -> None:
    desk.change(
        "data/wen.yaml", "cv:\n", "documents:\n  cv: {lang: fr, marks: {equal: '*'}}\n  x: {from: brief}\ncv:\n"
    )
    assert recipes(desk, "wen.yaml") == {
        "cv": ("fr", "letter", 9, "classic", ["owner", "equal"]),
        "x": ("fr", "letter", 9, "modern", ["owner", "equal"]),
    }
    desk.change("data/wen.yaml", "{lang: fr, marks: {equal: '*'}}", "")
    assert recipes(desk, "wen.yaml")["cv"] == ("de", "letter", 9, "classic", ["owner"])


def test_values_alone_hold_for_the_one_document_that_a_file_makes_anyway(desk: Desk) -> None:
    desk.write("data/cvgen.yaml", "lang: fr\nbibliography: publications.bib\n")
    desk.change("data/wen.yaml", "bibliography: publications.bib\n", "")
    assert recipes(desk, "wen.yaml") == {"cv": ("fr", "a4", 0, "classic", [])}
    assert "Bright Is a Lantern" in desk.run("md", "wen.yaml", "-o", "-").out


def test_what_is_private_shows_where_it_may_unless_the_file_says_otherwise(desk: Desk) -> None:
    assert "517" not in desk.run("html", "wen.yaml", "-o", "-").out
    desk.change("data/cvgen.yaml", "{phone: pdf}", "{phone: html}")
    assert "517" in desk.run("html", "wen.yaml", "-o", "-").out
    desk.change("data/wen.yaml", "cv:\n", "private: {phone: pdf}\ncv:\n")
    assert "517" not in desk.run("html", "wen.yaml", "-o", "-").out
    desk.change("data/wen.yaml", "+1 517 555 0100", "{value: +1 517 555 0100, only: html}")
    assert "517" in desk.run("html", "wen.yaml", "-o", "-").out


@pytest.mark.parametrize("key", ["email", "website", "location", "photo"])
def test_each_private_thing_can_be_kept(desk: Desk, key: str) -> None:
    (desk.folder / "data/me.png").write_bytes(PICTURE)
    own = {"email": "wen@example.org", "website": "https://wen.example.org", "location": "Elsewhere", "photo": "me.png"}
    shown = "data:image" if key == "photo" else own[key]
    desk.change("data/wen.yaml", "  phone:", f"  {key}: {own[key]}\n  phone:")
    assert shown in desk.run("html", "wen.yaml", "-o", "-").out
    desk.change("data/cvgen.yaml", "{phone: pdf}", f"{{{key}: pdf}}")
    assert shown not in desk.run("html", "wen.yaml", "-o", "-").out


WRONG = [
    ("lang: de", "lnag: de", "data/cvgen.yaml:1:1: lnag is not a key of a shared file", "did you mean lang?"),
    ("extends: book", "extends: boook", "data/cvgen.yaml:2:17: there is no look boook", "did you mean book?"),
    ("owner: italic", "owner: itallic", "data/cvgen.yaml:3:16: 'itallic' is not known here", "did you mean italic?"),
    ("owner: italic", "onwer: italic", "data/cvgen.yaml:3:9: there is no role onwer", "did you mean owner?"),
    ("phone: pdf", "phnoe: pdf", "data/cvgen.yaml:4:11: phnoe is not a key of a private", "did you mean phone?"),
    ("phone: pdf", "phone: pfd", "data/cvgen.yaml:4:18: there is no format or document pfd", "did you mean pdf?"),
    ("max_pages", "max_page", "data/cvgen.yaml:6:8: max_page is not a key of a recipe", "did you mean max_pages?"),
    ("from: cv", "from: cvv", "data/cvgen.yaml:7:17: there is no document cvv", "did you mean cv?"),
    (
        "style: modern",
        "style: moderm",
        "data/cvgen.yaml:7:28: there is no style called 'moderm'",
        "did you mean modern?",
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), WRONG)
def test_a_misspelling_is_said_at_its_line(desk: Desk, old: str, new: str, message: str, hint: str) -> None:
    ran = desk.change("data/cvgen.yaml", old, new).run("build")
    assert ran.code == 1
    lines = ran.err.splitlines()
    at = next((i for i, line in enumerate(lines) if line.startswith(message)), -1)
    assert at >= 0, ran.err
    assert hint in lines[at + 1]


def test_a_section_that_one_file_has_not_is_a_warning_there(desk: Desk) -> None:
    desk.change("data/cvgen.yaml", "max_pages: 9,", "sections: [Publications, Talks],")
    ran = desk.run("check", "--quiet")
    assert "data/cvgen.yaml:6:33: warning: data/wen.yaml has no section Talks" in ran.err
    assert desk.run("build").code == 0


def test_an_edit_makes_anew_what_hangs_on_it(desk: Desk) -> None:
    assert desk.run("build").code == 0
    assert "nothing has changed" in desk.run("build").out
    desk.change("data/cvgen.yaml", "style: modern", "style: modern, title: Other")
    assert "1 written" in desk.run("build").out.replace("2 written", "1 written")
    (desk.folder / "data/cvgen.yaml").unlink()
    assert "nothing has changed" not in desk.run("build").out
    desk.write("cvgen.yaml", "lang: fr\n")
    assert "nothing has changed" not in desk.run("build").out
    assert '<html lang="fr"' in desk.read("out/wen.html")


def test_the_nearer_of_two_is_read_and_it_is_said(desk: Desk) -> None:
    desk.write("cvgen.yaml", "lang: fr\n")
    ran = desk.run("html", "wen.yaml")
    assert "data/cvgen.yaml:1:1: warning: cvgen.yaml is not read" in ran.err
    assert '<html lang="de"' in desk.read("out/wen.html")


@pytest.mark.parametrize("place", ["data/cvgen.yaml", "cvgen.yaml"])
def test_a_cluster_gets_it_too(desk: Desk, tmp_path: Path, place: str) -> None:
    shutil.move(desk.folder / "data/cvgen.yaml", desk.folder / place)
    packing.unpack(packing.packed([desk.folder / "data/wen.yaml"]).packed, tmp_path / "there")
    assert [path.read_text() for path in (tmp_path / "there").rglob("cvgen.yaml")] == [SHARED]


def test_a_link_out_of_the_project_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    (desk.folder / "data/cvgen.yaml").unlink()
    (tmp_path.parent / "private.yaml").write_text("lang: xx\n")
    (desk.folder / "data/cvgen.yaml").symlink_to(tmp_path.parent / "private.yaml")
    ran = desk.run("html", "wen.yaml")
    assert (ran.code, "data/cvgen.yaml: this is a link that leads out of the project" in ran.err) == (1, True)


@pytest.mark.parametrize("text", ["- a\n", "just words\n"])
def test_what_has_no_keys_is_said(desk: Desk, text: str) -> None:
    ran = desk.write("data/cvgen.yaml", text).run("html", "wen.yaml")
    assert (ran.code, "data/cvgen.yaml:1:1: cvgen.yaml begins with keys" in ran.err) == (1, True)


def test_no_document_is_made_of_it_alone(desk: Desk) -> None:
    ran = desk.run("html", "cvgen.yaml")
    assert (ran.code, "no document is made of it" in ran.err) == (1, True)
    assert desk.run("check", "cvgen.yaml").code == 0


# Paths


def test_a_path_in_the_projects_folder_counts_from_there(desk: Desk) -> None:
    shutil.move(desk.folder / "data/cvgen.yaml", desk.folder / "cvgen.yaml")
    shutil.move(desk.folder / "data/publications.bib", desk.folder / "papers.bib")
    desk.change("cvgen.yaml", "lang: de", "bibliography: papers.bib\nphoto: data/me.png")
    (desk.folder / "data/me.png").write_bytes(PICTURE)
    desk.change("data/wen.yaml", "bibliography: publications.bib\n", "")
    desk.change("data/ada.yaml", "bibliography: publications.bib\n", "")
    ran = desk.run("html", "wen.yaml", "-o", "-")
    assert ("data:image" in ran.out, "Bright Is a Lantern" in ran.out, ran.err) == (True, True, "")


ELSEWHERE = [
    ("data/wen.yaml", "  phone:", "  photo: data/face.png\n  phone:", "did you mean face.png?"),
    ("data/wen.yaml", "  phone:", "  photo: far.png\n  phone:", "did you mean ../pictures/far.png?"),
    ("data/wen.yaml", "publications.bib", "papers.bib", "did you mean ../papers.bib?"),
    ("data/wen.yaml", "publications.bib", "data/publications.bib", "did you mean publications.bib?"),
    ("data/people.yaml", "id: wen\n", "id: wen\n    photo: data/face.png\n", "did you mean face.png?"),
    ("data/cvgen.yaml", "lang: de", "photo: pictures/face.png", "did you mean face.png?"),
    ("data/wen.yaml", "  phone:", "  photo: https://x.example/a.png\n  phone:", "save the picture beside your file"),
]


@pytest.mark.parametrize(("file", "old", "new", "hint"), ELSEWHERE)
def test_a_file_that_lies_elsewhere_in_the_project_is_offered(
    desk: Desk, file: str, old: str, new: str, hint: str
) -> None:
    for name in ("data/face.png", "pictures/far.png", "papers.bib"):
        desk.write(name, "")
    desk.change(file, old, new)
    ran = desk.run("html", "wen.yaml")
    assert (ran.code, f"hint: {hint}" in ran.err) == (1, True), ran.err
    assert any(line.startswith(f"{file}:") for line in ran.err.splitlines()), ran.err


def test_who_wants_no_photo_in_the_roster_has_none(desk: Desk) -> None:
    desk.change("data/people.yaml", "id: wen\n", "id: wen\n    photo: none\n")
    assert {each.photo for each in loading.cv_file(desk.folder / "data/wen.yaml", Problems()).roster.people} == {""}


STYLE = """\
/* extends: classic */
@font-face { font-family: "Lamp Sans"; src: url(%s) }
body, h1, h2, p, li { font-family: "Lamp Sans" }
"""


@pytest.fixture
def styled(desk: Desk) -> Desk:
    (desk.folder / "styles/type").mkdir(parents=True)
    font = fonts.folder("Source Sans Pro") / "SourceSansPro-Regular.ttf"
    shutil.copy(font, desk.folder / "styles/type/lamp.ttf")
    return desk.write("styles/mine.css", STYLE % "type/lamp.ttf")


def inflated(pdf: bytes) -> bytes:
    starts = [found.end() for found in re.finditer(rb"stream\r?\n", pdf)]
    streams = (zlib.decompressobj() for _ in starts)
    return pdf + b"".join(s.decompress(pdf[at:]) for s, at in zip(streams, starts, strict=True) if pdf[at] == 0x78)


def test_a_font_of_the_project_is_in_the_page_and_in_the_pdf(styled: Desk) -> None:
    page = styled.run("html", "wen.yaml", "--style", "mine", "-o", "-")
    assert ("url(data:font/ttf;base64," in page.out, page.err) == (True, "")
    assert styled.run("pdf", "wen.yaml", "--style", "mine").err == ""
    assert b"Lamp-Sans" in inflated((styled.folder / "out/wen.pdf").read_bytes())


@pytest.mark.parametrize("form", ["html", "pdf"])
@pytest.mark.parametrize("address", ["styles/type/lamp.ttf", "../lamp.ttf", "lamp.ttf"])
def test_a_font_that_lies_elsewhere_is_offered(styled: Desk, form: str, address: str) -> None:
    styled.write(
        "styles/mine.css",
        STYLE.replace("src: url(%s) }", f'src: url("{address}") }} h1 {{ background: url({address}) }}'),
    )
    ran = styled.run(form, "wen.yaml", "--style", "mine")
    assert (ran.code, "hint: did you mean type/lamp.ttf?" in ran.err) == (0, True), ran.err
    assert re.search(r"^styles/mine.css:2: warning: .*lamp.ttf", ran.err.replace(f"{styled.folder}/", ""), re.MULTILINE)


def test_another_font_makes_the_page_anew(styled: Desk) -> None:
    styled.change("data/cvgen.yaml", "lang: de", "style: mine")
    styled.run("build")
    assert "nothing has changed" in styled.run("build").out
    (styled.folder / "styles/type/lamp.ttf").write_bytes(b"\0\1\0\0other")
    ran = styled.run("build")
    assert "out/wen.html" in ran.out
    assert "out/wen.pdf" in ran.out


# Photos


def photo(desk: Desk, name: str, size: tuple[int, int]) -> Desk:
    PIL.Image.effect_mandelbrot(size, (-2, -1.5, 1, 1.5), 20).convert("RGB").save(desk.folder / "data" / name)
    return desk.change("data/wen.yaml", "  phone:", f"  photo: {name}\n  phone:")


@pytest.mark.parametrize(("name", "kind"), [("me.jpg", "jpeg"), ("me.png", "png")])
def test_a_photo_far_beyond_what_a_page_needs_is_scaled_down_and_it_is_said(desk: Desk, name: str, kind: str) -> None:
    photo(desk, name, (3000, 2000))
    ran = desk.run("html", "wen.yaml")
    said = f"data/wen.yaml:4:10: warning: the photo 'data/{name}' has 3,000 × 2,000 pixels, and is scaled down to 1,000 × 667"
    assert (ran.code, said in ran.err) == (0, True), ran.err
    found = re.search(rf"data:image/{kind};base64,([^\"]+)", first := desk.read("out/wen.html"))
    assert found
    assert PIL.Image.open(io.BytesIO(base64.b64decode(found[1]))).size == (1000, 667)
    scaling.scaled.cache_clear()
    desk.run("html", "wen.yaml")
    assert desk.read("out/wen.html") == first
    assert said in desk.run("pdf", "wen.yaml").err


@pytest.mark.parametrize("size", [(2000, 1500), (300, 200)])
def test_a_photo_that_is_not_too_large_stays_as_it_is(desk: Desk, size: tuple[int, int]) -> None:
    photo(desk, "me.jpg", size)
    assert desk.run("html", "wen.yaml").err == ""
    whole = base64.b64encode((desk.folder / "data/me.jpg").read_bytes()).decode()
    assert whole in desk.read("out/wen.html")


@pytest.mark.parametrize(("size", "tall"), [((120, 900), True), ((300, 450), False), ((900, 120), False)])
def test_a_photo_that_is_a_strip_is_told(desk: Desk, size: tuple[int, int], tall: bool) -> None:
    photo(desk, "me.jpg", size)
    said = "data/wen.yaml:4:10: warning: the photo 'data/me.jpg' has 120 × 900 pixels: as wide as a photo is here"
    assert (said in desk.run("html", "wen.yaml").err) == tall
    assert (said in desk.run("pdf", "wen.yaml").err) == tall


def test_a_photo_on_its_side_stands_upright(desk: Desk) -> None:
    photo(desk, "me.jpg", (3000, 2000))
    path = desk.folder / "data/me.jpg"
    with PIL.Image.open(path) as opened:
        turned = opened.getexif()
        turned[0x0112] = 6  # EXIF 2.3, Orientation: a quarter turn to the right
        opened.save(path, exif=turned)
    assert "scaled down to 667 × 1,000" in desk.run("html", "wen.yaml").err


def test_greys_of_sixteen_bits_are_printed_as_greys(desk: Desk) -> None:
    photo(desk, "me.png", (60, 40))
    PIL.Image.new("I;16", (60, 40), 257 * 90).save(desk.folder / "data/me.png")
    assert (ran := desk.run("pdf", "wen.yaml")).err == "", ran.err
    made = scaling.scaled("image/png", (desk.folder / "data/me.png").read_bytes())
    assert PIL.Image.open(io.BytesIO(made)).getpixel((9, 9)) == 90


def held(path: Path, orientation: int) -> bytes:
    """The bytes of a picture with a note of how its camera was held (Exif 2.3, Orientation)."""
    with PIL.Image.open(path) as opened:
        note = opened.getexif()
        note[0x0112] = orientation
        opened.save(path, exif=note)
    return path.read_bytes()


@pytest.mark.parametrize("orientation", range(1, 10))
@pytest.mark.parametrize(("name", "kind"), [("me.jpg", "image/jpeg"), ("me.png", "image/png")])
def test_a_picture_is_turned_as_its_camera_was_held(desk: Desk, name: str, kind: str, orientation: int) -> None:
    photo(desk, name, (60, 40))
    made = scaling.scaled(kind, stored := held(desk.folder / "data" / name, orientation))
    assert (made == stored) == (orientation in (1, 9))
    assert pixels.size(made) == pixels.shown(made) == pixels.shown(stored)
    with PIL.Image.open(io.BytesIO(stored)) as before, PIL.Image.open(io.BytesIO(made)) as after:
        told = PIL.ImageOps.exif_transpose(before).convert("RGB")
        apart = PIL.ImageChops.difference(told, after.convert("RGB"))
        assert max(high for _, high in apart.getextrema()) < (2 if kind == "image/png" else 60)
        assert 0x0112 not in after.getexif() or orientation in (1, 9)


def test_a_photo_on_its_side_stands_upright_in_every_format(desk: Desk) -> None:
    photo(desk, "me.jpg", (60, 40))
    held(desk.folder / "data/me.jpg", 6)
    for form in ("html", "pdf", "docx", "tex"):
        assert desk.run(form, "wen.yaml").code == 0
    found = re.search(r"data:image/jpeg;base64,([^\"]+)", desk.read("out/wen.html"))
    assert found
    assert pixels.size(base64.b64decode(found[1])) == (40, 60)
    (image,) = pymupdf.open(desk.folder / "out/wen.pdf")[0].get_image_info()
    assert (image["width"], image["height"]) == (40, 60)
    with zipfile.ZipFile(desk.folder / "out/wen.docx") as word:
        (inside,) = (word.read(name) for name in word.namelist() if name.endswith(".jpg"))
    assert pixels.size(inside) == (40, 60)
    assert r"\includegraphics[angle=-90,width=28mm]" in desk.read("out/wen.tex")
    pytest.importorskip("typst")
    assert desk.run("pdf", "wen.yaml", "--engine", "typst").code == 0
    (image,) = pymupdf.open(desk.folder / "out/wen.pdf")[0].get_image_info()
    assert (image["width"], image["height"]) == (40, 60)


def test_a_broken_photo_is_left_to_whoever_shows_it() -> None:
    broken = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 3000, 3000)
    assert scaling.scaled("image/png", broken) == broken


# Fonts that are not there


FONTS = [
    ("look: {font: Lampshade Grotesk}", "", "data/cvgen.yaml:1:14: warning: there is no font Lampshade Grotesk"),
    ("look: {font: Suorce Serif Pro}", "", "data/cvgen.yaml:1:14: warning: there is no font Suorce Serif Pro"),
    ("style: mine", "\nh1 { font-family: 'Lampshade Grotesk', serif }", "styles/mine.css:2: warning: there is no font"),
    ("style: mine", "\n\n:root { --font: Lampshade, serif }", "styles/mine.css:3: warning: there is no font Lampshade"),
    ("style: mine", "\nh1 { font-family: serif } h2 { font-family: 'Source Sans Pro' } p { font-family: inherit }", ""),
    ("style: mine", "\n/* font-family: Lampshade */ h1 { font-family: var(--font) }", ""),
    ("look: {font: Source Sans Pro}", "", ""),
]


@pytest.mark.parametrize("form", ["html", "pdf"])
@pytest.mark.parametrize(("shared", "css", "said"), FONTS)
def test_a_font_that_is_asked_for_and_not_there_is_a_warning(
    desk: Desk, form: str, shared: str, css: str, said: str
) -> None:
    desk.write("styles/mine.css", f"/* extends: classic */{css}").write("data/cvgen.yaml", f"{shared}\n")
    ran = desk.run(form, "wen.yaml")
    told = ran.err.replace(f"{desk.folder}/", "")
    assert (ran.code, told.startswith(said), bool(told)) == (0, True, bool(said)), ran.err
    assert ("did you mean Source Serif Pro?" in told) is ("Suorce" in shared)


def test_a_font_of_the_machine_is_there() -> None:
    assert not families.installed("Lampshade Grotesk")
    if families._library():
        assert families.installed(next(iter(machine_fonts()), "") or "Lampshade") is bool(machine_fonts())


def machine_fonts() -> list[str]:
    found = shutil.which("fc-list")
    ran = (
        subprocess.run([found, "--format", "%{family[0]}\\n"], capture_output=True, text=True, check=True)
        if found
        else None
    )
    return sorted(filter(None, ran.stdout.splitlines())) if ran else []


@pytest.mark.parametrize("where", ["cvgen.yaml", "data/cvgen.yaml", "papers/cvgen.yaml"])
def test_a_bib_alone_has_what_its_folder_shares(tmp_path: Path, where: str) -> None:
    entry = "@article{a, title = {A}, author = {Moss, Ada and Reed, Tom}, journal = {J}, year = {2020}}"
    file = "papers/x.bib" if where.startswith("papers") else "x.bib"
    desk = Desk(tmp_path).write(file, entry)
    plainly = desk.run("html", file, "--owner", "Ada Moss", "-o", "-").out
    desk.write(where, "lang: de\nreference: apa\nmarks: {owner: underline, sponsored: bold}\nsections: [Papers]\n")
    ran = desk.run("html", file, "--owner", "Ada Moss", "-o", "-")
    assert (ran.code, ran.err) == (0, "")
    assert 'lang="de"' in ran.out
    assert "<u>Moss, A.</u>" in ran.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "<u>" not in plainly
    wrong = desk.write(where, "lok: modern\n").run("html", file, "--owner", "Ada Moss")
    assert (wrong.code, wrong.err.splitlines()[0]) == (1, f"{where}:1:1: lok is not a key of a shared file")


def test_one_file_that_is_shared_is_not_two(tmp_path: Path) -> None:
    desk = (
        Desk(tmp_path).write("ada.yaml", "cv: {name: Ada Moss, sections: {A: [b]}}\n").write("cvgen.yaml", "lang: de\n")
    )
    assert desk.messages("html", "ada.yaml") == []


UNCLOSED = [
    ("h2 { color: red\nh3 { color: red }", "styles/mine.css:2: warning: the rule that begins here is not closed"),
    ("h2 { color: red }\n/* to do", "styles/mine.css:3: warning: this comment is not closed"),
    ("h2 { content: 'to do }", "styles/mine.css:2: warning: these quotation marks are not closed in their line"),
    ("h2 { color: red } }", "styles/mine.css:2: warning: this } closes nothing"),
    ("h2::after { content: '}\\'{' } /* don't { */ h3 { background: url(data:,{) } h\\{ { color: red }", ""),
]


@pytest.mark.parametrize("form", ["html", "pdf"])
@pytest.mark.parametrize(("css", "said"), UNCLOSED)
def test_what_is_not_closed_in_a_style_is_said_at_its_line(desk: Desk, form: str, css: str, said: str) -> None:
    desk.write("styles/mine.css", f"/* extends: classic */\n{css}\n")
    ran = desk.run(form, "ada.yaml", "--style", "mine")
    assert (ran.code, said in ran.err, "closed" in ran.err or "closes" in ran.err) == (0, True, bool(said))


CSS = """h2 { colour: red; --mine: 3; font-weigth: 600;
  a:hover { text-decoraton: none } }
/* clor: red; */ a[title="x; colr: 2"] { content: "{ colr: 2; }"; unheard-of: 2; -webkit-foo: 1 }
"""


def test_a_misspelt_property_of_a_style_is_said_of_a_page_too(desk: Desk) -> None:
    desk.write("styles/mine.css", f"/* extends: classic */\n{CSS}")
    ran = desk.run("html", "ada.yaml", "--style", "mine")
    told = re.findall(r"mine.css:(\d): warning: (\S+) is no property.*\n  hint: did you mean (\S+)\?", ran.err)
    assert told == [
        ("2", "colour", "color"),
        ("2", "font-weigth", "font-weight"),
        ("3", "text-decoraton", "text-decoration"),
    ]
    assert ran.err.count("no property") == 3


def test_a_style_that_extends_itself_is_said_so(desk: Desk) -> None:
    ran = desk.write("styles/mine.css", "/* extends: mine */").run("html", "ada.yaml", "--style", "mine")
    assert (ran.code, ran.err.partition("\n")[0]) == (1, "styles/mine.css:1: the style mine extends itself")
