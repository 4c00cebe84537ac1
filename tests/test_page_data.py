"""What a page says to browsers and machines: records, JSON-LD, COinS, ids, a feed, a fragment; paper has none of it."""

import functools
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl
from xml.etree import ElementTree as ET

import pypandoc
import pytest
import sample
from PIL import Image
from workbench import Desk

from cvgen import theme
from cvgen.loading import locales, looks
from cvgen.model.document import Document, Event, Item, Layout, Line, Listing, Photo, Section, SubjectKind, Work
from cvgen.model.errors import Problems
from cvgen.model.kinds import Kind
from cvgen.model.look import PageLook
from cvgen.model.recipe import Recipe
from cvgen.model.record import replace
from cvgen.model.text import Inline, Link, Style, Styled
from cvgen.model.word import Word
from cvgen.render import atom, calendar, html, templating
from cvgen.render.context import Context
from cvgen.render.page import actions, anchors, browser_css, coins, json_ld, json_script, scoped_css, tails

OURS = theme.open(None)
ATOM = "{http://www.w3.org/2005/Atom}"
EVIL = '</script><script>alert("1")</script><!-- & \u2028 \\'
PAPER = Work(
    "godel:a%b",
    "article",
    "Über formal unentscheidbare Sätze",
    (("Gödel", "Kurt"), ("van Beethoven", "Ludwig"), ("OpenAI", "")),
    "1931",
    month=12,
    container="Monatshefte für Mathematik",
    short="Monatsh. Math.",
    volume="38",
    number="1",
    pages=("173", "198"),
    doi="10.1007/BF01700692",
    kind=Kind.ARTICLE,
    topics=("logic",),
    people=("kurt-goedel",),
)
MEETING = replace(PAPER, key="meeting", kind=Kind.PAPER, short="NeurIPS")
TALK = replace(PAPER, key="talk", type="inproceedings", title=EVIL, container="Proceedings", doi="")


class Page(HTMLParser):
    """A page's elements, and what stands in its scripts by type."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: dict[str, str] = {}
        self.type: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.type = str(dict(attrs).get("type")) if tag == "script" else None

    def handle_endtag(self, tag: str) -> None:
        self.type = None if tag == "script" else self.type

    def handle_data(self, data: str) -> None:
        if self.type:
            self.scripts[self.type] = self.scripts.get(self.type, "") + data

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        return [found for _, found in self.elements if name in (found.get("class") or "").split()]

    @property
    def ids(self) -> list[str]:
        return [str(found["id"]) for _, found in self.elements if "id" in found]


def listed(*works: Work) -> Section:
    return Section(("Papers",), "papers", listings=(Listing(tuple(item(work) for work in works), Layout.PLAIN),))


def item(work: Work) -> Item:
    return Item((work.title,), anchor=work.key, work=work)


def news(text: str = "We moved to a house by the sea.") -> Item:
    return Item((Styled(Style.STRONG, ("3 May 2025",)), f" {text}"), anchor="news-2025-05-03", date="2025-05-03")


def page(*sections: Section, kind: SubjectKind = SubjectKind.GROUP, **changed: object) -> Document:
    document = replace(sample.document(*sections or (listed(PAPER, TALK),)), kind=kind)
    return replace(document, people=(("kurt-goedel", "Kurt Gödel"),), **changed)  # type: ignore[arg-type]


def shown(document: Document, **place: object) -> Page:
    return Page(html.text(document, Context(OURS, **place)))  # type: ignore[arg-type]


# Records


def test_nothing_in_json_ends_its_element() -> None:
    text = json_script.embedded({"title": EVIL})
    assert not re.search("[<>&\u2028]", text)
    assert json.loads(text) == {"title": EVIL}


def test_a_paper_is_one_compact_record() -> None:
    found = json.loads(shown(page()).scripts["application/json"])
    assert found["people"] == [["kurt-goedel", "Kurt Gödel"]]
    first, second = found["papers"]
    assert second["title"] == EVIL
    assert first["by"] == [["Gödel", "Kurt"], ["van Beethoven", "Ludwig"], ["OpenAI"]]
    assert (first["in"], first["short"], first["year"], first["month"]) == (PAPER.container, PAPER.short, "1931", 12)
    assert not {"eprint", "status", "url"} & set(first)


def test_a_paper_listed_twice_has_one_record_and_two_places() -> None:
    found = shown(page(listed(PAPER, TALK), listed(TALK, PAPER)))
    assert [row["data-work"] for _, row in found.elements if "data-work" in row] == ["0", "1", "1", "0"]
    assert [name for name in found.ids if name.startswith("pub_")] == [
        "pub_godel:a%b",
        "pub_talk",
        "pub_talk_2",
        "pub_godel:a%b_2",
    ]
    assert len(found.of_class("Z3988")) == len(json.loads(found.scripts["application/json"])["papers"]) == 2


@pytest.mark.parametrize(("count", "several"), [(7, False), (8, True)])
def test_a_list_wants_tools_when_it_is_long(*, count: int, several: bool) -> None:
    works = (replace(PAPER, key=f"key{n}") for n in range(count))
    data = next(found for _, found in shown(page(listed(*works))).elements if found.get("type") == "application/json")
    assert ("data-several" in data) is several


def test_a_page_without_papers_has_no_script_but_for_light_and_dark() -> None:
    found = shown(page(Section(("News",), "news", listings=(Listing((news(),)),))))
    assert [row for tag, row in found.elements if tag == "script"] == [
        {"class": "scheme"},
        {"type": "application/ld+json"},
    ]


# Ids


def test_ids_never_meet() -> None:
    clash = Section(("Pub talk",), "pub-talk", listings=(Listing((news(),)),))
    twice = replace(TALK, key="talk_2")
    found = shown(page(clash, listed(TALK, TALK, twice)))
    assert len(set(found.ids)) == len(found.ids)
    assert {"pub-talk", "pub_talk", "pub_talk_2", "item_news-2025-05-03"} < set(found.ids)
    document = anchors.anchored(page(clash, listed(TALK, TALK, twice)))
    assert [each.anchor for each in anchors.items(document.sections)][-1] == "pub_talk_2"


def test_a_permanent_link_leads_to_its_paper() -> None:
    found = shown(page())
    assert [link["href"] for link in found.of_class("permalink")] == ["#pub_godel:a%25b", "#pub_talk"]
    assert found.of_class("permalink")[0]["aria-label"] == f"Link to “{PAPER.title}”"


# JSON-LD and COinS


def test_json_ld_says_what_the_page_is_about() -> None:
    kinds = {}
    for kind in SubjectKind:
        event = Event("T", "2023-03-01", 960, "Room 1", "About", "talk") if kind is SubjectKind.EVENT else None
        found = json.loads(shown(page(kind=kind, event=event)).scripts["application/ld+json"])
        kinds[kind] = found["@graph"][0]
        assert found["@context"] == "https://schema.org"
    assert {kind: about["@type"] for kind, about in kinds.items()} == {
        SubjectKind.PERSON: "Person",
        SubjectKind.GROUP: "ResearchOrganization",
        SubjectKind.PROJECT: "ResearchProject",
        SubjectKind.EVENT: "EducationEvent",
        SubjectKind.SITE: "WebSite",
    }
    assert kinds[SubjectKind.PERSON]["jobTitle"] == ["Professor", "Fellow"]
    assert kinds[SubjectKind.PERSON]["sameAs"] == ["https://example.org/a_(b)"]
    assert kinds[SubjectKind.EVENT]["startDate"] == "2023-03-01T16:00"


def test_json_ld_of_a_paper() -> None:
    found = json.loads(json.dumps(json_ld.paper(PAPER, "#pub_x")))
    assert (found["@type"], found["name"], found["datePublished"]) == ("ScholarlyArticle", PAPER.title, "1931-12")
    assert found["author"][0] == {"@type": "Person", "name": "Kurt Gödel", "givenName": "Kurt", "familyName": "Gödel"}
    assert found["sameAs"] == "https://doi.org/10.1007/BF01700692"
    assert found["isPartOf"]["issueNumber"] == "1"
    assert found["isPartOf"]["isPartOf"]["isPartOf"]["name"] == PAPER.container
    types = {kind: json_ld.paper(replace(PAPER, kind=kind))["@type"] for kind in (Kind.BOOK, Kind.THESIS, Kind.OTHER)}
    assert types == {Kind.BOOK: "Book", Kind.THESIS: "Thesis", Kind.OTHER: "CreativeWork"}


def test_editors_are_no_authors_for_machines() -> None:
    edited = replace(
        PAPER, kind=Kind.COLLECTION, authors=(), editors=(("Gödel", "Kurt"),), translators=(("Moss", "Ada"),)
    )
    found = json_ld.paper(edited)
    assert (found["author"], found["editor"]) == ([], json_ld.paper(PAPER)["author"][:1])
    assert [who["name"] for who in json.loads(json.dumps(found["translator"]))] == ["Ada Moss"]
    assert not any(name.startswith("rft.au") for name, _ in parse_qsl(coins.context(edited)))


def test_coins_decode() -> None:
    span = shown(page()).of_class("Z3988")[0]
    pairs = parse_qsl(str(span["title"]), strict_parsing=True)
    assert pairs == parse_qsl(coins.context(PAPER))
    found = dict(pairs)
    assert found["ctx_ver"] == "Z39.88-2004"
    assert found["rft_val_fmt"] == "info:ofi/fmt:kev:mtx:journal"
    assert (found["rft.atitle"], found["rft.jtitle"]) == (PAPER.title, PAPER.container)
    assert [value for name, value in pairs if name == "rft.au"] == ["Kurt Gödel", "Ludwig van Beethoven", "OpenAI"]
    assert (found["rft.spage"], found["rft.epage"]) == ("173", "198")
    assert ("rft_id", "info:doi/10.1007/BF01700692") in pairs


@pytest.mark.parametrize(
    ("kind", "form", "title"),
    [
        (Kind.PAPER, "book", "rft.atitle"),
        (Kind.BOOK, "book", "rft.btitle"),
        (Kind.THESIS, "dissertation", "rft.title"),
        (Kind.OTHER, "journal", "rft.atitle"),
    ],
)
def test_coins_of_other_kinds(kind: Kind, form: str, title: str) -> None:
    found = dict(parse_qsl(coins.context(replace(PAPER, kind=kind))))
    assert found["rft_val_fmt"].endswith(f":{form}")
    assert found[title] == PAPER.title


# The files beside a page


def test_a_group_has_a_feed_and_an_event_a_calendar() -> None:
    links = {
        found.get("type"): found["href"] for tag, found in shown(page(), name="lab.html").elements if tag == "link"
    }
    assert links == {"application/atom+xml": "./lab.atom"}
    event = Event("T", "2023-03-01", 960, "Room 1", "About", "talk")
    found = shown(page(kind=SubjectKind.EVENT, event=event), name="talk.html")
    assert [link["href"] for tag, link in found.elements if link.get("type") == "text/calendar"] == ["./talk.ics"]
    assert not any(link.get("type") == "text/calendar" for _, link in shown(page(event=event)).elements)


@pytest.mark.parametrize(
    ("date", "start", "entry"),
    [("2026-03-05", "2026-03-05", True), ("2026-03", "2026-03", False), ("2026", "2026", False),
     ("~2026-03-05", "2026-03-05", False), ("Fall 2026", "2026", False)],
)  # fmt: skip
def test_an_event_has_a_calendar_entry_where_its_day_is_known(
    tmp_path: Path, date: str, start: str, entry: bool
) -> None:
    desk = Desk(tmp_path).write("data/people.yaml", "people: [{id: ada, name: 'Moss, Ada'}]")
    desk.write("data/talk.yaml", "event: t\npage: {sections: {About: [Lamps.]}}\n")
    desk.write(
        "data/records.yaml", f"talks: [{{id: t, title: Lamps, event: Seminar, date: {date}, speakers: [ada]}}]\n"
    )
    assert desk.run("html", "talk.yaml").code == 0
    assert (tmp_path / "out/talk.ics").exists() is entry
    text = desk.read("out/talk.html")
    assert ("talk.ics" in text) is entry
    assert f'"startDate":"{start}"' in text.replace('": "', '":"')


@pytest.mark.parametrize(("place", "line"), [("Room 1", ["LOCATION:Room 1"]), ("", [])])
def test_a_calendar_entry_has_a_place_where_there_is_one(place: str, line: list[str]) -> None:
    made = calendar.render(Event("T", "2023-03-01", 960, place, "About", "talk"), "en").splitlines()
    assert [each for each in made if each.startswith("LOCATION")] == line


def test_the_page_of_an_event_was_not_updated_on_its_day() -> None:
    event = Event("T", "2027-03-01", 960, "Room 1", "About", "talk")
    days = {
        day: shown(page(kind=SubjectKind.EVENT, event=event, as_of=day)).of_class("updated")
        for day in ("2027-03-01", "2027-02-01")
    }
    assert list(map(len, days.values())) == [0, 1]


def feed(document: Document) -> ET.Element:
    return ET.fromstring(atom.render(document, "lab.html"))  # noqa: S314 - our own


def test_the_feed_leads_to_the_places_on_the_page() -> None:
    document = page(Section(("News",), "news", listings=(Listing((news(),)),)), listed(PAPER, TALK, PAPER))
    entries = feed(document).findall(f"{ATOM}entry")
    links = [str(entry.find(f"{ATOM}link").get("href")) for entry in entries]  # type: ignore[union-attr]
    assert links == ["./lab.html#item_news-2025-05-03", "./lab.html#pub_talk", "./lab.html#pub_godel:a%25b"]
    addresses = {f"./lab.html{anchors.address(name)}" for name in shown(document).ids}
    assert set(links) < addresses
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 3
    assert ids == [entry.findtext(f"{ATOM}id") for entry in feed(document).findall(f"{ATOM}entry")]


def test_words_for_machines_have_spaces_of_one_kind() -> None:
    item = Item(("vol.\u00a03, pp.\u00a04–5",), anchor="a", work=PAPER)
    document = page(Section(("Papers",), "papers", listings=(Listing((item,)),)))
    assert next(feed(document).iter(f"{ATOM}entry")).findtext(f"{ATOM}summary") == "vol. 3, pp. 4–5"
    event = page(kind=SubjectKind.EVENT, event=Event("T", "2023-03-01", 960, "", "", "t"))
    named = replace(event, header=replace(event.header, name="Lamps of\u00a0Wales"))
    assert "Lamps of Wales" in shown(named).scripts["application/ld+json"]


def test_raised_and_lowered_figures_stay_so_in_the_feed(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("data/people.yaml", "groups: [{id: lab, name: Lab}]\npeople: []\n")
    desk.write("data/records.yaml", 'news: [{date: 2025-10-01, of: lab, text: "10$^{-3}$ K of H$_2$O."}]\n')
    desk.write("data/lab.yaml", "group: lab\npage: {sections: {News: [{news: mine}]}}\n")
    assert desk.run("html", "lab.yaml").code == 0
    told = desk.read("out/lab.atom")
    assert "<title>10⁻³ K of H₂O.</title>" in told
    assert "<summary>10⁻³ K of H₂O.</summary>" in told


def test_news_is_titled_without_its_date_and_briefly() -> None:
    entry = next(feed(page(Section(("News",), "news", listings=(Listing((news(),)),)))).iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}title") == "We moved to a house by the sea."
    assert atom.short("word " * 40) == f"{'word ' * 15}word …"
    assert len(atom.short("Several, long, words, " * 9)) <= atom.LONG + 2


# A fragment


def test_a_fragment_is_a_part_of_a_page() -> None:
    text = html.text(page(), Context(OURS, name="lab.html", fragment=True))
    found = Page(text)
    names = {tag for tag, _ in found.elements}
    assert not names & {"html", "head", "body", "title", "meta", "link", "main", "h1"}
    assert "" not in map(str.strip, text.splitlines()[1:])
    assert found.elements[0] == ("article", {"class": "cvgen", "lang": "en", "data-part": "lab"})
    assert "application/json" in found.scripts


SIGNS = (
    "R*, S* and *T*", "a _b_ c_d", "~~x~~ H~2~O x^2^ $5 and $6", "`code` \\* \\(x\\)", "1. one", "a) two", "(3) three", "iv. four",
    "- five", "+ six", "* seven", "# eight", "## eight", "#. eight", "::: eight", ": nine", "@ada and [PDF] [A](b) [^1]", "a -- b ... c", ":smile: | x | y |",
    "{{ page }} {% raw %} {# note #} {{< ref >}}",
)  # fmt: skip


def test_who_makes_a_page_of_markdown_reads_nothing_in_a_fragment() -> None:
    work = replace(
        PAPER, title="{{ a*b*c }} {% d %}", url="https://example.org/{{a}}", links=(("https://x.org/{{b}}", "*"),)
    )
    papers = Section(("S*",), "s", listings=(Listing((item(work),), Layout.PLAIN),))
    words = Section(("Words",), "words", listings=(Listing(tuple(Item((sign,)) for sign in SIGNS), Layout.BULLETS),))
    made = html.text(page(papers, words), Context(OURS, name="lab.html", fragment=True))
    assert re.search(r"\{[{%#]", made) is None
    assert json.loads(Page(made).scripts["application/json"])["papers"][0]["title"] == work.title
    wanted = seen(made)
    for form in ("markdown+emoji", "gfm", "commonmark_x"):
        around = pypandoc.convert_text(f"# S*\n\n{made}\n", "html", format=form, extra_args=["--wrap=preserve"])
        assert seen(around).endswith(wanted)


def seen(text: str) -> str:
    """The words of a page without white space, and its elements for emphasis, links and lists."""
    text = re.sub(r"(?s)<(style|script|template)\b.*?</\1>", "", text)
    return "".join(unescape(re.sub(r"<(?!/?(?:em|strong|a|ul|ol|li|su[bp]|code)\b)[^>]*>", "", text)).split())


@pytest.mark.parametrize("style", ["base", "classic", "modern"])
def test_a_fragments_style_reaches_nothing_outside(style: str) -> None:
    css = scoped_css.scoped(OURS.style(style))
    assert "@page" not in css
    assert css.count("{") == css.count("}")
    preludes = re.findall(r"([^{}]+)\{", css)
    selectors = [part.strip() for prelude in preludes if not prelude.strip().startswith("@") for part in split(prelude)]
    assert len(selectors) > 40
    assert [selector for selector in selectors if not re.match(r"\.cvgen(?![\w-])", selector)] == []


def split(selectors: str) -> list[str]:
    while "(" in selectors:
        selectors = re.sub(r"\([^()]*\)", "", selectors)  # those within first
    return selectors.split(",")


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("h1, .a > b { x: y }", ".cvgen .name, .cvgen .a > b { x: y }\n"),
        ("html body.home p { x: y }", ".cvgen.home p { x: y }\n"),
        (":root { --a: url('}{') }", ".cvgen { --a: url('}{') }\n"),
        ("a:is(b, c):not([d=',']) { x: y }", ".cvgen a:is(b, c):not([d=',']) { x: y }\n"),
        ("a:is(b:has(c:not(d, e)), f) { x: y }", ".cvgen a:is(b:has(c:not(d, e)), f) { x: y }\n"),
        ("@media print { p { x: y } }", "@media print {\n.cvgen p { x: y }\n}\n"),
        ("@page { margin: 0; @bottom-center { x: y } } p { x: y }", ".cvgen p { x: y }\n"),
        ("/* body { } */ @charset 'x'; p { x: y; & b { z: 1 } }", ".cvgen p { x: y; & b { z: 1 } }\n"),
        ("@keyframes a { from { x: y } }", "@keyframes a { from { x: y } }\n"),
        (
            "@media (width > 2rem) { p { x: -.5rem 1rem/2 url(a-1rem); y: '1rem'; @media (width > 2rem) { z: 0 } } }",
            "@media (width > 2rem) {\n.cvgen p { x: calc(-.5 * var(--cvgen-rem, 1rem)) calc(1 * var(--cvgen-rem, 1rem))/2 url(a-1rem); "
            "y: '1rem'; @media (width > 2rem) { z: 0 } }\n}\n",
        ),
    ],
)
def test_a_selector_gets_the_class_in_front(rule: str, wanted: str) -> None:
    assert scoped_css.scoped(rule) == wanted


# What stands below a paper


ROW = (("https://x.org/p.pdf", "[PDF]"), ("https://x.org/code", "[Code]"))
BUTTONS = ((ROW[0][0], "PDF"), (ROW[1][0], "Code"))
LINKS: Inline = (Link(ROW[0][0], (ROW[0][1],)), ", ", Link(*ROW[1][:1], (ROW[1][1],)))


@pytest.mark.parametrize(
    ("text", "left", "badges"),
    [
        (("ICML’22 (Oral) ", *LINKS), ("ICML’22",), ("", "Oral")),
        (("ICML’22\u00a0(Oral), pp. 3 ", *LINKS), ("ICML’22", ", pp. 3"), ("", "Oral")),
        (("ICML 2022 (", Styled(Style.STRONG, ("Oral",)), "), [", *LINKS, "]."), ("ICML 2022", "."), ("", "Oral")),
        (("“Leaves.” ICML. ", *LINKS, "."), ("“Leaves.” ICML.",), ("", "Oral")),
        (("In the ", "Oral", ", ICML, ", *LINKS, " (sic)"), ("In the ", "Oral", ", ICML", " (sic)"), ("", "")),
        (("In proceedings ", *LINKS), ("In proceedings",), ("ICML", "Oral")),
        (("ICML (", "Oral", ")"), ("ICML (", "Oral", ")"), ("", "")),
        (
            ("Proceedings of the Meeting (ICML), 2025 (Oral)",),
            ("Proceedings of the Meeting (ICML), 2025",),
            ("ICML", "Oral"),
        ),
        (("In MICMLE",), ("In MICMLE",), ("ICML", "Oral")),
    ],
)
def test_links_and_an_award_are_taken_out_of_a_papers_text(text: Inline, left: Inline, badges: tuple[str, str]) -> None:
    work = replace(PAPER, short="ICML", award="Oral", links=ROW)
    found, below = actions.parted(Item(("Title",), lines=(Line(text),)), work)
    assert [line.main for line in found.lines] == [left]
    assert below == (*badges, BUTTONS)
    whole = Item(("Title",), lines=(Line(text),))
    part, behind = actions.parted(whole, work, fragment=True)
    links = LINKS[0] in text
    assert (part, behind) == ((found, ("", badges[1], BUTTONS)) if links else (whole, None))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (("“", Link("https://doi.org/10.1/a", ("Leaves",)), ".” Journal"), "PDF Code Slides arXiv"),
        (("“", Link(ROW[0][0], ("Leaves",)), ".” Journal"), "PDF Code Slides DOI arXiv"),
        (("Leaves, [", Link("https://s.org/", ("[Slides]",)), ", ", Link("https://doi.org/10.1/a", ("[DOI]",)), "]"),
         "PDF Code Slides DOI arXiv"),
    ],
)  # fmt: skip
def test_a_page_has_all_links_of_a_paper_in_one_order_but_none_that_its_text_has(text: Inline, shown: str) -> None:
    places = (("https://doi.org/10.1/a", "[DOI]"), ("https://arxiv.org/abs/1", "[arXiv]"))
    work = replace(PAPER, links=(*ROW, ("https://s.org/", "[Slides]")), places=places)
    _, below = actions.parted(Item(text), work)
    assert below
    assert " ".join(label for _, label in below[-1]) == shown


def test_an_award_is_the_one_of_the_text_whatever_its_spaces() -> None:
    work = replace(PAPER, award="Editors’ « Choice\u00a0»")
    found, below = actions.parted(Item(("ICML (Editors’ «\u00a0Choice\u00a0»)",)), work)
    assert (found.main, below) == (("ICML",), ("", "Editors’ « Choice »", ()))


@pytest.mark.parametrize(
    ("text", "label", "work", "badge"),
    [
        ("In Advances (Ox), 1931", "", TALK, ""),  # "Monatsh. Math."
        ("In Advances (Ox), 1931", "", replace(TALK, short="JML"), "JML"),
        ("In Advances in X, 1931", "", MEETING, "NeurIPS’31"),
        ("In Advances in X (NeurIPS), 1931", "", MEETING, "NeurIPS’31"),
        ("NeurIPS 1931", "", MEETING, ""),
        ("In Advances in X, 1931", "NeurIPS’31:", MEETING, ""),
        ("In Advances in X", "", replace(MEETING, year=""), "NeurIPS"),
        ("In Advances in X", "", replace(MEETING, short="W4"), "W4"),
        ("In Advances in X", "", replace(MEETING, short=""), ""),
    ],
)
def test_the_short_name_of_a_venue_is_a_badge_unless_the_text_calls_it_so(
    text: str, label: str, work: Work, badge: str
) -> None:
    told = Item((text,), label=(label,) if label else (), anchor="a", work=work)
    _, below = actions.parted(told, work)
    assert below == (badge, "", ())
    section = Section((), "papers", listings=(Listing((told,), Layout.PLAIN),))
    assert ('class="badge"' in html.text(page(section), Context(OURS))) is bool(badge)
    assert 'class="badge"' not in html.text(page(section), Context(OURS, fragment=True)) + html.paper(
        page(section), Context(OURS)
    )


NIGHTS = "Leaves on a hundred nights, in the morning, from above, "


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("A. Moss, Leaves 2025.", "A. Moss, Leaves {2025.-}"),
        ("Leaves, <em>Journal of X</em>", "Leaves, {<em>Journal_of_X</em>-}"),
        ('<a href="x">Leaves <b>at</b> Night</a>.”', '{<a href="x">Leaves <b>at</b> Night</a>.”-}'),
        (
            "“<em>Leaves at night, and in the morning, seen from above</em>",
            "“<em>Leaves at night, and in the morning, seen from</em> {<em>above</em>-}",
        ),
        ("Leaves, 2025,_pp._3527–3535", "Leaves, <2025,_{pp._3527–3535-}>"),
        (
            f"Leaves. <a>https://example.org/{'leaves' * 9}</a>.",
            f"Leaves. {{<a>https://example.org/{'leaves' * 9}</a>.-}}",
        ),
        (f"Leaves. {'葉' * 50}", None),
        (f"<em>{'Leaves ' * 9}(LEAF)</em>.", f"<em>{'Leaves ' * 8}Leaves</em> {{<em>(LEAF)</em>.-}}"),
        (f"<em>{'Leaves ' * 9}<b>at Night</b></em>.", None),
        (f"{NIGHTS}<em>seen at_midnight</em>.", f"{NIGHTS}<em>seen</em> {{<em>at_midnight</em>.-}}"),
        (f"{NIGHTS}<a>seen at_midnight</a>.", f"{NIGHTS}{{<a>seen at_midnight</a>.-}}"),
        ("<em>Leaves</em>,_pp._3527–3535", "<em>Leaves</em>,_pp._{3527–3535-}"),
        ("Leaves at night, doi:_10.1000/leaves.at.night", "Leaves at night, doi:_{10.1000/leaves.at.night-}"),
        ("Leaves, 2025. <strong>Best Leaf</strong>.", "Leaves, 2025. {<strong>Best_Leaf</strong>.-}"),
        ("Leaves", "{Leaves-}"),
        ("", None),
    ],
)
def test_the_last_word_goes_with_the_row_behind_it(words: str, made: str | None) -> None:
    tail, words = '<div class="tail actions">-</div>', words.replace("_", "\u00a0")
    boxes = {
        "<2": '<div class="end held">2',
        "}>": "}</div>",
        "{": '<div class="end">',
        "-}": f"{tail}</div>",
        "_": "\u00a0",
    }
    boxed = words + tail if made is None else functools.reduce(lambda text, it: text.replace(*it), boxes.items(), made)
    assert tails.ended(templating.trusted(words), tail) == boxed
    assert tails.ended(words, ' <span class="tail">-</span>') == f'{words} <span class="tail">-</span>'


def test_a_line_of_links_alone_is_gone_and_a_title_that_leads_to_one_stays() -> None:
    title = Link(ROW[0][0], ("Leaves",))
    found, below = actions.parted(Item((title,), lines=(Line(LINKS),)), replace(PAPER, links=ROW))
    assert (found.main, found.lines, below) == (
        (title,),
        (),
        ("", "", BUTTONS),
    )


def test_a_list_of_authors_that_was_cut_unfolds() -> None:
    many = replace(PAPER, authors=(("<b>", "Ada"), ("Reed", "Tom")), cut=1)
    text = html.text(page(listed(many)), Context(OURS))
    assert "<summary>one more author</summary><p>Ada &lt;b&gt;, Tom Reed</p>" in text


def test_an_abstract_is_escaped_and_shown_when_it_is_asked_for() -> None:
    lines = Line(("Leaves <b> ", Styled(Style.EMPH, ("glow",)), ".")), Line(("They sing.",), apart=True)
    work = replace(PAPER, abstract=lines)
    text = html.text(page(listed(work)), Context(OURS))
    shown = "<p>Leaves &lt;b&gt; <em>glow</em>.</p><p>They sing.</p>"
    assert f"<details><summary>Abstract</summary>{shown}</details>" in text
    assert "Leaves" not in html.paper(page(listed(work)), Context(OURS))


def test_what_unfolds_keeps_names_and_paragraphs_of_another_direction_apart() -> None:
    names = ("כהן", "דנה"), ("הלוי", "משה"), ("Smith", "John")
    abstract = Line(("תקציר (בעברית).",)), Line(("Leaves.",))
    work = replace(PAPER, authors=names, cut=2, abstract=abstract)
    text = html.text(page(listed(work)), Context(OURS))
    assert "<p><bdi>דנה כהן</bdi>, <bdi>משה הלוי</bdi>, John Smith</p>" in text
    assert '<p dir="rtl">תקציר (בעברית).</p><p>Leaves.</p>' in text
    hebrew = locales.locale("he", OURS, Problems())
    text = html.text(replace(page(listed(work)), lang="he", locale=hebrew), Context(OURS))
    assert "<p>דנה כהן, משה הלוי, <bdi>John Smith</bdi></p>" in text
    assert "<p>תקציר (בעברית).</p>" in text


def test_a_preview_that_is_not_there_is_told_at_its_entry(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write(
        "ada.bib", "\n@misc{leaf, author={Ada Moss}, title={Leaves}, year=2024, preview={none.png}}"
    )
    assert "ada.bib:2: warning: leaf is shown without its preview 'none.png'" in desk.run("html", "ada.bib").err


def test_a_preview_that_is_a_drawing_is_called_so_with_what_to_do(tmp_path: Path) -> None:
    desk = (
        Desk(tmp_path)
        .write("leaf.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
        .write("ada.bib", "@misc{leaf, author={Ada Moss}, title={Leaves}, year=2024, preview={leaf.svg}}")
    )
    told = desk.run("html", "ada.bib").err
    assert "without its preview 'leaf.svg': it is a drawing, not a picture of pixels\n" in told
    assert "hint: save it as PNG: PNG, JPEG, GIF and WebP can be used" in told


def test_a_preview_is_part_of_the_page_or_its_lack_is_said(root: Path) -> None:
    work = replace(PAPER, preview=Photo("portrait.png", ""))
    gone = replace(TALK, preview=Photo("../../etc/passwd", ""))
    problems = Problems()
    text = html.text(page(listed(work, gone)), Context(OURS, problems, root))
    assert text.count('<img class="preview" src="data:image/png;base64,') == 1
    assert [(each.code, each.about) for each in problems.items] == [("preview", ("talk",))]
    assert "<img" not in html.paper(page(listed(work)), Context(OURS, Problems(), root))


def test_a_preview_that_may_be_seen_through_has_a_light_ground(tmp_path: Path) -> None:
    def drawn(kind: str, mode: str, **own: object) -> bool:
        Image.new(mode, (8, 8)).save(tmp_path / f"plot.{kind}", **own)
        work = replace(PAPER, preview=Photo(f"plot.{kind}", ""))
        text = html.text(page(listed(work)), Context(OURS, Problems(), tmp_path))
        assert text.count('<img class="preview') == 1
        return '<img class="preview drawn" src="data:image/' in text

    clear = (
        drawn("png", "RGBA"),
        drawn("png", "LA"),
        drawn("png", "P", transparency=0),
        drawn("gif", "P", transparency=0),
    )
    assert (*clear, drawn("webp", "RGBA", lossless=True, exact=True)) == (True,) * 5
    opaque = drawn("png", "RGB"), drawn("gif", "P"), drawn("webp", "RGB"), drawn("jpeg", "RGB")
    assert (*opaque, drawn("webp", "RGB", lossless=True)) == (False,) * 5


# What a browser gets


@pytest.mark.parametrize(
    ("css", "wanted"),
    [
        ("h1 { string-set: name content(); color: red }", "h1 { color: red }"),
        ('@page { @top-left { content: "a; }" string(n) "; b"; x: y } }', "@page { @top-left { x: y } }"),
        ("/* string-set: a; */ h2 { a: b }", "/* string-set: a; */ h2 { a: b }"),
        ("p { /* it's */ content: string(x) } q { x: y }", "p { /* it's */} q { x: y }"),
        ("h2 { bookmark-level: 1 }", "h2 {}"),
        ("h2 { content: counter(page) }", "h2 { content: counter(page) }"),
    ],
)
def test_no_declaration_for_paper_alone_goes_to_a_browser(css: str, wanted: str) -> None:
    assert browser_css.for_browsers(css) == wanted


@pytest.mark.parametrize("look", sorted(OURS.names(theme.Resource.LOOK)))
def test_no_page_has_rules_for_paper_alone(look: str) -> None:
    asked = page(look=looks.look(Recipe(look=PageLook(extends=Word(look))), OURS, Problems()))
    for fragment in (False, True):
        made = html.text(asked, Context(OURS, fragment=fragment))
        assert not [word for word in browser_css.ONLY_PAPER if word in made]
    assert "string-set" in html.paper(asked, Context(OURS))


# Paper


def test_nothing_of_it_reaches_paper() -> None:
    back = (Link("../lab.html", ("Back to the group",)),)
    text = html.paper(page(back=back), Context(OURS))
    assert not re.search(
        r"<script|<template|Z3988|permalink|data-work|pub_|visually-hidden|Back to| id=", text[text.index("<body>") :]
    )
    assert "Back to the group" in html.text(page(back=back), Context(OURS))
