"""Document -> HTML that stands alone; or the plainer HTML that the PDF is made from."""

import functools
import re
from html import escape

from cvgen.model.document import Document, Item
from cvgen.model.look import LinkForm
from cvgen.model.regex import lazy
from cvgen.model.text import (
    AuthorName,
    Block,
    Break,
    Icon,
    Inline,
    Link,
    Node,
    Style,
    Styled,
    first_is_right_to_left,
    plain,
    right_to_left,
)
from cvgen.render import contact_lines, extents, links, look_css, name_fit, picture, templating, wrapping
from cvgen.render.context import Context, in_columns
from cvgen.render.page import screen, webfonts
from cvgen.theme import Resource

_TAGS = {
    Style.STRONG: ("<strong>", "</strong>"),
    Style.EMPH: ("<em>", "</em>"),
    Style.UNDERLINE: ("<u>", "</u>"),
    Style.SMALLCAPS: ('<span class="smallcaps">', "</span>"),
    Style.SUP: ("<sup>", "</sup>"),
    Style.SUB: ("<sub>", "</sub>"),
    Style.CODE: ("<code>", "</code>"),
    Style.ISOLATED: ("<bdi>", "</bdi>"),
}
# In print as characters: WeasyPrint does not know the element's direction, Pango knows the characters'.
_ISOLATED_IN_PRINT = "\u2068", "\u2069"
# No text of so few characters needs two lines.
_ONE_LINE = 20
_NARROW = lazy(rf'<span class="label">(?={wrapping.NARROW_LABEL}</span>)')
_WIDE = lazy(rf'<span class="label">(?={wrapping.WIDE_LABEL}</span>)')
# Comments, strings, and where blocks begin and end.
_CSS = lazy(r"""(/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|@media[^{};]*\{|[{}])""", re.DOTALL)
_SCREEN = lazy(r"@media\s+screen\b[^,]*\{")
_SPACE_BEFORE_ELEMENT = lazy(r"([ \u00a0])((?:<(?:strong|em|u|a|sub|sup|code|span)\b[^>]*>)+)")
# In an element of its own the space is not underlined as the link is.
_SPACE_IN_LINK = lazy(r"(<a\b[^>]*>)([ \u00a0])")
_SPACE_IN_CODE = lazy(r"<code>(?=[ \u00a0])")
# The end of a text, of which no half stands alone in the last line.
_LAST_WORD = lazy(r"([ \u00a0])([^\s<>&]{6,})(</(?:p|div)>)")
# A name in capitals, of which no half is a word: MILCOM, NeurIPS. What was found is not tried again by halves: the
# data of a photo, in a tag, have many capitals.
_CAPITALS = lazy(r"([ \u00a0])(?=[^\s<>&]{6})(?>([^\s<>&]*?[A-Z]{2}[^\s<>&]*))()(?=[^<>]*<)")
# What holds a compound together: on paper a word joiner (U+2060) after each sign; on a page a span, since with a joiner
# in it "3–9" is not found by all browsers that search for it, and is copied with the joiner.
_BREAKABLE, _BREAKABLE_DOI = lazy(r"[–/-]|(?<=p)\.(?!-)"), lazy(r"[–/.-]")
_SIGNS = lazy(r"[^\w]|_")
_JOINED = "\\g<0>\N{WORD JOINER}"
# Letters that a line of a phone holds in a list within a list, and in a heading; how much wider a capital is.
_PHONE, _LARGE, _CAPITAL = 26, 12, 0.4
_DENSE = "\u3040"  # from here on lie scripts in which a line may end between any two letters
# A compound that ends in an element: "non-" before an italic k.
_BEGINS = lazy(r"(\w{1,20}-)(<(em|strong|su[bp])>\w{1,12}</\3>)")


def text(document: Document, context: Context) -> str:
    """The file as text."""
    return render(document, context).decode()


def render(document: Document, context: Context) -> bytes:
    """The page as a browser shows it, or the part of another page; style sheet and photo are part of it."""
    photo = picture.embedded(document.header.photo, context.project)
    _told(document, context)
    faces = functools.partial(picture.thumbnail, project=context.project)
    own = {"paper": False, "photo": photo, "reachable": links.reachable, "pictured": faces}
    name = "html/fragment.html" if context.fragment else "html/page.html"
    words = own | screen.context(document, context, _screen)
    if not context.fragment:
        return webfonts.placed(templating.encoded(context.theme, name, _screen, escape, **words), document.look)
    made = templating.render(context.theme, name, _screen, escape, **words)
    from cvgen.render.page import unread

    # A blank line ends a block of HTML for whoever makes a page of Markdown (CommonMark, 4.6).
    return unread.unread(re.sub(r"\n\s*\n", "\n", made)).encode()


def paper(document: Document, context: Context) -> str:
    """The plainer page that the PDF is made from."""
    _told(document, context)
    document = name_fit.breakable(document)
    narrow = bool(document.look and document.look.beside)
    css = look_css.sheet(document, context.theme)
    if document.locale.right_to_left:
        css += context.theme.source(Resource.TEMPLATE, "html/right_to_left.css")
    own = {
        **in_columns(document),
        "turned": contact_lines.turned(document),
        "stacked": contact_lines.stacked(document),
        "css": templating.trusted(_for_paper(css).replace("</", "<\\/")),
        "paper": True,
        "in_one_line": extents.in_one_line,
        "is_term": extents.is_term,
        "photo": picture.embedded(document.header.photo, context.project),
        "reachable": lambda contact: wrapping.addresses(links.reachable(contact), narrow=narrow),
        "pictured": functools.partial(picture.thumbnail, project=context.project),
        "ended": _ended,
        "fragment": False,
    }
    made = templating.render(context.theme, "html/page.html", _paper, escape, **own)
    if document.look and document.look.links is LinkForm.UNDERLINED:
        made = _SPACE_IN_LINK.sub(r"<span>\2</span>\1", made)
    # In code it would be as wide as a letter of code.
    made = _SPACE_IN_CODE.sub('<code class="spaced">', made)
    if document.look and document.look.hyphenate:
        head, main, words = made.partition("<main")
        made = head + main + _CAPITALS.sub(_whole_word, _LAST_WORD.sub(_whole_word, words))
    # A box whose width must be found by the engine takes a tenth of the time of a long list.
    made = _WIDE.sub('<span class="label wide">', made)
    return _NARROW.sub('<span class="label narrow">', made)


def _ended(words: str, _item: Item) -> str:
    """Nothing stands behind an item on paper."""
    return words


def _told(document: Document, context: Context) -> None:
    """Say of a photo that it was scaled down, and which fonts and colours of the user's choice do not show."""
    context.problems.add(picture.told(document.header.photo, context.project))
    if document.look:
        look_css.tried(document.look, context.problems)
    own = context.theme.own(document.styles)
    context.problems.add(context.theme.unclosed(document.styles) if own else ())
    if own or (document.look and document.look.font not in (None, "Source Serif Pro", "Source Sans Pro")):
        from cvgen.render import families

        families.tried(document, context, context.problems)


def _for_paper(css: str) -> str:
    """A style sheet without comments and what is for screens alone, which would only be read to be left out.

    What is left stands in the line where it stood.
    """
    kept: list[str] = []
    depth = 0
    for piece in _CSS.split(css):
        left_out = depth or piece.startswith("/*") or _SCREEN.fullmatch(piece)
        kept.append("\n" * piece.count("\n") if left_out else piece)
        if depth or (left_out and piece.endswith("{")):
            depth += piece.endswith("{") - (piece == "}")
    return "".join(kept)


def _screen(nodes: Inline) -> str:
    """Nodes for reading on a screen and aloud."""
    made = _run(nodes, paper=False)
    return _BEGINS.sub(r'<span class="nobr">\1\2</span>', made) if "-<" in made else made


def _paper(nodes: Inline) -> str:
    """Nodes for print. WeasyPrint 70 breaks a line after its first word where a space comes before an element."""
    made = _SPACE_BEFORE_ELEMENT.sub(_within, "".join(_node(node, paper=True) for node in nodes))
    made = made.replace("doi:<a", "doi:\N{WORD JOINER}<a")
    return _BEGINS.sub("\\1\N{WORD JOINER}\\2", made) if "-<" in made else made


def _whole_word(found: re.Match[str]) -> str:
    """The word in an element, with the space before it, as `_within` has it."""
    return f'{"" if found[1] == " " else chr(0x2060)}<span class="whole">{found[1]}{found[2]}</span>{found[3]}'


def _within(found: re.Match[str]) -> str:
    """The space within the element; one that holds needs a word joiner where it stood."""
    return f"{'' if found[1] == ' ' else chr(0x2060)}{found[2]}{found[1]}"


def _node(node: Node, *, paper: bool) -> str:
    """One node and what is in it."""
    match node:
        case str():
            return _words(node, paper)
        case AuthorName():
            return _paper_author(node) if paper else _screen_author(node)
        case Styled():
            start, end = _around(node, paper=paper)
            return f"{start}{_run(node.children, paper=paper)}{end}"
        case Link():
            if not paper:
                return _linked(_run(node.children, paper=False), links.target(node.url), paper=False)
            first, end = wrapping.parted(node.children)
            words = escape(first + _SIGNS.sub(_JOINED, end)) if end else _run(node.children, paper=True)
            return _linked(words, links.absolute(node.url), paper=True)
        case Break():
            return "<br>" if node.block is Block.LINE else " "
        case Icon():
            return _printed_icon(node) if paper else _icon(node)


def _around(node: Styled[Node], *, paper: bool) -> tuple[str, str]:
    """The tags of a run."""
    if node.style is Style.FOREIGN:
        return f'<span lang="{escape(node.lang)}">', "</span>"
    if node.style is not Style.ISOLATED:
        return _TAGS[node.style]
    first = node.children[0] if node.children else ""
    if not paper and isinstance(first, AuthorName) and right_to_left(first.name):
        return '<bdi dir="rtl">', "</bdi>"  # by itself it would not look into the name's own <bdi> (HTML, 3.2.6.4)
    start, end = _isolating(paper=paper)
    text = plain(node.children) if paper else ""
    if paper and (_in_boxes(node.children) or len(text) > _ONE_LINE or not any(map(str.isalpha, text))):
        # WeasyPrint puts the boxes of a line in the order of the box around them, whatever is in them, and reads of a
        # text that goes on in a second line no sign of the first. A number by itself has no direction there.
        way = "rtl" if first_is_right_to_left(text) else "ltr"
        return f'<bdi dir="{way}">{start}', f"{end}</bdi>"
    return start, end


def _in_boxes(nodes: Inline) -> bool:
    """Whether a text is set in several boxes, of which each is one text of one look."""
    match nodes:
        case (Styled() | Link() as node,):
            return _in_boxes(node.children)
        case (AuthorName(symbols=symbols),):
            return bool(symbols)
    return len(nodes) > 1


def _isolating(*, paper: bool) -> tuple[str, str]:
    return _ISOLATED_IN_PRINT if paper else _TAGS[Style.ISOLATED]


@functools.lru_cache(maxsize=1 << 12)
def _words(text: str, paper: bool) -> str:
    """Text escaped, with its short compounds held together; most texts have no sign that would make one."""
    text = escape(text)
    if not wrapping.compounds(text):
        return text
    whole, sub = _joined if paper else _whole, wrapping.COMPOUND.sub
    begun = wrapping.BEGUN.match(text)
    first, text = (whole(begun), text[begun.end() :]) if begun else ("", text)
    if "10." in text or wrapping.counted(text):
        return first + sub(whole, text)
    return first + " ".join([sub(whole, word) if "-" in word or "–" in word else word for word in text.split(" ")])


def _whole(found: re.Match[str]) -> str:
    """On one line; what is wider than a phone is not held, and what is so in large letters has a name for that."""
    text = found[0]
    width = len(text) + (0 if text.islower() else _CAPITAL * sum(map(str.isupper, text)))
    if width > _PHONE or not (text.isascii() or found.lastgroup == "counted" or max(text) <= _DENSE):
        return text
    return f'<span class="nobr{" broad" if width > _LARGE else ""}">{text}</span>'


def _joined(found: re.Match[str]) -> str:
    """Who searches or copies the text finds "Bi-level", not "Bilevel"."""
    if found.lastgroup == "counted":  # "第725–734页", in which a line could end anywhere
        return "\N{WORD JOINER}".join(found[0])
    return (_BREAKABLE_DOI if found[0].startswith("10.") else _BREAKABLE).sub(_JOINED, found[0])


def _run(nodes: Inline, *, paper: bool) -> str:
    """The nodes within a node."""
    return "".join([_words(node, paper) if isinstance(node, str) else _node(node, paper=paper) for node in nodes])


def _linked(inner: str, url: str, *, paper: bool = False) -> str:
    """A link, or the words alone where there is no address to follow."""
    address = "" if " " in inner or not paper else ' class="address"'
    return f'<a{address} href="{escape(url)}">{inner}</a>' if url else inner


def _icon(icon: Icon) -> str:
    """A picture sign that is read out in words, or not at all where the words stand beside it."""
    if not icon.alternative:
        return f'<span aria-hidden="true">{escape(icon.glyph)}</span>'
    return f'<span role="img" aria-label="{escape(icon.alternative)}">{escape(icon.glyph)}</span>'


def _printed_icon(icon: Icon) -> str:
    glyph = escape(icon.glyph)
    return f'<span title="{escape(icon.alternative)}">{glyph}</span>' if icon.alternative else glyph


@functools.lru_cache(maxsize=1 << 12)
def _screen_author(author: AuthorName) -> str:
    """`<strong>S. Liu</strong><sup>*</sup>` and, unseen, the words that the marks stand for."""
    name = _linked(_emphasised(_own_direction(author.name, paper=False), author.emphasis), links.target(author.url))
    words = _spoken(author)
    hidden = f'<span class="visually-hidden"> ({words})</span>' if words else ""
    return name + _symbols(author) + hidden


def _paper_author(author: AuthorName) -> str:
    """The same; the words that a mark stands for are what it is read as."""
    name = _linked(_emphasised(_own_direction(author.name, paper=True), author.emphasis), links.absolute(author.url))
    return name + _symbols(author, _spoken(author))


def _own_direction(name: str, *, paper: bool) -> str:
    """A name, apart from its neighbours where it runs from right to left."""
    start, end = _isolating(paper=paper) if right_to_left(name) else ("", "")
    return f"{start}{_node(name, paper=paper)}{end}"


def _emphasised(name: str, styles: tuple[Style, ...]) -> str:
    """A name in its styles, the first outermost."""
    for style in reversed(styles):
        start, end = _TAGS[style]
        name = f"{start}{name}{end}"
    return name


def _spoken(author: AuthorName) -> str:
    """The words that an author's emphasis and marks stand for: "student author; equal contribution"."""
    words = author.meaning, *(symbol.meaning for symbol in author.symbols)
    return escape("; ".join([word for word in words if word]))


def _symbols(author: AuthorName, spoken: str = "") -> str:
    """The symbols behind a name, with the words they are read as: `<sup title="student">†</sup>`, or on the line."""
    signs = escape(author.separator.join(symbol.glyph for symbol in author.symbols))
    element = "sup" if author.raised else "span" if spoken else ""
    title = f' title="{spoken}"' if spoken else ""
    return f"<{element}{title}>{signs}</{element}>" if signs and element else signs
