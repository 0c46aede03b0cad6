"""The pages of a PDF file: pdfium first, pdfplumber where pdfium fails or finds next to nothing."""

import io
import re
from contextlib import suppress
from typing import Any

from extractor.errors import (
    DamagedError,
    EncryptedError,
    NotThisFormatError,
    PasswordNeededError,
    UnreadableError,
)
from extractor.parsers.pdf.characters import Types
from extractor.parsers.pdf.fields import has_fields, with_fields
from extractor.parsers.pdf.glyphs import words_of
from extractor.parsers.pdf.rules import MOST_RULES
from extractor.parsers.pdf.words import PageWords, Word, bold_name, count_unmapped
from models.source import ReadWarning

_SEARCHED_FOR_HEADER = 1024
_FEW_OBJECTS, _FEW_LETTERS = 8, 200
_SHOWN = re.compile(rb"[)>\]]\s*(?:T[Jj]\b|['\"](?=\s|$))")


class PdfPages:
    """An open PDF file; each page is closed as soon as it is read.

    Attributes:
        name: The file's name, for messages.
        count: Number of pages.
    """

    def __init__(self, data: bytes, name: str, *, with_pdfium: bool = True) -> None:
        """Open the file.

        Args:
            data: Its bytes.
            name: Its name, for messages.
            with_pdfium: Whether to try pdfium at all.

        Raises:
            NotThisFormatError: The bytes are no PDF.
            PasswordNeededError: The file opens only with a password.
            EncryptedError: The file is encrypted in a way that pdfium doesn't know.
            DamagedError: Neither library opens the file.
        """
        if b"%PDF-" not in data[:_SEARCHED_FOR_HEADER]:
            raise NotThisFormatError(name, "not a PDF file", "check the file, or save it as PDF again")
        self.name = name
        self._data = data
        self._types: Types = {}
        self._plumber: Any = None
        self._pdfium: Any = None
        self.count = (self._open_pdfium() if with_pdfium else 0) or self._open_plumber()

    def _open_pdfium(self) -> int:
        """Return the number of pages that pdfium sees; 0 where it doesn't open the file."""
        import pypdfium2

        try:
            self._pdfium = pypdfium2.PdfDocument(self._data)
            return len(self._pdfium)
        except pypdfium2.PdfiumError as error:
            refused = _refusal(error, self.name)
            if refused:
                raise refused from error
        return 0

    def _open_plumber(self) -> int:
        self._close_pdfium()
        try:
            count = len(self._with_plumber().pages)
        except Exception as error:  # pdfminer raises whatever its parser trips over
            raise _damaged(self.name) from error
        if not count:
            raise _damaged(self.name)
        return count

    def words(self, number: int) -> PageWords:
        """Return a page's words and ruling lines, by the library that sees more of them.

        Args:
            number: Page from 1.

        Raises:
            ValueError: No library reads the page.
        """
        read = self._pdfium_words(number) if self._pdfium is not None else None
        if read is None or _is_poor(read) or self._has_more(read):
            other = self._plumber_words(number)
            if other is not None and (read is None or _readable(other) > 2 * _readable(read)):
                read = _instead(other, read)
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
            if has_fields(page):
                page.close()
                page = with_fields(self._pdfium, number)
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
        except MemoryError:
            raise
        except Exception:  # pdfminer raises whatever its parser trips over
            return None

    def _has_more(self, page: PageWords) -> bool:
        """Return whether a page of few words is told to show more than twice the texts that pdfium finds there.

        It finds less where content is no object by the letter, or a picture between the text says a wrong size.
        """
        if page.objects > _FEW_OBJECTS or page.letters > _FEW_LETTERS:
            return False
        from pdfminer.pdftypes import stream_value

        try:
            contents = self._with_plumber().pages[page.number - 1].page_obj.contents
            drawn = b"\n".join(stream_value(content).get_data() for content in contents)
        except MemoryError:
            raise
        except Exception:  # pdfminer raises whatever its parser trips over
            return False
        return len(_SHOWN.findall(drawn)) > 2 * page.texts

    def _with_plumber(self) -> Any:
        import logging

        import pdfplumber

        if self._plumber is None:
            # What it says goes to the log, and is no news: what is missing in the end is told as a warning.
            for library in ("pdfminer", "pdfplumber"):
                logging.getLogger(library).setLevel(logging.CRITICAL)
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
            with suppress(Exception):  # pdfminer raises whatever its parser trips over
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
    """Return whether there should be more text: none where texts are drawn, or most of it without meaning."""
    return page.has_text and _readable(page) <= page.unmapped


def _readable(page: PageWords) -> int:
    return max(page.letters - page.unmapped, 0)


def _instead(page: PageWords, other: PageWords | None) -> PageWords:
    """Return a page as pdfplumber reads it, with a warning that says so."""
    found = "can't be read by pdfium" if other is None else f"has {_readable(other)} readable characters in pdfium"
    message = f"the page {found}, {_readable(page)} in pdfplumber, whose reading is taken"
    page.warnings.append(ReadWarning(code="read_otherwise", message=message, page=page.number))
    return page


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
