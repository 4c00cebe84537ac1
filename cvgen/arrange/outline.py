"""An arranged document -> its outline: what stands in each part, with the facts that its entries were made from."""

from collections.abc import Iterable, Iterator, Mapping

from cvgen.arrange import Arranger, blocks, header
from cvgen.arrange.entries import Maker
from cvgen.arrange.scene import Scene
from cvgen.model.content import SocialNetwork, WrittenSection
from cvgen.model.document import Contact, Item, Section, items
from cvgen.model.entry import Entry, FullEntry
from cvgen.model.outline import Network, Outline, Part, Row
from cvgen.model.record import replace
from cvgen.model.text import Inline, Link, plain, spaced, walk


def outline(arranger: Arranger) -> Outline:
    """The parts in the order of reading; a titled list within a section is a part of its own, a year is not."""
    scene, made = arranger.scene, arranger.document()
    contents = dict(scene.file.cv.sections)
    parts = (part for each in made.sections for part in _section(each, contents[each.name], arranger))
    contacts, networks = _networks(made.header.contacts, scene)
    return Outline(replace(made.header, contacts=contacts), tuple(parts), networks)


def _section(section: Section, content: WrittenSection, arranger: Arranger) -> Iterator[Part]:
    scene = arranger.scene
    count = sum(len(each.publications) for each in arranger.chosen if each.section == section.name)
    facts = scene.facts.having(count=count, team="") if content.publications else scene.facts
    maker = Maker(scene, facts, scene.dating.over(content.dates))
    blurbs = {key: len(blocks.lines(facts.inline(text))) for each in content.publications for key, text in each.blurbs}
    groups = [group for group in content.groups if scene.shows(group.only)]
    lists = section.sections[len(groups) :]
    headed = any(group.group_by and not group.title for group in content.publications)
    own = replace(section, sections=lists if headed else ())
    yield from _part(own, content.entries, maker, blurbs)
    for group, part in zip(groups, section.sections, strict=False):
        yield from _part(part, group.entries, replace(maker, dating=maker.dating.over(group.dates)), {})
    for part in () if headed else lists:
        yield from _part(part, (), maker, blurbs)


def _part(section: Section, entries: Iterable[Entry], maker: Maker, blurbs: Mapping[str, int]) -> Iterator[Part]:
    """What stands under one heading, with the papers under the headings below it.

    Of the lines of a paper those of its blurb are kept, which are the last ones; the others are its reference.
    """
    found = tuple(items((section,)))
    told = (item for item in found if not item.work)
    rows = tuple(_row(entry, item, maker) for entry, item in zip(maker.full(entries), told, strict=True))
    papers = tuple(
        replace(item, lines=item.lines[len(item.lines) - blurbs.get(item.anchor, 0) :]) for item in found if item.work
    )
    texts = (*section.intro, *section.outro)
    if texts or rows or papers:
        yield Part(spaced(section.title), texts, rows, papers)


def _row(entry: FullEntry, item: Item, maker: Maker) -> Row:
    return Row(
        entry.KIND, maker.fields(entry), item, entry.date, entry.start_date, entry.end_date, entry.ongoing, entry.url
    )


def _networks(contacts: tuple[Contact, ...], scene: Scene) -> tuple[tuple[Contact, ...], tuple[Network, ...]]:
    """The contacts that are no network's, and the networks."""
    given = list(scene.file.cv.social_networks)
    orcid = scene.person.orcid if scene.person else ""
    if orcid and all(each.network.casefold() != "orcid" for each in given):
        given.append(SocialNetwork("ORCID", orcid))
    networks = tuple(Network(each.network, each.username, _target(header.network(each))) for each in given)
    known = {each.url or f"{each.network}: {each.username}" for each in networks}
    return tuple(each for each in contacts if (_target(each.content) or plain(each.content)) not in known), networks


def _target(nodes: Inline) -> str:
    return next((node.url for node in walk(nodes) if isinstance(node, Link)), "")
