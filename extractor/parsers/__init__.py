"""From a file of any known format to a `SourceDocument`."""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from extractor.collector import without_collector
from extractor.errors import EmptyFileError, NotFoundError, TooLargeError, UnsupportedFormatError
from extractor.parsers import sniff
from extractor.parsers.bounds import bounded
from extractor.parsers.builder import build
from extractor.parsers.raw import RawDocument
from extractor.settings import Settings
from models import SourceDocument

__all__ = ["parse", "parse_bytes"]

Reader = Callable[[bytes, Settings, str], RawDocument]

_READERS: tuple[tuple[str, str], ...] = (
    (sniff.DOCX, "extractor.parsers.docx"),
    (sniff.PDF, "extractor.parsers.pdf"),
    (sniff.HTML, "extractor.parsers.html"),
    (sniff.SAVED_PAGE, "extractor.parsers.html.saved"),
    (sniff.TEXT, "extractor.parsers.text"),
    *((old, "extractor.parsers.office") for old in (sniff.DOC, sniff.RTF, sniff.ODT, sniff.FLAT_ODT, sniff.SXW)),
    (sniff.WORD_XML, "extractor.parsers.office"),
)
_UNREAD = {
    sniff.ZIP: "is a zip archive without a document in it",
    sniff.XML: "is an XML file of a kind not read here",
    sniff.BINARY: "is not a document",
}


def parse(path: str | Path, settings: Settings) -> SourceDocument:
    """Return the document at a path.

    Args:
        path: A file; "-" reads standard input.
        settings: Limits and the folder of lexicons.

    Raises:
        UnreadableError: The file is missing, empty, too large, damaged, or in no format read here.
    """
    if str(path) == "-":
        # Python has no `stdin` at all where the caller closed it: that is an empty file.
        data, name = sys.stdin.buffer.read(settings.limits.file_bytes + 1) if sys.stdin else b"", "-"
    else:
        data, name = _read_file(Path(path), settings), _printable(Path(path).name)
    with bounded(name, settings.limits):
        return parse_bytes(data, name, settings)


@without_collector()
def parse_bytes(data: bytes, name: str, settings: Settings) -> SourceDocument:
    """Return the document in the bytes of a file; the bytes decide its format, not its name.

    Args:
        data: The whole file.
        name: Name without folders, for messages and the record.
        settings: Limits and the folder of lexicons.

    Raises:
        UnreadableError: The bytes are empty, too many, damaged, or in no format read here.
    """
    if not data:
        raise EmptyFileError(name, "is empty", "check that it was downloaded or saved completely")
    if len(data) > settings.limits.file_bytes:
        raise _too_large(name, settings)
    raw = _reader(data, name)(data, settings, name)
    return build(raw, data, name, settings)


def _reader(data: bytes, name: str) -> Reader:
    media_type = sniff.sniff(data)
    for known, module in _READERS:
        if known == media_type:
            reader: Reader = import_module(module).read
            return reader
    if media_type == sniff.OLE:
        raise sniff.ole_error(data, name)
    raise UnsupportedFormatError(name, _UNREAD[media_type], "save it as DOCX or PDF")


def _read_file(path: Path, settings: Settings) -> bytes:
    try:
        if path.is_dir():
            raise NotFoundError(str(path), "is a folder", "name a file in it")
        if path.stat().st_size > settings.limits.file_bytes:
            raise _too_large(str(path), settings)
        with path.open("rb") as file:  # a device or pipe states no size
            return file.read(settings.limits.file_bytes + 1)
    except FileNotFoundError:
        raise NotFoundError(str(path), "does not exist", "check the path") from None
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise NotFoundError(
            str(path), f"cannot be read ({reason})", "check the path and its permissions"
        ) from error


def _printable(name: str) -> str:
    """Return the name with U+FFFD for bytes that are no UTF-8, which JSON cannot hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _too_large(name: str, settings: Settings) -> TooLargeError:
    limit = settings.limits.file_bytes
    told = f"{limit >> 20} MiB" if limit >= 1 << 20 else f"{limit / 1024:.3g} KiB"
    return TooLargeError(name, f"is larger than {told}", "split it, or allow more with --limit file_bytes=N")
