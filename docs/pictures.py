"""The samples -> the pictures of README and gallery, and of what each was made: `make pictures`.

Paper is set by Typst, which draws it too; the page and what a terminal shows are drawn by Chromium. Beside them
stands a digest of the text that each was made of, the same on every machine, by which a test sees that one is old.
"""

import hashlib
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from cvgen import loading, pipeline, theme
from cvgen.model.dates import Date
from cvgen.model.document import Document
from cvgen.model.errors import Problems
from cvgen.model.formats import HTML, TYPST_PDF, Format
from cvgen.model.look import PageLook
from cvgen.model.word import Word
from cvgen.render import html, typ, typst_pdf
from cvgen.render.context import Context
from cvgen.theme import Resource

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pages" / "pictures"
GALLERY = ROOT / "docs" / "pages" / "gallery.md"
DIGESTS = FOLDER / "digests.txt"
LOOKS = theme.open(None).names(Resource.LOOK)
_DAY = Date(2026, 4, 21)
_EXPLAINED = ("explain", "liu.yaml", "liu2025rethinking")
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_WIDTH, _QUALITY = 540, 38
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_TERMINAL = """<meta charset="utf-8"><style>
body {{ margin: 0; background: #1d1f21; color: #d8dad6; font: 13px/1.4 monospace }}
pre {{ margin: 0; padding: 18px 22px }}
</style><pre>$ cvgen {}
{}</pre>"""


def sources() -> dict[str, str]:
    """What each picture is made of, by its name: Typst's file, a page, the words of a command."""
    found = {f"look-{name}": _paper(name) for name in LOOKS}
    return found | {"page": _page(), "explain": _explained()}


def digests(made_of: dict[str, str]) -> str:
    """A line for each picture: its name, and a digest of its source; the scripts of a page are not seen in it."""
    seen = {name: _SCRIPT.sub("", text) for name, text in made_of.items()}
    return "".join(f"{name} {hashlib.sha256(text.encode()).hexdigest()[:16]}\n" for name, text in seen.items())


def gallery() -> str:
    """The page that shows all looks."""
    lines = [
        "# Gallery",
        "",
        "One CV in each look that comes with cvgen: `look: NAME` in a document, or `--look NAME`.",
    ]
    lines.append("[A look of your own](how-to/look.md) begins with one of them.")
    for name in LOOKS:
        source = theme.open(None).source(Resource.LOOK, name)
        lines += ["", f"## {name}", "", source.partition("\n")[0].removeprefix("# "), ""]
        lines.append(f"![The first page of a CV in the look {name}](pictures/look-{name}.webp)")
    return "\n".join([*lines, ""])


def _document(name: str, form: Format, look: str = "") -> tuple[Document, Context]:
    problems = Problems()
    loaded = loading.cv_file(ROOT / "data" / f"{name}.yaml", problems)
    asked = PageLook(extends=Word(look)) if look else None
    document = pipeline.document(loaded, pipeline.Request(form, today=_DAY, look=asked), problems)
    return document, Context(theme.open(ROOT), problems, ROOT)


def _paper(look: str) -> str:
    return typ.text(*_document("liu", TYPST_PDF, look))


def _page() -> str:
    return html.text(*_document("optml", HTML))


def _explained() -> str:
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "cvgen", *_EXPLAINED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return ran.stdout


def _first_sheet(source: str, look: str) -> bytes:
    """The first page, drawn by Typst in cvgen's own fonts."""
    import typst

    values = _document("liu", TYPST_PDF, look)[0].look
    with typst_pdf.folder(values.font) as folder:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
        made = typst.Compiler(source.encode(), root=str(folder), font_paths=fonts).compile(format="png", ppi=110)
    return made[0] if isinstance(made, list) else made


def _screens(made_of: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, _PROGRAMS)))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        file = Path(folder) / "page.html"
        told = _TERMINAL.format(" ".join(_EXPLAINED), escape(made_of["explain"]))
        views = (("page-light", "light", made_of["page"], 860), ("page-dark", "dark", made_of["page"], 860))
        for name, scheme, text, height in (*views, ("explain", "dark", told, 100)):
            file.write_text(text, "utf-8")
            shown = browser.new_page(viewport={"width": 900, "height": height}, color_scheme=scheme)
            shown.goto(file.as_uri())
            yield name, shown.screenshot(full_page=name == "explain")
        browser.close()


def _small(data: bytes) -> bytes:
    from PIL import Image

    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture = picture.resize((_WIDTH, round(picture.height * _WIDTH / picture.width)), Image.Resampling.LANCZOS)
    picture.save(out := io.BytesIO(), "WEBP", quality=_QUALITY, method=6)
    return out.getvalue()


def main() -> None:
    """Make them all."""
    made_of = sources()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in LOOKS:
        source = made_of[f"look-{name}"]
        (FOLDER / f"look-{name}.webp").write_bytes(_small(_first_sheet(source, name)))
    for name, data in _screens(made_of):
        (FOLDER / f"{name}.webp").write_bytes(_small(data))
    DIGESTS.write_text(digests(made_of), "utf-8")
    GALLERY.write_text(gallery(), "utf-8")


if __name__ == "__main__":
    main()
