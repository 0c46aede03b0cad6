"""A pool of processes that may be killed one by one, behind the interface of `concurrent.futures`.

Each worker has a pipe, a process group and a thread here of its own, so that nothing a worker does when it
hangs, dies or forks can touch another: what a shared queue, as other pools have, does not give.
"""

import os
import queue
import signal
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_all_start_methods, get_context
from typing import Any, TypeVar

from extractor.backfill import child
from extractor.backfill.errors import (
    CrashedError,
    OutOfMemoryError,
    StrayProcessesError,
    TimedOutError,
    WorkersLostError,
)

# Who starts a process looks after all that have ended; of two threads that do so at once, one loses the exit status.
_LOOKING = threading.Lock()
START_SECONDS = 120.0
START_ATTEMPTS = 3
Result = TypeVar("Result")


@dataclass(frozen=True)
class Isolation:
    """What a worker may cost.

    Attributes:
        seconds: Longest time for one call.
        memory: Bytes that a worker may take beyond what it has when it is ready.
        recycle_after: Calls after which a worker is replaced, so that what they leave behind is given back.
    """

    seconds: float = 120.0
    memory: int = 2 * 1024**3
    recycle_after: int = 1000


@dataclass(frozen=True)
class Preparation:
    """How a worker gets ready.

    Attributes:
        initializer: Called once in each new worker.
        arguments: Handed to it.
        preload: Modules that the workers share from before they are forked.
    """

    initializer: Callable[..., None] | None = None
    arguments: tuple[Any, ...] = ()
    preload: tuple[str, ...] = ()


@dataclass
class _Job:
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
    future: "Future[Any]" = field(default_factory=Future)


class WorkerPool(Executor):
    """Runs calls in processes; each call has limits, and what breaks them costs that call alone."""

    def __init__(self, workers: int, isolation: Isolation, preparation: Preparation) -> None:
        """Start the threads; a worker starts with its first call.

        Args:
            workers: Number of processes.
            isolation: What each may cost.
            preparation: How each gets ready.
        """
        self.isolation = isolation
        self.preparation = preparation
        method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
        self._context: Any = get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload(list(preparation.preload))
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._workers: set[_Worker] = set()
        self._killed = False
        self._threads = [threading.Thread(target=self._serve, args=(number,), daemon=True) for number in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> "Future[Result]":
        """Return the future of one call; its errors are those of `extractor.backfill.errors`, or the call's own."""
        job = _Job((fn, args, kwargs))
        self._jobs.put(job)
        return job.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers after the calls in hand."""
        if cancel_futures:
            self._cancel_waiting()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def kill(self) -> None:
        """End the workers at once; the calls in hand fail."""
        self._killed = True
        self._cancel_waiting()
        for worker in list(self._workers):
            worker.kill()
        self.shutdown(wait=False)

    def processes(self) -> list[int]:
        """Return the ids of the processes that are up now."""
        return [worker.pid for worker in list(self._workers)]

    def _cancel_waiting(self) -> None:
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job:
                job.future.cancel()

    def _serve(self, number: int) -> None:
        """Take calls one by one, with a worker that is replaced when it is lost or worn."""
        worker: _Worker | None = None
        # Workers that all start together would otherwise all be replaced together.
        calls = number * self.isolation.recycle_after // max(1, len(self._threads))
        while job := self._jobs.get():
            if not job.future.set_running_or_notify_cancel():
                continue
            try:
                worker = worker or self._start()
                calls += 1
                result = worker.call(job.call, self.isolation.seconds)
            except BaseException as error:
                job.future.set_exception(error)
            else:
                job.future.set_result(result)
            if worker and (worker.lost or calls >= self.isolation.recycle_after):
                self._retire(worker)
                worker, calls = None, 0
        if worker:
            self._retire(worker)

    def _start(self) -> "_Worker":
        for attempt in range(START_ATTEMPTS):
            if self._killed:
                break
            worker = _Worker(self._context, self.isolation, self.preparation)
            self._workers.add(worker)
            try:
                worker.wait_until_ready()
            except (TimedOutError, CrashedError) as error:
                self._retire(worker)
                if attempt + 1 == START_ATTEMPTS:
                    raise WorkersLostError("worker", f"does not start ({error})", "see to the machine") from error
            except BaseException:
                self._retire(worker)
                raise
            else:
                return worker
        raise WorkersLostError("worker", "was ended", "start again")

    def _retire(self, worker: "_Worker") -> None:
        worker.close()
        self._workers.discard(worker)


class _Worker:
    """One process, seen from the thread that serves it."""

    def __init__(self, context: Any, isolation: Isolation, preparation: Preparation) -> None:
        self._pipe, theirs = context.Pipe()
        arguments = (theirs, isolation.memory, preparation.initializer, preparation.arguments)
        self._process = context.Process(target=child.main, args=arguments, daemon=True)
        with _LOOKING:
            self._process.start()
        theirs.close()
        self.pid: int = self._process.pid
        self.lost = False

    def wait_until_ready(self) -> None:
        self._receive(START_SECONDS)

    def call(self, call: tuple[Any, ...], seconds: float) -> Any:
        try:
            self._pipe.send(call)
        except (BrokenPipeError, ConnectionResetError):
            raise self._died() from None
        return self._receive(seconds)

    def _receive(self, seconds: float) -> Any:
        ready: Iterable[Any] = connection.wait([self._pipe, self._process.sentinel], seconds)
        if not ready:
            self.kill()
            raise TimedOutError(f"took longer than {seconds:g} s")
        try:
            # What a worker that has just died sent before counts.
            if self._pipe not in ready and not self._pipe.poll():
                raise EOFError
            kind, value = self._pipe.recv()
        except (EOFError, ConnectionResetError):
            raise self._died() from None
        match kind:
            case "returned":
                return value
            case "raised":
                raise value
        self.kill()
        raise OutOfMemoryError(value) if kind == "out_of_memory" else StrayProcessesError(value)

    def _died(self) -> CrashedError:
        connection.wait([self._process.sentinel])
        with _LOOKING:
            self._process.join()
        self.kill()
        code = self._process.exitcode or 0
        if code >= 0:
            return CrashedError(f"ended its worker with exit status {code}")
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return CrashedError(f"its worker was ended by signal {name}")

    def kill(self) -> None:
        """End the process and all that it started."""
        self.lost = True
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
        self._process.kill()

    def close(self) -> None:
        """End the process and give back what it held."""
        self._pipe.close()
        if not self.lost:
            self._process.join(2)
        self.kill()
        self._process.join()
        self._process.close()
