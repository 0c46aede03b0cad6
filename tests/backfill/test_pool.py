"""A worker may hang, die, fork or eat memory: it costs that call alone."""

import os
import signal
import sys
import time

import calls
import pytest

from extractor.backfill.errors import (
    CrashedError,
    OutOfMemoryError,
    StrayProcessesError,
    TimedOutError,
    WorkersLostError,
)
from extractor.backfill.pool import Isolation, Preparation, WorkerPool
from extractor.backfill.work import PRELOAD

LIMITS = Isolation(seconds=1.5, memory=256 * 1024**2, recycle_after=1000)
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and signals are those of Linux")


@pytest.fixture(scope="module")
def pool():
    # All pools of a process share one server, which takes the first one's modules: later tests need these.
    pool = WorkerPool(2, LIMITS, Preparation(preload=PRELOAD))
    yield pool
    pool.shutdown()


def is_running(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as stat:  # noqa: PTH123
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(processes) -> bool:
    for _ in range(100):
        if not any(map(is_running, processes)):
            return True
        time.sleep(0.05)
    return False


def test_results_come_back(pool):
    futures = [pool.submit(calls.double, number) for number in range(50)]
    assert [future.result(30) for future in futures] == [2 * number for number in range(50)]


def test_workers_live_on(pool):
    assert len({pool.submit(calls.process_id).result(30) for _ in range(40)}) <= 2


@linux
@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        ((calls.hang,), TimedOutError, "longer than 1.5 s"),
        ((calls.spin,), TimedOutError, "longer than 1.5 s"),
        ((calls.hog,), OutOfMemoryError, "more memory"),
        ((calls.hog_in_steps,), OutOfMemoryError, "more memory"),
        ((calls.end_by, signal.SIGSEGV), CrashedError, "SIGSEGV"),
        ((calls.end_by, signal.SIGKILL), CrashedError, "SIGKILL"),
        ((calls.leave, 7), CrashedError, "exit status 7"),
        ((calls.leave, 0), CrashedError, "exit status 0"),
        ((calls.fork_and_return,), StrayProcessesError, "did not end"),
        ((calls.fork_and_hang,), StrayProcessesError, "did not end"),
        ((calls.fork_and_die,), CrashedError, "SIGSEGV"),
        ((calls.raise_value,), ValueError, "nobody foresaw"),
        ((calls.raise_unsendable,), RuntimeError, "UnsendableError: first"),
    ],
)
def test_a_bad_call_costs_itself_alone(pool, call, error, words):
    good = [pool.submit(calls.double, 1) for _ in range(3)]
    bad = pool.submit(*call)
    good += [pool.submit(calls.double, 1) for _ in range(3)]
    with pytest.raises(error, match=words):
        bad.result(30)
    assert [future.result(30) for future in good] == [2] * 6


def test_workers_are_replaced_when_worn():
    pool = WorkerPool(1, Isolation(recycle_after=5), Preparation())
    seen = [pool.submit(calls.process_id).result(30) for _ in range(12)]
    pool.shutdown()
    assert [seen.count(process) for process in dict.fromkeys(seen)] == [5, 5, 2]


@pytest.mark.parametrize(
    ("initializer", "error"), [(calls.fail_to_prepare, RuntimeError), (calls.die_at_start, WorkersLostError)]
)
def test_workers_that_can_not_start(initializer, error):
    pool = WorkerPool(1, LIMITS, Preparation(initializer))
    with pytest.raises(error):
        pool.submit(calls.double, 1).result(60)
    pool.shutdown()


@linux
def test_kill_ends_all_at_once():
    pool = WorkerPool(2, Isolation(seconds=600), Preparation())
    futures = [pool.submit(calls.hang) for _ in range(5)]
    while len(pool.processes()) < 2:
        time.sleep(0.05)
    processes = pool.processes()
    pool.kill()
    assert gone(processes)
    assert all(future.exception(30) is not None for future in futures if not future.cancelled())
    assert sum(future.cancelled() for future in futures) >= 3


@linux
def test_workers_end_with_the_process_that_started_them(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(
        "import sys, time\n"
        f"sys.path.insert(0, {os.path.dirname(calls.__file__)!r})\n"  # noqa: PTH120
        "import calls\n"
        "from extractor.backfill.pool import *\n"
        "if __name__ == '__main__':\n"
        "    pool = WorkerPool(2, Isolation(), Preparation())\n"
        "    print(*{pool.submit(calls.process_id).result() for _ in range(20)}, flush=True)\n"
        "    [pool.submit(calls.spin) for _ in range(2)]\n"
        "    time.sleep(600)\n",
        encoding="utf-8",
    )
    import subprocess

    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        processes = [int(word) for word in parent.stdout.readline().split()]
        time.sleep(0.3)
        parent.kill()
    assert processes
    assert gone(processes)
