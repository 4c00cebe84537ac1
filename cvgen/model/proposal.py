"""What a grant office asks about a person and no CV says: ties, editorships, and how long author lists count."""

from cvgen.model.choices import Editorship, Taken
from cvgen.model.dates import Date
from cvgen.model.errors import Position
from cvgen.model.record import Placed


class Tie(Placed):
    """Family, a business partner: somebody who must not judge one's proposals; `name` may be an id of the roster."""

    name: str
    relationship: str
    detail: str = ""
    last: Date | None = None
    at: Position | None = None


class Editor(Placed):
    """Somebody one edits with: the editor-in-chief of a board one sits on, or a co-editor."""

    name: str
    journal: str
    as_: Editorship = Editorship.BOARD
    affiliation: str = ""
    last: Date | None = None
    at: Position | None = None


class Collaborators(Placed):
    """How the list of collaborators is made; of author lists over `over` names only `take` are taken."""

    over: int = 0
    take: Taken = Taken.NEIGHBOURS
    ties: tuple[Tie, ...] = ()
    editors: tuple[Editor, ...] = ()
    at: Position | None = None
