"""Two large sides read at the same time, one of them in a process of its own."""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import IO

from extractor.errors import ExtractError
from extractor.reconcile.items import Item
from extractor.reconcile.sides import RESULTS, Told

# Bytes of results from which on a second process pays.
LARGE = 20_000_000
# Items that go from one process to the other at once: what is sent is remembered at both ends until it is complete.
_BATCH = 5000


def both(make: Callable[[str], Told], before: str, after: str) -> tuple[Told, Told]:
    """Return two sides; where both are large files of results, the second comes from a process of its own.

    Args:
        make: Reads a side.
        before: Name of one side.
        after: Name of the other.

    Raises:
        ExtractError: What `make` raises.
    """
    if not (sys.platform == "linux" and _is_large(before) and _is_large(after)):
        return make(before), make(after)
    # A forked process hashes strings as this one does, and the keys that records are looked up by are hashes.
    context = get_context("fork")
    # A file, not a connection: that would hold a side of gigabytes once more at each end.
    receiving, sending = map(os.fdopen, os.pipe(), ("rb", "wb"))
    child = context.Process(target=_send, args=(make, after, (receiving, sending)), daemon=True)
    child.start()
    sending.close()
    try:
        ours = make(before)
        return ours, _received(receiving) or make(after)
    finally:
        receiving.close()
        child.terminate()
        child.join()


def _is_large(name: str) -> bool:
    path = Path(name)
    return path.suffix.lower() in RESULTS and path.is_file() and path.stat().st_size >= LARGE


def _send(make: Callable[[str], Told], name: str, pipe: tuple[IO[bytes], IO[bytes]]) -> None:
    # An interrupt goes to both; the other one ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    receiving, sending = pipe
    receiving.close()
    items: tuple[Item, ...] = ()
    made: Told | ExtractError
    try:
        made = make(name)
        made, items = replace(made, items=()), made.items
    except ExtractError as error:
        made = error
    # Where nobody listens any more, nobody misses it.
    with suppress(BrokenPipeError), sending:
        pickle.dump((made, len(items)), sending, pickle.HIGHEST_PROTOCOL)
        for start in range(0, len(items), _BATCH):
            pickle.dump(items[start : start + _BATCH], sending, pickle.HIGHEST_PROTOCOL)


def _received(receiving: IO[bytes]) -> Told | None:
    """Return what the other process made; None where it ended without a word, killed or out of memory."""
    found: Told | ExtractError
    items: list[Item] = []
    try:
        found, number = pickle.load(receiving)
        while len(items) < number:
            items += pickle.load(receiving)
    except (EOFError, pickle.UnpicklingError):
        return None
    if isinstance(found, ExtractError):
        raise found
    return replace(found, items=tuple(items))
