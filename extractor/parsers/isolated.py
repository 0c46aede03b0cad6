"""Generators run in a process of its own, which can be killed: code in C that hangs listens to nothing else.

The process is a copy of this one (`fork`), so it starts in a few milliseconds and has all that is loaded here. It
comes with the first generator and takes on the next ones of its thread, since to start it costs more than to read a
short file. One that doesn't end its generator is killed; no generator but the first is lost with it, lest what ran
before it in the same process should matter. Where the system can't fork, generators run here.
"""

import atexit
import os
import pickle
import select
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from itertools import islice
from typing import Any, Literal, TypeVar
from weakref import WeakSet

from extractor.parsers.serving import END, HEADER, NO_MEMORY, RAISED, VALUE, Answers, Bounds, Job, framed, serve

__all__ = ["Bounds", "LostError", "isolated", "retire"]

T = TypeVar("T")

# More than a pipe holds.
_CHUNK, _RINGS = 1 << 20, 64
# A process that waits for something that never comes ends after so many times the seconds that it may work.
_PATIENCE = 4
# Seconds after which values are looked for that no bell was rung for.
_NAP = 0.1
# Milliseconds that a process may take to end by itself: whoever measures it, as coverage does, still gets to write.
_LAST_WORDS = 1000
# More is sooner copied with the process than sent to it.
_MOST_SENT = 1 << 20


class LostError(Exception):
    """The process that a generator ran in is gone.

    Attributes:
        reason: Why.
    """

    def __init__(self, reason: Literal["too_slow", "crashed", "out_of_memory"]) -> None:
        super().__init__(reason)
        self.reason = reason


def isolated(make: Callable[[], Generator[T]], bounds: Bounds, size: int) -> Generator[T]:
    """Yield what a generator yields, run in a process of its own.

    Args:
        make: Makes the generator, the same each time; it must be picklable, and so must its values and what it raises.
        bounds: What it may cost.
        size: Bytes that it holds, about.

    Raises:
        LostError: The process was killed, for time or memory, or died.
    """
    if not hasattr(os, "fork"):
        yield from make()
        return
    job, given = Job(make, bounds), 0
    worker = _idle.take() if size <= _MOST_SENT else None
    if worker:
        try:
            with closing(worker.do(job)) as values:
                for value in values:
                    given += 1
                    yield value
            return
        except LostError as lost:
            if lost.reason == "too_slow":
                raise
    # What a worker did before has no part in what becomes of a generator: should it be lost, it begins anew.
    with closing(_Worker(job).values(bounds)) as values:
        yield from islice(values, given, None)


def retire() -> None:
    """End the processes that are kept for what else is to be done."""
    for worker in list(_workers):
        worker.end()


class _Worker:
    """A process, seen from here."""

    is_up = False

    def __init__(self, job: Job) -> None:
        """Start it with its first job."""
        self._parent, self._thread = os.getpid(), threading.get_ident()
        theirs, self._outgoing = os.pipe()
        self._incoming, answers = os.pipe()
        self._bell, rope = os.pipe()
        self._open = {self._outgoing, self._incoming, self._bell}
        try:
            self._child = _forked(job, theirs, Answers(answers, rope))
        except OSError:
            self.forget()
            raise
        finally:
            for pipe in (theirs, answers, rope):
                os.close(pipe)
        self.is_up = True
        for pipe in (self._incoming, self._bell):
            os.set_blocking(pipe, False)
        self._poller = select.poll()
        self._poller.register(self._bell, select.POLLIN)
        self._told = bytearray()
        _workers.add(self)

    @property
    def is_of_this_thread(self) -> bool:
        """Whether this thread started it: it ends with that one."""
        return self._thread == threading.get_ident()

    def do(self, job: Job) -> Generator[Any]:
        """Yield the values of another job."""
        rest = framed(pickle.dumps(job, pickle.HIGHEST_PROTOCOL))
        try:
            while rest:
                rest = rest[os.write(self._outgoing, rest) :]
        except OSError:
            self.kill()
            raise LostError("crashed") from None
        yield from self.values(job.bounds)

    def values(self, bounds: Bounds) -> Generator[Any]:
        """Yield the values of the job in hand; then keep the process where it is good for another, else end it."""
        is_done = False
        try:
            while (answer := self._answer(_Deadline(self._child, bounds)))[0] == VALUE:
                yield answer[1]
            is_done = True
        finally:
            if not is_done:
                self.kill()
        kind, value = answer
        if not (kind == END and value and _idle.keep(self)):
            self.end()
        if kind == RAISED:
            raise value
        if kind == NO_MEMORY:
            raise LostError("out_of_memory")

    def _answer(self, deadline: "_Deadline") -> tuple[int, Any]:
        while (body := self._next_body()) is None:
            self._listen(deadline)
        kind, value = pickle.loads(body)
        return kind, value

    def _next_body(self) -> bytearray | None:
        """Return what was told next, if all of it is here."""
        end = HEADER.size
        if len(self._told) < end:
            return None
        end += HEADER.unpack_from(self._told)[0]
        if len(self._told) < end:
            return None
        body = self._told[HEADER.size : end]
        del self._told[:end]
        return body

    def _listen(self, deadline: "_Deadline") -> None:
        """Wait for the bell, though not for long, and take what there is."""
        if not self.is_up:
            raise LostError("crashed")
        left = deadline.left()
        if self._poller.poll(min(left, _NAP) * 1000 if left > 0 else 0):
            with suppress(BlockingIOError):
                os.read(self._bell, _RINGS)
        try:
            part = os.read(self._incoming, _CHUNK)
        except BlockingIOError:
            if left <= 0:
                raise LostError("too_slow") from None
            return
        if not part:
            raise LostError("crashed")
        self._told += part

    def end(self) -> None:
        """Let the process end by itself; kill it should it take long."""
        if self.is_up:
            self._open.remove(self._outgoing)
            os.close(self._outgoing)
            self._poller.modify(self._bell, 0)
            self._poller.poll(_LAST_WORDS)
            self.kill()

    def kill(self) -> None:
        """End the process at once, and give back what it held."""
        if not self.is_up:
            return
        self.forget()
        if os.getpid() != self._parent:
            # A copy of this process drops what the threads had that it has not, and comes by here.
            return
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)

    def forget(self) -> None:
        """Close what leads to the process, and leave it alone."""
        self.is_up = False
        # Each once: what comes next may get the same number.
        while self._open:
            with suppress(OSError):
                os.close(self._open.pop())

    def __del__(self) -> None:
        """A thread ends its worker."""
        self.kill()


def _forked(job: Job, incoming: int, answers: Answers) -> int:
    """Return the id of a new process that does a job."""
    parent = os.getpid()
    with warnings.catch_warnings():
        # Newer Pythons warn where threads run; the copy has this one alone, and needs nothing of theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        serve(job, incoming, answers, parent)
    return child


class _Idle(threading.local):
    """The worker that waits for more to do, one in each thread."""

    worker: _Worker | None = None

    def take(self) -> _Worker | None:
        worker, self.worker = self.worker, None
        return worker if worker and worker.is_up else None

    def keep(self, worker: _Worker) -> bool:
        if (self.worker and self.worker.is_up) or not worker.is_of_this_thread:
            return False
        self.worker = worker
        return True


class _Deadline:
    """When a value is late."""

    def __init__(self, child: int, bounds: Bounds) -> None:
        self._child = child
        self._until = min(bounds.until, time.monotonic() + _PATIENCE * bounds.seconds)
        self._stop = _at_work(child) + bounds.seconds

    def left(self) -> float:
        """Return for how many seconds it can't be late."""
        return min(self._stop - _at_work(self._child), self._until - time.monotonic())


def _at_work(process: int) -> float:
    """Return the seconds that a process was at work; elsewhere than on Linux those that have passed."""
    if not sys.platform.startswith("linux"):
        return time.monotonic()
    try:
        # Its clock, as clock_getcpuclockid(3) forms it.
        return time.clock_gettime(~process << 3 | 2)
    except OSError:
        # It has ended: the pipe says so.
        return 0.0


def _forget_all() -> None:
    """A copy of this process has no workers: they are its parent's."""
    for worker in list(_workers):
        worker.forget()


_idle = _Idle()
_workers: WeakSet[_Worker] = WeakSet()
if hasattr(os, "fork"):
    os.register_at_fork(after_in_child=_forget_all)
    atexit.register(retire)
