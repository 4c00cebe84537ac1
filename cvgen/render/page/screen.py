"""Document -> what only a page on a screen has: ids, data to search and cite, words for machines, files beside it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cvgen import theme
from cvgen.model import slugs
from cvgen.model.document import Document, SubjectKind, Work, items
from cvgen.model.typed import place
from cvgen.render import look_css, picture, templating
from cvgen.render.context import Context, in_columns
from cvgen.render.page import (
    actions,
    anchors,
    both_schemes,
    browser_css,
    citation_data,
    json_ld,
    json_script,
    tails,
    webfonts,
)
from cvgen.theme import Resource

# From here on a list wants tools; from there on rows out of sight are laid out when they come into it.
SEVERAL, MANY = 8, 200
_SAID = ("cite-title", "copied", "saved", "count", "count-of")  # by page.js


def context(document: Document, context: Context, write: templating.Writer) -> dict[str, object]:
    """What the templates of a page may use besides what paper has; `write` makes HTML of nodes."""
    page, below = actions.below(anchors.anchored(document), fragment=context.fragment)
    anchored = [item for item in items(page.sections) if item.anchor]
    placed = {item.anchor: item.work for item in anchored if item.work}
    behind = tails.Tails(page, write).all(anchored, below)
    works = {work.key: work for work in placed.values()}
    context.problems.add(context.theme.remote(document.styles))
    if context.theme.own(document.styles):
        from cvgen.render.page import properties

        properties.tried(document, context)
    own = context.theme.source(Resource.TEMPLATE, "html/page.css")
    if document.locale.right_to_left:
        from cvgen.render import mirroring

        own = mirroring.css(own)
    shown = look_css.Place.FRAGMENT if context.fragment else look_css.Place.PAGE
    looked = look_css.sheet(document, context.theme, shown, both_schemes.dark_too)
    first = context.theme.source(Resource.TEMPLATE, "html/fragment_reset.css") if context.fragment else webfonts.PLACE
    css = f"{first}\n{own}\n{looked}"
    if context.fragment:
        from cvgen.render.page import scoped_css

        css = scoped_css.scoped(css)
    css = browser_css.for_browsers(css)
    return {
        **({"document": page, "sidebar": False} if context.fragment else in_columns(page)),
        "fragment": context.fragment,
        "within": _within(context),
        "css": templating.trusted(_inside(_whole(css, document, context))),
        "numbers": _numbers(placed),
        "previews": dict(_previews(placed, context)),
        "records": templating.trusted(json_script.embedded(_records(works.values(), page))),
        "json_ld": templating.trusted(json_script.embedded(_graph(page, placed))),
        "script": templating.trusted(_inside(context.theme.source(Resource.TEMPLATE, "html/page.js"))) if works else "",
        "ended": lambda words, item: tails.ended(words, behind[item.anchor]) if item and item.anchor else words,
        "word": page.locale.words,
        "updated": page.locale["titles.updated"].split("{0}"),
        "several": len(works) >= SEVERAL,
        "many": len(works) >= MANY,
        **_beside(page, context),
    }


def _within(context: Context) -> str:
    """What the ids of a fragment's headings begin with, as other parts of the same page may have those words, too."""
    name = slugs.slug(Path(context.name).stem.removesuffix(".fragment"), "") if context.fragment else ""
    return f"{name}-" if name else ""


def _whole(css: str, document: Document, context: Context) -> str:
    """A style sheet with the fonts and pictures of the project that it names in it, as a page goes anywhere alone."""
    if context.project is None or not theme.ADDRESS.search(css):
        return css
    from cvgen.render import embedding

    found, lacking = embedding.embedded(css, context.project)
    for name, why, hint in lacking:
        at = context.theme.place(document.styles, name)
        context.problems.warn("style-file", f"{name} {why}", at, hint)
    return found


def _inside(text: str) -> str:
    """Text that does not end the element it stands in."""
    return text.replace("</", "<\\/")


def _records(works: Iterable[Work], page: Document) -> dict[str, object]:
    """What a browser searches and cites, and what it says of it."""
    made = tuple(works)
    kinds = citation_data.kinds(made, page.locale)
    return citation_data.records(made, page.people) | {"words": page.locale.group("page", _SAID), "kinds": kinds}


def _numbers(placed: dict[str, Work]) -> dict[str, int]:
    """The number of each paper's record, by its id; a paper that stands twice has one."""
    records: dict[str, int] = {}
    return {anchor: records.setdefault(work.key, len(records)) for anchor, work in placed.items()}


def _previews(placed: dict[str, Work], context: Context) -> Iterator[tuple[str, picture.Preview]]:
    """The pictures of the papers that have one; one that cannot be used is left out, and that is said."""
    for anchor, work in placed.items():
        if work.preview:
            found = picture.preview(work.preview, context.project)
            if found.address:
                yield anchor, found
            elif context.project:
                message = f"{work.key} is shown without its preview {work.preview.path[:200]!r}: {found.why}"
                context.problems.warn("preview", message, place(work.preview.path, None), found.hint, work.key)


def _graph(page: Document, placed: dict[str, Work]) -> dict[str, object]:
    """Each paper once, where it first stands."""
    once = {work.key: (anchors.address(anchor), work) for anchor, work in reversed(placed.items())}
    return json_ld.graph(page, reversed(once.values()))


def _beside(page: Document, context: Context) -> dict[str, object]:
    """The addresses of the feed and of the calendar entry, for a page that has them beside it."""
    stem = Path(context.name).stem if not context.fragment else ""
    return {
        "feed": slugs.beside(f"{stem}.atom") if stem and page.kind is SubjectKind.GROUP else "",
        "calendar": slugs.beside(f"{stem}.ics") if stem and page.event and page.event.is_on_a_day else "",
    }
