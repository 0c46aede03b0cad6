"""A generator run in a process of its own, which can be killed: code in C that hangs listens to nothing else.

The process is a copy of this one (`fork`), so it starts in a few milliseconds and has all that is loaded here. It
comes with the first value asked for and ends with the last. Where the system can't fork, the generator runs here.
"""

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
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

T = TypeVar("T")

_HEADER = struct.Struct("<Q")
_VALUE, _END, _RAISED, _NO_MEMORY = range(4)
_CHUNK = 1 << 20
# A process that waits for something that never comes ends after so many times the seconds that it may work.
_PATIENCE = 4
# Milliseconds that a process may take to end after its last value.
_LAST_WORDS = 1000


class LostError(Exception):
    """The process that a generator ran in is gone.

    Attributes:
        reason: Why.
    """

    def __init__(self, reason: Literal["too_slow", "crashed", "out_of_memory"]) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Bounds:
    """What a generator may cost.

    Attributes:
        seconds: Time for one value, of the process at work: a busy machine ends none.
        until: When the time for all is up, by `time.monotonic`.
        memory: Bytes beyond what this process has now.
    """

    seconds: float
    until: float
    memory: int


def isolated(make: Callable[[], Generator[T]], bounds: Bounds) -> Generator[T]:
    """Yield what a generator yields, run in a process of its own.

    Args:
        make: Makes the generator; its values must be picklable, and so must what it raises.
        bounds: What it may cost.

    Raises:
        LostError: The process was killed, for time or memory, or died.
    """
    if not hasattr(os, "fork"):
        yield from make()
        return
    incoming, outgoing = os.pipe()
    with warnings.catch_warnings():
        # Newer Pythons warn where threads run; the copy has this one alone, and needs nothing of theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.close(incoming)
        _serve(make, outgoing, bounds)
    os.close(outgoing)
    try:
        yield from _values(incoming, child, bounds)
    finally:
        os.close(incoming)
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def limit_memory(memory: int) -> None:
    """Let this process take no more memory than it has now and so many bytes; where the system knows such a limit."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            data = int(statm.read().split()[5]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = data + memory if hard == resource.RLIM_INFINITY else min(data + memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (ImportError, OSError, ValueError):
        # No such limit on this system: the time limit still holds.
        return


def _serve(make: Callable[[], Generator[Any]], pipe: int, bounds: Bounds) -> None:
    """Send what the generator yields, then end this process, past everything that the parent left to be done."""
    try:
        _die_with_parent(bounds)
        limit_memory(bounds.memory)
        # So short a life needs no search for cycles, which would also copy every page shared with the parent.
        gc.disable()
        with closing(make()) as values:
            for value in values:
                _send(pipe, _VALUE, value)
        _send(pipe, _END, None)
    except MemoryError:
        _send(pipe, _NO_MEMORY, None)
    except BaseException as error:
        with suppress(Exception):
            _send(pipe, _RAISED, error)
    finally:
        os._exit(0)


def _die_with_parent(bounds: Bounds) -> None:
    """Let Ctrl-C or a crash end this process without a word, and let it not outlive its parent by much."""
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        most = int(used + max(bounds.until - time.monotonic(), 0)) + 10
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _send(pipe: int, kind: int, value: Any) -> None:
    body = pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL)
    rest = memoryview(_HEADER.pack(len(body)) + body)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _values(pipe: int, child: int, bounds: Bounds) -> Iterator[Any]:
    poller = select.poll()
    poller.register(pipe, select.POLLIN)
    while True:
        deadline = _Deadline(child, bounds)
        size = _HEADER.unpack(_read(pipe, _HEADER.size, poller, deadline))[0]
        kind, value = pickle.loads(_read(pipe, size, poller, deadline))
        if kind == _END:
            # It ends by itself, in a moment: whoever measures it, as coverage does, still gets to write.
            poller.poll(_LAST_WORDS)
            return
        if kind == _RAISED:
            raise value
        if kind == _NO_MEMORY:
            raise LostError("out_of_memory")
        yield value


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


def _read(pipe: int, size: int, poller: Any, deadline: _Deadline) -> bytes:
    parts: list[bytes] = []
    while size:
        left = deadline.left()
        if left <= 0:
            raise LostError("too_slow")
        if not poller.poll(left * 1000):
            continue
        part = os.read(pipe, min(size, _CHUNK))
        if not part:
            raise LostError("crashed")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
