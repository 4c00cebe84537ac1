"""The ways to reach somebody, in the head of a CV -> those that reach nobody: no e-mail address, no such user name."""

import re
from collections.abc import Mapping

from cvgen.arrange.header import NETWORKS
from cvgen.model import forms
from cvgen.model.content import Cv, SocialNetwork
from cvgen.model.content import WrittenContact as Given
from cvgen.model.errors import Problems, meant
from cvgen.model.typed import place

# What users are called there, as the networks themselves say or number them.
_USERS: Mapping[str, tuple[str, str]] = {
    "linkedin": (r"[\w%-]+", "ada-moss"),
    "github": (r"[A-Za-z\d-]+", "ada-moss"),
    "stackoverflow": (r"\d+(?:/[\w-]+)?", "12345/ada-moss"),
    "google scholar": (r"[\w-]{12}", "qc6CJjYAAAAJ"),
    "whatsapp": (r"\+?[\d ()-]{7,}", "+15175550100"),
    "imdb": (r"nm\d{7,8}", "nm0000001"),
    "bluesky": (r"@?[\w-]+(?:\.[\w-]+)+", "ada.bsky.social"),
    "x": (r"@?\w{1,15}", "ada_moss"),
    "twitter": (r"@?\w{1,15}", "ada_moss"),
    "mastodon": (r"@[\w.-]+@[\w-]+(?:\.[\w-]+)+", "@ada@example.social"),
}
_ANY = (r"[^\s/?#]+", "ada-moss")


def tried(cv: Cv, problems: Problems) -> None:
    """Report each address that has not the form of one, and telephone numbers that no telephone takes."""
    for form, contacts in (("e-mail address", cv.email), ("address of a website", cv.website)):
        for given in contacts:
            if fault := forms.fault(form, given.value.strip()):
                problems.error("wrong-value", fault[0], place(given.value, given.at), fault[1])
    for phone in cv.phone:
        _phone(phone, problems)
    for network in cv.social_networks:
        _network(network, problems)


def _phone(phone: Given, problems: Problems) -> None:
    """A number that mixes signs, or that no telephone takes."""
    number = phone.value.removeprefix("tel:").strip()
    digits = sum(sign.isdigit() for sign in number)
    mixed = ")-" in number or len({sign for sign in number if sign in "-./"}) > 1
    odd = re.search(r"[^\d\s()+./x#,;ext-]", number) or not 7 <= digits <= 20 or number.count("+") > 1
    if mixed or odd:
        message = f"{number} is not how a telephone number is written"
        problems.warn(
            "phone-format", message, place(phone.value, phone.at), "write it like +1 517 555 0100", str(number)
        )


def _network(network: SocialNetwork, problems: Problems) -> None:
    """A network that nobody knows prints as it is typed; a user name that none can have leads nowhere."""
    name, user = network.network.casefold(), network.username.strip()
    at = place(network.username, network.at)
    if name not in NETWORKS and name != "mastodon":
        hint = meant(network.network, [*(known for known, _ in NETWORKS.values()), "Mastodon"])
        message = f"{network.network} is not a known network"
        problems.warn("unknown-network", message, place(network.network, network.at), hint, str(network.network))
    if name == "orcid":
        if fault := forms.fault("ORCID iD", user):
            problems.error("wrong-value", fault[0], at, fault[1])
        return
    shape, example = _USERS.get(name, _ANY)
    if not re.fullmatch(shape, user):
        last = user.rstrip("/").rpartition("/")[2]
        hint = f"write {last}" if "/" in user and re.fullmatch(shape, last) else f"write it like {example}"
        problems.error("wrong-value", f"{user!r} is no name at {network.network}", at, hint)
