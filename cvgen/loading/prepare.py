"""A file and a recipe of it -> what the recipe names, read and validated before anything is chosen or marked."""

from cvgen import mark
from cvgen.loading import Loaded, contacts, labels, locales, looks, places, queries, styles, words
from cvgen.model.content import called
from cvgen.model.errors import Problems
from cvgen.model.locale import Locale
from cvgen.model.look import PageLook
from cvgen.model.recipe import EntryPattern, Recipe, ReferenceStyle
from cvgen.model.record import Record, replace


class Prepared(Record):
    """How each kind of entry prints, and each reference style of the document by its name."""

    patterns: dict[str, EntryPattern]
    references: dict[str, ReferenceStyle]
    look: PageLook | None
    locale: Locale


def prepare(loaded: Loaded, recipe: Recipe, problems: Problems) -> Prepared:
    """What a recipe names: styles, patterns, labels, queries, marks. What is wrong with any of it is said."""
    locale = locales.of(loaded, recipe, problems)
    patterns = styles.entry_patterns(recipe, loaded.theme, problems, locale)
    sections = tuple(section for _, section in loaded.file.cv.sections)
    labels.tried(sections, loaded.publications, problems)
    words.file(loaded.file, (paper.reference for paper in loaded.publications), loaded.registry, problems)
    contacts.tried(loaded.file.cv, problems)
    if not loaded.lenient:
        keys = (key for paper in loaded.publications for key in (paper.key, *paper.reference.aliases))
        places.tried(loaded.file, loaded.registry, keys, problems)
    words.recipe(recipe, loaded.file, loaded.roster, problems)
    queries.tried(sections, loaded.registry, problems)
    mark.check_rules(recipe.marks, problems)
    found = references(loaded, recipe, problems, locale)
    look = looks.look(recipe, loaded.theme, problems)
    if look and look.sidebar_sections:
        look = replace(look, sidebar_sections=called(loaded.file.cv, look.sidebar_sections))
    words.sidebar(look, recipe, loaded.file, problems)
    return Prepared(patterns, found, look, locale)


def references(loaded: Loaded, recipe: Recipe, problems: Problems, locale: Locale) -> dict[str, ReferenceStyle]:
    """Every reference style that the document uses, by name."""
    groups = (group for _, section in loaded.file.cv.sections for group in section.publications)
    words = {word.text: word for word in (recipe.reference, *(g.reference for g in groups if g.reference))}
    own = frozenset(name for paper in loaded.publications for name, _ in paper.reference.fields)
    asked = styles.Asked(own, locale)
    return {name: styles.reference_style(word, loaded.theme, problems, asked) for name, word in words.items()}
