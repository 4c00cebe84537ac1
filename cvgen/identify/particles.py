"""The names of a library -> one form for each of those with a particle, in whatever way they are spelt."""

from collections.abc import Iterable, Iterator

from cvgen.identify.given_names import folded, given_fit
from cvgen.model.names import Name
from cvgen.model.record import replace

_APOSTROPHES = "'’"


def forms(given: Iterable[Name]) -> dict[Name, Name]:
    """The names whose particle is told elsewhere: "De Berg, J." is "J. de Berg" where there is a Jan de Berg."""
    every = dict.fromkeys(given)
    told: dict[str, list[Name]] = {}
    for name in every:
        if name.particle or name.family[:1].islower():
            told.setdefault(folded(f"{name.particle} {name.family}"), []).append(name)
    pairs = ((name, form) for name in every for form in _forms(name, told)) if told else ()
    return dict(pairs)


def _forms(name: Name, told: dict[str, list[Name]]) -> Iterator[Name]:
    """The one form of a name that does not tell its particle, if others do who may be the same person."""
    if name.particle or name.family[:1].islower():
        return
    words = f"{name.given} {name.family}".split()
    for first in range(1, len(words)):
        if first == len(words) - 1 and not any(sign in words[-1] for sign in _APOSTROPHES):
            return
        own = " ".join(words[:first])
        fitting = [each for each in told.get(folded("".join(words[first:])), ()) if given_fit(own, each.given)]
        if len({(each.particle, each.family) for each in fitting}) == 1:
            yield replace(fitting[0], given=own, suffix=name.suffix)
            return
