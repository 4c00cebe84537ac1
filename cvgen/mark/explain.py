"""Marked -> words: who each author is, on what evidence, and which rule gave which mark. Computes nothing."""

from collections.abc import Iterable, Iterator

from cvgen import mark
from cvgen.mark import Marked, MarkedAuthor
from cvgen.model import names
from cvgen.model.kinds import SPOKEN
from cvgen.model.names import NameForm
from cvgen.model.text import plain


def lines(marked: Marked, document: str) -> Iterator[str]:
    """Two lines for the paper, then one or more for each author, editor and translator."""
    reference = marked.publication.reference
    yield f"{reference.key}: {plain(reference.title)}"
    yield f"  in {reference.at}, dated {reference.date or 'nowhere'}; seen from the document {document}"
    yield f"  {SPOKEN[reference.kind]}, by {reference.kind_why}"
    lists = (("", marked.authors), *((each.role, each.people) for each in marked.contributors))
    width = max((len(_name(author)) for _, people in lists for author in people), default=0)
    for role, people in lists:
        if role:
            yield f"  {role}"
        yield from _people(people, width)


def _people(people: Iterable[MarkedAuthor], width: int) -> Iterator[str]:
    for place, author in enumerate(people, 1):
        yield f"  {place:>2}  {_name(author):<{width}}  {mark.why(author)}"
        for given in author.marks:
            look = " ".join((*given.rule.look, given.rule.symbol)).strip()
            yield f"      {'':<{width}}  {look}: {given.role}, {given.why}"


def _name(marked: MarkedAuthor) -> str:
    return names.printed(marked.author.name, NameForm.FULL)
