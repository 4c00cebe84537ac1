"""Tries made-up mistakes for as long as asked; guided by what the code does where atheris is installed (PyPI).

python tests/fuzz/longer.py [--minutes 5] [--only "a damaged entry"] [--seed 1]
python tests/fuzz/longer.py --atheris "a damaged entry" [-runs=1000000]
"""

import argparse
import random
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

if "--atheris" in sys.argv:
    import atheris

    with atheris.instrument_imports(include=["cvgen"]):
        from fuzzing import COMMON, TRIED
else:
    from fuzzing import COMMON, TRIED
from hypothesis import given, settings
from surroundings import LONGER

TRIED = TRIED | LONGER

MEMORY = 4 * 2**30


def main() -> int:
    """Say how many cases ran, and print each one that failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--only", action="append", choices=list(TRIED), default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--atheris", choices=list(TRIED), default="")
    asked, rest = parser.parse_known_args()
    if asked.atheris:
        return guided(asked.atheris, rest)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    names = asked.only or list(TRIED)
    return sum(tried(name, asked.minutes * 60 / len(names), asked.seed) for name in names)


def tried(name: str, seconds: float, seed: int) -> int:
    """How many cases of one kind failed; random bytes decide what each one is."""
    cases, holds, _ = TRIED[name]
    one = settings(**COMMON)(given(cases)(holds)).hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    chance, end = random.Random(seed), time.monotonic() + seconds
    count, failed = 0, {}
    while time.monotonic() < end:
        count += 1
        data = chance.randbytes(chance.randint(1, 400))
        try:
            one(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it was found
            where = error.__traceback__
            while where and where.tb_next:
                where = where.tb_next
            place = f"{type(error).__name__} {where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
            failed.setdefault(place, f"{str(error)[:600]!r}  bytes {data.hex()}")
    print(f"{name}: {count:,} cases, {len(failed)} kinds of failure")  # noqa: T201 - this is what it is for
    for place, said in failed.items():
        print(f"  {place}\n    {said}")  # noqa: T201
    return len(failed)


def guided(name: str, options: list[str]) -> int:
    """The same by atheris, which looks for cases that reach new lines; it ends only when told to, or on a failure."""
    cases, holds, _ = TRIED[name]
    one = settings(**COMMON)(given(cases)(holds)).hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
