"""cvgen watch and serve: make again what is saved; serve also shows it in the browser."""

import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli.building import build_options, sources
from cvgen.cli.common import AS_OF, OUT, STRICT, TRUST, in_words, offering, options, ordered, say
from cvgen.model.errors import Problems

if TYPE_CHECKING:
    from cvgen.builds.serve import Board, Server
    from cvgen.builds.watch import Watching

WATCHING = options(
    click.argument("files", nargs=-1, shell_complete=offering("file")),
    click.option("--output", "-o", type=click.Path(path_type=Path), default=OUT, help="The folder to write to."),
    click.option("--jobs", "-j", type=click.IntRange(1), help="How many workers make what is not there at the start."),
    AS_OF,
    STRICT,
    TRUST,
)


@click.command()
@WATCHING
def watch(files: tuple[str, ...], **asked: Any) -> None:
    """Make every document, and make it again whenever a file is saved."""
    _run(_watching(files, asked, None))


@click.command()
@WATCHING
@click.option("--port", "-p", type=click.IntRange(0, 65535), default=8000, help="On this machine only; 0 takes any.")
@click.option("--open", "opened", is_flag=True, help="Open the browser.")
def serve(files: tuple[str, ...], **asked: Any) -> None:
    """Show every document in the browser, made again whenever a file is saved."""
    server = _server(asked["port"], asked["output"])
    Thread(target=server.serve_forever, daemon=True).start()
    say(f"{server.address}  (Ctrl-C ends it)")
    if asked["opened"]:
        click.launch(server.address)
    try:
        _run(_watching(files, asked, server.board))
    finally:
        server.board.news(closed=True)
        server.shutdown()


def _server(port: int, folder: Path) -> "Server":
    from cvgen.builds.serve import Board, Server

    try:
        return Server(port, folder, Board())
    except OSError as error:
        message = f"port {port} cannot be used: {error.strerror}; name another one with --port"
        raise click.ClickException(message) from error


def _watching(files: tuple[str, ...], asked: dict[str, Any], board: "Board | None") -> "Watching":
    """What to watch, and who is told."""
    try:
        from cvgen.builds.watch import Watching
    except ImportError as error:
        raise click.ClickException(f"watching needs watchfiles ({error}): pip install 'cvgen[watch]'") from error

    def made(new: list[str]) -> None:
        say("\n".join(new))
        if board:
            board.news()

    def said(problems: Problems) -> None:
        found = ordered(problems, set())
        in_words(found)
        if board:
            board.news(found)

    return Watching(lambda problems: sources(files, problems), lambda: build_options(asked, time.time_ns()), made, said)


def _run(watching: "Watching") -> None:
    """Watch until the user has enough."""
    try:
        watching.run()
    except KeyboardInterrupt:
        watching.stop.set()
