"""The head of a document: name, positions on its date, ways to reach the person."""

from collections.abc import Iterator

from cvgen import names
from cvgen.arrange.scene import Scene
from cvgen.document import Affiliation, Contact, Header, Photo
from cvgen.errors import meant
from cvgen.names import NameForm
from cvgen.recipe import Contact as Given
from cvgen.recipe import SocialNetwork
from cvgen.source import Job
from cvgen.text import Inline, Link

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
}


def header(scene: Scene) -> Header:
    """The head of the document as of its date."""
    cv, owner = scene.file.cv, scene.owner
    name = cv.name or names.printed(owner.name, NameForm.FULL, owner.full)
    path = cv.photo or owner.photo
    photo = Photo(path, owner.photo_alt or f"Portrait of {name}") if path else None
    jobs = tuple(_affiliation(job, scene) for job in scene.jobs()) if cv.positions else ()
    return Header(name, scene.facts.inline(cv.headline), jobs, tuple(_contacts(scene)), photo)


def _affiliation(job: Job, scene: Scene) -> Affiliation:
    place = ", ".join(filter(None, (scene.long_name(job.organization), job.location)))
    lines = tuple((line,) for line in (scene.long_name(job.department), place) if line)
    return Affiliation((job.position,), lines)


def _contacts(scene: Scene) -> Iterator[Contact]:
    cv, owner = scene.file.cv, scene.owner
    if cv.location:
        yield Contact("location", (cv.location,))
    for given in cv.email or tuple(Given(address) for address in (owner.email,) if address):
        yield from _one("email", given, f"mailto:{given.value}", scene)
    for given in cv.phone:
        yield from _one("phone", given, "tel:" + "".join(c for c in given.value if c in "+0123456789"), scene)
    for given in cv.website:
        yield from _one("website", given, given.value if "//" in given.value else f"https://{given.value}", scene)
    for link in cv.links:
        yield Contact("link", (Link(link.url, (link.label,)),))
    for network in cv.social_networks:
        yield Contact("link", _network(network, scene))


def _one(kind: str, given: Given, url: str, scene: Scene) -> Iterator[Contact]:
    if not scene.shows(given.only):
        return
    text = given.value.removeprefix("tel:").removeprefix("https://").rstrip("/") if kind != "email" else given.value
    shown, label = (text, given.label) if kind != "website" or not given.label else (given.label, "")
    yield Contact(kind, (Link(url, (shown,)),), label)


def _network(network: SocialNetwork, scene: Scene) -> Inline:
    if network.network.casefold() == "mastodon" and network.username.count("@") == 2:
        user, server = network.username[1:].split("@")
        return (Link(f"https://{server}/@{user}", (network.username,)),)
    label, url = NETWORKS.get(network.network.casefold(), ("", ""))
    if not url:
        known = [name for name, _ in NETWORKS.values()]
        hint = meant(network.network, known)
        scene.problems.warn("unknown-network", f"{network.network} is not a known network", network.at, hint)
        return (f"{network.network}: {network.username}",)
    return (Link(url.format(network.username), (label,)),)
