"""The commands by name, each imported when it is called; the list of them says what they do without importing any."""

import importlib
import os
from typing import Any

import click

from cvgen.model.formats import FORMATS

# Where each is written, and its first sentence; each format has a command of its own before them.
OTHERS = {
    "build": ("building", "Make every document of every file in data/, in all its formats."),
    "watch": ("watching", "Make every document, and make it again whenever a file is saved."),
    "serve": ("watching", "Show every document in the browser, made again whenever a file is saved."),
    "check": ("checking", "Report every problem of the files, or of all files in data/, at once."),
    "explain": (
        "checking",
        "Say for each author of a paper who it is, on what evidence, and which rule gave which mark.",
    ),
    "survey": (
        "surveying",
        "Compile every .bib of a folder and count: entries in, papers out, what was recovered, the owner found.",
    ),
    "diff": ("comparing", "Say what is new, gone or changed in a document: between two files, or since a day."),
    "coa": (
        "proposing",
        "List everybody whom a proposal to NSF or DOE must name, in their form, each with the reason.",
    ),
    "pack": (
        "packing",
        "Make everything that can be made for a proposal: documents, products, lists, and what is left to do.",
    ),
    "new": ("starting", "Make a small folder that builds at once: an example, or what a .bib says."),
    "convert": ("converting", "Write a RenderCV file or a JSON Resume as cvgen's own files, which build at once."),
    "export": ("exporting", "Write the publications of a file, or its CV, for another program."),
    "doctor": (
        "doctoring",
        "Say what cvgen runs on here, how fast it can print, and what is not installed: for reports of problems.",
    ),
    "schema": ("starting", "Print the JSON Schema of a kind of file, for editors that complete and check."),
    "show": ("starting", "List the templates and styles there are, or print one to start your own from."),
}


class LazyCommands(click.Group):
    """A group that imports a command when it is asked for."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run what was typed, or complete it where a shell asks for that."""
        if "_CVGEN_COMPLETE" in os.environ:
            from cvgen.cli import completing

            completing.ready()
        return super().main(*args, **kwargs)

    @property
    def commands(self) -> dict[str, click.Command]:
        """All of them, imported."""
        return {name: _command(name) for name in (*FORMATS, *OTHERS)}

    @commands.setter
    def commands(self, _none: object) -> None:
        """Click sets what it was given, which is nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names as they are listed."""
        return _listed().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        """The command that was typed."""
        return _command(cmd_name) if cmd_name in FORMATS or cmd_name in OTHERS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help."""
        _listed().format_commands(ctx, formatter)


def _listed() -> click.Group:
    """Commands that say what they are, and are not called."""
    said = {**{name: each.help for name, each in FORMATS.items()}, **{name: said for name, (_, said) in OTHERS.items()}}
    return click.Group(commands=[click.Command(name, help=words) for name, words in said.items()])


def _command(name: str) -> click.Command:
    if name in FORMATS:
        from cvgen.cli import making

        return making.command(FORMATS[name])
    found: click.Command = getattr(importlib.import_module(f"cvgen.cli.{OTHERS[name][0]}"), name)
    return found
