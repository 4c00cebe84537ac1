"""Boxes that were drawn -> the tree of tags by which a PDF is read aloud (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).

WeasyPrint 70 tags each box: a section anew on each page, a division for each `div`, a span in a span for each word in
italics, and no label of a list. Here what is one element is one tag, over all pages; its labels are labels (`.label`,
`.bullet`), and the list says of what kind; a block that holds lines is a paragraph; `title` says how a sign is read
(/E), `lang` in what language; a sign between contacts and what stands in the margins is not read at all.

Replaced, as they are in WeasyPrint 70.0: `pdf.tags.add_tags` and `pdf.stream.Stream.marked`, which now remembers where
in the stream a text begins. Gain: 2 % of `cvgen pdf` at 60 papers, 10 % at 1,000, where it asks for the references of
all pages for each of 20,000 tags.
"""

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from cvgen.render.paper.engine import patch

NAME = "tags of what is read aloud"

_ROLES = {
    "section": "Sect", "article": "Art", "blockquote": "BlockQuote", "p": "P", "h1": "H1", "h2": "H2", "h3": "H3",
    "h4": "H4", "h5": "H5", "h6": "H6", "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "LI", "dd": "LI",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "caption": "Caption", "figcaption": "Caption",
}  # fmt: skip
# What holds words and no blocks.
_INLINE = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Link", "Span", "Caption"))
_LABELS = frozenset(("label", "bullet"))
_ARTIFACT = b"/Artifact", b"BMC", b""


class _Mark(NamedTuple):
    """Where a text of a page begins in its stream, and its number there."""

    mcid: int
    stream: list[Any]
    at: int


class _Annotation(NamedTuple):
    """A link's rectangle on a page."""

    page: int
    dictionary: Any


class _Tag:
    """One tag; its kids are tags, numbers of texts with their page, and rectangles of links, as they are read."""

    __slots__ = ("attributes", "kids", "number", "page", "parent", "role", "source")

    def __init__(self, role: str, parent: "_Tag | None", source: Any, page: int) -> None:
        self.role, self.parent, self.source, self.page = role, parent, source, page
        self.kids: list[_Tag | tuple[int, int] | _Annotation] = []
        self.attributes: list[bytes] = []
        self.number = 0

    def within(self, role: str) -> "_Tag | None":
        """The nearest tag of a role that this one is or is in."""
        found: _Tag | None = self
        while found and found.role != role:
            found = found.parent
        return found


def apply() -> None:
    """Put these in the places of WeasyPrint's own."""
    streams, tags = importlib.import_module("weasyprint.pdf.stream"), importlib.import_module("weasyprint.pdf.tags")
    patch.member(streams.Stream, "marked", _marked)
    patch.put(_add_tags, tags.add_tags)


@contextlib.contextmanager
def _marked(self: Any, box: Any, tag: str) -> Iterator[None]:
    """What is drawn meanwhile is a text of the page with a number of its own."""
    if self._tags is None:
        yield
        return
    mcid = len(self._tags)
    self._tags[box] = _Mark(mcid, self.stream, len(self.stream))
    self.stream += (b"/" + tag.encode(), b"<</MCID %d>>" % mcid, b"BDC")
    try:
        yield
    finally:
        self.stream.append(b"EMC")


def _add_tags(pdf: Any, document: Any, _version: object, page_streams: list[Any]) -> None:
    """Write the tree of a document, whose texts carry their numbers in the streams of its pages."""
    tree = _Tree(pdf)
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        tree.add(number, page, stream._tags)  # noqa: SLF001 - filled by what stands in the place of its method
    tree.write()
    pdf.catalog["ViewerPreferences"] = tree.pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = tree.pydyf.Dictionary({"Marked": "true"})


class _Tree:
    """The tags of a document, collected page by page."""

    def __init__(self, pdf: Any) -> None:
        self.pydyf: Any = importlib.import_module("pydyf")
        self.boxes: Any = importlib.import_module("weasyprint.formatting_structure.boxes")
        self.placeholder: Any = importlib.import_module("weasyprint.layout.absolute").AbsolutePlaceholder
        self.pdf = pdf
        self.root = _Tag("Document", None, None, 0)
        self.all = [self.root]
        self.owners: list[list[_Tag | None]] = []
        self.annotations: list[tuple[_Tag, Any]] = []
        self.labels: dict[_Tag, str] = {}

    def add(self, number: int, page: Any, marks: dict[Any, _Mark]) -> None:
        """Tag what is on a page."""
        self.page, self.height, self.marks = number, page.height, marks
        self.owners.append([None] * len(marks))
        self._box(page._page_box, self.root)  # noqa: SLF001 - there is no other way to it
        if marks:
            raise LookupError(next(iter(marks)))

    def _box(self, box: Any, holder: _Tag) -> None:
        """Tag a box and what is in it, as a part of the holder."""
        if isinstance(box, self.placeholder):
            box = box._box  # noqa: SLF001
        if isinstance(box, self.boxes.TextBox):
            self._text(box, holder)
        elif isinstance(box, self.boxes.MarginBox):
            for each in box.descendants():
                self._unread(each)
        elif isinstance(box, self.boxes.ReplacedBox):
            self._figure(box, holder)
        else:
            if box.element is not None and not isinstance(box, self.boxes.LineBox):
                holder = self._holder(box, holder)
            for child in box.children:
                self._box(child, holder)

    def _text(self, box: Any, holder: _Tag) -> None:
        """A piece of text; signs that the style puts before and behind words are not read."""
        if "::" in box.element_tag and "marker" not in box.element_tag and not any(map(str.isalnum, box.text)):
            self._unread(box)
        elif mark := self.marks.pop(box, None):
            self.owners[-1][mark.mcid] = holder
            holder.kids.append((self.page, mark.mcid))
            if holder.role == "Lbl":
                self.labels[holder] = self.labels.get(holder, "") + box.text

    def _unread(self, box: Any) -> None:
        if mark := self.marks.pop(box, None):
            mark.stream[mark.at : mark.at + 3] = _ARTIFACT

    def _figure(self, box: Any, holder: _Tag) -> None:
        words = box.element.get("alt")
        if not words or box not in self.marks:
            self._unread(box)
            return
        mark = self.marks.pop(box)
        figure = self._new("Figure", holder, box.element)
        left, bottom = box.content_box_x() * 0.75, (self.height - box.content_box_y() - box.height) * 0.75
        edges = left, bottom, left + box.width * 0.75, bottom + box.height * 0.75
        figure.attributes.append(b"/A<</O/Layout/BBox[%.2f %.2f %.2f %.2f]>>" % edges)
        figure.attributes.append(b"/Alt" + self.pydyf.String(words).data)
        self.owners[-1][mark.mcid] = figure
        figure.kids.append((self.page, mark.mcid))

    def _holder(self, box: Any, holder: _Tag) -> _Tag:
        """The tag that holds what is in the box: one of its own, one from the page before, or the one around it."""
        element, tag = box.element, box.element_tag
        item = holder.within("LI")
        if item and tag.endswith("::marker"):
            return self._label(item, element)
        if element is holder.source or "::" in tag:
            return holder
        if item and item.source is not element and tag == "span" and not _LABELS.isdisjoint(_classes(element)):
            return self._label(item, element)
        if box.link_annotation and holder.within("Link"):
            # WeasyPrint makes a rectangle of each box in a link, too: who goes from link to link stops at one.
            page = self.pdf.objects[self.pdf.pages["Kids"][3 * self.page]]
            page["Annots"].remove(box.link_annotation.reference)
            return holder
        role = self._role(box, holder)
        if not role:
            return holder
        last = holder.kids[-1] if holder.kids else None
        own = last if isinstance(last, _Tag) and last.source is element else self._new(role, holder, element)
        if role == "Link":
            self._linked(own, box.link_annotation)
        elif role == "LI":
            last = own.kids[-1] if own.kids else None
            return last if isinstance(last, _Tag) and last.role == "LBody" else self._new("LBody", own, element)
        return own

    def _role(self, box: Any, holder: _Tag) -> str:
        """What kind of tag a box needs; "" for none."""
        element, inline = box.element, holder.role in _INLINE
        role = _ROLES.get(element.tag, "")
        if role and not inline:
            return role
        if isinstance(box, self.boxes.BlockLevelBox) and not inline:
            if any(isinstance(child, self.boxes.LineBox) for child in box.children):
                return "P"
            return "Div" if "lang" in element.attrib and element.tag != "html" else ""
        if box.link_annotation:
            return "Link"
        return "Span" if "lang" in element.attrib or "title" in element.attrib else ""

    def _new(self, role: str, parent: _Tag, source: Any) -> _Tag:
        made = _Tag(role, parent, source, self.page)
        parent.kids.append(made)
        self.all.append(made)
        if role in {"LBody", "Figure"}:
            return made
        if words := source.get("title"):
            made.attributes.append(b"/E" + self.pydyf.String(words).data)
        if lang := source.get("lang"):
            made.attributes.append(b"/Lang" + self.pydyf.String(lang).data)
        if role == "TH":
            made.attributes.append(b"/A<</O/Table/Scope/%b>>" % (b"Row" if source.get("scope") == "row" else b"Column"))
        return made

    def _label(self, item: _Tag, source: Any) -> _Tag:
        """The label of an item, which stands before its body."""
        first = item.kids[0]
        if isinstance(first, _Tag) and first.role == "Lbl":
            return first
        label = self._new("Lbl", item, source)
        item.kids.insert(0, item.kids.pop())
        return label

    def _linked(self, link: _Tag, annotation: Any) -> None:
        """Join a link's rectangle to its words, by which it is called, too."""
        if annotation:
            link.kids.append(_Annotation(self.page, annotation))
            self.annotations.append((link, annotation))
            annotation["F"] = 4  # on paper, too
            if words := " ".join("".join(link.source.itertext()).split()):
                annotation["Contents"] = self.pydyf.String(words)

    def write(self) -> None:
        """Add the tree to the file, with the table that leads from a text of a page to its tag."""
        kept = type("Kept", (self.pydyf.Object,), {"data": b""})
        pages = self.pdf.page_references
        objects = [kept() for _ in range(len(self.all) + 2)]
        root, table, *own = objects
        for each in objects:
            self.pdf.add_object(each)
        for tag, each in zip(self.all, own, strict=True):
            tag.number = each.number
        self._number_lists()
        for tag, each in zip(self.all, own, strict=True):
            parent = tag.parent.number if tag.parent else root.number
            kids = b" ".join([_kid(kid, tag.page, pages) for kid in tag.kids])
            head = b"<</Type/StructElem/S/%b/P %d 0 R/Pg %b" % (tag.role.encode(), parent, pages[tag.page])
            each.data = b"%b%b/K[%b]>>" % (head, b"".join(tag.attributes), kids)
        rows = [
            b"%d[%b]" % (page, b" ".join([b"%d 0 R" % owner.number if owner else b"null" for owner in owners]))
            for page, owners in enumerate(self.owners)
        ]
        for number, (link, annotation) in enumerate(self.annotations, len(pages)):
            annotation["StructParent"] = number
            rows.append(b"%d %d 0 R" % (number, link.number))
        table.data = b"<</Nums[%b]>>" % b" ".join(rows)
        root.data = b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R>>" % (own[0].number, table.number)
        self.pdf.catalog["StructTreeRoot"] = root.reference

    def _number_lists(self) -> None:
        """Say of each list with labels what they are (ISO 32000-1, table 347)."""
        words: dict[_Tag, str] = {}
        for label, text in self.labels.items():
            outer = label.within("L")
            if outer:
                words[outer] = words.get(outer, "") + text
        for each, text in words.items():
            named = b"UpperAlpha" if any(map(str.isalpha, text)) else b"Disc"
            kind = b"Decimal" if any(map(str.isdigit, text)) else named
            each.attributes.append(b"/A<</O/List/ListNumbering/%b>>" % kind)


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _kid(kid: _Tag | tuple[int, int] | _Annotation, page: int, pages: tuple[bytes, ...]) -> bytes:
    """A kid as its tag names it; what is on another page than the tag begins on says so."""
    if isinstance(kid, _Tag):
        return b"%d 0 R" % kid.number
    if isinstance(kid, _Annotation):
        return b"<</Type/OBJR/Obj %b/Pg %b>>" % (kid.dictionary.reference, pages[kid.page])
    if kid[0] == page:
        return b"%d" % kid[1]
    return b"<</Type/MCR/Pg %b/MCID %d>>" % (pages[kid[0]], kid[1])
