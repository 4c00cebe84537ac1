"""The closed sets of words that you may choose from."""

from enum import StrEnum


class NamePrinted(StrEnum):
    """How the papers under a former name print it: as the person is called now, or as it was published."""

    NOW = "now"
    PUBLISHED = "published"


class Direction(StrEnum):
    """Which way numbers run."""

    ASCENDING = "ascending"
    DESCENDING = "descending"


class When(StrEnum):
    """When a relation marks an author: from its start on for ever, or only while it held."""

    EVER = "ever"
    THEN = "then"


class DateForm(StrEnum):
    """How a date prints, from "Sept. 2016" and "Sep. 2016" to "13 August 2025" and "Wed, March 1, 2023".

    `month` prints "Sept. 2016" and never a day.
    """

    AP = "ap"
    SHORT = "short"
    LONG = "long"
    ISO = "iso"
    NUMERIC = "numeric"
    YEAR = "year"
    DAY_FIRST = "day-first"
    WEEKDAY = "weekday"
    MONTH = "month"


class PageRange(StrEnum):
    """How much of a last page prints: "112–119" as it is written, or "112–19" as in Chicago's manual or in the MLA's.

    The MLA keeps two digits at least ("101–09"), Chicago the changed ones ("101–9") and all behind a round hundred.
    """

    WRITTEN = "written"
    CHICAGO = "chicago"
    MINIMAL_TWO = "minimal-two"


class PaperSize(StrEnum):
    """The paper."""

    A4 = "a4"
    LETTER = "letter"


class Engine(StrEnum):
    """What makes the PDF: WeasyPrint of HTML and CSS, or Typst of a look's values."""

    WEASYPRINT = "weasyprint"
    TYPST = "typst"


class PdfStandard(StrEnum):
    """What a PDF of Typst's is held to besides PDF/UA-1: PDF/A (ISO 19005), for archives."""

    A_2A = "a-2a"
    A_3A = "a-3a"


class MarkForm(StrEnum):
    """Where symbols stand behind a name: raised or on the line."""

    SUPERSCRIPT = "superscript"
    INLINE = "inline"


class Look(StrEnum):
    """How a marked name itself prints."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"


class Layout(StrEnum):
    """How the items of a list stand: rows with a right column, labels hanging in the margin, bullets, paragraphs.

    Cards stand side by side, each with a face, where a format has room for that.
    """

    ROWS = "rows"
    LABELS = "labels"
    BULLETS = "bullets"
    PLAIN = "plain"
    CARDS = "cards"


class SortOrder(StrEnum):
    """The order of publications: newest or oldest first, as selected, or by title."""

    NEWEST = "newest"
    OLDEST = "oldest"
    GIVEN = "given"
    TITLE = "title"


class Grouping(StrEnum):
    """What makes headings within publications."""

    YEAR = "year"
    TYPE = "type"
    VENUE = "venue"


class Editorship(StrEnum):
    """How one edits with somebody: on the board of the editor-in-chief, or as a co-editor."""

    BOARD = "board"
    CO_EDITOR = "co-editor"


class Taken(StrEnum):
    """Who of a long author list counts as a collaborator: the owner's neighbours in it, nobody, or all."""

    NEIGHBOURS = "neighbours"
    NONE = "none"
    ALL = "all"
