"""A PDF file from bytes to raw blocks."""

from extractor.errors import DamagedError
from extractor.parsers.pdf.blocks import Headings, blocks_of
from extractor.parsers.pdf.flow import Paragraph, paragraphs_of, set_texts, typography_of
from extractor.parsers.pdf.footnotes import mark_of, split_footnotes
from extractor.parsers.pdf.hyphens import Vocabulary
from extractor.parsers.pdf.lines import Line
from extractor.parsers.pdf.margins import running_lines
from extractor.parsers.pdf.paging import Items, read_pages
from extractor.parsers.pdf.scans import no_text, recognise
from extractor.parsers.raw import RawBlock, RawDocument
from extractor.settings import Settings
from models.source import ReadWarning

MEDIA_TYPE = "application/pdf"

_TAIL = 4096


def read(data: bytes, settings: Settings, name: str) -> RawDocument:
    """Return the blocks of a PDF file in reading order.

    Args:
        data: The file's bytes.
        settings: The limits, and whether to read in a process of its own.
        name: The file's name, for messages.

    Raises:
        NotThisFormatError: The bytes are no PDF.
        PasswordNeededError: The file opens only with a password.
        EncryptedError: The file is encrypted in a way that pdfium doesn't know.
        DamagedError: Neither pdfium nor pdfplumber opens the file, or any of its pages.
        TooLargeError: No page can be read in the memory allowed.
        TooSlowError: No page can be read in the time allowed.
        NoTextLayerError: The file has no text, but pages that may be scans.
        ToolMissingError: Text is to be recognised, and Tesseract is not installed.
    """
    document = RawDocument([], MEDIA_TYPE)
    if b"%%EOF" not in data[-_TAIL:]:
        message = "the end of the file is missing; pages may be lost"
        document.warnings.append(ReadWarning(code="truncated", message=message))
    found = read_pages(data, settings, name)
    if settings.ocr is not None:
        recognise(found, data, settings, name)
    document.pages = found.count
    for page in found.pages:
        document.set_aside += page.aside
        document.warnings += page.warnings
    document.warnings += found.warnings(settings.limits)
    items = [page.items for page in found.pages]
    if any(items):
        _compose(items, document)
    elif any(page.may_be_scan for page in found.pages):
        raise no_text(name, settings)
    elif all(page.is_unreadable for page in found.pages):
        raise DamagedError(name, "no page could be read", "print it to PDF anew")
    return document


def _compose(pages: list[Items], document: RawDocument) -> None:
    """Turn the lines and tables of all pages into the document's blocks."""
    running = running_lines([[item for item in items if isinstance(item, Line)] for items in pages])
    if all(id(item) in running for items in pages for item in items):
        # A document that says nothing but what stands at its edges says that.
        running = set()
    aside = [item.text for items in pages for item in items if isinstance(item, Line) and id(item) in running]
    document.set_aside = list(dict.fromkeys([*document.set_aside, *aside]))
    pages = [[item for item in items if id(item) not in running] for items in pages]
    typography = typography_of([item for items in pages for item in items if isinstance(item, Line)])
    body: Items = []
    notes: list[Paragraph] = []
    for items in pages:
        kept, found = split_footnotes(items, typography.body)
        body += kept
        notes += found
    vocabulary = Vocabulary(item.text for item in body if isinstance(item, Line))
    paragraphs = paragraphs_of(body, typography)
    set_texts([item for item in paragraphs if isinstance(item, Paragraph)] + notes, vocabulary)
    headings = Headings(paragraphs, typography)
    document.title = headings.title.text if headings.title else None
    document.blocks = blocks_of(paragraphs, headings, vocabulary) + [_footnote(note) for note in notes]


def _footnote(note: Paragraph) -> RawBlock:
    label, text = mark_of(note.text)
    return RawBlock("footnote", text.strip(), label=label, page=note.first.page)
