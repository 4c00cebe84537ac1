"""A page of the documents, played: its files are written, its changes made, its commands run, their output put in."""

import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from workbench import Desk

from cvgen.render import templating

EXAMPLE = Path(__file__).parent.parent / "cvgen" / "example"
_BLOCK = re.compile(r"^```(?:(console)|\{code-block\} (\w+)\n:caption: (\S+)\n)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
# 15 January 2026: a page shows what is printed on that day.
_DAY = {"SOURCE_DATE_EPOCH": "1768478400"}


@dataclass
class Player:
    """Plays the blocks of a page, one after the other, in a folder."""

    desk: Desk

    def page(self, text: str) -> str:
        """The page with what its commands print here in the place of what it says they print."""
        return _BLOCK.sub(self._block, text)

    def _block(self, found: re.Match[str]) -> str:
        console, language, file, body = found.groups()
        if console:
            return f"```console\n{_COMMAND.sub(self._command, body)}```"
        if language == "diff":
            self._change(file, body)
        else:
            self.desk.write(file, body)
        return found[0]

    def _change(self, file: str, body: str) -> None:
        """Make the change that a diff shows: its lines without a sign say where."""
        lines = body.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
        new = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
        self.desk.change(file, old, new)

    def _command(self, found: re.Match[str]) -> str:
        program, *words = shlex.split(found[1])
        if program == "cd":
            self.desk = Desk(self.desk.folder / words[0])
            return f"$ {found[1]}\n"
        if program == "cvgen":
            templating.forget()  # as a program that starts anew knows of none
            ran = self.desk.run(*words, env=_DAY)
            return f"$ {found[1]}\n{ran.out}{ran.err}"
        done = subprocess.run(  # noqa: S602 - the page's own command
            found[1], shell=True, cwd=self.desk.folder, env=os.environ | _DAY,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert not done.stderr, done.stderr
        return f"$ {found[1]}\n{done.stdout}"
