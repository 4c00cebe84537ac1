"""The head of a CV -> no name, no way to reach its owner, a telephone number in two styles."""

import html
import re

from cvgen.check.view import CheckedPage, View
from cvgen.model.errors import Problems
from cvgen.model.formats import Medium
from cvgen.model.text import plain

_TAG = re.compile(r"<(style|script|title|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def phones(view: View, problems: Problems) -> None:
    """Numbers that mix signs, or that no telephone takes."""
    for phone in (each for file in view.files for each in file.cv.phone):
        number = phone.value.removeprefix("tel:").strip()
        digits = sum(sign.isdigit() for sign in number)
        mixed = ")-" in number or len({sign for sign in number if sign in "-./"}) > 1
        odd = re.search(r"[^\d\s()+./x#,;ext-]", number) or not 7 <= digits <= 20 or number.count("+") > 1
        if mixed or odd:
            message = f"{number} is not how a telephone number is written"
            problems.warn("phone-format", message, phone.at, "write it like +1 517 555 0100", number)


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
