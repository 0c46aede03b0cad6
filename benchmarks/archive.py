"""Backfills a large archive once, as a user does, ends it by force on the way, and checks that nothing is missing.

python -m benchmarks.documents FOLDER --number 100000
python -m benchmarks.archive FOLDER STORE --samples memory.csv --kill-at 30000

Prints the rate, the memory of every process over time (into the CSV, every ten seconds), the size of the store, how
long a second run takes that finds everything unchanged, and how fast the store answers.
"""

import argparse
import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.processes import below, cpu_seconds, proportional, resident

SAMPLE_SECONDS = 10
MEBIBYTE = 1024**2
QUERIES = (
    ("status",),
    ("records", "--country", "MAR", "--limit", "100"),
    ("records", "--period", "2015", "--limit", "100"),
    ("records", "--partner", "UNICEF", "--limit", "100"),
    ("records", "--country", "MAR", "--period", "2015", "--format", "csv"),
    ("records", "--type", "workshop", "--min-confidence", "0.9", "--limit", "100"),
    ("records", "--country", "MAR", "--format", "jsonl"),
)


class Samples:
    """Writes the memory of a process and of all below it into a CSV file, every ten seconds."""

    def __init__(self, path: Path, store: Path) -> None:
        self._path = path
        self._store = store
        self._started = time.monotonic()

    def take(self, process: int) -> None:
        """Add a row for each process there is now."""
        new = not self._path.exists()
        with self._path.open("a", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            if new:
                rows.writerow(("seconds", "inputs", "store_mib", "process", "is", "rss_mib", "pss_mib", "cpu_seconds"))
            common = (f"{time.monotonic() - self._started:.0f}", held(self._store), f"{size(self._store):.1f}")
            for one in (process, *below(process)):
                kind = "parent" if one == process else "child"
                figures = (resident(one) / MEBIBYTE, proportional(one) / MEBIBYTE, cpu_seconds([one]))
                rows.writerow((*common, one, kind, *(f"{figure:.1f}" for figure in figures)))


def size(store: Path) -> float:
    """Return the MiB of a store with its log."""
    files = (Path(f"{store}{ending}") for ending in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.exists()) / MEBIBYTE


def rows_of(store: Path, query: str) -> list[tuple[object, ...]]:
    """Return what a query finds; nothing where there is no store yet."""
    if not store.exists():
        return []
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=60)) as connection:
        try:
            return connection.execute(query).fetchall()
        except sqlite3.OperationalError:
            return []


def held(store: Path) -> int:
    """Return the number of inputs in a store."""
    return int(str((rows_of(store, "SELECT count(*) FROM inputs") or [(0,)])[0][0]))


def run(folder: Path, store: Path, samples: Samples, kill_at: int | None) -> tuple[float, float]:
    """Return the seconds that a run took until it ended, or was ended, and its processor time until the last sample."""
    started, spent = time.monotonic(), 0.0
    with subprocess.Popen([*extract(), "backfill", str(folder), "--store", str(store)]) as process:
        while process.poll() is None:
            samples.take(process.pid)
            spent = cpu_seconds([process.pid, *below(process.pid)])
            if kill_at is not None and held(store) >= kill_at:
                children = below(process.pid)
                process.send_signal(signal.SIGKILL)
                process.wait()
                time.sleep(2)
                left = [one for one in children if resident(one)]
                say(f"killed with {held(store):,} inputs in the store; {len(left)} of its processes outlived it")
                break
            with_patience(process)
    return time.monotonic() - started, spent


def with_patience(process: "subprocess.Popen[bytes]") -> None:
    """Wait until the next sample is due, or the process has ended."""
    try:
        process.wait(SAMPLE_SECONDS)
    except subprocess.TimeoutExpired:
        return


def extract() -> list[str]:
    """Return the installed command."""
    beside = Path(sys.executable).parent / "extract"
    found = str(beside) if beside.exists() else shutil.which("extract")
    assert found, "the command extract is not installed"
    return [found]


def say(text: str) -> None:
    """Print a line now."""
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


def faults(folder: Path, store: Path) -> Iterator[str]:
    """Yield what is wrong with a store that has taken in a folder."""
    files = {str(path.absolute()) for path in folder.rglob("*") if path.is_file()}
    paths = [str(path) for (path,) in rows_of(store, "SELECT path FROM inputs")]
    if files != set(paths) or len(paths) != len(files):
        yield f"{len(files - set(paths))} files are missing, {len(set(paths) - files)} are too many"
    checks = {
        "documents that were read have one current version": """
            SELECT count(*) FROM documents LEFT JOIN versions ON document_id = documents.id AND current
            WHERE documents.status IN ('done', 'partial') AND versions.id IS NULL""",
        "records belong to a version": """
            SELECT count(*) FROM records LEFT JOIN versions ON versions.id = version_id WHERE versions.id IS NULL""",
        "inputs belong to a document": """
            SELECT count(*) FROM inputs LEFT JOIN documents ON documents.id = document_id WHERE documents.id IS NULL""",
        "each content has one document": """
            SELECT count(*) FROM (SELECT document_id, number FROM versions GROUP BY 1, 2 HAVING count(*) > 1)""",
    }
    for rule, query in checks.items():
        if found := rows_of(store, query)[0][0]:
            yield f"{found} against the rule: {rule}"
    if (told := rows_of(store, "PRAGMA integrity_check")[0][0]) != "ok":
        yield f"SQLite: {told}"
    if broken := rows_of(store, "PRAGMA foreign_key_check"):
        yield f"{len(broken)} foreign keys lead nowhere"


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("store", type=Path)
    parser.add_argument("--samples", type=Path, default=Path("memory.csv"), help="CSV file of the memory over time")
    parser.add_argument("--kill-at", type=int, help="end the run by force when so many inputs are in the store")
    parser.add_argument("--ask", action="store_true", help="run nothing; check and ask a store that is there")
    given = parser.parse_args()
    if not given.ask:
        take_in(given.folder, given.store, Samples(given.samples, given.store), given.kill_at)
    store = given.store
    told = list(faults(given.folder, store))
    say("nothing is missing, nothing twice" if not told else "FAULTS: " + "; ".join(told))
    for query in QUERIES:
        started, spent = time.perf_counter(), sum(os.times()[2:4])
        done = subprocess.run([*extract(), *query, "--store", str(store)], capture_output=True, check=False)
        seconds, spent = time.perf_counter() - started, sum(os.times()[2:4]) - spent
        shown = f"{len(done.stdout):,} bytes" if not done.returncode else done.stderr.decode()[-200:]
        say(f"{seconds:6.2f} s ({spent:.2f} s of CPU)  extract {' '.join(query)}: {shown}")


def take_in(folder: Path, store: Path, samples: Samples, kill_at: int | None) -> None:
    """Run, kill, run on, run again; say how it went."""
    ends = (kill_at, None) if kill_at else (None,)
    seconds, spent = map(sum, zip(*(run(folder, store, samples, end) for end in ends), strict=True))
    number = held(store)
    each = 1000 * spent / number
    say(f"{number:,} inputs in {seconds:,.0f} s: {number / seconds:.1f} a second, {each:.1f} ms of CPU each")
    say(f"store: {size(store):,.0f} MiB, {size(store) * 1024 / number:.1f} KiB an input")
    say(f"statuses: {dict(Counter(str(status) for (status,) in rows_of(store, 'SELECT status FROM inputs')))}")
    say(f"a second run took {run(folder, store, samples, None)[0]:.0f} s")


if __name__ == "__main__":
    main()
