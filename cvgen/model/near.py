"""Words -> the words one letter away, without comparing all with all (Garbe's symmetric deletion)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator


def deletions(word: str) -> set[str]:
    """The word itself and what is left when one letter is taken out: "abc" -> abc, bc, ac, ab."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


class Neighbours:
    """Known words, to be asked for those that differ in one letter: put in, taken out, changed, or two swapped."""

    def __init__(self, known: Iterable[str]) -> None:
        """Remember each word under all its deletions."""
        self.known = frozenset(known)
        self._by_rest: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self.known):
            for rest in deletions(word):
                self._by_rest[rest].append(word)

    def of(self, word: str) -> Iterator[str]:
        """The known words one letter away: "recommendataion" -> "recommendation"."""
        found = dict.fromkeys(near for rest in sorted(deletions(word)) for near in self._by_rest.get(rest, ()))
        return (near for near in found if near != word and _one_apart(word, near))


def _one_apart(a: str, b: str) -> bool:
    start, end = span(a, b)
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    return max(len(left), len(right)) <= 1 or len(left) == 2 and left == right[::-1]


def span(a: str, b: str) -> tuple[int, int]:
    """How many letters two words share at the beginning, and behind that at the end."""
    short = min(len(a), len(b))
    start = next((i for i in range(short) if a[i] != b[i]), short)
    end = next((i for i in range(short - start) if a[-1 - i] != b[-1 - i]), short - start)
    return start, end
