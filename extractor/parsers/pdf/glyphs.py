"""Words from pdfium: its text, cut at spaces, with the places that it knows for each character."""

import ctypes
import math
import re
from collections import defaultdict
from typing import Any

from extractor.parsers.pdf.rules import Rule, rules_of
from extractor.parsers.pdf.words import (
    LINE_END_HYPHEN,
    PageWords,
    Word,
    bold_name,
    letters_and_unmapped,
)

_TOKEN = re.compile(rf"[^\s{LINE_END_HYPHEN}]+{LINE_END_HYPHEN}?|{LINE_END_HYPHEN}")
_FORCE_BOLD = 1 << 18
_FIGURES = "0123456789"

Turned = tuple[float, float]


def words_of(page: Any, number: int) -> PageWords:
    """Return the words of an open pdfium page, turned upright.

    Args:
        page: A `pypdfium2.PdfPage`.
        number: Page from 1.
    """
    textpage = page.get_textpage()
    try:
        text = _text(textpage)
        glyphs = _Glyphs(textpage)
        for match in _TOKEN.finditer(text):
            glyphs.place(match.group(), match.start())
    finally:
        textpage.close()
    placed = glyphs.found
    angle = max(placed, key=lambda direction: len(placed[direction])) if placed else 0
    left, bottom, right, top = page.get_mediabox()
    corners = [_turn(left, bottom, angle), _turn(right, top, angle)]
    edge, head = min(x for x, _ in corners), max(y for _, y in corners)
    width, height = max(x for x, _ in corners) - edge, head - min(y for _, y in corners)
    words = [word for word in placed[angle] if _moved(word, edge, head, (width, height))]
    aside = [" ".join(word.text for word in some) for direction, some in placed.items() if direction != angle]
    rules = [_upright(rule, angle, (edge, head)) for rule in rules_of(page)] if len(words) > 3 else []
    counts = letters_and_unmapped([text])
    return PageWords(number, width, height, words, aside, *counts, angle, rules, _shows(page))


def _shows(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    return bool(pdfium.FPDFPage_CountObjects(page.raw))


def _upright(rule: Rule, angle: int, corner: Turned) -> Rule:
    """Return a line of the file's own space measured from the upper left corner of the upright page."""
    ends = _turn(rule[0], rule[1], angle), _turn(rule[2], rule[3], angle)
    (x0, x1), (low, high) = (sorted(values) for values in zip(*ends, strict=True))
    return x0 - corner[0], corner[1] - high, x1 - corner[0], corner[1] - low


def _moved(word: Word, edge: float, head: float, page: tuple[float, float]) -> bool:
    """Measure a word from the page's upper left corner; return whether it stands on the page."""
    word.x0 -= edge
    word.x1 -= edge
    word.base = head - word.base
    return word.x1 > 0 and word.x0 < page[0] and 0 < word.base < page[1]


def _turn(x: float, y: float, angle: int) -> Turned:
    """Return a point after turning the page clockwise by `angle` degrees about its origin."""
    if not angle:
        return x, y
    if angle == 90:
        return y, -x
    return (-x, -y) if angle == 180 else (-y, x)


def _text(textpage: Any) -> str:
    """Return one character per pdfium index, so that indices into the text are pdfium's own."""
    import pypdfium2.raw as pdfium

    count = textpage.count_chars()
    text: str = textpage.get_text_range(errors="replace") if count else ""
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


class _Glyphs:
    """Asks pdfium where characters stand; type is asked once per text object.

    Attributes:
        found: The words placed so far, by direction; each is level, but measured from the file's own origin
            with heights growing upwards.
    """

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self.found: dict[int, list[Word]] = defaultdict(list)
        self._pdfium = pdfium
        self._ask_object = pdfium.FPDFText_GetTextObject
        self._ask_origin = pdfium.FPDFText_GetCharOrigin
        self._ask_box = pdfium.FPDFText_GetLooseCharBox
        self._raw = textpage.raw
        self._object = b""
        self._type: tuple[float, bool, int] = (1.0, False, 0)
        self._x, self._y, self._rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        self._name = ctypes.create_string_buffer(128)

    def place(self, text: str, start: int) -> None:
        """Add a token as one word, or cut where its characters don't follow on one another."""
        size, bold, angle = self._type_of(start)
        if text[-1].isdigit() != text[0].isdigit():
            if text[-1].isdigit():
                text = self._without_mark(text, start, size)
            elif self._starts_with_mark(text, start, size):
                lead = len(text) - len(text.lstrip(_FIGURES))
                self.place(text[:lead], start)
                self.place(text[lead:], start + lead)
                return
        (x0, base), (x1, low) = self._origin(start, angle), self._end(start + len(text) - 1, angle)
        if -size < low - base < size and 0 <= x1 - x0 < (len(text) + 1) * size * 1.3:
            self.found[angle].append(Word(text, x0, x1, base, size, bold))
        else:
            self._cut(text, start)

    def _cut(self, text: str, start: int) -> None:
        """Add the runs of characters that follow on one another."""
        size, bold, angle = self._type_of(start)
        words = self.found[angle]
        run, at, end, base = "", 0.0, 0.0, 0.0
        for offset, char in enumerate(text):
            x, y = self._origin(start + offset, angle)
            if run and (abs(x - end) > 0.5 * size or abs(y - base) > 0.5 * size):
                words.append(Word(run, at, end, base, size, bold))
                run = ""
            at, base = (at, base) if run else (x, y)
            end = self._end(start + offset, angle)[0]
            run += char
        words.append(Word(run, at, end, base, size, bold))

    def _starts_with_mark(self, text: str, start: int, size: float) -> bool:
        """Return whether a word begins with figures in smaller type: the mark of a footnote."""
        lead = len(text) - len(text.lstrip(_FIGURES))
        return 0 < lead < len(text) and size < 0.8 * self._type_of(start + lead)[0]

    def _without_mark(self, text: str, start: int, size: float) -> str:
        """Return a word without the small digits of a footnote mark at its end; those of units (km2) stay."""
        word = text.rstrip(_FIGURES)
        small = self._type_of(start + len(word))[0] < 0.8 * size
        return word if small and len(word) > 2 else text

    def _origin(self, index: int, angle: int) -> Turned:
        """Return where a character stands: its left end on the base line."""
        self._ask_origin(self._raw, index, self._x, self._y)
        x, y = self._x.value, self._y.value
        return _turn(x, y, angle) if angle else (x, y)

    def _end(self, index: int, angle: int) -> Turned:
        """Return the right foot of a character's box."""
        box = self._rect
        self._ask_box(self._raw, index, box)
        if not angle:
            return box.right, box.bottom
        one, two = _turn(box.left, box.bottom, angle), _turn(box.right, box.top, angle)
        return max(one[0], two[0]), min(one[1], two[1])

    def _type_of(self, index: int) -> tuple[float, bool, int]:
        """Return size in points, whether bold, and direction in degrees of a character."""
        key = bytes(self._ask_object(self._raw, index))
        if key != self._object:
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
