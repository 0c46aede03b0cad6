"""Where output goes: standard output, or a file that is written whole or not at all."""

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from extractor.errors import UsageError


@contextmanager
def opened(output: Path | None) -> Iterator[IO[str]]:
    """Yield a stream to write to; a file appears, or is replaced, only when all has been written.

    A file to which nothing was written is left as it was.

    Args:
        output: The file; None for standard output.

    Raises:
        UsageError: The file can't be written.
    """
    with opened_bytes(output) as stream:
        if output is None:
            yield sys.stdout
            return
        text = io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="\n")
        try:
            yield text
        finally:
            text.detach()


@contextmanager
def opened_bytes(output: Path | None) -> Iterator[IO[bytes]]:
    """Yield a stream for bytes; arguments and errors as for `opened`."""
    if output is None:
        if sys.stdout is None:
            raise UsageError("standard output", "is closed", "redirect it, or name a file with -o")
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    try:
        # A device or a pipe is no file to be replaced.
        replaceable = not output.exists() or output.is_file()
        with _temporary(output.resolve()) if replaceable else output.open("wb") as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        cause = f"can't be written ({error.strerror or error})"
        raise UsageError(str(output), cause, "name a file in a folder that you may write to") from error


def refuse_input(output: Path | None, inputs: tuple[str, ...]) -> None:
    """Do nothing unless the output would overwrite an input.

    Args:
        output: The file to be written; None for standard output.
        inputs: The files to be read.

    Raises:
        UsageError: They are the same file.
    """
    for name in inputs if output and output.is_file() else ():
        if Path(name).exists() and output and output.samefile(name):
            raise UsageError(str(output), "is an input too", "name another file for the output")


@contextmanager
def _temporary(output: Path) -> Iterator[IO[bytes]]:
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name[:64]}.")
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123
            yield stream
            written = stream.tell()
        if written:
            Path(name).chmod(_mode(output))
            Path(name).replace(output)
    finally:
        Path(name).unlink(missing_ok=True)


def _mode(output: Path) -> int:
    """Return the permissions that the file has, or that a new one would get."""
    if output.exists():
        return output.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
