"""The pages of a PDF file: pdfium first, pdfplumber where pdfium fails or finds next to nothing."""

import io
from typing import Any

from extractor.errors import (
    DamagedError,
    EncryptedError,
    NotThisFormatError,
    PasswordNeededError,
    UnreadableError,
)
from extractor.parsers.pdf.characters import Types
from extractor.parsers.pdf.glyphs import words_of
from extractor.parsers.pdf.rules import MOST_RULES
from extractor.parsers.pdf.words import PageWords, Word, bold_name, count_unmapped

_SEARCHED_FOR_HEADER = 1024


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
        self._types: Types = {}
        self._plumber: Any = None
        self._pdfium: Any = None
        self.count = self._open()

    def _open(self) -> int:
        import pypdfium2

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

    def words(self, number: int) -> PageWords:
        """Return a page's words and ruling lines.

        Args:
            number: Page from 1.

        Raises:
            ValueError: No library reads the page.
        """
        read = self._pdfium_words(number) if self._pdfium is not None else None
        if read is None or (read.shows and _is_poor(read)):
            other = self._plumber_words(number)
            if other is not None and (read is None or other.letters > 2 * read.letters):
                read = other
        if read is None:
            raise ValueError(f"page {number} can't be read")
        return read

    def drawn(self, number: int, scale: float, most: int) -> tuple[bytes, int, int, float] | None:
        """Return a page as bytes of grey, row by row, with width, height and scale; None where it can't be drawn.

        Args:
            number: Page from 1.
            scale: Dots in a point; less is taken where the page would have too many.
            most: Most dots.
        """
        import pypdfium2

        if self._pdfium is None:
            return None
        try:
            page = self._pdfium[number - 1]
        except pypdfium2.PdfiumError:
            return None
        try:
            width, height = page.get_size()
            scale = min(scale, (most / max(1.0, width * height)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            rows, stride = bytes(bitmap.buffer), bitmap.stride
        except (pypdfium2.PdfiumError, ValueError):
            return None
        finally:
            page.close()
        if stride != bitmap.width:
            rows = b"".join(rows[at * stride : at * stride + bitmap.width] for at in range(bitmap.height))
        return rows, bitmap.width, bitmap.height, scale

    def _pdfium_words(self, number: int) -> PageWords | None:
        import pypdfium2

        try:
            page = self._pdfium[number - 1]
        except pypdfium2.PdfiumError:
            return None
        try:
            return words_of(page, number, self._types)
        except pypdfium2.PdfiumError:
            return None
        finally:
            page.close()

    def _plumber_words(self, number: int) -> PageWords | None:
        try:
            page = self._with_plumber().pages[number - 1]
            try:
                return _from_plumber(page, number)
            finally:
                page.close()
        except Exception:  # pdfminer raises whatever its parser trips over
            return None

    def _with_plumber(self) -> Any:
        import pdfplumber

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
    import pypdfium2.raw as pdfium

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
    return not page.letters or page.unmapped > page.letters


def _word(entry: dict[str, Any]) -> Word:
    x0, x1, size = float(entry["x0"]), float(entry["x1"]), float(entry["size"])
    base = float(entry["bottom"]) - 0.22 * size
    return Word(entry["text"], x0, x1, base, size, bold_name(entry["fontname"]))


def _from_plumber(page: Any, number: int) -> PageWords:
    words = [_word(entry) for entry in page.extract_words(extra_attrs=["fontname", "size"])]
    unmapped = count_unmapped(" ".join(word.text for word in words))
    rules = [
        (float(edge["x0"]), float(edge["top"]), float(edge["x1"]), float(edge["bottom"]))
        for edge in page.edges[: MOST_RULES + 1]
    ]
    return PageWords(number, float(page.width), float(page.height), words, [], unmapped, rules=rules)
