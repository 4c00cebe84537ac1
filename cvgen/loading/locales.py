"""The tag of a language -> its Locale: the words of the project's locales/, laid on ours, laid on English.

A word that a language lacks is said, and so is a language that has none.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from cvgen import gate
from cvgen.loading import Loaded
from cvgen.model.english import WORDS
from cvgen.model.errors import Position, Problem, Problems, meant
from cvgen.model.locale import Locale
from cvgen.model.recipe import Recipe
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.read import files
from cvgen.read.yaml import values
from cvgen.read.yaml.values import Listed, Mapped, Scalar, Value
from cvgen.theme import OURS, Resource, Theme

ENGLISH = "en-US"
# Whose words stand for a language that is named without its region or script, or with another one (CLDR's
# likelySubtags and parentLocales).
_MEANT = {
    "en": ENGLISH, "pt": "pt-BR", "zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "iw": "he",
    **dict.fromkeys(("en-001", "en-au", "en-nz", "en-ie", "en-in", "en-za", "en-sg", "en-hk"), "en-GB"),
}  # fmt: skip
# Chinese in traditional characters is not Chinese in simplified ones.
_OTHER_SCRIPTS = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
# What a language may lack, as something stands for it: other forms of the same, and signs that are no words.
_OPTIONAL = lazy(
    r"genres\.pat(ent|req)..$|counting\.(ordinals\.(?!other)|places\.|meetings\.)|months\.(ap|cited)$|page\.count(-of)?\.(?!other)"
)
_NAMED = 12


def of(loaded: Loaded, recipe: Recipe, problems: Problems) -> Locale:
    """The language of a document, with the words that its file has of its own."""
    found = locale(recipe.lang, loaded.theme, problems, recipe.at)
    return replace(found, words={**found.words, **dict(loaded.file.own_words)}) if loaded.file.own_words else found


def locale(lang: str, theme: Theme, problems: Problems, at: Position | None = None) -> Locale:
    """A language; what of it has to be said in English is a warning."""
    tag = tag_of(lang)
    own = theme.folders[0] if theme.folders[0] != OURS else None
    if tag == ENGLISH and not (own and gate.is_file(own / "locales" / f"{ENGLISH}.yaml")):
        return Locale()
    paths = tuple(theme.paths(Resource.LOCALE, tag))
    language = lang.partition("-")[0]
    if not paths and language != lang and tag == lang and not lang.lower().startswith(_OTHER_SCRIPTS):
        return locale(language, theme, problems, at)
    if not paths:
        hint = f"write its words in locales/{lang}.yaml; cvgen show locale {ENGLISH} prints what there is to say"
        problems.warn("language", f"cvgen has no words in {lang}: English ones are printed", at, hint, lang)
        return Locale()
    found, said = _read(tag, paths, tuple(map(gate.version, paths)))
    problems.add(said)
    return found


def tag_of(lang: str) -> str:
    """The language whose words are meant: "en" -> "en-US"."""
    return _MEANT.get(lang.lower().replace("_", "-"), lang)


@lru_cache(maxsize=32)
def _read(
    tag: str, paths: tuple[Path, ...], _versions: tuple[tuple[int, int, int], ...]
) -> tuple[Locale, tuple[Problem, ...]]:
    """A language, read once as long as its files stay as they are, and what there is to say of it."""
    problems = Problems()
    files_words = [(path, _words(path, problems)) for path in reversed(paths)]
    words = {key: word for _, found in files_words for key, word in found.items()}
    given = any("alphabet" in found for path, found in files_words if not path.is_relative_to(OURS))
    base = {key: word for key, word in WORDS.items() if not _OPTIONAL.match(key)}
    if lacking := [key for key in base if key not in words]:
        shown = ", ".join(lacking[:_NAMED]) + (f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else "")
        message = f"{tag} has no words for {shown}: English ones are printed"
        problems.warn("language", message, Position(files.shown(paths[0])), "add them to the file", tag)
    return Locale(tag, base | words, letters_given=given), tuple(problems.items)


def _words(path: Path, problems: Problems) -> dict[str, str | tuple[str, ...]]:
    """The words of one file by their keys; what is no key of a language is an error."""
    text = files.text(path, problems)
    value = values.load(files.shown(path), text, problems) if text else None
    found: dict[str, str | tuple[str, ...]] = {}
    for key, word, at in flat(value) if value else ():
        known = key in WORDS or key.startswith(_OPEN)
        fits = known and isinstance(word, tuple) == isinstance(WORDS.get(key, word), tuple)
        if not known:
            problems.error("unknown-key", f"{key} is no key of a language", at, meant(key, WORDS))
        elif not fits or isinstance(word, tuple) and len(word) != len(WORDS.get(key, word)):
            wanted = WORDS[key]
            shape = f"{len(wanted)} words" if isinstance(wanted, tuple) else "one word or phrase"
            problems.error("wrong-value", f"{key} has {shape}", at, "cvgen show locale en-US prints them")
        else:
            found[key] = word
    return found


# Keys that every language has its own of: its ordinals, its plurals, and what somebody calls roles and statuses.
_OPEN = (
    "counting.ordinals.", "counting.places.", "counting.meetings.", "page.count.", "page.count-of.", "genres.",
    "roles.", "statuses.", "marks.", "heads.", "months.",
)  # fmt: skip


def flat(value: Value, prefix: str = "") -> Iterator[tuple[str, str | tuple[str, ...], Position]]:
    """Each word by its key, "terms.in", and words in a row together; with the place of each."""
    match value:
        case Mapped():
            for key, inner in value.pairs:
                yield from flat(inner, f"{prefix}.{key.text}" if prefix else key.text)
        case Listed():
            yield prefix, tuple(each.text for each in value.items if isinstance(each, Scalar)), value.at
        case Scalar():
            yield prefix, value.text, value.at
