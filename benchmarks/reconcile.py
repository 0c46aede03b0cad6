"""What `extract diff` costs as records grow: seconds, memory, and ratios to a tenth of the records and to a floor.

    python -m benchmarks.reconcile [RECORDS]

Writes two sides of results to a temporary folder, and compares them in a process of its own. The floor is what it
takes to parse the JSON of both sides and do nothing with it. RECORDS is 100,000 if not said; 1,000,000 needs 3 GB of
disk and ten times the memory.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

PERIODS = (date(2023, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 12, 31))
RECORDS_A_DOCUMENT = 50
# Bytes from the end of the output in which its summary stands.
TAIL = 4096


class Cost(NamedTuple):
    """What one comparison took: by the clock, of the processor, of memory; and the floor's processor time."""

    seconds: float
    processor: float
    megabytes: float
    floor: float


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


def measure(paths: tuple[Path, Path]) -> Cost:
    """Return what one comparison costs; print what it found.

    Args:
        paths: The two sides.
    """
    out = paths[0].with_name("diff.json")
    command = [sys.executable, "-m", "extractor", "diff", *map(str, paths), "--format", "json", "--fail-on", "never"]
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "-o", str(out)], cwd=Path(__file__).parents[1], check=True)
    seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"   {_summary(out)}")
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(seconds, processor, after.ru_maxrss / 1024, _floor(paths))


def _summary(out: Path) -> dict:
    """Return the last part of an output, which may be too large to be read."""
    with out.open("rb") as stream:
        stream.seek(max(0, out.stat().st_size - TAIL))
        tail = stream.read().decode("utf-8", "ignore")
    return json.loads("{" + tail[tail.rindex('"summary"') :])["summary"]


def _floor(paths: tuple[Path, Path]) -> float:
    begun = time.process_time()
    for path in paths:
        with path.open("rb") as lines:
            for line in lines:
                json.loads(line)
    return time.process_time() - begun


def main() -> None:
    """Measure a tenth of the records, then all of them."""
    parser = argparse.ArgumentParser(description="What `extract diff` costs as records grow.")
    parser.add_argument("records", nargs="?", type=int, default=100_000, help="records on each side")
    most = parser.parse_args().records
    tenth: Cost | None = None
    for records in (most // 10, most):
        with tempfile.TemporaryDirectory() as folder:
            cost = measure(write_sides(Path(folder), records))
        print(f"{records:,} records a side: {cost.seconds:.1f} s, {cost.processor:.1f} s of processor time, ", end="")
        print(f"at most {cost.megabytes:.0f} MB; {cost.processor / cost.floor:.1f} times the floor")
        if tenth:
            growth = cost.seconds / tenth.seconds, cost.processor / tenth.processor
            print(f"   {growth[0]:.1f} times the seconds of a tenth, {growth[1]:.1f} times its processor time")
        tenth = cost


if __name__ == "__main__":
    main()
