"""What one reading may cost in this process: time and memory.

Readers look at the clock themselves where they can keep what they have by then. This is what holds where they can't:
a worker of a backfill is bounded from outside, and can be killed; a single `extract FILE` has only this.
"""

import errno
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from extractor.errors import TooLargeError, TooSlowError
from extractor.settings import Limits

_MEBIBYTE = 1 << 20
# Readers that watch their memory see pages that are in use; the system counts all that was asked for.
_ASKED_FOR = 3
_AT_ONCE = 0.001


class _Expired(BaseException):
    """Time is up; no `except Exception` on the way out may take it for an error of a file."""


@contextmanager
def bounded(name: str, limits: Limits) -> Iterator[None]:
    """Stop what runs inside when it takes too long or too much memory, where the system can tell.

    Args:
        name: The file's name, for messages.
        limits: Its time and memory are used.

    Raises:
        TooSlowError: The time is up.
        TooLargeError: The memory is used up.
    """
    try:
        with _alarm(limits.file_seconds + limits.page_seconds), _memory(_ASKED_FOR * limits.memory):
            yield
    except _Expired:
        cause = f"takes longer than {limits.file_seconds:g} s to read"
        raise TooSlowError(name, cause, "split it, or allow more with --limit file_seconds=N") from None
    except (MemoryError, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.ENOMEM:
            raise
        cause = f"needs more than {limits.memory // _MEBIBYTE} MiB of memory"
        raise TooLargeError(name, cause, "split it, or allow more with --limit memory=N") from None


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    if signal.getitimer(signal.ITIMER_PROF)[0]:
        # A profiler runs; it stays.
        yield
        return

    def expire(*_: object) -> None:
        raise _Expired

    def snooze(lost: "sys.UnraisableHookArgs") -> None:
        """Ring again at once where Python could only print what rang: in a callback of its own."""
        if lost.exc_type is _Expired:
            signal.setitimer(signal.ITIMER_PROF, _AT_ONCE, 1.0)
        else:
            hook(lost)

    hook, sys.unraisablehook = sys.unraisablehook, snooze
    before = signal.signal(signal.SIGPROF, expire)
    # What counts is this process at work: not a busy machine, and not the programs that it waits for, which have
    # limits of their own. It rings again, should a library have caught the first one.
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        sys.unraisablehook = hook


@contextmanager
def _memory(most: int) -> Iterator[None]:
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            held = int(statm.read().split()[5]) * resource.getpagesize()
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        allowed = [held + most, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)]
        resource.setrlimit(resource.RLIMIT_DATA, (min(allowed), hard))
    except (ImportError, OSError, ValueError):
        # No such limit on this system.
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
