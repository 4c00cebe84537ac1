"""Being asked to end, by Ctrl-C, `kill` or a terminal that is closed: what is opened is cleared up first."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

END = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))  # Windows has no SIGHUP


def on_end(do: Callable[[int, FrameType | None], object]) -> None:
    """Have it done when this process is asked to end; what is ignored stays so, as `nohup` wants it."""
    for number in END:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, do)


def enough() -> None:
    """Who asked once is heard once: clearing up is not disturbed.

    Not by SIG_IGN: Python prints a traceback of a signal that has come already and then finds no handler.
    """
    on_end(lambda *_: None)


@contextmanager
def later() -> Iterator[None]:
    """Whoever is asked to end meanwhile hears it afterwards.

    For the moment in which a folder is there whose name nobody has yet: an exception from a signal, which may come
    between any two steps, would leave it behind. Only the main thread hears signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    former = {each: signal.getsignal(each) for each in (signal.SIGINT, *END)}
    held = {each: handler for each, handler in former.items() if callable(handler)}
    for each in held:
        signal.signal(each, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        for each, handler in held.items():
            signal.signal(each, handler)
        for each in heard:
            signal.raise_signal(each)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder in the temporary place that is gone in the end, whoever asks to end in between."""
    import tempfile

    with ExitStack() as stack:
        with later():
            name = stack.enter_context(tempfile.TemporaryDirectory(prefix="cvgen-"))
        yield Path(name)
