"""A style sheet -> the same, holding the fonts and pictures of the project that it names; and which it cannot have."""

import base64
import re
from pathlib import Path

from cvgen import gate, theme
from cvgen.model.regex import lazy
from cvgen.render import pixels

LARGEST = 32 * 2**20
_KINDS = {
    ".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf", ".png": "image/png",
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml",
}  # fmt: skip
_ELSEWHERE = lazy(r"[a-z][a-z\d+.-]*:|[/#\\\\]", re.IGNORECASE)


def embedded(css: str, project: Path) -> tuple[str, list[tuple[str, str, str]]]:
    """The sheet, and what is not in it: each address, why not, and what to do."""
    lacking: list[tuple[str, str, str]] = []

    def data(found: re.Match[str]) -> str:
        address = found[1] or found[2] or found[3] or ""
        name = re.split(r"[?#]", address)[0]
        if not name or _ELSEWHERE.match(address):
            return found[0]
        try:
            return f"url(data:{_KINDS[Path(name).suffix.lower()]};base64,{_content(project / name, project)})"
        except KeyError:
            why, hint = "is neither a font nor a picture", f"known: {', '.join(_KINDS)}"
        except FileNotFoundError:
            styles = project / "styles"
            why = "is not there"
            hint = gate.elsewhere(project / name, styles, project) or f"the path counts from {styles}"
        except gate.RefusedError as error:
            why, hint = error.why, error.hint
        lacking.append((Path(name).name, why, hint))
        return "url(data:,)"

    return theme.ADDRESS.sub(data, css), lacking


def _content(path: Path, project: Path) -> str:
    """What a file of the project holds, in base64; RefusedError for what is no file of it, or too large."""
    if ".." in path.relative_to(project).parts:
        raise gate.RefusedError(gate.OUTSIDE, "is outside the project", "copy the file into the project")
    found = gate.content(path, (project,), LARGEST)
    if why := pixels.refusal(found):
        raise gate.RefusedError("photo", f"cannot be used: {why}", "export it anew, at the size in which it is printed")
    return base64.b64encode(found).decode("ascii")
