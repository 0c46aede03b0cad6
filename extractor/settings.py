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
        pages: Pages of a PDF; those beyond are left out, with a warning.
        blocks: Blocks of any document.
        page_seconds: Time for one page.
        file_seconds: Time for all of a file.
        ocr_seconds: Time to recognise the text of one page, which comes on top.
        memory: Bytes that reading a file may take beyond what the process has before.
    """

    file_bytes: int = 256 * 1024 * 1024
    inflated_bytes: int = 1024 * 1024 * 1024
    inflation_ratio: int = 1000
    pages: int = 5000
    blocks: int = 500_000
    page_seconds: float = 15.0
    file_seconds: float = 90.0
    ocr_seconds: float = 120.0
    memory: int = 400 * 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """Everything a run can be told.

    Attributes:
        limits: What an input may cost at most.
        lexicons: Folder that overlays the shipped lexicons; None for the shipped ones alone.
        isolated: Whether files that are read by code in C are read in a process of their own, where the system
            has `fork`: only so can reading that hangs, crashes or takes all memory be ended.
        ocr: Language (as Tesseract names it) in which pages without a text layer are recognised; None leaves them.
    """

    limits: Limits = field(default_factory=Limits)
    lexicons: Path | None = None
    isolated: bool = True
    ocr: str | None = None
