"""An address as it is typed in LaTeX -> a link that may be printed."""

import re

from cvgen.model.regex import lazy

_ENCODED = lazy(r'[\x00-\x20"<>^`|\x7f]')
_IN_ADDRESS = lazy(r'[\x00-\x20"<>^`|\x7f\\{}]')
_SAFE = lazy(r"https?://[^/]|mailto:.", re.IGNORECASE)


def address(raw: str) -> str:
    r"""A link as typed in LaTeX, made plain: "\url{https://x.org/\~{}me\_1}" -> "https://x.org/~me_1"."""
    text = re.sub(r"\\(?:url|path|nolinkurl)\b|\\-", "", raw.strip()) if "\\" in raw else raw.strip()
    if "\\" in text:
        text = re.sub(r"\\(?:textasciitilde|string|sim)\b\s*(?:\{\})?~?|\\~(?:\{\})?|\$\\sim\$", "~", text)
    if not _IN_ADDRESS.search(text):
        return text
    text = "".join(part.strip() for part in re.split(r"[\n\t]", text))
    text = re.sub(r"[\\{}]", "", text).strip("<> ")
    return _ENCODED.sub(lambda found: f"%{ord(found[0]):02X}", text)


def safe(url: str) -> bool:
    """Whether a link may be printed: http, https or mailto, and nothing else."""
    return bool(_SAFE.match(url))
