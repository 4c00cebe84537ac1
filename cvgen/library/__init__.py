"""A file's name -> its people and papers, and its documents in every format: what `import cvgen` gives.

Nothing is printed or written, and nothing ends the program. What is wrong is in `problems`; what cannot be made raises
CvgenError, which holds all problems too.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from html import escape
from pathlib import Path

from cvgen import export, loading, outcome, pipeline
from cvgen.library import records
from cvgen.library.records import Author, Mark, Person, Publication
from cvgen.loading import Loaded, looks
from cvgen.model import clock, dates, failures
from cvgen.model.choices import Grouping
from cvgen.model.errors import CvgenError, Position, Problem, Problems
from cvgen.model.formats import FORMATS, HTML
from cvgen.model.record import replace
from cvgen.pipeline import Request
from cvgen.read import files

__all__ = ["Author", "CvgenError", "Document", "File", "Mark", "Person", "Problem", "Publication", "load"]


def load(path: str | Path, *, owner: str = "", trust_templates: bool = False) -> "File":
    """The file of a person, a group, a project or an event, or a bibliography, read with all that it names.

    A name is looked for as given, then in `data/`. A bibliography is read as `owner`'s, else with the people and
    records beside it. CvgenError where nothing can be read.
    """
    problems = Problems()
    with _complete(problems):
        found = files.find(str(path), Path("data"))
        if found is None:
            problems.error("missing-file", "there is no such file, here or in data/", Position(str(path)))
            raise CvgenError
        if not files.is_bibliography(found):
            loaded = loading.cv_file(found, problems)
        elif owner:
            loaded = loading.bibliography(found, (owner,), Grouping.YEAR, problems)
        else:
            loaded = loading.among(found, (), problems)
    return File(loading.trusting(loaded, trusted=trust_templates), problems)


@contextmanager
def _complete(problems: Problems) -> Iterator[None]:
    """What fails within fails with all problems that there are."""
    try:
        yield
    except (CvgenError, OSError, MemoryError) as error:
        problems.add(failures.problems(error))
        raise CvgenError(*problems.items) from error


def _exported(form: str, loaded: Loaded, request: Request, problems: Problems) -> str:
    """What `cvgen export` writes: papers, or the CV, of the document that is asked for, or of the whole file."""
    if form not in (*export.FORMS, *export.CVS):
        raise ValueError(f"{form!r} is no form: {', '.join((*export.FORMS, *export.CVS))}")
    with _complete(problems):
        return outcome.exported(form, loaded, request, problems)


class File:
    """A file that was read, with everybody in its bibliographies identified; `load` gives it."""

    def __init__(self, loaded: Loaded, problems: Problems) -> None:
        """What `load` has read, and what it had to say."""
        self._loaded, self._problems = loaded, problems

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what was read; what is wrong with a document is in its own."""
        return tuple(self._problems.items)

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents; a file that names none has one, "cv"."""
        return tuple(self._loaded.recipes)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody on the roster."""
        return tuple(map(records.person, self._loaded.roster.people))

    @cached_property
    def publications(self) -> tuple[Publication, ...]:
        """Every paper once, and who its authors are; marks are a document's."""
        shown = records.Showing(self._loaded.records)
        return tuple(map(shown.identified, self._loaded.publications))

    def export(self, form: str) -> str:
        """All for another program: its papers as "bib", "ris", "csl-json", or its CV as "json-resume", "rendercv".

        A CV has the marks of the first document and speaks of today. ValueError for another word.
        """
        return _exported(form, self._loaded, Request(HTML, today=clock.today()), self._problems.fork())

    def document(  # noqa: PLR0913 - each is an option of the commands
        self, name: str = "", *, as_of: str | datetime.date = "", style: str = "", look: str = "", reference: str = ""
    ) -> "Document":
        """A document by its name, else the first; what else is said wins over what the file says.

        It speaks of the day `as_of`, such as "2025-06-30"; of the one that the file says, or of today. CvgenError
        where there is no such document, ValueError where the day is none.
        """
        day = dates.parse(str(as_of)) if as_of else None
        if as_of and day is None:
            raise ValueError(f"{as_of!r} is not a date; write 2024, 2024-08 or 2024-08-09")
        problems = self._problems.fork()
        with _complete(problems):
            asked = looks.asked(look, (), problems)
            request = Request(HTML, name, day, clock.today(), style, asked, reference)
            named, _ = pipeline.recipe(self._loaded, request, problems)
        return Document(self._loaded, replace(request, document=named), problems)


class Document:
    """One document of a file, made in a format when it is asked for."""

    def __init__(self, loaded: Loaded, request: Request, problems: Problems) -> None:
        """What `File.document` has found."""
        self._loaded, self._request, self._problems = loaded, request, problems

    @property
    def name(self) -> str:
        """Its name in the file: "cv"."""
        return self._request.document

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with it as a page: of the file, of the document, and what `cvgen check` looks at in it."""
        problems = self._problems.fork()
        try:
            outcome.checked(self._loaded, self._request, problems)
        except CvgenError as error:
            problems.add(error.problems)
        return tuple(problems.items)

    @cached_property
    def publications(self) -> tuple[Publication, ...]:
        """The papers of its sections, each once, with the marks of their authors and why they have them."""
        problems = self._problems.fork()
        with _complete(problems):
            made = pipeline.arrange(self._loaded, self._request, problems)
        return tuple(map(records.Showing(self._loaded.records).marked, made.marked.values()))

    def html(self, *, fragment: bool = False) -> str:
        """A page that stands alone; a fragment is a part for another page."""
        return self._text("html", fragment=fragment)

    def markdown(self) -> str:
        """GitHub-flavoured Markdown."""
        return self._text("md")

    def tex(self, *, fragment: bool = False) -> str:
        r"""LaTeX that stands alone; a fragment is a list to be \input."""
        return self._text("tex", fragment=fragment)

    def pdf(self) -> bytes:
        """A PDF, tagged, with its fonts embedded."""
        return self.files("pdf")[f"{self.name}.pdf"]

    def docx(self) -> bytes:
        """A Word document; it needs `pip install 'cvgen[docx]'`."""
        return self.files("docx")[f"{self.name}.docx"]

    def files(self, form: str, *, fragment: bool = False) -> dict[str, bytes]:
        """All files of a format by their names, the document's first: a group's page has its members' pages.

        CvgenError where something is wrong, ValueError where there is no such format.
        """
        if form not in FORMATS:
            raise ValueError(f"{form!r} is no format: {', '.join(FORMATS)}")
        request = replace(self._request, format=FORMATS[form], fragment=fragment, above=".")
        problems = self._problems.fork()
        with _complete(problems):
            made = outcome.made(self._loaded, request, Path(f"{self.name}.{form}"), problems)
        return {path.as_posix(): content for path, content in made}

    def export(self, form: str) -> str:
        """What it shows for another program, in its order; as that of a file."""
        return _exported(form, self._loaded, self._request, self._problems.fork())

    def _text(self, form: str, *, fragment: bool = False) -> str:
        return self.files(form, fragment=fragment)[f"{self.name}.{form}"].decode()

    def _repr_html_(self) -> str:
        """The document in a notebook, or what is wrong with it."""
        try:
            return self.html(fragment=True)
        except CvgenError as error:
            return f"<pre>{escape(str(error))}</pre>"
