"""A raw entry -> Reference: every field in its place, what cannot be read is said."""

import re
from typing import Any

from cvgen.model.dates import Date
from cvgen.model.facts import NamedLink
from cvgen.model.record import replace
from cvgen.model.reference import Contributors, Reference, Writer
from cvgen.model.regex import lazy
from cvgen.model.text import Block, Break, Inline, plain
from cvgen.model.typed import typed
from cvgen.read import latex
from cvgen.read.bib import annotations, author_names, date_values, field_values, spelling, work_kind
from cvgen.read.bib.raw_entry import Entry, Field, Report
from cvgen.read.bib.vocabulary import PRIVATE, link_label, may_lead

VENUES = ("booktitle", "journal", "journaltitle", "maintitle", "eventtitle", "venue", "_venue")
VENUES_BY_TYPE = {
    "article": ("journal", "journaltitle", *VENUES),
    "phdthesis": ("school", "institution", *VENUES),
    "mastersthesis": ("school", "institution", *VENUES),
    "thesis": ("institution", "school", *VENUES),
    "techreport": ("institution", *VENUES),
    "report": ("institution", *VENUES),
    "misc": (*VENUES, "howpublished", "organization"),
    "unpublished": (*VENUES, "howpublished"),
    "online": (*VENUES, "howpublished", "organization"),
    "patent": (*VENUES, "howpublished", "number"),
}
_ROLES = ("author", "editor")
# Who else makes a work (BibLaTeX's manual, 2.2.2): the fields, and the role of each where no type says another.
CONTRIBUTORS = {
    "editor": "editor", "editora": "editor", "editorb": "editor", "editorc": "editor", "translator": "translator",
    "bookauthor": "container-author", "annotator": "annotator", "commentator": "commentator",
    "introduction": "introduction", "foreword": "foreword", "afterword": "afterword", "holder": "holder",
}  # fmt: skip
TYPES_OF_EDITORS = {f"editor{letter}": f"editor{letter}type" for letter in ("", "a", "b", "c")}
# What continues a title: the title of the book, the journal, the series of volumes.
_SUBTITLES = {"booktitle": "booksubtitle", "journaltitle": "journalsubtitle", "maintitle": "mainsubtitle"}
# What stands for the title of a work that has none: an issue is called by its name, a note by what it says.
_INSTEAD = ("issuetitle", "booktitle", "maintitle", "eventtitle", "journal", "journaltitle", "howpublished", "note")
# What Zotero, Scopus and others put into `note`: it is no part of a reference.
_WRITTEN_BY_PROGRAMS = lazy(
    r"(?:publisher|_eprint|_?section|number|tex\.\w+|arxiv|pmid|pmcid|zbl|mr|isbn|issn|conference name|"
    r"citation key|\w+ citations \([^)]*\)|number of pages|place|version|type|archive|original-date):\s"
    r"|cited by:?\s*\d|\d+ citations|export date|\[?online;? accessed|accessed:? \d|\(?accessed on\b|qid:",
    re.IGNORECASE,
)
# What publishers export where there is no volume, number or page yet.
_PLACEHOLDERS = frozenset("n/a na 0 pp none null - -- – tbd tba xx 0-0 0–0 0--0 n/a-n/a n/a–n/a n/a--n/a".split())
_NUMBER_OF_ARTICLE = lazy(r"(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d.]{3,}")
_NUMBERS_OF_ARTICLES = ("eid", "articleno", "article-number", "art_number")
_ELSEWHERE = frozenset((*_NUMBERS_OF_ARTICLES, "eprintclass", "primaryclass", "venue", "maintitle", "mainsubtitle"))
# What stands for a link and is none: a scheme that may not be, a file's path, words that hold a link; no flag.
_SCHEME, _FILE = lazy(r"[A-Za-z][\w+.-]*:"), lazy(r"\S*/\S*$|\S+\.[A-Za-z]\w{1,3}$|.*://")
# "June-August", "November, December": more than one month, which a date has no place for.
_SEVERAL_MONTHS = lazy(r"[^\W\d_]{3}\.?\s*(?:[-–—/,]|and\b|\\&)+\s*(?:\d+\s+)?[^\W\d_]{3}")
_PLACED = frozenset(
    "title subtitle shorttitle author editor date year month day venueid abbr track award pubstate volume number issue "
    "pages doi eprint archiveprefix eprinttype url keywords selected include-me note arxiv keyword".split()
)
# What few entries say.
_OF_FEW = frozenset("shorttitle venueid abbr track award selected include-me ids langid hyphenation".split())
_READ = frozenset((*_PLACED, *_ELSEWHERE, *PRIVATE, *CONTRIBUTORS))  # where another line reads them


def reference(entry: Entry, report: Report) -> Reference:
    """The Reference that an entry says, with its file and line."""
    return _Builder(entry, report).reference()


class _Builder:
    """One entry on its way to a Reference."""

    def __init__(self, entry: Entry, report: Report) -> None:
        self.entry, self.report = entry, report
        self.used: set[str] = set()
        self.instead = ""

    def reference(self) -> Reference:
        entry, text = self.entry, self.entry.text
        spelling.warned(entry, self.report)
        title = self._title()
        authors, others = self._writers("author")
        venue_field, venue = self._venue()
        status, note = self._status(venue)
        venue = () if venue and field_values.status(plain(venue)) else venue
        doi = self._doi()
        eprint, eprint_type = self._eprint(doi)
        links, date = self._links(), self._date()
        pages = field_values.pages(text("pages"))
        self.used.add(venue_field)
        given: dict[str, Any] = {
            "key": entry.key,
            "type": entry.type,
            "title": title,
            "authors": authors,
            "others": others,
            "contributors": self._contributors(),
            "date": date,
            "venue": venue,
            "status": status,
            "volume": self._number("volume"),
            "number": self._number("number", "issue"),
            "pages": self._pages(pages, eprint),
            "doi": doi,
            "eprint": eprint,
            "eprint_type": eprint_type,
            "url": self._url(),
            "links": links,
            "keywords": field_values.keywords(text("keywords", "keyword")),
            "note": note,
            "fields": self._rest(pages, dated=date is not None),
            "at": self.report.at(entry.line),
        }
        if not _OF_FEW.isdisjoint(entry.fields):
            given |= {
                "short_title": self._inline("shorttitle"),
                "venue_id": self._typed("venueid"),
                "abbr": latex.plain_text(text("abbr")),
                "track": self._inline("track"),
                "award": self._inline("award"),
                "selected": field_values.yes(text("selected")),
                "include_me": field_values.yes(text("include-me")),
                "aliases": tuple(key.strip() for key in text("ids").split(",") if key.strip()),
                "language": latex.plain_text(text("langid", "hyphenation")),
            }
        by_type, why = work_kind.by_type(entry.type)
        made = Reference(**given, kind=by_type, kind_why=why)
        kind, why = work_kind.decided(made)
        return made if why == made.kind_why else replace(made, kind=kind, kind_why=why)

    def _contributors(self) -> tuple[Contributors, ...]:
        """Everybody but the authors, by their roles in the order of BibLaTeX's fields."""
        if CONTRIBUTORS.keys().isdisjoint(self.entry.fields):
            return ()
        found: dict[str, Contributors] = {}
        for name, usual in CONTRIBUTORS.items():
            if name in self.entry.fields:
                said = self.entry.text(TYPES_OF_EDITORS[name]) if name in TYPES_OF_EDITORS else ""
                role = latex.plain_text(said).strip().casefold() or usual
                before, (writers, others) = found.get(role, Contributors(role, ())), self._writers(name)
                found[role] = Contributors(role, (*before.writers, *writers), before.others or others)
        return tuple(each for each in found.values() if each.writers)

    def _warn(self, code: str, message: str, field: str, hint: str = "") -> None:
        self.report.warn(code, f"{self.entry.key}: {message}", self.entry.line_of(field), hint, self.entry.key)

    def _typed(self, name: str) -> str:
        """A field's text with its place, "" where there is none."""
        found = self.entry.text(name)
        return typed(found, self.report.at(self.entry.line_of(name))) if found else ""

    def _inline(self, name: str) -> Inline:
        """A field as inline nodes; a command that is not understood is said once a file."""
        if name not in self.entry.fields:
            return ()
        if name == "abstract":
            parts = latex.paragraphs(self.entry.fields[name].value)
            return tuple(node for part in parts for node in (Break(Block.PARAGRAPH), *self._nodes(name, part)))[1:]
        return self._nodes(name, self.entry.text(name))

    def _nodes(self, name: str, text: str) -> Inline:
        if "\\" in text or "$" in text:
            text = self._escaped_once(name, text)
        if "<" in text or "&" in text:
            text = self._untagged(name, text)
        if "\\" in text:
            self._odd(name, text)
        return latex.inline(text) if text else ()

    def _first(self, *names: str) -> Inline:
        """The first of these fields that says something."""
        there = (name for name in names if name in self.entry.fields)
        return next((nodes for name in there if (nodes := self._inline(name))), ())

    def _escaped_once(self, name: str, text: str) -> str:
        """The field without what a second program escaped, which is said once for each entry."""
        from cvgen.read.bib import html_tags

        clean = html_tags.escaped_once(text)
        if clean != text and self.report.first("escaped-twice", self.entry.key):
            self.report.first("html-in-field", self.entry.key)
            hint = "write it as LaTeX: \\emph{…}, $…$"
            self._warn("escaped-twice", f"the {name} has markup that a program has escaped", name, hint)
        return clean

    def _untagged(self, name: str, text: str) -> str:
        """The field without HTML, which is said once for each entry."""
        from cvgen.read.bib import html_tags

        clean = html_tags.latex(text)
        if clean != text and self.report.first("html-in-field", self.entry.key):
            self._warn("html-in-field", f"the {name} has HTML in it", name, "write it in LaTeX: \\emph{…}, \\&")
        return clean

    def _odd(self, name: str, text: str) -> None:
        reading = latex.reading(text)
        for command in reading.unknown:
            if self.report.first("unknown-command", command):
                shown = "only its arguments are" if re.search(rf"\\{command}\s*[{{\s]", text) else "its name is"
                message = f"\\{command} in {name} is not understood; {shown} printed"
                hint = "write it without the command"
                if name in _ROLES and not re.search(rf"\\{command}\s*\{{", text):
                    message = f"\\{command} in {name} is defined nowhere; its name is printed"
                    hint = f"write the name instead, or say whose it is: --owner 'NAME={command}'"
                self._warn("unknown-command", message, name, hint)
        for url in reading.refused:
            self._refused(name, url)

    def _refused(self, name: str, url: str) -> None:
        message = f"the link {url[:60]} in {name} is refused"
        self._warn("refused-link", message, name, "write a link that begins with https:// or http:// or mailto:")

    def _link(self, name: str) -> tuple[str, str]:
        """A field's link, of several the first one, which is said; or ("", what stands there)."""
        url, wrong = field_values.link(text) if (text := self.entry.text(name)) else ("", "")
        if url and wrong and name != "doi":
            self._warn(wrong, f"several links stand in {name}; the first one counts, {url}", name, "keep one")
        return url, wrong

    def _writers(self, role: str) -> tuple[tuple[Writer, ...], bool]:
        field = self.entry.fields.get(role)
        writers: tuple[Writer, ...] = ()
        others = False
        if field and field.value.strip():
            if "\\" in latex.lettered(field.value):
                self._odd(role, field.value)
            if "&" in field.value or "<" in field.value:
                field = Field(self._untagged(role, field.value), field.line)
            writers, others = author_names.writers(field, self.report, self.entry.key)
        return annotations.annotated(writers, self.entry, role, self.report), others

    def _title(self) -> Inline:
        title, subtitle = self._inline("title"), self._inline("subtitle")
        if title and subtitle:
            return (*title, " " if plain(title).endswith(("?", "!", ":")) else ": ", *subtitle)
        return title or subtitle or self._instead() or (self.entry.key,)

    def _instead(self) -> Inline:
        """What a work without a title is called; it is not printed again."""
        for name in _INSTEAD:
            if name in self.entry.fields and (found := self._inline(name)):
                self.instead = name
                return found
        return ()

    def _venue(self) -> tuple[str, Inline]:
        for name in VENUES_BY_TYPE.get(self.entry.type, VENUES):
            text = self.entry.text(name) if name in self.entry.fields else ""
            if text and name != self.instead and not (name == "howpublished" and field_values.link(text)[0]):
                return ("" if name == "number" else name), self._titled(name)
        return "", ()

    def _titled(self, name: str) -> Inline:
        """The title of a whole with its subtitle: "Space and Beyond: The Frontier Theme"."""
        title = self._inline(name)
        below = _SUBTITLES.get(name, "")
        if below not in self.entry.fields:
            return title
        self.used.add(below)
        return (*title, " " if plain(title).endswith(("?", "!", ":")) else ": ", *self._inline(below))

    def _status(self, venue: Inline) -> tuple[str, Inline]:
        """The stage of the paper and the note that is left: a note that only says "in press" is none."""
        note, typed = self._note(), self.entry.text("pubstate", "status")
        if typed:
            known = field_values.status(latex.plain_text(typed))
            return known or latex.plain_text(typed).lower(), () if known and field_values.status(plain(note)) else note
        if found := field_values.status(plain(note)):
            return found, ()
        return field_values.status(self.entry.text("year", "date")) or field_values.status(plain(venue)), note

    def _note(self) -> Inline:
        """The author's note; what a program wrote there is none."""
        note = self._inline("note") if self.instead != "note" else ()
        return () if note and _WRITTEN_BY_PROGRAMS.match(plain(note)) else note

    def _number(self, *names: str) -> str:
        """A volume or a number; what stands there because there is none yet is none."""
        if self.entry.fields.keys().isdisjoint(names):
            return ""
        found = latex.plain_text(self.entry.text(*names))
        early = self.entry.text("volume").strip().casefold() == "pp" and names[0] == "number"
        return "" if early or found.casefold() in _PLACEHOLDERS else found

    def _date(self) -> Date | None:
        text = self.entry.text
        year, date = text("year"), text("date")
        if not year and not date:
            return None
        found = date_values.date((date, year, text("month"), text("day")))
        if not found and not self._undated():
            shown, field = (year, "year") if year else (date, "date")
            hint = "write year = {2024}, or date = {2024-05}"
            self._warn("bad-date", f"“{shown[:40]}” in {field} is no date; it is printed as written", field, hint)
        return found

    def _undated(self) -> bool:
        """Whether the entry says in words why it has no date: "n.d.", "in press"."""
        said = self.entry.text("year", "date")
        return date_values.undated(said) or bool(field_values.status(said))

    def _pages(self, found: tuple[str, ...], eprint: str) -> tuple[str, ...]:
        """The pages, where what stands in the field are some."""
        if "".join(found).casefold() in _PLACEHOLDERS or (eprint and eprint in self.entry.text("pages")):
            return ()
        if len(found) == 2 and found[0] == found[1]:
            return () if found[0] in ("1", "0", "n/a") else found[:1]
        return () if self._article_number(found) else found

    @staticmethod
    def _article_number(found: tuple[str, ...]) -> bool:
        """Whether it is no page but the number of an article that has none: "ggaa039", "e12"."""
        return len(found) == 1 and bool(_NUMBER_OF_ARTICLE.fullmatch(found[0]))

    def _doi(self) -> str:
        text = self.entry.text("doi")
        if not text:
            url = self.entry.text("url")
            return field_values.doi(url)[0] if "doi.org/" in url else ""
        doi, wrong = field_values.doi(text)
        if wrong == "doubled-doi":
            self._warn(wrong, "https:// stands twice in the doi", "doi", f"write doi = {{{doi}}}")
        elif wrong == "several-dois":
            self._warn(wrong, f"several DOIs stand in the field; the first one counts, {doi}", "doi", "keep one")
        elif wrong and not field_values.link(text)[0]:
            self._warn(wrong, f"“{text[:60]}” is no DOI", "doi", "write doi = {10.…/…}")
        return doi

    def _eprint(self, doi: str) -> tuple[str, str]:
        """The eprint's id and its archive: arXiv also where only the journal, the link or the DOI says so."""
        text = self.entry.text
        kind, eprint = text("archiveprefix", "eprinttype"), text("eprint")
        if eprint and (kind.lower() == "arxiv" or not kind and field_values.arxiv(eprint)):
            return field_values.arxiv(eprint) or latex.plain_text(eprint), "arXiv"
        if eprint and (kind or "/" not in eprint):
            return latex.plain_text(eprint), latex.plain_text(kind)
        for name in ("arxiv", "journal", "journaltitle", "howpublished", "url", "note", "pages", "volume"):
            said = text(name) if name in self.entry.fields else ""
            if "arxiv" in said.lower() or name in ("arxiv", "volume"):
                arxiv = field_values.arxiv(said.removeprefix("abs/"))
                if arxiv:
                    return arxiv, "arXiv"
        return (field_values.arxiv(doi), "arXiv") if "arxiv" in doi.lower() else ("", "")

    def _url(self) -> str:
        for name in ("url", "howpublished", "doi", "eprint"):
            url, refused = self._link(name)
            if url and (name in ("url", "howpublished") or "doi.org/" not in url):
                return url
            if refused and name == "url":
                self._refused(name, refused)
        return ""

    def _links(self) -> tuple[NamedLink, ...]:
        """Links with their labels: url_pdf, url_code, and the fields that other programs read."""
        links: dict[str, NamedLink] = {}
        for name in filter(may_lead, self.entry.fields):
            url, wrong = self._link(name)
            if url or name.startswith("url_") or _SCHEME.match(wrong):
                self.used.add(name)
            if url:
                links.setdefault(url, NamedLink(link_label(name), url))
            elif wrong and (name in self.used or _FILE.match(wrong) and self.report.first("refused-link", name)):
                self._refused(name, self.entry.text(name))
        return tuple(links.values())

    def _rest(self, pages: tuple[str, ...], *, dated: bool) -> tuple[tuple[str, Inline], ...]:
        """Every other field that says something, by name; a year that is none is printed as it is written."""
        others = [name for name in self.entry.fields if name not in _READ and name not in self.used]
        found = [(name, self._inline(name)) for name in others if name != self.instead and "+an" not in name]
        undated = not dated and not field_values.status(self.entry.text("year", "date"))
        year = self._first("year", "date") if undated else ()
        venue = self._inline("venue") if "venue" not in self.used else ()
        eid = self._first(*_NUMBERS_OF_ARTICLES)
        if not eid and self._article_number(pages):
            eid = pages
        whole = self._titled("maintitle") if "maintitle" in self.entry.fields and self.instead != "maintitle" else ()
        month = self.entry.text("month")
        several = month and not month.isalpha() and _SEVERAL_MONTHS.search(month)
        months = latex.inline(month) if several else ()
        more = (
            ("year", year), ("eid", eid), ("eprintclass", self._first("eprintclass", "primaryclass")),
            ("eventvenue", venue), ("maintitle", whole), ("months", months),
        )  # fmt: skip
        return tuple((name, nodes) for name, nodes in (*found, *more) if nodes)
