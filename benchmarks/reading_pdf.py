"""The readers of PDF files that are measured against each other; see `reading.py`."""

import io
from collections.abc import Callable
from typing import Any

from benchmarks import pdf_report
from benchmarks.peers import Reader

FORMAT = "pdf"
make = pdf_report.report


def _floor() -> Callable[[bytes], Any]:
    import pypdfium2

    def read(data: bytes) -> Any:
        document = pypdfium2.PdfDocument(data)
        texts = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
        document.close()
        return texts

    return read


def _ours() -> Callable[[bytes], Any]:
    from extractor.parsers import parse_bytes
    from extractor.settings import Settings

    settings = Settings()
    return lambda data: parse_bytes(data, "report.pdf", settings)


def _pdfplumber() -> Callable[[bytes], Any]:
    import pdfplumber

    def read(data: bytes) -> Any:
        texts = []
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                texts.append((page.extract_text(), page.extract_tables()))
                page.close()
        return texts

    return read


def _pdfminer() -> Callable[[bytes], Any]:
    from pdfminer.high_level import extract_text

    return lambda data: extract_text(io.BytesIO(data))


def _pypdf() -> Callable[[bytes], Any]:
    from pypdf import PdfReader

    return lambda data: [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def _markitdown() -> Callable[[bytes], Any]:
    from markitdown import MarkItDown

    converter = MarkItDown()
    return lambda data: converter.convert_stream(io.BytesIO(data), file_extension=".pdf").text_content


READERS = (
    Reader("pdfium, text alone", "pypdfium2", _floor),
    Reader("council-extract", "council-extract", _ours),
    Reader("pypdf", "pypdf", _pypdf),
    Reader("pdfminer.six, text alone", "pdfminer.six", _pdfminer),
    Reader("pdfplumber, text and tables", "pdfplumber", _pdfplumber),
    Reader("markitdown", "markitdown", _markitdown),
)
FLOORS = ("pdfium, text alone",)
