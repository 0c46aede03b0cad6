"""What pdfium knows of single characters: the object that drew them, their type, their box.

A call into pdfium costs more than anything that Python does with its answer, so as few as possible are made, and
those that are many go without the checks of pypdfium2's own bindings.
"""

import ctypes
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, repeat
from typing import Any

from extractor.parsers.pdf.words import bold_name

_FORCE_BOLD = 1 << 18
_BOX_BYTES = 16
_PROBES = 4
_ASLANT = 20
_EQUAL = 0.001

Turned = tuple[float, float]
Token = tuple[str, int]
"""Characters without a space, and pdfium's index of the first."""
Span = tuple[float, float, float, float]
"""Left end, base line, right end, base line there."""


@dataclass
class Type:
    """What the characters of one text object have in common.

    Attributes:
        size: In points.
        bold: Whether it is bold.
        angle: Direction in degrees; a multiple of 90 for what is not aslant.
        widths: Widths of the characters met so far, in points; of the space too.
        height: Height of their boxes; negative before one is known.
        drop: How far the boxes reach below the base line.
    """

    size: float
    bold: bool
    angle: int
    widths: dict[str, float]
    height: float = -1.0
    drop: float = 0.0


Types = dict[tuple[Any, ...], Type]
"""Types by font, size and direction."""


def turned(x: float, y: float, angle: int) -> Turned:
    """Return a point after turning the page clockwise by `angle` degrees about its origin."""
    if not angle:
        return x, y
    if angle == 90:
        return y, -x
    return (-x, -y) if angle == 180 else (-y, x)


@lru_cache(maxsize=1)
def _functions() -> tuple[Any, Any, Any, Any, Any]:
    """Return pdfium's functions for a character's object, loose box, matrix and size, and an object's font.

    Addresses are numbers.
    """
    import pypdfium2.raw as pdfium

    pointer, number = ctypes.c_void_p, ctypes.c_int
    ask_object = ctypes.PYFUNCTYPE(pointer, pointer, number)
    ask_font = ctypes.PYFUNCTYPE(pointer, pointer)
    ask_place = ctypes.PYFUNCTYPE(number, pointer, number, pointer)
    ask_size = ctypes.PYFUNCTYPE(ctypes.c_double, pointer, number)
    return (
        ask_object(_address(pdfium.FPDFText_GetTextObject)),
        ask_place(_address(pdfium.FPDFText_GetLooseCharBox)),
        ask_place(_address(pdfium.FPDFText_GetMatrix)),
        ask_size(_address(pdfium.FPDFText_GetFontSize)),
        ask_font(_address(pdfium.FPDFTextObj_GetFont)),
    )


def _direction(matrix: Any, points: float) -> int:
    """Return the direction of text in degrees; what is but a little aslant counts as straight."""
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) + (180 if points < 0 else 0)
    straight = round(angle / 90) * 90
    return (straight if abs(angle - straight) <= _ASLANT else round(angle)) % 360


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


class Characters:
    """The characters of one text page, by pdfium's indices."""

    def __init__(self, textpage: Any, types: Types) -> None:
        """Look at a text page.

        Args:
            textpage: A `pypdfium2.PdfTextPage`.
            types: The types met so far in the file.
        """
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._raw = textpage.raw
        self._address = _address(textpage.raw)
        self._object_of, self._box_of, self._matrix_of, self._size_of, self._font_of = _functions()
        self._object: int | None = -1
        self._type = Type(1.0, False, 0, {})
        self._types = types
        self._fonts: dict[int | None, tuple[str, bool]] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_address = ctypes.addressof(self._matrix)
        self._linear = (ctypes.c_float * 4).from_buffer(self._matrix)
        self._x, self._y, self._rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        self._name = ctypes.create_string_buffer(128)
        self._boxes = (ctypes.c_float * 256)()

    def type_of_all(self, first: int, last: int) -> Type | None:
        """Return the type of the characters from one to another; None where not one text object drew them all."""
        drawn: int | None = self._object_of(self._address, first)
        if drawn is None or (first != last and drawn != self._object_of(self._address, last)):
            return None
        return self._type_of_object(drawn, first)

    def reach(self, start: int, ends: Sequence[int]) -> int:
        """Return the index of the last end that the object drew which drew the first character.

        Args:
            start: Index of that character.
            ends: Indices of the characters that end words, the first being that of its own word.
        """
        drawn = self._object_of(self._address, start)
        at, step = -1, 1
        while at + step < len(ends) and drawn is not None and self._object_of(self._address, ends[at + step]) == drawn:
            at, step = at + step, 2 * step
        while step := step // 2:
            if at + step < len(ends) and self._object_of(self._address, ends[at + step]) == drawn:
                at += step
        return at

    def spans(self, tokens: Sequence[Token]) -> list[Span]:
        """Return where each of several level tokens of one text object stands."""
        indices = [index for text, start in tokens for index in (start, start + len(text) - 1)]
        found = self._boxes_of(indices)
        drop = self._drop(indices[0], found)
        return [
            (found[at], found[at + 3] + drop, found[at + 6], found[at + 7] + drop) for at in range(0, len(found), 8)
        ]

    def _drop(self, index: int, box: Sequence[float]) -> float:
        """Return how far the foot of a character's box lies below the base line: the same for all of a type.

        Args:
            index: Which character.
            box: Its box; one of another height is that of a font that states none.
        """
        height = box[1] - box[3]
        if abs(height - self._type.height) > _EQUAL:
            self._type.height, self._type.drop = height, self.origin(index, 0)[1] - box[3]
        return self._type.drop

    def even_span(self, text: str, start: int, limit: float) -> Span | None:
        """Return where level text of one text object stands, if no gap in it can be as wide as a limit.

        The widths of the characters tell it, so that pdfium need not be asked about each word.

        Args:
            text: Words, each parted from the next by one space.
            start: Index of its first character.
            limit: In points.
        """
        widths = self._type.widths
        try:
            reached = list(accumulate(map(widths.__getitem__, text)))
        except KeyError:
            self._measure(text, start)
            reached = list(accumulate(map(widths.__getitem__, text)))
        span = self.spans([(text, start)])[0]
        stretch = span[2] - span[0] - reached[-1]
        if widths[" "] + 2 * abs(stretch) <= limit:
            return span
        return span if self._is_stretched((text, start), reached, (span[0], stretch, limit)) else None

    def _is_stretched(self, token: Token, reached: Sequence[float], line: tuple[float, float, float]) -> bool:
        """Return whether a line that is set wider than its characters has the same gap everywhere.

        Args:
            token: The text, and the index of its first character.
            reached: How wide the text is up to each of its characters.
            line: Left end, by how much it is wider, and how wide no gap may be.
        """
        (text, start), (left, stretch, limit) = token, line
        gaps = text.count(" ")
        gap = self._type.widths[" "] + stretch / max(gaps, 1)
        if not 0.12 * self._type.size < gap < limit:
            return False
        starts = [text.find(" ", at * len(text) // _PROBES) + 1 for at in range(1, _PROBES)]
        found = self._boxes_of([start + at for at in starts])[::4]
        expected = (left + (reached[at - 1] if at else 0.0) + text.count(" ", 0, at) * stretch / gaps for at in starts)
        return all(abs(x0 - there) < 0.1 * self._type.size for x0, there in zip(found, expected, strict=True))

    def width(self, text: str) -> float:
        """Return how wide the characters of text are that `even_span` placed."""
        return sum(map(self._type.widths.__getitem__, text))

    def _measure(self, text: str, start: int) -> None:
        """Note the widths of characters not met before, and of the space."""
        kind = self._type
        new = {char: start + at for at, char in enumerate(text) if char not in kind.widths}
        found = self._boxes_of(list(new.values()))
        kind.widths.update(zip(new, (x1 - x0 for x0, x1 in zip(found[::4], found[2::4], strict=True)), strict=True))
        if not 0.2 * kind.size < kind.widths.get(" ", 0.0) < 0.4 * kind.size:
            kind.widths[" "] = 0.2 * kind.size

    def _boxes_of(self, indices: Sequence[int]) -> list[float]:
        """Return left, top, right and bottom of the boxes of characters, one after the other."""
        needed = 4 * len(indices)
        if needed > len(self._boxes):
            self._boxes = (ctypes.c_float * needed)()
        start = ctypes.addressof(self._boxes)
        places = range(start, start + _BOX_BYTES * len(indices), _BOX_BYTES)
        deque(map(self._box_of, repeat(self._address), indices, places), 0)
        return self._boxes[:needed]

    def origin(self, index: int, angle: int) -> Turned:
        """Return where a character stands: its left end on the base line."""
        self._pdfium.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        return turned(self._x.value, self._y.value, angle)

    def end(self, index: int, angle: int) -> Turned:
        """Return the right foot of a character's box."""
        box = self._rect
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, index, box)
        one, two = turned(box.left, box.bottom, angle), turned(box.right, box.top, angle)
        return max(one[0], two[0]), min(one[1], two[1])

    def type_of(self, index: int) -> Type:
        """Return the type of a character."""
        return self._type_of_object(self._object_of(self._address, index), index)

    def _type_of_object(self, drawn: int | None, index: int) -> Type:
        if drawn != self._object:
            self._object = drawn
            self._type = self._ask_type(index)
        return self._type

    def _ask_type(self, index: int) -> Type:
        matrix = self._matrix
        self._matrix_of(self._address, index, self._matrix_address)
        points = self._size_of(self._address, index)
        key = (self._font(index), points, *self._linear)
        known = self._types.get(key)
        if known is None:
            size = abs(points) * math.hypot(matrix.c, matrix.d) or 1.0
            known = self._types[key] = Type(size, key[0][1], _direction(matrix, points), {})
        return known

    def _font(self, index: int) -> tuple[str, bool]:
        """Return name and boldness of a character's font; the address of a font holds for this page alone."""
        address = self._font_of(self._object) if self._object else None
        known = self._fonts.get(address)
        if known is None:
            flags = ctypes.c_int()
            self._pdfium.FPDFText_GetFontInfo(self._raw, index, self._name, 128, flags)
            name = self._name.value.decode("utf-8", "replace")
            known = name, bool(flags.value & _FORCE_BOLD) or bold_name(name)
            if address is not None:
                self._fonts[address] = known
        return known
