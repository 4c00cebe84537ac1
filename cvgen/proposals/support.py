"""The grants of a person on a day -> current and pending support: text, and the XML that SciENcv takes to begin with.

The elements, their order and their lengths are those of two public descriptions of SciENcv's upload (2026-05); nobody
has tried it with this program, so it is an experiment, and SciENcv's own form has the last word.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from cvgen.loading import Loaded
from cvgen.model import dates, printable
from cvgen.model.dates import Date
from cvgen.model.errors import Problems
from cvgen.model.facts import Grant, Job, Person
from cvgen.model.record import Record
from cvgen.model.text import plain

_LONGEST = {
    "projecttitle": 300,
    "awardnumber": 50,
    "supportsource": 60,
    "location": 60,
    "inkinddescription": 500,
    "overallobjectives": 1500,
    "potentialoverlap": 5000,
}


class Support(Record):
    """A grant as the form asks for it: its elements in order, and the months of each of its years, "" where unknown."""

    grant: Grant
    elements: tuple[tuple[str, str], ...]
    months: tuple[tuple[int, str], ...]


def supports(loaded: Loaded, owner: Person, as_of: Date, problems: Problems) -> tuple[Support, ...]:
    """What the person holds or has applied for on the day; what is longer than the form takes is an error."""
    grants = (grant for grant in loaded.records.grants if owner.id in grant.to)
    found = tuple(
        _support(grant, loaded, as_of)
        for grant in grants
        if not (grant.end_date and dates.before(grant.end_date, as_of))
        and (grant.pending or not (grant.start_date and dates.before(as_of, grant.start_date)))
    )
    for each in found:
        for name, value in each.elements:
            if len(value) > _LONGEST.get(name, len(value)):
                message = f"the {name} of {each.grant.id} has {len(value):,} characters, and the form takes"
                problems.error("limit", f"{message} {_LONGEST[name]:,}", each.grant.at, "shorten it", each.grant.id)
    return found


def lacking(found: tuple[Support, ...]) -> Iterator[str]:
    """What the form asks for and no record says."""
    for each in found:
        given = dict(each.elements)
        wanted = {"awardamount": "amount", "overallobjectives": "objectives", "potentialoverlap": "overlap"}
        words = [key for name, key in wanted.items() if not given[name]]
        words += ["start_date"] if not given["startdate"] else []
        words += ["end_date"] if not given["enddate"] else []
        words += ["months"] if not each.months or not all(months for _, months in each.months) else []
        if words:
            yield f"support of {each.grant.id}: {', '.join(words)} (records.yaml, or in the form)"


def text(found: tuple[Support, ...]) -> str:
    """For reading and pasting: the elements of each grant, a line each."""
    parts = []
    for each in found:
        lines = [f"{name}: {value or '–'}" for name, value in each.elements]
        lines += [f"personmonth {year}: {months or '–'}" for year, months in each.months]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def xml(found: tuple[Support, ...], loaded: Loaded, owner: Person, as_of: Date) -> bytes:
    """The profile that SciENcv's upload takes."""
    profile = ET.Element("profile")
    first, _, middle = owner.name.given.partition(" ")
    name = ET.SubElement(ET.SubElement(profile, "identification"), "name")
    family = f"{owner.name.particle} {owner.name.family}".strip()
    _put(name, (("firstname", first), ("middlename", middle), ("lastname", family)))
    employment = ET.SubElement(profile, "employment")
    for job in owner.positions:
        if not (job.end_date and dates.before(job.end_date, as_of)):
            known = loaded.registry.organizations.get(job.organization)
            _position(employment, job, known.name if known else job.organization)
    funding = ET.SubElement(profile, "funding")
    for each in found:
        support = ET.SubElement(funding, "support")
        _put(support, each.elements)
        commitment = ET.SubElement(support, "commitment")
        for year, months in each.months:
            ET.SubElement(commitment, "personmonth", year=str(year)).text = months
    ET.indent(profile)
    made: bytes = ET.tostring(profile, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _position(employment: ET.Element, job: Job, organization: str) -> None:
    position = ET.SubElement(employment, "position")
    city, _, region = job.location.partition(", ")
    _put(position, (("positiontitle", job.position),))
    place = ET.SubElement(position, "organization")
    _put(place, (("orgname", organization), ("city", city), ("stateorprovince", region), ("country", "")))
    for key, date in (("startdate", job.start_date), ("enddate", job.end_date)):
        _put(ET.SubElement(position, key), (("year", str(date.year) if date else ""),))


def _put(parent: ET.Element, values: tuple[tuple[str, str], ...]) -> None:
    for name, value in values:
        ET.SubElement(parent, name).text = printable.xml(value)


def _support(grant: Grant, loaded: Loaded, as_of: Date) -> Support:
    known = loaded.registry.organizations.get(grant.funder)
    ends = dates.last_day(grant.end_date) if grant.end_date else None
    starts = grant.start_date
    elements = (
        ("projecttitle", plain(grant.title)),
        ("awardnumber", grant.number),
        ("supportsource", known.name if known else grant.funder),
        ("location", grant.place),
        ("contributiontype", "inkind" if grant.in_kind else "award"),
        ("awardamount", "".join(filter(str.isdigit, grant.amount))),
        ("inkinddescription", grant.in_kind),
        ("overallobjectives", plain(grant.objectives)),
        ("potentialoverlap", plain(grant.overlap)),
        ("startdate", f"{starts.year:04}-{starts.month or 1:02}-{starts.day or 1:02}" if starts else ""),
        ("enddate", str(ends) if ends else ""),
        ("supporttype", "pending" if grant.pending else "current"),
    )
    first = starts.year if starts else as_of.year
    years = range(first, max(first, ends.year if ends else as_of.year) + 1)
    return Support(grant, elements, tuple((year, dict(grant.months).get(str(year), "")) for year in years))
