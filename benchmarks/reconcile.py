"""What `extract diff` costs as records grow: time, memory of all its processes, and the ratio to a floor.

    python -m benchmarks.reconcile RECORDS --json FILE [--limit-mib 12000]

Writes two sides of results to a temporary folder, and compares them in a process of its own. The floor is what it takes
to parse the JSON of both sides and do nothing with it. The runner measures up to 100,000 records a side. A million
takes too long for it: it was measured by hand, with the command above, and is kept in `results/`.
"""

import argparse
import json
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.part import Claim, Effort, Part, rounded
from benchmarks.processes import below, proportional
from extractor import __version__

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results"
PERIODS = (date(2023, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 12, 31))
RECORDS_A_DOCUMENT = 50
_SAMPLED = 2.0


class Cost(NamedTuple):
    """What one comparison took: by the clock, of the processor, MiB of memory; and the floor's processor time."""

    clock: float
    processor: float
    peak: float
    floor: float


def part(effort: Effort) -> Part:
    """Return the costs, each size with those ten times smaller."""
    told = Part(
        name="reconcile",
        title="Reconciliation",
        how="`extract diff` on two made-up files of results; the floor parses their JSON and does nothing with it. "
        "Memory is the peak of all processes together, what they share counted once.",
    )
    told.rows = [_measured(size, effort) for size in ((1000, 10_000) if effort.quick else (1000, 10_000, 100_000))]
    told.rows += [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("reconcile-*.json"))]
    for less, more in zip(told.rows, told.rows[1:], strict=False):
        case = f"{more['records a side']:,}{'' if more['measured'] == 'now' else ' (by hand)'}"
        told.claims += [
            Claim(
                f"{what} of `extract diff` with so many records a side",
                "a tenth of them",
                more[of] / less[of],
                case=case,
            )
            for what, of in (("time", "processor seconds"), ("memory", "peak MiB"))
        ]
    return told


def _measured(records: int, effort: Effort) -> dict[str, Any]:
    """Return the row of one size: medians, of one round where there are many records."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write_sides(Path(folder), records)
        costs = [measure(paths) for _ in range(effort.repeats if records <= 10_000 else 1)]
    return _row(records, costs, "now")


def _row(records: int, costs: list[Cost], measured: str) -> dict[str, Any]:
    clock, processor, peak, _ = map(statistics.median, zip(*costs, strict=True))
    return {
        "records a side": records,
        "seconds": rounded(clock),
        "processor seconds": rounded(processor),
        "peak MiB": rounded(peak),
        "to the floor": rounded(statistics.median(cost.processor / cost.floor for cost in costs)),
        "measured": measured,
    }


def write_sides(folder: Path, records: int) -> tuple[Path, Path]:
    """Return two files of results: of ten activities six are told again, two of them changed.

    Args:
        folder: Where to write.
        records: Records on each side.
    """
    from tests.reconcile.made import Maker, result, told

    chance = random.Random(5)
    makers = [Maker(seed, period) for seed, period in enumerate(PERIODS)]
    paths = folder / "before.jsonl", folder / "after.jsonl"
    with paths[0].open("w", encoding="utf-8") as before, paths[1].open("w", encoding="utf-8") as after:
        for document in range(records // RECORDS_A_DOCUMENT):
            sides: tuple[list[dict], list[dict]] = ([], [])
            for place in range(RECORDS_A_DOCUMENT):
                key = f"{document}-{place}"
                activity = makers[0].activity(chance.choice(("completed", "completed", "ongoing", "planned")))
                sides[0].append(told(activity, f"b{key}"))
                sides[1].append(_again(activity, f"a{key}", makers[1], chance.randrange(10)))
            for side, stream, period, name in zip(sides, (before, after), PERIODS, "ba", strict=True):
                print(json.dumps(result(f"{name}{document}", side, period)), file=stream)
    return paths


def _again(activity: dict, key: str, maker, dice: int) -> dict:
    from tests.reconcile.made import told

    if dice >= 6:
        return told(maker.activity(), key)
    if activity["status"] == "completed":
        return told(activity, key, count=activity["count"] + (40 if dice < 2 else 0))
    return told(activity, key, status="completed", when=maker.activity()["when"])


def measure(paths: tuple[Path, Path], limit: float = float("inf")) -> Cost:
    """Return what one comparison costs.

    Args:
        paths: The two sides.
        limit: MiB of memory over which it is ended.

    Raises:
        MemoryError: It was ended.
    """
    out = paths[0].with_name("diff.json")
    command = [sys.executable, "-m", "extractor", "diff", *map(str, paths), "--format", "json", "--fail-on", "never"]
    began, spent, peak = time.perf_counter(), _of_ended(), 0.0
    with subprocess.Popen([*command, "-o", str(out)], cwd=ROOT) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(proportional, (process.pid, *below(process.pid)))) / 1024**2)
            if peak > limit:
                process.kill()
                raise MemoryError(f"over {limit:.0f} MiB after {time.perf_counter() - began:.0f} s")
            time.sleep(min(_SAMPLED, (time.perf_counter() - began) / 20))
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    clock, processor = time.perf_counter() - began, _of_ended() - spent
    return Cost(clock, processor, peak, _floor(paths))


def _of_ended() -> float:
    """Return the processor time of ended children: what this process spends on looking at their memory is its own."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def _floor(paths: tuple[Path, Path]) -> float:
    begun = time.process_time()
    for path in paths:
        with path.open("rb") as lines:
            for line in lines:
                json.loads(line)
    return time.process_time() - begun


def main() -> None:
    """Measure one size, and keep its row."""
    parser = argparse.ArgumentParser(description="What `extract diff` costs for so many records a side.")
    parser.add_argument("records", type=int)
    parser.add_argument("--json", type=Path, required=True, metavar="FILE", help="where the row is written to")
    parser.add_argument("--limit-mib", type=float, default=12_000, help="end it where it needs more memory")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = write_sides(Path(folder), given.records)
        print("two sides written", flush=True)
        cost = measure(paths, given.limit_mib)
    told = f"by hand, {date.today():%Y-%m}, version {__version__}, Python {platform.python_version()}"
    row = _row(given.records, [cost], told)
    given.json.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(row))


if __name__ == "__main__":
    main()
