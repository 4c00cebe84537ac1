"""Silences -> those that name no code, give no reason, or are not needed any more."""

from collections.abc import Iterable, Iterator

from cvgen.check import codes
from cvgen.model.errors import Level, Problem, Problems, Silence, meant


def sound(found: Iterable[Silence], problems: Problems) -> None:
    """Each must name a code that there is, and say why."""
    for each in found:
        if each.code not in codes.catalogue():
            hint = meant(each.code, codes.catalogue())
            problems.warn("silence-unknown", f"there is no problem with the code {each.code}", each.at, hint, each.code)
        if not each.reason.strip():
            message = f"{each.code} is silenced without a reason"
            hint = "say why: {code: …, reason: …}, in a .bib silence = {code: why}"
            problems.warn("silence-reason", message, each.at, hint, each.code)


def unused(found: Iterable[Silence], spent: set[Silence], said: Iterable[Problem]) -> Iterator[Problem]:
    """Notes on what is silenced and does not occur, or cannot be silenced."""
    errors = {problem.code for problem in said if problem.level is Level.ERROR}
    for each in dict.fromkeys(found):
        if each not in spent and each.code in codes.catalogue():
            yield _needless(each, errors)


def _needless(each: Silence, errors: set[str]) -> Problem:
    about = f" about {each.subject}" if each.subject else ""
    if each.code in errors:
        message = f"{each.code}{about} is an error, which cannot be silenced"
        return Problem("silence-error", Level.WARNING, message, each.at, "mend it", about=(each.code,))
    message = f"{each.code}{about} is silenced and does not occur"
    return Problem("silence-unused", Level.NOTE, message, each.at, "take it out", about=(each.code,))
