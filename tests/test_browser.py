"""The page in a real browser: search, filters, addresses, citations, keyboard; open to everybody, and quiet."""

import contextlib
import functools
import http.server
import io
import itertools
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from pybtex.database import BibliographyData, parse_string

from cvgen import export, loading, outcome, pipeline
from cvgen.builds import gallery
from cvgen.model import formats
from cvgen.model.dates import Date
from cvgen.model.errors import Problems
from cvgen.model.facts import Records
from cvgen.model.look import Colour, HeadForm, PageLook, SidebarSide
from cvgen.model.word import Word
from cvgen.theme import OURS

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
NAME = "(e => e.ariaLabel || e.name || e.innerText)(document.activeElement)"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LAB = {
    "people.yaml": """\
groups: [{id: lab, name: Lab, url: "https://example.org/"}, {id: lamps, name: Lamps}]
people:
  - {id: ada-berg, name: "Berg, Ada", relations: [{as: member, of: lab}]}
  - {id: ada-moss, name: "Moss, Ada", photo: ada.png, url: "https://example.org/ada", email: ada@example.org,
     links: {Code: "https://example.org/code", Wiki: "https://example.org/wiki"},
     relations: [{as: member, of: lamps}, {as: lead, of: lamps}]}
  - {id: tom-reed, name: "Reed, Tom", photo: ada.png, relations: [{as: member, of: lamps}, {as: student, of: ada-moss}]}
  - {id: una-dell, name: "Dell, Una", relations: [{as: member, of: lamps}]}
  - {id: bo-lund, name: "Lund, Bo", relations: [{as: member, of: lab}]}
""",
    "lab.yaml": """\
group: lab
bibliography: publications.bib
page:
  sections:
    Papers:
      publications: [{group_by: year}]
    Members:
      - {members: all}
documents:
  page: {style: modern, reference: group, as_of: 2026-01-01}
""",
    "lamps.yaml": """\
group: lamps
bibliography: lamps.bib
page:
  sections:
    Papers:
      publications: [{group_by: year}]
    Members:
      groups: [{title: Head, entries: [{members: current, role: lead, cards: true}]},
               {title: Everybody, entries: [{members: current, cards: true}]}]
documents:
  page: {style: modern, reference: group, as_of: 2026-01-01, authors: {over: 2, first: 1}}
""",
    "lamps.bib": r"""
@article{moss2025, title = {Leaves at Night}, author = {Moss, Ada and Reed, Tom and Fern, Ivy and Stone, Max},
  journal = {Journal of Leaves}, year = 2025, abstract = {Leaves glow & sing.

They do so at night.}, preview = {ada.png}, award = {Best Leaf},
  url_pdf = {https://example.org/a.pdf}, url_code = {https://example.org/code}}
""",
    "publications.bib": r"""
@article{godel2024, title = {100\% of {\LaTeX} \& C\#: a\_b, {SalUn} \$ \{x\} \textasciitilde{} \textasciicircum{}},
  author = {G{\"o}del, Kurt and Berg, Ada}, author+an = {1=equal; 2=equal}, journal = {Journal of Signs \& Noise},
  year = 2024, month = dec, volume = 7, number = 2, pages = {173--198}, doi = {10.1000/a_b%c}, keywords = {logic},
  award = {Best Paper}, url_code = {https://example.org/code},
  url = {https://example.org/signs}}
@inproceedings{berg2024, title = {Unlearning in Ångström Steps}, author = {Berg, Ada and {OpenAI}},
  booktitle = {Conference on Tests}, year = 2024, keywords = {unlearning, logic}}
@inproceedings{berg2023, title = {Robust Unlearning}, author = {Berg, Ada and van Beethoven, Ludwig},
  booktitle = {Conference on Tests}, year = 2023, keywords = {unlearning}}
@inproceedings{lund2023, title = {Robust Steps}, author = {Lund, Bo}, booktitle = {Workshop}, year = 2023}
@incollection{lund2022, title = {A Chapter}, author = {Lund, Bo and Roe, Cy}, booktitle = {A Book}, year = 2022}
@book{lund2021, title = {A Book}, author = {Lund, Bo}, publisher = {North \& Sons}, year = 2021}
@phdthesis{lund2020, title = {A Thesis}, author = {Lund, Bo}, school = {North University}, year = 2020}
@techreport{lund2019, title = {A Report}, author = {Lund, Bo}, institution = {North Institute}, year = 2019}
@misc{lund2025, title = {A Preprint}, author = {Lund, Bo and Berg, Ada}, eprint = {2501.01234},
  archiveprefix = {arXiv}, primaryclass = {cs.RO}, year = 2025}
""",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        words = "there is no Chromium here; on Debian `apt-get install chromium`"
        pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)
    with (
        sync_playwright() as playwright,
        contextlib.closing(playwright.chromium.launch(executable_path=program, args=FLAGS)) as found,
    ):
        yield found


def build(
    source: Path, folder: Path, *, fragment: bool = False, look: str = "", lang: str = "", reference: str = ""
) -> None:
    problems = Problems()
    loaded = loading.cv_file(source, problems)
    asked = PageLook(extends=Word(look)) if look else None
    order = pipeline.Request(
        formats.HTML, today=Date(2026, 4, 21), fragment=fragment, look=asked, lang=lang, reference=reference
    )
    name = f"{source.stem}{'-part' if fragment else ''}{f'-{look}' if look else ''}.html"
    for path, content in outcome.made(loaded, order, folder / name, problems):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Pages of a small made-up lab, and of the people, the group, the project and the talk in data/."""
    folder = tmp_path_factory.mktemp("site")
    data = tmp_path_factory.mktemp("lab") / "data"
    data.mkdir()
    for name, text in LAB.items():
        (data / name).write_text(text, encoding="utf-8")
    (data / "ada.png").write_bytes((root / "data/portrait.png").read_bytes())
    build(data / "lab.yaml", folder)
    build(data / "lab.yaml", folder, fragment=True)
    for lang in ("de", "ar"):
        build(data / "lab.yaml", folder / lang, lang=lang)
    for name in ("liu", "optml", "project", "seminar", "zhang"):
        build(root / "data" / f"{name}.yaml", folder)
    for look in ("banner", "compact", "book", "report"):
        build(root / "data/liu.yaml", folder, look=look)
    build(data / "lamps.yaml", folder)
    build(data / "lamps.yaml", folder, fragment=True)
    return folder


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

        def do_GET(self) -> None:
            """A browser asks every server for its icon."""
            return super().do_GET() if self.path != "/favicon.ico" else self.send_error(HTTPStatus.NO_CONTENT)

    handler = functools.partial(Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}"
        found.shutdown()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with contextlib.closing(browser.new_context(permissions=["clipboard-read", "clipboard-write"])) as found:
        yield found


Opener = Callable[..., Page]


@pytest.fixture
def opened(context: BrowserContext, site: Path) -> Iterator[Opener]:
    """opened("lab.html") is the page; at the end nothing was complained of and nothing was fetched."""
    complaints: list[str] = []
    fetched: list[str] = []

    def opened(address: str, page: Page | None = None) -> Page:
        page = page or context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: fetched.append(request.url))
        address = address if "://" in address else f"{site.as_uri()}/{address}"
        page.goto(address)
        own.append(address.split("#")[0])
        return page

    own: list[str] = []
    yield opened
    assert complaints == []
    assert {url.split("#")[0] for url in fetched if not url.startswith(("blob:", "data:"))} <= set(own)


@pytest.fixture
def lab(opened: Opener) -> Page:
    return opened("lab.html")


def test_no_line_of_a_narrow_page_ends_within_a_range_or_a_compound_and_both_are_found(opened: Opener) -> None:
    page = opened("zhang.html")
    for width in range(320, 420, 7):
        page.set_viewport_size({"width": width, "height": 800})
        lines = "all => all.map(each => new Set([...each.getClientRects()].map(r => r.top)).size)"
        assert set(page.eval_on_selector_all("main .nobr", lines)) == {1}
    assert page.evaluate("() => window.find(document.querySelector('main .nobr').textContent)")


def shown(page: Page) -> list[str]:
    """The keys of the papers that can be seen."""
    return page.eval_on_selector_all(
        "[data-work]", "rows => rows.filter(r => r.checkVisibility()).map(r => r.id.slice(4))"
    )


def search(page: Page) -> Locator:
    return page.get_by_role("searchbox")


def chooser(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label)


# Search and filters


def test_every_word_is_looked_for_in_everything(lab: Page) -> None:
    wanted = {
        "unlearning": ["berg2024", "berg2023"],
        "  ROBUST   unlear ": ["berg2023"],
        "godel": ["godel2024"],
        "angstrom": ["berg2024"],
        "beethoven 2023": ["berg2023"],
        "signs noise": ["godel2024"],
        "logic": ["godel2024", "berg2024"],
        "2501.01234": ["lund2025"],
        "10.1000/a_b%c": ["godel2024"],
        "https://doi.org/10.1000/a_b": ["godel2024"],
        "doi:10.1000/a_b": ["godel2024"],
        "g'odel": ["godel2024"],
        "best paper logic": ["godel2024"],
        "nothing like this": [],
    }
    found = {}
    for words, keys in wanted.items():
        search(lab).fill("")
        search(lab).press_sequentially(words)
        found[words] = shown(lab)
        expect(lab.get_by_role("status")).to_have_text(f"{len(keys)} of 9 papers")
    assert found == wanted


def test_the_heading_of_an_emptied_group_goes_and_comes_back(lab: Page) -> None:
    search(lab).fill("unlearning")
    assert lab.get_by_role("heading", level=3).all_inner_texts() == ["2024", "2023"]
    expect(lab.get_by_role("heading", name="Members")).to_be_visible()
    lab.get_by_role("button", name="Show all").click()
    expect(lab.get_by_role("status")).to_have_text("9 papers")
    expect(search(lab)).to_be_focused()
    assert len(lab.get_by_role("heading", level=3).all()) == 7


def test_a_filter_keeps_what_it_names(lab: Page) -> None:
    wanted = {
        ("Year", "2023 (2)"): ["berg2023", "lund2023"],
        ("Type", "Conference papers (3)"): ["berg2024", "berg2023", "lund2023"],
        ("Topic", "Logic (2)"): ["godel2024", "berg2024"],
        ("Member", "Ada Berg (4)"): ["lund2025", "godel2024", "berg2024", "berg2023"],
    }
    found = {}
    for label, choice in wanted:
        chooser(lab, label).select_option(label=choice)
        found[label, choice] = shown(lab)
        chooser(lab, label).select_option("")
    assert found == wanted


def test_filters_and_search_hold_together(lab: Page) -> None:
    chooser(lab, "Type").select_option("Conference papers")
    search(lab).fill("robust")
    assert shown(lab) == ["berg2023", "lund2023"]
    chooser(lab, "Member").select_option("bo-lund")
    assert shown(lab) == ["lund2023"]


def test_a_filter_with_one_value_is_not_offered(opened: Opener) -> None:
    page = opened("liu.html")
    assert page.get_by_role("search").get_by_role("combobox").count() == 3
    assert chooser(page, "Member").count() == 0


# The address of a view


def test_a_view_has_an_address(lab: Page, opened: Opener) -> None:
    chooser(lab, "Year").select_option("2023")
    search(lab).press_sequentially("robust")
    lab.wait_for_url("**#?q=robust&year=2023")
    lab.reload()
    assert shown(lab) == ["berg2023", "lund2023"]
    expect(search(lab)).to_have_value("robust")
    assert shown(opened(lab.url)) == shown(lab)


def test_back_and_forward_go_through_the_views(lab: Page) -> None:
    search(lab).press_sequentially("robust")
    lab.wait_for_url("**#?q=robust")
    chooser(lab, "Year").select_option("2023")
    chooser(lab, "Member").select_option("ada-berg")
    assert shown(lab) == ["berg2023"]
    lab.go_back()
    assert shown(lab) == ["berg2023", "lund2023"]
    lab.go_back()
    expect(chooser(lab, "Year")).to_have_value("")
    lab.go_back()
    assert len(shown(lab)) == 9
    assert "#" not in lab.url
    lab.go_forward()
    expect(search(lab)).to_have_value("robust")


def test_a_permanent_link_shows_its_paper(lab: Page) -> None:
    search(lab).fill("godel")
    lab.wait_for_url("**#?q=godel")
    lab.evaluate("location.hash = 'pub_lund2019'")
    expect(lab.locator("#pub_lund2019")).to_be_in_viewport()
    assert len(shown(lab)) == 9


def test_an_address_with_values_that_are_gone_shows_all(opened: Opener) -> None:
    assert len(shown(opened("lab.html#?year=1066&nonsense=1&member=%22"))) == 9


# Citations


def cite(page: Page, key: str, form: str = "BibTeX") -> str:
    page.locator(f"[id='pub_{key}'] button.cite").click()
    page.get_by_role("radio", name=form).check()
    text = page.get_by_role("dialog").get_by_role("textbox").input_value()
    page.get_by_role("button", name="Close").click()
    return text


def parsed(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


def test_bibtex_reads_back_with_the_links_and_no_roles_or_awards(lab: Page) -> None:
    entry = parsed(cite(lab, "godel2024")).entries["godel2024"]
    assert entry.type == "article"
    signs = r"\$ \textbraceleft{}x\textbraceright{} \textasciitilde{} \textasciicircum{}"
    assert entry.fields["title"] == rf"100\% of {{LaTeX}} \& C\#: a\_b, {{SalUn}} {signs}"
    assert [str(person) for person in entry.persons["author"]] == ["Gödel, Kurt", "Berg, Ada"]
    fields = {name: entry.fields[name] for name in entry.fields if name != "title"}
    assert fields == {
        "journal": r"Journal of Signs \& Noise",
        "year": "2024",
        "month": "December",
        "volume": "7",
        "number": "2",
        "pages": "173--198",
        "doi": "10.1000/a_b%c",
        "url": "https://example.org/signs",
        "url_code": "https://example.org/code",
    }
    assert parsed(cite(lab, "lund2025")).entries["lund2025"].fields["primaryclass"] == "cs.RO"


def test_names_survive_bibtex(lab: Page) -> None:
    (whole,) = parsed(cite(lab, "berg2024")).entries["berg2024"].persons["author"][1:]
    assert (whole.last_names, whole.first_names) == (["{OpenAI}"], [])
    particle = parsed(cite(lab, "berg2023")).entries["berg2023"].persons["author"][1]
    assert (particle.prelast_names, particle.last_names) == (["van"], ["Beethoven"])


def test_ris_by_lines(lab: Page) -> None:
    assert cite(lab, "godel2024", "RIS").splitlines() == [
        "TY  - JOUR",
        "ID  - godel2024",
        "TI  - 100% of LaTeX & C#: a_b, SalUn $ {x} ~ ^",
        "AU  - Gödel, Kurt",
        "AU  - Berg, Ada",
        "T2  - Journal of Signs & Noise",
        "PY  - 2024",
        "DA  - 2024/12//",
        "VL  - 7",
        "IS  - 2",
        "SP  - 173",
        "EP  - 198",
        "DO  - 10.1000/a_b%c",
        "UR  - https://example.org/signs",
        "KW  - logic",
        "ER  - ",
    ]


def test_csl_json(lab: Page) -> None:
    (item,) = json.loads(cite(lab, "godel2024", "CSL-JSON"))
    assert (item["id"], item["type"], item["DOI"]) == ("godel2024", "article-journal", "10.1000/a_b%c")
    assert item["author"] == [{"family": "Gödel", "given": "Kurt"}, {"family": "Berg", "given": "Ada"}]
    assert item["issued"] == {"date-parts": [[2024, 12]]}
    (item,) = json.loads(cite(lab, "berg2024", "CSL-JSON"))
    assert item["author"][1] == {"literal": "OpenAI"}


def test_every_kind_has_its_type(lab: Page) -> None:
    keys = ("godel2024", "berg2024", "lund2022", "lund2021", "lund2020", "lund2019", "lund2025")
    forms = ("RIS", "CSL-JSON")
    found = [tuple(cite(lab, key, form) for form in forms) for key in keys]
    assert [ris.splitlines()[0].removeprefix("TY  - ") for ris, _ in found] == (
        ["JOUR", "CONF", "CHAP", "BOOK", "THES", "RPRT", "UNPB"]
    )
    assert [json.loads(csl)[0]["type"] for _, csl in found] == (
        ["article-journal", "paper-conference", "chapter", "book", "thesis", "report", "article"]
    )


SAID = r"""
@phdthesis{given, author = {Berg, Ada}, title = {Lamps}, type = {MSc thesis}, school = {North University}, year = 2015}
@dataset{kept, author = {Berg, Ada}, title = {Data}, publisher = {Zenodo}, version = {1.2}, date = {2020-05-03}}
@book{bound, author = {Berg, Ada}, title = {Book}, publisher = {North}, isbn = {978-3-16-148410-0}, year = 2021}
@inbook{part, author = {Berg, Ada}, title = {Part}, booktitle = {Book}, chapter = 7, publisher = {North}, year = 2021}
@article{noted, author = {Berg, Ada}, title = {Note}, journal = {Leaves}, note = {Erratum in vol. 3}, year = 2022}
@techreport{issued, author = {Berg, Ada}, title = {Report}, institution = {North}, number = {TR-12}, year = 2014}
@patent{held, author = {Berg, Ada}, title = {Lamp}, number = {US 12 B2}, type = {U.S. patent}, date = {2020-05-03}}
@misc{put, author = {Berg, Ada}, title = {Preprint}, eprint = {2501.01234}, archiveprefix = {arXiv}, year = 2025}
"""


def test_a_citation_says_what_an_export_says(opened: Opener, site: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name, text in (LAB | {"publications.bib": SAID}).items():
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")
    build(tmp_path / "data/lab.yaml", site / "said")
    read = loading.cv_file(tmp_path / "data/lab.yaml", Problems()).publications
    wanted = {item["id"]: item for item in json.loads(export.text("csl-json", read, Records()))}
    page = opened("said/lab.html")
    assert set(wanted) == set(shown(page))
    for key, item in wanted.items():
        (found,) = json.loads(cite(page, key, "CSL-JSON"))
        told = {name: value for name, value in item.items() if name != "custom"}
        assert {name: value for name, value in found.items() if name in told or name != "URL"} == told
        ris = {line for line in export.text("ris", read, Records()).split("ER  -") if f"ID  - {key}\n" in line}
        lines = {
            line.rstrip("/") for line in next(iter(ris)).splitlines() if line.strip() and not line.startswith("U1")
        }
        assert lines <= {line.rstrip("/") for line in cite(page, key, "RIS").splitlines()}
    bib = {key: parsed(cite(page, key)).entries[key].fields for key in wanted}
    assert (bib["kept"]["version"], bib["kept"]["day"], bib["part"]["chapter"]) == ("1.2", "3", "7")
    assert (bib["given"]["type"], bib["noted"]["note"]) == ("MSc thesis", "Erratum in vol. 3")


EDITED = r"""
@collection{oil, editor = {von Wick, Ada and Reed, Tom}, title = {Lamps of $10^{-3}$ K and H$_2$O}, series = {Oil},
  number = 4, edition = {2}, publisher = {North Press}, address = {Rome}, year = 2003}
@incollection{odd key, author = {Berg, Ada and others}, title = {A Chapter}, booktitle = {The Book},
  editor = {{Lamp Office} and others}, translator = {Lund, Bo}, pages = {S1-1--S1-9}, year = 2004}
@article{several, author = {Berg, Ada}, title = {Parts}, journal = {Journal of Parts}, pages = {1, 4--7, 9}, year = 2005}
"""


def test_a_citation_calls_nobody_what_they_are_not(opened: Opener, site: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name, text in (LAB | {"publications.bib": EDITED}).items():
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")
    build(tmp_path / "data/lab.yaml", site / "edited")
    page = opened("edited/lab.html")
    volume, chapter = parsed(cite(page, "oil")).entries["oil"], parsed(cite(page, "odd_key")).entries["odd-key"]
    assert [str(who) for who in volume.persons["editor"]] == ["von Wick, Ada", "Reed, Tom"]
    assert "author" not in volume.persons
    assert {name: volume.fields[name] for name in ("title", "series", "edition", "address")} == {
        "title": r"Lamps of 10\textsuperscript{−3} K and {H\textsubscript{2}O}",
        "series": "Oil", "edition": "2", "address": "Rome",
    }  # fmt: skip
    assert [str(who) for who in chapter.persons["author"]] == ["Berg, Ada", "others"]
    assert [str(who) for who in chapter.persons["editor"]] == ["{Lamp Office}", "others"]
    assert chapter.fields["translator"] == "Lund, Bo"
    assert chapter.fields["pages"] == "S1-1--S1-9"
    ris = {key: cite(page, key, "RIS").splitlines() for key in ("oil", "odd_key", "several")}
    assert ris["oil"][:6] == [
        "TY  - EDBOOK", "ID  - oil", "TI  - Lamps of 10⁻³ K and H₂O", "ED  - von Wick, Ada", "ED  - Reed, Tom", "T3  - Oil",
    ]  # fmt: skip
    assert ris["odd_key"][3:8] == [
        "AU  - Berg, Ada", "AU  - et al.", "ED  - Lamp Office,", "ED  - et al.", "A4  - Lund, Bo",
    ]  # fmt: skip
    assert [line for line in ris["odd_key"] if line[:2] in ("SP", "EP")] == ["SP  - S1-1", "EP  - S1-9"]
    assert "SP  - 1, 4–7, 9" in ris["several"]
    item = json.loads(cite(page, "oil", "CSL-JSON"))[0]
    assert "author" not in item
    assert (item["number"], "issue" in item) == ("4", False)
    assert (item["type"], item["editor"][0], item["publisher-place"]) == (
        "collection", {"family": "von Wick", "given": "Ada"}, "Rome",
    )  # fmt: skip


def test_the_filter_of_types_says_what_the_headings_say(opened: Opener, site: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    bib = EDITED + LAB["publications.bib"] + "@mvbook{volumes, title = {Volumes}, author = {Lund, Bo}, year = 1999}"
    for name, text in (LAB | {"publications.bib": bib}).items():
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")
    build(tmp_path / "data/lab.yaml", site / "types")
    page = opened("types/lab.html")
    assert chooser(page, "Type").locator("option").all_inner_texts() == [
        "Type", "Book chapters (2)", "Books (2)", "Conference papers (3)", "Edited volumes (1)", "Journal articles (2)",
        "Preprints (1)", "Reports (1)", "Theses (1)",
    ]  # fmt: skip


def test_a_citation_can_be_copied_and_saved(opened: Opener, server: str) -> None:
    page = opened(f"{server}/lab.html")
    page.get_by_role("button", name="Cite “Robust Unlearning”").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied")
    assert "berg2023" in parsed(page.evaluate("navigator.clipboard.readText()")).entries
    for form, name in (("BibTeX", "berg2023.bib"), ("RIS", "berg2023.ris"), ("CSL-JSON", "berg2023.json")):
        dialog.get_by_role("radio", name=form).check()
        with page.expect_download() as saved:
            dialog.get_by_role("button", name="Download").click()
        assert saved.value.suggested_filename == name
        assert "Robust Unlearning" in saved.value.path().read_text(encoding="utf-8")


def test_a_button_and_a_panel_call_a_paper_as_the_page_does(opened: Opener, site: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("people.yaml", "lab.yaml", "publications.bib"):
        text = LAB[name].replace("{Robust Steps}", '{{Robust "Steps"}}')
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")
    for lang, button, title in (
        ("en", "Cite “Robust ‘Steps’”", "Robust ‘Steps’"),
        ("de", "„Robust ‚Steps‘“ zitieren", "Robust ‚Steps‘"),
    ):
        build(tmp_path / "data/lab.yaml", site / "quoted" / lang, lang=lang)
        page = opened(f"quoted/{lang}/lab.html")
        page.get_by_role("button", name=button).click()
        expect(page.locator(".cited")).to_have_text(title)


def test_the_list_is_saved_as_it_is_shown(lab: Page) -> None:
    def saved() -> list[str]:
        with lab.expect_download() as found:
            lab.get_by_role("button", name="Download as .bib").click()
        return list(parsed(found.value.path().read_text(encoding="utf-8")).entries)

    assert len(saved()) == 9
    search(lab).fill("robust")
    assert saved() == ["berg2023", "lund2023"]


# Without a mouse


def test_the_keyboard_reaches_everything(lab: Page) -> None:
    search(lab).focus()
    lab.keyboard.type("godel")
    reached = []
    for _ in range(12):
        lab.keyboard.press("Tab")
        reached.append(lab.evaluate(NAME))
    title = "100% of LaTeX & C#: a_b, SalUn $ {x} ~ ^"
    assert reached[:6] == ["year", "type", "topic", "member", "Show all", "Download as .bib"]
    assert f"Cite “{title}”" in reached
    while lab.evaluate("document.activeElement.className") != "cite":
        lab.keyboard.press("Shift+Tab")
    lab.keyboard.press("Enter")
    expect(lab.get_by_role("dialog")).to_be_visible()
    expect(lab.get_by_role("radio", name="BibTeX")).to_be_focused()
    lab.keyboard.press("ArrowRight")
    assert lab.get_by_role("dialog").get_by_role("textbox").input_value().startswith("TY  - JOUR")
    lab.keyboard.press("Escape")
    expect(lab.get_by_role("dialog")).to_be_hidden()
    expect(lab.get_by_role("button", name=f"Cite “{title}”")).to_be_focused()
    lab.keyboard.press("Tab")
    lab.keyboard.press("Enter")
    expect(lab).to_have_url(re.compile("#pub_godel2024$"))


def test_an_arabic_page_runs_from_right_to_left_and_speaks_arabic(opened: Opener) -> None:
    page = opened("ar/lab.html")
    searchbox, first = page.get_by_role("searchbox", name="البحث في المنشورات"), page.locator(".find select").first
    assert searchbox.evaluate("e => getComputedStyle(e).direction") == "rtl"
    boxes = [each.bounding_box() for each in page.locator(".find select").all()[:2]]
    assert all(boxes)
    assert boxes[0]["x"] > boxes[1]["x"]  # type: ignore[index]
    expect(page.locator(".find [role=status]")).to_have_text("9 منشورات")
    searchbox.focus()
    page.keyboard.type("godel")
    expect(page.locator(".find [role=status]")).to_have_text("1 من 9 منشورات")
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    while page.evaluate("document.activeElement.className") != "cite":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="الاستشهاد بهذا المنشور")).to_be_visible()
    page.get_by_role("button", name="نسخ").click()
    expect(page.locator("dialog [role=status]")).to_have_text("تم النسخ")


def test_a_page_is_set_in_the_font_that_it_carries(opened: Opener) -> None:
    page = opened("liu.html")
    loaded = "[...document.fonts].filter(face => face.status === 'loaded').map(face => `${face.weight} ${face.style}`)"
    assert sorted(page.evaluate(f"document.fonts.ready.then(() => {loaded})")) == [
        "400 italic",
        "400 normal",
        "600 normal",
    ]


# Open to everybody


PAGES = (
    "lab.html", "de/lab.html", "ar/lab.html", "optml.html", "liu.html", "project.html", "seminar.html",
    "people/yihua-zhang.html", "lamps.html", "zhang.html", "liu-banner.html", "liu-compact.html", "liu-book.html", "liu-report.html",
)  # fmt: skip


LONG = """\
cv:
  name: "Hans-Christian Müller-Lüdenscheidt Venkatasubramanian"
  headline: Donaudampfschifffahrtselektrizitätenhauptbetriebswerk
  email: hans-christian.venkatasubramanian-mueller@informatik.uni-muenchen.de
  location: "Karlsruhe-Eggenstein-Leopoldshafen"
  affiliations: [{title: Softwareentwicklungsingenieurpraktikant, institution: Rechtsschutzversicherungsgesellschaften}]
  sections:
    Rechtsschutzversicherungsgesellschaften-and-RESEARCH-ORIENTED-WORK:
      - "https://example.org/a/very/long/path/that-goes-on/and-on/and-on/index.html `a_very_long_identifier_in_code`"
    Education:
      - institution: Rechtsschutzversicherungsgesellschaftenuniversity
        degree: Softwareentwicklungsingenieurpraktikantenausbildung
        start: 2001
        points: ["UNIVERSITY-INDUSTRY-RELATIONS", "donaudampfschifffahrtselektrizitätenhauptwerk@example.org"]
    Skills:
      - {label: Softwareentwicklungsingenieurpraktikantenausbildung, details: "UNIVERSITY-INDUSTRY-RELATIONS"}
"""
WORDS = """h1 => { const cut = [], at = document.createRange();
  for (const word of h1.textContent.matchAll(/[^ -]+/g)) {
    const nodes = document.createTreeWalker(h1, NodeFilter.SHOW_TEXT);
    let passed = 0;
    while (nodes.nextNode() && passed + nodes.currentNode.length <= word.index) passed += nodes.currentNode.length;
    at.setStart(nodes.currentNode, word.index - passed);
    at.setEnd(nodes.currentNode, word.index - passed + word[0].length);
    if (at.getClientRects().length > 1) cut.push(word[0]);
  }
  return cut }"""


ALL_LOOKS = sorted(path.stem for path in (OURS / "styles/looks").glob("*.yaml"))


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_no_word_makes_a_page_wider_than_a_phone(opened: Opener, site: Path, tmp_path: Path, look: str) -> None:
    (tmp_path / "long.yaml").write_text(LONG, encoding="utf-8")
    build(tmp_path / "long.yaml", site, look=look)
    page = opened(f"long-{look}.html")
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # A name breaks between its words and behind a hyphen.
        assert page.eval_on_selector("h1", WORDS) == []


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_a_name_is_larger_than_headings_or_the_text_of_its_sidebar_and_a_word_too_long_for_that_is_broken(
    opened: Opener, site: Path, tmp_path: Path, look: str
) -> None:
    text = "cv:\n  name: Janice Keihanaikukauakahihuliheekahaunaele\n  sections: {Papers: [Few.]}\n"
    (tmp_path / "janice.yaml").write_text(text, encoding="utf-8")
    build(tmp_path / "janice.yaml", site, look=look)
    page = opened(f"janice-{look}.html")
    for width in (320, 600, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        sizes = "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
        text, name, heading = page.eval_on_selector_all("header, h1, main h2", sizes)
        assert name >= (1.2 * text if look == "sidebar" else heading)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_in_anybodys_way(opened: Opener, name: str) -> None:
    page = opened(name)
    for width, scheme in itertools.product((1280, 390), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert violations(page) == []
        if page.locator("button.cite").count():
            page.eval_on_selector_all(".actions details", "all => all.slice(0, 2).forEach(each => (each.open = true))")
            page.locator("button.cite").first.click()
            assert violations(page) == []
            page.keyboard.press("Escape")


def test_no_word_in_a_banner_has_the_colour_of_its_ground(opened: Opener, site: Path, root: Path) -> None:
    look = PageLook(extends=Word("modern"), head=HeadForm.BANNER)
    order = pipeline.Request(formats.HTML, today=Date(2026, 4, 21), look=look)
    ((_, made),) = outcome.made(loading.cv_file(root / "data/liu.yaml", Problems()), order, site / "l.html", Problems())
    (site / "in-a-banner.html").write_bytes(made)
    page = opened("in-a-banner.html")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        ground = page.locator("header").evaluate("e => getComputedStyle(e).backgroundColor")
        words = page.eval_on_selector_all("header, header *", "all => all.map(e => getComputedStyle(e).color)")
        assert ground not in words


def test_the_first_section_begins_below_the_photo(opened: Opener, site: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "ada.png").write_bytes((root / "data/portrait.png").read_bytes())
    source = tmp_path / "lone.yaml"
    source.write_text("cv: {name: Ada Moss, photo: ada.png, sections: {Experience: [One]}}", encoding="utf-8")
    build(source, site)
    page = opened("lone.html")
    photo, heading = (page.locator(each).bounding_box() for each in (".photo", "h2"))
    assert photo
    assert heading
    assert photo["y"] + photo["height"] <= heading["y"]


def test_the_page_of_looks_is_whole_in_any_width_and_set_in_its_fonts(opened: Opener, site: Path, root: Path) -> None:
    problems = Problems()
    made = gallery.page(loading.cv_file(root / "data/liu.yaml", problems), Date(2026, 4, 21), problems)
    (site / "looks.html").write_bytes(made)
    page = opened("looks.html")
    for width, columns in ((1280, 3), (390, 1), (320, 1)):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        lefts = page.eval_on_selector_all("figure", "all => all.map(e => e.getBoundingClientRect().left)")
        assert len(set(lefts)) == columns
        assert violations(page) == []
    fonts = (
        "all => Promise.all(all.map(async e => (await e.contentDocument.fonts.ready, e.contentDocument.fonts.size)))"
    )
    assert min(page.eval_on_selector_all("iframe", fonts)) > 0
    page.wait_for_function("""[...document.querySelectorAll("iframe")].every(e =>
        [...e.contentDocument.fonts].some(face => face.status === "loaded"
          && getComputedStyle(e.contentDocument.body).fontFamily.includes(face.family)))""")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(RULES)}})
    return [f"{rule['id']}: {node['html']}" for rule in found.response["violations"] for node in rule["nodes"]]


def test_nothing_is_missing_without_javascript(browser: Browser, site: Path) -> None:
    with contextlib.closing(browser.new_context(java_script_enabled=False)) as context:
        page = context.new_page()
        for name in PAGES:
            page.goto(f"{site.as_uri()}/{name}")
            assert page.locator("[data-work]:visible").count() == page.locator("[data-work]").count()
            assert page.locator("form, button, input, select, dialog").count() == 0


def test_names_on_cards_stand_in_line_in_print_with_and_without_a_photo(opened: Opener) -> None:
    page = opened("lamps.html")
    page.emulate_media(media="print")
    assert page.locator("span.face").count() > page.locator("span.face:visible").count() == 0
    names = [each["x"] for each in map(Locator.bounding_box, page.locator(".cards .who").all()) if each]
    assert len(names) == 4
    assert len({round(each) for each in names}) == 2  # columns


def test_a_served_page_asks_for_nothing_else(opened: Opener, server: str) -> None:
    page = None
    for name in PAGES:
        page = opened(f"{server}/{name}", page)
        assert page.get_by_role("heading", level=1).count() == 1


def test_paper_shows_no_tools(lab: Page) -> None:
    lab.emulate_media(media="print")
    assert lab.locator("form:visible, button:visible, .permalink:visible").count() == 0
    assert len(shown(lab)) == 9


# In print


def printed(page: Page, paper: str = "A4") -> str:
    """What stands on the sheets that a browser prints, in one line."""
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=paper == "A4"))).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


@pytest.mark.parametrize(("side", "look"), [("left", "sidebar"), ("right", "banner")])
def test_a_page_with_a_sidebar_is_printed_whole(opened: Opener, site: Path, root: Path, side: str, look: str) -> None:
    beside = "Selected Publications", "Education"
    asked = PageLook(
        extends=Word(look), sidebar=SidebarSide(side), sidebar_sections=tuple(Word(each) for each in beside)
    )
    order = pipeline.Request(formats.HTML, today=Date(2026, 4, 21), look=asked)
    loaded = loading.cv_file(root / "data/liu.yaml", Problems())
    ((_, made),) = outcome.made(loaded, order, site / "l.html", Problems())
    (site / "beside.html").write_bytes(made)
    page = opened("beside.html")
    words = ("Sijia Liu", "Affiliated Professor", "liusiji5@msu.edu", *beside, "Syracuse University", "Rethinking")
    for paper in ("A4", "Letter"):
        text = printed(page, paper)
        assert [word for word in words if word not in text] == []


# Within another page

HOST = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Host</title><style>p { color: rgb(1, 2, 3) }</style>
<body><header><h1>Host</h1><p>Words <a href="#x">link</a> <strong>bold</strong></p>
<ul class="papers"><li class="plain">One<li class="plain">Two</ul><button>Go</button></header><main>%s</main>
</body></html>"""
LOOKS = """() => Array.from(document.querySelectorAll("html, body, body > header, body > header *"), e => {
  const style = getComputedStyle(e); return Array.from(style, name => name + style.getPropertyValue(name)).filter(
    rule => !/height|block-size|width|inline-size|origin|--cvgen-/.test(rule)).join() })"""


@pytest.mark.parametrize("look", ["own", *ALL_LOOKS])
def test_a_heading_is_larger_than_those_below_it(opened: Opener, site: Path, tmp_path: Path, look: str) -> None:
    section = "{groups: [{title: Group, entries: [{company: Leaves, position: Reader}]}]}"
    sections = f"  sections:\n    Papers: {section}\n"
    own = "documents: {cv: {style: own}}\n" if look == "own" else ""
    (tmp_path / "levels.yaml").write_text(f"{own}cv:\n  name: Ada Moss\n{sections}", encoding="utf-8")
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "own.css").write_text("/* extends: base */\np { color: teal }\n", encoding="utf-8")
    build(tmp_path / "levels.yaml", site, look="" if own else look)
    page = opened("levels.html" if own else f"levels-{look}.html")
    size = "all => Math.max(...all.map(each => parseFloat(getComputedStyle(each).fontSize)))"
    sizes = [page.eval_on_selector_all(f"main h{level}", size) for level in (2, 3)]
    assert sizes == sorted(set(sizes), reverse=True)


PLAIN = """h1, h2, h3, h4 { font-size: 11px; color: rgb(1, 2, 3); font-weight: 300; border: 0 none; margin: 1px; padding: 2px;
  text-align: right; background: none; letter-spacing: 3px } main a { color: rgb(4, 5, 6) } a { text-decoration: none }
p { margin: 3px; text-align: right } li { margin-top: 4px } ul { margin-top: 5px; list-style: square }"""
LOST = """() => { const lost = [];
  const told = (all, rules) => document.querySelectorAll(all).forEach(e => Object.entries(rules).forEach(([name, value]) =>
    getComputedStyle(e)[name] === value || lost.push(`${e.outerHTML.slice(0, 60)} ${name}: ${getComputedStyle(e)[name]}`)));
  told("h1, h2, h3, h4", {fontSize: "11px", color: "rgb(1, 2, 3)", fontWeight: "300", borderTopWidth: "0px",
    borderBottomWidth: "0px", borderLeftWidth: "0px", marginTop: "1px", marginBottom: "1px", paddingTop: "2px",
    paddingInlineStart: "2px", textAlign: "right", letterSpacing: "3px"});
  told("main :is(.words, p) a:not(.tail a)", {color: "rgb(4, 5, 6)", textDecorationLine: "none"});
  told("main section > p, .headline", {textAlign: "right"});
  told("main section > p", {marginTop: "3px"});
  told("main li", {marginTop: "4px"});
  told("main ul", {marginTop: "5px"});
  return lost }"""


@pytest.mark.parametrize(
    "name", ["liu.html", "zhang.html", "optml.html", "seminar.html", "liu-banner.html", "liu-book.html"]
)
def test_a_plain_rule_of_a_users_for_an_element_holds_on_a_page(opened: Opener, name: str) -> None:
    page = opened(name)
    page.add_style_tag(content=PLAIN)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(LOST) == []


def test_a_fragment_changes_nothing_around_it(opened: Opener, site: Path) -> None:
    (site / "host.html").write_text(HOST % "", encoding="utf-8")
    (site / "with.html").write_text(HOST % (site / "lab-part.html").read_text(encoding="utf-8"), encoding="utf-8")
    page = opened("with.html")
    assert page.evaluate(LOOKS) == opened("host.html").evaluate(LOOKS)
    search(page).press_sequentially("robust")
    assert shown(page) == ["berg2023", "lund2023"]
    expect(page.get_by_text("Words")).to_be_visible()
    assert parsed(cite(page, "lund2023")).entries["lund2023"].type == "inproceedings"
    assert page.locator("article.cvgen [data-work]").first.evaluate("e => getComputedStyle(e).listStyleType") == "none"


def test_two_fragments_of_a_page_share_no_id_and_each_cites_its_own(opened: Opener, site: Path) -> None:
    parts = [(site / f"{name}-part.html").read_text(encoding="utf-8") for name in ("lab", "lamps")]
    (site / "two.html").write_text(HOST % "\n".join(parts), encoding="utf-8")
    page = opened("two.html")
    ids = page.eval_on_selector_all("[id]", "all => all.map(each => each.id)")
    assert len(ids) == len(set(ids))
    expect(page.get_by_role("region", name="Papers")).to_have_count(2)
    for key in ("lund2023", "moss2025"):
        assert parsed(cite(page, key)).entries.keys() == {key}
        page.keyboard.press("Escape")


def test_each_of_two_fragments_has_its_own_view_in_the_address(opened: Opener, site: Path) -> None:
    part = (site / "lab-part.html").read_text(encoding="utf-8")
    both = part + part.replace('data-part="lab-part"', 'data-part="other"').replace('id="pub_', 'id="other_')
    (site / "twice.html").write_text(HOST % both, encoding="utf-8")
    page = opened("twice.html")
    words = "all => all.map(each => each.value)"
    for place, word in enumerate(("robust", "chapter")):
        search(page).nth(place).fill(word)
        expect(page).to_have_url(re.compile(f"[?&](lab-part|other).q={word}$"))
    assert page.eval_on_selector_all(".find input", words) == ["robust", "chapter"]
    again = opened(page.url)
    assert again.eval_on_selector_all(".find input", words) == ["robust", "chapter"]
    page.go_back()
    assert page.eval_on_selector_all(".find input", words) == ["robust", ""]
    page.evaluate("location.hash = '#100%'")
    expect(search(page).first).to_have_value("")


NARROW = ("", "html { font-size: 62.5% } main { font-size: 16px }")
SIZES = """all => all.map(each => { const style = getComputedStyle(each), box = each.getBoundingClientRect();
  return [style.fontSize, style.padding, style.borderRadius, box.x, box.width, box.height].join() })"""


def test_a_fragment_is_as_large_as_the_text_around_it_whatever_the_page_calls_a_rem(opened: Opener, site: Path) -> None:
    found = []
    for place, around in enumerate(NARROW):
        text = HOST % (site / "lab-part.html").read_text(encoding="utf-8")
        name = f"measure{place}.html"
        (site / name).write_text(text.replace("p {", f"{around} p {{", 1), encoding="utf-8")
        found.append(opened(name).eval_on_selector_all("article.cvgen *:not(style, script, template)", SIZES))
    assert len(found[0]) > 100
    assert found[0] == found[1]


# What pages say of names that a part's classes have, too, of elements, of fields, and of what is in their text.
AROUND = {
    "classes": """.button, .label, .badge, .cite { display: inline-block; padding: .8em; margin: 1em; color: #fff;
  background: navy; font-size: 75%; text-transform: uppercase } .button:hover, .close:hover { background: red; opacity: .5 }
.label:not(:last-child) { margin-bottom: 1em } .close { float: right; opacity: .2; font-size: 2em }
.row { display: grid; margin: 0 -15px } .row > * { width: 100%; padding: 0 15px; max-width: 9em }
.line, .side, .face, .who, .end, .name, .found, .tail { border: 3px solid; letter-spacing: 2px }""",
    "elements": """sup { position: relative; top: -.5em } ul li { list-style: square; margin: 1em; padding: 2px }
header { margin: 2em; padding: 1em; background: #eee } section { padding: 3em } li::before, summary::after { content: ">" }
article { border: 1px solid; border-radius: 9px; box-shadow: 0 0 9px } ul { border: 1px solid } p { margin: 2em 0 }
img { border: 5px solid } div { padding: 1px } span { letter-spacing: 1px } details[open] { padding: 1em }""",
    "fields": """input, select, textarea { appearance: none; height: 50px; margin-bottom: 1rem; box-shadow: 0 0 2px }
button { text-transform: uppercase; letter-spacing: 2px; float: left } label { display: block; font-weight: bold }
[type="search"] { position: relative } input[type="radio"]::after { content: "x" } form { padding: 1em; background: #eee }
button[type] { transform: none; min-width: 9em } summary { list-style: disc; float: left; font-weight: bold }
fieldset { margin: 3em } dialog { margin: 0; width: 100% }""",
    "text": """main li { margin: 1em 0; padding-left: 2em; background: #eee } main p { margin-bottom: 2em }
main ul { margin-left: 3em; list-style: square } main img { margin: 1em } main a { box-shadow: 0 1px }""",
}
APPEARANCE = """() => { const part = document.querySelector("article.cvgen"), top = part.getBoundingClientRect().y;
  part.querySelector("dialog").show();
  const names = ["fontSize", "fontWeight", "padding", "margin", "border", "borderRadius", "background", "boxShadow", "color",
    "display", "position", "float", "listStyle", "opacity", "letterSpacing", "textTransform", "appearance", "maxWidth"];
  return Array.from(part.querySelectorAll("*:not(style, script, template, option, .visually-hidden)"), (e) => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e), link = e.matches("a:not(.button > *, .permalink)");
    return [e.tagName, e.className, ...["::before", "::after"].map((at) => getComputedStyle(e, at).content),
      ...names.map((name) => (link && name === "boxShadow" ? "" : style[name])), box.x, box.y - top, box.width, box.height].join();
  }) }"""


@pytest.mark.parametrize("around", AROUND)
def test_what_a_page_says_of_its_own_reaches_nothing_in_a_fragment(
    opened: Opener, site: Path, root: Path, around: str
) -> None:
    build(root / "data/liu.yaml", site, fragment=True)
    for name in ("lab", "lamps", "liu"):
        part = (site / f"{name}-part.html").read_text(encoding="utf-8")
        found = []
        for place, css in enumerate(("", AROUND[around])):
            host = HOST.replace("<header>", "<header hidden>").replace("p { color: rgb(1, 2, 3) }", css)
            (site / f"around{place}.html").write_text(host.replace("%s", part), encoding="utf-8")
            page = opened(f"around{place}.html")
            page.eval_on_selector_all(".cvgen details", "all => all.forEach(each => (each.open = true))")
            page.locator("button.cite").first.hover()
            found.append(page.evaluate(APPEARANCE))
        assert len(found[0]) > 40
        assert found[0] == found[1]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [1280, 390, 200])
def test_a_fragment_makes_no_page_around_it_scroll_sideways(
    opened: Opener, site: Path, width: int, direction: str
) -> None:
    for name in ("lab", "lamps"):
        part = (site / f"{name}-part.html").read_text(encoding="utf-8")
        host = HOST.replace("<body>", f'<body style="margin: 0" dir="{direction}">').replace(
            "<header>", "<header hidden>"
        )
        (site / "edge.html").write_text(host % part, encoding="utf-8")
        page = opened("edge.html")
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_focused_at_the_edge_of_a_fragment_has_its_whole_outline(opened: Opener, site: Path) -> None:
    text = HOST % (site / "lab-part.html").read_text(encoding="utf-8")
    (site / "outline.html").write_text(text, encoding="utf-8")
    page = opened("outline.html")
    field = search(page)
    box = page.locator("article.cvgen").bounding_box()
    height = field.bounding_box()
    assert box
    assert height
    outside = {"x": box["x"] - 4, "y": height["y"], "width": 4.0, "height": height["height"]}
    before = page.screenshot(clip=outside)  # type: ignore[arg-type]
    field.focus()
    assert page.screenshot(clip=outside) != before  # type: ignore[arg-type]


@pytest.mark.parametrize(("around", "ink"), [("light", "rgb(0, 0, 0)"), ("light dark", "rgb(255, 255, 255)")])
def test_a_fragment_has_ground_and_letters_from_its_host(opened: Opener, site: Path, around: str, ink: str) -> None:
    text = HOST % (site / "lab-part.html").read_text(encoding="utf-8")
    (site / "scheme.html").write_text(
        text.replace("<html ", f'<html style="color-scheme: {around}; font-family: monospace" '), encoding="utf-8"
    )
    page = opened("scheme.html")
    page.emulate_media(color_scheme="dark")
    looks = "e => ((s) => [s.backgroundColor, s.color, s.fontFamily])(getComputedStyle(e))"
    assert page.locator("article.cvgen").evaluate(looks) == ["rgba(0, 0, 0, 0)", ink, "monospace"]
    assert page.locator("button.scheme").count() == 0
    assert page.locator("article.cvgen button.cite").first.evaluate(looks)[1] == ink


@pytest.mark.parametrize("width", ["14rem", "22rem", "40rem", "60rem"])
def test_a_long_name_on_a_card_stays_on_it_however_wide_the_page_around_is(
    opened: Opener, site: Path, root: Path, tmp_path: Path, width: str
) -> None:
    (tmp_path / "data").mkdir()
    for name in ("people.yaml", "lamps.yaml", "lamps.bib"):
        text = (
            LAB[name].replace("Dell, Una", "Zimmermann-Papadopoulos, Una").replace("Reed, Tom", "Reed-Pfefferminz, Tom")
        )
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")
    (tmp_path / "data/ada.png").write_bytes((root / "data/portrait.png").read_bytes())
    build(tmp_path / "data/lamps.yaml", tmp_path, fragment=True)
    part = (tmp_path / "lamps-part.html").read_text(encoding="utf-8")
    (site / "cards.html").write_text(
        (HOST % part).replace("<main>", f'<main style="width: {width}">'), encoding="utf-8"
    )
    page = opened("cards.html")
    wider = "all => all.map(e => e.scrollWidth - e.clientWidth)"
    assert max(page.eval_on_selector_all(".cards, .cards > li, .cards .who", wider)) <= 0


SEEN = """() => [".name", "h2", ".end a, .words a:not(.permalink), .line a:not(.permalink)"].map(
  (each) => getComputedStyle(document.querySelector(`article.cvgen :is(${each})`)).color)"""
DARK = "rgb(238, 238, 238)"


@pytest.mark.parametrize(
    ("look", "accent"), [("modern", ""), ("banner", ""), ("report", ""), ("bar", ""), ("modern", "#aabbcc")]
)
def test_a_fragment_has_the_colours_of_a_dark_page_unless_one_was_asked_for(
    opened: Opener, site: Path, root: Path, look: str, accent: str
) -> None:
    asked = PageLook(extends=Word(look), accent=Colour(accent) if accent else None)
    order = pipeline.Request(formats.HTML, today=Date(2026, 4, 21), fragment=True, look=asked)
    ((_, made),) = outcome.made(loading.cv_file(root / "data/liu.yaml", Problems()), order, site / "l.html", Problems())
    css = "body { background: #222; color: #eee } a { color: #8cf } h2 { color: #fd8 }"
    host = HOST.replace("p { color: rgb(1, 2, 3) }", css)
    (site / "dark.html").write_text(host % made.decode(), encoding="utf-8")
    page = opened("dark.html")
    name, heading, link = page.evaluate(SEEN)
    assert name == DARK
    assert (heading, link) == (
        ("color(srgb 0.666667 0.733333 0.8)",) * 2 if accent else ("rgb(255, 221, 136)", "rgb(136, 204, 255)")
    )
    grounds = page.eval_on_selector_all(
        "article.cvgen header", "all => all.map(e => getComputedStyle(e).backgroundColor)"
    )
    assert grounds == ["rgba(0, 0, 0, 0)"]


@pytest.mark.parametrize(("ink", "ground"), [("#eee", "#222"), ("#111", "#fff")])
@pytest.mark.parametrize("look", ["modern", "banner", "bar"])
def test_a_colour_of_a_fragments_look_can_be_read_on_a_page_that_does_not_say_whether_it_is_dark(
    opened: Opener, site: Path, root: Path, look: str, ink: str, ground: str
) -> None:
    asked = PageLook(extends=Word(look), accent=Colour("#1f3a5f"))
    order = pipeline.Request(formats.HTML, today=Date(2026, 4, 21), fragment=True, look=asked)
    ((_, made),) = outcome.made(
        loading.cv_file(root / "data/optml.yaml", Problems()), order, site / "l.html", Problems()
    )
    host = HOST.replace("p { color: rgb(1, 2, 3) }", f"html, .cvgen {{ background: {ground}; color: {ink} }}")
    (site / "coloured.html").write_text(host % made.decode(), encoding="utf-8")
    page = opened("coloured.html")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = page.evaluate(CONTRAST.replace('"main a", "body"', '".cvgen h2 ~ section h3", ".line a"'))
        assert min(max(each, 1 / each) for each in found) >= 4.5


# Below a paper


def test_what_unfolds_below_a_paper_does_so_with_and_without_a_script(opened: Opener) -> None:
    page = opened("lamps.html")
    row = page.locator("#pub_moss2025 .actions")
    buttons = row.locator(".button > a, button, summary")
    assert buttons.all_inner_texts() == ["PDF", "Code", "Abstract", "2 more authors", "Cite"]
    tops = [each["y"] for each in map(Locator.bounding_box, buttons.all()) if each]
    assert max(tops) - min(tops) < 2
    expect(page.get_by_text("Leaves glow & sing.")).to_be_hidden()
    page.get_by_text("Abstract").press("Enter")
    expect(page.get_by_text("Leaves glow & sing.")).to_be_visible()
    expect(page.get_by_text("They do so at night.")).to_be_visible()
    page.get_by_text("2 more authors").click()
    expect(page.get_by_text("Ada Moss, Tom Reed, Ivy Fern, Max Stone")).to_be_visible()
    expect(row.locator(".badge")).to_have_text(["Best Leaf"])
    assert page.locator("#pub_moss2025 .preview").evaluate("e => e.naturalWidth") > 0


# Light and dark


GROUND = "getComputedStyle(document.documentElement).backgroundColor"


def test_light_or_dark_is_kept_until_it_is_what_the_system_has(opened: Opener, server: str) -> None:
    page = opened(f"{server}/lab.html")
    page.emulate_media(color_scheme="light")
    light = page.evaluate(GROUND)
    button = page.get_by_role("button", name="Dark page")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate(GROUND)
    assert dark != light
    page.reload()
    assert page.evaluate(GROUND) == dark
    button.click()
    assert page.evaluate(GROUND) == light
    assert page.evaluate("localStorage.length") == 0
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) == dark


ACCENTS = (
    "#7a1f2b", "#1f3a5f", "navy", "rgb(176 0 32)", "oklch(0.3 0.2 145)", "hsl(280 60% 30%)", "#c75b12", "var(--mine)",
    "#000", "white",
)  # fmt: skip
CONTRAST = """() => {
  const pen = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
  const seen = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(
      (each) => (each /= 255) <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const of = (name, where) => seen(getComputedStyle(document.querySelector(where))[name]);
  const ground = of("backgroundColor", "html");
  return ["h2", "main a", "body", ".find [role=status]"].map((where) => of("color", where) / ground);
}"""


@pytest.mark.parametrize("accent", ACCENTS)
def test_a_colour_of_a_users_style_can_be_read_in_the_dark(opened: Opener, tmp_path: Path, accent: str) -> None:
    """4.5 : 1, which WCAG 2.2 (1.4.3) asks for; by day it is as it was typed."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "data").mkdir()
    for name in ("people.yaml", "lab.yaml", "publications.bib"):
        (tmp_path / "data" / name).write_text(LAB[name].replace("style: modern", "style: mine"), encoding="utf-8")
    css = f"--mine: #2e2e5e; --accent: {accent}; --ink: #220; --quiet: {accent}; --ground: #fff8e8"
    (tmp_path / "styles/mine.css").write_text(f"/* extends: modern */ :root {{ {css} }}", encoding="utf-8")
    build(tmp_path / "data/lab.yaml", tmp_path)
    page = opened((tmp_path / "lab.html").as_uri())
    page.emulate_media(color_scheme="dark")
    assert min(page.evaluate(CONTRAST)) >= 4.5
    page.emulate_media(color_scheme="light")
    assert page.evaluate(GROUND) == "rgb(255, 248, 232)"


# Room


def test_the_first_paper_of_a_person_is_above_the_fold(opened: Opener) -> None:
    page = opened("people/yihua-zhang.html")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator("[data-work]").first.evaluate("e => e.getBoundingClientRect().bottom") < 900


@pytest.mark.parametrize(("width", "height"), [(1280, 80), (390, 120)])
def test_search_takes_a_row_and_filters_are_folded_on_a_phone(opened: Opener, width: int, height: int) -> None:
    page = opened("optml.html")
    page.set_viewport_size({"width": width, "height": 844})
    form = page.get_by_role("search")
    assert form.evaluate("e => e.offsetHeight") <= height
    narrow = width < 640
    assert chooser(page, "Year").is_visible() is not narrow
    if narrow:
        page.get_by_role("button", name="Filters").press("Enter")
        expect(page.get_by_role("button", name="Filters")).to_have_attribute("aria-expanded", "true")
        expect(chooser(page, "Year")).to_be_visible()


def test_without_filters_the_search_is_as_wide_as_the_text(opened: Opener, site: Path, tmp_path: Path) -> None:
    one = "@article{{a{0}, title={{Leaf {0}}}, author={{Moss, Ada}}, journal={{Leaves}}, year=2024}}\n"
    (tmp_path / "same.bib").write_text("".join(map(one.format, range(9))), encoding="utf-8")
    (tmp_path / "same.yaml").write_text(
        "bibliography: same.bib\ncv: {name: Ada Moss, sections: {Papers: {publications: [{}]}}}\n", encoding="utf-8"
    )
    build(tmp_path / "same.yaml", site)
    page = opened("same.html")
    assert page.get_by_role("combobox").count() == page.locator(".filters").count() == 0
    ends = [
        each["x"] + each["width"] for each in map(Locator.bounding_box, (search(page), page.locator("main"))) if each
    ]
    assert max(ends) - min(ends) < 1


ALONE = """rows => rows.filter(row => {
  const buttons = [...row.querySelectorAll(".button > a, button.cite, summary")].map(e => [...e.getClientRects()]);
  const badges = [...row.querySelectorAll(".badge")].map(e => [...e.getClientRects()]);
  const text = document.createRange();
  text.setStart(row, 0);
  text.setEndBefore(row.querySelector(".tail"));
  const words = [...text.getClientRects(), ...badges.flat()].filter(r => r.width > 4);
  const beside = ([b]) => words.some(r => r.top < (b.top + b.bottom) / 2 && r.bottom > (b.top + b.bottom) / 2);
  const end = row.querySelector(".badge + .badge, .tail:not(.apart) .badge")?.getClientRects().length > 1;
  return end || buttons.some(b => b.length > 1 || b[0].height < 24 || b[0].width < 24) || !buttons.every(beside);
}).map(row => row.id)"""
# How far the line of the first word in a box is from that of the word before it, where they stand side by side.
LOW = """ends => Math.max(...ends.flatMap(end => {
  const before = document.createRange(), first = document.createRange();
  before.selectNode(end.previousSibling ?? end);
  first.setStart(end, 0);
  first.setEndBefore(end.querySelector(".tail") ?? end);
  const [a, b] = [[...before.getClientRects()].pop(), first.getClientRects()[0]];
  return a && b && Math.abs(a.height - b.height) < 0.1 && Math.abs(a.bottom - b.bottom) < 12 ? [Math.abs(a.bottom - b.bottom)] : [];
}))"""
ROWS = r"""
@article{seven, title = {Leaves}, author = {Berg, Ada}, journal = {Journal of Leaves}, year = 2025,
  doi = {10.1016/j.ultrasmedbio.2023.03.016}, abstract = {Glow.}, url_pdf = {https://example.org/a.pdf},
  url_code = {https://example.org/code}, url_website = {https://example.org/}, url_slides = {https://example.org/s},
  url_video = {https://example.org/v}, url_demo = {https://example.org/d}, url_poster = {https://example.org/p},
  url_talk = {https://example.org/t}, url_data = {https://example.org/d}}
@article{two, title = {Leaves at Noon}, author = {Berg, Ada}, journal = {Journal of Leaves}, year = 2025,
  pages = {18309--18326}, url_pdf = {https://example.org/a.pdf}, url_code = {https://example.org/code},
  abstract = {Glow.}}
@article{doi, title = {Leaves at Night}, author = {Berg, Ada}, journal = {Journal of Leaves}, year = 2025,
  doi = {10.1016/j.ultrasmedbio.2023.03.016}}
@article{short, title = {Leaves at Dawn}, author = {Berg, Ada}, journal = {Journal of Leaves}, year = 2025,
  doi = {10.1016/leaves.03.016}, url_code = {https://example.org/code}, abstract = {Glow.}}
@inproceedings{award, title = {Leaves at Dusk}, author = {Berg, Ada}, booktitle = {Meeting on Leaves},
  shortbooktitle = {MoL}, year = 2025, award = {Best Paper Runner-Up Award}, url_pdf = {https://example.org/a.pdf},
  url_code = {https://example.org/code}, url_website = {https://example.org/}}
"""
WIDTHS = (1280, 768, 700, 645, 560, 414, 390, 360, 320)


@pytest.fixture(scope="module")
def rows(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages in several reference styles of papers whose rows, DOIs and awards fill a line."""
    data = tmp_path_factory.mktemp("rows") / "data"
    data.mkdir()
    for name, text in (LAB | {"publications.bib": ROWS}).items():
        (data / name).write_text(text, encoding="utf-8")
    for reference in ("group", "ieee", "apa", "plain"):
        build(data / "lab.yaml", site / reference, reference=reference)
    return site


@pytest.mark.parametrize(
    "name",
    ["lab.html", "people/yihua-zhang.html", "liu.html", "zhang.html", "lamps.html", "project.html", "ar/lab.html",
     "group/lab.html", "ieee/lab.html", "apa/lab.html", "plain/lab.html"],
)  # fmt: skip
@pytest.mark.usefixtures("rows")
def test_no_row_of_buttons_and_no_button_stands_alone_on_a_line(opened: Opener, name: str) -> None:
    page = opened(name)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.eval_on_selector_all("[data-work]", ALONE) == []
        assert page.eval_on_selector_all(".end", LOW) < 0.5
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.eval_on_selector_all(".actions details", "all => all.forEach(each => (each.open = true))")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width in (1280, 390):
            assert page.eval_on_selector_all("[data-work]", ALONE) == []


@pytest.mark.usefixtures("rows")
def test_the_last_button_of_a_long_row_is_reached_on_a_phone(opened: Opener) -> None:
    page = opened("ieee/lab.html")
    page.set_viewport_size({"width": 320, "height": 900})
    button = page.locator("#pub_seven .cite")
    expect(button).not_to_be_in_viewport(ratio=1)
    button.focus()
    expect(button).to_be_in_viewport(ratio=1)
    assert violations(page) == []


@pytest.mark.parametrize(
    "around", ["", "body { font-family: monospace }", "body { line-height: 1 }", "body { font: 20px/2 serif }"]
)
def test_the_word_before_a_row_stands_on_its_line_in_any_page_around(
    opened: Opener, site: Path, tmp_path: Path, around: str
) -> None:
    (tmp_path / "data").mkdir()
    for name, text in (LAB | {"publications.bib": ROWS}).items():
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")
    build(tmp_path / "data/lab.yaml", tmp_path, fragment=True)
    part = (tmp_path / "lab-part.html").read_text(encoding="utf-8")
    (site / "lines.html").write_text((HOST % part).replace("p {", f"{around} p {{", 1), encoding="utf-8")
    assert opened("lines.html").eval_on_selector_all(".end", LOW) < 0.5


def many_links(site: Path, root: Path, folder: Path) -> None:
    """long/lamps.html, whose paper has a picture and so many links that its row is wider than a phone."""
    (folder / "data").mkdir()
    for name in ("people.yaml", "lamps.yaml", "lamps.bib"):
        text = LAB[name].replace("url_code", "url_slides = {https://example.org/s}, doi = {10.1/a}, url_code")
        (folder / "data" / name).write_text(text, encoding="utf-8")
    (folder / "data/ada.png").write_bytes((root / "data/portrait.png").read_bytes())
    build(folder / "data/lamps.yaml", site / "long")


OPENED = """row => {
  row.querySelectorAll("details").forEach(each => (each.open = true));
  row.querySelectorAll(".end").forEach(each => (each.scrollLeft = 65));
  const moved = Math.max(...[...row.querySelectorAll(".end")].map(each => each.scrollLeft));
  const edge = row.querySelector(".line").getBoundingClientRect();
  const off = [...row.querySelectorAll("details > p")].map(each => each.getBoundingClientRect()).flatMap(
    each => [each.left - edge.left, each.right - edge.right]);
  return [moved, Math.max(...off.map(Math.abs))];
}"""


@pytest.mark.parametrize("width", [390, 320])
def test_what_unfolds_on_a_phone_stands_whole_below_a_row_that_is_moved_aside(
    opened: Opener, site: Path, root: Path, tmp_path: Path, width: int
) -> None:
    many_links(site, root, tmp_path)
    page = opened("long/lamps.html")
    page.set_viewport_size({"width": width, "height": 900})
    moved, off = page.eval_on_selector("#pub_moss2025", OPENED)
    assert moved > 40
    assert off < 1


# How far below the line of its year a row of buttons is, whose box stands behind it or begins the next line.
HOLE = """row => {
  const year = document.createRange(), text = document.evaluate(
    ".//text()[contains(., '2025')]", row.querySelector(".line:last-of-type")).iterateNext();
  year.setStart(text, text.data.indexOf("2025"));
  year.setEnd(text, text.data.indexOf("2025") + 4);
  const line = document.createRange();
  line.selectNodeContents(row.querySelector(".line:last-of-type"));
  const first = line.getClientRects()[0];
  const button = row.querySelector(".button > a").getBoundingClientRect();
  return [year.getBoundingClientRect().top - first.top, button.top - first.bottom];
}"""


def test_beside_a_picture_no_row_waits_for_its_end_and_the_year_stays_in_its_line(
    opened: Opener, site: Path, root: Path, tmp_path: Path
) -> None:
    many_links(site, root, tmp_path)
    page = opened("long/lamps.html")
    for width in (1280, 800, 700):
        page.set_viewport_size({"width": width, "height": 900})
        year, row = page.eval_on_selector("#pub_moss2025", HOLE)
        assert year < 4
        assert row < 12


def test_beside_a_picture_what_unfolds_is_below_all_of_its_row(
    opened: Opener, site: Path, root: Path, tmp_path: Path
) -> None:
    many_links(site, root, tmp_path)
    page = opened("long/lamps.html")
    row = page.locator("#pub_moss2025")
    row.locator("details").evaluate_all("all => all.forEach(each => (each.open = true))")
    for width in (1280, 700, 650):
        page.set_viewport_size({"width": width, "height": 900})
        buttons = row.locator(".button > a, button, summary").evaluate_all(
            "all => Math.max(...all.map(each => each.getBoundingClientRect().bottom))"
        )
        below = row.locator("details > p").evaluate_all(
            "all => Math.min(...all.map(each => each.getBoundingClientRect().top))"
        )
        assert below > buttons - 1


# How far below the text before it each row begins, and what unfolds below the lowest button of its row; how far these
# reach over the picture; and how far a row of a few links that is in a box sank or rose when it was opened.
UNFOLDED = """() => [...document.querySelectorAll("[data-work]")].map(work => {
  const edges = range => { const all = [...range.getClientRects()].filter(r => r.width > 1);
    return [Math.min(...all.map(r => r.top)), Math.max(...all.map(r => r.bottom))] };
  const row = work.querySelector(".tail"), text = document.createRange(), picture = work.querySelector(".preview");
  const buttons = () => [...row.querySelectorAll(".button > a, button, summary")].map(e => e.getBoundingClientRect());
  text.setStartAfter(picture);
  text.setEndBefore(work.querySelector(".end") ?? row);
  const closed = buttons(), hole = closed[0].top - edges(text)[1], detail = row.querySelector("details");
  detail.open = true;
  const open = buttons(), below = detail.lastElementChild.getBoundingClientRect();
  const beside = picture.getBoundingClientRect(), left = getComputedStyle(picture).float === "left";
  const over = Math.max(...[...open, below].map(r => left ? beside.right - r.left : r.right - beside.left));
  const moved = closed.length < 5 && work.querySelector(".end") ? Math.abs(open[0].top - closed[0].top) : 0;
  return [hole, below.top - Math.max(...open.map(r => r.bottom)), over, moved];
})"""


@pytest.mark.parametrize(
    ("reference", "lang", "fragment"),
    [
        ("group", "en", False),
        ("group", "he", False),
        ("classic", "en", False),
        ("classic", "he", False),
        ("group", "en", True),
    ],
)
def test_beside_a_picture_rows_without_a_badge_and_what_unfolds_stand_right_below_the_text(
    opened: Opener, site: Path, root: Path, tmp_path: Path, reference: str, lang: str, *, fragment: bool
) -> None:
    names = "pdf code slides poster video data appendix preprint blog demo supplement".split()
    links = [f", url_{name} = {{https://example.org/{name}}}" for name in names]
    work = "@inproceedings{{a{0}, title={{A Title}}, author={{Reed, Tom}}, preview={{ada.png}}, year=2021, booktitle={{"
    work += "Proceedings of the Annual Meeting of Leaves}}, abstract={{{1}}}{2}}}\n"
    works = (work.format(count, "They glow on and on. " * count, "".join(links[:count])) for count in range(1, 12))
    (tmp_path / "data").mkdir()
    for name, text in (LAB | {"lamps.bib": "".join(works)}).items():
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")
    (tmp_path / "data/ada.png").write_bytes((root / "data/portrait.png").read_bytes())
    build(tmp_path / "data/lamps.yaml", site / "beside", lang=lang, reference=reference, fragment=fragment)
    if fragment:
        part = (site / "beside/lamps-part.html").read_text(encoding="utf-8")
        (site / "beside/lamps.html").write_text(HOST % part, encoding="utf-8")
    page = opened("beside/lamps.html")
    for width in (1280, 700, 650):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator("details").evaluate_all("all => all.forEach(each => (each.open = false))")
        for hole, below, over, moved in page.evaluate(UNFOLDED):
            assert hole < 16
            assert -2 < below < 40  # with the address of the paper, which may be alone in the last line
            assert over < 1
            assert moved < 1


def test_a_page_in_print_and_its_copied_text_have_the_links_as_paper_has_them(opened: Opener) -> None:
    page = opened("lamps.html")
    row = page.locator("#pub_moss2025")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert "2025\u00a0Best Leaf [PDF] [Code] Abstract" in row.evaluate(
            "e => getSelection().selectAllChildren(e) || getSelection().toString()"
        )
    page.emulate_media(media="print")
    expect(row.get_by_role("link", name="PDF")).to_be_visible()
    assert row.locator(".tail").inner_text().split() == ["Best", "Leaf", "[PDF]", "[Code]"]
    assert "Journal of Leaves, 2025 (Best Leaf) [PDF] [Code]" in printed(page)
    assert {"inline"} == set(row.locator(".end").evaluate_all("all => all.map(e => getComputedStyle(e).display)"))


# As others check it


def test_the_nu_html_checker_finds_no_error(site: Path, tmp_path: Path, root: Path) -> None:
    """npm's vnu-jar: `npm pack vnu-jar`, and CVGEN_VNU=package/build/dist/vnu.jar."""
    jar = os.environ.get("CVGEN_VNU", "")
    if not jar:
        pytest.skip("CVGEN_VNU names no vnu.jar, so that no page was held to the Nu HTML checker")
    around = tmp_path / "around.html"
    part = (site / "lab-part.html").read_text(encoding="utf-8")
    around.write_text(HOST.replace('<ul class="papers">', "<ul>") % part, encoding="utf-8")
    parts = {"lab-part.html", "lamps-part.html", "host.html", "with.html", "scheme.html", "two.html"}
    for look in ALL_LOOKS:
        build(root / "data/zhang.yaml", tmp_path, look=look)
    made = (*site.rglob("*.html"), *tmp_path.glob("zhang-*.html"))
    pages = [*(str(path) for path in made if path.name not in parts), str(around)]
    done = subprocess.run(
        ["java", "-jar", jar, "--errors-only", "--format", "json", *pages], capture_output=True, text=True, check=False
    )
    assert json.loads(done.stderr)["messages"] == []
    assert len(pages) > 12
