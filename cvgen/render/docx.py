"""Document -> Word, in styles that an office changes in one place. The only importer of docx (python-docx).

Paragraphs are written as WordprocessingML (ECMA-376, part 1) and put in as a whole, which takes a tenth of the time
that python-docx's objects take; styles, pictures, links and properties are python-docx's.
A file templates/docx/document.docx of the user's is kept with its styles and page, and what it lacks is added.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from cvgen.model import formats, wide
from cvgen.model.choices import Layout
from cvgen.model.dates import parse as parse_date
from cvgen.model.document import Contact, Document, Header, Item, Line, Listing, Section
from cvgen.model.errors import CvgenError, Level, Position, Problem
from cvgen.model.record import Struct, field, replace
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
    plain,
    right_to_left,
)
from cvgen.render import docx_runs, links, picture
from cvgen.render.context import Context
from cvgen.render.docx_runs import CONTROL, LEFT_TO_RIGHT, PLAIN, Look
from cvgen.render.paper import fonts
from cvgen.theme import Resource

TEMPLATE = "docx/document.docx"
_PAGES = {"a4": (210, 297), "letter": (215.9, 279.4)}
_MARGIN, _HANGING, _INDENT, _PHOTO = 20, 10, 5, 28
_TAB = "<w:r><w:tab/></w:r>"
_FIRST = (1980, 1, 1, 0, 0, 0)
_LINKED = "Hyperlink"
# What every office has; a template names another.
_FONT = "Times New Roman"
_LAYOUTS = {
    Layout.LABELS: "CV Reference",
    Layout.BULLETS: "CV Bullet",
    Layout.ROWS: "CV Row",
    Layout.PLAIN: "CV Text",
    Layout.CARDS: "CV Row",
}


def text(document: Document, context: Context) -> str:  # noqa: ARG001 - a renderer's; there are no templates of words here
    """Nothing: no template has words of a Word file, so that none can be tried."""
    return ""


def render(document: Document, context: Context) -> bytes:
    """The file; the same bytes for the same document."""
    word = _opened(context)
    writing = _Writing(word, right_to_left=document.locale.right_to_left)
    _prepare(word, document, own=TEMPLATE in context.theme.names(Resource.TEMPLATE))
    body = "".join(writing.header(document.header)) + "".join(writing.sections(document.sections, 1))
    _insert(word, body)
    _photo(word, document.header, context)
    _describe(word, document)
    out = io.BytesIO()
    word.save(out)
    return _settled(out.getvalue())


def _opened(context: Context) -> Any:
    """An empty file with the user's styles, or python-docx's."""
    try:
        import docx
    except ImportError:
        message, hint = "python-docx is not installed", "pip install 'cvgen[docx]'"
        raise CvgenError(Problem("missing-package", Level.ERROR, message, None, hint)) from None
    if TEMPLATE not in context.theme.names(Resource.TEMPLATE):
        return docx.Document()
    path = context.theme.path(Resource.TEMPLATE, TEMPLATE)
    try:
        return docx.Document(str(path))
    except Exception as error:  # python-docx reports a broken file by whatever fails first
        message, hint = "this is no Word file", "save it from Word as .docx"
        raise CvgenError(Problem("wrong-template", Level.ERROR, message, Position(str(path)), hint)) from error


class _Writing(Struct):
    """Parts of a document -> paragraphs as XML; links are told to the file as they come."""

    word: Any
    targets: dict[str, str] = field(default_factory=dict)
    right_to_left: bool = False

    def header(self, head: Header) -> Iterator[str]:
        """The name, what the person is, positions and ways to reach them."""
        yield self.paragraph("CV Name", head.title)
        if head.headline:
            yield self.paragraph("CV Contact", head.headline)
        for place in head.affiliations:
            yield self.paragraph("CV Contact", place.run)
        if head.contacts:
            yield self.paragraph("CV Contact", tuple(self._contacts(head.contacts)))

    @staticmethod
    def _contacts(contacts: Iterable[Contact]) -> Iterator[Node]:
        for place, contact in enumerate(contacts):
            if place:
                yield " · "
            yield from links.reachable(contact)
            if contact.label:
                yield f" ({contact.label})"

    def sections(self, sections: Iterable[Section], level: int) -> Iterator[str]:
        """Headings and what stands under them; Word's own headings, so that its outline shows them."""
        for section in sections:
            if section.title:
                yield self.paragraph(f"Heading {min(level, 3)}", section.title)
            yield from self.lines(section.intro, "CV Text")
            for listing in section.listings:
                yield from self.items(listing)
            yield from self.sections(section.sections, level + 1)
            yield from self.lines(section.outro, "CV Text")

    def items(self, listing: Listing) -> Iterator[str]:
        """Each item in the style of its layout, and its lines."""
        style = _LAYOUTS[listing.layout]
        for item in listing.items:
            yield self.item(style, item)
            yield from self.lines(item.lines)

    def item(self, style: str, item: Item) -> str:
        """A label with a tab, the words, and after another tab what stands at the right."""
        label = self.runs(item.label, Look(character="CV Label")) if item.label else ""
        apart = _TAB if style == "CV Reference" else self.runs((" ",)) if label else ""
        return self._paragraph(style, f"{label}{apart}{self.runs(item.main)}{self.right(item.side)}")

    def lines(self, lines: Iterable[Line], style: str = "CV Line", depth: int = 0) -> Iterator[str]:
        """Lines under an item or of a text, those within items of lists set in once more."""
        for line in lines:
            yield self.line(line, style, depth)
            yield from self.lines(line.lines, "CV Line", depth + 1)

    def line(self, line: Line, style: str, depth: int) -> str:
        """One line; Word's own bullet, and the number of a numbered item as text, so that it stays as it was typed."""
        number = f"{self.runs((f'{line.number}.',))}{_TAB}" if line.number else ""
        within = _indented(depth, hanging=line.bullet) if depth or number else ""
        named = "CV Bullet" if line.bullet and not number else "CV Line" if number else style
        return self._paragraph(named, f"{number}{self.runs(line.main)}{self.right(line.side)}", within)

    def right(self, side: Inline) -> str:
        """What stands at the right margin, after its tab."""
        return f"{_TAB}{self.runs(side)}" if side else ""

    def paragraph(self, style: str, nodes: Inline) -> str:
        """A paragraph of inline text."""
        return self._paragraph(style, self.runs(nodes))

    def _paragraph(self, style: str, runs: str, properties: str = "") -> str:
        identity = self.word.styles[style].style_id
        bidi = "<w:bidi/>" if self.right_to_left else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{identity}"/>{bidi}{properties}</w:pPr>{runs}</w:p>'

    def runs(self, nodes: Inline, look: Look = PLAIN) -> str:
        """Inline text as runs that look so."""
        return "".join(self._node(node, look) for node in nodes)

    def _node(self, node: Node, look: Look) -> str:
        match node:
            case str():
                return self._run(node, look)
            case Styled(Style.FOREIGN, children, lang):
                return self.runs(children, replace(look, lang=lang))
            case Styled(Style.ISOLATED, children) if self.right_to_left and not right_to_left(plain(children)):
                # Word knows no isolates; with such marks around it, what has no letters stays at its end.
                return self.runs((LEFT_TO_RIGHT, *children, LEFT_TO_RIGHT), look)
            case Styled(style, children):
                return self.runs(children, replace(look, styles=look.styles | {style}))
            case Link(url, children):
                return self._link(links.absolute(url), children, look)
            case AuthorName():
                return self._author(node, look)
            case Icon():
                return self._run(node.glyph, look)
            case Break(Block.LINE):
                return "<w:r><w:br/></w:r>"
            case Break():
                return self._run(" ", look)

    def _run(self, words: str, look: Look) -> str:
        style = self.word.styles[look.character].style_id if look.character else ""
        return docx_runs.runs(words, look, style, reverse=self.right_to_left)

    def _author(self, author: AuthorName, look: Look) -> str:
        """A name in its styles, linked, and the marks behind it."""
        url = links.absolute(author.url)
        name = self._link(url, (author.name,), replace(look, styles=look.styles | set(author.emphasis)))
        signs = author.separator.join(symbol.glyph for symbol in author.symbols)
        raised = replace(look, styles=look.styles | {Style.SUP}) if author.raised else look
        return name + (self._run(signs, raised) if signs else "")

    def _link(self, url: str, children: Inline, look: Look) -> str:
        """A link; a link within another, or to a place in a page, is its words."""
        if not url or url.startswith("#") or look.character == _LINKED:
            return self.runs(children, look)
        if url not in self.targets:
            from docx.opc.constants import RELATIONSHIP_TYPE

            self.targets[url] = self.word.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        runs = self.runs(children, replace(look, character=_LINKED))
        return f"<w:hyperlink r:id={quoteattr(self.targets[url])}>{runs}</w:hyperlink>"


def _indented(depth: int, *, hanging: bool) -> str:
    """How far a line is set in that stands within so many items: a bullet or a number hangs before its words."""
    step = round(_INDENT * 1440 / 25.4)
    return f'<w:ind w:left="{(depth + 1 + hanging) * step}" w:hanging="{hanging * step}"/>'


def _insert(word: Any, body: str) -> None:
    """Put paragraphs into the file, before what says how its page is."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    last = word.element.body[-1]
    for paragraph in parse_xml(f"<w:body {nsdecls('w', 'r')}>{body}</w:body>"):
        last.addprevious(paragraph)


def _prepare(word: Any, document: Document, *, own: bool) -> None:
    """The page, the styles that the file lacks, its language and footer; a user's own file keeps what it has."""
    from docx.shared import Mm, Pt

    page = word.sections[0]
    if not own:
        width, height = _PAGES.get(document.page, _PAGES["a4"])
        page.page_width, page.page_height = Mm(width), Mm(height)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
        normal = word.styles["Normal"]
        # cvgen's own two families are on no office's machine; one that somebody chose is on theirs.
        chosen = document.look.font if document.look else None
        font = chosen if chosen and chosen not in fonts.FAMILIES else _FONT
        normal.font.name, normal.font.size = font, Pt(10.5)
        normal.paragraph_format.space_after = Pt(2)
        for level, size in ((1, 12), (2, 10.5), (3, 10)):
            _heading(word.styles[f"Heading {level}"], font, size)
    bullet = document.look.bullet if document.look else None
    pointed = bullet and bullet != "•" and "CV Bullet" not in {style.name for style in word.styles}
    _styles(word, page.page_width - page.left_margin - page.right_margin)
    if bullet and pointed:
        _pointed(word, word.styles["CV Bullet"], bullet)
    _language(word, document)
    if not any(each.text.strip() for each in page.footer.paragraphs):
        _footer(page.footer.paragraphs[0], document)


def _heading(style: Any, font: str, size: float) -> None:
    """A heading in the font of the text, black."""
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = font, Pt(size), True
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(9), Pt(3)
    named = style.element.rPr.rFonts  # the template's theme has fonts of its own, which would win
    for name in [each for each in named.attrib if each.endswith("Theme")]:
        del named.attrib[name]


def _styles(word: Any, width: int) -> None:
    """Styles by the names that an office finds in Word's list; those that the file has stay as they are."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt, RGBColor

    there = {style.name for style in word.styles}
    for name, base in (
        ("CV Text", "Normal"), ("CV Name", "Normal"), ("CV Contact", "Normal"), ("CV Row", "Normal"),
        ("CV Line", "Normal"), ("CV Bullet", "List Bullet"), ("CV Reference", "Normal"),
    ):  # fmt: skip
        if name in there:
            continue
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[base if base in there else "Normal"]
        style.quick_style = True
        layout = style.paragraph_format
        layout.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
        if name in ("CV Name", "CV Contact"):
            layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if name == "CV Name":
            style.font.size, style.font.bold = Pt(20), True
        if name in ("CV Line", "CV Bullet"):
            layout.left_indent = Mm(_INDENT)
        if name == "CV Bullet":
            layout.left_indent, layout.first_line_indent = Mm(2 * _INDENT), Mm(-_INDENT)
        if name == "CV Reference":
            layout.left_indent, layout.first_line_indent = Mm(_HANGING), Mm(-_HANGING)
            layout.tab_stops.add_tab_stop(Mm(_HANGING))
    for name in (each for each in ("CV Label", _LINKED) if each not in there):
        style = word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        if name == _LINKED:
            style.font.color.rgb = RGBColor(0x1F, 0x3D, 0x7A)


def _pointed(word: Any, style: Any, bullet: str) -> None:
    """Have a style begin with a sign of its own, by a list of one level (ECMA-376, part 1, 17.9), where lists are."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    if all(each.reltype != RELATIONSHIP_TYPE.NUMBERING for each in word.part.rels.values()):
        return  # a template of the user's may have none
    lists = word.part.numbering_part.element
    used = {int(each.get(qn("w:abstractNumId"))) for each in lists.findall(qn("w:abstractNum"))}
    kind = max(used, default=0) + 1
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val={quoteattr(bullet)}/>'
        f'<w:lvlJc w:val="left"/></w:lvl>'
    )
    head = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}"><w:multiLevelType w:val="singleLevel"/>'
    lists.insert(0, parse_xml(f"{head}{level}</w:abstractNum>"))
    style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = lists.add_num(kind).numId


def _language(word: Any, document: Document) -> None:
    """The language of the text, for spelling and for reading aloud."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = word.styles["Normal"].element.get_or_add_rPr()
    found = properties.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        properties.append(found)
    found.set(qn(docx_runs.attribute(document.lang)), document.lang)


def _footer(paragraph: Any, document: Document) -> None:
    """The name and the page, counted by Word: "Ada Moss, page 1 of 3"."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name, told = document.header.name.translate(CONTROL), document.locale["titles.page-of"]
    before, *rest = re.split(r"\{([01])\}", told)
    paragraph.add_run(f"{name}{wide.comma(name, told, document.locale)}{before}")
    for which, after in zip(rest[::2], rest[1::2], strict=True):
        name = ("PAGE", "NUMPAGES")[int(which)]
        counted = f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        paragraph._p.append(parse_xml(counted))  # noqa: SLF001 - python-docx has no fields
        paragraph.add_run(after)


def _photo(word: Any, head: Header, context: Context) -> None:
    """The photo above the name, with its words for who cannot see it."""
    if not head.photo or context.project is None:
        return
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    data = picture.common(head.photo, context.project)
    context.problems.add(picture.told(head.photo, context.project))
    first = word.paragraphs[0].insert_paragraph_before()
    first.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = first.add_run().add_picture(io.BytesIO(data), width=Mm(_PHOTO))
    shape._inline.docPr.set("descr", head.photo.alternative)  # noqa: SLF001 - python-docx has no alternative texts


def _describe(word: Any, document: Document) -> None:
    """What the file says of itself; its only date is the document's."""
    about = word.core_properties
    about.title, about.author, about.language = document.title, document.author, document.lang
    about.subject, about.keywords = document.description[:255], ", ".join(document.keywords)[:255]
    about.comments, about.last_modified_by = "", "cvgen"
    day = parse_date(document.as_of)
    year, month, date = (day.year, day.month or 1, day.day or 1) if day else _FIRST[:3]
    when = datetime.datetime(year, month, date, tzinfo=datetime.UTC)
    about.created = about.modified = when


def _settled(content: bytes) -> bytes:
    """The same file without the moments at which its parts were packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _FIRST), old.read(name), zipfile.ZIP_DEFLATED)
        new.comment = formats.DOCX.mark
    return out.getvalue()
