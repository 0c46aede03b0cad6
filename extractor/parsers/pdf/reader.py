"""A PDF file from bytes to raw blocks."""

from collections.abc import Iterator
from contextlib import closing

from extractor.errors import NoTextLayerError, TooLargeError
from extractor.parsers.pdf.blocks import Headings, blocks_of
from extractor.parsers.pdf.columns import lines_of_grid, ordered
from extractor.parsers.pdf.flow import Paragraph, paragraphs_of, set_texts, typography_of
from extractor.parsers.pdf.footnotes import mark_of, split_footnotes
from extractor.parsers.pdf.hyphens import Vocabulary
from extractor.parsers.pdf.lines import Line
from extractor.parsers.pdf.margins import running_lines
from extractor.parsers.pdf.pages import PdfPages
from extractor.parsers.pdf.rules import MOST_RULES
from extractor.parsers.pdf.tables import Table, aligned_table, ruled_tables
from extractor.parsers.pdf.words import PageWords, Word
from extractor.parsers.raw import RawBlock, RawDocument
from extractor.settings import Settings
from models.source import ReadWarning

MEDIA_TYPE = "application/pdf"

_TAIL = 4096

Items = list[Line | Table]


def read(data: bytes, settings: Settings, name: str) -> RawDocument:
    """Return the blocks of a PDF file in reading order.

    Args:
        data: The file's bytes.
        settings: Its limit of pages is used.
        name: The file's name, for messages.

    Raises:
        NotThisFormatError: The bytes are no PDF.
        PasswordNeededError: The file opens only with a password.
        EncryptedError: The file is encrypted in a way that pdfium doesn't know.
        DamagedError: Neither pdfium nor pdfplumber opens the file.
        TooLargeError: The file has more pages than allowed.
        NoTextLayerError: The file has pages, but no text on any.
    """
    document = RawDocument([], MEDIA_TYPE)
    if b"%%EOF" not in data[-_TAIL:]:
        message = "the end of the file is missing; pages may be lost"
        document.warnings.append(ReadWarning(code="truncated", message=message))
    with closing(PdfPages(data, name)) as pages:
        if pages.count > settings.limits.pages:
            cause = f"{pages.count} pages, the limit is {settings.limits.pages}"
            raise TooLargeError(name, cause, "split the file, or raise the limit of pages")
        document.pages = pages.count
        items = list(_page_items(pages, document))
    if not any(items):
        raise NoTextLayerError(
            name, "pages without text, probably a scan", "run text recognition (OCR) on it first"
        )
    _compose(items, document)
    return document


def _page_items(pages: PdfPages, document: RawDocument) -> Iterator[Items]:
    """Yield the lines and tables of each page; what can't be read becomes a warning."""
    for number in range(1, pages.count + 1):
        try:
            words = pages.words(number)
        except ValueError as error:
            document.warnings.append(ReadWarning(code="page_unreadable", message=str(error), page=number))
            yield []
            continue
        _warn(words, document)
        document.set_aside += words.aside
        yield _items(words)


def _warn(words: PageWords, document: RawDocument) -> None:
    if words.unmapped:
        message = f"{words.unmapped} characters have no meaning in their font"
        document.warnings.append(ReadWarning(code="unmapped_characters", message=message, page=words.number))
    if len(words.rules) > MOST_RULES:
        message = "too many drawn lines to look for tables between them"
        document.warnings.append(ReadWarning(code="tables_not_read", message=message, page=words.number))
    if words.shows and not words.words:
        message = "the page shows something, but holds no text"
        document.warnings.append(ReadWarning(code="page_without_text", message=message, page=words.number))


def _items(page: PageWords) -> Items:
    """Return the lines and tables of a page in reading order."""
    tables, rest = ruled_tables(page)
    items: Items = []
    for table in sorted(tables, key=lambda table: table.top):
        above = [word for word in rest if word.middle < table.top]
        rest = [word for word in rest if word.middle >= table.top]
        items += [*_free_items(page, above, len(items)), table]
    return items + _free_items(page, rest, len(items))


def _free_items(page: PageWords, words: list[Word], column: int) -> Items:
    items: Items = []
    for item in ordered(page, words):
        if isinstance(item, Line):
            item.column += column * 1000
            items.append(item)
            continue
        table = aligned_table(item)
        if table is None or table.is_title_block:
            items += lines_of_grid(item, page)
        else:
            items.append(table)
    return items


def _compose(pages: list[Items], document: RawDocument) -> None:
    """Turn the lines and tables of all pages into the document's blocks."""
    running = running_lines([[item for item in items if isinstance(item, Line)] for items in pages])
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
