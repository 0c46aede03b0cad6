"""What goes wrong, one line each on standard error, and the exit status that follows from it."""

import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from extractor.cli import talk
from extractor.errors import ExtractError, LexiconError, UnreadableError

if TYPE_CHECKING:
    from models import Extraction

FINE, PROBLEMS, USAGE, NOTHING_READ = range(4)

Result = TypeVar("Result")


# What --quiet leaves.
_HEARD = ("error", "conflict")


def say(kind: str, text: str) -> None:
    """Write one line to standard error, safe for a terminal; --quiet leaves errors and conflicts."""
    from extractor.export.wording import one_line

    if talk.level() >= 0 or kind in _HEARD:
        click.echo(f"{kind}: {one_line(text)}", err=True)


def tell(line: str) -> None:
    """Write what was done to standard error, unless --quiet."""
    from extractor.export.wording import one_line

    if talk.level() >= 0:
        click.echo(one_line(line), err=True)


def tell_read(name: str, result: "Extraction") -> None:
    """Write what was read from an input, with every warning, where --verbose asks for it."""
    if talk.level() < 1:
        return
    records = f"{len(result.records)} record{'' if len(result.records) == 1 else 's'}"
    say("read", f"{name}: {records}, {len(result.checks)} checks, language {result.document.language}")
    tell_warnings(result)


def tell_warnings(result: "Extraction") -> None:
    """Write the warnings of a result."""
    for warning in result.warnings:
        page = f", page {warning.page}" if warning.page else ""
        say("warning", f"{result.document.filename}{page}: {warning.message}")


def internal(source: str, error: Exception, *, debug: bool) -> None:
    """Report an exception that nothing here raises on purpose.

    Args:
        source: The file or step that it happened in.
        error: The exception.
        debug: Whether to write its traceback too.
    """
    what = f"{type(error).__name__}: {error}"
    say("error", f"{source}: internal error ({what}); please report it with this line")
    if debug:
        traceback.print_exception(error)


class Tally:
    """Runs one step per input, reports what fails, and knows the exit status at the end."""

    def __init__(self, *, debug: bool) -> None:
        self.debug = debug
        self.done = self.unread = self.broken = 0

    def attempt(self, source: str, step: Callable[[], Result]) -> Result | None:
        """Return what the step returns; None where it fails, after reporting it.

        Args:
            source: The input's name for messages.
            step: What to do with the input.

        Raises:
            LexiconError: As no input can do without the lexicons.
        """
        try:
            result = step()
        except LexiconError:
            raise
        except ExtractError as error:
            self.failed(error)
        except Exception as error:
            internal(source, error, debug=self.debug)
            self.broken += 1
        else:
            self.done += 1
            return result
        return None

    def failed(self, error: ExtractError) -> None:
        """Report and count what went wrong with an input."""
        say("error", str(error))
        self.unread += isinstance(error, UnreadableError)
        self.broken += not isinstance(error, UnreadableError)

    @property
    def status(self) -> int:
        """The exit status for all inputs so far."""
        if self.broken or (self.done and self.unread):
            return PROBLEMS
        return NOTHING_READ if self.unread else FINE


def discard_output() -> None:
    """Send what is still buffered for standard output nowhere: its reader has gone, or its disk is full."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
