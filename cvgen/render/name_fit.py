"""A name and the room of the head -> where the name may be broken, and the size in which its longest word fits.

Both engines print a word that is wider than its column over whatever stands beside it, or break it anywhere. How wide
words are is estimated, as for contacts, so that the engines agree and no font is read for it.
"""

from cvgen.model.document import Document
from cvgen.model.look import HeadForm, Length, PageLook
from cvgen.model.record import replace
from cvgen.model.regex import lazy
from cvgen.render import contact_lines

# A name of more letters is a talk's or a group's, of many words, and this share of the size is enough for it.
_LONGEST, _OF_MANY_WORDS = 40, 0.8
USUAL = Length("2.35em")
# Bold letters are wider than those of a text; the light ones of a ruled head are not.
_BOLD = 1.05
# Behind a hyphen a line may end; between the signs of some scripts anywhere.
_PARTS = lazy(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^-‐–\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+[-‐–]*|[-‐–]+"
)
_HYPHEN = lazy(r"(?<=\w)([-‐–])(?=\w)")


def asked(document: Document) -> Length | None:
    """The size of the name where there is room for it: the look's, smaller for many words."""
    said = document.look.name_size if document.look else None
    if said and len(document.header.name) > _LONGEST:
        return Length(f"{_OF_MANY_WORDS * said.number:.4g}{said.unit}")
    return said


def size(document: Document) -> Length | None:
    """The same on paper, smaller where a word of it would not fit in the head.

    It is never smaller than the text: words that are too wide even so are broken anywhere.
    """
    look = document.look
    if look is None:
        return None
    said = asked(document)
    length = Length(said or USUAL)
    widest = max((_width(part, look) for part in _parts(document.header.name)), default=0)
    usual = _ems(length, look)
    share = max(contact_lines.room(document) / (widest * usual), 1 / usual) if widest else 1
    return said if share >= 1 else Length(f"{share * length.number:.3f}".rstrip("0").rstrip(".") + length.unit)


def _parts(name: str) -> list[str]:
    """The parts between which a line may end."""
    if max(name, default="") < "\u2e80":  # without the pattern, which takes milliseconds to compile
        for hyphen in "-‐–":
            name = name.replace(hyphen, f"{hyphen} ")
        return name.split()
    return _PARTS.findall(name)


def breakable(document: Document) -> Document:
    """The same with a zero width space behind each hyphen of a name that is one word with it too wide for the head.

    Two words that stay together do so where there is room for both.
    """
    header, look = document.header, document.look or PageLook()
    room = contact_lines.room(document) / _ems(Length(size(document) or USUAL), look)

    def wide(word: str) -> bool:
        return _width(word, look) > room

    loose = " ".join(each.replace("\N{NO-BREAK SPACE}", " ") if wide(each) else each for each in header.name.split(" "))
    parted = (_HYPHEN.sub("\\1\N{ZERO WIDTH SPACE}", each) if wide(each) else each for each in loose.split(" "))
    name = " ".join(parted)
    return document if name == header.name else replace(document, header=replace(header, name=name))


def _width(word: str, look: PageLook) -> float:
    """About how wide a word of a name is, in ems of its size."""
    return contact_lines.width(word, look) * (1 if look.head is HeadForm.RULED else _BOLD)


def _ems(length: Length, look: PageLook) -> float:
    """A size in ems of the text of the head."""
    return length.number if length.unit in ("em", "rem") else contact_lines.points(length, 0) / contact_lines.size(look)
