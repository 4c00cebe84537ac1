"""The head of a document: name, positions on its date, ways to reach the person."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from cvgen.arrange.scene import Scene
from cvgen.model import wide
from cvgen.model.content import SocialNetwork
from cvgen.model.content import WrittenContact as Given
from cvgen.model.document import Affiliation, Contact, Event, Header, Photo, SubjectKind
from cvgen.model.facts import Job, Talk
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, Styled, plain
from cvgen.model.variants import inline

_WEB = lazy(r"[A-Za-z][\w+.-]*:(?!\d)")
NETWORKS = {
    "linkedin": ("LinkedIn", "https://www.linkedin.com/in/{}"),
    "github": ("GitHub", "https://github.com/{}"),
    "gitlab": ("GitLab", "https://gitlab.com/{}"),
    "instagram": ("Instagram", "https://www.instagram.com/{}"),
    "orcid": ("ORCID", "https://orcid.org/{}"),
    "stackoverflow": ("Stack Overflow", "https://stackoverflow.com/users/{}"),
    "researchgate": ("ResearchGate", "https://www.researchgate.net/profile/{}"),
    "youtube": ("YouTube", "https://www.youtube.com/@{}"),
    "google scholar": ("Google Scholar", "https://scholar.google.com/citations?user={}"),
    "telegram": ("Telegram", "https://t.me/{}"),
    "whatsapp": ("WhatsApp", "https://wa.me/{}"),
    "leetcode": ("LeetCode", "https://leetcode.com/u/{}"),
    "imdb": ("IMDb", "https://www.imdb.com/name/{}"),
    "bluesky": ("Bluesky", "https://bsky.app/profile/{}"),
    "reddit": ("Reddit", "https://www.reddit.com/user/{}"),
    "x": ("X", "https://x.com/{}"),
    "twitter": ("Twitter", "https://x.com/{}"),
}


def header(scene: Scene) -> Header:
    """The head of the document as of its date."""
    if scene.subject.talk:
        return _announcement(scene.subject.talk, scene)
    cv = scene.file.cv
    name = cv.name or scene.subject.name
    jobs = tuple(_affiliation(job, scene) for job in scene.jobs()) if cv.positions else ()
    return Header(name, scene.facts.inline(cv.headline), jobs, tuple(_contacts(scene)), _photo(scene, name))


NO_PHOTO = "none"


def _photo(scene: Scene, name: str) -> Photo | None:
    cv, person = scene.file.cv, scene.person
    if not scene.shows(scene.file.private.photo):
        return None
    chosen = scene.recipe.photo or cv.photo or (person.photo if person else "")
    path, words = "" if chosen == NO_PHOTO else chosen, cv.photo_alt or (person.photo_alt if person else "")
    return Photo(path, words or scene.locale.phrase("titles.portrait", name)) if path else None


def _announcement(talk: Talk, scene: Scene) -> Header:
    """A talk's head: its title, the speaker with the position on that day, series, room, day and time."""
    speaker = scene.subject.name
    who = [Affiliation((speaker,))]
    for job in list(scene.jobs())[:1]:
        lines = (inline(scene.formal_name(job.department)), inline(scene.long_name(job.organization)))
        who.append(_affiliated(inline(job.position), lines, scene))
    when = scene.dating.printed(talk.date) if talk.date else ""
    if talk.date and talk.date.minute >= 0:
        when = scene.locale.phrase("times.day-and-time", when, scene.locale.date("time", talk.date))
    series = plain(scene.facts.inline(talk.series))
    facts = (("series", series), ("location", talk.room), ("location", talk.location), ("date", when))
    contacts = tuple(Contact(kind, inline(text)) for kind, text in facts if text)
    title = scene.facts.inline(talk.title)
    styled = title if any(isinstance(node, Styled) for node in title) else ()
    return Header(plain(title), (), tuple(who), contacts, _photo(scene, speaker), styled)


def _affiliated(title: Inline, lines: Iterable[Inline], scene: Scene) -> Affiliation:
    """A position with the lines that say something, and the commas between them."""
    parts = (title, *filter(None, lines))
    commas = tuple(wide.comma(plain(one), plain(other), scene.locale) for one, other in pairwise(parts))
    return Affiliation(title, parts[1:], commas)


def event(scene: Scene) -> Event | None:
    """The event as a calendar knows it."""
    talk = scene.subject.talk
    if talk is None or talk.date is None:
        return None
    where = wide.words((talk.room, talk.location), scene.locale)
    abstract = " ".join(plain(scene.facts.inline(text)) for text in talk.abstract)
    title = plain(scene.facts.inline(talk.title))
    return Event(f"{scene.subject.name}: {title}", str(talk.date), talk.date.minute, where, abstract, talk.id)


def window_title(scene: Scene, head: Header) -> str:
    """What the window shows: "Sijia Liu – Curriculum Vitae", or the name alone."""
    own = scene.person and not (scene.back or scene.subject.talk)
    return scene.locale.phrase("titles.cv", head.name) if own else head.name


def description(scene: Scene, head: Header) -> str:
    """One sentence for search engines and the PDF."""
    kinds = (SubjectKind.PERSON, SubjectKind.GROUP, SubjectKind.EVENT)
    kind = f"of-{scene.subject.kind}" if scene.subject.kind in kinds else "publications-of"
    return scene.locale.phrase(f"titles.{kind}", head.name)


def _affiliation(job: Job, scene: Scene) -> Affiliation:
    place = wide.joined((inline(scene.long_name(job.organization)), inline(job.location)), scene.locale)
    return _affiliated(inline(job.position), (inline(scene.long_name(job.department)), place), scene)


def _contacts(scene: Scene) -> Iterator[Contact]:
    cv, person, private = scene.file.cv, scene.person, scene.file.private
    if cv.location and scene.shows(private.location):
        yield Contact("location", inline(cv.location))
    own = (Given(person.email),) if person and person.email else ()
    for given in _shown(cv.email or own, private.email, scene):
        yield _one("email", given, f"mailto:{given.value}")
    for given in _shown(cv.phone, private.phone, scene):
        yield _one("phone", given, "tel:" + "".join(c for c in given.value if c in "+0123456789"))
    for given in _shown(cv.website, private.website, scene):
        yield _one("website", given, given.value if _WEB.match(given.value) else f"https://{given.value}")
    for link in cv.links or (person.links if person else ()):
        yield Contact("link", (Link(link.url, inline(link.label)),))
    for each in cv.social_networks:
        yield Contact("link", network(each))
    if person and person.orcid and not any(each.network.casefold() == "orcid" for each in cv.social_networks):
        yield Contact("link", (Link(f"https://orcid.org/{person.orcid}", (f"orcid.org/{person.orcid}",)),))
    for other in cv.custom_connections:
        words = inline(other.placeholder)
        yield Contact("link", (Link(other.url, words),) if other.url else words)


def _shown(contacts: tuple[Given, ...], private: tuple[str, ...], scene: Scene) -> Iterator[Given]:
    """Those that this document may show: by what each says itself, else by what is private."""
    return (given for given in contacts if scene.shows(given.only or private))


def _one(kind: str, given: Given, url: str) -> Contact:
    text = (
        given.value.removeprefix("tel:").removeprefix("https://").removeprefix("http://").rstrip("/")
        if kind != "email"
        else given.value
    )
    shown, label = (text, given.label) if kind != "website" or not given.label else (given.label, "")
    return Contact(kind, (Link(url, (shown,)),), label)


def network(given: SocialNetwork) -> Inline:
    """A network as the head shows it, which leads there where its address is known."""
    if given.network.casefold() == "mastodon" and given.username.count("@") == 2:
        user, server = given.username[1:].split("@")
        return (Link(f"https://{server}/@{user}", (given.username,)),)
    label, url = NETWORKS.get(given.network.casefold(), ("", ""))
    if not url:
        return (f"{given.network}: {given.username}",)
    return (Link(url.format(given.username), (label,)),)
