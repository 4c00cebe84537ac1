"""Marked in a reference style -> inline text, once for all formats."""

import string
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from cvgen.cite import figures, pattern, stages
from cvgen.cite.pattern import Fields, Filler
from cvgen.cite.venue import all_links, archive, best_url, eprint_url, venue_fields, venue_names
from cvgen.mark import Mark, Marked, MarkedAuthor, MarkedRole
from cvgen.model import names, wide
from cvgen.model.choices import Look, MarkForm
from cvgen.model.dates import Date
from cvgen.model.errors import Problems
from cvgen.model.facts import Records, Venue
from cvgen.model.locale import Locale, capital
from cvgen.model.names import Initials, Name, NameForm
from cvgen.model.recipe import AuthorStyle, ReferenceStyle, Truncate
from cvgen.model.record import Record, field, replace
from cvgen.model.reference import Reference
from cvgen.model.regex import lazy
from cvgen.model.slugs import doi_url
from cvgen.model.text import AuthorName, Inline, Link, Node, Style, Styled, Symbol, apart, isolated, join, plain, walk

_LOOKS = {Look.BOLD: Style.STRONG, Look.ITALIC: Style.EMPH, Look.UNDERLINE: Style.UNDERLINE}
# Lists of people, by what patterns call them; their parts run in their own directions, and so do those of links.
_PLURALS = {
    "editor": "editors", "translator": "translators", "container-author": "bookauthors", "annotator": "annotators",
    "commentator": "commentators", "introduction": "introduction", "foreword": "foreword", "afterword": "afterword",
    "holder": "holders",
}  # fmt: skip
_LISTS = frozenset(("authors", "lead", "others", "by.others", "by.editors", "by.translators", *_PLURALS.values()))
_PARTS = ("", ".role", ".role.word", ".role.british")
_OF_SEVERAL = _LISTS | {"links"}
_CASES: Mapping[str, Callable[[str], str]] = {
    "title": string.capwords,
    "upper": str.upper,
    "lower": str.lower,
}


# What a pattern or a label may ask for besides the fields of the .bib.
COMPUTED = frozenset(
    "n yy title short_title year month month.long day day.long day.first date date.long date.day date.month date.short "
    "date.first venue venue.full venue.short venue.proceedings "
    "venue.edition venue.meeting venue.kind volume number number.label status key doi doi.url url eprint eprint.url "
    "archive pages pages.word pages.abbr genre track award note links edition team topics place event.place "
    "organization chapter.long series relation".split()
) | {f"{each}{part}" for each in _LISTS for part in _PARTS}


# A note that says what a sign behind a name means: the legend says it.
_EXPLAINS_A_SIGN = lazy(r"\W*[*∗⁎†‡§¶✉]")


class Citer(Record, dict=True):
    """Prints references in one style for one document."""

    style: ReferenceStyle
    records: Records
    names: NameForm
    truncate: Truncate
    form: MarkForm = MarkForm.SUPERSCRIPT
    separator: str = ","
    urls: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    locale: Locale = field(default_factory=Locale)
    # What is made once for all papers that need the same.
    _asked: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _made: dict[tuple[str, str, frozenset[str]], tuple[pattern.Pattern, ...]] = field(default_factory=dict)
    _by_kind: dict[tuple[str, str], tuple[pattern.Pattern, ...]] = field(default_factory=dict)
    _last: list[tuple[Marked, dict[str, Inline]]] = field(default_factory=list)
    _dates: dict[tuple[Date | None, str], dict[str, Inline]] = field(default_factory=dict)
    _lists: dict[str, Inline] = field(default_factory=dict)
    _bylines: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _authors: dict[tuple[Name, str, tuple[str, ...], NameForm, Initials], AuthorName] = field(default_factory=dict)
    _labels: dict[str, Inline] = field(default_factory=dict)

    @cached_property
    def _isolated(self) -> Callable[[Inline], Inline]:
        """What keeps a run from mixing with what stands beside it where it may run the other way."""
        return apart if self._mirrored else isolated

    def _own(self, name: Inline) -> Inline:
        """A name in a list that runs from right to left, as far as it does not."""
        return apart(name) if self._mirrored else name

    @cached_property
    def _mirrored(self) -> bool:
        return self.locale.right_to_left

    @cached_property
    def _inner(self) -> tuple[str, str]:
        """The quotation marks of what stands in quotation marks."""
        return self.locale.row("quotes")[2], self.locale.row("quotes")[3]

    @cached_property
    def _outer(self) -> tuple[str, str]:
        """Those of a text by itself: in a language that has others than English, straight ones, which are turned."""
        return ("“", "”") if self.locale["quotes"].startswith("“") else ('"', '"')

    @cached_property
    def venues(self) -> dict[str, Venue]:
        """Every venue by its id and by each of its names, lower-cased."""
        return venue_names(self.records.venues)

    def reference(self, marked: Marked, problems: Problems, extra: Fields | None = None) -> tuple[Inline, ...]:
        """The whole reference, a line of the pattern each; a field it needs and the entry lacks is a warning."""
        reference = marked.publication.reference
        own = {**self.fields(marked), **(extra or {})}
        filler = Filler(own, self._formatter(reference), inner=self._inner, outer=self._outer)
        settled = self._settled(reference, filler.fields)
        lines = stages.staged(plain(filler.fields.get("status", ())), tuple(map(filler.fill, settled)), filler, settled)
        lines = tuple(wide.in_language(line, self.locale) for line in lines)
        if reference.title == (reference.key,):
            message = f"{reference.key} has no title; its key is printed"
            problems.warn("missing-title", message, reference.at, "write title = {…} in the entry", reference.key)
        for name in dict.fromkeys(filler.missing):
            message = f"{reference.key} has no {name}, which the reference style prints"
            problems.warn(
                "missing-field",
                message,
                reference.at,
                f"add {name} to the entry, or put [ ] round it in the style",
                reference.key,
                name,
            )
        return tuple(filter(None, lines))

    def _lines(self, reference: Reference) -> tuple[pattern.Pattern, ...]:
        key = reference.kind, reference.type
        if key not in self._by_kind:
            lines = self.style.pattern(*key).strip().split("\n")
            self._by_kind[key] = tuple(pattern.parsed(line) for line in lines)
        return self._by_kind[key]

    def _settled(self, reference: Reference, fields: Fields) -> tuple[pattern.Pattern, ...]:
        """The lines for this kind of work with the choices that these fields make, kept for all with the same."""
        kind = reference.kind, reference.type
        if kind not in self._asked:
            self._asked[kind] = frozenset().union(*map(pattern.names, self._lines(reference)))
        there = frozenset(filter(fields.get, self._asked[kind]))
        key = *kind, there
        if key not in self._made:
            self._made[key] = tuple(pattern.settled(line, there) for line in self._lines(reference))
        return self._made[key]

    def label(self, marked: Marked, text: str, extra: Fields) -> Inline:
        """A label such as "R{n}." or "{venue.short}'{yy}:" filled from the reference."""
        fields = {**self.fields(marked), **extra}
        return Filler(fields, self._formatter(marked.publication.reference)).fill(pattern.label(text))

    def _formatter(self, reference: Reference) -> pattern.Formatter:
        def formatted(name: str, form: str, value: Inline) -> Inline:
            if name not in _OF_SEVERAL:
                value = self._isolated(value)
            if not form:
                return value
            if form == "link":
                eprint = eprint_url(reference)
                own = {"doi": doi_url(reference.doi), "eprint": eprint, "eprint.url": eprint, "url": reference.url}
                return (Link(url, value),) if (url := own.get(name) or best_url(reference)) else value
            if form == "sentence":
                return (capital(plain(value), self.locale.tag),)
            return (_CASES[form](plain(value)),) if form in _CASES else value

        return formatted

    def fields(self, marked: Marked) -> dict[str, Inline]:
        """Everything a pattern may ask for; those of the last paper are kept, for its label and its text."""
        if not self._last or self._last[0][0] is not marked:
            self._last[:] = [(marked, self._fields(marked))]
        return self._last[0][1]

    def _fields(self, marked: Marked) -> dict[str, Inline]:
        """The fields of a paper by name; absent where the entry has none."""
        reference = marked.publication.reference
        found: dict[str, Inline] = dict(reference.fields)
        found.update(figures.edition(found, self.locale))
        found.update(self._dated(reference.date, plain(found.get("months", ()))))
        found.update(venue_fields(reference, self.venues, self.locale))
        texts = {
            **figures.spanned(reference, self.style.pages),
            "number.label": self.locale["terms.number-sign"] if reference.number.isdecimal() else "",
            "status": self.locale.find(f"statuses.{reference.status}", reference.status),
            "key": reference.key,
            "genre": figures.genre(reference, found, self.locale),
            "archive": archive(reference),
            "doi": reference.doi,
            "doi.url": doi_url(reference.doi) if reference.doi else "",
            "url": reference.url,
            "eprint": reference.eprint,
            "eprint.url": eprint_url(reference),
            **figures.pages(reference, self.style.pages, self.style.page_range, self.locale),
        }
        found.update({name: (text,) for name, text in texts.items() if text})
        lang = figures.foreign(reference, self.locale)
        title = (Styled(Style.FOREIGN, reference.title, lang),) if lang else reference.title
        inlines = {"title": title, "short_title": reference.short_title, "track": reference.track}
        note = reference.note
        note = () if note and _EXPLAINS_A_SIGN.match(plain(note)) else note
        inlines |= {"award": reference.award, "note": note, "authors": self.authors(marked)}
        for each in marked.contributors:
            inlines |= self._contributors(each, inlines, self._behind)
        inlines |= self._lead(marked, inlines)
        found |= figures.places(found, reference, self.locale)
        inlines["links"] = self.links(reference)
        found.update({name: nodes for name, nodes in inlines.items() if nodes})
        return found

    def _dated(self, date: Date | None, months: str) -> dict[str, Inline]:
        """The fields of a date, made once for all papers of that date."""
        key = date, months
        return self._dates.get(key) or self._dates.setdefault(key, figures.dates(date, months, self.locale))

    def _lead(self, marked: Marked, lists: Mapping[str, Inline]) -> dict[str, Inline]:
        """Who stands in front: the authors, else the editors, whose role then has to be said; else the translators."""
        if not marked.contributors:
            return {"lead": lists.get("authors", ())}
        first = next((name for name in ("authors", "editors", "translators", "others") if lists.get(name)), "")
        front = dict(lists) if first == "authors" else {}
        for each in marked.contributors if first != "authors" else ():
            front |= self._contributors(each, front, self.style.authors)
        found = {f"lead{part}": front.get(f"{first}{part}", ()) for part in _PARTS}
        behind = {name for name in ("editors", "translators", "others") if name != first}
        return found | {f"by.{name}{part}": lists.get(f"{name}{part}", ()) for name in behind for part in _PARTS}

    def _contributors(self, made: MarkedRole, before: Mapping[str, Inline], style: AuthorStyle) -> dict[str, Inline]:
        """Editors, translators … in a row, marked as authors are: `editors`, and `editors.role`, "ed." or "eds.".

        Roles that no pattern has a name for stand together in `others`, each with its own behind it.
        """
        name, several = _PLURALS.get(made.role, "others"), len(made.people) > 1 or made.others
        people = [self._isolated((author,)) for author in self._named(made.people, style)]
        last = style.last if len(people) != 2 else style.pair or style.last
        listed = self._ended(people, style) if made.others else join(people, style.separator, last)
        own = (made.role, f"{made.role}s") if self.locale.english else (made.role, made.role)
        words = self.locale.row(f"roles.{made.role}") or (*own, *own)
        role, word = words[several], words[2 + several]
        if name != "others":
            british = role.removesuffix(".") if several and self.locale.english else role
            told = {"": listed, ".role": (role,), ".role.word": (word,), ".role.british": (british,)}
            return {f"{name}{part}": nodes for part, nodes in told.items()}
        other = (*listed, f" ({role})")
        return {name: (*before[name], "; ", *other) if name in before else other}

    @cached_property
    def _behind(self) -> AuthorStyle:
        """How people are listed who do not stand in front."""
        return self.style.behind or replace(self.style.authors, first=None)

    def _named(self, people: tuple[MarkedAuthor, ...], style: AuthorStyle) -> list[AuthorName]:
        """The names of a list in their forms, each with its marks."""
        return [self._at(place, people, style) for place in range(len(people))]

    def _at(self, place: int, people: tuple[MarkedAuthor, ...], style: AuthorStyle) -> AuthorName:
        form = style.names or self.names
        return self.author(people[place], form if place else style.first or form, style.initials)

    def _byline(self, reference: Reference) -> frozenset[str]:
        """Which lists of people references to this kind of work print."""
        key = reference.kind, reference.type
        if key not in self._bylines:
            self._bylines[key] = frozenset().union(*map(pattern.names, self._lines(reference))) & _LISTS
        return self._bylines[key]

    def roles(self, marked: Marked) -> Iterator[str]:
        """The roles whose marks the reference prints, after truncation."""
        byline = self._byline(marked.publication.reference)
        if not marked.contributors:
            names = self.authors(marked) if byline & {"authors", "lead"} else ()
            names = tuple(walk(names)) if self._mirrored else names
        else:
            lists = (nodes for name, nodes in self.fields(marked).items() if name in byline)
            names = tuple(node for nodes in lists for node in walk(nodes))
        for node in names:
            if isinstance(node, AuthorName):
                yield from node.roles

    def authors(self, marked: Marked) -> Inline:
        """The author list: every name, or the first ones with the owner kept in sight and counted."""
        key = marked.publication.key
        if key not in self._lists:
            self._lists[key] = self._joined(marked)
        return self._lists[key]

    def _joined(self, marked: Marked) -> Inline:
        """The list, and behind it for whom they all wrote: "Georg Aad, et al. (FERN Collaboration)"."""
        said = plain(dict(marked.publication.reference.fields).get("collaboration", ()))
        if said and "collaborat" not in said.casefold():
            said = self.locale.phrase("terms.collaboration", said)
        listed = self._listed(marked)
        return (*listed, f" ({said})") if said and listed else (said,) if said else listed

    def _listed(self, marked: Marked) -> Inline:
        style, total = self.style.authors, len(marked.authors)
        if 0 < self.truncate.over < total:
            parts, more = self._shortened(marked)
            return self._ended(parts, style) if more else join(parts, style.separator)
        parts = [self._own((name,)) for name in self._named(marked.authors, style)]
        if marked.publication.reference.others and parts:
            shown = [part for part, each in zip(parts, marked.authors, strict=True) if not each.hidden]
            own = [part for part, each in zip(parts, marked.authors, strict=True) if each.hidden]
            return self._ended([*shown, *([("…",)] if own else []), *own], style)
        return join(parts, style.separator, style.pair or style.last if total == 2 else style.last)

    def cut(self, marked: Marked) -> int:
        """How many of the authors the list leaves out."""
        total = len(marked.authors)
        return total - len(self._kept(marked).union(marked.owners)) if 0 < self.truncate.over < total else 0

    def _kept(self, marked: Marked) -> set[int]:
        """The places that stay in a list that is cut, besides the owner's."""
        total, cut = len(marked.authors), self.truncate
        return {*range(min(cut.first, total)), *range(total - cut.last, total)}

    def _shortened(self, marked: Marked) -> tuple[list[Inline], bool]:
        """`A, B, …, **Owner** (57th of 1,108)`, and whether there are more behind."""
        total, kept = len(marked.authors), self._kept(marked)
        parts: list[Inline] = []
        last = -1
        for place in sorted(kept.union(marked.owners)):
            if place > last + 1:
                parts.append(("…",))
            name: Node = self._at(place, marked.authors, self.style.authors)
            shown = self._own((name,))
            parts.append(shown if place in kept else (*shown, f" ({self._place(place + 1, total)})"))
            last = place
        return parts, last < total - 1 or marked.publication.reference.others

    def _place(self, place: int, total: int) -> str:
        """Where somebody stands in a long list: "57th of 1,108"."""
        return self.locale.phrase("terms.place-of", self.locale.ordinal(place, "places"), self.locale.number(total))

    def _ended(self, parts: list[Inline], style: AuthorStyle) -> Inline:
        """The list, and at its end the words for those who are not named, which may bring their own separator."""
        words = Filler({}).fill(pattern.parsed(style.others or self.locale["terms.et-al"]))
        if style.others[:1] in (" ", ","):
            return (*join(parts, style.separator), *words)
        # "G. Aad et al.", but "G. Aad, T. Reed, et al." in English: CSL 1.0.2, delimiter-precedes-et-al, contextual.
        alone = not self.locale.english or len(parts) == 1 and "," not in plain(parts[0])
        return join((join(parts, style.separator), words), " " if alone else style.separator)

    def author(self, marked: MarkedAuthor, form: NameForm, short: Initials) -> AuthorName:
        """One name with its marks, made once for all papers on which it looks the same."""
        who = marked.person.id if marked.person else ""
        key = marked.author.name, who, tuple([mark.role for mark in marked.marks]), form, short
        return self._authors.get(key) or self._authors.setdefault(key, self._author(marked, form, short))

    def _author(self, marked: MarkedAuthor, form: NameForm, short: Initials) -> AuthorName:
        person, name, own = marked.person, marked.author.name, marked.author.published
        current = person if own is None else None
        shown = current.name if current else own or name
        text = names.printed(shown, form, current.full if current else "", short)
        # Here, where a name is made once for all its papers: its apostrophes pair with no mark of a title.
        text = text.replace(". ", ".\N{NO-BREAK SPACE}").replace("'", "’")
        if not marked.marks:
            return AuthorName(text, url=self._url(marked), person=self._id(marked))
        looks = tuple(_LOOKS[look] for mark in marked.marks for look in mark.rule.look)
        symbols = tuple(Symbol(m.rule.symbol, self._meaning(m)) for m in marked.marks if m.rule.symbol)
        said = wide.words((self._meaning(m) for m in marked.marks if not m.rule.symbol), self.locale)
        raised = self.form is MarkForm.SUPERSCRIPT
        roles = tuple(mark.role for mark in marked.marks)
        return AuthorName(
            text, tuple(dict.fromkeys(looks)), symbols, raised, self.separator, self._url(marked),
            self._id(marked), said, roles,
        )  # fmt: skip

    def _id(self, marked: MarkedAuthor) -> str:
        """Who it is, where that is certain: a doubt may be settled for print and still be a doubt."""
        return marked.author.person.id if marked.author.person else ""

    def _url(self, marked: MarkedAuthor) -> str:
        return self.urls.get(marked.person.id, "") if marked.person else ""

    def _meaning(self, mark: Mark) -> str:
        return self.meanings.get(mark.role, "")

    def links(self, reference: Reference) -> Inline:
        """[PDF], [Code], … with the DOI and the preprint where the style wants them."""
        pattern = self.style.pattern(reference.kind, reference.type)
        found = all_links(reference, self.style.links, self.locale, pattern)
        return join(((Link(link.url, self.labelled(link.label)),) for link in found), self.style.links.separator)

    def labelled(self, label: str) -> Inline:
        """A link's words, made once: "[PDF]"."""
        if label not in self._labels:
            shown = self.locale.find(f"links.{label}", label)
            self._labels[label] = Filler({"label": (shown,)}).fill(pattern.parsed(self.style.links.form))
        return self._labels[label]
