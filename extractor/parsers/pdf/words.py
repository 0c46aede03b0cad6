"""Words with their places and type, upright and measured from the top left of the page, in points."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LINE_END_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen that ends a line; the word goes on without a break."""

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_TOKEN = re.compile(rf"[^\s{LINE_END_HYPHEN}]+{LINE_END_HYPHEN}?|{LINE_END_HYPHEN}")
_FORCE_BOLD = 1 << 18
_UNMAPPED = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]|\(cid:\d+\)")


@dataclass(slots=True)
class Word:
    """One run of characters without a space."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        """The height of the word's middle."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class PageWords:
    """The words of one page.

    Attributes:
        number: Page from 1.
        width: Width of the upright page.
        height: Height of the upright page.
        words: The words that run in the page's main direction.
        aside: Texts that run in another direction (watermarks, margins).
        angle: Degrees, counter-clockwise, that the main direction is turned by in the file.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    aside: list[str]
    angle: int = 0


@dataclass(slots=True)
class _Placed:
    """A word in the page's own space, before the page is turned upright."""

    text: str
    box: tuple[float, float, float, float]
    size: float
    bold: bool
    angle: int


def unmapped(text: str) -> int:
    """Return how many characters of a text have no meaning: no mapping in the font, or a control character."""
    return len(_UNMAPPED.findall(text))


def bold_name(font: str) -> bool:
    """Return whether a font's name says that it is bold."""
    return bool(_BOLD.search(font))


def words_of(page: Any, number: int) -> PageWords:
    """Return the words of an open pdfium page, turned upright.

    Args:
        page: A `pypdfium2.PdfPage`.
        number: Page from 1.
    """
    left, bottom, right, top = page.get_mediabox()
    textpage = page.get_textpage()
    try:
        placed = list(_placed(textpage))
    finally:
        textpage.close()
    angle = Counter(word.angle for word in placed).most_common(1)[0][0] if placed else 0
    turned = angle in (90, 270)
    width, height = (top - bottom, right - left) if turned else (right - left, top - bottom)
    words, aside = [], []
    for word in placed:
        if word.angle != angle:
            aside.append(word.text)
            continue
        x0, y0, x1, y1 = _upright(word.box, (left, bottom, right, top), angle)
        if x1 > 0 and x0 < width and y1 > 0 and y0 < height:
            words.append(Word(word.text, x0, y0, x1, y1, word.size, word.bold))
    return PageWords(number, width, height, words, [" ".join(aside)] if aside else [], angle)


def _upright(
    box: tuple[float, float, float, float], page: tuple[float, float, float, float], angle: int
) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of a box after turning the page by `angle` clockwise."""
    x0, y0, x1, y1 = box
    left, bottom, right, top = page
    if angle == 90:
        return y0 - bottom, x0 - left, y1 - bottom, x1 - left
    if angle == 180:
        return right - x1, y0 - bottom, right - x0, y1 - bottom
    if angle == 270:
        return top - y1, right - x1, top - y0, right - x0
    return x0 - left, top - y1, x1 - left, top - y0


def _placed(textpage: Any) -> Iterator[_Placed]:
    text = _text(textpage)
    glyphs = _Glyphs(textpage)
    for match in _TOKEN.finditer(text):
        yield from glyphs.words(match.group(), match.start())


def _text(textpage: Any) -> str:
    """Return one character per pdfium index, so that indices into the text are pdfium's own."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    count = textpage.count_chars()
    text: str = textpage.get_text_range(errors="replace") if count else ""
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


class _Glyphs:
    """Asks pdfium where characters stand; type is asked once per text object."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415

        self._pdfium = pdfium
        self._raw = textpage.raw
        self._object: int | None = None
        self._type: tuple[float, bool, int] = (1.0, False, 0)
        self._name = ctypes.create_string_buffer(128)

    def words(self, text: str, start: int) -> Iterator[_Placed]:
        """Yield the token as one word, or cut where its characters don't follow on one another."""
        size, bold, angle = self._type_of(start)
        if len(text) > 1 and text[-1].isdigit() != text[0].isdigit():
            marks = self._mark_length(text, start, size)
            if text[0].isdigit():
                leads = len(text) - len(text.lstrip("0123456789"))
                if size < 0.8 * self._type_of(start + leads)[0]:
                    yield from self.words(text[:leads], start)
                    text, start = text[leads:], start + leads
                    size, bold, angle = self._type_of(start)
            elif marks:
                text = text[:-marks]
        first, last = self._box(start), self._box(start + len(text) - 1)
        box = (min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3]))
        along = box[2] - box[0] if angle in (0, 180) else box[3] - box[1]
        across = box[3] - box[1] if angle in (0, 180) else box[2] - box[0]
        if len(text) > 1 and (along > (len(text) + 1) * size * 1.3 or across > size * 2.2):
            yield from self._cut(text, start)
        else:
            yield _Placed(text, box, size, bold, angle)

    def _cut(self, text: str, start: int) -> Iterator[_Placed]:
        run, box = "", (0.0, 0.0, 0.0, 0.0)
        size, bold, angle = self._type_of(start)
        for offset, char in enumerate(text):
            new = self._box(start + offset)
            gap = max(new[0] - box[2], box[0] - new[2], new[1] - box[3], box[1] - new[3])
            if run and gap > size * 0.5:
                yield _Placed(run, box, size, bold, angle)
                run = ""
            box = (min(box[0], new[0]), min(box[1], new[1]), max(box[2], new[2]), max(box[3], new[3])) if run else new
            run += char
        yield _Placed(run, box, size, bold, angle)

    def _mark_length(self, text: str, start: int, size: float) -> int:
        """Return how many digits at the end of a word are a raised mark of smaller type."""
        marks = 0
        while marks < len(text) - 1 and text[-1 - marks].isdigit():
            if self._type_of(start + len(text) - 1 - marks)[0] > size * 0.8:
                break
            marks += 1
        return marks

    def _box(self, index: int) -> tuple[float, float, float, float]:
        rect = self._pdfium.FS_RECTF()
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, index, rect)
        return rect.left, rect.bottom, rect.right, rect.top

    def _type_of(self, index: int) -> tuple[float, bool, int]:
        """Return size in points, whether bold, and direction in degrees of a character."""
        handle = self._pdfium.FPDFText_GetTextObject(self._raw, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value if handle else None
        if key is None or key != self._object:
            self._object = key
            self._type = self._ask_type(index)
        return self._type

    def _ask_type(self, index: int) -> tuple[float, bool, int]:
        pdfium = self._pdfium
        matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
        pdfium.FPDFText_GetMatrix(self._raw, index, matrix)
        pdfium.FPDFText_GetFontInfo(self._raw, index, self._name, 128, flags)
        size = pdfium.FPDFText_GetFontSize(self._raw, index) * math.hypot(matrix.c, matrix.d)
        name = self._name.value.decode("utf-8", "replace")
        bold = bool(flags.value & _FORCE_BOLD) or bold_name(name)
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
        return size or 1.0, bold, angle
