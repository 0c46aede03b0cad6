"""What `extract diff` costs as records grow: seconds and memory, and the ratio to a tenth of the records.

    python benchmarks/reconcile.py [RECORDS]

Writes two sides of results to a temporary folder, and compares them in a process of its own.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
PERIODS = (date(2023, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 12, 31))
RECORDS_A_DOCUMENT = 50


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


def measure(paths: tuple[Path, Path]) -> tuple[float, float]:
    """Return seconds and megabytes of one comparison.

    Args:
        paths: The two sides.
    """
    begun, spent = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    out = paths[0].with_name("diff.json")
    command = [sys.executable, "-m", "extractor", "diff", *map(str, paths), "--format", "json", "--fail-on", "never"]
    subprocess.run([*command, "-o", str(out)], cwd=ROOT, check=True)
    seconds = time.perf_counter() - begun
    print("  ", json.loads(out.read_text(encoding="utf-8"))["summary"])
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"   {now.ru_utime - spent.ru_utime + now.ru_stime - spent.ru_stime:.1f} s of processor time")
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Measure a tenth of the records, then all of them."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    before = None
    for records in (most // 10, most):
        with tempfile.TemporaryDirectory() as folder:
            seconds, megabytes = measure(write_sides(Path(folder), records))
        ratio = f", {seconds / before:.1f} times the time of a tenth" if before else ""
        print(f"{records:,} records a side: {seconds:.1f} s, at most {megabytes:.0f} MB{ratio}")
        before = seconds


if __name__ == "__main__":
    main()
