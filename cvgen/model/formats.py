"""What a document can be made into: one list, which commands, recipes, builds, servers and fingerprints read.

A format is added by a line in FORMATS, the module that it names, and templates where it has some: DESIGN.md says how.
"""

from enum import StrEnum

from cvgen.model.record import Record, replace


class Medium(StrEnum):
    """Where it is read: a page on a screen, with other files beside it; sheets of paper; text for other programs."""

    PAGE = "page"
    PAPER = "paper"
    TEXT = "text"


# How the names of bibliographies end: BibTeX's, RIS's and CSL-JSON's; .json is a JSON Resume where it is no list.
BIBTEX = (".bib", ".bibtex")
BIBLIOGRAPHIES = (*BIBTEX, ".ris", ".csljson")
JSON = ".json"


class Format(Record):
    """A format: its name, which is its command and its ending, and what makes it.

    `renderer` names a module with `text`, which fills the templates, and `render`, which gives the bytes; both take a
    Document and a render.Context. `templates` is the folder of the templates that they fill. By its `mark` a file is
    known as one that cvgen made; `others` are endings that are this format's as well. A document that does
    not say its formats is made in the `usual` ones.
    """

    name: str
    help: str
    media_type: str
    medium: Medium
    templates: str
    renderer: str
    fragments: bool = False
    mark: bytes = b""
    others: tuple[str, ...] = ()
    usual: bool = True

    def __str__(self) -> str:
        """Its name: "pdf"."""
        return self.name

    @property
    def on_paper(self) -> bool:
        """Whether it is read on paper, where no link can be followed: a file of Typst's is what its PDF is made of."""
        return self.medium is Medium.PAPER or self == TYP


PDF = Format(
    "pdf", "Make a document as PDF: tagged, with its fonts embedded.",
    "application/pdf", Medium.PAPER, "html", "cvgen.render.pdf", mark=b"\n% made by cvgen\n",
)  # fmt: skip
# The same, set by another engine.
TYPST_PDF = replace(PDF, templates="typ", renderer="cvgen.render.typst_pdf")
HTML = Format(
    "html", "Make a document as one HTML page that stands alone.",
    "text/html; charset=utf-8", Medium.PAGE, "html", "cvgen.render.html", fragments=True,
    mark=b'<meta name="generator" content="cvgen">', others=("htm", "xhtml"),
)  # fmt: skip
MD = Format(
    "md", "Make a document as GitHub-flavoured Markdown.",
    "text/plain; charset=utf-8", Medium.TEXT, "markdown", "cvgen.render.markdown",
    mark=b"<!-- made by cvgen -->", others=("markdown", "txt"),
)  # fmt: skip
TEX = Format(
    "tex", "Make a document as LaTeX, for pdfLaTeX, XeLaTeX and LuaLaTeX.",
    "application/x-tex", Medium.TEXT, "tex", "cvgen.render.tex", fragments=True, usual=False,
    mark=b"% Made by cvgen",
)  # fmt: skip
DOCX = Format(
    "docx", "Make a document as Word, in named styles.",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Medium.TEXT, "docx", "cvgen.render.docx", usual=False, mark=b"[document made by cvgen]",
)  # fmt: skip
TYP = Format(
    "typ", "Make a document as Typst: one file, which Typst sets as PDF.",
    "text/x-typst", Medium.TEXT, "typ", "cvgen.render.typ", usual=False, mark=b"// Made by cvgen",
)  # fmt: skip
# By name, in the order in which a document is made that does not say its own.
FORMATS: dict[str, Format] = {each.name: each for each in (PDF, HTML, MD, TEX, DOCX, TYP)}


def of(*media: Medium) -> tuple[str, ...]:
    """The names of the formats that are read there."""
    return tuple(name for name, each in FORMATS.items() if each.medium in media)
