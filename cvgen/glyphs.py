"""Signs that were glued to names -> roles: by the document's table, by the entry's note, or by their usual meaning."""

from collections.abc import Mapping

from cvgen.errors import Problems
from cvgen.identify import Publication
from cvgen.text import plain

GLYPH = "glyph:"
LOOK = "look:"
EQUAL = "equal"
USUAL: Mapping[str, str] = {"*": EQUAL, "✉": "corresponding", "📧": "corresponding", "#": "", "+": ""}
_SAID = ("equal contribution", "contributed equally", "equally contributed", "joint first", "co-first")


def roles(publication: Publication, table: Mapping[str, str], problems: Problems) -> tuple[tuple[str, ...], ...]:
    """Each author's roles, with glued signs replaced by what they mean; signs are never printed again."""
    given = [author.roles for author in publication.authors]
    if not any(role.startswith((GLYPH, LOOK)) for own in given for role in own):
        return tuple(given)
    signs = dict.fromkeys(role.removeprefix(GLYPH) for own in given for role in own if role.startswith(GLYPH))
    meanings = {sign: _meaning(sign, publication, table, problems) for sign in signs}
    told = tuple(tuple(dict.fromkeys(_told(own, meanings))) for own in given)
    return _paired(told, publication, problems)


def _told(own: tuple[str, ...], meanings: Mapping[str, str]) -> list[str]:
    plainly = [meanings.get(role.removeprefix(GLYPH), "") if role.startswith(GLYPH) else role for role in own]
    return [role for role in plainly if role and not role.startswith(LOOK)]


def _meaning(sign: str, publication: Publication, table: Mapping[str, str], problems: Problems) -> str:
    """The role that a sign stands for; a guess is a warning, an unknown sign too."""
    if sign in table:
        return table[sign]
    source = publication.reference
    note = plain(source.note).casefold()
    if any(words in note for words in _SAID):
        return EQUAL
    usual = USUAL.get(sign, "")
    if sign.isdigit():
        return ""
    hint = f'say what it means: `glyphs: {{"{sign}": ROLE}}` in the document, or author+an in the entry'
    told = f"was taken for {usual}" if usual else "was taken off"
    problems.warn("glued-glyph", f"{source.key}: the sign {sign} behind a name {told}", source.at, hint)
    return usual


def _paired(
    told: tuple[tuple[str, ...], ...], publication: Publication, problems: Problems
) -> tuple[tuple[str, ...], ...]:
    """Nobody contributes equally alone: a lone glued sign is dropped and said."""
    if sum(EQUAL in own for own in told) != 1:
        return told
    source = publication.reference
    hint = "add the sign to the other name, or author+an = {1=equal; 2=equal}"
    problems.warn("lone-glyph", f"{source.key}: one author alone is said to contribute equally", source.at, hint)
    return tuple(tuple(role for role in own if role != EQUAL) for own in told)
