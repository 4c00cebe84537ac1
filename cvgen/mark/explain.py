"""Marked -> words: who each author is, on what evidence, and which rule gave which mark. Computes nothing."""

from collections.abc import Iterator

from cvgen import mark
from cvgen.mark import Marked, MarkedAuthor
from cvgen.model import names
from cvgen.model.names import NameForm
from cvgen.model.text import plain


def lines(marked: Marked, document: str) -> Iterator[str]:
    """A line for the paper, then one or more for each author."""
    reference = marked.publication.reference
    yield f"{reference.key}: {plain(reference.title)}"
    yield f"  in {reference.at}, dated {reference.date or 'nowhere'}; seen from the document {document}"
    width = max((len(_name(author)) for author in marked.authors), default=0)
    for place, author in enumerate(marked.authors, 1):
        yield f"  {place:>2}  {_name(author):<{width}}  {mark.why(author)}"
        for given in author.marks:
            look = " ".join((*given.rule.look, given.rule.symbol)).strip()
            yield f"      {'':<{width}}  {look}: {given.role}, {given.why}"


def _name(marked: MarkedAuthor) -> str:
    return names.printed(marked.author.name, NameForm.FULL)
