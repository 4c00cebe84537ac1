"""WeasyPrint's own style sheets: the rules for HTML as they are once parsed, those that nobody asks for not at all.

For the versions that `rules` was made with; with others the sheet is parsed when it is imported, as ever.
"""

import hashlib
import importlib
import importlib.resources
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager

from cvgen.render.engine import rules

_NAME = "html5_ua.css"


class _Empty:
    """A folder whose style sheets are empty."""

    def __truediv__(self, name: str) -> "_Empty":
        return self

    def read_text(self, _encoding: str) -> str:
        """Nothing."""
        return ""


@contextmanager
def prepared() -> Iterator[None]:
    """Meanwhile WeasyPrint finds empty sheets of its own; then the one for HTML is put in place."""
    files = importlib.resources.files
    known = "weasyprint.html" in sys.modules

    def empty(anchor: types.ModuleType) -> object:
        return _Empty() if getattr(anchor, "__name__", "") == "weasyprint.css" else files(anchor)

    importlib.resources.files = empty  # type: ignore[assignment]
    try:
        yield
    finally:
        importlib.resources.files = files
        if not known and (html := sys.modules.get("weasyprint.html")):
            fill(html)


def fill(html: types.ModuleType) -> None:
    """Put the rules for HTML in place: from the table if it was made of this sheet, else parsed."""
    sheet, text = html.UA_STYLESHEET, (importlib.resources.files("weasyprint.css") / _NAME).read_text("utf-8")
    if fingerprint(text) != rules.SHEET:
        sheet.__init__(string=text, counter_style=html.UA_COUNTER_STYLE)
        return
    css, tokens = importlib.import_module("weasyprint.css"), importlib.import_module("tinycss2.ast")
    properties = importlib.import_module("weasyprint.css.properties")
    compiler = importlib.import_module("cssselect2.compiler")
    kinds = tokens.IdentToken, properties.Dimension, css.PageSelectorType
    found = rules.rules(*kinds, compiler.split_whitespace, compiler.ascii_lower, compiler.urlparse)
    sheet.matcher.lower_local_name_selectors.update(found["by_name"])
    sheet.matcher.other_selectors.extend(found["others"])
    sheet.matcher.order = found["count"]
    sheet.page_rules.extend(found["pages"])
    html.UA_COUNTER_STYLE.update(found["counters"])


def fingerprint(sheet: str) -> str:
    """What tells one sheet, and what reads it, from another."""
    versions = (importlib.import_module(name) for name in ("weasyprint", "cssselect2", "tinycss2"))
    return hashlib.sha256("\n".join([sheet, *(each.__version__ for each in versions)]).encode()).hexdigest()
