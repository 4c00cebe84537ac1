"""The files of a folder and what was made of them -> the page that leads to every other; pages of nothing gone.

Titles are read from the pages that stand there, so that one that was not made anew need not be.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path

from cvgen import gate, output
from cvgen.builds import manifest
from cvgen.builds.manifest import DocumentEntry, FileManifest
from cvgen.builds.options import Options
from cvgen.builds.task import Beside
from cvgen.model import slugs
from cvgen.model.document import Document, Header, Item, Line, Listing, Section, SubjectKind
from cvgen.model.errors import Problems
from cvgen.model.formats import HTML
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, join, strong
from cvgen.read import files

# Where that page goes: to the first name that no file of the folder makes.
_NAMES = ("index", "all-pages")
_HEAD = 1 << 14
_TOLD = lazy(r'<html lang="([^"]*)"|<title>([^<]*)</title>')


def sources(paths: Sequence[Path]) -> tuple[Path, ...]:
    """All files of the folder that these stand in, if they make a site: several files, in one folder."""
    folders = {path.parent for path in paths}
    found = files.cv_files(folders.pop()) if len(folders) == 1 else ()
    return found if len(found) > 1 and set(paths) <= set(found) else ()


def pages(paths: Sequence[Path], out: Path, built: Sequence[Path]) -> tuple[Beside, ...]:
    """What these files are about, of those that are built now or whose page is there."""
    found = (Beside(*files.about(path), path, out / f"{path.stem}.{HTML.name}") for path in paths)
    return tuple(each for each in found if each.kind and (each.path in built or each.page.is_file()))


def without_source(out: Path, paths: Sequence[Path]) -> Iterator[FileManifest]:
    """The records of files that stood in the same folder and are no more."""
    folders = {path.parent for path in paths}
    for record in sorted((out / output.KEPT / "build").glob("*.json")):
        for folder in folders:
            path = folder / record.stem
            if path not in paths and not gate.there(path) and (known := manifest.read(out, path)):
                yield known


def files_of(documents: Iterable[DocumentEntry]) -> dict[str, str]:
    """Every file of these documents, and what was in it."""
    pages = (page for document in documents for page in document.pages.values())
    return {name: version.digest for page in pages for name, version in page.files.items()}


def home(out: Path, paths: Sequence[Path]) -> Path | None:
    """Where the page goes that leads to all others; None where it has no name left, or one file is no site."""
    return next(iter(names(out, paths)), None) if paths else None


def names(out: Path, paths: Sequence[Path]) -> list[Path]:
    """The names of that page which no file makes, the first one first."""
    taken = {path.stem for path in paths}
    return [out / f"{name}.{HTML.name}" for name in _NAMES if name not in taken]


def index(options: Options, goal: Path, paths: Sequence[Path], problems: Problems) -> None:
    """Write the page that leads to all others, unless somebody's own stands there."""
    no_index(options.out, [path for path in names(options.out, paths) if path != goal])
    known = [found for path in paths if (found := manifest.read(options.out, path))]
    if not output.may_go(goal, Problems(), overwrite=options.overwrite):
        return
    groups = files.groups(paths[0].parent)
    known.sort(key=lambda each: Path(each.path) not in groups)
    rows = [row for each in known if (row := _row(each, options.out))]
    if not rows:
        return
    from cvgen import theme
    from cvgen.loading import locales, looks
    from cvgen.model.recipe import Recipe
    from cvgen.model.word import Word
    from cvgen.render import html
    from cvgen.render.context import Context

    root = gate.root(paths[0])
    places = theme.open(root)
    recipe = Recipe(style=Word("modern"))
    lang = rows[0][2]
    locale = locales.locale(lang, places, problems)
    title = rows[0][1] if len(groups) == 1 else locale["titles.pages"]
    document = Document(
        title, title, Header(title), (Section((), "", listings=(Listing(tuple(item for item, *_ in rows)),)),),
        max((each.day for file in known for each in file.documents.values()), default=""), "modern",
        looks.look(recipe, places, problems), lang, kind=SubjectKind.SITE, locale=locale,
    )  # fmt: skip
    output.write(goal, html.render(document, Context(places, problems, root)), problems)


def no_index(out: Path, places: Iterable[Path]) -> None:
    """Take the page away that led to all others, where one file is left or it has another name."""
    for place in places:
        for digest in output.put(place):
            output.remove(out, place, digest)


def _row(file: FileManifest, out: Path) -> tuple[Item, str, str] | None:
    """A file's first page, and below it its other pages; and the first one's title and language."""
    pages = [Path(name) for each in file.documents.values() for name in each.pages if name.endswith(".html")]
    there = [(path, *_told(path)) for path in pages if gate.is_file(path)]
    if not there:
        return None
    (first, lang, title), *others = there
    stem = f"{first.stem}-"
    rest = [
        _link(path, out, path.stem.removeprefix(stem) if path.parent == first.parent else name.replace(" ", "\u00a0"))
        for path, _, name in others
    ]
    return Item(strong(_link(first, out, title)), lines=(Line(join(rest)),) if rest else ()), title, lang


def _link(path: Path, out: Path, words: str) -> Inline:
    return (Link(slugs.beside(path.relative_to(out).as_posix()), (words,)),)


def _told(path: Path) -> tuple[str, str]:
    """A page's language and title, as it begins."""
    head = gate.head(path, gate.bounds(path, path.parent), _HEAD).decode("utf-8", "replace")
    found = [unescape(match[1] or match[2] or "") for match in _TOLD.finditer(head)]
    return (found[0] or "en", found[1]) if len(found) > 1 else ("en", path.stem)
