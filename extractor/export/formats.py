"""All formats that records are passed on in, in one table."""

from collections.abc import Callable
from io import TextIOWrapper
from typing import IO, NamedTuple

from extractor.export.material import Material


class Format(NamedTuple):
    """One format.

    Attributes:
        write: Writes it.
        is_text: Whether a terminal can show it.
    """

    write: Callable[[Material, IO[bytes]], None]
    is_text: bool = True


def _xlsx(material: Material, stream: IO[bytes]) -> None:
    from extractor.export.as_xlsx import write

    write(material, stream)


def _csv(material: Material, stream: IO[bytes]) -> None:
    from extractor.export.as_csv import write

    with _Text(stream) as text:
        write(material.told(), material.codes, text)


def _jsonl(material: Material, stream: IO[bytes]) -> None:
    from extractor.export.as_jsonl import write

    with _Text(stream) as text:
        write(material.told(), material.codes, text)


def _parquet(material: Material, stream: IO[bytes]) -> None:
    from extractor.export.as_parquet import write

    write(material.told(), material.codes, stream)


def _hxl(material: Material, stream: IO[bytes]) -> None:
    from extractor.export.as_hxl import write

    with _Text(stream) as text:
        write(material.upheld(), text)


def _iati(material: Material, stream: IO[bytes]) -> None:
    from extractor.export.as_iati import write

    material.gaps += write(material.upheld(), material.codes, stream, material.reporting)


FORMATS = {
    "xlsx": Format(_xlsx, is_text=False),
    "csv": Format(_csv),
    "jsonl": Format(_jsonl),
    "parquet": Format(_parquet, is_text=False),
    "hxl": Format(_hxl),
    "iati": Format(_iati),
}


class _Text(TextIOWrapper):
    """A stream for text over one for bytes, which stays open."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream, encoding="utf-8", errors="backslashreplace", newline="\n")

    def close(self) -> None:
        """Hand over what is buffered."""
        if not self.closed:
            self.detach()
