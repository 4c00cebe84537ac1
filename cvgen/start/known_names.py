"""A project's folder -> the names that fit in its files, by the words of keys.toml: for editors that complete them."""

from pathlib import Path
from typing import get_args

from cvgen import theme
from cvgen.arrange.header import NETWORKS
from cvgen.check.codes import catalogue
from cvgen.loading.ids import KINDS
from cvgen.loading.queries import WHOSE, WORDS
from cvgen.mark import OWNER
from cvgen.mark.glyphs import CORRESPONDING, EQUAL
from cvgen.model.entry import FullEntry
from cvgen.model.errors import Level, Problems
from cvgen.model.facts import Award, Grant, Talk, Venue
from cvgen.model.formats import FORMATS
from cvgen.model.kinds import Kind
from cvgen.model.registry import Registry
from cvgen.read import files, project
from cvgen.read.bib.vocabulary import STATUSES
from cvgen.read.bib.work_kind import TYPES
from cvgen.theme import Resource


def known(folder: Path) -> dict[str, tuple[str, ...]]:
    """What may be typed where: ids, keys, roles, styles; what is wrong with the files is for others to say."""
    data = folder / "data"
    sources = project.sources(data, tuple(sorted(data.glob("*.bib"))), Problems())
    registry = Registry(sources.roster, sources.records)
    cvs = [file for path in files.cv_files(data) if (file := project.cv_file(path, Problems()))]
    roles = (*KINDS, *sources.roster.kinds)
    looks = theme.open(folder)
    types = (*map(str, Kind), *TYPES)
    return {
        "people": tuple(registry.people),
        "groups": tuple(registry.groups),
        "subjects": (*registry.people, *registry.groups),
        "organizations": tuple(registry.organizations),
        "venues": tuple(registry.of(Venue)),
        "talks": tuple(registry.of(Talk)),
        "records": tuple(registry.of(Talk, Award, Grant)),
        "papers": tuple(reference.key for reference in sources.references),
        "bios": tuple({name: "" for person in sources.roster.people for name, _ in person.bios}),
        "roles": roles,
        "marks": (OWNER, EQUAL, CORRESPONDING, *roles),
        "styles": looks.names(Resource.STYLE),
        "references": looks.names(Resource.REFERENCE),
        "entry_styles": looks.names(Resource.ENTRIES),
        "looks": looks.names(Resource.LOOK),
        "kinds": tuple(kind.KIND for kind in get_args(FullEntry)),
        "types": types,
        "pattern_types": ("default", *types),
        "only": (*FORMATS, *{name: "" for file in cvs for name, _ in file.documents}),
        "statuses": tuple(dict.fromkeys(STATUSES.values())),
        "networks": (*(name for name, _ in NETWORKS.values()), "Mastodon"),
        "mine": WHOSE,
        "members": WORDS["members"],
        "abstract": ("talk",),
        "codes": tuple(name for name, code in catalogue().items() if code.level is not Level.ERROR),
    }
