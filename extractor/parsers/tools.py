"""Programs outside Python: found, run within limits of time and memory, and ended with all that they start."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ToolMissingError, TooSlowError

# The reader of the pipe ends the whole group when this process closes it, or goes, however it goes.
_GUARD = (
    'ulimit -v "$1"; ulimit -f "$2"; ulimit -c 0; shift 2; exec 3<&0; '
    '(read -r _ <&3; kill -KILL 0) >/dev/null 2>&1 & exec "$@" </dev/null 3<&-'
)


@dataclass(frozen=True)
class ToolBounds:
    """What one run of a program may cost.

    Attributes:
        seconds: Time.
        memory: Bytes of address space.
        output: Bytes of any file that it writes.
    """

    seconds: float
    memory: int = 4 << 30
    output: int = 1 << 30


def find_tool(names: Sequence[str], missing: ToolMissingError) -> str:
    """Return the path of the first program that is installed.

    Args:
        names: Names of the program, the best first.
        missing: Raised where none is installed.
    """
    for name in names:
        if found := shutil.which(name):
            return found
    raise missing


def run_tool(command: Sequence[str], folder: Path, bounds: ToolBounds, source: str) -> int:
    """Return the exit status of a program that was run in a folder of its own.

    It sees no input, and of the environment only where programs are; what it writes goes to the folder.

    Args:
        command: The program and its arguments.
        folder: A private folder: working directory and home.
        bounds: What it may cost.
        source: The file that it works on, for the message.

    Raises:
        TooSlowError: The time is up.
    """
    given = {"HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            _guarded(command, bounds),
            cwd=folder,
            env=kept | given,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            return process.wait(bounds.seconds)
        except subprocess.TimeoutExpired:
            cause = f"takes longer than {bounds.seconds:g} s in {Path(command[0]).name}"
            raise TooSlowError(source, cause, "split it, or allow more with --limit file_seconds=N") from None
        finally:
            _end(process)


def _guarded(command: Sequence[str], bounds: ToolBounds) -> Sequence[str]:
    if os.name != "posix":
        return command
    limits = (str(bounds.memory >> 10), str(bounds.output >> 9))
    return ["sh", "-c", _GUARD, "sh", *limits, *command]


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
    if process.stdin:
        process.stdin.close()
