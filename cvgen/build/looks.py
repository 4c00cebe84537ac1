"""What a page looks like and what made it -> fingerprints: templates, styles, cvgen itself and what it stands on."""

import functools
import hashlib
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from cvgen import __version__, theme
from cvgen.theme import Theme

_FOLDERS = ("templates", "styles")
_ADDRESS = re.compile(r"""(?:url\(\s*|src=|href=)["']?([^"')\s{}:#]+)""")
_BELOW = frozenset(
    "brotli cssselect2 font_source_sans_pro font_source_serif_pro fonttools jinja2 latexcodec markdown_it_py "
    "markupsafe mdurl pillow pybtex pydyf pyphen pyyaml tinycss2 tinyhtml5 uharfbuzz weasyprint".split()
)


@functools.cache
def program() -> str:
    """The fingerprint of cvgen's own code and of the versions below it."""
    ours = Path(theme.__file__).parent
    parts = [__version__, f"{sys.version_info[:2]}", *_versions()]
    return _digest([*(p.encode() for p in parts), *(p.read_bytes() for p in sorted(ours.rglob("*.py")))])


def _versions() -> list[str]:
    """The packages that have a say in what is printed: "weasyprint-70.0.dist-info"."""
    folders = [folder for folder in sys.path if folder.endswith("-packages")]
    names = {name for folder in folders if Path(folder).is_dir() for name in os.listdir(folder)}  # noqa: PTH208
    return sorted(name for name in names if name.endswith("-info") and name.split("-")[0].lower() in _BELOW)


def all_of(project: Path) -> str:
    """The fingerprint of every template and style that a project may use, its own and ours."""
    return _digest(_named(_files((project, theme.OURS), _FOLDERS)))


def template_texts(looks: Theme, form: str) -> str:
    """The fingerprint of the templates of a format, and of what the project's templates and styles point to."""
    folder = "templates/markdown" if form == "md" else "templates/html"
    pictures = pointed_to(looks.folders[0]) if form == "pdf" else {}
    return _digest(_named({**_files(looks.folders, (folder,)), **pictures}))


def pointed_to(project: Path) -> dict[str, Path]:
    """The fonts and pictures in the project that its templates and styles name."""
    texts = (path.read_text("utf-8", "replace") for path in _files((project,), _FOLDERS).values())
    names = sorted({name for text in texts for name in _ADDRESS.findall(text)})
    found = {name: (project / name).resolve() for name in names}
    return {name: path for name, path in found.items() if path.is_relative_to(project.resolve()) and path.is_file()}


def files(project: Path) -> list[Path]:
    """The templates and styles of a project, and what they point to."""
    return [*_files((project,), _FOLDERS).values(), *pointed_to(project).values()]


def _files(projects: Iterable[Path], folders: Iterable[str]) -> dict[str, Path]:
    """The files of some folders by name; the number in front says whose they are: "0/styles/mine.css"."""
    return {
        f"{whose}/{path.relative_to(project).as_posix()}": path
        for whose, project in enumerate(dict.fromkeys(projects))
        for folder in folders
        for path in sorted((project / folder).rglob("*"))
        if path.is_file()
    }


def _named(files: dict[str, Path]) -> Iterable[bytes]:
    return (part for name, path in files.items() for part in (name.encode(), path.read_bytes()))


def _digest(parts: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.hexdigest()
