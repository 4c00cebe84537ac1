"""The commands -> files, messages, an exit code. The only place that prints or exits."""

import click

from cvgen import __version__
from cvgen.cli.commands import LazyCommands


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cvgen")
def main() -> None:
    """Compile CVs and publication lists from facts written once: YAML and BibTeX to PDF, HTML and Markdown."""
