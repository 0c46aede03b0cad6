"""What runs in a process that `isolated` starts: generators, one after the other, whose values go back by a pipe."""

import ctypes
import faulthandler
import gc
import os
import pickle
import select
import signal
import struct
import sys
import time
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

HEADER = struct.Struct("<Q")
VALUE, END, RAISED, NO_MEMORY = range(4)

# A worker that did so many jobs, or has kept so much more memory than it began with, is replaced.
_MOST_JOBS = 300
_MOST_KEPT = 48 << 20


@dataclass(frozen=True)
class Bounds:
    """What a generator may cost.

    Attributes:
        seconds: Time for one value, of the process at work: a busy machine ends none.
        until: When the time for all is up, by `time.monotonic`.
        memory: Bytes beyond what its process has when it begins.
    """

    seconds: float
    until: float
    memory: int


@dataclass(frozen=True)
class Job:
    """A generator to run; one that is sent to a process must be picklable.

    Attributes:
        make: Makes it.
        bounds: What it may cost.
    """

    make: Callable[[], Generator[Any]]
    bounds: Bounds


class Answers:
    """The way back: a pipe for what is told, and a bell that is rung when it is full, and at the end of each job.

    To wake the parent for each page takes longer than to pickle it. What is in the pipe is there even after this
    process died, so that nothing is lost.
    """

    def __init__(self, pipe: int, bell: int) -> None:
        """Take the ends of two pipes.

        Args:
            pipe: Where values go.
            bell: Where the parent hears that there are some.
        """
        self._pipe, self._bell = pipe, bell
        self.pipes = {pipe, bell}
        os.set_blocking(pipe, False)

    def send(self, kind: int, value: Any) -> None:
        """Write a value.

        Args:
            kind: What it is.
            value: One that can be pickled.

        Raises:
            BrokenPipeError: Nobody listens any more.
        """
        rest = framed(pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL))
        while rest:
            try:
                rest = rest[os.write(self._pipe, rest) :]
            except BlockingIOError:
                os.write(self._bell, b"!")
                select.select((), (self._pipe,), ())
        if kind != VALUE:
            os.write(self._bell, b"!")


def serve(job: Job, incoming: int, answers: Answers, parent: int) -> None:
    """Do jobs until none come, then end this process, past everything that the parent left to be done.

    Args:
        job: The first one.
        incoming: Where others come from.
        answers: Where values go.
        parent: The process that gives the jobs.
    """
    try:
        _stand_alone({incoming, *answers.pipes}, parent)
        jobs, most = 1, _memory_held() + _MOST_KEPT
        while _goes_on(job, answers, jobs < _MOST_JOBS, most):
            del job
            job = _next_job(incoming)
            jobs += 1
    except (EOFError, BrokenPipeError):
        # The parent wants no more, or has gone.
        pass
    finally:
        os._exit(0)


def limit_memory(memory: int, *, for_good: bool) -> None:
    """Let this process take no more memory than it has now and so many bytes; where the system knows such a limit.

    Args:
        memory: The bytes.
        for_good: Whether it may never be told otherwise.
    """
    with suppress(ImportError, OSError, ValueError):
        # Without such a limit on this system, that of time still holds.
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = _memory_held() + memory
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most if for_good else hard))


def _memory_held() -> int:
    """Return the bytes that count for the limit of memory; 0 where the system doesn't tell."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as statm:  # noqa: PTH123
            return int(statm.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _stand_alone(kept: set[int], parent: int) -> None:
    """Hold nothing open of the parent's, let a crash end this process without a word, and don't outlive the parent."""
    # Ctrl-C goes to the parent's group; it then ends this process.
    os.setpgid(0, 0)
    faulthandler.disable()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    _close_all_but(kept)
    # A search for cycles would copy every page shared with the parent; what they keep is given back with the process.
    gc.disable()
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        raise EOFError


def _close_all_but(kept: set[int]) -> None:
    """Close what the parent has open, save where its errors go: whoever waits for the end of it waits for no other."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in {0, 1} - kept:
            os.dup2(nowhere, standard)
        for name in os.listdir("/dev/fd"):  # noqa: PTH208
            if int(name) > 2 and int(name) not in kept:
                with suppress(OSError):
                    os.close(int(name))


def _goes_on(job: Job, answers: Answers, may_go_on: bool, most: int) -> bool:
    """Send what a job yields; return, and say with its end, whether this process is good for another one."""
    try:
        _limit(job.bounds)
        with closing(job.make()) as values:
            for value in values:
                answers.send(VALUE, value)
        goes_on = may_go_on and _memory_held() <= most
        answers.send(END, goes_on)
    except MemoryError:
        answers.send(NO_MEMORY, None)
    except BrokenPipeError:
        raise
    except BaseException as error:
        with suppress(Exception):
            answers.send(RAISED, error)
    else:
        return goes_on
    return False


def _limit(bounds: Bounds) -> None:
    limit_memory(bounds.memory, for_good=False)
    with suppress(ImportError, OSError, ValueError):
        import resource

        left = max(bounds.until - time.monotonic(), 0)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        most = int(time.process_time() + left) + 10
        resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _next_job(pipe: int) -> Job:
    job: Job = pickle.loads(_read(pipe, HEADER.unpack(_read(pipe, HEADER.size))[0]))
    return job


def _read(pipe: int, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = os.read(pipe, size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def framed(body: bytes) -> memoryview:
    """Return bytes as they go through a pipe, with their length before them."""
    return memoryview(HEADER.pack(len(body)) + body)
