"""Signs that were glued to names -> roles: by the document's table, by the entry's note, or by their usual meaning."""

import re
from collections.abc import Iterator, Mapping

from cvgen.identify import Publication
from cvgen.model.errors import Problems
from cvgen.model.regex import lazy
from cvgen.model.text import plain

GLYPH = "glyph:"
LOOK = "look:"
EQUAL, CORRESPONDING = "equal", "corresponding"
USUAL: Mapping[str, str] = {"*": EQUAL, "✉": CORRESPONDING, "📧": CORRESPONDING}
_HINT = 'say what it means: `glyphs: {{"{}": ROLE}}` in the document, or author+an in the entry'
_SAID = lazy(r"equal(?:ly)?\b|\b(?:co|joint|shared)[- ]?(?:lead |first|author)")
_WRITES = lazy(r"\bcorrespond|\be-?mail\b|✉")
_RAISED = str.maketrans("∗⁎✝¹²³⁴⁵⁶⁷⁸⁹", "**†123456789")
# What people write in annotations for the same thing.
_LIKE_EQUAL = frozenset("jointfirst cofirst firstequal equalcontribution equalcontrib eqcontrib sharedfirst".split())


def roles(publication: Publication, table: Mapping[str, str], problems: Problems) -> tuple[tuple[str, ...], ...]:
    """Each author's roles, with glued signs replaced by what they mean; signs are never printed again."""
    given = [author.roles for author in publication.authors]
    if not any(read_otherwise(role) for own in given for role in own):
        return tuple(given)
    signs = tuple(dict.fromkeys(role.removeprefix(GLYPH) for own in given for role in own if role.startswith(GLYPH)))
    meanings = {sign: _meaning(sign, signs, publication, problems) for sign in signs if sign not in table}
    if numbers := [sign for sign in signs if sign.isdigit() and not meanings.get(sign, "-")]:
        _numbers(numbers, publication, problems)
    told = tuple(tuple(dict.fromkeys(_told(own, {**meanings, **table}))) for own in given)
    return _paired(told, publication, problems)


def read_otherwise(role: str) -> bool:
    """Whether a role is a sign or a look that came with the name, or another word for `equal`."""
    return role.startswith((GLYPH, LOOK)) or _word(role) in _LIKE_EQUAL


def _word(role: str) -> str:
    return role.casefold().replace("-", "").replace(" ", "").replace("_", "")


def _told(own: tuple[str, ...], meanings: Mapping[str, str]) -> Iterator[str]:
    """The roles that an author has by these; looks of the bibliography are its own affair."""
    for role in own:
        if role.startswith(GLYPH):
            yield from filter(None, (meanings.get(role.removeprefix(GLYPH), ""),))
        elif not role.startswith(LOOK):
            yield role
            if _word(role) in _LIKE_EQUAL:
                yield EQUAL


def _meaning(sign: str, signs: tuple[str, ...], publication: Publication, problems: Problems) -> str:
    """The role that a sign stands for; a guess is a warning, an unknown sign too."""
    reference = publication.reference
    if told := _noted(sign, signs, plain(reference.note).translate(_RAISED).casefold()):
        return told
    usual = USUAL.get(sign, "")
    if not sign.isdigit():
        outcome = f"was taken for {usual}" if usual else "was taken off"
        message = f"{reference.key}: the sign {sign} behind a name {outcome}"
        problems.warn("glued-glyph", message, reference.at, _HINT.format(sign), reference.key)
    return usual


def _numbers(numbers: list[str], publication: Publication, problems: Problems) -> None:
    """A note for all numbers of an entry: they mostly stand for affiliations."""
    shown = ", ".join(numbers[:9]) + (", …" if len(numbers) > 9 else "")
    reference = publication.reference
    message = f"{reference.key}: the sign {shown} behind a name was taken off"
    problems.note("glued-glyph", message, reference.at, _HINT.format(numbers[0]), reference.key)


def _noted(sign: str, signs: tuple[str, ...], note: str) -> str:
    """What the entry's note says of a sign: "* equal contribution, † corresponding author"; "" if nothing."""
    if not note:
        return ""
    others = "".join(map(re.escape, "".join(set("".join(signs)) - set(sign))))
    if sign in note:
        behind = note[note.rindex(sign) + len(sign) :]
        words = re.split(f"[{others}]", behind)[0] if others else behind
        return _spoken(words) or _spoken(note[: note.index(sign)] if not others else "")
    marks = tuple(each for each in signs if not each.isdigit()) or signs
    return _spoken(note) if marks == (sign,) and not any(each in note for each in signs) else ""


def _spoken(words: str) -> str:
    equal, writes = _SAID.search(words), _WRITES.search(words)
    if equal and not (writes and writes.start() < equal.start()):
        return EQUAL
    return CORRESPONDING if writes else ""


def _paired(
    told: tuple[tuple[str, ...], ...], publication: Publication, problems: Problems
) -> tuple[tuple[str, ...], ...]:
    """Nobody contributes equally alone: a lone glued sign is dropped and said."""
    if sum(EQUAL in own for own in told) != 1:
        return told
    reference = publication.reference
    hint = "add the sign to the other name, or author+an = {1=equal; 2=equal}"
    problems.warn(
        "lone-glyph",
        f"{reference.key}: one author alone is said to contribute equally",
        reference.at,
        hint,
        reference.key,
    )
    return tuple(tuple(role for role in own if role != EQUAL) for own in told)
