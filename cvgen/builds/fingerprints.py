"""What tells whether a page would print the same: fingerprints of pages, of what makes them, and versions of files.

In: arranged pages, folders of templates and styles, files on disk. Out: digests that are equal if nothing differs.
A build in which nothing has changed imports this and nothing that reads: see the imports inside functions.
"""

import contextlib
import functools
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from cvgen import __version__, gate, output, theme
from cvgen.model.errors import CvgenError
from cvgen.model.formats import Format, Medium
from cvgen.model.record import Record, said
from cvgen.model.regex import lazy
from cvgen.theme import Theme

if TYPE_CHECKING:
    from cvgen.loading import Loaded
    from cvgen.outcome import ArrangedPage

# ----------------------------------------------------------------------------------------------------------- of records


def of(*values: object) -> str:
    """The fingerprint of records and texts. Where a fact was written is no part of it."""
    return hashlib.sha256(serialised(values).encode("utf-8", "surrogatepass")).hexdigest()


def serialised(values: object) -> str:
    """All that records say, in one line."""
    return json.dumps(values, default=_fields, ensure_ascii=False, check_circular=False)


def _fields(record: object) -> list[object]:
    """A record's name and what it says: ["Line", …]."""
    kind = type(record)
    if kind not in _READERS:
        _READERS[kind] = attrgetter(*said(kind))  # type: ignore[arg-type]
    return [kind.__name__, _READERS[kind](record)]


_READERS: dict[type, Callable[[object], object]] = {}

# -------------------------------------------------------------------------------------- of templates, styles and cvgen

FOLDERS = ("templates", "styles", "packs", "locales")
_ADDRESS = lazy(r"""(?:url\(\s*|src=|href=)["']?([^"')\s{}:#]{1,1000}+)""")
_BELOW = frozenset(
    "anyascii brotli cssselect2 font_source_sans_pro font_source_serif_pro fonttools jinja2 latexcodec markdown_it_py "
    "markupsafe mdurl pillow pybtex pydyf pyicu pyicu_wheels pyphen "
    "pyyaml tinycss2 tinyhtml5 typst uharfbuzz weasyprint".split()
)


@functools.cache
def of_program() -> str:
    """The fingerprint of cvgen's own code and of the versions below it."""
    ours = Path(theme.__file__).parent
    parts = [__version__, f"{sys.version_info[:2]}", *_versions()]
    return _digest(
        [
            *map(os.fsencode, parts),
            *(p.read_bytes() for ending in ("py", "typ") for p in sorted(ours.rglob(f"*.{ending}"))),
        ]
    )


def _versions() -> list[str]:
    """The packages that have a say in what is printed: "weasyprint-70.0.dist-info"."""
    folders = [folder for folder in sys.path if folder.endswith("-packages")]
    names = {name for folder in folders if Path(folder).is_dir() for name in os.listdir(folder)}  # noqa: PTH208
    return sorted(name for name in names if name.endswith("-info") and name.split("-")[0].lower() in _BELOW)


def of_themes(project: Path) -> str:
    """The fingerprint of every template and style that a project may use, its own and ours."""
    return _digest(_named(_files((project, theme.OURS), FOLDERS), (project, theme.OURS)))


def theme_files(project: Path) -> list[Path]:
    """The templates and styles of a project, and the fonts and pictures that they name."""
    return [*_files((project,), FOLDERS).values(), *_pointed_to(project).values()]


def _pointed_to(project: Path) -> dict[str, Path]:
    """The fonts and pictures in the project that its templates and styles name."""
    texts = {path: _bytes(path, (project,)).decode("utf-8", "replace") for path in _files((project,), FOLDERS).values()}
    # What a style names counts from its own folder, what a template names from the project's.
    names = sorted(
        os.path.normpath(Path(path.parent.name if path.suffix == ".css" else "", name))
        for path, text in texts.items()
        for name in dict.fromkeys(_ADDRESS.findall(text))
    )
    found = {name: (project / name).resolve() for name in names}
    return {name: path for name, path in found.items() if gate.inside(path, (project,)) and gate.is_file(path)}


def _files(projects: Iterable[Path], folders: Iterable[str]) -> dict[str, Path]:
    """The files of some folders by name; the number in front says whose they are: "0/styles/mine.css"."""
    return {
        f"{whose}/{path.relative_to(project).as_posix()}": path
        for whose, project in enumerate(dict.fromkeys(projects))
        for folder in folders
        for path in sorted((project / folder).rglob("*"))
        if gate.is_file(path)
    }


def _named(files: dict[str, Path], within: tuple[Path, ...]) -> Iterable[bytes]:
    return (part for name, path in files.items() for part in (os.fsencode(name), _bytes(path, within)))


def _bytes(path: Path, within: tuple[Path, ...] = ()) -> bytes:
    """What a file holds; why it cannot be read where it cannot, which is another state of it."""
    try:
        return gate.content(path, within)
    except OSError as error:
        return str(error).encode()


def _digest(parts: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.hexdigest()


# ------------------------------------------------------------------------------------------------------------- of pages


def of_page(page: "ArrangedPage", form: Format, themes: str) -> str:
    """Of all that decides what a page prints; `themes` is that of the templates and styles there are."""
    from cvgen.model.document import faces, items
    from cvgen.render import look_css, picture

    own, photo = page.loaded.theme, ""
    with contextlib.suppress(CvgenError):
        root = gate.root(page.loaded.path)
        photo = picture.embedded(page.document.header.photo, root)
        works = (item.work for item in items(page.document.sections))
        photo += "".join(picture.preview(work.preview, root)[0] for work in works if work and work.preview)
        photo += "".join(picture.thumbnail(face, root) for face in faces(page.document.sections))
    told = output.digest(photo.encode()) if photo else ""
    texts = (look_css.sheet(page.document, own), _of_templates(own, form, themes), told)
    return of(page.document, form.name, form.renderer, page.goal.name, of_program(), own.trusted, *texts)


@functools.lru_cache(maxsize=8)
def _of_templates(own: Theme, form: Format, themes: str) -> str:  # noqa: ARG001 - other themes are another answer
    """Of the templates of a format, and of what the project's templates and styles point to."""
    folder = f"templates/{form.templates}"
    pictures = _pointed_to(own.folders[0]) if form.medium in (Medium.PAPER, Medium.PAGE) else {}
    return _digest(_named({**_files(own.folders, (folder,)), **pictures}, own.folders))


def inputs(loaded: "Loaded", bibliographies: tuple[Path, ...]) -> Iterator[Path]:
    """Every file that the documents hang on, there or not; a folder stands for the names in it."""
    from cvgen.read import files, shared

    folder, file = loaded.path.parent, loaded.file
    yield from (loaded.path, folder / files.PEOPLE, folder / files.RECORDS, *shared.paths(loaded.path))
    yield from bibliographies or (files.beside(word.at, loaded.path) / word.text for word in file.bibliography)
    if not file.bibliography and not file.person.text and not file.cv.name:
        yield from (folder, *files.yaml_files(folder))
    if loaded.subject.team:
        yield from (folder, *files.groups(folder))
    root = gate.root(loaded.path)
    yield from _pointed_to(root).values()
    named = (file.cv.photo, *(made.photo for _, made in file.documents))
    yield from (root / name for name in (*named, *(person.photo for person in loaded.roster.people)) if name)


# -------------------------------------------------------------------------------------------------------- files on disk

# A file saved this shortly before it was read may be saved again without its size and time telling.
_RECENT = 2_000_000_000


class Version(Record):
    """A file as it was; a time of 0 is not to be trusted, nor a digest of "". A missing file has the size -1.

    `changed` is when the system saw it change last, which nobody can set back as they can its time.
    """

    size: int
    time: int
    changed: int
    digest: str


_ABSENT = Version(-1, 0, 0, "absent")


def version(path: Path, started: int) -> Version:
    """The version of a file that was read after `started`, in nanoseconds since 1970."""
    try:
        found = path.stat()
    except OSError:
        return _ABSENT
    last = max(found.st_mtime_ns, found.st_ctime_ns)
    if last > started:
        return Version(_size(path, found), 0, 0, "")
    times = (0, 0) if last > started - _RECENT else (found.st_mtime_ns, found.st_ctime_ns)
    return Version(_size(path, found), *times, _content(path))


def written(path: Path, content: bytes) -> Version:
    """The version of a file that was just written."""
    try:
        found = path.stat()
        return Version(len(content), found.st_mtime_ns, found.st_ctime_ns, output.digest(content))
    except OSError:
        return _ABSENT


def renewed(path: Path, known: Version, started: int) -> Version | None:
    """The version as it is now of a file that is as it was, by size and times or by content; None if it is another."""
    try:
        found = path.stat()
    except OSError:
        return known if known == _ABSENT else None
    if _size(path, found) != known.size:
        return None
    if known.time and (found.st_mtime_ns, found.st_ctime_ns) == (known.time, known.changed):
        return known
    now = version(path, started)
    return now if known.digest and now.digest == known.digest else None


def _size(path: Path, found: os.stat_result) -> int:
    return 0 if path.is_dir() else found.st_size


def _content(path: Path) -> str:
    """Of a folder's content its YAML files' names count."""
    try:
        if path.is_dir():
            return output.digest(os.fsencode("\n".join(sorted(each.name for each in path.glob("*.y*ml")))))
        return output.digest(_bytes(path))
    except OSError:
        return ""
