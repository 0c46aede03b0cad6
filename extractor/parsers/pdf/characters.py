"""What pdfium knows of single characters: the object that drew them, their type, their box.

A call into pdfium costs more than anything that Python does with its answer, so as few as possible are made, and
those that are many go without the checks of pypdfium2's own bindings.
"""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import sub
from typing import Any

from extractor.parsers.pdf.calls import DOUBLE, INT, POINTER, Room, call, handle
from extractor.parsers.pdf.words import bold_name, widest_space

_FORCE_BOLD = 1 << 18
_BOXES, _MATRICES = Room(4), Room(6)
_PROBES = 4
_WORD = re.compile(r"\S+")
_ASLANT = 20
_EQUAL = 0.001

Turned = tuple[float, float]
Token = tuple[str, int]
"""Characters without a space, and pdfium's index of the first."""
Ends = Sequence[float]
"""Left, top, right and bottom of the first character's box, then of the last one's."""
Piece = tuple[Token, "Type | None", Ends]
"""Characters that may hold spaces, their type where one text object drew them, and where they end."""
Run = tuple[Token, "Type", Ends]
"""A piece that one text object drew."""


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


@dataclass
class _Stretched:
    """A line that is set wider than its characters.

    Attributes:
        text: Its characters.
        start: Index of the first.
        left: Left end.
        size: Its type's size.
        widths: Widths of its characters.
        more: What each space would be wider, were all the same.
    """

    text: str
    start: int
    left: float
    size: float
    widths: list[float]
    more: float

    def probes(self) -> list[int]:
        """Return where words begin, spread over the line; 0 where none begins behind a place."""
        return [self.text.find(" ", at * len(self.text) // _PROBES) + 1 for at in range(1, _PROBES)]

    def is_even(self, probes: Iterable[tuple[int, float]]) -> bool:
        """Return whether words stand where they do if every space is the same.

        Args:
            probes: Where they begin in the line, and on the page.
        """
        expected, before = self.left, 0
        for at, x0 in probes:
            expected += sum(self.widths[before:at]) + self.text.count(" ", before, at) * self.more
            if at and abs(x0 - expected) >= 0.1 * self.size:
                return False
            before = at
        return True


Types = dict[tuple[Any, ...], Type]
"""Types by font, size and direction."""
_Key = tuple[int | None, float, float, float, float, float]
"""A font's address, a size, and the part of a matrix that turns and scales."""


def turned(x: float, y: float, angle: int) -> Turned:
    """Return a point after turning the page clockwise by `angle` degrees about its origin."""
    if not angle:
        return x, y
    if angle == 90:
        return y, -x
    return (-x, -y) if angle == 180 else (-y, x)


def _direction(across: float, up: float, points: float) -> int:
    """Return the direction of text in degrees; what is but a little aslant counts as straight.

    Args:
        across: How far the matrix of the text moves a step to the right to the right.
        up: How far up.
        points: Its size.
    """
    angle = math.degrees(math.atan2(up, across)) + (180 if points < 0 else 0)
    straight = round(angle / 90) * 90
    return (straight if abs(angle - straight) <= _ASLANT else round(angle)) % 360


class Characters:
    """The characters of one text page, by pdfium's indices."""

    def __init__(self, textpage: Any, types: Types) -> None:
        """Look at a text page.

        Args:
            textpage: One of pdfium's text pages.
            types: The types met so far in the file.
        """
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._raw = textpage
        self._page = handle(textpage)
        self._object_of = call("FPDFText_GetTextObject", POINTER)
        self._box_of = call("FPDFText_GetLooseCharBox", INT)
        self._matrix_of = call("FPDFText_GetMatrix", INT)
        self._size_of = call("FPDFText_GetFontSize", DOUBLE)
        self._font_of = call("FPDFTextObj_GetFont", POINTER, POINTER)
        self._object: int | None = -1
        self._type = Type(1.0, False, 0, {})
        self._types = types
        self._page_types: dict[_Key, Type] = {}
        self._x, self._y, self._rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        self._name = ctypes.create_string_buffer(128)

    def pieces(self, lines: Sequence[Token]) -> list[Piece]:
        """Return what single text objects drew of lines, and the words between that more than one drew.

        Args:
            lines: Characters that may hold spaces.
        """
        found: list[tuple[Token, int | None]] = []
        firsts = self._objects([start for _, start in lines])
        lasts = self._objects([start + len(text) - 1 for text, start in lines])
        for line, one, other in zip(lines, firsts, lasts, strict=True):
            if one and one == other:
                found.append((line, one))
            else:
                found += self._cut(*line)
        keys = self._keys([drawn for _, drawn in found], [start for (_, start), _ in found])
        ends = self.ends([token for token, _ in found])
        return [
            (token, self._type_by(key, token[1]) if drawn else None, boxes)
            for (token, drawn), key, boxes in zip(found, keys, ends, strict=True)
        ]

    def _cut(self, text: str, start: int) -> Iterator[tuple[Token, int | None]]:
        """Yield the pieces of a line, each with the object that drew it."""
        words = [match.span() for match in _WORD.finditer(text)]
        firsts = self._objects([start + first for first, _ in words])
        lasts = self._objects([start + end - 1 for _, end in words])
        at = 0
        while at < len(words):
            drawn, after = firsts[at], at
            while drawn and after < len(words) and lasts[after] == drawn:
                after += 1
            drawn, after = (drawn, after) if after > at else (None, at + 1)
            first, end = words[at][0], words[after - 1][1]
            yield (text[first:end], start + first), drawn
            at = after

    def _objects(self, indices: Sequence[int]) -> list[int | None]:
        return list(map(self._object_of, repeat(self._page), indices))

    def ends(self, tokens: Sequence[Token]) -> list[Ends]:
        """Return where each of several pieces of text ends."""
        boxes = iter(self._boxes([index for text, start in tokens for index in (start, start + len(text) - 1)]))
        return list(zip(*[boxes] * 8, strict=True))

    def _boxes(self, indices: Sequence[int]) -> list[float]:
        """Return left, top, right and bottom of the boxes of characters, one after the other."""
        return _BOXES.told(self._box_of, self._page, indices)

    def drop(self, index: int, ends: Ends, kind: Type) -> float:
        """Return how far the foot of a character's box lies below the base line: the same for all of a type.

        Args:
            index: Which character.
            ends: Its box; one of another height is that of a font that states none.
            kind: Its type.
        """
        height = ends[1] - ends[3]
        if abs(height - kind.height) > _EQUAL:
            kind.height, kind.drop = height, self.origin(index, 0)[1] - ends[3]
        return kind.drop

    def even(self, lines: Sequence[Run]) -> dict[int, float]:
        """Return the lines in which no gap can be wide: the index that each begins at, and the width of its first word.

        The widths of the characters tell it, so that pdfium need not be asked about each word.

        Args:
            lines: Words of one text object, each parted from the next by one space.
        """
        found: dict[int, float] = {}
        stretched: list[_Stretched] = []
        for run in lines:
            (text, start), kind, ends = run
            widths = self._widths(run, lines)
            stretch = ends[6] - ends[0] - sum(widths)
            space, limit = kind.widths[" "], widest_space(kind.size)
            if space + 2 * abs(stretch) <= limit:
                found[start] = sum(widths[: text.index(" ")])
                continue
            more = stretch / max(text.count(" "), 1)
            if 0.12 * kind.size < space + more < limit:
                stretched.append(_Stretched(text, start, ends[0], kind.size, widths, more))
        for line in self._even(stretched):
            found[line.start] = sum(line.widths[: line.text.index(" ")])
        return found

    def _even(self, lines: Sequence[_Stretched]) -> Iterator[_Stretched]:
        """Yield the lines in which every space is as wide as the others."""
        probes = [line.probes() for line in lines]
        indices = [line.start + at for line, places in zip(lines, probes, strict=True) for at in places]
        lefts = iter(self._boxes(indices)[::4])
        for line, places in zip(lines, probes, strict=True):
            if line.is_even(list(zip(places, lefts, strict=False))):
                yield line

    def _widths(self, line: Run, lines: Sequence[Run]) -> list[float]:
        """Return the widths of the characters of a line, which is one of several."""
        (text, _), kind, _ = line
        try:
            return list(map(kind.widths.__getitem__, text))
        except KeyError:
            self._measure(kind, [line[0]] if kind.widths else [token for token, other, _ in lines if other is kind])
            return list(map(kind.widths.__getitem__, text))

    def _measure(self, kind: Type, tokens: Sequence[Token]) -> None:
        """Note the widths of characters not met before, and of the space."""
        new: dict[str, int] = {}
        for text, start in tokens:
            new.update((char, start + text.rindex(char)) for char in set(text).difference(kind.widths, new))
        found = self._boxes(list(new.values()))
        kind.widths.update(zip(new, map(sub, found[2::4], found[::4]), strict=True))
        if not 0.2 * kind.size < kind.widths.get(" ", 0.0) < 0.4 * kind.size:
            kind.widths[" "] = 0.2 * kind.size

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
        drawn: int | None = self._object_of(self._page, index)
        if drawn != self._object:
            self._object = drawn
            self._type = self._type_by(next(self._keys([drawn], [index])), index)
        return self._type

    def _keys(self, drawn: Sequence[int | None], indices: Sequence[int]) -> Iterator[_Key]:
        """Return font, size and direction of characters.

        Args:
            drawn: The objects that drew them.
            indices: Which they are.
        """
        matrices = _MATRICES.told(self._matrix_of, self._page, indices)
        sizes = map(self._size_of, repeat(self._page), indices)
        return zip(map(self._font_of, drawn), sizes, *(matrices[at::6] for at in range(4)), strict=True)

    def _type_by(self, key: _Key, index: int) -> Type:
        """Return the type of a character; its font's address holds for this page alone, its name for the file.

        Args:
            key: What tells it on this page.
            index: Which character.
        """
        known = self._page_types.get(key)
        if known is None:
            font, points, a, b, c, d = key
            name, bold = self._font(index)
            named = (name, bold, points, a, b, c, d)
            known = self._types.get(named)
            if known is None:
                size = abs(points) * math.hypot(c, d) or 1.0
                known = self._types[named] = Type(size, bold, _direction(a, b, points), {})
            if font:
                self._page_types[key] = known
        return known

    def _font(self, index: int) -> tuple[str, bool]:
        """Return name and boldness of a character's font."""
        flags = ctypes.c_int()
        if not self._pdfium.FPDFText_GetFontInfo(self._raw, index, self._name, len(self._name), flags):
            return "", False
        name = self._name.value.decode("utf-8", "replace")
        return name, bool(flags.value & _FORCE_BOLD) or bold_name(name)
