"""A page, arranged -> what it hangs on: its fingerprint, and the files it was made from."""

import contextlib
import functools
from collections.abc import Iterator
from pathlib import Path

from cvgen import output, theme
from cvgen.build import fingerprint, looks
from cvgen.choices import Format
from cvgen.document import Kind
from cvgen.errors import CvgenError
from cvgen.loading import Loaded
from cvgen.outcome import Page
from cvgen.read import files
from cvgen.render import picture
from cvgen.theme import Theme


def fingerprint_of(page: Page, form: Format, state: str) -> str:
    """Of all that decides what a page prints; `state` is that of the templates and styles there are."""
    look, photo = page.loaded.theme, ""
    with contextlib.suppress(CvgenError):
        photo = picture.embedded(page.document.header.photo, theme.root(page.loaded.path))
    told = output.digest(photo.encode()) if photo else ""
    texts = (look.style(page.document.style), _templates(look, form.value, state), told)
    return fingerprint.of(page.document, form.value, page.goal.name, looks.program(), str(look.trusted), *texts)


@functools.lru_cache(maxsize=8)
def _templates(look: Theme, form: str, state: str) -> str:  # noqa: ARG001 - another state is another answer
    return looks.template_texts(look, form)


def inputs(loaded: Loaded, bibliographies: tuple[Path, ...]) -> Iterator[Path]:
    """Every file that the documents hang on, there or not; a folder stands for the names in it."""
    folder, file = loaded.path.parent, loaded.file
    yield from (loaded.path, folder / "people.yaml", folder / "records.yaml")
    yield from bibliographies or (folder / word.text for word in file.bibliography)
    if not file.bibliography and not file.person.text and not file.cv.name:
        yield from (folder, *files.yaml_files(folder))
    if loaded.subject.kind is Kind.GROUP:
        yield from (folder, *files.groups(folder))
    root = theme.root(loaded.path)
    yield from looks.pointed_to(root).values()
    yield from (root / name for name in (file.cv.photo, *(person.photo for person in loaded.roster.people)) if name)
