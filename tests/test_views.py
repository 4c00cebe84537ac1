"""The same people and papers seen by others: who is marked follows from dated relations, and nothing else moves."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cvgen import loading, outcome, pipeline
from cvgen.model import formats
from cvgen.model.dates import Date
from cvgen.model.document import Document, Item, Section, Work
from cvgen.model.errors import Problems
from cvgen.model.text import AuthorName, walk
from cvgen.pipeline import Request

TODAY = Date(2026, 4, 21)


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """A copy of our own data folder."""
    shutil.copytree(root / "data", tmp_path / "data")
    return tmp_path / "data"


def documents(data: Path) -> dict[str, Document]:
    """Every document of the folder and every member's page, by name."""
    made: dict[str, Document] = {}
    for name in ("liu", "zhang", "optml", "project"):
        problems = Problems()
        loaded = loading.cv_file(data / f"{name}.yaml", problems)
        order = Request(formats.HTML, today=TODAY)
        if name == "optml":
            loaded, members = pipeline.with_members(loaded, order, "optml.html", problems)
            made |= {f"people/{m.subject.id}": pipeline.document(m, order, problems) for m in members}
        made[name] = pipeline.document(loaded, order, problems)
        assert not problems.errors
    return made


def items(sections: tuple[Section, ...]) -> Iterator[Item]:
    for section in sections:
        for listing in section.listings:
            yield from listing.items
        yield from items(section.sections)


def marks(document: Document) -> dict[tuple[str, int], tuple[str, ...]]:
    """The roles of each author as printed, by paper and place."""
    found = {}
    for item in (item for item in items(document.sections) if item.work):
        nodes = (*item.main, *(node for line in item.lines for node in line.main))
        names = [node for node in walk(nodes) if isinstance(node, AuthorName)]
        found |= {(item.anchor, i): name.roles for i, name in enumerate(names, 1)}
    return found


def changed(before: dict[str, Document], after: dict[str, Document]) -> dict[str, set[str]]:
    """By document: which roles somebody gained or lost."""
    moved: dict[str, set[str]] = {}
    for name, document in before.items():
        old, new = marks(document), marks(after[name])
        roles = {role for key in old.keys() | new.keys() for role in set(old.get(key, ())) ^ set(new.get(key, ()))}
        if roles:
            moved[name] = roles
    return moved


def edited(data: Path, relation: str, person: str, dates: str) -> None:
    """Give a person's relation other dates in people.yaml."""
    path = data / "people.yaml"
    pattern = rf"(  - id: {person}\n(?:(?!  - id: ).*\n)*?.*\{{{relation})[^}}]*\}}"
    text, count = re.subn(pattern, rf"\1, {dates}}}", path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")


def ruled(data: Path, when: str) -> None:
    """Say in every document when relations mark."""
    for path in (data / "liu.yaml", data / "optml.yaml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("student: {symbol: †,", f"student: {{symbol: †, when: {when},")
        path.write_text(text.replace("owner: {look: bold,", f"owner: {{look: bold, when: {when},"), encoding="utf-8")


MEMBER, STUDENT = "as: member, of: optml", "as: student, of: sijia-liu"
MOVES = [
    ("then", MEMBER, "start_date: 2021-01, end_date: 2022-01", {"optml": {"owner"}}),
    ("then", STUDENT, "start_date: 2021-01, end_date: 2022-01", {"liu": {"student"}}),
    ("ever", MEMBER, "start_date: 2024-12", {"optml": {"owner"}}),
    ("ever", STUDENT, "start_date: 2025-12", {"liu": {"student"}}),
]


@pytest.mark.parametrize(("when", "relation", "dates", "moved"), MOVES)
def test_moving_a_relation_moves_its_marks_and_nothing_else(
    data: Path, when: str, relation: str, dates: str, moved: dict[str, set[str]]
) -> None:
    ruled(data, when)
    before = documents(data)
    edited(data, relation, "yimeng-zhang", dates)
    found = changed(before, documents(data))
    pages = {name: roles for name, roles in found.items() if name.startswith("people/")}
    assert {name: roles for name, roles in found.items() if name not in pages} == moved
    assert all(roles <= {"student"} for roles in pages.values())
    assert not pages or relation == STUDENT


def test_the_page_of_a_former_member_says_so(data: Path) -> None:
    edited(data, MEMBER, "yimeng-zhang", "start_date: 2021-01, end_date: 2022-01")
    page = documents(data)["optml"]
    members = next(section for section in page.sections if section.id == "members")
    current, former = members.sections
    assert "Yimeng Zhang" not in str(current)
    assert "Yimeng Zhang" in str(former)


def test_a_paper_is_the_same_in_all_documents(root: Path) -> None:
    seen: dict[str, Work] = {}
    for document in documents(root / "data").values():
        for item in (item for item in items(document.sections) if item.work):
            assert item.work
            key = item.work.key
            facts = [getattr(item.work, name) for name in ("title", "authors", "year", "container", "doi", "pages")]
            first = seen.setdefault(key, item.work)
            assert facts == [getattr(first, name) for name in ("title", "authors", "year", "container", "doi", "pages")]
    assert len(seen) > 30


def test_a_folder_without_a_group_file_makes_a_group_of_everybody(data: Path) -> None:
    for name in ("optml", "project", "seminar"):
        (data / f"{name}.yaml").unlink()
    problems = Problems()
    loaded = loading.everybody(data, problems)
    files = outcome.made(loaded, Request(formats.HTML, today=TODAY), Path("out/group.html"), problems)
    assert not problems.errors
    assert {path.name for path, _ in files} == {"group.html", "group.atom", "sijia-liu.html", "yihua-zhang.html"}
    document = pipeline.document(loaded, Request(formats.HTML, today=TODAY), problems)
    anchors = [item.anchor for item in items(document.sections) if item.work]
    assert len(anchors) == len(set(anchors)) == len(loaded.publications)


def test_the_position_in_an_announcement_is_that_of_the_day(root: Path) -> None:
    loaded = loading.cv_file(root / "data" / "seminar.yaml", Problems())
    document = pipeline.document(loaded, Request(formats.HTML, today=TODAY), Problems())
    assert "Assistant Professor" in str(document.header)
    assert "Associate Professor" not in str(document)
    assert document.as_of == "2023-03-01"


def test_a_given_name_that_two_people_share_is_printed_in_full(root: Path) -> None:
    loaded = loading.cv_file(root / "data" / "optml.yaml", Problems())
    document = pipeline.document(loaded, Request(formats.MD, today=TODAY), Problems())
    news = next(section for section in document.sections if section.id == "news")
    assert "'Yihua'" in str(news)
    assert "Yuhao Sun" in str(news)
