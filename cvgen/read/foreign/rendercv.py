"""A RenderCV file, as it stands -> the values of a file of ours. What is not printed is said."""

from collections.abc import Iterable

from cvgen.model import names
from cvgen.model.content import Cv, CvFile
from cvgen.model.errors import Problems
from cvgen.model.recipe import Recipe
from cvgen.model.text import Link, Style, Styled, Written, plain, walk
from cvgen.read import foreign
from cvgen.read.bib import bib_writer
from cvgen.read.foreign import (
    Foreign,
    Values,
    Visit,
    filled,
    items,
    json_resume,
    linked,
    listed,
    mapped,
    rendercv_design,
    rendercv_locale,
    words,
)
from cvgen.read.yaml import schema
from cvgen.read.yaml.markdown_text import written
from cvgen.read.yaml.values import Listed, Mapped, Scalar, Value

_RECIPES = {
    "design": rendercv_design.recipe,
    "locale_catalog": rendercv_locale.recipe,
    "locale": rendercv_locale.recipe,
}
_SETTINGS = "nothing here is set by it; `--as-of DATE` gives a document its date"
LOOKS = frozenset((*_RECIPES, "rendercv_settings", "settings"))
_SHARED = ("date", "start_date", "end_date", "location", "summary", "highlights", "detail", "url", "only")
EMPHASES = {Style.STRONG: "bold", Style.EMPH: "italic"}
PAPER = ("title", "authors", "doi", "journal")
# In RenderCV's order, what an entry needs first: the first kind that has one of an entry's keys is its kind.
KINDS = {
    ("label", "details"): ("only",),
    ("name",): (*_SHARED, "links"),
    ("company", "position"): _SHARED,
    ("institution", "area", "degree"): (*_SHARED, "grade"),
    PAPER: ("url", "date", "summary"),
    ("bullet",): ("only",),
    ("number",): ("only",),
    ("reversed_number",): ("only",),
}
# The signs that stand behind names: stars, daggers, an envelope and their like.
_SIGNS = "*†‡§¶#♦♠★✝✉⋆∗,"
_SMALL = frozenset(
    "a and as at but by for from if in into like near nor of off on onto or over so than that to upon when with "
    "yet".split()
)


def translated(top: Mapped, problems: Problems) -> Foreign:
    """The file in our words; a file that names a bibliography or documents keeps its own look."""
    visit = Visit("RenderCV", problems, names.own(words(_cv(top).find("name"))))
    out: Values = {}
    own = bool(top.find("documents") or top.find("bibliography"))
    for key, value in top.pairs:
        if key.text in _RECIPES and not own:
            continue
        if key.text in LOOKS:
            hint = "say look: or lang: under documents:" if key.text in _RECIPES else _SETTINGS
            problems.warn("left-aside", f"{key.text} is RenderCV's and is left aside", key.at, hint)
        else:
            out[key.text] = _content(value, visit) if key.text in ("cv", "page") else value
    if own:
        for role, look in visit.roles.items():
            problems.warn(
                "left-aside", f"authors in {role} are printed as all others", look.at, f"add {role} to marks:"
            )
    else:
        looks: Values = {}
        for name, recipe in _RECIPES.items():
            given = top.find(name)
            if isinstance(given, Mapped):
                looks |= recipe(given, visit)
            elif given is not None and filled(given):
                message = f"{name} is not written as keys and values, so it is left aside"
                problems.warn("left-aside", message, given.at, f"write RenderCV's keys below {name}:")
        out["documents"] = foreign.recipe(top.at, visit.roles, looks or None)
    return Foreign(mapped(out, top.at), tuple(visit.papers), words=tuple(visit.words.items()))


def _cv(top: Mapped) -> Mapped:
    found = top.find("cv")
    return found if isinstance(found, Mapped) else Mapped((), top.at)


def _content(cv: Value, visit: Visit) -> Value:
    if not isinstance(cv, Mapped):
        return cv
    out: Values = {}
    given = {key.text for key, _ in cv.pairs}
    for key, value in cv.pairs:
        if not filled(value) or key.text == "sort_entries" and words(value) == "none":
            continue
        if key.text == "sections" and isinstance(value, Mapped):
            out["sections"] = _sections(value, cv.find("summary"), visit)
        elif key.text in ("social_networks", "custom_connections"):
            wanted = ("network", "username", "id") if key.text == "social_networks" else ("placeholder", "url")
            out[key.text] = listed((_connection(each, wanted, visit) for each in items(value)), value.at)
        else:
            out |= _known(key, value, given, visit)
    return mapped(out, cv.at)


def _known(key: Scalar, value: Value, given: set[str], visit: Visit) -> Values:
    """What stands under a key of the header, under our key; al-folio's summary is the first section."""
    if key.text == "url" and "website" not in given:
        url = visit.web(value)
        return {"website": Scalar(url, value.at, quoted=True)} if url else {}
    if key.text == "location":
        return {"location": json_resume.place(value, visit)}
    if key.text == "label" or key.text in schema.keys(Cv):
        return {"headline" if key.text == "label" else key.text: value}
    if key.text != "summary" or "sections" not in given:
        visit.left(key, schema.keys(Cv), _elsewhere(key.text))
    return {}


def _elsewhere(key: str) -> str:
    """What to do about a key that is not the header's."""
    if key == "sort_entries":
        return "entries stand as they are typed"
    if key in schema.keys(CvFile):
        return f"{key}: stands beside cv:, not below it"
    return f"put it under {schema.BELOW_DOCUMENTS}" if key in schema.keys(Recipe) else ""


def _connection(value: Value, wanted: tuple[str, ...], visit: Visit) -> Value:
    if not isinstance(value, Mapped):
        return value
    for key, _ in value.pairs:
        if key.text == "fontawesome_icon":
            visit.once("left-aside", "fontawesome_icon is left aside: no icons are printed", key.at)
    found = visit.known(value.without("fontawesome_icon"), wanted)
    if "url" in found and not visit.web(found["url"]):
        del found["url"]
    if "id" in found:
        found.setdefault("username", found.pop("id"))
    return mapped(found, value.at)


def title(name: str) -> str:
    """A section's key as RenderCV prints it: "work_and_life" -> "Work and Life"; one with spaces stays."""
    if " " in name:
        return name
    parts = name.split("_")
    return " ".join(p.capitalize() if p.islower() and (p not in _SMALL or not i) else p for i, p in enumerate(parts))


def _sections(sections: Mapped, summary: Value | None, visit: Visit) -> Mapped:
    taken: set[str] = set()
    out: Values = {}
    if summary is not None and filled(summary):
        taken.add("Summary")
        out["Summary"] = listed(json_resume.paragraphs(_in_one(summary)), summary.at)
    for key, value in sections.pairs:
        if filled(value):
            name, body = foreign.page(_section(value, visit), title(key.text), taken)
            out[name] = body
    return mapped(out, sections.at)


def _section(value: Value, visit: Visit) -> Value:
    """The entries; the papers among them are a list of publications of their own."""
    if isinstance(value, Mapped):
        return value
    given = items(value)
    papers = [each for each in given if isinstance(each, Mapped) and _is_paper(each)]
    entries = [made for each in given if each not in papers and (made := _entry(each, visit))]
    kinds = dict.fromkeys(_kind(each)[:1] if isinstance(each, Mapped) else ("words",) for each in given)
    if len(kinds := {kind: None for kind in kinds if kind}) > 1:
        message = f"entries of several kinds stand here: {', '.join(each for each, *_ in kinds)}"
        visit.problems.note("mixed-entries", message, value.at, "RenderCV wants a section for each kind")
    if not papers:
        return listed(entries, value.at)
    out: Values = {"entries": listed(entries, value.at)} if entries else {}
    return mapped(out | {"publications": listed((_publications(papers, visit),), value.at)}, value.at)


def _in_one(value: Value) -> Value:
    """A list of texts as one text of several paragraphs; a text stays."""
    return foreign.text(map(words, items(value)), value.at, "\n\n") if isinstance(value, Listed) else value


def _is_paper(entry: Mapped) -> bool:
    """Whether an entry is a paper, as RenderCV or as JSON Resume has them."""
    section = json_resume.section_of(entry)
    return section == "publications" if section else _kind(entry) == PAPER


def _kind(entry: Mapped) -> tuple[str, ...]:
    """The keys that make the kind of an entry: ("company", "position"); () for what is no kind of RenderCV's."""
    given = {key.text for key, _ in entry.pairs}
    whole = next((keys for keys in KINDS if given.issuperset(keys[:2])), ())
    own = schema.entry_kind(entry)
    if not whole and own and given.issuperset(own.KEYS):  # type: ignore[attr-defined]
        return ()
    return whole or next((keys for keys in KINDS if given.intersection(keys)), ())


def _entry(value: Value, visit: Visit) -> Value | None:
    """An entry with what we print of it; None for one of no known kind, which is said."""
    if not isinstance(value, Mapped):
        return value
    if resume := json_resume.section_of(value):
        return json_resume.entry(value, resume, (*_SHARED, "degree"), visit)
    kind = _kind(value)
    own = None if kind else schema.entry_kind(value)
    if not kind and own is None:
        visit.problems.warn("left-aside", "this entry is of no known kind and is left aside", value.at)
        return None
    known = visit.known(value, (*kind, *KINDS[kind]) if kind else schema.keys(own or object))
    visit.days(known, value.at)
    if lacking := [key for key in kind[:2] if key not in known]:
        message = f"an entry with {next(key for key in kind if key in known)} has no {lacking[0]}"
        visit.problems.warn("left-out", message, value.at, f"add {lacking[0]}: …; RenderCV asks for it")
    found = foreign.dated(known)
    head = next((name for name in ("name", "company", "position", "institution") if name in found), "")
    if kind and head and "url" in found:
        found[head] = linked(found[head], visit.web(found.pop("url")))
    if "grade" in found:
        grade = found.pop("grade")
        found["detail"] = foreign.text((words(found.get("detail")), f"Grade: {words(grade)}"), grade.at)
    if "summary" in found:
        found["summary"] = _in_one(found["summary"])
    _nested(found.get("highlights"), visit)
    return mapped(found, value.at)


def _nested(highlights: Value | None, visit: Visit) -> None:
    for each in items(highlights):
        if isinstance(each, Scalar) and " - " in each.text and not each.listed:
            message = "“ - ” in a highlight prints as it stands, where RenderCV begins a list within the list"
            visit.once(
                "nested-highlight",
                message,
                each.at,
                "write each item on a line that begins with a dash, or write – for a dash",
            )


def _publications(papers: Iterable[Mapped], visit: Visit) -> Mapped:
    """Papers typed in place as a list of their keys; a summary is printed below its paper."""
    keys: list[Value] = []
    blurbs: Values = {}
    at = next(iter(papers)).at
    for paper in papers:
        found = visit.known(_named(paper), (*PAPER, *KINDS[PAPER], "publisher", *foreign.EXTRAS))
        visit.day(found.get("date"))
        key = _paper(found, paper, visit)
        keys.append(key)
        if "summary" in found:
            blurbs[key.text] = _in_one(found["summary"])
    group: Values = {"select": Listed(tuple(keys), at)}
    return mapped(group | ({"blurbs": mapped(blurbs, at)} if blurbs else {}), at)


def _named(paper: Mapped) -> Mapped:
    """A paper of JSON Resume under RenderCV's keys; where both stand, RenderCV's hold."""
    given = {key.text for key, _ in paper.pairs}
    theirs = {"name": "title", "releaseDate": "date"}
    named = ((key, theirs.get(key.text, key.text), inner) for key, inner in paper.pairs)
    return Mapped(tuple((key if n in given else Scalar(n, key.at), inner) for key, n, inner in named), paper.at)


def _paper(found: Values, paper: Mapped, visit: Visit) -> Scalar:
    """The key of a paper that is now in the bibliography; what its title leads to is its link."""
    nodes = written(words(found.get("title")), literal=True)
    url = visit.web(found.get("url"))
    if len(nodes) == 1 and isinstance(nodes[0], Link):
        url, nodes = url or nodes[0].url, nodes[0].children
    authors = [written(words(each), literal=True) for each in items(found.get("authors"))]
    shown = [plain(each).strip() for each in authors]
    for name, each in zip(shown, authors, strict=True):
        if any(isinstance(node, Link) for node in each):
            visit.problems.warn("left-aside", f"the link of {name} is left aside", paper.at, "people.yaml holds links")
    date = words(found.get("date"))
    journal = words(found.get("journal"))
    shown, roles = _marked(authors, shown, found.get("author+an", Scalar("", paper.at)), visit)
    fields = {
        "title": bib_writer.latex(nodes),
        "author": bib_writer.authors(shown),
        "author+an": roles,
        "journal": bib_writer.latex(written(journal, literal=True)),
        "publisher": bib_writer.latex(written(words(found.get("publisher")), literal=True)),
        **foreign.paper_date(date),
        "doi": words(found.get("doi")),
        "url": bib_writer.address(url),
        **foreign.kept(found),
    }
    year = foreign.year(date)
    named = (names.parse(shown[0]).family if shown else "", year, plain(nodes))
    return visit.filed("article" if journal else "misc", fields, named, paper.at)


def _marked(authors: list[Written], shown: list[str], roles: Value, visit: Visit) -> tuple[list[str], str]:
    """The names without their signs, and `author+an`: the roles that are said, and looks of others than the owner.

    A role prints as the sign or the look that its first author has, where there is one for each of the roles.
    """
    said = dict(part.strip().split("=", 1) for part in words(roles).split(";") if "=" in part)
    bare, found = [], []
    for place, (name, nodes) in enumerate(zip(shown, authors, strict=True), 1):
        own = [each.strip() for each in said.get(str(place), "").split(",") if each.strip()]
        core = name.rstrip(_SIGNS) if own else name
        signs = [each for each in name[len(core) :].split(",") if each]
        styles = {node.style for node in walk(nodes) if isinstance(node, Styled)}  # type: ignore[arg-type]
        look = next((look for style, look in EMPHASES.items() if style in styles), "")
        if look and core.casefold() != visit.owner.casefold():
            if len(own) == len(signs):
                own.append(look)
            signs.append(look)
        if len(own) == len(signs):
            for role, sign in zip(own, signs, strict=True):
                visit.roles.setdefault(role, Scalar(sign, roles.at, quoted=True))
        bare.append(core)
        found += [f"{place}={','.join(own)}"] if own else []
    return bare, "; ".join(found)
