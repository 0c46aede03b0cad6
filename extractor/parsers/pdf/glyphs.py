"""Words from pdfium: its text, cut at spaces, with the places that it knows for each character."""

import ctypes
import re
from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from extractor.parsers.pdf.calls import UINT, call, handle
from extractor.parsers.pdf.cells import Rule
from extractor.parsers.pdf.characters import Characters, Ends, Token, Type, Types, turned
from extractor.parsers.pdf.pictures import may_be_writing
from extractor.parsers.pdf.rules import drawn_on
from extractor.parsers.pdf.words import (
    LINE_END_HYPHEN,
    PageWords,
    Word,
    count_unmapped,
    is_label,
)
from models.source import ReadWarning

_TOKEN = re.compile(rf"[^\s{LINE_END_HYPHEN}]+{LINE_END_HYPHEN}?|{LINE_END_HYPHEN}")
_STRAIGHT = (0, 90, 180, 270)
_LEAST_SIDE, _MOST_SIDE = 10.0, 20_000.0
_MARGIN = 72.0
_FIGURES = "0123456789"


def words_of(page: Any, number: int, types: Types) -> PageWords:
    """Return the words of an open pdfium page, turned upright.

    Args:
        page: A `pypdfium2.PdfPage`.
        number: Page from 1.
        types: The types of characters met so far in the file; new ones are added.

    Raises:
        pypdfium2.PdfiumError: pdfium can't read its text.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    textpage = pdfium.FPDFText_LoadPage(page.raw)
    if not textpage:
        raise pypdfium2.PdfiumError("no text page")
    try:
        text = _text(textpage)
        drawn = drawn_on(page)
        placed = _Placing(text, Characters(textpage, types), drawn.rules).found
    finally:
        pdfium.FPDFText_ClosePage(textpage)
    angle = max(_STRAIGHT, key=lambda direction: _letters(placed[direction]))
    frame = _frame(page, placed[angle], angle)
    words = _moved(placed[angle], frame)
    aside = [" ".join(word.text for word in some) for other, some in placed.items() if some and other != angle]
    warnings: list[ReadWarning] = []
    if len(words) < len(placed[angle]):
        words = _with_outside(words, placed[angle], aside)
        done = "read" if len(words) == len(placed[angle]) else "set aside"
        message = f"text stands outside the page; it was {done}"
        warnings.append(ReadWarning(code="text_outside_page", message=message, page=number))
    rules = [_upright(rule, angle, frame) for rule in drawn.rules]
    return PageWords(
        number,
        frame.width,
        frame.height,
        words,
        aside,
        count_unmapped(text),
        angle,
        rules,
        objects=drawn.count,
        has_text=drawn.has_text,
        texts=drawn.texts,
        may_be_scan=not words and may_be_writing(page),
        warnings=warnings,
    )


def _with_outside(inside: list[Word], words: list[Word], aside: list[str]) -> list[Word]:
    """Return the words to read where some stand outside the page: all, should they be more than those on it.

    Args:
        inside: Those on the page.
        words: All.
        aside: Gets the text of those that are not to be read.
    """
    if 2 * _letters(inside) < _letters(words):
        return words
    kept = {id(word) for word in inside}
    aside.append(" ".join(word.text for word in words if id(word) not in kept))
    return inside


def _letters(words: list[Word]) -> int:
    return sum(len(word.text) for word in words)


@dataclass
class _Frame:
    """The upright page in the file's own space: its left edge and head, and its size."""

    edge: float
    head: float
    width: float
    height: float


def _frame(page: Any, words: list[Word], angle: int) -> _Frame:
    """Return the frame of a page; that of its words where the file states no sensible one."""
    left, bottom, right, top = page.get_mediabox()
    (x0, y0), (x1, y1) = turned(left, bottom, angle), turned(right, top, angle)
    width, height = abs(x1 - x0), abs(y1 - y0)
    if not (_LEAST_SIDE <= width <= _MOST_SIDE and _LEAST_SIDE <= height <= _MOST_SIDE) and words:
        x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
        y0, y1 = min(word.base for word in words), max(word.base + word.size for word in words)
        x0, y0, x1, y1 = x0 - _MARGIN, y0 - _MARGIN, x1 + _MARGIN, y1 + _MARGIN
    return _Frame(min(x0, x1), max(y0, y1), abs(x1 - x0), abs(y1 - y0))


def _upright(rule: Rule, angle: int, frame: _Frame) -> Rule:
    """Return a line of the file's own space measured from the upper left corner of the upright page."""
    ends = turned(rule[0], rule[1], angle), turned(rule[2], rule[3], angle)
    (x0, x1), (low, high) = (sorted(values) for values in zip(*ends, strict=True))
    return x0 - frame.edge, frame.head - high, x1 - frame.edge, frame.head - low


def _moved(words: list[Word], frame: _Frame) -> list[Word]:
    """Measure words from the page's upper left corner; return those that stand on the page."""
    edge, head, width, height = frame.edge, frame.head, frame.width, frame.height
    for word in words:
        word.x0 -= edge
        word.x1 -= edge
        word.base = head - word.base
    return [word for word in words if word.x1 > 0 and word.x0 < width and 0 < word.base < height]


def _text(textpage: Any) -> str:
    """Return one character per pdfium index, so that indices into the text are pdfium's own."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(textpage)
    if count > 0 and pdfium.FPDFText_GetTextIndexFromCharIndex(textpage, count - 1) == count - 1:
        # It leaves none out; then it writes them all, and a zero.
        units = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(textpage, 0, count, units)
        text = bytes(units)[: 2 * written - 2].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
    codes = map(call("FPDFText_GetUnicode", UINT), repeat(handle(textpage)), range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


def _lines(text: str) -> list[Token]:
    """Return the lines of a text that say something, without the spaces around them."""
    found: list[Token] = []
    at = 0
    for line in text.replace("\r", "\n").split("\n"):
        stripped = line.strip()
        if stripped:
            found.append((stripped, at + line.index(stripped)))
        at += len(line) + 1
    return found


def _may_be_even(text: str, kind: Type) -> bool:
    """Return whether text is level, of several words with one space between them, and doesn't begin with a label."""
    if " " not in text or kind.angle or "  " in text or not text[:-1].isprintable() or text[1:4:2] == "  ":
        return False
    return not is_label(text[: text.index(" ")])


class _Placing:
    """Cuts a page's text into words and gives each its place.

    Attributes:
        found: The words, by direction; each is level, but measured from the file's own origin with heights
            growing upwards.
    """

    def __init__(self, text: str, characters: Characters, rules: list[Rule]) -> None:
        """Place all words of a page.

        Args:
            text: Its text.
            characters: Where pdfium's characters stand.
            rules: The lines that are drawn on it.
        """
        self.found: dict[int, list[Word]] = defaultdict(list)
        self._characters = characters
        self._uprights = sorted((x0, low, high) for x0, low, x1, high in rules if x0 == x1)
        pieces = characters.pieces(_lines(text))
        lines = [(token, kind, ends) for token, kind, ends in pieces if kind and _may_be_even(token[0], kind)]
        even = characters.even(lines)
        for token, kind, ends in pieces:
            if kind is None:
                self._place_mixed(*token)
            elif token[1] not in even or not self._place_line(token, kind, ends, even[token[1]]):
                self._place_words(token, kind, ends)

    def _place_words(self, run: Token, kind: Type, ends: Ends) -> None:
        """Add words that one text object drew."""
        text, start = run
        tokens = [(match.group(), match.start() + start) for match in _TOKEN.finditer(text)]
        if kind.angle:
            for token in tokens:
                self._place(*token)
            return
        size, bold, words = kind.size, kind.bold, self.found[0]
        drop = self._characters.drop(tokens[0][1], ends, kind)
        their_ends = [ends] if tokens == [run] else self._characters.ends(tokens)
        for token, (x0, _, _, foot, _, _, x1, foot_there) in zip(tokens, their_ends, strict=True):
            text = token[0]
            if -size < foot_there - foot < size and 0 <= x1 - x0 < (len(text) + 1) * size * 1.3:
                words.append(Word(text, x0, x1, foot + drop, size, bold))
            else:
                self._cut(*token)

    def _place_line(self, line: Token, kind: Type, ends: Ends, lead: float) -> bool:
        """Add a line without wide gaps as one word, unless it stands askew or in two cells; return whether it was.

        Args:
            line: The line.
            kind: Its type.
            ends: Where it ends.
            lead: Width of its first word.
        """
        x0, _, _, foot, _, _, x1, foot_there = ends
        base, size = foot + self._characters.drop(line[1], ends, kind), kind.size
        if not -size < foot_there - foot < size or (self._uprights and self._is_crossed(x0, x1, base)):
            return False
        self.found[0].append(Word(line[0], x0, x1, base, size, kind.bold, lead))
        return True

    def _is_crossed(self, x0: float, x1: float, base: float) -> bool:
        """Return whether an upright line runs through a stretch of text: then two cells share it."""
        near = self._uprights[bisect(self._uprights, (x0,)) : bisect(self._uprights, (x1,))]
        return any(low <= base <= high for _, low, high in near)

    def _place_mixed(self, text: str, start: int) -> None:
        """Add a token whose characters change their type: perhaps a word and the mark of a footnote."""
        if text[-1].isdigit() != text[0].isdigit():
            size = self._characters.type_of(start).size
            if text[-1].isdigit():
                self._place(self._without_mark(text, start, size), start, len(text))
                return
            if self._starts_with_mark(text, start, size):
                lead = len(text) - len(text.lstrip(_FIGURES))
                self._place(text[:lead], start)
                self._place(text[lead:], start + lead)
                return
        self._place(text, start)

    def _place(self, text: str, start: int, covers: int = 0) -> None:
        """Add a token as one word, or cut where its characters don't follow on one another.

        Args:
            text: The token.
            start: Index of its first character.
            covers: How many characters its place has, where that is more than the token has.
        """
        kind = self._characters.type_of(start)
        size, bold, angle = kind.size, kind.bold, kind.angle
        if angle not in _STRAIGHT:
            # Text that runs aslant, such as a watermark, is kept aside: its place doesn't matter.
            self.found[angle].append(Word(text, 0.0, 0.0, 0.0, size, bold))
            return
        x0, base = self._characters.origin(start, angle)
        x1, low = self._characters.end(start + (covers or len(text)) - 1, angle)
        if -size < low - base < size and 0 <= x1 - x0 < (len(text) + 1) * size * 1.3:
            self.found[angle].append(Word(text, x0, x1, base, size, bold))
        else:
            self._cut(text, start)

    def _cut(self, text: str, start: int) -> None:
        """Add the runs of characters that follow on one another."""
        kind = self._characters.type_of(start)
        size, bold, angle = kind.size, kind.bold, kind.angle
        words = self.found[angle]
        run, at, end, base = "", 0.0, 0.0, 0.0
        for offset, char in enumerate(text):
            x, y = self._characters.origin(start + offset, angle)
            if run and (abs(x - end) > 0.5 * size or abs(y - base) > 0.5 * size):
                words.append(Word(run, at, end, base, size, bold))
                run = ""
            at, base = (at, base) if run else (x, y)
            end = self._characters.end(start + offset, angle)[0]
            run += char
        words.append(Word(run, at, end, base, size, bold))

    def _starts_with_mark(self, text: str, start: int, size: float) -> bool:
        """Return whether a word begins with figures in smaller type: the mark of a footnote."""
        lead = len(text) - len(text.lstrip(_FIGURES))
        return 0 < lead < len(text) and size < 0.8 * self._characters.type_of(start + lead).size

    def _without_mark(self, text: str, start: int, size: float) -> str:
        """Return a word without the small digits of a footnote mark at its end; those of units (km2) stay."""
        word = text.rstrip(_FIGURES)
        small = self._characters.type_of(start + len(word)).size < 0.8 * size
        return word if small and len(word) > 2 else text
