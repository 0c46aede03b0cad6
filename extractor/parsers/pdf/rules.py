"""Ruling lines as pdfium draws them."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, repeat
from typing import Any

from extractor.parsers.pdf.calls import INT, POINTER, ULONG, call, handle
from extractor.parsers.pdf.cells import Rule

Matrix = tuple[float, float, float, float, float, float]

MOST_RULES = 8000
"""A page with more is a drawing."""

MOST_OBJECTS = 50_000
"""Of a page with more, the first are looked at."""

_TEXT, _PATH, _FORM = 1, 2, 5
_LINE, _MOVE = 0, 2
_STRAIGHT = 1.0
_DEEPEST = 4
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class Drawn:
    """What is drawn on a page.

    Attributes:
        count: Number of objects.
        has_text: Whether texts are among them, or groups that may hold some.
        rules: The straight lines in the file's own space, heights growing upwards, if they may make tables.
        texts: Number of texts.
    """

    count: int
    has_text: bool
    rules: list[Rule]
    texts: int


def drawn_on(page: Any) -> Drawn:
    """Return what is drawn on an open pdfium page.

    Args:
        page: A `pypdfium2.PdfPage`.
    """
    drawing = handle(page.raw)
    count: int = call("FPDFPage_CountObjects", INT)(drawing)
    items = list(map(call("FPDFPage_GetObject", POINTER), repeat(drawing), range(min(count, MOST_OBJECTS))))
    kinds = list(map(call("FPDFPageObj_GetType", INT, POINTER), items))
    has_text = count > MOST_OBJECTS or _TEXT in kinds or _FORM in kinds
    rules: list[Rule] = []
    if has_text and (_PATH in kinds or _FORM in kinds):
        seen = [(item, kind) for item, kind in zip(items, kinds, strict=True) if kind in (_PATH, _FORM)]
        rules = list(islice(_of_items(seen, _IDENTITY, _DEEPEST), MOST_RULES + 1))
    upright = sum(rule[0] == rule[2] for rule in rules)
    rules = rules if upright >= 2 and len(rules) - upright >= 2 else []
    return Drawn(count, has_text, rules, kinds.count(_TEXT))


def _of_items(items: Iterable[tuple[int, int]], outer: Matrix, depth: int) -> Iterator[Rule]:
    """Yield the lines of drawn objects, and of those inside forms."""
    for item, kind in items:
        if kind == _PATH and _is_visible(item):
            yield from _of_path(item, _after(_matrix(item), outer))
        elif kind == _FORM and depth:
            yield from _of_items(inside(item), _after(_matrix(item), outer), depth - 1)


def inside(form: int) -> Iterator[tuple[int, int]]:
    """Yield the objects that a drawn group holds, with their kinds.

    Args:
        form: Address of a pdfium object of the kind form.
    """
    count = call("FPDFFormObj_CountObjects", INT, POINTER)(form)
    item_at, kind_of = call("FPDFFormObj_GetObject", POINTER, POINTER, ULONG), call("FPDFPageObj_GetType", INT, POINTER)
    for index in range(min(count, MOST_OBJECTS)):
        item = item_at(form, index)
        yield item, kind_of(item)


def _is_visible(path: int) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    mode_of = call("FPDFPath_GetDrawMode", INT, POINTER, POINTER, POINTER)
    mode_of(path, ctypes.addressof(fill), ctypes.addressof(stroke))
    return bool(fill.value or stroke.value)


def _of_path(path: int, matrix: Matrix) -> Iterator[Rule]:
    """Yield the level and upright segments of a path."""
    segment_at = call("FPDFPath_GetPathSegment", POINTER, POINTER, INT)
    point_of = call("FPDFPathSegment_GetPoint", INT, POINTER, POINTER, POINTER)
    kind_of = call("FPDFPathSegment_GetType", INT, POINTER)
    closes = call("FPDFPathSegment_GetClose", INT, POINTER)
    x, y = ctypes.c_float(), ctypes.c_float()
    places = ctypes.addressof(x), ctypes.addressof(y)
    start = at = (0.0, 0.0)
    for index in range(min(call("FPDFPath_CountSegments", INT, POINTER)(path), MOST_RULES)):
        segment = segment_at(path, index)
        point_of(segment, *places)
        kind, point = kind_of(segment), _moved(x.value, y.value, matrix)
        if kind == _LINE:
            yield from _rule(at, point)
        if kind == _MOVE:
            start = point
        at = point
        if closes(segment):
            yield from _rule(at, start)
            at = start


def _rule(one: tuple[float, float], two: tuple[float, float]) -> Iterator[Rule]:
    (x0, y0), (x1, y1) = one, two
    if x1 < x0:
        x0, x1 = x1, x0
    if y1 < y0:
        y0, y1 = y1, y0
    if x1 - x0 <= _STRAIGHT < y1 - y0:
        yield (x0, y0, x0, y1)
    elif y1 - y0 <= _STRAIGHT < x1 - x0:
        yield (x0, y0, x1, y0)


def _matrix(item: int) -> Matrix:
    found = (ctypes.c_float * 6)()
    if not call("FPDFPageObj_GetMatrix", INT, POINTER, POINTER)(item, ctypes.addressof(found)):
        return _IDENTITY
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def _after(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies one after the other."""
    (a, b, c, d, e, f), (k, l, m, n, o, p) = first, second  # noqa: E741
    return (a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
