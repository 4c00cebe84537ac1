"""Document -> Typst, one file that stands alone: its look as values, functions to change it by, and readable lines.

`render/cv.typ` holds the functions; the same file is set as PDF by `render/typst_pdf.py`. Text from data is escaped by
the rules of Typst's markup (typst.app/docs/reference/syntax), and no file is read when the file is set.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from cvgen import gate
from cvgen.model.choices import Layout
from cvgen.model.document import Affiliation, Document, Header, Item, Line, Listing, Photo, Section, columns
from cvgen.model.locale import filled
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.text import AuthorName, Block, Break, Icon, Inline, Link, Node, Style, Styled, plain, right_to_left
from cvgen.render import contact_lines, extents, links, mirroring, name_fit, picture, pixels, typ_values, wrapping
from cvgen.render.context import Context
from cvgen.render.typ_left_out import say_left_out

_FUNCTIONS = Path(__file__).with_name("cv.typ")
_STYLES = {
    Style.STRONG: "strong",
    Style.EMPH: "emph",
    Style.UNDERLINE: "underline",
    Style.SMALLCAPS: "smallcaps",
    Style.SUP: "super",
    Style.SUB: "sub",
    Style.CODE: "code",
}
# Where a line may end within a word: no character, which would be copied with the word from a PDF.
_MAY_TURN = "#h(.001pt);"
# In a sidebar dates stand below what they belong to.
_NARROW = (
    "(sided, row, dated-reference, work, plain, under) = (sided, row, dated-reference, work, plain, under)"
    '.map(it => it.with(dates: "below"))\n'
    "#let words = words.with(justify: false)"
)
# What is large in the announcement of a talk.
_LARGE = ("date", "location")
# The level of the sections' headings; the name is above them.
_FIRST = 2
# Longer than this an entry may be broken over two pages: Typst prints one that may not beyond the end of the sheet.
# So may a paragraph of more than some six lines.
_LONG, _PARAGRAPH = 1500, 550

# What begins something in markup: commands and marks anywhere; shorthands (-- ~ ... //), lists, headings and terms
# where they would be read; and what goes on with the call of a function that stands before the text.
_SPECIAL = lazy(
    r"[\\#\[\]*_`$<@~=+]|(?<![^\W\d_])-|-(?![^\W\d_])|/(?![^\W_])|(?<=[/:])/"
    r"|\.(?=\.)|(?<=\.)\.|(?<=\d)\.(?=\s|\Z)|\A[(;.]"
)
# What stays on one line though it is in several nodes: "non-$k$-convex", and a short DOI right behind "doi:".
_OF_NODES = lazy(
    r"(?<!unbroken\[)(?:doi:#address\([^()]*\)\[#(?:unbroken|figures)\[[^\[\]]*\]\]"
    r"|(?<![\w-])\w{1,20}\\?-#(?:emph|strong|sub|super)\[\w{1,12}\](?:\\?-\w{1,20})*"
    r"|(?<!-)#(?:emph|strong|sub|super)\[\w{1,12}\](?:\\?-\w{1,20})+)"
)
_NARROW_LABEL = lazy(wrapping.NARROW_LABEL)
_ISOLATED = "\u2068{}\u2069"


def render(document: Document, context: Context) -> bytes:
    """The file."""
    return text(document, context).encode()


def text(document: Document, context: Context, others: tuple[str, ...] = ()) -> str:
    """The whole file; what a style of the user's says besides is left out, and that is said.

    Other families are named for what the look's font lacks; which there are is another on each machine.
    """
    say_left_out(document, context)
    document = name_fit.breakable(document)
    parts = [
        "// Made by cvgen. Typst 0.14 or newer makes the PDF of it: typst compile FILE",
        f"#let look = {typ_values.look(document, others)}",
        _functions(document),
        f"#show: cv.with(\n{typ_values.arguments(_facts(document))})",
        *_columns(document, context),
    ]
    return "\n\n".join(parts) + "\n"


def _columns(document: Document, context: Context) -> Iterator[str]:
    """The head and the sections; with a sidebar its own within its brackets, and all others behind them."""
    aside, others = columns(document.sections, document.look)
    first = [_head(document, context), *(_section(section, _FIRST, context) for section in aside)]
    rest = [_section(section, _FIRST, context) for section in others]
    beside = document.look and document.look.beside
    yield from (f"#beside[\n#let {_NARROW}", *first, "][", *rest, "]") if beside else (*first, *rest)


def _functions(document: Document) -> str:
    """What the lines below are made of, the foot in the language of the document."""
    told = filled(_escaped(document.locale["titles.page-of"]), "#page\0", "#pages\0")
    told = re.sub(r"\0(?=[\w-])", ";", told).replace("\0", "")  # where a name would go on
    functions = _file().replace("page #page of #pages", told)
    if _own_commas(document.header):
        functions = functions.replace("() [,]", "() []").replace("lines.len() [,]", "lines.len() []")
    if not document.locale.right_to_left:
        return functions
    # A box is a line of its own: Latin letters have their own direction there, figures that of what is around them.
    apart = {
        "#let unbroken = box": "#let unbroken(body) = box(text(dir: ltr, body))",
        "#let figures = box": "#let figures(body) = body",
    }
    functions = mirroring.sides(functions)
    for ours, others in apart.items():
        functions = functions.replace(ours, others)
    return functions


@cache
def _file() -> str:
    return gate.content(_FUNCTIONS).decode().strip()


# ----------------------------------------------------------------------------------------------- values as Typst's code


def _facts(document: Document) -> dict[str, str]:
    """What the file says of itself, and its language."""
    language, _, region = document.lang.partition("-")
    year, month, day = ([int(part) for part in document.as_of.split("-")] + [1, 1])[:3] if document.as_of else (0, 0, 0)
    return {
        "title": typ_values.string(document.title),
        "author": typ_values.value((document.author,) if document.author else ()),
        "description": typ_values.string(document.description),
        "keywords": typ_values.value(document.keywords),
        "date": f"datetime(year: {year}, month: {month}, day: {day})" if year else "none",
        "lang": typ_values.string(language.lower()),
        "region": typ_values.string(region.lower()) if re.fullmatch(r"[A-Za-z]{2}", region) else "none",
        "name": f"[{_name(document.header)}]",
    }


# ------------------------------------------------------------------------------------------------ parts of the document


def _head(document: Document, context: Context) -> str:
    """The name, positions, and ways to reach the person, with the photo in the file itself."""
    head = document.header
    narrow = bool(document.look and document.look.beside)
    large = _LARGE if any(each.kind == "date" for each in head.contacts) else ()
    contacts = [
        (each.kind in large, f"[{_run(shown)}{_escaped(f' ({each.label})') if each.label else ''}]")
        for each in head.contacts
        for shown in [wrapping.addresses(links.reachable(each), narrow=narrow)]
    ]
    own = _own_commas(head)
    places = ("".join(f"[{part}], " for part in _parts(place, own=own)).rstrip() for place in head.affiliations)
    listed = {
        "places": [f"({place})" for place in places],
        "contacts": [contact for told, contact in contacts if not told],
        "told": [contact for told, contact in contacts if told],
    }
    values = {"headline": f"[{_run(head.headline)}]"} if head.headline else {}
    values |= {
        name: "(\n" + "".join(f"    {each},\n" for each in lines) + "  )" for name, lines in listed.items() if lines
    }
    if contact_lines.stacked(document):
        values["stacked"] = "true"
    if photo := _photo(head, context):
        values["photo"] = photo
    return f"#head(\n{typ_values.arguments(values)})[{_name(head)}]"


def _name(head: Header) -> str:
    """The name, with no box where it may be broken; Typst breaks it there by itself, and would print a space's sign."""
    return (_run(head.styled) if head.styled else _escaped(head.name)).replace("\N{ZERO WIDTH SPACE}", "")


def _parts(place: Affiliation, *, own: bool) -> Iterator[str]:
    """A position and its lines, with commas of their own where these are not Latin ones."""
    commas = (comma.strip() if own else "" for comma in (*place.commas, ""))
    return (_run((*part, comma)) for part, comma in zip((place.title, *place.lines), commas, strict=True))


def _own_commas(head: Header) -> bool:
    return any(comma.strip() != "," for place in head.affiliations for comma in place.commas)


def _photo(head: Header, context: Context) -> str:
    """The picture within a drawing, as an address that holds it: no file has to lie beside this one."""
    if not head.photo or not context.project:
        return ""
    return _drawn(head.photo, picture.embedded(head.photo, context.project), context, "look.photo-width")


def _drawn(photo: Photo, address: str, context: Context, width: str) -> str:
    _, data = picture.content(photo, context.project or Path())
    across, down = pixels.size(data)
    box = f'width="{across}" height="{down}"'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {box}><image {box} href="{address}"/></svg>'
    return f"image(bytes({typ_values.string(drawing)}), width: {width}, alt: {typ_values.string(photo.alternative)})"


def _section(section: Section, level: int, context: Context) -> str:
    """A heading and what stands under it; levels go by the headings that there are, so that none is left out.

    A heading right below another is closer to it.
    """
    below = level + 1 if section.title else level
    filled = bool(section.listings or section.sections)
    parts = [f"{'=' * level} {_run(section.title)}"] if section.title else []
    parts += _paragraphs(section.intro, intro=filled)
    parts += [_listing(each, context) for each in section.listings if each.items]
    inner = [_section(each, below, context) for each in section.sections]
    if section.title and len(parts) == 1 and inner and section.sections[0].title and level == _FIRST:
        parts[0] += "\n#closer"
    parts += inner
    parts += _paragraphs(section.outro, intro=False)
    return "\n\n".join(parts)


def _paragraphs(lines: Iterable[Line], *, intro: bool) -> list[str]:
    """Paragraphs and lists of a section's own."""
    return [
        _points(group, "")
        if listed
        else "\n".join(f"#words{'(intro: true)' if intro else ''}[{_run(line.main)}]" for line in group)
        for listed, group in _grouped(lines)
    ]


def _listing(listing: Listing, context: Context) -> str:
    """Items by the function of their layout."""
    if listing.layout is Layout.CARDS:
        faces = bool(context.project) and any(item.face and item.face.photo for item in listing.items)
        return _called("cards", "", [_card(item, context, faces=faces) for item in listing.items])
    if listing.layout is Layout.BULLETS:
        return _called("points", "apart: look.gap", [_point(item) for item in listing.items])
    works, dated = any(item.work for item in listing.items), any(item.side for item in listing.items)
    kept = _kept(listing.items) if listing.layout is Layout.ROWS or not works else ()
    name = {
        Layout.LABELS: "dated-reference" if dated else "reference",
        Layout.ROWS: "row" if dated else "undated",
        Layout.PLAIN: "work" if works else "plain",
    }[listing.layout]
    items = [_item(name, item, first=not at, kept=at in kept) for at, item in enumerate(listing.items)]
    if name == "plain":
        return "\n".join(f"#{each}" for each in items)
    called = "references" if name == "reference" else "entries"
    return f"#{called}(\n" + "".join(f"{each},\n" for each in items) + ")"


def _kept(items: Sequence[Item]) -> set[int]:
    """Which items stay with the next one, so that none of one line stands alone at the foot or the head of a page."""
    last = len(items) - 1
    return {at for at, alone in ((0, 0), (last - 1, last)) if last > 0 and extents.in_one_line(items[alone])}


def _item(name: str, item: Item, *, first: bool, kept: bool) -> str:
    """A call such as `row(side: [2020])[Professor]`."""
    main, told = item.main, {}
    labelled = name.endswith("reference")
    if labelled:
        told["label"] = f"[{_run(item.label)}]" if item.label else ""
        told["wide"] = "" if not item.label or _NARROW_LABEL.fullmatch(plain(item.label)) else "true"
    elif item.label:
        main = (*item.label, " ", *main)
    told["side"] = f"[{_run(item.side)}]" if item.side else ""
    told["first"] = "true" if first and item.lines and not labelled else ""
    prose = name == "plain" and not item.lines
    told["hanging"] = "true" if prose and extents.is_term(item) else ""
    told["long"] = "true" if extents.letters(item) > (_PARAGRAPH if prose else _LONG) else ""
    told["kept"] = "true" if kept and not told["long"] else ""
    below = f"[{_lines(item.lines)}\n]" if item.lines else ""
    return f"{name}{_told(told)}[{_run(main)}]{below}"


def _card(item: Item, context: Context, *, faces: bool) -> str:
    """A call such as `#card(photo: image(…))[Ada Moss][…]`."""
    face = item.face.photo if item.face else None
    photo = _drawn(face, picture.thumbnail(face, context.project), context, "15mm") if face and context.project else ""
    told = {"photo": photo, "faces": "true" if faces else ""}
    return f"#card{_told(told)}[{_point(replace(item, lines=()))}][{_lines(item.lines)}\n]"


def _told(values: Mapping[str, str]) -> str:
    """The arguments of a call that are said: "(side: [2020])"."""
    said = ", ".join(f"{key}: {value}" for key, value in values.items() if value)
    return f"({said})" if said else ""


def _point(item: Item) -> str:
    label = (*item.label, " ") if item.label else ()
    return _sided((*label, *item.main), item.side) + _lines(item.lines)


def _sided(main: Inline, side: Inline) -> str:
    return f"#sided([{_run(side)}])[{_run(main)}]" if side else _run(main)


def _lines(lines: Iterable[Line]) -> str:
    """Lines under an item; points that follow each other are one list."""
    return "".join(
        f"\n  {each}"
        for listed, group in _grouped(lines)
        for each in ([_points(group)] if listed else map(_line, group))
    )


def _line(line: Line) -> str:
    told = {"side": f"[{_run(line.side)}]" if line.side else "", "apart": "true" if line.apart else ""}
    return f"#under{_told(told)}[{_run(line.main)}]"


def _grouped(lines: Iterable[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Lines, those of one list together: bullets, or numbers."""
    for (listed, _), group in groupby(lines, lambda line: (line.bullet, bool(line.number))):
        yield listed, list(group)


def _points(lines: list[Line], indent: str = "  ") -> str:
    """A list of bullets or numbers."""
    items = [_sided(line.main, line.side) + _lines(line.lines) for line in lines]
    first = lines[0].number
    return _called("numbers", f"start: {first}", items, indent) if first else _called("points", "", items, indent)


def _called(name: str, argument: str, items: Iterable[str], indent: str = "") -> str:
    """A call with an item in each line."""
    first = f"{argument}," if argument else ""
    return f"#{name}({first}\n" + "".join(f"{indent}  [{item}],\n" for item in items) + f"{indent})"


# ---------------------------------------------------------------------------------------------------------- inline text


def _run(nodes: Inline) -> str:
    made = "".join([_node(node) for node in nodes])
    return _OF_NODES.sub("#unbroken[\\g<0>]", made) if "-" in made or "doi:#" in made else made


def _node(node: Node) -> str:
    match node:
        case str():
            return _escaped(node)
        case AuthorName():
            return _author(node)
        case Link(url, children):
            first, end = wrapping.parted(children)
            words = f"{_marked_up(first)}#unbroken[{_marked_up(end)}]" if end else _run(children)
            return _link(links.absolute(url), words)
        case Icon():
            return _escaped(node.glyph)
        case Break():
            return "#linebreak()" if node.block is Block.LINE else " "
        case Styled(Style.ISOLATED, children):
            return _ISOLATED.format(_run(children))
        case Styled(Style.FOREIGN, children, lang):
            return f"#text(lang: {typ_values.string(lang.partition('-')[0])})[{_run(children)}]"
        case Styled(style, children):
            return f"#{_STYLES[style]}[{_run(children)}]"


def _author(author: AuthorName) -> str:
    """A name in its styles, linked, and the marks behind it; a line never ends within "P.-Y. Chen"."""
    name = _escaped(author.name.replace(". ", ".\N{NO-BREAK SPACE}"))
    if right_to_left(author.name):
        name = _ISOLATED.format(name)
    for style in reversed(author.emphasis):
        name = f"#{_STYLES[style]}[{name}]"
    signs = _escaped(author.separator.join(symbol.glyph for symbol in author.symbols))
    return _link(links.absolute(author.url), name) + (f"#mark[{signs}]" if signs and author.raised else signs)


def _link(url: str, words: str) -> str:
    """A link that leads somewhere from a file that travels alone."""
    whole = "" if " " in words else ", whole: true"
    return f"#address({typ_values.string(url)}{whole})[{words}]" if url and words.strip() else words


def _escaped(words: str) -> str:
    """Plain text as Typst prints it, each short compound in a box."""
    words = words.translate(typ_values.NO_TEXT)
    if not wrapping.compounds(words):
        return _marked_up(words)
    parts, end = [], 0
    for found in wrapping.COMPOUND.finditer(words):
        name = "unbroken" if any(map(str.isalpha, found[0])) else "figures"
        parts += [_marked_up(words[end : found.start()]), f"#{name}[{_marked_up(found[0])}]"]
        end = found.end()
    return "".join(parts) + _marked_up(words[end:])


def _marked_up(words: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", words).replace("\N{NO-BREAK SPACE}", "~").replace("\u200b", _MAY_TURN)
