"""What is read of a project: regular files of moderate size that are its own; and what a build opens at all."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from test_hostile import PICTURE
from workbench import FILE, Desk, project

from cvgen import gate, theme
from cvgen.model.errors import CvgenError

KINDS = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "an endless device": lambda path: path.symlink_to("/dev/zero"),
    "a link out": lambda path: path.symlink_to(path.parents[2] / "elsewhere"),
}
READ = ("data/people.yaml", "data/records.yaml", "data/ada.yaml", "data/publications.bib", "data/face.png")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", READ)
def test_what_is_no_file_of_the_project_is_said_and_not_read(tmp_path: Path, name: str, kind: str) -> None:
    desk = project(tmp_path / "project").change("data/ada.yaml", "  sections:", "  photo: face.png\n  sections:")
    (desk.folder / "data/face.png").write_bytes(PICTURE)
    (tmp_path / "elsewhere").write_bytes((desk.folder / name).read_bytes())
    (desk.folder / name).unlink()
    KINDS[kind](desk.folder / name)
    for words in ("html ada.yaml", "build", *(["check"] if "face" not in name else [])):
        ran = desk.run(*words.split())
        whole = ["ada.md"] if "face" in name and words == "build" else []  # which names the photo and does not hold it
        assert (ran.code, desk.files()) == (1, whole), words
        assert f"{name.removeprefix('data/')}" in ran.err
        assert "is " in ran.err


@pytest.mark.parametrize("kind", ["a pipe", "an endless device", "a folder"])
@pytest.mark.parametrize("name", ["templates/html/page.html", "styles/mine.css"])
def test_a_look_that_is_no_file_is_not_read(tmp_path: Path, name: str, kind: str) -> None:
    desk = project(tmp_path / "project")
    (desk.folder / name).parent.mkdir(parents=True)
    KINDS[kind](desk.folder / name)
    ran = desk.run("html", "ada.yaml", "--style", "mine" if "mine" in name else "classic")
    assert (ran.code, desk.files()) == (1, [])


def test_what_is_too_large_is_refused_with_its_bound(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        file.truncate(3 * 2**20)
    with pytest.raises(gate.RefusedError, match="larger than 2 MiB"):
        gate.content(tmp_path / "x", largest=2 * 2**20)
    assert len(gate.content(tmp_path / "x", largest=3 * 2**20)) == 3 * 2**20


def test_a_file_that_does_not_say_its_size_is_read_whole() -> None:
    assert gate.content(Path("/proc/self/status")).count(b"\n") > 5


@pytest.mark.parametrize("url", ["data:/{}/secret.ttf", "data:{}/secret.ttf", "file://{}/secret.ttf"])
def test_no_address_in_a_style_embeds_a_font_from_elsewhere(tmp_path: Path, url: str) -> None:
    from cvgen.render.paper import fonts

    desk = project(tmp_path / "project")
    font = fonts.folder("Source Sans Pro") / "SourceSansPro-Bold.ttf"
    (tmp_path / "secret.ttf").write_bytes(font.read_bytes())
    rule = "@font-face { font-family: Secret; src: url(%s) } body, h1 { font-family: Secret }" % url.format(tmp_path)
    desk.write("styles/bad.css", f"/* extends: classic */ {rule}")
    ran = desk.run("pdf", "ada.yaml", "--style", "bad")
    assert ran.code == 0, ran.err
    assert b"SourceSans" not in (desk.folder / "out/ada.pdf").read_bytes()


def test_a_font_that_is_taken_for_a_picture_is_a_warning(tmp_path: Path) -> None:
    from cvgen.render.paper import fonts

    desk = project(tmp_path)
    (tmp_path / "own.ttf").write_bytes((fonts.folder("Source Sans Pro") / "SourceSansPro-Bold.ttf").read_bytes())
    desk.write("styles/bad.css", "/* extends: classic */ body { background: url(../own.ttf) }")
    ran = desk.run("pdf", "ada.yaml", "--style", "bad")
    assert (ran.code, "while making the PDF" in ran.err) == (0, True)


IMPORTS = [
    "@import 'x.css';",
    "@IMPORT 'x.css';",
    "@\\69mport 'x.css';",
    "@\\000049 mport 'x.css';",
    "a { } @i\\mport url(x);",
]


@pytest.mark.parametrize("css", IMPORTS)
def test_a_style_cannot_import_however_it_is_spelt(tmp_path: Path, css: str) -> None:
    desk = project(tmp_path).write("styles/mine.css", f"/* extends: classic */\n{css}")
    ran = desk.run("html", "ada.yaml", "--style", "mine")
    assert (ran.code, "styles/mine.css:2: a style cannot use @import" in ran.err) == (1, True)


@pytest.mark.parametrize("css", ["/* @import is not used */", "a::after { content: '@import' }", "@important { }"])
def test_a_style_may_speak_of_imports(tmp_path: Path, css: str) -> None:
    desk = project(tmp_path).write("styles/mine.css", f"/* extends: classic */\n{css}")
    assert desk.run("html", "ada.yaml", "--style", "mine", "--strict").code == 0


REMOTE = ["url(https://evil.example/x.png)", "URL( 'http://evil.example/x' )", "u\\72l(//evil.example/x)",
          "image-set('x.png' 1x, \"https://evil.example/x.png\" 2x)", "url(\\68ttps://evil.example/x)"]  # fmt: skip


@pytest.mark.parametrize("address", REMOTE)
def test_a_style_that_asks_elsewhere_is_a_warning(tmp_path: Path, address: str) -> None:
    desk = project(tmp_path).write("styles/mine.css", f"/* extends: classic */\nbody {{ background: {address} }}")
    ran = desk.run("html", "ada.yaml", "--style", "mine")
    assert (ran.code, "styles/mine.css:2: warning: whoever opens the page asks" in ran.err) == (0, True)
    desk.write("styles/mine.css", "/* extends: classic; not url(https://x) */\na { background: url(data:image/png,x) }")
    assert desk.run("html", "ada.yaml", "--style", "mine").err == ""


def test_a_parcel_for_a_cluster_holds_no_link_out(tmp_path: Path) -> None:
    from cvgen.builds import packing

    desk = project(tmp_path / "project").change("data/ada.yaml", "  sections:", "  photo: face.png\n  sections:")
    for name in ("data/face.png", "styles/linked.css", "templates/html/page.html"):
        (tmp_path / "secret").write_bytes(b"top secret")
        (desk.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.folder / name).symlink_to(tmp_path / "secret")
    packing.unpack(packing.packed([desk.folder / "data/ada.yaml"]).packed, tmp_path / "there")
    sent = {path.name: path.read_bytes() for path in (tmp_path / "there").rglob("*") if path.is_file()}
    assert sorted(sent) == ["ada.yaml", "people.yaml", "publications.bib", "records.yaml"]
    (desk.folder / "data/people.yaml").unlink()
    (desk.folder / "data/people.yaml").symlink_to(tmp_path / "secret")
    with pytest.raises(CvgenError):
        packing.packed([desk.folder / "data/ada.yaml"])


def test_a_shared_bibliography_is_named_and_never_linked(tmp_path: Path) -> None:
    desk = project(tmp_path / "project")
    (tmp_path / "shared.bib").write_text(desk.read("data/publications.bib"), encoding="utf-8")
    desk.change("data/ada.yaml", "publications.bib", "../../shared.bib")
    assert desk.run("md", "ada.yaml").code == 0
    (desk.folder / "data/publications.bib").unlink()
    (desk.folder / "data/publications.bib").symlink_to(tmp_path / "shared.bib")
    desk.write("data/ada.yaml", FILE)
    ran = desk.run("md", "ada.yaml")
    assert (ran.code, "data/ada.yaml:2:15: the bibliography publications.bib is a link that leads" in ran.err) == (
        1,
        True,
    )


# Told of all that Python opens and connects, in every process that is forked; the rest of the system is not ours.
WATCH = """
import os, sys
log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def told(event, args):
    if event == "open" and isinstance(args[0], str | bytes) or event.startswith("socket."):
        os.write(log, f"{{event}}\\t{{os.fsdecode(args[0]) if event == 'open' else ''}}\\n".encode())
sys.addaudithook(told)
sys.argv = ["cvgen", "build", "--force", "-o", {out!r}]
from cvgen.__main__ import run
run()
"""


def test_a_build_opens_the_projects_files_cvgens_fonts_and_the_systems_and_no_socket(
    tmp_path: Path, root: Path
) -> None:
    out, log = tmp_path / "out", tmp_path / "log"
    code = WATCH.format(log=str(log), out=str(out))
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, timeout=120)
    seen = [line.partition("\t") for line in log.read_text("utf-8").splitlines()]
    assert [event for event, _, _ in seen if event.startswith("socket.")] == []
    paths = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    allowed = [root / "data", root / "styles", root / "templates", root / "cvgen", theme.OURS, out, *map(Path, paths)]
    system = ("/proc/", "/dev/", "/usr/", "/lib", "/etc/fonts", "/etc/ssl", "/etc/mime.types", "/sys/", "/var/cache")
    opened = {(root / name).resolve() for event, _, name in seen if event == "open"}
    assert len([path for path in opened if path.is_relative_to(root / "data")]) > 5
    own = [each.resolve() for each in allowed]
    temporary = Path(os.environ.get("TMPDIR", "/tmp")).resolve()  # noqa: S108 - where the engine copies its fonts
    # Python 3.13.0 tries whether a folder above a package's is an archive; a folder opened as a file gives nothing.
    opened.difference_update(parent for path in own for parent in path.parents)
    strange = [p for p in opened if not any(p.is_relative_to(each) for each in own) and not str(p).startswith(system)]
    assert [p for p in strange if temporary not in (p, p.parent, p.parent.parent) and p != log.resolve()] == []


def test_a_record_is_no_leave_for_another_file(tmp_path: Path) -> None:
    desk = project(tmp_path)
    assert desk.run("build", "--jobs", "1").code == 0
    kept = desk.folder / "out/.cvgen/build/ada.yaml.json"
    whole = kept.read_text("utf-8")
    damaged = ["[" * 100_000, "", "{}", "7", whole[:-9], whole.replace("ada", "\\u0000a", 5), whole.replace('"', "7"),
               json.dumps({"=": ["FileManifest", "data/ada.yaml", "", True, [], [], []]}),
               whole.replace('"Version", ', '"Version", "x", ')]  # fmt: skip
    for text in damaged:
        kept.write_text(text, encoding="utf-8")
        ran = desk.run("build", "--jobs", "1")
        assert (ran.code, ran.err) == (0, ""), text[:40]
    kept.unlink()
    kept.symlink_to("/dev/zero")
    assert desk.run("build", "--jobs", "1").code == 0


def test_a_name_that_is_no_utf_8_is_said_and_the_others_are_made(tmp_path: Path) -> None:
    desk = project(tmp_path)
    Path(os.fsdecode(os.fsencode(tmp_path / "data") + b"/\xff.yaml")).write_text(FILE, encoding="utf-8")
    ran = desk.run("build", "--jobs", "1")
    assert (ran.code, desk.files()) == (1, ["ada.html", "ada.md", "ada.pdf", "index.html"])
    assert "this has a name that is not UTF-8" in ran.err
    assert Desk(tmp_path).run("check").code == 1
