"""Marked publications -> lists with headings and labels."""

from collections.abc import Iterable, Iterator, Mapping

from cvgen.arrange import blocks, works
from cvgen.cite import Citer
from cvgen.mark import Marked
from cvgen.model.choices import Direction, Grouping, Layout
from cvgen.model.content import Labels
from cvgen.model.document import Item, Listing
from cvgen.model.errors import Problems
from cvgen.model.facts import Group
from cvgen.model.kinds import HEADED, Kind
from cvgen.model.locale import capital
from cvgen.model.record import Record
from cvgen.model.regex import lazy
from cvgen.model.subject import Subject
from cvgen.model.text import Inline, plain

_YEAR = lazy(r"\d{3,4}")
_ORDER = [*dict.fromkeys(HEADED.values()), Kind.OTHER]


class Numbering(Record):
    """The labels of a list: the first number, and how many items are counted in all."""

    labels: Labels | None
    first: int
    total: int

    def number(self, index: int) -> int:
        """The number of the item at this place, from 0."""
        place = self.first + index
        down = self.labels is not None and self.labels.order is Direction.DESCENDING
        return self.total - place if down else place + 1


class Lister(Record):
    """Makes items of publications: in a reference style, with what this document says besides about each."""

    citer: Citer
    problems: Problems
    subject: Subject
    groups: Mapping[str, Group]
    blurbs: Mapping[str, Inline]

    def listing(self, chosen: tuple[Marked, ...], numbering: Numbering) -> Listing:
        """The publications as items, each with its label if there are labels."""
        items = tuple(self._item(each, numbering, i) for i, each in enumerate(chosen))
        return Listing(items, Layout.LABELS if any(item.label for item in items) else Layout.PLAIN)

    def _item(self, marked: Marked, numbering: Numbering, index: int) -> Item:
        extra = {"n": (str(numbering.number(index)),), **self._project(marked)}
        text = numbering.labels.text if numbering.labels else ""
        label = self.citer.label(marked, text, extra) if text else ()
        blurb = self.blurbs.get(marked.publication.key, ())
        first, *rest = self.citer.reference(marked, self.problems, extra) or ((),)
        lines = tuple(line for text in (*rest, blurb) for line in blocks.lines(text))
        work = works.work(marked, self.citer, self.subject.members)
        return Item(first, label=label, lines=lines, anchor=marked.publication.key, work=work)

    def _project(self, marked: Marked) -> dict[str, Inline]:
        """The team tag and the topics' signs, in a project's documents."""
        project = self.subject.project
        if project is None:
            return {}
        team, topics = works.team(marked, self.groups), works.topics(marked, project)
        return {"team": (team,) if team else (), "topics": topics}


def grouped(
    chosen: Iterable[Marked], by: Grouping, citer: Citer, problems: Problems
) -> Iterator[tuple[str, tuple[Marked, ...]]]:
    """The publications under headings: years as they come, types in the usual order, venues by name."""
    rows = sorted(((*_heading(each, by, citer), each) for each in chosen), key=lambda row: row[1])
    headed: dict[str, list[Marked]] = {}
    for title, _, each in rows:
        headed.setdefault(title, []).append(each)  # a language may call two types alike
    names = citer.locale.ordered(headed, str, problems) if by is Grouping.VENUE else headed
    for title in names:
        yield title, tuple(headed[title])


def _heading(marked: Marked, by: Grouping, citer: Citer) -> tuple[str, tuple[int, str]]:
    """The heading of a paper, and what orders it: what is to come, the undated, years newest first; types as listed."""
    reference, locale = marked.publication.reference, citer.locale
    if by is Grouping.TYPE:
        kind = HEADED.get(reference.kind, Kind.OTHER)
        return locale[f"headings.{kind}"], (_ORDER.index(kind), "")
    if by is Grouping.VENUE:
        title = plain(citer.fields(marked).get("venue.full", ())) or locale["headings.other"]
        return title, (0, title)
    stage = "" if reference.date else locale.find(f"statuses.{reference.status}", reference.status)
    title = reference.date.year_text if reference.date else capital(stage or locale["headings.undated"], locale.tag)
    year = _YEAR.search(title)
    return title, (-int(year[0]) if year else -20_000 if stage else -10_000, title)
