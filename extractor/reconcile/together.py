"""Two large sides read at the same time, one of them in a process of its own."""

import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from extractor.errors import ExtractError
from extractor.reconcile.sides import RESULTS

# Bytes of results from which on a second process pays.
LARGE = 20_000_000

Side = TypeVar("Side")


def both(make: Callable[[str], Side], before: str, after: str) -> tuple[Side, Side]:
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
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(make, after, sending), daemon=True)
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


def _send(make: Callable[[str], Side], name: str, sending: Connection) -> None:
    # An interrupt goes to both; the other one ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sending.send(make(name))
    except ExtractError as error:
        sending.send(error)


def _received(receiving: Connection) -> Side | None:
    """Return what the other process made; None where it ended without a word, killed or out of memory."""
    try:
        found: Side | ExtractError = receiving.recv()
    except EOFError:
        return None
    if isinstance(found, ExtractError):
        raise found
    return found
