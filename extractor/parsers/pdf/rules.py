"""Ruling lines as pdfium draws them."""

import ctypes
from collections.abc import Iterator
from typing import Any

from extractor.parsers.pdf.cells import Rule

Matrix = tuple[float, float, float, float, float, float]

MOST_RULES = 8000
"""A page with more is a drawing."""

_PATH, _FORM = 2, 5
_LINE, _MOVE = 0, 2
_STRAIGHT = 1.0
_DEEPEST = 4
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def rules_of(page: Any) -> list[Rule]:
    """Return the straight lines of an open pdfium page in the file's own space, heights growing upwards.

    Args:
        page: A `pypdfium2.PdfPage`.
    """
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_CountObjects(page.raw)
    items = (pdfium.FPDFPage_GetObject(page.raw, index) for index in range(count))
    rules: list[Rule] = []
    for rule in _of_items(items, _IDENTITY, _DEEPEST):
        rules.append(rule)
        if len(rules) > MOST_RULES:
            break
    upright = sum(rule[0] == rule[2] for rule in rules)
    return rules if upright >= 2 and len(rules) - upright >= 2 else []


def _of_items(items: Iterator[Any], outer: Matrix, depth: int) -> Iterator[Rule]:
    """Yield the lines of drawn objects, and of those inside forms."""
    import pypdfium2.raw as pdfium

    for item in items:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == _PATH and _is_visible(item):
            yield from _of_path(item, _after(_matrix(item), outer))
        elif kind == _FORM and depth:
            count = pdfium.FPDFFormObj_CountObjects(item)
            inner = (pdfium.FPDFFormObj_GetObject(item, index) for index in range(count))
            yield from _of_items(inner, _after(_matrix(item), outer), depth - 1)


def _is_visible(path: Any) -> bool:
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _of_path(path: Any, matrix: Matrix) -> Iterator[Rule]:
    """Yield the level and upright segments of a path."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    start = at = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind, point = pdfium.FPDFPathSegment_GetType(segment), _moved(x.value, y.value, matrix)
        if kind == _LINE:
            yield from _rule(at, point)
        if kind == _MOVE:
            start = point
        at = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _rule(at, start)
            at = start


def _rule(one: tuple[float, float], two: tuple[float, float]) -> Iterator[Rule]:
    (x0, x1), (y0, y1) = sorted((one[0], two[0])), sorted((one[1], two[1]))
    if x1 - x0 <= _STRAIGHT < y1 - y0:
        yield (x0, y0, x0, y1)
    elif y1 - y0 <= _STRAIGHT < x1 - x0:
        yield (x0, y0, x1, y0)


def _matrix(item: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _after(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies one after the other."""
    (a, b, c, d, e, f), (k, l, m, n, o, p) = first, second  # noqa: E741
    return (a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
