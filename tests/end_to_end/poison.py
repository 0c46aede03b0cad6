"""What a worker does in the test of poisoned documents: as usual, but for those named for what they do."""

import os
import re
import signal
import time

from extractor.backfill import work
from extractor.backfill.sources import Task
from extractor.store.outcome import Outcome


def hang() -> None:
    time.sleep(600)


def endless_page() -> None:
    """Backtrack forever in C code that no other thread of the worker can interrupt."""
    re.match(r"(x+x+)+y", "x" * 64)


def memory_hog() -> None:
    kept = []
    while True:
        kept.append(bytearray(64 * 1024**2))


def segfault() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(0)


def fork() -> None:
    if os.fork() == 0:
        time.sleep(600)


def fork_bomb() -> None:
    for _ in range(50):
        if os.fork() == 0:
            time.sleep(600)


POISONS = {
    "hang": (hang, "timed_out", "timed_out"),
    "endless-page": (endless_page, "timed_out", "timed_out"),
    "memory-hog": (memory_hog, "failed", "out_of_memory"),
    "segfault": (segfault, "crashed", "crashed"),
    "kill": (kill, "crashed", "crashed"),
    "leave": (leave, "crashed", "crashed"),
    "fork": (fork, "crashed", "stray_processes"),
    "fork-bomb": (fork_bomb, "crashed", "stray_processes"),
}


def process(task: Task) -> Outcome:
    name = task.name.removesuffix(".txt")
    if name in POISONS:
        POISONS[name][0]()
    return work.process(task)


def slow(task: Task) -> Outcome:
    time.sleep(0.05)
    return work.process(task)
