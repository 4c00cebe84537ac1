"""A small document that shows every kind of node, item and section."""

from cvgen import theme
from cvgen.loading import looks
from cvgen.model.choices import Layout
from cvgen.model.document import Affiliation, Contact, Document, Header, Item, Line, Listing, Section
from cvgen.model.errors import Problems
from cvgen.model.recipe import Recipe
from cvgen.model.text import AuthorName, Icon, Inline, Link, Style, Styled, Symbol
from cvgen.model.word import Word

EQUAL, STUDENT = Symbol("*", "equal contribution"), Symbol("†", "student")
OWNER = AuthorName("A. Bell", (Style.STRONG,), meaning="owner")
BOTH = AuthorName("P.-Y. Ode", (), (STUDENT, EQUAL))
PLAIN = AuthorName("C. D. Roe")
AUTHORS: Inline = (OWNER, ", ", BOTH, ", ", PLAIN)
TITLE = "Testing 1*2 & <b> in C_a: 100% of $x$ [sic] #1 | ~half~ `q`"


def bold(words: str) -> Inline:
    return (Styled(Style.STRONG, (words,)),)


def papers(count: int = 3) -> Listing:
    venue = Styled(Style.EMPH, ("Journal of Tests",))
    items = tuple(
        Item((*AUTHORS, f", “{TITLE}.” ", venue, ", 2024, pp. 181–194"), label=(f"R{n}.",), anchor=f"paper-{n}")
        for n in range(count, 0, -1)
    )
    return Listing(items, Layout.LABELS)


def header() -> Header:
    return Header(
        "Anna Bell",
        ("Tester of things",),
        (
            Affiliation(("Professor",), (("Department of Tests",), ("Somewhere",)), (", ", ", ")),
            Affiliation(("Fellow",)),
        ),
        (
            Contact("email", ("anna@example.org",)),
            Contact("phone", ("(000) 000-0000",), "Mobile"),
            Contact("link", (Link("https://example.org/a_(b)", ("Homepage",)),)),
        ),
    )


def entries() -> Listing:
    lines = (
        Line(("Advisor: ", Link("https://example.org/roe", ("C. Roe",)))),
        Line(("Wrote a thesis",), ("2015",), bullet=True),
        Line(("Passed",), bullet=True),
    )
    degree = Item((*bold("Ph.D."), ", Testing, University of Somewhere"), ("Sept. 2016",), lines=lines)
    return Listing((degree, Item((*bold("B.S."), ", Testing"), ("May 2011",))))


def document(*sections: Section, style: str = "classic", max_pages: int = 0) -> Document:
    look = looks.look(Recipe(style=Word(style)), theme.open(None), Problems())
    awards = Listing((Item(bold("Prize"), ("2020",)), Item((Icon("§", "Law"), " Medal"))), Layout.BULLETS)
    text = Listing((Item((*bold("Areas:"), " 1. everything")), Item(("1. Not a list",))), Layout.PLAIN)
    group = Section(("Five in ", Styled(Style.EMPH, ("Testing",))), "five", listings=(papers(),))
    legend: Inline = ("* equal contribution; † student.",)
    usual = (
        Section(("Areas",), "areas", listings=(text,)),
        Section(("Education",), "education", listings=(entries(),)),
        Section(("Papers",), "papers", intro=(Line(legend),), sections=(group,), outro=(Line(("The end.",)),)),
        Section(("Awards",), "awards", listings=(awards,)),
    )
    return Document(
        title="Anna Bell: CV",
        author="Anna Bell",
        name="Anna Bell",
        header=header(),
        sections=sections or usual,
        as_of="2026-04-21",
        style=style,
        look=look,
        max_pages=max_pages,
        description="What Anna Bell did",
        keywords=("tests", "more tests"),
    )
