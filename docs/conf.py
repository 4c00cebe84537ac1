"""How Sphinx makes the site: the pages in pages/, and those of the reference, which cvgen's own tables give."""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

project = "cvgen"
html_title = "cvgen"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "attrs_inline"]
myst_heading_anchors = 3
html_theme = "furo"
pygments_style = "friendly"
html_copy_source = False
html_show_sphinx = False


def setup(app: Any) -> None:
    """Before anything is read, the generated pages are written among the others, where they have changed."""
    app.connect("config-inited", lambda app, _config: written(Path(app.srcdir)))


def written(folder: Path) -> None:
    """Write the pages that have changed."""
    import reference

    for name, text in reference.pages().items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
