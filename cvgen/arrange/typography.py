"""Document -> the same Document as it is set: its language's quotation marks, dashes, spaces at which no line may end.

Once, for all formats, and last, so that what was compared, counted and cited has the characters that were typed. A
text keeps its nodes: its characters are read in a row, across them, and put back in their places.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import lru_cache, partial

from cvgen.arrange import last_lines
from cvgen.arrange.last_lines import KEPT, TIE
from cvgen.model import dashes, quotes
from cvgen.model.document import Contact, Document, Header, Item, Line, Listing, Section, columns, items
from cvgen.model.locale import Locale, capital
from cvgen.model.look import LinkForm, PageLook
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.text import AuthorName, Break, Inline, Link, Node, Style, Styled, alone

_RUNS = (Styled, Link)
# What stands in a text for a picture sign.
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"

# A space after a stop or a sign, or before a figure or dots: few of those there are. What stands before it decides; in
# English that is no word that ends in another letter. In other languages a space may stand before a colon or a unit.
_MARKS, _CLOCK, _SPACE = "*∗⋆†‡§¶♦♠★✝✉", ("AM", "PM"), lazy(" ")
_SIGNED = rf"(?<=[.{_MARKS}”’»:=–—] )(?=[\w=–—])(?:(?<![:=–—] )|(?<=[{_MARKS}”]: )|(?<=[{_MARKS}] [:=–—] ))"
_SPACES = lazy(rf" (?:{_SIGNED}|(?=[\d{KEPT}….])(?<=[a-zé:] )|(?=[AP]M\b)(?<=\d )|(?=\d{{4}})(?<=\d, ))")
_BEHIND_SPACES = ("»", ":", ";", "!", "?", "%", "€", "£", "°", "…", "...")
_SPACES_ABROAD = lazy(
    rf" (?:{_SIGNED}|(?=[\d{KEPT}….])(?<=[^\s\d,;] )|(?<=\d )(?=[^\W\d_])|(?=[»:;!?%€£](?!\w))|(?=°)|(?<=« ))"
)
# What may stand between a mark and its meaning.
_DENOTES: tuple[str, ...] = (" denotes ", " denote ", " indicates ", " indicate ", " marks ", " means ", " stands for ")
_RANGE = lazy(r"\u00a0\d+(?=-\d+(?![\w–-]))")
_SHORT_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
).union(*({month, f"{month}."} for month in _SHORT_MONTHS))
_BEFORE_FIGURES = _MONTHS.union(
    "vol. vols. no. nos. p. pp. pages ch. chap. sec. secs. fig. figs. eq. eqs. art. Vol. Vols. No. Nos. Ch. Chap. Sec. "
    "Fig. Figs. Eq. Eqs. Art. Nr. Bd. Abb. volume number issue chapter section report Volume Number Issue Chapter "
    "Section Report arXiv arXiv: doi: DOI: n° N° nº Nº № pág. págs.".split()
)
# Behind these two figures are a range; a number or a report may have a hyphen of its own.
_BEFORE_RANGES = frozenset(
    "p. pp. pages vol. vols. Vol. figs. eqs. secs. chs. Vols. Figs. Eqs. Secs. Chs. Abb. págs.".split()
)
_BRACKETS = "([{“‘„«"
# The terms of a language that stand before a number, what they are with it, and what stands before the year of a date.
_NUMBERED = (
    "volume volume-book volume-bare volume-long number part edition article article-short chapter version "
    "version-short pages-tight patent-number"
).split()
_WORD = lazy(r"(\S+)[ \u00a0]\{0\}|'(\S+)' y")
# "z. B." is no initial of a name.
_ABBREVIATED = lazy(r".?(?<!\w)[a-zäöü]\.[ \u00a0]\w\.")
_BEFORE_NAMES = frozenset("Dr. Prof. St. Mr. Mrs. Ms.".split())


def typeset(document: Document, *, paper: bool = False, foreign: bool = False, apart: bool = False) -> Document:
    """The document with each of its texts as it is set, on paper with the addresses that it asks for.

    With `foreign` texts besides titles may be in another language; with `apart` lines run from right to left.
    """
    foreign = foreign or any(item.work and item.work.language for item in items(document.sections))
    printed = bool(document.look and document.look.links is LinkForm.PRINTED)
    marks = quotes.marks(document.lang, document.locale.row("quotes"))
    mute: frozenset[str] = frozenset()
    if paper:
        from cvgen.arrange import addresses

        mute = addresses.mute(document.locale)

    months = _MONTHS if document.locale.english else _months(document.locale)
    before_figures = _before_figures(document.locale, months)

    def setter(mute: frozenset[str]) -> _Setter:
        linked = partial(addresses.on_paper, printed=printed, mute=mute) if paper else None
        made = _Setter(marks, partial(_alone, linked) if apart else linked, document.look, foreign=foreign)
        if paper:
            made.widest, made.title_pair = last_lines.WIDEST, last_lines.PAIR
        if not document.locale.english:
            made.spaces, made.figures, made.months = _SPACES_ABROAD, before_figures, months
            made.verbs = (*_DENOTES, document.locale["legend.sign"].partition("{0}")[2].partition("{1}")[0])
            made.ranges = _BEFORE_RANGES.union(*[document.locale.row(f"pages.{form}") for form in ("short", "long")])
        return made

    found = setter(mute)
    # The words of a paper's links are its reference style's, and stand in a row: [PDF], [Code], [Website].
    found.works = setter(frozenset())
    found.works.curly = False
    if document.look and document.look.beside:
        # The lines of a sidebar are as short as a phone's.
        found.aside, found.aside.works = copy(found), copy(found.works)
        found.aside.widest = found.aside.works.widest = last_lines.WIDEST_ON_A_PAGE
    return found.document(document)


def _alone(linked: Callable[[Inline], Inline] | None, nodes: Inline) -> Inline:
    """A text with its links, isolated where it runs another way than the lines."""
    return alone(linked(nodes) if linked else nodes)


def _before_figures(locale: Locale, months: frozenset[str]) -> frozenset[str]:
    """The words that no line parts from the number behind them: the language's, and English ones in all."""
    if locale.english:
        return _BEFORE_FIGURES
    phrases = [*[locale[f"terms.{key}"] for key in _NUMBERED], locale["dates.month"], locale["dates.day"]]
    words = [found[1] or found[2] for phrase in phrases if (found := _WORD.search(phrase))]
    words += [
        locale["terms.number-sign"],
        locale["terms.report"],
        *locale.row("pages.short"),
        *locale.row("pages.long"),
    ]
    words += months
    return _BEFORE_FIGURES.union(words, [capital(word, locale.tag) for word in words])


def _months(locale: Locale) -> frozenset[str]:
    """The words for months, with and without a stop."""
    rows = ("long", "alone", "short", "short-alone", "cited")
    months = [word for row in rows for word in locale.row(f"months.{row}")]
    return frozenset((*months, *(month.rstrip(".") for month in months)))


class _Setter:
    """Sets every text of a document with these quotation marks; what is `foreign` has those of its own language.

    `linked` gives the links of a text the words that they have on paper.
    """

    def __init__(
        self,
        marks: Sequence[str],
        linked: Callable[[Inline], Inline] | None = None,
        look: PageLook | None = None,
        *,
        foreign: bool = False,
    ) -> None:
        self.marks, self.linked, self.foreign = marks, linked, foreign
        self.widest, self.title_pair = last_lines.WIDEST_ON_A_PAGE, last_lines.PAIR_OF_NAME
        self.spaces, self.figures, self.ranges = _SPACES, _BEFORE_FIGURES, _BEFORE_RANGES
        self.months, self.verbs = _MONTHS, _DENOTES
        self.curly = True  # whether outer ones are; in a paper they are somebody's style's
        self.works = self  # what sets papers
        self.aside = self  # what sets the head, and what stands below it in a sidebar
        self.headings = not (look and look.beside)  # no two words may fit into a line there

    def document(self, document: Document) -> Document:
        aside = {section.name for section in columns(document.sections, document.look)[0]}
        return replace(
            document,
            title=self.words(document.title),
            author=self.words(document.author),
            header=self.aside.header(document.header),
            sections=tuple((self.aside if each.name in aside else self).section(each) for each in document.sections),
            description=self.words(document.description),
        )

    def header(self, head: Header) -> Header:
        """The head of a document."""
        places = tuple(
            replace(each, title=self.inline(each.title), lines=tuple(map(self.inline, each.lines)))
            for each in head.affiliations
        )
        contacts = tuple(Contact(each.kind, self.inline(each.content), each.label) for each in head.contacts)
        return replace(
            head,
            name=last_lines.of_name(self.words(head.name), self.title_pair) if self.headings else self.words(head.name),
            styled=self.inline(head.styled, heading=self.headings),
            headline=self.inline(head.headline, ends=True),
            affiliations=places,
            contacts=contacts,
        )

    def section(self, section: Section) -> Section:
        """One section, with all below it."""
        return replace(
            section,
            title=self.inline(section.title, heading=self.headings),
            intro=self._lines(section.intro),
            listings=tuple(
                Listing(tuple((self.works if item.work else self).item(item) for item in each.items), each.layout)
                for each in section.listings
            ),
            sections=tuple(map(self.section, section.sections)),
            outro=self._lines(section.outro),
        )

    def item(self, item: Item) -> Item:
        """One item, with its lines."""
        main, side, label = self.inline(item.main, ends=True), self.inline(item.side), self.inline(item.label)
        lines, work = self._lines(item.lines), item.work
        if work and (work.abstract or (work.award and quotes.any_in(work.award, self.marks))):
            work = replace(work, abstract=self._lines(work.abstract), award=self.words(work.award))
        same = main is item.main and side is item.side and label is item.label
        if same and lines is item.lines and work is item.work:
            return item
        return Item(main, side, label, lines, item.anchor, work, item.date, item.face)

    def _lines(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(map(self._line, lines)) if lines else lines

    def _line(self, line: Line) -> Line:
        main, side, lines = self.inline(line.main, ends=True), self.inline(line.side), self._lines(line.lines)
        return replace(line, main=main, side=side, lines=lines)

    def words(self, text: str) -> str:
        """A text without nodes."""
        dashed = dashes.found(text)
        marked = dashed or quotes.any_in(text, self.marks)
        return "".join(_turned(quotes.quoted(text, self.marks), dashed)) if marked else text

    def inline(self, nodes: Inline, *, ends: bool = False, heading: bool = False) -> Inline:
        """The nodes of a text; with `ends`, one that may fill several lines."""
        if not nodes:
            return nodes
        nodes = self._abroad(nodes) if self.foreign else nodes
        nodes = self.linked(nodes) if self.linked else nodes
        text = _typed(nodes)
        dashed = dashes.found(text)
        changed = self._joins(text)
        for i in changed:
            text = f"{text[:i]}{TIE}{text[i + 1 :]}"
        ends_at = last_lines.ends(text, self.widest) if ends else last_lines.of_heading(text) if heading else ()
        for i in ends_at:
            changed.append(i)
            text = f"{text[:i]}{TIE}{text[i + 1 :]}"
        if "-" in text and TIE in text:
            for i in [found.end() for found in _RANGE.finditer(text) if _word_at(text, found.start()) in self.ranges]:
                changed.append(i)
                text = f"{text[:i]}–{text[i + 1 :]}"
        if dashed or quotes.any_in(text, self.marks):
            return _put_back(nodes, _turned(quotes.quoted(text, self.marks, curly=self.curly), dashed), 0, 0)
        if not changed:
            return nodes
        last, first = nodes[-1], min(changed)
        if isinstance(last, str) and first >= len(text) - len(last):  # as in most
            return (*nodes[:-1], text[len(text) - len(last) :])
        return _put_back(nodes, text, 0, first)

    def _joins(self, text: str) -> list[int]:
        """The spaces within "vol. 3", "Dec. 2022", "May 4, 2023", "4:00 PM", "Y. Zhang", "Dr. Moss", "† student"."""
        joins = [i for found in self.spaces.finditer(text) if self._holds(text, i := found.start())]
        for i in tuple(joins):
            if text[i - 1] in f"{_MARKS}”":  # "† denotes students"
                verb = next((each for each in self.verbs if text.startswith(each, i)), "")
                joins += [i + found.start() for found in _SPACE.finditer(verb, 1)]
        return joins

    def _holds(self, text: str, i: int) -> bool:
        """Whether what stands before this space would be misread without what follows."""
        word = text[text.rfind(" ", 0, i) + 1 : i].lstrip(_BRACKETS)
        if text[i - 1] == "«" or text.startswith(_BEHIND_SPACES, i + 1):
            return True
        if text[i + 1].isdigit() or text[i + 1] == KEPT:
            if word in self.figures or ":" in text[i + 2 : i + 4]:  # "at 4:00"
                return True
            if word[-1:] == ",":  # "Aug. 31, 2018"
                return text[max(0, i - 20) : i].split()[-2:][0] in _MONTHS
        elif word[-1:].isdigit() or word[:-1].isdigit():
            return self._follows(word, text[i + 1 :])
        elif word[-1:] == ".":
            if word in self.figures and (word in self.ranges or text[i + 2 : i + 3].isdigit()):  # "pp. A-1", "no. S3"
                return True
            if word[-3:-2].isalnum():
                return word in _BEFORE_NAMES
            if word[-2:-1].islower():  # "z. B.", "d. h."
                return text[i + 2 : i + 3] == "." and text[i + 1].isalpha()
            return word[-2:-1].isupper() and not _ABBREVIATED.match(text, max(0, i - 6), i)
        sign = 0 < len(word) < 4 and not any(map(str.isalnum, word)) and word[-1] not in ".!?;"
        return sign and (word != ":" or text[i - 3] in _MARKS)  # "† : étudiants"

    def _follows(self, figures: str, behind: str) -> bool:
        """Whether a month follows a day, or its half an hour: "31. Dez.", "31 déc.", "4:00 PM"."""
        month = behind.partition(" ")[0].partition(TIE)[0].rstrip(",;")
        return behind[:2] in _CLOCK or (len(figures) <= len("31.") and month in self.months)

    def _abroad(self, nodes: Inline, before: str = "") -> Inline:
        """The nodes behind these words, those in another language set by its rules."""
        out: list[Node] = []
        for node in nodes:
            out.append(self._set_abroad(node, before) if isinstance(node, _RUNS) else node)
            before = node if isinstance(node, str) else ""
        return tuple(out)

    def _set_abroad(self, node: Styled[Node] | Link[Node], before: str) -> Node:
        if isinstance(node, Styled) and node.style is Style.FOREIGN:
            marks = quotes.marks(node.lang, self.marks)
            around = before.rstrip(TIE)[-1:]
            if (self.marks[0] if around == '"' else around)[:1] == marks[0][:1]:  # they stand in marks like their own
                marks = (*marks[2:], *marks[:2])
            setter = _Setter(marks)
            setter.spaces = _SPACES if node.lang.startswith("en") else _SPACES_ABROAD
            return replace(node, children=setter.inline(node.children))
        return replace(node, children=self._abroad(node.children, before))


def _turned(chars: Sequence[str], dashed: Mapping[int, str]) -> Sequence[str]:
    """The characters of a text with dashes in their places."""
    return [dashed.get(place, char) for place, char in enumerate(chars)] if dashed else chars


def _word_at(text: str, end: int) -> str:
    """The word that ends there, without what opens around it."""
    return text[max(text.rfind(" ", 0, end), text.rfind(TIE, 0, end)) + 1 : end].lstrip(_BRACKETS)


def _typed(nodes: Inline) -> str:
    """The characters of a text; what may not be changed is an object."""
    out: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            out.append(node)
        elif isinstance(node, AuthorName):
            out.append(node.name)
        elif isinstance(node, _RUNS):
            text = _characters(node.children)
            out.append(KEPT * len(text) if _kept(node, text) else text)
        else:
            out.append("\n" if isinstance(node, Break) else _OBJECT)
    return "".join(out)


def _characters(nodes: Inline) -> str:
    """What `_typed` gives of the nodes within one; most are one text."""
    return nodes[0] if len(nodes) == 1 and isinstance(nodes[0], str) else _typed(nodes)


def _put_back(nodes: Inline, chars: Sequence[str], at: int, first: int) -> Inline:
    """The same nodes with the characters from `at` on; none is another one before `first`."""
    out: list[Node] = []
    for node in nodes:
        start = at
        if isinstance(node, str):
            at += len(node)
            out.append(node if at <= first else "".join(chars[start:at]))
        elif isinstance(node, AuthorName):
            at += len(node.name)
            name = node.name if at <= first else "".join(chars[start:at])
            out.append(node if name == node.name else _renamed(node, name))
        elif isinstance(node, _RUNS):
            at += len(_characters(node.children))
            same = at <= first or chars[start : start + 1] in (KEPT, [KEPT])
            out.append(node if same else _run(node, _put_back(node.children, chars, start, first)))
        else:
            at += 1
            out.append(node)
    return tuple(out)


def _run(node: Styled[Node] | Link[Node], children: Inline) -> Node:
    return replace(node, children=children)


@lru_cache(maxsize=1 << 10)
def _renamed(author: AuthorName, name: str) -> AuthorName:
    """The author as printed, in most lists the same one again."""
    return replace(author, name=name)


def _kept(node: Styled[Node] | Link[Node], text: str) -> bool:
    """Whether what is in a node stands as it was typed, or was set already: code, other languages, an address."""
    return (
        node.style in (Style.CODE, Style.FOREIGN)
        if isinstance(node, Styled)
        else text.casefold() in node.url.casefold()
    )
