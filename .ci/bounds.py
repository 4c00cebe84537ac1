"""pyproject.toml -> constraints for pip: each package that the wheel asks for, at the lowest version that it allows."""

import re
import tomllib
from pathlib import Path

with (Path(__file__).parent.parent / "pyproject.toml").open("rb") as file:
    project = tomllib.load(file)["project"]
extras = (asked for extra, asked in project["optional-dependencies"].items() if extra != "dev")
for asked in (project["dependencies"], *extras):
    for requirement in asked:
        found = re.match(r"([\w.-]+)>=([\w.]+)", requirement)
        if not found:
            raise SystemExit(f"{requirement} has no lower bound")
        print(f"{found[1]}=={found[2]}")  # noqa: T201 - that is what it is for
