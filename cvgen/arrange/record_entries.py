"""Records asked for by id or by query -> entries, as if they were written in place."""

from collections.abc import Container, Iterable, Iterator

from cvgen.arrange import roles
from cvgen.arrange.scene import Scene
from cvgen.cite import pattern
from cvgen.cite.pattern import Filler
from cvgen.cite.venue import best_url, venue_fields, venue_names
from cvgen.identify import Publication
from cvgen.model import dates, names, variants
from cvgen.model.dates import Date, before
from cvgen.model.entry import (
    AwardEntry,
    CardEntry,
    ExperienceEntry,
    FullEntry,
    GrantEntry,
    Highlight,
    NewsEntry,
    PersonEntry,
    TalkEntry,
    TextEntry,
)
from cvgen.model.errors import Position, meant
from cvgen.model.facts import (
    LEAD,
    MEMBER,
    Award,
    DateLink,
    Grant,
    Job,
    News,
    Person,
    Relation,
    Talk,
    Venue,
    head,
)
from cvgen.model.locale import capital
from cvgen.model.names import NameForm
from cvgen.model.query import KINDS_OF, RecordQuery
from cvgen.model.record import replace
from cvgen.model.reference import Reference
from cvgen.model.text import Block, Break, Fact, Inline, Link, Mention, Styled, Written, WrittenNode

PAPER = "\\[[{abbr}|{venue.short}'{yy}|{year}|{key}][ {award}]\\]"
VENUE = "[{venue.meeting}|{venue.full}][ ({venue.short})]"


def referred(ref: str, at: Position | None, scene: Scene) -> Iterator[FullEntry]:
    """The record with this id as an entry; an unknown id is an error at its place."""
    every: dict[str, Talk | Award | Grant] = scene.registry.of(Talk, Award, Grant)
    if ref in every:
        yield entry(every[ref], scene)
    else:
        scene.problems.error("unknown-id", f"no record has the id {ref}", at, meant(ref, every))


def entry(record: Talk | Award | Grant, scene: Scene) -> FullEntry:
    """A record as an entry."""
    match record:
        case Talk():
            return talk_entry(record)
        case Award():
            return award_entry(record, scene)
        case Grant():
            return grant_entry(record, scene)


def talk_entry(talk: Talk) -> TalkEntry:
    """A talk as an entry."""
    dates = (DateLink(talk.date),) if talk.date else ()
    return TalkEntry(
        talk=talk.title, short_title=talk.short_title, kind=talk.kind, event=talk.event, short_event=talk.short_event,
        host=talk.host, role=_text(talk.role), series=talk.series, room=_text(talk.room), date=dates,
        location=_text(talk.location), links=talk.links, at=talk.at,
    )  # fmt: skip


def award_entry(award: Award, scene: Scene) -> AwardEntry:
    """An award as an entry, with the venue and the organisation spelt out."""
    year = award.dates[0].date if award.dates else None
    return AwardEntry(
        award=award.name, detail=award.detail, organization=_text(scene.long_name(award.organization)),
        role=award.role, venue=_venue(award.venue, year, scene), date=award.dates, note=award.note, items=award.items,
        links=award.links, at=award.at,
    )  # fmt: skip


def _venue(name: str, year: Date | None, scene: Scene) -> Written:
    """A venue's edition of that year: "38th Conference on … (UAI)"; other text stays."""
    if not isinstance(scene.registry.by_id.get(name), Venue):
        return _text(scene.long_name(name))
    fields = venue_fields(
        Reference("", "", (), date=year, venue_id=name), venue_names(scene.records.venues), scene.locale
    )
    return tuple(node for node in Filler(fields).fill(pattern.parsed(VENUE)) if isinstance(node, str))


def grant_entry(grant: Grant, scene: Scene) -> GrantEntry:
    """A grant as an entry."""
    return GrantEntry(
        funder=_text(scene.long_name(grant.funder)), title=grant.title, kind=grant.kind, role=_text(grant.role),
        amount=grant.amount, with_=grant.with_, start_date=grant.start_date, end_date=grant.end_date,
        ongoing=grant.ongoing, url=grant.url, at=grant.at,
    )  # fmt: skip


def job_entry(job: Job, scene: Scene) -> ExperienceEntry:
    """A position as an entry: "Associate Professor", "CSE, Michigan State University"."""
    where = [scene.short_name(job.department), scene.long_name(job.organization)]
    return ExperienceEntry(
        position=_text(job.position), company=_row(where), location=_text(job.location),
        start_date=job.start_date, end_date=job.end_date, ongoing=job.ongoing, url=job.url,
        highlights=tuple(Highlight(text) for text in job.highlights), at=job.at,
    )  # fmt: skip


def _text(text: str) -> Written:
    return variants.inline(text)


def _row(texts: Iterable[str]) -> Written:
    parts = [variants.inline(text) for text in texts if text]
    return tuple(node for place, part in enumerate(parts) for node in ((", ",) if place else ()) + part)


def asked(query: RecordQuery, scene: Scene) -> Iterator[FullEntry]:
    """The records that a query asks for, newest first."""
    found = [each for each in _asked(query, scene) if _recent(each, query, scene)]
    if not found and not (scene.problems.incomplete or scene.problems.errors):
        hint = "correct what is asked for, or take it out until there is something"
        scene.problems.warn("nothing-found", "nothing on record is what this asks for", query.at, hint)
    ordered = sorted(found, key=_newest, reverse=True) if not (query.bio or query.abstract) else found
    if query.members:
        heads = {relation.at for relation in _heads(scene)}
        ordered.sort(key=lambda each: each.at not in heads)
    yield from ordered[: query.latest] if query.latest else ordered


def _asked(query: RecordQuery, scene: Scene) -> Iterator[FullEntry]:
    subject, records = scene.subject.id, scene.records
    if query.awards:
        yield from (award_entry(each, scene) for each in records.awards if query.awards == "all" or subject in each.to)
    if query.talks:
        mine = (each for each in records.talks if query.talks == "all" or subject in each.speakers)
        yield from (talk_entry(each) for each in mine if _of_kind(each.kind, "talks", query))
    if query.grants:
        given = (each for each in records.grants if not each.pending)
        held = (each for each in given if query.grants == "all" or subject in each.to)
        yield from (grant_entry(each, scene) for each in held if _of_kind(each.kind, "grants", query))
    if query.positions:
        yield from (job_entry(each, scene) for each in (scene.person.positions if scene.person else ()))
    if query.relations:
        yield from relation_entries(query.relations, scene, cards=query.cards)
    if query.members:
        people = relation_entries(MEMBER, scene, query.role, cards=query.cards)
        yield from (each for each in people if _wanted(each, query))
    if query.news:
        yield from (news_entry(each, scene) for each in records.news if query.news == "all" or _concerns(each, scene))
    if query.bio:
        yield from _bio(query, scene)
    if query.abstract and scene.subject.talk:
        yield from (TextEntry(text=paragraph) for paragraph in scene.subject.talk.abstract)


def _of_kind(kind: str, among: str, query: RecordQuery) -> bool:
    return not query.kind or (kind or KINDS_OF[among]) == query.kind


def _wanted(entry: PersonEntry, query: RecordQuery) -> bool:
    """Whether a member is current or former as the query says; `all` wants everybody."""
    return query.members not in ("current", "former") or (entry.end_date is None) is (query.members == "current")


def _concerns(news: News, scene: Scene) -> bool:
    """Whether news is of the subject, or about one of its people."""
    return news.of == scene.subject.id or bool(scene.subject.members & set(news.people))


def news_entry(news: News, scene: Scene) -> NewsEntry:
    """A news item with the people's names in their places, and an id that does not change."""
    what = news.about or next(iter(news.people), "") or news.of
    name = news.id or "-".join(filter(None, ("news", str(news.date), what)))
    return NewsEntry(news=peopled(news, scene), id=name, date=(DateLink(news.date),), url=news.url, at=news.at)


def peopled(news: News, scene: Scene) -> Written:
    """The text with `{people}` as given names where those are unambiguous, `{people:full}` as full names."""

    def filled(node: WrittenNode) -> Iterator[WrittenNode]:
        match node:
            case Fact(path="people", format=form):
                yield from _names(news.people, scene, full=form == "full")
            case Styled(style, children):
                yield Styled(style, tuple(inner for child in children for inner in filled(child)))
            case _:
                yield node

    return tuple(inner for node in news.text for inner in filled(node))


def _names(listed: tuple[str, ...], scene: Scene, *, full: bool) -> Iterator[WrittenNode]:
    """The people's names in a row; who is on no record was reported when the records were read."""
    people = [each for each in listed if each in scene.registry.by_id]
    for i, identity in enumerate(people):
        if i:
            yield scene.locale[f"lists.{_between(i, len(people))}"]
        given = "" if full else scene.given_names.get(identity, "")
        yield Mention(identity, (given,) if given else ())


def _between(place: int, count: int) -> str:
    """What stands before a name of so many: nothing special, or what comes before the last."""
    return "separator" if place < count - 1 else "last" if place > 1 else "pair"


def _bio(query: RecordQuery, scene: Scene) -> Iterator[FullEntry]:
    bios = dict(scene.person.bios) if scene.person else {}
    if query.bio in bios:
        yield TextEntry(text=bios[query.bio])
    else:
        message = f"{scene.subject.id} has no bio {query.bio}"
        hint = meant(query.bio, bios) or "write it under bios: of the person in people.yaml"
        scene.problems.error("unknown-bio", message, query.at, hint)


def relation_entries(kind: str, scene: Scene, role: str = "", *, cards: bool = False) -> Iterator[PersonEntry]:
    """Everybody who is that to the owner, with note, papers and dates, as far as the document's date knows.

    `role` leaves those members who are that besides, or were it last; `cards` show faces. Beside a role that is asked
    for or printed stand its own years.
    """
    sought, chosen, of = roles.asked(kind, scene), roles.asked(role, scene), roles.within(scene)
    heads = {id(relation) for relation in _heads(scene)} if kind == MEMBER else set()
    for person in scene.roster.people:
        for relation in person.relations:
            if not (sought(relation) and relation.of == scene.subject.id and roles.begun(relation, scene)):
                continue
            known = roles.held(person, relation, of, scene) if kind == MEMBER else [relation]
            known = [each for each in known if chosen(each)] if role else known
            if role and not known:
                continue
            main = known[0] if known else None
            told = main if main and _is_told(main, relation, person, scene, cards=cards, heads=heads) else None
            shown = roles.described(relation, main if role else told)
            years = roles.dated(shown, main if role else told, scene)
            misread = not told and _is_misread(years, person, scene)
            made = _person_entry(person, roles.dated(shown, main, scene) if misread else years, scene)
            if misread:
                made = replace(made, role=_role(main or relation, scene))
            elif told:
                made = replace(made, role=_role(told, scene)) if cards else replace(made, note=(_head(told, scene),))
            yield _card(made, person, scene) if cards else made


def _is_told(  # noqa: PLR0913 - of a row and of a card
    role: Relation, membership: Relation, person: Person, scene: Scene, *, cards: bool, heads: Container[int]
) -> bool:
    """Whether a role stands beside the name: that of who leads, and on a card any where no position says more."""
    if cards:
        return bool(head(role.as_)) or not _position(person, scene, left=False)
    return id(membership) in heads and bool(head(role.as_)) and not membership.note


def _is_misread(relation: Relation, person: Person, scene: Scene) -> bool:
    """Whether years stand beside a position that are not its own: it wants the role or membership that they are of."""
    job, ended = next(scene.jobs(person), None), roles.ended(relation, scene)
    if not (job and _position(person, scene, left=ended is not None) and (relation.start_date or ended)):
        return False
    years = {each and each.year for each in (job.start_date, relation.start_date)}
    return bool(ended) or None in years or len(years) > 1


def _head(leads: Relation, scene: Scene) -> str:
    return scene.locale.find(f"heads.{head(leads.as_)}", head(leads.as_))


def _role(held: Relation, scene: Scene) -> Written:
    """What somebody is or was, as it is said: "Student"."""
    word = roles.word(held.as_)
    return _text(
        capital(scene.locale.find(f"heads.{word}", scene.locale.find(f"marks.{word}", word)), scene.locale.tag)
    )


def _card(entry: PersonEntry, person: Person, scene: Scene) -> CardEntry:
    """The same with a face and ways to reach the person."""
    private = scene.file.private
    addresses = (person.url, f"https://orcid.org/{person.orcid}" if person.orcid else "")
    mail = f"mailto:{person.email}" if person.email and scene.shows(private.email) else ""
    reached: list[WrittenNode] = []
    for url in filter(None, (*addresses, mail)):
        words = url.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").removeprefix("www.")
        reached += [Break(Block.LINE)] * bool(reached) + [Link(url, (words.rstrip("/"),))]
    for place, link in enumerate(person.links):
        between = scene.locale["lists.separator"] if place else Break(Block.LINE)
        reached += [between] * bool(reached) + [Link(link.url, variants.inline(link.label))]
    own = {name: getattr(entry, name) for name in entry.__struct_fields__}
    return CardEntry(
        **own, contact=tuple(reached),
        photo=person.photo if scene.shows(private.photo) else "", photo_alt=person.photo_alt,
        initials=f"{person.name.given[:1]}{person.name.family[:1]}",
    )  # fmt: skip


def _heads(scene: Scene) -> Iterator[Relation]:
    """The memberships of those who lead the group on the document's date."""
    for person in scene.roster.people:
        own = [each for each in person.relations if each.of == scene.subject.id and roles.begun(each, scene)]
        if any(each.kind == LEAD and not roles.ended(each, scene) for each in own):
            yield from (each for each in own if each.as_ == MEMBER)


def _person_entry(person: Person, relation: Relation, scene: Scene) -> PersonEntry:
    ended = roles.ended(relation, scene)
    name = names.printed(person.name, NameForm.FULL, person.full)
    shown: Written = (Link(scene.url(person), (name,)),) if scene.url(person) else (name,)
    papers = tuple(cited for key in relation.papers for cited in _paper(key, relation.at, scene))
    return PersonEntry(
        person=shown, position=_position(person, scene, left=ended is not None), affiliation=person.affiliation,
        degree=relation.degree, thesis=relation.thesis, note=relation.note, papers=papers,
        start_date=relation.start_date, end_date=ended,
        ongoing=ended is None and relation.start_date is not None, at=relation.at,
    )  # fmt: skip


def _position(person: Person, scene: Scene, *, left: bool) -> Written:
    """What somebody is on the document's date, and where if they have left: "Lecturer, Example University"."""
    job = next(scene.jobs(person), None)
    where = scene.long_name(job.organization) if job and left else ""
    return _row((job.position, where)) if job else ()


def _paper(key: str, at: Position | None, scene: Scene) -> Iterator[Written]:
    """A paper in a few letters, linked: "[ICLR'24 Spotlight]"."""
    if key not in scene.by_key:
        scene.problems.error("unknown-id", f"no publication has the key {key}", at, meant(key, scene.by_key))
        return
    yield tuple(node for node in cited(key, scene) if isinstance(node, str | Link))  # type: ignore[misc]


def cited(key: str, scene: Scene) -> Inline:
    """A paper in a few letters, linked; () for what is no key."""
    if key not in scene.by_key:
        return ()
    nodes, url = paper_label(scene.by_key[key], scene), best_url(scene.by_key[key].reference)
    return (Link(url, nodes),) if url else nodes


def paper_label(publication: Publication, scene: Scene) -> Inline:
    """A paper in a few letters: "[CVPR'23]"."""
    reference = publication.reference
    fields = dict(venue_fields(reference, venue_names(scene.records.venues))) | {"key": (reference.key,)}
    if reference.date:
        fields |= {"year": (reference.date.year_text,), "yy": (f"{reference.date.year:04}"[2:],)}
    fields |= {name: nodes for name, nodes in (("award", reference.award),) if nodes}
    return Filler(fields).fill(pattern.parsed(PAPER))


def _newest(each: FullEntry) -> tuple[bool, tuple[int, int, int], tuple[int, int, int]]:
    """Open ranges first, then by end, then by start."""
    ongoing = bool(each.start_date and not each.end_date)
    start = each.start_date.key() if each.start_date else (0, 0, 0)
    ends = [start, *(given.date.key() for given in each.date), *([each.end_date.key()] if each.end_date else [])]
    return ongoing, (0, 0, 0) if ongoing else max(ends), start


def _recent(each: FullEntry, query: RecordQuery, scene: Scene) -> bool:
    since = dates.begun(query.since, scene.as_of)
    shown = [*(given.date for given in each.date), *filter(None, (each.end_date, each.start_date))]
    return not (since and shown and before(max(shown), since))
