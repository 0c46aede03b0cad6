"""Measures reading alone, from bytes to blocks, against each format's floor and the readers one could take instead.

    python -m benchmarks.reading [docx pdf] [--pages 3 30 300] [--small 200] [--repeats 5] [--memory] [--json]

Each reader has a warm process of its own, as its user would have: what one leaves in memory is nothing that another
should pay for. Each size is read by every reader in turn, then all again: the figures are medians of such interleaved
repeats, in processor time, and ratios to the first row, the floor. What takes a few milliseconds is read several times
in a row. The other readers come with the extra `bench`; one that isn't installed is told as missing. `--memory` adds
the peak memory of a fresh process that reads one file, of sizes of one.
"""

import argparse
import gc
import importlib
import json
import logging
import math
import multiprocessing
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

from benchmarks.part import processor_time

# A module for each format gives FORMAT, make(pages, number), READERS, its floor first, and FLOORS, which are no peers.
FORMATS = {"docx": "benchmarks.reading_docx", "pdf": "benchmarks.reading_pdf"}
_ROOT = Path(__file__).parents[1]
# Seconds from which on one reading of a size is enough, and those that a timing should take at least.
_SLOW, _LEAST = 5.0, 0.1


class Warm:
    """A reader in a process of its own, which has read each size before it is timed; used as a context.

    Args:
        module: The format's module.
        reader: The reader's name.
    """

    def __init__(self, module: str, reader: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, module, reader))

    def __enter__(self) -> Self:
        self._process.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join()

    def seconds(self, files: Sequence[bytes], times: int = 1) -> float:
        """Return the seconds of processor time that reading the files takes.

        Args:
            files: What to read.
            times: How often in a row; the seconds are those of one time.
        """
        self._here.send((files, times))
        return float(self._here.recv())


def _serve(connection: Connection, module: str, reader: str) -> None:
    logging.disable(logging.WARNING)
    read = loaded(module, reader)
    while True:
        files, times = connection.recv()
        connection.send(timed(read, files * times) / times)


def loaded(module: str, reader: str) -> Callable[[bytes], Any]:
    """Return the function of a reader, by the names of its module and its own."""
    return next(one for one in importlib.import_module(module).READERS if one.name == reader).load()


def timed(read: Callable[[bytes], Any], files: Sequence[bytes]) -> float:
    """Return the seconds of processor time that reading the files takes, here and in processes that it starts."""
    gc.collect()  # the cycles that the reading before left would be charged to this one
    start = processor_time()
    for data in files:
        read(data)
    return processor_time() - start


def interleaved(readers: Mapping[str, Warm], files: Sequence[bytes], repeats: int) -> dict[str, float]:
    """Return the median seconds of each reader; one that needs very long is read once.

    Args:
        readers: The processes by name.
        files: What each reads in one repeat.
        repeats: How often.
    """
    first = {name: reader.seconds(files) for name, reader in readers.items()}
    taken: dict[str, list[float]] = {name: [value] if value > _SLOW else [] for name, value in first.items()}
    for _ in range(repeats):
        for name, reader in readers.items():
            if first[name] <= _SLOW:
                taken[name].append(reader.seconds(files, math.ceil(_LEAST / first[name])))
    return {name: statistics.median(values) for name, values in taken.items()}


def peak_memory(module: str, reader: str, data: bytes) -> float:
    """Return the MiB that a fresh process needs at most to read a file once."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        command = [sys.executable, "-m", "benchmarks.reading", "--once", module, reader, file.name]
        return float(subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True).stdout.split()[-1])


def once(module: str, reader: str, path: str) -> None:
    """Read one file and print the peak memory of this process in MiB; `getrusage` would tell its parent's."""
    loaded(module, reader)(Path(path).read_bytes())
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(int(peak.split()[1]) / 1024)


def sizes(module: Any, pages: Sequence[int], small: int) -> dict[str, list[bytes]]:
    """Return files by the name of their size: one of each length, and many of one page.

    Args:
        module: The format's module.
        pages: Lengths.
        small: How many of one page; 0 for none.
    """
    files = {f"{length} pages": [module.make(length, 1)] for length in pages}
    return files | ({f"{small} files of 1 page": [module.make(1, number) for number in range(small)]} if small else {})


def measure(
    module: Any, files_by_size: dict[str, list[bytes]], args: argparse.Namespace
) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of each size, one for each reader, as they are measured.

    Args:
        module: The format's module.
        files_by_size: Files by the name of the size.
        args: What the command line says.
    """
    present = [reader for reader in module.READERS if reader.version]
    with ExitStack() as stack:
        readers = {one.name: stack.enter_context(Warm(module.__name__, one.name)) for one in present}
        for size, files in files_by_size.items():
            medians = interleaved(readers, files, args.repeats)
            floor = next(iter(medians.values()))
            rows = []
            for reader in present:
                seconds = medians[reader.name]
                row = {"format": module.FORMAT, "size": size, "reader": reader.name, "version": reader.version}
                row |= {"milliseconds": round(seconds * 1000, 2), "ratio": round(seconds / floor, 2)}
                if args.memory:
                    peak = peak_memory(module.__name__, reader.name, files[0]) if len(files) == 1 else None
                    row["peak_mib"] = peak and round(peak, 1)
                rows.append(row)
            yield rows


def show(rows: list[dict[str, Any]]) -> None:
    """Print the rows of one size as a table."""
    print(f"\n{rows[0]['format']}, {rows[0]['size']}")
    for row in rows:
        peak = f"{row['peak_mib']:>9.0f} MiB" if row.get("peak_mib") else ""
        label = f"{row['reader']} ({row['version']})"
        print(f"  {label:<46}{row['milliseconds']:>11.2f} ms {row['ratio']:>9.2f}{peak}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", choices=[*FORMATS, []], default=list(FORMATS))
    parser.add_argument("--pages", type=int, nargs="*", default=[3, 30, 300])
    parser.add_argument("--small", type=int, default=200, help="how many small files; 0 for none")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Run the measurements and print them."""
    if sys.argv[1:2] == ["--once"]:
        return once(*sys.argv[2:5])
    args = _arguments()
    logging.disable(logging.WARNING)
    rows: list[dict[str, Any]] = []
    for name in args.formats:
        module = importlib.import_module(FORMATS[name])
        for measured in measure(module, sizes(module, args.pages, args.small), args):
            rows += measured
            if not args.json:
                show(measured)
        for reader in module.READERS:
            if not reader.version:
                print(f"{name}: {reader.name} is not installed", file=sys.stderr)
    print(json.dumps(rows, indent=1) if args.json else f"\nPython {platform.python_version()}, {platform.machine()}")
    return None


if __name__ == "__main__":
    main()
