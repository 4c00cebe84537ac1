"""Facts -> what does not hold: a number without its day, a degree nobody gives, more papers than there are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from cvgen.check import vocabulary
from cvgen.check.view import CheckedPage, View, shown
from cvgen.model import dates
from cvgen.model.content import WrittenSection
from cvgen.model.entry import (
    AwardEntry,
    Dated,
    EducationEntry,
    Entry,
    ExperienceEntry,
    FullEntry,
    GrantEntry,
    TalkEntry,
)
from cvgen.model.errors import Level, Position, Problem, Problems
from cvgen.model.facts import Job, Roster
from cvgen.model.regex import lazy
from cvgen.model.text import Written


def roster(people: Roster, problems: Problems) -> None:
    """Notes on estimated dates and warnings on metrics without a date."""
    for person in people.people:
        for relation in person.relations:
            if any(date and date.estimated for date in (relation.start_date, relation.end_date)):
                message = f"{person.id}: the dates of {relation.as_} of {relation.of} are estimated"
                problems.note("estimated-date", message, relation.at, "find out the month and drop the ~", person.id)
        for name, metric in person.metrics:
            if metric.as_of is None:
                message = f"{person.id}: the metric {name} has no date"
                problems.warn("metric-undated", message, metric.at, "add as_of: the day it was read", person.id, name)


def metrics(page: CheckedPage, problems: Problems) -> None:
    """Numbers of the owner that are older than a year on the document's date."""
    as_of, months = page.prepared.scene.as_of, page.view.months
    for name, metric in page.person.metrics if page.person else ():
        if metric.as_of and dates.before(dates.shifted(metric.as_of, months), as_of):
            long_ago = f"on {metric.as_of}, more than {months} months before {as_of}"
            message = f"{page.subject.id}: the metric {name} was read {long_ago}"
            problems.warn("metric-old", message, metric.at, "look it up again", page.subject.id, name)


_METRIC = lazy(
    r"\b\d[\d,.]*\+?\s+citations\b|\{metrics\.(?P<fact>\w+)\}|"
    r"\b(?:citations|h-?index|i10-?index|impact factor|score|ranking)\b\W{0,4}(?:(?:of|is)\s)?\d[\d,.]*\b",
    re.IGNORECASE,
)
_DATED = lazy(r"\bas of\b|\b(?:19|20)\d\d\b|\.as_of\}|\{as_of\}|\{year\}")


def typed_metrics(view: View, problems: Problems) -> None:
    """Numbers in a text that does not say of which day they are."""
    for prose in view.texts:
        text = shown(prose.text)
        if hit := _METRIC.search(text):
            named = hit["fact"] or (re.search(r"\{metrics\.(\w+)\}", text) or ("", ""))[1]
            if not _DATED.search(text) and f"{{metrics.{named}.as_of}}" not in text:
                hint = f"write (as of {{metrics.{named or 'NAME'}.as_of}}) behind it"
                problems.warn("metric-undated", f"“{hit[0].strip()}” stands there without a date", prose.at, hint)


def degrees(view: View, problems: Problems) -> None:
    """Degrees in a spelling that nobody uses: "B.S.c" is B.Sc. or BSc."""
    for entry in _typed(view):
        if isinstance(entry, EducationEntry) and (better := _better_degree(shown(entry.degree))):
            message = f"{better[0]} is not how a degree is written"
            problems.warn("degree", message, entry.at, f"write {better[1]}", better[0])


_BEHIND = lazy(r"\s+(?:in|of|with)\s|[,(]| [Cc]andidate| [Ss]tudent")


def _better_degree(text: str) -> tuple[str, str] | None:
    """What was typed and what it may be: "B.S.c, Automation" -> ("B.S.c", "B.Sc. or BSc")."""
    typed = _BEHIND.split(text)[0].strip()
    forms = vocabulary.DEGREES.get(vocabulary.letters(typed), ())
    plain = "." not in typed and typed.replace(" ", "").isupper()
    return None if not forms or typed in forms or plain else (typed, " or ".join(forms))


def _typed(view: View) -> Iterator[Entry]:
    """Every entry that was typed in these files."""
    return (entry for file in view.files for entry in entries(file.cv.sections))


def entries(sections: Iterable[tuple[str, WrittenSection]]) -> Iterator[Entry]:
    """Every entry that was typed in a section or in a group of one."""
    for _, section in sections:
        yield from section.entries
        for group in section.groups:
            yield from group.entries


def ranges(view: View, problems: Problems) -> None:
    """Whatever ends before it starts."""
    typed: list[Dated | Job] = [each for each in _typed(view) if isinstance(each, Dated)]
    typed += [job for person in view.roster.people for job in person.positions]
    for each in (*typed, *view.records.grants):
        if each.start_date and each.end_date and dates.before(each.end_date, each.start_date):
            message = f"it ends ({each.end_date}) before it starts ({each.start_date})"
            problems.warn("date-range", message, each.at, "swap the two dates")


def open_ends(view: View, problems: Problems) -> None:
    """Awards and talks with a beginning and no end, which print as if they went on; grants, but for gifts, also."""
    typed = [each for each in _typed(view) if isinstance(each, AwardEntry | TalkEntry | GrantEntry)]
    for each in (*typed, *view.records.grants):
        if each.start_date and not (each.end_date or each.ongoing or isinstance(each, Dated) and each.date):
            message = f"it begins in {each.start_date}, and no end is known"
            if isinstance(each, AwardEntry | TalkEntry):
                hint = f"write date: {each.start_date}, or add end_date: …"
                problems.warn("open-end", f"{message}, though it is one day or year", each.at, hint)
            elif each.kind != "gift":
                problems.note("open-end", message, each.at, "add end_date: …; present if it goes on")


def undated(page: CheckedPage, problems: Problems) -> None:
    """Entries without a date in a document that prints the dates of others of their kind."""
    found: defaultdict[str, list[FullEntry]] = defaultdict(list)
    for entry, shape in page.prepared.entries():
        texts = (shape.main, shape.side, *shape.lines, *shape.line_sides)
        if isinstance(entry, _DATED_KINDS) and any("{date}" in text for text in texts):
            found[entry.KIND].append(entry)
    for kind, listed in found.items():
        lacking = [each for each in listed if not (each.date or each.start_date or each.end_date)]
        for each in lacking if len(lacking) < len(listed) else ():
            message = f"this {kind} has no date, and other entries of its kind have"
            problems.note("no-date", message, each.at, "add date: …", kind)


_DATED_KINDS = (AwardEntry, TalkEntry, GrantEntry, EducationEntry, ExperienceEntry)
_BESIDE = lazy(
    r"\b(?:adjunct|affiliat\w*|courtesy|visiting|guest|honorary|part-time|consult\w*|intern|advis\w+|director|head|chair|"
    r"fellow|member|founder|co-founder|editor|board|secondary|joint)\b",
    re.IGNORECASE,
)


def positions(view: View, problems: Problems) -> None:
    """Two full positions that both go on: a promotion, and nobody ended the old one."""
    for person in view.roster.people:
        going = [job for job in person.positions if not job.end_date and not _BESIDE.search(job.position)]
        if len(going) > 1:
            message = f"{person.id} is {' and '.join(job.position for job in going)} at the same time"
            problems.warn("open-positions", message, going[-1].at, "give the old one its end_date", person.id)


_NUMBERS = "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
_VALUES = dict(zip(_NUMBERS, (*range(1, 13), 15, 20, 30, 40, 50), strict=True))
_COUNT = lazy(
    rf"(?:\b(over|more than|at least|about|around|nearly|almost)\s+)?(?<![\w.,])(\d{{1,4}}|{'|'.join(_NUMBERS)})(\+)?"
    r"\s+((?:(?:first-?author(?:ed)?|peer-?reviewed|refereed|published|journal|conference|scientific|research)\s+)*)"
    r"(?:papers|publications|articles)\b",
    re.IGNORECASE,
)


def counts(page: CheckedPage, problems: Problems) -> None:
    """Numbers of papers in the owner's texts, held against the papers on record."""
    values = page.prepared.scene.facts.values
    complete = any(chosen.group.select is None for chosen in page.prepared.chosen)
    for text, at in _own_texts(page):
        for hit in _COUNT.finditer(shown(text)):
            name = _counted(hit, shown(text))
            there = values.get(name, 0)
            if isinstance(there, int) and not _holds(hit, there, bool(_QUALIFIED.match(shown(text), hit.end()))):
                message = f"“{hit[0]}”: there are {there} on record"
                level = Level.WARNING if complete else Level.NOTE
                problems.add(
                    (Problem("count-wrong", level, message, at, f"let cvgen count: {{{name}}}", about=(name,)),)
                )


def _own_texts(page: CheckedPage) -> Iterator[tuple[Written, Position | None]]:
    for prose in page.file.texts:
        yield prose.text, prose.at
    for _, bio in page.person.bios if page.person else ():
        yield bio, page.places.get(id(bio))


def _counted(hit: re.Match[str], text: str) -> str:
    """Which count is meant: "over 10 first-authored papers" -> "publications.first_authored"."""
    if "first" in hit[4].lower():
        return "publications.first_authored"
    published = "published" in hit[4].lower() or re.search(r"\bpublished\s+$", text[: hit.start()])
    return "publications.published" if published else "publications.count"


_QUALIFIED = lazy(r"\s+(?:at|in|on|with|from|by|about|of|for|under)\b")


def _holds(hit: re.Match[str], there: int, some: bool) -> bool:
    """Whether the claim is true; a bare number that speaks of some papers only may be smaller."""
    said = int(hit[2]) if hit[2].isdigit() else _VALUES[hit[2].lower()]
    match (hit[1] or ("at least" if hit[3] else "")).lower():
        case "over" | "more than":
            return there > said
        case "at least":
            return there >= said
        case "about" | "around" | "nearly" | "almost":
            return abs(there - said) <= max(1, said // 5)
    return there == said or some and said < there
