"""The commands -> files, messages, an exit code. The only place that prints, exits or asks the clock."""

import click

from cvgen import __version__
from cvgen.cli import building, converting, looking, making, starting, surveying, watching


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cvgen")
def main() -> None:
    """Compile CVs and publication lists from facts written once: YAML and BibTeX to PDF, HTML and Markdown."""


for command in (
    making.pdf,
    making.html,
    making.md,
    building.build,
    watching.watch,
    watching.serve,
    looking.check,
    looking.explain,
    surveying.survey,
    starting.new,
    converting.convert,
    starting.schema,
    starting.show,
):
    main.add_command(command)
