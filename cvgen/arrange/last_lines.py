"""The characters of a text -> the spaces at which its last line may not begin, so that no scrap stands alone there.

The engines of paper do not balance lines, as browsers do, and know no scrap from a word: "[PDF].", "2022.".
"""

from cvgen.model.regex import lazy

TIE = "\N{NO-BREAK SPACE}"
# What stands in a text where nothing may be changed: for code, an address that is a link's words.
KEPT = "\N{REPLACEMENT CHARACTER}"

# A text that is longer than a line does not end in one with less than this, nor with links in brackets or figures
# alone, unless too much would have to stay together: on a phone, of which lines have some thirty letters, with a button
# behind it. For figures it may be more by a scrap.
_LINE, _SCRAP, WIDEST, WIDEST_ON_A_PAGE = 60, 12, 36, 14
# What is no more than figures, an address or signs has no such run of letters: a year, pages, a DOI.
_WORDY, _SPACE = lazy(r"[^\W\d_]{4}"), lazy(" ")
# A heading that is longer than this may need two lines; its last two words, if no longer than that, stay together
# where the last would be a scrap. The letters of a document's name are larger.
_HEADING, PAIR, _NAME, PAIR_OF_NAME = 40, 24, 24, 18


def ends(text: str, widest: int) -> list[int]:
    """The spaces between the last words, which stay together until they are no scrap: "Dec. 2022. [PDF].".

    What stands in brackets at the end stays together too: "(Best Student Paper)".
    """
    if len(text) <= _LINE:
        return []
    start = last = text.rfind(" ") + 1
    while start and len(text) - start < _SCRAP:
        start = _word(text, start)
    opened = text.rfind(" (") + 1
    if opened and text.endswith((")", ").")) and len(text) - opened <= widest:
        start = min(start, opened)
    if start == last and last and len(text) - last < 2 * _SCRAP and not _WORDY.search(text, start):
        before = _word(text, last)
        return [last - 1] if before and len(text) - before <= widest + _SCRAP else []
    if text.find(KEPT, start, start + len("doi: ") + 1) >= 0:
        widest += max(_SCRAP, widest // 2)  # of DOIs the longest with a link has 54 letters
    links = start
    while links and text.startswith("[", links):
        links = _word(text, links)
    if text.startswith("[", last) and len(text) - links > widest:  # of a long row two
        links = _word(text, last)
    held = next((each for each in (links, start) if each and len(text) - each <= widest), len(text))
    return [found.start() for found in _SPACE.finditer(text, held)]


def of_heading(text: str, longest: int = _HEADING, pair: int = PAIR, scrap: int = _SCRAP) -> list[int]:
    """The space between the last two words of a heading: the engines of paper do not balance lines, as browsers do."""
    last = text.rfind(" ")
    held = len(text) > longest and len(text) - last <= scrap and len(text) - _word(text, last + 1) <= pair
    return [last] if held and last > 0 else []


def of_name(name: str, title_pair: int) -> str:
    """A document's name; that of a talk or a group, which is long, is smaller."""
    pair = title_pair if len(name) > _HEADING else PAIR_OF_NAME
    return TIE.join(name.rsplit(" ", 1)) if of_heading(name, _NAME, pair, PAIR_OF_NAME) else name


def _word(text: str, start: int) -> int:
    """Where the word before this one begins; 0 for the first, which holds nothing together."""
    return text.rfind(" ", 0, start - 1) + 1 if start else 0
