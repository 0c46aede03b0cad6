"""Measures backfills, as ratios, so that figures of different machines can be compared.

python -m benchmarks.backfill throughput [--number 400]     all cores against one process, and CPU per document
python -m benchmarks.backfill memory [--number 20000]       a worker after so many documents against after 1,000
python -m benchmarks.backfill archive FOLDER STORE          one real run: rate, memory over time, size of the store
"""

import argparse
import io
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import documents
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
MEBIBYTE = 1024**2


def cpu_seconds() -> float:
    """Return the processor time of this process, of those below it, and of those that these waited for."""
    ticks = sum(int(field) for one in (os.getpid(), *_descendants()) for field in _stat(one)[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(process: int) -> list[str]:
    """Return the fields of a process's status behind its name; none where it has gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    except OSError:
        return []


def resident(process: int) -> int:
    """Return the bytes of memory that a process has; 0 where it has gone."""
    try:
        fields = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(fields[1]) * resource.getpagesize()


def measured(step: Callable[[], Any]) -> tuple[float, float]:
    """Return the wall and processor time of a step."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    step()
    return time.perf_counter() - wall, cpu_seconds() - cpu


def in_process(folder: Path, settings: Settings) -> Callable[[], None]:
    """Return a step that parses all documents and applies the rules, and does no more."""
    pipeline = cached_pipeline(settings)
    files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.*"))]
    for name, data in files[:20]:
        extraction(parse_bytes(data, name, settings), pipeline)

    def step() -> None:
        for name, data in files:
            extraction(parse_bytes(data, name, settings), pipeline)

    return step


class Watched(Lines):
    """Takes the time from the first document on, so that the start of the workers, once a run, is left out."""

    def __init__(self) -> None:
        super().__init__(Tally(0), io.StringIO())
        self.first = 0.0
        self.last = 0.0
        self.cpu = 0.0

    def settled(self, outcome: Outcome, status: Any) -> None:
        """Take one document."""
        super().settled(outcome, status)
        self.last = time.perf_counter()
        if not self.first:
            self.first, self.cpu = self.last, cpu_seconds()


def throughput(number: int) -> None:
    """Print all cores against one process, and the cost of a document."""
    settings, cores = Settings(), os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "archive"
        documents.write(folder, number, paragraphs=PARAGRAPHS)
        alone, alone_cpu = measured(in_process(folder, settings))
        print(f"in process:   {number / alone:.1f} documents/s, {1000 * alone_cpu / number:.1f} ms CPU each")
        for workers in sorted({1, cores}):
            watched = Watched()
            backfill = Backfill((str(folder),), f"{place}/{workers}.db", settings, Options(workers=workers))
            backfill.run(watched, Stop())
            rate = (number - 1) / (watched.last - watched.first)
            print(
                f"{workers} workers: {rate:.1f} documents/s after the start, "
                f"{rate * alone / number / workers:.2f} x workers x one process; "
                f"CPU of a document with the store {(cpu_seconds() - watched.cpu) / alone_cpu:.2f} x that in process"
            )


def memory(number: int) -> None:
    """Print the memory of a worker over so many documents, recycled as always."""
    setup = work.Setup(Settings(), rules_hash(Settings())[1])
    pool = WorkerPool(1, Isolation(), Preparation(work.prepare, (setup,), work.PRELOAD))
    seen: dict[int, int] = {}
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "report.txt"
        for one in range(1, number + 1):
            path.write_bytes(documents.text(one, 2))
            pool.submit(work.process, Task(str(path), str(path))).result()
            # Just before it is replaced a worker is at its largest.
            seen[one] = max(map(resident, pool.processes()), default=0)
            if one % 1000 == 999 or one == 1:
                print(f"{one:>7}: {seen[one] / MEBIBYTE:.1f} MiB", flush=True)
    pool.shutdown()
    after = max(size for one, size in seen.items() if one > number - 1000)
    before = max(size for one, size in seen.items() if one <= 1000)
    print(f"after {number} against after 1000: {after / before:.3f}")


def archive(folder: str, store: str) -> None:
    """Print the rate, the memory over time, and the size of the store, of one run."""
    backfill = Backfill((folder,), store, Settings(), Options())
    listener, done = Watched(), threading.Event()
    started = time.perf_counter()

    def watch() -> None:
        while not done.wait(30):
            mine = resident(os.getpid()) / MEBIBYTE
            theirs = ", ".join(f"{resident(one) / MEBIBYTE:.0f}" for one in _descendants())
            count, seconds = listener.tally.done, time.perf_counter() - started
            print(f"{seconds:6.0f} s {count:>8} {count / seconds:7.1f}/s  {mine:.0f} MiB + {theirs}", flush=True)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    ended = backfill.run(listener, Stop())
    done.set()
    seconds = time.perf_counter() - started
    size = Path(store).stat().st_size if Path(store).exists() else 0
    total = sum(ended.counts.values())
    print(f"{ended.counts} in {seconds:.0f} s: {total / seconds:.1f}/s, store {size / MEBIBYTE:.0f} MiB")


def _descendants() -> list[int]:
    """Return the processes started by this one, and by those."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            parents[int(entry.name)] = int(stat[1])
    found = [os.getpid()]
    for one in found:
        found += [process for process, parent in parents.items() if parent == one]
    return found[1:]


def main() -> None:
    """Measure what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    below = parser.add_subparsers(dest="what", required=True)
    for step, number in ((throughput, 400), (memory, 20_000)):
        below.add_parser(step.__name__).add_argument("--number", type=int, default=number)
    real = below.add_parser("archive")
    real.add_argument("folder")
    real.add_argument("store")
    given = vars(parser.parse_args())
    getattr(sys.modules[__name__], given.pop("what"))(**given)


if __name__ == "__main__":
    main()
