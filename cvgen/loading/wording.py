"""Patterns with terms, and a language -> the same with its words: {@edited-by by.editors} -> edited by {by.editors}.

Once, when a style is read, so that what fills patterns knows nothing of languages.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from cvgen.model.errors import Position, Problems, meant
from cvgen.model.locale import Locale, capital
from cvgen.model.recipe import AuthorStyle, EntryPattern, ReferenceStyle
from cvgen.model.record import replace
from cvgen.model.regex import lazy

# {@in}, {@volume:sentence volume}: a word of the document's language, or a phrase about fields.
_TERM = lazy(r"\{@([\w-]+)(?::(sentence|lower|upper))?((?:\s+[\w.:-]+)*)\s*\}")
_CASES: Mapping[str, Callable[[str], str]] = {"lower": str.lower, "upper": str.upper}
# What a work is called, where no comma before it keeps it within a sentence: English has it in capitals everywhere.
_GENRE = lazy("(?<!, )\\{genre\\}")
# Quotation marks in our styles; stops and commas within them are outside everywhere but in America.
_QUOTES, _SINGLE, _STOP = lazy("[“”]"), lazy("‘([^‘’]*)’"), lazy("([.,])([”’])(?!\\w)")
# What pages are called, and the pages; a language may have its word behind them.
_PAGES = lazy("\\{pages\\.(?:abbr|word)\\}[ \u00a0]\\{pages\\}")
# A colon of a style behind one of a term: "In:", "所収：".
_TWICE = lazy("([:：]):")
_IN_LANGUAGE = lazy("\\{@|[“”‘]")
_SERIAL = lazy(r"^, (?=&|\*?\{@et-al)")
# A colon before a space: French has another one in front of it.
_COLON = lazy(r"(?<=[^\s:])(?=:\**\[?[ \u2002])")


def style(given: ReferenceStyle, locale: Locale, problems: Problems) -> ReferenceStyle:
    """A reference style with the words of a language for its terms."""

    def told(text: str) -> str:
        return text_of(text, locale, given.at, problems)

    def listed(people: AuthorStyle) -> AuthorStyle:
        last, others = people.last, people.others
        if not locale.english:
            # The comma before the last of several is English: "A. Moss, B. Reed & C. Leaf".
            last, others = (_SERIAL.sub(" ", each) for each in (last, others))
        separator, last, pair, others = map(told, (people.separator, last, people.pair, others))
        return replace(people, separator=separator, last=last, pair=pair, others=others)

    return replace(
        given,
        patterns=tuple((kind, told(text)) for kind, text in given.patterns),
        parts=tuple((name, told(text)) for name, text in given.parts),
        authors=listed(given.authors),
        behind=listed(given.behind) if given.behind else None,
    )


def text_of(text: str, locale: Locale, at: Position | None, problems: Problems) -> str:
    """A pattern with words and phrases in the places of its terms; an unknown term is reported."""
    called = locale.row("pages.short")[-1]
    if "{0}" in called:
        text = _PAGES.sub(called.replace("{0}", "{pages}"), text)
    if not locale.english:
        text = _GENRE.sub("{genre:sentence}", text).replace("{status:title}", "{status:sentence}")
    if "{@" not in text:
        return text

    def term(found: re.Match[str]) -> str:
        name, form, about = found.groups()
        said = locale.find(f"terms.{name}", locale.find(f"lists.{name}", ""))
        if not said:
            known = [key.partition(".")[2] for key in locale.words if key.startswith(("terms.", "lists."))]
            problems.error("pattern", f"there is no term {name}", at, meant(name, known, "terms"))
        said = capital(said, locale.tag) if form == "sentence" else _CASES[form](said) if form else said
        for place, field in enumerate(about.split()):
            said = said.replace(f"{{{place}}}", f"{{{field}}}")
        return said

    return _TWICE.sub(r"\1", _TERM.sub(term, text))


def requoted(given: ReferenceStyle, locale: Locale) -> ReferenceStyle:
    """A style of ours with the language's quotation marks."""
    if locale.american:
        return given
    patterns, parts = (
        tuple((kind, _requoted(text, locale)) for kind, text in each) for each in (given.patterns, given.parts)
    )
    return replace(given, patterns=patterns, parts=parts)


def _requoted(text: str, locale: Locale) -> str:
    """A pattern of ours with the language's quotation marks, and stops outside of them."""
    opening, closing, *_ = locale.row("quotes")
    text = _COLON.sub(_before_colon(locale), text)
    text = _SINGLE.sub(r"“\1”", _STOP.sub(r"\2\1", text))
    return _QUOTES.sub(lambda found: opening if found[0] == "“" else closing, text)


def _before_colon(locale: Locale) -> str:
    """What stands between a word and a colon behind it: nothing, but in French."""
    before, colon, _ = locale["legend.look"].partition("{0}")[2].partition(":")
    return before if colon else ""


def entries(
    shapes: Iterable[tuple[str, EntryPattern]], locale: Locale, problems: Problems, *, ours: bool = False
) -> Iterator[tuple[str, EntryPattern]]:
    """The patterns of entries with the words of a language for their terms, ours with its quotation marks."""

    def told(text: str, at: Position | None) -> str:
        text = text_of(text, locale, at, problems)
        return _requoted(text, locale) if ours and not locale.american else text

    colon = _before_colon(locale)
    for kind, shape in shapes:
        if not colon and not any(
            map(_IN_LANGUAGE.search, (shape.main, shape.side, shape.label, *shape.lines, *shape.line_sides))
        ):
            yield kind, shape
            continue
        main, side, label = (told(text, shape.at) for text in (shape.main, shape.side, shape.label))
        lines, sides = (tuple(told(text, shape.at) for text in each) for each in (shape.lines, shape.line_sides))
        yield kind, replace(shape, main=main, side=side, label=label, lines=lines, line_sides=sides)
