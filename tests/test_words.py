"""Whatever is typed out of a known set, and misspelt, is told at its line by every command; nothing passes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from workbench import FILE, Desk, project

Golden = Callable[[str, str], None]
ADA, PEOPLE, BIB, RECORDS = "ada.yaml", "people.yaml", "publications.bib", "records.yaml"
HEAD = "bibliography: publications.bib\ncv:\n"
SECTIONS = "  sections:\n"
RECIPE = "    as_of: 2025-06\n"
LIST = "[{select: [lanterns, shadows, mirrors]}]"
URL = "    url: https://example.org/ada\n"


def head(text: str) -> tuple[str, str, str]:
    return ADA, HEAD, f"{HEAD}  {text}\n"


def section(text: str) -> tuple[str, str, str]:
    return ADA, SECTIONS, f"{SECTIONS}    {text}\n"


def recipe(text: str) -> tuple[str, str, str]:
    return ADA, RECIPE, f"{RECIPE}    {text}\n"


def listed(text: str) -> tuple[str, str, str]:
    return ADA, LIST, f"[{text}]"


def asked(text: str) -> tuple[str, str, str]:
    return section(f"A: [{text}]")


def about(text: str) -> tuple[str, str, str]:
    return PEOPLE, URL, f"{URL}    {text}\n"


# A kind of value: the file, what stands there, what stands there instead.
ROWS: dict[str, tuple[str, str, str]] = {
    "the format of a contact": head("phone: {value: +1 517 555 0100, only: pfd}"),
    "the format of a section": section("A: {only: htlm, entries: [b]}"),
    "the document of an entry": asked("{bullet: b, only: cw}"),
    "the format of a group": section("A: {groups: [{title: B, only: [html, mdd], entries: [b]}]}"),
    "the format of a query": asked("{talks: all, only: hmtl}"),
    "the format of a record": asked("{ref: light-talk, only: hmtl}"),
    "the formats of a document": recipe("formats: [htlm]"),
    "a look": (ADA, "owner: bold", "owner: blod"),
    "a look under its key": (ADA, "owner: bold", "owner: {look: underlined}"),
    "a look for a symbol": (ADA, "owner: bold", "owner: {symbol: bold}"),
    "a role that is marked": (ADA, "      student:", "      studnet:"),
    "a role of the legend": recipe("legend_order: [eqaul]"),
    "the role of a sign": recipe('glyphs: {"#": corespondng}'),
    "when a mark holds": (ADA, "symbol: †,", "symbol: †, when: than,"),
    "the time of a mark": (ADA, "symbol: †,", "symbol: †, grace: 6 moths,"),
    "a role on a paper": (BIB, "{1=equal; 2=equal}", "{1=equal; 2=equal; 3=corespondng}"),
    "the venue of a paper": (BIB, "venueid = {comum}, year = {2021}", "venueid = {commum}, year = {2021}"),
    "the author's id on a paper": (BIB, "{1=equal; 2=equal}", "{1=equal; 2=equal}, author+an:id = {1=wenn}"),
    "the author's ORCID on a paper": (
        BIB, "{1=equal; 2=equal}", "{1=equal; 2=equal}, author+an:orcid = {1=0000-0002-1825-0098}",
    ),
    "a relation": (PEOPLE, "as: student", "as: studnt"),
    "whose relation": (PEOPLE, "as: student, of: ada", "as: student, of: adda"),
    "a date": (PEOPLE, "start_date: 2021-09, end_date: 2024-06}\n      - {as: member", "start_date: 2021-13}\n      - {as: member"),
    "a day": (ADA, "as_of: 2025-06", "as_of: 2025-01-50"),
    "an e-mail address on the roster": (PEOPLE, "ada@example.org", "ada.example.org"),
    "an e-mail address": head("email: ada@example"),
    "a link on the roster": (PEOPLE, "url: https://example.org/ada", "url: htps://example.org/ada"),
    "a link without https": asked("{bullet: b, url: www.example.org}"),
    "a link with its label": head("links: {Home: 'https//example.org'}"),
    "a website": head("website: example,org"),
    "a telephone number": head("phone: 555-01"),
    "an organisation that somebody belongs to": about("affiliation: lamp-labb"),
    "an ORCID": about("orcid: 0000-0002-1825-009"),
    "the last digit of an ORCID": about("orcid: 0000-0002-1825-0098"),
    "a network": head("social_networks: [{network: GitHup, username: ada}]"),
    "a name at a network": head("social_networks: [{network: LinkedIn, username: not valid}]"),
    "an ORCID at a network": head("social_networks: [{network: ORCID, username: 0000-0002}]"),
    "a number at a network": head("social_networks: [{network: IMDb, username: ada}]"),
    "a language": recipe("lang: deutsch"),
    "the region of a language": recipe("lang: en-UK"),
    "the paper": recipe("page: a44"),
    "the form of names": recipe("names: ful"),
    "the form of dates": recipe("dates: {form: lonk}"),
    "where marks stand": recipe("mark_form: supperscript"),
    "a style": recipe("style: modrn"),
    "a reference style": recipe("reference: plian"),
    "an entry style": recipe("entries: clasic"),
    "the field of an entry": recipe("patterns: {talk: '[{yaer}]'}"),
    "a kind of entry": recipe("patterns: {txt: '{text}'}"),
    "a section of a document": recipe("sections: [Publcations]"),
    "the field of a label": section("A: {labels: 'J{i}', entries: [b]}"),
    "the field of a paper's label": listed("{select: [mirrors], labels: '{yaer}'}"),
    "the order of labels": listed("{select: [mirrors], labels: {text: '{n}', order: descendign}}"),
    "the order of papers": listed("{order: newst}"),
    "a heading": listed("{group_by: yaer}"),
    "a paper": listed("{select: [mirors]}"),
    "the paper of a blurb": listed("{select: [mirrors], blurbs: {mirors: Bright.}}"),
    "a keyword": listed("{where: {keywords: lihgt}}"),
    "a type of paper": listed("{where: {type: artcle}}"),
    "the venue that is asked for": listed("{where: {venue: commum}}"),
    "the status that is asked for": listed("{where: {status: undr review}}"),
    "the author that is asked for": listed("{where: {author: adda}}"),
    "the first author that is asked for": listed("{where: {first_author: adda}}"),
    "what is left out": listed("{where: {exclude: mirors}}"),
    "whose awards": asked("{awards: mien}"),
    "whose positions": asked("{positions: al}"),
    "the kind of talks": asked("{talks: mine, kind: Tlak}"),
    "the kind of members": asked("{members: current, kind: student}"),
    "which members": asked("{members: curent}"),
    "the relation that is asked for": asked("{relations: studnt}"),
    "a record": asked("{ref: best-2025}"),
    "a bio": asked("{bio: shrt}"),
    "a mention": asked("'[@wenn]'"),
    "a fact": asked("'{metrcs.citations}'"),
    "a person in a row": asked("{person: martina-keller, note: Professor}"),
    "an organisation in a row": asked("{company: lamp-labs, position: Head}"),
    "a sponsor": head("sponsors: [lamp-labb]"),
    "the organisation of an award": (RECORDS, "venue: comum", "venue: comumm"),
    "who holds an award": (RECORDS, "to: wen", "to: wenn"),
    "who speaks": (RECORDS, "speakers: ada", "speakers: adda"),
    "whose file": (ADA, "person: ada", "person: adda"),
    "a bibliography": (ADA, "publications.bib", "publication.bib"),
    "yes or no": head("positions: ture"),
    "an amount": asked("{funder: Wick Fund, amount: '$1,200,000'}"),
    "the currency of an amount": asked("{funder: Wick Fund, amount: 120000 EURO}"),
    "a field in brackets": recipe("patterns: {award: '{award}[, {yaer}]'}"),
    "the field of a line": recipe("patterns: {award: {main: '{award}', lines: ['[{nte}]']}}"),
    "the layout of a pattern": recipe("patterns: {text: {main: '{text}', layout: bulets}}"),
    "a season": (ADA, "as_of: 2025-06", "as_of: Sumer 2025"),
    "a month in words": asked("{bullet: b, date: Augst 2024}"),
    "an end that is none": asked("{bullet: b, start_date: 2024, end_date: presnt}"),
    "the kind of a venue": (RECORDS, "short: CoMUM,", "short: CoMUM, kind: jurnal,"),
    "the year of an edition": (RECORDS, "2024: 10", "20244: 10"),
    "a kind that is declared": (PEOPLE, "groups: [", "kinds: [studnet]\ngroups: ["),
    "how a former name prints": about("former: [{name: 'Moth, Ada', printed: publishd}]"),
    "the type of an entry": (BIB, "@article{lanterns", "@artcle{lanterns"),
    "the subtype of an entry": (BIB, "year = {2023}", "year = {2023}, entrysubtype = {newspapr}"),
    "the stage of a paper": (BIB, "year = {2023}", "year = {2023}, pubstate = {undr review}"),
    "the date of a paper": (BIB, "year = {2023}", "date = {2023-13}"),
    "a related paper": (BIB, "year = {2023}", "year = {2023}, related = {shadws}"),
    "the field that is annotated": (BIB, "{1=equal; 2=equal}", "{1=equal; 2=equal}, athor+an = {1=equal}"),
    "the role of an editor": (BIB, "{1=equal; 2=equal}", "{1=equal; 2=equal}, editor = {Reed, Tom}, editor+an = {1=eqaul}"),
    "a document to begin with": (ADA, "documents:\n", "documents:\n  short: {from: cvv}\n"),
    "a topic": (ADA, "person: ada\n", "project: {id: n, name: N, teams: lamp-lab, topics: [{id: lihgt, label: L, icon: x}]}\n"),
    "the form of a number": section("A: ['{publications.count:wrods}']"),
    "an id in a note": asked("{award: Prize, note: lamp-lab}"),
    "a partner": asked("{funder: Wick Fund, with: [martina-keller]}"),
    "a thesis": (PEOPLE, "as: student,", "as: student, thesis: mirorrs,"),
    "a venue of service": asked("{service: Reviewer, for: [comumm]}"),
    "a list in braces": recipe("sections: {Publications, Grants, max_pages: 2}"),
    "a comma in braces": asked("{award: Prize, location: East Lansing, MI, date: 2024}"),
    "a colour without quotes": recipe("look:\n      accent: #7a1f2b"),
    "a number sign in a value": section("A:\n      - award: Prize #1"),
    "an entry without its dash": section("A:\n      bullet: b"),
    "an indentation": section("A:\n      - award: Prize\n       date: 2024"),
    "an end today": asked("{bullet: b, start_date: 2024, end_date: today}"),
    "a number in words": recipe("max_pages: two"),
    "the code of a currency": asked("{funder: Wick Fund, amount: 850000 ERU}"),
    "the month of a paper": (BIB, "month = jul", "month = {jlu}"),
    "the macro of a month": (BIB, "month = jul", "month = ocotber"),
    "a year ahead": asked("{bullet: b, date: 2205}"),
    "the year of a relation": (PEOPLE, "start_date: 2021-09, end_date: 2024-06}\n      - {as: member", "start_date: 0221-09}\n      - {as: member"),
    "the year of a record": (RECORDS, "dates: 2020-05", "dates: 2200-05"),
    "the year of a paper": (BIB, "@article{lanterns,\n", "@article{lanterns, date = {2203},\n"),
    "a year that lacks a figure": (BIB, "@article{lanterns,\n", "@article{lanterns, date = {0203},\n"),
    "a funder by name": asked("{funder: Lamb Lab}"),
    "a venue by name": asked("{award: Prize, venue: Conference on Made-Up Method}"),
    "a person by name": asked("{person: Wen Smaple}"),
    "an id in capitals": asked("{funder: Lamp_Lab}"),
    "the funder of a grant": (RECORDS, "talks:\n", "grants:\n  - {id: light-grant, funder: Lamb Lab, to: ada}\ntalks:\n"),
    "the author of an annotation": (BIB, "{1=equal; 2=equal}", "{1=equal; 2=equal}, author+an:id = {2=wei}"),
    "an ORCID among roles": (BIB, "{1=equal; 2=equal}", "{1=equal; 2=equal; 3=0000-0002-1825-0097}"),
    "how a paper is related": (BIB, "year = {2023}", "year = {2023}, related = {shadows}, relatedtype = {translatinof}"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ROWS)
def test_a_misspelt_value_is_one_message_of_every_command(tmp_path: Path, kind: str, golden: Golden) -> None:
    file, old, new = ROWS[kind]
    desk = project(tmp_path).change(f"data/{file}", old, new)
    ran = desk.run("html", "ada.yaml")
    told = [line for line in ran.err.splitlines() if not line.startswith("  hint")]
    assert len(told) == 1, ran.err
    line = desk.read(f"data/{file}").splitlines()[int(told[0].split(":")[1]) - 1]
    assert line in new or new in line or any(part in line for part in new.splitlines())
    for words in (("build", "--jobs", "1"), ("check", "--quiet")):
        assert told[0].replace(": warning", "") in "\n".join(desk.messages(*words)).replace(": warning", "").replace(
            ": error", ""
        )
    golden(f"words/{kind.replace(' ', '-')}.txt", ran.err)


def test_without_a_mistake_nothing_is_said(tmp_path: Path) -> None:
    assert project(tmp_path).run("html", "ada.yaml").err == ""


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("{yaer}", "no paper has a field {yaer}"),
        ("[ {venue.shrot}]", "no paper has a field {venue.shrot}"),
        ("[ {wattage}]", "warning: no paper has a field {wattage}"),
        ("[ {titleaddon}]", ""),
    ],
)
def test_a_field_of_a_style_is_told_once_and_at_the_style(tmp_path: Path, field: str, said: str) -> None:
    desk = project(tmp_path).change(f"data/{ADA}", RECIPE, f"{RECIPE}    reference: mine\n")
    desk.write("styles/references/mine.yaml", f"patterns: {{default: '{{authors}}. {{title}}. {field}'}}\n")
    told = desk.messages("html", "ada.yaml")
    assert len(told) == bool(said)
    assert all(line.startswith("styles/references/mine.yaml:1") and said in line for line in told)


BARE = """\
@article{a, title = {A}, author = {Moss, Ada and Reed, Tom}, journal = {J}, year = {2020}}
"""
IN_A_BIB = {
    "author+an = {1=eqaul}": "there is no role eqaul",
    "author+an = {1=corespondng}": "there is no role corespondng",
    "author+an = {1=dunno}": "",
    "author+an = {1=equal; 2=equal}": "",
    "venueid = {commu}": "no venue has the id commu",
    "pubstate = {undr review}": "there is no stage undr review",
    "pubstate = {forthcomming}": "there is no stage forthcomming",
    "pubstate = {under review}": "",
    "pubstate = {with the printer}": "",
    "date = {2020-02-30}": "“2020-02-30” in date is on no calendar; of it the rest is printed",
    "date = {2020-00-00}": "",
    "date = {2020-22}": "",
    "related = {b}": "there is no entry b that it is related to",
    "entrysubtype = {magazin}": "there is no entrysubtype magazin",
    "entrysubtype = {lampoon}": "",
}


@pytest.mark.parametrize("field", IN_A_BIB)
def test_a_bib_alone_is_told_as_well(tmp_path: Path, field: str) -> None:
    desk = Desk(tmp_path).write("x.bib", BARE.replace("year =", f"{field}, year ="))
    told = desk.messages("md", "x.bib", "--owner", "Ada Moss")
    said = IN_A_BIB[field]
    assert told == ([f"x.bib:1: warning: a: {said}"] if said else [])


@pytest.mark.parametrize(
    ("typed", "meant"), [("artcle", "article"), ("inprocedings", "inproceedings"), ("my.type", ""), ("poem", "")]
)
def test_a_type_is_told_if_it_is_nearly_a_known_one(tmp_path: Path, typed: str, meant: str) -> None:
    desk = Desk(tmp_path).write("x.bib", BARE.replace("article", typed))
    ran = desk.run("md", "x.bib", "--owner", "Ada Moss")
    hint = f"x.bib:1: warning: a: there is no type @{typed}\n  hint: did you mean @{meant}?"
    assert [line for line in ran.err.splitlines() if "type" in line or "did you" in line] == (
        hint.splitlines() if meant else []
    )


FOUND_NOTHING = {
    "awards": "{awards: mine, since: 2030}",
    "talks": "{talks: mine, since: 2030}",
    "a relation": "{relations: postdoc}",
    "members": "{members: current}",
    "news": "{news: all}",
}


@pytest.mark.parametrize("kind", FOUND_NOTHING)
def test_what_finds_nothing_says_so(tmp_path: Path, kind: str) -> None:
    desk = project(tmp_path).change("data/ada.yaml", SECTIONS, f"{SECTIONS}    A: [{FOUND_NOTHING[kind]}]\n")
    assert desk.messages("html", "ada.yaml") == ["data/ada.yaml:5:9: warning: nothing on record is what this asks for"]


@pytest.mark.parametrize(("kind", "key"), [("awards", "to: wen"), ("talks", "speakers: ada")])
def test_a_record_that_is_nobodys_is_told_where_mine_leaves_it_out(tmp_path: Path, kind: str, key: str) -> None:
    desk = project(tmp_path).change("data/records.yaml", f", {key}", "")
    assert desk.messages("html", "ada.yaml") == []
    (told,) = desk.change("data/ada.yaml", SECTIONS, f"{SECTIONS}    A: [{{{kind}: mine}}, b]\n").messages(
        "html", "ada.yaml"
    )[:1]
    assert f"is nobody's, so that {{{kind}: mine}} leaves it out" in told or "nothing on record" in told
    assert any("is nobody's" in line for line in desk.messages("html", "ada.yaml"))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Roe, Jnae", "Jane Roe"),
        ("Grenfeld, Ida", "Ida Grenfell"),
        ("Rue, Jane", ""),
        ("Roe, Jan", ""),
        ("Roe, Joan", ""),
    ],
)
def test_a_name_on_the_roster_that_is_nearly_an_authors_is_told(tmp_path: Path, name: str, meant: str) -> None:
    desk = project(tmp_path).change(
        "data/people.yaml", "  - {id: wei", f'  - {{id: xx, name: "{name}"}}\n  - {{id: wei'
    )
    desk.change("data/publications.bib", "Roe, Jane and Example", "Roe, Jane and Grenfell, Ida and Example")
    told = [line for line in desk.messages() if "is on no paper" in line]
    assert len(told) == bool(meant)
    assert all(
        line.startswith("data/people.yaml:14:5: warning: ") and line.endswith(f"and {meant} is") for line in told
    )


def test_what_a_document_selects_is_what_its_texts_count(tmp_path: Path) -> None:
    text = "{publications.count}, {publications.published}, {publications.first_authored}, {publications.article}"
    desk = project(tmp_path).change("data/ada.yaml", SECTIONS, f"{SECTIONS}    A: ['{text}']\n")
    assert "3, 3, 1, 1" in desk.change("data/ada.yaml", RECIPE, RECIPE).run("md", "ada.yaml", "-o", "-").out
    desk.change("data/ada.yaml", RECIPE, f"{RECIPE}    where: {{since: 2022, exclude: lanterns}}\n")
    ran = desk.run("md", "ada.yaml", "-o", "-")
    assert "\n1, 1, 1, " in ran.out


def test_a_part_without_anything_has_no_heading(tmp_path: Path) -> None:
    groups = "{groups: [{title: Theses, entries: []}, {title: Prizes, entries: [b]}]}"
    desk = project(tmp_path).change("data/ada.yaml", SECTIONS, f"{SECTIONS}    A: {groups}\n")
    assert "Theses" not in desk.run("md", "ada.yaml", "-o", "-").out
    assert "Theses in A has nothing to show, so its heading is not printed" in desk.run("check").err


def test_a_list_of_papers_that_finds_nothing_says_so(tmp_path: Path) -> None:
    desk = project(tmp_path).change("data/ada.yaml", LIST, "[{where: {since: 2030}}]")
    (told,) = desk.messages("html", "ada.yaml")
    assert told.endswith("warning: no publication is what this list asks for")


def test_a_heading_of_a_yaml_file_is_not_asked_for_outside(tmp_path: Path) -> None:
    ran = project(tmp_path).run("html", "ada.yaml", "--group-by", "type")
    assert (ran.code, ran.err.splitlines()[0]) == (1, "--group-by is for a .bib alone")


def test_brackets_in_a_label_are_brackets(tmp_path: Path) -> None:
    text = FILE.replace(LIST, "[{select: [mirrors], labels: '[{n}]'}]")
    (item,) = project(tmp_path, ada=text).document().sections[0].listings[0].items
    assert item.label == ("[1]",)


@pytest.mark.parametrize(
    ("entry", "printed"),
    [
        ("{person: wen}", "Wen Sample"),
        ("{company: lamp-lab, position: Head}", "Lamp Lab"),
        ("{funder: lamp-lab}", "Lamp Lab"),
    ],
)
def test_an_id_prints_as_the_name_that_it_stands_for(tmp_path: Path, entry: str, printed: str) -> None:
    desk = project(tmp_path).change("data/ada.yaml", SECTIONS, f"{SECTIONS}    A: [{entry}]\n")
    ran = desk.run("md", "ada.yaml")
    assert (ran.code, ran.err) == (0, "")
    page = desk.read("out/ada.md")
    assert printed in page
    assert "lamp-lab" not in page


def test_the_id_of_an_affiliation_prints_as_its_name(tmp_path: Path) -> None:
    desk = project(tmp_path).change("data/people.yaml", "{id: wei,", "{id: wei, affiliation: lamp-lab,")
    entries = "[{person: wei}, {person: Kim Roe, affiliation: lamp-lab}]"
    desk.change("data/ada.yaml", SECTIONS, f"{SECTIONS}    A: {entries}\n")
    ran = desk.run("md", "ada.yaml")
    assert (ran.code, ran.err) == (0, "")
    page = desk.read("out/ada.md")
    assert "Kim Roe (Lamp Lab)" in page.replace("*", "")
    assert "lamp-lab" not in page


def test_an_id_in_a_bib_alone_is_a_warning_and_the_list_is_made(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write(
        "x.bib", "@misc{a, title = {A}, author = {Lee, W. and Moss, Ada}, author+an:id = {1=wen}, year = 2021}\n"
    )
    desk.write("people.yaml", "people: [{id: wen, name: 'Lee, Wen'}]\n")
    ran = desk.run("html", "x.bib")
    assert (ran.code, ran.err.partition("\n")[0]) == (0, "x.bib:1: warning: a: nobody on the roster has the id wen")
    assert "people.yaml is read for files that begin with `person:`" in ran.err
