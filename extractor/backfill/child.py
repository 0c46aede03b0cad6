"""What runs in a worker process: calls come in by a pipe, results go out."""

import multiprocessing
import os
import pickle
import select
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from extractor.parsers.serving import limit_memory


def main(
    pipe: "Connection[Any, Any]", memory: int, prepare: Callable[..., None] | None, given: tuple[Any, ...]
) -> None:
    """Serve calls until the other end closes.

    Args:
        pipe: Where calls come in and results go out.
        memory: Bytes that the process may take beyond what it has when ready.
        prepare: Called once before the first call.
        given: Handed to it.
    """
    _stand_alone()
    _die_with_parent()
    own = os.getpid()
    kind, value = _run(prepare, given, {}) if prepare else ("returned", None)
    pipe.send((kind, value))
    if kind != "returned":
        return
    limit_memory(memory, for_good=True)
    while True:
        try:
            function, arguments, keywords = pipe.recv()
        except EOFError:
            return
        answer = _run(function, arguments, keywords)
        if os.getpid() != own:
            # A copy of this worker, forked while it read a document, must not answer in its name.
            os._exit(1)
        if _has_children():
            answer = ("stray", "started processes that did not end with it")
        pipe.send(answer)


def _run(function: Callable[..., Any], arguments: tuple[Any, ...], keywords: dict[str, Any]) -> tuple[str, Any]:
    try:
        return "returned", function(*arguments, **keywords)
    except MemoryError:
        return "out_of_memory", "needed more memory than allowed"
    except Exception as error:
        return "raised", _sendable(error)


def _sendable(error: Exception) -> Exception:
    """Return an error that the other end can read: not every exception survives pickling."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _stand_alone() -> None:
    """Lead a process group of its own, to be killed with all it starts; leave Ctrl-C to the parent."""
    if hasattr(os, "setsid"):
        os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _die_with_parent() -> None:
    """Be killed when the parent goes, however busy, with all that this process started."""
    parent = multiprocessing.parent_process()
    if parent is None or not sys.platform.startswith("linux"):
        return
    import fcntl

    # The other end of this pipe closes with the parent; the kernel then signals the group, asking no thread of ours.
    pipe = parent.sentinel
    fcntl.fcntl(pipe, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([pipe], [], [], 0)[0]:
        os._exit(1)


def _has_children() -> bool:
    """Return whether a process of this group still runs; those that ended are cleared away.

    The one that reads files for this worker (`parsers/isolated.py`) leads a group of its own, and ends with it.
    """
    if not hasattr(os, "WNOHANG"):
        return False
    try:
        while True:
            if os.waitpid(0, os.WNOHANG) == (0, 0):
                return True
    except ChildProcessError:
        return False
