"""Publication -> Marked: what each author's identity means in this document. The one place where a mark is decided."""

from collections.abc import Iterable, Iterator

from cvgen.identify import Author, Doubtful, Evidence, Known, Publication
from cvgen.mark import glyphs
from cvgen.model import dates, names
from cvgen.model.choices import When
from cvgen.model.dates import Date
from cvgen.model.errors import Problems
from cvgen.model.facts import MEMBER, Person, Relation, head, kind_of
from cvgen.model.names import NameForm
from cvgen.model.recipe import MarkRule
from cvgen.model.record import Placed, Record
from cvgen.model.regex import lazy

_GRACE = lazy(r"\d+ (?:months?|years?)")
OWNER = "owner"
ADVISOR, STUDENT = "advisor", "student"


class Mark(Placed):
    """One mark of an author: the role, how it prints, and why, e.g. "student of sijia-liu since 2022-01"."""

    role: str
    rule: MarkRule
    why: str = ""


class MarkedAuthor(Record):
    """An author with the name that prints and the marks in the document's order; `hidden` among `and others`."""

    author: Author
    person: Person | None
    marks: tuple[Mark, ...] = ()
    hidden: bool = False


class MarkedRole(Record):
    """Those who made a work in one role besides its authors, marked by the same rules."""

    role: str
    people: tuple[MarkedAuthor, ...]
    others: bool = False


class Marked(Record):
    """A publication as this document sees it; `teams` are the ids of those whose people wrote it."""

    publication: Publication
    authors: tuple[MarkedAuthor, ...]
    teams: tuple[str, ...] = ()
    contributors: tuple["MarkedRole", ...] = ()

    @property
    def everybody(self) -> tuple[MarkedAuthor, ...]:
        """All who made the work, authors first."""
        return (*self.authors, *(author for each in self.contributors for author in each.people))

    @property
    def owners(self) -> tuple[int, ...]:
        """The places of those whose document it is among the authors, from 0."""
        return tuple(i for i, a in enumerate(self.authors) if any(m.role == OWNER for m in a.marks))


class Perspective(Record):
    """Who looks: a person or a group, the rules of the document, and its date.

    `owners` are the ids that own the document: a person's own, or a group's own, whose members then count.
    """

    subject: str
    owners: frozenset[str]
    rules: tuple[tuple[str, MarkRule], ...]
    as_of: Date
    names: NameForm = NameForm.INITIALS
    lenient: bool = False
    linked: bool = False
    teams: tuple[str, ...] = ()
    glyphs: tuple[tuple[str, str], ...] = ()
    owner: Person | None = None


def authors(publication: Publication, view: Perspective, problems: Problems) -> Marked:
    """The publication with each author's marks; a doubt that would change the page is an error."""
    date = publication.reference.date or view.as_of
    told = glyphs.roles(publication, dict(view.glyphs), problems)
    marked = []
    for place, author in enumerate(publication.authors, 1):
        person = author.person
        if isinstance(author.identity, Doubtful):
            person = _settled(author, _Place(publication, "author", place), view, problems)
        roles = told[place - 1]
        marks = _marks(_Seen(roles, person, date), view) if person or roles else ()
        marked.append(MarkedAuthor(author, person, marks))
    if publication.reference.include_me and view.owner and all(each.person != view.owner for each in marked):
        hidden = Author(view.owner.name, Known(view.owner, Evidence.ANNOTATION))
        marked.append(MarkedAuthor(hidden, view.owner, _marks(_Seen((), view.owner, date), view), hidden=True))
    people = [each.person for each in marked if each.person]
    teams = tuple(t for t in view.teams if any(_belongs(p, t, date) for p in people))
    return Marked(publication, tuple(marked), teams, _contributors(publication, view, problems))


def _contributors(publication: Publication, view: Perspective, problems: Problems) -> tuple[MarkedRole, ...]:
    """Editors, translators and others, marked as authors are."""
    date = publication.reference.date or view.as_of
    found = []
    for made in publication.contributors:
        marked = []
        for place, author in enumerate(made.people, 1):
            person = author.person
            if isinstance(author.identity, Doubtful):
                person = _settled(author, _Place(publication, made.role, place), view, problems)
            marks = _marks(_Seen(author.roles, person, date), view) if person or author.roles else ()
            marked.append(MarkedAuthor(author, person, marks))
        found.append(MarkedRole(made.role, tuple(marked), made.others))
    return tuple(found)


def _belongs(person: Person, team: str, date: Date) -> bool:
    return bool(_held(_of_kind(MEMBER, person, ()), MarkRule(), date, team))


class _Seen(Record):
    """An author as the rules see one: the roles on the paper, the person where known, the paper's date."""

    roles: tuple[str, ...]
    person: Person | None
    date: Date


def _marks(author: _Seen, view: Perspective) -> tuple[Mark, ...]:
    """In the order of the document's rules."""
    return tuple([Mark(role, rule, why) for role, rule in view.rules if (why := _why(role, rule, author, view))])


def _why(role: str, rule: MarkRule, author: _Seen, view: Perspective) -> str:
    """The reason why the author has this role, or ""."""
    if role in author.roles:
        return f"{role} by the entry's author+an"
    if author.person is None:
        return ""
    if role == OWNER and author.person.id in view.owners:
        return "the document is theirs"
    if role == ADVISOR and view.owner:
        advised = any(each.as_ == STUDENT and each.of == author.person.id for each in view.owner.relations)
        return f"{view.owner.id} was their student" if advised else ""
    if not author.person.relations:
        return ""
    kind = MEMBER if role == OWNER else role
    return _held(_of_kind(kind, author.person, view.rules), rule, author.date, view.subject)


def _of_kind(kind: str, person: Person, rules: tuple[tuple[str, MarkRule], ...]) -> Iterator[Relation]:
    """The relations that a rule is for; who leads a group has that of any word, unless another rule is for theirs."""
    sought, asked = kind_of(kind), head(kind)
    for each in person.relations:
        if each.kind == sought:
            own = head(each.as_)
            if own == asked or all(head(role) != own for role, _ in rules):
                yield each


def _held(relations: Iterable[Relation], rule: MarkRule, date: Date, subject: str) -> str:
    """The one of them that is to somebody or something on the paper's date, in words, or ""."""
    for relation in relations:
        if relation.of == subject and holds(relation, date, rule):
            since = f" since {relation.start_date}" if relation.start_date else ""
            until = f" until {relation.end_date}" if relation.end_date else ""
            return f"{relation.as_} of {subject}{since}{until}, paper of {date} ({rule.when})"
    return ""


def holds(relation: Relation, date: Date, rule: MarkRule) -> bool:
    """Whether the relation marks a paper of that date: from its start on, or only while it held, with grace."""
    if relation.start_date and dates.before(date, relation.start_date):
        return False
    if rule.when is When.EVER or not relation.end_date:
        return True
    return not dates.before(dates.shifted(relation.end_date, grace(rule)), date)


def grace(rule: MarkRule) -> int:
    """The months a mark outlives its relation: "12 months" -> 12, "1 year" -> 12."""
    number, _, unit = rule.grace.strip().partition(" ")
    return int(number) * (12 if unit.startswith("year") else 1) if number.isdigit() else 0


def check_rules(rules: tuple[tuple[str, MarkRule], ...], problems: Problems) -> None:
    """Report rules that cannot hold: a grace that is no time, two roles with one symbol, a rule that prints nothing."""
    seen: dict[str, str] = {}
    told = {(each.at.file, each.at.line) for each in problems.errors if each.at}
    for role, rule in rules:
        if rule.grace and not _GRACE.fullmatch(rule.grace.strip()):
            problems.error("wrong-value", f"{rule.grace!r} is not a time", rule.at, "write `12 months` or `1 year`")
        unread = rule.at and (rule.at.file, rule.at.line) in told  # its look is no look, which was said
        if not rule.symbol and not rule.look and not unread:
            problems.error("wrong-value", f"the mark of {role} prints nothing", rule.at, "give it a symbol or a look")
        if rule.symbol and rule.symbol in seen:
            message = f"{role} and {seen[rule.symbol]} have the same symbol {rule.symbol}"
            problems.error("same-symbol", message, rule.at, "give each role a symbol of its own")
        seen[rule.symbol] = role


def _outcome(person: Person | None, author: Author, date: Date, view: Perspective) -> tuple[object, ...]:
    """What a reader would see if the author were this person."""
    printed = names.printed(person.name, view.names, person.full) if person else names.printed(author.name, view.names)
    link = person.url if person and view.linked else ""
    return _marks(_Seen(author.roles, person, date), view), printed, link


class _Place(Record):
    """Where a name stands: on which work, in which of its lists, and where there."""

    publication: Publication
    role: str
    place: int


def _settled(author: Author, where: _Place, view: Perspective, problems: Problems) -> Person | None:
    """Whom to print for a doubtful author: any candidate if all look the same here; else nobody, and it is said."""
    publication, role, place = where.publication, where.role, where.place
    candidates = author.identity.candidates if isinstance(author.identity, Doubtful) else ()
    date = publication.reference.date or view.as_of
    people: tuple[Person | None, ...] = candidates if len(candidates) > 1 else (*candidates, None)
    outcomes = {_outcome(person, author, date, view) for person in people}
    if len(outcomes) == 1:
        return candidates[0]
    who = " or ".join(f"{p.name} ({p.id})" for p in candidates)
    alone = " or somebody else of that name" if len(candidates) == 1 else ""
    message = (
        f"{role} {place} of {publication.key}, {author.name}, may be {who}{alone}; here that changes what is printed"
    )
    hint = f"add to the entry: {role}+an:id = {{{place}={candidates[0].id}}}, or {place}=- for none of them"
    report = problems.warn if view.lenient else problems.error
    report("doubtful-author", message, publication.reference.at, hint, publication.key)
    return None


def why(marked: MarkedAuthor) -> str:
    """Who the author is and on what evidence, in words."""
    match marked.author.identity:
        case Known(person, evidence):
            return f"{person.id}, by {evidence}"
        case Doubtful(candidates):
            return f"doubtful: {' or '.join(person.id for person in candidates)}"
        case stranger:
            return "none of the roster, as the entry says" if stranger.said else "not on the roster"
