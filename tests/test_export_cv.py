"""A document as JSON Resume and RenderCV: valid there, marks kept, and read back as the same facts."""

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from workbench import FILE, Desk, project, said, spaced

from cvgen import export, loading, pipeline
from cvgen.mark import Marked
from cvgen.model.dates import Date
from cvgen.model.errors import Problems
from cvgen.model.formats import HTML
from cvgen.model.outline import Outline, Part
from cvgen.model.text import plain

CV = """\
cv:
  headline: Maker of lanterns
  location: Lampton
  phone: ["+44 20 7946 0018", (000)-11]
  website: https://ada.example/
  links: {Workshop: "https://lamps.example/a"}
  social_networks: [{network: GitHub, username: ada-example}, {network: Lampnet, username: ada}]
  sections:
    About: ["I make *lanterns* and [lamps](https://lamps.example).", "5 * 3 is 15, she said."]
    Education:
      - institution: University of Lampton
        area: Optics
        degree: PhD
        location: Lampton
        date: 2015-09
        highlights: ["**Prize** of the year; a - b", "Advisor: [@wei]"]
      - {institution: Wick College, area: Wax, start_date: 2008, end_date: 2011-06}
    Work:
      - {company: Lantern Works, position: Wickmaker, start_date: 2021-02, end_date: present, summary: Bright days., url: "https://works.example"}
      - {company: Moth Watch, position: Observer, start_date: 2016, end_date: 2020-12}
    Honors: [{ref: best-2024}, {award: Glow Grant, organization: Guild, date: [2021, 2023]}]
    Service: [{service: Reviewer, for: [Leaf, Stem], date: Spring 2023}]
    Skills: [{label: Tools, details: "Wick, flint"}]
    Talks: [{ref: light-talk}]
    Students: [{person: wen, position: Apprentice, start_date: 2021-09, end_date: 2024-06}]
    Grants: [{funder: Lamp Fund, title: Light for All, amount: 5000 USD, role: PI, start_date: 2024-01, end_date: 2026-12}]
    More: [{bullet: First}, {name: A thing, date: 2020}, A sentence.]
    Publications:
      intro: "Signs: {legend}"
      publications:
        - title: Of *light*
          select: [lanterns]
          blurbs: {lanterns: It glows.}
        - {title: Others, select: [shadows, mirrors]}
    Hidden: {entries: [Not here.], only: [pdf]}
"""  # fmt: skip
ADA = FILE.replace(
    "cv:\n  sections:\n    Publications:\n      publications: [{select: [lanterns, shadows, mirrors]}]\n", CV
).replace("    as_of: 2025-06\n", "    as_of: 2025-06\n    dates: month\n")
FORMS = tuple(export.CVS)
NAMES = {"json-resume": "back.json", "rendercv": "back.yaml"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return project(tmp_path, ada=ADA)


def made(desk: Desk, form: str, *words: str) -> Any:
    """The export as JSON or YAML has it; commands say nothing but what is left aside."""
    ran = desk.run("export", form, "ada.yaml", *words, "-o", "-")
    assert ran.code == 0, ran.err
    return json.loads(ran.out) if form == "json-resume" else yaml.safe_load(ran.out)


# The rules of JSON Resume: schema.json of resume-schema 1.0.0 (jsonresume.org/schema), in short: these keys at the top
# and no others; any key within an entry; of these each is of this type.
TEXT, TEXTS, DATE, LINK = "text", "texts", "date", "link"
SPAN = {"startDate": DATE, "endDate": DATE, "summary": TEXT, "highlights": TEXTS, "url": LINK}
RESUME = {
    "work": SPAN | {"name": TEXT, "location": TEXT, "description": TEXT, "position": TEXT},
    "volunteer": SPAN | {"organization": TEXT, "position": TEXT},
    "education": SPAN | {"institution": TEXT, "area": TEXT, "studyType": TEXT, "score": TEXT, "courses": TEXTS},
    "awards": {"title": TEXT, "date": DATE, "awarder": TEXT, "summary": TEXT},
    "publications": {"name": TEXT, "publisher": TEXT, "releaseDate": DATE, "url": LINK, "summary": TEXT},
    "skills": {"name": TEXT, "level": TEXT, "keywords": TEXTS},
    "projects": SPAN | {"name": TEXT, "description": TEXT, "keywords": TEXTS, "roles": TEXTS, "entity": TEXT, "type": TEXT},
}  # fmt: skip
BASICS = {"name": TEXT, "label": TEXT, "image": TEXT, "email": TEXT, "phone": TEXT, "url": LINK, "summary": TEXT}
ISO = re.compile(r"([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})")


def of_type(value: object, kind: str) -> bool:
    if kind == TEXTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if not isinstance(value, str):
        return False
    return bool(ISO.fullmatch(value)) if kind == DATE else ":" in value if kind == LINK else True


def faults_of_resume(file: dict[str, Any]) -> Iterator[str]:
    top = {"$schema", "basics", *RESUME, "certificates", "languages", "interests", "references", "meta"}
    yield from (f"{name} is no key" for name in file if name not in top)
    entries = [("basics", file["basics"])] + [(name, each) for name in RESUME for each in file.get(name, ())]
    for name, entry in entries:
        known = RESUME.get(name, BASICS)
        yield from (f"{name}: {k}: {v}" for k, v in entry.items() if k in known and not of_type(v, known[k]))
    yield from (f"profile {each}" for each in file["basics"].get("profiles", ()) if not each.get("network"))


# RenderCV's (2.3 to 2.8, schema.json): a section has entries of one kind, each kind these keys and any of one's own.
KINDS: dict[str, set[str]] = {
    "one-line": {"label", "details"}, "experience": {"company", "position"}, "education": {"institution", "area"},
    "publication": {"title", "authors"}, "bullet": {"bullet"}, "number": {"number"}, "normal": {"name"},
}  # fmt: skip
HEADER = set("name headline location email photo phone website social_networks custom_connections sections".split())
A_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def faults_of_rendercv(file: dict[str, Any]) -> Iterator[str]:
    cv = file["cv"]
    yield from (f"{name} is no key" for name in [*(set(file) - {"cv"}), *(set(cv) - HEADER)])
    for each in cv.get("custom_connections", ()):
        yield from [f"connection {each}"] * (set(each) != {"fontawesome_icon", "placeholder", "url"})
    yield from (f"network {e}" for e in cv.get("social_networks", ()) if set(e) != {"network", "username"})
    for title, entries in cv["sections"].items():
        kinds = {kind_of(each) for each in entries}
        yield from [f"{title}: {kinds}"] * (len(kinds) != 1 or "" in kinds)
        for each in entries:
            yield from (f"{title}: {each}" for name in ("start_date", "end_date") if not a_date(each, name))


def kind_of(entry: Any) -> str:
    if isinstance(entry, str):
        return "text"
    return next((kind for kind, needed in KINDS.items() if needed <= set(entry)), "")


def a_date(entry: Any, name: str) -> bool:
    value = entry.get(name) if isinstance(entry, dict) else None
    return value is None or isinstance(value, int) or value == "present" or bool(A_DATE.fullmatch(str(value)))


FAULTS = {"json-resume": faults_of_resume, "rendercv": faults_of_rendercv}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", [(), ("-d", "cv")], ids=["whole", "document"])
def test_it_is_as_the_format_wants_it(desk: Desk, form: str, words: tuple[str, ...]) -> None:
    assert list(FAULTS[form](made(desk, form, *words))) == []


@pytest.mark.parametrize("file", ["liu.yaml", "zhang.yaml", "optml.yaml", "seminar.yaml"])
@pytest.mark.parametrize("form", FORMS)
def test_the_samples_are_as_the_format_wants_them(form: str, file: str) -> None:
    with contextlib.chdir(Path(__file__).parent.parent):
        loaded = loading.cv_file(Path("data") / file, Problems())
        outline, marked = pipeline.outlined(loaded, pipeline.Request(HTML, today=Date(2026, 4, 21)), Problems())
    text = export.cv(form, outline, marked, loaded.records)
    assert list(FAULTS[form](json.loads(text) if form == "json-resume" else yaml.safe_load(text))) == []


def test_marks_are_rendercvs_own(desk: Desk) -> None:
    light, others = (made(desk, "rendercv")["cv"]["sections"][title] for title in ("Of light", "Others"))
    assert light == [
        {
            "title": "How Bright Is a Lantern?", "authors": [r"Wen Sample†,\*", r"Jane Roe\*", "**Ada Example**"],
            "journal": "Journal of Lamps", "date": 2023, "summary": "It glows.", "id": "lanterns", "volume": "12",
            "pages": "1--9", "author+an": "1=student,equal; 2=equal", "author+an:id": "1=wen; 3=ada",
        }
    ]  # fmt: skip
    assert [each["authors"] for each in others] == [["**Ada Example**", "Wei Sample"], ["Jane Roe", "**Ada Example**"]]


def test_what_rendercv_has_words_for(desk: Desk) -> None:
    cv = made(desk, "rendercv")["cv"]
    sections = cv.pop("sections")
    assert cv == {
        "name": "Ada Example", "headline": "Maker of lanterns", "location": "Lampton", "email": "ada@example.org",
        "phone": "+442079460018", "website": "https://ada.example/",
        "social_networks": [{"network": "GitHub", "username": "ada-example"}],
        "custom_connections": [
            {"fontawesome_icon": "link", "placeholder": words, "url": url}
            for words, url in (
                ("Lampnet: ada", None), ("(000)-11", None), ("Workshop", "https://lamps.example/a"),
            )
        ],
    }  # fmt: skip
    assert sections["About"] == ["I make *lanterns* and [lamps](https://lamps.example).", r"5 \* 3 is 15, she said."]
    assert sections["Education"][0]["highlights"] == [
        "**Prize** of the year; a – b", "Advisor: Wei Sample",
    ]  # fmt: skip
    assert sections["Work"] == [
        {"company": "[Lantern Works](https://works.example)", "position": "Wickmaker", "start_date": "2021-02",
         "end_date": "present", "summary": "Bright days."},
        {"company": "Moth Watch", "position": "Observer", "start_date": 2016, "end_date": "2020-12"},
    ]  # fmt: skip
    assert sections["Honors"][1] == {"name": "Glow Grant, Guild", "date": "2021 & 2023"}
    assert sections["Service"] == [{"name": "**Reviewer:** Leaf, Stem", "date": "Spring 2023"}]
    assert [kind_of(each) for each in sections["More"]] == ["normal"] * 3
    assert "Hidden" not in sections


def test_what_json_resume_has_words_for(desk: Desk) -> None:
    ran = desk.run("export", "json-resume", "ada.yaml", "-o", "-")
    assert "the text of Publications is left aside: JSON Resume has no place for it" in ran.err
    found = json.loads(ran.out)
    assert found["basics"]["summary"] == "I make lanterns and lamps.\n\n5 * 3 is 15, she said.\n\nA sentence."
    assert found["basics"]["profiles"] == [
        {"network": "GitHub", "username": "ada-example", "url": "https://github.com/ada-example"},
        {"network": "Lampnet", "username": "ada"},
        {"network": "(000)-11", "url": "tel:00011"},
        {"network": "Workshop", "url": "https://lamps.example/a"},
    ]
    assert found["awards"] == [
        {"title": "Best Paper Award", "date": "2024", "summary": "10th Conference on Made-Up Methods (CoMUM)"},
        {"title": "Glow Grant", "date": "2023", "awarder": "Guild", "summary": "2021 & 2023"},
    ]
    assert found["volunteer"] == [
        {"organization": "Leaf, Stem", "position": "Reviewer", "endDate": "2023", "summary": "Spring 2023"}
    ]
    assert [(each["name"], each["type"], each.get("entity")) for each in found["projects"]] == [
        ("Light Without Lamps", "Talks", "Lamp Colloquium"), ("Wen Sample, Apprentice", "Students", None),
        ("Light for All", "Grants", "Lamp Fund"), ("First", "More", None), ("A thing", "More", None),
    ]  # fmt: skip
    assert found["publications"][0] == {
        "name": "How Bright Is a Lantern?", "publisher": "Journal of Lamps", "releaseDate": "2023",
        "summary": "It glows.", "authors": ["Wen Sample", "Jane Roe", "Ada Example"], "id": "lanterns", "volume": "12",
        "pages": "1--9", "author+an": "1=student,equal; 2=equal", "author+an:id": "1=wen; 3=ada",
    }  # fmt: skip


def outlined(desk: Desk, file: str) -> tuple[Outline, dict[str, Marked]]:
    problems = Problems()
    with contextlib.chdir(desk.folder):
        loaded = loading.cv_file(Path(file), problems)
        outline, marked = pipeline.outlined(loaded, pipeline.Request(HTML, today=Date(2025, 6, 15)), problems)
    assert not problems.errors, "\n".join(map(str, problems.errors))
    return outline, dict(marked)


def rows(part: Part) -> Iterator[tuple[str, ...]]:
    """What each entry says: its first line, its date, what stands below."""
    for row in part.rows:
        below = (spaced(plain(line.main)).replace(" – ", " - ") for line in row.item.lines)
        yield spaced(plain(row.item.main)), spaced(plain(row.fields.get("date", ()))), *below


def papers(outline: Outline, marked: dict[str, Marked], *, marks: bool) -> list[object]:
    keys = [item.anchor for part in outline.parts for item in part.papers]
    found = []
    for key in keys:
        reference = marked[key].publication.reference
        roles = tuple(
            (str(a.author.name), a.author.roles if not marks else {m.role: (m.rule.symbol, m.rule.look) for m in a.marks})
            for a in marked[key].authors
        )  # fmt: skip
        found.append((key, plain(reference.title), roles, reference.volume, reference.pages, str(reference.date)))
    return found


def test_rendercv_reads_back_as_the_same(desk: Desk) -> None:
    before, marks = outlined(desk, "data/ada.yaml")
    desk.run("export", "rendercv", "ada.yaml", "-o", "back/ada.yaml")
    after, again = outlined(desk, "back/ada.yaml")
    assert papers(after, again, marks=True) == papers(before, marks, marks=True)
    texts = ("Signs: † denotes students of mine; * denotes equal contribution.", "")
    assert [row for part in after.parts for row in rows(part) if row != texts] == [
        row for part in before.parts for row in rows(part)
    ]
    titles = list(dict.fromkeys(part.title for part in before.parts))
    assert [part.title for part in after.parts] == titles
    assert after.header.name == before.header.name
    assert [each.url for each in after.networks] == [each.url for each in before.networks if each.url]
    contacts = [{said(each.content) for each in outline.header.contacts} for outline in (before, after)]
    assert contacts[1] - contacts[0] == {"Lampnet: ada", "+442079460018"}
    assert contacts[0] <= contacts[1] | {"+44 20 7946 0018"}


def test_json_resume_reads_back_as_the_same(desk: Desk) -> None:
    before, marks = outlined(desk, "data/ada.yaml")
    desk.run("export", "json-resume", "ada.yaml", "-o", "back/ada.json")
    after, again = outlined(desk, "back/ada.json")
    bare = [row for part in before.parts for row in part.rows if row.kind in ("education", "experience", "one-line")]
    kept = [row for part in after.parts for row in part.rows if row.kind in ("education", "experience", "one-line")]
    fields = ("institution", "area", "degree", "company", "position", "label", "details", "location", "date")
    facts = [sorted(tuple(plain(row.fields.get(name, ())) for name in fields) for row in all_) for all_ in (bare, kept)]
    assert [each for each in facts[1] if each[3] != "Leaf, Stem"] == facts[0]  # a volunteer there has a company here
    roles = [{key: [a.author.roles for a in each.authors] for key, each in all_.items()} for all_ in (marks, again)]
    assert roles[1]["lanterns"] == [("student", "equal"), ("equal",), ()]
    assert [each[:2] + each[3:] for each in papers(after, again, marks=False)] == [  # type: ignore[index]
        each[:2] + each[3:] for each in papers(before, marks, marks=False)  # type: ignore[index]
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_what_is_read_back_writes_the_same_papers(desk: Desk, form: str) -> None:
    first = made(desk, form)
    assert desk.run("export", form, "ada.yaml", "-o", f"back/{NAMES[form]}").code == 0
    ran = desk.run("export", form, f"back/{NAMES[form]}", "-o", "-")
    again = json.loads(ran.out) if form == "json-resume" else yaml.safe_load(ran.out)
    lists = [listed(each, form) for each in (first, again)]
    for papers_ in lists:
        for each in papers_:
            each.pop("author+an:id", None)
    assert lists[0] == lists[1]


def listed(file: dict[str, Any], form: str) -> list[dict[str, Any]]:
    if form == "json-resume":
        return list(file["publications"])
    return [each for all_ in file["cv"]["sections"].values() for each in all_ if kind_of(each) == "publication"]


def test_a_document_of_some_sections_is_those(desk: Desk) -> None:
    desk.write("data/ada.yaml", f"{ADA}  short: {{from: cv, sections: [Education, Skills]}}\n")
    assert list(made(desk, "rendercv", "-d", "short")["cv"]["sections"]) == ["Education", "Skills"]
    assert list(made(desk, "json-resume", "-d", "short")) == ["$schema", "basics", "education", "skills"]


def test_a_photo_is_named_as_seen_from_the_file(desk: Desk) -> None:
    (desk.folder / "data/ada.png").write_bytes((Path(__file__).parent.parent / "data/portrait.png").read_bytes())
    desk.change("data/ada.yaml", "cv:\n  headline", "cv:\n  photo: ada.png\n  headline")
    assert desk.run("export", "rendercv", "ada.yaml").out == "out/ada.rendercv.yaml\n"
    assert "photo: ../data/ada.png\n" in desk.read("out/ada.rendercv.yaml")


@pytest.mark.parametrize("form", FORMS)
def test_the_library_writes_the_same(desk: Desk, form: str) -> None:
    import cvgen

    file = cvgen.load(desk.folder / "data/ada.yaml")
    assert file.export(form) == desk.run("export", form, "ada.yaml", "-o", "-").out
    assert file.document().export(form) == desk.run("export", form, "ada.yaml", "-d", "cv", "-o", "-").out


def test_a_photo_that_a_file_does_not_hold_is_named_as_seen_from_there(desk: Desk) -> None:
    """In Markdown and LaTeX, wherever the file is written; what the library gives has no place but the project."""
    import cvgen

    (desk.folder / "data/ada.png").write_bytes((Path(__file__).parent.parent / "data/portrait.png").read_bytes())
    desk.change("data/ada.yaml", "cv:\n  headline", "cv:\n  photo: ada.png\n  headline")
    assert desk.run("build", "--jobs", "1", "ada.yaml").code == 0
    for out, path in {"out/ada": "../data/ada.png", "deep/er/x": "../../data/ada.png", "x": "data/ada.png"}.items():
        for form, around in {"md": "(%s)", "tex": "{%s}"}.items():
            if out != "out/ada" or form == "tex":
                assert desk.run(form, "ada.yaml", "-o", f"{out}.{form}").code == 0
            assert around % path in desk.read(f"{out}.{form}")
    assert "(data/ada.png)" in desk.run("md", "ada.yaml", "-o", "-").out
    assert desk.run("diff", "data/ada.yaml", "data/ada.yaml", "--marked").code == 0
    assert "(../data/ada.png)" in desk.read("out/ada-changes.md")
    assert "(data/ada.png)" in cvgen.load(desk.folder / "data/ada.yaml").document().markdown()
