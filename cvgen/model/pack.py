"""What an office asks for, as data: its dated rules, and what a folder for it holds."""

from enum import StrEnum

from cvgen.model.content import WrittenSection
from cvgen.model.errors import Position
from cvgen.model.limits import Rule
from cvgen.model.recipe import Recipe
from cvgen.model.record import Placed
from cvgen.model.word import Word


class CoaForm(StrEnum):
    """Whose list of collaborators a pack holds."""

    NSF = "nsf"
    DOE = "doe"


class Narrative(Placed):
    """A section of the file that is pasted into an office's form: plain text, and how long it is."""

    section: str
    limits: Word | None = None
    at: Position | None = None


class Products(Placed):
    """The lists of papers of a section, each as text and as RIS; of several sections the first that the file has."""

    sections: tuple[str, ...]
    limits: Word | None = None
    at: Position | None = None


class Pack(Placed):
    """A folder for an office: documents of the file's sections or of its own, narratives, products and lists.

    A document is made where the file has one of its sections. Without `contacts`, heads have no telephone number and no
    place. `by_hand` is what remains to be done.
    """

    name: str = ""
    rules: tuple[Rule, ...] = ()
    sections: tuple[tuple[str, WrittenSection], ...] = ()
    documents: tuple[tuple[str, Recipe], ...] = ()
    products: Products | None = None
    narratives: tuple[Narrative, ...] = ()
    coa: CoaForm | None = None
    support: bool = False
    contacts: bool = True
    by_hand: tuple[str, ...] = ()
    at: Position | None = None
