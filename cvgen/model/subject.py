"""Who a document is about: a person, a group, a project, or the speaker of an event."""

from cvgen.model import names
from cvgen.model.content import Project
from cvgen.model.document import SubjectKind
from cvgen.model.errors import Position
from cvgen.model.facts import Person, Talk
from cvgen.model.names import NameForm
from cvgen.model.record import Record


class Subject(Record):
    """A document's subject. `person` is whom it is about where that is one: the owner, the speaker of the talk.

    `members` are the ids of all whose papers, awards and grants are the subject's own. Several people who are no
    group on record (a .bib with two owners, a folder of CVs) have no id of their own.
    """

    id: str
    name: str
    members: frozenset[str]
    url: str = ""
    person: Person | None = None
    project: Project | None = None
    talk: Talk | None = None
    at: Position | None = None
    known: bool = True

    @property
    def kind(self) -> SubjectKind:
        """What the document is called, for readers who are machines."""
        if self.talk:
            return SubjectKind.EVENT
        if self.project:
            return SubjectKind.PROJECT
        return SubjectKind.PERSON if self.person else SubjectKind.GROUP

    @property
    def owners(self) -> frozenset[str]:
        """The ids that the document belongs to: the subject's own, or those of people without a group."""
        return frozenset((self.id,)) if self.id else self.members

    @property
    def team(self) -> bool:
        """Whether it is a group of people: its page has pages of members, a feed, and everybody's papers."""
        return not (self.person or self.project or self.talk)


def of_person(person: Person) -> Subject:
    """A person as a subject."""
    name = names.printed(person.name, NameForm.FULL, person.full)
    return Subject(person.id, name, frozenset((person.id,)), person.url, person, at=person.at)
