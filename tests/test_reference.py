"""The reference says of every key, field and command what there is to say, and the site needs nothing from elsewhere."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cvgen import cli
from cvgen.check import codes
from cvgen.model.errors import Problems
from cvgen.model.look import PageLook
from cvgen.model.recipe import EntryPattern
from cvgen.read.bib import bibtex, raw_entry, to_reference
from cvgen.read.yaml import descriptions, json_schema, schema, yaml_file
from cvgen.read.yaml.schema import BAD, Converter

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs"))
import keys  # noqa: E402 - it stands beside the pages
import reference  # noqa: E402 - the same

TOPS = [top for _, _, top in keys.FILES.values()]
CLASSES: dict[str, type] = {name: each for top in TOPS for name, each in keys.reached(top).items()}
CLASSES["Dated"] = keys.Dated
KEYS = [(name, key) for name, cls in CLASSES.items() for key in keys.documented(cls)]


def in_the_schemas() -> Iterator[tuple[str, str]]:
    """Every key that a JSON Schema knows, under the record that describes it."""
    for top in TOPS:
        for name, found in json_schema.json_schema(top)["$defs"].items():
            body = (
                found
                if "properties" in found
                else next(each for each in found.get("anyOf", ()) if "properties" in each)
            )
            for key in body["properties"]:
                classes = [each.__name__ for each in CLASSES[name].__mro__ if each.__name__ in descriptions.records()]
                yield next(each for each in classes if key in descriptions.records()[each].keys), key


def test_the_reference_has_the_keys_of_the_schemas_and_no_others() -> None:
    pages = "".join(keys.page(name) for name in keys.FILES)
    anchors = re.findall(r"^`[\w]+`\{#(\w+)-(\w+)\}", pages, re.MULTILINE)
    known = {(name.lower(), key) for name, key in in_the_schemas()}
    assert (sorted(anchors), len(anchors)) == (sorted(known), len(known))
    assert len(known) > 300


def test_what_has_a_page_of_its_own_stands_there_with_what_holds_otherwise() -> None:
    """A look is met first in a document; its keys stand on the page of looks, each with what `classic` says."""
    for name, (_, _, top) in keys.FILES.items():
        found = [other for other in keys.FILES if f"({top.__name__.lower()})=" in keys.page(other)]
        assert found == [name], name
    page = (ROOT / "docs/pages/reference/look.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^`(\w+)`\{#pagelook-\w+\} — (.*)$", page, re.MULTILINE))
    assert said.keys() == schema.keys(PageLook).keys()
    assert said["headings"] == "`rule` or `small-caps` or `bar` or `centred` or `colour` or `plain`, `rule`"
    assert {key for key, words in said.items() if not words.endswith("`")} == {
        "entry_gap",
        "extends",
        "sidebar_sections",
        "fit",
    }


def test_every_key_is_described_and_none_besides() -> None:
    told = [(name, key) for name, found in descriptions.records().items() for key in found.keys]
    assert sorted(told) == sorted(KEYS)


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_what_a_key_is_like_is_taken(name: str, key: str) -> None:
    said = descriptions.key(CLASSES[name], key)
    value = yaml_file.load("x.yaml", f"x: {said.like}", problems := Problems())
    field: Any = keys.keys(CLASSES[name]).get(key)
    if field:
        found = Converter(problems).value(value.find("x"), field.type)  # type: ignore[union-attr]
        assert found is not BAD or (key, said.like) == ("end_date", "present")
    assert [each.message for each in problems.items if said.like != "present"] == []


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_a_key_prints_something_or_it_is_said(name: str, key: str) -> None:
    said = descriptions.key(CLASSES[name], key)
    # A value of a look prints nothing of its own: the words are the same in every look.
    assert bool(keys.printed(name, key)) is not bool(said.prints) or name == "PageLook"


ENTRIES = """
@article{a, title = {A}, author = {Moss, Ada}, author+an = {1=corresponding}, year = {2020}, url_code = {https://e.org}}
@inproceedings{b, title = {B}, editor = {Reed, Tom}, crossref = {p}} @proceedings{p, title = {P}, year = {2020}}
@misc{c, title = {C}} @phdthesis{d, title = {D}} @thesis{e, title = {E}} @techreport{f, title = {F}} @report{r, title = {R}}
@unpublished{g, title = {G}} @online{h, title = {H}} @patent{i, title = {I}} @mastersthesis{j, title = {J}, xdata = {x}}
@misc{k, title = {K}, arxiv = {2401.01234}} @article{l, journaltitle = {L}, journalsubtitle = {M}, related = {k}}
@incollection{m, booktitle = {M}, booksubtitle = {N}, maintitle = {O}, mainsubtitle = {P}}
@article{n, note = {N}, abbr = {N}}
"""


def test_every_field_that_is_asked_for_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # These are looked for among the fields of an entry, or later among those of the reference.
    asked: set[str] = {"author", "editor", "author+an:id", "author+an:orcid", "collaboration", "type", "entrysubtype"}
    asked |= {*to_reference.CONTRIBUTORS, *to_reference.TYPES_OF_EDITORS.values(), "titleaddon", "issuetitle"}
    builder = to_reference._Builder  # where a field is looked for before its text is

    def remembering(method: Callable[..., object]) -> Callable[..., object]:
        def remembered(self: object, *names: str) -> object:
            asked.update(names)
            return method(self, *names)

        return remembered

    asking = ((raw_entry.Entry, "text"), (builder, "_inline"), (builder, "_first"), (builder, "_number"))
    for owner, name in asking:
        monkeypatch.setattr(owner, name, remembering(getattr(owner, name)))
    bibtex.library((("x.bib", ENTRIES),), Problems())
    venues = {*to_reference.VENUES, *(name for names in to_reference.VENUES_BY_TYPE.values() for name in names)}
    rooms = reference.fields()
    told = {name for room in rooms.values() for name in room}
    links = {name for name in asked if name.startswith("url_")}
    assert sorted((asked | venues) - links - {"_venue"} - told) == []
    # These stand among all other fields, and a page looks for them there.
    assert sorted(told - asked - venues - {"silence", "abstract", "preview"}) == []


def test_every_command_option_and_problem_is_there() -> None:
    pages = reference.pages()
    commands = pages["reference/commands.md"]
    options = {
        opt for each in cli.main.commands.values() for param in each.params for opt in param.opts if opt[0] == "-"
    }
    assert [name for name in cli.main.commands if f"## {name}\n" not in commands] == []
    assert [option for option in options if option not in commands] == []
    assert [name for name in codes.catalogue() if f"### {name}\n" not in pages["reference/problems.md"]] == []


def test_which_pattern_prints_a_key_is_what_its_page_shows() -> None:
    kinds = {cls.KIND: cls for cls in CLASSES.values() if hasattr(cls, "KIND")}
    page = reference.pages()["reference/printed.md"]
    rooms = {part.split("\n", 1)[0]: part for part in page.split("\n## ")[1:]}
    assert rooms.keys() - {"news"} == kinds.keys()
    for kind, cls in kinds.items():
        rows = dict(re.findall(r"^\| `(\w+)` \| .* \| ([^|]*) \|$", rooms[kind], re.MULTILINE))
        assert rows.keys() == keys.keys(cls).keys() - {"only"}
        for key in keys.documented(cls):
            assert (kind, key, rows[key] != "no ready pattern") == (kind, key, bool(keys.printed(cls.__name__, key)))


def test_another_pattern_is_another_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "_entry_style", lambda _: (("talk", EntryPattern("{talk}", lines=("{room}",))),))
    page = reference.pages()["reference/printed.md"]
    assert "| `room` | The room; prints where the pattern has `{room}`. | `lines` |" in page
    assert "| `event` | Where it was given. | no ready pattern |" in page


def test_every_fact_that_a_text_may_ask_for_is_there() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "cvgen" / "arrange").glob("*.py")))
    names = {
        *re.findall(r"having\((\w+)=", code),
        *re.findall(r'yield "([\w.]+)", ', code),
        *re.findall(r'Fact\(path="(\w+)"', code),
    }
    page = reference.pages()["reference/text.md"]
    assert len(names) > 10
    assert [name for name in names if f"{{{name}}}" not in page] == []


def test_the_site_builds_without_a_warning_and_asks_nothing_of_others(tmp_path: Path) -> None:
    command = ("-m", "sphinx", "-q", "-W", "--keep-going", "-c", "docs", "docs/pages", str(tmp_path / "site"))
    command = (*command, "-d", str(tmp_path / "trees"))
    ran = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    files = [path for path in (tmp_path / "site").rglob("*") if path.suffix in (".html", ".css", ".js", ".svg")]
    assert len(files) > 30
    asks = r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=[\"']?(?:https?:)?//[^>]*|url\([\"']?(?:https?:)?//[^)]*|@import[^;]*"
    found = {path.name: re.findall(asks, path.read_text(encoding="utf-8")) for path in files}
    assert {name: there for name, there in found.items() if there} == {}


def test_names_that_fit_are_offered_and_others_still_taken() -> None:
    made = json_schema.json_schema(TOPS[0], {"people": ["ada-moss"], "marks": ["owner"]})
    validator = jsonschema.Draft202012Validator(made)
    assert {"const": "ada-moss"} in made["$defs"]["CvFile"]["properties"]["person"]["anyOf"][0]["anyOf"]
    assert "owner" in str(made["$defs"]["Recipe"]["properties"]["marks"])
    assert validator.is_valid({"person": "tom-reed", "documents": {"cv": {"marks": {"friend": "bold"}}}})


def test_the_pages_that_are_read_without_the_site_are_those_of_the_site(golden: Callable[[str, str], None]) -> None:
    for name, text in reference.pages().items():
        golden(f"../../docs/pages/{name}", text)
