"""pydyf's numbers and pages, without asking the same again and again. For WeasyPrint 70.0 and pydyf 0.13.0."""

import importlib
from typing import Any

from cvgen.render import engine_patch


def apply() -> None:
    """Put these in the places of pydyf's own."""
    pydyf = importlib.import_module("pydyf")
    engine_patch.put(_bytes(pydyf._to_bytes), pydyf._to_bytes)  # noqa: SLF001 - that is what it is about
    pydyf.PDF.page_references = property(_page_references(pydyf.PDF.page_references.fget))


def _bytes(plain: engine_patch.Function) -> engine_patch.Function:
    """The usual kinds first."""

    def to_bytes(item: Any) -> Any:
        kind = type(item)
        if kind is bytes:
            return item
        if kind is str:
            return item.encode("ascii")
        return b"%d" % item if kind is int else plain(item)

    return to_bytes


def _page_references(plain: engine_patch.Function) -> engine_patch.Function:
    """The references to all pages, made anew only when there are more."""

    def page_references(pdf: Any) -> Any:
        count = len(pdf.pages["Kids"])
        kept = pdf.__dict__.get("_references")
        if kept is None or kept[0] != count:
            kept = pdf.__dict__["_references"] = count, plain(pdf)
        return kept[1]

    return page_references
