"""RECORDS: who a document is about: a person, a group, a project, or the speaker of an event."""

from cvgen.model.content import Project
from cvgen.model.dataclass import dataclass
from cvgen.model.document import SubjectKind
from cvgen.model.facts import Person, Talk

EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Subject:
    """A document's subject. For a group or project `owner` is its name and URL in a person's record.

    `members` are the ids of all whose papers, awards and grants are the subject's own.
    """

    kind: SubjectKind
    owner: Person
    members: frozenset[str]
    project: Project | None = None
    talk: Talk | None = None
