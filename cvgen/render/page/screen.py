"""Document -> what only a page on a screen has: ids, data to search and cite, words for machines, files beside it."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from cvgen import theme
from cvgen.model import slugs, wide
from cvgen.model.dataclass import dataclass
from cvgen.model.document import Document, SubjectKind, Work, items
from cvgen.model.locale import Locale
from cvgen.model.text import Inline
from cvgen.render import look_css, picture, templating
from cvgen.render.context import Context, in_columns
from cvgen.render.page import (
    actions,
    anchors,
    both_schemes,
    browser_css,
    citation_data,
    coins,
    json_ld,
    json_script,
    webfonts,
)
from cvgen.theme import Resource

# From here on a list wants tools; from there on rows out of sight are laid out when they come into it.
SEVERAL, MANY = 8, 200
# Of a list that was cut, everybody can be shown; those of a paper of two thousand would weigh more than all the rest.
EVERYBODY = 200
# Letters of badges that fit into a line of a phone besides two links and a word.
_LONG_BADGES = 16
_SAID = ("cite-title", "copied", "saved", "count", "count-of")  # by page.js


@dataclass(frozen=True, slots=True)
class Paper:
    """A publication where it stands on the page: the number of its record, its COinS unless it stood before.

    Behind its text stand badges, links, and all its authors where the text leaves out so many, `cut`: if any, in a row.
    """

    number: int
    coins: str
    row: bool = False
    badges: tuple[str, ...] = ()
    links: Inline = ()
    cut: int = 0
    everybody: str = ""

    @property
    def apart(self) -> bool:
        """Whether its badges are so long that the last of them goes with the links in place of the text's last word."""
        return sum(map(len, self.badges)) > _LONG_BADGES


def context(document: Document, context: Context) -> dict[str, object]:
    """What the templates of a page may use besides what paper has."""
    page, below = actions.below(anchors.anchored(document), fragment=context.fragment)
    placed = {item.anchor: item.work for item in items(page.sections) if item.work}
    works = {work.key: work for work in placed.values()}
    context.problems.add(context.theme.remote(document.style))
    hosted = context.theme.source(Resource.TEMPLATE, "html/fragment.css") if context.fragment else ""
    own = context.theme.source(Resource.TEMPLATE, "html/page.css")
    if document.locale.right_to_left:
        from cvgen.render import mirroring

        own = mirroring.css(own)
    looked = look_css.sheet(document, context.theme, hosted, both_schemes.dark_too)
    css = f"{'' if context.fragment else webfonts.PLACE}\n{own}\n{looked}"
    if context.fragment:
        from cvgen.render.page import scoped_css

        css = scoped_css.scoped(css)
    css = browser_css.for_browsers(css)
    return {
        **({"document": page, "sidebar": False} if context.fragment else in_columns(page)),
        "fragment": context.fragment,
        "css": templating.trusted(_inside(_whole(css, document, context))),
        "papers": _papers(placed, below, document.locale),
        "previews": dict(_previews(placed, context)),
        "records": templating.trusted(json_script.embedded(_records(works.values(), page))),
        "json_ld": templating.trusted(json_script.embedded(_graph(page, placed))),
        "script": templating.trusted(_inside(context.theme.source(Resource.TEMPLATE, "html/page.js"))) if works else "",
        "address": anchors.address,
        "ended": actions.ended,
        "word": page.locale.words,
        "link_to": _around(page.locale["page.link-to"]),
        "updated": page.locale["titles.updated"].split("{0}"),
        "more_authors": _around(page.locale["page.more-authors"]),
        "link_to_dated": _around(page.locale["page.link-to-item-of"]),
        "several": len(works) >= SEVERAL,
        "many": len(works) >= MANY,
        **_beside(page, context),
    }


def _around(phrase: str) -> list[str]:
    """What stands around the gap of a phrase, escaped once for all its places."""
    return [templating.trusted(escape(part)) for part in phrase.split("{0}")]


def _whole(css: str, document: Document, context: Context) -> str:
    """A style sheet with the fonts and pictures of the project that it names in it, as a page goes anywhere alone."""
    if context.project is None or not theme.ADDRESS.search(css):
        return css
    from cvgen.render import embedding

    found, lacking = embedding.embedded(css, context.project)
    for name, why, hint in lacking:
        at = context.theme.place(document.style, name)
        context.problems.warn("style-file", f"{name} {why}", at, hint)
    return found


def _inside(text: str) -> str:
    """Text that does not end the element it stands in."""
    return text.replace("</", "<\\/")


def _records(works: Iterable[Work], page: Document) -> dict[str, object]:
    """What a browser searches and cites, and what it says of it."""
    return citation_data.records(works, page.people) | {
        "words": page.locale.group("page", _SAID),
        "kinds": page.locale.group("kinds"),
    }


def _papers(placed: dict[str, Work], below: dict[str, actions.Below], locale: Locale) -> dict[str, Paper]:
    numbers: dict[str, int] = {}
    found: dict[str, Paper] = {}
    for anchor, work in placed.items():
        known = work.key in numbers
        number = numbers.setdefault(work.key, len(numbers))
        once = "" if known else coins.context(work)
        if anchor in below or work.cut or work.abstract:
            badges, shown = below.get(anchor, ((), ()))
            cut = work.cut if len(work.authors) <= EVERYBODY else 0
            authors = (f"{given} {family}".strip() for family, given in work.authors)
            everybody = wide.words(authors, locale) if cut else ""
            found[anchor] = Paper(number, once, row=True, badges=badges, links=shown, cut=cut, everybody=everybody)
        else:
            found[anchor] = Paper(number, once)
    return found


def _previews(placed: dict[str, Work], context: Context) -> Iterator[tuple[str, str]]:
    """The pictures of the papers that have one; one that cannot be used is left out, and that is said."""
    for anchor, work in placed.items():
        if work.preview:
            found, why = picture.preview(work.preview, context.project)
            if found:
                yield anchor, found
            elif context.project:
                message = f"{work.key} is shown without its preview {work.preview.path[:200]!r}: {why}"
                hint = "a preview is a picture in data/, by its path from there; or take preview out of the entry"
                context.problems.warn("preview", message, None, hint, work.key)


def _graph(page: Document, placed: dict[str, Work]) -> dict[str, object]:
    """Each paper once, where it first stands."""
    once = {work.key: (anchors.address(anchor), work) for anchor, work in reversed(placed.items())}
    return json_ld.graph(page, reversed(once.values()))


def _beside(page: Document, context: Context) -> dict[str, object]:
    """The addresses of the feed and of the calendar entry, for a page that has them beside it."""
    stem = Path(context.name).stem if not context.fragment else ""
    return {
        "feed": slugs.beside(f"{stem}.atom") if stem and page.kind is SubjectKind.GROUP else "",
        "calendar": slugs.beside(f"{stem}.ics") if stem and page.event else "",
    }
