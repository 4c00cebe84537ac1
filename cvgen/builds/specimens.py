"""A reference style -> one work of each kind as it prints them; nobody wrote these works."""

from collections.abc import Iterator
from pathlib import Path

from cvgen import identify, mark
from cvgen.cite import Citer
from cvgen.loading import DEFAULT_MARKS, styles
from cvgen.mark import Perspective
from cvgen.model.dates import Date
from cvgen.model.errors import Problems
from cvgen.model.facts import Person, Records, Roster
from cvgen.model.names import parse
from cvgen.model.reference import Sources
from cvgen.model.word import Word
from cvgen.read.bib import bibtex
from cvgen.render import markdown
from cvgen.theme import Theme

_WORKS = Path(__file__).with_name("specimens.bib")
_OWNER = Person("moss", parse("Moss, Ada"))


def printed(name: str, theme: Theme, problems: Problems) -> Iterator[tuple[str, str]]:
    """The kind of each work, and the work in the style of that name, as Markdown with its owner in bold."""
    style = styles.reference_style(Word(name), theme, problems)
    problems.checkpoint()
    citer = Citer(style, Records(), style.names, style.truncate)
    references = bibtex.references(_WORKS.name, _WORKS.read_text(encoding="utf-8"), problems)
    view = Perspective(_OWNER.id, frozenset((_OWNER.id,)), DEFAULT_MARKS, Date(2025))
    quiet = Problems()  # what a style asks for and a work has not is told where the work is somebody's
    for paper in identify.publications(Sources(Roster(people=(_OWNER,)), references=references), quiet):
        lines = citer.reference(mark.authors(paper, view, quiet), quiet)
        yield paper.reference.kind.value, " ".join(markdown.inline(line) for line in lines)
