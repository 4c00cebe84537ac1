"""The head of a CV -> no name, no way to reach its owner."""

import html
import re

from cvgen.check.view import CheckedPage
from cvgen.model.errors import Problems
from cvgen.model.formats import Medium
from cvgen.model.regex import lazy
from cvgen.model.text import plain

_TAG = lazy(r"<(style|script|title|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def text_layer(page: CheckedPage, problems: Problems) -> None:
    """A CV on paper says in its text whose it is and how to reach them: a picture cannot be searched."""
    scene = page.prepared.scene
    if (
        page.person is None
        or page.subject.talk
        or scene.format.medium is not Medium.PAPER
        or page.view.lenient
        or not page.rendered
    ):
        return
    head, at = page.document.header, scene.recipe.at or page.file.at
    text = _squeezed(html.unescape(_TAG.sub(" ", page.rendered)))
    if not head.name or _squeezed(head.name) not in text:
        problems.warn(
            "no-name",
            f"the text of the document {scene.name} does not have the name",
            at,
            "set cv: {name: …}",
            scene.name,
        )
    reached = [_squeezed(plain(each.content)) for each in head.contacts]
    if not any(each and each in text for each in reached):
        message = f"the text of the document {scene.name} does not say how to reach {head.name}"
        problems.warn("no-contact", message, at, "set cv: {email: …}, phone, website or links", scene.name)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u2060\u200b\u00ad]+", "", text).casefold()
