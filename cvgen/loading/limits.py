"""A document's limits and the day it speaks of -> the limits that hold, with the rules of the offices they name.

Rules are data that somebody looked up on a day. Whoever goes by old ones is told.
"""

from cvgen.loading import styles
from cvgen.model import dates
from cvgen.model.dates import Date
from cvgen.model.errors import Problems, meant
from cvgen.model.limits import Limits, Rule
from cvgen.model.pack import Pack
from cvgen.model.record import replace
from cvgen.model.word import Word
from cvgen.theme import Resource, Theme

OLD = 180


def resolved(limits: Limits | None, theme: Theme, as_of: Date, problems: Problems) -> Limits | None:
    """The limits with those that they are from; what is not there or old is said."""
    if limits is None:
        return None
    found = Limits(at=limits.at)
    named = {rule: word for word in reversed(limits.from_) for rule in rules(word, theme, problems)}
    for word in limits.from_:
        for rule in (rule for rule, first in named.items() if first is word):
            found = rule.limits.over(found)
            _told(word, rule, as_of, problems)
    return replace(limits.over(found), from_=limits.from_, at=limits.at)


def rules(word: Word, theme: Theme, problems: Problems) -> tuple[Rule, ...]:
    """The rules of an office for all its documents, "nsf", or with them those for one, "nsf/synergistic"."""
    office, _, document = word.text.partition("/")
    pack = styles.record(Word(office, word.at), Resource.PACK, theme, problems)
    if not isinstance(pack, Pack):
        return ()
    known = {rule.of for rule in pack.rules if rule.of}
    if document and document not in known:
        hint = meant(f"{office}/{document}", (f"{office}/{each}" for each in known), "rules")
        problems.error("unknown-pack", f"{office} has no rules for {document}", word.at, hint)
    return tuple(rule for rule in pack.rules if rule.of in ("", document))


def _told(word: Word, rule: Rule, as_of: Date, problems: Problems) -> None:
    """Warn of a rule that nobody has looked at for long, counted to the document's day."""
    age = dates.days(rule.date, as_of)
    if age > OLD:
        message = f"limits {word.text}: a rule of {rule.date} is {age} days old on {as_of} ({rule.sure}: {rule.source})"
        hint = "look it up, and write what holds now with its date in packs/ beside your data/"
        problems.warn("old-rules", message, word.at, hint, word.text)
