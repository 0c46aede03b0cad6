"""The one settings object that is passed down; nothing below reads the environment."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """What an input may cost at most.

    Attributes:
        file_bytes: Size of the file.
        inflated_bytes: Sum of the inflated sizes of an archive's members.
        inflation_ratio: Inflated size of one member against its packed size.
        pages: Pages of a PDF.
        blocks: Blocks of any document.
    """

    file_bytes: int = 256 * 1024 * 1024
    inflated_bytes: int = 1024 * 1024 * 1024
    inflation_ratio: int = 1000
    pages: int = 5000
    blocks: int = 500_000


@dataclass(frozen=True)
class Settings:
    """Everything a run can be told.

    Attributes:
        limits: What an input may cost at most.
        lexicons: Folder that overlays the shipped lexicons; None for the shipped ones alone.
    """

    limits: Limits = field(default_factory=Limits)
    lexicons: Path | None = None
