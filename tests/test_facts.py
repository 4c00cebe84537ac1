"""What is written is printed, or `cvgen check` says that it is not; and an id is never what is printed."""

import re
from pathlib import Path

import pytest
from workbench import RECORDS, Desk, project

SECTIONS = "  sections:\n"
ADA, PEOPLE, REC = "data/ada.yaml", "data/people.yaml", "data/records.yaml"
EMAIL = "    email: ada@example.org\n"
STUDENT = "as: student, of: ada,"
GRANT = "grants: [{id: wick-grant, funder: Wick Fund, to: ada, amount: "
JOBS = "    positions: [{position: Lecturer, organization: Lamp College, start_date: 2024-09}]\n"


def asked(folder: Path, entry: str, *changes: tuple[str, str, str], records: str = RECORDS) -> Desk:
    """The made-up project with this entry in a section called A, and some words changed."""
    desk = project(folder, records=records).change(ADA, SECTIONS, f"{SECTIONS}    A: [{entry}]\n")
    for file, old, new in changes:
        desk.change(file, old, new)
    return desk


def printed(desk: Desk) -> str:
    """What stands above the publications."""
    ran = desk.run("md", "ada.yaml")
    assert (ran.code, ran.err) == (0, "")
    return desk.read("out/ada.md").split("## Publications")[0].replace("*", "")


PRINTED = {
    "the kind of a talk": (
        "{talks: mine}", (REC, "event: Lamp Col", "kind: Keynote, event: Lamp Col"), "Keynote, Lamp Colloquium",
    ),
    "a kind without an event": ("{talk: Lamps, kind: Keynote, host: Lamp Lab}", None, "“Lamps.” Keynote, Lamp Lab"),
    "no kind": ("{talks: mine}", None, "“Light Without Lamps.” Lamp Colloquium ·"),
    "the place of a talk": (
        "{talks: mine}", (REC, "event: Lamp Col", "location: Lampton, event: Lamp Col"), "Lamp Colloquium, Lampton",
    ),
    "an ORCID": ("b", (PEOPLE, EMAIL, f"{EMAIL}    orcid: 0000-0002-1825-0097\n"), "[orcid.org/0000-0002-1825-0097](https://"),
    "the amount of a grant": ("{grants: mine}", (REC, "talks:", GRANT + "1200000 EUR}]\ntalks:"), "Wick Fund, EUR 1,200,000"),
    "an amount with commas": ("{funder: Wick Fund, amount: '120,000 USD'}", None, "Wick Fund, USD 120,000"),
    "a degree and a thesis": (
        "{relations: student}", (PEOPLE, STUDENT, f"{STUDENT} degree: Ph.D., thesis: On the Wick,"), "Wen Sample, Ph.D., “On the Wick” ·",
    ),
    "a thesis that is on record": ("{relations: student}", (PEOPLE, STUDENT, f"{STUDENT} thesis: mirrors,"), "Wen Sample, “Mirrors” ·"),
    "what somebody is now, and where": (
        "{relations: student}", (PEOPLE, "    name: Sample, Wen\n", f"    name: Sample, Wen\n{JOBS}"), "Wen Sample, Lecturer, Lamp College ·",
    ),
    "what a member is": (
        "{relations: student}", (PEOPLE, "    name: Sample, Wen\n    relations:\n      - {as: student, of: ada, start_date: 2021-09, end_date: 2024-06}",
                                 f"    name: Sample, Wen\n{JOBS}    relations:\n      - {{as: student, of: ada, start_date: 2021-09}}"),
        "Wen Sample, Lecturer ·",
    ),
    "a season": ("{name: Lamp Course, date: Fall 2023}", None, "Lamp Course · Fall 2023"),
    "a term": ("{name: Lamp Course, start_date: Fall semester 2023, end_date: Summer 2024}", None, "Fall semester 2023 – Summer 2024"),
    "a year of school": ("{name: Lamp Course, date: 2023/24}", None, "Lamp Course · 2023/24"),
    "a month in words": ("{name: Lamp Course, date: August 2023}", None, "Lamp Course · Aug. 2023"),
}  # fmt: skip


@pytest.mark.parametrize("fact", PRINTED)
def test_what_is_written_is_printed(tmp_path: Path, fact: str) -> None:
    entry, change, there = PRINTED[fact]
    assert there in printed(asked(tmp_path, entry, *((change,) if change else ())))


def test_an_orcid_that_is_among_the_networks_is_printed_once(tmp_path: Path) -> None:
    own = (PEOPLE, EMAIL, f"{EMAIL}    orcid: 0000-0002-1825-0097\n")
    networks = "cv:\n  social_networks: [{network: ORCID, username: 0000-0002-1825-0097}]\n" + SECTIONS
    page = printed(asked(tmp_path, "b", own, (ADA, f"cv:\n{SECTIONS}", networks)))
    assert page.count("0000-0002-1825-0097") == 1


def test_free_dates_stand_in_their_order(tmp_path: Path) -> None:
    talks = "".join(f"  - {{id: t{i}, title: T{i}, speakers: ada, date: {date}}}\n" for i, date in enumerate(
        ("Fall 2023", "2023-04", "Summer 2023", "2023-12", "2022/23")
    ))  # fmt: skip
    page = printed(
        asked(
            tmp_path, "{talks: mine, since: 2021, latest: 5}", records=RECORDS.split("talks:")[0] + f"talks:\n{talks}"
        )
    )
    assert re.findall(r"T\d", page) == ["T3", "T0", "T2", "T1", "T4"]


@pytest.mark.parametrize(("kind", "names"), [("Talk", ["Light Without Lamps"]), ("Keynote", ["Dim Lamps"])])
def test_a_talk_that_says_no_kind_is_a_talk(tmp_path: Path, kind: str, names: list[str]) -> None:
    more = RECORDS + "  - {id: dim-talk, title: Dim Lamps, kind: Keynote, date: 2025-01, speakers: ada}\n"
    page = printed(asked(tmp_path, f"{{talks: mine, kind: {kind}}}", records=more))
    assert re.findall(r"“(.*?)\.”", page) == names


# ------------------------------------------------------------------------------------------------------ or it is said
def notes(desk: Desk) -> list[str]:
    return [line for line in desk.messages("check") if "no pattern of this document" in line]


def test_what_no_pattern_prints_is_said_once_a_key(tmp_path: Path) -> None:
    entries = (
        "{talk: Lamps, room: 12}, {talk: More Lamps, room: 13, url: 'https://example.org'}, {talk: All, short_title: A}"
    )
    found = notes(asked(tmp_path, entries))
    assert found == [
        "data/ada.yaml:5:29: note: no pattern of this document prints the room of talk entries, here and in 1 more",
        "data/ada.yaml:5:68: note: no pattern of this document prints the url of talk entries",
    ]


def test_it_is_said_where_a_record_was_written(tmp_path: Path) -> None:
    found = notes(asked(tmp_path, "{talks: mine}", (REC, "event: Lamp Col", "series: Lamp Talks, event: Lamp Col")))
    assert found == ["data/records.yaml:7:58: note: no pattern of this document prints the series of talk entries"]


def test_a_date_that_no_pattern_prints_is_said(tmp_path: Path) -> None:
    desk = asked(tmp_path, "{bullet: b, start_date: 2024}, {bullet: c, date: 2023}")
    assert notes(desk) == [
        "data/ada.yaml:5:9: note: no pattern of this document prints the date of bullet entries, here and in 1 more"
    ]


def test_what_a_pattern_of_the_document_prints_is_not_said(tmp_path: Path) -> None:
    desk = asked(
        tmp_path,
        "{talk: Lamps, room: 12}",
        (ADA, "    as_of: 2025-06\n", "    as_of: 2025-06\n    patterns: {talk: '{talk}[, {room}]'}\n"),
    )
    assert notes(desk) == []
    assert "Lamps, 12" in printed(desk)


def test_what_another_format_shows_is_not_said(tmp_path: Path) -> None:
    assert notes(asked(tmp_path, "{talk: Lamps, room: 12, only: tex}")) == []


# ------------------------------------------------------------------------------------------------- an id is no words
IDS = {
    "lamp-lab": "Lamp Lab",
    "wen": "Wen Sample",
    "comum": "Conference on Made-Up Methods",
    "lamp-works": "Lamp Works",
}
MORE = RECORDS + "organizations: [{id: lamp-works, name: Lamp Works}]\ngrants: [{id: wick-grant, funder: F, to: ada}]\n"
POSITION = f"{EMAIL}    positions: [{{position: Head, %s}}]\n"
SOMEBODY = "    name: Sample, Wen\n"
PLACES: dict[str, tuple[str, tuple[str, str, str] | None]] = {
    "an employer": ("{company: ID, position: Head}", None),
    "a school": ("{institution: ID}", None),
    "who gives an award": ("{award: Prize, organization: ID}", None),
    "where an award was given": ("{award: Prize, venue: ID}", None),
    "an award": ("{award: ID}", None),
    "an event": ("{event: ID}", None),
    "a host": ("{talk: T, host: ID}", None),
    "a person": ("{person: ID}", None),
    "an affiliation": ("{person: Kim Roe, affiliation: ID}", None),
    "a funder": ("{funder: ID}", None),
    "partners": ("{funder: F, with: [ID, Kim Roe]}", None),
    "what service is for": ("{service: Reviewer, for: [ID, Other Days]}", None),
    "the giver of a record": ("{awards: all}", (REC, "name: Lamp Prize,", "name: Lamp Prize, organization: ID,")),
    "the venue of a record": ("{awards: all}", (REC, "name: Lamp Prize,", "name: Lamp Prize, venue: ID,")),
    "the host of a record": ("{talks: all}", (REC, "event: Lamp Colloquium", "host: ID")),
    "the event of a record": ("{talks: all}", (REC, "event: Lamp Colloquium", "event: ID")),
    "the funder of a record": ("{grants: mine}", (REC, "funder: F", "funder: ID")),
    "the partners of a record": ("{grants: mine}", (REC, "funder: F", "funder: F, with: ID")),
    "the organisation of a position": ("{positions: mine}", (PEOPLE, EMAIL, POSITION % "organization: ID")),
    "the department of a position": ("{positions: mine}", (PEOPLE, EMAIL, POSITION % "department: ID")),
    "a position in a text": ("'{positions}'", (PEOPLE, EMAIL, POSITION % "organization: ID")),
    "where somebody is": ("{relations: student}", (PEOPLE, SOMEBODY, f"{SOMEBODY}    affiliation: ID\n")),
    "sponsors": ("'{sponsors}'", (ADA, f"cv:\n{SECTIONS}", f"cv:\n  sponsors: [ID]\n{SECTIONS}")),
}


def put(place: str, identity: str, folder: Path) -> Desk:
    entry, change = PLACES[place]
    changes = [(file, old, new.replace("ID", identity)) for file, old, new in ([change] if change else [])]
    return asked(folder, entry.replace("ID", identity), *changes, records=MORE)


@pytest.mark.parametrize("identity", IDS)
@pytest.mark.parametrize("place", PLACES)
def test_an_id_is_printed_as_what_it_names(tmp_path: Path, place: str, identity: str) -> None:
    page = printed(put(place, identity, tmp_path)).split("## A")[1]
    assert IDS[identity].removesuffix(" on Made-Up Methods") in page
    assert not re.search(rf"(?<![\w/-]){identity}(?![\w-])", page)


@pytest.mark.parametrize("place", [place for place in PLACES if place not in ("an award", "what service is for")])
def test_an_id_that_nobody_has_is_refused(tmp_path: Path, place: str) -> None:
    ran = put(place, "martina-keller", tmp_path).run("md", "ada.yaml")
    assert (ran.code, "nothing has the id martina-keller" in ran.err) == (1, True)


@pytest.mark.parametrize("entry", ["{award: lamp-labb}", "{service: Reviewer, for: [comumm]}", "{talk: light-tlak}"])
def test_where_other_texts_may_stand_one_that_is_nearly_an_id_is_refused(tmp_path: Path, entry: str) -> None:
    ran = asked(tmp_path, entry).run("md", "ada.yaml")
    assert (ran.code, "did you mean" in ran.err) == (1, True)


@pytest.mark.parametrize(
    "entry", ["{name: zero-shot}", "{talk: e-mail}", "{service: Chair, for: [vldb]}", "{label: L, details: lamps}"]
)
def test_names_in_small_letters_are_names(tmp_path: Path, entry: str) -> None:
    assert asked(tmp_path, entry).run("md", "ada.yaml").err == ""


def test_papers_of_somebody_are_printed_short(tmp_path: Path) -> None:
    assert "Kim Roe — \\[CoMUM’21\\]" in printed(asked(tmp_path, "{person: Kim Roe, papers: [mirrors]}"))


BARE = [
    "{award: Prize, note: ID}",
    "{institution: College, degree: ID}",
    "{bullet: ID}",
    "{bullet: b, highlights: [ID]}",
]


@pytest.mark.parametrize("entry", BARE)
def test_a_text_that_is_an_id_alone_is_told(tmp_path: Path, entry: str) -> None:
    certain = asked(tmp_path / "a", entry.replace("ID", "lamp-lab")).run("md", "ada.yaml")
    word = asked(tmp_path / "b", entry.replace("ID", "wen")).run("md", "ada.yaml")
    assert (certain.code, "lamp-lab is an id" in certain.err, "write [@lamp-lab]" in certain.err) == (1, True, True)
    assert (word.code, "warning: wen is an id" in word.err) == (0, True)


def test_so_is_one_of_the_roster(tmp_path: Path) -> None:
    ran = asked(tmp_path, "b", (PEOPLE, STUDENT, f"{STUDENT} note: lamp-lab,")).run("md", "ada.yaml")
    assert (ran.code, "lamp-lab is an id" in ran.err) == (1, True)


def test_news_of_somebody_unknown_is_told_once_and_in_its_place(tmp_path: Path) -> None:
    news = "news: [{date: 2024-01, text: 'A lamp for {people}.', people: [wenn, ada], of: ada}]\n"
    found = asked(tmp_path, "{news: mine}", records=RECORDS + news).messages("md", "ada.yaml")
    assert found == ["data/records.yaml:8:63: the news is about nobody on record: wenn"]
