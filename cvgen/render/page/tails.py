"""Items -> what stands behind the text of each on a page: badges, links, what unfolds, and words for machines."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TypeAlias

from cvgen.model import quotes, wide
from cvgen.model.document import Document, Item, Work
from cvgen.model.regex import lazy
from cvgen.model.text import Inline, alone, first_is_right_to_left, isolated, plain, right_to_left
from cvgen.render import links, templating
from cvgen.render.page import anchors, coins

# The venue's short name and an award, which are badges, and links: (address, label).
Below: TypeAlias = tuple[str, str, tuple[tuple[str, str], ...]]

# Of a list that was cut, everybody can be shown; those of a paper of two thousand would weigh more than all the rest.
EVERYBODY = 200
# Letters of badges that fit into a line of a phone besides two links and a word, beyond which the last may break where
# it goes with a row; and those of one that needs a line.
_LONG_BADGES, _LONG_BADGE = 16, 34

_TAG = lazy(r"<[^>]*>")
_SPACE = lazy(r" (?![^<]*>)")  # not one within a tag
# The last element of a text that ends with one, a long name of a meeting: its words but the last, and that.
_ELEMENT = lazy(r"<(em|strong)>((?:(?!</\1>).)*) ([^<> ]*</\1>[^<> ]*)\Z", re.DOTALL)
# The letters that go into the next line together with a row: of words that hold together, of those where the screen is
# no phone's, and of one word or a whole text.
_LONG, _LONGER, _LONGEST = 16, 26, 44


class Tails:
    """Writes them in a page's language; `write` is the page's writer of nodes, all else is escaped here.

    A row is one line, which its style says (page.css), and goes with the last badge, or the last word of the text. Each
    link begins and ends with a character of text for that, the brackets: around a box a line may end whatever stands
    beside it (css-text-3, 5.1). The brackets also show where a row is copied to, and in print.
    """

    def __init__(self, document: Document, write: Callable[[Inline], str]) -> None:
        """The words that all of them share, escaped once."""
        self._write, self._locale = write, (locale := document.locale)
        self._marks = quotes.marks(document.lang, locale.row("quotes"))
        self._abstract, self._item = escape(locale["page.abstract"]), escape(locale["page.link-to-item"])
        self._more, self._paper = _around(locale["page.more-authors"]), locale["page.link-to"].split("{0}")
        self._one_more = escape(locale["page.one-more-author"])
        self._dated = _around(locale["page.link-to-item-of"])

    def all(self, placed: Iterable[Item], below: dict[str, Below]) -> dict[str, str]:
        """What stands behind each that has an id, by it; only where a paper first stands its words for machines."""
        found: dict[str, str] = {}
        seen: set[str] = set()
        for item in placed:
            if (work := item.work) is None:
                found[item.anchor] = f' <span class="tail">{self._link(item)}</span>'
                continue
            machines = "" if work.key in seen else f'<span class="Z3988" title="{escape(coins.context(work))}"></span>'
            seen.add(work.key)
            found[item.anchor] = self._behind(work, below.get(item.anchor), machines, self._link(item))
        return found

    def _behind(self, work: Work, below: Below | None, machines: str, link: str) -> str:
        if not (below or work.cut or work.abstract):
            return f'<span class="tail">&nbsp;{machines}{link}</span>'
        venue, award, buttons = below or ("", "", ())
        row = [_button(url, label) for url, label in buttons]
        if work.abstract:
            lines = "".join([self._paragraph(line.main) for line in work.abstract])
            row.append(f"<details><summary>{self._abstract}</summary>{lines}</details>")
        if work.cut and len(work.authors) <= EVERYBODY:
            row.append(self._everybody(work))
        shown = f"{' '.join(row)}&nbsp;{link}" if row else link
        if not (venue or award):
            return f'<div class="tail actions">&nbsp;{machines}{shown}</div>'
        first = _badge(venue) if venue and award else ""
        last = _badge(award, _LONG_BADGES, " award") if award else _badge(venue, _LONG_BADGES)
        boxed = f'{first}<div class="end">{last}{shown}</div>'
        # Badges so long that the last of them goes with the links in place of the text's last word.
        if len(venue) + len(award) > _LONG_BADGES:
            return f'<div class="tail actions apart"> {machines}{boxed}</div>'
        return f'<div class="tail actions">&nbsp;{machines}{boxed}</div>'

    def _paragraph(self, nodes: Inline) -> str:
        """A paragraph, from right to left where it begins so; on a page that runs so the text itself is apart."""
        reverse = not self._locale.right_to_left and first_is_right_to_left(plain(nodes))
        direction = ' dir="rtl"' if reverse else ""
        return f"<p{direction}>{self._write(nodes)}</p>"

    def _everybody(self, work: Work) -> str:
        """All authors of a paper whose text leaves out so many."""
        names = [f"{given} {family}".strip() for family, given in work.authors]
        text = wide.words(names, self._locale)
        if self._locale.right_to_left or right_to_left(text):
            kept = alone if self._locale.right_to_left else isolated
            parts = [kept((self._quoted(name),)) for name in names if name]
            shown = self._write(wide.joined(parts, self._locale))
        else:
            shown = escape(self._quoted(text))
        summary = str(work.cut).join(self._more) if work.cut > 1 else self._one_more
        return f'<details class="more"><summary>{summary}</summary><p>{shown}</p></details>'

    def _link(self, item: Item) -> str:
        """The item's own address, and a paper's title for the script where its quotation marks are not as typed."""
        data = ""
        if item.work:
            title, start = item.work.title, len(self._paper[0])
            words = title.join(self._paper)
            named = escape(words)
            if quotes.any_in(title, self._marks):
                turned = quotes.quoted(words, self._marks)
                named, shown = escape("".join(turned)), "".join(turned[start : start + len(title)])
                data = f' data-title="{escape(shown)}"' if shown != title else ""
        else:
            named = escape(item.date).join(self._dated) if item.date else self._item
        return f'<a class="permalink" href="{escape(anchors.address(item.anchor))}" aria-label="{named}"{data}></a>'

    def _quoted(self, text: str) -> str:
        """Words of a paper as they were typed, with the page's quotation marks."""
        return "".join(quotes.quoted(text, self._marks)) if quotes.any_in(text, self._marks) else text


def _button(url: str, label: str) -> str:
    """A link between brackets, or the label alone where there is no address to follow."""
    address, words = escape(links.target(url)), escape(label)
    shown = f'<a href="{address}">{words}</a>' if address else words
    return f'<span class="button">[{shown}]</span>'


def _badge(words: str, longest: int = _LONG_BADGE, kind: str = "") -> str:
    """A badge, and the space that goes with it in print; at it no line ends behind one that may break within.

    In print an award stands in brackets; a venue's short name, whose full name the text has, does not stand there.
    """
    if len(words) > longest:
        return f'<span class="badge{kind} long">{escape(words)}</span><span class="gap">&nbsp;</span>'
    return f'<span class="badge{kind}">{escape(words)}</span><span class="gap"> </span>'


def _around(phrase: str) -> Sequence[str]:
    """What stands around the gap of a phrase, escaped once for all its places."""
    return [escape(part) for part in phrase.split("{0}")]


def ended(words: str, tail: str) -> str:
    """The words with what stands behind them, a row in one box with the last word, by which it never is alone.

    No space would hold it: a line may end beside any box, whatever character stands there (css-text-3, 5.1). Trusted
    text goes in and comes out, in which each "<" and ">" is a tag's.
    """
    words = str(words)
    if not words or not tail.startswith('<div class="tail actions">'):
        return templating.trusted(words + tail)
    if (places := _boxed(words)) is None:
        words = _ELEMENT.sub(r"<\1>\2</\1> <\1>\3", words)
        places = _boxed(words)
    if places is None:
        return templating.trusted(words + tail)
    held, last = places
    end = words[last:]
    if " " in end and _letters(end) <= _LONG:  # an award's name: beside a row that is wider than a line it would break
        end = _SPACE.sub("\u00a0", end)
    box = f'<div class="end">{end}{tail}</div>'
    if held < last:
        box = f'<div class="end held">{words[held:last]}{box}</div>'
    return templating.trusted(words[:held] + box)


def _boxed(words: str) -> tuple[int, int] | None:
    """Where words begin that hold together, and the last of them, the same place where it is one; None if too long."""
    at = whole = _last(words, " ", _LONGEST)
    if at and "\u00a0" in words[at:] and (size := _letters(words[at:])) > _LONG:
        last = words.find("\u00a0", at) + 1
        if size <= _LONGER and "<" not in words[at:last] and _letters(words[last:]) <= _LONG:
            return at, last
        at = 0
    at = at or _last(words, "\u00a0", _LONGEST) or (whole if "</a>" in words[whole:] else 0)
    return (at, at) if at or _fits(words, _LONGEST) else None


def _untagged(words: str) -> str:
    return _TAG.sub("", words) if "<" in words else words


def _letters(words: str) -> int:
    """How many there are besides tags."""
    return len(_untagged(words))


def _fits(words: str, longest: int) -> bool:
    """Whether they are that short, or an address, which breaks anywhere."""
    text = _untagged(words)
    return len(text) <= longest or (text.isascii() and " " not in text)


def _last(words: str, space: str, longest: int) -> int:
    """Where the last word begins, out of any element, or 0 where it would be long."""
    at, depth = len(words), 0
    while at > 0:
        gap, tag = words.rfind(space, 0, at), words.rfind(">", 0, at)
        if not depth and gap > tag:
            return gap + 1 if _fits(words[gap + 1 :], longest) else 0
        at = words.rfind("<", 0, max(tag, 0))
        depth += 1 if words.startswith("</", at) else -1
    return 0
