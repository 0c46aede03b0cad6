"""Every error that the tool raises on purpose."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class ExtractError(Exception):
    """The base of all errors here.

    Attributes:
        code: Stable name for programs.
        source: The file or option that the error is about.
        cause: What is wrong, in a few words.
        remedy: What the user can do.
    """

    code = "error"

    def __init__(self, source: str, cause: str, remedy: str) -> None:
        super().__init__(f"{source}: {cause}; {remedy}")
        self.source = source
        self.cause = cause
        self.remedy = remedy

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as what it is: processes hand errors on."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type["ExtractError"], args: tuple[Any, ...], attributes: dict[str, Any]) -> "ExtractError":
    error = kind.__new__(kind, *args)
    error.__dict__.update(attributes)
    return error


class UnreadableError(ExtractError):
    """The base of errors about one input file."""

    code = "unreadable"


class NotFoundError(UnreadableError):
    """The path is missing, a folder, or may not be read."""

    code = "not_found"


class EmptyFileError(UnreadableError):
    """The file has no bytes."""

    code = "empty"


class NotThisFormatError(UnreadableError):
    """The bytes start like a format but don't follow it."""

    code = "not_this_format"


class UnsupportedFormatError(UnreadableError):
    """The bytes are a format that no parser here reads."""

    code = "unsupported_format"


class PasswordNeededError(UnreadableError):
    """The file opens only with a password."""

    code = "password_needed"


class EncryptedError(UnreadableError):
    """The file is encrypted in a way that no password given here opens."""

    code = "encrypted"


class DamagedError(UnreadableError):
    """The file is cut off or broken inside."""

    code = "damaged"


class TooLargeError(UnreadableError):
    """The file is over a limit of size, inflation, pages, blocks or memory."""

    code = "too_large"


class NoTextLayerError(UnreadableError):
    """The file has pages but no text: a scan."""

    code = "no_text_layer"


class TooSlowError(UnreadableError):
    """Reading the file takes longer than allowed, and nothing of it was read by then."""

    code = "too_slow"


class ToolMissingError(UnreadableError):
    """Only a program that is not installed here reads the file."""

    code = "tool_missing"


class LexiconError(ExtractError):
    """A lexicon file has faults; `faults` lists each with file, row and column."""

    code = "lexicon"

    def __init__(self, source: str, faults: list[str]) -> None:
        super().__init__(source, "\n".join(faults), "correct the rows named above")
        self.faults = faults


class UsageError(ExtractError):
    """An option's value makes no sense."""

    code = "usage"


@contextmanager
def optional(asker: str, library: str, extra: str) -> Iterator[None]:
    """Say which extra brings a library that the block imports in vain.

    Args:
        asker: What needs the library: an option, a command, a function.
        library: The library's name.
        extra: The extra of council-extract that installs it.

    Raises:
        UsageError: The library is not installed.
    """
    try:
        yield
    except ImportError:
        remedy = f"pip install 'council-extract[{extra}]'"
        raise UsageError(asker, f"needs {library}, which is not installed", remedy) from None
