"""Reads every file of a folder, each in a process of its own within limits, and tells what became of each.

python -m benchmarks.survey DIR [--workers 2] [--seconds 120] [--memory 1024] [--ending .pdf …] [--json FILE]

A file is read, refused with one of the codes in docs/reference/messages.md, or it fails: it hangs past the time, ends
its process, needs more memory, or raises what is no refusal. Links are not followed. Exit status 1 where one
fails.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from pathlib import Path

from extractor.backfill.errors import CrashedError, OutOfMemoryError, StrayProcessesError, TimedOutError
from extractor.backfill.pool import Isolation, Preparation, WorkerPool
from extractor.backfill.work import PRELOAD
from extractor.errors import ExtractError, UnreadableError
from extractor.parsers import parse
from extractor.settings import Settings

FAILURES = {
    TimedOutError: "timed_out",
    CrashedError: "crashed",
    OutOfMemoryError: "out_of_memory",
    StrayProcessesError: "stray_processes",
}
SHOWN = 10
TOLD_EVERY = 100


@dataclass(frozen=True)
class Told:
    """What became of one file; `code` names a refusal, `peak` is in MiB, of the largest of its processes."""

    path: str
    status: str
    code: str = ""
    message: str = ""
    seconds: float = 0.0
    peak: int = 0
    characters: int = 0
    warnings: tuple[str, ...] = ()


def read(path: str) -> Told:
    """Return what becomes of a file in this process."""
    started = time.perf_counter()
    try:
        document = parse(path, Settings())
    except UnreadableError as error:
        told = Told(path, "refused", error.code, str(error))
    except MemoryError:
        raise
    except Exception as error:
        told = Told(path, "internal_error", type(error).__name__, str(error)[:300])
    else:
        codes = tuple(sorted({warning.code for warning in document.warnings}))
        told = Told(path, "read", characters=len(document.plain_text), warnings=codes)
    usage = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(who).ru_maxrss for who in usage) >> 10
    return Told(**asdict(told) | {"seconds": round(time.perf_counter() - started, 2), "peak": peak})


def files(folder: Path, endings: list[str]) -> list[str]:
    """Return the files of a folder and those below it, sorted, without links."""
    found = (Path(at, name) for at, _, names in os.walk(folder) for name in names)
    wanted = (path for path in found if not endings or path.name.endswith(tuple(endings)))
    return sorted(str(path) for path in wanted if path.is_file() and not path.is_symlink())


def survey(paths: list[str], workers: int, isolation: Isolation) -> Iterator[Told]:
    """Yield what became of each file, in the files' order."""
    pool = WorkerPool(workers, isolation, Preparation(preload=PRELOAD))
    waiting = [(path, pool.submit(read, path)) for path in paths]
    for path, future in waiting:
        yield _told(path, future, isolation)
    pool.shutdown()


def _told(path: str, future: "Future[Told]", isolation: Isolation) -> Told:
    try:
        return future.result()
    except tuple(FAILURES) as error:
        lost = isolation.seconds if isinstance(error, TimedOutError) else 0.0
        return Told(path, FAILURES[type(error)], message=str(error), seconds=lost)
    except ExtractError as error:
        return Told(path, "internal_error", error.code, str(error))


def show(told: list[Told]) -> None:
    """Print the counts, the refusals by code, the failures, the slowest and the largest."""
    statuses = Counter(one.status for one in told)
    print(f"{len(told)} files")
    for status, number in statuses.most_common():
        print(f"  {status:<16} {number:>6}  {number / len(told):6.1%}")
    bare = sum(one.status == "read" and not one.characters for one in told)
    print(f"read, but without text: {bare}")
    _count("refused", Counter(one.code for one in told if one.status == "refused"))
    _count("warnings", Counter(code for one in told for code in one.warnings))
    for one in told:
        if one.status not in ("read", "refused"):
            print(f"FAILED  {one.status}  {one.path}  {one.code} {one.message}")
    print("slowest:")
    for one in sorted(told, key=lambda one: -one.seconds)[:SHOWN]:
        print(f"  {one.seconds:7.2f} s  {one.path}")
    print(f"largest (peak memory in MiB; {max((one.peak for one in told), default=0)} at most):")
    for one in sorted(told, key=lambda one: -one.peak)[:SHOWN]:
        print(f"  {one.peak:7}    {one.path}")


def _count(name: str, counts: "Counter[str]") -> None:
    print(f"{name}:", ", ".join(f"{code} {number}" for code, number in counts.most_common()) or "none")


def main() -> int:
    """Survey the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--memory", type=int, default=1024, metavar="MIB")
    parser.add_argument("--ending", action="append", default=[], help="only files that end so; may be given again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write one line for each file")
    chosen = parser.parse_args()
    paths = files(chosen.folder, chosen.ending)
    isolation = Isolation(seconds=chosen.seconds, memory=chosen.memory << 20, recycle_after=1)
    told = []
    with (chosen.json or Path(os.devnull)).open("w", encoding="utf-8") as lines:
        for one in survey(paths, chosen.workers, isolation):
            told.append(one)
            print(json.dumps(asdict(one)), file=lines, flush=True)
            if len(told) % TOLD_EVERY == 0:
                print(f"{len(told)} of {len(paths)}", file=sys.stderr, flush=True)
    show(told)
    return int(any(one.status not in ("read", "refused") for one in told))


if __name__ == "__main__":
    sys.exit(main())
