"""What a renderer is given besides the document."""

from pathlib import Path

from cvgen.model.document import Document, columns
from cvgen.model.errors import Problems
from cvgen.model.record import Record, field, replace
from cvgen.theme import Theme


class Context(Record):
    """The looks, who hears of problems, the folder that pictures come from, the name of the file that is made.

    A `fragment` becomes part of another page; a `standard` is one that a PDF is held to.
    """

    theme: Theme
    problems: Problems = field(default_factory=Problems)
    project: Path | None = None
    name: str = ""
    fragment: bool = False
    standard: str | None = None


def in_columns(document: Document) -> dict[str, object]:
    """What the templates of a page have of a document: what stands in its sidebar, and the document with all else."""
    aside, others = columns(document.sections, document.look)
    return {
        "document": replace(document, sections=others) if aside else document,
        "aside": aside,
        "sidebar": bool(document.look and document.look.beside),
    }
