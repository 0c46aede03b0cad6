"""The readers of Word files that are measured against each other; see `reading.py`."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from benchmarks import word_report
from benchmarks.peers import Reader

FORMAT = "docx"
make = word_report.report


def _floor() -> Callable[[bytes], Any]:
    from lxml import etree

    def read(data: bytes) -> Any:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return etree.fromstring(archive.read("word/document.xml"))

    return read


def _all_parts() -> Callable[[bytes], Any]:
    from lxml import etree

    def read(data: bytes) -> Any:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
            return [etree.fromstring(archive.read(name)) for name in names]

    return read


def _ours() -> Callable[[bytes], Any]:
    from extractor.parsers import parse_bytes
    from extractor.settings import Settings

    settings = Settings()
    return lambda data: parse_bytes(data, "report.docx", settings)


def _python_docx() -> Callable[[bytes], Any]:
    import docx

    return lambda data: [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def _markitdown() -> Callable[[bytes], Any]:
    from markitdown import MarkItDown

    converter = MarkItDown()
    return lambda data: converter.convert_stream(io.BytesIO(data), file_extension=".docx").text_content


def _mammoth() -> Callable[[bytes], Any]:
    import mammoth

    return lambda data: mammoth.convert_to_html(io.BytesIO(data)).value


def _docx2python() -> Callable[[bytes], Any]:
    from docx2python import docx2python

    def read(data: bytes) -> Any:
        with docx2python(io.BytesIO(data)) as document:
            return document.text

    return read


def _docling() -> Callable[[bytes], Any]:
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    def read(data: bytes) -> Any:
        source = InputDocument(
            path_or_stream=io.BytesIO(data),
            format=InputFormat.DOCX,
            backend=MsWordDocumentBackend,
            filename="report.docx",
        )
        return source._backend.convert()

    return read


READERS = (
    Reader("unzip + lxml, document part", "lxml", _floor),
    Reader("unzip + lxml, every XML part", "lxml", _all_parts),
    Reader("council-extract", "council-extract", _ours),
    Reader("python-docx, paragraphs", "python-docx", _python_docx),
    Reader("docx2python", "docx2python", _docx2python),
    Reader("mammoth", "mammoth", _mammoth),
    Reader("markitdown", "markitdown", _markitdown),
    Reader("docling, its reader of Word files", "docling-slim", _docling),
)
FLOORS = ("unzip + lxml, document part", "unzip + lxml, every XML part")
