"""The pages of a file, read one by one within limits of time and memory."""

import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

from extractor.errors import DamagedError, TooLargeError, TooSlowError, UnreadableError
from extractor.parsers.isolated import Bounds, LostError, isolated
from extractor.parsers.pdf.columns import lines_of_grid, ordered
from extractor.parsers.pdf.lines import Line
from extractor.parsers.pdf.pages import PdfPages
from extractor.parsers.pdf.rules import MOST_RULES
from extractor.parsers.pdf.tables import Table, aligned_table, ruled_tables
from extractor.parsers.pdf.words import PageWords, Word
from extractor.settings import Limits, Settings
from models.source import ReadWarning

Items = list[Line | Table]

_MOST_LOST = 5

@dataclass
class PageRead:
    """What was found on one page.

    Attributes:
        number: Page from 1.
        items: Lines and tables in reading order.
        aside: Texts that run in another direction.
        warnings: What could not be read.
        may_be_scan: Whether there is no text, but what may be writing in a picture.
        is_unreadable: Whether no library reads the page.
    """

    number: int
    items: Items = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    warnings: list[ReadWarning] = field(default_factory=list)
    may_be_scan: bool = False
    is_unreadable: bool = False


@dataclass
class FileRead:
    """What was found in a file.

    Attributes:
        count: Number of pages that the file has.
        pages: Those that were read.
        unread: Those that were not, by the reason.
    """

    count: int = 0
    pages: list[PageRead] = field(default_factory=list)
    unread: dict[str, list[int]] = field(default_factory=dict)

    def leave(self, numbers: range, reason: str) -> None:
        """Note pages that are not read."""
        if numbers:
            self.unread.setdefault(reason, []).extend(numbers)

    def warnings(self, limits: Limits) -> list[ReadWarning]:
        """Return a warning for each reason why pages were not read."""
        return [
            ReadWarning(
                code="partial",
                message=f"{_ranges(numbers)} not read: reading {_why(reason, limits)}",
                page=numbers[0],
            )
            for reason, numbers in self.unread.items()
        ]


def read_pages(data: bytes, settings: Settings, name: str) -> FileRead:
    """Return the pages of a file, as many as the limits let be read.

    Args:
        data: The file's bytes.
        settings: The limits, and whether to read in a process of its own.
        name: The file's name, for messages.

    Raises:
        UnreadableError: The file doesn't open, or no page was read before a limit.
    """
    # Loaded before the fork, not after each; pdfplumber is rarely needed.
    import pypdfium2  # noqa: F401

    return _Reading(data, settings, name).run()


class _Reading:
    """Reads on behind every page that cost its process, until the pages, the time or the patience end."""

    def __init__(self, data: bytes, settings: Settings, name: str) -> None:
        limits = settings.limits
        self._source = data, name, limits.pages
        self._settings = settings
        self._bounds = Bounds(limits.page_seconds, time.monotonic() + limits.file_seconds, limits.memory)
        self._found = FileRead()
        self._next = 1
        self._without_pdfium = False

    def run(self) -> FileRead:
        found, name, lost = self._found, self._source[1], 0
        while lost < _MOST_LOST and not self._is_done():
            before = self._next
            try:
                self._read_on()
                reason = "crashed" if self._next == before else ""
            except LostError as error:
                lost += 1
                reason = "" if self._has_another_way(error) else error.reason
            if reason:
                found.leave(range(self._next, self._next + 1), reason)
                self._next += 1
                if not found.count or self._is_over():
                    break
        last = min(found.count, self._settings.limits.pages)
        reason = next(reversed(found.unread), "crashed")
        found.leave(range(self._next, last + 1), reason)
        if found.unread and not found.pages:
            raise _error(reason, name, self._settings.limits)
        found.leave(range(last + 1, found.count + 1), "past_limit")
        return found

    def _is_done(self) -> bool:
        return 0 < min(self._found.count, self._source[2]) < self._next

    def _has_another_way(self, lost: LostError) -> bool:
        """Turn to pdfplumber for the page that pdfium crashed on, or for all where it doesn't survive the opening."""
        self._without_pdfium = lost.reason == "crashed" and not self._without_pdfium
        return self._without_pdfium

    def _read_on(self) -> None:
        last = self._next if self._without_pdfium and self._found.count else self._source[2]
        parts = partial(_parts, self._source, range(self._next, last + 1), not self._without_pdfium)
        size = len(self._source[0])
        with closing(isolated(parts, self._bounds, size) if self._settings.isolated else parts()) as stream:
            for part in stream:
                if isinstance(part, int):
                    self._found.count = self._found.count or part
                    continue
                self._found.pages.append(part)
                self._next += 1
                if self._is_over() and not self._is_done():
                    raise LostError("too_slow")
        self._without_pdfium = False

    def _is_over(self) -> bool:
        return time.monotonic() > self._bounds.until


def _parts(source: tuple[bytes, str, int], numbers: range, with_pdfium: bool) -> Generator[int | PageRead]:
    """Yield the number of pages, then those pages of the range that there are."""
    data, name, _ = source
    with closing(PdfPages(data, name, with_pdfium=with_pdfium)) as pages:
        yield pages.count
        for number in numbers:
            if number > pages.count:
                break
            yield _page(pages, number)


def _page(pages: PdfPages, number: int) -> PageRead:
    try:
        words = pages.words(number)
    except ValueError as error:
        warning = ReadWarning(code="page_unreadable", message=str(error), page=number)
        return PageRead(number, warnings=[warning], is_unreadable=True)
    warnings = words.warnings + _warnings(words)
    return PageRead(number, items_of(words), words.aside, warnings, words.may_be_scan)


def _warnings(words: PageWords) -> list[ReadWarning]:
    found: dict[str, str] = {}
    if words.unmapped:
        found["unmapped_characters"] = f"{words.unmapped} characters have no meaning in their font"
    if len(words.rules) > MOST_RULES:
        found["tables_not_read"] = "too many drawn lines to look for tables between them"
    if words.objects and not words.words:
        found["page_without_text"] = "the page shows something, but holds no text"
    return [ReadWarning(code=code, message=message, page=words.number) for code, message in found.items()]


def items_of(page: PageWords) -> Items:
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


def _error(reason: str, name: str, limits: Limits) -> UnreadableError:
    """Return the error for a file of which nothing was read."""
    cause = f"no page could be read: reading {_why(reason, limits)}"
    if reason == "too_slow":
        return TooSlowError(name, cause, "split it, or allow more with --limit page_seconds=N")
    if reason == "out_of_memory":
        return TooLargeError(name, cause, "split it, or allow more with --limit memory=N")
    return DamagedError(name, cause, "print it to PDF anew")


def _why(reason: str, limits: Limits) -> str:
    if reason == "too_slow":
        return f"took longer than {limits.page_seconds:g} s a page or {limits.file_seconds:g} s in all"
    if reason == "out_of_memory":
        return f"took more than {limits.memory >> 20} MiB of memory"
    if reason == "crashed":
        return f"crashed, or took more than {limits.memory >> 20} MiB of memory"
    return f"stops at {limits.pages} pages"


def _ranges(numbers: list[int]) -> str:
    """Return page numbers in words: "page 4", "pages 4, 7-12"."""
    parts: list[str] = []
    for first, last in _runs(numbers):
        parts.append(f"{first}" if first == last else f"{first}-{last}")
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(parts)}"


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs
