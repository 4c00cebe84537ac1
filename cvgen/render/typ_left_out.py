"""What of the user's says how a page looks and Typst does not read."""

from cvgen.model.document import Document
from cvgen.render.context import Context
from cvgen.theme import OURS, Resource

# The templates of which WeasyPrint's PDF is made.
_HTML = ("html/page.html", "html/parts.html", "html/section.html")


def say_left_out(document: Document, context: Context) -> None:
    """Warn of each style sheet and each template of theirs that is left out."""
    for path in context.theme.own(document.styles):
        message = f"Typst reads no CSS: the rules of {path.name} are left out"
        hint = "say under look: what they change, or let WeasyPrint make the PDF"
        context.problems.warn("style-left-out", message, None, hint)
    for path in (context.theme.path(Resource.TEMPLATE, name) for name in _HTML):
        if not path.is_relative_to(OURS):
            message = f"Typst uses no template of HTML: what {path.name} of yours changes is left out"
            context.problems.warn("style-left-out", message, None, "let WeasyPrint make the PDF")
