"""cvgen doctor: what cvgen runs on and what it can do here, for whoever looks into a problem."""

import platform
import re
from collections.abc import Iterator
from importlib import metadata

import click

from cvgen import __version__
from cvgen.cli.common import say

_INSTALL = "pip install 'cvgen[{}]'"


@click.command()
def doctor() -> None:
    """Say what cvgen runs on here, how fast it can print, and what is not installed: for reports of problems."""
    parts = {"": _program(), "PDF": _engine(), "Fonts": _fonts(), "Printing fast": _ways(), "Extras": _extras()}
    for title, lines in parts.items():
        if title:
            say(f"\n{title}")
        for line in lines:
            say(f"  {line}" if title else line)


def _program() -> Iterator[str]:
    yield f"cvgen {__version__}"
    system = platform.freedesktop_os_release()["PRETTY_NAME"] if platform.system() == "Linux" else platform.platform()
    yield f"Python {platform.python_version()} ({platform.python_implementation()}) on {system}, {platform.machine()}"
    yield ", ".join(f"{name} {metadata.version(name)}" for name in ("pybtex", "pyyaml", "jinja2", "click"))


def _engine() -> Iterator[str]:
    from cvgen.model.errors import CvgenError
    from cvgen.render.paper import printing

    names = ("weasyprint", "pydyf", "uharfbuzz")
    try:
        pango = printing.pango()
    except CvgenError as error:
        yield from (f"not to be made: {each.message}; {each.hint}" for each in error.problems)
    else:
        yield ", ".join([*(f"{name} {metadata.version(name)}" for name in names), f"Pango {pango}"])


def _fonts() -> Iterator[str]:
    from cvgen.render.paper import fonts

    for family in fonts.FAMILIES:
        try:
            yield f"{family}: {fonts.count(family)} faces"
        except ModuleNotFoundError as error:
            yield f"{family}: missing; pip install {str(error).replace('_', '-')}"


def _ways() -> Iterator[str]:
    from cvgen.render.paper import engine, print_process

    try:
        ways = {**engine.ways(), print_process.NAME: print_process.prevented()}
    except (ImportError, OSError) as error:
        yield f"the PDF engine cannot be imported: {type(error).__name__}"
        return
    for name, why in ways.items():
        yield f"{name}: {f'off, {why}' if why else 'on'}"


def _extras() -> Iterator[str]:
    """Each extra, what it brings, and whether that is here: "watch: watchfiles 1.3.0"."""
    found = re.findall(r"^([\w.-]+).*extra == .(\w+)", "\n".join(metadata.requires("cvgen") or ()), re.MULTILINE)
    for package, extra in found:
        if extra == "dev":
            continue
        try:
            yield f"{extra}: {package} {metadata.version(package)}"
        except metadata.PackageNotFoundError:
            yield f"{extra}: {package} is not installed; {_INSTALL.format(extra)}"
