"""What may be written in a YAML file, how mistakes in it are told, and the schema that editors get."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from workbench import project, said

from cvgen.model.content import CvFile, SharedFile, WrittenSection
from cvgen.model.entry import Dated
from cvgen.model.errors import Problems
from cvgen.model.facts import Person, Records, Roster
from cvgen.model.look import PageLook
from cvgen.model.recipe import EntryStyle, ReferenceStyle
from cvgen.read.yaml import json_schema, schema, values, yaml_file
from cvgen.read.yaml.schema import Converter
from cvgen.read.yaml.values import Listed, Mapped, Scalar, Value


def read(text: str, to: type) -> tuple[Any, list[str]]:
    """A record and what was wrong with it, each as "line:column message; hint"."""
    problems = Problems()
    value = yaml_file.load("f.yaml", text, problems)
    made = Converter(problems).record(value, to) if value is not None else None
    return made, [f"{p.at.line}:{p.at.column} {p.message}; {p.hint}" for p in problems.items if p.at]


def plain_values(value: Value | None) -> object:
    """What was typed, without places."""
    match value:
        case Scalar():
            return value.text
        case Listed():
            return [plain_values(item) for item in value.items]
        case Mapped():
            return {key.text: plain_values(item) for key, item in value.pairs}
    return None


KINDS = [
    ("{institution: U, area: Physics, degree: Ph.D.}", "education"),
    ("{company: C, position: P}", "experience"),
    ("{position: P}", "experience"),
    ("{award: A, organization: O}", "award"),
    ("{talk: T, event: E}", "talk"),
    ("{event: E}", "talk"),
    ("{service: Reviewer, for: [A, B]}", "service"),
    ("{person: '[@wen]', note: N}", "person"),
    ("{funder: F, title: T, with: [A]}", "grant"),
    ("{title: T, authors: [A, B], journal: J, doi: 10.1000/x}", "publication"),
    ("{label: L, details: D}", "one-line"),
    ("{name: N, location: L, summary: S}", "normal"),
    ("{bullet: B}", "bullet"),
    ("{number: N}", "numbered"),
    ("{reversed_number: R}", "reversed-numbered"),
    ("just words", "text"),
    ("{text: words}", "text"),
    ("{ref: best-2024}", "RecordRef"),
    ("{awards: mine}", "RecordQuery"),
    ("{relations: student, since: 2020, latest: 3}", "RecordQuery"),
    ("{bio: short}", "RecordQuery"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_an_entry_is_of_the_kind_its_keys_say(text: str, kind: str) -> None:
    section, problems = read(f"- {text}", WrittenSection)
    assert problems == []
    (entry,) = section.entries
    assert getattr(entry, "KIND", type(entry).__name__) == kind


def test_every_kind_of_entry_is_in_the_list_above() -> None:
    kinds = {getattr(kind, "KIND", kind.__name__) for kind in schema.entry_kinds()}
    assert kinds == {kind for _, kind in KINDS}


def test_what_every_entry_may_have() -> None:
    highlights = "[a, {text: b, date: [2020, {date: 2021, url: https://x.org}]}]"
    more = "summary: '*s*', links: {PDF: https://x.org/p}, only: pdf"
    text = f"- {{name: N, start_date: 2020-02, end_date: Present, highlights: {highlights}, {more}}}"
    section, problems = read(text, WrittenSection)
    assert problems == []
    (entry,) = section.entries
    assert isinstance(entry, Dated)
    assert (str(entry.start_date), entry.end_date, entry.ongoing) == ("2020-02", None, True)
    assert [said(each.text) for each in entry.highlights] == ["a", "b"]
    assert [str(each.date) for each in entry.highlights[1].date] == ["2020", "2021"]
    assert (entry.links[0].label, entry.only, said(entry.summary)) == ("PDF", ("pdf",), "*s*")


AS_TYPED = ["NO", "010", "1.10", "12:30:45", "0x10", "1e3", "2024-08-09", "yes", "~x", "1_000", "+1 000", "off", ".5"]


@pytest.mark.parametrize("text", AS_TYPED)
def test_a_text_stays_as_typed(text: str) -> None:
    (entry,) = read(f"- {{bullet: {text}}}", WrittenSection)[0].entries
    assert said(entry.bullet) == text


NULLS = [("name:", ""), ("name: null", ""), ("name: ~", ""), ('name: "null"', "null"), ('name: "~"', "~")]


@pytest.mark.parametrize(("text", "name"), NULLS)
def test_nothing_is_nothing_and_quoted_words_are_words(text: str, name: str) -> None:
    made, problems = read(f"cv:\n  {text}", CvFile)
    assert (made.cv.name, problems) == (name, [])


WRONG = [
    ("cv: {headlin: R}", "1:6 headlin is not a key of a cv; did you mean headline?"),
    ("cv: {Name: R}", "1:6 Name is not a key of a cv; did you mean name?"),
    ("perso: x", "1:1 perso is not a key of a cv file; did you mean person?"),
    ("cv: []", "1:5 a cv is written as keys and values; keys: name,"),
    ("cv: {name: [a, b]}", "1:12 one value is expected here, not several; "),
    ("cv: {headline: {a: b}}", "1:16 a text is expected here; a text that begins with [ or { needs quotes"),
    ("documents: {cv: {style: [a]}}", "1:25 one value is expected here, not several"),
    ("documents: {cv: {look: {extends: {a: b}}}}", "1:34 one value is expected here, not several"),
    ("cv: {sections: [a]}", "1:16 keys and values are expected here; write `name: value` lines"),
    ("cv: {sections: {A: [{colour: red}]}}", "1:21 this entry is of no known kind; give one of: "),
    ("cv: {sections: {A: [{insitution: U}]}}", "1:21 this entry is of no known kind; did you mean institution?"),
    ("cv: {sections: {A: [[a]]}}", "1:21 this entry is of no known kind; give one of: "),
    (
        "cv: {sections: {A: [{institution: U, awrd: X}]}}",
        "1:38 awrd is not a key of an education entry; known: area, date,",
    ),
    ("cv: {sections: {A: [{label: L}]}}", "1:21 a one line entry needs the key details; add details: …"),
    ("cv: {sections: {A: [{name: N, date: May}]}}", "1:37 'May' is not a date; write 2024, 2024-08, 2024-08-09"),
    ("cv: {sections: {A: [{name: N, start_date: 2024-13}]}}", "1:43 '2024-13' is not a date; write 2024"),
    (
        "cv: {links: {Home: 'javascript:alert(1)'}}",
        "1:20 'javascript:alert(1)' is not a link; links begin with https://",
    ),
    ("cv: {links: {' ': 'https://a.example'}}", "1:14 a link needs a name; write what is there before the colon"),
    ('cv: {links: {"\\u200b": "https://a.example"}}', "1:14 a link needs a name"),
    ("documents: {cv: {names: initial}}", "1:25 'initial' is not known here; did you mean initials?"),
    ("documents: {cv: {max_pages: two}}", "1:29 'two' is not a page count; write 2"),
    ("documents: {cv: {max_pages: -1}}", "1:29 '-1' is not a page count; write 2"),
    ("documents: {cv: {link_authors: perhaps}}", "1:32 'perhaps' is not true or false; "),
    ("documents: {cv: {formats: [pdf, odt]}}", "1:33 'odt' is not known here; "),
    ("documents: {cv: {page: A4}}", "1:24 'A4' is not known here; did you mean a4?"),
    ("look: book", "1:1 look is not a key of a cv file; put it under documents:, below the name of one, or into cvgen"),
    ("headline: R", "1:1 headline is not a key of a cv file; put it under cv:"),
    ("documents: {cv: {accent: red}}", "1:18 accent is not a key of a recipe; put it under look:"),
    ("documents: {cv: {style: [book]}}", "1:25 one value is expected here, not several; write one, without [ ] and"),
    ("documents: {cv: {look: {extends: [a, b]}}}", "1:34 one value is expected here, not several; write one, without"),
    ("documents: {cv: {marks: {owner: {look: fat}}}}", "1:40 'fat' is not known here; "),
    (
        "documents: {cv: {patterns: {award: {main: x, layout: bulets}}}}",
        "1:54 'bulets' is not known here; did you mean bullets?",
    ),
    ("documents: {cv: {authors: {over: 3, frist: 1}}}", "1:37 frist is not a key of a truncate; did you mean first?"),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_each_mistake_is_told_at_its_place(text: str, expected: str) -> None:
    _, found = read(text, CvFile)
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_mistakes_are_told_together() -> None:
    text = "people:\n  - {id: a, nam: x}\n  - {id: b, name: B, relations: [{as: student, from: c}]}\n  - {name: C}\n"
    roster, found = read(text, Roster)
    assert [line.split(";")[0] for line in found] == [
        "2:13 nam is not a key of a person",
        "2:5 a person needs the key name",
        "3:48 from is not a key of a relation",
        "3:34 a relation needs the key of",
        "4:5 a person needs the key id",
    ]
    assert [person.id for person in roster.people] == ["b"]


SYNTAX = [
    ("cv: {name: a\n", "2:1", "needs quotes around it"),
    ("cv:\n  name: a: b\n", "2:10", "needs quotes around it"),
    ("cv:\n  name: @ada\n", "2:9", "needs quotes around it"),
    ("cv:\n  name: %ada\n", "2:9", "needs quotes around it"),
    ("cv:\n  name: *ada\n", "2:9", "needs quotes around it"),
    ("cv:\n\tname: a\n", "2:1", "indent with spaces, not with tabs"),
    ("cv:\n  name: 'a\n", "3:1", "needs quotes around it"),
    ("cv:\n  name: a\n  name: b\n", "3:3", "keep one of the two"),
    ("cv:\n  name: !!python/object:os.system a\n", "2:9", "leave it out"),
    ("cv:\n  name: !secret a\n", "2:9", "leave it out"),
    ("cv:\n  ? [a]\n  : b\n", "2:5", "needs quotes around it"),
    ("cv: a\x00b\n", "1", "delete it"),
    ("a: 1\n---\nb: 2\n", "2:1", ""),
]


@pytest.mark.parametrize(("text", "place", "hint"), SYNTAX)
def test_what_is_not_yaml_is_told_with_its_place(text: str, place: str, hint: str) -> None:
    problems = Problems()
    yaml_file.load("f.yaml", text, problems)
    (problem,) = problems.errors
    assert str(problem.at) == f"f.yaml:{place}"
    assert problem.hint.endswith(hint)


def test_a_key_that_stands_twice_names_the_first() -> None:
    problems = Problems()
    value = yaml_file.load("f.yaml", "a: 1\nb: 2\na: 3\n", problems)
    assert [p.message for p in problems.errors] == ["the key a stands here twice, first in line 1"]
    assert plain_values(value) == {"a": "1", "b": "2"}


def test_merge_keys_and_aliases_work() -> None:
    problems = Problems()
    value = yaml_file.load("f.yaml", "a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\nc: *x\n", problems)
    assert not problems.items
    assert plain_values(value) == {"a": {"p": "1", "q": "2"}, "b": {"q": "3", "p": "1"}, "c": {"p": "1", "q": "2"}}


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)
REFUSED = [
    (BOMB, "aliases expand to too many values"),
    ("a: &a [*a]\n", "aliases expand to too many values"),
    ("a: " + "[" * 50_000 + "]" * 50_000, "values are nested more than 60 deep"),
    ("a: " + "{a: " * 50_000, "values are nested more than 60 deep"),
    ("- " * 50_000, "values are nested more than 60 deep"),
    ("a: " + "[" * 61 + "]" * 61, "values are nested more than 60 deep"),
    ("a: " + "x" * (17 << 20), "the file is larger than 16 MiB"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=["bomb", "loop", "[[", "{{", "- -", "61", "large"])
def test_what_could_exhaust_the_machine_is_refused(text: str, message: str) -> None:
    code = (
        "import sys; from cvgen.model.errors import Problems; from cvgen.read.yaml import yaml_file; p = Problems();"
        "yaml_file.load('f.yaml', sys.stdin.read(), p); print(*(each.message for each in p.items), sep='|')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, text=True, timeout=20, check=False
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, message), ran.stderr[-500:]


def test_sixty_deep_is_allowed() -> None:
    problems = Problems()
    yaml_file.load("f.yaml", "[" * 60 + "]" * 60, problems)
    assert not problems.items


# --------------------------------------------------------------------------------------------------------- JSON Schema
class Words(yaml.SafeLoader):
    """YAML as editors read it: a date is a text."""


Words.yaml_implicit_resolvers = {
    letter: [(tag, found) for tag, found in resolvers if not tag.endswith(":timestamp")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
FILES = {"people.yaml": Roster, "records.yaml": Records, "cvgen.yaml": SharedFile}
SHIPPED = {
    "styles/references": ReferenceStyle,
    "styles/entries": EntryStyle,
    "data": CvFile,
    "cvgen/example/data": CvFile,
}
PATHS = [path for folder in SHIPPED for path in sorted((Path(__file__).parent.parent / folder).glob("*.yaml"))]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_json_schema_knows_our_own_files(path: Path, root: Path) -> None:
    kind = FILES.get(path.name, SHIPPED[path.parent.relative_to(root).as_posix()])
    validator = jsonschema.Draft202012Validator(json_schema.json_schema(kind))
    content = yaml.load(path.read_text(encoding="utf-8"), Words)  # noqa: S506 - it is a SafeLoader
    assert [error.json_path + ": " + error.message for error in validator.iter_errors(content)] == []


ACCEPTED = [
    "person: ada",
    "cv: {sections: {A: [just words, {bullet: b}, {ref: x}, {awards: mine}]}}",
    "cv: {sections: {A: {intro: text, publications: [{select: [a, b]}]}}}",
    "cv: {phone: {value: '1', only: [pdf]}, email: a@b.org, links: {X: 'https://x.org'}}",
    "cv: {sections: {A: [{name: N, start_date: 2020-01, end_date: present}]}}",
    "cv: {sections: {A: [{name: N, date: [2020, {date: 2021, url: 'https://x.org'}]}]}}",
    "documents: {cv: {style: modern, marks: {owner: bold, student: {symbol: †}}}, b: {from: cv, marks: {owner: null}}}",
    "documents: {cv: {as_of: 2024-05-06, dates: iso, authors: 5, max_pages: 2}}",
    "design: {theme: classic}",
    "cv: {headline: {en: a, de: b}, sections: {A: {title: {en: a, pt-BR: b}, entries: [{en: a, de: b}]}}}",
]
REJECTED = [
    "persn: ada",
    "cv: {headlin: R}",
    "cv: {sections: {A: [{colour: red}]}}",
    "cv: {sections: {A: [{institution: U, awrd: X}]}}",
    "documents: {cv: {names: initial}}",
    "documents: {cv: {max_pages: two}}",
    "documents: {cv: {sections: {a: b}}}",
    "cv: [a]",
    "cv: {name: {en: a, de: b}}",
    "cv: {sections: {A: [{name: N, start_date: {en: 2020, de: 2021}}]}}",
]
MISTAKES = (
    "is not a key",
    "not known here",
    "no known kind",
    "not a whole number",
    "not a page count",
    "written as keys",
    "is expected here",
)


@pytest.mark.parametrize(("text", "valid"), [(t, True) for t in ACCEPTED] + [(t, False) for t in REJECTED])
def test_the_json_schema_judges_as_we_do(text: str, valid: bool, tmp_path: Path) -> None:
    value = yaml.load(text, Words)  # noqa: S506 - it is a SafeLoader
    assert jsonschema.Draft202012Validator(json_schema.json_schema(CvFile)).is_valid(value) is valid
    desk = project(tmp_path)
    ran = desk.write("data/other.yaml", text).run("check", "--quiet", "other.yaml")
    assert any(words in ran.err for words in MISTAKES) is not valid


@pytest.mark.parametrize("kind", ["person", "people", "records", "reference", "entries"])
def test_the_command_prints_a_schema(kind: str, tmp_path: Path) -> None:
    ran = project(tmp_path).run("schema", kind)
    jsonschema.Draft202012Validator.check_schema(json.loads(ran.out))


def test_a_roster_of_one() -> None:
    (person,) = read("people: [{id: a, name: 'van Beethoven, Ludwig', aliases: 'Beethoven, L.'}]", Roster)[0].people
    assert isinstance(person, Person)
    assert (person.name.particle, str(person.aliases[0]), person.at.line) == ("van", "L. Beethoven", 1)


HERE = Path(__file__).parent.parent
OWN = sorted(
    path
    for folder in ("styles", "templates")
    for path in (HERE / folder).rglob("*.yaml")
    if path.parent.name != "locales"
)


def test_what_comes_with_cvgen_is_own_values_beforehand(golden: Callable[[str, str], None]) -> None:
    said = {values.digest(text): encoded for text, encoded in map(_own_values, OWN)}
    golden("../../cvgen/read/yaml/shipped.json", json.dumps(said, indent=0, ensure_ascii=False, sort_keys=True) + "\n")


def _own_values(path: Path) -> tuple[str, str]:
    text = path.read_text("utf-8")
    found = yaml_file.load("x.yaml", text, Problems())
    assert found is not None
    return text, json.dumps(values.encoded(found), ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_it_says_what_the_file_says(path: Path) -> None:
    text = path.read_text("utf-8")
    read = values.load("a.yaml", text, Problems())
    assert read == yaml_file.load("a.yaml", text, Problems())
    assert values.encoded(read) == values.encoded(yaml_file.load("a.yaml", text, Problems()))  # places and all


def test_a_bib_alone_asks_for_no_own_valueser_of_yaml(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text("@article{a, title = {A}, author = {Moss, Ada}, year = {2020}}", "utf-8")
    code = "import sys; sys.argv[:] = ['cvgen', 'html', 'x.bib', '--owner', 'Ada Moss']; from cvgen.cli import main\n"
    code += "try: main()\nexcept SystemExit: print('yaml' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["out/x.html", "False"]


def test_the_bounds_of_a_look_are_in_its_schema() -> None:
    made = json_schema.json_schema(PageLook)
    look = made["$defs"]["PageLook"]["anyOf"][0]["properties"]
    assert look["size"]["description"].endswith(" From 6pt to 20pt.")
    assert [look[name]["anyOf"][0]["maximum"] for name in ("leading", "fit")] == [3, 999]
    assert not list(jsonschema.Draft202012Validator(made).iter_errors({"leading": 1.4, "size": "10pt"}))
    assert list(jsonschema.Draft202012Validator(made).iter_errors({"leading": 9}))
