"""A document -> a RenderCV file: its sections, each with entries of one kind, as RenderCV wants them.

Who is bold or italic by a rule of the document is so here, and signs stand behind the names. What a paper has besides
is under names of its own, which RenderCV leaves alone.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from cvgen.cite.venue import best_url
from cvgen.export import paper, resume
from cvgen.export.resume import Resume
from cvgen.mark import MarkedAuthor
from cvgen.model import slugs
from cvgen.model.choices import Look
from cvgen.model.document import Item, flat
from cvgen.model.outline import Row
from cvgen.model.text import Inline, Link, Node, Style, Styled, plain

Value: TypeAlias = "str | int | list[Value] | dict[str, Value] | None"
# The networks that RenderCV knows; another one is a connection of its own.
NETWORKS = frozenset(
    ("LinkedIn", "GitHub", "GitLab", "Instagram", "ORCID", "Mastodon", "StackOverflow", "ResearchGate", "YouTube",
     "Google Scholar", "Telegram", "Leetcode", "X")
)  # fmt: skip
_SIGNS = {Style.STRONG: "**", Style.EMPH: "*"}
_LOOKS = {Look.BOLD: "**", Look.ITALIC: "*"}
# What an entry needs to be of RenderCV's kind, and what it may have besides.
_KINDS = {
    "education": (("institution", "area"), ("degree", "location")),
    "experience": (("company", "position"), ("location",)),
    "normal": (("name",), ("location",)),
    "one-line": (("label", "details"), ()),
    "bullet": (("bullet",), ()),
    "numbered": (("number",), ()),
    "reversed-numbered": (("reversed_number",), ()),
}
_BRACKETS = str.maketrans("", "", "[]")  # around the dates that lead somewhere, which RenderCV's do not
_LINES = frozenset(("one-line", "bullet", "numbered", "reversed-numbered"))


def text(made: Resume) -> str:
    """The file."""
    from cvgen.read.yaml import yaml_file

    header = made.header
    found: dict[str, Value] = {"name": header.name, "headline": made.headline, "location": made.location}
    found |= _contacts(made)
    taken: set[str] = set()
    sections: dict[str, Value] = {}
    for title, entries in _sections(made):
        name = slugs.unique(title or "Papers", taken, separator=" ")
        taken.add(name)
        sections[name] = entries
    found["sections"] = sections
    return yaml_file.dumped({"cv": {name: value for name, value in found.items() if value}})


def _contacts(made: Resume) -> dict[str, Value]:
    """The ways to reach somebody: one of each kind, phones with the code of their country only; the rest in words."""
    found: dict[str, Value] = {}
    others = [(f"{n.network}: {n.username}", n.url) for n in made.outline.networks if n.network not in NETWORKS]
    for each in made.header.contacts:
        words, url = resume.text(each.content), resume.target(each.content)
        value = words if each.kind == "email" else url.removeprefix("tel:")
        if (
            each.kind in ("email", "phone", "website")
            and each.kind not in found
            and (each.kind != "phone" or value[:1] == "+")
        ):
            found[each.kind] = value
        elif each.kind != "location":
            others.append((words, "" if each.kind == "phone" else url))
    found["photo"] = made.header.photo.address if made.header.photo else ""
    known = [each for each in made.outline.networks if each.network in NETWORKS]
    found["social_networks"] = [{"network": each.network, "username": each.username} for each in known]
    found["custom_connections"] = [
        {"fontawesome_icon": "link", "placeholder": words, "url": url or None} for words, url in others
    ]
    return found


def _sections(made: Resume) -> Iterator[tuple[str, list[Value]]]:
    """The sections by their titles: the texts, entries and papers of one part are sections of the same title."""
    for part in made.outline.parts:
        if texts := [markdown(line.main) for line in flat(part.texts) if line.main]:
            yield part.title, [*texts]
        if part.rows:
            yield part.title, _uniform(part.rows)
        if part.papers:
            yield part.title, [_paper(item, made) for item in part.papers]


def _uniform(rows: Iterable[Row]) -> list[Value]:
    """The entries, all of the kind that the rows share; else each with a name and what stands under it."""
    made = [_entry(row) for row in rows]
    if len({kind for kind, _ in made}) == 1:
        return [entry for _, entry in made]
    return [_named(row) for row in rows]


def _entry(row: Row) -> tuple[str, Value]:
    """An entry and its kind in RenderCV."""
    if row.kind == "text" and not row.item.lines:
        return "text", markdown(row.item.main)
    needed, more = _KINDS.get(row.kind, ((), ()))
    if not needed or not all(row.fields.get(name) for name in needed) or (row.kind in _LINES and row.item.lines):
        return "normal", _named(row)
    found: dict[str, Value] = {name: markdown(row.fields.get(name, ())) for name in (*needed, *more)}
    if row.kind not in _LINES:
        if row.url and "](" not in str(found[needed[0]]):
            found[needed[0]] = f"[{found[needed[0]]}]({row.url})"
        found |= _dates(row) | _below(row.item)
    return row.kind, _filled(found)


def _named(row: Row) -> Value:
    """An entry of any kind as it prints: its first line, the date beside it, what stands below."""
    dates = _dates(row) if row.item.side else {}
    return _filled({"name": markdown(row.item.main)} | dates | _below(row.item))


def _below(item: Item) -> dict[str, Value]:
    """What stands under an entry; a hyphen between spaces would begin a list within the list."""
    said, bullets = ([markdown(line.main) for line in each] for each in resume.lines(item))
    return {"summary": "\n\n".join(said), "highlights": [each.replace(" - ", " – ") for each in bullets]}


def _dates(row: Row) -> dict[str, Value]:
    """The dates as RenderCV counts with them, where it can; else in the words that print."""
    words = resume.text(row.fields.get("date", ())).translate(_BRACKETS)
    if len(row.dates) == 1 and not row.dates[0].text and (date := resume.exact(row.dates[0].date)):
        return {"date": _number(date)}
    start, end = resume.exact(row.start), resume.exact(row.end)
    if row.dates or bool(start) != bool(row.start) or bool(end) != bool(row.end):
        return {"date": words}
    if not start:
        return {"date": _number(end) if end else words}
    return {"start_date": _number(start), "end_date": _number(end) if end else "present"}


def _number(date: str) -> Value:
    """A year as a number, which RenderCV wants."""
    return int(date) if date.isdigit() else date


def _paper(item: Item, made: Resume) -> Value:
    each, marked = made.paper(item.anchor), made.marked[item.anchor]
    reference = each.reference
    lists = [(resume.authors(marked), reference.others), *((by.people, by.others) for by in marked.contributors)]
    people, others = next((each for each in lists if each[0]), ((), False))
    date = resume.exact(reference.date) or (str(reference.date.year_text) if reference.date else "")
    return _filled({
        "title": markdown(reference.title),
        "authors": [*map(_author, people), *([paper.OTHERS] if others else [])],
        "journal": markdown(resume.venue(each)), "date": _number(date), "doi": reference.doi,
        "url": "" if reference.doi else best_url(reference),
        "summary": "\n\n".join(markdown(line.main) for line in resume.lines(item)[0]),
        **dict(resume.extras(marked, each)),
    }) | ({} if people else {"authors": []})  # fmt: skip


def _author(marked: MarkedAuthor) -> str:
    r"""A name as the document marks it: "**Ada Moss**†,\*"."""
    name = _escaped(resume.author(marked))
    for look in dict.fromkeys(look for mark in marked.marks for look in mark.rule.look if look in _LOOKS):
        name = f"{_LOOKS[look]}{name}{_LOOKS[look]}"
    return name + ",".join(_escaped(mark.rule.symbol) for mark in resume.signs(marked.marks) if mark.rule.symbol)


def _filled(entry: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in entry.items() if value}


def markdown(nodes: Inline) -> str:
    """A text in the Markdown that RenderCV reads: bold, italic, links, and a star that is none of them."""
    return "".join(map(_node, nodes)).replace("\N{NO-BREAK SPACE}", " ").strip()


def _node(node: Node) -> str:
    match node:
        case str():
            return _escaped(node)
        case Link(url, children):
            words = markdown(children)
            words = words[1:-1] if words.startswith("[") and words.endswith("]") else words
            return f"[{words}]({url})" if words else ""
        case Styled(style, children):
            sign, words = _SIGNS.get(style, ""), "".join(map(_node, children))
            core = words.strip()
            return words.replace(core, f"{sign}{core}{sign}", 1) if core else words
        case _:
            return _escaped(plain((node,)))


def _escaped(text: str) -> str:
    return text.replace("*", "\\*")
