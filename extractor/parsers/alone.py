"""A whole reading in a process of its own, for files large enough to hurt code in C."""

import time
from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial

from extractor.errors import DamagedError, TooLargeError, TooSlowError
from extractor.parsers.isolated import Bounds, LostError, isolated
from extractor.parsers.raw import RawDocument
from extractor.settings import Settings

# Below it, the worst that a file can do takes a few seconds, and the copy of the process would cost more.
_SMALL = 128 * 1024

Read = Callable[[bytes, Settings, str], RawDocument]


def alone(read: Read, data: bytes, settings: Settings, name: str) -> RawDocument:
    """Return what a reader makes of a file; a large one is read in a process that can be killed.

    Args:
        read: The reader.
        data: The file's bytes.
        settings: The limits, and whether to use processes.
        name: For messages.

    Raises:
        TooSlowError: The time is up.
        TooLargeError: The memory is used up.
        DamagedError: The process crashed.
        UnreadableError: What the reader raises.
    """
    if len(data) < _SMALL or not settings.isolated:
        return read(data, settings, name)

    limits = settings.limits
    bounds = Bounds(limits.file_seconds, time.monotonic() + limits.file_seconds, limits.memory)
    try:
        with closing(isolated(partial(_made, read, data, settings, name), bounds, len(data))) as stream:
            return next(stream)
    except LostError as lost:
        if lost.reason == "too_slow":
            cause = f"takes longer than {limits.file_seconds:g} s to read"
            raise TooSlowError(name, cause, "split it, or allow more with --limit file_seconds=N") from None
        if lost.reason == "out_of_memory":
            cause = f"needs more than {limits.memory >> 20} MiB of memory"
            raise TooLargeError(name, cause, "split it, or allow more with --limit memory=N") from None
        raise DamagedError(name, "makes its reader crash", "open it in another program and save it anew") from None


def _made(read: Read, data: bytes, settings: Settings, name: str) -> Generator[RawDocument]:
    yield read(data, settings, name)
