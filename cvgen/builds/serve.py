"""The folder of what was made -> pages on this machine that show what is saved, and what is wrong, at once."""

import json
import threading
import urllib.parse
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cvgen import gate
from cvgen.model import formats
from cvgen.model.errors import Level, Problem
from cvgen.model.formats import FORMATS, Medium
from cvgen.model.record import Struct, field

HOST = "127.0.0.1"
OWN = "/-/"
SCRIPT = Path(__file__).with_name("live.js")

_ALIVE = 15.0
_KINDS = {
    ".atom": "application/atom+xml",
    ".ics": "text/calendar; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".css": "text/css",
    ".js": "text/javascript",
}
_SHELL = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{title}</title>{body}</html>'
_FRAME = """<body style="margin:0">
<iframe src="/{page}" title="{title}" style="border:0; width:100vw; height:100vh"></iframe>
</body>"""


def _kind(suffix: str) -> str:
    """The media type of a file that ends like this."""
    form = FORMATS.get(suffix[1:])
    return form.media_type if form else _KINDS.get(suffix, "application/octet-stream")


class Board(Struct):
    """What the pages are told: that something is new, and what is wrong."""

    changed: threading.Condition = field(default_factory=threading.Condition)
    count: int = 0
    wrong: tuple[Problem, ...] = ()
    closed: bool = False

    def news(self, problems: Sequence[Problem] | None = None, *, closed: bool = False) -> None:
        """Tell everybody to look again; the errors among `problems` replace those that were shown."""
        with self.changed:
            self.count += 1
            self.closed = closed
            if problems is not None:
                self.wrong = tuple(each for each in problems if each.level is Level.ERROR)
            self.changed.notify_all()

    def rounds(self) -> Iterator[bool]:
        """True at once and whenever there is news, False now and then in between, until all is over."""
        seen = -1
        while not self.closed:
            with self.changed:
                news = self.changed.wait_for(partial(self._since, seen), _ALIVE)
                seen = self.count
            yield news

    def _since(self, count: int) -> bool:
        return self.count != count


def is_name(page: str) -> bool:
    """Whether this can be a page's name: nothing hidden, nothing above the folder, no other server."""
    parts = page.removeprefix("/").split("/")
    return "\\" not in page and page.isprintable() and not any(part == "" or part.startswith(".") for part in parts)


class Server(ThreadingHTTPServer):
    """Serves one folder, to this machine alone."""

    daemon_threads = True

    def __init__(self, port: int, folder: Path, board: Board) -> None:
        """OSError if the port is taken."""
        super().__init__((HOST, port), _Answer)
        self.folder, self.board = folder.resolve(), board

    @property
    def address(self) -> str:
        """Where it is: "http://127.0.0.1:8000/"."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is nothing to speak of."""

    def state(self, page: str) -> str:
        """What a page should know: its version, and what is wrong."""
        wrong = [{"at": str(p.at or ""), "message": p.message, "hint": p.hint} for p in self.board.wrong]
        return json.dumps({"version": self.version(page), "problems": wrong})

    def version(self, page: str) -> str:
        """A page's version: "" if it is not there."""
        path = self.file(page)
        return str(gate.version(path)[1]) if path else ""

    def file(self, page: str) -> Path | None:
        """The file of a page: only what is in the folder, nothing hidden, no link out of it."""
        path = self.folder / page.strip("/")
        try:
            fine = is_name(page) and gate.is_file(path) and gate.inside(path, (self.folder,))
        except OSError:
            return None
        return path.resolve() if fine else None

    def pages(self) -> list[str]:
        """All pages there are."""
        found = (path for path in self.folder.rglob("*") if path.suffix[1:] in FORMATS)
        return sorted(page for path in found if self.file(page := path.relative_to(self.folder).as_posix()))


class _Answer(BaseHTTPRequestHandler):
    """One request. Whoever calls us by another name than our own is a page from elsewhere and gets nothing."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        if self.headers.get("Host", "") not in (f"{name}:{self.server.server_port}" for name in (HOST, "localhost")):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"this server answers to its own address alone")
            return
        page = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        if page == "/":
            self._html(HTTPStatus.OK, "", self._index())
        elif page == "/favicon.ico":
            self._send(HTTPStatus.OK, "image/x-icon", b"")
        elif page == f"{OWN}live.js":
            self._send(HTTPStatus.OK, _KINDS[".js"], SCRIPT.read_bytes())
        elif page.startswith(f"{OWN}events/"):
            self._events(page.removeprefix(f"{OWN}events/"))
        elif page.startswith(f"{OWN}view/"):
            name = page.removeprefix(f"{OWN}view/")
            if name.startswith("/") or not is_name(name):
                self._send(HTTPStatus.NOT_FOUND, "text/plain", b"this is no page's name")
                return
            body = _FRAME.format(page=escape(urllib.parse.quote(name)), title=escape(name))
            self._html(HTTPStatus.OK, name, _SHELL.format(title=escape(name), body=body))
        else:
            self._file(page)

    def do_HEAD(self) -> None:
        """Answer without the content."""
        self.do_GET()

    def _file(self, page: str) -> None:
        path = self.server.file(page)
        if path is None:
            missing = _SHELL.format(title="not there", body="<body><p>This page is not there yet.</p></body>")
            self._html(HTTPStatus.NOT_FOUND, page.strip("/"), missing)
            return
        try:
            content = gate.content(path, (self.server.folder,))
        except OSError as error:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", f"this cannot be shown: {error}".encode())
            return
        if path.suffix[1:] in formats.of(Medium.PAGE):
            self._html(HTTPStatus.OK, page.strip("/"), content.decode("utf-8", "replace"))
        else:
            self._send(HTTPStatus.OK, _kind(path.suffix), content)

    def _index(self) -> str:
        places = {
            page: f"{OWN}view/{page}" if page.endswith(formats.of(Medium.PAPER)) else f"/{page}"
            for page in self.server.pages()
        }
        links = {page: escape(urllib.parse.quote(to)) for page, to in places.items()}
        rows = "".join(f'<li><a href="{to}">{escape(page)}</a></li>' for page, to in links.items())
        return _SHELL.format(title="cvgen", body=f"<body><h1>What was made</h1><ul>{rows}</ul></body>")

    def _html(self, status: HTTPStatus, page: str, text: str) -> None:
        """A page with the script that keeps it up to date, which is in no file."""
        version = self.server.version(page)
        name = escape(urllib.parse.quote(page))
        script = f'<script src="{OWN}live.js" data-page="{name}" data-version="{version}"></script>'
        before, body, after = text.rpartition("</body>")
        self._send(status, formats.HTML.media_type, f"{before}{script}{body}{after}".encode())

    def _events(self, page: str) -> None:
        """Server-sent events (HTML, section 9.2) for one page."""
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Connection": "close"})
        self.close_connection = True
        if self.command == "HEAD":
            return
        try:
            for news in self.server.board.rounds():
                text = f"data: {self.server.state(page)}\n\n" if news else ":\n\n"
                self.wfile.write(text.encode())
                self.wfile.flush()
        except OSError:
            return

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self._head(status, {"Content-Type": kind, "Content-Length": str(len(content))})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, fields: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**fields, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
        """Requests are not printed."""
