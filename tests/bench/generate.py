"""A seed and sizes -> people and papers as varied as real ones: names, accents, TeX; the same in every run."""

import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

import coined
import words

SEED = 20_260_101
_COMBINING = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".", "\u0308": '"',
    "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
}  # fmt: skip
_LETTERS = {
    "ø": r"{\o}", "Ø": r"{\O}", "Ł": r"{\L}", "ł": r"{\l}", "ß": r"{\ss}", "ı": r"{\i}", "Þ": r"{\TH}", "þ": r"{\th}",
    "Đ": r"{\DJ}", "đ": r"{\dj}", "&": r"\&", "%": r"\%", "#": r"\#", "ș": "ș", "Ț": "Ț",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: `García López, María José`."""

    family: str
    given: str

    @property
    def id(self) -> str:
        """A roster's id: "maria-jose-garcia-lopez"."""
        return "-".join(re.findall(r"[a-z0-9]+", ascii_only(f"{self.given} {self.family}").lower()))

    @property
    def name(self) -> str:
        """As it is read: "María José García López"."""
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A publication, its title in TeX and as it is read."""

    key: str
    type: str
    tex: str
    title: str
    authors: tuple[Person, ...]
    venue: str
    year: int
    month: int
    fields: dict[str, str] = field(default_factory=dict)
    equal: int = 0


def ascii_only(text: str) -> str:
    """Letters without their accents: "Núñez" -> "Nunez"."""
    plain = {"ø": "o", "Ø": "O", "Ł": "L", "ł": "l", "ß": "ss", "ı": "i", "Þ": "Th", "þ": "th", "Đ": "D", "đ": "d"}
    text = "".join(plain.get(char, char) for char in text)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def tex(text: str) -> str:
    r"""Accents as TeX writes them, where it has one for the letter: "Dvořák" -> "Dvo{\v r}{\'a}k"."""
    return "".join(char if char.isascii() and char not in "&%#" else _accent(char) for char in text)


def _accent(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    if char in _LETTERS or len(parts) != 2 or parts[1] not in _COMBINING:
        return _LETTERS.get(char, char)
    mark = _COMBINING[parts[1]]
    letter = rf"\{parts[0]}" if parts[0] in "ij" and mark not in "cdk" else parts[0]
    return f"{{\\{mark}{' ' if mark.isalpha() else ''}{letter}}}"


def _initialed(person: Person) -> tuple[str, str]:
    """What is left of a name with an initial: ("Pena", "I") for Íñigo and for Inés."""
    return ascii_only(person.family), ascii_only(person.given)[:1]


class World:
    """Everybody who writes papers together; `members` are on the roster, the first is the owner."""

    def __init__(self, size: int, members: int, seed: int = SEED) -> None:
        """As many people as a field of `size` papers has."""
        self.random = random.Random(seed)
        self.members: list[Person] = []
        self.others: list[Person] = []
        firsts: set[tuple[str, str]] = set()
        for person in self._people(members * 2 + max(60, size // 2)):
            mark = ascii_only(person.family), ascii_only(person.given).split()[0]
            if mark in firsts:
                continue
            (self.members if len(self.members) < members else self.others).append(person)
            if len(self.members) <= members and not self.others:
                firsts.add(mark)
        self.alike = Counter(map(_initialed, self.members))
        self.keys: Counter[str] = Counter()

    def _people(self, count: int) -> list[Person]:
        pools = [(families.split(), given.split()) for families, given in words.ORIGINS]
        weights = [len(families) for families, _ in pools]
        found: dict[Person, None] = {Person("Lindqvist", "Ada M."): None}
        for families, given in self.random.choices(pools, weights, k=4 * count):
            first = self.random.choice(given).replace("_", " ")
            if self.random.random() < 0.3:
                first += f" {self.random.choice('ABCDEFGHJKLMNPRSTVW')}."
            family = coined.family(families, self.random)
            found[Person(family.replace("_", " "), first)] = None
            if len(found) == count:
                break
        return list(found)

    def papers(self, count: int, owner: Person | None = None) -> tuple[Paper, ...]:
        """Papers over 22 years, newest first; each has the owner among its authors, or else some member."""
        return tuple(self._paper(2026 - i * 22 // max(count, 1), owner) for i in range(count))

    def _paper(self, year: int, owner: Person | None) -> Paper:
        pick = self.random
        authors = self._authors(owner or pick.choice(self.members))
        kind = pick.choices(("article", "inproceedings", "misc", "incollection"), (38, 46, 11, 5))[0]
        short, venue = self._venue(kind, year)
        title, readable = self._title()
        fields = self._fields(kind, year) | ({"series": short} if short and pick.random() < 0.3 else {})
        equal = 2 if len(authors) > 2 and pick.random() < 0.2 else 0
        return Paper(
            self._key(authors[0], year, readable),
            kind,
            title,
            readable,
            authors,
            venue,
            year,
            pick.randint(1, 12),
            fields,
            equal,
        )

    def _authors(self, owner: Person) -> tuple[Person, ...]:
        pick = self.random
        count = pick.choices((1, 2, 3, 4, 5, 6, 7, 8, 10, 24), (4, 12, 20, 21, 16, 10, 7, 5, 4, 1))[0]
        found: dict[Person, None] = {}
        while len(found) < count - 1:
            near = self.members if pick.random() < 0.45 else self.others
            found[pick.choice(near)] = None
        authors = [person for person in found if person != owner]
        authors.insert(pick.randint(0, len(authors)), owner)
        return tuple(authors)

    def _title(self) -> tuple[str, str]:
        """A title in TeX and to be read: "{G}raph{N}et: …"."""
        pick = self.random
        rare = f"{coined.word(pick)} " if pick.random() < 0.6 else ""
        core = f"{pick.choice(words.MANNERS)} {rare}{pick.choice(words.THINGS)} {pick.choice(words.SETTINGS)}"
        shown = core
        if pick.random() < 0.06:
            sign, read = pick.choice(words.SIGNS)
            core, shown = f"{sign} {core}", f"{read} {core}"
        if pick.random() < 0.45:
            opening = pick.choice(words.OPENINGS)
            core, shown = f"{opening} {core}", f"{opening} {shown}"
        core = tex(core)
        if pick.random() < 0.25:
            name = "".join(word[:3] for word in pick.sample(words.MANNERS, 2)).replace("-", "") + pick.choice(
                ("", "Net", "++")
            )
            core, shown = f"{{{name}}}: {core}", f"{name}: {shown}"
        return (f"{{{core}}}" if pick.random() < 0.5 else core), shown

    def _venue(self, kind: str, year: int) -> tuple[str, str]:
        if kind == "article":
            return "", self.random.choice(words.JOURNALS)
        if kind == "misc":
            return "", "arXiv preprint"
        short, full = self.random.choice(words.CONFERENCES)
        number = year - 1996
        ending = {21: "st", 22: "nd", 23: "rd"}.get(number, "th")
        which = self.random.choice((f"{year} ", f"{number}{ending} ", ""))
        opening = self.random.choice(("", "Proceedings of the ")) + which
        return short, f"{opening}{full}{f' ({short})' if self.random.random() < 0.6 else ''}"

    def _fields(self, kind: str, year: int) -> dict[str, str]:
        pick = self.random
        first = pick.randint(1, 9000)
        found = {"doi": f"10.{pick.randint(1000, 9999)}/{pick.randint(10**6, 10**9)}"} if kind != "misc" else {}
        if kind == "article":
            found |= {"volume": str(pick.randint(1, 90)), "number": str(pick.randint(1, 12))}
        if kind != "misc":
            found["pages"] = f"{first}--{first + pick.randint(6, 30)}"
        if kind == "misc" or pick.random() < 0.3:
            found |= {
                "eprint": f"{year % 100:02}{pick.randint(1, 12):02}.{pick.randint(10**4, 10**5 - 1)}",
                "archiveprefix": "arXiv",
            }
        if kind == "incollection":
            found["publisher"] = "Northland University Press"
        rare = {
            "url_code": (0.2, f"https://code.example.org/{pick.randint(1, 10**6)}"),
            "award": (0.07, pick.choice(words.AWARDS)),
            "note": (0.04, "Authors in alphabetical order"),
            "keywords": (0.4, ", ".join(pick.sample(words.THINGS, 2)).lower()),
            "abstract": (0.2, " ".join(pick.choice(words.THINGS) for _ in range(60)).lower() + "."),
        }
        return found | {name: value for name, (chance, value) in rare.items() if pick.random() < chance}

    def _key(self, first: Person, year: int, title: str) -> str:
        word = next(w for w in re.findall(r"[a-z]{4,}", title.lower()))
        key = re.sub(r"[^a-z]", "", ascii_only(first.family).lower()) + str(year) + word
        self.keys[key] += 1
        return key if self.keys[key] == 1 else f"{key}{self.keys[key]}"

    def writer(self, person: Person) -> str:
        """A name as some program exported it: "Garc{\\'i}a L{\\'o}pez, M. J." where that says who it is."""
        pick = self.random
        family, given = person.family, person.given
        if pick.random() < 0.15 and self.alike[_initialed(person)] < 2:
            given = " ".join(f"{part[0]}." for part in given.replace("-", " ").split())
        turned = " " not in family and pick.random() < 0.3
        name = f"{given} {family}" if turned else f"{family}, {given}"
        return tex(name) if pick.random() < 0.6 else name


def bibtex(world: World, papers: tuple[Paper, ...]) -> str:
    """The papers as a .bib; who wrote in equal parts is annotated."""
    return "\n".join(_entry(world, paper) for paper in papers)


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_CONTAINER = {"article": "journal", "misc": "howpublished"}


def _entry(world: World, paper: Paper) -> str:
    fields = {
        "title": paper.tex,
        "author": " and ".join(world.writer(person) for person in paper.authors),
        _CONTAINER.get(paper.type, "booktitle"): tex(paper.venue),
        "year": str(paper.year),
        "month": _MONTHS[paper.month - 1],
        **paper.fields,
    }
    if paper.equal:
        fields["author+an"] = "; ".join(f"{place + 1}=equal" for place in range(paper.equal))
    lines = (f"  {name:<13} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields.items())
    return f"@{paper.type}{{{paper.key},\n{''.join(lines)}}}\n"
