"""The terms of a language as CSL's locale files have them, which come with pandoc."""

import re
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc

# CSL's term and form, and the key of ours that says the same.
TERMS = {
    ("et-al", "long"): "terms.et-al",
    ("in", "long"): "terms.in",
    ("edition", "short"): "terms.edition",
    ("editor", "verb"): "terms.edited-by",
    ("translator", "verb"): "terms.translated-by",
    ("page", "short"): "pages.short",
    ("volume", "short"): "terms.volume",
    ("chapter", "long"): "terms.chapter",
    ("issue", "short"): "terms.number",
    ("in press", "long"): "statuses.in press",
    ("version", "long"): "terms.version",
    ("available at", "long"): "terms.available-at",
    ("no date", "short"): "terms.no-date",
}
# Whose locale file speaks for a language that CSL has by its country.
_COUNTRIES = {"ar": "ar", "he": "he-IL", "zh-Hans": "zh-CN", "ja": "ja-JP", "ko": "ko-KR", "cs": "cs-CZ", "sv": "sv-SE"}
_STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>t</title><id>t</id>'
    "<updated>2020-01-01T00:00:00Z</updated></info><citation><layout>{}</layout></citation></style>"
)


@cache
def terms(tag: str) -> dict[str, str]:
    """CSL's words by the keys of ours."""
    country = _COUNTRIES.get(tag, tag if "-" in tag else f"{tag}-{tag.upper()}")
    asked = "".join(f'<text value="⟦"/><text term="{name}" form="{form}"/><text value="⟧"/>' for name, form in TERMS)
    with TemporaryDirectory() as folder:
        style, works = Path(folder, "terms.csl"), Path(folder, "works.json")
        style.write_text(_STYLE.format(asked), "utf-8")
        works.write_text('[{"id": "a", "type": "book", "title": "A"}]', "utf-8")
        asked_for = ("--citeproc", "--csl", style, "--bibliography", works, "-M", f"lang={country}", "--wrap=none")
        ran = subprocess.run(
            [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "plain", *asked_for],
            input="[@a]", capture_output=True, text=True, encoding="utf-8", check=True,
        )  # fmt: skip
    found = [" ".join(each.split()) for each in re.findall(r"⟦(.*?)⟧", ran.stdout)]
    return dict(zip(TERMS.values(), found, strict=True))
