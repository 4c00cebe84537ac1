"""A folder -> a made-up group in it: people.yaml, publications.bib, group.yaml; the same for the same numbers.

python tests/bench/generate.py FOLDER [MEMBERS [PAPERS]]
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GIVEN = (
    "Ada Anna Björn Carla Chen Dana Emil Eva Fatima Felix Grace Hana Ines Ivan Jonas Julia Kai Karim Lena Li Lucía Marek Mei "
    "Mira Nadia Nils Olga Omar Paul Petra Priya Quentin Rosa Sami Sofia Søren Tara Tomáš Uma Vera Wei Xin Yara Zoë"
).split()
START = "Al Bar Cor Dal Ei Far Gol Har Il Jan Kol Lor Mar Nor Ost Pal Quen Ros Sol Tor Ul Var Wal Zel".split()
END = "berg dorf ek fors gaard holm ini kamp lund mann nova ović quist ska stein strand thal vale wick zähler".split()
ADJECTIVE = (
    "Adaptive Bayesian Calibrated Certified Compact Continual Distributed Efficient Federated Graph-Based Hierarchical "
    "Interpretable Multi-Task Non-Convex Private Provable Robust Scalable Sparse Zeroth-Order"
).split()
NOUN = (
    "Attention Benchmarks Calibration Compression Diffusion Distillation Embeddings Estimation Explanations Gradients "
    "Inference Kernels Optimization Pruning Quantization Reasoning Retrieval Sampling Transfer Unlearning"
).split()
FIELD = "Images Language Speech Graphs Robots Proteins Climate Markets Networks Vision".split()
VENUES = (
    ("inproceedings", "booktitle", "Conference on Learning Machines"),
    ("inproceedings", "booktitle", "Symposium on Fair Computing"),
    ("inproceedings", "booktitle", "Workshop on Small Models"),
    ("article", "journal", "Journal of Reproducible Results"),
    ("article", "journal", "Transactions on Signals and Noise"),
    ("misc", "howpublished", "Preprint"),
)
TOPICS = ("efficiency", "fairness", "optimization", "privacy", "robustness", "science", "theory", "unlearning")
YEARS = range(1996, 2027)


@dataclass(frozen=True, slots=True)
class Group:
    """Who is in it and who writes with them: "Farlund, Eva"."""

    members: tuple[str, ...]
    others: tuple[str, ...]


def main(folder: Path, members: int = 60, papers: int = 3000) -> None:
    chance = random.Random(members * 1_000_003 + papers)  # noqa: S311 - not a secret
    group = people(chance, members, max(members * 10, papers // 4))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "people.yaml").write_text("".join(roster(chance, group.members)), encoding="utf-8")
    (folder / "publications.bib").write_text("\n".join(entries(chance, group, papers)), encoding="utf-8")
    (folder / "group.yaml").write_text(PAGE, encoding="utf-8")


PAGE = """\
group: made-up
bibliography: publications.bib

page:
  sections:
    Publications:
      intro: "{legend}"
      publications:
        - {select: {}, group_by: year}
    Members:
      groups:
        - {title: Current members, entries: [{members: current}]}
        - {title: Former members, entries: [{members: former}]}

documents:
  page:
    style: modern
    reference: group
    as_of: 2026-12-31
    marks:
      owner: {look: bold, legend: "bold: members of the group", meaning: group member}
      equal: {symbol: "*", legend: "{mark}: equal contribution", meaning: equal contribution}
"""


def people(chance: random.Random, members: int, others: int) -> Group:
    """Names, each once; nobody in the group shares a family name with somebody outside."""
    families = [first + last for first in START for last in END]
    chance.shuffle(families)
    inside, outside = families[: len(families) // 3], families[len(families) // 3 :]
    return Group(_names(chance, inside, members), _names(chance, outside, others))


def _names(chance: random.Random, families: list[str], count: int) -> tuple[str, ...]:
    every = [f"{family}, {given}" for family in families for given in GIVEN]
    return tuple(chance.sample(every, min(count, len(every))))


def identity(name: str) -> str:
    """ "Farlund, Eva" -> "eva-farlund"."""
    family, given = name.split(", ")
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in f"{given}-{family}".lower())


def roster(chance: random.Random, members: tuple[str, ...]) -> Iterator[str]:
    yield "groups:\n  - {id: made-up, name: Made-up group, url: 'https://example.org/'}\n\npeople:\n"
    for number, name in enumerate(members):
        start = chance.choice(YEARS[:-3])
        end = f", end_date: {chance.randint(start + 1, YEARS[-1])}-09" if chance.random() < 0.6 else ""
        yield f"  - id: {identity(name)}-{number}\n    name: {name}\n"
        yield f"    relations: [{{as: member, of: made-up, start_date: {start}-10{end}}}]\n"


def entries(chance: random.Random, group: Group, count: int) -> Iterator[str]:
    """Papers, newest first, each by one member at least."""
    for number in range(count):
        year = YEARS[-1] - number * len(YEARS) // count
        kind, place, venue = chance.choice(VENUES)
        inside = chance.sample(group.members, min(chance.randint(1, 3), len(group.members)))
        authors = inside + chance.sample(group.others, chance.randint(1, 6))
        chance.shuffle(authors)
        page = chance.randint(1, 9000)
        yield f"""@{kind}{{paper{number:05},
  title = {{{title(chance)}}},
  author = {{{" and ".join(authors)}}},
  {"author+an = {1=equal; 2=equal}," if chance.random() < 0.3 else ""}
  {place} = {{{venue}}},
  year = {{{year}}},
  month = {chance.choice(["feb", "may", "jul", "oct", "dec"])},
  pages = {{{page}--{page + chance.randint(4, 20)}}},
  doi = {{10.5555/made.{year}.{number}}},
  keywords = {{{", ".join(chance.sample(TOPICS, chance.randint(1, 2)))}}},
  url_pdf = {{https://example.org/paper{number:05}.pdf}},
}}
"""


def title(chance: random.Random) -> str:
    """ "Robust Pruning for Speech: An Efficient View of Kernels"."""
    first, second = chance.sample(ADJECTIVE, 2)
    one, two = chance.sample(NOUN, 2)
    return f"{first} {one} for {chance.choice(FIELD)}: {chance.choice(['A', 'Towards a', 'Beyond the'])} {second} View of {two}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
