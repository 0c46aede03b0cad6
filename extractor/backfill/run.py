"""Runs a plan: hands inputs to workers, saves what comes back, and stops when told to."""

import queue
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from extractor.backfill.errors import (
    CrashedError,
    DocumentError,
    SourceLostError,
    UnreachableError,
    WorkersLostError,
)
from extractor.backfill.executors import Workers
from extractor.backfill.sources import Task
from extractor.backfill.work import Setup, identified, process
from extractor.errors import ExtractError
from extractor.store.outcome import FAILURES, Outcome, Status
from extractor.store.writing import StoreWriter

# Calls waiting for each process: enough that none is idle while this one writes.
AHEAD = 4
# Objects behind URLs that may be out of reach one after another before the run gives up.
UNREACHED_AT_MOST = 10
TICK_SECONDS = 0.5
State = Literal["finished", "stopped", "broken"]


class Listener(Protocol):
    """Who is told how it goes."""

    def settled(self, outcome: Outcome, status: Status) -> None:
        """Take one input that is in the store now."""

    def tick(self) -> None:
        """Take the time; called twice a second at least."""


@dataclass
class Stop:
    """Asks a run to end: first after what is in hand, then at once."""

    soon: threading.Event = field(default_factory=threading.Event)
    now: threading.Event = field(default_factory=threading.Event)

    def ask(self) -> None:
        """Ask once more."""
        (self.now if self.soon.is_set() else self.soon).set()


@dataclass(frozen=True)
class Job:
    """What a run needs.

    Attributes:
        tasks: The inputs.
        workers: Where they are read.
        at_once: How many are read at a time.
        writer: Where results go.
        run: Number of the run in the store.
        setup: What the workers were prepared with.
        most_failures: The run stops when so many inputs have failed; None for no limit.
        work: What is called with each task in a worker.
    """

    tasks: Iterable[Task]
    workers: Workers
    at_once: int
    writer: StoreWriter
    run: int
    setup: Setup
    most_failures: int | None = None
    work: Callable[[Task], Outcome] = process


class Loop:
    """One run."""

    def __init__(self, job: Job, listener: Listener, stop: Stop) -> None:
        """Prepare a run.

        Args:
            job: What it needs.
            listener: Who is told.
            stop: Asks it to end.
        """
        self.job = job
        self.listener = listener
        self.stop = stop
        self.counts: Counter[str] = Counter()
        self._unreached = 0
        self._in_hand: dict[Future[Any], Task] = {}
        self._ready: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()

    def go(self) -> State:
        """Return how it ended: finished, or stopped before the end.

        Raises:
            StoreLostError: The store can't be written any more; what was saved is whole.
            WorkersLostError: No worker can be had any more.
        SourceLostError: One input after another can't be reached.
        """
        try:
            complete = self._hand_out()
            while self._in_hand and not self.stop.now.is_set():
                self._settle()
        except BaseException:
            self.job.workers.kill()
            raise
        if self.stop.now.is_set():
            self.job.workers.kill()
            return "stopped"
        return "finished" if complete else "stopped"

    def _hand_out(self) -> bool:
        for task in self.job.tasks:
            while len(self._in_hand) >= self.job.at_once * AHEAD and not self._stopping():
                self._settle()
            if self._stopping():
                return False
            future = self.job.workers.submit(self.job.work, task)
            self._in_hand[future] = task
            future.add_done_callback(self._ready.put)
        return True

    def _stopping(self) -> bool:
        return self.stop.soon.is_set() or self._too_many_failures()

    def _too_many_failures(self) -> bool:
        failures = sum(self.counts[status] for status in FAILURES)
        return self.job.most_failures is not None and failures >= self.job.most_failures

    def _settle(self) -> None:
        """Save what is ready, after waiting a moment for it."""
        self.listener.tick()
        ready: list[Future[Any]] = []
        try:
            ready.append(self._ready.get(timeout=TICK_SECONDS))
            while True:
                ready.append(self._ready.get_nowait())
        except queue.Empty:
            pass
        outcomes = [outcome_of(self._in_hand.pop(future), future, self.job.setup) for future in ready]
        same = [outcome for outcome in outcomes if outcome.status == "unchanged"]
        for outcome, status in zip(same, self.job.writer.save_unchanged(self.job.run, same), strict=True):
            self._count(outcome, status)
        for outcome in outcomes:
            if outcome.status != "unchanged":
                self._count(outcome, self.job.writer.save(self.job.run, outcome))

    def _count(self, outcome: Outcome, status: Status) -> None:
        self.counts[status] += 1
        self.listener.settled(outcome, status)
        self._unreached = self._unreached + 1 if outcome.error == UnreachableError.code else 0
        if self._unreached >= UNREACHED_AT_MOST:
            cause = f"can't be reached, like the {self._unreached - 1} inputs before it"
            raise SourceLostError(outcome.path, cause, "see to the network, then start again: the run goes on")


def outcome_of(task: Task, future: "Future[Any]", setup: Setup) -> Outcome:
    """Return what became of an input whose call has ended, however it ended.

    Args:
        task: The input.
        future: Its call, which is done.
        setup: What the workers were prepared with.

    Raises:
        ExtractError: The call says that no other can do better: faulty word lists, no workers.
    """
    empty = Outcome(path=task.path, status="failed", rules=setup.rules, overrides=task.overrides)
    try:
        outcome: Outcome = future.result()
    except DocumentError as error:
        told = replace(empty, status=error.status, error=error.code, message=str(error))
    except ExtractError:
        raise
    except CancelledError as error:
        raise WorkersLostError("workers", "were lost with calls in hand", "start again") from error
    except Exception as error:
        if type(error).__name__ == "KilledWorker":
            # Dask's own, for a call that one worker after another died of.
            told = replace(empty, status="crashed", error=CrashedError.code, message="ended several workers")
        else:
            message = f"{type(error).__name__}: {error}"[:500]
            told = replace(empty, error="internal_error", message=message)
    else:
        return outcome
    return identified(task, told, setup)
