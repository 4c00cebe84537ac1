"""A project in which every field holds what it is given: harmless words, or an attack; and what a reader's tools see."""

import html.parser
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from workbench import Desk

TAGS = "https://example.org/"


def address(bad: str) -> str:
    """An address that holds it: as it is typed it is refused, which tests of words see to."""
    return TAGS + quote(bad, safe="")


def people(bad: str) -> dict[str, Any]:
    """people.yaml."""
    return {
        "groups": [{"id": "lab", "name": f"Lab {bad}", "full": f"Whole Lab {bad}", "url": address(bad)}],
        "people": [
            {
                "id": "ada", "name": f"Lamp{bad}, Ada", "full": f"Ada {bad} Lamp", "title": f"Dr {bad}",
                "url": address(bad), "email": "ada@example.org", "affiliation": bad, "photo": "",
                "relations": [{"as": "member", "of": "lab"}],
                "positions": [{
                    "position": f"Reader {bad}", "organization": f"University {bad}", "department": f"Lamps {bad}",
                    "location": bad, "url": address(bad), "start_date": "2020", "highlights": [f"did {bad}"],
                }],
                "bios": {"short": f"Ada {bad} reads."},
                "metrics": {"citations": {"value": 5, "as_of": "2024-01", "source": bad, "url": address(bad)}},
            },
            {"id": "bo", "name": f"Moth{bad}, Bo", "relations": [
                {"as": "student", "of": "ada", "start_date": "2020", "note": f"note {bad}"},
                {"as": "member", "of": "lab", "start_date": "2020"},
            ]},
        ],
    }  # fmt: skip


def records(bad: str) -> dict[str, Any]:
    """records.yaml."""
    return {
        "organizations": [{"id": "uni", "name": f"Uni {bad}", "short": bad, "url": address(bad)}],
        "venues": [{"id": "col", "full": f"Conference {bad}", "short": f"CoL{bad}", "proceedings": f"Proc. {bad}"}],
        "talks": [{
            "id": "talk", "title": f"Talk {bad}", "event": f"Event {bad}", "host": bad, "series": f"Series {bad}",
            "room": f"Room {bad}", "location": f"Town {bad}", "date": "2024-03-01 16:00", "speakers": "ada",
            "abstract": [f"Abstract {bad}"], "links": [{"label": f"Slides {bad}", "url": address(bad)}],
        }],
        "awards": [{"id": "prize", "name": f"Prize {bad}", "organization": bad, "detail": bad, "note": bad,
                    "dates": [{"date": "2021", "url": address(bad), "text": f"in {bad}"}], "to": "ada"}],
        "grants": [{"id": "grant", "funder": f"Fund {bad}", "title": f"Grant {bad}", "role": bad, "to": "ada",
                    "start_date": "2020", "url": address(bad)}],
        "news": [{"date": "2024-02", "text": f"News {bad} of [@ada].", "people": ["ada"], "url": address(bad)}],
    }  # fmt: skip


ENTRIES = {
    "education": {"institution": "", "area": "", "degree": "", "date": "2011"},
    "experience": {"company": "", "position": "", "location": "", "summary": "", "start_date": "2012"},
    "award": {"award": "", "organization": "", "role": "", "venue": "", "note": ""},
    "talk": {"talk": "", "event": "", "host": "", "role": ""},
    "one-line": {"label": "", "details": ""},
    "normal": {"name": "", "summary": "", "detail": ""},
    "publication": {"title": "", "authors": [""], "journal": "", "doi": "10.1000/", "date": "2013"},
    "person": {"person": "", "note": ""},
    "grant": {"funder": "", "title": "", "role": ""},
    "bullet": {"bullet": ""},
    "numbered": {"number": ""},
}


def entry(fields: dict[str, Any], bad: str) -> dict[str, Any]:
    """An entry with the bad words in each of its texts, and links."""
    texts = {"date", "start_date"}
    said = {k: v if k in texts else [f"x {bad}"] if isinstance(v, list) else f"{v}x {bad}" for k, v in fields.items()}
    return said | {
        "url": address(bad),
        "links": [{"label": f"L {bad}", "url": address(bad)}],
        "highlights": [f"h {bad}"],
    }


def content(bad: str) -> dict[str, Any]:
    """The `cv:` of a person's file."""
    sections: dict[str, Any] = {f"Section {bad}": {"intro": f"Intro {bad} {{legend}}", "outro": f"Outro {bad}",
                                                   "publications": [{"title": f"Group {bad}", "labels": "R{n}"}]}}  # fmt: skip
    sections |= {f"{kind} {bad}": [entry(fields, bad)] for kind, fields in ENTRIES.items()}
    queries: list[Any] = [{"awards": "mine"}, {"talks": "mine"}, {"grants": "mine"}, {"bio": "short"}]
    sections[f"Mine {bad}"] = [*queries, {"ref": "prize"}, f"text {bad}", "[words](https://example.org/) [@bo]"]
    return {
        "name": f"Ada {bad}", "headline": f"Headline {bad}", "location": f"Place {bad}", "positions": True,
        "email": [{"value": "a@example.org", "label": bad}], "phone": [{"value": "0000000", "label": bad}],
        "website": [{"value": address(bad), "label": f"site {bad}"}, {"value": address(bad).removeprefix("https://")}],
        "links": [{"label": f"link {bad}", "url": address(bad)}],
        "social_networks": [{"network": "GitHub", "username": "ada"}],
        "custom_connections": [{"placeholder": f"other {bad}", "url": address(bad)}],
        "sections": sections,
    }  # fmt: skip


def recipe(bad: str) -> dict[str, Any]:
    """A document."""
    return {
        "title": f"CV {bad}", "as_of": "2024-06", "lang": "en", "link_authors": True,
        "marks": {"owner": "bold", "student": {"symbol": f"†{bad}", "legend": f"student {bad}"},
                  "equal": {"symbol": "*", "legend": f"equal {bad}", "meaning": f"means {bad}"}},
        "dates": {"present": f"now {bad}"},
    }  # fmt: skip


BIB = r"""
@article{KEY, title = {Wicks @@}, author = {Lamp@@, Ada and Moth@@, Bo and Stranger @@, Cy and {Org @@}},
  author+an = {1=equal; 2=equal}, author+an:id = {1=ada; 2=bo}, journal = {Journal @@}, year = {2020}, volume = {1@@}, number = {2@@}, pages = {1@@--9@@},
  doi = {10.1000/x@@}, eprint = {2401.00001@@}, archiveprefix = {arXiv}, url = {https://example.org/@@},
  url_pdf = {https://example.org/p@@.pdf}, url_my_link = {https://example.org/q@@}, keywords = {k@@, other},
  note = {Note @@}, award = {Prize @@}, track = {Track @@}, abbr = {ABBR@@}, publisher = {Pub @@}, selected = {true}}
@inproceedings{oil, title = {\emph{Oil @@} \href{https://example.org/@@}{link @@}}, shorttitle = {S @@},
  author = {Lamp@@, Ada}, author+an:id = {1=ada}, venueid = {col}, year = {2021}, pubstate = {state @@}, editor = {Ed @@, Ed}}
@misc{glass, title = {Glass @@}, author = {Lamp@@, Ada}, author+an:id = {1=ada}, howpublished = {How @@}, year = {2022}, month = {may @@}}
@book{shade, title = {Shade @@}, author = {Lamp@@, Ada}, author+an:id = {1=ada}, publisher = {House @@}, edition = {3@@}, series = {S @@}, year = 2019}
"""


def built(folder: Path, bad: str, in_bib: str = "") -> Desk:
    """The project in a folder."""
    desk = Desk(folder)
    files = {
        "people": people(bad),
        "records": records(bad),
        "ada": {"person": "ada", "bibliography": "papers.bib", "cv": content(bad), "documents": {"cv": recipe(bad)}},
        "lab": {"group": "lab", "bibliography": "papers.bib", "documents": {"page": recipe(bad)}, "page": {
            "headline": f"Lab {bad}", "sponsors": [f"Sponsor {bad}"],
            "sections": {f"Papers {bad}": {"publications": [{}]}, f"News {bad}": [{"news": "mine"}],
                         f"People {bad}": [{"members": "current"}, "Thanks to {sponsors}."]}}},
        "talk": {"event": "talk", "page": {"sections": {"Abstract": [{"abstract": "talk"}]}}},
    }  # fmt: skip
    for name, data in files.items():
        desk.write(f"data/{name}.yaml", json.dumps(data))
    key = "wick" + re.sub(r"[\s,{}=\"#%()\\]", "", bad)
    return desk.write("data/papers.bib", BIB.replace("KEY", key).replace("@@", in_bib or bad))


class Skeleton(html.parser.HTMLParser):
    """A page's elements with the names of their attributes, its links, its scripts; texts left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.inside = tag
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_comment(self, data: str) -> None:
        self.elements.append(("!--", (data,)))

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts[-1] += data
