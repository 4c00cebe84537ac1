"""Nothing -> RESULTS.md beside this file: inputs, environments, measurements, tables.

The Python that runs it is the one that is measured with: RenderCV is 2.3 below Python 3.12 and 2.8 from there on.

python tests/bench/run.py [--quick] [--only pdf html …] [--sizes 15 60 …] [--runs N] [--folder FOLDER] [--keep]
"""

import argparse
import json
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import peers
import results
from points import PARTS, Bench
from stock import Stock

PAGE = Path(__file__).with_name("RESULTS.md")


def asked() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description="Measure cvgen and its peers, and write RESULTS.md.")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="NAME", help=", ".join(PARTS))
    parser.add_argument("--sizes", nargs="+", type=int, metavar="N", help="how many papers: 15 60 200 1000")
    parser.add_argument("--runs", type=int, default=0, help="runs of each; fewer of what takes longer if not said")
    parser.add_argument("--quick", action="store_true", help="15 and 60 papers, three runs, growth to 6,000")
    parser.add_argument("--keep", action="store_true", help="measure cvgen as it is installed there already")
    where = Path.home() / ".cache/cvgen-bench"
    parser.add_argument("--folder", type=Path, default=where, help=f"inputs and environments ({where})")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page to write")
    return parser.parse_args()


def measured(name: str, bench: Bench) -> results.Raw:
    """A part's rows, of one and the same cvgen from beginning to end."""
    build = peers.build(bench.tools)
    rows = [dict(row) for row in PARTS[name](bench)]
    if peers.build(bench.tools) != build:
        raise RuntimeError("the installed cvgen was changed while it was measured")
    return {"date": datetime.now().astimezone().date().isoformat(), "build": build, "rows": rows}


def main() -> int:
    """Measure part by part; what was measured is kept even if a later part fails."""
    said = asked()
    folder = said.folder.expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    tools = peers.ready(folder, keep=said.keep)
    for name, why in tools.missing.items():
        print(f"{name} is not there: {why}")
    sizes = tuple(said.sizes or ((15, 60) if said.quick else (15, 60, 200, 1000)))
    bench = Bench(tools, Stock(folder / "inputs"), sizes, said.runs or (3 if said.quick else 0), said.quick)
    kept = folder / "results.json"
    raw = results.load(kept)
    raw["machine"] = peers.machine(tools)
    failed = 0
    for name in said.only:
        start = time.monotonic()
        try:
            part = measured(name, bench)
        except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
            print(f"{name} failed: {error}", file=sys.stderr)
            failed += 1
            continue
        raw["parts"][name] = part
        kept.write_text(json.dumps(raw, indent=1), encoding="utf-8")
        said.page.write_text(results.text(raw), encoding="utf-8")
        print(f"{name}: {time.monotonic() - start:.0f} s", flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    raise SystemExit(main())
