r"""The languages of a document -> what babel is told in the preamble, and runs whose direction XeLaTeX is told.

Languages come from babel's own files (babel-de.ini), which need no package of the language: no shorthand is active, no
space is put before a colon, and a language whose file is not there is left out. American English asks for nothing.
"""

from collections.abc import Iterator

from cvgen.model.document import Document, Item, Line, Section, changed, runs
from cvgen.model.forms import babel_name
from cvgen.model.record import replace
from cvgen.model.text import Inline, Node, Style, Styled, is_isolated, plain, right_to_left, stretches, walk

LEFT_TO_RIGHT = "ltr"
# Families that have the letters of a language and Latin ones: TeX Live's, Debian's, those of other systems.
_CYRILLIC = ("CMU Serif", "FreeSerif", "DejaVu Serif", "Times New Roman")
_FONTS = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "el"), _CYRILLIC),
    **dict.fromkeys(("ar", "fa", "ur"), ("Amiri", "Scheherazade New", "DejaVu Sans", "Times New Roman")),
    **dict.fromkeys(("he", "yi"), ("FreeSerif", "DejaVu Sans", "Times New Roman")),
    "zh": ("Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif SC", "FandolSong", "Songti SC", "SimSun"),
    "ja": ("Noto Serif CJK JP", "Noto Sans CJK JP", "HaranoAjiMincho", "Hiragino Mincho ProN", "MS Mincho"),
    "ko": ("Noto Serif CJK KR", "Noto Sans CJK KR", "UnBatang", "AppleMyungjo", "Batang"),
}
_SETUP = r"""{bidi}\usepackage[shorthands=off]{babel}
\newcommand{\cvlanguage}[3][]{\IfFileExists{babel-#2.ini}{\babelprovide[#1import=#2]{#3}}{}}
"""
_BIDI = (
    r"\ifLuaTeX\PassOptionsToPackage{bidi=basic,layout=lists.sectioning}{babel}"
    r"\else\PassOptionsToPackage{bidi=default}{babel}\fi"
)


def foreign(document: Document) -> tuple[str, ...]:
    """The tags of the languages of texts that are in another one than the document."""
    nodes = (node for run in runs(document) for node in walk(run))
    return tuple(dict.fromkeys(n.lang for n in nodes if isinstance(n, Styled) and n.style is Style.FOREIGN))


def preamble(document: Document, others: tuple[str, ...]) -> str:
    """The lines that load babel; "" for an English document in which nothing is in another language."""
    if document.locale.english and not others:
        return ""
    reverse = document.locale.right_to_left or any(right_to_left(plain(run)) for run in runs(document))
    name, tag = babel_name(document.lang)
    named = {found[0]: found[1] for found in map(babel_name, others) if found[0] != name}
    lines = [f"\\cvlanguage[main, ]{{{tag}}}{{{name}}}"]
    lines += [f"\\cvlanguage{{{each}}}{{{called}}}" for called, each in named.items()]
    if fonts := _FONTS.get(document.lang.partition("-")[0]):
        chosen = "".join(f"\\IfFontExistsTF{{{font}}}{{\\babelfont{{rm}}{{{font}}}}}{{" for font in fonts)
        lines.append(f"\\ifPDFTeX\\else{chosen}{'}' * len(fonts)}\\fi")
    return _SETUP.replace("{bidi}", f"{_BIDI}\n" if reverse else "") + "\n".join(lines) + "\n"


def marked(document: Document) -> Document:
    """A document from right to left, in each of its texts the runs that go from left to right told as such."""
    head = document.header
    places = tuple(
        replace(each, title=run(each.title), lines=tuple(map(run, each.lines))) for each in head.affiliations
    )
    contacts = tuple(replace(each, content=run(each.content)) for each in head.contacts)
    return replace(
        document,
        header=replace(head, headline=run(head.headline), affiliations=places, contacts=contacts),
        sections=tuple(map(_section, changed(document.sections, _item))),
    )


def _section(section: Section) -> Section:
    return replace(
        section,
        title=run(section.title),
        intro=tuple(map(_line, section.intro)),
        sections=tuple(map(_section, section.sections)),
        outro=tuple(map(_line, section.outro)),
    )


def _item(item: Item) -> Item:
    lines = tuple(map(_line, item.lines))
    return replace(item, main=run(item.main), side=run(item.side), label=run(item.label), lines=lines)


def _line(line: Line) -> Line:
    return replace(line, main=run(line.main), side=run(line.side), lines=tuple(map(_line, line.lines)))


def run(nodes: Inline) -> Inline:
    """The nodes of a text, those in a row that have no letter from right to left told as one run from left to right."""
    whole = plain(nodes)
    parted = len(nodes) > 1 and any(map(is_isolated, nodes))
    if not parted and not right_to_left(whole):
        return (Styled(Style.ISOLATED, nodes, LEFT_TO_RIGHT),) if _lettered(whole) else nodes
    out: list[Node] = []
    row: list[Node] = []
    for node in _pieces(nodes):
        if is_isolated(node):
            out += (*_told(row), *run(node.children))
            row = []
            continue
        text = node if isinstance(node, str) else plain((node,))
        if right_to_left(text) or not row and not _lettered(text):
            out += [*_told(row), node]
            row = []
        else:
            row.append(node)
    return (*out, *_told(row))


def _pieces(nodes: Inline) -> Iterator[Node]:
    """The nodes, a text of both directions cut where it changes."""
    for node in nodes:
        if isinstance(node, str):
            yield from (part for part, _ in stretches(node, reverse=True))
        else:
            yield node


def _lettered(text: str) -> bool:
    """Whether a letter is in it."""
    return any(map(str.isalpha, text))


def _told(row: list[Node]) -> Inline:
    """A row of nodes as one run from left to right; what has no letter at its end stands behind it."""
    end = len(row)
    while end and isinstance(last := row[end - 1], str) and not _lettered(last):
        end -= 1
    return (*((Styled(Style.ISOLATED, tuple(row[:end]), LEFT_TO_RIGHT),) if end else ()), *row[end:])
