"""The wheel's templates as modules: hatchling runs this when it builds one; an editable install compiles as it goes."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Templates(BuildHookInterface[Any]):
    """Adds cvgen/render/compiled/ to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the modules to a folder of their own, which goes into the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from cvgen.render import templating

        self.folder = Path(tempfile.mkdtemp(prefix="cvgen-"))
        for name, code in templating.modules():
            (self.folder / name).write_text(code, encoding="utf-8")
        build_data["force_include"][str(self.folder)] = "cvgen/render/compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - as it is called
        """Take the folder away again."""
        if version != "editable":
            shutil.rmtree(self.folder, ignore_errors=True)
