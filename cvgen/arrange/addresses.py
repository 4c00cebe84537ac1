"""A text with links -> the same on paper, where nobody sees an address: a DOI for the word, and addresses as text."""

import re
from urllib.parse import unquote

from cvgen.model.locale import Locale
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, Link, Node, Styled, plain, walk

_DOI = lazy(r"https?://(?:dx\.)?doi\.org/(10\..+)", re.IGNORECASE)
_WEB = lazy(r"(?:https?://(?:www\.)?|mailto:)(.+?)/?", re.IGNORECASE)
_WORD = "DOI"
# Words of links that say nothing where nobody can follow them.
_MUTE = frozenset(
    "website, web site, webpage, web page, web, homepage, home page, site, page, link, url, here".split(", ")
)
_LABEL = 2  # words of a link that its address stands behind; longer ones, such as titles, have theirs behind the text


def mute(locale: Locale) -> frozenset[str]:
    """The words that say nothing of where a link leads, in English and in the language of a document."""
    return _MUTE.union(locale[f"links.{each}"].casefold() for each in ("Website", "Link"))


def on_paper(nodes: Inline, *, printed: bool, mute: frozenset[str] = frozenset()) -> Inline:
    """The text with "[10.1234/dim]" for "[DOI]", and "Website (ada.example)" for a link whose words are `mute`.

    With `printed` each address stands there, once.
    """
    links = [node for node in walk(nodes) if isinstance(node, Link)]
    if not links:
        return nodes
    asked = [link for link in links if printed or plain(link.children).strip("[] ").casefold() in mute]
    shown = {link.url: address for link in asked if (address := _address(link))}
    told = {link.url for link in links if _is_told(link)}
    short = {link.url: link for link in asked if len(plain(link.children).split()) <= _LABEL}
    ends = (node for url in shown if url not in short | dict.fromkeys(told) for node in _behind(url, shown[url]))
    at = {link: shown[url] for url, link in short.items() if url in shown and url not in told}
    return (*_spelt(nodes, at), *ends)


def _spelt(nodes: Inline, at: dict[Link[Node], str]) -> Inline:
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, Link):
            words, doi = plain(node.children), _DOI.fullmatch(node.url)
            named = doi and words.strip("[]") == _WORD
            out.append(Link(node.url, (words.replace(_WORD, unquote(doi[1])),)) if doi and named else node)
            out += _behind(node.url, at.pop(node)) if node in at else ()
        else:
            out.append(replace(node, children=_spelt(node.children, at)) if isinstance(node, Styled) else node)
    return tuple(out)


def _address(link: Link[Node]) -> str:
    """The address as one types it: "ada.example", or "" where the link leads to no page."""
    found = _WEB.fullmatch(link.url)
    return unquote(found[1]) if found else ""


def _is_told(link: Link[Node]) -> bool:
    """Whether the words of a link say where it leads: its address, its DOI, or "[DOI]", which becomes it."""
    words = plain(link.children).strip("[]").casefold()
    return words == _WORD.casefold() or words in link.url.casefold() and not words.isalnum()


def _behind(url: str, address: str) -> Inline:
    return " (", Link(url, (address,)), ")"
