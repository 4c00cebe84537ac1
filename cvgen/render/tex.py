r"""Document -> LaTeX that keeps its marks, `\cvbold{S. Liu}\cvmark{\textdagger}`, for pdfLaTeX, XeLaTeX and LuaLaTeX.

Accents that T1 fonts do not have are composed, signs are commands; what pdfLaTeX cannot print at all stays as it is for
the two engines that can, and is said.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from cvgen.model import wide
from cvgen.model.choices import Layout
from cvgen.model.document import Affiliation, Contact, Document, Header, Item, Line, Listing, Photo, Section, runs
from cvgen.model.errors import Problems
from cvgen.model.forms import babel_name
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.text import AuthorName, Block, Break, Icon, Inline, Link, Node, Style, Styled, plain
from cvgen.render import links, picture, templating, tex_languages
from cvgen.render.context import Context

_COMMANDS = {
    Style.STRONG: "cvbold",
    Style.EMPH: "cvitalic",
    Style.UNDERLINE: "cvunderline",
    Style.SMALLCAPS: "textsc",
    Style.SUP: "textsuperscript",
    Style.SUB: "textsubscript",
    Style.CODE: "texttt",
}
_PAPERS = {"a4": "a4paper", "letter": "letterpaper"}
_LEVELS = ("section", "subsection", "subsubsection", "paragraph")
# LaTeX's own characters; a quote or a minus that stands twice would become another sign.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': r"\textquotedbl{}", "`": r"\textasciigrave{}", "\n": " ", "\u00a0": "~",
    "\u202f": r"\,", "\u2009": r"\,", "\u200a": r"\,", "\u2060": "", "\u200b": "", "\ufeff": "", "\u00ad": r"\-",
    "\u2011": "-", "\u2010": "-", "\x00": "{}", "\u2066": "", "\u2067": "", "\u2068": "", "\u2069": "",
}  # fmt: skip
# What T1 and TS1 fonts have, by the definitions that come with LaTeX (t1enc.dfu, ts1enc.dfu).
_IN_FONTS = frozenset(
    "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿×÷ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
    "ĂăĄąĆćČčĎďĐđĘęĚěĞğİıĹĺĽľŁłŃńŇňŊŋŐőŒœŔŕŘřŚśŞşŠšŢţŤťŮůŰűŸŹźŻżŽž–—‘’‚“”„†‡•…‰‹›€™"
)
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
    "\u0331": "b",
}  # fmt: skip
_SIGNS = {
    "−": r"\ensuremath{-}", "→": r"\ensuremath{\to}", "←": r"\ensuremath{\leftarrow}",
    "↔": r"\ensuremath{\leftrightarrow}", "⇒": r"\ensuremath{\Rightarrow}", "⇔": r"\ensuremath{\Leftrightarrow}",
    "≤": r"\ensuremath{\leq}", "≥": r"\ensuremath{\geq}", "≠": r"\ensuremath{\neq}", "≈": r"\ensuremath{\approx}",
    "≡": r"\ensuremath{\equiv}", "∼": r"\ensuremath{\sim}", "≃": r"\ensuremath{\simeq}", "≅": r"\ensuremath{\cong}",
    "∞": r"\ensuremath{\infty}", "∈": r"\ensuremath{\in}", "∉": r"\ensuremath{\notin}", "⊂": r"\ensuremath{\subset}",
    "⊆": r"\ensuremath{\subseteq}", "⊃": r"\ensuremath{\supset}", "∪": r"\ensuremath{\cup}", "∩": r"\ensuremath{\cap}",
    "∅": r"\ensuremath{\emptyset}", "∀": r"\ensuremath{\forall}", "∃": r"\ensuremath{\exists}",
    "∇": r"\ensuremath{\nabla}", "∂": r"\ensuremath{\partial}", "∑": r"\ensuremath{\sum}", "∏": r"\ensuremath{\prod}",
    "∫": r"\ensuremath{\int}", "√": r"\ensuremath{\surd}", "⋅": r"\ensuremath{\cdot}", "∘": r"\ensuremath{\circ}",
    "⊕": r"\ensuremath{\oplus}", "⊗": r"\ensuremath{\otimes}", "⊥": r"\ensuremath{\perp}", "∥": r"\ensuremath{\parallel}",
    "‖": r"\ensuremath{\|}", "ℓ": r"\ensuremath{\ell}", "ℝ": r"\ensuremath{\mathbb{R}}", "ℕ": r"\ensuremath{\mathbb{N}}",
    "ℤ": r"\ensuremath{\mathbb{Z}}", "ℂ": r"\ensuremath{\mathbb{C}}", "ℚ": r"\ensuremath{\mathbb{Q}}",
    "★": r"\ensuremath{\bigstar}", "⋆": r"\ensuremath{\star}", "∗": r"\ensuremath{\ast}", "✓": r"\checkmark{}",
    "▷": r"\ensuremath{\triangleright}", "▸": r"\ensuremath{\blacktriangleright}", "▶": r"\ensuremath{\blacktriangleright}",
    "►": r"\ensuremath{\blacktriangleright}", "‣": r"\ensuremath{\blacktriangleright}", "▪": r"\ensuremath{\blacksquare}", "◁": r"\ensuremath{\triangleleft}", "■": r"\ensuremath{\blacksquare}", "◆": r"\ensuremath{\blacklozenge}", "▲": r"\ensuremath{\blacktriangle}",
    "△": r"\ensuremath{\triangle}", "▼": r"\ensuremath{\blacktriangledown}", "●": r"\textbullet{}", "☆": r"\ensuremath{\star}",
    "□": r"\ensuremath{\square}", "◦": r"\ensuremath{\circ}", "○": r"\ensuremath{\bigcirc}", "◊": r"\ensuremath{\lozenge}",
    "◉": r"\ensuremath{\odot}", "′": r"\ensuremath{'}", "″": r"\ensuremath{''}", "ħ": r"\ensuremath{\hbar}",
    "✉": r"\ensuremath{\boxtimes}", "ȷ": r"\j{}", "ẞ": r"\SS{}", "ſ": "s", "ʻ": "`", "ʼ": "’", "ʹ": "'", "‑": "-",
    "⟨": r"\ensuremath{\langle}", "⟩": r"\ensuremath{\rangle}", "∆": r"\ensuremath{\Delta}", "Ω": r"\ensuremath{\Omega}",
}  # fmt: skip
_GREEK = dict(zip(
    "αβγδεζηθικλμνξπρςστυφχψωΓΔΘΛΞΠΣΥΦΨΩϵϑϕ",
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho varsigma sigma tau upsilon "
    "varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega epsilon vartheta phi".split(),
    strict=True,
))  # fmt: skip
# Exif's orientations: whether it is mirrored, and by how much it is turned before, against the clock.
_TURNS = {2: (True, 0), 3: (False, 180), 4: (True, 180), 5: (True, -90), 6: (False, -90), 7: (True, 90), 8: (False, 90)}
# Languages whose full-width signs stay full-width.
_WIDE = ("zh", "ja", "ko")
# Between signs that together make another one in TeX's fonts: "--" is a dash there.
_LIGATURE = lazy(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)|(?<=[?!])(?=`)")


def render(document: Document, context: Context) -> bytes:
    """The file."""
    return text(document, context).encode()


def text(document: Document, context: Context) -> str:
    r"""The whole file, or with `fragment` the macros and the sections, to be \\input."""
    full_width = document.lang.partition("-")[0] in _WIDE
    _report(document, context.problems, full_width=full_width)
    made = _file(document, context)
    return made if full_width or made.isascii() else made.translate(_narrow())


def _file(document: Document, context: Context) -> str:
    reverse = document.locale.right_to_left
    if reverse:
        document = tex_languages.marked(document)
    body = "\n\n".join(_section(section, 0) for section in document.sections)
    foreign = tex_languages.foreign(document)
    macros = {"foreign": bool(foreign), "reverse": reverse, "bullet": templating.trusted(_bullet(document))}
    if context.fragment:
        text = templating.render(context.theme, "tex/macros.tex", _run, **macros)
        return f"{text.strip()}\n\n{body}\n"
    name = tex_languages.run((document.header.name,)) if reverse else document.header.title
    own = {
        "paper": _PAPERS.get(document.page, "a4paper"),
        "title": (document.title,),
        "author": (document.author,),
        "lang": document.lang,
        "languages": templating.trusted(tex_languages.preamble(document, foreign)),
        **macros,
        "page_of": _page_of(document.locale["titles.page-of"]),
        "owner": (*name, wide.comma(document.header.name, document.locale["titles.page-of"], document.locale)),
        "header": templating.trusted(_header(document.header, name, context)),
        "body": templating.trusted(body),
    }
    return templating.render(context.theme, "tex/document.tex", _run, **own).strip() + "\n"


def _bullet(document: Document) -> str:
    """The sign before points."""
    sign = document.look.bullet if document.look else None
    return _escaped(sign) if sign and sign != "•" else r"\textbullet"


def _page_of(phrase: str) -> str:
    """The page and how many there are, for the foot: "page 1 of 3"."""
    words = _escaped(phrase).replace(r"\{", "{").replace(r"\}", "}").replace("{0} ", r"\thepage\ ")
    return templating.trusted(words.replace("{0}", r"\thepage{}").replace("{1}", r"\pageref*{LastPage}"))


# Characters of the font that a line of the head holds for certain.
_LINE = 84


def _header(head: Header, name: Inline, context: Context) -> str:
    """The name, positions, and ways to reach the person, centred."""
    lines = [_run(head.headline), *map(_position, head.affiliations)]
    contacts = (
        _run(contact.content) + (f" ({_escaped(contact.label)})" if contact.label else "") for contact in head.contacts
    )
    lines.append(r" \textperiodcentered{} ".join(contacts))
    photo = _photo(head.photo, context) if head.photo else ""
    below = "\\\\{}\n".join(filter(None, lines))
    below = f"\\\\[.35em]{{}}\n{below}" if below else ""
    return f"\\begin{{center}}\n{photo}{{\\LARGE\\bfseries {_run(name)}}}{below}\n\\end{{center}}"


def _position(place: Affiliation) -> str:
    """A position; of what is longer than a line the last part, which is where, stands in a second one."""
    if len(place.lines) <= 1 or len(plain(place.run)) < _LINE:
        return _run(place.run)
    *lines, where = place.lines
    *commas, last = place.commas
    first = replace(place, lines=tuple(lines), commas=tuple(commas)).run
    return f"{_run((*first, last.rstrip()))}\\\\{{}}\n{_run(where)}"


def _photo(photo: Photo, context: Context) -> str:
    """The photo, where its file lies beside this one; LaTeX does not turn what its camera's note says is on its side."""
    mirrored, angle = _TURNS.get(picture.orientation(photo, context.project), (False, 0))
    turned = f"angle={angle}," if angle else ""
    path = photo.address
    drawn = f"\\includegraphics[{turned}width=28mm]{{{path}}}"
    drawn = f"\\reflectbox{{{drawn}}}" if mirrored else drawn
    return f"\\IfFileExists{{{path}}}{{{drawn}\\\\}}{{}}\n"


def _contact(contact: Contact) -> str:
    label = f" ({_escaped(contact.label)})" if contact.label else ""
    return _run(contact.content) + label


def _section(section: Section, level: int) -> str:
    """A heading and what stands under it."""
    parts = [_heading(section.title, level)] if section.title else []
    parts += [_block(each) for each in section.intro]
    parts += [_listing(each) for each in section.listings if each.items]
    parts += [_section(each, level + 1) for each in section.sections]
    parts += [_block(each) for each in section.outro]
    return "\n\n".join(parts)


def _heading(title: Inline, level: int) -> str:
    command = _LEVELS[min(level, len(_LEVELS) - 1)]
    words = _run(title)
    bare = _escaped(plain(title))
    return f"\\{command}{{{words}}}" if words == bare else f"\\{command}{{\\texorpdfstring{{{words}}}{{{bare}}}}}"


def _block(line: Line) -> str:
    return _lines((line,)).lstrip("\n") if line.bullet else f"{_run(line.main)}\\par"


def _listing(listing: Listing) -> str:
    """Items in the environment of their layout."""
    match listing.layout:
        case Layout.LABELS:
            widest = max((_run(item.label) for item in listing.items), key=len)
            items = (f"\\item[{{{_run(item.label)}}}] {_item(item)}" for item in listing.items)
            return _environment("cvreferences", items, f"{{{widest}}}")
        case Layout.BULLETS:
            return _environment("cvbullets", (f"\\item {{}}{_item(item)}" for item in listing.items))
        case Layout.ROWS | Layout.CARDS:
            return "\n".join(_row(item) for item in listing.items)
        case Layout.PLAIN:
            return "\n\n".join(f"{_item(item)}\\par" for item in listing.items)


def _environment(name: str, items: Iterable[str], argument: str = "") -> str:
    return f"\\begin{{{name}}}{argument}\n" + "\n".join(items) + f"\n\\end{{{name}}}"


def _row(item: Item) -> str:
    label = f"{_run(item.label)} " if item.label else ""
    return f"\\cvrow{{{label}{_run(item.main)}}}{{{_run(item.side)}}}{_lines(item.lines)}"


def _item(item: Item) -> str:
    return _run(item.main) + _right(item.side) + _lines(item.lines)


def _lines(lines: Iterable[Line]) -> str:
    return "".join(map(_line, lines))


def _line(line: Line) -> str:
    """A line under an item; what stands in an item of a list is set in once more."""
    command = f"cvnumber{{{line.number}}}" if line.number else "cvpoint" if line.bullet else "cvline"
    within = f"\n\\cvwithin{{{_lines(line.lines)}}}" if line.lines else ""
    return f"\n\\{command}{{{_run(line.main)}{_right(line.side)}}}{within}"


def _right(side: Inline) -> str:
    return f"\\cvright{{{_run(side)}}}" if side else ""


def _run(nodes: Inline) -> str:
    return "".join(_node(node) for node in nodes)


def _node(node: Node) -> str:
    match node:
        case str():
            return _escaped(node)
        case AuthorName():
            return _author(node)
        case Link(url, children):
            return _link(links.absolute(url), _run(children))
        case Icon():
            return _escaped(node.glyph)
        case Break():
            return "\\newline{}" if node.block is Block.LINE else " "
        case Styled(Style.ISOLATED, children, tex_languages.LEFT_TO_RIGHT):
            return f"\\cvltr{{{_run(children)}}}"
        case Styled(Style.ISOLATED, children):
            # The engines that print such letters find where their runs end.
            return _run(children)
        case Styled(Style.FOREIGN, children, lang):
            return f"\\cvforeign{{{babel_name(lang)[0]}}}{{{_run(children)}}}"
        case Styled(style, children):
            return f"\\{_COMMANDS[style]}{{{_run(children)}}}"


def _author(author: AuthorName) -> str:
    """A name in its styles, linked, and the marks behind it."""
    name = _escaped(author.name).replace(". ", ".~")
    for style in reversed(author.emphasis):
        name = f"\\{_COMMANDS[style]}{{{name}}}"
    signs = _escaped(author.separator.join(symbol.glyph for symbol in author.symbols))
    mark = f"\\cvmark{{{signs}}}" if signs and author.raised else signs
    return _link(links.absolute(author.url), name) + mark


def _link(url: str, words: str) -> str:
    """A link that leads somewhere from a file that travels alone."""
    if not url:
        return words
    address = quote(url, safe="/:?=&+@!$,;*()[]'.-_%#~")
    return f"\\cvlink{{{address.translate(_IN_ADDRESS)}}}{{{words}}}"


_IN_ADDRESS = str.maketrans({"%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_"})


def _escaped(words: str) -> str:
    """Plain text as LaTeX prints it; hyphens and quotes in a row stay apart."""
    return "".join(map(_char, _LIGATURE.sub("\x00", words)))


@lru_cache(maxsize=1 << 12)
def _char(char: str) -> str:
    """One character in a way that all three engines print, where there is one."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    if char in _SIGNS:
        return _SIGNS[char]
    if char in _GREEK:
        return f"\\ensuremath{{\\{_GREEK[char]}}}"
    if char.isascii() or char in _IN_FONTS:
        return char
    return _composed(char) or _compatible(char) or char


def _composed(char: str) -> str:
    r"""A letter with its accents: "ṣ" -> "\d{s}", "ế" -> "\'{\^{e}}"; "" where T1 has no such accent."""
    base, *marks = list(unicodedata.normalize("NFD", char))
    if not marks or not (base.isascii() or base in _IN_FONTS) or not all(mark in _ACCENTS for mark in marks):
        return ""
    for mark in marks:
        base = f"\\{_ACCENTS[mark]}{{{base}}}"
    return base


def _compatible(char: str) -> str:
    r"""A sign that stands for plain ones: "ﬁ" -> "fi", "⁴" -> "\textsuperscript{4}", "𝑛" -> "n"; "" for others."""
    kind, _, codes = unicodedata.decomposition(char).rpartition(">")
    same = unicodedata.normalize("NFKD", char)
    if not codes or not same.isascii() or kind == "<wide":
        return ""
    command = {"<super": "textsuperscript", "<sub": "textsubscript"}.get(kind)
    return f"\\{command}{{{same}}}" if command else "".join(map(_char, same))


@lru_cache
def _narrow() -> dict[int, str]:
    """Full-width signs as those that every font has."""
    return {code: _char(unicodedata.normalize("NFKC", chr(code))) for code in range(0xFF01, 0xFF5F)}


def _report(document: Document, problems: Problems, *, full_width: bool) -> None:
    """Say which characters only XeLaTeX and LuaLaTeX print, in a font that has them."""
    bullet = document.look.bullet if document.look else None
    used = {
        char
        for each in ((bullet or "",), *runs(document))
        for char in plain(each)
        if full_width or ord(char) not in _narrow()
    }
    odd = sorted(char for char in used if not char.isascii() and char not in _IN_FONTS and _char(char) == char)
    if odd:
        shown = " ".join(odd[:20]) + (" …" if len(odd) > 20 else "")
        engine = "LuaLaTeX" if document.locale.right_to_left else "XeLaTeX or LuaLaTeX"
        hint = f"compile it with {engine} and a font that has them: \\setmainfont in templates/tex/document.tex"
        problems.warn("beyond-pdflatex", f"pdfLaTeX cannot print {shown}", None, hint)
