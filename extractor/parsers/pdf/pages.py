"""The pages of a PDF file: pdfium first, pdfplumber where pdfium fails or finds next to nothing."""

import ctypes
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extractor.errors import (
    DamagedError,
    EncryptedError,
    NotThisFormatError,
    PasswordNeededError,
    UnreadableError,
)
from extractor.parsers.pdf.words import PageWords, Word, bold_name, unmapped, words_of

_SEARCHED_FOR_HEADER = 1024
_MOST_PATHS = 4000
_PATH, _FORM = 2, 5


class PdfPages:
    """An open PDF file; each page is closed as soon as it is read.

    Attributes:
        name: The file's name, for messages.
        count: Number of pages.
    """

    def __init__(self, data: bytes, name: str) -> None:
        if b"%PDF-" not in data[:_SEARCHED_FOR_HEADER]:
            raise NotThisFormatError(name, "not a PDF file", "check the file, or save it as PDF again")
        self.name = name
        self._data = data
        self._plumber: Any = None
        self._pdfium: Any = None
        self.count = self._open()

    def _open(self) -> int:
        import pypdfium2  # noqa: PLC0415

        try:
            self._pdfium = pypdfium2.PdfDocument(self._data)
            if len(self._pdfium):
                return len(self._pdfium)
        except pypdfium2.PdfiumError as error:
            refused = _refusal(error, self.name)
            if refused:
                raise refused from error
        try:
            count = len(self._with_plumber().pages)
        except Exception as error:  # pdfminer raises whatever its parser trips over
            raise _damaged(self.name) from error
        if not count:
            raise _damaged(self.name)
        self._close_pdfium()
        return count

    def words(self, number: int) -> tuple[PageWords, bool, bool]:
        """Return a page's words, whether ruling lines may make tables on it, and whether it shows anything.

        Args:
            number: Page from 1.

        Raises:
            ValueError: No library reads the page.
        """
        read, ruled, shows = None, False, True
        if self._pdfium is not None:
            read, ruled, shows = self._pdfium_words(number)
        if read is None or (shows and _is_poor(read)):
            other = self._plumber_words(number)
            if other is not None and (read is None or _letters(other) > 2 * _letters(read)):
                read, ruled = other, True
        if read is None:
            raise ValueError(f"page {number} can't be read")
        return read, ruled, shows

    def _pdfium_words(self, number: int) -> tuple[PageWords | None, bool, bool]:
        import pypdfium2  # noqa: PLC0415

        try:
            page = self._pdfium[number - 1]
        except pypdfium2.PdfiumError:
            return None, False, True
        try:
            ruled, shows = _rules(page)
            return words_of(page, number), ruled, shows
        except pypdfium2.PdfiumError:
            return None, False, True
        finally:
            page.close()

    def _plumber_words(self, number: int) -> PageWords | None:
        try:
            with self.plumber_page(number) as page:
                found = page.extract_words(extra_attrs=["fontname", "size"], keep_blank_chars=False)
                words = [_word(entry) for entry in found]
                return PageWords(number, float(page.width), float(page.height), words, [], page.rotation or 0)
        except Exception:  # pdfminer raises whatever its parser trips over
            return None

    @contextmanager
    def plumber_page(self, number: int) -> Iterator[Any]:
        """Open a page with pdfplumber, and drop all that it has kept afterwards."""
        page = self._with_plumber().pages[number - 1]
        try:
            yield page
        finally:
            page.close()

    def _with_plumber(self) -> Any:
        import pdfplumber  # noqa: PLC0415

        if self._plumber is None:
            self._plumber = pdfplumber.open(io.BytesIO(self._data))
        return self._plumber

    def _close_pdfium(self) -> None:
        if self._pdfium is not None:
            self._pdfium.close()
            self._pdfium = None

    def close(self) -> None:
        """Close the file in both libraries."""
        self._close_pdfium()
        if self._plumber is not None:
            self._plumber.close()


def _refusal(error: Exception, name: str) -> UnreadableError | None:
    """Return the error that a locked file deserves; None where the file is not locked."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    code = getattr(error, "err_code", None)
    if code is None:
        code = pdfium.FPDF_GetLastError()
    if code == pdfium.FPDF_ERR_PASSWORD:
        return PasswordNeededError(
            name, "opens only with a password", "save it without the password and try again"
        )
    if code == pdfium.FPDF_ERR_SECURITY:
        return EncryptedError(name, "encrypted in an unknown way", "ask the sender for an open copy")
    return None


def _damaged(name: str) -> DamagedError:
    return DamagedError(name, "cut off or broken inside", "fetch the file again, or print it to PDF anew")


def _is_poor(page: PageWords) -> bool:
    letters = _letters(page)
    return not letters or sum(unmapped(word.text) for word in page.words) > letters


def _letters(page: PageWords) -> int:
    return sum(char.isalnum() for word in page.words for char in word.text)


def _word(entry: dict[str, Any]) -> Word:
    x0, x1, size = float(entry["x0"]), float(entry["x1"]), float(entry["size"])
    base = float(entry["bottom"]) - 0.22 * size
    return Word(entry["text"], x0, x1, base, size, bold_name(entry["fontname"]))


def _rules(page: Any) -> tuple[bool, bool]:
    """Return whether the drawn lines of a page may make a table, and whether it holds any object."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    edges = [ctypes.c_float() for _ in range(4)]
    upright = level = boxes = paths = 0
    count = pdfium.FPDFPage_CountObjects(page.raw)
    for index in range(count):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (_PATH, _FORM):
            continue
        if kind == _FORM:
            boxes += 2 * _holds_paths(item)
            continue
        paths += 1
        pdfium.FPDFPageObj_GetBounds(item, *edges)
        width, height = edges[2].value - edges[0].value, edges[3].value - edges[1].value
        upright += width < 3 and height > 8
        level += height < 3 and width > 20
        boxes += width >= 20 and height >= 8
    return paths <= _MOST_PATHS and (boxes >= 2 or (upright >= 2 and level >= 2)), bool(count)


def _holds_paths(form: Any) -> bool:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    count = pdfium.FPDFFormObj_CountObjects(form)
    items = (pdfium.FPDFFormObj_GetObject(form, index) for index in range(count))
    return sum(int(pdfium.FPDFPageObj_GetType(item) == _PATH) for item in items) >= 4
