"""pydyf's objects -> bytes, without asking the same again and again; pages are compressed while the next are drawn.

For WeasyPrint 70.0 and pydyf 0.13.0.
"""

import functools
import importlib
import threading
import zlib
from typing import Any, NamedTuple

from cvgen.render.engine import patch


def apply() -> None:
    """Put these in the places of pydyf's own."""
    pydyf = importlib.import_module("pydyf")
    patch.put(_bytes(pydyf._to_bytes), pydyf._to_bytes)  # noqa: SLF001 - that is what it is about
    pydyf.PDF.page_references = property(_page_references(pydyf.PDF.page_references.fget))
    pydyf.Dictionary.data = property(_dictionary(pydyf._to_bytes))  # noqa: SLF001
    pydyf.Stream.data = property(_stream(pydyf))
    page = importlib.import_module("weasyprint.document").Page
    page.paint = _painted(page.paint)


def _bytes(plain: patch.Function) -> patch.Function:
    """The usual kinds first."""

    def to_bytes(item: Any) -> Any:
        kind = type(item)
        if kind is bytes:
            return item
        if kind is str:
            return item.encode("ascii")
        return b"%d" % item if kind is int else plain(item)

    return to_bytes


def _dictionary(to_bytes: patch.Function) -> patch.Function:
    """The few names of entries are written once."""
    name = functools.lru_cache(1 << 10)(lambda key: b"/" + to_bytes(key) + b" ")

    def data(self: Any) -> bytes:
        entries = [name(key) + (value if type(value) is bytes else to_bytes(value)) for key, value in self.items()]
        return b"<<" + b"".join(entries) + b">>"

    return data


class _Ahead(NamedTuple):
    """A stream of so many pieces that is being compressed, and what comes of it."""

    pieces: int
    work: threading.Thread
    done: list[bytes]


def _painted(plain: patch.Function) -> patch.Function:
    """When a page is drawn, another thread begins to compress it: that needs none of Python's attention."""

    def paint(self: Any, stream: Any, scale: Any = 1) -> None:
        plain(self, stream, scale)
        if stream.compress:
            done: list[bytes] = []
            pieces = stream.stream[:]
            work = threading.Thread(target=lambda: done.append(_compressed(_joined(pieces))))
            stream.__dict__["_ahead"] = _Ahead(len(pieces), work, done)
            work.start()

    return paint


def _stream(pydyf: Any) -> patch.Function:
    def data(self: Any) -> bytes:
        extra = pydyf.Dictionary(self.extra.copy())
        content = _content(self)
        if self.compress:
            extra["Filter"] = "/FlateDecode"
        extra["Length"] = len(content)
        return b"\n".join((extra.data, b"stream", content, b"endstream"))

    def _content(self: Any) -> bytes:
        ahead: _Ahead | None = self.__dict__.get("_ahead")
        if ahead and ahead.pieces == len(self.stream):
            ahead.work.join()
            if ahead.done:
                return ahead.done[0]
        joined = _joined(self.stream)
        return _compressed(joined) if self.compress else joined

    return data


def _joined(pieces: list[Any]) -> bytes:
    to_bytes = importlib.import_module("pydyf")._to_bytes  # noqa: SLF001
    return b"\n".join([each if type(each) is bytes else to_bytes(each) for each in pieces])


def _compressed(content: bytes) -> bytes:
    """As pydyf does it."""
    work = zlib.compressobj(level=9)
    return work.compress(content) + work.flush()


def _page_references(plain: patch.Function) -> patch.Function:
    """The references to all pages, made anew only when there are more."""

    def page_references(pdf: Any) -> Any:
        count = len(pdf.pages["Kids"])
        kept = pdf.__dict__.get("_references")
        if kept is None or kept[0] != count:
            kept = pdf.__dict__["_references"] = count, plain(pdf)
        return kept[1]

    return page_references
