"""What was typed so far -> what a shell may complete it with: looks, styles, languages, values of a look, files."""

import types
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import get_args, get_origin

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from cvgen.cli.common import DATA
from cvgen.model.errors import CvgenError

_LISTED = {"looks": "look", "references": "reference"}


def offered(what: str, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """What fits, of one kind: "look", "style", "reference", "locale", "pack", "set", "code", "shown" or "file"."""
    words: Iterable[str] = ()
    with suppress(CvgenError, OSError):
        match what:
            case "set":
                words = _settings(incomplete)
            case "code":
                words = _codes()
            case "file":
                words = (path.name for path in sorted(DATA.glob("*")) if path.suffix in (".yaml", ".yml", ".bib"))
            case "shown":
                kind = ctx.params.get("kind") or ""
                words = _names(_LISTED.get(kind, kind)) if kind != "looks" else ()
            case _:
                words = _names(what)
    found = [CompletionItem(word) for word in words if word.startswith(incomplete)]
    return found or ([CompletionItem(incomplete, type="file")] if what == "file" else [])


def _names(kind: str) -> tuple[str, ...]:
    """All templates or styles of a kind, the project's and ours."""
    from cvgen import theme

    return theme.open(Path.cwd()).names(theme.Resource(kind)) if kind else ()


def _codes() -> Iterable[str]:
    from cvgen.check import codes

    return codes.catalogue()


def _settings(incomplete: str) -> Iterable[str]:
    """The keys of a look, as `--set` takes them, and behind one its values where they are a choice."""
    from cvgen.model.look import PageLook
    from cvgen.read.yaml import schema

    fields = schema.keys(PageLook)
    key, equals, _ = incomplete.partition("=")
    if not equals:
        return (f"look.{name}=" for name in fields)
    field = fields.get(key.removeprefix("look."))
    if not field or not key.startswith("look."):
        return ()
    to = next((each for each in get_args(field.type) if each is not types.NoneType), field.type)
    yes_or_no = ("true", "false") if to is bool else ()
    named = to.named() if hasattr(to, "named") else yes_or_no
    chosen = _names("look") if field.name == "extends" else () if get_origin(to) else schema.words(to) or named
    return (f"{key}={word}" for word in chosen)


class Bash(BashComplete):
    """Bash takes `look.head=left` for three words, and completes the last one of them."""

    source_template = BashComplete.source_template.replace(
        "COMPREPLY+=($value)", "COMPREPLY+=($value)\n            [[ $value == *= ]] && compopt -o nospace"
    )
    cut = 0

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is not complete, and this, as whole words."""
        args, last = super().get_completion_args()
        words: list[str] = []
        goes_on = False
        for word in (*args, last):
            if words and word and (goes_on or word == "="):
                words[-1] += word
            else:
                words.append(word)
            goes_on = word == "="
        self.cut = len(words[-1]) - (0 if last == "=" else len(last))
        if words[-1].startswith("-") and self.cut:  # of --set=look.head=left what is behind the option is completed
            self.cut -= words[-1].index("=") + 1
        return words[:-1], words[-1]

    def format_completion(self, item: CompletionItem) -> str:
        """What bash puts in the place of its last word."""
        item.value = item.value[self.cut :] if item.type == "plain" else item.value
        return super().format_completion(item)


def ready() -> None:
    """Have bash asked as it is."""
    add_completion_class(Bash)
