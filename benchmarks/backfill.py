"""Measures backfills, as ratios, so that figures of different machines can be compared.

python -m benchmarks.backfill throughput [--number 300]     all cores against one process, and CPU per document
python -m benchmarks.backfill memory [--number 20000]       a worker after so many documents against after 1,000

One large run, ended by force and resumed, is `python -m benchmarks.archive`.
"""

import argparse
import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import documents
from benchmarks.part import Claim, Effort, Part, rounded
from benchmarks.processes import below, cpu_seconds, resident
from benchmarks.tables import cell
from extractor.assembly import extraction
from extractor.backfill import work
from extractor.backfill.backfill import Backfill, Options, rules_hash
from extractor.backfill.pool import Isolation, Preparation, WorkerPool
from extractor.backfill.progress import Lines, Tally
from extractor.backfill.run import Stop
from extractor.backfill.sources import Task
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import cached_pipeline
from extractor.settings import Settings
from extractor.store.outcome import Outcome

PARAGRAPHS = 12
ROUNDS = 2
NEVER = 10**9
WARM = 20
MEBIBYTE = 1024**2


@dataclass(frozen=True)
class Cost:
    """What the documents of a run took, each, in seconds: by the clock, of the parent's and the workers' processor."""

    wall: float
    parent: float
    workers: float


class Watched(Lines):
    """Measures from the twentieth document on, so that the start of the workers, once a run, is left out."""

    def __init__(self, number: int) -> None:
        super().__init__(Tally(number), io.StringIO())
        self._first = self._last = (0.0, 0.0, 0.0)

    def settled(self, outcome: Outcome, status: Any) -> None:
        """Take one document."""
        super().settled(outcome, status)
        if self.tally.done == WARM:
            self._first = self._now()
        if self.tally.done == self.tally.total:
            self._last = self._now()

    def _now(self) -> tuple[float, float, float]:
        return time.perf_counter(), time.process_time(), cpu_seconds(below(os.getpid()))

    @property
    def cost(self) -> Cost:
        """Of each document after those."""
        number = self.tally.done - WARM
        return Cost(*((last - first) / number for first, last in zip(self._first, self._last, strict=True)))


def in_process(folder: Path, settings: Settings) -> Callable[[], float]:
    """Return a step that parses all documents and applies the rules, no more, and returns the CPU seconds of each."""
    pipeline = cached_pipeline(settings)
    files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.*"))]
    for name, data in files[:20]:
        extraction(parse_bytes(data, name, settings), pipeline)

    def step() -> float:
        started = time.process_time()
        for name, data in files:
            extraction(parse_bytes(data, name, settings), pipeline)
        return (time.process_time() - started) / len(files)

    return step


def backfilled(folder: Path, store: Path, workers: int, number: int) -> Cost:
    """Return what each document of a folder cost in a backfill of its own."""
    watched = Watched(number)
    Backfill((str(folder),), str(store), Settings(), Options(workers=workers)).run(watched, Stop())
    return watched.cost


def runs(number: int) -> tuple[float, dict[int, list[Cost]]]:
    """Return the CPU seconds of a document in one process that stores nothing, and the costs by number of workers.

    One process is told twice: a backfill with one worker, whose parent has a core of its own where there are several,
    and parsing plus rules in a loop that stores nothing. Each is measured in turn, and the best of its rounds counts.

    Args:
        number: How many documents.
    """
    cores = os.cpu_count() or 1
    alone: list[float] = []
    costs: dict[int, list[Cost]] = {workers: [] for workers in sorted({1, cores})}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "archive"
        documents.write(folder, number, paragraphs=PARAGRAPHS)
        step = in_process(folder, Settings())
        for turn in range(ROUNDS):
            alone.append(step())
            for workers, told in costs.items():
                told.append(backfilled(folder, Path(place) / f"{workers}-{turn}.db", workers, number))
    return min(alone), costs


def rows(number: int) -> Iterator[dict[str, Any]]:
    """Yield what a backfill costs, for one worker and for one on each core.

    Args:
        number: How many documents.
    """
    base, costs = runs(number)
    one = min(cost.wall for cost in costs[1])
    for workers, told in costs.items():
        wall = min(cost.wall for cost in told)
        least = min(told, key=lambda cost: cost.parent + cost.workers)
        yield {
            "workers": workers,
            "documents a second": rounded(1 / wall),
            "to workers x one worker": rounded(one / wall / workers),
            "to workers x one process that stores nothing": rounded(base / wall / workers),
            "CPU milliseconds": rounded(1000 * (least.parent + least.workers)),
            "CPU to that process": rounded((least.parent + least.workers) / base),
            "the parent's part of the workers'": rounded(least.parent / least.workers),
        }


def throughput(number: int) -> None:
    """Print all cores against one process, and the cost of a document."""
    for row in rows(number):
        print("; ".join(f"{name} {cell(value)}" for name, value in row.items()))


def part(effort: Effort) -> Part:
    """Return the same as a part of the whole run."""
    told = list(rows(100 if effort.quick else 300))
    most = told[-1]
    alone = "one process that stores nothing"
    return Part(
        name="backfill",
        title="Backfill",
        how=f"Short made-up reports into an SQLite store, the best of {ROUNDS} rounds taken in turn, start left out.",
        claims=[
            Claim("rate of a backfill", "as many times one worker", most["to workers x one worker"], case="all cores"),
            Claim("processor time of a document in a backfill", alone, most["CPU to that process"], case="all cores"),
        ],
        rows=told,
    )


def memory(number: int) -> None:
    """Print the memory of a worker over so many documents: one that is never replaced, and one that is, as always."""
    setup = work.Setup(Settings(), rules_hash(Settings())[1])
    preparation = Preparation(work.prepare, (setup,), work.PRELOAD)
    kept, recycled = WorkerPool(1, Isolation(recycle_after=NEVER), preparation), WorkerPool(1, Isolation(), preparation)
    seen: dict[WorkerPool, list[int]] = {kept: [], recycled: []}
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "report.txt"
        for one in range(1, number + 1):
            path.write_bytes(documents.text(one, 1) + _strange_words(one))
            for done in [pool.submit(work.process, Task(str(path), str(path))) for pool in seen]:
                assert done.result().status == "done"
            for pool, sizes in seen.items():
                # Just before it is replaced a worker is at its largest.
                sizes.append(max(map(resident, pool.processes()), default=0))
            if one % 1000 == 0:
                told = ", ".join(f"{max(sizes[-1000:]) / MEBIBYTE:.1f} MiB" for sizes in seen.values())
                print(f"{one:>7}: {told}", flush=True)
    for name, pool in (("never replaced", kept), ("replaced every 1,000", recycled)):
        pool.shutdown()
        ratio = max(seen[pool][-1000:]) / max(seen[pool][:1000])
        print(f"{name}: after {number:,} documents {ratio:.3f} x after 1,000")


def _strange_words(number: int) -> bytes:
    """Return words that no other document has: what makes spaCy's string store grow."""
    chance = random.Random(number)
    words = ("".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=9)).title() for _ in range(10))
    return f"\n\nThanks were expressed to {' '.join(words)}.".encode()


def main() -> None:
    """Measure what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    below_it = parser.add_subparsers(dest="what", required=True)
    for step, number in ((throughput, 300), (memory, 20_000)):
        below_it.add_parser(step.__name__).add_argument("--number", type=int, default=number)
    given = vars(parser.parse_args())
    getattr(sys.modules[__name__], given.pop("what"))(**given)


if __name__ == "__main__":
    main()
