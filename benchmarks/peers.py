"""The readers that are measured against each other, whatever their format."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any


@dataclass(frozen=True)
class Reader:
    """One way to read a file.

    Attributes:
        name: For the table.
        distribution: Whose version is told.
        load: Imports what is needed and returns the function that reads bytes.
    """

    name: str
    distribution: str
    load: Callable[[], Callable[[bytes], Any]]

    @property
    def version(self) -> str | None:
        """The installed version; None where it isn't installed."""
        try:
            return version(self.distribution)
        except PackageNotFoundError:
            return None
