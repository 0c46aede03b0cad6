"""Documents that were put whole into a Word file (w:altChunk)."""

from collections.abc import Callable

from extractor.errors import UnreadableError
from extractor.parsers import sniff
from extractor.parsers.raw import RawDocument
from extractor.settings import Settings

_NAME = "a document embedded in this one"


def read_chunk(
    data: bytes | None, settings: Settings, read_word: Callable[[bytes, Settings, str], RawDocument] | None
) -> RawDocument | None:
    """Return the document in a chunk; None where it is missing, in a format not read here, or can't be read.

    Args:
        data: The chunk.
        settings: For the limits.
        read_word: Reads a Word document; None where enough of them stand in each other.
    """
    kind = sniff.sniff(data) if data else None
    read = None
    if kind == sniff.DOCX:
        read = read_word
    elif kind == sniff.HTML:
        from extractor.parsers.html import read
    elif kind == sniff.SAVED_PAGE:
        from extractor.parsers.html.saved import read
    elif kind == sniff.TEXT:
        from extractor.parsers.text import read
    try:
        return read(data, settings, _NAME) if read and data else None
    except UnreadableError:
        return None
