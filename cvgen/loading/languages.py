"""A file with texts in several languages, and a document's language -> the file with the texts of that language.

Once for each document, before anything is prepared, so that no later step knows that there were others.
"""

from pathlib import Path
from typing import Any, TypeVar

from cvgen.loading import Loaded
from cvgen.model.content import CvFile, shown
from cvgen.model.errors import Position, Problems
from cvgen.model.facts import Records, Roster
from cvgen.model.recipe import Recipe
from cvgen.model.record import Struct, field, is_record, replace
from cvgen.model.registry import Registry
from cvgen.model.variants import VariedText, VariedWritten, chosen, foreign, foreign_text
from cvgen.read import shared

T = TypeVar("T")
F = TypeVar("F", CvFile, Roster, Records)
_NO_TEXT = frozenset(("at", "texts", "days", "typed"))


def told(loaded: Loaded, document: str, recipe: Recipe, problems: Problems) -> tuple[Loaded, Recipe]:
    """The file and a recipe of it in the recipe's language; which texts lack it is said, once."""
    varied = any(prose.lang for each in (loaded.file, loaded.roster, loaded.records) for prose in each.texts)
    if not varied and not loaded.lenient:
        return loaded, recipe
    # A bibliography alone has its recipe from cvgen.yaml, whose texts no file keeps.
    teller = _Teller(loaded.path, recipe.lang)
    recipe = teller.told(recipe)
    lacking = tuple(teller.lacking)
    if varied:
        cv = loaded.file.cv
        # What this document may show comes first: nothing else can lack there.
        teller.told((loaded.subject, replace(cv, sections=()), loaded.records))
        teller.told(tuple(section for name, section in cv.sections if name in shown(cv, recipe)))
        lacking = tuple(teller.lacking)
        registry = Registry(teller.whole(loaded.roster), teller.whole(loaded.records))
        file, subject = teller.whole(loaded.file), teller.told(loaded.subject)
        loaded = replace(loaded, file=file, registry=registry, subject=subject)
    _say(lacking, document, recipe, problems)
    return loaded, recipe


def _say(lacking: tuple[tuple[Position, str], ...], document: str, recipe: Recipe, problems: Problems) -> None:
    """That a document prints some texts in another language, at the first of them."""
    if not lacking:
        return
    (first, *more), tags = dict(lacking), ", ".join(dict.fromkeys(tag for _, tag in lacking))
    which = f"this and {len(more)} more texts are" if more else "this text is"
    message = f"{which} not written in {recipe.lang}; the document {document} has the {tags} of it"
    problems.warn("untranslated", message, first, f"add {recipe.lang}: …", document, recipe.lang)


class _Teller(Struct):
    """Takes one language of each text in a record; what it has taken it knows again, as records are shared."""

    path: Path
    lang: str
    seen: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    lacking: list[tuple[Position, str]] = field(default_factory=list)

    def told(self, value: T) -> T:
        """The value, all texts in it in the one language."""
        if isinstance(value, VariedText | VariedWritten):
            found: T = self._chosen(value)
            return found
        if isinstance(value, str | type) or not value or not (isinstance(value, tuple) or is_record(value)):
            return value
        if id(value) not in self.seen:
            self.seen[id(value)] = (value, self._inner(value))
        made: T = self.seen[id(value)][1]
        return made

    def whole(self, file: F) -> F:
        """A file's record, with those of its texts that are taken."""
        made = self.told(file)
        return replace(made, texts=tuple(each for each in made.texts if not each.lang or id(each.text) in self.taken))

    def _chosen(self, value: Any) -> Any:  # noqa: ANN401 - a text of either kind
        tag, found, own = chosen(value.variants, self.lang, lambda: shared.language(self.path))
        if not own:
            self.lacking.append((value.at, tag))
        self.taken.add(id(found))
        if own:
            return found
        return foreign(found, tag) if isinstance(found, tuple) else foreign_text(found, tag)

    def _inner(self, value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
        if isinstance(value, tuple):
            items = tuple(map(self.told, value))
            return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
        found = {name: getattr(value, name) for name in value.__struct_fields__ if name not in _NO_TEXT}
        made = {name: self.told(each) for name, each in found.items()}
        changed = {name: each for name, each in made.items() if each is not found[name]}
        return replace(value, **changed) if changed else value
