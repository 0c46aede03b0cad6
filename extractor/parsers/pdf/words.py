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
    """One run of characters without a space; `base` is the height that its letters stand on."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False

    @property
    def top(self) -> float:
        """The height of the capitals."""
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """The foot of the letters that hang."""
        return self.base + 0.22 * self.size

    @property
    def middle(self) -> float:
        """The height of the letters' middle."""
        return self.base - 0.26 * self.size


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


Turned = tuple[float, float]


@dataclass(slots=True)
class _Placed:
    """A word in the page's own space, turned so that the word is level; heights grow upwards."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    angle: int


def unmapped(text: str) -> int:
    """Return how many characters of a text have no meaning, for want of a mapping in the font."""
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
    textpage = page.get_textpage()
    try:
        placed = list(_placed(textpage))
    finally:
        textpage.close()
    angle = Counter(word.angle for word in placed).most_common(1)[0][0] if placed else 0
    left, bottom, right, top = page.get_mediabox()
    corners = [_turn(left, bottom, angle), _turn(right, top, angle)]
    edge, head = min(x for x, _ in corners), max(y for _, y in corners)
    width, height = max(x for x, _ in corners) - edge, head - min(y for _, y in corners)
    words, aside = [], []
    for word in placed:
        if word.angle != angle:
            aside.append(word.text)
        elif word.x1 > edge and word.x0 < edge + width and head - height < word.base < head:
            words.append(
                Word(word.text, word.x0 - edge, word.x1 - edge, head - word.base, word.size, word.bold)
            )
    return PageWords(number, width, height, words, [" ".join(aside)] if aside else [], angle)


def _turn(x: float, y: float, angle: int) -> Turned:
    """Return a point after turning the page clockwise by `angle` degrees about its origin."""
    if angle == 90:
        return y, -x
    if angle == 180:
        return -x, -y
    if angle == 270:
        return -y, x
    return x, y


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
        self._x, self._y, self._rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
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
        (x0, base), (x1, low) = self._origin(start, angle), self._end(start + len(text) - 1, angle)
        if len(text) > 1 and not (0 <= x1 - x0 < (len(text) + 1) * size * 1.3 and abs(low - base) < size):
            yield from self._cut(text, start)
        else:
            yield _Placed(text, x0, x1, base, size, bold, angle)

    def _cut(self, text: str, start: int) -> Iterator[_Placed]:
        """Yield the runs of characters that follow on one another."""
        size, bold, angle = self._type_of(start)
        run, at, end, base = "", 0.0, 0.0, 0.0
        for offset, char in enumerate(text):
            x, y = self._origin(start + offset, angle)
            if run and (abs(x - end) > 0.5 * size or abs(y - base) > 0.5 * size):
                yield _Placed(run, at, end, base, size, bold, angle)
                run = ""
            at, base = (at, base) if run else (x, y)
            end = self._end(start + offset, angle)[0]
            run += char
        yield _Placed(run, at, end, base, size, bold, angle)

    def _mark_length(self, text: str, start: int, size: float) -> int:
        """Return how many digits at the end of a word are a raised mark of smaller type."""
        marks = 0
        while marks < len(text) - 1 and text[-1 - marks].isdigit():
            if self._type_of(start + len(text) - 1 - marks)[0] > size * 0.8:
                break
            marks += 1
        return marks

    def _origin(self, index: int, angle: int) -> Turned:
        """Return where a character stands: its left end on the base line."""
        self._pdfium.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        return _turn(self._x.value, self._y.value, angle)

    def _end(self, index: int, angle: int) -> Turned:
        """Return the right foot of a character's box."""
        box = self._rect
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, index, box)
        one, two = _turn(box.left, box.bottom, angle), _turn(box.right, box.top, angle)
        return max(one[0], two[0]), min(one[1], two[1])

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
